//! zonescope.
mod error;
mod load;
mod model;
