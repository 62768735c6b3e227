//! What loading yields: the catalogue, the observations, and what was wrong.

use serde::{Deserialize, Serialize};

use super::{Catalog, Observations, Problem};

/// Everything that was read; a store is built from it.
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    pub catalog: Catalog,
    pub observations: Observations,
    /// The files read, in order; a [`FileId`](super::FileId) is a place here.
    pub files: Vec<File>,
    pub problems: Vec<Problem>,
}

/// A file of observations, or one sheet of a workbook.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
pub struct File {
    /// Its path as the user would write it.
    pub path: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// What it was taken for: its encoding, its container and its shape.
    pub form: String,
    /// When its figures were compiled, as its sidecar says.
    pub compiled: String,
}
