//! Files, folders and the data compiled in, read into one dataset; what is wrong with them becomes problems.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use encoding_rs::Encoding;

use crate::{
    error::{Error, Result},
    model::{Catalog, Dataset, Group, Label, Problem},
};

mod archive;
mod blocks;
mod catalog;
mod complaints;
mod duplicates;
mod embedded;
mod encoding;
mod foreign;
mod header;
mod kinds;
mod layout;
mod memo;
mod number;
mod open;
mod part;
mod period;
mod read;
mod records;
mod regular;
mod rows;
mod scheme;
mod shape;
mod sheets;
mod sidecar;
mod table;
mod text;
mod trace;
mod unpack;
mod watch;

pub use kinds::is_table;
pub use number::Decimal;
pub use rows::Names;
pub use scheme::kind as toml_kind;
pub use text::{is_break, is_dirt};
pub use trace::{LEAST, Trace};
pub use watch::{Seen, Watch};

#[cfg(test)]
mod tests;
#[cfg(any(test, fuzzing))]
pub mod trial;

/// What to open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    /// The data compiled into the program.
    Embedded,
    /// A file, a folder of the form of `data/` or of files, or a pattern of files.
    Path(PathBuf),
    /// One file.
    Stdin,
    /// One file that somebody hands over as an open pipe, such as a shell for `<(…)`.
    Pipe(PathBuf),
}

impl Input {
    /// What a path means: an open pipe can be read once, as standard input can; a pipe by name may never be written to.
    pub fn of(path: PathBuf) -> Self {
        let is_open = ["/dev/fd", "/proc/self/fd", "/dev/stdin"].iter().any(|place| path.starts_with(place));
        let is_file = || fs::metadata(&path).is_ok_and(|about| about.is_file() || about.is_dir());
        match path.to_str() {
            Some("-") => Self::Stdin,
            _ if is_open && path.exists() && !is_file() => Self::Pipe(path),
            _ => Self::Path(path),
        }
    }

    /// Whether it is gone once it was read.
    pub const fn is_once(&self) -> bool {
        matches!(self, Self::Stdin | Self::Pipe(_))
    }
}

/// How to read what does not say so itself.
#[derive(Clone)]
pub struct Options {
    /// The encoding of every text, whatever it looks like.
    pub encoding: Option<&'static Encoding>,
    /// The shape of every table, by its name.
    pub shape: Option<String>,
    pub assume: Assume,
    /// Reads the columns of a Parquet or Arrow file; whoever knows how lends it.
    pub columns: fn(&[u8]) -> Result<Columns, String>,
    /// Schemes of the user's own, beside those of the folders and those compiled in.
    pub schemes: Vec<PathBuf>,
    /// Whether what took long to read may be kept for the next start, and what was kept be used.
    pub keeps: bool,
    /// Told how far reading has come, and asked whether to go on.
    pub watch: Watch,
}

/// What to open, and how.
#[derive(Clone, Default)]
pub struct Request {
    pub inputs: Vec<Input>,
    pub options: Options,
}

impl From<Input> for Request {
    fn from(input: Input) -> Self {
        Self { inputs: vec![input], options: Options::default() }
    }
}

impl From<Vec<Input>> for Request {
    fn from(inputs: Vec<Input>) -> Self {
        Self { inputs, options: Options::default() }
    }
}

/// The encoding a name means.
pub fn encoding_named(name: &str) -> Option<&'static Encoding> {
    encoding::named(name)
}

/// The names of the shapes tables come in.
pub fn shapes() -> impl Iterator<Item = &'static str> {
    shape::SHAPES.iter().map(|shape| shape.id)
}

/// A table of a binary file as comma-separated text, a row a line: the names of its columns, and its rows.
pub type Columns = Box<dyn Read + Send>;

/// What is true of figures that do not say it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Assume {
    pub park: Option<String>,
    pub indicator: Option<String>,
    pub period: Option<String>,
    pub unit: Option<String>,
    pub source: Option<String>,
    /// What separates whole from fraction.
    pub decimal: Option<Decimal>,
}

impl Default for Options {
    fn default() -> Self {
        let columns = |_: &[u8]| Err("this build cannot read them".to_owned());
        Self {
            encoding: None,
            shape: None,
            assume: Assume::default(),
            columns,
            schemes: vec![],
            keeps: false,
            watch: Watch::default(),
        }
    }
}

/// Reads everything. Only an input that cannot be read at all is an error; the rest is a problem in the dataset.
pub fn load(request: &Request) -> Result<Dataset> {
    let Request { inputs, options } = request;
    let mut dataset = Dataset::default();
    let mut bundles = Vec::new();
    for input in inputs {
        bundles.push(part::open(input, &mut dataset.problems)?);
    }
    // Every catalogue comes before any row, so that a table given first still finds the names it uses.
    let mut tables = Vec::new();
    let mut entries = Vec::new();
    let mut schemes: Vec<_> = options.schemes.iter().map(|path| part::Part::file(path.clone())).collect();
    for bundle in bundles {
        entries.push(catalog::read(bundle.catalog));
        schemes.extend(bundle.schemes);
        tables.extend(bundle.tables);
    }
    catalog::merge(entries, &mut dataset.catalog, &mut dataset.problems);
    let mut names = rows::Names::of(&dataset.catalog);
    for table in tables {
        read::read(table, &mut dataset, &mut names, options);
        if options.watch.is_stopped() {
            return Err(Error::Stopped);
        }
    }
    // A scheme may name what only a table has.
    read_schemes(schemes, &mut dataset);
    duplicates::report(&mut dataset);
    if dataset.catalog.groups.is_empty() {
        group_all(&mut dataset.catalog);
    }
    Ok(dataset)
}

/// The catalogue compiled in, with its schemes, without any figure.
pub fn embedded_catalog() -> Catalog {
    let mut dataset = Dataset::default();
    catalog::merge(vec![catalog::read(embedded::bundle().catalog)], &mut dataset.catalog, &mut dataset.problems);
    read_schemes(vec![], &mut dataset);
    dataset.catalog
}

/// The catalogue files of a folder alone, and what is wrong with them; an empty catalogue where there are none.
pub fn catalog_of(folder: &Path) -> Result<(Catalog, Vec<Problem>)> {
    let part = |name: &str| {
        let path = folder.join("catalog").join(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(part::Part::bytes(&text::clean(&path.display().to_string()), bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(Error::Read { path, source }),
        }
    };
    let files = part::CatalogParts {
        parks: part("parks.toml")?,
        indicators: part("indicators.toml")?,
        sources: part("sources.toml")?,
        groups: part("groups.toml")?,
        remarks: part("remarks.toml")?,
    };
    let (mut catalog, mut problems) = (Catalog::default(), Vec::new());
    catalog::merge(vec![catalog::read(files)], &mut catalog, &mut problems);
    Ok((catalog, problems))
}

/// The schemes of one's own, and after them those compiled in: they work on any data that knows their indicators.
fn read_schemes(own: Vec<part::Part>, dataset: &mut Dataset) {
    for part in own {
        scheme::read(part, scheme::Origin::Own, &mut dataset.catalog, &mut dataset.problems);
    }
    for part in embedded::schemes() {
        scheme::read(part, scheme::Origin::Shipped, &mut dataset.catalog, &mut dataset.problems);
    }
}

/// One group of every park, for data that comes without groups.
fn group_all(catalog: &mut Catalog) {
    let name = Label { zh: "全部".into(), en: "All".into() };
    let about = Label { zh: "文件里的所有园区".into(), en: "Every park in the files".into() };
    catalog.groups.push(Group { slug: "all".into(), short: name.clone(), name, about, ..Group::default() });
}
