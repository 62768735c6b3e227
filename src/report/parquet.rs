//! A table as typed columns: a column of numbers is one, a missing value is null.

use std::{collections::BTreeSet, io::Write};

use crate::{
    error::Result,
    screen::{Handout, grid::Value},
    store::sheet::{self, Cells},
};

/// Writes the table; what it answers to, its notes and its sources stand in the file's metadata.
pub fn write(handout: &Handout, out: &mut dyn Write) -> Result<()> {
    let grid = &handout.grid;
    let mut taken = BTreeSet::new();
    let column = |place: usize| {
        let cells = || grid.rows.iter().map(move |row| row.get(place).unwrap_or(&Value::Missing));
        let name = free(&mut taken, &grid.columns[place].name);
        (name, typed(cells().collect()))
    };
    let columns = (0..grid.columns.len()).map(column).collect();
    let sources = handout.sources.iter().map(|source| super::cited(source, handout.lang));
    let about = [
        ("zonescope.title", handout.title.clone()),
        ("zonescope.question", handout.question.clone()),
        ("zonescope.notes", grid.notes.join("\n")),
        ("zonescope.sources", sources.collect::<Vec<_>>().join("\n")),
        ("zonescope.view", handout.token.clone().unwrap_or_default()),
    ];
    sheet::write(columns, about.into_iter().filter(|(_, text)| !text.is_empty()), out)
}

/// The name, or the first of its kind that is not taken.
fn free(taken: &mut BTreeSet<String>, name: &str) -> String {
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let name = std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(name.clone());
    name
}

/// The type that all the cells of a column are of; text where they are of several.
fn typed(cells: Vec<&Value>) -> Cells {
    let known = || cells.iter().filter(|cell| !matches!(cell, Value::Missing));
    let is_any = known().next().is_some();
    if is_any && known().all(|cell| matches!(cell, Value::Number(..))) {
        let number = |cell: &&Value| if let Value::Number(number, _) = cell { Some(*number) } else { None };
        return Cells::Numbers(cells.iter().map(number).collect());
    }
    if is_any && known().all(|cell| matches!(cell, Value::Flag(_))) {
        let flag = |cell: &&Value| if let Value::Flag(flag) = cell { Some(*flag) } else { None };
        return Cells::Flags(cells.iter().map(flag).collect());
    }
    let text = |cell: &Value| match cell {
        Value::Text(text) | Value::Code(text, _) => Some(text.clone()),
        Value::Number(number, _) => Some(number.to_string()),
        Value::Flag(flag) => Some(flag.to_string()),
        Value::Missing => None,
    };
    Cells::Texts(cells.into_iter().map(text).collect())
}
