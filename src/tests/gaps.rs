//! Gaps on the compare screen: who catches up when, the group's middle, strengths, and the sentences that say so.

use super::tester::{Tester, fixture};
use crate::model::Lang;

fn number(t: &Tester, row: &str, column: &str) -> f64 {
    let text = t.cell(row, column);
    text.parse().unwrap_or_else(|_| panic!("`{text}` in {row}/{column}"))
}

#[track_caller]
fn near(t: &Tester, row: &str, column: &str, expect: f64) {
    let value = number(t, row, column);
    assert!((value - expect).abs() < 5e-4, "{row}/{column} is {value}, not {expect}");
}

fn pair(benchmark: &str, park: &str) -> Tester {
    Tester::tiny("compare").parks(&[benchmark, park])
}

#[test]
fn the_years_to_catch_up_are_those_of_the_pencil() {
    let mut t = pair("baisha", "yunxi");
    // 171 behind 630 in 2023; (171 ÷ 80)^¼ and (630 ÷ 500)^¼ since 2019: 1.304014 ÷ (0.189909 − 0.057778).
    assert_eq!(t.cell("revenue", "yunxi_catch_up"), "years");
    near(&t, "revenue", "yunxi_catch_up_years", 9.8691);
    near(&t, "revenue", "yunxi_frozen_years", 6.8665);
    near(&t, "revenue", "yunxi_pace", 20.9139);
    assert_eq!([t.cell("revenue", "yunxi_pace_from"), t.cell("revenue", "yunxi_pace_to")], ["2019", "2023"]);
    // 0.64 points behind, 0.175 against 0.035 points a year.
    near(&t, "rd_share", "yunxi_catch_up_years", 4.5714);
    assert_eq!(t.cell("firms", "yunxi_catch_up"), "", "a break lies between the two years");
    t.keys("right p").sees(&["按2023年同年数追上约须 9.9年(2019-2023年年均 +20.91% 对 +5.95%)，对方止步则 6.9年"]);
    let mut t = t.lang(Lang::En).size(300, 45);
    t.keys("right p").sees(&["from 2023 level in 9.9 y (+20.91% against +5.95% a year over 2019-2023)"]);
}

#[test]
fn the_conditions_are_said_in_words() {
    for (benchmark, park, expect, words) in [
        ("qingshan", "baisha", "never", "按现速无法追上"),
        ("baisha", "qingshan", "ahead", "按2023年同年数已超过"),
        ("qingshan", "nangang", "never", "按现速无法追上"),
    ] {
        let mut t = pair(benchmark, park);
        assert_eq!(t.cell("revenue", &format!("{park}_catch_up")), expect, "{park} after {benchmark}");
        assert_eq!(t.cell("revenue", &format!("{park}_catch_up_years")), "");
        t.keys("right p").sees(&[words]);
    }
    // 52 after 1300: ln 25 ÷ (0.137500 − 0.121377) is 200 years.
    let t = pair("qingshan", "nangang");
    assert_eq!(t.cell("firms", "nangang_catch_up"), "over-50");
    near(&t, "firms", "nangang_frozen_years", 23.4078);
    near(&t, "revenue", "nangang_to_close", 1852.1333);
}

#[test]
fn the_group_is_of_the_very_same_period_and_ratios_are_not_averaged() {
    let mut t = pair("qingshan", "baisha");
    near(&t, "revenue", "group_median", 400.5);
    near(&t, "revenue", "group_mean", 585.025);
    assert_eq!(t.cell("revenue", "group_n"), "4");
    assert_eq!(t.cell("rd_share", "group_mean"), "", "a mean of ratios is no ratio");
    near(&t, "rd_share", "group_median", 3.02);
    t.keys("[ [").sees(&["2017-2021"]);
    assert_eq!((t.cell("revenue", "group_period"), t.cell("revenue", "group_n")), ("2021".into(), "3".into()));
    let t = t.group("pair");
    assert_eq!(t.cell("revenue", "group_n"), "2");
}

#[test]
fn rows_are_sorted_by_the_gap_in_proportion_and_back() {
    let mut t = pair("qingshan", "yunxi");
    let before = t.column("indicator");
    t.keys("right s").sees(&["按云溪与基准的相对差距从大到小"]);
    let ratios: Vec<f64> =
        t.column("yunxi_ratio").iter().map(|ratio| ratio.parse::<f64>().unwrap().ln().abs()).collect();
    assert!(ratios.windows(2).all(|pair| pair[0] >= pair[1]) && ratios.len() == 3, "{ratios:?}");
    t.keys("s").misses(&["从大到小"]);
    assert_eq!(t.column("indicator"), before);
    t.keys("down s");
    let on = t.under_cursor();
    t.keys("s");
    assert_eq!(t.under_cursor().split(' ').next(), on.split(' ').next(), "the cursor stays on its row");
}

#[test]
fn eight_parks_stand_side_by_side_in_both_languages() {
    let eight = ["binjiang", "sip", "shenzhen", "wuxi", "ningbo", "chengdu", "xian", "east-lake"];
    for lang in [Lang::Zh, Lang::En] {
        let mut t = Tester::shipped("compare").parks(&eight).lang(lang).size(200, 60);
        t.keys("p");
        for (place, park) in eight.iter().enumerate().skip(1) {
            assert_eq!(t.column(&format!("{park}_gap")).len(), t.column("indicator").len(), "{place}");
        }
        let notes = t.grid().notes;
        assert_eq!(notes.len(), 1 + 7 + 8 + 1, "the rule, each pair, each park, the group: {notes:#?}");
        assert!(notes.iter().all(|note| !note.contains("NaN") && !note.is_empty()));
    }
}

#[test]
fn strengths_are_ranks_one_can_look_up() {
    let t = Tester::shipped("compare").parks(&["binjiang", "sip"]);
    let strong = t.grid().notes.into_iter().find(|note| note.starts_with("杭州滨江  优势")).unwrap();
    assert!(strong.contains("R&D/GDP ~1/5 (2022)") && strong.contains("赛迪制造得分 11/13 (2020)"), "{strong}");
    let profile = Tester::shipped("profile").parks(&["binjiang"]);
    assert_eq!([profile.cell("rd_intensity_gdp", "rank"), profile.cell("rd_intensity_gdp", "of")], ["1", "5"]);
    let alone = Tester::on(fixture("odd/one-row.csv"), "compare");
    assert_eq!(alone.grid().notes.len(), 2, "the rule and the group; nothing to say of nobody");
}
