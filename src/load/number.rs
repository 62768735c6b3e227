//! The number grammar: what people print where a number should be, read without guessing.

use serde::Deserialize;

use self::{why::Why, word::Around};
use crate::model::{Mark, Unit, unit::Dimension};

#[cfg(test)]
mod cases;
mod flags;
mod han;
mod legend;
mod note;
mod numeral;
#[cfg(test)]
mod refused;
mod why;
mod word;

pub use flags::letters;
pub use legend::{Legend, is_symbol};
pub use why::NotANumber;
pub use word::firmer;

/// What a cell says.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Number {
    /// None where the cell says that there is no number.
    pub value: Option<f64>,
    pub mark: Mark,
    /// The unit printed beside the number.
    pub unit: Option<Unit>,
    /// Whether a 万 or 亿 that is no part of the unit was multiplied in.
    pub is_scaled: bool,
    /// SDMX status letters.
    pub status: String,
}

/// What separates whole from fraction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
pub enum Decimal {
    /// `1,234.5`
    #[default]
    #[serde(rename = ".")]
    Point,
    /// `1 234,5` and `1.234,5`
    #[serde(rename = ",")]
    Comma,
}

/// A plain number, the common case: digits, a point, a sign, an exponent, and nothing else.
pub fn plain(cell: &[u8]) -> Option<f64> {
    if cell.is_empty() || !cell.iter().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E')) {
        return None;
    }
    let value: f64 = std::str::from_utf8(cell).ok()?.parse().ok()?;
    // Adding zero turns −0 into 0.
    value.is_finite().then_some(value + 0.0)
}

/// Reads a cell in which a point separates the fraction.
#[cfg(test)]
pub fn parse(text: &str) -> Result<Number, NotANumber> {
    parse_as(text, Decimal::Point)
}

/// Reads a cell of a file without a legend.
pub fn parse_as(text: &str, decimal: Decimal) -> Result<Number, NotANumber> {
    parse_with(text, decimal, &Legend::default())
}

/// Reads a cell of a file whose legend says what its signs mean.
pub fn parse_with(text: &str, decimal: Decimal, legend: &Legend) -> Result<Number, NotANumber> {
    let folded = fold(text);
    let folded = folded.trim().trim_start_matches('\'').trim_start();
    if decimal == Decimal::Point
        && let Some(value) = plain(folded.as_bytes())
    {
        return Ok(Number { value: Some(value), ..Number::default() });
    }
    let fail = |why| NotANumber { text: text.trim().to_owned(), why };
    if let Some(number) = legend.missing(folded) {
        return Ok(number);
    }
    if is_symbol(folded) {
        return Err(fail(Why::Symbol));
    }
    let (bare, letters) = legend.strip(folded);
    let mut number = said(bare, decimal).map_err(|why| fail(reason(why, bare, decimal)))?;
    add(&mut number.status, &letters);
    Ok(number)
}

/// A number with its flags, and the forms that no grammar explains.
fn said(text: &str, decimal: Decimal) -> Result<Number, Why> {
    if let Some(number) = doubling(text) {
        return Ok(number);
    }
    if let Some(found) = negative(text, decimal) {
        return found;
    }
    // The m of €3m is no flag.
    let is_money = word::strip_money(word::strip_before(text).0).is_some();
    if !is_money && let Some((number, letters)) = flags::split(text)? {
        let mut number = grammar(number, decimal)?;
        add(&mut number.status, &letters);
        return Ok(number);
    }
    grammar(text, decimal)
}

/// 翻番: twice what it was.
fn doubling(text: &str) -> Option<Number> {
    let times = match text {
        "翻番" | "翻一番" => 2.0,
        "翻两番" => 4.0,
        _ => return None,
    };
    Some(Number { value: Some(times), mark: Mark::About, unit: Some(Unit::parse("倍")), ..Number::default() })
}

/// `(1,234)`, as accountants write −1234. One or two digits in brackets may as well be a footnote.
fn negative(text: &str, decimal: Decimal) -> Option<Result<Number, Why>> {
    let inside = text.strip_prefix('(')?.strip_suffix(')')?.trim();
    if inside.len() <= 2 && inside.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Err(Why::Footnote));
    }
    let is_bare = inside.starts_with(|c: char| c.is_ascii_digit()) || word::strip_money(inside).is_some();
    let number = grammar(inside, decimal).ok().filter(|number| is_bare && number.mark.is_exact())?;
    let value = number.value.filter(|value| *value > 0.0)?;
    Some(Ok(Number { value: Some(-value), ..number }))
}

/// Words of degree, a numeral, multipliers, a unit, words of degree, footnote marks.
fn grammar(text: &str, decimal: Decimal) -> Result<Number, Why> {
    let text = text
        .strip_prefix("[YR")
        .and_then(|year| year.strip_suffix(']'))
        .map_or_else(|| squeeze(text), |year| format!("{year}年"));
    let (text, after, mut status) = strip_end(&text)?;
    let (text, before) = word::strip_before(text);
    let money = word::strip_money(text);
    let (is_negative, rest) = money.map_or((false, text), |(is_negative, _, rest)| (is_negative, rest));
    let (numeral, rest) = numeral::numeral(rest, decimal, before.mark.is_some())?;
    let mut more = numeral.more;
    let rest = word::strip_more(rest.trim_start(), &mut more);
    let mut value = if is_negative { -numeral.value } else { numeral.value };
    let mut unit = numeral.is_share.then(|| Unit::parse("%"));
    let mut is_scaled = numeral.is_scaled;
    if !rest.is_empty() {
        let word = word::unit(rest, money.is_some(), &mut more).filter(|_| !numeral.is_share).ok_or(Why::Unreadable)?;
        value *= word.factor;
        // `factor` is 1 where the multiplier is a part of the unit's own name.
        is_scaled |= word.factor > 1.0;
        unit = word.unit;
    }
    if let Some((_, currency, _)) = money {
        unit = Some(unit.unwrap_or_else(|| Unit::parse(currency)))
            .filter(|unit| unit.dimension() == Unit::parse(currency).dimension());
        unit.as_ref().ok_or(Why::Unreadable)?;
    }
    if before.is_place {
        unit = Some(place(before, value, unit)?);
    }
    let mut mark = if before.is_top { Mark::AtMost } else { before.mark.unwrap_or_default() };
    for other in [more, after.mark].into_iter().flatten() {
        mark = firmer(mark, other);
    }
    if before.is_change {
        (value, mark) = change(before, value, mark, unit.as_ref())?;
    }
    if !value.is_finite() {
        return Err(Why::TooLarge);
    }
    status.extend(after.status);
    Ok(Number { value: Some(value + 0.0), mark, unit, is_scaled, status })
}

/// Takes words of degree and footnote marks off the end, in whatever order they stand.
fn strip_end(mut text: &str) -> Result<(&str, Around, String), Why> {
    let (mut around, mut status) = (Around::default(), String::new());
    loop {
        if let Some(bare) = word::strip_after(text, &mut around) {
            text = bare;
        } else if let Some((bare, letter)) = note::strip(text)? {
            text = bare;
            status.extend(letter);
        } else {
            return Ok((text.trim_end(), around, status));
        }
    }
}

/// The unit after 第 or 全国: a rank, or a share.
fn place(before: Around, value: f64, unit: Option<Unit>) -> Result<Unit, Why> {
    let rank = Unit::parse("位");
    // 前10强 are places too.
    let unit = unit.filter(|unit| !(before.is_top && unit.code() == "强"));
    let is_rank = unit.as_ref().is_none_or(|unit| *unit == rank);
    match unit {
        None if !before.is_ordinal && !before.is_top => Err(Why::Unreadable),
        Some(unit) if unit.is_percent() && !before.is_ordinal && !before.is_top => Ok(unit),
        _ if is_rank && value.fract() == 0.0 && value >= 1.0 => Ok(rank),
        _ => Err(Why::Unreadable),
    }
}

/// A change has a direction, and turns its bound round: 下降超3% is less than −3 %. In anything but percent it is no level.
fn change(before: Around, value: f64, mark: Mark, unit: Option<&Unit>) -> Result<(f64, Mark), Why> {
    let is_points = unit.is_some_and(|unit| unit.dimension() == Dimension::Points);
    if !is_points && !unit.is_some_and(Unit::is_percent) {
        return Err(Why::Unreadable);
    }
    if !before.is_down {
        return Ok((value, mark));
    }
    // A growth rate that fell by so many percent may have fallen by as many points.
    if value < 0.0 || (before.is_up && !is_points) {
        return Err(Why::Unreadable);
    }
    let turned = match mark {
        Mark::MoreThan => Mark::LessThan,
        Mark::LessThan => Mark::MoreThan,
        Mark::AtLeast => Mark::AtMost,
        Mark::AtMost => Mark::AtLeast,
        mark => mark,
    };
    Ok((-value, turned))
}

/// Why a text is no number, once it is clear that it is none.
fn reason(why: Why, text: &str, decimal: Decimal) -> Why {
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

/// Adds status letters, each once.
fn add(status: &mut String, letters: &str) {
    for letter in letters.chars() {
        if !status.contains(letter) {
            status.push(letter);
        }
    }
}

/// Blanks beside Chinese characters say nothing: `2.3 万 亿 元`.
fn squeeze(text: &str) -> String {
    let is_han = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{3400}'..='\u{9FFF}'));
    let mut squeezed = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_idle = c == ' ' && (is_han(squeezed.chars().next_back()) || is_han(chars.peek().copied()));
        if !is_idle {
            squeezed.push(c);
        }
    }
    squeezed
}

/// Full-width forms made plain; every blank inside a number made one kind; signs that look alike made alike, and
/// traditional characters simplified.
fn fold(text: &str) -> String {
    let text = text.trim();
    // A dash before a digit is a minus, whichever was at hand.
    let (minus, text) = match text.strip_prefix(['–', '‒', '‐', '‑', '﹣']) {
        Some(rest) if rest.trim_start().starts_with(|c: char| c.is_ascii_digit()) => ("-", rest),
        _ => ("", text),
    };
    minus.chars().chain(text.chars().filter(|c| !super::text::is_dirt(*c)).map(folded)).collect()
}

const fn folded(c: char) -> char {
    match c {
        '\u{2009}' | '\u{202F}' | '\u{2007}' => '\u{A0}',
        '\u{3000}' | '\t' | '\n' | '\r' => ' ',
        '−' => '-',
        '〜' | '∼' | '≈' => '~',
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        '’' | '‘' => '\'',
        '￥' => '¥',
        '￡' => '£',
        '￦' => '₩',
        '〔' => '[',
        '〕' => ']',
        '○' => '〇',
        '億' => '亿',
        '萬' => '万',
        '約' => '约',
        '餘' => '余',
        '過' => '过',
        '達' => '达',
        '為' => '为',
        '兩' => '两',
        '個' => '个',
        '無' => '无',
        '詳' => '详',
        '點' => '点',
        '長' => '长',
        '總' => '总',
        '計' => '计',
        '減' => '减',
        '國' => '国',
        '數' => '数',
        // In range: the block of full-width forms lies 0xFEE0 above the plain ones.
        '！'..='～' => match char::from_u32(c as u32 - 0xFEE0) {
            Some(plain) => plain,
            None => c,
        },
        c => c,
    }
}
