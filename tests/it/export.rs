//! Figures written to a file: whole, or not at all.

use std::fs;

use super::run::{Scratch, fine, refused, run};

#[test]
fn a_file_is_written_once_and_replaced_only_when_forced() {
    let folder = std::env::temp_dir().join(format!("zonescope-export-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for the test");
    for (name, magic) in [("facts.parquet", b"PAR1".as_slice()), ("facts.arrow", b"ARROW1")] {
        let file = folder.join(name);
        let path = file.to_str().expect("a plain path");
        assert_eq!(run(&["export", path]).code, 0);
        let bytes = fs::read(&file).expect("the file written");
        assert!(bytes.starts_with(magic) && bytes.ends_with(magic), "{name}");
        let again = run(&["export", path]);
        assert_eq!(again.code, 2);
        assert!(again.err.contains("--force"), "{}", again.err);
        assert_eq!(run(&["export", path, "--force"]).code, 0);
    }
    let left: Vec<_> = fs::read_dir(&folder).expect("the folder").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left.len(), 2, "nothing half-written is left: {left:?}");
    fs::remove_dir_all(&folder).expect("the folder removed");
}

#[test]
fn what_is_exported_is_read_back_as_it_was() {
    let scratch = Scratch::new("export-back");
    let asked = |data: &str| {
        let sql =
            "select park, park_name, indicator, indicator_name, period, year, value, unit, mark, kind, source, note,
                   status, printed from facts order by park, indicator, period, kind, value, source, note";
        fine(&["query", sql, "--data", data, "--format", "csv"])
    };
    let expect = asked("tests/fixtures/tiny");
    assert!(expect.lines().count() > 10);
    for name in ["facts.parquet", "facts.arrow", "facts.csv", "facts.tsv", "facts.json", "facts.xlsx"] {
        let file = scratch.path(name);
        assert_eq!(run(&["export", &file, "--data", "tests/fixtures/tiny"]).code, 0);
        assert_eq!(asked(&file), expect, "{name}");
        let checked = run(&["check", "--strict", "--rules", "header,shape,number,unit,vocabulary", &file]);
        assert_eq!((checked.code, checked.out.as_str()), (0, ""), "{name}");
    }
}

#[test]
fn a_file_that_cannot_be_written_is_an_error() {
    refused(&["export", "/nonexistent/facts.parquet"], &["cannot be written", "no folder"]);
    refused(&["export", "facts.dbf"], &["its ending says no form"]);
}
