//! A home that is not as it should be: not there, no folder, not to be written, full of rubbish.

use std::{fs, process::Command};

use super::TINY;
use crate::{
    pty::terminal::Terminal,
    run::{Scratch, program},
};

/// Opens the dashboard, saves a view, leaves; what it told meanwhile and after.
#[track_caller]
fn opens(env: &[(&str, &str)], told: &[&str]) {
    let mut t = Terminal::start_with(&[TINY], &[env, &[("ZONESCOPE_SESSION", "on")]].concat());
    t.until(&["1 总览"]);
    t.press("2").until(&["▾营收"]);
    t.press("W").until(&["保存视图"]);
    t.press("\r").until_so("an answer", |t| t.text().contains("已保存视图") || t.text().contains("cannot be"));
    close(&mut t);
    t.press("q");
    assert_eq!(t.ended(), 0, "{env:?}: {}", t.text());
    t.assert_restored();
    for word in told {
        assert!(t.text().contains(word), "{env:?}: `{word}` is not in\n{}", t.text());
    }
}

#[test]
fn without_a_home_that_can_be_written_the_program_opens_and_says_so() {
    let scratch = Scratch::new("homes");
    let file = scratch.file("file", "not a folder");
    let not_there = scratch.path("not/there");
    let said = ["what is open is not remembered"];
    // An empty XDG variable is one that is not set: then it is below the home.
    let below =
        |home: &str, told: &[&str]| opens(&[("HOME", home), ("XDG_CONFIG_HOME", ""), ("XDG_STATE_HOME", "")], told);
    below(&file, &said);
    below("/proc/nothing", &said);
    below(&not_there, &[]);
    assert!(fs::metadata(format!("{not_there}/.local/state/zonescope/session.toml")).unwrap().is_file());
    // A folder of states that is a file, one that is a dangling link.
    let link = scratch.path("link");
    std::os::unix::fs::symlink("/nowhere/at/all", &link).unwrap();
    opens(&[("XDG_CONFIG_HOME", &file), ("XDG_STATE_HOME", &file)], &said);
    opens(&[("XDG_CONFIG_HOME", &link), ("XDG_STATE_HOME", &link)], &said);
    // What is not absolute is passed over, as the XDG Base Directory Specification has it.
    let other = scratch.path("other");
    opens(&[("HOME", &other), ("XDG_CONFIG_HOME", &other), ("XDG_STATE_HOME", "relative")], &[]);
    assert!(!fs::exists("relative").unwrap());
}

#[test]
fn without_the_variable_home_every_command_works() {
    for args in [&["show", "ranking", "--data", TINY][..], &["config", "show"], &["config", "path"], &["view", "list"]]
    {
        let plain = program();
        let mut command = Command::new(plain.get_program());
        command.current_dir(env!("CARGO_MANIFEST_DIR")).env_clear().args(args);
        let ran = command.output().unwrap();
        assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
    }
}

/// Closes what lies over the screen, if anything does.
fn close(t: &mut Terminal) {
    t.press("\u{1b}").until_so("nothing lies over it", |t| !t.text().contains("视图:"));
    t.press("j").until(&["q 退出"]);
}

/// What it is, and puts it there.
type Rubbish = (&'static str, Box<dyn Fn()>);

/// What may stand in the place of a file that the program keeps.
fn rubbish(path: &str) -> Vec<Rubbish> {
    let put = |bytes: Vec<u8>| -> Box<dyn Fn()> {
        let path = path.to_owned();
        Box::new(move || fs::write(&path, &bytes).unwrap())
    };
    let path = path.to_owned();
    let (link, folder, pipe) = (path.clone(), path.clone(), path.clone());
    vec![
        ("nothing in it", put(vec![])),
        ("no TOML", put(b"open = [[[ torn".to_vec())),
        ("half of it", put(b"version = 1\n[[open]]\ndata = \"embed".to_vec())),
        ("zeros", put(vec![0; 4096])),
        ("no UTF-8", put(vec![0xff, 0xfe, 0x00, 0xd8])),
        ("nested without end", put([b"a = ".to_vec(), vec![b'['; 200_000]].concat())),
        ("of another version", put(b"version = 99\n[[open]]\ndata = 3\n".to_vec())),
        ("of other types", put(b"version = \"x\"\nview = 3\nopen = { a = 1 }\nlang = []\n".to_vec())),
        ("large", put(vec![b'#'; 20 << 20])),
        ("escapes", put("[[view]]\nname = \"\\u001b]0;x\\u0007\"\nscreen = \"\\u001b[2J\"\n".into())),
        ("a link to itself", Box::new(move || std::os::unix::fs::symlink(&link, &link).unwrap())),
        ("a folder", Box::new(move || fs::create_dir(&folder).unwrap())),
        (
            "a pipe nobody writes to",
            Box::new(move || {
                assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
            }),
        ),
    ]
}

fn gone(path: &str) {
    if fs::remove_file(path).is_err() {
        let _ = fs::remove_dir_all(path);
    }
}

#[test]
fn whatever_stands_in_the_place_of_a_kept_file_the_program_opens() {
    for name in ["session.toml", "views.toml", "config.toml"] {
        let scratch = Scratch::new(&format!("rubbish-{name}"));
        fs::create_dir_all(scratch.path("zonescope")).unwrap();
        let (folder, path) = (scratch.path(""), scratch.path(&format!("zonescope/{name}")));
        for (what, put) in rubbish(&path) {
            gone(&path);
            put();
            let env = [("XDG_CONFIG_HOME", folder.as_str()), ("XDG_STATE_HOME", &folder), ("ZONESCOPE_SESSION", "on")];
            let mut t = Terminal::start_with(&[TINY], &env);
            t.until(&["1 总览"]);
            t.press("j").until(&["q 退出"]);
            let is_told = |t: &Terminal| ["视图:", "cannot be", ".toml:"].iter().any(|word| t.text().contains(word));
            t.press("V").until_so("an answer", is_told);
            close(&mut t);
            t.press("2").until(&["▾营收"]);
            t.press("q");
            assert_eq!(t.ended(), 0, "{name}, {what}: {}", t.text());
            t.assert_restored();
            let title = t.raw().windows(4).any(|bytes| bytes == b"\x1b]0;");
            assert!(!title, "{name}, {what}: it reached the terminal");
            for args in [&["view", "list"][..], &["config", "show"], &["show", "ranking", "--data", TINY]] {
                let ran = program().args(args).envs(env).output().unwrap();
                let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
                assert!(matches!(ran.status.code(), Some(0 | 2)), "{name}, {what}, {args:?}: {:?} {err}", ran.status);
                assert!(
                    !err.contains("panicked") && !err.contains('\u{1b}') && !out.contains('\u{1b}'),
                    "{what}: {err}"
                );
                assert!(args[0] != "show" || ran.status.success(), "{name}, {what}: {err}");
            }
        }
        gone(&path);
    }
}
