//! Indicators in a form: what they are called, which end is the better, how their figures are written.

use std::borrow::Cow;

use super::{
    Cx,
    format::{self, Writing, form_words},
};
use crate::{
    analysis::rank::median,
    model::{Better, Catalog, FactId, Form, Indicator, Lang, Measure, Nature, ParkId, Unit, unit::Dimension},
    store::{Measured, Reading, Why},
    ui::{
        number,
        text::{fit, width},
    },
};

/// Which end of a measure is the better.
pub fn better(measure: Measure, catalog: &Catalog) -> Better {
    let about = catalog.indicator(measure.of);
    let is_rank = about.nature == Nature::Rank || about.unit.dimension() == Dimension::Rank;
    match measure.form {
        Form::Rank => Better::Lower,
        Form::Percentile => Better::Higher,
        // Places gained.
        Form::Change if is_rank => Better::Higher,
        _ => about.better,
    }
}

/// How figures of a measure are written: those of an indicator as everywhere, others in the unit of the form.
pub fn writing(
    measure: Measure,
    unit: &Unit,
    values: impl IntoIterator<Item = f64>,
    catalog: &Catalog,
    lang: Lang,
) -> Writing {
    let about = catalog.indicator(measure.of);
    if matches!(measure.form, Form::Level) {
        return Writing::of(about, values, lang);
    }
    let typical = median(values.into_iter().filter(|v| *v != 0.0).map(f64::abs)).unwrap_or(1.0);
    let scale = unit.scale(typical, lang);
    let decimals = match measure.form {
        Form::Rank => 0,
        Form::ZScore | Form::LocationQuotient(_) => 2,
        Form::Per(_) | Form::Change => number::decimals_for(typical / scale.divide, 2),
        // A park of many moves the ratio of all by little.
        Form::Effect => number::decimals_for(typical / scale.divide, 4),
        _ => 1,
    };
    Writing { scale, decimals }
}

/// What a measure is called in a heading: `生产总值`, `生产总值 年均 2019-`.
pub fn name(measure: Measure, catalog: &Catalog, lang: Lang) -> String {
    let name = catalog.indicator_name(measure.of, lang);
    match measure.form {
        Form::Level => name.to_owned(),
        form => format!("{name} {}", format::form_words(form, catalog, lang)),
    }
}

/// The figures beneath those of a row: each park's own, and what it is set against.
pub fn cited(cells: impl IntoIterator<Item = Result<Measured, Why>>) -> Vec<FactId> {
    cells.into_iter().flatten().flat_map(|cell| [Some(cell.fact), cell.by]).flatten().collect()
}

/// A figure with its mark, `c` where it was computed here, and `!` where sources differ.
pub fn figure(cell: &Measured, writing: &Writing, cx: &Cx<'_>) -> String {
    let text = number::with_mark(&digits(cell, writing), cell.mark, cx.glyphs);
    let (computed, disputed) = (if cell.computed { "c" } else { "" }, if cell.disputed { "!" } else { "" });
    format!("{text}{computed}{disputed}")
}

/// The number alone: a level no firmer than its source printed it.
fn digits(cell: &Measured, writing: &Writing) -> String {
    if cell.computed {
        return writing.number(cell.value);
    }
    writing.digits(&reading(cell))
}

/// The style of a figure by how firm it is.
pub fn style(cell: &Measured, cx: &Cx<'_>) -> ratatui::style::Style {
    format::figure_style(&reading(cell), cx)
}

const fn reading(cell: &Measured) -> Reading {
    let Measured { value, mark, fact, disputed, second_hand, computed, .. } = *cell;
    Reading { value, mark, fact, source: None, disputed, second_hand, computed }
}

/// The year of a figure where that is not the one expected: `²²`.
pub fn year_tag(cell: &Measured, expected: i32, cx: &Cx<'_>) -> String {
    let year = cell.period.calendar_year();
    if year == expected { String::new() } else { cx.glyphs.year_tag(year) }
}

/// The marked parks of another group that are single zones, neither part nor whole of a member.
pub fn strangers(catalog: &Catalog, members: &[ParkId], marked: &[ParkId]) -> Vec<ParkId> {
    let inside = catalog.among(members);
    let is_whole = |park: ParkId| members.iter().any(|member| catalog.park(*member).parent == Some(park));
    let is_part = |park: ParkId| catalog.park(park).parent.is_some_and(|whole| inside[whole.index()]);
    let is_stranger = |park: &ParkId| {
        !inside[park.index()] && catalog.park(*park).level.is_zone() && !is_whole(*park) && !is_part(*park)
    };
    marked.iter().copied().filter(is_stranger).collect()
}

/// The indicator as it reads in its form: in its unit, with its direction and decimals.
pub fn as_shown(measure: Measure, catalog: &Catalog) -> Indicator {
    let by = measure.form.by().map(|by| catalog.indicator(by));
    measure.form.applied(catalog.indicator(measure.of), by)
}

/// Its name with its form: `生产总值`, `生产总值 同比`, `营业收入 除以从业人员`.
pub fn full_name(measure: Measure, catalog: &Catalog, lang: Lang) -> Cow<'_, str> {
    let of = catalog.indicator(measure.of).name.get(lang);
    match measure.form {
        Form::Level => Cow::Borrowed(of),
        form => Cow::Owned(format!("{of} {}", form_words(form, catalog, lang))),
    }
}

/// The name of a measure for a heading of so many cells, of which the unit takes its own: in full, or short, or cut. The
/// unit is never what goes.
pub fn heading(measure: Measure, unit: &str, cells: u16, cx: &Cx<'_>) -> String {
    let left = usize::from(cells).saturating_sub(if unit.is_empty() { 0 } else { width(unit) + 2 });
    let full = full_name(measure, cx.catalog, cx.lang);
    if width(&full) <= left {
        return full.into_owned();
    }
    fit(&name(measure, cx.catalog, cx.lang), left, cx.glyphs.ellipsis).into_owned()
}

/// The width of the longest name of these parks, Chinese and English. Of very many only the first are measured: a longer
/// name further down is cut.
pub fn longest_names(parks: &(impl Iterator<Item = ParkId> + Clone), catalog: &Catalog) -> [u16; 2] {
    const MOST: usize = 1000;
    let longest = |lang| parks.clone().take(MOST).map(|park| width(catalog.park_name(park, lang))).max().unwrap_or(0);
    [longest(Lang::Zh) as u16, longest(Lang::En) as u16]
}

/// What stands behind the digits: expected, computed, disputed.
pub fn signs(cell: &Measured, cx: &Cx<'_>) -> String {
    let (_, after) = cx.glyphs.mark_sign(cell.mark);
    let computed = if cell.computed { "c" } else { "" };
    let disputed = if cell.disputed { "!" } else { "" };
    format!("{after}{computed}{disputed}")
}

/// What stands in a cell without a figure: a word where one stands for the rate, else the sign for nothing.
pub fn absent<'a>(why: Why, cells: usize, cx: &Cx<'a>) -> &'a str {
    let Why::Turned(turn) = why else { return cx.glyphs.missing };
    let (zh, en) = turn.words();
    let word = cx.lang.pick(zh, en);
    if width(word) <= cells { word } else { cx.glyphs.missing }
}

/// Its name and its unit, for a note: `生产总值 (亿元)`.
pub fn name_and_unit(measure: Measure, about: &Indicator, catalog: &Catalog, lang: Lang) -> String {
    let (name, unit) = (full_name(measure, catalog, lang), about.unit.label(lang));
    if unit.is_empty() { name.into_owned() } else { format!("{name} ({unit})") }
}
