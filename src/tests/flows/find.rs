//! Finding by name: what is typed, what is found, what Enter takes.

use crate::{model::Lang, tests::tester::Tester};

/// The parks marked, as Compare has them.
fn marked(t: &Tester) -> Vec<String> {
    let of_park = |name: &str| name.strip_suffix("_best").map(str::to_owned);
    t.grid().columns.iter().filter_map(|column| of_park(&column.name)).collect()
}

#[test]
fn the_best_find_is_under_the_cursor_so_that_enter_takes_it() {
    for (typed, expect) in [
        ("zgc", "zhongguancun"),
        ("zhonggc", "zhongguancun"),
        ("中gc", "zhongguancun"),
        ("chongq", "chongqing"),
        ("changsha", "changsha"),
        ("bj", "binjiang"),
        ("滨江", "binjiang"),
    ] {
        let mut t = Tester::shipped("ranking");
        t.keys(&format!("a \"{typed}\" enter esc 4"));
        assert_eq!(marked(&t), [expect], "{typed}");
    }
}

#[test]
fn a_filter_finds_by_pinyin_and_by_several_words() {
    let found = |keys: &str| {
        let mut t = Tester::shipped("ranking");
        t.keys(keys);
        t.column("park")
    };
    assert_eq!(found("/ \"zgcun\" enter"), found("/ \"中关村\" enter"));
    assert_eq!(found("/ \"重慶\" enter"), ["chongqing"]);
    let both = found("/ \"浙江\" space \"shao\" enter");
    assert!(!both.is_empty() && both.len() < found("/ \"浙江\" enter").len(), "{both:?}");
}

#[test]
fn what_is_not_found_is_said_and_what_was_typed_stays() {
    let mut t = Tester::shipped("ranking").lang(Lang::En);
    t.keys("a \"qqqxxq\"");
    let frame = t.frame();
    assert!(frame.contains("> qqqxxq") && frame.contains("nothing is called that"), "{frame}");
}

#[test]
fn what_is_typed_can_be_mended_in_the_middle() {
    let mut t = Tester::shipped("ranking");
    t.keys("a \"bjing\" left left left left \"in\" right");
    assert!(t.frame().contains("> binjing"), "{}", t.frame());
    t.keys("end ctrl-w \"xiamen\" enter esc 4");
    assert_eq!(marked(&t), ["xiamen"]);
}
