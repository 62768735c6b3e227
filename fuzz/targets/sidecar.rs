//! The file beside a table: alone, and with a table beside it.
#![no_main]

use zonescope_fuzz::load::trial;

const TABLE: &[u8] = "park,indicator,period,value\n青山,营收,2022,1.5\n白沙,营收,2023,—\n".as_bytes();

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    trial::holds(&trial::sidecar(bytes), bytes);
    trial::file("t.csv", TABLE, Some(bytes));
});
