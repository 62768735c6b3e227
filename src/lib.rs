//! zonescope.
#![cfg_attr(fuzzing, expect(dead_code, reason = "what only other targets call is compiled too"))]

mod access;
mod analysis;
mod app;
#[doc(hidden)]
pub mod bench;
mod check;
mod cli;
mod error;
mod import;
mod intent;
mod keep;
mod load;
mod model;
mod report;
mod screen;
mod store;
mod ui;

#[cfg(any(test, fuzzing))]
mod trial;

pub use cli::main;
#[cfg(fuzzing)]
pub use trial::hold;

#[cfg(test)]
mod tests;
