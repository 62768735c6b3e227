//! One file per defect, and what is said of it.

use super::{fixture, open, said};
use crate::model::{
    Rule,
    Severity::{self, Error, Warning},
};

/// The file, how many of its rows are kept, and what is said: how grave, by which rule, where and in which words.
const DEFECTS: &[(&str, usize, Severity, Rule, &str)] = &[
    ("number.csv", 0, Error, Rule::Number, ":2:12: `27446-3` is not a number; write `27446.3` or leave the cell empty"),
    ("grouping.csv", 0, Error, Rule::Number, ":2:12: `12,34` may be `12.34` or `1234`; write the one that is meant"),
    ("overflow.csv", 0, Error, Rule::Number, ":2:12: `1e999` is too large to be a number; write it in a larger unit"),
    (
        "quoted.csv",
        1,
        Error,
        Rule::Number,
        ":4:16: `abc` is not a number; write a plain number or leave the cell empty",
    ),
    (
        "period.csv",
        0,
        Error,
        Rule::Period,
        ":2:7: `20222` is not a period; write `2022`, `2022-05`, `2022-01..06`, `2022Q2` or `2022H1`",
    ),
    ("unit.csv", 1, Error, Rule::Unit, ":3:14: `个` cannot be turned into `亿元`, the unit of `营收`; check the unit"),
    (
        "unit-beside.csv",
        0,
        Error,
        Rule::Unit,
        ":2:12: `1.2万` does not fit its unit `亿元`; write a plain number in `亿元`",
    ),
    (
        "status.csv",
        1,
        Error,
        Rule::Vocabulary,
        ":2:17: `X` is no mark; write one of exact, about, at_least, at_most, more_than, less_than, expected, or SDMX letters",
    ),
    ("header.csv", 1, Warning, Rule::Header, ":1:29: the column `心情` is not known and is ignored"),
    ("no-value.csv", 0, Error, Rule::Header, ":1: there is no column `value`; name it in the first line of the file"),
    (
        "ragged.csv",
        0,
        Error,
        Rule::Ragged,
        ":2:23: the row has 9 cells, the header 8; put cells with a separator in quotes",
    ),
    ("short.csv", 0, Error, Rule::Ragged, ":2: the row has 3 cells, the header 8; add what is missing"),
    ("duplicate.csv", 1, Warning, Rule::Duplicate, ":3: this row says the same as line 2; the first one is kept"),
    (
        "control.csv",
        1,
        Warning,
        Rule::Control,
        ":2:2: 2 invisible or control characters were taken out; the first is here",
    ),
    ("nameless.csv", 0, Error, Rule::Unknown, ":2:1: the row names no park; fill the cell or take the row out"),
    ("empty.csv", 0, Error, Rule::Header, ": the file is empty; give it a header line"),
    ("kind.csv", 0, Error, Rule::Vocabulary, ":2:14: `wish` is no kind of figure; write `actual` or `target`"),
    ("crlf.csv", 1, Error, Rule::Number, ":4:12: `x1` is not a number; write a plain number or leave the cell empty"),
    (
        "encoding.csv",
        0,
        Error,
        Rule::Encoding,
        ":3:5: the byte `0xFF` is not UTF-8; name the file's encoding: --encoding gb18030, big5, …",
    ),
];

#[test]
fn every_defect_is_named_with_its_place() {
    let prefix = fixture("bad").display().to_string();
    for (file, rows, severity, rule, expect) in DEFECTS {
        let dataset = open(&format!("bad/{file}"));
        let said: Vec<_> = said(&dataset).iter().map(|said| said.replace(&prefix, "bad")).collect();
        assert_eq!(said, [format!("bad/{file}{expect}")]);
        assert_eq!((dataset.problems[0].severity, dataset.problems[0].rule), (*severity, *rule), "{file}");
        assert_eq!(dataset.observations.len(), *rows, "{file}");
    }
}

#[test]
fn every_file_of_defects_stands_in_the_table() {
    let files = std::fs::read_dir(fixture("bad")).unwrap().map(|entry| entry.unwrap().file_name());
    for file in files.map(|name| name.into_string().unwrap()).filter(|name| name.contains(".csv")) {
        assert!(DEFECTS.iter().any(|(known, ..)| *known == file), "{file}");
    }
}
