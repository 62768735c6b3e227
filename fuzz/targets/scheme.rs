//! A scheme of weights.
#![no_main]

use zonescope_fuzz::load::trial;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| trial::holds(&trial::scheme(bytes), bytes));
