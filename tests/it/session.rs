//! What was open opens again; what was saved is found; nothing is torn.

use std::{fs, thread::sleep, time::Duration};

use super::{
    pty::terminal::Terminal,
    run::{Scratch, fine, program, refused},
};

/// Words of the overview.
const FIRST: [&str; 2] = ["全部", "q 退出"];
const TINY: &str = "tests/fixtures/tiny";

#[test]
fn what_was_open_opens_again_after_leaving_and_after_a_signal() {
    let scratch = Scratch::new("session");
    let state = scratch.path("state");
    let start = |args: &[&str]| Terminal::with_env(args, &[("XDG_STATE_HOME", &state), ("ZONESCOPE_SESSION", "on")]);
    let mut t = start(&[TINY]);
    t.until(&["q 退出"]);
    t.press("2").until(&["▾营收"]);
    t.signal("TERM");
    assert_eq!(t.ended(), 143);
    let mut t = start(&[TINY]);
    t.until(&["▾营收"]);
    t.press("1").until(&FIRST);
    t.press("q");
    assert_eq!(t.ended(), 0);
    let mut t = start(&[TINY, "--fresh"]);
    t.until(&["q 退出"]);
    t.press("q");
    assert_eq!(t.ended(), 0);
    let file = format!("{state}/zonescope/session.toml");
    assert!(fs::read_to_string(&file).unwrap().contains("overview"));
    fs::write(&file, "torn = [").unwrap();
    let mut t = start(&[TINY]);
    t.until(&["what was open is lost"]);
    t.press("q");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
}

#[test]
fn a_home_that_cannot_be_written_is_told_once_and_no_more() {
    let mut t = Terminal::with_env(&[TINY], &[("XDG_STATE_HOME", "/proc/nothing"), ("ZONESCOPE_SESSION", "on")]);
    t.until(&["q 退出"]);
    t.press("q");
    assert_eq!(t.ended(), 0);
    t.until(&["what is open is not remembered"]);
}

#[test]
fn nothing_is_remembered_by_show() {
    let scratch = Scratch::new("show-session");
    let mut command = program();
    command.args(["show", "ranking", "--data", TINY, "--keys", "4 j"]);
    command
        .env("XDG_STATE_HOME", scratch.path(""))
        .env("XDG_CONFIG_HOME", scratch.path(""))
        .env("ZONESCOPE_SESSION", "on");
    assert!(command.output().unwrap().status.success());
    assert_eq!(fs::read_dir(scratch.path("")).unwrap().count(), 0);
}

#[test]
fn a_token_reopens_a_view_and_a_mistyped_one_is_refused() {
    let scratch = Scratch::new("views");
    fs::create_dir_all(scratch.path("zonescope")).unwrap();
    let text =
        "[[view]]\nname = \"一页\"\nscreen = \"compare\"\nparks = [\"qingshan\", \"nangang\"]\nperiod = \"2021\"\n";
    scratch.file("zonescope/views.toml", text);
    let asked = |args: &[&str]| {
        let mut command = program();
        command.args(args).env("XDG_CONFIG_HOME", scratch.path(""));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(asked(&["view", "list"]), "一页\n");
    assert_eq!(asked(&["view", "path"]).trim(), scratch.path("zonescope/views.toml"));
    let token = asked(&["view", "token", "一页"]).trim().to_owned();
    assert!(token.starts_with("z1") && token.len() <= 120, "{token}");
    let show = ["show", "--data", TINY, "--format", "csv"];
    let by_name = asked(&[&show[..], &["--view", "一页"]].concat());
    assert!(by_name.starts_with("indicator,indicator_name,unit,qingshan,"), "{by_name}");
    assert_eq!(fine(&[&show[..], &["--view", &token]].concat()), by_name);
    let mut wrong = token.clone();
    let last = if wrong.pop() == Some('A') { 'B' } else { 'A' };
    wrong.push(last);
    refused(&["show", "--view", &wrong], &["no token of a view", "a letter is wrong"]);
    refused(&["show", "--view", "nobody"], &["no view is called `nobody`"]);
    refused(&["show"], &["name a screen"]);
    asked(&["view", "delete", "一页"]);
    assert_eq!(asked(&["view", "list"]), "");
}

#[test]
fn a_file_is_whole_whenever_its_writer_is_killed() {
    let scratch = Scratch::new("killed");
    let path = scratch.path("a.csv");
    let args = |top: &str| ["show", "ranking", "--data", TINY, "-o", &path, "--force", "--top", top].map(str::to_owned);
    let whole: Vec<String> = ["1", "3"]
        .iter()
        .map(|top| {
            assert!(program().args(args(top)).output().unwrap().status.success());
            fs::read_to_string(&path).unwrap()
        })
        .collect();
    for turn in 0..24_u64 {
        let top = if turn % 2 == 0 { "1" } else { "3" };
        let mut child = program().args(args(top)).stderr(std::process::Stdio::null()).spawn().unwrap();
        sleep(Duration::from_millis(turn * 12));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(whole.contains(&fs::read_to_string(&path).unwrap()), "after {} ms", turn * 12);
    }
}
