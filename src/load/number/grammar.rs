//! From words of degree to footnote marks: what one number is made of, and in which order.

use super::{
    Decimal, Number, Why, add, flags,
    fold::squeeze,
    note, numeral,
    word::{self, Around, Place},
};
use crate::model::{Mark, Unit, unit::Dimension};

/// A number with its flags, and the forms that no grammar explains.
pub fn said(text: &str, decimal: Decimal) -> Result<Number, Why> {
    if let Some(number) = doubling(text) {
        return Ok(number);
    }
    if let Some(found) = negative(text, decimal) {
        return found;
    }
    // The m of €3m is no flag.
    let is_money = word::strip_money(word::strip_before(text).0).is_some();
    if !is_money && let Some((number, letters)) = flags::split(text)? {
        let mut number = grammar(number, decimal)?;
        add(&mut number.status, &letters);
        return Ok(number);
    }
    grammar(text, decimal)
}

/// 翻番: twice what it was.
fn doubling(text: &str) -> Option<Number> {
    let times = match text {
        "翻番" | "翻一番" => 2.0,
        "翻两番" => 4.0,
        _ => return None,
    };
    Some(Number { value: Some(times), mark: Mark::About, unit: Some(Unit::parse("倍")), ..Number::default() })
}

/// `(1,234)`, as accountants write −1234. One or two digits in brackets may as well be a footnote.
fn negative(text: &str, decimal: Decimal) -> Option<Result<Number, Why>> {
    let inside = text.strip_prefix('(')?.strip_suffix(')')?.trim();
    if inside.len() <= 2 && inside.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Err(Why::Footnote));
    }
    let is_bare = inside.starts_with(|c: char| c.is_ascii_digit()) || word::strip_money(inside).is_some();
    let number = grammar(inside, decimal).ok().filter(|number| is_bare && number.mark.is_exact())?;
    let value = number.value.filter(|value| *value > 0.0)?;
    Some(Ok(Number { value: Some(-value), ..number }))
}

/// Words of degree, a numeral, multipliers, a unit, words of degree, footnote marks.
pub fn grammar(text: &str, decimal: Decimal) -> Result<Number, Why> {
    let text = text
        .strip_prefix("[YR")
        .and_then(|year| year.strip_suffix(']'))
        .map_or_else(|| squeeze(text), |year| format!("{year}年"));
    let (text, after, mut status) = strip_end(&text)?;
    let (text, before) = word::strip_before(text);
    let money = word::strip_money(text);
    let (is_negative, rest) = money.map_or((false, text), |(is_negative, _, rest)| (is_negative, rest));
    let (numeral, rest) = numeral::numeral(rest, decimal, before.mark.is_some())?;
    let mut more = numeral.more;
    let rest = word::strip_more(rest.trim_start(), &mut more);
    let mut value = if is_negative { -numeral.value } else { numeral.value };
    let mut unit = numeral.is_share.then(|| Unit::parse("%"));
    let mut is_scaled = numeral.is_scaled;
    if !rest.is_empty() {
        let word = word::unit(rest, money.is_some(), &mut more).filter(|_| !numeral.is_share).ok_or(Why::Unreadable)?;
        value *= word.factor;
        // `factor` is 1 where the multiplier is a part of the unit's own name.
        is_scaled |= word.factor > 1.0;
        unit = word.unit;
    }
    if let Some((_, currency, _)) = money {
        unit = Some(unit.unwrap_or_else(|| Unit::parse(currency)))
            .filter(|unit| unit.dimension() == Unit::parse(currency).dimension());
        unit.as_ref().ok_or(Why::Unreadable)?;
    }
    if before.place != Place::Nothing {
        unit = Some(place(before.place, value, unit)?);
    }
    let mut mark = if before.place == Place::Top { Mark::AtMost } else { before.mark.unwrap_or_default() };
    for other in [more, after.mark].into_iter().flatten() {
        mark = word::firmer(mark, other);
    }
    if before.is_change {
        (value, mark) = change(before, value, mark, unit.as_ref())?;
    }
    if !value.is_finite() {
        return Err(Why::TooLarge);
    }
    add(&mut status, after.status.map(String::from).as_deref().unwrap_or_default());
    Ok(Number { value: Some(value + 0.0), mark, unit, is_scaled, status })
}

/// Takes words of degree and footnote marks off the end, in whatever order they stand.
fn strip_end(mut text: &str) -> Result<(&str, Around, String), Why> {
    let (mut around, mut status) = (Around::default(), String::new());
    loop {
        if let Some(bare) = word::strip_after(text, &mut around) {
            text = bare;
        } else if let Some((bare, letter)) = note::strip(text)? {
            text = bare;
            add(&mut status, letter.map(String::from).as_deref().unwrap_or_default());
        } else {
            return Ok((text.trim_end(), around, status));
        }
    }
}

/// The unit after 第 or 全国: a rank, or a share.
fn place(place: Place, value: f64, unit: Option<Unit>) -> Result<Unit, Why> {
    let rank = Unit::parse("位");
    // 前10强 are places too.
    let unit = unit.filter(|unit| !(place == Place::Top && unit.code() == "强"));
    let is_rank = unit.as_ref().is_none_or(|unit| *unit == rank);
    match unit {
        None if place == Place::Among => Err(Why::Unreadable),
        Some(unit) if place == Place::Among && unit.is_percent() => Ok(unit),
        _ if is_rank && value.fract() == 0.0 && value >= 1.0 => Ok(rank),
        _ => Err(Why::Unreadable),
    }
}

/// A change has a direction, and turns its bound round: 下降超3% is less than −3 %. In anything but percent it is no level.
fn change(before: Around, value: f64, mark: Mark, unit: Option<&Unit>) -> Result<(f64, Mark), Why> {
    let is_points = unit.is_some_and(|unit| unit.dimension() == Dimension::Points);
    if !is_points && !unit.is_some_and(Unit::is_percent) {
        return Err(Why::Unreadable);
    }
    if !before.is_down {
        return Ok((value, mark));
    }
    // A growth rate that fell by so many percent may have fallen by as many points.
    if value < 0.0 || (before.is_up && !is_points) {
        return Err(Why::Unreadable);
    }
    let turned = match mark {
        Mark::MoreThan => Mark::LessThan,
        Mark::LessThan => Mark::MoreThan,
        Mark::AtLeast => Mark::AtMost,
        Mark::AtMost => Mark::AtLeast,
        mark => mark,
    };
    Ok((-value, turned))
}
