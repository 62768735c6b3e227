//! zonescope.
mod error;
mod model;
mod ui;
