//! No file says a word its layer should not know.

use std::{fs, path::Path};

/// The words a layer must not say, outside comments.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "model",
        &[
            "polars",
            "ratatui",
            "crossterm",
            "std::fs",
            "fs::",
            "std::thread",
            "crate::analysis",
            "crate::load",
            "crate::store",
            "crate::ui",
            "crate::screen",
            "crate::app",
            "crate::report",
            "crate::import",
            "crate::check",
            "crate::cli",
        ],
    ),
    (
        "analysis",
        &[
            "polars",
            "ratatui",
            "crossterm",
            "std::fs",
            "fs::",
            "std::thread",
            "crate::load",
            "crate::store",
            "crate::ui",
            "crate::screen",
            "crate::app",
            "crate::report",
            "crate::import",
            "crate::check",
            "crate::cli",
        ],
    ),
    (
        "load",
        &[
            "polars",
            "ratatui",
            "crossterm",
            "crate::store",
            "crate::ui",
            "crate::screen",
            "crate::app",
            "crate::report",
            "crate::import",
            "crate::check",
            "crate::cli",
        ],
    ),
    (
        "import",
        &[
            "polars",
            "ratatui",
            "crossterm",
            "crate::store",
            "crate::ui",
            "crate::screen",
            "crate::app",
            "crate::report",
            "crate::check",
            "crate::cli",
        ],
    ),
    (
        "check",
        &[
            "polars",
            "ratatui",
            "crossterm",
            "std::fs",
            "fs::",
            "std::thread",
            "crate::analysis",
            "crate::load",
            "crate::store",
            "crate::screen",
            "crate::app",
            "crate::report",
            "crate::import",
            "crate::cli",
        ],
    ),
    (
        "store",
        &[
            "std::fs",
            "fs::",
            "ratatui",
            "crossterm",
            "crate::load",
            "crate::ui",
            "crate::screen",
            "crate::app",
            "crate::report",
            "crate::import",
            "crate::check",
            "crate::cli",
        ],
    ),
    (
        "ui",
        &[
            "polars",
            "crossterm",
            "std::fs",
            "fs::",
            "crate::load",
            "crate::store",
            "crate::screen",
            "crate::app",
            "crate::report",
            "crate::import",
            "crate::check",
            "crate::cli",
        ],
    ),
    (
        "screen",
        &[
            "polars",
            "crossterm",
            "std::fs",
            "fs::",
            "std::thread",
            "crate::load",
            "crate::app",
            "crate::report",
            "crate::import",
            "crate::check",
            "crate::cli",
        ],
    ),
    (
        "keep",
        &[
            "polars",
            "ratatui",
            "crossterm",
            "std::thread",
            "crate::load",
            "crate::store",
            "crate::ui",
            "crate::app",
            "crate::report",
            "crate::import",
            "crate::check",
            "crate::cli",
        ],
    ),
    ("app", &["polars", "std::fs", "fs::", "crate::report", "crate::import", "crate::check", "crate::cli"]),
    (
        "report",
        &[
            "polars",
            "crossterm",
            "std::fs",
            "fs::",
            "crate::load",
            "crate::app",
            "crate::import",
            "crate::check",
            "crate::cli",
        ],
    ),
    (
        "bench",
        &["polars", "std::fs", "fs::", "std::thread", "crate::report", "crate::import", "crate::check", "crate::cli"],
    ),
    ("cli", &["polars"]),
    (
        "intent",
        &[
            "polars",
            "ratatui",
            "crossterm",
            "std::fs",
            "crate::load",
            "crate::store",
            "crate::ui",
            "crate::screen",
            "crate::app",
            "crate::report",
            "crate::import",
            "crate::check",
            "crate::cli",
        ],
    ),
    ("error", &["polars", "ratatui", "crossterm", "std::fs", "crate::"]),
];

/// Printing spoils the screen: only the command line and the reports may.
const PRINTING: &[&str] = &["println!", "print!", "eprintln!", "eprint!", "dbg!"];

#[test]
fn layers_do_not_leak() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![];
    walk(&src, &mut files);
    assert!(files.len() > 40, "only {} files under {}", files.len(), src.display());
    let leaks: Vec<String> = files.iter().flat_map(|(path, text)| leaks(path, text)).collect();
    assert!(leaks.is_empty(), "\n{}", leaks.join("\n"));
}

#[test]
fn every_layer_that_is_watched_is_there() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (layer, _) in FORBIDDEN {
        assert!(src.join(format!("{layer}.rs")).is_file(), "there is no layer `{layer}`");
    }
}

#[test]
fn a_planted_leak_is_found() {
    let check = |path: &str, text: &str, expect: &[&str]| assert_eq!(leaks(path, text), expect, "{path}: {text}");
    check("screen/x.rs", "//! x\nuse polars::prelude::*;", &["src/screen/x.rs:2: `polars` in screen"]);
    check("ui.rs", "use crate::{\n    store::Store,\n};", &["src/ui.rs:2: `crate::store` in ui"]);
    check("ui.rs", "use crate::{error::Result, store::Store};", &["src/ui.rs:1: `crate::store` in ui"]);
    check("app/x.rs", "fn f() { println!(); }", &["src/app/x.rs:1: `println!` in app"]);
    check("model/x.rs", "// polars would do\n/// Not std::fs.\nstruct X;", &[]);
    check("report.rs", "fn f() { print!(); }", &[]);
    check("store/x.rs", "use polars::prelude::*;", &[]);
    check("load/x.rs", "#[cfg(test)]\nmod tests {\n    use crate::store::Store;\n}", &[]);
}

/// The code of every file under `src`, by its path, without comments and without tests.
pub fn sources() -> Vec<(String, String)> {
    let mut files = vec![];
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let code = |text: &str| {
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
    };
    files.into_iter().map(|(path, text)| (path, code(&text))).collect()
}

/// Every leak in one file, as `src/file:line: word in layer`.
fn leaks(path: &str, text: &str) -> Vec<String> {
    let layer = path.split(['/', '.']).next().unwrap_or_default();
    let forbidden = FORBIDDEN.iter().find(|(name, _)| *name == layer).map_or(&[][..], |(_, words)| *words);
    let printing = if matches!(layer, "cli" | "report" | "tests" | "main") { &[][..] } else { PRINTING };
    // What a test needs to arrange itself is its own affair.
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut in_crate = false;
    let mut found = vec![];
    for (number, line) in code.lines().enumerate() {
        let said = line.split("//").next().unwrap_or_default();
        let said = flattened(said, &mut in_crate);
        let says = |word: &str| {
            let starts = said.match_indices(word).map(|(at, _)| at);
            starts.into_iter().any(|at| !said.get(..at).is_some_and(|before| before.ends_with(is_part_of_name)))
        };
        if let Some(word) = forbidden.iter().chain(printing).find(|word| says(word)) {
            found.push(format!("src/{path}:{}: `{word}` in {layer}", number + 1));
        }
    }
    found
}

fn is_part_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A line of `use crate::{a, b}` with `crate::` before each of its names, so that a nested import is a leak too.
fn flattened(line: &str, in_crate: &mut bool) -> String {
    let mut flat = line.to_owned();
    if line.trim_start().starts_with("use crate::{") {
        *in_crate = true;
        flat = flat.replacen("crate::{", "", 1);
        flat = flat.replacen("use ", "", 1);
    }
    if *in_crate {
        flat = flat.split(", ").map(|name| format!("crate::{}", name.trim_start())).collect::<Vec<_>>().join(" ");
        *in_crate = !line.contains("};");
    }
    flat
}

fn walk(folder: &Path, files: &mut Vec<(String, String)>) {
    walk_below(folder, folder, files);
    files.sort();
}

fn walk_below(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk_below(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let path_in_src = path.strip_prefix(root).unwrap();
            if !is_test(path_in_src) {
                let name = path_in_src.to_str().unwrap().replace('\\', "/");
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
}

/// Whether it is a file of tests: `tests.rs` or below a folder of that name.
fn is_test(path: &Path) -> bool {
    path.iter().any(|part| part == "tests" || part == "tests.rs")
}
