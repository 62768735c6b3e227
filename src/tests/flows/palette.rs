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

#[test]
fn a_condition_is_typed_completed_and_pointed_at() {
    let mut t = typed(": \"filter 营收>1000亿\" enter");
    t.sees(&["筛选 营业收入>1000亿"]);
    t.keys(": \"筛选\" enter");
    t.misses(&["筛选 营业"]);
    // A name is written out and the condition goes on.
    let mut t = typed(": \"filter 营业收\" tab");
    t.sees(&[": filter 营业收入"]);
    t.keys("\"> 1000亿 and 级\"").sees(&["级别"]).keys("down tab");
    let mut t = typed(": \"filter 省=浙江 and 营收>>5\" enter");
    t.sees(&[": filter 省=浙江 and 营收>>5"]).misses(&["筛选 省"]);
    t.keys("backspace enter").sees(&["筛选 省=浙江"]);
}

#[test]
fn views_are_saved_and_opened_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut t = Tester::shipped("compare").parks(&["binjiang", "sip"]).keeping(&folder.path().join("views.toml"));
    t.keys(": \"save 周一 例会\" enter").sees(&["已保存视图 周一 例会"]);
    t.keys(": \"save 周一 例会\" enter").sees(&["已有同名视图"]).keys("esc esc");
    t.keys("u 2 : \"view \"").sees(&["周一 例会", "compare"]).keys("\"周\" enter").sees(&["已打开视图 周一 例会"]);
    assert_eq!(t.screen(), "compare");
    assert_eq!(marked(&t), ["binjiang", "sip"]);
    // One step takes it back.
    t.keys("U");
    assert_eq!(t.screen(), "ranking");
    t.keys(": \"view 没有\" enter").sees(&["`没有`: 没有这样的视图", "周一 例会"]);
}

#[test]
fn a_file_is_written_by_its_ending_and_none_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let mut t = Tester::shipped("ranking").writing();
    t.app = t.app.exports_to(Some(folder.path().to_owned()));
    t.keys(": \"export \"").sees(&["xlsx", "parquet"]).keys("esc");
    t.keys(": \"export 高新区.csv\" enter").sees(&["已写入"]);
    let written = std::fs::read_to_string(folder.path().join("高新区.csv")).unwrap();
    assert!(written.starts_with("park,"), "{written}");
    t.keys(": \"导出 高新区.csv\" enter").sees(&["已有此文件"]).keys("esc esc");
    assert_eq!(std::fs::read_to_string(folder.path().join("高新区.csv")).unwrap(), written);
    t.keys(": \"export 高新区.doc\" enter").sees(&["`高新区.doc`: 文件名要以格式结尾", "xlsx"]);
    // The one under the cursor is taken where nothing is typed.
    t.keys("ctrl-u \"export \" enter").sees(&["已写入", "ranking-2024.xlsx"]).keys(": ");
    // One that is chosen has the name of what is shown.
    t.keys("ctrl-u \"export \" down down tab").sees(&["ranking-2024.tsv"]);
}

#[test]
fn a_meeting_begins_by_name() {
    for name in ["meeting", "huiyi", "投影"] {
        typed(&format!(": \"{name}\" enter j")).sees(&["P 退出"]);
    }
}

#[test]
fn a_park_is_opened_by_its_name_alone() {
    let mut t = typed(": \"苏州工业\"");
    t.sees(&["园区: 回车看它的各项指标", "苏州工业园区"]).keys("enter").sees(&["苏州工业园区", "4,002.4"]);
    assert_eq!(t.screen(), "profile");
    typed(": \"德清\" tab").sees(&[": 园区 "]);
    // A slip of the hand is none.
    typed(": \"rannking\" enter").sees(&["没有匹配的名称"]);
}
