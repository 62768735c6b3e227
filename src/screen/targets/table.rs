//! The targets as rows and columns, for files and pipes.

use super::{View, sentence, verdict_words};
use crate::{
    analysis::Firm,
    model::{Catalog, Indicator, Lang},
    screen::{
        Grid, Pen,
        grid::{self, Column, Value},
    },
    store::{Basis, Point, Target},
    ui::GlyphSet,
};

/// The view as a table; numbers that were computed are so by the rules of `docs/comparison.md`.
pub fn of(view: &View, catalog: &Catalog, lang: Lang) -> Grid {
    let t = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    let columns = vec![
        Column::plain("park"),
        Column::shown("name", t("园区", "park")),
        Column::plain("indicator"),
        Column::shown("indicator_name", t("指标", "indicator")),
        Column::shown("unit", t("单位", "unit")),
        Column::plain("kind"),
        Column::shown("target", t("目标", "target")),
        Column::shown("target_period", t("目标年", "due")),
        Column::plain("target_mark"),
        Column::plain("target_disputed"),
        Column::plain("target_source"),
        Column::shown("value", t("实绩", "actual")),
        Column::shown("period", t("实绩年", "of")),
        Column::plain("mark"),
        Column::plain("disputed"),
        Column::plain("source"),
        Column::plain("base_year"),
        Column::plain("base"),
        Column::plain("base_mark"),
        Column::plain("base_source"),
        Column::shown("progress", t("进度", "progress")),
        Column::plain("progress_mark"),
        Column::shown("elapsed", t("序时进度", "time gone")),
        Column::shown("attained", t("完成率", "of target")),
        Column::plain("attained_mark"),
        Column::shown("verdict", t("判断", "verdict")),
        Column::plain("lack"),
        Column::plain("tally"),
        Column::plain("tally_from"),
        Column::plain("tally_to"),
        Column::plain("tally_basis"),
        Column::shown("required", t("须年均", "needed a year")),
        Column::plain("required_mark"),
        Column::plain("rate_unit"),
        Column::plain("pace"),
        Column::plain("pace_from"),
        Column::plain("pace_to"),
        Column::shown("projected", t("推算", "leads to")),
        Column::plain("projected_mark"),
        Column::shown("shortfall", t("缺口", "short")),
        Column::plain("shortfall_mark"),
        Column::plain("sentence"),
    ];
    let pen = Pen { lang, glyphs: GlyphSet::Rich.glyphs() };
    let rows = view.targets.iter().map(|target| row(target, catalog, pen)).collect();
    let notes = vec![
        grid::rule_note(view.at, lang),
        t(
            "进度=(实绩-基年)/(目标-基年)，序时进度=已过年数/规划年数，完成率=实绩/目标；均为测算",
            "progress = (actual - base) / (target - base), time gone = years gone / years of the plan, of target = actual / target; all computed",
        )
        .to_owned(),
    ];
    Grid { columns, rows, notes }
}

fn row(target: &Target, catalog: &Catalog, pen: Pen) -> Vec<Value> {
    let (park, indicator) = (catalog.park(target.park), catalog.indicator(target.indicator));
    let outcome = &target.outcome;
    let source = |point: Option<Point>| {
        Value::maybe(point.and_then(|point| point.reading.source).map(|id| catalog.source(id).slug.clone()))
    };
    let figure = |point: Option<Point>| {
        point.map_or(Value::Missing, |point| {
            let reading = point.reading;
            Value::Number(reading.value, grid::said(reading.value, reading.mark, reading.disputed))
        })
    };
    let mark = |point: Option<Point>| Value::maybe(point.map(|point| point.reading.mark.name()));
    let disputed = |point: Option<Point>| point.map_or(Value::Missing, |point| Value::Flag(point.reading.disputed));
    let year = |year: Option<i32>| year.map_or(Value::Missing, Value::count);
    let soft = |firm: Option<Firm>| Value::maybe(firm.map(|firm| firm.mark.name()));
    let share =
        |firm: Option<Firm>| firm.map_or(Value::Missing, |firm| Value::Number(firm.value * 100.0, pen.share(firm)));
    let (aim, now) = (Some(target.aim), target.now);
    let (zh, en) = verdict_words(target);
    let tally = target.tally;
    vec![
        Value::text(&park.slug),
        Value::text(park.short.get(pen.lang)),
        Value::text(&indicator.slug),
        Value::text(indicator.short.get(pen.lang)),
        Value::unit(indicator, pen.lang),
        Value::text(target.aimed.name()),
        figure(aim),
        Value::text(target.aim.period.to_string()),
        mark(aim),
        disputed(aim),
        source(aim),
        figure(now),
        Value::maybe(now.map(|now| now.period.to_string())),
        mark(now),
        disputed(now),
        source(now),
        year(target.from),
        figure(target.base),
        mark(target.base),
        source(target.base),
        share(outcome.progress),
        soft(outcome.progress),
        share(outcome.elapsed.map(Firm::exact)),
        share(outcome.attained),
        soft(outcome.attained),
        Value::Code(outcome.verdict.map_or("", |_| en).to_owned(), pen.lang.pick(zh, en).to_owned()),
        Value::maybe(outcome.verdict.is_none().then_some(en)),
        tally.map_or(Value::Missing, |tally| Value::count(tally.value.value)),
        year(tally.map(|tally| tally.from + 1)),
        year(tally.map(|tally| tally.to)),
        Value::maybe(tally.map(|tally| match tally.basis {
            Basis::Every => "every-year",
            Basis::Levels => "levels",
            Basis::CurrentPrices => "current-prices",
        })),
        outcome.required.map_or(Value::Missing, |firm| Value::Number(firm.value, a_year(target, indicator, firm, pen))),
        soft(outcome.required),
        Value::maybe(
            outcome.required.or_else(|| target.pace.map(|pace| pace.rate)).map(|_| rate_unit(target, indicator)),
        ),
        target.pace.map_or(Value::Missing, |pace| Value::count(pace.rate.value)),
        year(target.pace.map(|pace| pace.years().0)),
        year(target.pace.map(|pace| pace.years().1)),
        outcome.projected.map_or(Value::Missing, |firm| Value::Number(firm.value, pen.computed(indicator, firm))),
        soft(outcome.projected),
        outcome.shortfall.map_or(Value::Missing, |firm| Value::Number(firm.value, pen.difference(indicator, firm))),
        soft(outcome.shortfall),
        Value::text(sentence(target, catalog, pen)),
    ]
}

/// What is needed a year: percent for a level, else in the unit itself.
pub fn a_year(target: &Target, indicator: &Indicator, rate: Firm, pen: Pen) -> String {
    if is_by_percent(target) { pen.rate(rate) } else { pen.difference(indicator, rate) }
}

const fn is_by_percent(target: &Target) -> bool {
    matches!(target.aimed, crate::analysis::target::Aimed::Level(_))
}

fn rate_unit(target: &Target, indicator: &Indicator) -> String {
    match (is_by_percent(target), indicator.unit.is_percent()) {
        (true, _) => "percent".to_owned(),
        (false, true) => "points".to_owned(),
        (false, false) => indicator.unit.code().to_owned(),
    }
}
