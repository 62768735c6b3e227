//! `check`: every problem with its place.

use std::fs;

use super::run::{fine, refused, run};

#[test]
fn the_shipped_figures_have_no_problems() {
    for args in [&["check"][..], &["check", "data"]] {
        let ran = run(args);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
        assert!(ran.err.contains("2547 figures") && ran.err.contains("no problems"), "{}", ran.err);
    }
}

#[test]
fn every_defect_is_found_at_its_place() {
    for (file, place) in [
        ("control.csv", ":2:2: "),
        ("crlf.csv", ":4:12: "),
        ("duplicate.csv", ":3: "),
        ("empty.csv", ": "),
        ("encoding.csv", ":2:5: "),
        ("grouping.csv", ":2:12: "),
        ("header.csv", ":1:29: "),
        ("kind.csv", ":2:14: "),
        ("nameless.csv", ":2:1: "),
        ("no-value.csv", ":1: "),
        ("number.csv", ":2:12: "),
        ("overflow.csv", ":2:12: "),
        ("period.csv", ":2:7: "),
        ("quoted.csv", ":4:16: "),
        ("ragged.csv", ":2:23: "),
        ("short.csv", ":2: "),
        ("status.csv", ":2:17: "),
        ("unit-beside.csv", ":2:12: "),
        ("unit.csv", ":3:14: "),
    ] {
        let path = format!("tests/fixtures/bad/{file}");
        let ran = run(&["check", &path]);
        assert_eq!(ran.code, 1, "{path}: {}", ran.err);
        assert!(ran.out.starts_with(&format!("{path}{place}")), "{path}{place} is not where {} says", ran.out);
    }
}

#[test]
fn every_file_of_defects_has_a_problem() {
    let folder = format!("{}/tests/fixtures/bad", env!("CARGO_MANIFEST_DIR"));
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let tables: Vec<_> = paths.filter(|path| path.extension().is_some_and(|extension| extension == "csv")).collect();
    assert!(tables.len() > 15);
    for path in tables {
        assert_eq!(run(&["check", path.to_str().unwrap()]).code, 1, "{}", path.display());
    }
}

#[test]
fn several_inputs_are_checked_together() {
    let ran = run(&["check", "tests/fixtures/bad/number.csv", "--data", "tests/fixtures/bad/period.csv"]);
    assert_eq!((ran.code, ran.out.lines().count()), (1, 2), "{}", ran.out);
    assert!(ran.err.contains("2 problems, 2 of them errors"), "{}", ran.err);
}

#[test]
fn a_missing_path_cannot_be_checked() {
    refused(&["check", "nowhere.csv"], &["`nowhere.csv`: cannot be read"]);
    refused(&["check", "nowhere/"], &["`nowhere/`: cannot be read"]);
}

#[test]
fn good_data_is_quiet() {
    for path in ["tests/fixtures/tiny", "tests/fixtures/odd/ties.csv"] {
        assert_eq!(run(&["check", path]).code, 0, "{path}");
        fine(&["show", "ranking", "--data", path]);
    }
}
