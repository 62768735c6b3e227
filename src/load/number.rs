//! The number grammar: what people print where a number should be, read without guessing.

use serde::Deserialize;

use self::{fold::fold, why::Why};
use crate::model::{Mark, Unit};

#[cfg(test)]
mod cases;
mod flags;
mod fold;
mod grammar;
mod han;
#[cfg(test)]
mod laws;
mod legend;
mod note;
mod numeral;
#[cfg(test)]
mod refused;
mod why;
mod word;

pub use flags::{flagged, letters};
pub use legend::{Legend, is_symbol};
pub use why::NotANumber;
pub use word::firmer;

/// What is longer and not all digits is no number, in bytes: the grammar looks at every word and sign more than once.
const LONGEST: usize = 512;

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

/// Reads a cell of a file without a legend.
pub fn parse_as(text: &str, decimal: Decimal) -> Result<Number, NotANumber> {
    parse_with(text, decimal, &Legend::default())
}

/// Reads a cell of a file whose legend says what its signs mean.
pub fn parse_with(text: &str, decimal: Decimal, legend: &Legend) -> Result<Number, NotANumber> {
    let folded = fold(text);
    let folded = folded.trim().trim_start_matches('\'').trim_start();
    if decimal == Decimal::Point
        && let Some(value) = plain(folded.as_bytes())
    {
        return Ok(Number { value: Some(value), ..Number::default() });
    }
    let fail = |why| NotANumber { text: text.trim().to_owned(), why };
    if folded.len() > LONGEST {
        return Err(fail(Why::Unreadable));
    }
    if let Some(number) = legend.missing(folded) {
        return Ok(number);
    }
    if is_symbol(folded) {
        return Err(fail(Why::Symbol));
    }
    let (bare, letters) = legend.strip(folded);
    let mut number = grammar::said(bare, decimal).map_err(|why| fail(why::reason(why, bare, decimal)))?;
    add(&mut number.status, &letters);
    Ok(number)
}

/// Adds status letters, each once.
fn add(status: &mut String, letters: &str) {
    for letter in letters.chars() {
        if !status.contains(letter) {
            status.push(letter);
        }
    }
}
