//! What `check` prints: every problem with its place, for people and for other programs.

use std::io::{self, Write};

use crate::model::{Problem, Severity};

mod github;
mod json;
mod sarif;
mod summary;
mod text;

#[cfg(test)]
mod tests;

pub use summary::{Loaded, summary};

/// A form to print problems in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub enum Form {
    /// One line a problem, and the offending text under it.
    #[default]
    Text,
    /// An array of objects.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands that GitHub shows beside the lines.
    Github,
}

/// Prints the problems.
pub fn print(problems: &[Problem], form: Form, out: &mut dyn Write) -> io::Result<()> {
    match form {
        Form::Text => text::print(problems, out),
        Form::Json => json::print(problems, out),
        Form::Sarif => sarif::print(problems, out),
        Form::Github => github::print(problems, out),
    }
}

/// The least severity that fails a check.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bar {
    Errors,
    Warnings,
}

impl Bar {
    /// Whether any of the problems fails the check; a note never does.
    pub fn fails(self, problems: &[Problem]) -> bool {
        problems.iter().any(|problem| match problem.severity {
            Severity::Error => true,
            Severity::Warning => self == Self::Warnings,
            Severity::Note => false,
        })
    }
}
