//! Facts that sources state differently.

use std::collections::BTreeSet;

use super::{
    Figure, Store,
    findings::{Findings, Words},
};
use crate::{
    analysis::plausible::{Reach, is_transposed, significant},
    model::{FactId, Mark, Rule, Severity, unit::Dimension},
};

/// How many digits it takes that two values are so alike by a slip and not by chance.
const DIGITS: usize = 3;
/// Below this nobody rounds a count.
const ROUND: f64 = 100.0;

/// Looks at every statement that is not the one shown first.
pub fn look(store: &Store, findings: &mut Findings<'_>) {
    for conflict in store.conflicts() {
        let Some(shown) = stated(store, conflict.said[0]) else { continue };
        // A zero with a sign is a zero.
        let bits = |value: f64| (value + 0.0).to_bits();
        let mut seen = BTreeSet::from([bits(shown.value)]);
        for said in conflict.said.iter().filter_map(|id| stated(store, *id)) {
            if seen.insert(bits(said.value)) {
                look_at(store, &shown, &said, findings);
            }
        }
    }
}

/// What one source says.
fn stated(store: &Store, id: FactId) -> Option<Figure> {
    let said = store.observation(id);
    let (fact, mark) = (said.fact, said.mark);
    let value = said.value?;
    Some(Figure { indicator: fact.indicator, park: fact.park, period: fact.period, value, mark, fact: id })
}

fn look_at(store: &Store, shown: &Figure, said: &Figure, findings: &mut Findings<'_>) {
    let winner = || {
        let place = store.observation(shown.fact).place;
        let file = store.files.get(place.file.index()).map_or("", |file| file.path.as_str());
        format!("{} stands in {file}:{} and is shown first", store.amount(shown), place.line)
    };
    if significant(said.value) >= DIGITS && is_transposed(shown.value, said.value) {
        findings.add(Rule::Transposed, Severity::Note, said, &[shown], || Words {
            what: format!("{}, with two digits in other places, where {}", store.dated(said), winner()),
            way_out: "check both against their sources",
        });
    } else if !reach(store, shown).meets(reach(store, said)) {
        findings.add(Rule::Conflict, Severity::Note, said, &[shown], || Words {
            what: format!("{}, where {}", store.dated(said), winner()),
            way_out: "say whose figure it is when citing either",
        });
    }
}

/// What a statement may mean: a bound is open to one side, a round or preliminary figure is right within a tenth.
fn reach(store: &Store, figure: &Figure) -> Reach {
    let printed = match store.catalog.indicator(figure.indicator).unit.dimension() {
        Dimension::Rank => Reach::about(figure.value, 0.5),
        Dimension::Count if figure.value < ROUND => Reach::about(figure.value, 0.5),
        _ => Reach::printed(figure.value),
    };
    match figure.mark {
        Mark::Exact => printed,
        Mark::About | Mark::Expected => Reach::about(figure.value, figure.value.abs() / 10.0),
        Mark::AtLeast | Mark::MoreThan => Reach { high: f64::INFINITY, ..printed },
        Mark::AtMost | Mark::LessThan => Reach { low: f64::NEG_INFINITY, ..printed },
    }
}
