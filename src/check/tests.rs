//! The forms on problems made by hand.

use serde_json::Value as Json;

use super::{Bar, Form, Loaded, print, summary};
use crate::model::{
    Problem, Rule, Severity,
    dataset::File,
    problem::{Excerpt, Spot},
};

/// A cell of a text, a cell of a workbook, and a whole file.
fn problems() -> Vec<Problem> {
    let excerpt = Some(Excerpt { text: "青山,营收,2004,27446-3,亿元".into(), before: 11, length: 7 });
    let what = "`27446-3` is not a number; write `27446.3` or leave the cell empty";
    vec![
        Problem {
            severity: Severity::Error,
            rule: Rule::Number,
            file: "data/x.csv".into(),
            sheet: None,
            spot: Spot { line: 2, column: 12, excerpt },
            what: what.into(),
        },
        Problem {
            severity: Severity::Warning,
            rule: Rule::UnitJump,
            file: "书,1:2.xlsx".into(),
            sheet: Some("表1".into()),
            spot: (6, 7).into(),
            what: "100 % more\r\nthan before; check the unit".into(),
        },
        Problem {
            severity: Severity::Note,
            rule: Rule::File,
            file: "y.csv".into(),
            sheet: None,
            spot: Spot::default(),
            what: "the file is short".into(),
        },
    ]
}

fn printed(form: Form) -> String {
    let mut out = vec![];
    print(&problems(), form, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn text_points_at_what_is_meant() {
    let lines: Vec<String> = printed(Form::Text).lines().map(str::to_owned).collect();
    assert_eq!(
        lines[..3],
        [
            "data/x.csv:2:12: error[number]: `27446-3` is not a number; write `27446.3` or leave the cell empty",
            "  | 青山,营收,2004,27446-3,亿元",
            "  |                ^^^^^^^",
        ]
    );
    assert!(lines[3].starts_with("书,1:2.xlsx!表1!R6C7: warning[unit-jump]: "), "{}", lines[3]);
    assert_eq!(lines.last().unwrap(), "y.csv: note[file]: the file is short");
}

#[test]
fn json_has_every_name_in_every_object() {
    let all: Vec<Json> = serde_json::from_str(&printed(Form::Json)).unwrap();
    for object in &all {
        let names: Vec<&String> = object.as_object().unwrap().keys().collect();
        let mut expected = ["severity", "rule", "file", "sheet", "line", "column", "excerpt", "what", "way_out"];
        expected.sort_unstable();
        let mut names: Vec<&str> = names.into_iter().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, expected);
    }
    assert_eq!(all[0]["excerpt"]["before"], 11);
    assert_eq!(all[0]["what"], "`27446-3` is not a number");
    assert_eq!(all[0]["way_out"], "write `27446.3` or leave the cell empty");
    assert_eq!((&all[1]["sheet"], &all[1]["line"], &all[1]["column"]), (&"表1".into(), &6.into(), &7.into()));
    assert_eq!((&all[2]["line"], &all[2]["way_out"]), (&Json::Null, &Json::Null));
}

#[test]
fn sarif_names_rules_levels_and_places() {
    let log: Json = serde_json::from_str(&printed(Form::Sarif)).unwrap();
    let run = &log["runs"][0];
    assert_eq!((&log["version"], &run["tool"]["driver"]["name"]), (&"2.1.0".into(), &"zonescope".into()));
    for result in run["results"].as_array().unwrap() {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["shortDescription"]["text"].is_string() && result["message"]["text"].is_string());
    }
    let at = |place: usize| &run["results"][place]["locations"][0];
    let region = &at(0)["physicalLocation"]["region"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"], &region["endColumn"]),
        (&2.into(), &12.into(), &19.into())
    );
    assert_eq!(at(1)["physicalLocation"]["artifactLocation"]["uri"], "%E4%B9%A6%2C1%3A2.xlsx");
    assert_eq!(at(1)["logicalLocations"][0]["fullyQualifiedName"], "表1!R6C7");
    assert_eq!(at(2)["physicalLocation"]["region"], Json::Null, "a whole file has no region");
}

#[test]
fn github_commands_are_escaped() {
    assert_eq!(
        printed(Form::Github),
        "::error file=data/x.csv,line=2,col=12,endColumn=19,title=zonescope number::`27446-3` is not a number; \
         write `27446.3` or leave the cell empty\n\
         ::warning file=书%2C1%3A2.xlsx,title=zonescope unit-jump::表1!R6C7: 100 %25 more%0D%0Athan before; check the unit\n\
         ::notice file=y.csv,title=zonescope file::the file is short\n"
    );
}

#[test]
fn nothing_found_is_still_a_document() {
    let printed = |form| {
        let mut out = vec![];
        print(&[], form, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    assert_eq!(
        (printed(Form::Text), printed(Form::Github), printed(Form::Json)),
        (String::new(), String::new(), "[]\n".to_owned())
    );
    let log: Json = serde_json::from_str(&printed(Form::Sarif)).unwrap();
    assert_eq!(log["runs"][0]["results"], Json::Array(vec![]));
}

#[test]
fn only_errors_fail_unless_warnings_are_asked_for() {
    let mut all = problems();
    assert!(Bar::Errors.fails(&all));
    let warning = all.split_off(1);
    assert!(!Bar::Errors.fails(&warning) && Bar::Warnings.fails(&warning));
    assert!(!Bar::Warnings.fails(&warning[1..]), "a note never fails");
}

#[test]
fn the_summary_counts_by_severity_and_rule() {
    let loaded = Loaded { figures: 9, parks: 2, indicators: 3, sources: 1 };
    let file = File { path: "data/x.csv".into(), form: "UTF-8, long".into(), ..File::default() };
    let lines = summary(loaded, &[file, File::default()], &problems());
    assert_eq!(
        lines,
        [
            "data/x.csv: UTF-8, long",
            "9 figures, 2 parks, 3 indicators, 1 sources: 1 error, 1 warning, 1 note",
            "  rule       errors  warnings  notes",
            "  file            ·         ·      1",
            "  number          1         ·      ·",
            "  unit-jump       ·         1      ·",
        ]
    );
    assert_eq!(summary(loaded, &[], &[]), ["9 figures, 2 parks, 3 indicators, 1 sources: no problems"]);
}
