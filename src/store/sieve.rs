//! Tests of a filter put to every park, and formulas over the figures of one park and one period.

use std::ops::Range;

use super::{
    Point, Store, Why,
    frame::{Columns, Walk},
};
use crate::{
    analysis::formula::{self, Known, Undefined},
    model::{
        At, IndicatorId, Kind, ParkId, Remark,
        expr::{Figure, Test, Truth},
    },
};

impl Store {
    /// Which parks of the catalogue a test holds of. Figures are those the rule takes, or of the period the test names; the
    /// figures of one comparison are of one park and one period, and where there are several no remark may warn of them.
    pub fn sieve(&self, test: &Test, at: At, marked: &[ParkId]) -> Vec<Truth> {
        let each = |one: Vec<Truth>, other: Vec<Truth>, join: fn(Truth, Truth) -> Truth| -> Vec<Truth> {
            one.into_iter().zip(other).map(|(one, other)| join(one, other)).collect()
        };
        match test {
            Test::Parks(truths) => truths.clone(),
            Test::Marked => {
                let mut truths = vec![Truth::No; self.catalog.parks.len()];
                for park in marked {
                    truths[park.index()] = Truth::Yes;
                }
                truths
            }
            Test::Not(of) => self.sieve(of, at, marked).into_iter().map(Truth::not).collect(),
            Test::Both(pair) => each(self.sieve(&pair.0, at, marked), self.sieve(&pair.1, at, marked), Truth::and),
            Test::Either(pair) => each(self.sieve(&pair.0, at, marked), self.sieve(&pair.1, at, marked), Truth::or),
            Test::Has(figure) => self.of_each(figure, at, |_| Ok(Truth::Yes)).into_iter().map(found).collect(),
            Test::Compare(figure, comparison, pair) => {
                let compared = |figures: &[Known]| {
                    let (one, other) = (formula::value(&pair.0, figures)?, formula::value(&pair.1, figures)?);
                    Ok(one.compare(*comparison, other))
                };
                self.of_each(figure, at, compared)
            }
        }
    }

    /// What is made of the figures of every park.
    fn of_each(&self, figure: &Figure, at: At, made: impl Fn(&[Known]) -> Result<Truth, Undefined>) -> Vec<Truth> {
        let at = figure.period.map_or(at, At::Exact);
        let parks = self.catalog.park_ids();
        if figure.inputs.is_empty() {
            return parks.map(|_| made(&[]).unwrap_or(Truth::Missing)).collect();
        }
        let mut sheet = Sheet::of(self, &figure.inputs);
        let mut figures = vec![];
        let truth = |park: ParkId| {
            let truth = sheet.newest(park, at, |points| {
                figures.clear();
                figures.extend(points.iter().map(|point| Known::of(point.reading.value, point.reading.mark)));
                made(&figures).map_err(Why::from)
            });
            truth.unwrap_or_else(|why| if why == Why::Bounds { Truth::Unsure } else { Truth::Missing })
        };
        parks.map(truth).collect()
    }
}

/// Whether there is a figure is never open.
const fn found(truth: Truth) -> Truth {
    Truth::of(matches!(truth, Truth::Yes))
}

impl From<Undefined> for Why {
    fn from(why: Undefined) -> Self {
        match why {
            Undefined::ByZero => Self::ByZero,
            Undefined::Bounds => Self::Bounds,
            Undefined::TooLarge => Self::TooLarge,
        }
    }
}

/// The figures of several indicators side by side, park after park.
pub struct Sheet<'a> {
    inputs: Vec<(Columns<'a>, Walk<'a>)>,
    /// The rows of the park, input by input.
    rows: Vec<Range<usize>>,
    points: Vec<Point>,
    /// What may speak of them, where several are put together.
    warnings: Vec<&'a Remark>,
}

impl<'a> Sheet<'a> {
    /// Of these indicators.
    pub fn of(store: &'a Store, indicators: &[IndicatorId]) -> Self {
        let input = |id: &IndicatorId| (store.frame.columns(), store.frame.walk(*id, Kind::Actual));
        let speaks_of = |remark: &&Remark| {
            !remark.parks.is_empty() && indicators.iter().any(|indicator| remark.indicators.contains(indicator))
        };
        let warnings =
            if indicators.len() > 1 { store.catalog.remarks.iter().filter(speaks_of).collect() } else { vec![] };
        Self { inputs: indicators.iter().map(input).collect(), rows: vec![], points: vec![], warnings }
    }

    /// What every period has of a park's figures, oldest first, where it has all of them and no remark warns of one.
    pub fn every(&mut self, park: ParkId, mut found: impl FnMut(&[Point])) {
        let Self { inputs, rows, points, warnings } = self;
        rows.clear();
        rows.extend(inputs.iter_mut().map(|(_, walk)| walk.rows(park)));
        let Some((first, others)) = inputs.split_first() else { return };
        for row in first.0.shown(rows[0].clone()) {
            let point = first.0.point(row);
            points.clear();
            points.push(point);
            for ((columns, _), rows) in others.iter().zip(&rows[1..]) {
                points.extend(columns.newest(rows.clone(), At::Exact(point.period)).map(|row| columns.point(row)));
            }
            let is_warned = |remark: &&Remark| remark.parks.contains(&park) && remark.covers(point.period);
            if points.len() == inputs.len() && !warnings.iter().any(is_warned) {
                found(points);
            }
        }
    }

    /// What is made of a park's figures in the newest period the rule takes in which it can be made; else why not.
    pub fn newest<T>(
        &mut self,
        park: ParkId,
        at: At,
        mut made: impl FnMut(&[Point]) -> Result<T, Why>,
    ) -> Result<T, Why> {
        let Self { inputs, rows, points, warnings } = self;
        rows.clear();
        rows.extend(inputs.iter_mut().map(|(columns, walk)| columns.within(walk.rows(park), at)));
        let mut why = None;
        let Some((first, others)) = inputs.split_first() else { return Err(Why::Missing) };
        for row in first.0.shown(rows[0].clone()).rev() {
            let point = first.0.point(row);
            if !at.takes(point.period) {
                continue;
            }
            points.clear();
            points.push(point);
            for ((columns, _), rows) in others.iter().zip(&rows[1..]) {
                points.extend(columns.newest(rows.clone(), At::Exact(point.period)).map(|row| columns.point(row)));
            }
            let is_warned = |remark: &&Remark| remark.parks.contains(&park) && remark.covers(point.period);
            let reason = if points.len() < inputs.len() {
                Why::NoInput(point.period)
            } else if warnings.iter().any(is_warned) {
                Why::Warned
            } else {
                match made(points) {
                    Err(reason) => reason,
                    made => return made,
                }
            };
            why = why.or(Some(reason));
        }
        Err(why.unwrap_or(Why::Missing))
    }
}
