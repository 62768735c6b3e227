//! Workbooks, new and old.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    zonescope_fuzz::forgive_calamine();
    zonescope_fuzz::file("t.xlsx", bytes, None);
});
