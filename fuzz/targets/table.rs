//! Separated text of every shape.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| zonescope_fuzz::file("t.csv", bytes, None));
