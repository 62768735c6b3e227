//! What is loaded, in numbers.

use serde::{Deserialize, Serialize};

use super::{Store, frame::Frame};
use crate::model::{Catalog, Grade, IndicatorId, Kind, Period, Source, SourceId};

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

/// What never changes once the frame is built, counted in one pass.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
pub struct Counts {
    parks: usize,
    indicators: usize,
    targets: usize,
    conflicts: usize,
    years: Option<(i32, i32)>,
    newest_period: Option<Period>,
    /// How many observations each source supports.
    pub by_source: Vec<usize>,
    /// How many parks have an actual figure for each indicator.
    by_indicator: Vec<usize>,
}

impl Counts {
    /// Of that frame.
    pub fn of(frame: &Frame, catalog: &Catalog) -> Self {
        let columns = frame.columns();
        let mut counts = Self {
            by_source: vec![0; catalog.sources.len()],
            by_indicator: vec![0; catalog.indicators.len()],
            ..Self::default()
        };
        columns.sources().for_each(|(_, source)| counts.by_source[source.index()] += 1);
        let mut parks = vec![false; catalog.parks.len()];
        let mut last = None;
        for (indicator, kind, span) in frame.spans().iter() {
            if kind == Kind::Target {
                counts.targets += span.len();
            }
            let mut park = None;
            for row in columns.shown(span) {
                if park.replace(columns.parks[row]) != Some(columns.parks[row]) {
                    parks[columns.parks[row] as usize] = true;
                    counts.by_indicator[indicator.index()] += usize::from(kind == Kind::Actual);
                }
                counts.indicators += usize::from(last != Some(indicator));
                last = Some(indicator);
                counts.conflicts += usize::from(columns.about(row).is_disputed());
                counts.see(columns.period(row), kind);
            }
        }
        counts.parks = parks.into_iter().filter(|has_figures| *has_figures).count();
        counts
    }

    fn see(&mut self, period: Period, kind: Kind) {
        self.newest_period = self.newest_period.max(Some(period));
        if kind == Kind::Actual && period.is_year() {
            let year = period.calendar_year();
            self.years = Some(self.years.map_or((year, year), |(from, to)| (from.min(year), to.max(year))));
        }
    }
}

impl Store {
    /// Counts what is loaded.
    pub fn summary(&self) -> Summary {
        let counts = &self.counts;
        let is_used = |id: &SourceId| counts.by_source[id.index()] > 0;
        let used = || self.catalog.source_ids().filter(is_used).map(|id| self.catalog.source(id));
        Summary {
            parks: counts.parks,
            indicators: counts.indicators,
            observations: self.len(),
            targets: counts.targets,
            sources: used().count(),
            second_hand: used().filter(|source| source.grade > Grade::Unstated).count(),
            conflicts: counts.conflicts,
            years: counts.years,
            newest: used().filter_map(Source::stated_date).max(),
        }
    }

    /// How many parks have any actual figure for an indicator.
    pub fn count_parks(&self, indicator: IndicatorId) -> usize {
        let counted = self.counts.by_indicator.get(indicator.index()).copied();
        // A computed column came after the counting.
        counted.unwrap_or_else(|| self.parks_with(indicator, Kind::Actual).len())
    }

    /// The newest period of any figure, of whatever length.
    pub const fn newest_period(&self) -> Option<Period> {
        self.counts.newest_period
    }

    /// The first and last full year of an actual figure.
    pub const fn years(&self) -> Option<(i32, i32)> {
        self.counts.years
    }
}
