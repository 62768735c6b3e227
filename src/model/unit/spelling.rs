//! Reading a unit: known ones in all their spellings, steps of them, rates of two, and money or shares on a basis.

use std::sync::Arc;

use super::{
    Dimension, Made, Unit,
    known::{self, Known, STEPS, Size, Step},
};

mod words;

/// The unit written so; none where it is not known, nor made of known ones.
pub fn read(text: &str) -> Option<Unit> {
    // Most are written as they stand in the table.
    known::written(text).map(Unit::Known).or_else(|| whole(&tidy(text)))
}

fn whole(text: &str) -> Option<Unit> {
    named(text).or_else(|| Some(amount(text)?.unit())).or_else(|| rate(text)).or_else(|| based(text))
}

/// A unit under a name that stands in a table.
fn named(text: &str) -> Option<Unit> {
    let elsewhere = || {
        let (_, code) = known::NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text))?;
        whole(code)
    };
    known::written(text).map(Unit::Known).or_else(elsewhere)
}

/// A known unit, or a step of one.
#[derive(Clone, Copy, Debug)]
struct Amount {
    base: &'static Known,
    step: Option<&'static Step>,
}

impl Amount {
    fn new(base: &'static Known, size: u64) -> Option<Self> {
        if size == 1 {
            return Some(Self { base, step: None });
        }
        let step = STEPS.iter().find(|step| step.size == size).filter(|_| takes_steps(base.dimension))?;
        Some(Self { base, step: Some(step) })
    }

    fn size(self) -> u64 {
        self.base.size.up * self.step.map_or(1, |step| step.size)
    }

    fn code(self) -> String {
        self.step.map_or_else(|| self.base.code.to_owned(), |step| format!("{}_{}", step.code, self.base.code))
    }

    fn zh(self) -> String {
        format!("{}{}", self.step.map_or("", |step| step.zh), self.base.zh)
    }

    fn en(self) -> String {
        let step = self.step.map_or("", |step| step.en);
        let words = match self.base.dimension {
            Dimension::Money(_) => [self.base.en, step],
            _ => [step, self.base.en],
        };
        words.join(" ").trim().to_owned()
    }

    fn unit(self) -> Unit {
        let code = self.code();
        named(&code).filter(|unit| matches!(unit, Unit::Known(_))).unwrap_or_else(|| {
            let size = Size { up: self.size(), down: 1 };
            let dimension = self.base.dimension;
            Unit::Made(Arc::new(Made { code, zh: self.zh(), en: self.en(), dimension, size, basis: String::new() }))
        })
    }
}

/// Whether there are thousands of it. 百分 is no hundred of anything, and nobody counts places by the million.
pub const fn takes_steps(dimension: Dimension) -> bool {
    use Dimension::{Day, Index, Percent, Points, Rank, Score, Times, Year};
    !matches!(dimension, Percent | Points | Rank | Score | Index | Times | Year | Day)
}

fn base(text: &str) -> Option<&'static Known> {
    known::written(text).filter(|unit| unit.is_base)
}

fn amount(text: &str) -> Option<Amount> {
    if text.chars().any(is_han) {
        return chinese(text);
    }
    let (base, size) = words::read(text)?;
    Amount::new(base, size)
}

/// 亿元, 10万元, 万 kWh: what is counted stands last, and how many of it at a time before it.
fn chinese(text: &str) -> Option<Amount> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare =
        text.strip_prefix("人民币").or_else(|| text.strip_suffix("(人民币)")).or_else(|| text.strip_suffix("人民币"));
    if let Some(bare) = bare.filter(|bare| bare.ends_with('元')) {
        return chinese(bare).filter(|amount| amount.base.dimension == known::CNY);
    }
    // 新台币亿元 is 亿新台币.
    for (sign, name) in [("新台币", "新台币"), ("台币", "新台币"), ("港币", "港元")] {
        if let Some(steps) = text.strip_prefix(sign).and_then(|text| text.strip_suffix('元')) {
            return chinese(&format!("{steps}{name}"));
        }
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(text.len());
    let (digits, mut rest) = text.split_at(end);
    let mut size: u64 = if digits.is_empty() { 1 } else { digits.replace(',', "").parse().ok()? };
    // 千万 and 万亿 go up; 亿万 is a figure of speech.
    let mut last = 0;
    loop {
        if let Some(base) = base(rest) {
            return Amount::new(base, size);
        }
        let c = rest.chars().next()?;
        let (times, rung) = match c {
            '十' => (10, 1),
            '百' => (100, 1),
            '千' => (1000, 1),
            '万' => (10_000, 2),
            '亿' => (100_000_000, 3),
            _ => return None,
        };
        if rung <= last {
            return None;
        }
        last = rung;
        size = size.checked_mul(times)?;
        rest = rest.get(c.len_utf8()..)?;
    }
}

/// 元/人, 件每万人, per 100 people.
fn rate(text: &str) -> Option<Unit> {
    let lower = text.to_ascii_lowercase();
    let (over, under) = match lower.strip_prefix("per ").or_else(|| lower.strip_prefix('每')) {
        Some(under) => ("", text.get(text.len() - under.len()..)?),
        None => ["_per_", " per ", "/", "每"].iter().find_map(|by| {
            let at = lower.find(by)?;
            Some((text.get(..at)?, text.get(at + by.len()..)?)).filter(|(over, _)| !over.trim().is_empty())
        })?,
    };
    let counted = if over.is_empty() { "count" } else { over.trim() };
    let (one, by) = (amount(counted)?, amount(under.trim())?);
    let code = format!("{}_per_{}", one.code(), by.code());
    let known = named(&code).filter(|unit| matches!(unit, Unit::Known(_)));
    Some(known.unwrap_or_else(|| {
        // 件/亿元 is how it was written; 个/亿元 is what is known of it.
        let zh = if over.chars().any(is_han) { text.to_owned() } else { format!("{}/{}", one.zh(), by.zh()) };
        let en = Some(one.en()).filter(|en| !en.is_empty());
        let each = if by.code() == "person" { "person".to_owned() } else { by.en() };
        let en = en.map_or_else(|| format!("per {each}"), |en| format!("{en}/{each}"));
        let dimension = Dimension::Per(&one.base.dimension, &by.base.dimension);
        let size = Size { up: one.size(), down: by.size() };
        Unit::Made(Arc::new(Made { code, zh, en, dimension, size, basis: String::new() }))
    }))
}

/// `% of GDP`, `constant 2015 US$`, `上年=100`: the basis stays in the words.
fn based(text: &str) -> Option<Unit> {
    let lower = text.to_ascii_lowercase();
    let made = |code, unit: &Unit, basis| {
        let (dimension, size) = (unit.dimension(), unit.size()?);
        Some(Unit::Made(Arc::new(Made { code, zh: text.to_owned(), en: text.to_owned(), dimension, size, basis })))
    };
    // What an index is measured by: 上年=100, 1978年=100, previous year=100.
    let is_base =
        |year: &str| !year.is_empty() && year.chars().count() <= 24 && !year.contains(['=', '(', ')', ',', ';']);
    let joined = lower.replace(' ', "");
    if let Some(year) =
        joined.strip_suffix("=100").or_else(|| joined.strip_suffix("为100")).filter(|year| is_base(year))
    {
        let year = if year.is_ascii() { lower.strip_suffix("100")?.trim_end().strip_suffix('=')?.trim() } else { year };
        let code = format!("{}=100", year.strip_prefix('以').unwrap_or(year));
        let index = Unit::Known(base("index")?);
        let (dimension, size) = (index.dimension(), index.size()?);
        let basis = code.clone();
        return Some(Unit::Made(Arc::new(Made { zh: code.clone(), en: code.clone(), code, dimension, size, basis })));
    }
    let share = ["% of ", "percent of ", "per cent of ", "percentage of "];
    if let Some(what) = share.iter().find_map(|share| lower.strip_prefix(share)).map(str::trim) {
        let percent = Unit::Known(base("percent")?);
        let what = text.get(text.len() - what.len()..).filter(|what| !what.is_empty())?;
        let what = if what.eq_ignore_ascii_case("gdp") { "GDP" } else { what };
        return made(format!("% of {what}"), &percent, format!("of {}", what.to_ascii_lowercase()));
    }
    let (basis, of) = lower.split_once(' ')?;
    let (basis, of) = match basis {
        "constant" => {
            let (year, of) = of.trim_start().split_once(' ')?;
            let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
            (is_year.then(|| format!("constant {year}"))?, of)
        }
        _ => (basis.to_owned(), of),
    };
    // From the text as it was: M is not m.
    let amount = amount(text.get(text.len() - of.len()..)?.trim())?;
    let fits = match amount.base.dimension {
        Dimension::Money(_) => basis != "annual" && (basis == "current" || basis.starts_with("constant ")),
        Dimension::Percent => basis == "annual",
        _ => false,
    };
    if !fits {
        return None;
    }
    made(format!("{basis} {}", amount.code()), &amount.unit(), basis)
}

pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

/// Full-width forms made plain, traditional characters simplified, and what is written around a unit taken off.
pub fn tidy(text: &str) -> String {
    let text: String = text.chars().map(plain).collect();
    let mut text = text.trim();
    for (from, to) in [('(', ')'), ('[', ']')] {
        let inside = text.strip_prefix(from).and_then(|text| text.strip_suffix(to));
        text = inside.filter(|inside| !inside.contains([from, to])).unwrap_or(text).trim();
    }
    for word in ["计量单位:", "单位:", "Unit:", "unit:"] {
        text = text.strip_prefix(word).unwrap_or(text).trim();
    }
    text.replace('㎡', "m2").replace('㎢', "km2").replace('㎥', "m3").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One character for one, so that places in the text stay what they are.
pub fn plain(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' | '\u{2009}' | '\u{202F}' | '\u{2007}' => ' ',
        '￥' => '¥',
        '￡' => '£',
        '￦' => '₩',
        '²' => '2',
        '³' => '3',
        '〔' | '【' => '[',
        '〕' | '】' => ']',
        '億' => '亿',
        '萬' => '万',
        '戶' | '戸' => '户',
        '畝' => '亩',
        '個' | '箇' => '个',
        '項' => '项',
        '隻' => '只',
        '臺' => '台',
        '輛' => '辆',
        '種' => '种',
        '場' => '场',
        '處' => '处',
        '棟' => '栋',
        '間' => '间',
        '圓' | '圆' => '元',
        '幣' => '币',
        '歐' => '欧',
        '韓' => '韩',
        '鎊' => '镑',
        '盧' => '卢',
        '噸' => '吨',
        '頃' => '顷',
        '裡' | '裏' => '里',
        '標' => '标',
        '準' => '准',
        '時' => '时',
        '點' => '点',
        '單' => '单',
        _ => c,
    }
}
