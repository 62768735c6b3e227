//! Conditions, and formulas of computed columns.
#![no_main]

use zonescope_fuzz::model::expr::trial;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trial::hold(bytes));
