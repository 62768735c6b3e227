//! Figures keep what is known of them: bounds, years, sources, the other values.

use crate::{
    model::Lang,
    report::{self, Format},
    screen::Handout,
    tests::tester::Tester,
};

fn bound(screen: &str) -> Tester {
    Tester::tiny(screen).indicators(&["firms"]).parks(&["nangang", "baisha"]).period("2021")
}

#[test]
fn a_bound_keeps_its_sign_on_every_screen() {
    for screen in ["ranking", "profile", "compare"] {
        bound(screen).sees(&["≥40"]).misses(&[" 40 "]);
    }
    bound("ranking").keys("end i").sees(&["≥40", "不低于"]);
}

#[test]
fn a_bound_keeps_its_sign_in_every_printed_form() {
    for screen in ["ranking", "profile", "compare"] {
        let grid = bound(screen).grid();
        for format in [Format::Table, Format::Md] {
            let printed = printed(&grid, format);
            assert!(printed.contains("≥40"), "{screen}\n{printed}");
        }
        for format in [Format::Csv, Format::Json] {
            let printed = printed(&grid, format);
            assert!(printed.contains("at_least"), "{screen}\n{printed}");
        }
    }
}

fn printed(grid: &crate::screen::Grid, format: Format) -> String {
    let mut out = vec![];
    report::print(&Handout::plain("", grid.clone(), Lang::Zh), format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_change_on_a_bound_is_a_bound() {
    let mut t = bound("ranking");
    assert_eq!(t.cell("nangang", "firms_change_computed"), "true");
    t.sees(&["≥+14.3"]);
}

#[test]
fn nothing_is_computed_across_a_break() {
    let t = Tester::tiny("ranking").indicators(&["firms"]).period("2021");
    assert_eq!(t.cell("yunxi", "firms"), "110");
    assert_eq!(t.cell("yunxi", "firms_change"), "");
}

#[test]
fn nothing_is_computed_across_a_gap() {
    let t = Tester::tiny("ranking").period("2022");
    assert_eq!(t.cell("baisha", "revenue"), "600");
    assert_eq!(t.cell("baisha", "revenue_change"), "");
}

#[test]
fn a_figure_in_another_unit_is_the_same_figure() {
    let t = Tester::tiny("ranking").period("2022");
    assert_eq!(t.cell("nangang", "revenue"), "70.5");
    assert_eq!(t.cell("nangang", "revenue_unit"), "100M_CNY");
}

#[test]
fn a_figure_the_source_says_it_does_not_have_is_missing_and_not_zero() {
    let mut t = Tester::tiny("ranking").indicators(&["rd_share"]).period("2022");
    assert_eq!(t.column("park"), ["qingshan", "baisha", "yunxi"]);
    t.keys("z end");
    assert_eq!(t.cell("nangang", "rd_share"), "");
    t.keys("i").sees(&["无数据"]);
}

#[test]
fn part_of_a_year_never_stands_for_the_year() {
    let t = Tester::tiny("ranking");
    assert_eq!((t.cell("baisha", "revenue"), t.cell("baisha", "revenue_period")), ("630".into(), "2023".into()));
    let t = Tester::tiny("ranking").period("2023-01..06");
    assert_eq!((t.cell("baisha", "revenue"), t.column("park").len()), ("310".into(), 1));
    assert_eq!(t.cell("baisha", "revenue_mark"), "expected");
}

#[test]
fn a_target_is_no_figure() {
    let t = Tester::tiny("ranking").period("2025");
    assert!(t.column("revenue").iter().all(String::is_empty));
    let mut t = Tester::tiny("overview");
    t.sees(&["2025年", "2,000", "73%"]);
    let printed = printed(&t.keys("3").grid(), Format::Md);
    assert!(printed.contains("2,000") && printed.contains("73"), "{printed}");
}

#[test]
fn where_from_tells_everything_known_of_the_number() {
    let mut t = Tester::tiny("ranking").period("2022");
    t.keys("i").sees(&[
        "入统企业的营业收入", // The definition.
        "亿元",
        "1,331",
        "统计年鉴(虚构)", // The source, its publisher, date and grade.
        "统计局",
        "2024-11-01",
        "官方",
        "表1",
        "tiny/observations/tiny.csv:5",
        "≈1,340", // What another source says.
        "日报",
        "以年鉴为准", // The remark on it.
    ]);
    t.keys("down").sees(&["一篇报道(虚构)", "tiny.csv:6", "https://example.org/news", "rounded, before the yearbook"]);
    t.keys("esc").misses(&["统计年鉴(虚构)"]);
}

#[test]
fn where_from_tells_how_a_change_came_about() {
    let mut t = Tester::tiny("ranking").period("2021");
    t.keys("i").sees(&["1210 / 1100", "+10.0", "测算"]);
}

#[test]
fn a_disputed_figure_is_marked() {
    let mut t = Tester::tiny("ranking").period("2022");
    assert_eq!(t.cell("qingshan", "revenue_disputed"), "true");
    assert_eq!(t.cell("baisha", "revenue_disputed"), "false");
    t.sees(&["1,331.0!"]);
}

#[test]
fn where_from_an_empty_cell_says_that_nobody_gives_it() {
    let mut t = Tester::shipped("ranking").indicators(&["gdp"]);
    t.keys("z end i").sees(&["没有任何来源给出这个数"]);
}

#[test]
fn a_story_longer_than_the_screen_is_scrolled() {
    let mut t = Tester::shipped("profile").size(80, 14);
    t.keys("/ \"生产总值\" enter i");
    assert!(t.frame().contains("PgDn"), "says that there is more:\n{}", t.frame());
    let before = t.frame();
    t.keys("pgdn");
    assert_ne!(t.frame(), before);
    t.keys("pgup");
    assert_eq!(t.frame(), before);
}

#[test]
fn a_rank_moves_only_between_two_years_of_one_field() {
    let moves = |t: &Tester, of: &str| t.column(&format!("{of}_rank_move"));
    let mixed = Tester::shipped("ranking");
    assert!(
        moves(&mixed, "national_rank").iter().all(String::is_empty),
        "the default mixes years: a place in 2021 is none in 2024"
    );
    let exact = Tester::tiny("ranking").period("2023");
    assert!(moves(&exact, "revenue").iter().any(|moved| !moved.is_empty()));
    let first = Tester::tiny("ranking").period("2019");
    assert!(
        moves(&first, "revenue").iter().all(String::is_empty),
        "before the first year there is nothing to move from"
    );
}

#[test]
fn totals_and_context_are_not_ranked_beside_zones() {
    let t = Tester::shipped("ranking").group("all");
    for park in ["cn-htz", "sn-htz", "ctx-deqing-county"] {
        for indicator in ["gdp", "rd_intensity_gdp", "hte_count"] {
            assert_eq!(t.cell(park, &format!("{indicator}_rank")), "", "{park} {indicator}");
        }
    }
    assert_ne!(t.cell("binjiang", "gdp_rank"), "");
}
