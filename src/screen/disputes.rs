//! Facts that sources state differently, for the screens that list them.

use super::{Asked, Cx, Outcome, Request, format};
use crate::{
    model::{Grade, Kind, Observation},
    store::Store,
};

/// The facts that sources state differently, every statement of each, the one shown first in front.
pub fn all(store: &Store, filter: &str) -> Vec<Vec<Observation>> {
    let catalog = store.catalog();
    let [parks, indicators] = catalog.both_like(filter);
    store
        .conflicts()
        .into_iter()
        .filter(|conflict| parks.has(conflict.fact.park.index()) || indicators.has(conflict.fact.indicator.index()))
        .map(|conflict| conflict.said.into_iter().map(|id| store.observation(id)).collect())
        .collect()
}

/// Asks for the story of an observation.
pub fn story(what: &Observation) -> Outcome {
    Outcome::Ask(Request::Where(Asked { park: what.fact.park, indicator: what.fact.indicator, fact: Some(what.id) }))
}

/// `2022年`, `2025年目标`.
pub fn period_words(what: &Observation, cx: &Cx<'_>) -> String {
    let period = what.fact.period.words(cx.lang);
    match what.fact.kind {
        Kind::Actual => period,
        Kind::Target => format!("{period}{}", cx.t("目标", " target")),
    }
}

/// What one source says, and its grade: `9.52 万亿元[转载]`.
pub fn statement(what: &Observation, cx: &Cx<'_>) -> String {
    let grade = what.source.map_or(Grade::Unstated, |id| cx.catalog.source(id).grade).words();
    format!("{}[{}]", value(what, cx), cx.lang.pick(grade.0, grade.1))
}

/// What one source says.
pub fn value(what: &Observation, cx: &Cx<'_>) -> String {
    let indicator = cx.catalog.indicator(what.fact.indicator);
    what.value.map_or_else(|| "-".to_owned(), |value| format::alone(indicator, value, what.mark, cx))
}
