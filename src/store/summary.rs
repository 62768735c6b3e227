//! What is loaded, in numbers.

use super::Store;
use crate::model::{Grade, Kind, Period, Source};

/// What is loaded.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    /// Parks and areas that have any figure.
    pub parks: usize,
    /// Indicators that have any figure.
    pub indicators: usize,
    pub observations: usize,
    pub targets: usize,
    /// Sources that support any figure.
    pub sources: usize,
    /// Sources seen on a copy or second-hand.
    pub second_hand: usize,
    /// Facts that sources state differently.
    pub conflicts: usize,
    /// The first and last full year of an actual figure.
    pub years: Option<(i32, i32)>,
    /// The newest date of any source, as year, month and day; 0 where not stated.
    pub newest: Option<[u16; 3]>,
}

impl Store {
    /// Counts what is loaded.
    pub fn summary(&self) -> Summary {
        let columns = self.now.columns();
        let counts = self.source_counts();
        let used = || self.catalog.source_ids().filter(|id| counts[id.index()] > 0).map(|id| self.catalog.source(id));
        let mut parks: Vec<u32> = columns.parks.to_vec();
        parks.sort_unstable();
        parks.dedup();
        let mut indicators: Vec<_> =
            self.now.spans().filter(|(.., span)| !span.is_empty()).map(|(id, ..)| id).collect();
        indicators.dedup();
        Summary {
            parks: parks.len(),
            indicators: indicators.len(),
            observations: self.len(),
            targets: self.long.targets(),
            sources: used().count(),
            second_hand: used().filter(|source| source.grade > Grade::Unstated).count(),
            conflicts: columns.different.iter().filter(|n| **n > 1).count(),
            years: self.years(),
            newest: used().filter_map(Source::stated_date).max(),
        }
    }

    /// The newest period of any figure, of whatever length.
    pub fn newest_period(&self) -> Option<Period> {
        self.now.columns().periods.iter().max().map(|packed| Period::unpack(*packed))
    }

    /// The first and last full year of an actual figure.
    pub fn years(&self) -> Option<(i32, i32)> {
        let periods = self.now.columns().periods;
        let years = || {
            self.now
                .spans()
                .filter(|(_, kind, _)| *kind == Kind::Actual)
                .flat_map(|(.., span)| &periods[span])
                .map(|packed| Period::unpack(*packed))
                .filter(|period| period.is_year())
                .map(Period::calendar_year)
        };
        years().min().zip(years().max())
    }
}
