//! Likeness and tiers, on figures one can work out by hand.

use crate::{
    tests::tester::Tester,
    ui::{GlyphSet, number},
};

/// The parks like 云溪 by revenue, firms and the share of R&D in 2023.
fn peers() -> Tester {
    Tester::tiny("peers").parks(&["yunxi"]).indicators(&["revenue", "firms", "rd_share"]).period("2023")
}

fn rounded(cells: &[String]) -> Vec<String> {
    let round = |cell: &String| cell.parse::<f64>().map_or_else(|_| cell.clone(), |value| format!("{value:.3}"));
    cells.iter().map(round).collect()
}

#[test]
fn the_nearest_park_comes_first_and_the_park_itself_above_all() {
    let t = peers();
    assert_eq!(t.column("park"), ["yunxi", "nangang", "baisha", "qingshan"]);
    // Revenue and firms by logarithms, for they span more than a decade; revenue weighs as much as the other two, which are
    // of one category. Worked out apart from the program.
    assert_eq!(rounded(&t.column("distance")), ["", "0.753", "0.979", "1.887"]);
    assert_eq!(t.column("shared"), ["", "3", "3", "3"]);
    assert_eq!(rounded(&[t.cell("baisha", "rd_share_sigma")]), ["0.406"], "3.34 less 2.7 over a deviation of 1.577");
    assert_eq!(t.cell("yunxi", "rd_share"), "2.7");
}

#[test]
fn one_sentence_says_in_what_they_are_alike() {
    let mut t = peers();
    t.keys("").sees(&["与云溪最相似的是南港", "按3项中的3项"]);
    let notes = t.grid().notes;
    assert!(notes[0].starts_with("与云溪最相似的是南港: 相距"), "{}", notes[0]);
    t.keys("j").sees(&["白沙与云溪", "相近: 研发占比(+0.4σ)"]);
    t.keys("right right").sees(&["研发占比  白沙 3.34 % (2023)  对  云溪 2.70 % (2023): +0.41σ"]);
}

#[test]
fn what_is_missing_is_no_difference() {
    // 白沙 has no revenue of 2021, 南港 a bound of firms.
    let t = peers().period("2021");
    assert_eq!((t.cell("baisha", "shared"), t.cell("baisha", "revenue_sigma")), ("2".into(), String::new()));
    let one = Tester::tiny("peers").parks(&["yunxi"]).indicators(&["rd_share"]).period("2022");
    assert_eq!(one.cell("nangang", "distance"), "", "it has no figure of 2022");
    assert_eq!(one.cell("baisha", "shared"), "1", "of one measure one is enough");
}

#[test]
fn one_key_changes_the_tiers() {
    let mut t = peers();
    assert_eq!(t.column("tier"), [""; 4], "there is no published rank among these");
    t.keys("n").sees(&["营收 三等分: 上三分之一 2, 中三分之一 1, 下三分之一 1"]);
    assert_eq!((t.cell("qingshan", "tier"), t.cell("nangang", "tier")), ("1".into(), "3".into()));
    // The mean is 585.025: 青山 has 250 % of it, 白沙 108, 云溪 29, 南港 13.
    t.keys("n");
    let tiers = ["qingshan", "baisha", "yunxi", "nangang"].map(|park| t.cell(park, "tier"));
    assert_eq!(tiers, ["1", "2", "4", "4"]);
    t.keys("n").sees(&["没有公布的位次"]);
}

#[test]
fn published_ranks_make_bands() {
    let t = Tester::shipped("peers").parks(&["binjiang"]).period("2023");
    assert_eq!(t.cell("binjiang", "tier"), "1", "place 5");
    assert_eq!(t.cell("nanchang", "tier"), "2", "place 22");
}

#[test]
fn without_a_park_it_says_how_to_choose_one() {
    let mut t = Tester::tiny("peers");
    t.keys("").sees(&["先选一个园区"]);
    t.keys("2 j j f").sees(&["相似的园区"]);
}

#[test]
fn a_total_is_like_nothing() {
    Tester::shipped("peers").parks(&["zj-htz"]).keys("").sees(&["不与单个园区比"]);
}

#[test]
fn a_found_park_is_marked_to_compare() {
    let mut t = peers();
    t.keys("space").sees(&["已标2"]);
    t.keys("4");
    assert_eq!(t.cell("firms", "nangang"), "52", "the nearest one is under the cursor at first");
}

#[test]
fn every_figure_has_its_source() {
    let mut t = peers();
    t.keys("j i").sees(&["出处", "白沙高新技术产业开发区"]);
}

#[test]
fn a_difference_says_its_mean_its_deviation_and_both_figures() {
    let mut t = peers();
    let by: f64 = t.cell("nangang", "revenue_sigma").parse().unwrap();
    let shown = number::signed(by, 4, GlyphSet::Rich.glyphs());
    t.keys("i").sees(&[
        "标准分 = (ln 值 − 均值) ÷ 标准差",
        "均值和标准差取自 4 个可比园区中有数的 4 个",
        &format!("= {shown} 个标准差"),
    ]);
    // Of the park itself there is no difference.
    t.keys("esc home i").misses(&["距离分量"]);
}
