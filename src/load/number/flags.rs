//! Status letters: SDMX's own, and Eurostat's flags for them.

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

/// The letters of a run of flags (`bu`); none if one of them is unknown.
fn run(flags: &str) -> Option<String> {
    flags.chars().map(letter).collect()
}

/// `: `, `: bu`, `: c`: no number, and why.
pub fn missing(text: &str) -> Option<String> {
    let flags = run(text.strip_prefix(':')?.trim())?;
    // Confidential says more than missing does.
    Some(if flags.contains('Q') { flags } else { format!("O{flags}") })
}

/// `5400 p`, `0n`: a number and its flags.
pub fn split(text: &str) -> Option<(&str, String)> {
    if let Some(zero) = text.strip_suffix('n').filter(|zero| *zero == "0") {
        return Some((zero, "N".to_owned()));
    }
    let (number, flags) = text.rsplit_once(' ')?;
    // `5 m` is five metres: a figure that is there cannot be one that cannot exist.
    let flags = run(flags).filter(|letters| !letters.is_empty() && !letters.contains(['M', 'Q']))?;
    Some((number.trim_end(), flags))
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
    use super::letters;

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
