//! How the program ends, what it says of itself, and its log.

use std::{fs, process::Stdio};

use super::run::{Scratch, fine, judged, program, refused, run};

#[test]
fn every_exit_code_of_the_table_is_one_the_program_ends_with() {
    // 130 and 128+n need a terminal or a signal: see `pty`.
    let bad = "tests/fixtures/bad/status.csv";
    for (args, code) in [
        (&["show", "ranking", "--top", "1"][..], 0),
        (&["--help"], 0),
        (&["--version"], 0),
        (&["config", "check", "tests/fixtures/settings/good.toml"], 0),
        (&["check", bad], 1),
        (&["config", "check", "tests/fixtures/settings/bad.toml"], 1),
        (&["check", "nowhere.csv"], 2),
        (&["show", "ranking", "--nonsense"], 2),
        (&["config", "check", "nowhere.toml"], 2),
        (&["shwo"], 2),
        (&[], 2),
    ] {
        let ran = run(args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.err);
    }
    let help = fine(&["--help"]);
    for code in ["  0      ", "  1      ", "  2      ", "  130    ", "  128+n  "] {
        assert!(help.contains(code), "`{code}` is not in\n{help}");
    }
}

#[test]
fn a_reader_that_is_gone_changes_no_exit_code() {
    let ends = |args: &[&str]| {
        let mut child = program().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        judged(child.wait_with_output().unwrap())
    };
    let ran = ends(&["query", "select * from facts", "--format", "csv"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ends(&["check", "tests/fixtures/bad/status.csv"]).code, 1);
    for args in [&["--help"][..], &["man"], &["completions", "bash"]] {
        let ran = ends(args);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    }
}

#[test]
fn a_mistyped_command_is_told_and_a_file_of_that_name_is_opened() {
    refused(&["shwo", "ranking"], &["neither a command nor a file `shwo`", "`zonescope show`"]);
    refused(&["chek", "--strict"], &["`zonescope check`"]);
    refused(&["completion", "bash"], &["`zonescope completions`"]);
    // A file of that name is a file.
    let scratch = Scratch::new("mistyped");
    scratch.file("chek", "park,indicator,period,value\n");
    let mut command = program();
    let ran = judged(command.current_dir(scratch.path("")).arg("chek").output().unwrap());
    assert!(ran.err.contains("no terminal"), "{}", ran.err);
}

#[test]
fn the_long_version_tells_the_build_and_the_data() {
    assert_eq!(fine(&["-V"]), format!("zonescope {}\n", env!("CARGO_PKG_VERSION")));
    let long = fine(&["--version"]);
    for word in [env!("CARGO_PKG_VERSION"), "rustc 1.", "polars 0.", "-linux-", "data of 20", " figures"] {
        assert!(long.contains(word) || word == "-linux-" && !cfg!(target_os = "linux"), "`{word}` is not in {long}");
    }
    // The sidecars the number was taken from must tell the truth.
    let count = fine(&["query", "select count(*) as n from facts", "--format", "csv"]);
    assert!(long.contains(&format!("{} figures", count.lines().nth(1).unwrap())), "{long}{count}");
}

#[test]
fn the_log_tells_what_was_done_and_no_figure() {
    let scratch = Scratch::new("log");
    let csv = scratch.file("mine.csv", "park,indicator,period,value,unit\n甲园,营收,2022,1234567.89,亿元\n");
    let log = scratch.path("log.txt");
    fine(&["--log", &log, "show", "ranking", "--data", &csv, "--format", "csv"]);
    let told = fs::read_to_string(&log).unwrap();
    for word in ["INFO  zonescope ", "mine.csv: 1 figures in ", "opened the data in ", "answered screen "] {
        assert!(told.contains(word), "`{word}` is not in\n{told}");
    }
    assert!(!told.contains("1234567"), "{told}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&log).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // The next run writes behind the first; errors are in it.
    refused(&["--log", &log, "show", "ranking", "--data", "nowhere.csv"], &["nowhere.csv"]);
    let more = fs::read_to_string(&log).unwrap();
    assert!(more.starts_with(&told) && more.contains("ERROR `nowhere.csv`: cannot be read"), "{more}");
    fine(&["--log", &log, "--log-level", "error", "show", "ranking", "--top", "1"]);
    assert_eq!(fs::read_to_string(&log).unwrap(), more, "nothing went wrong");
}

#[test]
fn a_log_that_cannot_be_written_stops_the_program() {
    refused(&["--log", "/nowhere/x.log", "show", "ranking"], &["`/nowhere/x.log`: cannot be written"]);
    refused(&["--log-level", "info", "show", "ranking"], &["--log"]);
    refused(&["--log", "x", "--log-level", "loud", "show", "ranking"], &["`loud` is no level"]);
}
