//! Problems as the workflow commands that GitHub turns into annotations.

use std::io::{self, Write};

use crate::model::{Problem, Severity};

/// `::error file=…,line=…,col=…,title=…::message`, one line a problem.
pub fn print(problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
    problems.iter().try_for_each(|problem| writeln!(out, "{}", command(problem)))
}

fn command(problem: &Problem) -> String {
    let level = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = vec![("file", property(&problem.file))];
    // A workbook has no lines to annotate: the cell is said in words.
    let sheet = problem.sheet.as_ref().map(|sheet| match problem.cell() {
        Some(cell) => format!("{sheet}!{cell}: "),
        None => format!("{sheet}: "),
    });
    if sheet.is_none() {
        let spot = &problem.spot;
        let end = spot.excerpt.as_ref().map_or(0, |excerpt| spot.column + excerpt.length.max(1) as u32);
        let numbers = [("line", spot.line), ("col", spot.column), ("endColumn", end)];
        // Each needs the one before: a column of no line means nothing.
        let said = numbers.into_iter().take_while(|(_, number)| *number > 0);
        properties.extend(said.map(|(name, number)| (name, number.to_string())));
    }
    properties.push(("title", property(&format!("zonescope {}", problem.rule.name()))));
    let properties: Vec<String> = properties.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("::{level} {}::{}", properties.join(","), message(&(sheet.unwrap_or_default() + &problem.what)))
}

/// A message may hold anything but what would end the line.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property may besides not hold what separates properties.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
