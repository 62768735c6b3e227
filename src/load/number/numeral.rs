//! Numerals: digits with their separators, fractions, and numbers in Chinese characters.

use super::{Decimal, Why};

/// A numeral, and what follows it.
#[derive(Debug)]
pub enum Numeral<'a> {
    Plain(f64, &'a str),
    /// A fraction in words, as percent.
    Share(f64, &'a str),
}

/// Reads a numeral. A bare 千 is a thousand only after a word of degree (首破千亿元): by itself it is half of a unit.
pub fn numeral(text: &str, decimal: Decimal, has_mark: bool) -> Result<Numeral<'_>, Why> {
    if let Some(rest) = text.strip_prefix("一半").or_else(|| text.strip_prefix('半')) {
        return Ok(Numeral::Share(50.0, rest));
    }
    let (value, rest) = match chinese(text) {
        Some(found) if has_mark || !text.starts_with(['百', '千']) || found.1.starts_with("分之") => found,
        Some(_) => return Err(Why::Unreadable),
        None if has_mark && text.starts_with(['万', '亿']) => (1.0, text),
        None => digits(text, decimal)?,
    };
    if let Some(part) = rest.strip_prefix("分之") {
        let (part, rest) = chinese(part).map_or_else(|| digits(part, decimal), Ok)?;
        return share(part, value, rest);
    }
    if let Some(rest) = rest.strip_prefix('成') {
        return Ok(Numeral::Share(value * 10.0, rest));
    }
    if let Some(whole) = rest.strip_prefix('/').filter(|whole| whole.starts_with(|c: char| c.is_ascii_digit())) {
        let (whole, rest) = digits(whole, decimal)?;
        return share(value, whole, rest);
    }
    Ok(Numeral::Plain(value, rest))
}

fn share(part: f64, whole: f64, rest: &str) -> Result<Numeral<'_>, Why> {
    if whole == 0.0 {
        return Err(Why::Unreadable);
    }
    Ok(Numeral::Share(100.0 * part / whole, rest))
}

/// A number in digits, with its sign and its thousands separators, and what follows it.
pub fn digits(text: &str, decimal: Decimal) -> Result<(f64, &str), Why> {
    let (point, groups): (char, &[char]) = match decimal {
        Decimal::Point => ('.', &[',', '\u{A0}']),
        Decimal::Comma => (',', &['.', ' ', '\u{A0}', '\'']),
    };
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == point) {
        let lower = unsigned.to_ascii_lowercase();
        return Err(if lower.starts_with("inf") || lower == "nan" { Why::NotFinite } else { Why::Unreadable });
    }
    // A separator belongs to the number only where a digit follows.
    let is_inside = |(at, c): (usize, char)| {
        c.is_ascii_digit()
            || c == point
            || (groups.contains(&c)
                && unsigned.get(at + c.len_utf8()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())))
    };
    let end = unsigned.char_indices().find(|found| !is_inside(*found)).map_or(unsigned.len(), |(at, _)| at);
    let (run, rest) = unsigned.split_at(end);
    let exponent =
        rest.strip_prefix(['e', 'E']).is_some_and(|e| e.trim_start_matches(['+', '-']).parse::<u32>().is_ok());
    if exponent {
        // Plain numbers have been read before: this one overflowed.
        return Err(Why::TooLarge);
    }
    let (whole, fraction) = run.split_once(point).unwrap_or((run, ""));
    let mut pieces = whole.split(|c| groups.contains(&c));
    let first = pieces.next().unwrap_or_default();
    let mut grouped = first.to_owned();
    for piece in pieces {
        if piece.len() != 3 || first.len() > 3 || first.is_empty() {
            return Err(Why::Grouping);
        }
        grouped.push_str(piece);
    }
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Why::Unreadable);
    }
    let value: f64 = format!("{grouped}.{fraction}").parse().map_err(|_| Why::Unreadable)?;
    if !value.is_finite() {
        return Err(Why::TooLarge);
    }
    Ok((if text.starts_with('-') { -value } else { value }, rest))
}

/// A whole number below ten thousand in Chinese characters, and what follows it.
fn chinese(text: &str) -> Option<(f64, &str)> {
    let mut total = 0u32;
    let mut digit = None;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let place = match c {
            '零' => 0,
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => match "一二三四五六七八九".chars().position(|d| d == c) {
                Some(nth) if digit.is_none() => {
                    digit = Some(nth as u32 + 1);
                    end = at + c.len_utf8();
                    continue;
                }
                None if c == '两' && digit.is_none() => {
                    digit = Some(2);
                    end = at + c.len_utf8();
                    continue;
                }
                _ => break,
            },
        };
        // Places go down: 二百三十, never 三十二百.
        if place > 0 && total > 0 && !total.is_multiple_of(place * 10) {
            break;
        }
        total += place * digit.take().unwrap_or(1);
        end = at + c.len_utf8();
    }
    (end > 0).then(|| (f64::from(total + digit.unwrap_or(0)), text.get(end..).unwrap_or_default()))
}
