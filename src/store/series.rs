//! One park and one indicator over time.

use std::{ops::Range, sync::Arc};

use super::{
    Store,
    frame::{Columns, Frame},
};
use crate::model::{At, FactId, IndicatorId, Kind, Mark, ParkId, Period, SourceId};

/// A value as shown: the number, how firm it is, and where to find its story.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Reading {
    /// In the indicator's canonical unit.
    pub value: f64,
    pub mark: Mark,
    pub fact: FactId,
    pub source: Option<SourceId>,
    /// Whether another source gives another value.
    pub disputed: bool,
    /// Whether its source is a repost or second-hand.
    pub second_hand: bool,
    /// Whether it is the value of a formula, and nobody published it.
    pub computed: bool,
}

/// A reading and its period.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    pub period: Period,
    pub reading: Reading,
}

/// The readings of one park and indicator, oldest first.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Series {
    pub points: Vec<Point>,
}

impl Series {
    /// The full years only: what stands on an annual axis.
    pub fn years(&self) -> impl DoubleEndedIterator<Item = &Point> {
        self.points.iter().filter(|point| point.period.is_year())
    }

    /// The reading of one period.
    pub fn get(&self, period: Period) -> Option<&Point> {
        self.points.iter().find(|point| point.period == period)
    }

    /// The reading the rule takes: the newest of those it allows.
    pub fn at(&self, at: At) -> Option<&Point> {
        self.points.iter().rev().find(|point| at.takes(point.period))
    }

    /// One value a year over `from..=to`; none where there is no figure.
    pub fn by_year(&self, from: i32, to: i32) -> Vec<Option<f64>> {
        let mut values = vec![None; usize::try_from(to - from + 1).unwrap_or(0)];
        for point in self.years() {
            let place = point.period.calendar_year() - from;
            if let Some(slot) = usize::try_from(place).ok().and_then(|place| values.get_mut(place)) {
                *slot = Some(point.reading.value);
            }
        }
        values
    }
}

impl Store {
    /// Every reading of that kind, of whatever length of period.
    pub fn series(&self, park: ParkId, indicator: IndicatorId, kind: Kind) -> Series {
        let columns = self.frame.columns();
        let rows = self.frame.rows_of(park, indicator, kind);
        Series { points: columns.shown(rows).map(|row| columns.point(row)).collect() }
    }

    /// The parks that have any figure of that kind for an indicator, in the order of the catalogue.
    pub fn parks_with(&self, indicator: IndicatorId, kind: Kind) -> Vec<ParkId> {
        let columns = self.frame.columns();
        let shown = columns.shown(self.frame.spans().rows(indicator, kind));
        let mut with: Vec<ParkId> = shown.map(|row| ParkId(columns.parks[row])).collect();
        with.dedup();
        with
    }

    /// The indicators for which a park has any figure of that kind.
    pub fn indicators_of(&self, park: ParkId, kind: Kind) -> Vec<IndicatorId> {
        let columns = self.frame.columns();
        let has = |id: &IndicatorId| columns.shown(self.frame.rows_of(park, *id, kind)).next().is_some();
        self.catalog.indicator_ids().filter(has).collect()
    }

    /// For how many indicators each park has any figure of that kind, by its place in the catalogue.
    pub fn coverage(&self, kind: Kind) -> Vec<usize> {
        let columns = self.frame.columns();
        let mut counts = vec![0; self.catalog.parks.len()];
        let is_counted = |id: IndicatorId, of: Kind| of == kind && !self.catalog.indicator(id).is_computed();
        for (_, _, span) in self.frame.spans().iter().filter(|(id, of, _)| is_counted(*id, *of)) {
            let mut last = None;
            for park in columns.shown(span).map(|row| columns.parks[row]) {
                counts[park as usize] += usize::from(last != Some(park));
                last = Some(park);
            }
        }
        counts
    }

    /// How many of these parks have a figure of that very period for an indicator; counting ends at so many.
    pub fn count_at(&self, parks: &[ParkId], indicator: IndicatorId, period: Period, most: usize) -> usize {
        let columns = self.frame.columns();
        let mut walk = self.frame.walk(indicator, Kind::Actual);
        let has = |park: &&ParkId| columns.newest(walk.rows(**park), At::Exact(period)).is_some();
        parks.iter().filter(has).take(most).count()
    }

    pub(super) fn runs(&self, rows: impl Iterator<Item = Range<usize>>) -> Runs {
        let narrow = |rows: Range<usize>| rows.start as u32..rows.end as u32;
        Runs { frame: self.frame.clone(), rows: rows.map(narrow).collect() }
    }
}

impl Columns<'_> {
    /// The newest of a park's rows that the rule takes.
    pub(super) fn newest(&self, rows: Range<usize>, at: At) -> Option<usize> {
        self.shown(self.within(rows, at)).rev().find(|row| at.takes(self.period(*row)))
    }

    /// What a park's rows say of that very period.
    pub(super) fn level(&self, rows: Range<usize>, period: Period) -> Option<Reading> {
        self.newest(rows, At::Exact(period)).map(|row| self.point(row).reading)
    }

    /// Those of a park's rows among which the rule takes any: they are in the order of period, so that one period of twenty
    /// years is found without looking at the others.
    pub(super) fn within(&self, rows: Range<usize>, at: At) -> Range<usize> {
        let At::Exact(period) = at else { return rows };
        let (period, periods) = (period.pack(), &self.periods[rows.clone()]);
        let from = periods.partition_point(|other| *other < period);
        let same = periods[from..].iter().take_while(|other| **other == period).count();
        rows.start + from..rows.start + from + same
    }
}

/// Series that are read where they are drawn: of a table of fifty thousand parks one sees forty.
#[derive(Clone)]
pub struct Runs {
    frame: Arc<Frame>,
    rows: Vec<Range<u32>>,
}

impl Runs {
    /// How many there are.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// The readings of one, oldest first.
    pub fn series(&self, place: usize) -> Series {
        let columns = self.frame.columns();
        Series { points: columns.shown(self.rows(place)).map(|row| columns.point(row)).collect() }
    }

    /// Each in turn.
    pub fn iter(&self) -> impl Iterator<Item = Series> + '_ {
        (0..self.len()).map(|place| self.series(place))
    }

    /// Whether one has more than one full year.
    pub fn has_history(&self, place: usize) -> bool {
        let columns = self.frame.columns();
        columns.shown(self.rows(place)).filter(|row| columns.period(*row).is_year()).nth(1).is_some()
    }

    fn rows(&self, place: usize) -> Range<usize> {
        let rows = &self.rows[place];
        rows.start as usize..rows.end as usize
    }
}
