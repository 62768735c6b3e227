//! The palette: what is typed behind `:`, and what it does.

use crossterm::event::Event;

use crate::{app::Msg, model::Lang, tests::tester::Tester};

/// The parks marked, as Compare has them.
fn marked(t: &Tester) -> Vec<String> {
    let of_park = |name: &str| name.strip_suffix("_best").map(str::to_owned);
    t.grid().columns.iter().filter_map(|column| of_park(&column.name)).collect()
}

fn typed(keys: &str) -> Tester {
    let mut t = Tester::shipped("ranking");
    t.keys(keys);
    t
}

#[test]
fn screens_are_opened_by_name_in_any_language_and_by_pinyin() {
    for (name, screen) in [
        ("paihang", "ranking"),
        ("duibiao", "compare"),
        ("来源", "sources"),
        ("zonghe", "score"),
        ("matrix", "matrix"),
        ("quad", "quadrant"),
    ] {
        assert_eq!(typed(&format!(": \"{name}\" enter")).screen(), screen, "{name}");
    }
    assert_eq!(typed("ctrl-p \"screen targets\" enter").screen(), "targets");
}

#[test]
fn commands_do_what_they_say() {
    assert_eq!(marked(&typed(":compare space \"滨江 zgc\" enter")), ["binjiang", "zhongguancun"]);
    assert_eq!(marked(&typed(": \"mark 滨江\" enter : \"标记 宁波\" enter 4")), ["binjiang", "ningbo"]);
    assert_eq!(marked(&typed(": \"mark 滨江 宁波\" enter : \"unmark 滨江\" enter 4")), ["ningbo"]);
    assert_eq!(typed(": \"park 滨江\" enter").screen(), "profile");
    typed(": \"year 2022\" enter").sees(&["仅2022"]);
    typed(": \"年 2019-2023\" enter").sees(&["2019-2023最新"]);
    typed(": \"group zhejiang\" enter").sees(&["浙江"]);
    typed(": \"form share\" enter").sees(&["占比"]);
    typed(": \"lang en\" enter").sees(&["help", "quit"]);
    let sorted = typed(": \"sort hte_count asc\" enter");
    let counts: Vec<f64> = sorted.column("hte_count").iter().filter_map(|value| value.parse().ok()).collect();
    assert!(counts.len() > 5 && counts.windows(2).all(|two| two[0] <= two[1]), "{counts:?}");
    assert_eq!(typed(": \"find 重慶\" enter").column("park"), ["chongqing"]);
    let indicators = typed(": \"indicator 高企 gdp\" enter").grid();
    assert!(indicators.columns.iter().any(|column| column.name == "hte_count"));
    assert!(typed(": \"quit\" enter").end().is_some());
}

#[test]
fn the_word_under_the_cursor_is_completed() {
    let mut t = typed(": \"comp\" tab \"bj\" tab");
    t.sees(&[": 对标 杭州滨江 "]);
    t.keys("\"zgc\" enter");
    assert_eq!(marked(&t), ["binjiang", "zhongguancun"], "Enter takes the best of the list");
}

#[test]
fn several_are_taken_from_the_list_one_after_the_other() {
    let mut t = typed(": \"compare \" down enter down down enter enter");
    assert_eq!(marked(&t).len(), 2, "{}", t.frame());
}

#[test]
fn what_is_wrong_is_said_and_can_be_mended() {
    let mut t = typed(": \"compare 滨江 德清 中关村\" enter");
    t.sees(&["`德清` 可以是:", "德清县"]);
    t.keys("tab enter");
    assert_eq!(marked(&t).len(), 3, "{}", t.frame());
    let mut t = typed(": \"compare 滨江 qqqvv\" enter");
    t.sees(&["`qqqvv`: 没有这样的园区", "compare 滨江 qqqvv", "没有匹配的名称"]);
}

#[test]
fn what_was_typed_comes_back() {
    let mut t = typed(": \"year 2022\" enter : \"year 2021\" enter : up");
    t.sees(&[": year 2021"]);
    t.keys("up");
    t.sees(&[": year 2022"]);
    t.keys("down down");
    t.misses(&["year 2021"]);
    t.keys("up up enter");
    t.sees(&["仅2022"]);
}

#[test]
fn what_is_pasted_is_one_line() {
    let mut t = typed(":");
    t.feed(Msg::Term(Event::Paste("compare\n滨江\t宁波\u{1b}".to_owned())));
    t.keys("enter");
    assert_eq!(marked(&t), ["binjiang", "ningbo"]);
}

#[test]
fn over_a_number_and_back() {
    let mut t = typed("right i : esc");
    assert_eq!(t.screen(), "ranking");
    t.keys("i : \"esc\" esc 2");
    assert!(t.end().is_none());
    let mut t = Tester::shipped("ranking").lang(Lang::En);
    t.keys(": \"keys that\" enter");
    t.sees(&["The keys that work here"]);
}
