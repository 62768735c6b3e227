//! Every symbol the screens draw, in three sets, so that no cell is wider than the terminal says.

use std::{fmt, str::FromStr};

use crate::model::Mark;

mod sets;
mod stand_in;

/// Which symbols a terminal can be trusted with.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum GlyphSet {
    /// The handsome ones; some are two cells wide where the terminal takes ambiguous characters to be wide.
    Rich,
    /// Nothing East Asian terminals disagree on: braille, small triangles, plain signs.
    #[default]
    CjkSafe,
    /// ASCII only, for logs and serial lines.
    Ascii,
}

impl GlyphSet {
    /// Every set, best looking first.
    pub const ALL: [Self; 3] = [Self::Rich, Self::CjkSafe, Self::Ascii];

    /// The name on the command line and in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rich => "rich",
            Self::CjkSafe => "cjk-safe",
            Self::Ascii => "ascii",
        }
    }

    /// The symbols of this set.
    pub const fn glyphs(self) -> &'static Glyphs {
        match self {
            Self::Rich => Glyphs::RICH,
            Self::CjkSafe => Glyphs::CJK_SAFE,
            Self::Ascii => Glyphs::ASCII,
        }
    }
}

impl fmt::Display for GlyphSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a text is not a set of symbols.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is not a glyph set; write `rich`, `cjk-safe` or `ascii`")]
pub struct NotAGlyphSet(pub String);

impl FromStr for GlyphSet {
    type Err = NotAGlyphSet;

    fn from_str(text: &str) -> Result<Self, NotAGlyphSet> {
        Self::ALL.into_iter().find(|set| set.name() == text).ok_or_else(|| NotAGlyphSet(text.to_owned()))
    }
}

/// The pieces of a border, and of the axes of a chart.
#[derive(Debug)]
pub struct Frame {
    pub top: &'static str,
    pub bottom: &'static str,
    pub left: &'static str,
    pub right: &'static str,
    pub top_left: &'static str,
    pub top_right: &'static str,
    pub bottom_left: &'static str,
    pub bottom_right: &'static str,
}

/// The symbols of one set: one cell wide, but for `at_least` and `at_most`, which may take two.
#[derive(Debug)]
pub struct Glyphs {
    /// Which set this is.
    pub set: GlyphSet,
    /// Beside the row under the cursor.
    pub cursor: &'static str,
    /// Beside a marked row.
    pub marked: &'static str,
    /// In place of a number nobody published.
    pub missing: &'static str,
    /// Where text was cut.
    pub ellipsis: &'static str,
    /// Sorted upwards.
    pub up: &'static str,
    /// Sorted downwards.
    pub down: &'static str,
    /// Went up.
    pub rise: &'static str,
    /// Went down.
    pub fall: &'static str,
    /// Stayed.
    pub level: &'static str,
    /// The sign of a negative number.
    pub minus: &'static str,
    /// Between the ends of a range.
    pub dash: &'static str,
    /// So many times as much.
    pub times: &'static str,
    /// The best of a row.
    pub best: &'static str,
    /// A round figure.
    pub about: &'static str,
    /// A lower bound that may be met.
    pub at_least: &'static str,
    /// An upper bound that may be met.
    pub at_most: &'static str,
    /// Strictly more.
    pub more: &'static str,
    /// Strictly less.
    pub less: &'static str,
    /// After a figure that is expected or preliminary.
    pub expected: &'static str,
    /// A horizontal line between parts of a screen.
    pub rule: &'static str,
    /// A vertical line between parts of a screen.
    pub upright: &'static str,
    /// The border of an overlay; its left and bottom are the axes of a chart.
    pub frame: Frame,
    /// A faint dot on the level of an axis tick.
    pub grid: &'static str,
    /// One point of each series, where the number is firm.
    pub points: [&'static str; 8],
    /// The same, where it is an estimate or a bound.
    pub hollow: [&'static str; 8],
    /// What is known of a year: a firm value, a soft one, several, or the word that there is none.
    pub known: [&'static str; 4],
    /// The levels of a sparkline, low to high.
    pub spark: [&'static str; 4],
    /// A missing year in a sparkline.
    pub spark_gap: &'static str,
    /// A full cell of a bar.
    pub bar_full: &'static str,
    /// An interval: where it begins, what lies between, the middle, where it ends.
    pub interval: [&'static str; 4],
    /// A cell of a bar filled in part, by equal steps from little to much.
    pub bar_parts: &'static [&'static str],
    /// A cell of a column filled from below in part, by equal steps from little to much.
    pub column_parts: &'static [&'static str],
    /// The heat of a cell where there is no colour, low to high.
    pub shades: [&'static str; 5],
    /// An empty cell of a bar.
    pub bar_track: &'static str,
    /// The upper half of a cell, the lower, and all of it; dots of tall figures.
    pub halves: [&'static str; 3],
}

impl Glyphs {
    /// What is written before and after a number of that mark.
    pub const fn mark_sign(&self, mark: Mark) -> (&'static str, &'static str) {
        match mark {
            Mark::Exact => ("", ""),
            Mark::About => (self.about, ""),
            Mark::AtLeast => (self.at_least, ""),
            Mark::AtMost => (self.at_most, ""),
            Mark::MoreThan => (self.more, ""),
            Mark::LessThan => (self.less, ""),
            Mark::Expected => ("", self.expected),
        }
    }

    /// The year of a number, small, for a cell that is not from the year asked for: `²²`, `'22`.
    pub fn year_tag(&self, year: i32) -> String {
        const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
        let short = (1950..2050).contains(&year);
        let digits = if short { format!("{:02}", year % 100) } else { format!("{year:04}") };
        match self.set {
            GlyphSet::Rich => {
                digits.chars().map(|c| c.to_digit(10).map_or('⁻', |digit| RAISED[digit as usize])).collect()
            }
            _ if short => format!("'{digits}"),
            _ => digits,
        }
    }
}

#[cfg(test)]
mod tests;
