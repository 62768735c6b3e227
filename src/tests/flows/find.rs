//! Finding by name: what is typed, what is found, what Enter takes.

use ratatui::style::Modifier;

use crate::{
    model::{Kind, Lang, ParkId},
    tests::tester::{self, Tester},
};

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
        // A zone before the county around it, which begins so.
        ("德清", "moganshan"),
        ("deqing", "moganshan"),
        ("德清县", "ctx-deqing-county"),
    ] {
        let mut t = Tester::shipped("ranking");
        t.keys(&format!("a \"{typed}\" enter esc 4"));
        assert_eq!(marked(&t), [expect], "{typed}");
    }
}

#[test]
fn who_is_marked_stands_beside_what_is_typed() {
    let mut t = Tester::shipped("ranking");
    t.keys("a \"zgc\" enter \"bj\" enter").sees(&["中关村、杭州滨江"]);
    let mut t = t.size(40, 12);
    t.keys("\"sip\" enter").sees(&["中关村、杭州滨江、苏州"]);
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

#[test]
fn another_name_that_was_typed_is_shown_where_those_on_the_screen_do_not_have_it() {
    let mut t = Tester::shipped("ranking");
    t.keys("a \"east\"").sees(&["≈ East Lake ·"]);
    // By its first letters 中关村 has it already.
    t.keys("ctrl-u \"zgc\"").sees(&["中关村"]).misses(&["≈ "]);
    t.keys("esc m \"hte_count\"").sees(&["≈ hte_count ·"]).keys("esc");
    t.keys(": \"看 east\"").sees(&["≈ East Lake ·"]);
}

#[test]
fn what_an_analyst_means_comes_first() {
    let mut t = Tester::shipped("ranking");
    t.keys("a");
    for (typed, first) in [
        ("bj", "杭州滨江"),
        ("zgc", "中关村"),
        ("hz", "杭州滨江"),
        ("dl", "大连高新"),
        ("wh", "武汉东湖"),
        ("sz", "苏州工业园"),
        ("cs", "长沙高新"),
        ("杭州", "杭州滨江"),
        ("苏州", "苏州工业园"),
        ("suzhou", "苏州工业园"),
        ("国家高新", "全国高新区"),
    ] {
        t.keys(&format!("ctrl-u \"{typed}\""));
        assert_eq!(t.cursor(), first, "{typed}");
    }
}

#[test]
fn zones_are_meant_before_totals_and_those_with_most_figures_first() {
    let store = tester::shipped();
    let (parks, known) = (store.parks_by_weight(), store.coverage(Kind::Actual));
    let level = |id: &ParkId| store.catalog().park(*id).level;
    assert_eq!(parks.len(), store.catalog().parks.len());
    assert!(parks.is_sorted_by_key(|id| !level(id).is_zone()));
    let falls = |two: &[ParkId]| level(&two[0]) != level(&two[1]) || known[two[0].index()] >= known[two[1].index()];
    assert!(parks.windows(2).all(falls));
    let most = store.indicators_by_weight().iter().map(|id| store.parks_with(*id, Kind::Actual).len());
    assert!(most.rev().is_sorted());
}

#[test]
fn what_is_looked_for_stands_out_in_the_rows() {
    let check = |screen: &str, keys: &str, letter: &str| {
        let mut t = Tester::shipped(screen).indicators(&["gdp"]);
        if screen == "compare" {
            t = t.parks(&["binjiang", "sip"]);
        }
        let found = |t: &mut Tester| {
            let (buf, _) = t.draw();
            let body = buf.content().iter().skip(usize::from(buf.area.width) * 2);
            body.filter(|cell| cell.symbol() == letter && cell.modifier.contains(Modifier::UNDERLINED)).count()
        };
        assert_eq!(found(&mut t), 0, "{screen}");
        assert!(found(t.keys(keys)) > 0, "{screen} {keys}\n{}", t.frame());
    };
    for screen in ["ranking", "matrix", "quality", "distribution", "score"] {
        check(screen, "/ \"bj\" enter", "滨");
    }
    for screen in ["compare", "targets"] {
        check(screen, "/ \"gdp\" enter", "G");
    }
    check("profile", "/ \"sczz\" enter", "生");
    check("sources", "/ \"tjj\" enter", "统");
    check("sources", "p / \"yysr\" enter", "营");
    check("quality", "p p / \"yysr\" enter", "营");
    check("quality", "p p p / \"china\" enter", "h");
}
