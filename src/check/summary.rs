//! What was read and what was found, in a few lines.

use std::collections::BTreeMap;

use crate::{
    model::{Problem, Severity, dataset::File},
    ui::text::{pad_end, pad_start, width},
};

/// How much was read.
#[derive(Clone, Copy, Debug)]
pub struct Loaded {
    pub figures: usize,
    pub parks: usize,
    pub indicators: usize,
    pub sources: usize,
}

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

/// How much was read, what each file was taken for, how many problems there are, and a table of them by rule.
pub fn summary(loaded: Loaded, files: &[File], problems: &[Problem]) -> Vec<String> {
    let Loaded { figures, parks, indicators, sources } = loaded;
    let read = format!("{figures} figures, {parks} parks, {indicators} indicators, {sources} sources");
    let mut lines: Vec<String> = files.iter().filter(|file| !file.form.is_empty()).map(taken_for).collect();
    if problems.is_empty() {
        lines.push(format!("{read}: no problems"));
        return lines;
    }
    lines.push(format!("{read}: {}", counted(count(problems))));
    lines.extend(table(problems));
    lines
}

fn taken_for(file: &File) -> String {
    let File { path, sheet, form, .. } = file;
    let sheet = sheet.as_ref().map(|sheet| format!("!{sheet}")).unwrap_or_default();
    format!("{path}{sheet}: {form}")
}

/// Errors, warnings and notes.
fn count<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> [usize; 3] {
    let mut counts = [0; 3];
    for problem in problems {
        counts[problem.severity as usize] += 1;
    }
    counts
}

/// `1 error, 2 warnings, no notes`.
fn counted(counts: [usize; 3]) -> String {
    let words = SEVERITIES.map(|severity| match (counts[severity as usize], severity.name()) {
        (0, name) => format!("no {name}s"),
        (1, name) => format!("1 {name}"),
        (many, name) => format!("{many} {name}s"),
    });
    words.join(", ")
}

/// A line a rule, in the order of the rules.
fn table(problems: &[Problem]) -> Vec<String> {
    let mut rules: BTreeMap<_, Vec<&Problem>> = BTreeMap::new();
    for problem in problems {
        rules.entry(problem.rule).or_default().push(problem);
    }
    let heading = ["rule", "errors", "warnings", "notes"].map(str::to_owned);
    let row = |(rule, problems): (crate::model::Rule, Vec<&Problem>)| {
        let cell = |count: usize| if count == 0 { "·".to_owned() } else { count.to_string() };
        let [errors, warnings, notes] = count(problems).map(cell);
        [rule.name().to_owned(), errors, warnings, notes]
    };
    let rows: Vec<[String; 4]> = std::iter::once(heading).chain(rules.into_iter().map(row)).collect();
    let widest = |place: usize| rows.iter().map(|row| width(&row[place])).max().unwrap_or(0);
    let widths = [0, 1, 2, 3].map(widest);
    let line = |row: &[String; 4]| {
        let numbers: Vec<String> = (1..4).map(|place| pad_start(&row[place], widths[place])).collect();
        format!("  {}  {}", pad_end(&row[0], widths[0]), numbers.join("  "))
    };
    rows.iter().map(line).collect()
}
