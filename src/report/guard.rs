//! What a spreadsheet would run must reach it as text.

use std::borrow::Cow;

/// The text, behind a `'` where a spreadsheet would take it for a formula. Numbers stay numbers, signs and all.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether a spreadsheet takes it for a formula: by its first character, full width or not, unless it is a number.
pub fn is_formula(text: &str) -> bool {
    match text.chars().next() {
        Some('=' | '@' | '\t' | '\r' | '＝' | '＠') => true,
        Some(sign @ ('+' | '-' | '＋' | '－')) => {
            let rest = text.get(sign.len_utf8()..).unwrap_or_default();
            !rest.is_empty() && !is_number(rest)
        }
        _ => false,
    }
}

/// Digits with points and commas, and a unit of change behind them at most: `1,234.5`, `8.6%`, `2.0pp c`.
fn is_number(text: &str) -> bool {
    let text = text.strip_suffix(" c").unwrap_or(text);
    let text = text.strip_suffix('%').or_else(|| text.strip_suffix("pp")).unwrap_or(text);
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn formulas_become_text_and_numbers_stay() {
        let check = |text: &str, expect: &str| assert_eq!(guarded(text), expect, "{text:?}");
        check("=1+1", "'=1+1");
        check("@SUM(A1)", "'@SUM(A1)");
        check("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0");
        check("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0");
        check("\t=1", "'\t=1");
        check("\r=1", "'\r=1");
        check("＝1+1", "'＝1+1");
        for same in ["-5.2", "+13.60%", "-1,234.5", "+0.5pp c", "-", "杭州", "", "1-6", "—", "a=b"] {
            check(same, same);
        }
    }
}
