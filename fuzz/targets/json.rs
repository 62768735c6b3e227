//! Records as JSON.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| zonescope_fuzz::file("t.json", bytes, None));
