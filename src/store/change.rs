//! The change of a figure on the year before.

use super::{
    Reading, Store,
    frame::{Columns, Walk},
};
use crate::{
    analysis::change::{self, Turn},
    model::{Catalog, IndicatorId, Kind, Mark, Nature, ParkId, Period, Remark, unit::Dimension},
};

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
    /// A word stands for the rate, for one of the two is below zero; the value is the difference in the unit itself.
    Turned(Turn),
}

impl ChangeKind {
    /// Another number for each.
    pub const fn code(self) -> usize {
        match self {
            Self::Percent => 0,
            Self::Points => 1,
            Self::Places => 2,
            Self::Absolute => 3,
            Self::Turned(turn) => 4 + turn as usize,
        }
    }

    /// The name in printed tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Points => "points",
            Self::Places => "places",
            Self::Absolute => "absolute",
            Self::Turned(turn) => turn.name(),
        }
    }
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

impl Change {
    /// The number; none where a word stands for it.
    pub fn rate(self) -> Option<f64> {
        (!matches!(self.kind, ChangeKind::Turned(_))).then_some(self.value)
    }
}

/// The changes of one indicator, park after park.
pub struct Changes<'a> {
    catalog: &'a Catalog,
    columns: Columns<'a>,
    indicator: IndicatorId,
    /// The published rates, where there are any.
    published: Option<Walk<'a>>,
    /// The remarks that warn of its figures, of whichever park.
    warnings: Vec<&'a Remark>,
}

impl Store {
    /// The change on the year before: the published rate if there is one, else one computed from the two levels.
    ///
    /// Nothing is computed across a gap, nor where a remark warns of either figure: the two may not be of one perimeter.
    pub fn change(&self, park: ParkId, indicator: IndicatorId, period: Period) -> Option<Change> {
        let (columns, rows) = (self.frame.columns(), self.frame.rows_of(park, indicator, Kind::Actual));
        let level = |period: Period| columns.level(rows.clone(), period);
        self.changes(indicator).of(park, period, || Some((level(period)?, level(period.shift(-1))?)))
    }

    /// The same for one park after the other.
    pub(super) fn changes(&self, indicator: IndicatorId) -> Changes<'_> {
        let warns = |remark: &&Remark| !remark.parks.is_empty() && remark.indicators.contains(&indicator);
        Changes {
            catalog: &self.catalog,
            columns: self.frame.columns(),
            indicator,
            published: self.growth[indicator.index()].map(|growth| self.frame.walk(growth, Kind::Actual)),
            warnings: self.catalog.remarks.iter().filter(warns).collect(),
        }
    }
}

impl Changes<'_> {
    /// The change of a park's figure of that period; `levels` are that figure and the one of the year before.
    pub fn of(
        &mut self,
        park: ParkId,
        period: Period,
        levels: impl FnOnce() -> Option<(Reading, Reading)>,
    ) -> Option<Change> {
        let columns = self.columns;
        if let Some(rate) = self.published.as_mut().and_then(|rates| columns.level(rates.rows(park), period)) {
            return Some(Change { value: rate.value, kind: ChangeKind::Percent, mark: rate.mark, computed: false });
        }
        let (now, before) = levels()?;
        let is_warned = |remark: &&Remark| {
            remark.parks.contains(&park) && (remark.covers(period) || remark.covers(period.shift(-1)))
        };
        if self.warnings.iter().any(is_warned) {
            return None;
        }
        let mark = now.mark.over(before.mark)?;
        let about = self.catalog.indicator(self.indicator);
        let difference = now.value - before.value;
        let (value, kind) = match about.nature {
            Nature::Rank => (-difference, ChangeKind::Places),
            _ if about.unit.is_percent() => (difference, ChangeKind::Points),
            Nature::Score | Nature::Index => (difference, ChangeKind::Absolute),
            _ if about.unit.dimension() == Dimension::Rank => (-difference, ChangeKind::Places),
            _ => match Turn::of(before.value, now.value) {
                Some(turn) => (difference, ChangeKind::Turned(turn)),
                None => (change::growth(before.value, now.value)?, ChangeKind::Percent),
            },
        };
        Some(Change { value, kind, mark, computed: true })
    }
}
