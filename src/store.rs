//! The facts, read-only, and the questions they answer. polars is named in this layer and in no other.

use std::sync::{Arc, OnceLock};

mod aggregate;
mod aim;
mod change;
mod chase;
pub mod columns;
mod computed;
mod coverage;
mod frame;
mod frozen;
mod history;
mod matrix;
mod measure;
mod pace;
mod peers;
mod place;
mod plausible;
mod score;
mod series;
pub mod sheet;
mod shift;
mod sieve;
mod slice;
mod span;
mod sql;
mod standing;
mod summary;
mod targets;
#[cfg(test)]
mod tests;
mod weight;

pub use aggregate::{Aggregate, Middle};
pub use aim::Aim;
pub use change::{Change, ChangeKind};
pub use chase::Chase;
pub use computed::Failed;
pub use coverage::{Coverage, Covered, Known, Stated};
pub use frozen::Mapped;
pub use history::Statements;
pub use matrix::{Foot, Matrix};
pub use measure::{MeasureColumn, Measured, Whole, Why};
pub use pace::Pace;
pub use peers::Peers;
pub use score::Inputs;
pub use series::{Point, Reading, Runs, Series};
pub use shift::{Shift, Shifted, Split};
pub use slice::{Cell, Column, Slice, each};
pub use span::{Span, usual};
pub use sql::{Form, Table};
pub use standing::{Ranked, Standing};
pub use summary::Summary;
pub use targets::{Basis, Lack, Target};

use crate::{
    error::Result,
    model::{Catalog, Dataset, FactId, IndicatorId, Observation, Problem, SourceId, dataset::File},
};
use frame::Frame;
use summary::Counts;
use weight::Weights;

/// Every fact that was loaded, ready to be asked.
pub struct Store {
    catalog: Catalog,
    files: Vec<File>,
    /// What was wrong with the data.
    problems: Vec<Problem>,
    /// Every observation of every source. What is drawn may hold on to it.
    frame: Arc<Frame>,
    counts: Counts,
    /// The published growth rate of each indicator, where there is one.
    growth: Vec<Option<IndicatorId>>,
    /// How many rows were read; those behind them are computed.
    published: usize,
    /// What looks wrong, once somebody has asked.
    doubts: OnceLock<Vec<Problem>>,
    /// Parks and indicators in the order in which they are likely to be meant, likewise.
    weights: Weights,
}

impl Store {
    /// Builds the frame.
    pub fn build(data: Dataset) -> Result<Self> {
        let Dataset { catalog, observations, files, problems } = data;
        let frame = Arc::new(Frame::build(observations.into_settled(&catalog))?);
        let counts = Counts::of(&frame, &catalog);
        let growth = growth_of(&catalog);
        let published = frame.len();
        Ok(Self {
            catalog,
            files,
            problems,
            frame,
            counts,
            growth,
            published,
            doubts: OnceLock::new(),
            weights: Weights::default(),
        })
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
        self.frame.observation(id)
    }

    /// Who said it, where that is known.
    pub fn source_of(&self, id: FactId) -> Option<SourceId> {
        self.frame.columns().source(id.index())
    }

    /// How many observations there are; what is computed is none.
    pub const fn len(&self) -> usize {
        self.published
    }
}

/// The published growth rate of each indicator, where there is one.
fn growth_of(catalog: &Catalog) -> Vec<Option<IndicatorId>> {
    let mut growth = vec![None; catalog.indicators.len()];
    for id in catalog.indicator_ids() {
        if let Some(base) = catalog.indicator(id).base {
            growth[base.index()] = Some(id);
        }
    }
    growth
}
