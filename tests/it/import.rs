//! `import` and `init`: a folder of the user's own, from the outside.

use std::{fs, path::Path};

use super::run::{Ran, Scratch, fine, refused, run, run_on};

const HEADER: &str = "park,indicator,period,value,unit,source";

#[track_caller]
fn said(ran: &Ran, code: i32, words: &[&str]) {
    assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{}", ran.err);
    for word in words {
        assert!(ran.err.contains(word), "`{word}` is not in\n{}", ran.err);
    }
}

#[test]
fn the_figures_asked_for_are_the_same_after_an_import() {
    let scratch = Scratch::new("same");
    let to = scratch.path("mine");
    said(&run(&["import", "data", "--to", &to]), 0, &["written ", "china.csv: 1686 figures", "2547 figures came into"]);
    assert_eq!(run(&["check", &to]).code, 0);
    let asked = |data: &str| {
        let sql =
            "select park, park_name, indicator, period, value, unit, mark, kind, shown, source, grade, note from facts
                   order by park, indicator, period, kind, value, source, note";
        fine(&["query", sql, "--data", data, "--format", "csv"])
    };
    assert!(asked(&to) == asked("data"), "not the same figures");
    let ranking = |data: &str| fine(&["show", "ranking", "--data", data, "--size", "120x40"]);
    assert_eq!(ranking(&to), ranking("data"));
}

#[test]
fn what_is_done_is_told_and_a_list_does_nothing() {
    let scratch = Scratch::new("told");
    let one =
        scratch.file("one.csv", &format!("{HEADER}\n甲园,营收,2022,约1.5,亿元,年报\n甲园,营收,2023,x,亿元,年报\n"));
    let to = scratch.path("mine");
    let listed = run(&["import", &one, "--to", &to, "--dry-run"]);
    said(
        &listed,
        0,
        &["one.csv:3:", "`zonescope check` lists them", "1 figure would come into", "nothing was written"],
    );
    assert!(!Path::new(&to).exists());
    said(&run(&["import", &one, "--to", &to]), 0, &["written ", "parks.toml: 1 entry", "1 figure came into"]);
    let table = Path::new(&to).join("observations/one.csv");
    let text = "park,indicator,period,value,unit,qualifier,source,printed\n甲园,营收,2022,1.5,100M_CNY,about,年报,约1.5 亿元\n";
    assert_eq!(fs::read_to_string(&table).unwrap(), text);
    let sidecar = fs::read_to_string(table.with_extension("toml")).unwrap();
    assert!(sidecar.contains("\nrows = 1\n") && sidecar.contains("\nfrom = \"../one.csv\"\n"), "{sidecar}");
    assert_eq!(run(&["check", &to]).code, 0);
    fs::write(&table, text.replace("1.5", "1.6")).unwrap();
    said(&run(&["import", &one, "--to", &to]), 1, &["refused ", "it was edited", "--force", "refused: 1"]);
    said(&run(&["import", &one, "--to", &to, "--force"]), 0, &["replaced ", "one.csv.bak"]);
    said(&run(&["import", &one, "--to", &to]), 0, &["kept "]);
}

#[test]
fn standard_input_is_another_table_every_time() {
    let scratch = Scratch::new("stdin");
    let to = scratch.path("mine");
    for (park, words) in [("甲园", "stdin.csv: 1 figure"), ("乙园", "stdin-2.csv: 1 figure"), ("甲园", "kept ")] {
        let csv = format!("{HEADER}\n{park},营收,2022,1.5,亿元,年报\n");
        said(&run_on(&["import", "-", "--to", &to], &csv), 0, &[words]);
    }
}

#[test]
fn what_has_no_figures_leaves_nothing_behind() {
    let scratch = Scratch::new("none");
    let to = scratch.path("mine");
    said(&run(&["import", "tests/fixtures/bad/number.csv", "--to", &to]), 1, &["left out ", "0 figures came into"]);
    assert!(!Path::new(&to).exists());
    refused(&["import", "nowhere.csv", "--to", &to], &["`nowhere.csv`: cannot be read"]);
    refused(&["import", "tests/fixtures/tiny"], &["--to"]);
}

#[test]
fn what_cannot_be_written_is_named() {
    let scratch = Scratch::new("cannot");
    let file = scratch.file("file", "");
    refused(&["import", "tests/fixtures/tiny", "--to", &file], &["should be a folder"]);
    let below = format!("{file}/mine");
    refused(&["init", &below], &["file/mine"]);
    if cfg!(target_os = "linux") {
        refused(&["import", "tests/fixtures/tiny", "--to", "/proc/mine"], &["`/proc/mine/catalog`: cannot be written"]);
        refused(&["init", "/proc/mine"], &["`/proc/mine/catalog`: cannot be written"]);
    }
    refused(&["import", "tests/fixtures/tiny", "--to", "tests/fixtures/tiny/mine"], &["lies in", "outside"]);
    assert!(!Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tiny/mine").exists());
}

#[test]
fn an_empty_folder_is_begun_once_and_is_in_order() {
    let scratch = Scratch::new("init");
    let to = scratch.path("mine");
    said(&run(&["init", &to]), 0, &["parks.toml", "example.csv", "README.md"]);
    said(&run(&["check", &to]), 0, &["0 figures", "no problems"]);
    for screen in ["overview", "ranking", "profile", "compare", "trend", "sources"] {
        fine(&["show", screen, "--data", &to]);
        let frame = fine(&["show", screen, "--data", &to, "--size", "80x24"]);
        assert!(frame.lines().count() == 24, "{frame}");
    }
    let frame = fine(&["show", "ranking", "--data", &to, "--size", "80x24"]);
    assert!(frame.contains("没有"), "{frame}");
    refused(&["init", &to], &["is not empty", "`import`"]);
    let one = scratch.file("one.csv", &format!("{HEADER}\n甲园,营收,2022,1.5,亿元,年报\n"));
    said(&run(&["import", &one, "--to", &to]), 0, &["1 figure came into"]);
    assert!(fine(&["show", "ranking", "--data", &to, "--format", "csv"]).contains("甲园,甲园,true,1.5,2022"));
}
