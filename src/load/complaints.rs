//! The problems of one file, as many as anyone will read.

use crate::model::{Problem, Rule, Severity};

/// How many problems of one file are listed; the rest are counted.
const LISTED: usize = 1000;

/// Collects the problems of one file.
#[derive(Debug)]
pub struct Complaints {
    file: String,
    problems: Vec<Problem>,
    unlisted: usize,
    worst_unlisted: Severity,
}

impl Complaints {
    /// None yet, of that file.
    pub const fn of(file: String) -> Self {
        Self { file, problems: Vec::new(), unlisted: 0, worst_unlisted: Severity::Warning }
    }

    /// Adds a problem at a line and column. Both closures are called only if it will be listed.
    pub fn add(
        &mut self,
        severity: Severity,
        rule: Rule,
        place: impl FnOnce() -> (u32, u32),
        what: impl FnOnce() -> String,
    ) {
        if self.problems.len() >= LISTED {
            self.unlisted += 1;
            self.worst_unlisted = self.worst_unlisted.min(severity);
            return;
        }
        let (line, column) = place();
        self.problems.push(Problem { severity, rule, file: self.file.clone(), line, column, what: what() });
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
            self.problems.push(Problem { severity, rule: Rule::File, file: self.file, line: 0, column: 0, what });
        }
        self.problems
    }
}
