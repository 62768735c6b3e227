//! The files of a catalogue: one text as each of them.
#![no_main]

use zonescope_fuzz::load::trial;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trial::holds(&trial::catalog(bytes), bytes));
