//! The targets of parks, each with the figures it is judged by.

mod said;

use super::{Pace, Point, Series, Store};
use crate::{
    analysis::{
        Firm,
        target::{self, Aimed, Case, Outcome, Way, average, compounded},
    },
    model::{At, IndicatorId, Kind, Mark, ParkId, Period},
};

/// A target, the figures beside it and what follows from them.
#[derive(Clone, PartialEq, Debug)]
pub struct Target {
    pub park: ParkId,
    pub indicator: IndicatorId,
    pub aim: Point,
    pub aimed: Aimed,
    /// The last year before the plan, where it is known, and its figure.
    pub from: Option<i32>,
    pub base: Option<Point>,
    /// The latest annual figure up to the year asked for and the year the target is due.
    pub now: Option<Point>,
    /// For what is gathered or averaged: what the years since the base year come to.
    pub tally: Option<Tally>,
    pub pace: Option<Pace>,
    pub outcome: Outcome,
    /// Why there is no progress to show.
    pub lack: Option<Lack>,
}

/// What several years come to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Tally {
    pub value: Firm,
    pub from: i32,
    pub to: i32,
    pub basis: Basis,
}

/// What a tally was computed from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    /// The published figure of every year.
    Every,
    /// The first and the last level, because the rates were not all published.
    Levels,
    /// The same of a value added, whose levels are at current prices and whose growth is published at comparable ones
    /// (可比价): the two are not held against each other.
    CurrentPrices,
}

/// Why progress cannot be said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lack {
    /// There is no annual figure at all.
    Figure,
    /// The only figures are of years after the one it is due; the first of these.
    Later(i32),
    /// The year ends no five-year plan and no source names the base.
    Plan,
    /// There is no figure of the base year.
    Base(i32),
    /// The latest figure is of the base year or before it.
    Early,
    /// A remark warns of joining the base year and the latest figure.
    Warned,
    /// Not every year since the base year has a figure.
    Years,
    /// The growth known is of levels at current prices, and that aimed at is at comparable ones.
    Prices,
    /// Bounds leave it open, or the base lies beyond the target.
    Open,
}

impl Store {
    /// Every target of these parks, with the figures that the rule takes, by indicator and park.
    pub fn targets(&self, parks: &[ParkId], at: At) -> Vec<Target> {
        let inside = self.catalog.among(parks);
        let of = |indicator: IndicatorId| {
            let parks = self.parks_with(indicator, Kind::Target).into_iter().filter(|park| inside[park.index()]);
            parks.flat_map(move |park| self.targets_of(park, indicator, at)).collect::<Vec<_>>()
        };
        self.catalog.indicator_ids().flat_map(of).collect()
    }

    /// The targets of one park's indicator, the earliest due first. A target for a part of a year is not of a plan.
    pub fn targets_of(&self, park: ParkId, indicator: IndicatorId, at: At) -> Vec<Target> {
        let aims = self.series(park, indicator, Kind::Target);
        let actual = self.series(park, indicator, Kind::Actual);
        aims.years().map(|aim| self.judged(park, indicator, *aim, &actual, at)).collect()
    }

    fn judged(&self, park: ParkId, indicator: IndicatorId, target: Point, actual: &Series, at: At) -> Target {
        let about = self.catalog.indicator(indicator);
        let due = target.period.calendar_year();
        let said = said::of(self.observation(target.reading.fact).note.as_deref().unwrap_or(""), due);
        let from = said.base.filter(|base| *base < due).or_else(|| target::plan_base(due));
        let aimed = Aimed::of(about, target.reading.mark, from.is_some(), said.is_total, said.is_average);
        let taken = |point: &&Point| match at {
            At::Exact(period) => point.period == period,
            At::Latest { upto, .. } => point.period.calendar_year() <= upto,
        };
        let mut known = actual.years().rev().filter(taken);
        let now = known.find(|point| point.period <= target.period).copied();
        let year = now.map(|now| now.period.calendar_year());
        let base = from.and_then(|from| actual.get(Period::year(from))).copied();
        let mut one = Target {
            park,
            indicator,
            aim: target,
            aimed,
            from,
            base,
            now,
            tally: None,
            pace: None,
            outcome: Outcome::default(),
            lack: None,
        };
        let Some((point, year)) = now.zip(year) else {
            let later = actual.years().find(|point| point.period > target.period);
            one.tally = self.tally(&one, actual, at, due);
            one.lack = Some(later.map_or(Lack::Figure, |point| Lack::Later(point.period.calendar_year())));
            if let Some(tally) = one.tally {
                (one.outcome, one.lack) = judged_by(&one, tally);
            }
            return one;
        };
        match aimed {
            Aimed::Level(_) | Aimed::Ratio(_) => {
                if from.is_some_and(|from| from < year && self.is_warned(park, indicator, from, year)) {
                    (one.base, one.lack) = (None, Some(Lack::Warned));
                }
                // What went before the plan says nothing of its pace.
                let is_inside = from.is_none_or(|from| from < year);
                one.pace = is_inside.then(|| self.pace(park, indicator, actual, year, one.base.and(from))).flatten();
                one.outcome = judge(&one, firm(&point), year);
            }
            Aimed::Cumulative(_) | Aimed::Average(_) | Aimed::Compound(_) => {
                one.tally = self.tally(&one, actual, at, year);
                if let Some(tally) = one.tally {
                    (one.outcome, one.lack) = judged_by(&one, tally);
                } else if matches!(aimed, Aimed::Average(_)) && year == due {
                    // The one year's rate is all there is: it is read as a target of that year.
                    one.aimed = Aimed::Yearly(aimed.way());
                    one.outcome = judge(&one, firm(&point), year);
                }
            }
            Aimed::Yearly(_) if year == due => one.outcome = judge(&one, firm(&point), year),
            Aimed::Yearly(_) => {}
        }
        one.lack = one.lack.or_else(|| lack(&one, year, due));
        one
    }

    /// What the years since the base year come to, where each of them has a figure: the sum of amounts, the average or the
    /// product of rates. Where not all rates are published, the growth of the level they are the growth of.
    fn tally(&self, one: &Target, actual: &Series, at: At, upto: i32) -> Option<Tally> {
        let from = one.from.filter(|from| *from < upto)?;
        if self.is_warned(one.park, one.indicator, from + 1, upto) {
            return None;
        }
        let every: Option<Vec<Firm>> = (from + 1..=upto).map(|year| actual.get(Period::year(year)).map(firm)).collect();
        let tally = |value, to| Tally { value, from, to, basis: Basis::Every };
        if let Some(every) = every {
            let values: Vec<f64> = every.iter().map(|firm| firm.value).collect();
            let value = match one.aimed {
                Aimed::Cumulative(_) => values.iter().sum(),
                Aimed::Average(_) => average(&values)?,
                _ => compounded(&values)?,
            };
            return Firm::of(value, together(&every)).map(|value| tally(value, upto));
        }
        let Aimed::Average(Way::Up) = one.aimed else { return None };
        let level = self.catalog.indicator(one.indicator).base?;
        let series = self.series(one.park, level, Kind::Actual);
        let last = match at {
            At::Exact(period) => period.calendar_year(),
            At::Latest { upto, .. } => upto,
        };
        let due = one.aim.period.calendar_year();
        let pace = self.pace(one.park, level, &series, last.min(due), Some(from)).filter(|pace| !pace.by_points)?;
        let name = &self.catalog.indicator(level).name.zh;
        let is_value_added = name.contains("增加值") || name.contains("生产总值");
        let basis = if is_value_added { Basis::CurrentPrices } else { Basis::Levels };
        Some(Tally { basis, ..tally(pace.rate, pace.years().1) })
    }
}

fn judged_by(one: &Target, tally: Tally) -> (Outcome, Option<Lack>) {
    match tally.basis {
        Basis::CurrentPrices => (Outcome::default(), Some(Lack::Prices)),
        Basis::Every | Basis::Levels => (judge(one, tally.value, tally.to), None),
    }
}

fn judge(one: &Target, now: Firm, at: i32) -> Outcome {
    let years = one.tally.map(|tally| tally.to - tally.from);
    let gathered = years.filter(|_| matches!(one.aimed, Aimed::Cumulative(_)));
    let pace = match gathered {
        Some(years) => Firm::of(now.value / f64::from(years), Some(now.mark)),
        None => one.pace.map(|pace| pace.rate),
    };
    target::judge(&Case {
        aimed: one.aimed,
        target: firm(&one.aim),
        due: one.aim.period.calendar_year(),
        from: one.from,
        base: one.base.as_ref().map(firm),
        now,
        at,
        pace,
    })
}

fn firm(point: &Point) -> Firm {
    Firm { value: point.reading.value, mark: point.reading.mark }
}

/// What is known of a sum or an average of these; none where some may be more and others less.
fn together(all: &[Firm]) -> Option<Mark> {
    let soft = all.iter().find(|firm| !firm.mark.is_exact()).map_or(Mark::Exact, |firm| firm.mark);
    let (more, less) = (all.iter().any(|f| f.may_be_more()), all.iter().any(|f| f.may_be_less()));
    match (more, less) {
        (true, true) => None,
        (true, false) => Some(Mark::AtLeast),
        (false, true) => Some(Mark::AtMost),
        (false, false) => Some(soft),
    }
}

/// Why there is no progress, where there is none.
fn lack(one: &Target, year: i32, due: i32) -> Option<Lack> {
    if one.outcome.progress.is_some() && one.outcome.elapsed.is_some() {
        return None;
    }
    match (one.aimed, one.from) {
        (Aimed::Average(_), Some(_)) if one.tally.is_some() => None,
        (Aimed::Average(_) | Aimed::Cumulative(_) | Aimed::Compound(_), Some(from)) => {
            Some(if year <= from { Lack::Early } else { Lack::Years })
        }
        (Aimed::Yearly(_), _) => (year != due).then_some(Lack::Years),
        (_, None) => Some(Lack::Plan),
        (_, Some(from)) if year <= from => Some(Lack::Early),
        (_, Some(from)) if one.base.is_none() => Some(Lack::Base(from)),
        _ => Some(Lack::Open),
    }
}
