//! Times in cells, headings and titles.
#![no_main]

use zonescope_fuzz::load::trial;

libfuzzer_sys::fuzz_target!(|text: &str| trial::period(text));
