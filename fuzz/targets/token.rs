//! Tokens of views.
#![no_main]

use zonescope_fuzz::keep::token;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| token::hold(bytes));
