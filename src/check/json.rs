//! Problems as JSON. The names are for good.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Problem, problem::Excerpt};

#[derive(Serialize)]
struct Said<'a> {
    severity: &'a str,
    rule: &'a str,
    file: &'a str,
    sheet: Option<&'a str>,
    /// Counted from 1, in a workbook the row; null where the whole file is meant.
    line: Option<u32>,
    /// In characters, counted from 1, in a workbook the column; null where the whole line is meant.
    column: Option<u32>,
    excerpt: Option<Shown<'a>>,
    what: &'a str,
    way_out: Option<&'a str>,
}

#[derive(Serialize)]
struct Shown<'a> {
    text: &'a str,
    before: usize,
    length: usize,
}

/// An array of objects, one a problem.
pub fn print(problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
    let said: Vec<Said<'_>> = problems.iter().map(said).collect();
    serde_json::to_writer_pretty(&mut *out, &said)?;
    writeln!(out)
}

fn said(problem: &Problem) -> Said<'_> {
    let (what, way_out) = problem.halves();
    let known = |number: u32| Some(number).filter(|number| *number > 0);
    Said {
        severity: problem.severity.name(),
        rule: problem.rule.name(),
        file: &problem.file,
        sheet: problem.sheet.as_deref(),
        line: known(problem.spot.line),
        column: known(problem.spot.column),
        excerpt: problem.spot.excerpt.as_ref().map(shown),
        what,
        way_out,
    }
}

fn shown(excerpt: &Excerpt) -> Shown<'_> {
    let Excerpt { text, before, length } = excerpt;
    Shown { text, before: *before, length: *length }
}
