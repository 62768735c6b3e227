//! Columns that are computed: typed, told from what is published, and taken away.

use crate::{
    model::Lang,
    screen::grid::Value,
    tests::tester::{Tester, fixture},
};

const RD: &str = "研发投入=营收*研发占比";

fn with(screen: &str, text: &str) -> Tester {
    let mut t = Tester::tiny(screen);
    t.keys(&format!("C \"{text}\" enter"));
    t
}

#[test]
fn a_formula_becomes_a_column_of_every_screen_with_its_unit_and_its_sign() {
    let mut t = with("ranking", RD);
    t.sees(&["已添加列 研发投入 (亿元)", "85.2"]);
    // 1,464.1 亿元 of which 5.82 %.
    assert_eq!(t.cell("qingshan", "研发投入"), "85.21062");
    assert_eq!(t.cell("qingshan", "研发投入_unit"), "100M_CNY");
    assert_eq!(t.cell("qingshan", "研发投入_rank"), "1");
    t.sees(&["+6.3c", "85.21c"]);
    t.keys("0").sees(&["研发投入", "85.21c"]);
    t.keys("5").sees(&["研发投入"]);
    t.keys("3").sees(&["研发投入", "85.21c"]);
    t.keys("b").sees(&["研发投入"]);
}

#[test]
fn the_story_of_a_computed_figure_is_its_formula_and_every_figure_in_it() {
    let mut t = with("ranking", RD);
    t.keys("l l l i");
    t.sees(&[
        "算式",
        "营收*研发占比",
        "未经公布",
        "1,464.1 亿元 × 5.82 %",
        "85.2106 亿元",
        "依据",
        "2023年 1,464.1 亿元",
        "5.82 %",
    ]);
    t.misses(&["文件未注明"]);
    // Of another year the figures of that year.
    t.keys("j").sees(&["1,210 亿元 × 5.4 %"]);
}

#[test]
fn what_is_missing_stays_missing_and_says_why() {
    // Nangang's share of 2022 was not published.
    let mut t = with("ranking", RD);
    t.keys("[ e");
    assert_eq!(t.cell("nangang", "研发投入"), "");
    let mut t = with("ranking", "x=营收/(高企-高企)");
    t.sees(&["x"]);
    assert_eq!(t.cell("qingshan", "x"), "");
    t.keys("l l l").sees(&["除数为零"]);
}

#[test]
fn bounds_go_through_a_formula() {
    let mut t = with("ranking", "企均=营收/高企");
    t.keys("[ [ e");
    // 66 over at least 40 is at most 1.65.
    assert_eq!(
        (t.cell("nangang", "企均"), t.cell("nangang", "企均_unit")),
        ("16500".into(), "10k_CNY_per_count".into())
    );
    t.sees(&["≤16,500c"]);
    assert_eq!(t.cell("nangang", "企均_mark"), "at_most");
}

#[test]
fn a_ratio_of_sums_is_recomputed_for_a_group_and_a_sum_is_added() {
    let mut t = with("matrix", "企均=营收/高企");
    // 1464.1 + 630 + 171 + 75 over 1300 + 500 + 140 + 52.
    t.sees(&["合计之比 11,747.49 万元/个 c (4/4)"]);
    t.keys("C \"两倍=营收+营收\" enter").sees(&["合计 4,680.2 亿元 c (4/4)"]);
    t.keys("v \"share\" enter").sees(&["62.57c"]);
}

#[test]
fn slips_are_pointed_at_and_nothing_is_added() {
    let mut t = Tester::tiny("ranking");
    let columns = t.grid().columns.len();
    for (text, words) in [
        ("营收+高企", "两边不是同一种量"),
        ("x=营收@2022", "列随所看的时期"),
        ("x=3*4", "算式里没有指标"),
        ("营收=高企/营收", "已有叫 `营收` 的指标"),
        ("省=营收/高企", "已有叫 `省`"),
        ("营收>3", "这里应是数或指标"),
        ("x=营销", "没有叫 `营销`"),
    ] {
        t.keys(&format!("C \"{text}\" enter")).sees(&["^", words]).keys("esc");
        assert_eq!(t.grid().columns.len(), columns, "{text}");
    }
}

#[test]
fn a_column_is_sorted_by_filtered_on_and_used_by_others() {
    let mut t = with("ranking", RD);
    t.keys(": \"排序 研发投入 升序\" enter");
    assert_eq!(t.column("park"), ["nangang", "yunxi", "baisha", "qingshan"]);
    t.keys("F \"研发投入>20亿\" enter");
    assert_eq!(t.column("park"), ["baisha", "qingshan"]);
    t.keys("esc C \"人均=研发投入/高企\" enter");
    t.sees(&["万元/个"]);
    assert!(t.cell("qingshan", "人均").starts_with("655.46630769"), "85.21062 over 1300");
    // What another is made of stays.
    t.keys("C delete").sees(&["用到它"]).keys("esc");
}

#[test]
fn a_column_is_taken_away_and_brought_back() {
    let mut t = with("ranking", RD);
    let shown = |t: &Tester| t.grid().columns.iter().any(|column| column.name == "研发投入");
    t.keys("C").sees(&["研发投入 = 营收*研发占比", "Delete 去掉"]);
    t.keys("delete").sees(&["已去掉列 研发投入"]);
    assert!(!shown(&t));
    t.keys("U");
    assert!(shown(&t), "a step back");
    t.keys("U");
    assert!(!shown(&t), "before it was there");
    t.keys("ctrl-r");
    assert!(shown(&t));
}

#[test]
fn names_are_completed_while_one_types() {
    let mut t = Tester::tiny("ranking");
    t.keys("C \"x=zsr\"").sees(&["Tab"]);
    t.keys("tab \"/\" \"gq\" tab").sees(&["x=营收/高企"]);
    t.keys("enter");
    assert!(t.cell("qingshan", "x").starts_with("11262.3076"));
}

#[test]
fn a_view_and_its_token_carry_their_columns() {
    let mut t = with("ranking", RD);
    let question = t.app.question().unwrap();
    let again = Tester::tiny("overview").begins(&question);
    assert_eq!(again.column("park"), t.column("park"));
    assert_eq!(again.cell("qingshan", "研发投入"), "85.21062");
    // Where the data lacks an indicator the rest opens, and it is said.
    let mut other = Tester::on(fixture("odd/ties.csv"), "overview").begins(&question);
    other.sees(&["数据中没有"]);
}

#[test]
fn the_counts_of_what_was_read_stay() {
    let summary = |keys: &str| Tester::tiny("overview").keys(keys).frame();
    let line = |frame: &str| frame.lines().find(|line| line.contains("个数")).map(str::to_owned);
    assert_eq!(line(&summary("1")), line(&summary(&format!("C \"{RD}\" enter 1"))));
}

#[test]
fn a_handout_says_the_formula_and_cites_what_went_in() {
    let mut t = with("matrix", RD);
    t.keys("1 0");
    let handout = t.app.handout(usize::MAX).unwrap();
    assert!(
        handout.grid.notes.iter().any(|note| note.contains("研发投入 = 营收*研发占比 (亿元)")),
        "{:?}",
        handout.grid.notes
    );
    assert!(handout.sources.iter().any(|source| source.slug == "yearbook"));
    let place = handout.grid.columns.iter().position(|column| column.name == "2023_computed").unwrap();
    assert!(handout.grid.rows.iter().all(|row| row[place] == Value::Flag(true)));
}

#[test]
fn the_command_line_computes_and_shows_a_column() {
    let t = Tester::tiny("ranking").columns(&[RD, "企均 = 营收/高企"]).sorted(&[("企均", None)]);
    assert_eq!(t.column("park"), ["nangang", "baisha", "yunxi", "qingshan"]);
    let shown = |name: &str| t.grid().columns.iter().any(|column| column.name == name);
    assert!(shown("研发投入") && shown("企均"));
}

#[test]
fn forms_apply_where_they_make_sense() {
    let mut t = with("ranking", "企均=营收/高企");
    t.keys("v \"share\" enter").sees(&["不可加总"]);
    t.keys("v \"growth\" enter");
    t.sees(&["-3.4c"]);
    assert!(t.cell("baisha", "企均").starts_with("-3.4"), "from 600/460 to 630/500");
}

#[test]
fn keys_that_mean_nothing_harm_nothing() {
    let mut t = Tester::tiny("ranking").lang(Lang::En);
    t.keys("C delete tab up down enter").misses(&["NAME=FORMULA"]);
    for text in ["=", "a=", "((((", "a=b=c", "[", "x=营收/0", "🦀", "x=营收/高企/高企/高企"] {
        t.keys(&format!("C \"{text}\" enter esc"));
    }
}
