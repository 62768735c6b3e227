//! What was found, as problems with their places.

use std::collections::BTreeMap;

use super::{Figure, Store};
use crate::model::{Problem, Rule, Severity, problem::Spot};

/// How many findings of one rule are listed; the rest are counted.
const LISTED: usize = 1000;

/// What is wrong, and the way out.
pub struct Words {
    pub what: String,
    pub way_out: &'static str,
}

/// Collects what the rules find.
pub struct Findings<'a> {
    store: &'a Store,
    /// By file and line, for the order.
    found: Vec<((u32, u32), Problem)>,
    listed: BTreeMap<Rule, usize>,
}

impl<'a> Findings<'a> {
    /// None yet.
    pub const fn in_store(store: &'a Store) -> Self {
        Self { store, found: vec![], listed: BTreeMap::new() }
    }

    /// Adds one at the place of the figure; `beside` are the figures it is held against. The words are asked for only if
    /// it will be listed. Where the catalogue already has a remark on it, it is a note and says so.
    pub fn add(
        &mut self,
        rule: Rule,
        severity: Severity,
        figure: &Figure,
        beside: &[&Figure],
        words: impl FnOnce() -> Words,
    ) {
        let listed = self.listed.entry(rule).or_default();
        *listed += 1;
        if *listed > LISTED {
            return;
        }
        let Words { what, way_out } = words();
        let (severity, way_out) = if is_remarked(self.store, figure, beside) {
            (Severity::Note, "a remark in the catalogue speaks of it")
        } else {
            (severity, way_out)
        };
        let place = self.store.observation(figure.fact).place;
        let file = self.store.files.get(place.file.index());
        let problem = Problem {
            severity,
            rule,
            file: file.map(|file| file.path.clone()).unwrap_or_default(),
            sheet: file.and_then(|file| file.sheet.clone()),
            spot: Spot::from((place.line, 0)),
            what: format!("{}: {what}; {way_out}", self.store.whose(figure)),
        };
        self.found.push(((place.file.0, place.line), problem));
    }

    /// The problems by file and line, and after them how many more there are of each rule.
    pub fn into_problems(mut self) -> Vec<Problem> {
        self.found
            .sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| (a.rule, &a.what).cmp(&(b.rule, &b.what))));
        let mut problems: Vec<Problem> = self.found.into_iter().map(|(_, problem)| problem).collect();
        for (rule, count) in self.listed.into_iter().filter(|(_, count)| *count > LISTED) {
            let Some(like) = problems.iter().find(|problem| problem.rule == rule) else { continue };
            let what = format!("{} more of this rule are not listed; look at these first", count - LISTED);
            let problem = Problem { spot: Spot::default(), sheet: None, what, ..like.clone() };
            problems.push(problem);
        }
        problems
    }
}

/// Whether a remark on this very park and indicator covers any of the periods.
fn is_remarked(store: &Store, figure: &Figure, beside: &[&Figure]) -> bool {
    let periods = || std::iter::once(figure.period).chain(beside.iter().map(|other| other.period));
    let mut remarks = store.catalog.warnings_on(figure.park, figure.indicator);
    remarks.any(|remark| periods().any(|period| remark.covers(period)))
}
