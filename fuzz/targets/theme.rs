//! Themes of one's own.
#![no_main]

use zonescope_fuzz::cli::theme;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| theme::hold(bytes));
