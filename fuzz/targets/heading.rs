//! Units, alone and in headings.
#![no_main]

use zonescope_fuzz::load::trial;

libfuzzer_sys::fuzz_target!(|text: &str| trial::heading(text));
