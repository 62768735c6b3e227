//! The files of `fuzz/corpus` that are no files of figures, read as they are, torn and changed.

use std::{fs, path::Path};

/// So many places of a file are changed, however long it is.
const MOST: usize = 150;

/// Gives every file of a target to the one who says what has to hold: whole, torn at many places, and with one byte another.
pub fn replay(target: &str, hold: fn(&[u8])) {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    // A package from the registry comes without it.
    if !fuzz.exists() {
        return;
    }
    let files = fs::read_dir(fuzz.join("corpus").join(target)).unwrap();
    let files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    assert!(files.len() > 2, "{target}: {files:?}");
    for path in files {
        let bytes = fs::read(path).unwrap();
        hold(&bytes);
        for at in (0..bytes.len()).step_by(bytes.len().div_ceil(MOST)) {
            hold(&bytes[..at]);
            for other in [b'"', b'[', b'(', b'=', b'/', b'-', b'0', b' ', b'\n', 0, 0x80, 0xff] {
                let mut changed = bytes.clone();
                changed[at] = other;
                hold(&changed);
            }
        }
    }
}
