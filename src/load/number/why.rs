//! Why a cell is not a number, in words that say what to do about it.

use std::fmt;

use super::{Decimal, grammar::grammar};

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

/// Why a text is no number, once it is clear that it is none.
pub fn reason(why: Why, text: &str, decimal: Decimal) -> Why {
    if why != Why::Unreadable && why != Why::Blank {
        return why;
    }
    if let Some(range) = range(text, decimal) {
        return range;
    }
    if text.contains('倍') {
        return Why::Times;
    }
    let is_vague = text.contains(['几', '数', '多']) || text.contains("若干");
    if is_vague && !text.contains(|c: char| c.is_ascii_digit()) { Why::Vague } else { why }
}

/// `3-5`, `100～200`, 三到五家: two numbers with a sign between them.
fn range(text: &str, decimal: Decimal) -> Option<Why> {
    ["~", "–", "—", "-", "至", "到", " to "].iter().find_map(|sign| {
        let (left, right) = text.split_once(sign).map(|(left, right)| (left.trim(), right.trim()))?;
        let (one, two) = (grammar(left, decimal).ok()?, grammar(right, decimal).ok()?);
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_slip = *sign == "-" && is_plain(left) && is_plain(right) && right.len() <= 2;
        Some(match (one.value?, two.value?) {
            (one, two) if is_slip && one >= two => Why::Hyphen,
            _ if is_slip && right.len() == 2 => Why::HyphenOrRange,
            _ => Why::Range(left.to_owned()),
        })
    })
}
