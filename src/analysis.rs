//! Arithmetic with names: what a change, a rank, a target or a gap is, kept away from data and drawing.

pub mod bins;
pub mod change;
pub mod concentration;
mod firm;
pub mod flow;
pub mod formula;
pub mod gap;
pub mod peers;
pub mod plausible;
pub mod quadrant;
pub mod rank;
pub mod score;
pub mod share;
pub mod shift_share;
pub mod spread;
pub mod target;
pub mod tiers;

pub use firm::Firm;
