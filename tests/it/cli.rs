//! The command line: help, versions, refusals, pipes.

use std::{
    io::{BufRead, BufReader},
    process::Stdio,
};

use super::run::{Scratch, fine, judged, program, refused, run, run_on};

#[test]
fn help_names_the_commands_the_flags_and_the_exit_codes() {
    let help = fine(&["--help"]);
    for word in [
        "show",
        "check",
        "query",
        "--lang",
        "--theme",
        "--glyphs",
        "Examples:",
        "Exit codes:",
        "PATH",
        "--config",
        "--log",
    ] {
        assert!(help.contains(word), "`{word}` is not in\n{help}");
    }
    for command in ["show", "check", "query"] {
        assert!(fine(&[command, "--help"]).contains("Usage: zonescope"), "{command}");
    }
}

#[test]
fn what_cannot_be_is_refused_with_a_way_out() {
    for (args, words) in [
        (&["show", "rankin"][..], &["no screen is called `rankin`", "`ranking`", "`sources`"][..]),
        (&["show", "ranking", "--park", "binjang"], &["no park", "`binjang`", "`binjiang`"]),
        (&["show", "ranking", "--indicator", "revenuee"], &["no indicator", "`revenuee`", "`revenue`"]),
        (&["show", "ranking", "--group", "zhejiangx"], &["no group", "`zhejiang`"]),
        (&["show", "ranking", "--group", "滨江,"], &["`滨江,` is a group", "too few parks: 1"]),
        (&["show", "ranking", "--group", "marked", "--park", "滨江"], &["too few parks: 1"]),
        (&["show", "ranking", "--group", "滨江,nowhere"], &["no park", "`nowhere`"]),
        (&["show", "ranking", "--group", "national/bands/9"], &["which tier", "`bands/1`", "1 前10 top 10"]),
        (&["show", "ranking", "--sort", "gdp:up"], &["`up` is no order", "`desc` or `asc`"]),
        (&["show", "ranking", "--sort", "gdpp"], &["no indicator", "`gdp`"]),
        (&["show", "ranking", "--period", "20222"], &["`20222` is not a period", "`2022-01..06`"]),
        (&["show", "ranking", "--size", "10"], &["`10` is not a size", "`120x40`"]),
        (&["show", "ranking", "--size", "65535x65535"], &["is not a size"]),
        (&["show", "ranking", "--keys", "jj"], &["`jj` is no key"]),
        (&["show", "ranking", "--size", "80x24", "--format", "csv"], &["--size is of a frame, and csv is a table"]),
        (&["show", "ranking", "--lang", "fr"], &["`fr` is not a language"]),
        (&["show", "ranking", "--theme", "drak"], &["no theme is called `drak`", "do you mean `dark`?"]),
        (&["show", "ranking", "--theme", "nowhere.toml"], &["`nowhere.toml`: cannot be read"]),
        (&["show", "ranking", "--color", "88"], &["`88` is no number of colours", "`truecolor`"]),
        (&["show", "ranking", "--background", "grey"], &["`grey` is no background", "`light`"]),
        (&["show", "ranking", "--glyphs", "neon"], &["neon"]),
        (&["show", "ranking", "--data", "nowhere.csv"], &["`nowhere.csv`: cannot be read", "No such file"]),
        (&["query", "selec"], &["error: "]),
        (&["--nonsense"], &["--nonsense"]),
        (&["show"], &["name a screen to show"]),
    ] {
        refused(args, words);
    }
}

#[test]
fn a_name_that_fits_several_lists_them() {
    refused(
        &["show", "profile", "--park", "德清"],
        &["`德清` fits several parks", "`ctx-deqing-county`", "`west-corridor-deqing`", "`moganshan`"],
    );
}

#[test]
fn more_than_eight_parks_cannot_be_compared() {
    let parks = "binjiang,sip,snd,shenzhen,shenyang,zhongguancun,moganshan,ningbo,wuxi";
    refused(&["show", "compare", "--park", parks], &["at most 8 parks"]);
}

#[test]
fn the_dashboard_wants_a_terminal() {
    refused(&[], &["standard output is no terminal", "zonescope show"]);
}

#[test]
fn a_reader_that_has_had_enough_is_no_error() {
    // Far more than fits into a pipe.
    let mut command = program();
    command.args(["query", "select * from facts"]).args(["--format", "csv"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("park,"), "{line}");
    let ran = judged(child.wait_with_output().unwrap());
    assert_eq!(ran.err, "");
}

#[test]
fn a_dash_is_standard_input() {
    let csv = "park,indicator,period,value,unit\n甲园,营收,2022,1234567.89,亿元\n";
    let ran = run_on(&["show", "ranking", "--data", "-", "--format", "csv"], csv);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("甲园,甲园,true,1234567.89,2022,"), "{}", ran.out);
    assert_eq!(run_on(&["check", "-"], csv).code, 0);
    assert_eq!(run_on(&["check", "-"], "park,indicator\n").code, 1);
}

#[test]
fn problems_in_the_data_are_talk_and_not_output() {
    let ran = run(&["show", "ranking", "--data", "tests/fixtures/bad/status.csv", "--format", "csv"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("park,name,") && !ran.out.contains("is no mark"), "{}", ran.out);
    assert!(ran.err.contains("status.csv:2:17: ") && ran.err.contains("zonescope check"), "{}", ran.err);
}

#[test]
fn facts_are_asked_in_sql() {
    let sql = "select park, value from facts where indicator = 'gdp' and year = 2022 and shown and park = 'binjiang'";
    assert_eq!(fine(&["query", sql, "--format", "csv"]), "park,value\nbinjiang,2184.8\n");
}

#[test]
fn the_locale_chooses_the_language_unless_it_is_told() {
    let frame = |locale: &str, args: &[&str]| {
        let mut command = program();
        command.args(["show", "ranking", "--size", "80x24"]).args(args).env("LC_ALL", locale);
        judged(command.output().unwrap()).out
    };
    for (locale, args, word) in [
        ("zh_CN.UTF-8", &[][..], "2 排行"),
        ("en_GB.UTF-8", &[], "2 ranking"),
        ("C", &[], "2 排行"),
        ("en_GB.UTF-8", &["--lang", "zh"], "2 排行"),
        ("zh_CN.UTF-8", &["--lang", "en"], "2 ranking"),
    ] {
        let frame = frame(locale, args);
        assert!(frame.contains(word), "{locale} {args:?}: `{word}` is not in\n{frame}");
    }
}

#[test]
fn a_theme_is_found_by_its_file_or_its_name_and_its_slips_are_told_with_their_places() {
    let scratch = Scratch::new("themes");
    let file = scratch.file("mine.toml", "base = \"light\"\nmuted = \"#586e75\"\n");
    assert_eq!(fine(&["show", "ranking", "--top", "1", "--theme", &file]), fine(&["show", "ranking", "--top", "1"]));
    let broken = scratch.file("broken.toml", "muted = \"dim\"\n\n  mutde = \"dim\"\ntitle = \"teal\"\n");
    refused(
        &["show", "ranking", "--theme", &broken],
        &[
            "broken.toml:3:3: `mutde` is no key of a theme; do you mean `muted`?",
            "broken.toml:4:9: `title`: `teal` is no colour",
        ],
    );
    let folder = scratch.path("config/zonescope/themes");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(&file, format!("{folder}/mine.toml")).unwrap();
    let named = |name: &str| {
        let mut command = program();
        command.env("XDG_CONFIG_HOME", scratch.path("config")).args(["show", "ranking", "--top", "1", "--theme", name]);
        judged(command.output().unwrap())
    };
    assert_eq!(named("mine").code, 0);
    let missed = named("mien");
    assert_eq!(missed.code, 2);
    assert!(missed.err.contains("mien.toml`; do you mean `mine`?"), "{}", missed.err);
}
