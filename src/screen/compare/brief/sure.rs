//! How sure the places of the two are.

use super::Whole;
use crate::{
    analysis::score::Runs,
    model::{Lang, ParkId},
    screen::score,
    ui::number,
};

/// The scheme that places are tried by: what most parks of any data have, weighed alike.
const EQUAL: &str = "equal";
const RUNS: Runs = Runs { count: 1000, seed: 1 };
/// Of more parks nobody waits for the runs.
const MOST_TRIED: usize = 5000;

impl Whole<'_> {
    /// The places of the two under the scheme of equal weights, and how far they go when weights and methods are drawn anew.
    pub(super) fn robust(&self) -> Option<String> {
        let pen = self.pen;
        let scheme = self.catalog.find_scheme(EQUAL).ok()?;
        if self.scope.parks().len() > MOST_TRIED {
            return None;
        }
        let parks = [self.park, self.benchmark];
        let tried = score::tried(self.store, scheme, (self.scope, self.at), &parks, RUNS)?;
        let one = |(park, placed): (ParkId, &Option<score::Placed>)| {
            let name = self.name(park);
            let Some(placed) = placed else {
                return format!("{name} {}", pen.t("不计分", "no score"));
            };
            let place = |place: f64| number::grouped(place, u8::from(place.fract() != 0.0));
            let (low, high) = (place(placed.low), place(placed.high));
            let (at, of, top) = (placed.place, tried.of, number::grouped(placed.top * 100.0, 0));
            match pen.lang {
                Lang::Zh => format!("{name} {at}/{of} (5%-95%: {low}-{high}，前10概率 {top}%)"),
                Lang::En => format!("{name} {at}/{of} (5-95%: {low}-{high}, in the first ten {top}%)"),
            }
        };
        let told: Vec<String> = parks.into_iter().zip(&tried.parks).map(one).collect();
        let (runs, seed) = (tried.runs, tried.seed);
        let name = self.catalog.scheme(scheme)?.name.get(pen.lang);
        Some(match pen.lang {
            Lang::Zh => format!("位次稳健性 {name}: {} ({runs}次，种子{seed})", told.join("；")),
            Lang::En => format!("How sure the places are, {name}: {} ({runs} runs, seed {seed})", told.join("; ")),
        })
    }
}
