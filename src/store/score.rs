//! The figures of a scheme: parks that may be scored together, and a column a leaf.

use std::sync::Arc;

use super::{
    Point, Store,
    frame::{Columns, Frame, Walk},
    slice::each,
};
use crate::model::{
    At, FactId, Kind, ParkId, Period, Scheme,
    scheme::{Leaf, Measure},
};

/// No figure.
const NONE: u32 = u32::MAX;

/// What a scheme is made of at one time.
#[derive(Clone)]
pub struct Inputs {
    frame: Arc<Frame>,
    /// Those that may be ranked beside each other: no totals, no part beside its whole.
    pub parks: Vec<ParkId>,
    /// How many of those asked for may not.
    pub left_out: usize,
    /// By leaf.
    pub columns: Vec<Input>,
    /// The year before: that of each leaf's figures where they are of one year, else the same rule a year earlier.
    pub before: Vec<Vec<f64>>,
}

/// The figures of one leaf, one a park.
#[derive(Clone, Default)]
pub struct Input {
    /// NaN where there is none.
    pub values: Vec<f64>,
    facts: Vec<u32>,
    /// The figures under the line; empty for a plain indicator.
    under: Vec<u32>,
    /// The periods they are from, oldest first.
    pub periods: Vec<Period>,
    /// Whether any of them is about, a bound or expected.
    pub is_inexact: bool,
}

impl Input {
    /// How many parks have one.
    pub fn count(&self) -> usize {
        self.facts.iter().filter(|fact| **fact != NONE).count()
    }
}

impl Inputs {
    /// Whether a leaf's figures are from several periods, so that ranks over them are marked.
    pub fn is_mixed(&self) -> bool {
        self.columns.iter().any(|column| column.periods.len() > 1)
    }

    /// Whether any figure is not exact.
    pub fn is_inexact(&self) -> bool {
        self.columns.iter().any(|column| column.is_inexact)
    }

    /// The figure a park has for a leaf, that over the line first.
    pub fn figure(&self, leaf: usize, row: usize) -> Option<Point> {
        self.point(*self.columns.get(leaf)?.facts.get(row)?)
    }

    /// The figure under the line.
    pub fn under(&self, leaf: usize, row: usize) -> Option<Point> {
        self.point(*self.columns.get(leaf)?.under.get(row)?)
    }

    fn point(&self, fact: u32) -> Option<Point> {
        (fact != NONE).then(|| self.frame.columns().point(FactId(fact).index()))
    }
}

impl Store {
    /// Whether anybody has a figure of any of a scheme's indicators, whenever.
    pub fn has_any_of(&self, scheme: &Scheme) -> bool {
        let firsts = scheme.leaves.iter().filter_map(|leaf| leaf.measure).map(Measure::first);
        firsts.into_iter().any(|id| !self.frame.spans().rows(id, Kind::Actual).is_empty())
    }

    /// What a scheme is made of for these parks at one time.
    pub fn score_inputs(&self, parks: &[ParkId], scheme: &Scheme, at: At) -> Inputs {
        let rankable = self.rankable(parks);
        let scored: Vec<ParkId> =
            parks.iter().zip(&rankable).filter(|(_, ranked)| **ranked).map(|(park, _)| *park).collect();
        // This year's figures of a leaf, and those of the year before.
        let both = |leaf: &Leaf| {
            let now = self.input(&scored, leaf, at);
            let before = match now.periods.as_slice() {
                [one] => At::Exact(one.shift(-1)),
                _ => at.shift(-1),
            };
            let before = self.input(&scored, leaf, before).values;
            (now, before)
        };
        let (columns, before): (Vec<Input>, Vec<Vec<f64>>) =
            each(scored.len(), &scheme.leaves, both).into_iter().unzip();
        Inputs { frame: self.frame.clone(), left_out: parks.len() - scored.len(), before, columns, parks: scored }
    }

    fn input(&self, parks: &[ParkId], leaf: &Leaf, at: At) -> Input {
        let columns = self.frame.columns();
        let mut input = Input {
            values: Vec::with_capacity(parks.len()),
            facts: Vec::with_capacity(parks.len()),
            ..Input::default()
        };
        match leaf.measure {
            None => {
                input.values.resize(parks.len(), f64::NAN);
                input.facts.resize(parks.len(), NONE);
            }
            Some(Measure::Plain(indicator)) => {
                let mut walk = self.frame.walk(indicator, Kind::Actual);
                for park in parks {
                    input.push(columns.newest(walk.rows(*park), at), columns);
                }
            }
            Some(Measure::Ratio { numerator, denominator, times }) => {
                let mut over = self.frame.walk(numerator, Kind::Actual);
                let mut under = self.frame.walk(denominator, Kind::Actual);
                for park in parks {
                    input.push_ratio(pair(&mut over, &mut under, *park, at, columns), times, columns);
                }
            }
        }
        input.periods.sort_unstable();
        input.periods.dedup();
        input
    }
}

impl Input {
    fn push(&mut self, row: Option<usize>, columns: Columns<'_>) {
        let value = row.and_then(|row| columns.value(row));
        self.values.push(value.unwrap_or(f64::NAN));
        self.facts.push(row.filter(|_| value.is_some()).map_or(NONE, |row| row as u32));
        self.note(row.filter(|_| value.is_some()), columns);
    }

    fn push_ratio(&mut self, rows: Option<(usize, usize, f64)>, times: f64, columns: Columns<'_>) {
        self.values.push(rows.map_or(f64::NAN, |(.., ratio)| ratio * times));
        self.facts.push(rows.map_or(NONE, |(over, ..)| over as u32));
        self.under.push(rows.map_or(NONE, |(_, under, _)| under as u32));
        self.note(rows.map(|(over, ..)| over), columns);
        self.note(rows.map(|(_, under, _)| under), columns);
    }

    /// Remembers what a reader must be told of a figure that counts.
    fn note(&mut self, row: Option<usize>, columns: Columns<'_>) {
        let Some(row) = row else { return };
        let period = columns.period(row);
        if self.periods.last() != Some(&period) && !self.periods.contains(&period) {
            self.periods.push(period);
        }
        self.is_inexact |= !columns.about(row).mark().is_exact();
    }
}

/// The newest figures of both indicators for one and the same period, and the one over the other.
fn pair(
    over: &mut Walk<'_>,
    under: &mut Walk<'_>,
    park: ParkId,
    at: At,
    columns: Columns<'_>,
) -> Option<(usize, usize, f64)> {
    let under = under.rows(park);
    columns.shown(over.rows(park)).rev().filter(|row| at.takes(columns.period(*row))).find_map(|row| {
        let period = columns.period(row);
        let below = columns.shown(under.clone()).rev().find(|below| columns.period(*below) == period)?;
        let ratio = columns.value(row)? / columns.value(below)?;
        ratio.is_finite().then_some((row, below, ratio))
    })
}
