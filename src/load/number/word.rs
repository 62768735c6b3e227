//! The words around a number: about, at least, 余, 亿元.

use crate::model::{Mark, Unit};

/// What stands before or after a numeral, besides its unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Around {
    pub mark: Option<Mark>,
    /// 第: a place in a list.
    pub is_ordinal: bool,
    /// 全国, 第: only a rank or a share makes sense after it.
    pub is_place: bool,
}

/// Words before a number. A word that begins with another stands before it.
const BEFORE: &[(&str, Option<Mark>)] = &[
    ("首次突破", Some(Mark::AtLeast)),
    ("首破", Some(Mark::AtLeast)),
    ("突破", Some(Mark::AtLeast)),
    ("不低于", Some(Mark::AtLeast)),
    ("不少于", Some(Mark::AtLeast)),
    ("不超过", Some(Mark::AtMost)),
    ("不高于", Some(Mark::AtMost)),
    ("不到", Some(Mark::LessThan)),
    ("不足", Some(Mark::LessThan)),
    ("不及", Some(Mark::LessThan)),
    ("少于", Some(Mark::LessThan)),
    ("低于", Some(Mark::LessThan)),
    ("至少", Some(Mark::AtLeast)),
    ("至多", Some(Mark::AtMost)),
    ("最多", Some(Mark::AtMost)),
    ("超过", Some(Mark::MoreThan)),
    ("超", Some(Mark::MoreThan)),
    ("逾", Some(Mark::MoreThan)),
    ("高于", Some(Mark::MoreThan)),
    ("预计", Some(Mark::Expected)),
    ("预期", Some(Mark::Expected)),
    ("有望", Some(Mark::Expected)),
    ("大约", Some(Mark::About)),
    ("约", Some(Mark::About)),
    ("将近", Some(Mark::About)),
    ("接近", Some(Mark::About)),
    ("近", Some(Mark::About)),
    ("~", Some(Mark::About)),
    ("about ", Some(Mark::About)),
    ("approx. ", Some(Mark::About)),
    ("over ", Some(Mark::MoreThan)),
    ("more than ", Some(Mark::MoreThan)),
    ("at least ", Some(Mark::AtLeast)),
    ("at most ", Some(Mark::AtMost)),
    ("less than ", Some(Mark::LessThan)),
    ("under ", Some(Mark::LessThan)),
    (">=", Some(Mark::AtLeast)),
    ("<=", Some(Mark::AtMost)),
    ("≥", Some(Mark::AtLeast)),
    ("≤", Some(Mark::AtMost)),
    (">", Some(Mark::MoreThan)),
    ("<", Some(Mark::LessThan)),
    ("达到", None),
    ("达", None),
    ("第", None),
    ("全国", None),
    ("全省", None),
    ("全市", None),
    ("全区", None),
];

/// Words after a number.
const AFTER: &[(&str, Option<Mark>)] = &[
    ("及以上", Some(Mark::AtLeast)),
    ("以上", Some(Mark::AtLeast)),
    ("及以下", Some(Mark::AtMost)),
    ("以下", Some(Mark::AtMost)),
    ("以内", Some(Mark::AtMost)),
    ("左右", Some(Mark::About)),
    ("上下", Some(Mark::About)),
    ("(预计)", Some(Mark::Expected)),
    ("(快报)", Some(Mark::Expected)),
    ("*", None),
];

/// Of two marks on one number, the one that says more: a bound before a round figure.
pub const fn firmer(one: Mark, two: Mark) -> Mark {
    match (one, two) {
        (Mark::Exact, _) => two,
        (_, Mark::Exact | Mark::About) => one,
        _ => two,
    }
}

/// Takes off the words before a number.
pub fn strip_before(mut text: &str) -> (&str, Around) {
    let mut around = Around::default();
    'word: loop {
        text = text.trim_start();
        for (word, mark) in BEFORE {
            if let Some(rest) = text.strip_prefix(word) {
                if let Some(mark) = *mark {
                    around.mark = Some(firmer(around.mark.unwrap_or_default(), mark));
                }
                around.is_ordinal |= *word == "第";
                around.is_place |= matches!(*word, "第" | "全国" | "全省" | "全市" | "全区");
                text = rest;
                continue 'word;
            }
        }
        return (text, around);
    }
}

/// Takes off the words and the footnote marks after a number.
pub fn strip_after(mut text: &str) -> (&str, Around) {
    let mut around = Around::default();
    'word: loop {
        // Not ²: km² is an area.
        text = text.trim_end().trim_end_matches(['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '†']);
        for (word, mark) in AFTER {
            if let Some(rest) = text.strip_suffix(word) {
                around.mark = around.mark.or(*mark);
                text = rest;
                continue 'word;
            }
        }
        return (text, around);
    }
}

/// Takes 余, 多 or + off the front: the number, and some more.
pub fn strip_more<'a>(text: &'a str, more: &mut Option<Mark>) -> &'a str {
    match text.strip_prefix(['余', '多', '+']) {
        Some(rest) => {
            *more = Some(Mark::AtLeast);
            rest.trim_start()
        }
        None => text,
    }
}

/// A unit and what has to be multiplied in before it.
#[derive(Debug)]
pub struct Word {
    pub factor: f64,
    pub unit: Option<Unit>,
}

/// Reads the text after a numeral as multipliers and a unit; none if it is neither.
pub fn unit(text: &str, more: &mut Option<Mark>) -> Option<Word> {
    let text = text.trim();
    // 个百分点 is 百分点 with its counting word.
    let text = text.strip_prefix('个').filter(|rest| Unit::parse(rest).is_known()).unwrap_or(text);
    let known = Unit::parse(text);
    if known.is_known() {
        return Some(Word { factor: 1.0, unit: Some(known) });
    }
    let mut factor = 1.0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        factor *= match c {
            '百' => 1e2,
            '千' => 1e3,
            '万' => 1e4,
            '亿' => 1e8,
            _ => break,
        };
        rest = rest.get(c.len_utf8()..)?;
    }
    let rest = strip_more(rest, more);
    let unit = Unit::parse(rest);
    if rest.is_empty() {
        return Some(Word { factor, unit: None });
    }
    if unit.is_known() {
        return Some(Word { factor, unit: Some(unit) });
    }
    // An unknown Chinese word may be a unit of the file's own; anything else is more likely a slip.
    let is_letter = |c: char| c.is_alphabetic() && !c.is_ascii() && !"零一二两三四五六七八九十百千万亿".contains(c);
    let is_word = rest.chars().count() <= 12 && rest.chars().all(is_letter);
    is_word.then_some(Word { factor, unit: Some(unit) })
}
