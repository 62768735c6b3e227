//! Figures of any form written as a folder of our own form, which the user owns and edits.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use self::{
    beside::{Beside, Origin},
    fresh::Known,
    table::Table,
    write::{Digest, There},
};
use crate::{
    error::{Error, Result},
    load::{self, Input},
    model::{Dataset, IndicatorId, Problem, Severity, Unit},
};

mod beside;
mod entry;
mod fresh;
mod place;
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
    Write,
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
pub fn run(inputs: &[Input], to: &Path, edited: Edited, mode: Mode) -> Result<Report> {
    place::accept(to, inputs)?;
    let data = load::load(inputs)?;
    let (catalog, problems) = load::catalog_of(to)?;
    if let Some(problem) = problems.iter().find(|problem| problem.severity == Severity::Error) {
        return Err(Error::Usage(format!("{problem}; nothing can be added before that is mended")));
    }
    let mut known = Known::of(catalog);
    let tables = Table::all(&data);
    let mut folder =
        Folder { to, data: &data, edited, is_embedded: inputs == [Input::Embedded], taken: HashSet::new() };
    let mut plans = tables.iter().map(|table| folder.plan(table, &mut known)).collect::<Result<Vec<_>>>()?;
    let those = |wanted: fn(&Plan<'_>) -> bool| -> Vec<&Table<'_>> {
        plans.iter().filter(|plan| wanted(plan)).map(|plan| plan.table).collect()
    };
    let (accepted, new) = (those(|plan| plan.is_accepted()), those(|plan| plan.fate == Fate::Written));
    let entries = fresh::entries(&data.catalog, &mut known, &accepted, &new);
    let is_listed = mode == Mode::List || accepted.is_empty();
    if !is_listed {
        place::make(to)?;
    }
    let catalog = add_entries(to, &entries, is_listed)?;
    for plan in plans.iter_mut().filter(|_| !is_listed) {
        plan.carry_out()?;
    }
    let tables = plans.into_iter().map(|plan| (plan.path, plan.table.rows.len(), plan.fate)).collect();
    Ok(Report { problems: data.problems, tables, catalog })
}

/// Adds entries at the end of each file of the catalogue; what stands there stays as it is.
fn add_entries(to: &Path, entries: &[Vec<String>; 5], is_listed: bool) -> Result<Vec<(PathBuf, usize)>> {
    let mut added = Vec::new();
    for (name, entries) in place::CATALOG.iter().zip(entries) {
        let path = to.join("catalog").join(name);
        let before = match write::look(&path)? {
            There::File if entries.is_empty() => continue,
            There::File => fs::read_to_string(&path).map_err(|source| Error::Read { path: path.clone(), source })?,
            _ => start::catalog(name).to_owned(),
        };
        if !is_listed {
            let text = appended(&before, entries);
            write::put(&path, |out| out.write_all(text.as_bytes()))?;
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

/// The folder that is written, while its tables are planned.
struct Folder<'a> {
    to: &'a Path,
    data: &'a Dataset,
    edited: Edited,
    is_embedded: bool,
    /// The stems in use by this import, in lower case: not every disk tells `A.csv` from `a.csv`.
    taken: HashSet<String>,
}

/// What is to be done for one table.
struct Plan<'a> {
    table: &'a Table<'a>,
    path: PathBuf,
    /// The sidecar, and its text where it is to be written.
    beside: (PathBuf, Option<String>),
    fate: Fate,
}

impl<'a> Folder<'a> {
    fn plan(&mut self, table: &'a Table<'a>, known: &mut Known) -> Result<Plan<'a>> {
        let file = &self.data.files[table.file.index()];
        let named = |path: PathBuf, fate| Plan { table, path, beside: (PathBuf::new(), None), fate };
        if table.rows.is_empty() {
            return Ok(named(file.path.clone().into(), Fate::Empty));
        }
        let digest = table.digest();
        let origin = self.origin(table, &digest)?;
        let stem = self.stem(&origin)?;
        let at = |ending: &str| self.to.join("observations").join(format!("{stem}.{ending}"));
        let (path, beside) = (at("csv"), at("toml"));
        let there = beside::read(&beside)?;
        let fate = self.fate(&path, digest, there.as_ref())?;
        let fate = misfit(table, self.data, known, &fate).map_or(fate, Fate::Refused);
        let mut plan = Plan { table, path, beside: (beside, None), fate };
        if plan.is_accepted() {
            plan.tell(&origin, there)?;
        }
        Ok(plan)
    }

    /// Where a table comes from.
    fn origin(&self, table: &Table<'_>, digest: &Digest) -> Result<Origin> {
        let file = &self.data.files[table.file.index()];
        let found = if self.is_embedded { None } else { fs::canonicalize(&file.path).ok() };
        let folder = place::settled(self.to);
        let from = match &found {
            Some(path) if path.starts_with(&folder) => {
                let what = format!("`{}` lies in `{}`, which is to be written", file.path, self.to.display());
                return Err(Error::Usage(format!("{what}; name another folder")));
            }
            Some(path) => place::seen_from(&folder, path),
            None => file.path.clone(),
        };
        let size = found.and_then(|path| fs::metadata(path).ok()).map(|about| about.len());
        let (sheet, form, compiled) = (file.sheet.clone(), file.form.clone(), file.compiled.clone());
        Ok(Origin { from, sheet, form, size, digest: digest.to_string(), rows: table.rows.len(), compiled })
    }

    /// The name of a table: the one an earlier import of the same file gave it, or one that is free.
    fn stem(&mut self, origin: &Origin) -> Result<String> {
        let first = place::stem(&origin.from, origin.sheet.as_deref());
        let mut number = 1;
        loop {
            let stem = if number == 1 { first.clone() } else { format!("{first}-{number}") };
            number += 1;
            if self.taken.contains(&stem.to_lowercase()) {
                continue;
            }
            let beside = beside::read(&self.to.join("observations").join(format!("{stem}.toml")))?;
            if beside.and_then(|beside| beside.stated).is_none_or(|stated| self.is_same(&stated, origin)) {
                self.taken.insert(stem.to_lowercase());
                return Ok(stem);
            }
        }
    }

    /// Whether a table was taken from the same place, or says the same and its place is not there any more.
    fn is_same(&self, stated: &beside::Stated, origin: &Origin) -> bool {
        // Standard input is another thing every time.
        let is_place = origin.from != "stdin";
        let same = stated.from == origin.from && stated.sheet == origin.sheet;
        let is_gone = || !self.to.join(&stated.from).exists();
        (is_place && same) || (stated.digest == origin.digest && (same || is_gone()))
    }

    fn fate(&self, path: &Path, digest: Digest, beside: Option<&Beside>) -> Result<Fate> {
        match write::look(path)? {
            There::Nothing => return Ok(Fate::Written),
            There::Odd => return Ok(Fate::Refused("there is a link or a folder of that name; move it away".into())),
            There::File => {}
        }
        let found = Digest::of(path)?;
        if found == digest {
            return Ok(Fate::Kept);
        }
        let stated = beside.and_then(|beside| beside.stated.as_ref());
        if stated.is_some_and(|stated| stated.digest == found.to_string()) {
            return Ok(Fate::Replaced { copy: None });
        }
        if self.edited == Edited::Replace {
            return Ok(Fate::Replaced { copy: Some(write::copy_name(path)?) });
        }
        let why = if stated.is_some() { "it was edited since it was imported" } else { "no import wrote it" };
        Ok(Fate::Refused(format!("{why}; rename it to have both, or --force replaces it and keeps a copy")))
    }
}

impl Plan<'_> {
    const fn is_accepted(&self) -> bool {
        !matches!(self.fate, Fate::Refused(_) | Fate::Empty)
    }

    /// Works out what the sidecar should say.
    fn tell(&mut self, origin: &Origin, there: Option<Beside>) -> Result<()> {
        let Some(Beside { text, stated }) = there else {
            self.beside.1 = Some(origin.text());
            return Ok(());
        };
        let is_told = stated.is_some_and(|it| (it.from, it.sheet, it.digest) == origin.told());
        if is_told && self.fate == Fate::Kept {
            return Ok(());
        }
        self.beside.1 = text.and_then(|text| origin.brought_into(&text));
        if self.beside.1.is_none() || write::look(&self.beside.0)? == There::Odd {
            let beside = self.beside.0.display();
            self.fate = Fate::Refused(format!("`{beside}` cannot be brought up to date; mend it or move it away"));
        }
        Ok(())
    }

    fn carry_out(&self) -> Result<()> {
        if let Fate::Replaced { copy: Some(copy) } = &self.fate {
            write::copy(&self.path, copy)?;
        }
        if matches!(self.fate, Fate::Written | Fate::Replaced { .. }) {
            write::put(&self.path, |out| self.table.write(out))?;
        }
        match &self.beside {
            (path, Some(text)) if self.is_accepted() => write::put(path, |out| out.write_all(text.as_bytes())),
            _ => Ok(()),
        }
    }
}

/// Why the figures would not be read back as they are: the folder has one of their indicators in another kind of unit.
fn misfit(table: &Table<'_>, data: &Dataset, known: &mut Known, fate: &Fate) -> Option<String> {
    if !matches!(fate, Fate::Written | Fate::Replaced { .. }) {
        return None;
    }
    let valued = table.rows.iter().filter(|id| data.observations.value(**id).is_some());
    let mut used: Vec<IndicatorId> = valued.map(|id| data.observations.fact(*id).indicator).collect();
    used.sort_unstable();
    used.dedup();
    used.into_iter().find_map(|id| {
        let indicator = data.catalog.indicator(id);
        let there = known.indicator(indicator).map(|id| known.catalog.indicator(id))?;
        // A table that was here before may have been given its unit in the catalogue since.
        let is_given = *fate != Fate::Written && indicator.unit == Unit::default();
        if is_given || indicator.unit.convert(1.0, &there.unit).is_some() {
            return None;
        }
        let said = |unit: &Unit| match unit.code() {
            "" => "without a unit".to_owned(),
            code => format!("in `{code}`"),
        };
        let (slug, here, there) = (&indicator.slug, said(&indicator.unit), said(&there.unit));
        let way_out = "state its unit in a sidecar of the source, or mend the catalogue";
        Some(format!("`{slug}` is {here} here and {there} in the folder's catalogue; {way_out}"))
    })
}
