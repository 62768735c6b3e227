//! The whole app: data, a look, and what somebody with a keyboard, a mouse and a terminal does.
#![no_main]

use std::{env, fs, path::PathBuf, process, sync::LazyLock};

/// Views are kept here, and gone with each run.
static VIEWS: LazyLock<PathBuf> = LazyLock::new(|| env::temp_dir().join(format!("zonescope-fuzz-{}.toml", process::id())));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    zonescope::hold(bytes, &VIEWS);
    let _ = fs::remove_file(&*VIEWS);
});
