//! Composite indicators: figures to points, points to one score, and how sure its ranks are.
//!
//! The steps and their names are those of the OECD/JRC Handbook on Constructing Composite Indicators (2008), the estimators
//! those of the R package `COINr`; `docs/schemes.md` has every formula.

mod combine;
mod draws;
mod explain;
mod prepare;
mod robust;
mod scaling;
mod treatment;

use combine::aggregate;
pub use combine::{Scores, aggregate_each, places};
pub use draws::Draws;
pub use explain::{contributions, needed};
pub use prepare::{Prepared, Warning};
pub use robust::{Interval, Robust, Runs, leave_one_out, run};
pub use scaling::Scaling;
pub use treatment::Treatment;

/// Columns of figures, one a leaf of the scheme; NaN where a park has none.
///
/// The one place above the store's columns where NaN stands for missing: half a million sums a second are taken over them.
pub type Columns = Vec<Vec<f64>>;
