//! No room: a limit on the size of files, and a disk that is full.

use std::{
    fs,
    process::{Command, Output},
};

use super::{TINY, files};
use crate::{
    pty::terminal::Terminal,
    run::{Scratch, program},
};

/// The program where no file may grow beyond so many blocks of 512 or 1024 bytes.
fn cramped(blocks: u32, args: &[&str], env: &[(&str, &str)]) -> Output {
    let plain = program();
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -f {blocks}; exec \"$@\""), "sh"]).arg(plain.get_program()).args(args);
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?)))).envs(env.iter().copied());
    command.output().unwrap()
}

/// What was told, where it should be refused for want of room.
#[track_caller]
fn told(output: &Output, args: &[&str]) -> String {
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{args:?}: {:?}: {words}", output.status);
    assert!(words.contains("cannot be written") && words.contains("File too large"), "{args:?}: {words}");
    words
}

#[test]
fn a_file_too_large_is_told_and_what_was_there_stays() {
    let scratch = Scratch::new("cramped");
    let path = scratch.path("out/a");
    let before = || {
        let _ = fs::remove_dir_all(scratch.path("out"));
        fs::create_dir_all(scratch.path("out")).unwrap();
        for ending in ["csv", "xlsx", "parquet"] {
            fs::write(format!("{path}.{ending}"), "before").unwrap();
        }
        files(&scratch.path("out"))
    };
    let named = |ending: &str| format!("{path}.{ending}");
    let (csv, xlsx, parquet) = (named("csv"), named("xlsx"), named("parquet"));
    let (to, pages, config) = (scratch.path("out/mine"), scratch.path("out/man"), scratch.path("out/conf/config.toml"));
    for args in [
        &["query", "select * from facts", "--data", TINY, "-o", &csv, "--force"][..],
        &["show", "ranking", "--data", TINY, "-o", &xlsx, "--force"],
        &["export", &parquet, "--data", TINY, "--force"],
        &["import", TINY, "--to", &to],
        &["init", &to],
        &["man", "--to", &pages],
        &["--config", &config, "config", "init"],
    ] {
        let there = before();
        told(&cramped(0, args, &[]), args);
        assert_eq!(files(&scratch.path("out")), there, "{args:?}");
        let parts = Command::new("find").args([&scratch.path("out"), "-name", "*.part"]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&parts.stdout), "", "{args:?} leaves what it had begun");
        // With room it goes on from there.
        let ran = program().args(args).output().unwrap();
        assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
    }
}

#[test]
fn views_and_sessions_without_room_stay_as_they_were() {
    let scratch = Scratch::new("cramped-home");
    fs::create_dir_all(scratch.path("zonescope")).unwrap();
    let text = "[[view]]\nname = \"a\"\nscreen = \"trend\"\n[[view]]\nname = \"b\"\nscreen = \"trend\"\n";
    let views = scratch.file("zonescope/views.toml", text);
    let args = ["view", "delete", "a"];
    let words = told(&cramped(0, &args, &[("XDG_CONFIG_HOME", &scratch.path(""))]), &args);
    assert!(words.contains("views.toml"), "{words}");
    assert_eq!(fs::read_to_string(&views).unwrap(), text);
    // The dashboard goes on, tells it, and leaves as it should.
    let session = scratch.file("zonescope/session.toml", "version = 1\n");
    let script = format!("ulimit -f 0; \"$0\" {TINY}; echo left with $?");
    let folder = scratch.path("");
    let env = [("XDG_CONFIG_HOME", folder.as_str()), ("XDG_STATE_HOME", &folder), ("ZONESCOPE_SESSION", "on")];
    let mut t = Terminal::shell_with(&script, &env);
    t.until(&["1 总览"]);
    t.press("W\u{15}mine\r").until(&["File too large"]);
    t.press("\u{1b}").until_so("the dialogue is closed", |t| !t.text().contains("保存视图"));
    t.press("2").until(&["▾营收"]);
    t.press("q").until(&["what is open is not remembered", "left with 0"]);
    t.assert_restored();
    assert_eq!(fs::read_to_string(&views).unwrap(), text);
    assert_eq!(fs::read_to_string(&session).unwrap(), "version = 1\n");
}

#[test]
fn a_log_without_room_is_no_reason_to_stop() {
    let scratch = Scratch::new("cramped-log");
    let log = scratch.path("a.log");
    let ran = cramped(0, &["--log", &log, "show", "ranking", "--data", TINY, "--format", "csv"], &[]);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert!(String::from_utf8_lossy(&ran.stdout).starts_with("park,"));
}

/// A disk of 16 KB. What is given as full beforehand and what fills up half way are both told.
#[test]
#[ignore = "needs root, for it mounts a small disk: docs/reliability.md"]
fn a_full_disk_is_told_and_what_was_there_stays() {
    let scratch = Scratch::new("full");
    let disk = scratch.path("disk");
    fs::create_dir_all(&disk).unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=16k", "tmpfs", &disk]).status().unwrap();
    assert!(mounted.success(), "this test mounts a disk and must be root");
    let outcome = std::panic::catch_unwind(|| {
        let path = format!("{disk}/a.csv");
        fs::write(&path, "before").unwrap();
        let config = format!("{disk}/conf");
        for (args, file) in [
            (&["query", "select * from facts", "-o", &path, "--force"][..], Some(&path)),
            (&["export", &format!("{disk}/a.parquet")], None),
            (&["import", "data", "--to", &format!("{disk}/mine")], None),
            (&["man", "--to", &config], None),
        ] {
            let ran = program().args(args).output().unwrap();
            let words = String::from_utf8_lossy(&ran.stderr);
            assert_eq!(ran.status.code(), Some(2), "{args:?}: {words}");
            assert!(words.contains("No space left"), "{args:?}: {words}");
            assert!(file.is_none_or(|file| fs::read_to_string(file).unwrap() == "before"), "{args:?}");
        }
        let mut t = Terminal::start_with(&[TINY], &[("XDG_STATE_HOME", &disk), ("ZONESCOPE_SESSION", "on")]);
        t.until(&["1 总览"]);
        t.press("q");
        assert_eq!(t.ended(), 0);
    });
    assert!(Command::new("umount").arg(&disk).status().unwrap().success());
    outcome.unwrap();
}
