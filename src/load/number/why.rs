//! Why a cell is not a number, in words that say what to do about it.

use std::fmt;

/// A cell that is not a number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotANumber {
    /// As the file has it.
    pub(super) text: String,
    pub(super) why: Why,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Why {
    /// No reading at all.
    Unreadable,
    /// `27446-3`: a hyphen inside.
    Hyphen,
    /// `14-50`: a slip for a point, or a range.
    HyphenOrRange,
    /// `3-5`, `100～200`: two numbers, and whatever lies between them. The first one.
    Range(String),
    /// `12,34`: a separator where no group of three ends, and what a decimal sign would be here.
    Grouping { separator: char, point: char },
    /// `1 234`: one number or two.
    Blank,
    /// `1.2pct`, `9/178`: both of these.
    Either(String, String),
    /// `(5)`: a negative number or a footnote without one.
    Footnote,
    /// `1234 (b)`: a footnote or a status letter.
    Letter(char),
    /// `1e999`
    TooLarge,
    /// `inf`
    NotFinite,
    /// 五倍: times of what?
    Times,
    /// 数百家: no number at all.
    Vague,
    /// `△`: a sign only the book can explain.
    Symbol,
}

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = super::super::text::shown(&self.text);
        let folded = || super::fold(&self.text).trim().to_owned();
        match &self.why {
            Why::Unreadable => write!(f, "`{text}` is not a number; write a plain number or leave the cell empty"),
            Why::Hyphen => {
                let point = folded().replace('-', ".");
                write!(f, "`{text}` is not a number; write `{point}` or leave the cell empty")
            }
            Why::HyphenOrRange => {
                let point = folded().replace('-', ".");
                write!(f, "`{text}` may be `{point}` or a range; write the one number that is meant")
            }
            Why::Range(first) => {
                write!(f, "`{text}` says a range; write the one number that is meant, or an end of it as `≥{first}`")
            }
            Why::Grouping { separator, point } => {
                let folded = folded();
                let (point, none) = (folded.replace(*separator, &point.to_string()), folded.replace(*separator, ""));
                write!(f, "`{text}` may be `{point}` or `{none}`; write the one that is meant")
            }
            Why::Blank => {
                let none = folded().replace(' ', "");
                write!(f, "`{text}` may be two numbers; write `{none}` if it is one")
            }
            Why::Either(one, two) => write!(f, "`{text}` may be `{one}` or `{two}`; write the one that is meant"),
            Why::Footnote => {
                let negative = folded().replace('(', "-").replace(')', "");
                write!(f, "`{text}` may be `{negative}` or a footnote; write the number or leave the cell empty")
            }
            Why::Letter(letter) => write!(
                f,
                "the `{letter}` of `{text}` may be a footnote or a status letter; say which in the sidecar: legend = {{ \
                 \"({letter})\" = \"note\" }}"
            ),
            Why::TooLarge => write!(f, "`{text}` is too large to be a number; write it in a larger unit"),
            Why::NotFinite => write!(f, "`{text}` is not a finite number; leave the cell empty if there is none"),
            Why::Times => write!(f, "`{text}` says how many times, not how much; write the level of each year"),
            Why::Vague => write!(f, "`{text}` names no number; write the number or leave the cell empty"),
            Why::Symbol => write!(
                f,
                "`{text}` is a sign this file's legend does not explain; say what it means in the sidecar: legend = {{ \
                 {text:?} = \"M\" }}"
            ),
        }
    }
}
