//! Views printed and written in every form.

use std::fs;

use super::run::{Scratch, fine, program, refused, run};

/// Runs it where it should do what is asked; the bytes it printed.
fn bytes(args: &[&str]) -> Vec<u8> {
    let output = program().args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn every_form_is_printed_and_twice_the_same() {
    for screen in ["ranking", "score"] {
        for format in ["csv", "tsv", "json", "md", "html", "xlsx", "parquet", "txt", "svg", "table"] {
            let args = ["show", screen, "--data", "tests/fixtures/tiny", "--park", "qingshan,nangang", "--runs", "20"];
            let args = [&args[..], &["--format", format]].concat();
            let first = bytes(&args);
            assert!(!first.is_empty(), "{args:?}");
            assert!(first == bytes(&args), "{args:?}: not the same bytes");
        }
    }
}

#[test]
fn a_file_is_written_whole_and_never_over_another_unasked() {
    let scratch = Scratch::new("handing");
    let path = scratch.path("a.csv");
    let show = |more: &[&str]| run(&[&["show", "ranking", "--data", "tests/fixtures/tiny"], more].concat());
    assert_eq!(show(&["-o", &path]).code, 0);
    let printed = fine(&["show", "ranking", "--data", "tests/fixtures/tiny", "--format", "csv"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), printed, "the ending says the form");
    let again = show(&["-o", &path, "--top", "1"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("--force"), "{}", again.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), printed);
    assert_eq!(show(&["-o", &path, "--top", "1", "--force"]).code, 0);
    assert!(fs::read_to_string(&path).unwrap().len() < printed.len());
    assert_eq!(fs::read_dir(scratch.path("")).unwrap().count(), 1, "nothing else is left");
}

#[test]
fn what_cannot_be_written_is_told_in_words() {
    let show = ["show", "ranking", "--data", "tests/fixtures/tiny"];
    let check = |more: &[&str], words: &[&str]| refused(&[&show, more].concat(), words);
    check(&["-o", "/nonexistent/a.csv"], &["`/nonexistent/a.csv`", "there is no folder `/nonexistent`"]);
    check(&["-o", "a.docx"], &["its ending says no form", "xlsx"]);
    check(&["-o", "tests", "--format", "csv"], &["it is a folder"]);
    check(&["--size", "80x24", "--format", "csv"], &["--size is of a frame"]);
    check(&["--force"], &["--output"]);
    #[cfg(target_os = "linux")]
    check(&["-o", "/dev/full", "--format", "xlsx"], &["`/dev/full`", "No space left"]);
    refused(&["query", "select 1", "--format", "svg"], &["shows frames"]);
}

#[test]
fn figures_of_every_screen_name_their_sources() {
    for screen in ["ranking", "profile", "compare", "trend", "score", "quadrant", "matrix", "distribution", "flow"] {
        let text = fine(&["show", screen, "--indicator", "gdp", "--park", "滨江", "--runs", "0", "--format", "html"]);
        assert!(text.contains("<h2>来源</h2>"), "{screen}");
        assert!(text.contains("<li>[s"), "{screen}");
    }
}

#[test]
fn a_picture_is_the_frame_and_well_formed() {
    let text = fine(&["show", "ranking", "--indicator", "gdp", "--size", "100x30", "--format", "svg"]);
    assert!(text.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"540\""));
    assert!(text.trim_end().ends_with("</svg>"));
    assert_eq!(text.matches("<text ").count(), text.matches("</text>").count());
    assert_eq!(text.matches("<tspan ").count(), text.matches("</tspan>").count());
    assert!(text.contains("2,185"), "figures are text");
}
