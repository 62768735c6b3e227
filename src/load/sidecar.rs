//! What is true of a whole file of observations, from the `.toml` beside it.

use std::collections::BTreeMap;

use serde::{Deserialize, de::IgnoredAny};
use toml::Spanned;

use super::{
    complaints::Complaints,
    number::{Decimal, Legend},
    part::Part,
    text,
};
use crate::model::{Problem, Rule, Severity};

/// A sidecar.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sidecar {
    #[serde(default, rename = "title")]
    _title: Option<IgnoredAny>,
    #[serde(default, rename = "about")]
    _about: Option<IgnoredAny>,
    /// How many rows the file should have, so that a torn copy is noticed.
    pub rows: Option<usize>,
    /// When the figures were compiled.
    #[serde(default)]
    pub compiled: String,
    /// The unit of an indicator's values, for a file without a unit column.
    #[serde(default)]
    pub units: BTreeMap<String, String>,
    /// The source of every row that names none.
    pub source: Option<String>,
    /// What separates whole from fraction in this file.
    #[serde(default)]
    pub decimal: Decimal,
    /// What the signs in place of a number mean in this file.
    #[serde(default)]
    pub legend: Legend,
}

/// Reads a sidecar; one that cannot be read says nothing.
pub fn read(part: Part, problems: &mut Vec<Problem>) -> Sidecar {
    let mut complaints = Complaints::of(part.name.clone());
    let sidecar = text::open(part, &mut complaints).and_then(|text| match toml::from_str::<Spanned<Sidecar>>(&text) {
        Ok(sidecar) => Some(sidecar.into_inner()),
        Err(error) => {
            let place = || text::place(&text, error.span().map_or(0, |span| span.start));
            complaints.add(Severity::Error, Rule::Catalog, place, || text::one_line(error.message()));
            None
        }
    });
    problems.extend(complaints.into_problems());
    sidecar.unwrap_or_default()
}
