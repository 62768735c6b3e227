//! The facts, read-only, and the questions they answer. polars is named in this layer and in no other.

mod aim;
mod coverage;
mod frame;
mod history;
mod place;
mod series;
mod slice;
mod sql;
mod summary;

pub use aim::Aim;
pub use coverage::{Coverage, Covered, Known, Stated};
pub use series::{Point, Reading, Series};
pub use slice::{Cell, Change, ChangeKind, Slice};
pub use sql::{Form, Table};
pub use summary::Summary;

use crate::{
    error::Result,
    model::{Catalog, Dataset, FactId, IndicatorId, Observation, Problem, dataset::File},
};
use frame::{Long, Now};

/// Every fact that was loaded, ready to be asked.
pub struct Store {
    catalog: Catalog,
    files: Vec<File>,
    /// What was wrong with the data.
    problems: Vec<Problem>,
    /// Every observation of every source.
    long: Long,
    /// One row a fact: the value shown first.
    now: Now,
    /// The published growth rate of each indicator, where there is one.
    growth: Vec<Option<IndicatorId>>,
}

impl Store {
    /// Builds the frames.
    pub fn build(data: Dataset) -> Result<Self> {
        let Dataset { catalog, observations, files, problems } = data;
        let now = Now::choose(&observations, &catalog)?;
        let long = Long::build(observations)?;
        let mut growth = vec![None; catalog.indicators.len()];
        for id in catalog.indicator_ids() {
            if let Some(base) = catalog.indicator(id).base {
                growth[base.index()] = Some(id);
            }
        }
        Ok(Self { catalog, files, problems, long, now, growth })
    }

    /// What has a name.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The files the facts came from.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// What was wrong with the data when it was read.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// One observation, whole.
    pub fn observation(&self, id: FactId) -> Observation {
        self.long.observation(id)
    }

    /// How many observations there are.
    pub fn len(&self) -> usize {
        self.long.len()
    }
}
