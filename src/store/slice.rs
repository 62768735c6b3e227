//! Many parks and some indicators at one time: what a table shows.

use std::{borrow::Cow, ops::Range};

use rayon::prelude::*;

use super::{Change, Point, Reading, Runs, Store, Whole, Why};
use crate::{
    analysis::rank,
    model::{At, Form, Indicator, IndicatorId, Kind, Measure, ParkId, Period},
};

pub use crate::analysis::rank::Rank;

/// Fewer parks than this are looked at before other threads would be awake.
pub(super) const MANY: usize = 1 << 12;

/// What comes of each; of several at once where it is about many parks.
pub fn each<T: Sync, R: Send>(parks: usize, all: &[T], make: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    if parks < MANY { all.iter().map(make).collect() } else { all.par_iter().map(make).collect() }
}

/// One park's answer for one indicator.
#[derive(Clone, PartialEq, Debug)]
pub struct Cell {
    pub reading: Reading,
    pub period: Period,
    pub change: Option<Change>,
    pub rank: Option<Rank>,
    /// Places gained on the year before among those ranked in both (positive is better); none over mixed years.
    pub moved: Option<i32>,
    /// Whether the value was computed here; a published one is not.
    pub computed: bool,
}

/// One indicator's column.
#[derive(Clone)]
pub struct Column {
    pub indicator: IndicatorId,
    /// One a park, in the order asked.
    pub cells: Vec<Option<Cell>>,
    /// One a park: every reading of it.
    pub series: Runs,
    /// The periods the cells are from, oldest first.
    pub periods: Vec<Period>,
    /// The indicator as it is in the form asked for; none where that is the level.
    pub formed: Option<Box<Indicator>>,
    /// One a park: why there is no value in that form, or of a formula; empty for the level of what is published.
    pub whys: Vec<Option<Why>>,
    /// The group the values are measured against, one a period; empty where the form does not ask for it.
    pub wholes: Vec<Whole>,
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
        self.slice_in(Form::Level, parks, parks, indicators, at)
    }

    /// The same in a form, against a group of parks. The series are the levels in any form.
    pub fn slice_in(
        &self,
        form: Form,
        parks: &[ParkId],
        group: &[ParkId],
        indicators: &[IndicatorId],
        at: At,
    ) -> Slice {
        let rankable = self.rankable(parks);
        let column = |indicator: &IndicatorId| match form {
            Form::Level => self.column(parks, &rankable, *indicator, at),
            form => self.formed(parks, group, &rankable, Measure { of: *indicator, form }, at),
        };
        Slice { parks: parks.to_vec(), columns: each(parks.len(), indicators, column) }
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
        let rows = self.rows_of_each(parks, indicator);
        let point = |rows: &Range<usize>, at: At| columns.newest(rows.clone(), at).map(|row| columns.point(row));
        let points: Vec<Option<Point>> = each(parks.len(), &rows, |rows| point(rows, at));
        let mut periods: Vec<Period> = points.iter().flatten().map(|point| point.period).collect();
        periods.sort_unstable();
        periods.dedup();
        let better = self.catalog.indicator(indicator).better;
        let field = in_field(rankable, &points, |_| true);
        let ranks = rank::ranks(&field, better);
        let before = |rows: &Range<usize>, period: Period| point(rows, At::Exact(period.shift(-1)));
        // A move is one between two years of one field: over mixed years, or with parks that came or went, it says nothing.
        let last: Option<Vec<Option<Point>>> = match periods.as_slice() {
            [one] => Some(each(parks.len(), &rows, |rows| before(rows, *one))),
            _ => None,
        };
        let gains = last.as_ref().map(|last| {
            let also = in_field(rankable, &points, |place| last[place].is_some());
            let then = rank::ranks(&in_field(rankable, last, |place| points[place].is_some()), better);
            // Mostly nobody came or went.
            let now = if also == field { Cow::Borrowed(&ranks) } else { Cow::Owned(rank::ranks(&also, better)) };
            let gained = |(now, then): (&Option<Rank>, Option<Rank>)| Some(then?.place as i32 - (*now)?.place as i32);
            now.iter().zip(then).map(gained).collect::<Vec<Option<i32>>>()
        });
        let mut changes = self.changes(indicator);
        let cell = |place: usize| -> Option<Cell> {
            let Point { period, reading } = points[place]?;
            let then = || last.as_ref().map_or_else(|| before(&rows[place], period), |last| last[place]);
            let change = changes.of(parks[place], period, || Some((reading, then()?.reading)));
            let moved = gains.as_ref().and_then(|gains| gains[place]);
            Some(Cell { reading, period, change, rank: ranks[place], moved, computed: reading.computed })
        };
        let cells: Vec<Option<Cell>> = (0..parks.len()).map(cell).collect();
        let series = self.runs(rows.into_iter());
        let whys = self.whys_not(parks, indicator, at);
        Column { indicator, cells, series, periods, formed: None, whys, wholes: vec![] }
    }

    /// The rows each of the parks has.
    fn rows_of_each(&self, parks: &[ParkId], indicator: IndicatorId) -> Vec<Range<usize>> {
        let mut walk = self.frame.walk(indicator, Kind::Actual);
        if parks.len() < MANY {
            return parks.iter().map(|park| walk.rows(*park)).collect();
        }
        parks.par_iter().map_init(|| walk.clone(), |walk, park| walk.rows(*park)).collect()
    }

    fn formed(&self, parks: &[ParkId], group: &[ParkId], rankable: &[bool], measure: Measure, at: At) -> Column {
        let column = self.measured(parks, group, measure, at);
        // A column that is refused stays what it is: its dots are in no other unit.
        let formed = measure.formed(&self.catalog);
        let values: Vec<Option<f64>> =
            column.values().zip(rankable).map(|(value, ranked)| value.filter(|_| *ranked)).collect();
        let ranks = rank::ranks(&values, formed.better);
        let cell = |(place, cell): (usize, &Result<super::Measured, Why>)| {
            Some(Cell { rank: ranks[place], ..self.cell_of(cell.as_ref().ok()?) })
        };
        let mut walk = self.frame.walk(measure.of, Kind::Actual);
        Column {
            indicator: measure.of,
            cells: column.cells.iter().enumerate().map(cell).collect(),
            series: self.runs(parks.iter().map(|park| walk.rows(*park))),
            formed: Some(Box::new(formed)),
            whys: column.cells.iter().map(|cell| cell.as_ref().err().copied()).collect(),
            periods: column.periods,
            wholes: column.wholes,
        }
    }

    /// Which of these parks may be ranked beside each other: single zones, and no part beside its whole. Where none is a
    /// single zone totals are ranked among themselves, but for one that is alone and one that is a total of others there.
    pub fn rankable(&self, parks: &[ParkId]) -> Vec<bool> {
        let asked = self.catalog.among(parks);
        let is_single = |park: &ParkId| {
            let park = self.catalog.park(*park);
            let whole = park.parent.filter(|whole| asked[whole.index()] && self.catalog.park(*whole).level.is_zone());
            park.level.is_zone() && whole.is_none()
        };
        let single: Vec<bool> = parks.iter().map(is_single).collect();
        if single.contains(&true) {
            return single;
        }
        let wholes =
            self.catalog.among(&parks.iter().filter_map(|park| self.catalog.park(*park).parent).collect::<Vec<_>>());
        let is_total = |park: &ParkId| !self.catalog.park(*park).level.is_zone();
        let is_ranked = |park: &ParkId| !wholes[park.index()];
        let others = parks.iter().filter(|park| is_ranked(park)).count();
        parks.iter().map(|park| is_ranked(park) && (others > 1 || !is_total(park))).collect()
    }
}

/// The values of the parks that are ranked, as far as more is so of them.
fn in_field(rankable: &[bool], points: &[Option<Point>], is_so: impl Fn(usize) -> bool) -> Vec<Option<f64>> {
    let ranked = (0..).zip(points).zip(rankable);
    ranked
        .map(|((place, point), ranked)| point.filter(|_| *ranked && is_so(place)).map(|it| it.reading.value))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{ParkId, Store};
    use crate::model::{Catalog, Dataset, Level, Park};

    /// Which of some parks, each with its level and the place of its whole, are ranked.
    fn check(parks: &[(Level, Option<usize>)], expect: &[bool]) {
        let mut catalog = Catalog::default();
        for (nth, (level, whole)) in parks.iter().enumerate() {
            let parent = whole.map(ParkId::at);
            catalog.add_park(Park { slug: nth.to_string(), level: *level, parent, ..Park::default() });
        }
        let store = Store::build(Dataset { catalog, ..Dataset::default() }).unwrap();
        let all: Vec<ParkId> = store.catalog().park_ids().collect();
        assert_eq!(store.rankable(&all), expect, "{parks:?}");
    }

    #[test]
    fn a_total_is_ranked_beside_other_totals_only() {
        let (zone, total) = (Level::National, Level::Aggregate);
        check(&[(total, None)], &[false]);
        check(&[(zone, None)], &[true]);
        check(&[(total, None), (zone, None), (zone, None)], &[false, true, true]);
        check(&[(total, None), (total, None)], &[true, true]);
        // 全国 of which two regions are parts; a region of which one is shown.
        check(&[(total, None), (total, Some(0)), (total, Some(0))], &[false, true, true]);
        check(&[(total, None), (total, Some(0))], &[false, false]);
        // A part of a zone beside it.
        check(&[(zone, None), (zone, Some(0)), (zone, None)], &[true, false, true]);
    }
}
