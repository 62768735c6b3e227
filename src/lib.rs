//! zonescope.
mod access;
mod analysis;
mod app;
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

pub use cli::main;

#[cfg(test)]
mod tests;
