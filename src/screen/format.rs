//! Figures as text: the step of a column, marks, years, changes and ranks, the same on every screen.

use std::collections::BTreeMap;

use ratatui::style::Style;

use super::Cx;
use crate::{
    analysis::{
        Firm,
        rank::{Rank, median},
    },
    model::{
        Better, Catalog, Form, Indicator, IndicatorId, Lang, Mark, Nature, ParkId, Period,
        unit::{Dimension, Scale},
    },
    store::{Change, ChangeKind, Reading, Series},
    ui::{Glyphs, number},
};

/// Says whose figures of an indicator carry a remark of their own: their perimeters or bases may not be one.
pub fn warned(parks: impl Iterator<Item = ParkId>, indicator: IndicatorId, cx: &Cx<'_>) -> Option<String> {
    let has = |park: &ParkId| cx.catalog.warnings_on(*park, indicator).next().is_some();
    let names: Vec<&str> = parks.filter(has).map(|park| cx.catalog.park_name(park, cx.lang)).collect();
    (!names.is_empty())
        .then(|| format!("{}: {}", cx.keyed("口径提示见{Where}", "remarks, see {Where}"), names.join(" ")))
}

/// A form in a word or two, with the second indicator where it has one: `占比`, `除以从业人员`.
pub fn form_words(form: Form, catalog: &Catalog, lang: Lang) -> String {
    let by = form.by().map(|by| catalog.indicator_name(by, lang));
    match (form, by, lang) {
        (Form::Per(_), Some(by), Lang::Zh) => format!("除以{by}"),
        (Form::Per(_), Some(by), Lang::En) => format!("per {by}"),
        (_, Some(by), Lang::Zh) => format!("{}({by})", form.short(lang)),
        (_, Some(by), Lang::En) => format!("{} ({by})", form.short(lang)),
        (_, None, _) => form.short(lang),
    }
}

/// The base year of an index over several series: the one most of them have a positive figure for, the earliest of those.
pub fn base_year<'a>(series: impl Iterator<Item = &'a Series> + Clone) -> Option<i32> {
    let years = |series: &'a Series| {
        series.years().filter(|point| point.reading.value > 0.0).map(|point| point.period.calendar_year())
    };
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    // The newest year of a series is no base: nothing would follow it.
    for year in series.flat_map(|series| years(series).rev().skip(1)) {
        *counts.entry(year).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(year, _)| year)
}

/// How the numbers of one column are written: one step and the same decimals from top to bottom.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Writing {
    pub scale: Scale,
    pub decimals: u8,
}

/// A number smaller than these can write has an exponent.
const MOST_DECIMALS: f64 = 4.0;

impl Writing {
    /// The writing that suits values of that indicator.
    pub fn of(indicator: &Indicator, values: impl IntoIterator<Item = f64>, lang: Lang) -> Self {
        let typical = median(values.into_iter().filter(|v| *v != 0.0).map(f64::abs)).unwrap_or(1.0);
        let mut scale = indicator.unit.scale(typical, lang);
        if let Some(counter) = counter(indicator, lang) {
            scale.label.replace_range(.., &scale.label.replace('个', counter));
        }
        let finer = scale.divide.log10().max(0.0).round() as u8;
        let most = indicator.decimals.saturating_add(finer).min(4);
        let decimals = match indicator.nature {
            Nature::Rank => 0,
            Nature::Ratio | Nature::Growth => indicator.decimals,
            _ => number::decimals_for(typical / scale.divide, most),
        };
        Self { scale, decimals }
    }

    /// The number, without its mark. What is not nothing is never written as nothing: beside 1,235 亿元 stand 0.04.
    pub fn number(&self, value: f64) -> String {
        let value = value / self.scale.divide;
        let text = number::grouped(value, self.decimals);
        let reads_as_nought = value != 0.0 && !text.contains(|c: char| ('1'..='9').contains(&c));
        if !reads_as_nought || !value.is_finite() {
            return text;
        }
        // As many decimals as the first digit that says something takes.
        match -value.abs().log10().floor() {
            decimals if decimals <= MOST_DECIMALS => number::grouped(value, decimals as u8),
            _ => format!("{value:.0e}"),
        }
    }

    /// The number as firm as it is: a bound or a round figure keeps no zeros that its source did not print.
    pub fn digits(&self, reading: &Reading) -> String {
        self.written(reading.value, reading.mark)
    }

    /// The same of a value and its mark.
    pub fn written(&self, value: f64, mark: Mark) -> String {
        let text = self.number(value);
        if mark.is_exact() || !text.contains('.') {
            return text;
        }
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// The number with its mark.
    pub fn figure(&self, reading: &Reading, cx: &Cx<'_>) -> String {
        number::with_mark(&self.digits(reading), reading.mark, cx.glyphs)
    }
}

/// The Chinese measure word of a count.
fn counter(indicator: &Indicator, lang: Lang) -> Option<&'static str> {
    let name = &indicator.name.zh;
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    (lang == Lang::Zh && indicator.unit.code() == "count").then(|| {
        if has(&["专利", "PCT", "发明"]) {
            "件"
        } else if has(&["企业", "公司", "厂商", "机构", "中小"]) {
            "家"
        } else {
            "个"
        }
    })
}

/// One number on its own, as exactly as it is known, with its unit: `≥400 家`, `2,184.8 亿元`.
pub fn alone(indicator: &Indicator, value: f64, mark: Mark, cx: &Cx<'_>) -> String {
    cx.pen().alone(indicator, value, mark)
}

/// What figures and sentences are written with, on a screen and off it.
#[derive(Clone, Copy)]
pub struct Pen {
    pub lang: Lang,
    pub glyphs: &'static Glyphs,
}

impl Pen {
    /// The one of two texts that is in the language.
    pub const fn t(&self, zh: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(zh, en)
    }

    /// One number on its own, as exactly as it is known, with its unit.
    pub fn alone(&self, indicator: &Indicator, value: f64, mark: Mark) -> String {
        let writing = Writing::of(indicator, [value], self.lang);
        let digits = number::exact(round_trip(value / writing.scale.divide));
        with_unit(&number::with_mark(&digits, mark, self.glyphs), &writing.scale.label)
    }

    /// A number that was computed, with its unit and no more digits than the indicator's figures have.
    pub fn computed(&self, indicator: &Indicator, value: Firm) -> String {
        let writing = Writing::of(indicator, [value.value], self.lang);
        with_unit(&number::with_mark(&writing.number(value.value), value.mark, self.glyphs), &writing.scale.label)
    }

    /// A fraction as percent: `40.5%`.
    pub fn share(&self, share: Firm) -> String {
        let percent = number::signed(share.value * 100.0, 1, self.glyphs);
        number::with_mark(&format!("{}%", percent.trim_start_matches('+')), share.mark, self.glyphs)
    }

    /// A rate in percent with its sign: `+9.0%`.
    pub fn rate(&self, rate: Firm) -> String {
        number::with_mark(&format!("{}%", number::signed(rate.value, 1, self.glyphs)), rate.mark, self.glyphs)
    }

    /// A difference in the unit of the indicator with its sign: `+0.25pp`, `−120 亿元`.
    pub fn difference(&self, indicator: &Indicator, by: Firm) -> String {
        let writing = Writing::of(indicator, [by.value], self.lang);
        let digits = number::signed(by.value / writing.scale.divide, writing.decimals, self.glyphs);
        let figure = number::with_mark(&digits, by.mark, self.glyphs);
        if indicator.unit.is_percent() {
            return format!("{figure}pp");
        }
        with_unit(&figure, &writing.scale.label)
    }
}

fn with_unit(figure: &str, unit: &str) -> String {
    match unit {
        "" => figure.to_owned(),
        "%" => format!("{figure}%"),
        unit => format!("{figure} {unit}"),
    }
}

/// The same of a number computed here: no more digits than it is worth, and `c`.
pub fn computed(indicator: &Indicator, value: f64, mark: Mark, cx: &Cx<'_>) -> String {
    let mut writing = Writing::of(indicator, [value], cx.lang);
    if writing.decimals < 2
        && !matches!(indicator.nature, Nature::Rank)
        && indicator.unit.dimension() != Dimension::Rank
    {
        writing.decimals = 2;
    }
    let figure = number::with_mark(&format!("{}c", writing.number(value)), mark, cx.glyphs);
    match writing.scale.label.as_str() {
        "" => figure,
        unit => format!("{figure} {unit}"),
    }
}

/// Takes off the dust that dividing by a power of ten leaves in the last binary digit.
fn round_trip(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}

/// A change: `+8.6c`, `-1.2pp`, `↑3`; `c` where it was computed here.
pub fn change(change: &Change, cx: &Cx<'_>) -> String {
    let mark = |text: &str| number::with_mark(text, change.mark, cx.glyphs);
    let computed = if change.computed { "c" } else { "" };
    match change.kind {
        ChangeKind::Percent | ChangeKind::Absolute => {
            mark(&format!("{}{computed}", number::signed(change.value, 1, cx.glyphs)))
        }
        ChangeKind::Points => mark(&format!("{}{computed} pp", number::signed(change.value, 1, cx.glyphs))),
        ChangeKind::Places => places(change.value as i32, cx),
        ChangeKind::Turned(turn) => {
            let (zh, en) = turn.words();
            format!("{}{computed}", cx.t(zh, en))
        }
    }
}

/// A change with its unit, where no heading says it: `+8.6%c`.
pub fn change_in_full(change: &Change, cx: &Cx<'_>) -> String {
    match change.kind {
        ChangeKind::Percent => {
            let computed = if change.computed { "c" } else { "" };
            let text = format!("{}%{computed}", number::signed(change.value, 1, cx.glyphs));
            number::with_mark(&text, change.mark, cx.glyphs)
        }
        _ => self::change(change, cx),
    }
}

/// Places gained or lost: `↑3`.
pub fn places(moved: i32, cx: &Cx<'_>) -> String {
    match moved {
        0 => cx.glyphs.level.to_owned(),
        up if up > 0 => format!("{}{up}", cx.glyphs.rise),
        down => format!("{}{}", cx.glyphs.fall, -down),
    }
}

/// Good or bad, where the indicator has a direction.
pub fn change_style(change: &Change, better: Better, cx: &Cx<'_>) -> Style {
    let up_is_good = match (change.kind, better) {
        (ChangeKind::Places, _) | (_, Better::Higher) => true,
        (_, Better::Lower) => false,
        (_, Better::Neither) => return cx.theme.muted,
    };
    if change.value == 0.0 {
        cx.theme.muted
    } else if (change.value > 0.0) == up_is_good {
        cx.theme.good
    } else {
        cx.theme.bad
    }
}

/// A rank among those that have a value: `~5/41`, the sign where it is over mixed years or bounds.
pub fn rank(rank: Rank, unsure: bool) -> String {
    format!("{}{}/{}", if unsure { "~" } else { "" }, rank.place, rank.of)
}

/// Whether its figures are places, of which no length says which is the better.
pub fn is_rank(indicator: &Indicator) -> bool {
    indicator.nature == Nature::Rank || indicator.unit.dimension() == Dimension::Rank
}

/// The style of a figure by how firm it is.
pub fn figure_style(reading: &Reading, cx: &Cx<'_>) -> Style {
    if reading.mark.is_exact() { cx.theme.text } else { cx.theme.estimate }
}

/// The years a column mixes: `2024`, `2020-2024`.
pub fn years(periods: &[Period]) -> String {
    match (periods.first(), periods.last()) {
        (Some(first), Some(last)) if first != last => format!("{:02}-{:02}", two(*first), two(*last)),
        (Some(only), _) => only.to_string(),
        _ => String::new(),
    }
}

fn two(period: Period) -> i32 {
    period.calendar_year().rem_euclid(100)
}

/// What a mark says, in words.
pub const fn mark_words(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Exact => ("精确值(如所载)", "exact, as printed"),
        Mark::About => ("约数", "about"),
        Mark::AtLeast => ("不低于(以上、余、超)", "at least"),
        Mark::AtMost => ("不高于(不到、近)", "at most"),
        Mark::MoreThan => ("高于", "more than"),
        Mark::LessThan => ("低于", "less than"),
        Mark::Expected => ("预计或快报数", "expected or preliminary"),
    }
}

#[cfg(test)]
mod tests {
    use super::Writing;
    use crate::model::unit::Scale;

    #[test]
    fn what_is_not_nothing_is_never_written_as_nothing() {
        let writing = Writing { scale: Scale { divide: 1e8, label: "亿元".into() }, decimals: 0 };
        let check = |value: f64, expect: &str| assert_eq!(writing.number(value), expect, "{value}");
        check(123_500_000_000.0, "1,235");
        check(60_000_000.0, "1");
        check(40_000_000.0, "0.4");
        check(4_000_000.0, "0.04");
        check(9_600_000.0, "0.10");
        check(40_000.0, "0.0004");
        check(400.0, "4e-6");
        check(0.0, "0");
        assert!(writing.number(-4_000_000.0).ends_with("0.04"));
    }
}
