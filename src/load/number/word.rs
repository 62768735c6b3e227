//! The words around a number: about, at least, 余, 亿元.

use crate::model::{Mark, Unit};

/// What stands before or after a numeral, besides its unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Around {
    pub mark: Option<Mark>,
    pub place: Place,
    /// 同比: only a change makes sense after it, in percent or points.
    pub is_change: bool,
    pub is_up: bool,
    pub is_down: bool,
    /// A status letter: (估算).
    pub status: Option<char>,
}

/// What is said of a place in a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Place {
    #[default]
    Nothing,
    /// 全国: a rank or a share follows.
    Among,
    /// 第: a rank.
    Nth,
    /// 前: one of the first so many.
    Top,
}

/// What a word before a number says.
#[derive(Clone, Copy)]
enum Before {
    Mark(Mark),
    Nothing,
    Place(Place),
    Change,
    Up,
    Down,
}

use Before::{Change, Down, Nothing, Up};
use Mark::{About, AtLeast, AtMost, Expected, LessThan, MoreThan};

/// Words before a number. A word that begins with another stands before it.
const BEFORE: &[(Before, &[&str])] = &[
    (Before::Mark(AtLeast), &["首次突破", "首破", "突破", "不低于", "不少于", "不小于", "至少", "最少", "≥", ">="]),
    (Before::Mark(AtLeast), &["at least ", "no less than ", "not less than ", "no fewer than "]),
    (Before::Mark(AtMost), &["不超过", "不高于", "不大于", "不多于", "至多", "最多", "≤", "<="]),
    (Before::Mark(AtMost), &["at most ", "no more than ", "not more than ", "up to "]),
    (Before::Mark(LessThan), &["不到", "不足", "不及", "未达", "少于", "低于", "小于", "<"]),
    (Before::Mark(LessThan), &["less than ", "fewer than ", "under ", "below "]),
    (Before::Mark(MoreThan), &["超过", "超", "逾", "高于", "大于", "多于", "过", ">"]),
    (Before::Mark(MoreThan), &["over ", "more than ", "above ", "exceeding "]),
    (Before::Mark(Expected), &["预计", "预期", "有望"]),
    (Before::Mark(About), &["大约", "约为", "约", "将近", "接近", "近", "~"]),
    (
        Before::Mark(About),
        &["about ", "approx. ", "approximately ", "around ", "nearly ", "almost ", "circa ", "ca. ", "c. "],
    ),
    (Before::Place(Place::Among), &["全国", "全省", "全市", "全区", "占比", "占"]),
    (Before::Place(Place::Among), &["位居", "位列", "名列", "列", "居"]),
    (Before::Place(Place::Nth), &["排名", "排在", "排", "第"]),
    (Before::Place(Place::Top), &["前", "top "]),
    (Change, &["同比", "环比", "比上年", "较上年", "年均"]),
    (Up, &["增长率", "增长", "增速", "增幅", "上升", "提高", "提升", "上涨", "增加", "↑"]),
    (Down, &["负增长", "下降", "降低", "减少", "下滑", "下跌", "回落", "↓"]),
    (Nothing, &["达到", "高达", "多达", "达", "为", "共计", "总计", "合计", "累计", "共", "总共"]),
];

/// What a word after a number says.
#[derive(Clone, Copy)]
enum After {
    Mark(Mark),
    Status(char),
}

/// Words after a number.
const AFTER: &[(After, &[&str])] = &[
    (After::Mark(AtLeast), &["及以上", "以上", "+", " or more", " and above", " and over"]),
    (After::Mark(AtMost), &["及以下", "以下", "以内", " or less", " and below"]),
    (After::Mark(About), &["左右", "上下"]),
    (After::Mark(Expected), &["(预计)", "(预计数)", "(快报)", "(快报数)", "(初步)", "(初步数)"]),
    (After::Status('E'), &["(估算)", "(估计)", "(估算数)", "(估计数)"]),
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
    loop {
        text = text.trim_start();
        let word = BEFORE.iter().find_map(|(says, words)| {
            let word = words.iter().find(|word| starts_with(text, word))?;
            Some((*says, text.get(word.len()..)?))
        });
        // 上千 is a thousand or more; 上 alone is nothing.
        let upwards = || text.strip_prefix('上').filter(|rest| rest.starts_with(['十', '百', '千', '万', '亿']));
        let Some((says, rest)) = word.or_else(|| Some((Before::Mark(AtLeast), upwards()?))) else {
            return (text, around);
        };
        match says {
            Before::Mark(mark) => around.mark = Some(firmer(around.mark.unwrap_or_default(), mark)),
            Nothing => {}
            Before::Place(Place::Among) if around.place != Place::Nothing => {}
            Before::Place(place) => around.place = place,
            Change => around.is_change = true,
            Up => (around.is_change, around.is_up) = (true, true),
            Down => (around.is_change, around.is_down) = (true, true),
        }
        text = rest;
    }
}

fn starts_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Takes one word off the end of a number; none where no known word stands there.
pub fn strip_after<'a>(text: &'a str, around: &mut Around) -> Option<&'a str> {
    let text = text.trim_end();
    let (says, rest) = AFTER.iter().find_map(|(says, words)| {
        let rest = words.iter().find_map(|word| text.strip_suffix(word))?;
        Some((*says, rest)).filter(|(_, rest)| !rest.is_empty())
    })?;
    match says {
        After::Mark(mark) => around.mark = around.mark.or(Some(mark)),
        After::Status(letter) => around.status = Some(letter),
    }
    Some(rest)
}

/// Takes 余, 多 or + off the front: the number, and some more.
pub fn strip_more<'a>(text: &'a str, more: &mut Option<Mark>) -> &'a str {
    match text.strip_prefix(['余', '多', '+']) {
        Some(rest) => {
            *more = Some(AtLeast);
            rest.trim_start()
        }
        None => text,
    }
}

/// Takes 千, 万亿 and the like off the front; they go up, and 亿万 is a figure of speech.
pub fn steps(text: &str) -> (f64, &str) {
    let (mut factor, mut rest, mut last) = (1.0, text, 0);
    while let Some(c) = rest.chars().next() {
        let (times, rung) = match c {
            '百' => (1e2, 1),
            '千' => (1e3, 1),
            '万' => (1e4, 2),
            '亿' => (1e8, 3),
            _ => break,
        };
        if rung <= last {
            break;
        }
        (factor, last) = (factor * times, rung);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    (factor, rest)
}

/// A unit and what has to be multiplied in before it.
#[derive(Debug)]
pub struct Word {
    pub factor: f64,
    pub unit: Option<Unit>,
}

/// Reads the text after a numeral as multipliers and a unit; none if it is neither.
pub fn unit(text: &str, is_money: bool, more: &mut Option<Mark>) -> Option<Word> {
    let text = text.trim();
    if let Some((factor, rest)) = scale(text, is_money) {
        let unit = Some(Unit::parse(rest)).filter(|_| !rest.is_empty());
        return Some(Word { factor, unit }).filter(|word| word.unit.as_ref().is_none_or(Unit::is_known));
    }
    let known = Unit::parse(text);
    if known.is_known() {
        return Some(Word { factor: 1.0, unit: Some(known) });
    }
    let (factor, rest) = steps(text);
    let rest = strip_more(rest, more);
    if rest.is_empty() {
        return Some(Word { factor, unit: None });
    }
    let unit = Unit::parse(rest);
    // An unknown Chinese word may be a unit of the file's own; anything else is more likely a slip.
    let is_letter =
        |c: char| c.is_alphabetic() && !c.is_ascii() && !"零〇一二两三四五六七八九十百千万亿至到或几".contains(c);
    // 2022年营业收入 is a time and a name, 5月份 a time.
    let is_time = rest.starts_with(['年', '月', '日', '季', '號', '号', '时', '時']);
    let is_word = rest.chars().count() <= 12 && rest.chars().all(is_letter) && !is_time;
    (unit.is_known() || is_word).then_some(Word { factor, unit: Some(unit) })
}

/// million, bn, k, and what follows; after a sign of money also m and b. Where a unit follows that knows its step
/// (million yuan), it is left whole.
fn scale(text: &str, is_money: bool) -> Option<(f64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let factor = match word {
        "k" | "K" => 1e3,
        "M" => 1e6,
        "m" if is_money => 1e6,
        "b" | "B" if is_money => 1e9,
        _ => match word.to_ascii_lowercase().as_str() {
            "thousand" => 1e3,
            "million" | "mn" | "mln" | "mio" => 1e6,
            "billion" | "bn" | "bln" => 1e9,
            "trillion" | "tn" | "trn" => 1e12,
            _ => return None,
        },
    };
    let rest = rest.trim_start();
    (rest.is_empty() || !Unit::parse(text).is_known()).then_some((factor, rest))
}

/// Takes the sign of a currency off the front: the sign of the number, the currency, and the number.
pub fn strip_money(text: &str) -> Option<(bool, &'static str, &str)> {
    const MONEY: &[(&str, &str)] = &[
        ("US$", "USD"),
        ("USD", "USD"),
        ("HK$", "HKD"),
        ("NT$", "TWD"),
        ("$", "USD"),
        ("¥", "CNY"),
        ("RMB", "CNY"),
        ("CNY", "CNY"),
        ("人民币", "CNY"),
        ("€", "EUR"),
        ("EUR", "EUR"),
        ("£", "GBP"),
        ("GBP", "GBP"),
        ("HKD", "HKD"),
        ("TWD", "TWD"),
        ("JPY", "JPY"),
        ("₩", "KRW"),
        ("KRW", "KRW"),
        ("₹", "INR"),
        ("INR", "INR"),
        ("RUB", "RUB"),
    ];
    let unsigned = text.strip_prefix(['-', '+']).map(str::trim_start);
    let (code, rest) =
        MONEY.iter().find_map(|(sign, code)| Some((*code, unsigned.unwrap_or(text).strip_prefix(sign)?)))?;
    let rest = rest.trim_start();
    let is_twice = unsigned.is_some() && rest.starts_with(['-', '+']);
    (!is_twice).then_some((text.starts_with('-'), code, rest))
}
