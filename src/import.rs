//! Figures of any form written as a folder of our own form, which the user owns and edits.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use self::{fresh::Known, plan::Folder, table::Table, write::There};
use crate::{
    access::Pen,
    error::{Error, Result},
    load::{self, Input, Request},
    model::{Problem, Severity},
};

mod beside;
mod entry;
mod fresh;
mod place;
mod plan;
pub mod start;
mod table;
mod write;

#[cfg(test)]
mod tests;

/// What to do with a table that was edited since it was imported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edited {
    /// Leave it alone.
    Refuse,
    /// Replace it, and keep a copy.
    Replace,
}

/// Whether anything is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    Write(Pen),
    /// Only say what would be done.
    List,
}

/// What became of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fate {
    /// A new file.
    Written,
    /// It took the place of what an import wrote; or of an edited one, of which there is a copy.
    Replaced { copy: Option<PathBuf> },
    /// It was there as it is.
    Kept,
    /// Nothing was done; why, and the way out.
    Refused(String),
    /// There is nothing to be written.
    Empty,
}

impl Fate {
    /// Whether the figures are in the folder afterwards.
    pub const fn is_in(&self) -> bool {
        !matches!(self, Self::Refused(_) | Self::Empty)
    }
}

/// What an import did.
#[derive(Debug)]
pub struct Report {
    /// What is wrong with the sources.
    pub problems: Vec<Problem>,
    /// Every table: its file, its number of figures, its fate.
    pub tables: Vec<(PathBuf, usize, Fate)>,
    /// The files of the catalogue that entries were added to, and how many.
    pub catalog: Vec<(PathBuf, usize)>,
}

/// Reads the inputs and writes them into a folder.
pub fn run(request: &Request, to: &Path, edited: Edited, mode: Mode) -> Result<Report> {
    place::accept(to, &request.inputs)?;
    let data = load::load(request)?;
    let (catalog, problems) = load::catalog_of(to)?;
    if let Some(problem) = problems.iter().find(|problem| problem.severity == Severity::Error) {
        return Err(Error::Usage(format!("{problem}; nothing can be added before that is mended")));
    }
    let mut known = Known::of(catalog);
    let tables = Table::all(&data);
    let mut folder =
        Folder { to, data: &data, edited, is_embedded: request.inputs == [Input::Embedded], taken: HashSet::new() };
    let plans = tables.iter().map(|table| folder.plan(table, &mut known)).collect::<Result<Vec<_>>>()?;
    let those = |wanted: fn(&Fate) -> bool| -> Vec<&Table<'_>> {
        plans.iter().filter(|plan| wanted(&plan.fate)).map(|plan| plan.table).collect()
    };
    let (accepted, new) = (those(Fate::is_in), those(|fate| *fate == Fate::Written));
    let entries = fresh::entries(&data.catalog, &mut known, &accepted, &new);
    let pen = match mode {
        Mode::Write(pen) if !accepted.is_empty() => Some(pen),
        _ => None,
    };
    if let Some(pen) = pen {
        request.options.watch.hold();
        place::make(pen, to)?;
    }
    let catalog = add_entries(to, &entries, pen)?;
    if let Some(pen) = pen {
        plans.iter().try_for_each(|plan| plan.carry_out(pen))?;
    }
    let tables = plans.into_iter().map(|plan| (plan.path, plan.table.rows.len(), plan.fate)).collect();
    Ok(Report { problems: data.problems, tables, catalog })
}

/// Adds entries at the end of each file of the catalogue; what stands there stays as it is.
fn add_entries(to: &Path, entries: &[Vec<String>; 5], pen: Option<Pen>) -> Result<Vec<(PathBuf, usize)>> {
    let mut added = Vec::new();
    for (name, entries) in place::CATALOG.iter().zip(entries) {
        let path = to.join("catalog").join(name);
        let before = match write::look(&path)? {
            There::File if entries.is_empty() => continue,
            There::File => fs::read_to_string(&path).map_err(|source| Error::Read { path: path.clone(), source })?,
            _ => start::catalog(name).to_owned(),
        };
        if let Some(pen) = pen {
            let text = appended(&before, entries);
            write::put(pen, &path, |out| out.write_all(text.as_bytes()))?;
        }
        if !entries.is_empty() {
            added.push((path, entries.len()));
        }
    }
    Ok(added)
}

/// A file with entries at its end, in the line ends it has.
fn appended(before: &str, entries: &[String]) -> String {
    let mut text = before.to_owned();
    let line_end = if before.contains("\r\n") { "\r\n" } else { "\n" };
    if !text.is_empty() && !text.ends_with('\n') {
        text += line_end;
    }
    for entry in entries {
        text += line_end;
        text += &entry.replace('\n', line_end);
    }
    text
}
