//! Arithmetic with names: pure functions on numbers.

pub mod bins;
pub mod change;
pub mod concentration;
pub mod plausible;
pub mod rank;
pub mod score;
pub mod share;
pub mod spread;
