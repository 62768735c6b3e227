//! Status letters: SDMX's own, and Eurostat's flags for them.

use super::Why;
use crate::model::Unit;

/// The SDMX letter of a Eurostat flag, in its old or its new form.
const fn letter(flag: char) -> Option<char> {
    Some(match flag {
        'b' => 'B',
        'c' => 'Q',
        'd' => 'D',
        'e' => 'E',
        'f' => 'F',
        'i' | 's' => 'I',
        'm' | 'z' => 'M',
        'n' => 'N',
        'p' => 'P',
        'u' => 'U',
        _ => return None,
    })
}

/// The letters of a run of flags (`bu`), each once; none if one of them is unknown.
fn run(flags: &str) -> Option<String> {
    let mut all = String::new();
    for flag in flags.chars() {
        let letter = letter(flag)?;
        if !all.contains(letter) {
            all.push(letter);
        }
    }
    Some(all)
}

/// `: `, `: bu`, `:c`: no number, and why.
pub fn missing(text: &str) -> Option<String> {
    let flags = text.strip_prefix(':')?.trim();
    // C is the letter of Eurostat's column for confidential figures.
    let flags = if flags == "C" { "Q".to_owned() } else { run(flags)? };
    // Confidential or impossible says more than missing does.
    Some(if flags.contains(['Q', 'M']) { flags } else { format!("O{flags}") })
}

/// `5400 p`, `5400p`, `0n`: a number and its flags. None where there are none.
pub fn split(text: &str) -> Result<Option<(&str, String)>, Why> {
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let word = text.get(number.len()..).unwrap_or_default();
    if word.is_empty() || !number.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '%') {
        return Ok(None);
    }
    let (is_apart, number) = (number.ends_with(' '), number.trim_end());
    if !is_apart && number.ends_with('%') {
        // %p are percentage points in Korea.
        return if word == "p" { Err(either(number.trim_end_matches('%'), "pp", "% p")) } else { Ok(None) };
    }
    if let Some(sure) = said(number, word, is_apart) {
        return Ok(Some((number, sure)));
    }
    // Billions or a break in the series, millions or metres: the number is another each time.
    match word {
        "B" => Err(either(number, " billion", " b")),
        "b" if !is_apart => Err(either(number, " billion", " b")),
        "m" if !is_apart => Err(either(number, " million", " 米")),
        "pct" | "pcts" => Err(either(number, "%", "pp")),
        _ => Ok(None),
    }
}

fn either(number: &str, one: &str, two: &str) -> Why {
    Why::Either(format!("{number}{one}"), format!("{number}{two}"))
}

/// The letters after a number where they are nothing else.
fn said(number: &str, word: &str, is_apart: bool) -> Option<String> {
    if word == "n" && number.bytes().all(|byte| matches!(byte, b'0' | b'.')) {
        return Some("N".to_owned());
    }
    let is_scale = matches!(word, "bn" | "mn");
    if is_scale || (Unit::parse(word).is_known() && !(is_apart && word == "bp")) {
        return None;
    }
    let is_plain = match word.len() {
        1 if is_apart => {
            matches!(word, "P" | "E" | "U" | "I" | "F" | "V") || word.bytes().all(|b| b.is_ascii_lowercase())
        }
        1 => matches!(word, "p" | "u" | "f" | "i"),
        _ => true,
    };
    let letters = if word.len() == 1 { letters(word) } else { run(word) };
    // A figure that is there is neither confidential nor impossible.
    letters.filter(|letters| is_plain && !letters.is_empty() && !letters.contains(['M', 'Q']))
}

/// A cell of a file in which letters after a number are flags and nothing else: `65 bn` is no billion there.
pub fn flagged(text: &str) -> Option<(f64, String)> {
    let text = text.trim();
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let letters = run(text.get(number.len()..)?)?;
    super::plain(number.trim_end().as_bytes()).map(|value| (value, letters))
}

/// The letters of a status column: `B`, `B+U`, `bu`; `A`, which is normal, says nothing. None if one is unknown.
pub fn letters(text: &str) -> Option<String> {
    let mut all = String::new();
    for c in text.chars().filter(|c| !matches!(c, '+' | ',' | ';' | ' ' | '/')) {
        let letter = if "ABDEFGHIJKLMNOPQSTUVW".contains(c) { c } else { letter(c)? };
        if letter != 'A' && !all.contains(letter) {
            all.push(letter);
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::{flagged, letters};

    #[test]
    fn where_letters_are_flags_they_are_nothing_else() {
        let check = |text: &str, expect: Option<(f64, &str)>| {
            assert_eq!(flagged(text).as_ref().map(|(value, letters)| (*value, letters.as_str())), expect, "{text}");
        };
        check("65 bn", Some((65.0, "BN")));
        check("92212.0 bp", Some((92212.0, "BP")));
        check("11.8 c", Some((11.8, "Q")));
        check("0n", Some((0.0, "N")));
        check("7 ", Some((7.0, "")));
        check(": bu", None);
        check("7 x", None);
    }

    #[test]
    fn letters_old_and_new() {
        let check = |text: &str, expect: Option<&str>| assert_eq!(letters(text).as_deref(), expect, "{text}");
        check("A", Some(""));
        check("B+U", Some("BU"));
        check("bu", Some("BU"));
        check("z", Some("M"));
        check("P, P", Some("P"));
        check("X", None);
    }
}
