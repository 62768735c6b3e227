//! Walks through the distribution of a measure over parks.

use crate::{
    model::Lang,
    tests::tester::{Tester, fixture},
};

#[test]
fn the_box_is_of_the_parks_and_the_cursor_is_named_on_it() {
    let mut t = Tester::tiny("distribution").indicators(&["revenue"]);
    // 75 171 630 1464.1: quartiles at 0.75, 1.5 and 2.25 of the way, the mean a quarter of 2340.1.
    t.sees(&["4/4 有数", "最小 75.0", "P25 147.0", "中位 400.5", "均值 585.0", "P75 838.5", "最大 1,464.1"]);
    t.sees(&["▌青山"]);
    t.keys("j").sees(&["▌白沙"]).misses(&["▌青山"]);
    assert_eq!(t.column("quarter"), ["top", "upper", "lower", "bottom"]);
    assert_eq!(t.column("percentile")[0], "100");
    t.keys("i").sees(&["白沙"]);
}

#[test]
fn concentration_is_worked_from_the_shares_of_one_year() {
    let mut t = Tester::tiny("distribution").indicators(&["revenue"]);
    t.keys("p");
    // Shares of 2340.1: .6257 .2692 .0731 .0321, their squares add up to .4703; 1464.1 over 630 is 2.324.
    assert_eq!(vec![t.cell("2023", "hhi").parse::<f64>().unwrap().round()], [4703.0]);
    assert!(t.cell("2023", "primacy").starts_with("2.3239"));
    assert_eq!(t.cell("2023", "cr4"), "", "four of four are all");
    assert_eq!([t.cell("2021", "count"), t.cell("2021", "left")], ["3", "1"], "one had no figure that year");
    assert_eq!([t.cell("2022", "entered"), t.cell("2022", "left")], ["1", "0"]);
    // Of the three that have every year the variation is another.
    let thousandths = |column: &str| (t.cell("2023", column).parse::<f64>().unwrap() * 1000.0).round();
    assert_eq!(vec![thousandths("cv"), thousandths("cv_same_set")], [939.0, 1111.0]);
    t.sees(&["同组: 表中各年都有数的 3 个园区", "! 有园区进出"]);
}

#[test]
fn what_does_not_add_up_has_no_shares() {
    let mut t = Tester::tiny("distribution").indicators(&["rd_share"]);
    t.sees(&["基尼", "CV", "比率不可加"]).misses(&["HHI 1", "首位度 1"]);
    t.keys("p");
    assert!(t.column("hhi").iter().chain(&t.column("cr4")).all(String::is_empty));
    assert!(t.column("gini").iter().any(|gini| !gini.is_empty()));
    let mut ranks = Tester::shipped("distribution").indicators(&["national_rank"]);
    ranks.sees(&["不可加, 不计集中度"]).misses(&["基尼 0", "CR4 "]);
}

#[test]
fn a_marked_park_from_elsewhere_is_named_and_not_counted() {
    let mut t = Tester::tiny("distribution").indicators(&["revenue"]).group("east").parks(&["nangang"]);
    t.sees(&["2/2 有数", "★南港", "不计 (范围外"]);
    assert_eq!(t.column("counted"), ["true", "true", "false"]);
    assert_eq!(t.column("rank"), ["1", "2", ""]);
}

#[test]
fn the_axis_turns_logarithmic_where_that_can_be() {
    let mut t = Tester::tiny("distribution").indicators(&["revenue"]);
    t.sees(&["组距"]);
    t.keys("o").sees(&["对数轴 (o)"]).misses(&["组距"]);
    t.keys("o").sees(&["组距"]);
    let mut shipped = Tester::shipped("distribution").indicators(&["hte_count"]).lang(Lang::En);
    shipped.sees(&["log axis (o)", "mixed years"]);
}

#[test]
fn bounds_and_estimates_are_counted_and_one_year_is_not_mixed() {
    let mut t = Tester::tiny("distribution").indicators(&["firms"]).period("2021");
    t.sees(&["4/4 有数 · 1 个上下限", "~1/4"]).misses(&["跨年混排"]);
    assert_eq!(t.cell("nangang", "mark"), "at_least");
    t.keys("p").sees(&["≈", "约: 含约数"]);
}

#[test]
fn a_filter_narrows_the_list_and_not_the_field() {
    let mut t = Tester::tiny("distribution").indicators(&["revenue"]);
    t.keys("/ \"云\" enter").sees(&["4/4 有数", "中位 400.5"]);
    assert_eq!(t.column("park"), ["yunxi"]);
    assert_eq!(t.column("rank"), ["3"]);
}

#[test]
fn odd_data_says_what_to_press() {
    Tester::on(fixture("odd/header-only.csv"), "distribution").sees(&["没有指标: m 选择"]);
    let mut t = Tester::tiny("distribution").indicators(&["revenue"]).period("1999");
    t.sees(&["所选时期没有数据"]);
    assert!(t.grid().rows.is_empty());
}

#[test]
fn the_form_asked_for_is_what_is_drawn() {
    let mut t = Tester::tiny("distribution").indicators(&["revenue"]).form("share");
    t.sees(&["占比", "不可加, 不计集中度"]);
    let shares: f64 = t.column("value").iter().map(|share| share.parse::<f64>().unwrap()).sum();
    assert!((shares - 100.0).abs() < 1e-9, "{shares}");
    let mut growth = Tester::tiny("matrix").indicators(&["revenue"]).form("growth");
    growth.sees(&["同比", "10.0c"]).misses(&["合计"]);
    assert_eq!(growth.cell("baisha", "2021_why"), "", "what is missing has no other reason");
    assert_eq!(growth.cell("baisha", "2022_why"), "no figure of the base year");
}
