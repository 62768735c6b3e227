//! Arithmetic with names: pure functions on numbers.

pub mod change;
pub mod flow;
pub mod peers;
pub mod plausible;
pub mod quadrant;
pub mod rank;
pub mod score;
pub mod share;
pub mod spread;
pub mod tiers;
