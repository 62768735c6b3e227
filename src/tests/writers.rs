//! Files are written in few places, and each of them asks for the right to.

use super::layers::sources;

/// The files that write, each by functions that take a `Pen`.
const WRITERS: [&str; 6] =
    ["cli/copied.rs", "cli/journal.rs", "import/place.rs", "import/write.rs", "keep/file.rs", "keep/shelf.rs"];

/// The words that write a file, or start another program.
const WORDS: &[&str] = &[
    "fs::write",
    "fs::rename",
    "fs::copy",
    "fs::remove",
    "fs::create",
    "fs::set_permissions",
    "fs::hard_link",
    "unix::fs::symlink",
    "File::create",
    "File::options",
    "OpenOptions",
    "NamedTempFile",
    "tempfile_in",
    "tempdir",
    "tempfile()",
    ".persist",
    "process::Command",
    "process::{",
    "libc::",
];

#[test]
fn nothing_is_written_but_where_the_right_to_is_asked_for() {
    let mut used = vec![];
    for (path, code) in sources() {
        let words: Vec<&&str> = WORDS.iter().filter(|word| code.contains(**word)).collect();
        if WRITERS.contains(&path.as_str()) {
            assert!(code.contains("Pen"), "{path} writes and asks for no `Pen`");
            used.push(path);
        } else {
            assert!(words.is_empty(), "src/{path} says {words:?}: write through `keep::file`, which takes a `Pen`");
        }
    }
    assert_eq!(used.len(), WRITERS.len(), "{used:?}");
}

/// A right that anybody could make would be none.
#[test]
fn only_access_gives_out_the_right_to_write() {
    for (path, code) in sources() {
        let makes = code.contains("Pen(())");
        assert_eq!(makes, path == "access.rs", "src/{path}");
    }
}
