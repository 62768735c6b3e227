//! zonescope.
mod error;
mod model;
