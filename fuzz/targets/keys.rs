//! The keys of a file of settings.
#![no_main]

use zonescope_fuzz::cli::config::bindings;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bindings::hold(bytes));
