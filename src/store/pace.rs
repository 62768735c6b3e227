//! How fast a figure has moved lately: what projections and catching up are computed with.

use super::{Point, Series, Store};
use crate::{
    analysis::{Firm, change::compound},
    model::{Indicator, IndicatorId, Nature, ParkId, Period, Remark, RemarkKind},
};

/// So many years at most lie between the two figures of a pace, where nobody says since when.
pub const WINDOW: i32 = 5;

/// The average move a year between two figures.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pace {
    pub from: Point,
    pub to: Point,
    /// Percent a year (CAGR) for amounts and counts; points or places a year for what moves by points.
    pub rate: Firm,
    pub by_points: bool,
}

impl Pace {
    /// The first and the last year of the window.
    pub const fn years(&self) -> (i32, i32) {
        (self.from.period.calendar_year(), self.to.period.calendar_year())
    }
}

/// Whether an indicator moves by points (percentages, ranks, scores, indices) rather than by percent.
fn moves_by_points(indicator: &Indicator) -> bool {
    indicator.unit.is_percent() || matches!(indicator.nature, Nature::Rank | Nature::Score | Nature::Index)
}

impl Store {
    /// The pace of a park's figure up to a year: from the figure of `since` where it is named, else from the earliest of the
    /// [`WINDOW`] years before. Years without a figure count in the exponent.
    ///
    /// None where a remark warns of either figure, or of a break between them, for the two may not be of one perimeter; where
    /// bounds leave nothing to say; and for growth rates, which have no pace.
    pub fn pace(
        &self,
        park: ParkId,
        indicator: IndicatorId,
        series: &Series,
        upto: i32,
        since: Option<i32>,
    ) -> Option<Pace> {
        let about = self.catalog.indicator(indicator);
        let to = *series.years().rev().find(|point| point.period.calendar_year() <= upto)?;
        let last = to.period.calendar_year();
        let from = match since {
            Some(year) => *series.get(Period::year(year))?,
            None => *series.years().find(|point| point.period.calendar_year() >= last - WINDOW)?,
        };
        let first = from.period.calendar_year();
        let years = last - first;
        if years < 1 || about.nature == Nature::Growth || self.is_warned(park, indicator, first, last) {
            return None;
        }
        let by_points = moves_by_points(about);
        let rate = if by_points {
            (to.reading.value - from.reading.value) / f64::from(years)
        } else {
            compound(from.reading.value, to.reading.value, years)?
        };
        let rate = Firm::of(rate, to.reading.mark.over(from.reading.mark))?;
        Some(Pace { from, to, rate, by_points })
    }

    /// Whether a remark on this very park and indicator warns of joining these two years.
    pub(super) fn is_warned(&self, park: ParkId, indicator: IndicatorId, from: i32, to: i32) -> bool {
        let mut warnings = self.catalog.warnings_on(park, indicator);
        let covers = |remark: &Remark, year: i32| remark.covers(Period::year(year));
        warnings.any(|remark| {
            let is_between = || remark.kind == RemarkKind::Break && (from..=to).any(|year| covers(remark, year));
            covers(remark, from) || covers(remark, to) || is_between()
        })
    }
}
