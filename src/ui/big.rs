//! Figures as tall as several rows, for people who sit three metres away. Digits and signs come from one small table of
//! dots; what is not in it (letters, Chinese) stands as it is beside them.

use super::{GlyphSet, Glyphs, text};

/// How tall figures are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Tall {
    /// Like any other text.
    One,
    /// Dots of half a cell.
    Three,
    /// Dots of two cells.
    Five,
}

impl Tall {
    /// So many rows.
    pub const fn rows(self) -> u16 {
        match self {
            Self::One => 1,
            Self::Three => 3,
            Self::Five => 5,
        }
    }
}

/// The dots of a sign, five rows of them; none where it has none.
const fn dots(sign: char) -> Option<[&'static str; 5]> {
    Some(match sign {
        '0' => ["###", "# #", "# #", "# #", "###"],
        '1' => ["## ", " # ", " # ", " # ", "###"],
        '2' => ["###", "  #", "###", "#  ", "###"],
        '3' => ["###", "  #", "###", "  #", "###"],
        '4' => ["# #", "# #", "###", "  #", "  #"],
        '5' => ["###", "#  ", "###", "  #", "###"],
        '6' => ["###", "#  ", "###", "# #", "###"],
        '7' => ["###", "  #", "  #", "  #", "  #"],
        '8' => ["###", "# #", "###", "# #", "###"],
        '9' => ["###", "# #", "###", "  #", "###"],
        ',' => ["  ", "  ", "  ", " #", "# "],
        '.' => [" ", " ", " ", " ", "#"],
        '+' => ["   ", " # ", "###", " # ", "   "],
        '-' | '−' => ["   ", "   ", "###", "   ", "   "],
        '%' => ["# #", "  #", " # ", "#  ", "# #"],
        '~' => ["    ", " # #", "# # ", "    ", "    "],
        '≈' => ["    ", " # #", "# # ", " # #", "# # "],
        '>' => ["#  ", " # ", "  #", " # ", "#  "],
        '<' => ["  #", " # ", "#  ", " # ", "  #"],
        '≥' => ["#  ", " ##", "#  ", "   ", "###"],
        '≤' => ["  #", "## ", "  #", "   ", "###"],
        _ => return None,
    })
}

/// A digit as segments of ASCII, three rows of them.
const SEGMENTS: [[&str; 3]; 10] = [
    [" _ ", "| |", "|_|"],
    ["   ", "  |", "  |"],
    [" _ ", " _|", "|_ "],
    [" _ ", " _|", " _|"],
    ["   ", "|_|", "  |"],
    [" _ ", "|_ ", " _|"],
    [" _ ", "|_ ", "|_|"],
    [" _ ", "  |", "  |"],
    [" _ ", "|_|", "|_|"],
    [" _ ", "|_|", " _|"],
];

/// A figure so tall, its rows from the top, all of one width.
pub fn big(figure: &str, tall: Tall, glyphs: &Glyphs) -> Vec<String> {
    if tall == Tall::One {
        return vec![figure.to_owned()];
    }
    let mut rows = vec![String::new(); usize::from(tall.rows())];
    for (place, sign) in signs(figure).enumerate() {
        let drawn = drawn(sign, tall, glyphs);
        let gap = if place == 0 { 0 } else { gap(tall) };
        for (row, part) in rows.iter_mut().zip(drawn) {
            row.extend(std::iter::repeat_n(' ', gap));
            row.push_str(&part);
        }
    }
    rows
}

/// The cells a figure takes.
pub fn big_width(figure: &str, tall: Tall, glyphs: &Glyphs) -> usize {
    if tall == Tall::One {
        return text::width(figure);
    }
    let cells = signs(figure).map(|sign| text::width(&drawn(sign, tall, glyphs)[0]) + gap(tall)).sum::<usize>();
    cells.saturating_sub(gap(tall))
}

const fn gap(tall: Tall) -> usize {
    match tall {
        Tall::One => 0,
        Tall::Three => 1,
        Tall::Five => 2,
    }
}

/// The characters of a figure; a bound of two is one sign.
fn signs(figure: &str) -> impl Iterator<Item = char> + '_ {
    let mut left = figure.chars().peekable();
    std::iter::from_fn(move || {
        let sign = left.next()?;
        let bound = match sign {
            '>' => '≥',
            '<' => '≤',
            other => return Some(other),
        };
        Some(if left.next_if_eq(&'=').is_some() { bound } else { sign })
    })
}

fn drawn(sign: char, tall: Tall, glyphs: &Glyphs) -> Vec<String> {
    let is_ascii = glyphs.set == GlyphSet::Ascii;
    if let (true, Tall::Three) = (is_ascii, tall) {
        if let Some(digit) = sign.to_digit(10) {
            return SEGMENTS[digit as usize].map(str::to_owned).to_vec();
        }
        let at = if matches!(sign, '.' | ',') { 2 } else { 1 };
        return plain(&spelt(sign, glyphs), at, 3);
    }
    match (dots(sign), tall) {
        (Some(dots), Tall::Five) => dots
            .iter()
            .map(|row| {
                row.chars().map(|dot| if dot == '#' { glyphs.bar_full.repeat(2) } else { "  ".to_owned() }).collect()
            })
            .collect(),
        (Some(dots), _) => halves(&dots, glyphs),
        (None, tall) => plain(&spelt(sign, glyphs), usize::from(tall.rows() / 2), usize::from(tall.rows())),
    }
}

/// Two rows of dots in a row of cells; the first has nothing above it, so that a figure stands on its line.
fn halves(dots: &[&str; 5], glyphs: &Glyphs) -> Vec<String> {
    let [upper, lower, full] = glyphs.halves;
    let row = |above: &str, below: &str| {
        let both = above.chars().zip(below.chars());
        both.map(|both| match both {
            ('#', '#') => full,
            ('#', _) => upper,
            (_, '#') => lower,
            _ => " ",
        })
        .collect::<String>()
    };
    let nothing = " ".repeat(dots[0].len());
    vec![row(&nothing, dots[0]), row(dots[1], dots[2]), row(dots[3], dots[4])]
}

/// The sign as this set writes it.
fn spelt(sign: char, glyphs: &Glyphs) -> String {
    match sign {
        '≥' => glyphs.at_least.to_owned(),
        '≤' => glyphs.at_most.to_owned(),
        other => other.to_string(),
    }
}

/// A text in one of so many rows, the others blank.
fn plain(words: &str, at: usize, rows: usize) -> Vec<String> {
    let blank = " ".repeat(text::width(words));
    (0..rows).map(|row| if row == at { words.to_owned() } else { blank.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::{Tall, big, big_width, text};
    use crate::ui::GlyphSet;

    #[test]
    fn a_figure_can_be_read_in_every_set() {
        let check = |figure: &str, set: GlyphSet, expect: [&str; 3]| {
            assert_eq!(big(figure, Tall::Three, set.glyphs()), expect, "{figure} {set}");
        };
        check("2,185", GlyphSet::Rich, ["▄▄▄    ▄▄  ▄▄▄ ▄▄▄", "▄▄█     █  █▄█ █▄▄", "█▄▄ ▄▀ ▄█▄ █▄█ ▄▄█"]);
        check("≥40", GlyphSet::CjkSafe, ["⣤   ⣤ ⣤ ⣤⣤⣤", "⣤⠛⠛ ⣿⣤⣿ ⣿ ⣿", "⣤⣤⣤   ⣿ ⣿⣤⣿"]);
        check(">=40", GlyphSet::CjkSafe, ["⣤   ⣤ ⣤ ⣤⣤⣤", "⣤⠛⠛ ⣿⣤⣿ ⣿ ⣿", "⣤⣤⣤   ⣿ ⣿⣤⣿"]);
        check(">=7.5e", GlyphSet::Ascii, ["    _     _   ", ">=   |   |_  e", "     | .  _|  "]);
        check("", GlyphSet::Rich, ["", "", ""]);
    }

    #[test]
    fn every_row_is_as_wide_as_is_said() {
        for figure in ["-1,234.5%", "~12/178", "≈7,853!", "31,148ᵉ", "·", "转负c", "<=9", "><"] {
            for set in GlyphSet::ALL {
                for tall in [Tall::One, Tall::Three, Tall::Five] {
                    let rows = big(figure, tall, set.glyphs());
                    assert_eq!(rows.len(), usize::from(tall.rows()));
                    for row in rows {
                        assert_eq!(
                            text::width(&row),
                            big_width(figure, tall, set.glyphs()),
                            "{figure} {set} {tall:?}: {row}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn no_two_digits_look_alike() {
        for set in GlyphSet::ALL {
            for tall in [Tall::Three, Tall::Five] {
                let drawn: std::collections::BTreeSet<_> =
                    "0123456789,.+-%~≈<>≤≥".chars().map(|c| big(&c.to_string(), tall, set.glyphs())).collect();
                // In ASCII about is written like a tilde.
                assert!(drawn.len() >= 20, "{set} {tall:?}");
            }
        }
    }
}
