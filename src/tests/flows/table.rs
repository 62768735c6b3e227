//! The ranking: order, ties, cursor, filter, blanks.

use crate::{
    model::Lang,
    screen::grid::Value,
    tests::tester::{Tester, fixture},
};

fn ties() -> Tester {
    Tester::on(fixture("odd/ties.csv"), "ranking")
}

#[test]
fn the_cursor_stays_on_its_park_when_the_order_flips() {
    let mut t = Tester::tiny("ranking");
    let park = t.keys("j").cursor();
    assert_eq!(park, "白沙");
    t.keys("s");
    assert_eq!(t.column("name"), ["南港", "云溪", "白沙", "青山"]);
    assert_eq!(t.cursor(), park);
    t.keys("l s h s");
    assert_eq!(t.cursor(), park, "also when sorted by name");
}

#[test]
fn names_stand_as_they_are_read_or_by_strokes_or_by_the_alphabet() {
    let mut t = Tester::tiny("ranking");
    t.keys("h s");
    assert_eq!(t.column("name"), ["白沙", "南港", "青山", "云溪"]);
    t.keys(": \"名称顺序 笔画\" enter");
    assert_eq!(t.column("name"), ["云溪", "白沙", "青山", "南港"], "4, 5, 8 and 9 strokes");
    t.keys("s");
    assert_eq!(t.column("name"), ["南港", "青山", "白沙", "云溪"]);
    t.keys("s L");
    assert_eq!(t.column("name"), ["Baisha", "Nangang", "Qingshan", "Yunxi"]);
}

#[test]
fn shipped_names_stand_under_the_readings_they_have() {
    let t = Tester::shipped("ranking").sorted(&[("name", None)]);
    let names = t.column("name");
    let place =
        |name: &str| names.iter().position(|other| other == name).unwrap_or_else(|| panic!("{name}: {names:?}"));
    assert!(place("长春净月") < place("常州新北") && place("常州新北") < place("成都高新"), "{names:?}");
    assert!(place("成都高新") < place("重庆高新") && place("重庆高新") < place("大连高新"), "{names:?}");
    assert!(place("武汉东湖") < place("西安高新") && place("西安高新") < place("厦门火炬"), "{names:?}");
}

#[test]
fn missing_stands_last_both_ways() {
    let mut t = ties();
    assert_eq!(t.column("营收"), ["200", "200", "100", "50", ""]);
    t.keys("s");
    assert_eq!(t.column("营收"), ["50", "100", "200", "200", ""]);
}

#[test]
fn ties_share_the_better_place() {
    assert_eq!(ties().column("营收_rank"), ["1", "1", "3", "4", ""]);
    ties().sees(&["1/4", "3/4"]).misses(&["2/4"]);
}

#[test]
fn a_second_sort_key_settles_the_ties_of_the_first_and_shows_its_priority() {
    let mut t = ties();
    t.misses(&["▾1", "▾2"]);
    t.keys("h S");
    t.sees(&["▾1", "▴2"]);
    let upward = t.column("park")[..2].to_vec();
    t.keys("S");
    t.sees(&["▾1", "▾2"]);
    let downward = t.column("park")[..2].to_vec();
    assert_eq!(upward, downward.into_iter().rev().collect::<Vec<_>>());
    assert_eq!(t.column("营收"), ["200", "200", "100", "50", ""], "the first key still leads");
}

#[test]
fn a_value_from_another_year_says_its_year() {
    let mut t = Tester::tiny("ranking").size(100, 24);
    t.misses(&["²⁰"]);
    t.keys("[ [");
    assert_eq!(t.cell("baisha", "revenue_period"), "2020");
    t.sees(&["520.0²⁰"]);
    t.keys("e");
    assert_eq!(t.cell("qingshan", "revenue_period"), "2021");
    assert_eq!(t.column("park"), ["qingshan", "yunxi", "nangang"], "that year only");
}

#[test]
fn parks_without_figures_are_hidden_and_counted_and_shown_by_z() {
    let mut t = ties();
    t.sees(&["1 个"]).misses(&["己园"]);
    assert_eq!(t.grid().rows.len(), 5);
    t.keys("z").sees(&["己园"]);
    assert_eq!(t.grid().rows.len(), 6);
    t.keys("z").misses(&["己园"]);
}

#[test]
fn a_marked_park_without_figures_is_not_hidden() {
    ties().parks(&["己园"]).sees(&["己园"]);
}

#[test]
fn the_filter_narrows_as_one_types_and_esc_restores() {
    let mut t = Tester::shipped("ranking");
    let all = t.column("park");
    t.keys("/ \"杭\"");
    let some = t.column("park");
    t.keys("\"州\"");
    let fewer = t.column("park");
    assert!(all.len() > some.len() && some.len() >= fewer.len() && !fewer.is_empty(), "{all:?} {some:?} {fewer:?}");
    assert!(fewer.contains(&"binjiang".to_owned()));
    t.keys("esc");
    assert_eq!(t.column("park"), all);
}

#[test]
fn a_kept_filter_stays_until_esc() {
    let mut t = Tester::tiny("ranking");
    t.keys("/ \"青\" enter s");
    assert_eq!(t.column("park"), ["qingshan"]);
    t.sees(&["/青"]);
    t.keys("esc");
    assert_eq!(t.grid().rows.len(), 4);
}

#[test]
fn a_filter_finds_parks_outside_the_group_but_does_not_rank_them() {
    let mut t = Tester::shipped("ranking").indicators(&["revenue"]);
    t.keys("/ \"hsinchu\" enter");
    let found = t.column("park");
    assert!(!found.is_empty());
    assert!(t.column("in_group").iter().all(|inside| inside == "false"), "{found:?}");
    assert!(t.column("revenue_rank").iter().all(String::is_empty));
}

#[test]
fn ranks_do_not_change_when_rows_are_filtered() {
    let mut t = Tester::tiny("ranking");
    let before = t.cell("yunxi", "revenue_rank");
    t.keys("/ \"云\" enter");
    assert_eq!(t.cell("yunxi", "revenue_rank"), before);
    assert_eq!(t.cell("yunxi", "revenue_of"), "4");
}

#[test]
fn columns_are_dropped_moved_and_chosen() {
    let mut t = Tester::tiny("ranking").indicators(&["revenue", "firms", "rd_share"]).lang(Lang::En);
    let shown = |t: &Tester| -> Vec<String> {
        let names = t.grid().columns.into_iter().map(|column| column.name);
        names.filter(|name| matches!(name.as_str(), "revenue" | "firms" | "rd_share")).collect()
    };
    for (keys, expect) in [
        (">", vec!["firms", "revenue", "rd_share"]),
        ("<", vec!["revenue", "firms", "rd_share"]),
        ("l x", vec!["revenue", "rd_share"]),
        ("x", vec!["revenue"]),
        ("x", vec!["revenue"]),
        ("m \"hte\" enter esc", vec!["revenue", "firms"]),
    ] {
        t.keys(keys);
        assert_eq!(shown(&t), expect, "after {keys}");
    }
}

#[test]
fn a_column_is_sorted_by_its_change_too() {
    let mut t = Tester::tiny("ranking");
    t.keys("%");
    t.sees(&["▾%营收"]);
    let changes = |t: &Tester| -> Vec<Option<f64>> {
        let grid = t.grid();
        let at = grid.columns.iter().position(|column| column.name == "revenue_change").unwrap();
        let number = |value: &Value| if let Value::Number(number, _) = value { Some(*number) } else { None };
        grid.rows.iter().map(|row| number(&row[at])).collect()
    };
    let falling = changes(&t);
    assert!(falling.iter().flatten().is_sorted_by(|a, b| a >= b) && falling.last() == Some(&None), "{falling:?}");
    t.keys("%").sees(&["▴%营收"]);
    let rising = changes(&t);
    assert!(rising.iter().flatten().is_sorted() && rising.last() == Some(&None), "missing is last: {rising:?}");
}

#[test]
fn parks_that_have_no_room_beside_the_others_come_under_the_cursor() {
    let mut t = Tester::shipped("ranking").size(80, 24);
    let heading = |t: &mut Tester| t.frame().lines().nth(1).unwrap_or_default().to_owned();
    t.keys(": \"compare 中关村 苏州工业园 滨江 莫干山高新 深圳高新 成都高新\" enter").sees(&["另有 2 个园区"]);
    assert!(!heading(&mut t).contains("成都高新"));
    for name in ["苏州工业园", "杭州滨江", "莫干山高新", "深圳高新", "成都高新"] {
        t.keys("right");
        let heading = heading(&mut t);
        assert!(heading.contains("中关村 基准") && heading.contains(name), "{name}: {heading}");
    }
}
