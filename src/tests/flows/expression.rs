//! Parks shown by a condition: typed, corrected, applied on every screen, and taken away.

use crate::{
    model::Lang,
    tests::{
        sweep::key_of,
        tester::{Tester, fixture},
    },
};

/// Types an expression: blanks are keys of their own.
fn typed(text: &str) -> String {
    text.split(' ').map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" space ")
}

fn applied(screen: &str, text: &str) -> Tester {
    let mut t = Tester::tiny(screen);
    t.keys(&format!("F {} enter", typed(text)));
    t
}

#[test]
fn a_condition_shows_some_parks_and_ranks_them_in_the_whole_group() {
    let mut t = Tester::tiny("ranking").indicators(&["revenue", "firms"]);
    let ranks = ["qingshan", "baisha", "yunxi", "nangang"].map(|park| t.cell(park, "revenue_rank"));
    t.keys(&format!("F {} enter", typed("省=西省 and 总收入>70亿")));
    assert_eq!(t.column("park"), ["baisha", "nangang"]);
    assert_eq!(["baisha", "nangang"].map(|park| t.cell(park, "revenue_rank")), [ranks[1].clone(), ranks[3].clone()]);
    t.sees(&["筛选 省=西省 and 营收>70亿 2/4"]);
    t.keys("esc").misses(&["筛选"]);
    assert_eq!(t.column("park").len(), 4);
}

#[test]
fn a_slip_is_marked_while_one_types_and_what_held_before_stays() {
    let mut t = applied("ranking", "省=东省");
    t.keys("F ctrl-u \"省=东声\"").sees(&["^^^^", "没有园区的省是 `东声`", "有 东省"]);
    assert_eq!(t.column("park"), ["qingshan", "yunxi"]);
    // It is not taken, and can be mended.
    t.keys("enter").sees(&["没有园区的省是 `东声`"]);
    t.keys("backspace \"省\"").misses(&["^^^^"]).sees(&["2/4"]);
    t.keys("ctrl-u \"省=西省\" enter").sees(&["筛选 省=西省 2/4"]);
    assert_eq!(t.column("park"), ["baisha", "nangang"]);
    // Left with Esc nothing changes; emptied it is gone.
    t.keys("F \"zzz\" esc").sees(&["筛选 省=西省 2/4"]);
    t.keys("F ctrl-u enter").misses(&["筛选"]);
}

#[test]
fn the_line_is_edited_as_lines_are() {
    let mut t = Tester::tiny("ranking");
    t.keys("F \"总收入>70\" left left backspace \"<\" end \"0\" enter");
    t.sees(&["筛选 营收<700 3/4"]);
    // What stands there can be edited again.
    t.keys("F home delete delete delete \"营收\" enter").sees(&["筛选 营收<700 3/4"]);
    t.keys("F ctrl-w \"成立<2000\" enter");
    assert_eq!(t.column("park"), ["qingshan"]);
    t.sees(&["筛选 成立<2000 1/4 缺数1"]);
}

#[test]
fn what_is_missing_or_only_bounded_is_counted_and_not_guessed() {
    // Nangang had at least 40 firms in 2021; of 2022 nobody published its share.
    applied("ranking", "firms@2021>39").sees(&["4/4"]).misses(&["界限"]);
    applied("ranking", "firms@2021>40").sees(&["3/4 界限不定1"]);
    applied("ranking", "not (firms@2021>40)").sees(&["0/4 界限不定1"]);
    applied("ranking", "研发强度@2022>1").sees(&["3/4 缺数1"]);
    applied("ranking", "缺 研发强度@2022").sees(&["1/4"]).misses(&["缺数"]);
    applied("ranking", "rd_share@2022>1 or 省=西省").sees(&["4/4"]).misses(&["缺数"]);
}

#[test]
fn it_follows_the_time_and_the_marks() {
    let mut t = Tester::tiny("ranking").period("2023");
    t.keys("F \"营收>100\" enter").sees(&["3/4"]);
    t.keys("[ [ [").sees(&["仅2020年", "2/4"]);
    let mut t = applied("ranking", "已标");
    t.sees(&["0/4"]);
    t.keys("esc space F \"已标\" enter");
    assert_eq!(t.column("park").len(), 1);
    t.keys("space").sees(&["0/4"]);
}

#[test]
fn what_was_typed_last_is_cleared_first() {
    let mut t = applied("ranking", "省=西省");
    t.keys("/ \"白\" enter").sees(&["/白", "筛选"]);
    t.keys("esc").sees(&["筛选"]).misses(&["/白"]);
    t.keys("esc").misses(&["筛选"]);
    let mut t = Tester::tiny("ranking");
    t.keys("/ \"白\" enter F \"省=西省\" enter").sees(&["/白", "筛选"]);
    t.keys("esc").sees(&["/白"]).misses(&["筛选"]);
    t.keys("esc").misses(&["/白"]);
}

#[test]
fn it_holds_on_every_screen_that_shows_parks_of_the_group() {
    for screen in ["overview", "ranking", "trend", "score", "quadrant", "matrix", "distribution", "flow", "targets"] {
        let mut t = applied("ranking", "省=西省");
        t.keys(key_of(screen));
        t.sees(&["筛选 省=西省 2/4"]).misses(&["云溪"]);
        assert_eq!(t.screen(), screen);
    }
    // The one under consideration stays among those alike.
    let mut t = applied("ranking", "省=西省");
    t.keys("home f").sees(&["筛选 省=西省 2/4", "南港"]).misses(&["云溪"]);
    // Who was marked to be compared was named.
    let mut t = Tester::tiny("compare").parks(&["qingshan", "yunxi"]);
    t.keys("F \"省=西省\" enter").sees(&["青山", "云溪", "筛选 省=西省 (本屏不用)"]);
}

#[test]
fn quarters_and_places_are_still_those_of_the_group() {
    let places =
        |t: &Tester| -> Vec<(String, String)> { t.column("park").into_iter().zip(t.column("place")).collect() };
    let mut t = Tester::tiny("flow").indicators(&["revenue"]);
    let all = places(&t);
    t.keys("F \"省=西省\" enter");
    let some = places(&t);
    assert!(!some.is_empty() && some.iter().all(|row| all.contains(row)), "{some:?} of {all:?}");
    assert!(some.iter().all(|(park, _)| park == "baisha" || park == "nangang"), "{some:?}");
}

#[test]
fn own_data_without_provinces_says_so() {
    let mut t = Tester::on(fixture("odd/ties.csv"), "ranking").lang(Lang::En);
    t.keys("F \"province=Zhejiang\"").sees(&["the data says the province of no park"]);
    t.keys("ctrl-u \"营收>=100\"").sees(&["3/6, 2 no figure"]);
}
