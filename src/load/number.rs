//! The number grammar: what people print where a number should be, read without guessing.

use std::fmt;

use serde::Deserialize;

use self::{numeral::Numeral, word::Word};
use crate::model::{Mark, Unit};

#[cfg(test)]
mod cases;
mod flags;
mod numeral;
mod word;

pub use flags::letters;
pub use word::firmer;

/// What a cell says.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Number {
    /// None where the cell says that there is no number.
    pub value: Option<f64>,
    pub mark: Mark,
    /// The unit printed beside the number.
    pub unit: Option<Unit>,
    /// Whether a 万 or 亿 that is no part of the unit was multiplied in.
    pub is_scaled: bool,
    /// SDMX status letters.
    pub status: String,
}

/// What separates whole from fraction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
pub enum Decimal {
    /// `1,234.5`
    #[default]
    #[serde(rename = ".")]
    Point,
    /// `1 234,5` and `1.234,5`
    #[serde(rename = ",")]
    Comma,
}

/// Why a cell is not a number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotANumber {
    text: String,
    why: Why,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Why {
    /// No reading at all.
    Unreadable,
    /// `27446-3`: a hyphen inside.
    Hyphen,
    /// `12,34`: a comma where no group of three ends.
    Grouping,
    /// `1e999`
    TooLarge,
    /// `inf`, `nan`
    NotFinite,
    /// 五倍: times of what?
    Times,
}

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = super::text::shown(&self.text);
        match self.why {
            Why::Unreadable => write!(f, "`{text}` is not a number; write a plain number or leave the cell empty"),
            Why::Hyphen => {
                let point = self.text.replace('-', ".");
                write!(f, "`{text}` is not a number; write `{point}` or leave the cell empty")
            }
            Why::Grouping => {
                let (point, none) = (self.text.replace(',', "."), self.text.replace(',', ""));
                write!(f, "`{text}` may be `{point}` or `{none}`; write the one that is meant")
            }
            Why::TooLarge => write!(f, "`{text}` is too large to be a number; write it in a larger unit"),
            Why::NotFinite => write!(f, "`{text}` is not a finite number; leave the cell empty if there is none"),
            Why::Times => write!(f, "`{text}` says how many times, not how much; write the level of each year"),
        }
    }
}

/// A plain number, the common case: digits, a point, a sign, an exponent, and nothing else.
pub fn plain(cell: &[u8]) -> Option<f64> {
    if cell.is_empty() || !cell.iter().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E')) {
        return None;
    }
    let value: f64 = std::str::from_utf8(cell).ok()?.parse().ok()?;
    // Adding zero turns −0 into 0.
    value.is_finite().then_some(value + 0.0)
}

/// Reads a cell in which a point separates the fraction.
#[cfg(test)]
pub fn parse(text: &str) -> Result<Number, NotANumber> {
    parse_as(text, Decimal::Point)
}

/// Reads a cell.
pub fn parse_as(text: &str, decimal: Decimal) -> Result<Number, NotANumber> {
    let folded = fold(text);
    let folded = folded.trim().trim_start_matches('\'').trim_start();
    let fail = |why| NotANumber { text: text.trim().to_owned(), why };
    if decimal == Decimal::Point
        && let Some(value) = plain(folded.as_bytes())
    {
        return Ok(Number { value: Some(value), ..Number::default() });
    }
    if let Some(number) = missing(folded) {
        return Ok(number);
    }
    if let Some((number, status)) = flags::split(folded)
        && let Ok((value, "")) = numeral::digits(number, decimal)
    {
        return Ok(Number { value: Some(value), status, ..Number::default() });
    }
    if let Some(value) = doubling(folded) {
        return Ok(value);
    }
    if folded.contains('倍') {
        return Err(fail(Why::Times));
    }
    grammar(folded, decimal).map_err(fail)
}

/// The signs for "no number". A dash or dots mean what the book's legend says; nothing is made of them here.
fn missing(text: &str) -> Option<Number> {
    let status = match text {
        "" | ".." | "(blank)" | "NA" | "N/A" | "n/a" => "O".to_owned(),
        "NaN" | "#N/A" => "M".to_owned(),
        "…" | "……" | "..." | "—" | "——" | "–" | "-" | "--" => String::new(),
        _ => flags::missing(text)?,
    };
    Some(Number { status, ..Number::default() })
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

/// Words of degree, a numeral, multipliers, a unit, words of degree, footnote marks.
fn grammar(text: &str, decimal: Decimal) -> Result<Number, Why> {
    let text = text
        .strip_prefix("[YR")
        .and_then(|year| year.strip_suffix(']'))
        .map_or_else(|| text.to_owned(), |year| format!("{year}年"));
    let (text, after) = word::strip_after(&text);
    let (mut rest, before) = word::strip_before(text);
    let mut number = Number { mark: before.mark.unwrap_or_default(), ..Number::default() };
    let numeral = numeral::numeral(rest, decimal, before.mark.is_some())?;
    let mut value = match numeral {
        Numeral::Plain(value, after) => {
            rest = after;
            value
        }
        Numeral::Share(percent, after) => {
            number.unit = Some(Unit::parse("%"));
            rest = after;
            percent
        }
    };
    let mut more = None;
    rest = word::strip_more(rest.trim_start(), &mut more);
    if number.unit.is_none() && !rest.is_empty() {
        let word = word::unit(rest, &mut more).ok_or_else(|| why_not(rest))?;
        let Word { factor, unit } = word;
        value *= factor;
        // `factor` is 1 where the multiplier is a part of the unit's own name.
        number.is_scaled = (factor - 1.0).abs() > f64::EPSILON;
        number.unit = unit;
    } else if !rest.is_empty() {
        return Err(Why::Unreadable);
    }
    if before.is_place {
        let rank = Unit::parse("位");
        match &number.unit {
            None if before.is_ordinal => number.unit = Some(rank),
            Some(unit) if *unit == rank || (unit.is_percent() && !before.is_ordinal) => {}
            _ => return Err(Why::Unreadable),
        }
    }
    for mark in [more, after.mark].into_iter().flatten() {
        number.mark = firmer(number.mark, mark);
    }
    if !value.is_finite() {
        return Err(Why::TooLarge);
    }
    number.value = Some(value + 0.0);
    Ok(number)
}

/// What to say of text left over after a numeral.
fn why_not(rest: &str) -> Why {
    match rest.strip_prefix('-') {
        Some(digits) if digits.len() <= 2 && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            Why::Hyphen
        }
        _ => Why::Unreadable,
    }
}

/// Full-width forms made plain; every blank inside a number made one kind; signs that look alike made alike.
fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !super::text::is_dirt(*c))
        .map(|c| match c {
            '\u{2009}' | '\u{202F}' | '\u{2007}' => '\u{A0}',
            '\u{3000}' | '\t' | '\n' | '\r' => ' ',
            '−' => '-',
            '〜' | '∼' | '≈' => '~',
            '’' | '‘' => '\'',
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .collect()
}
