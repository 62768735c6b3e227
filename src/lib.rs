//! zonescope.
mod error;
mod analysis;
mod model;
mod store;
