//! Arithmetic with names: what a change, a rank, a target or a gap is, kept away from data and drawing.

pub mod bins;
pub mod change;
pub mod concentration;
mod firm;
pub mod gap;
pub mod plausible;
pub mod rank;
pub mod score;
pub mod share;
pub mod spread;
pub mod target;

pub use firm::Firm;
