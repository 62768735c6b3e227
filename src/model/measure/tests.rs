//! Cases of forms: what they are called, what they are counted in, and of what they say nothing.

use super::{Form, NotAForm, Refusal};
use crate::model::{Adds, Indicator, IndicatorId, Label, Lang, Nature, Unit};

const BY: IndicatorId = IndicatorId(7);

const ALL: [Form; 14] = [
    Form::Level,
    Form::Change,
    Form::Growth,
    Form::Cagr { from: 2016 },
    Form::Index { base: 2016 },
    Form::Share,
    Form::Contribution,
    Form::Pull,
    Form::Per(BY),
    Form::Percentile,
    Form::ZScore,
    Form::Rank,
    Form::LocationQuotient(BY),
    Form::Effect,
];

fn indicator(slug: &str, unit: &str, nature: Nature, adds: Adds) -> Indicator {
    Indicator { slug: slug.into(), unit: Unit::parse(unit), nature, adds, ..Indicator::default() }
}

fn parse(text: &str) -> Result<Form, NotAForm> {
    Form::parse(text, 2019, |name| if name == "employees" { Ok(BY) } else { Err(NotAForm(name.into())) })
}

#[test]
fn every_form_reads_back_as_it_is_written() {
    for form in ALL {
        assert_eq!(parse(&form.code(Some("employees"))), Ok(form));
    }
    assert_eq!(parse("cagr"), Ok(Form::Cagr { from: 2019 }));
    assert_eq!(parse("index"), Ok(Form::Index { base: 2019 }));
    assert_eq!(parse(" 同比 "), Ok(Form::Growth));
    assert_eq!(parse("除以：employees"), Ok(Form::Per(BY)));
    for wrong in ["", "yoy", "cagr:16", "cagr:soon", "per", "per:", "per:nobody", "share:employees", "level:2016", "lq"]
    {
        assert!(parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn every_form_has_a_name_of_its_own_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let mut names: Vec<String> = ALL.iter().map(|form| form.short(lang)).collect();
        let long: Vec<String> = ALL.iter().map(|form| form.about(Some("从业人员"), lang)).collect();
        assert!(long.iter().zip(ALL).all(|(long, form)| long.contains("从业人员") == form.by().is_some()));
        names.sort();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
    }
}

#[test]
fn the_unit_is_that_of_the_result() {
    let revenue = indicator("revenue", "100M_CNY", Nature::Flow, Adds::Sum);
    let people = indicator("employees", "10k_person", Nature::Stock, Adds::Sum);
    let share = indicator("rd", "percent", Nature::Ratio, Adds::Ratio);
    let unit = |form: Form, of: &Indicator| form.unit(of, Some(&people)).label(Lang::Zh).to_owned();
    for (form, expect) in [
        (Form::Level, "亿元"),
        (Form::Change, "亿元"),
        (Form::Growth, "%"),
        (Form::Cagr { from: 2016 }, "%"),
        (Form::Index { base: 2016 }, "点"),
        (Form::Share, "%"),
        (Form::Contribution, "%"),
        (Form::Pull, "百分点"),
        (Form::Per(BY), "万元/人"),
        (Form::Percentile, "百分位"),
        (Form::ZScore, "标准差"),
        (Form::Rank, "位"),
        (Form::LocationQuotient(BY), "(1=均等)"),
    ] {
        assert_eq!(unit(form, &revenue), expect, "{form}");
    }
    assert_eq!(unit(Form::Change, &share), "百分点");
    assert_eq!(unit(Form::Effect, &share), "百分点");
}

#[test]
fn a_form_is_refused_where_it_would_say_nothing() {
    let revenue = indicator("revenue", "100M_CNY", Nature::Flow, Adds::Sum);
    let people = indicator("employees", "10k_person", Nature::Stock, Adds::Sum);
    let per_head = indicator("per_head", "10k_CNY_per_person", Nature::Ratio, Adds::Ratio);
    let share = indicator("rd", "percent", Nature::Ratio, Adds::Ratio);
    let growth = indicator("gdp_growth", "percent", Nature::Growth, Adds::Never);
    let rank = indicator("rank", "rank", Nature::Rank, Adds::Never);
    let score = indicator("score", "score", Nature::Score, Adds::Never);
    let index = indicator("price", "index", Nature::Index, Adds::Never);
    let refused = |of: &Indicator| -> Vec<String> {
        let is_refused = |form: &&Form| form.refusal(of, Some(&people)).is_some();
        ALL.iter().filter(is_refused).map(|form| form.to_string().replace(":2016", "")).collect()
    };
    let sums = ["share", "contribution", "pull", "per", "lq"];
    let rates = ["percent", "cagr", "index"];
    let sums = [&sums[..], &["effect"]].concat();
    assert_eq!(refused(&revenue), ["effect"], "no ratio");
    assert_eq!(refused(&people), ["per", "lq", "effect"], "over itself");
    assert_eq!(refused(&per_head), sums, "of no known numerator");
    let known = Indicator { numerator: Some(IndicatorId(0)), denominator: Some(BY), ..per_head };
    assert_eq!(refused(&known), ["share", "contribution", "pull", "per", "lq"]);
    assert_eq!(refused(&share), [&rates[..], &sums[..]].concat());
    assert_eq!(refused(&growth), [&rates[..], &sums[..]].concat());
    assert_eq!(refused(&score), [&rates[..], &sums[..]].concat());
    assert_eq!(refused(&index), sums);
    let all_but_change =
        ["percent", "cagr", "index", "share", "contribution", "pull", "per", "percentile", "z", "rank"];
    assert_eq!(refused(&rank), [&all_but_change[..], &["lq", "effect"]].concat());
    assert_eq!(Form::Growth.refusal(&share, None), Some(Refusal::OfPercent), "points instead");
    assert_eq!(Form::Rank.refusal(&rank, None), Some(Refusal::OfRank));
    assert_eq!(Form::Per(BY).refusal(&revenue, None), Some(Refusal::NoSecond));
}

#[test]
fn a_ratio_is_of_one_perimeter_and_one_currency() {
    let scoped = |slug: &str, unit: &str, zh: &str| {
        let scope = Some(Label::same(zh)).filter(|_| !zh.is_empty());
        Indicator { scope, ..indicator(slug, unit, Nature::Flow, Adds::Sum) }
    };
    let refusal = |of: &Indicator, by: &Indicator| Form::Per(BY).refusal(of, Some(by));
    let (above, all) = (scoped("a", "100M_CNY", "规上工业企业"), scoped("b", "100M_CNY", "园区范围内全部常住单位"));
    let (either, unsaid) = (scoped("c", "100M_CNY", "全部入统企业或仅规上企业"), scoped("d", "100M_CNY", ""));
    assert_eq!(refusal(&above, &all), Some(Refusal::Perimeter));
    assert_eq!(refusal(&all, &above), Some(Refusal::Perimeter));
    assert_eq!(refusal(&all, &either), None);
    assert_eq!(refusal(&above, &unsaid), None, "what is not said is not known to differ");
    let dollars = scoped("e", "100M_USD", "");
    assert_eq!(refusal(&dollars, &unsaid), Some(Refusal::Currencies));
    assert_eq!(Form::LocationQuotient(BY).refusal(&dollars, Some(&unsaid)), None, "shares have no unit");
}
