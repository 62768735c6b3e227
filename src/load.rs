//! Files, folders and the data compiled in, read into one dataset; what is wrong with them becomes problems.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    error::{Error, Result},
    model::{Catalog, Dataset, Group, Label, Problem},
};

mod catalog;
mod complaints;
mod embedded;
mod header;
mod memo;
mod number;
mod part;
mod rows;
mod sidecar;
mod text;

pub use rows::Names;

#[cfg(test)]
mod tests;

/// What to open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    /// The data compiled into the program.
    Embedded,
    /// A folder of the form of `data/`, or one long table.
    Path(PathBuf),
    /// One long table.
    Stdin,
}

/// Reads everything. Only an input that cannot be read at all is an error; the rest is a problem in the dataset.
pub fn load(inputs: &[Input]) -> Result<Dataset> {
    let mut dataset = Dataset::default();
    let mut bundles = Vec::new();
    for input in inputs {
        bundles.push(part::open(input, &mut dataset.problems)?);
    }
    // Every catalogue comes before any row, so that a table given first still finds the names it uses.
    let mut tables = Vec::new();
    let mut entries = Vec::new();
    for bundle in bundles {
        entries.push(catalog::read(bundle.catalog));
        tables.extend(bundle.tables);
    }
    catalog::merge(entries, &mut dataset.catalog, &mut dataset.problems);
    let mut names = rows::Names::of(&dataset.catalog);
    for table in tables {
        rows::read(table, &mut dataset, &mut names);
    }
    if dataset.catalog.groups.is_empty() {
        group_all(&mut dataset.catalog);
    }
    Ok(dataset)
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

/// One group of every park, for data that comes without groups.
fn group_all(catalog: &mut Catalog) {
    let name = Label { zh: "全部".into(), en: "All".into() };
    let about = Label { zh: "文件里的所有园区".into(), en: "Every park in the files".into() };
    catalog.groups.push(Group { slug: "all".into(), short: name.clone(), name, about, ..Group::default() });
}
