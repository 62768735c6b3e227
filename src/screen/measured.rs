//! Figures in a form as text: what they are called, and in which unit and decimals they are written.

use std::borrow::Cow;

use super::Cx;
use crate::{
    model::{Better, Catalog, Form, Indicator, Lang, Measure, Nature, unit::Unit},
    store::{Measured, Why},
    ui::text::width,
};

/// The indicator as it reads in its form: in another unit, and where it is a rate or a place of another nature.
pub fn as_shown(measure: Measure, unit: &Unit, catalog: &Catalog) -> Indicator {
    let of = catalog.indicator(measure.of);
    let (nature, better, decimals) = match measure.form {
        Form::Level => return of.clone(),
        Form::Rank => (Nature::Rank, Better::Lower, 0),
        Form::Percentile | Form::ZScore => (Nature::Ratio, Better::Higher, 2),
        Form::Change if of.nature == Nature::Rank => (Nature::Score, Better::Higher, 0),
        Form::Change => (of.nature, of.better, of.decimals),
        Form::Per(_) => (Nature::Ratio, of.better, 2),
        _ => (Nature::Ratio, of.better, 1),
    };
    Indicator { unit: unit.clone(), nature, better, decimals, ..of.clone() }
}

/// Its name with its form: `生产总值`, `生产总值 同比`, `营业收入 / 从业人员`.
pub fn name(measure: Measure, catalog: &Catalog, lang: Lang) -> Cow<'_, str> {
    let of = catalog.indicator(measure.of).name.get(lang);
    let by = measure.form.by().map(|by| catalog.indicator_name(by, lang));
    match (measure.form, by) {
        (Form::Level, _) => Cow::Borrowed(of),
        (Form::Per(_), Some(by)) => Cow::Owned(format!("{of} / {by}")),
        (form, Some(by)) => Cow::Owned(format!("{of} {} ({by})", form.short(lang))),
        (form, None) => Cow::Owned(format!("{of} {}", form.short(lang))),
    }
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
