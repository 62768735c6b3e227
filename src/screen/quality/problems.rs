//! Problems: what was found wrong with the data, where, and what to do about it.

mod draw;
mod excerpt;

use crate::{
    intent::Intent,
    model::{Lang, Place, Problem, Severity, find::Reader},
    screen::{Asked, Grid, Outcome, Request, grid, rows::Rows},
    store::Store,
};

/// The cursor among the problems, and whether the one under it has the screen to itself.
#[derive(Clone, Default)]
pub struct List {
    rows: Rows,
    whole: bool,
}

/// One problem, and the first figure of its line, if the line gave any.
pub struct Found {
    problem: Problem,
    figure: Option<Asked>,
}

pub struct View {
    pub found: Vec<Found>,
    /// How many of each severity, whatever the filter leaves.
    counts: [usize; 3],
    files: usize,
    figures: usize,
}

/// Everything that was found, by the reader and, where the figures were looked at, by whoever did.
pub fn all<'a>(store: &'a Store, looked: Option<&'a [Problem]>) -> Vec<&'a Problem> {
    store.problems().iter().chain(looked.unwrap_or_default()).collect()
}

/// The worst first, and among equals by file, line and column.
pub fn view(store: &Store, found: &[&Problem], filter: &str) -> View {
    let mut found = found.to_vec();
    let mut counts = [0; 3];
    for problem in &found {
        counts[problem.severity as usize] += 1;
    }
    let mut reader = Reader::new(filter);
    found.retain(|problem| matches(problem, &mut reader));
    found.sort_by_key(|problem| {
        let Problem { severity, file, sheet, spot, .. } = *problem;
        (*severity, file, sheet, spot.line, spot.column)
    });
    let place = |problem: &&Problem| {
        let file = store.file_named(&problem.file, problem.sheet.as_deref())?;
        (problem.spot.line > 0).then_some(Place { file, line: problem.spot.line, column: 0 })
    };
    let figures = store.facts_at(&found.iter().map(place).collect::<Vec<_>>());
    let figure = |id| {
        let what = store.observation(id);
        Asked { park: what.fact.park, indicator: what.fact.indicator, fact: Some(id) }
    };
    let found = found.into_iter().zip(figures);
    let found = found.map(|(problem, id)| Found { problem: problem.clone(), figure: id.map(figure) });
    View { found: found.collect(), counts, files: store.files().len(), figures: store.len() }
}

fn matches(problem: &Problem, reader: &mut Reader) -> bool {
    let (zh, en) = words(problem.severity);
    reader.is_idle() || reader.fits([&*problem.to_string(), problem.rule.name(), zh, en])
}

/// A severity in words: the sign of a row.
const fn words(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("错误", "error"),
        Severity::Warning => ("警告", "warning"),
        Severity::Note => ("提示", "note"),
    }
}

impl List {
    pub fn react(&mut self, intent: Intent, view: &View) -> Outcome {
        if self.rows.react(intent, view.found.len()) {
            return Outcome::Changed;
        }
        match intent {
            Intent::Where => match view.found.get(self.rows.cursor).and_then(|found| found.figure) {
                Some(asked) => return Outcome::Ask(Request::Where(asked)),
                None => self.whole = !self.whole && !view.found.is_empty(),
            },
            Intent::Back if self.whole => self.whole = false,
            other => return super::elsewhere(other),
        }
        Outcome::Changed
    }
}

pub fn to_grid(view: &View) -> Grid {
    use grid::{Column, Value};
    let columns = vec![
        Column::shown("severity", "severity"),
        Column::shown("rule", "rule"),
        Column::plain("file"),
        Column::plain("sheet"),
        Column::plain("line"),
        Column::plain("column"),
        Column::shown("place", "place"),
        Column::shown("what", "what"),
        Column::plain("excerpt"),
    ];
    let number = |number: u32| if number == 0 { Value::Missing } else { Value::count(number) };
    let rows = view.found.iter().map(|Found { problem, .. }| {
        vec![
            Value::text(problem.severity.name()),
            Value::text(problem.rule.name()),
            Value::text(&problem.file),
            Value::maybe(problem.sheet.as_deref()),
            number(problem.spot.line),
            number(problem.spot.column),
            Value::text(problem.place()),
            Value::text(&problem.what),
            Value::maybe(problem.spot.excerpt.as_ref().map(|excerpt| excerpt.text.as_str())),
        ]
    });
    Grid { columns, rows: rows.collect(), notes: vec![] }
}

/// `错误 3  警告 12  提示 4`.
fn counted([errors, warnings, notes]: [usize; 3], lang: Lang) -> String {
    let plural = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    match lang {
        Lang::Zh => format!("错误 {errors}  警告 {warnings}  提示 {notes}"),
        Lang::En => {
            format!("{}  {}  {}", plural(errors, "error"), plural(warnings, "warning"), plural(notes, "note"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, matches};
    use crate::model::{Problem, Rule, Severity};

    #[test]
    fn a_problem_is_found_by_place_rule_severity_and_words() {
        let problem = Problem {
            severity: Severity::Error,
            rule: Rule::Number,
            file: "a/b.csv".into(),
            sheet: None,
            spot: (2, 12).into(),
            what: "`x: y` is not a number; write one; or none".into(),
        };
        for filter in ["", "b.csv:2", "number", "错误", "error", "x: y"] {
            assert!(matches(&problem, &mut Reader::new(filter)), "{filter}");
        }
        assert!(!matches(&problem, &mut Reader::new("warning")));
    }
}
