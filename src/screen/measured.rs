//! Figures in a form as text: what they are called, and in which unit and decimals they are written.

use std::borrow::Cow;

use super::{Cx, format::form_words};
use crate::{
    model::{Catalog, Form, Indicator, Lang, Measure},
    store::{Measured, Why},
    ui::text::width,
};

/// The indicator as it reads in its form: in its unit, with its direction and decimals.
pub fn as_shown(measure: Measure, catalog: &Catalog) -> Indicator {
    let by = measure.form.by().map(|by| catalog.indicator(by));
    measure.form.applied(catalog.indicator(measure.of), by)
}

/// Its name with its form: `生产总值`, `生产总值 同比`, `营业收入 除以从业人员`.
pub fn name(measure: Measure, catalog: &Catalog, lang: Lang) -> Cow<'_, str> {
    let of = catalog.indicator(measure.of).name.get(lang);
    match measure.form {
        Form::Level => Cow::Borrowed(of),
        form => Cow::Owned(format!("{of} {}", form_words(form, catalog, lang))),
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
