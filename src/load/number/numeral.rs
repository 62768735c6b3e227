//! Numerals: digits with their separators, fractions, and sums in steps (1亿2000万).

use super::{Decimal, Why, han, word};
use crate::model::Mark;

/// A numeral.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Numeral {
    pub value: f64,
    /// A fraction in words, as percent.
    pub is_share: bool,
    /// Whether 万 or 亿 were multiplied in.
    pub is_scaled: bool,
    /// 余 inside it: 1亿2000余万.
    pub more: Option<Mark>,
}

impl Numeral {
    const fn plain(value: f64) -> Self {
        Self { value, is_share: false, is_scaled: false, more: None }
    }
}

/// Fractions by a power of ten.
const PARTS: &[(&str, f64)] = &[
    ("百分之", 1e2),
    ("千分之", 1e3),
    ("万分之", 1e4),
    ("十万分之", 1e5),
    ("百万分之", 1e6),
    ("千万分之", 1e7),
    ("亿分之", 1e8),
];

/// The largest denominator of a fraction in digits: 3/4 is a share, and 9/178 more likely a place in a list.
const LARGEST_PART: f64 = 10.0;

/// Reads a numeral, and gives back what follows. A bare 千 is a thousand only with a word of degree (首破千亿元, 千余家): by
/// itself it is half of a unit.
pub fn numeral(text: &str, decimal: Decimal, has_mark: bool) -> Result<(Numeral, &str), Why> {
    for half in ["一半", "半数", "半"] {
        if let Some(rest) = text.strip_prefix(half) {
            return share(50.0, 100.0, rest);
        }
    }
    if let Some((whole, rest)) = PARTS.iter().find_map(|(word, whole)| Some((*whole, text.strip_prefix(word)?))) {
        let (part, rest) = one(rest, decimal)?;
        return share(part, whole, rest);
    }
    if let Some((year, rest)) = han::year(text) {
        return Ok((Numeral::plain(year), rest));
    }
    let is_degree = has_mark || text.chars().nth(1).is_some_and(|c| matches!(c, '余' | '多'));
    let (value, rest) = match text.chars().next() {
        Some('万' | '亿') if is_degree => (1.0, text),
        Some('百' | '千') if !is_degree => return Err(Why::Unreadable),
        _ => one(text, decimal)?,
    };
    if let Some(part) = rest.strip_prefix("分之") {
        let (part, rest) = one(part, decimal)?;
        return share(part, value, rest);
    }
    if let Some(rest) = rest.strip_prefix('成') {
        return tenths(value, rest);
    }
    if let Some(whole) = rest.strip_prefix('/').filter(|whole| whole.starts_with(|c: char| c.is_ascii_digit())) {
        let (whole, rest) = digits(whole, decimal)?;
        if value.fract() != 0.0 || whole.fract() != 0.0 || !(0.0..=whole).contains(&value) {
            return Err(Why::Unreadable);
        }
        if whole > LARGEST_PART && rest.is_empty() {
            return Err(Why::Either(format!("{:.2}%", 100.0 * value / whole), format!("第{value}位")));
        }
        return share(value, whole, rest);
    }
    steps(value, rest, decimal)
}

/// 七成五: seven tenths and half of one.
fn tenths(value: f64, rest: &str) -> Result<(Numeral, &str), Why> {
    let next = rest.chars().next();
    let hundredths = match next {
        Some('半') => Some(5),
        Some(c) => han::digit(c).or_else(|| c.to_digit(10)),
        None => None,
    };
    let rest = next.filter(|_| hundredths.is_some()).and_then(|c| rest.get(c.len_utf8()..)).unwrap_or(rest);
    share(value * 10.0 + hundredths.map_or(0.0, f64::from), 100.0, rest)
}

fn share(part: f64, whole: f64, rest: &str) -> Result<(Numeral, &str), Why> {
    if whole == 0.0 {
        return Err(Why::Unreadable);
    }
    Ok((Numeral { is_share: true, ..Numeral::plain(100.0 * part / whole) }, rest))
}

/// One run of digits or characters.
fn one(text: &str, decimal: Decimal) -> Result<(f64, &str), Why> {
    han::numeral(text).map_or_else(|| digits(text, decimal), Ok)
}

/// 1亿2000万, 3万5千: steps that go down, each of a whole number. A single step is left to the unit (3.8万人 are 万人).
fn steps(first: f64, text: &str, decimal: Decimal) -> Result<(Numeral, &str), Why> {
    let (mut step, mut rest) = word::steps(text);
    let is_next = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || han::digit(c).is_some() || c == '十');
    if step <= 1.0 || !is_next(rest) {
        return Ok((Numeral::plain(first), text));
    }
    let mut sum = Numeral { is_scaled: true, ..Numeral::plain(first * step) };
    let mut is_whole = first.fract() == 0.0 && first > 0.0;
    while step > 1.0 && is_next(rest) && sum.more.is_none() {
        let bare = rest.trim_start_matches(['零', '〇']);
        let is_apart = bare.len() < rest.len();
        let (value, after) = one(bare, decimal)?;
        let after = word::strip_more(after, &mut sum.more);
        let (times, after) = word::steps(after);
        let part = value * times;
        // 3万5 is 35000 to one who says it and 30005 to one who adds it up.
        let is_clear = times > 1.0 || is_apart || part * 10.0 >= step;
        is_whole &= value.fract() == 0.0 && value > 0.0 && part < step && is_clear;
        sum.value += part;
        (step, rest) = (times, after);
    }
    if !is_whole || is_next(rest) {
        return Err(Why::Unreadable);
    }
    Ok((sum, rest))
}

/// A number in digits, with its sign and its thousands separators, and what follows it.
pub fn digits(text: &str, decimal: Decimal) -> Result<(f64, &str), Why> {
    let (point, groups): (char, &[char]) = match decimal {
        Decimal::Point => ('.', &[',', '\u{A0}', '\'']),
        Decimal::Comma => (',', &['.', ' ', '\u{A0}', '\'']),
    };
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == point) {
        let lower = unsigned.to_ascii_lowercase();
        return Err(if lower.starts_with("inf") { Why::NotFinite } else { Why::Unreadable });
    }
    // A separator belongs to the number only where a digit follows.
    let is_digit_next = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let is_inside = |(at, c): (usize, char)| {
        c.is_ascii_digit()
            || c == point
            || (groups.contains(&c) && unsigned.get(at + c.len_utf8()..).is_some_and(is_digit_next))
    };
    let end = unsigned.char_indices().find(|found| !is_inside(*found)).map_or(unsigned.len(), |(at, _)| at);
    let (run, rest) = unsigned.split_at(end);
    if rest.strip_prefix(' ').is_some_and(is_digit_next) {
        return Err(Why::Blank);
    }
    let (whole, fraction) = run.split_once(point).unwrap_or((run, ""));
    let grouped = grouped(whole, groups, point)?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Why::Unreadable);
    }
    let (exponent, rest) = exponent(rest);
    let value: f64 = format!("{grouped}.{fraction}{exponent}").parse().map_err(|_| Why::Unreadable)?;
    if !value.is_finite() {
        return Err(Why::TooLarge);
    }
    Ok((if text.starts_with('-') { -value } else { value }, rest))
}

/// The digits without what separates thousands. `0,123` is no group of thousands, for nobody writes the nought.
fn grouped(whole: &str, groups: &[char], point: char) -> Result<String, Why> {
    let Some(separator) = whole.chars().find(|c| groups.contains(c)) else { return Ok(whole.to_owned()) };
    let mut pieces = whole.split(separator);
    let first = pieces.next().unwrap_or_default();
    let is_first = !first.is_empty() && first.len() <= 3 && !first.starts_with('0');
    // Two sorts of separator make a piece that is too long, or not of digits.
    if is_first && pieces.all(|piece| piece.len() == 3 && piece.bytes().all(|byte| byte.is_ascii_digit())) {
        return Ok(whole.replace(separator, ""));
    }
    Err(Why::Grouping { separator, point })
}

/// `E+05`, and what follows it.
fn exponent(text: &str) -> (&str, &str) {
    let Some(after) = text.strip_prefix(['e', 'E']) else { return ("", text) };
    let digits = after.strip_prefix(['+', '-']).unwrap_or(after);
    let length = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    if length == 0 { ("", text) } else { text.split_at(text.len() - digits.len() + length) }
}
