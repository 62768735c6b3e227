//! The rule by which one value is taken from a series.

use super::Period;

/// Which period a value may come from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum At {
    /// That period and no other.
    Exact(Period),
    /// The latest year up to one, at most so many years back; a value from another year says its year.
    Latest { upto: i32, back: i32 },
}

impl At {
    /// The year or period asked for.
    pub const fn period(self) -> Period {
        match self {
            Self::Exact(period) => period,
            Self::Latest { upto, .. } => Period::year(upto),
        }
    }

    /// Whether a figure of that period may answer.
    pub fn takes(self, period: Period) -> bool {
        match self {
            Self::Exact(exact) => period == exact,
            Self::Latest { upto, back } => period.is_year() && (upto - back..=upto).contains(&period.calendar_year()),
        }
    }

    /// The same rule some years later (or earlier).
    #[must_use]
    pub const fn shift(self, years: i32) -> Self {
        match self {
            Self::Exact(period) => Self::Exact(period.shift(years)),
            Self::Latest { upto, back } => Self::Latest { upto: upto + years, back },
        }
    }
}
