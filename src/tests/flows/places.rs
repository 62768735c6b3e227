//! Places over the years, on figures one can rank by hand.

use crate::tests::tester::{Tester, fixture, words};

/// One column of the rows of a year.
fn of_year(t: &Tester, year: i32, column: &str) -> Vec<String> {
    let years = t.column("year");
    t.column(column).into_iter().zip(years).filter(|(_, y)| *y == year.to_string()).map(|(cell, _)| cell).collect()
}

#[test]
fn places_are_counted_anew_each_year_among_those_with_a_figure() {
    let t = Tester::tiny("flow").indicators(&["revenue"]);
    // 2019: 青山 1000, 白沙 500, 云溪 80, 南港 60. 白沙 has no figure of 2021, and is no last place for that.
    assert_eq!(of_year(&t, 2019, "park"), ["qingshan", "baisha", "yunxi", "nangang"]);
    assert_eq!(of_year(&t, 2021, "park"), ["qingshan", "yunxi", "nangang"]);
    assert_eq!(of_year(&t, 2021, "place"), ["1", "2", "3"]);
    assert_eq!(of_year(&t, 2021, "of"), ["3"; 3]);
    // One of four went, and came back: that is no break, and nobody passed anybody.
    assert_eq!(of_year(&t, 2021, "moved"), ["0"; 3]);
    assert_eq!(of_year(&t, 2022, "moved"), ["0", "", "0", "0"]);
    assert_eq!(of_year(&t, 2022, "new"), ["false", "true", "false", "false"]);
    assert_eq!(of_year(&t, 2019, "moved"), [""; 4], "the first year has none before");
    assert_eq!(t.column("published")[0], "false");
}

#[test]
fn no_move_is_told_where_a_remark_warns() {
    let t = Tester::tiny("flow").indicators(&["firms"]);
    // 云溪 takes in another area in 2021.
    assert_eq!(of_year(&t, 2021, "moved"), ["0", "0", "", "0"]);
    assert_eq!(of_year(&t, 2021, "break"), ["false", "false", "true", "false"]);
    assert_eq!(of_year(&t, 2022, "moved"), ["0"; 4]);
}

#[test]
fn published_places_stay_what_they_are() {
    let t = Tester::shipped("flow").indicators(&["national_rank"]);
    let binjiang: Vec<(String, String)> = t
        .grid()
        .rows
        .iter()
        .filter(|row| words(&row[0]) == "binjiang")
        .map(|row| (words(&row[2]), words(&row[3])))
        .collect();
    assert!(binjiang.contains(&("2023".to_owned(), "5".to_owned())), "{binjiang:?}");
    assert_eq!(of_year(&t, 2022, "moved").concat(), "22", "无锡 20 to 18, 贵阳 39 to 37");
    assert!(t.column("published").iter().all(|published| published == "true"));
    assert!(t.column("new").iter().all(|new| new == "false"), "who is not known here was not unranked");
}

#[test]
fn equal_figures_share_a_place() {
    let t = Tester::on(fixture("odd/ties.csv"), "flow");
    let (places, tied) = (t.column("place"), t.column("tied"));
    let shared: Vec<&String> = places.iter().zip(&tied).filter(|(_, tied)| *tied == "true").map(|(p, _)| p).collect();
    assert!(!shared.is_empty() && shared.windows(2).any(|pair| pair[0] == pair[1]), "{places:?} {tied:?}");
}

#[test]
fn the_cursor_follows_its_park_through_the_years() {
    let mut t = Tester::tiny("flow").indicators(&["revenue"]);
    t.keys("j j").sees(&["▌ 3 云溪"]);
    t.keys("left left").sees(&["▌ 2 云溪"]);
    t.keys("space").sees(&["已标1", "● 3 云溪", "● 2 云溪"]);
    t.keys("i").sees(&["2021年", "130 亿元"]);
    t.keys("esc right k").sees(&["白沙"]);
    t.keys("left").sees(&["白沙 2021年无位次"]);
}

#[test]
fn a_total_is_not_ranked_and_said() {
    Tester::shipped("flow").parks(&["zj-htz"]).keys("").sees(&["不排"]);
}

#[test]
fn no_year_at_all_says_what_to_press() {
    Tester::tiny("flow").period("1999").keys("").sees(&["m 换指标"]);
}
