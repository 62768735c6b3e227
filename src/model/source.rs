//! Sources: who published a figure, when, and where it can be read.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::Lang;

/// How near a source stands to the one who counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Government, statistics office or the park's own authority.
    Official,
    /// The publisher's own page.
    Press,
    /// A file of the user's own, or a source that does not say.
    #[default]
    Unstated,
    /// Seen on a copy; the original publisher is named where known.
    Repost,
    /// Encyclopaedia, exam or question-and-answer text.
    Secondary,
}

impl Grade {
    /// The grade in words, Chinese and English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Official => ("官方", "official"),
            Self::Press => ("媒体原文", "press"),
            Self::Unstated => ("未注明", "not stated"),
            Self::Repost => ("转载", "repost"),
            Self::Secondary => ("二手", "secondary"),
        }
    }

    /// Whether the figure was not seen where it was first published: always said on screen.
    pub const fn is_second_hand(self) -> bool {
        matches!(self, Self::Repost | Self::Secondary)
    }
}

/// One source.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The name in files.
    pub slug: String,
    pub title: String,
    #[serde(default)]
    pub publisher: String,
    /// As printed: a day, a month, a year, or words ("c. 2018", "n.d.").
    #[serde(default)]
    pub date: String,
    #[serde(default)]
    pub url: String,
    /// Where in the source the figures stand.
    #[serde(default)]
    pub locator: String,
    #[serde(default)]
    pub grade: Grade,
}

impl Source {
    /// Who published it, or the title where nobody is named.
    pub fn publisher_in(&self, lang: Lang) -> &str {
        match self.publisher.as_str() {
            "" => &self.title,
            // How the catalogue says it; said in the reader's language here.
            "(original publisher not named)" => lang.pick("原发布者未注明", "original publisher not named"),
            named => named,
        }
    }

    /// The first date in the printed text, as year, month and day; a part that is not stated is 0. None if undated.
    pub fn stated_date(&self) -> Option<[u16; 3]> {
        let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
        let starts = self.date.char_indices().map(|(at, _)| at);
        let year = starts
            .filter_map(|at| self.date.get(at..))
            .find(|rest| digits(rest) == 4 && (rest.starts_with('1') || rest.starts_with('2')))?;
        // `2021 (page stamp 09-26)` states a year; the stamp is not its month.
        let date = year.split(|c: char| !c.is_ascii_digit() && c != '-').next().unwrap_or_default();
        let mut parts = date.split('-').map(|part| part.get(..digits(part)).unwrap_or("").parse().unwrap_or(0));
        let mut next = || parts.next().unwrap_or(0);
        Some([next(), next(), next()])
    }

    /// Whether this page is surely older than the other, as far as their printed dates go.
    pub fn is_surely_older(&self, other: &Self) -> bool {
        let (Some(mine), Some(theirs)) = (self.stated_date(), other.stated_date()) else { return false };
        for (a, b) in mine.into_iter().zip(theirs) {
            match (a, b) {
                (0, _) | (_, 0) => return false,
                _ if a != b => return a < b,
                _ => {}
            }
        }
        false
    }

    /// Of two sources of one fact the lesser is shown first: the better grade, then the newer page.
    pub fn precedence(&self) -> (Grade, Reverse<Option<[u16; 3]>>) {
        (self.grade, Reverse(self.stated_date()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Grade, Source};

    fn dated(date: &str) -> Source {
        Source { date: date.into(), ..Source::default() }
    }

    #[test]
    fn dates_as_printed() {
        let check = |text: &str, expect: Option<[u16; 3]>| assert_eq!(dated(text).stated_date(), expect, "{text}");
        check("2018-01-22", Some([2018, 1, 22]));
        check("c. 2018 (exact date not seen)", Some([2018, 0, 0]));
        check("2020-07", Some([2020, 7, 0]));
        check("2010-11-25 (text of 2010)", Some([2010, 11, 25]));
        check("undated page; events place it in 2021 (page stamp 09-26)", Some([2021, 0, 0]));
        check("n.d.", None);
        check("", None);
    }

    #[test]
    fn older_only_when_the_dates_say_so() {
        assert!(dated("2022-10-27").is_surely_older(&dated("2023-02-02")));
        assert!(!dated("c. 2018").is_surely_older(&dated("2018-01-22")));
        assert!(!dated("n.d.").is_surely_older(&dated("2018-01-22")));
    }

    #[test]
    fn official_comes_before_press_and_newer_before_older() {
        let official = Source { grade: Grade::Official, ..dated("2001") };
        let press = Source { grade: Grade::Press, ..dated("2020") };
        assert!(official.precedence() < press.precedence());
        assert!(dated("2020").precedence() < dated("2019").precedence());
    }
}
