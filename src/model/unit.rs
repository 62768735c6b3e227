//! Units: what a number counts, converting between units of one kind, and the steps people read them in.

use std::{fmt, sync::Arc};

use self::known::{Known, Size};
pub use self::quotient::Quotient;
use super::Lang;

mod heading;
mod known;
mod quotient;
mod spelling;
#[cfg(test)]
mod tests;
mod written;

/// What a unit measures. Only units of one dimension convert into each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dimension {
    /// Money in one currency (ISO 4217); nothing is converted between currencies.
    Money(&'static str),
    Count,
    Person,
    /// 人次: people, each as often as they come.
    PersonTime,
    /// 人年: people, each for the part of the year they work.
    PersonYear,
    Area,
    Length,
    Volume,
    Mass,
    StandardCoal,
    Energy,
    Power,
    Percent,
    /// Differences of percentages.
    Points,
    /// A place in a list.
    Rank,
    Score,
    Index,
    /// So many times another figure.
    Times,
    Year,
    Day,
    /// Things counted in a unit of their own, such as containers or tonne-kilometres.
    Counted(&'static str),
    /// So much of the one by one of the other.
    Per(&'static Self, &'static Self),
    /// Anything else: one unit, which converts into nothing.
    Own,
}

/// A unit: one the program knows, one made of those, or a name from a file, which fits itself only.
#[derive(Clone, Debug)]
pub enum Unit {
    Known(&'static Known),
    /// A step of a known unit (百亿元), one by another (元/人), or one that says of what (% of GDP).
    Made(Arc<Made>),
    /// As a file writes it.
    Named(Arc<str>),
}

/// A unit put together from known ones.
#[derive(Debug)]
pub struct Made {
    code: String,
    zh: String,
    en: String,
    dimension: Dimension,
    size: Size,
    /// What is said of it besides: `constant 2015`, `of GDP`. Different ones do not convert.
    basis: String,
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
    /// The unit written so: a code, the Chinese or English label, another spelling, or known ones put together; else a
    /// unit of that name.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        spelling::read(text).unwrap_or_else(|| Self::Named(text.into()))
    }

    /// The unit that others of the dimension are steps of: the yuan, the person. None of a rate, or where there is none.
    pub(super) fn base(dimension: Dimension) -> Option<Self> {
        known::UNITS.iter().find(|unit| unit.is_base && unit.dimension == dimension).map(Self::Known)
    }

    /// The number a step stands for: 万, 亿, k, M.
    pub(super) fn step(text: &str) -> Option<f64> {
        let is_so = |step: &&known::Step| step.zh == text || step.en == text || step.code == text;
        known::STEPS.iter().find(is_so).map(|step| step.size as f64)
    }

    /// A unit of its own with a label in each language, which converts into nothing.
    pub fn plain(code: &str, zh: &str, en: &str) -> Self {
        let [code, zh, en] = [code, zh, en].map(str::to_owned);
        let basis = code.clone();
        Self::Made(Arc::new(Made { code, zh, en, dimension: Dimension::Own, size: Size { up: 1, down: 1 }, basis }))
    }

    /// Splits what heads a column into the name and the unit: `营业收入(千元)`. None where no unit is named, or two are.
    pub fn in_heading(text: &str) -> Option<(String, Self)> {
        heading::split(text)
    }

    /// Whether what heads a column names several units (`啤酒产量(万千升、万吨)`), so that it has none of them.
    pub fn are_several_in(heading: &str) -> bool {
        heading::are_several(heading)
    }

    /// Whether the program knows it.
    pub const fn is_known(&self) -> bool {
        !matches!(self, Self::Named(_))
    }

    /// The name in data files.
    pub fn code(&self) -> &str {
        match self {
            Self::Known(known) => known.code,
            Self::Made(made) => &made.code,
            Self::Named(name) => name,
        }
    }

    /// The unit in words of one language.
    pub fn label(&self, lang: Lang) -> &str {
        match self {
            Self::Known(known) => lang.pick(known.zh, known.en),
            Self::Made(made) => lang.pick(&made.zh, &made.en),
            Self::Named(name) => name,
        }
    }

    /// What it measures.
    pub fn dimension(&self) -> Dimension {
        match self {
            Self::Known(known) => known.dimension,
            Self::Made(made) => made.dimension,
            Self::Named(_) => Dimension::Own,
        }
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
        let (from, into) = (self.size()?, to.size()?);
        if self.dimension() != to.dimension() || !self.is_on_the_basis_of(to) {
            return None;
        }
        let (up, down) = (u128::from(from.up) * u128::from(into.down), u128::from(from.down) * u128::from(into.up));
        let common = greatest_common(up, down);
        // Multiply or divide by the whole number of the two: 10302209262 千元 is 103022.09262 亿元 to the last digit.
        Some(match ((up / common) as f64, (down / common) as f64) {
            (up, 1.0) => value * up,
            (1.0, down) => value / down,
            (up, down) => value * up / down,
        })
    }

    /// How many of the smallest part of its dimension it is; none of a unit that fits itself only.
    pub(super) fn size(&self) -> Option<Size> {
        match self {
            Self::Known(known) => Some(known.size),
            Self::Made(made) => Some(made.size),
            Self::Named(_) => None,
        }
    }

    /// What is said of it besides. Money of the day is what money is anyway, and so is a percentage a year.
    pub(super) fn basis(&self) -> &str {
        match self {
            Self::Made(made) if !matches!(made.basis.as_str(), "current" | "annual") => &made.basis,
            _ => "",
        }
    }

    /// A bare % may be a percentage of anything; bare dollars are not those of 2015.
    fn is_on_the_basis_of(&self, other: &Self) -> bool {
        let (one, two) = (self.basis(), other.basis());
        one == two || (self.is_percent() && (one.is_empty() || two.is_empty()))
    }

    /// The step in which numbers of about this size are read in one language.
    pub fn scale(&self, typical: f64, lang: Lang) -> Scale {
        let plain = || Scale { divide: 1.0, label: self.label(lang).to_owned() };
        let Some(size) = self.size().filter(|_| self.basis().is_empty()) else { return plain() };
        let factor = size.up as f64;
        let zh: &[(f64, &str)] = &[(1e12, "万亿"), (1e8, "亿"), (1e4, "万"), (1.0, "")];
        let en: &[(f64, &str)] = &[(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"), (1.0, "")];
        let base = typical.abs() * factor;
        // Counts are read in full until they are very long; amounts of money never are.
        let ease = match self.dimension() {
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
        let label = match (self.dimension(), lang) {
            (Dimension::Money(currency), Lang::Zh) => format!("{word}{}", currency_zh(currency)),
            (Dimension::Money(currency), Lang::En) => format!("{currency} {word}").trim_end().to_owned(),
            (Dimension::Person, Lang::Zh) => format!("{word}人"),
            (Dimension::Person, Lang::En) => format!("{word} people").trim_start().to_owned(),
            (_, Lang::Zh) => format!("{word}个"),
            (_, Lang::En) => word.to_owned(),
        };
        Scale { divide: step / factor, label }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

const fn greatest_common(mut one: u128, mut two: u128) -> u128 {
    while two != 0 {
        (one, two) = (two, one % two);
    }
    one
}

fn currency_zh(code: &str) -> &'static str {
    known::written(code).map_or("", |known| known.zh)
}

/// The step a column of numbers is shown in.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scale {
    /// A canonical number divided by this is the number shown.
    pub divide: f64,
    /// The unit shown, in the header and nowhere else.
    pub label: String,
}
