//! Everything that was said of one fact, and where sources differ.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Store, frame::Frame};
use crate::model::{Fact, FactId, IndicatorId, Kind, Observation, ParkId};

/// A fact that sources state differently.
#[derive(Clone, PartialEq, Debug)]
pub struct Conflict {
    pub fact: Fact,
    /// Every statement of it, the one shown first in front.
    pub said: Vec<FactId>,
}

/// Observations that are read where they are drawn: of a million that a source supports one sees ten.
pub struct Statements {
    frame: Arc<Frame>,
    ids: Vec<FactId>,
}

impl Statements {
    /// How many there are.
    pub const fn len(&self) -> usize {
        self.ids.len()
    }

    /// One of them, whole.
    pub fn get(&self, place: usize) -> Option<Observation> {
        self.ids.get(place).map(|id| self.frame.observation(*id))
    }
}

impl Store {
    /// Every observation of a park's indicator: all periods, kinds and sources, newest period first.
    pub fn all_about(&self, park: ParkId, indicator: IndicatorId) -> Vec<FactId> {
        let periods = self.frame.columns().periods;
        let mut ids = vec![];
        for kind in [Kind::Actual, Kind::Target] {
            let rows = self.frame.rows_of(park, indicator, kind);
            let mut end = rows.end;
            for fact in periods[rows].chunk_by(PartialEq::eq).rev() {
                ids.extend((end - fact.len()..end).map(FactId::at));
                end -= fact.len();
            }
        }
        ids
    }

    /// The observation shown first for the fact that this one states.
    pub fn shown_for(&self, id: FactId) -> FactId {
        let first = self.frame.same_fact(id).start;
        if self.frame.columns().about(first).is_shown() { FactId::at(first) } else { id }
    }

    /// The observations each source supports, by its place in the catalogue, in the order of reading.
    pub fn by_source(&self) -> Vec<Statements> {
        let columns = self.frame.columns();
        let mut supported: Vec<Vec<FactId>> = self.counts.by_source.iter().map(|n| Vec::with_capacity(*n)).collect();
        columns.sources().for_each(|(row, source)| supported[source.index()].push(FactId::at(row)));
        let in_order = |mut ids: Vec<FactId>| {
            ids.par_sort_unstable_by_key(|id| (columns.reading_order(id.index()), *id));
            Statements { frame: self.frame.clone(), ids }
        };
        supported.into_iter().map(in_order).collect()
    }

    /// The facts that sources state differently, by indicator, park and period.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let columns = self.frame.columns();
        let disputed = columns.shown(0..self.len()).filter(|row| columns.about(*row).is_disputed()).map(FactId::at);
        let said = |id: FactId| self.frame.same_fact(id).map(FactId::at).collect();
        disputed.map(|id| Conflict { fact: self.frame.fact(id), said: said(id) }).collect()
    }
}
