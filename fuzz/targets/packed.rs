//! gzip and zstd.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| zonescope_fuzz::file("t.csv.gz", bytes, None));
