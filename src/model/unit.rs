//! Units: what a number counts, converting between units of one kind, and the steps people read them in.

use std::{fmt, sync::Arc};

use super::Lang;

/// What a unit measures. Only units of one dimension convert into each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dimension {
    /// Money in one currency (ISO 4217); nothing is converted between currencies.
    Money(&'static str),
    Count,
    Person,
    Area,
    Length,
    Percent,
    /// A place in a list.
    Rank,
    /// Anything else: one unit, which converts into nothing.
    Own,
}

/// A unit the program knows.
#[derive(Debug)]
struct Known {
    /// The name in data files.
    code: &'static str,
    dimension: Dimension,
    /// How many of the dimension's base unit one of these is.
    factor: f64,
    zh: &'static str,
    en: &'static str,
}

const fn known(code: &'static str, dimension: Dimension, factor: f64, zh: &'static str, en: &'static str) -> Known {
    Known { code, dimension, factor, zh, en }
}

const CNY: Dimension = Dimension::Money("CNY");

/// Every known unit. Chinese statistical practice for the steps (千元 in yearbooks, 万元 in tables, 亿元 in the news).
static UNITS: &[Known] = &[
    known("count", Dimension::Count, 1.0, "个", ""),
    known("10k_count", Dimension::Count, 1e4, "万个", "10K"),
    known("percent", Dimension::Percent, 1.0, "%", "%"),
    known("permille", Dimension::Percent, 0.1, "‰", "per mille"),
    known("pp", Dimension::Own, 1.0, "百分点", "pp"),
    known("rank", Dimension::Rank, 1.0, "位", ""),
    known("score", Dimension::Own, 1.0, "分", "points"),
    known("index", Dimension::Own, 1.0, "点", "index"),
    known("CNY", CNY, 1.0, "元", "CNY"),
    known("1k_CNY", CNY, 1e3, "千元", "CNY K"),
    known("10k_CNY", CNY, 1e4, "万元", "CNY 10K"),
    known("M_CNY", CNY, 1e6, "百万元", "CNY M"),
    known("100M_CNY", CNY, 1e8, "亿元", "CNY 100M"),
    known("bn_CNY", CNY, 1e9, "十亿元", "CNY B"),
    known("1T_CNY", CNY, 1e12, "万亿元", "CNY T"),
    known("M_USD", Dimension::Money("USD"), 1e6, "百万美元", "USD M"),
    known("10k_USD", Dimension::Money("USD"), 1e4, "万美元", "USD 10K"),
    known("100M_USD", Dimension::Money("USD"), 1e8, "亿美元", "USD 100M"),
    known("M_EUR", Dimension::Money("EUR"), 1e6, "百万欧元", "EUR M"),
    known("100M_TWD", Dimension::Money("TWD"), 1e8, "亿新台币", "TWD 100M"),
    known("100M_KRW", Dimension::Money("KRW"), 1e8, "亿韩元", "KRW 100M"),
    known("crore_INR", Dimension::Money("INR"), 1e7, "千万卢比(crore)", "INR crore"),
    known("bn_RUB", Dimension::Money("RUB"), 1e9, "十亿卢布", "RUB B"),
    known("person", Dimension::Person, 1.0, "人", "people"),
    known("10k_person", Dimension::Person, 1e4, "万人", "10K people"),
    known("km2", Dimension::Area, 1e6, "平方公里", "km2"),
    known("ha", Dimension::Area, 1e4, "公顷", "ha"),
    known("10k_m2", Dimension::Area, 1e4, "万平方米", "10K m2"),
    known("mu", Dimension::Area, 2000.0 / 3.0, "亩", "mu"),
    known("m2", Dimension::Area, 1.0, "平方米", "m2"),
    known("km", Dimension::Length, 1e3, "公里", "km"),
    known("m", Dimension::Length, 1.0, "米", "m"),
    known("per_10k_people", Dimension::Own, 1.0, "件/万人", "per 10K"),
    known("100M_CNY_per_km2", Dimension::Own, 1.0, "亿元/平方公里", "CNY 100M/km2"),
    known("10k_CNY_per_person", Dimension::Own, 1.0, "万元/人", "CNY 10K/person"),
    known("10k_CNY_per_mu", Dimension::Own, 1.0, "万元/亩", "CNY 10K/mu"),
    known("tce_per_10k_CNY", Dimension::Own, 1.0, "吨标准煤/万元", "tce/CNY 10K"),
    known("tce", Dimension::Own, 1.0, "吨标准煤", "tce"),
];

/// Other ways to write a known unit.
static SPELLINGS: &[(&str, &str)] = &[
    ("家", "count"),
    ("件", "count"),
    ("户", "count"),
    ("项", "count"),
    ("所", "count"),
    ("座", "count"),
    ("万家", "10k_count"),
    ("万件", "10k_count"),
    ("％", "percent"),
    ("百分比", "percent"),
    ("percentage points", "pp"),
    ("名", "rank"),
    ("人次", "person"),
    ("persons", "person"),
    ("10k people", "10k_person"),
    ("km²", "km2"),
    ("平方千米", "km2"),
    ("hectare", "ha"),
    ("m²", "m2"),
    ("千米", "km"),
    ("RMB", "CNY"),
    ("人民币元", "CNY"),
    ("1K_CNY", "1k_CNY"),
    ("1M_CNY", "M_CNY"),
];

/// A unit: one the program knows, or a name from a file, which fits itself only.
#[derive(Clone, Debug)]
pub enum Unit {
    /// By its place among the known units.
    Known(u16),
    /// As a file writes it.
    Named(Arc<str>),
}

impl Default for Unit {
    fn default() -> Self {
        Self::Named("".into())
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}

impl Unit {
    /// The unit written so: a code, the Chinese or English label, or another spelling; else a unit of that name.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        let place = |code: &str| {
            UNITS
                .iter()
                .position(|u| u.code.eq_ignore_ascii_case(code) || u.zh == code || (!code.is_empty() && u.en == code))
        };
        let spelled = || {
            let (_, code) = SPELLINGS.iter().find(|(spelling, _)| spelling.eq_ignore_ascii_case(text))?;
            place(code)
        };
        match place(text).or_else(spelled) {
            Some(place) => Self::Known(place as u16),
            None => Self::Named(text.into()),
        }
    }

    /// TEMPORARY
    pub fn in_heading(text: &str) -> Option<(String, Self)> {
        let text = text.trim();
        let open = text.rfind(['(', '（'])?;
        let inner = text.get(open..)?.trim_start_matches(['(', '（']).strip_suffix([')', '）'])?;
        let unit = Self::parse(inner);
        unit.is_known().then(|| (text.get(..open).unwrap_or_default().trim().to_owned(), unit))
    }

    /// Whether the program knows it.
    pub const fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }

    fn known(&self) -> Option<&'static Known> {
        match self {
            Self::Known(place) => UNITS.get(usize::from(*place)),
            Self::Named(_) => None,
        }
    }

    /// The name in data files.
    pub fn code(&self) -> &str {
        match self {
            Self::Known(_) => self.known().map_or("", |known| known.code),
            Self::Named(name) => name,
        }
    }

    /// The unit in words of one language.
    pub fn label(&self, lang: Lang) -> &str {
        self.known().map_or_else(|| self.code(), |known| lang.pick(known.zh, known.en))
    }

    /// What it measures.
    pub fn dimension(&self) -> Dimension {
        self.known().map_or(Dimension::Own, |known| known.dimension)
    }

    /// Whether it is a percentage, so that differences are percentage points.
    pub fn is_percent(&self) -> bool {
        self.dimension() == Dimension::Percent
    }

    /// A number in this unit as a number in the other; none where the two do not measure the same.
    pub fn convert(&self, value: f64, to: &Self) -> Option<f64> {
        if self == to {
            return Some(value);
        }
        let (from, to) = (self.known()?, to.known()?);
        let same = from.dimension == to.dimension && from.dimension != Dimension::Own;
        // Multiply or divide by the whole number of the two: 10302209262 千元 is 103022.09262 亿元 to the last digit.
        same.then(|| {
            if from.factor >= to.factor { value * (from.factor / to.factor) } else { value / (to.factor / from.factor) }
        })
    }

    /// The step in which numbers of about this size are read in one language.
    pub fn scale(&self, typical: f64, lang: Lang) -> Scale {
        let plain = || Scale { divide: 1.0, label: self.label(lang).to_owned() };
        let Some(known) = self.known() else { return plain() };
        let zh: &[(f64, &str)] = &[(1e12, "万亿"), (1e8, "亿"), (1e4, "万"), (1.0, "")];
        let en: &[(f64, &str)] = &[(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"), (1.0, "")];
        let base = typical.abs() * known.factor;
        // Counts are read in full until they are very long; amounts of money never are.
        let ease = match known.dimension {
            Dimension::Money(_) => 1.0,
            Dimension::Person => lang.pick(1.0, 100.0),
            Dimension::Count => lang.pick(100.0, 1000.0),
            _ => return plain(),
        };
        let (step, word) = lang
            .pick(zh, en)
            .iter()
            .copied()
            .find(|(step, _)| *step <= 1.0 || base >= step * ease)
            .unwrap_or((1.0, ""));
        let label = match (known.dimension, lang) {
            (Dimension::Money(currency), Lang::Zh) => format!("{word}{}", currency_zh(currency)),
            (Dimension::Money(currency), Lang::En) => format!("{currency} {word}").trim_end().to_owned(),
            (Dimension::Person, Lang::Zh) => format!("{word}人"),
            (Dimension::Person, Lang::En) => format!("{word} people").trim_start().to_owned(),
            (_, Lang::Zh) => format!("{word}个"),
            (_, Lang::En) => word.to_owned(),
        };
        Scale { divide: step / known.factor, label }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

fn currency_zh(code: &str) -> &'static str {
    match code {
        "CNY" => "元",
        "USD" => "美元",
        "EUR" => "欧元",
        "TWD" => "新台币",
        "KRW" => "韩元",
        "INR" => "卢比",
        "RUB" => "卢布",
        _ => "",
    }
}

/// The step a column of numbers is shown in.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scale {
    /// A canonical number divided by this is the number shown.
    pub divide: f64,
    /// The unit shown, in the header and nowhere else.
    pub label: String,
}

#[cfg(test)]
mod tests {
    use super::{Lang, Unit};

    #[test]
    fn units_of_one_kind_convert() {
        let check = |value: f64, from: &str, to: &str, expect: Option<f64>| {
            assert_eq!(Unit::parse(from).convert(value, &Unit::parse(to)), expect, "{value} {from} in {to}");
        };
        check(10_302_209_262.0, "千元", "亿元", Some(103_022.092_62));
        check(4.2, "万亿元", "100M_CNY", Some(42_000.0));
        check(345.0, "亩", "m2", Some(230_000.0));
        check(1500.0, "亩", "km2", Some(1.0));
        check(3.8, "万人", "人", Some(38_000.0));
        check(1.0, "亿元", "件", None);
        check(1.0, "亿美元", "亿元", None);
        check(2.0, "分", "点", None);
        check(2.0, "furlong", "furlong", Some(2.0));
    }

    #[test]
    fn every_code_reads_back() {
        for unit in super::UNITS {
            assert_eq!(Unit::parse(unit.code).code(), unit.code);
            assert_eq!(Unit::parse(unit.zh).code(), unit.code);
        }
    }

    #[test]
    fn steps_follow_the_language() {
        let check = |unit: &str, typical: f64, lang, divide: f64, label: &str| {
            let scale = Unit::parse(unit).scale(typical, lang);
            assert_eq!((scale.divide, scale.label.as_str()), (divide, label), "{typical} {unit}");
        };
        check("100M_CNY", 500.0, Lang::Zh, 1.0, "亿元");
        check("100M_CNY", 193_000.0, Lang::Zh, 1e4, "万亿元");
        check("100M_CNY", 500.0, Lang::En, 10.0, "CNY B");
        check("count", 31_148.0, Lang::Zh, 1.0, "个");
        check("count", 31_148.0, Lang::En, 1.0, "");
        check("10k_person", 26.0, Lang::Zh, 1.0, "万人");
        check("percent", 3.3, Lang::En, 1.0, "%");
        check("M_EUR", 2050.0, Lang::Zh, 100.0, "亿欧元");
    }
}
