//! Frames as somebody sees them, to be read like a letter from a user.
//!
//! After a change of looks: `INSTA_UPDATE=always cargo test frames`, then read the difference.

use super::tester::{Tester, fixture};
use crate::{
    model::Lang,
    ui::{GlyphSet, ThemeName},
};

/// One frame: its name, and how to come to it.
fn frame(name: &str, mut tester: Tester, (columns, rows): (u16, u16), keys: &str) {
    tester.resize(columns, rows);
    tester.keys(keys);
    let name = name.replace(',', "").replace(' ', "-");
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, tester.frame());
    });
}

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (140, 45);

#[test]
fn every_screen_on_the_four_made_up_parks() {
    let tiny = |screen: &str| Tester::tiny(screen).parks(&["qingshan", "nangang"]);
    frame("tiny overview", tiny("overview"), SMALL, "");
    frame("tiny ranking", Tester::tiny("ranking").indicators(&["revenue", "firms"]), SMALL, "j space");
    frame("tiny ranking, latest of mixed years", Tester::tiny("ranking"), SMALL, "[ [");
    frame("tiny profile with a target", tiny("profile"), SMALL, "");
    frame("tiny compare", tiny("compare"), SMALL, "j");
    frame("tiny trend with a gap", Tester::tiny("trend"), SMALL, "j");
    frame("tiny sources", tiny("sources"), SMALL, "");
    frame("tiny conflicts", tiny("sources"), SMALL, "p");
    frame("tiny coverage", tiny("quality").indicators(&["rd_share"]), SMALL, "end [");
    frame("tiny matrix", tiny("matrix").indicators(&["revenue"]), SMALL, "j");
    frame("tiny distribution", tiny("distribution").indicators(&["revenue"]), SMALL, "j");
    frame("tiny distribution over the years", tiny("distribution").indicators(&["revenue"]), SMALL, "p");
    frame("tiny problems, none", tiny("quality"), SMALL, "p");
}

#[test]
fn every_screen_on_the_shipped_figures() {
    let shipped = |screen: &str| Tester::shipped(screen).parks(&["binjiang", "sip", "shenzhen"]);
    frame("shipped overview", Tester::shipped("overview"), LARGE, "");
    frame("shipped overview, small", Tester::shipped("overview"), SMALL, "");
    frame("shipped ranking", Tester::shipped("ranking"), LARGE, "j");
    frame("shipped ranking, small", Tester::shipped("ranking"), SMALL, "j");
    frame("shipped profile of binjiang", shipped("profile"), (120, 40), "j j");
    frame("shipped compare", shipped("compare"), LARGE, "");
    frame("shipped compare, where each stands", shipped("compare"), LARGE, "right p");
    frame("shipped compare, small", shipped("compare"), SMALL, "j j");
    frame("shipped compare, where each stands, small", shipped("compare"), SMALL, "right right p j j");
    let two = || Tester::shipped("compare").parks(&["wuxi", "ningbo"]);
    frame("shipped compare of two, wide", two(), (200, 50), "right s");
    frame("shipped compare of two in english", two().lang(Lang::En), LARGE, "right p j j");
    let sectors = |lang| Tester::on(fixture("sectors"), "compare").parks(&["qingshan", "baisha", "nangang"]).lang(lang);
    frame("growth taken apart by industry", sectors(Lang::Zh).indicators(&["output"]), LARGE, "p p");
    frame("growth taken apart, small, in english", sectors(Lang::En).indicators(&["output"]), SMALL, "p p");
    let two = Tester::shipped("compare").parks(&["zhongguancun", "tianjin-binhai"]);
    frame("growth taken apart without parts", two.indicators(&["revenue"]), SMALL, "p p");
    frame("shipped compare as an index", shipped("compare"), (100, 30), "n");
    frame("shipped trend", shipped("trend"), (120, 40), "");
    frame("shipped sources", Tester::shipped("sources"), (120, 40), "j right");
    frame("shipped conflicts", Tester::shipped("sources"), (120, 40), "p");
    frame("shipped remarks", Tester::shipped("sources"), (120, 40), "p p j");
    frame("shipped coverage", shipped("quality"), (120, 40), "s j");
    frame("shipped coverage, small", Tester::shipped("quality").indicators(&["gdp"]), SMALL, "s");
    frame("shipped problems", Tester::shipped("quality"), (120, 40), "p j");
    frame("implausible figures", Tester::on(fixture("implausible"), "quality"), SMALL, "p end");
    frame("shipped disputes", Tester::shipped("quality"), (120, 40), "p p s");
    frame("shipped matrix", shipped("matrix").indicators(&["gdp"]), LARGE, "j");
    frame("shipped matrix, small", shipped("matrix").indicators(&["gdp"]), SMALL, "left s");
    frame("shipped matrix, wide", shipped("matrix").indicators(&["revenue"]), (200, 60), "");
    frame("shipped distribution", shipped("distribution").indicators(&["gdp"]), LARGE, "j");
    frame("shipped distribution, small", shipped("distribution").indicators(&["gdp"]), SMALL, "j j o");
    frame("shipped distribution, wide", shipped("distribution").indicators(&["hte_count"]), (200, 60), "");
    frame("shipped files", Tester::shipped("quality"), SMALL, "p p p");
}

#[test]
fn targets_and_how_they_stand() {
    let plans = || Tester::on(fixture("plans"), "targets");
    frame("plans targets, small", plans(), SMALL, "j");
    frame("plans targets", plans(), LARGE, "j j");
    frame("plans targets in english, small", plans().lang(Lang::En), SMALL, "j j");
    frame("plans targets in english", plans().lang(Lang::En), LARGE, "right right right s");
    frame("plans targets in ascii", plans().lang(Lang::En).glyphs(GlyphSet::Ascii), SMALL, "j");
    frame("plans targets, cjk-safe", plans().glyphs(GlyphSet::CjkSafe), (100, 30), "j j");
    frame("shipped targets, small", Tester::shipped("targets"), SMALL, "j j");
    frame("shipped targets", Tester::shipped("targets"), LARGE, "right right right right s");
    frame("where a target is from", Tester::shipped("targets"), SMALL, "j j i");
}

#[test]
fn every_part_of_the_score() {
    let own = |lang: Lang| Tester::on(fixture("scores"), "score").period("2022").lang(lang);
    let shipped = |lang: Lang| Tester::shipped("score").lang(lang);
    frame("score of four made-up parks", own(Lang::Zh), SMALL, "down");
    frame("score of a park", own(Lang::Zh), SMALL, "down down i");
    frame("score with other weights", own(Lang::En), SMALL, "p p down + +");
    frame("score, small, in english", shipped(Lang::En), SMALL, "j");
    frame("score, large", shipped(Lang::Zh), LARGE, "j");
    frame("score, large, in english", shipped(Lang::En), LARGE, "j");
    frame("score of a park, large, in english", own(Lang::En), LARGE, "down down i");
    frame("score by other weights, large", shipped(Lang::Zh), LARGE, "p p down -");
    frame("score by the scheme of 2021", shipped(Lang::Zh), SMALL, "m \"2021\" enter p p p");
    frame("score by a scheme without figures", shipped(Lang::En), SMALL, "m \"2013\" enter");
    frame("score by a scheme with too few figures", shipped(Lang::Zh), LARGE, "m \"2021\" enter");
    frame("choose the scheme", shipped(Lang::Zh), SMALL, "m down");
    frame("score in ascii", shipped(Lang::En).glyphs(GlyphSet::Ascii), SMALL, "");
}

#[test]
fn two_measures_at_once() {
    let shipped = |lang| Tester::shipped("quadrant").lang(lang).parks(&["binjiang", "sip", "shenzhen"]);
    let two = |lang| shipped(lang).indicators(&["hte_count", "national_rank"]);
    frame("quadrant of two measures", two(Lang::Zh), LARGE, "j j");
    frame("quadrant of two measures, small, english", two(Lang::En), SMALL, "");
    frame("quadrant of growth, english", shipped(Lang::En).indicators(&["revenue"]), LARGE, "");
    frame("quadrant of growth, small", shipped(Lang::Zh).indicators(&["revenue"]), SMALL, "c c");
    frame("quadrant, ascii", Tester::tiny("quadrant").parks(&["yunxi"]).glyphs(GlyphSet::Ascii), SMALL, "o");
    frame("quadrant, cjk-safe", Tester::tiny("quadrant").parks(&["yunxi"]).glyphs(GlyphSet::CjkSafe), SMALL, "");
    frame("choose the second measure", Tester::tiny("quadrant"), SMALL, "m enter");
}

#[test]
fn places_over_the_years() {
    let shipped = |lang| Tester::shipped("flow").lang(lang).parks(&["binjiang", "sip", "ningbo"]);
    frame("flow of published places", shipped(Lang::Zh).indicators(&["national_rank"]), LARGE, "");
    frame("flow of published places, small, english", shipped(Lang::En).indicators(&["national_rank"]), SMALL, "left");
    let tiny = |slug: &str| Tester::tiny("flow").parks(&["yunxi", "nangang"]).indicators(&[slug]);
    frame("flow of computed places, english", tiny("revenue").lang(Lang::En), LARGE, "j left left");
    frame("flow across a break, small", tiny("firms"), SMALL, "");
    frame("flow, ascii", tiny("revenue").glyphs(GlyphSet::Ascii), SMALL, "end");
    frame("flow of ties", Tester::on(fixture("odd/ties.csv"), "flow"), SMALL, "");
}

#[test]
fn parks_alike_and_tiers() {
    let shipped = |lang| Tester::shipped("peers").lang(lang).parks(&["binjiang"]);
    frame("peers of binjiang", shipped(Lang::Zh), LARGE, "");
    frame("peers of binjiang, english", shipped(Lang::En), LARGE, "j n right");
    frame("peers of binjiang, small", shipped(Lang::Zh), SMALL, "n n");
    let tiny = Tester::tiny("peers").parks(&["yunxi"]).indicators(&["revenue", "rd_share"]);
    frame("peers, small, english, ascii", tiny.lang(Lang::En).glyphs(GlyphSet::Ascii), SMALL, "j n");
    frame("peers of nobody", Tester::tiny("peers"), SMALL, "");
    frame("how far apart two are", shipped(Lang::Zh), LARGE, "j i");
    frame("how far apart two are, small, english", shipped(Lang::En), SMALL, "j i");
}

#[test]
fn a_view_shown_to_a_room() {
    let shipped = |screen: &str| Tester::shipped(screen).parks(&["binjiang", "sip", "ningbo"]);
    frame("meeting compare", shipped("compare"), (120, 40), "P k");
    frame("meeting compare, small", shipped("compare"), SMALL, "P j");
    frame("meeting compare, small, in english", shipped("compare").lang(Lang::En), SMALL, "P j");
    frame("meeting compare of two, wide", Tester::shipped("compare").parks(&["binjiang", "sip"]), (200, 60), "P k");
    frame("meeting compare, a column, in english", shipped("compare").lang(Lang::En), LARGE, "P l");
    frame("meeting compare, very small", shipped("compare"), (40, 12), "P k");
    frame("meeting ranking", shipped("ranking"), LARGE, "j P k");
    frame("meeting ranking, small", shipped("ranking"), SMALL, "P j");
    frame("meeting ranking in english", shipped("ranking").lang(Lang::En), (120, 40), "P k");
    frame("meeting ranking, ascii, small", shipped("ranking").lang(Lang::En).glyphs(GlyphSet::Ascii), SMALL, "P s s");
    frame("meeting profile", shipped("profile"), LARGE, "P j");
    frame("meeting profile, small, in english", shipped("profile").lang(Lang::En), SMALL, "P j");
    frame("meeting profile, cjk-safe", shipped("profile").glyphs(GlyphSet::CjkSafe), (120, 40), "P j");
    frame("meeting trend", shipped("trend"), (120, 40), "P j");
    frame("meeting matrix, small, in english", shipped("matrix").lang(Lang::En), SMALL, "P j");
    frame("meeting score, small", shipped("score"), SMALL, "P j");
    frame("meeting, its keys", shipped("compare"), (100, 30), "P ?");
}

#[test]
fn what_lies_over_a_screen() {
    frame("help", Tester::tiny("ranking"), (100, 40), "?");
    frame("add parks by name", Tester::shipped("ranking"), SMALL, "a \"德清\"");
    frame("choose indicators", Tester::shipped("ranking"), SMALL, "m \"rd\"");
    let palette = |lang| Tester::shipped("ranking").lang(lang);
    frame("palette", palette(Lang::Zh), SMALL, ":");
    frame("palette, large, in english", palette(Lang::En), LARGE, ":");
    frame("palette finds by pinyin", palette(Lang::Zh), LARGE, ": \"pai\"");
    frame("palette completes, in english", palette(Lang::En), SMALL, ": \"compare binjiang zgc\"");
    frame("palette tells what is wrong", palette(Lang::Zh), SMALL, ": \"compare 滨江 德清 中关村\" enter");
    frame("palette on a very small terminal", palette(Lang::Zh), (40, 12), ": \"year \"");
    frame("find a park by its initials", Tester::shipped("ranking"), SMALL, "a \"hzgx\"");
    frame("find a park in english", Tester::shipped("ranking").lang(Lang::En), LARGE, "a \"zhejiang gx\"");
    frame("choose the group", Tester::shipped("ranking"), SMALL, "g down");
    let marked = || Tester::shipped("ranking").parks(&["binjiang", "sip", "chengdu"]);
    frame("choose a tier", marked(), LARGE, "g \"分\"");
    frame("choose a tier, in english", marked().lang(Lang::En), SMALL, "g \"top\"");
    frame("counted over the marked parks", marked().group("marked").form("share"), SMALL, "");
    let tier = Tester::shipped("matrix").indicators(&["gdp"]).group("national/bands/1/2020-2024");
    frame("counted over a tier, in english", tier.lang(Lang::En), LARGE, "");
    frame("filter as one types", Tester::shipped("ranking"), SMALL, "/ \"杭\"");
    frame("where a disputed figure is from", Tester::tiny("ranking").period("2022"), SMALL, "i");
    frame("where a bound is from", Tester::tiny("ranking").indicators(&["firms"]).period("2021"), SMALL, "end i");
    frame("a ninth park is refused", Tester::shipped("ranking"), SMALL, &("space j ".repeat(8) + "space"));
}

#[test]
fn indicators_in_a_form() {
    frame("choose a form", Tester::shipped("ranking"), SMALL, "v down");
    frame("tiny shares", Tester::tiny("ranking").form("share"), SMALL, "");
    frame("tiny contributions in english", Tester::tiny("ranking").form("contribution").lang(Lang::En), SMALL, "[ [ e");
    let per = |screen: &str| Tester::shipped(screen).indicators(&["revenue", "gdp", "rd_intensity_gdp"]);
    frame("shipped per employee", per("ranking").form("per:employees"), LARGE, "j");
    frame("shipped growth in english", per("ranking").form("percent").lang(Lang::En), LARGE, "");
    let parks = ["zhongguancun", "binjiang", "sip"];
    frame("compare of shares", per("compare").parks(&parks).form("share"), LARGE, "");
    frame(
        "compare of growth, small, in english",
        per("compare").parks(&parks).form("percent").lang(Lang::En),
        SMALL,
        "",
    );
    frame("trend of growth", per("trend").indicators(&["gdp"]).parks(&parks).form("percent"), SMALL, "");
    frame("trend of an index in english", Tester::tiny("trend").form("index:2019").lang(Lang::En), LARGE, "");
    let effect = Tester::on(fixture("sectors"), "ranking").indicators(&["rd_share", "output"]).form("effect");
    frame("what parks do to a ratio", effect, SMALL, "i");
    frame("how a share was made", Tester::tiny("ranking").form("share").period("2021"), LARGE, "i");
    frame("how a quotient was made, in english", per("ranking").form("per:employees").lang(Lang::En), SMALL, "i");
    frame("a profile of shares", per("profile").parks(&parks).form("share"), SMALL, "");
    let binjiang = |screen: &str| Tester::shipped(screen).parks(&["binjiang"]);
    frame("a profile of z-scores", binjiang("profile").form("z"), LARGE, "");
    frame("a profile of growth, in english", binjiang("profile").form("percent").lang(Lang::En), LARGE, "j");
    frame("an overview of shares, in english", binjiang("overview").form("share").lang(Lang::En), SMALL, "");
    frame("an overview per employee", binjiang("overview").form("per:employees"), LARGE, "");
    frame("targets stay levels", binjiang("targets").form("z"), SMALL, "");
    frame("a score is by its scheme, in english", binjiang("score").form("z").lang(Lang::En), SMALL, "");
}

#[test]
fn other_looks_and_odd_data() {
    frame("english ranking", Tester::shipped("ranking").lang(Lang::En), LARGE, "");
    let ascii = |screen: &str| Tester::tiny(screen).parks(&["qingshan", "nangang"]).glyphs(GlyphSet::Ascii);
    frame("ascii compare in english", ascii("compare").lang(Lang::En), SMALL, "");
    frame("ascii coverage in english", ascii("quality").lang(Lang::En), SMALL, "");
    let english = |screen: &str| Tester::shipped(screen).lang(Lang::En).indicators(&["gdp"]);
    frame("english matrix", english("matrix"), LARGE, "");
    frame("english matrix, small, without colours", english("matrix").theme(ThemeName::Mono), SMALL, "");
    frame("ascii matrix in english", ascii("matrix").lang(Lang::En).theme(ThemeName::Mono), SMALL, "");
    frame("english distribution", english("distribution"), LARGE, "j");
    frame(
        "english distribution, small, of ratios",
        Tester::shipped("distribution").lang(Lang::En).indicators(&["rd_intensity_gdp"]),
        SMALL,
        "",
    );
    frame("ascii distribution in english", ascii("distribution").lang(Lang::En).theme(ThemeName::Mono), SMALL, "");
    frame("safe distribution", Tester::shipped("distribution").glyphs(GlyphSet::CjkSafe), (60, 18), "");
    let bad = |name: &str| Tester::on(fixture(name), "quality");
    frame("a problem and its figure", bad("bad/status.csv"), SMALL, "p");
    frame("a problem in english, wide", bad("bad/ragged.csv").lang(Lang::En), (160, 30), "p");
    frame("ties, bounds and blanks", Tester::on(fixture("odd/ties.csv"), "ranking"), SMALL, "h S z");
    frame("no figures at all", Tester::on(fixture("odd/header-only.csv"), "ranking"), SMALL, "");
    frame("the smallest terminal", Tester::tiny("ranking"), (40, 8), "j");
    frame("too small", Tester::tiny("ranking"), (30, 5), "");
}

#[test]
fn a_column_while_it_is_typed_and_once_it_is_there() {
    let typed = "C \"人均营收=营收/从业\"";
    let wrong = "C \"x=营收+高企\"";
    let added = "C \"人均营收=营收/从业人员\" enter";
    frame("shipped column typed", Tester::shipped("ranking"), SMALL, typed);
    frame("shipped column wrong", Tester::shipped("ranking"), SMALL, wrong);
    frame("shipped column there", Tester::shipped("ranking"), LARGE, &format!("{added} C"));
    frame("shipped column compared", Tester::shipped("compare").parks(&["binjiang", "ningbo"]), LARGE, added);
    let english = || Tester::shipped("ranking").lang(Lang::En);
    frame("shipped column typed in english", english(), SMALL, "C \"revenue_per_head=revenue/emp\"");
    frame("shipped column wrong in english", english(), SMALL, "C \"x=revenue+hte_count\"");
    frame("shipped column there in english", english(), LARGE, "C \"revenue_per_head=revenue/employees\" enter C");
    frame("tiny column from where", Tester::tiny("ranking"), SMALL, "C \"研发投入=营收*研发占比\" enter l l l i");
    let english = Tester::tiny("ranking").lang(Lang::En);
    frame("tiny column from where in english", english, LARGE, "C \"rd=revenue*rd_share\" enter l l l i");
}

#[test]
fn a_condition_while_it_is_typed_and_once_it_holds() {
    let right = "F \"省=浙江\" space \"and\" space \"级别=国家级\"";
    let wrong = "F \"省=浙江\" space \"and\" space \"营手>1000亿\"";
    frame("shipped condition typed", Tester::shipped("ranking"), SMALL, right);
    frame("shipped condition wrong", Tester::shipped("ranking"), SMALL, wrong);
    frame("shipped condition holds", Tester::shipped("ranking"), LARGE, &format!("{right} enter"));
    let english = || Tester::shipped("ranking").lang(Lang::En);
    frame("shipped condition wrong in english", english(), SMALL, wrong);
    frame("shipped condition holds in english", english(), SMALL, &format!("{right} enter"));
    frame(
        "shipped condition on the distribution in english",
        Tester::shipped("distribution").lang(Lang::En),
        LARGE,
        "F \"revenue>=1\" space \"or\" space \"gdp>2000\" enter",
    );
}
