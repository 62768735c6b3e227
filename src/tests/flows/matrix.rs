//! Walks through parks by years.

use std::{sync::Arc, time::Instant};

use crate::{
    model::{
        Adds, Catalog, Dataset, FileId, Group, Indicator, Kind, Label, Lang, Mark, Observations, Park, Period,
        observation::{About, Block},
    },
    store::Store,
    tests::tester::{Tester, fixture},
};

#[test]
fn left_of_the_first_year_are_the_names_and_they_can_be_sorted_by() {
    let mut t = Tester::tiny("matrix").indicators(&["revenue"]);
    let years = t.grid().columns.iter().filter(|column| column.name.parse::<i32>().is_ok()).count();
    t.keys(&"left ".repeat(years)).keys("s");
    assert_eq!(t.column("name"), ["白沙", "南港", "青山", "云溪"]);
    t.sees(&["▴园区"]);
    assert_eq!(t.keys("s").column("name"), ["云溪", "青山", "南港", "白沙"]);
    t.keys("enter").sees(&["青山高新技术产业开发区"]);
    t.keys("0 right s");
    t.misses(&["▴园区", "▾园区"]);
}

#[test]
fn the_cursor_goes_by_cell_and_i_tells_the_story_of_that_year() {
    let mut t = Tester::tiny("matrix").indicators(&["revenue"]);
    t.sees(&["青山 2023年 1,464.1 亿元 位次 1/4", "合计 2,340.1 亿元 c (4/4)", "中位数 400.5 亿元 c (4/4)"]);
    t.keys("left").sees(&["青山 2022年 1,331 亿元 ! 来源说法不一"]);
    t.keys("i").sees(&["2022", "1,340"]).keys("esc");
    t.keys("j left").sees(&["白沙 2021年 缺数"]);
    t.keys("right right right right").sees(&["白沙 2023年 630 亿元"]);
}

#[test]
fn s_sorts_by_the_year_under_the_cursor_and_again_turns_round() {
    let mut t = Tester::tiny("matrix").indicators(&["revenue"]);
    assert_eq!(t.column("park"), ["qingshan", "baisha", "yunxi", "nangang"]);
    t.keys("s").sees(&["▴2023"]);
    assert_eq!(t.column("park"), ["nangang", "yunxi", "baisha", "qingshan"]);
    t.keys("left left s").sees(&["▾2021"]);
    assert_eq!(t.column("park"), ["qingshan", "yunxi", "nangang", "baisha"], "missing is last");
    t.keys("s").sees(&["▴2021"]);
    assert_eq!(t.column("park"), ["nangang", "yunxi", "qingshan", "baisha"], "whichever way one sorts");
    assert_eq!(t.cell("baisha", "2021"), "", "and is not 0");
}

#[test]
fn the_brackets_move_the_span_of_years_for_every_screen() {
    let mut t = Tester::tiny("matrix").indicators(&["revenue"]);
    let years = |t: &Tester| -> Vec<String> {
        let names = t.grid().columns.into_iter().map(|column| column.name);
        names.filter(|name| name.parse::<i32>().is_ok()).collect()
    };
    assert_eq!(years(&t), ["2019", "2020", "2021", "2022", "2023"]);
    t.keys("[ [").sees(&["此后另有 2 年有数 (])", "▾2021"]);
    assert_eq!(years(&t), ["2019", "2020", "2021"]);
    t.keys("[ [ [").sees(&["2018 年及以前无数, 此后有 5 年 (])"]);
    t.keys("]").sees(&["此后另有 4 年有数 (])"]).keys("2").sees(&["2015-2019"]);
}

#[test]
fn parks_from_elsewhere_stand_last_and_count_nowhere() {
    let mut t = Tester::tiny("matrix").indicators(&["revenue"]).group("east").parks(&["nangang"]);
    t.sees(&["末 1 行不在范围内"]);
    assert_eq!(t.column("in_group"), ["true", "true", "false"]);
    t.sees(&["合计 1,635.1 亿元 c (2/2)"]).misses(&["(3/"]);
    t.keys("end").sees(&["南港 2023年 75 亿元"]).misses(&["位次 1", "位次 2", "位次 3"]);
    t.keys("/ \"云\" enter");
    assert_eq!(t.column("park"), ["yunxi"]);
    t.sees(&["合计 1,635.1 亿元 c (2/2)"]);
}

#[test]
fn what_does_not_add_up_has_a_median_and_no_sum() {
    let mut t = Tester::tiny("matrix").indicators(&["rd_share"]);
    t.sees(&["中位数"]).misses(&["合计"]);
    t.lang(Lang::En).sees(&["median c"]).misses(&["sum c"]);
}

#[test]
fn heat_is_a_colour_or_a_sign_and_can_be_taken_away() {
    let mut t = Tester::tiny("matrix").indicators(&["revenue"]);
    t.sees(&["线性色阶, 各年同尺"]);
    t.keys("c").misses(&["色阶"]);
    let mut plain = Tester::tiny("matrix").indicators(&["revenue"]).theme(crate::ui::ThemeName::Mono);
    plain.sees(&["1,464.1 █", "630.0 ▒"]);
    plain.keys("c").misses(&["█", "▒"]);
}

#[test]
fn parks_without_any_figure_are_hidden_until_asked_for() {
    let mut t = Tester::on(fixture("odd/ties.csv"), "matrix");
    let before = t.grid().rows.len();
    t.sees(&["个园区各年无数 (z 显示)"]);
    t.keys("z").misses(&["个园区各年无数"]);
    assert!(t.grid().rows.len() > before);
}

/// Run alone: `cargo test --release -- --ignored --nocapture fifty_thousand`.
#[test]
#[ignore = "takes a while, and what it prints is for people"]
fn fifty_thousand_parks_by_twenty_years_and_the_time_they_take() {
    const PARKS: u32 = 50_000;
    let (mut observations, mut catalog) = (Observations::default(), Catalog::default());
    for slug in 0..PARKS {
        let short = Label { zh: format!("园区{slug}"), en: format!("park {slug}") };
        catalog.add_park(Park { slug: slug.to_string(), name: short.clone(), short, ..Park::default() });
    }
    catalog.add_indicator(Indicator { slug: "money".into(), adds: Adds::Sum, ..Indicator::default() });
    catalog.groups.push(Group { slug: "all".into(), ..Group::default() });
    let mut block = Block::default();
    for (park, year) in (0..PARKS).flat_map(|park| (2000..2020).map(move |year| (park, year))) {
        block.parks.push(park);
        block.indicators.push(0);
        block.periods.push(Period::year(year).pack());
        block.values.push(f64::from(park.wrapping_mul(2_654_435_761) % 100_000) + f64::from(year));
        block.about.push(About::new(Mark::Exact, Kind::Actual, FileId(0)));
        block.sources.push(Block::NO_SOURCE);
        block.lines.push(1);
    }
    observations.append(&block);
    observations.settle(&catalog);
    let store = Store::build(Dataset { catalog, observations, ..Dataset::default() }).unwrap();
    let mut t = Tester::on(Arc::new(store), "matrix");
    for keys in ["b", "0 [", "s", "s", "left s", "j", "c", "/ \"9\" enter", "esc b", "[", "p"] {
        let since = Instant::now();
        t.keys(keys);
        println!("  {keys}: {:?}", since.elapsed());
    }
    t.sees(&["50000/50000"]);
}
