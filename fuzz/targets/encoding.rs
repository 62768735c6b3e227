//! The choice of an encoding.
#![no_main]

use zonescope_fuzz::load::trial;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trial::encoding(bytes));
