//! The time a figure is about: a run of months inside one year.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::Lang;

/// A run of months: where it ends and how many. A year is twelve, the first half cumulated is six, a month is one.
///
/// Ordered by end, then by length, so that a full year comes after its own first half and beside its December.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct Period {
    /// Months since year 0, of the last month.
    end: i32,
    months: u8,
}

impl Period {
    /// A full calendar year, or the state at its end.
    pub const fn year(year: i32) -> Self {
        Self { end: year * 12 + 11, months: 12 }
    }

    /// The months `from..=to` (1 to 12) of a year; none if they are out of order or out of range.
    pub const fn months(year: i32, from: u8, to: u8) -> Option<Self> {
        if from < 1 || to > 12 || from > to || year < 0 || year > 9999 {
            return None;
        }
        Some(Self { end: year * 12 + to as i32 - 1, months: to - from + 1 })
    }

    /// The calendar year it lies in.
    pub const fn calendar_year(self) -> i32 {
        self.end.div_euclid(12)
    }

    /// Whether it is a full calendar year: the only periods on an annual axis.
    pub const fn is_year(self) -> bool {
        self.months == 12
    }

    /// The same months some years later (or earlier).
    #[must_use]
    pub const fn shift(self, years: i32) -> Self {
        Self { end: self.end + years * 12, months: self.months }
    }

    /// From January to its last month: what a figure cumulated over the year is about.
    #[must_use]
    pub const fn since_january(self) -> Self {
        Self { end: self.end, months: self.end.rem_euclid(12) as u8 + 1 }
    }

    /// One number that orders as the period does, for a column of numbers.
    pub const fn pack(self) -> i32 {
        self.end * 16 + self.months as i32
    }

    /// The period of a packed number.
    pub const fn unpack(packed: i32) -> Self {
        Self { end: packed.div_euclid(16), months: packed.rem_euclid(16) as u8 }
    }

    /// The month it begins with, from 1.
    pub const fn first_month(self) -> i32 {
        self.last_month() - self.months as i32 + 1
    }

    /// The month it ends with.
    pub const fn last_month(self) -> i32 {
        self.end.rem_euclid(12) + 1
    }

    /// The period in words: `2022年`, `2022年1–6月`; `2022`, `Jan–Jun 2022`.
    pub fn words(self, lang: Lang) -> String {
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let (year, from, to) = (self.calendar_year(), self.first_month(), self.last_month());
        let month = |m: i32| MONTHS[(m - 1).rem_euclid(12) as usize];
        match (lang, self.months) {
            (Lang::Zh, 12) => format!("{year}年"),
            (Lang::En, 12) => format!("{year}"),
            (Lang::Zh, 1) => format!("{year}年{to}月"),
            (Lang::En, 1) => format!("{} {year}", month(to)),
            (Lang::Zh, _) => format!("{year}年{from}-{to}月"),
            (Lang::En, _) => format!("{}-{} {year}", month(from), month(to)),
        }
    }
}

/// The form used in data files and on the command line: `2022`, `2022-05`, `2022-01..06`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.calendar_year();
        match self.months {
            12 => write!(f, "{year:04}"),
            1 => write!(f, "{year:04}-{:02}", self.last_month()),
            _ => write!(f, "{year:04}-{:02}..{:02}", self.first_month(), self.last_month()),
        }
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a text is not a period.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is not a period; write `2022`, `2022-05`, `2022-01..06`, `2022Q2` or `2022H1`")]
pub struct NotAPeriod(pub String);

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        parse(text.trim()).ok_or_else(|| NotAPeriod(text.chars().take(40).collect()))
    }
}

fn parse(text: &str) -> Option<Period> {
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (year, rest) = text.split_at_checked(split)?;
    if year.len() != 4 {
        return None;
    }
    let year: i32 = year.parse().ok()?;
    let rest = rest.trim_start();
    if rest.is_empty() || rest == "年" {
        return Some(Period::year(year));
    }
    if let Some(quarter) = rest.strip_prefix(['Q', 'q']).or_else(|| rest.strip_prefix("-Q")) {
        let quarter: u8 = quarter.parse().ok().filter(|q| (1..=4).contains(q))?;
        return Period::months(year, quarter * 3 - 2, quarter * 3);
    }
    if let Some(half) = rest.strip_prefix(['H', 'h', 'S']) {
        let half: u8 = half.parse().ok().filter(|h| (1..=2).contains(h))?;
        return Period::months(year, half * 6 - 5, half * 6);
    }
    let months = rest.strip_prefix('-').or_else(|| rest.strip_prefix("年"))?;
    let months = months.strip_suffix('月').unwrap_or(months);
    let (from, to) = months
        .split_once("..")
        .or_else(|| months.split_once('-'))
        .or_else(|| months.split_once('–'))
        .unwrap_or((months, months));
    let two = |digits: &str| digits.parse::<u8>().ok().filter(|_| digits.len() <= 2);
    Period::months(year, two(from)?, two(to)?)
}

#[cfg(test)]
mod tests {
    use super::{Lang, Period};

    #[test]
    fn a_period_reads_back_as_it_is_written() {
        for text in ["2022", "2022-05", "2022-01..06", "1991", "0000", "9999"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn the_forms_people_write() {
        let check = |text: &str, same: &str| {
            assert_eq!(text.parse::<Period>(), same.parse::<Period>(), "{text}");
            assert!(same.parse::<Period>().is_ok());
        };
        check("2022年", "2022");
        check("2022Q2", "2022-04..06");
        check("2022-Q4", "2022-10..12");
        check("2022H1", "2022-01..06");
        check("2022年1-6月", "2022-01..06");
        check("2022年5月", "2022-05");
    }

    #[test]
    fn what_is_no_period_says_so() {
        for text in [
            "",
            "22",
            "2022-13",
            "2022-06..01",
            "2022Q5",
            "20222",
            "２０２２",
            "二〇二二",
            "2022-",
            "abcd",
            "2022-0..3",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn order_is_by_end_then_length_and_survives_packing() {
        let [half, year, next] = ["2022-01..06", "2022", "2023-01..03"].map(|p| p.parse::<Period>().unwrap());
        assert!(half < year && year < next);
        for period in [half, year, next] {
            assert_eq!(Period::unpack(period.pack()), period);
        }
        assert!(half.pack() < year.pack() && year.pack() < next.pack());
    }

    #[test]
    fn words_in_both_languages() {
        let half: Period = "2022-01..06".parse().unwrap();
        assert_eq!(half.words(Lang::Zh), "2022年1-6月");
        assert_eq!(half.words(Lang::En), "Jan-Jun 2022");
    }
}
