//! `check`: every problem with its place.

use std::fs;

use serde_json::Value as Json;

use super::run::{fine, refused, run};

#[test]
fn the_shipped_figures_read_without_a_problem_and_pass() {
    for args in [&["check"][..], &["check", "data"]] {
        let ran = run(args);
        assert_eq!(ran.code, 0, "{}", ran.out);
        assert!(ran.err.contains("2547 figures") && ran.err.contains("no errors, no warnings"), "{}", ran.err);
        let share = "note[share]: Zhejiang HTZs, GDP/province: 21.3 % in 2023";
        assert_eq!(ran.out.lines().filter(|line| line.contains(share)).count(), 1, "{}", ran.out);
    }
}

#[test]
fn reading_the_shipped_figures_says_nothing() {
    let reading = "file,encoding,catalog,header,ragged,number,period,unit,vocabulary,unknown,duplicate,control,shape";
    let ran = run(&["check", "data", "--strict", "--rules", reading]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.contains("no problems"), "{}", ran.err);
    refused(&["check", "--rules", "nonsense"], &["`nonsense` is no rule; there are file, "]);
}

#[test]
fn every_defect_is_found_at_its_place() {
    for (file, place) in [
        ("control.csv", ":2:2: "),
        ("crlf.csv", ":4:12: "),
        ("duplicate.csv", ":3: "),
        ("empty.csv", ": "),
        ("encoding.csv", ":3:5: "),
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
        let ran = run(&["check", "--strict", &path]);
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
        assert_eq!(run(&["check", "--strict", path.to_str().unwrap()]).code, 1, "{}", path.display());
    }
}

#[test]
fn several_inputs_are_checked_together() {
    let ran = run(&["check", "tests/fixtures/bad/number.csv", "--data", "tests/fixtures/bad/period.csv"]);
    let places = ran.out.lines().filter(|line| line.contains(": error[")).count();
    assert_eq!((ran.code, places), (1, 2), "{}", ran.out);
    assert!(ran.err.contains("2 errors, no warnings, no notes"), "{}", ran.err);
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

/// What `check` says of the implausible figures, as JSON, and its exit code.
fn implausible(arguments: &[&str]) -> (i32, Json) {
    let ran = run(&[&["check", "tests/fixtures/implausible", "--format"], arguments].concat());
    (ran.code, serde_json::from_str(&ran.out).unwrap())
}

#[test]
fn every_implausible_figure_is_found_at_its_place_and_nothing_else_is() {
    let (code, found) = implausible(&["json"]);
    let text = |problem: &Json, name: &str| problem[name].as_str().unwrap().to_owned();
    let place = |problem: &Json| {
        let table = text(problem, "file").rsplit_once('/').unwrap().1.to_owned();
        format!("{table}:{} {}[{}]", problem["line"], text(problem, "severity"), text(problem, "rule"))
    };
    let places: Vec<String> = found.as_array().unwrap().iter().map(place).collect();
    assert_eq!(
        places,
        [
            "change.csv:4 note[change]",
            "conflict.csv:3 note[conflict]",
            "negative.csv:2 warning[negative]",
            "part.csv:3 warning[part]",
            "range.csv:2 note[range]",
            "ratio.csv:4 warning[ratio]",
            "remarked.csv:3 note[unit-jump]",
            "repeated.csv:3 note[repeated]",
            "share.csv:2 warning[share]",
            "sum.csv:7 warning[sum]",
            "transposed.csv:3 note[transposed]",
            "transposed.csv:5 note[transposed]",
            "unit-jump.csv:3 warning[unit-jump]",
        ]
    );
    assert_eq!(code, 0, "warnings pass");
    assert_eq!(implausible(&["json", "--strict"]).0, 1, "but for `--strict`");
    assert_eq!(implausible(&["json", "--strict", "--rules", "change,conflict"]).0, 0, "and notes always do");
}

#[test]
fn sarif_says_what_json_says() {
    let ((_, json), (_, sarif)) = (implausible(&["json"]), implausible(&["sarif"]));
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(results.len(), json.as_array().unwrap().len());
    for (result, problem) in results.iter().zip(json.as_array().unwrap()) {
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!((&result["ruleId"], &result["level"]), (&problem["rule"], &problem["severity"]));
        assert_eq!(place["artifactLocation"]["uri"], problem["file"]);
        assert_eq!(place["region"]["startLine"], problem["line"]);
    }
}

#[test]
fn github_gets_one_command_a_problem() {
    let ran = run(&["check", "tests/fixtures/bad/number.csv", "--format", "github"]);
    assert_eq!(ran.code, 1);
    let begins = "::error file=tests/fixtures/bad/number.csv,line=2,col=12,";
    assert!(ran.out.starts_with(begins) && ran.out.lines().count() == 1, "{}", ran.out);
}
