//! One park and one indicator over time.

use std::ops::Range;

use super::{Store, frame::Columns};
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
        let columns = self.now.columns();
        let rows = rows_of(&columns, self.now.span(indicator, kind), park);
        Series { points: rows.map(|row| self.point(&columns, row)).collect() }
    }

    /// The parks that have any figure of that kind for an indicator, in the order of the catalogue.
    pub fn parks_with(&self, indicator: IndicatorId, kind: Kind) -> Vec<ParkId> {
        let parks = self.now.columns().parks;
        let mut with: Vec<ParkId> = parks[self.now.span(indicator, kind)].iter().map(|park| ParkId(*park)).collect();
        with.dedup();
        with
    }

    /// The indicators for which a park has any figure of that kind.
    pub fn indicators_of(&self, park: ParkId, kind: Kind) -> Vec<IndicatorId> {
        let columns = self.now.columns();
        self.now
            .spans()
            .filter(|(_, of, span)| *of == kind && !rows_of(&columns, span.clone(), park).is_empty())
            .map(|(indicator, ..)| indicator)
            .collect()
    }

    pub(super) fn point(&self, columns: &Columns<'_>, row: usize) -> Point {
        let fact = FactId(columns.facts[row]);
        let source = self.long.source(fact);
        Point {
            period: Period::unpack(columns.periods[row]),
            reading: Reading {
                value: columns.values[row],
                mark: Mark::ALL[columns.marks[row] as usize % Mark::ALL.len()],
                fact,
                disputed: columns.different[row] > 1,
                source,
                second_hand: source.is_some_and(|source| self.catalog.source(source).grade.is_second_hand()),
            },
        }
    }
}

/// The rows of one park within an indicator's rows.
pub(super) fn rows_of(columns: &Columns<'_>, span: Range<usize>, park: ParkId) -> Range<usize> {
    let parks = &columns.parks[span.clone()];
    let from = parks.partition_point(|other| *other < park.0);
    let to = parks.partition_point(|other| *other <= park.0);
    span.start + from..span.start + to
}
