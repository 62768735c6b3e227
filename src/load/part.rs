//! What there is to read: the files of an input, found but not opened.

use std::{
    borrow::Cow,
    fs, io,
    path::{Path, PathBuf},
};

use glob::MatchOptions;

use super::{Input, archive, embedded, kinds, regular, text};
use crate::{
    error::{Error, Result},
    model::{Problem, Rule, Severity, problem::Spot},
};

/// One file: its name for people, and where its bytes are.
#[derive(Debug)]
pub struct Part {
    /// As the user would write it.
    pub name: String,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Embedded(&'static str),
    /// The entries of a catalogue file, as JSON.
    Ready(&'static str),
    File(PathBuf),
    Bytes(Vec<u8>),
}

impl Part {
    /// A file compiled in.
    pub fn embedded(name: &str, text: &'static str) -> Self {
        Self { name: name.to_owned(), place: Place::Embedded(text) }
    }

    /// A catalogue file compiled in, already checked and turned into JSON.
    pub fn ready(name: &str, json: &'static str) -> Self {
        Self { name: name.to_owned(), place: Place::Ready(json) }
    }

    /// The JSON of a catalogue file that needs no more checking.
    pub const fn json(&self) -> Option<&'static str> {
        match self.place {
            Place::Ready(json) => Some(json),
            _ => None,
        }
    }

    /// A file on disk.
    pub fn file(path: PathBuf) -> Self {
        Self { name: shown(&path), place: Place::File(path) }
    }

    /// A table already at hand.
    pub fn bytes(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), place: Place::Bytes(bytes) }
    }

    /// A file that is too large to be held at once; none where it is not one.
    pub fn large(&self, least: u64) -> Option<regular::Opened> {
        let Place::File(path) = &self.place else { return None };
        regular::Opened::at(path).ok().filter(|opened| opened.len() >= least)
    }

    /// What is in it.
    pub fn read(self) -> io::Result<Cow<'static, [u8]>> {
        match self.place {
            Place::Embedded(text) | Place::Ready(text) => Ok(Cow::Borrowed(text.as_bytes())),
            Place::File(path) => regular::read(&path).map(Cow::Owned),
            Place::Bytes(bytes) => Ok(Cow::Owned(bytes)),
        }
    }
}

/// A table of observations and what is said of it beside it.
#[derive(Debug)]
pub struct Table {
    pub part: Part,
    pub sidecar: Option<Part>,
}

/// The files of a catalogue, as far as there are any.
#[derive(Debug, Default)]
pub struct CatalogParts {
    pub parks: Option<Part>,
    pub indicators: Option<Part>,
    pub sources: Option<Part>,
    pub groups: Option<Part>,
    pub remarks: Option<Part>,
}

/// Everything one input brings.
#[derive(Debug, Default)]
pub struct Bundle {
    pub catalog: CatalogParts,
    pub tables: Vec<Table>,
    /// The user's own: `schemes/*.toml`.
    pub schemes: Vec<Part>,
}

impl Bundle {
    /// The files on disk all of it comes from; none where some of it is held already, such as the entries of an archive.
    pub fn files(self) -> Option<Vec<PathBuf>> {
        let CatalogParts { parks, indicators, sources, groups, remarks } = self.catalog;
        let named = [parks, indicators, sources, groups, remarks].into_iter().flatten();
        let tables = self.tables.into_iter().flat_map(|table| std::iter::once(table.part).chain(table.sidecar));
        let file = |part: Part| match part.place {
            Place::File(path) => Some(path),
            _ => None,
        };
        named.chain(tables).chain(self.schemes).map(file).collect()
    }
}

/// Finds the files of an input.
pub fn open(input: &Input, problems: &mut Vec<Problem>) -> Result<Bundle> {
    match input {
        Input::Embedded => Ok(embedded::bundle()),
        Input::Stdin => {
            let bytes = regular::drain(io::stdin().lock(), regular::LARGEST);
            let bytes = bytes.map_err(|source| Error::Read { path: "stdin".into(), source })?;
            Ok(Bundle { tables: tables("stdin", bytes, None, problems), ..Bundle::default() })
        }
        Input::Pipe(path) => {
            let bytes = fs::File::open(path).and_then(|pipe| regular::drain(pipe, regular::LARGEST));
            let bytes = bytes.map_err(|source| Error::Read { path: path.clone(), source })?;
            Ok(Bundle { tables: tables(&shown(path), bytes, None, problems), ..Bundle::default() })
        }
        Input::Path(path) => {
            let cannot = |source| Error::Read { path: path.clone(), source };
            match fs::metadata(path) {
                Ok(about) if about.is_dir() => folder(path, problems),
                Ok(_) => {
                    // Whether it can be read is told at once; what is in it later.
                    regular::Opened::at(path).map_err(cannot)?;
                    Ok(Bundle { tables: listed(path.clone(), problems), ..Bundle::default() })
                }
                Err(error) => pattern(path, problems).unwrap_or_else(|| Err(cannot(error))),
            }
        }
    }
}

/// The table a file is, or those an archive holds; what is said beside an archive is said of each of them.
fn tables(name: &str, bytes: Vec<u8>, sidecar: Option<&Path>, problems: &mut Vec<Problem>) -> Vec<Table> {
    let table = |part: Part| Table { part, sidecar: sidecar.map(|path| Part::file(path.to_owned())) };
    match archive::entries(&bytes) {
        None => vec![table(Part::bytes(name, bytes))],
        Some(Ok(entries)) => {
            let name = |entry: &str| format!("{name}/{}", text::clean(entry));
            entries.into_iter().map(|(entry, bytes)| table(Part::bytes(&name(&entry), bytes))).collect()
        }
        Some(Err(what)) => {
            problems.push(whole(name.to_owned(), what));
            vec![]
        }
    }
}

/// The files a pattern means, where no shell has spelt them out; none where the path is no pattern.
fn pattern(path: &Path, problems: &mut Vec<Problem>) -> Option<Result<Bundle>> {
    let refuse = |why: &str| Some(Err(Error::Usage(format!("`{}`: {why}", path.display()))));
    let pattern = path.to_str().filter(|text| text.contains(['*', '?', '[']))?;
    let options = MatchOptions { require_literal_leading_dot: true, ..MatchOptions::new() };
    let found = match glob::glob_with(pattern, options) {
        Ok(found) => found,
        Err(error) => return refuse(&format!("there is no such file, and as a pattern it cannot be read ({error})")),
    };
    let mut files = Vec::new();
    for file in found {
        match file {
            Ok(file) if file.is_file() && !kinds::is_aside(&file) => files.push(file),
            Ok(_) => {}
            Err(error) => problems.push(unreadable(error.path(), error.error())),
        }
    }
    files.sort();
    if files.is_empty() {
        return refuse("no file fits this pattern; check it, and open a folder by its name");
    }
    Some(Ok(Bundle {
        tables: files.into_iter().flat_map(|file| listed(file, problems)).collect(),
        ..Bundle::default()
    }))
}

/// The table a file found is, unread; those of an archive.
fn listed(path: PathBuf, problems: &mut Vec<Problem>) -> Vec<Table> {
    let sidecar = kinds::sidecar(&path);
    if kinds::is_table(&path) || !archive::is_likely(&path) {
        return vec![Table { part: Part::file(path), sidecar: sidecar.map(Part::file) }];
    }
    match fs::read(&path) {
        Ok(bytes) => tables(&shown(&path), bytes, sidecar.as_deref(), problems),
        Err(error) => {
            problems.push(unreadable(&path, &error));
            vec![]
        }
    }
}

fn folder(path: &Path, problems: &mut Vec<Problem>) -> Result<Bundle> {
    let catalog = |name: &str| Some(path.join("catalog").join(name)).filter(|it| it.is_file()).map(Part::file);
    let catalog = CatalogParts {
        parks: catalog("parks.toml"),
        indicators: catalog("indicators.toml"),
        sources: catalog("sources.toml"),
        groups: catalog("groups.toml"),
        remarks: catalog("remarks.toml"),
    };
    let inner = path.join("observations");
    let place = if inner.is_dir() { inner } else { path.to_owned() };
    let entries = fs::read_dir(&place).map_err(|source| Error::Read { path: place.clone(), source })?;
    let mut tables = Vec::new();
    for entry in entries {
        match entry.map(|entry| entry.path()) {
            Ok(path) if kinds::is_table(&path) => tables.push(path),
            Ok(_) => {}
            Err(error) => problems.push(unreadable(&place, &error)),
        }
    }
    tables.sort();
    tables.retain(|path| match fs::metadata(path) {
        Ok(about) => about.is_file(),
        Err(error) => {
            problems.push(unreadable(path, &error));
            false
        }
    });
    if tables.is_empty() {
        let what = format!("there is no table here; put one in whose name ends in one of {}", kinds::list());
        problems.push(whole(shown(&place), what));
    }
    let schemes = schemes(path, problems);
    Ok(Bundle { catalog, tables: tables.into_iter().flat_map(|file| listed(file, problems)).collect(), schemes })
}

/// The scheme files of a folder.
fn schemes(folder: &Path, problems: &mut Vec<Problem>) -> Vec<Part> {
    let place = folder.join("schemes");
    let entries = match fs::read_dir(&place) {
        Ok(entries) => entries,
        Err(error) => {
            if error.kind() != io::ErrorKind::NotFound && error.kind() != io::ErrorKind::NotADirectory {
                problems.push(unreadable(&place, &error));
            }
            return vec![];
        }
    };
    let is_scheme = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "toml") && path.is_file();
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_scheme).collect();
    files.sort();
    files.into_iter().map(Part::file).collect()
}

/// A path for people: a file's name may hold anything.
fn shown(path: &Path) -> String {
    text::clean(&path.display().to_string()).into_owned()
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    whole(shown(path), format!("cannot be read ({error}); check the link and the permissions"))
}

fn whole(file: String, what: String) -> Problem {
    Problem { severity: Severity::Error, rule: Rule::File, file, sheet: None, spot: Spot::default(), what }
}
