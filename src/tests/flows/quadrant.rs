//! Two measures at once, on figures one can work out by hand.

use crate::{
    model::{At, Period},
    tests::tester::{Tester, tiny},
};

/// Revenue 2019→2023: 青山 1000→1464.1 (10 % a year), 白沙 500→630, 云溪 80→171, 南港 60→75.
fn revenue() -> Tester {
    Tester::tiny("quadrant").indicators(&["revenue"])
}

#[test]
fn parks_stand_in_quarters_around_the_median() {
    let t = revenue();
    assert_eq!(t.column("park"), ["qingshan", "baisha", "yunxi", "nangang"]);
    assert_eq!(t.column("quadrant"), ["both", "x_only", "y_only", "neither"]);
    assert_eq!((t.cell("qingshan", "y_from"), t.cell("qingshan", "y_period")), ("2019".into(), "2023".into()));
    assert_eq!(t.cell("qingshan", "x_cut"), "400.5", "between 630 and 171");
    let growth: Vec<String> = t.column("y").iter().map(|y| format!("{:.3}", y.parse::<f64>().unwrap())).collect();
    assert_eq!(growth, ["10.000", "5.948", "20.914", "5.737"]);
    assert_eq!(t.column("y_computed"), ["true"; 4]);
    assert_eq!(t.grid().notes[1], "领先且快 1, 规模大但缓 1, 小而快 1, 双低 1, 缺 0");
}

#[test]
fn one_key_cuts_at_the_mean_and_at_the_benchmark() {
    let mut t = revenue().parks(&["baisha"]);
    t.keys("c");
    assert_eq!(t.cell("qingshan", "x_cut"), "585.025", "(1464.1 + 630 + 171 + 75) / 4");
    t.keys("c");
    assert_eq!(t.cell("qingshan", "x_cut"), "630");
    assert_eq!(t.cell("baisha", "quadrant"), "both", "the benchmark stands on its own cut");
    assert_eq!(t.cell("nangang", "quadrant"), "neither");
    t.keys("u").sees(&["无法分界"]);
    assert_eq!(t.column("quadrant"), [""; 4], "without a benchmark there are no quarters");
    t.keys("c");
    assert_eq!(t.cell("qingshan", "x_cut"), "400.5");
}

#[test]
fn the_span_goes_from_the_longest_round_to_the_shortest() {
    let mut t = revenue();
    let mut spans = vec![];
    for _ in 0..5 {
        spans.push((t.cell("qingshan", "y_from"), t.cell("qingshan", "y_period")));
        t.keys("s");
    }
    // 白沙 has no figure of 2021, and a remark warns of that of 青山 for 2022: only from 2019 to 2020 all four have one year.
    let expect = [("2019", "2023"), ("2019", "2020"), ("2021", "2023"), ("2020", "2023"), ("2019", "2023")];
    assert_eq!(spans, expect.map(|(from, to)| (from.to_owned(), to.to_owned())));
}

#[test]
fn no_growth_is_taken_across_a_break() {
    let mut t = Tester::tiny("quadrant").indicators(&["firms"]);
    assert_eq!(t.cell("yunxi", "y"), "", "云溪 takes in another area from 2021 on");
    assert_eq!(t.cell("yunxi", "quadrant"), "");
    t.sees(&["缺 1", "口径提示"]);
    let store = tiny();
    let parks: Vec<_> = store.catalog().park_ids().collect();
    let firms = store.catalog().indicator_by_slug("firms").unwrap();
    let spans = store.spans(&parks, firms, At::Exact(Period::year(2023)));
    assert_eq!(spans.iter().map(|span| span.parks).collect::<Vec<_>>(), [4, 3, 3, 3]);
}

#[test]
fn a_second_measure_is_chosen_after_the_first() {
    let mut t = revenue();
    t.keys("m \"营收\" enter \"高企\" enter");
    assert_eq!((t.cell("qingshan", "y"), t.cell("qingshan", "y_indicator")), ("1300".into(), "firms".into()));
    assert_eq!(t.cell("qingshan", "quadrant"), "both");
    t.sees(&["双高 2"]);
    t.keys("m \"研发\" enter esc");
    assert_eq!(t.cell("qingshan", "x_indicator"), "rd_share");
    assert_eq!(t.cell("qingshan", "y_indicator"), "firms", "Esc leaves what goes up");
    t.keys("m enter \"研发\" enter").sees(&["增减"]);
    assert_eq!(
        t.cell("qingshan", "y").parse::<f64>().map(|y| (y * 100.0).round()),
        Ok(22.0),
        "5.82 less 5.6, in points"
    );
}

#[test]
fn the_cursor_is_a_park_and_its_figures_have_a_source() {
    let mut t = revenue();
    t.keys("j j");
    assert_eq!(t.cursor(), "云溪");
    t.keys("space").sees(&["已标1"]);
    t.keys("i").sees(&["出处", "云溪高新技术产业园区", "2023年"]);
    t.keys("esc g \"东省\" enter");
    assert_eq!(t.cursor(), "云溪", "it stays with its park");
}

#[test]
fn a_marked_park_of_another_group_is_shown_and_not_counted() {
    let t = revenue().parks(&["baisha"]).group("east");
    assert_eq!(t.cell("baisha", "in_group"), "false");
    assert_eq!(t.cell("qingshan", "x_cut"), "817.55", "of 青山 and 云溪 alone");
}

#[test]
fn totals_and_parts_are_no_points() {
    let t = Tester::shipped("quadrant").indicators(&["revenue"]).parks(&["zj-htz"]);
    let parks = t.column("park");
    let store = crate::tests::tester::shipped();
    let catalog = store.catalog();
    for slug in parks {
        let park = catalog.park(catalog.park_by_slug(&slug).unwrap());
        assert!(park.level.is_zone(), "{slug}");
    }
}
