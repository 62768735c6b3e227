//! Numbers as people read them: grouped, rounded as taught at school, signed, marked.

use super::Glyphs;
use crate::model::Mark;

/// The number with so many decimals and a comma every three digits: `1,234.5`; `?` for what is no number.
///
/// A half is rounded away from zero on the shortest decimal that reads back, as a reader with the source in hand would:
/// 0.285 is 0.29, although the nearest binary number is a little less.
pub fn grouped(value: f64, decimals: u8) -> String {
    if !value.is_finite() {
        return "?".to_owned();
    }
    let (whole, fraction) = rounded(value.abs(), usize::from(decimals));
    let is_zero = whole.bytes().chain(fraction.bytes()).all(|digit| digit == b'0');
    join(value < 0.0 && !is_zero, &whole, &fraction)
}

/// The number to its last digit: the shortest decimal that reads back, with an exponent only where nobody could count.
pub fn exact(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() {
        return "?".to_owned();
    }
    if size >= 1e15 || (size > 0.0 && size < 1e-9) {
        return format!("{value:e}");
    }
    let digits = size.to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    join(value < 0.0, whole, fraction)
}

/// A change: with its sign, `+4.2` or `−4.2`; none on what is rounded to zero.
pub fn signed(value: f64, decimals: u8, glyphs: &Glyphs) -> String {
    let size = grouped(value.abs(), decimals);
    let is_zero = !size.contains(|c: char| ('1'..='9').contains(&c));
    match value {
        _ if is_zero => size,
        _ if value > 0.0 => format!("+{size}"),
        _ => format!("{}{size}", glyphs.minus),
    }
}

/// The text of a number with the sign that says how firm it is.
pub fn with_mark(text: &str, mark: Mark, glyphs: &Glyphs) -> String {
    let (before, after) = glyphs.mark_sign(mark);
    format!("{before}{text}{after}")
}

/// How many decimals a column of about this size needs, and no more than the source knows.
pub fn decimals_for(typical: f64, most: u8) -> u8 {
    match typical.abs() {
        size if size >= 1000.0 => 0,
        size if size >= 10.0 => most.min(1),
        _ => most.min(2),
    }
}

/// The digits before and after the point of a number that is not negative.
fn rounded(size: f64, decimals: usize) -> (String, String) {
    let digits = size.to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let kept = fraction.get(..decimals).unwrap_or(fraction);
    let mut all = format!("{whole}{kept:0<decimals$}").into_bytes();
    if fraction.as_bytes().get(decimals).is_some_and(|digit| *digit >= b'5') {
        if let Some(at) = all.iter().rposition(|digit| *digit != b'9') {
            all[at] += 1;
            all[at + 1..].fill(b'0');
        } else {
            all.fill(b'0');
            all.insert(0, b'1');
        }
    }
    let fraction = all.split_off(all.len() - decimals);
    (text_of(&all), text_of(&fraction))
}

fn text_of(digits: &[u8]) -> String {
    digits.iter().map(|digit| char::from(*digit)).collect()
}

fn join(negative: bool, whole: &str, fraction: &str) -> String {
    let mut text = String::with_capacity(whole.len() * 4 / 3 + fraction.len() + 2);
    if negative {
        text.push('-');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A number in so many cells, at the right; one that does not fit is `###`, for a number cut short would be another.
pub fn in_cells(text: &str, cells: usize) -> String {
    if super::text::width(text) > cells { "#".repeat(cells) } else { super::text::pad_start(text, cells) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_number_is_never_cut() {
        assert_eq!(super::in_cells("1,234", 6), " 1,234");
        assert_eq!(super::in_cells("1,234", 4), "####");
        assert_eq!(super::in_cells("", 0), "");
    }

    use super::{Glyphs, Mark, decimals_for, exact, grouped, signed, with_mark};

    #[test]
    fn digits_are_grouped_and_rounded_as_taught() {
        let check = |value: f64, decimals: u8, expect: &str| assert_eq!(grouped(value, decimals), expect, "{value}");
        check(1234.5, 1, "1,234.5");
        check(1234.5, 0, "1,235");
        check(0.285, 2, "0.29");
        check(2.5, 0, "3");
        check(999_999.96, 1, "1,000,000.0");
        check(-999.5, 0, "-1,000");
        check(-0.04, 1, "0.0");
        check(-0.0, 0, "0");
        check(7.0, 2, "7.00");
        check(100.0, 0, "100");
        check(12_345_678.0, 0, "12,345,678");
        check(1e-320, 2, "0.00");
        check(f64::NAN, 1, "?");
        check(f64::NEG_INFINITY, 1, "?");
        assert_eq!(grouped(1e308, 1).len(), 309 + 102 + 2);
        assert_eq!(grouped(1.5, 255).len(), 257);
    }

    #[test]
    fn the_exact_number_reads_back() {
        let check = |value: f64, expect: &str| assert_eq!(exact(value), expect);
        check(103_022.092_62, "103,022.09262");
        check(-1234.0, "-1,234");
        check(0.1, "0.1");
        check(-0.0, "0");
        check(999_999_999_999_999.0, "999,999,999,999,999");
        check(1e15, "1e15");
        check(1e308, "1e308");
        check(5e-324, "5e-324");
        check(f64::INFINITY, "?");
        for value in [0.1 + 0.2, 1.0 / 3.0, 1e14 + 0.5, 4002.0, 0.000_012_3] {
            assert_eq!(exact(value).replace(',', "").parse(), Ok(value));
        }
    }

    #[test]
    fn a_change_carries_its_sign() {
        let check = |value: f64, rich: &str, ascii: &str| {
            assert_eq!(signed(value, 1, Glyphs::RICH), rich);
            assert_eq!(signed(value, 1, Glyphs::ASCII), ascii);
        };
        check(4.2, "+4.2", "+4.2");
        check(-4.2, "−4.2", "-4.2");
        check(-1894.96, "−1,895.0", "-1,895.0");
        check(0.0, "0.0", "0.0");
        check(-0.04, "0.0", "0.0");
        check(f64::NAN, "?", "?");
        check(f64::NEG_INFINITY, "?", "?");
    }

    #[test]
    fn a_mark_stands_where_it_is_read() {
        assert_eq!(with_mark("7,853", Mark::About, Glyphs::RICH), "≈7,853");
        assert_eq!(with_mark("2,800", Mark::AtMost, Glyphs::CJK_SAFE), "<=2,800");
        assert_eq!(with_mark("31,148", Mark::Expected, Glyphs::ASCII), "31,148e");
        assert_eq!(with_mark("289", Mark::Exact, Glyphs::RICH), "289");
    }

    #[test]
    fn large_numbers_need_no_decimals() {
        let check = |typical: f64, most: u8, expect: u8| assert_eq!(decimals_for(typical, most), expect, "{typical}");
        check(4002.0, 2, 0);
        check(-4002.0, 2, 0);
        check(289.0, 2, 1);
        check(12.0, 0, 0);
        check(7.3, 2, 2);
        check(7.3, 1, 1);
        check(0.0, 9, 2);
        check(f64::NAN, 1, 1);
    }
}
