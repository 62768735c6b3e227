//! Settings: where they come from, which go first, and what is wrong in them.

use std::{fs, process::Command};

use super::run::{Ran, Scratch, fine, judged, program, refused, run};

const GOOD: &str = "tests/fixtures/settings/good.toml";
const BAD: &str = "tests/fixtures/settings/bad.toml";

/// The program with these files in its XDG folders.
fn with(scratch: &Scratch, user: Option<&str>, system: Option<&str>) -> Command {
    for (folder, text) in [("home", user), ("etc", system)] {
        let folder = scratch.path(folder);
        fs::create_dir_all(format!("{folder}/zonescope")).unwrap();
        match text {
            Some(text) => fs::write(format!("{folder}/zonescope/config.toml"), text).unwrap(),
            None => drop(fs::remove_file(format!("{folder}/zonescope/config.toml"))),
        }
    }
    let mut command = program();
    command.env("XDG_CONFIG_HOME", scratch.path("home")).env("XDG_CONFIG_DIRS", scratch.path("etc"));
    command
}

fn ran(mut command: Command, args: &[&str]) -> Ran {
    judged(command.args(args).output().unwrap())
}

#[test]
fn a_flag_goes_before_a_variable_before_the_users_file_before_the_systems() {
    let scratch = Scratch::new("precedence");
    let (user, system) = (Some("lang = \"en\"\n"), Some("lang = \"zh\"\ntheme = \"light\"\n"));
    let shown = |user, system, variable: Option<&str>, args: &[&str]| {
        let mut command = with(&scratch, user, system);
        if let Some(lang) = variable {
            command.env("ZONESCOPE_LANG", lang);
        }
        let ran = ran(command, &[args, &["config", "show"]].concat());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        ran.out.lines().find(|line| line.contains("lang")).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (home, etc) = (scratch.path("home"), scratch.path("etc"));
    assert_eq!(shown(None, None, None, &[]), "# lang # built in: from the locale");
    assert_eq!(shown(None, system, None, &[]), format!("lang = \"zh\" # {etc}/zonescope/config.toml:1"));
    assert_eq!(shown(user, system, None, &[]), format!("lang = \"en\" # {home}/zonescope/config.toml:1"));
    assert_eq!(shown(user, system, Some("zh"), &[]), "lang = \"zh\" # ZONESCOPE_LANG");
    assert_eq!(shown(user, system, Some("zh"), &["--lang", "en"]), "lang = \"en\" # --lang");
    // What only the system says holds too.
    assert!(ran(with(&scratch, user, system), &["config", "show"]).out.contains("theme = \"light\""));
}

#[test]
fn a_setting_does_what_its_flag_does() {
    let scratch = Scratch::new("does");
    let frame = |user: &str| ran(with(&scratch, Some(user), None), &["show", "ranking", "--size", "80x24"]).out;
    assert!(frame("lang = \"en\"").contains("2 ranking"));
    assert!(frame("lang = \"zh\"").contains("2 排行"));
    let ascii =
        ran(with(&scratch, Some("glyphs = \"ascii\"\nlang = \"en\""), None), &["show", "trend", "--size", "80x24"]).out;
    assert!(!ascii.contains('│'), "{ascii}");
    let scored =
        |user: &str| ran(with(&scratch, Some(user), None), &["show", "score", "--format", "json", "--runs", "0"]).out;
    assert_ne!(scored("scheme = \"most-2021\""), scored(""));
    let data = format!("data = [{:?}]", fs::canonicalize("tests/fixtures/tiny").unwrap());
    let opened = ran(with(&scratch, Some(&data), None), &["show", "ranking", "--format", "csv"]).out;
    assert!(opened.contains("qingshan") && !opened.contains("binjiang"), "{opened}");
}

#[test]
fn a_file_that_is_named_is_read_alone_and_must_be_right() {
    let scratch = Scratch::new("named");
    let ran = ran(with(&scratch, Some("theme = \"light\"\n"), None), &["--config", GOOD, "config", "show"]);
    assert!(ran.out.contains("lang = \"en\"") && !ran.out.contains("theme = "), "{}", ran.out);
    let shown = judged(program().env("ZONESCOPE_CONFIG", GOOD).args(["config", "show"]).output().unwrap());
    assert!(shown.out.contains("lang = \"en\""), "{}", shown.out);
    refused(&["--config", "nowhere.toml", "show", "ranking"], &["`nowhere.toml`: cannot be read"]);
    // All that is wrong, at once.
    refused(
        &["--config", BAD, "show", "ranking"],
        &[
            "bad.toml:2:8: `lang`: `fr`",
            "bad.toml:3:1: `them` is no setting; did you mean `theme`?",
            "bad.toml:6:1: `dwn`",
        ],
    );
    let ran = judged(program().env("ZONESCOPE_LANG", "fr").args(["show", "ranking"]).output().unwrap());
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("ZONESCOPE_LANG: `fr` is not a language"), "{}", ran.err);
}

#[test]
fn what_is_wrong_in_the_users_file_is_told_and_the_rest_holds() {
    let scratch = Scratch::new("wrong");
    let text = "lang = \"en\"\nthem = \"dark\"\n[keys.rows]\ndown = \"ctrl-\"\n";
    let ran = ran(with(&scratch, Some(text), None), &["show", "ranking", "--size", "80x24"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("2 ranking"), "{}", ran.out);
    assert!(ran.err.contains("config.toml:2:1: `them`") && ran.err.contains("config.toml:4:8: `ctrl-`"), "{}", ran.err);
    // A commented file and an empty one say nothing.
    let ran = self::ran(with(&scratch, Some("# nothing\n"), Some("")), &["show", "ranking", "--top", "1"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn a_file_is_begun_where_path_says_and_never_written_over() {
    let scratch = Scratch::new("init");
    let path = ran(with(&scratch, None, None), &["config", "path"]).out;
    assert_eq!(path.trim(), format!("{}/zonescope/config.toml", scratch.path("home")));
    let ran = |args: &[&str]| {
        let mut command = program();
        command.env("XDG_CONFIG_HOME", scratch.path("home")).env("XDG_CONFIG_DIRS", scratch.path("etc"));
        self::ran(command, args)
    };
    assert_eq!(ran(&["config", "init"]).code, 0);
    let written = fs::read_to_string(path.trim()).unwrap();
    assert!(written.contains("# lang = \"zh\""), "{written}");
    assert_eq!(ran(&["config", "check"]).code, 0);
    let again = ran(&["config", "init"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("is there already"), "{}", again.err);
    assert_eq!(fs::read_to_string(path.trim()).unwrap(), written);
    let mine = scratch.path("deep/er/mine.toml");
    assert_eq!(ran(&["--config", &mine, "config", "init"]).code, 0);
    assert_eq!(fs::read_to_string(&mine).unwrap(), written);
}

#[test]
fn what_show_prints_can_be_a_file_of_settings() {
    let scratch = Scratch::new("roundtrip");
    let shown = fine(&["--config", GOOD, "config", "show"]);
    let copy = scratch.file("copy.toml", &shown);
    let values = |text: &str| {
        text.lines().filter_map(|line| Some(line.split_once(" # ")?.0.trim().to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(values(&fine(&["--config", &copy, "config", "show"])), values(&shown), "{shown}");
    let keys = scratch.file("keys.toml", &fine(&["config", "keys"]));
    assert_eq!(run(&["config", "check", &keys]).code, 0);
    assert_eq!(fine(&["--config", &keys, "config", "keys"]), fine(&["config", "keys"]));
}
