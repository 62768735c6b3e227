//! Where the rows of each indicator and kind lie once the rows are settled.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{IndicatorId, Kind};

/// A run of rows for each indicator and kind, in this order.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
pub struct Spans {
    /// Where each run ends, which is where the next one begins.
    ends: Vec<u32>,
}

impl Spans {
    /// The runs that have so many rows each.
    pub fn of(counts: impl IntoIterator<Item = u32>) -> Self {
        let add = |so_far: &mut u32, count: u32| {
            *so_far += count;
            Some(*so_far)
        };
        Self { ends: counts.into_iter().scan(0, add).collect() }
    }

    /// The runs of the first indicators, and behind them those of others, each of so many actual figures and no targets.
    #[must_use]
    pub fn with(&self, indicators: usize, counts: impl IntoIterator<Item = u32>) -> Self {
        let mut ends: Vec<u32> = self.ends.iter().copied().take(indicators * 2).collect();
        let mut end = ends.last().copied().unwrap_or(0);
        ends.resize(indicators * 2, end);
        for count in counts {
            end += count;
            ends.extend([end, end]);
        }
        Self { ends }
    }

    /// The place of a run.
    pub const fn place(indicator: IndicatorId, kind: Kind) -> usize {
        indicator.index() * 2 + kind as usize
    }

    /// The rows of an indicator and kind.
    pub fn rows(&self, indicator: IndicatorId, kind: Kind) -> Range<usize> {
        let place = Self::place(indicator, kind);
        let end = |place: usize| self.ends.get(place).map(|end| *end as usize);
        let start = place.checked_sub(1).map_or(Some(0), end);
        start.zip(end(place)).map_or(0..0, |(start, end)| start..end)
    }

    /// The indicator of a row.
    pub fn indicator(&self, row: usize) -> IndicatorId {
        IndicatorId::at(self.ends.partition_point(|end| *end as usize <= row) / 2)
    }

    /// Every run that has a row.
    pub fn iter(&self) -> impl Iterator<Item = (IndicatorId, Kind, Range<usize>)> + '_ {
        let runs =
            (0..self.ends.len() / 2).map(IndicatorId::at).flat_map(|id| [(id, Kind::Actual), (id, Kind::Target)]);
        runs.map(|(id, kind)| (id, kind, self.rows(id, kind))).filter(|(.., rows)| !rows.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::{IndicatorId, Kind, Spans};

    #[test]
    fn runs_lie_end_to_end_and_rows_know_their_indicator() {
        let spans = Spans::of([2, 0, 0, 3, 0, 0]);
        let runs: Vec<_> = spans.iter().collect();
        assert_eq!(runs, [(IndicatorId(0), Kind::Actual, 0..2), (IndicatorId(1), Kind::Target, 2..5)]);
        assert_eq!([0, 1, 2, 4].map(|row| spans.indicator(row).0), [0, 0, 1, 1]);
        assert!(spans.rows(IndicatorId(9), Kind::Actual).is_empty());
    }
}
