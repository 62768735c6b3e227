//! Named sets of parks.

use serde::{Deserialize, Serialize};

use super::{Label, Level, ParkId};

/// A set of parks with a name: a province, a level, a cohort.
#[derive(Clone, PartialEq, Debug, Default, Deserialize, Serialize)]
pub struct Group {
    pub slug: String,
    pub name: Label,
    pub short: Label,
    pub about: Label,
    pub members: Members,
}

/// How a group says who belongs to it.
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
pub enum Members {
    /// These parks.
    Listed(Vec<ParkId>),
    /// Every park that fits; an empty list fits any.
    Where { economy: Vec<String>, level: Vec<Level>, province: Vec<String>, city: Vec<String>, parts: bool },
}

impl Default for Members {
    fn default() -> Self {
        Self::Where { economy: vec![], level: vec![], province: vec![], city: vec![], parts: true }
    }
}
