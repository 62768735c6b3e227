//! Catching up: two parks' figures of one year, and their paces over one window.

use super::{Series, Store, pace::WINDOW};
use crate::{
    analysis::{
        Firm,
        gap::{CatchUp, catch_up, catch_up_by_points},
    },
    model::{At, IndicatorId, Mark, Nature, ParkId},
};

/// One park behind (or before) another, over years for which both have figures.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Chase {
    /// With the other going on as so far.
    pub moving: CatchUp,
    /// With the other standing still where it is.
    pub frozen: Option<CatchUp>,
    /// The first and the last year of the window; the figures compared are of the last.
    pub years: (i32, i32),
    pub own: Firm,
    pub other: Firm,
    /// The two paces: percent a year, or points where it moves by points.
    pub own_pace: Firm,
    pub other_pace: Firm,
    pub by_points: bool,
    /// Whether anything of it rests on a round or expected figure.
    pub is_about: bool,
}

impl Store {
    /// How a park stands to catch up with another, in the latest year for which both have an annual figure, with both paces
    /// since the earliest such year of the five before.
    ///
    /// None for ranks and growth rates, where no way is better, where a remark warns of either, and where a figure is only a
    /// bound.
    pub fn chase(
        &self,
        indicator: IndicatorId,
        (park, own): (ParkId, &Series),
        (ahead, other): (ParkId, &Series),
        at: At,
    ) -> Option<Chase> {
        let about = self.catalog.indicator(indicator);
        if matches!(about.nature, Nature::Rank | Nature::Growth) || park == ahead {
            return None;
        }
        let allowed = |year: i32| match at {
            At::Exact(period) => period.is_year() && year == period.calendar_year(),
            At::Latest { upto, back } => (upto - back..=upto).contains(&year),
        };
        let both: Vec<i32> = own
            .years()
            .filter(|point| other.get(point.period).is_some())
            .map(|point| point.period.calendar_year())
            .collect();
        let last = both.iter().copied().rev().find(|year| allowed(*year))?;
        let first = both.into_iter().find(|year| *year >= last - WINDOW)?;
        let pace = |park, series| self.pace(park, indicator, series, last, Some(first));
        let (mine, theirs) = (pace(park, own)?, pace(ahead, other)?);
        let firm = |reading: super::Reading| Firm { value: reading.value, mark: reading.mark };
        let (a, b) = (firm(mine.to.reading), firm(theirs.to.reading));
        let all = [a, b, firm(mine.from.reading), firm(theirs.from.reading)];
        if all.iter().any(|firm| firm.may_be_more() || firm.may_be_less()) {
            return None;
        }
        let meet = if mine.by_points { catch_up_by_points } else { catch_up };
        let meet = |pace: f64| meet(a.value, b.value, mine.rate.value, pace, about.better);
        Some(Chase {
            moving: meet(theirs.rate.value)?,
            frozen: meet(0.0),
            years: (first, last),
            own: a,
            other: b,
            own_pace: mine.rate,
            other_pace: theirs.rate,
            by_points: mine.by_points,
            is_about: all.iter().any(|firm| firm.mark != Mark::Exact),
        })
    }
}
