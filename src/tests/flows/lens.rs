//! The question: marks, group, period and language, the same on every screen.

use crate::{
    model::Lang,
    tests::{
        sweep::{SCREENS, key_of},
        tester::Tester,
    },
};

#[test]
fn a_newcomer_compares_binjiang_with_deqing_county_and_three_more() {
    let mut t = Tester::shipped("overview");
    t.keys("a \"滨江\" enter \"德清\"");
    t.sees(&["德清县", "莫干山高新", "大走廊德清"]);
    // Whichever comes first, the county is picked and not the zone.
    for _ in 0..2 {
        if !t.under_cursor().contains("德清县") {
            t.keys("down");
        }
    }
    assert!(t.under_cursor().contains("德清县"));
    t.keys("enter \"苏州工业园\" enter \"宁波\" enter \"中关村\" enter esc 4");
    assert_eq!(t.screen(), "compare");
    t.sees(&["杭州滨江", "德清县", "苏州工业园", "宁波高新", "中关村"]);
    let names: Vec<String> = t.grid().columns.iter().map(|column| column.name.clone()).collect();
    let at = |name: &str| names.iter().position(|other| other == name);
    assert!(at("binjiang").is_some() && at("binjiang") < at("ctx-deqing-county"), "{names:?}");
    assert_eq!(t.cell("gdp", "binjiang"), "2184.8");
}

#[test]
fn a_ninth_park_is_refused_with_a_notice() {
    let mut t = Tester::shipped("ranking");
    t.keys("space j space j space j space j space j space j space j space");
    t.sees(&["已标8"]).misses(&["最多对标"]);
    t.keys("j space").sees(&["已标8", "最多对标 8 个"]);
    t.keys("k").misses(&["最多对标"]);
    t.keys("a \"德清\" enter").sees(&["最多对标 8 个"]);
    t.keys("esc u").misses(&["已标"]);
}

#[test]
fn marking_twice_unmarks() {
    let mut t = Tester::tiny("ranking");
    t.keys("space").sees(&["已标1"]);
    t.keys("space").misses(&["已标"]);
}

#[test]
fn the_question_survives_switching_screens() {
    let mut t = Tester::tiny("ranking").indicators(&["revenue", "firms"]);
    t.keys("space j space [ g \"east\" enter");
    let question = ["东省", "2018-2022", "已标2"];
    for screen in SCREENS {
        t.keys(key_of(screen));
        assert_eq!(t.screen(), screen);
        t.sees(&question);
    }
    for screen in SCREENS {
        t.keys("tab");
        assert_eq!(t.screen(), screen);
        t.sees(&question);
    }
    t.keys("4");
    assert_eq!(t.column("indicator")[..2], ["revenue", "firms"], "the measures too");
}

#[test]
fn backtab_goes_the_other_way() {
    let mut t = Tester::tiny("overview");
    for screen in SCREENS.into_iter().rev() {
        t.keys("backtab");
        assert_eq!(t.screen(), screen);
    }
}

#[test]
fn stepping_the_period_changes_the_question_everywhere() {
    let mut t = Tester::tiny("ranking").parks(&["qingshan", "nangang"]);
    for (screen, row, column, expect) in [
        ("2", "qingshan", "revenue", ["1464.1", "1331", "1210"]),
        ("3", "revenue", "value", ["1464.1", "1331", "1210"]),
        ("4", "revenue", "qingshan", ["1464.1", "1331", "1210"]),
    ] {
        t.keys(screen);
        let mut seen = vec![t.cell(row, column)];
        for _ in 0..2 {
            t.keys("[");
            seen.push(t.cell(row, column));
        }
        t.keys("] ]");
        assert_eq!(seen, expect, "on screen {screen}");
    }
}

#[test]
fn the_group_narrows_the_table_and_its_ranks() {
    let mut t = Tester::tiny("ranking");
    assert_eq!(t.cell("yunxi", "revenue_of"), "4");
    t.keys("g \"east\" enter");
    assert_eq!(t.column("park"), ["qingshan", "yunxi"]);
    assert_eq!((t.cell("yunxi", "revenue_rank"), t.cell("yunxi", "revenue_of")), ("2".into(), "2".into()));
}

#[test]
fn a_marked_park_outside_the_group_is_shown_and_not_ranked() {
    let mut t = Tester::tiny("ranking").parks(&["baisha"]);
    t.keys("g \"east\" enter");
    assert_eq!(t.column("park"), ["qingshan", "yunxi", "baisha"]);
    assert_eq!(t.cell("baisha", "revenue"), "630");
    assert_eq!(t.cell("baisha", "revenue_rank"), "");
}

#[test]
fn the_park_under_the_cursor_is_the_one_on_the_profile() {
    let mut t = Tester::tiny("ranking");
    t.keys("j j 3").sees(&["云溪高新技术产业园区"]);
    t.keys("m \"南港\" enter").sees(&["南港高新技术产业园区"]);
}

#[test]
fn changing_the_language_changes_the_words_and_no_figure() {
    // What is data stays as it is printed: titles, notes, slugs.
    for (screen, zh, en) in [
        ("ranking", "园区", "park"),
        ("profile", "指标", "indicator"),
        ("compare", "基准", "bench"),
        ("overview", "总览", "overview"),
        ("sources", "来源", "sources"),
        ("trend", "走势", "trend"),
        ("quality", "覆盖", "coverage"),
    ] {
        let mut t = Tester::tiny(screen).parks(&["qingshan", "nangang"]);
        t.sees(&[zh]);
        let before = numbers(&t);
        t.keys("L");
        let frame = t.frame().to_lowercase();
        assert!(frame.contains(en), "`{en}` is not in\n{frame}");
        assert_eq!(numbers(&t), before, "{screen}");
        let chinese = |line: &&str| line.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let left: Vec<&str> = frame.lines().filter(chinese).collect();
        let data = ["统计", "日报", "一篇报道", "中文", "东省", "青山", "表1"];
        let strange: Vec<_> = left.iter().filter(|line| !data.iter().any(|word| line.contains(word))).collect();
        assert!(strange.is_empty(), "{screen} still speaks Chinese: {strange:#?}");
        t.keys("L").sees(&[zh]);
    }
}

/// Every number of the screen's table, unrounded.
fn numbers(t: &Tester) -> Vec<f64> {
    let number = |value: &crate::screen::grid::Value| match value {
        crate::screen::grid::Value::Number(number, _) => Some(*number),
        _ => None,
    };
    t.grid().rows.iter().flatten().filter_map(number).collect()
}

#[test]
fn english_money_is_the_same_money() {
    Tester::tiny("compare").parks(&["qingshan"]).sees(&["1,464", "亿元"]);
    // 1,464.1 亿元 is 146.4 billion.
    Tester::tiny("compare").parks(&["qingshan"]).lang(Lang::En).sees(&["146.4", "CNY B"]);
}
