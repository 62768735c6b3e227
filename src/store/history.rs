//! Everything that was said of one fact, and where sources differ.

use std::collections::HashMap;

use super::{Store, series::rows_of};
use crate::model::{Fact, FactId, IndicatorId, Kind, ParkId};

/// A fact that sources state differently.
#[derive(Clone, PartialEq, Debug)]
pub struct Conflict {
    pub fact: Fact,
    /// Every statement of it, the one shown first in front.
    pub said: Vec<FactId>,
}

impl Store {
    /// Every observation of a park's indicator: all periods, kinds and sources, newest period first.
    pub fn all_about(&self, park: ParkId, indicator: IndicatorId) -> Vec<FactId> {
        let mut ids: Vec<FactId> = self.long.rows_about(park, indicator);
        let shown: Vec<FactId> = self.shown(park, indicator);
        ids.sort_by_key(|id| {
            let fact = self.long.fact(*id);
            (fact.kind, std::cmp::Reverse(fact.period), !shown.contains(id), id.0)
        });
        ids
    }

    fn shown(&self, park: ParkId, indicator: IndicatorId) -> Vec<FactId> {
        let columns = self.now.columns();
        [Kind::Actual, Kind::Target]
            .into_iter()
            .flat_map(|kind| rows_of(&columns, self.now.span(indicator, kind), park))
            .map(|row| FactId(columns.facts[row]))
            .collect()
    }

    /// The observation shown first for the fact that this one states.
    pub fn shown_for(&self, id: FactId) -> FactId {
        let fact = self.long.fact(id);
        let same = |other: &FactId| self.long.fact(*other) == fact;
        self.shown(fact.park, fact.indicator).into_iter().find(same).unwrap_or(id)
    }

    /// The observations each source supports, by its place in the catalogue.
    pub fn by_source(&self) -> Vec<Vec<FactId>> {
        let mut supported = vec![vec![]; self.catalog.sources.len()];
        for (row, source) in self.long.sources().enumerate() {
            if let Some(source) = source {
                supported[source.index()].push(FactId::at(row));
            }
        }
        supported
    }

    /// How many observations each source supports, by its place in the catalogue.
    pub fn source_counts(&self) -> Vec<usize> {
        self.by_source().iter().map(Vec::len).collect()
    }

    /// The facts that sources state differently, by indicator, park and period.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let columns = self.now.columns();
        let disputed = (0..columns.facts.len()).filter(|row| columns.different[*row] > 1);
        let mut conflicts: Vec<Conflict> = disputed
            .map(|row| FactId(columns.facts[row]))
            .map(|first| Conflict { fact: self.long.fact(first), said: vec![first] })
            .collect();
        let places: HashMap<Fact, usize> = conflicts.iter().enumerate().map(|(place, c)| (c.fact, place)).collect();
        for id in (0..self.len()).map(FactId::at) {
            if let Some(place) = places.get(&self.long.fact(id)) {
                let said = &mut conflicts[*place].said;
                if said[0] != id {
                    said.push(id);
                }
            }
        }
        conflicts
    }
}
