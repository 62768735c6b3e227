//! What is drawn in place of a sign that a text holds and the set has not: one cell for one cell, so that nothing moves.

use super::GlyphSet;

/// Signs of texts in the safe set, and in ASCII where that says the same. What is not here is drawn as it is: letters of
/// other alphabets, and the few signs (`‰`, `±`, `№`) for which no other says the same.
const SIGNS: [(char, &str, Option<&str>); 60] = [
    ('…', "⋯", Some("~")),
    ('—', "-", Some("-")),
    ('―', "-", Some("-")),
    ('–', "-", Some("-")),
    ('‐', "-", Some("-")),
    ('‖', "|", Some("|")),
    ('‘', "'", Some("'")),
    ('’', "'", Some("'")),
    ('“', "\"", Some("\"")),
    ('”', "\"", Some("\"")),
    ('·', "∙", Some(".")),
    ('•', "∙", Some(".")),
    ('‥', "∙", Some(".")),
    ('×', "x", Some("x")),
    ('÷', "/", Some("/")),
    ('°', "∘", None),
    ('´', "'", Some("'")),
    ('′', "'", Some("'")),
    ('″', "\"", Some("\"")),
    ('¨', "\"", Some("\"")),
    ('¹', "1", Some("1")),
    ('²', "2", Some("2")),
    ('³', "3", Some("3")),
    ('⁴', "4", Some("4")),
    ('§', "S", Some("S")),
    ('¶', "P", Some("P")),
    ('¡', "!", Some("!")),
    ('¿', "?", Some("?")),
    ('®', "R", Some("R")),
    ('≈', "~", Some("~")),
    ('∼', "~", Some("~")),
    ('≥', "⩾", None),
    ('≤', "⩽", None),
    ('≧', "⩾", None),
    ('≦', "⩽", None),
    ('≠', "≭", None),
    ('−', "-", Some("-")),
    ('→', "▸", Some(">")),
    ('←', "◂", Some("<")),
    ('↑', "▴", Some("^")),
    ('↓', "▾", Some("v")),
    ('★', "✦", Some("*")),
    ('☆', "✧", Some("*")),
    ('●', "∙", Some("*")),
    ('○', "◦", Some("o")),
    ('◆', "✦", Some("*")),
    ('◇', "✧", Some("*")),
    ('■', "▪", Some("#")),
    ('□', "▫", Some("#")),
    ('▲', "▴", Some("^")),
    ('△', "▵", Some("^")),
    ('▼', "▾", Some("v")),
    ('▽', "▿", Some("v")),
    ('▶', "▸", Some(">")),
    ('▷', "▹", Some(">")),
    ('◀', "◂", Some("<")),
    ('◁', "◃", Some("<")),
    ('─', "-", Some("-")),
    ('│', "|", Some("|")),
    ('※', "*", Some("*")),
];

/// Letters of names that are two cells wide in some terminals, as the letter and its accent, which together are one everywhere.
const LETTERS: [(char, &str); 34] = [
    ('à', "a\u{300}"),
    ('á', "a\u{301}"),
    ('è', "e\u{300}"),
    ('é', "e\u{301}"),
    ('ê', "e\u{302}"),
    ('ì', "i\u{300}"),
    ('í', "i\u{301}"),
    ('ò', "o\u{300}"),
    ('ó', "o\u{301}"),
    ('ù', "u\u{300}"),
    ('ú', "u\u{301}"),
    ('ü', "u\u{308}"),
    ('ā', "a\u{304}"),
    ('ē', "e\u{304}"),
    ('ě', "e\u{30c}"),
    ('ī', "i\u{304}"),
    ('ń', "n\u{301}"),
    ('ň', "n\u{30c}"),
    ('ō', "o\u{304}"),
    ('ū', "u\u{304}"),
    ('ǎ', "a\u{30c}"),
    ('ǐ', "i\u{30c}"),
    ('ǒ', "o\u{30c}"),
    ('ǔ', "u\u{30c}"),
    ('ǖ', "u\u{308}\u{304}"),
    ('ǘ', "u\u{308}\u{301}"),
    ('ǚ', "u\u{308}\u{30c}"),
    ('ǜ', "u\u{308}\u{300}"),
    ('ø', "o\u{338}"),
    ('đ', "d\u{335}"),
    ('ħ', "h\u{335}"),
    ('ł', "l\u{335}"),
    ('ŧ', "t\u{335}"),
    ('Ø', "O\u{338}"),
];

impl GlyphSet {
    /// What this set draws in place of a sign in a text; none where that is drawn as it is.
    pub fn stand_in(self, sign: char) -> Option<&'static str> {
        if sign.is_ascii() || self == Self::Rich {
            return None;
        }
        let found = SIGNS.iter().find(|(other, ..)| *other == sign);
        match self {
            Self::Rich => None,
            Self::CjkSafe => {
                let letter = || LETTERS.iter().find(|(other, _)| *other == sign).map(|(_, drawn)| *drawn);
                found.map(|(_, drawn, _)| *drawn).or_else(letter)
            }
            Self::Ascii => found.and_then(|(.., drawn)| *drawn),
        }
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

    use super::{GlyphSet, LETTERS, SIGNS};

    #[test]
    fn what_stands_in_is_one_cell_everywhere_and_of_its_set() {
        for (sign, safe, ascii) in SIGNS {
            assert_eq!((sign.width(), safe.width(), safe.width_cjk()), (Some(1), 1, 1), "{sign} {safe}");
            assert!(ascii.is_none_or(|drawn| drawn.is_ascii() && drawn.len() == 1), "{sign}");
            assert_eq!(GlyphSet::CjkSafe.stand_in(sign), Some(safe), "{sign} stands there twice");
            assert_eq!(GlyphSet::Rich.stand_in(sign), None);
        }
        for (letter, drawn) in LETTERS {
            // unicode-width takes these letters to be one cell wide everywhere; xterm with -cjk_width does not.
            assert!(letter.is_alphabetic() && drawn.starts_with(|c: char| c.is_ascii_alphabetic()), "{letter}");
            assert_eq!((drawn.width(), drawn.width_cjk(), drawn.chars().nth(1).and_then(char::width)), (1, 1, Some(0)));
        }
    }

    #[test]
    fn letters_of_a_name_stay_letters() {
        assert_eq!(GlyphSet::CjkSafe.stand_in('é'), Some("e\u{301}"));
        assert_eq!(GlyphSet::Ascii.stand_in('é'), None);
        assert_eq!(GlyphSet::CjkSafe.stand_in('Ж'), None);
    }
}
