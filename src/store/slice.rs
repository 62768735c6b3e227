//! Many parks and some indicators at one time: what a table shows.

use super::{Reading, Series, Store};
use crate::{
    analysis::{change, rank},
    model::{At, IndicatorId, Kind, Mark, Nature, ParkId, Period, unit::Dimension},
};

pub use crate::analysis::rank::Rank;

/// How a change is to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangeKind {
    /// Percent of the value before.
    Percent,
    /// Percentage points.
    Points,
    /// Places gained, counted so that up is better.
    Places,
    /// A difference in the unit itself.
    Absolute,
}

/// The change on the year before.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Change {
    pub value: f64,
    pub kind: ChangeKind,
    /// How firm the change is, given how firm the two values are.
    pub mark: Mark,
    /// Published as such, or computed from two levels here.
    pub computed: bool,
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
}

/// One indicator's column.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    pub indicator: IndicatorId,
    /// One a park, in the order asked.
    pub cells: Vec<Option<Cell>>,
    /// One a park: every reading of it.
    pub series: Vec<Series>,
    /// The periods the cells are from, oldest first.
    pub periods: Vec<Period>,
}

/// A table of parks and indicators.
#[derive(Clone, PartialEq, Debug)]
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
        let columns = indicators.iter().map(|indicator| self.column(parks, *indicator, at)).collect();
        Slice { parks: parks.to_vec(), columns }
    }

    /// The ranks of the parks for an indicator at one time, and whether any figure among them is not exact.
    pub fn ranks(&self, parks: &[ParkId], indicator: IndicatorId, at: At) -> (Vec<Option<Rank>>, bool) {
        let reading = |park: &ParkId| Some(self.series(*park, indicator, Kind::Actual).at(at)?.reading);
        let readings: Vec<Option<Reading>> = parks.iter().map(reading).collect();
        let rankable = self.rankable(parks);
        let values = readings.iter().zip(rankable).map(|(reading, ranked)| reading.filter(|_| ranked).map(|r| r.value));
        let unsure = readings.iter().flatten().any(|reading| !reading.mark.is_exact());
        (rank::ranks(&values.collect::<Vec<_>>(), self.catalog.indicator(indicator).better), unsure)
    }

    fn column(&self, parks: &[ParkId], indicator: IndicatorId, at: At) -> Column {
        let series: Vec<Series> = parks.iter().map(|park| self.series(*park, indicator, Kind::Actual)).collect();
        let better = self.catalog.indicator(indicator).better;
        let rankable = self.rankable(parks);
        let ranks_at = |at: At, also: Option<At>| {
            let value = |(place, series): (usize, &Series)| {
                let in_field = rankable[place] && also.is_none_or(|also| series.at(also).is_some());
                series.at(at).filter(|_| in_field).map(|point| point.reading.value)
            };
            let values: Vec<Option<f64>> = series.iter().enumerate().map(value).collect();
            rank::ranks(&values, better)
        };
        let now = ranks_at(at, None);
        let mut periods: Vec<Period> = series.iter().filter_map(|s| Some(s.at(at)?.period)).collect();
        periods.sort_unstable();
        periods.dedup();
        // A move is one between two years of one field: over mixed years, or with parks that came or went, it says nothing.
        let moves: Vec<Option<i32>> = match periods.as_slice() {
            [one] => {
                let (this, last) = (At::Exact(*one), At::Exact(one.shift(-1)));
                let (now, before) = (ranks_at(this, Some(last)), ranks_at(last, Some(this)));
                let moved =
                    |(now, before): (Option<Rank>, Option<Rank>)| Some(before?.place as i32 - now?.place as i32);
                now.into_iter().zip(before).map(moved).collect()
            }
            _ => vec![None; parks.len()],
        };
        let cell = |index: usize| -> Option<Cell> {
            let point = series[index].at(at)?;
            Some(Cell {
                reading: point.reading,
                period: point.period,
                change: self.change(parks[index], indicator, &series[index], point.period),
                rank: now[index],
                moved: moves[index],
            })
        };
        let cells: Vec<Option<Cell>> = (0..parks.len()).map(cell).collect();
        Column { indicator, cells, series, periods }
    }

    /// Which of these parks may be ranked beside each other: single zones, and no part beside its whole. Where none is a
    /// single zone (totals among themselves), all may.
    fn rankable(&self, parks: &[ParkId]) -> Vec<bool> {
        let asked = self.catalog.among(parks);
        let is_single = |park: &ParkId| {
            let park = self.catalog.park(*park);
            let whole = park.parent.filter(|whole| asked[whole.index()] && self.catalog.park(*whole).level.is_zone());
            park.level.is_zone() && whole.is_none()
        };
        let single: Vec<bool> = parks.iter().map(is_single).collect();
        if single.contains(&true) { single } else { vec![true; parks.len()] }
    }

    /// The change on the year before: the published rate if there is one, else one computed from the two levels.
    ///
    /// Nothing is computed across a gap, nor where a remark warns of either figure: the two may not be of one perimeter.
    pub fn change(&self, park: ParkId, indicator: IndicatorId, series: &Series, period: Period) -> Option<Change> {
        let published = self.growth[indicator.index()]
            .map(|growth| self.series(park, growth, Kind::Actual))
            .and_then(|rates| rates.get(period).copied());
        if let Some(point) = published {
            let Reading { value, mark, .. } = point.reading;
            return Some(Change { value, kind: ChangeKind::Percent, mark, computed: false });
        }
        let (now, before) = (series.get(period)?.reading, series.get(period.shift(-1))?.reading);
        let warned = self.catalog.warnings_on(park, indicator);
        if warned.into_iter().any(|remark| remark.covers(period) || remark.covers(period.shift(-1))) {
            return None;
        }
        let mark = now.mark.over(before.mark)?;
        let about = self.catalog.indicator(indicator);
        let difference = now.value - before.value;
        let (value, kind) = match about.nature {
            Nature::Rank => (-difference, ChangeKind::Places),
            _ if about.unit.is_percent() => (difference, ChangeKind::Points),
            Nature::Score | Nature::Index => (difference, ChangeKind::Absolute),
            _ if about.unit.dimension() == Dimension::Rank => (-difference, ChangeKind::Places),
            _ => (change::growth(before.value, now.value)?, ChangeKind::Percent),
        };
        Some(Change { value, kind, mark, computed: true })
    }
}
