//! Footnote marks after a number. They may take anything off but a digit of it.

use super::{Why, flags};

/// Whether a character is only ever a footnote mark.
pub const fn is_mark(c: char) -> bool {
    matches!(c, '*' | '†' | '‡' | '§' | '¶' | '①'..='⒇' | 'ⓐ'..='ⓩ' | '❶'..='❿' | 'ᵃ'..='ᵛ')
}

const fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Takes one footnote mark off the end; the letter of `(p)` is a status. None where there is no mark.
pub fn strip(text: &str) -> Result<Option<(&str, Option<char>)>, Why> {
    let text = text.trim_end();
    let bare = text.trim_end_matches(is_mark);
    if bare.len() < text.len() {
        return Ok(Some((bare, None)));
    }
    let bare = text.trim_end_matches(is_superscript);
    // km² is an area, and 10⁶ a million.
    if bare.len() < text.len() && bare.ends_with(|c: char| c.is_ascii_digit() || c == '%') && !is_ten(bare) {
        return Ok(Some((bare, None)));
    }
    if let Some((bare, inside)) = bracketed(text) {
        return said(inside, text.ends_with(']')).map(|found| found.map(|letter| (bare, letter)));
    }
    if let Some(bare) = text.strip_suffix(')').filter(|bare| !bare.contains('('))
        && let Some(number) = bare.strip_suffix(|c: char| c.is_ascii_lowercase())
        && number.ends_with(|c: char| c.is_ascii_digit())
    {
        return Ok(Some((number, None)));
    }
    Ok(text.rsplit_once('注').filter(|(bare, nth)| !bare.is_empty() && is_nth(nth)).map(|(bare, _)| (bare, None)))
}

fn is_ten(bare: &str) -> bool {
    bare.strip_suffix("10").is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_digit()))
}

/// The last pair of brackets, and what stands before it.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let (bare, inside) = match text.strip_suffix(')') {
        Some(open) => open.rsplit_once('(')?,
        None => text.strip_suffix(']')?.rsplit_once('[')?,
    };
    Some((bare.trim_end(), inside.trim())).filter(|(bare, _)| !bare.is_empty())
}

/// What a bracket says: nothing (it is a footnote), or a status letter; none where it is neither.
#[expect(clippy::option_option, reason = "a footnote without a letter is still a footnote")]
fn said(inside: &str, is_square: bool) -> Result<Option<Option<char>>, Why> {
    let mut chars = inside.chars();
    match (chars.next(), chars.next()) {
        (Some(letter), None) if letter.is_ascii_alphabetic() && is_square => Ok(Some(None)),
        // Preliminary and estimated: no footnotes are counted p and e before a to d.
        (Some('p' | 'P'), None) => Ok(Some(Some('P'))),
        (Some('e' | 'E'), None) => Ok(Some(Some('E'))),
        (Some(letter), None) if letter.is_ascii_alphabetic() && flags::letters(inside).is_some() => {
            Err(Why::Letter(letter))
        }
        (Some(letter), None) if letter.is_ascii_alphabetic() => Ok(Some(None)),
        _ => {
            let nth = inside.strip_prefix('注').unwrap_or(inside);
            Ok((!inside.is_empty() && is_nth(nth)).then_some(None))
        }
    }
}

fn is_nth(text: &str) -> bool {
    text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}
