//! The places of a few parks under a scheme, and how sure they are: for pages that are no screen.

use std::sync::atomic::AtomicBool;

use super::field::Field;
use crate::{
    analysis::score::Runs,
    model::{At, ParkId, SchemeId},
    screen::Scope,
    store::Store,
};

/// The places of some parks.
pub struct Tried {
    /// How many parks have a score.
    pub of: u32,
    /// One a park asked for; none without a score.
    pub parks: Vec<Option<Placed>>,
    pub runs: usize,
    pub seed: u64,
}

/// A park's place, and where it comes to stand when weights and methods are drawn anew.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Placed {
    pub place: u32,
    /// The 5 % and the 95 % quantile of its place.
    pub low: f64,
    pub high: f64,
    /// The share of the runs in which it is among the first ten.
    pub top: f64,
}

/// Tries them; none where nobody has a score.
pub fn tried(
    store: &Store,
    scheme: SchemeId,
    (scope, at): (&Scope, At),
    parks: &[ParkId],
    runs: Runs,
) -> Option<Tried> {
    let field = Field::of(store, scheme, scope, at)?;
    let scored = field.score(&field.scheme.weights());
    if scored.of == 0 {
        return None;
    }
    let robust = field.sure(&scored.weights, runs, &AtomicBool::new(false))?.robust;
    let placed = |park: &ParkId| {
        let row = field.row_of(*park)?;
        let interval = robust.intervals[row].as_ref().filter(|_| scored.places[row] > 0)?;
        let (low, high, top) = (interval.low, interval.high, interval.top);
        Some(Placed { place: scored.places[row], low, high, top })
    };
    Some(Tried { of: scored.of, parks: parks.iter().map(placed).collect(), runs: robust.runs, seed: robust.seed })
}
