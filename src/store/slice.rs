//! Many parks and some indicators at one time: what a table shows.

use std::ops::Range;

use super::{Change, Point, Reading, Run, Store};
use crate::{
    analysis::rank,
    model::{At, IndicatorId, Kind, ParkId, Period},
};

pub use crate::analysis::rank::Rank;

/// One park's answer for one indicator.
#[derive(Clone, PartialEq, Debug)]
pub struct Cell {
    pub reading: Reading,
    pub period: Period,
    pub change: Option<Change>,
    pub rank: Option<Rank>,
    /// Places gained on the year before among those ranked in both (positive is better); none over mixed years.
    pub moved: Option<i32>,
}

/// One indicator's column.
#[derive(Clone)]
pub struct Column {
    pub indicator: IndicatorId,
    /// One a park, in the order asked.
    pub cells: Vec<Option<Cell>>,
    /// One a park: every reading of it.
    pub series: Vec<Run>,
    /// The periods the cells are from, oldest first.
    pub periods: Vec<Period>,
}

/// A table of parks and indicators.
#[derive(Clone)]
pub struct Slice {
    pub parks: Vec<ParkId>,
    pub columns: Vec<Column>,
}

impl Column {
    /// Whether the cells are from more than one period, so that ranks over them are marked.
    pub fn is_mixed(&self) -> bool {
        self.periods.len() > 1
    }
}

impl Store {
    /// The parks' values for the indicators at one time; ranks are over those of them that may be ranked together.
    pub fn slice(&self, parks: &[ParkId], indicators: &[IndicatorId], at: At) -> Slice {
        let rankable = self.rankable(parks);
        let columns = indicators.iter().map(|indicator| self.column(parks, &rankable, *indicator, at)).collect();
        Slice { parks: parks.to_vec(), columns }
    }

    /// The ranks of the parks for an indicator at one time, and whether any figure among them is not exact.
    pub fn ranks(&self, parks: &[ParkId], indicator: IndicatorId, at: At) -> (Vec<Option<Rank>>, bool) {
        let columns = self.frame.columns();
        let mut walk = self.frame.walk(indicator, Kind::Actual);
        let reading = |park: &ParkId| columns.newest(walk.rows(*park), at).map(|row| columns.point(row).reading);
        let readings: Vec<Option<Reading>> = parks.iter().map(reading).collect();
        let rankable = self.rankable(parks);
        let values = readings.iter().zip(rankable).map(|(reading, ranked)| reading.filter(|_| ranked).map(|r| r.value));
        let unsure = readings.iter().flatten().any(|reading| !reading.mark.is_exact());
        (rank::ranks(&values.collect::<Vec<_>>(), self.catalog.indicator(indicator).better), unsure)
    }

    fn column(&self, parks: &[ParkId], rankable: &[bool], indicator: IndicatorId, at: At) -> Column {
        let columns = self.frame.columns();
        let mut walk = self.frame.walk(indicator, Kind::Actual);
        let rows: Vec<Range<usize>> = parks.iter().map(|park| walk.rows(*park)).collect();
        let at_time = |at: At| -> Vec<Option<Point>> {
            rows.iter().map(|rows| columns.newest(rows.clone(), at).map(|row| columns.point(row))).collect()
        };
        let points = at_time(at);
        let mut periods: Vec<Period> = points.iter().flatten().map(|point| point.period).collect();
        periods.sort_unstable();
        periods.dedup();
        let better = self.catalog.indicator(indicator).better;
        let ranks = rank::ranks(&in_field(rankable, &points, &points), better);
        // A move is one between two years of one field: over mixed years, or with parks that came or went, it says nothing.
        let moves: Vec<Option<i32>> = match periods.as_slice() {
            [one] => {
                let (this, last) = (at_time(At::Exact(*one)), at_time(At::Exact(one.shift(-1))));
                let now = rank::ranks(&in_field(rankable, &this, &last), better);
                let before = rank::ranks(&in_field(rankable, &last, &this), better);
                let moved =
                    |(now, before): (Option<Rank>, Option<Rank>)| Some(before?.place as i32 - now?.place as i32);
                now.into_iter().zip(before).map(moved).collect()
            }
            _ => vec![None; parks.len()],
        };
        let mut changes = self.changes(indicator);
        let cell = |place: usize| -> Option<Cell> {
            let Point { period, reading } = points[place]?;
            let change = changes.of(parks[place], rows[place].clone(), period);
            Some(Cell { reading, period, change, rank: ranks[place], moved: moves[place] })
        };
        let cells: Vec<Option<Cell>> = (0..parks.len()).map(cell).collect();
        let series = rows.into_iter().map(|rows| self.run(rows)).collect();
        Column { indicator, cells, series, periods }
    }

    /// Which of these parks may be ranked beside each other: single zones, and no part beside its whole. Where none is a
    /// single zone (totals among themselves), all may.
    pub(super) fn rankable(&self, parks: &[ParkId]) -> Vec<bool> {
        let asked = self.catalog.among(parks);
        let is_single = |park: &ParkId| {
            let park = self.catalog.park(*park);
            let whole = park.parent.filter(|whole| asked[whole.index()] && self.catalog.park(*whole).level.is_zone());
            park.level.is_zone() && whole.is_none()
        };
        let single: Vec<bool> = parks.iter().map(is_single).collect();
        if single.contains(&true) { single } else { vec![true; parks.len()] }
    }
}

/// The values of the parks that are ranked and also have a figure at the other time.
fn in_field(rankable: &[bool], points: &[Option<Point>], also: &[Option<Point>]) -> Vec<Option<f64>> {
    let both = points.iter().zip(also).map(|(point, also)| point.filter(|_| also.is_some()));
    both.zip(rankable).map(|(point, ranked)| point.filter(|_| *ranked).map(|point| point.reading.value)).collect()
}
