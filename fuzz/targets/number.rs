//! The number grammar.
#![no_main]

use zonescope_fuzz::load::trial;

libfuzzer_sys::fuzz_target!(|text: &str| trial::number(text));
