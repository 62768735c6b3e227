//! What a score is computed from, kept as long as the question stays the same: weights may change a hundred times meanwhile.

use std::sync::atomic::AtomicBool;

use crate::{
    analysis::{
        rank::in_order,
        score::{
            Columns, Prepared, Robust, Runs, Scores, aggregate_each, contributions, leave_one_out, needed, places, run,
        },
    },
    model::{At, Lang, ParkId, Scheme, SchemeId, scheme::Frame},
    screen::Scope,
    store::{Inputs, Store},
    ui::text::width,
};

/// The figures of a group of parks under a scheme, and their points.
pub struct Field {
    pub id: SchemeId,
    pub scope: Scope,
    pub at: At,
    pub scheme: Scheme,
    pub inputs: Inputs,
    pub prepared: Prepared,
    /// Both years on one frame, for moves; none over mixed years, where a move would say nothing.
    both: Option<Both>,
    /// The width of the longest name, Chinese and English.
    pub names: [u16; 2],
}

/// The points of this year and of the year before, by the frame of both.
struct Both {
    now: Prepared,
    before: Columns,
    real: Columns,
}

/// What the weights make of a field.
pub struct Scored {
    pub weights: Vec<f64>,
    pub scores: Scores,
    /// One a park; 0 without a score.
    pub places: Vec<u32>,
    /// Places gained on the year before, among the parks with a score in both.
    pub moved: Vec<Option<i32>>,
    /// The parks by their places, those without a score last.
    pub order: Vec<u32>,
    /// How many have a score.
    pub of: u32,
    /// This year and the year before on one frame.
    pub years: Option<[Scores; 2]>,
}

/// How sure the places are.
pub struct Sure {
    pub robust: Robust,
    /// The mean move when a leaf is left out, by leaf.
    pub without: Vec<Option<f64>>,
}

/// Whom a park is to draw level with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goal {
    /// The park on the next better place.
    Next,
    /// The last park of so many places.
    Top(u32),
    /// One park.
    Level(ParkId),
}

/// What there is to say of one park.
pub struct Explained {
    /// By leaf: points of the score it gives.
    pub parts: Vec<Option<f64>>,
    /// By leaf: the value with which the park would reach its goal.
    pub needed: Vec<Option<f64>>,
    /// The park to draw level with, and how far its score is ahead; none where it is not.
    pub ahead: Option<(usize, f64)>,
    /// By leaf: what it moved the score by since the year before, both years on one frame. None over mixed years.
    pub moved: Option<Vec<Option<f64>>>,
}

impl Field {
    pub fn of(store: &Store, id: SchemeId, scope: &Scope, at: At) -> Option<Self> {
        let catalog = store.catalog();
        let scheme = catalog.scheme(id)?.clone();
        let inputs = store.score_inputs(scope.parks(), &scheme, at);
        let real = |inputs: &Inputs| inputs.columns.iter().map(|column| column.values.clone()).collect::<Columns>();
        let rows = inputs.parks.len();
        let beside = (scheme.frame == Frame::Years).then_some(&inputs.before);
        let prepared = Prepared::of(&scheme, real(&inputs), rows, beside);
        let both = (!inputs.is_mixed()).then(|| {
            let now = Prepared::of(&scheme, real(&inputs), rows, Some(&inputs.before));
            Both { before: now.points_of(&inputs.before), now, real: inputs.before.clone() }
        });
        let longest =
            |lang: Lang| inputs.parks.iter().map(|park| width(catalog.park_name(*park, lang))).max().unwrap_or(0);
        let names = [Lang::Zh, Lang::En].map(|lang| longest(lang) as u16);
        Some(Self { id, scope: scope.clone(), at, scheme, inputs, prepared, both, names })
    }

    /// The scores under these weights.
    pub fn score(&self, weights: &[f64]) -> Scored {
        let Self { scheme, prepared, .. } = self;
        let own = (&prepared.points, &prepared.real);
        let mut fields = match &self.both {
            None => aggregate_each(scheme, weights, [own], prepared.rows),
            Some(Both { now, before, real }) => {
                aggregate_each(scheme, weights, [own, (&now.points, &now.real), (before, real)], prepared.rows)
            }
        };
        let years = fields.split_off(1);
        let years: Option<[Scores; 2]> = years.try_into().ok();
        let scores = fields.swap_remove(0);
        let places = places(scores.total());
        let moved = match &years {
            Some([now, before]) => moves(now.total(), before.total()),
            None => vec![None; prepared.rows],
        };
        let mut order = in_order(&places.iter().map(|place| (*place > 0).then_some(*place)).collect::<Vec<_>>());
        // Those without a score stand last, the nearest to one first.
        let mut others: Vec<u32> = (0..places.len() as u32).filter(|row| places[*row as usize] == 0).collect();
        others.sort_by(|a, b| scores.coverage[*b as usize].total_cmp(&scores.coverage[*a as usize]));
        order.append(&mut others);
        let of = places.iter().filter(|place| **place > 0).count() as u32;
        Scored { weights: weights.to_vec(), scores, places, moved, order, of, years }
    }

    /// How sure these places are; none if it was told to stop.
    pub fn sure(&self, weights: &[f64], runs: Runs, stop: &AtomicBool) -> Option<Sure> {
        let robust = run(&self.scheme, weights, &self.prepared, runs, stop)?;
        // A sort for each leaf: of fifty thousand parks and as many leaves nobody waits for it.
        let is_small = self.prepared.rows * self.scheme.leaves.len() <= 1_000_000;
        let without = if is_small { leave_one_out(&self.scheme, weights, &self.prepared) } else { vec![] };
        Some(Sure { robust, without })
    }

    /// What there is to say of the park of a row.
    pub fn explain(&self, scored: &Scored, row: usize, goal: Goal) -> Explained {
        let (scheme, weights) = (&self.scheme, &scored.weights);
        let parts = contributions(scheme, weights, &self.prepared.points, &scored.scores, row);
        let ahead = self.ahead(scored, row, goal);
        let needed = match ahead {
            Some((other, _)) => {
                let aim = scored.scores.total()[other];
                needed(scheme, weights, &self.prepared, &scored.scores, row, aim)
            }
            None => vec![None; scheme.leaves.len()],
        };
        let moved = self.both.as_ref().zip(scored.years.as_ref()).map(|(both, [now, before])| {
            let is_there = |scores: &Scores| !scores.total()[row].is_nan();
            let parts = |points, scores| contributions(scheme, weights, points, scores, row);
            let (to, from) = (parts(&both.now.points, now), parts(&both.before, before));
            let change = |(to, from): (Option<f64>, Option<f64>)| {
                (to.is_some() || from.is_some()).then(|| to.unwrap_or(0.0) - from.unwrap_or(0.0))
            };
            let is_known = is_there(now) && is_there(before);
            to.into_iter().zip(from).map(|both| change(both).filter(|_| is_known)).collect()
        });
        Explained { parts, needed, ahead, moved }
    }

    /// The park to draw level with, and how many points it is ahead; none where it is not.
    fn ahead(&self, scored: &Scored, row: usize, goal: Goal) -> Option<(usize, f64)> {
        let place = scored.places.get(row).copied().filter(|place| *place > 0)?;
        let other = match goal {
            Goal::Next => {
                let at = scored.order.iter().position(|other| scored.places[*other as usize] == place)?;
                *scored.order.get(at.checked_sub(1)?)? as usize
            }
            Goal::Top(count) => {
                let places = scored.order.iter().map(|row| *row as usize);
                places.take_while(|row| (1..=count).contains(&scored.places[*row])).last()?
            }
            Goal::Level(park) => self.row_of(park)?,
        };
        let total = scored.scores.total();
        let gap = total[other] - total[row];
        (gap > 0.0).then_some((other, gap))
    }

    /// The row of a park.
    pub fn row_of(&self, park: ParkId) -> Option<usize> {
        self.inputs.parks.iter().position(|other| *other == park)
    }
}

/// Places gained among those that have a score both times.
fn moves(now: &[f64], before: &[f64]) -> Vec<Option<i32>> {
    let in_both = |scores: &[f64], also: &[f64]| -> Vec<f64> {
        scores.iter().zip(also).map(|(score, also)| if also.is_nan() { f64::NAN } else { *score }).collect()
    };
    let (now, before) = (places(&in_both(now, before)), places(&in_both(before, now)));
    let moved = |(now, before): (u32, u32)| (now > 0 && before > 0).then(|| before as i32 - now as i32);
    now.into_iter().zip(before).map(moved).collect()
}

#[cfg(test)]
mod tests {
    use super::moves;

    #[test]
    fn a_move_is_among_those_with_a_score_in_both_years() {
        let none = f64::NAN;
        // Of a, b, c, d the third had no score before and the fourth has none now: a and b changed places.
        assert_eq!(moves(&[50.0, 60.0, 99.0, none], &[70.0, 60.0, none, 99.0]), [Some(-1), Some(1), None, None]);
    }
}
