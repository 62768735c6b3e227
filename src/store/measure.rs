//! Indicators in a form: growth, shares, per head and the like, park after park.

use rayon::prelude::*;

use super::{Store, slice::MANY};
use crate::{
    analysis::change::Turn,
    model::{
        At, FactId, Kind, Mark, ParkId, Period, Unit,
        measure::{Form, Measure, Refusal},
    },
};
use former::Former;

mod former;
mod history;
#[cfg(test)]
mod tests;
mod whole;

pub use whole::{Sum, Whole};

/// No period is of a later year.
const LAST_YEAR: usize = 9999;

/// A park's figure in a form.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Measured {
    /// In the unit of the column.
    pub value: f64,
    /// The period it is about, which may be before the one asked for.
    pub period: Period,
    /// How firm it is, given how firm its inputs are.
    pub mark: Mark,
    /// Computed here; a level and a published rate are not.
    pub computed: bool,
    /// The park's own figure.
    pub fact: FactId,
    /// The figure it is set against: that of the year before, of the base year, or the denominator.
    pub by: Option<FactId>,
    /// Whether sources state one of the two differently.
    pub disputed: bool,
    /// Whether the source of one of the two is a repost or second-hand.
    pub second_hand: bool,
}

/// Why a park has no figure in a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// No figure of the indicator at that time.
    Missing,
    /// No figure of the year it is set against.
    NoBase(Period),
    /// The base year is the year itself, or after it.
    NoSpan,
    /// A base or a denominator of zero or below, or a share of less than nothing.
    NotPositive,
    /// One of two amounts is below zero: a word stands for the rate.
    Turned(Turn),
    /// No figure of the second indicator in the same period.
    NoSecond(Period),
    /// A remark warns of one of the figures: they may not be of one perimeter.
    Warned,
    /// A formula has no figure of another input in the same period.
    NoInput(Period),
    /// A formula divides by zero.
    ByZero,
    /// A formula comes to more than a number can hold.
    TooLarge,
    /// Of two bounds nothing can be said.
    Bounds,
    /// The park is not among those the group is counted over: outside, a total, or a part of another.
    NotCounted,
    /// Nobody else in the group has a figure of that period.
    Alone,
    /// All in the group have the same value.
    Constant,
    /// The group did not grow: only 拉动 is given.
    NoGrowth,
    /// The form says nothing of the indicator.
    Refused(Refusal),
}

impl Why {
    /// The reason in words, Chinese and English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Missing => ("缺数", "no figure"),
            Self::NoBase(_) => ("缺基期数", "no figure of the base year"),
            Self::NoSpan => ("基期不在此前", "the base year is not before it"),
            Self::NotPositive => ("基数不为正", "the base is not above zero"),
            Self::Turned(turn) => turn.words(),
            Self::NoSecond(_) => ("缺同期分母", "no denominator of the same period"),
            Self::Warned => ("口径提示, 不作比较", "a remark warns of the figures"),
            Self::NoInput(_) => ("缺同期的另一数", "another figure of the same period is missing"),
            Self::ByZero => ("除数为零", "division by zero"),
            Self::TooLarge => ("超出数值范围", "too large for a number"),
            Self::Bounds => ("只知上下限", "only bounds are known"),
            Self::NotCounted => ("不计入合计 (范围外或属于另一园区)", "not counted in the group (outside, or a part)"),
            Self::Alone => ("同期无其他园区", "no other park in that period"),
            Self::Constant => ("各园区相同", "all have the same value"),
            Self::NoGrowth => ("合计未增长, 只看拉动", "the group did not grow, see pull"),
            Self::Refused(refusal) => refusal.words(),
        }
    }
}

/// One indicator in a form, park after park.
#[derive(Clone, PartialEq, Debug)]
pub struct MeasureColumn {
    pub measure: Measure,
    /// The unit of every value.
    pub unit: Unit,
    /// Why the form says nothing of the indicator, whatever the figures.
    pub refused: Option<Refusal>,
    /// One a park, in the order asked.
    pub cells: Vec<Result<Measured, Why>>,
    /// The periods the cells are from, oldest first.
    pub periods: Vec<Period>,
    /// What the cells are measured against, where that is the group: one a period.
    pub wholes: Vec<Whole>,
}

impl MeasureColumn {
    /// The group as it was in that period; none where the form does not ask for the group.
    pub fn whole(&self, period: Period) -> Option<&Whole> {
        self.wholes.iter().find(|whole| whole.period == period)
    }

    /// The values, none where there is none.
    pub fn values(&self) -> impl Iterator<Item = Option<f64>> + '_ {
        self.cells.iter().map(|cell| cell.as_ref().ok().map(|cell| cell.value))
    }
}

impl Store {
    /// Some parks' figures of an indicator in a form, against a group of parks (which they need not be in).
    ///
    /// Each is of the newest period the rule takes of which the form has anything to say, and says which. What it is set
    /// against is of that very period, or of the very year the form names: nothing is computed across a gap, over two
    /// periods, where a remark warns of a figure, or from two bounds. A sum over the group takes in neither totals nor parts
    /// of other members; each is of one period, over the members that have a figure of it.
    pub fn measured(&self, parks: &[ParkId], group: &[ParkId], measure: Measure, at: At) -> MeasureColumn {
        Former::new(self, parks, group, measure).column(at)
    }

    /// The same year after year: a matrix of parks and years, a column a year, as the years are given.
    pub fn measured_years(
        &self,
        parks: &[ParkId],
        group: &[ParkId],
        measure: Measure,
        years: impl IntoIterator<Item = i32>,
    ) -> Vec<MeasureColumn> {
        self.each_year(parks, group, measure, years, |_, column| column)
    }

    /// The same, with what is made of each year's column; of many parks the years are made side by side.
    pub fn each_year<T: Send>(
        &self,
        parks: &[ParkId],
        group: &[ParkId],
        measure: Measure,
        years: impl IntoIterator<Item = i32>,
        make: impl Fn(i32, MeasureColumn) -> T + Sync,
    ) -> Vec<T> {
        let years: Vec<i32> = years.into_iter().collect();
        let some = |years: &[i32]| -> Vec<T> {
            let mut former = Former::new(self, parks, group, measure);
            years.iter().map(|year| make(*year, former.column(At::Exact(Period::year(*year))))).collect()
        };
        if parks.len() < MANY {
            return some(&years);
        }
        let each = years.len().div_ceil(rayon::current_num_threads()).max(1);
        years.par_chunks(each).flat_map_iter(some).collect()
    }

    /// The full years any of these parks has a figure of that could be put in the form, oldest first, and how many of their
    /// figures are of parts of a year.
    pub fn figure_years(&self, parks: &[ParkId], measure: Measure) -> (Vec<i32>, usize) {
        let columns = self.frame.columns();
        let rate = self.growth[measure.of.index()].filter(|_| measure.form == Form::Growth);
        let (mut seen, mut part_year) = (vec![false; LAST_YEAR + 1], 0);
        let (own, _) = former::figures_of(self, measure);
        for indicator in std::iter::once(own).chain(rate) {
            let mut walk = self.frame.walk(indicator, Kind::Actual);
            for row in parks.iter().flat_map(|park| columns.shown(walk.rows(*park))) {
                let period = columns.period(row);
                let year = usize::try_from(period.calendar_year()).ok().filter(|_| period.is_year());
                match year.and_then(|year| seen.get_mut(year)) {
                    Some(seen) => *seen = true,
                    None => part_year += 1,
                }
            }
        }
        ((0..).zip(&seen).filter(|(_, seen)| **seen).map(|(year, _)| year).collect(), part_year)
    }
}
