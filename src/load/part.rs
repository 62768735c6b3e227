//! What there is to read: the files of an input, found but not opened.

use std::{
    borrow::Cow,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::{Input, embedded, regular, text};
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

    fn file(path: PathBuf) -> Self {
        Self { name: shown(&path), place: Place::File(path) }
    }

    /// A table already at hand.
    pub fn bytes(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), place: Place::Bytes(bytes) }
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
}

/// Finds the files of an input.
pub fn open(input: &Input, problems: &mut Vec<Problem>) -> Result<Bundle> {
    match input {
        Input::Embedded => Ok(embedded::bundle()),
        Input::Stdin => {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().take(regular::LARGEST + 1).read_to_end(&mut bytes);
            let read = read.and_then(|_| regular::fits(bytes.len() as u64));
            read.map_err(|source| Error::Read { path: "stdin".into(), source })?;
            Ok(single(Part::bytes("stdin", bytes), None))
        }
        Input::Path(path) => {
            let cannot = |source| Error::Read { path: path.clone(), source };
            if fs::metadata(path).map_err(cannot)?.is_dir() {
                return folder(path, problems);
            }
            let bytes = match regular::read(path) {
                Ok(bytes) => bytes,
                Err(error) if regular::is_changed(&error) => {
                    problems.push(whole(path, regular::worded(&error)));
                    return Ok(Bundle::default());
                }
                Err(error) => return Err(cannot(error)),
            };
            let sidecar = Some(path.with_extension("toml")).filter(|it| it != path && it.is_file());
            Ok(single(Part::bytes(&shown(path), bytes), sidecar.map(Part::file)))
        }
    }
}

fn single(part: Part, sidecar: Option<Part>) -> Bundle {
    Bundle { tables: vec![Table { part, sidecar }], ..Bundle::default() }
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
            Ok(path) if is_table(&path) => tables.push(path),
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
        let what = "there are no observations; put a `.csv` file with park, indicator, period and value here".into();
        problems.push(whole(&place, what));
    }
    let table = |path: PathBuf| {
        let sidecar = Some(path.with_extension("toml")).filter(|it| it.is_file()).map(Part::file);
        Table { part: Part::file(path), sidecar }
    };
    Ok(Bundle { catalog, tables: tables.into_iter().map(table).collect() })
}

/// A path for people: a file's name may hold anything.
fn shown(path: &Path) -> String {
    text::clean(&path.display().to_string()).into_owned()
}

fn is_table(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    whole(path, format!("cannot be read ({error}); check the link and the permissions"))
}

fn whole(path: &Path, what: String) -> Problem {
    let file = shown(path);
    Problem { severity: Severity::Error, rule: Rule::File, file, sheet: None, spot: Spot::default(), what }
}
