//! Arithmetic with names: pure functions on numbers.

pub mod change;
pub mod plausible;
pub mod rank;
pub mod score;
pub mod share;
pub mod spread;
