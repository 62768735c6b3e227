//! Which indicators a brief is about.

use super::{View, chapters::Chapter};
use crate::{
    model::{Kind, ParkId},
    store::Store,
};

/// So many rows at most, and so many that are filled up with figures the benchmark has none beside.
const MOST: usize = 10;
const LEAST: usize = 8;

/// The rows of the brief, by their places in the view: those both have, chapter after chapter in turn so that each has its
/// share, then those the first has; in the order of the chapters.
pub fn own_rows(store: &Store, view: &View, park: ParkId) -> Vec<usize> {
    let catalog = store.catalog();
    let has = |at: &usize, place: usize| view.rows[*at].cells[place].is_some();
    let chapter = |at: usize| Chapter::of(catalog.indicator(view.rows[at].indicator), catalog);
    let mut turns: Vec<(usize, usize)> = vec![];
    let mut seen: Vec<Chapter> = vec![];
    for at in (0..view.rows.len()).filter(|at| has(at, 0) && has(at, 1)) {
        // The chosen indicators come before all, whatever their chapters.
        let turn = seen.iter().filter(|other| **other == chapter(at)).count();
        seen.push(chapter(at));
        turns.push((if view.rows[at].chapter.is_none() { 0 } else { turn }, at));
    }
    turns.sort_unstable();
    let mut both: Vec<usize> = turns.into_iter().map(|(_, at)| at).take(MOST).collect();
    let history = |at: usize| store.series(park, view.rows[at].indicator, Kind::Actual).points.len();
    let mut own: Vec<usize> = (0..view.rows.len()).filter(|at| !has(at, 0) && has(at, 1)).collect();
    // What has the longest history is what people follow.
    own.sort_by_key(|at| std::cmp::Reverse(history(*at)));
    own.truncate(LEAST.saturating_sub(both.len()));
    both.extend(own);
    both.sort_by_key(|at| (chapter(*at), *at));
    both
}
