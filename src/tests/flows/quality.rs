//! The quality screen: what is there of an indicator, what loading found, where sources differ, what was read.

use crate::{
    model::Kind,
    store::Known::{Denied, Disputed, Firm, Soft},
    tests::tester::{Tester, fixture, tiny},
};

#[test]
fn coverage_counts_full_years_with_a_value() {
    let store = tiny();
    let catalog = store.catalog();
    let parks: Vec<_> = catalog.park_ids().collect();
    let check = |indicator: &str, filled: usize, by_year: [usize; 5], gaps: [&[(i32, i32)]; 4]| {
        let coverage = store.coverage_of(&parks, catalog.indicator_by_slug(indicator).unwrap());
        assert_eq!(coverage.span, Some((2019, 2023)), "{indicator}");
        assert_eq!((coverage.filled(), coverage.cells()), (filled, 20), "{indicator}");
        assert_eq!(coverage.by_year, by_year, "{indicator}");
        let found: Vec<_> = coverage.rows.iter().map(|row| row.gaps((2019, 2023))).collect();
        assert_eq!(found, gaps, "{indicator}");
    };
    // Baisha has no revenue of 2021; Yunxi no R&D share of 2020; Nangang's of 2022 is said not to be published.
    check("revenue", 19, [4, 4, 3, 4, 4], [&[], &[(2021, 2021)], &[], &[]]);
    check("firms", 20, [4; 5], [&[]; 4]);
    check("rd_share", 18, [4, 3, 4, 3, 4], [&[], &[], &[(2020, 2020)], &[(2022, 2022)]]);
}

#[test]
fn a_cell_says_how_firm_it_is_whether_sources_differ_and_whether_there_is_none() {
    let store = tiny();
    let catalog = store.catalog();
    let known = |park: &str, indicator: &str, year: i32| {
        let park = catalog.park_by_slug(park).unwrap();
        let coverage = store.coverage_of(&[park], catalog.indicator_by_slug(indicator).unwrap());
        coverage.rows[0].get(year).map(|said| said.known)
    };
    assert_eq!(known("qingshan", "revenue", 2021), Some(Firm));
    assert_eq!(known("qingshan", "revenue", 2022), Some(Disputed), "1331 and about 1340");
    assert_eq!(known("nangang", "firms", 2021), Some(Soft), "at least 40");
    assert_eq!(known("nangang", "rd_share", 2022), Some(Denied), "not published");
    assert_eq!(known("yunxi", "rd_share", 2020), None);
    assert_eq!(known("qingshan", "revenue", 2025), None, "a target is no figure");
    assert_eq!(known("baisha", "revenue", 2023), Some(Firm));
}

#[test]
fn part_years_and_targets_fill_no_cell() {
    let store = tiny();
    let revenue = store.catalog().indicator_by_slug("revenue").unwrap();
    let parks = store.parks_with(revenue, Kind::Actual);
    assert_eq!(store.coverage_of(&parks, revenue).part_year, 1, "Baisha's first half of 2023");
    let nothing = store.coverage_of(&[], revenue);
    assert_eq!((nothing.span, nothing.filled(), nothing.cells()), (None, 0, 0));
}

#[test]
fn coverage_shows_the_indicator_one_looks_at() {
    let mut t = Tester::tiny("quality").indicators(&["revenue", "rd_share"]);
    t.sees(&["营业收入", "19/20 格有数 (95.0%)", "4/5", "缺的年份"]);
    assert_eq!(t.column("filled"), ["5", "4", "5", "5"]);
    assert_eq!(t.cell("baisha", "gaps"), "2021");
    t.keys("right").sees(&["研发经费占营业收入比例", "18/20"]);
    assert_eq!((t.cell("nangang", "2022"), t.cell("yunxi", "2020")), ("denied".into(), String::new()));
    t.keys("right").sees(&["19/20"]);
    t.keys("left").sees(&["18/20"]);
    t.keys("m \"高企\" enter").sees(&["高新技术企业数", "20/20 格有数 (100%)"]);
    t.keys("g \"east\" enter").sees(&["10/10"]);
}

#[test]
fn rows_are_sorted_by_how_full_they_are_and_the_cursor_stays_on_its_park() {
    let mut t = Tester::tiny("quality").indicators(&["revenue"]);
    t.keys("j");
    assert_eq!(t.cursor(), "白沙");
    assert_eq!(t.keys("s").column("name"), ["南港", "青山", "云溪", "白沙"], "as many by their names");
    assert_eq!(t.cursor(), "白沙");
    assert_eq!(t.keys("s").column("name"), ["白沙", "南港", "青山", "云溪"]);
    assert_eq!(t.keys("s").column("name"), ["白沙", "南港", "青山", "云溪"], "by name");
    t.sees(&["▴园区"]);
    assert_eq!(t.keys("s").column("name"), ["青山", "白沙", "云溪", "南港"], "as the group names them");
    assert_eq!(t.keys("/ \"云\" enter").column("name"), ["云溪"]);
}

#[test]
fn the_cell_under_the_cursor_is_told_and_its_story_opens() {
    let mut t = Tester::tiny("quality").indicators(&["revenue"]);
    t.sees(&["青山 2023年: 1,464.1 亿元", "1 个非全年数不计"]);
    t.keys("[").sees(&["青山 2022年: 1,331 亿元 ! 说法不一"]);
    t.keys("enter").sees(&["出处", "1,331 亿元", "≈1,340 亿元"]);
    t.keys("esc [ j").sees(&["白沙 2021年: 没有来源给出 (不是 0)"]);
    t.keys("3").sees(&["白沙高新技术产业开发区"]);
}

#[test]
fn years_that_do_not_fit_come_into_view_as_one_goes_back() {
    let mut t = Tester::shipped("quality").indicators(&["gdp"]).size(80, 24);
    t.sees(&["22 23 24", "更早还有 5 年"]).misses(&["01 02 03"]);
    t.keys(&"[ ".repeat(23)).sees(&["01 02 03", "更晚 5 年"]).misses(&["22 23 24"]);
}

#[test]
fn data_without_problems_says_so_calmly() {
    Tester::tiny("quality").keys("p").sees(&["没有发现问题: 读了 1 个文件、61 个数"]);
    Tester::on(fixture("odd/header-only.csv"), "quality").sees(&["没有指标"]);
    Tester::on(fixture("odd/one-row.csv"), "quality").sees(&["1/1 格有数 (100%)  2022"]).misses(&["2022-2022"]);
}

#[test]
fn a_problem_is_told_with_its_place_and_its_way_out() {
    let mut t = Tester::on(fixture("bad/ragged.csv"), "quality");
    t.sees(&["问题 1"]);
    t.keys("p").sees(&["错误 1  警告 0", "ragged", "ragged.csv:2:23", "– put cells"]);
    assert_eq!((t.column("line"), t.column("severity")), (vec!["2".into()], vec!["error".into()]));
    // The line gave no figure: Enter shows the problem alone, and leads back.
    t.keys("enter").sees(&["回到列表", "– put"]);
    t.keys("esc").misses(&["回到列表"]);
    t.keys("/ \"unit\" enter").sees(&["查到 0/1", "没有符合的"]);
}

#[test]
fn enter_on_a_problem_goes_to_the_figure_of_its_line() {
    // Line 3 repeats line 2 and was left out; in the other file the line was read without what was wrong with it.
    Tester::on(fixture("bad/status.csv"), "quality").keys("p enter").sees(&["出处", "status.csv:2"]);
    Tester::on(fixture("bad/duplicate.csv"), "quality").keys("p enter").sees(&["回到列表"]).misses(&["(Esc)"]);
}

#[test]
fn conflicts_say_how_far_the_statements_are_apart() {
    let mut t = Tester::tiny("quality");
    t.keys("p p").sees(&["说法不一 1", "1,331 亿元", "≈0.7%", "≈1,340 亿元[媒体原文]"]);
    // (1340 - 1331) / 1331.
    assert_eq!(t.column("spread")[0].parse::<f64>().map(|s| (s * 1000.0).round()), Ok(676.0));
    assert_eq!(t.column("others"), ["≈1340"]);
    t.keys("enter").sees(&["出处"]);
    let mut t = Tester::shipped("quality");
    t.keys("p p s");
    let spreads: Vec<f64> = t.column("spread").iter().filter_map(|spread| spread.parse().ok()).collect();
    let percent = t.column("spread_in").iter().filter(|by| *by == "percent").count();
    assert!(percent > 10 && spreads[..percent].is_sorted_by(|a, b| a >= b), "{spreads:?}");
}

#[test]
fn files_are_listed_with_what_came_of_them_and_lead_to_their_problems() {
    let mut t = Tester::on(fixture("bad/unit.csv"), "quality");
    t.keys("p p p").sees(&["unit.csv", "文件 1"]);
    assert_eq!((t.column("figures"), t.column("problems")), (vec!["1".into()], vec!["1".into()]));
    t.keys("enter").sees(&["错误 1", "/tests/fixtures/bad/unit.csv", "unit.csv:3:14"]);
}

#[test]
fn the_parts_come_round_and_keep_their_place() {
    let mut t = Tester::tiny("quality");
    t.keys("j j p p p p");
    assert_eq!(t.cursor(), "云溪");
}
