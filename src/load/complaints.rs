//! The problems of one file, as many as anyone will read.

use super::text;
use crate::model::{Problem, Rule, Severity, problem::Spot};

/// How many problems of one file are listed; the rest are counted.
const LISTED: usize = 1000;
/// The longest a problem may be said, in bytes: what it quotes may be a whole file.
const LONGEST: usize = 2000;

/// Collects the problems of one file.
#[derive(Debug)]
pub struct Complaints {
    file: String,
    sheet: Option<String>,
    problems: Vec<Problem>,
    unlisted: usize,
    worst_unlisted: Severity,
}

impl Complaints {
    /// None yet, of that file.
    pub const fn of(file: String) -> Self {
        Self::of_sheet(file, None)
    }

    /// None yet, of that sheet of a workbook.
    pub const fn of_sheet(file: String, sheet: Option<String>) -> Self {
        Self { file, sheet, problems: Vec::new(), unlisted: 0, worst_unlisted: Severity::Note }
    }

    /// Adds a problem at a line and column. Both closures are called only if it will be listed.
    pub fn add<S: Into<Spot>>(
        &mut self,
        severity: Severity,
        rule: Rule,
        place: impl FnOnce() -> S,
        what: impl FnOnce() -> String,
    ) {
        if self.problems.len() >= LISTED {
            self.unlisted += 1;
            self.worst_unlisted = self.worst_unlisted.min(severity);
            return;
        }
        let (file, sheet) = (self.file.clone(), self.sheet.clone());
        self.problems.push(Problem { severity, rule, file, sheet, spot: place().into(), what: worded(&what()) });
    }

    /// Adds a problem of the whole file.
    pub fn whole(&mut self, severity: Severity, rule: Rule, what: impl FnOnce() -> String) {
        self.add(severity, rule, || (0, 0), what);
    }

    /// The problems, in the order they were met.
    pub fn into_problems(mut self) -> Vec<Problem> {
        if self.unlisted > 0 {
            let what = format!("{} more problems are not listed; mend these first", self.unlisted);
            let severity = self.worst_unlisted;
            let (file, sheet, spot) = (self.file, self.sheet, Spot::default());
            self.problems.push(Problem { severity, rule: Rule::File, file, sheet, spot, what });
        }
        self.problems
    }
}

/// The words of a problem, fit for a terminal and for a reader.
fn worded(what: &str) -> String {
    let mut words = text::clean(what).into_owned();
    if words.len() > LONGEST {
        words.truncate(words.floor_char_boundary(LONGEST));
        words.push('…');
    }
    words
}
