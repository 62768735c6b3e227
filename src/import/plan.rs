//! What is to be done for each table, worked out before anything is written.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use super::{
    Edited, Fate,
    beside::{self, Beside, Origin},
    fresh::Known,
    place,
    table::Table,
    write::{self, Digest, There},
};
use crate::{
    access::Pen,
    error::{Error, Result},
    model::{Dataset, IndicatorId, Unit},
};

/// The folder that is written, while its tables are planned.
pub struct Folder<'a> {
    pub to: &'a Path,
    pub data: &'a Dataset,
    pub edited: Edited,
    /// Whether the figures are those compiled in, which lie nowhere.
    pub is_embedded: bool,
    /// The stems in use by this import, in lower case: not every disk tells `A.csv` from `a.csv`.
    pub taken: HashSet<String>,
}

/// What is to be done for one table.
pub struct Plan<'a> {
    pub table: &'a Table<'a>,
    pub path: PathBuf,
    /// The sidecar, and its text where it is to be written.
    beside: (PathBuf, Option<String>),
    pub fate: Fate,
}

impl<'a> Folder<'a> {
    /// Works out what is to be done for a table.
    pub fn plan(&mut self, table: &'a Table<'a>, known: &mut Known) -> Result<Plan<'a>> {
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
        if plan.fate.is_in() {
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

    /// Does it.
    pub fn carry_out(&self, pen: Pen) -> Result<()> {
        if let Fate::Replaced { copy: Some(copy) } = &self.fate {
            write::copy(pen, &self.path, copy)?;
        }
        if matches!(self.fate, Fate::Written | Fate::Replaced { .. }) {
            write::put(pen, &self.path, |out| self.table.write(out))?;
        }
        match &self.beside {
            (path, Some(text)) if self.fate.is_in() => write::put(pen, path, |out| out.write_all(text.as_bytes())),
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
