//! What is left when the program is killed, the disk is full, or the home is not as it should be: no file is torn, what went
//! wrong is told, and the program opens.

mod home;
mod room;

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::Stdio,
    thread::sleep,
    time::{Duration, Instant},
};

use super::{
    pty::terminal::Terminal,
    run::{Scratch, program},
};

pub const TINY: &str = "tests/fixtures/tiny";

/// So often in `cargo test`, and so often when asked for: `cargo test --test it -- --ignored damage`.
const FEW: u32 = 10;
const MANY: u32 = 300;

/// The files below a folder, but for those that are being written beside their place.
pub fn files(folder: &str) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else if path.extension().is_none_or(|ending| ending != "part") {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(Path::new(folder), Path::new(folder), &mut found);
    found
}

/// A moment for each round: the later ones closer together, for files are written at the end.
fn moments(whole: Duration, rounds: u32) -> impl Iterator<Item = Duration> {
    (0..rounds).map(move |round| whole.mul_f64(1.15 * (f64::from(round) / f64::from(rounds)).sqrt()))
}

/// Runs a command to its end once, then kills it at so many moments; `arranged` puts things as they were before each.
fn killed(rounds: u32, args: &[&str], env: &[(&str, &str)], arranged: &dyn Fn(), judged: &dyn Fn(&str)) {
    let start = || {
        let mut command = program();
        command.args(args).envs(env.iter().copied()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    };
    arranged();
    let since = Instant::now();
    assert!(start().wait().unwrap().success(), "{args:?}");
    judged("as it should end");
    for moment in moments(since.elapsed(), rounds) {
        arranged();
        let mut child = start();
        sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
        judged(&format!("{args:?} killed after {moment:?}"));
    }
}

fn commands_are_killed(rounds: u32) {
    let scratch = Scratch::new(&format!("killed-{rounds}"));
    let (parquet, csv) = (scratch.path("a.parquet"), scratch.path("a.csv"));
    for (path, args) in [
        (&parquet, &["export", parquet.as_str(), "--data", TINY, "--force"][..]),
        (&csv, &["query", "select * from facts", "--data", TINY, "-o", csv.as_str(), "--force"]),
    ] {
        assert!(program().args(args).output().unwrap().status.success());
        let whole = fs::read(path).unwrap();
        let before = || fs::write(path, "before").unwrap();
        killed(rounds, args, &[], &before, &|told| {
            let now = fs::read(path).unwrap();
            assert!(now == b"before" || now == whole, "{told}: {} bytes", now.len());
        });
    }
    // One file after another: each is whole or not there.
    let pages = scratch.path("man");
    let (config, begun) = (scratch.path("conf/config.toml"), scratch.path("begun"));
    for (folder, args) in [
        (&pages, &["man", "--to", pages.as_str()][..]),
        (&scratch.path("conf"), &["--config", config.as_str(), "config", "init"]),
        (&begun, &["init", begun.as_str()]),
    ] {
        assert!(program().args(args).output().unwrap().status.success(), "{args:?}");
        let whole = files(folder);
        assert!(!whole.is_empty());
        let none = || drop(fs::remove_dir_all(folder));
        killed(rounds, args, &[], &none, &|told| {
            for (name, now) in files(folder) {
                assert!(now == whole[&name], "{told}: {name} has {} bytes", now.len());
            }
        });
    }
}

/// An import that was cut short is finished by the same command, and nothing is lost or there twice.
fn an_import_is_killed(rounds: u32) {
    let scratch = Scratch::new(&format!("killed-import-{rounds}"));
    let to = scratch.path("mine");
    let args = ["import", TINY, "--to", &to];
    assert!(program().args(args).output().unwrap().status.success());
    let whole = files(&to);
    let none = || drop(fs::remove_dir_all(&to));
    killed(rounds, &args, &[], &none, &|told| {
        let again = program().args(args).output().unwrap();
        assert!(again.status.success(), "{told}: {}", String::from_utf8_lossy(&again.stderr));
        let now = files(&to);
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&now), names(&whole), "{told}");
        for (name, text) in now {
            let text = String::from_utf8_lossy(&text).into_owned();
            assert!(text.as_bytes() == whole[&name], "{told}: {name} is\n{text}");
        }
    });
}

fn views_are_killed(rounds: u32) {
    let scratch = Scratch::new(&format!("killed-views-{rounds}"));
    let path = scratch.path("zonescope/views.toml");
    let view = |name: usize| format!("\n[[view]]\nname = \"{name}\"\nscreen = \"trend\"\n# mine\n");
    let before: String = (0..2000).map(view).collect();
    let after = before.replacen(&view(7), "", 1);
    fs::create_dir_all(scratch.path("zonescope")).unwrap();
    let arranged = || fs::write(&path, &before).unwrap();
    killed(rounds, &["view", "delete", "7"], &[("XDG_CONFIG_HOME", &scratch.path(""))], &arranged, &|told| {
        let now = fs::read_to_string(&path).unwrap();
        let views = now.matches("[[view]]").count();
        assert!(now == before || (views == 1999 && now.len() + 60 > after.len()), "{told}: {views} views");
        assert!(toml::from_str::<toml::Table>(&now).is_ok(), "{told}");
    });
}

/// What the dashboard keeps, killed at moments after the key that has it written.
fn the_dashboard_is_killed(rounds: u32) {
    let scratch = Scratch::new(&format!("killed-session-{rounds}"));
    let (state, config) = (scratch.path("state"), scratch.path("config"));
    let env = [("XDG_STATE_HOME", state.as_str()), ("XDG_CONFIG_HOME", &config), ("ZONESCOPE_SESSION", "on")];
    let mut saved = 0;
    for round in 0..rounds {
        let moment = Duration::from_micros(u64::from(round) * 60_000 / u64::from(rounds));
        let mut t = Terminal::start_with(&[TINY], &env);
        t.until(&["1 总览"]);
        let keys = if round % 2 == 0 { "q".to_owned() } else { format!("W\u{15}view {round}\r") };
        t.press(&keys);
        sleep(moment);
        t.kill();
        for (folder, name, least) in [(&state, "session.toml", 0), (&config, "views.toml", saved)] {
            let Ok(text) = fs::read_to_string(format!("{folder}/zonescope/{name}")) else { continue };
            let table: toml::Table =
                toml::from_str(&text).unwrap_or_else(|error| panic!("{moment:?}: {error}\n{text}"));
            let views = table.get("view").and_then(|views| views.as_array()).map_or(0, Vec::len);
            assert!(views >= least, "{moment:?}: {views} views of {saved}");
            saved = saved.max(views);
        }
    }
    let mut t = Terminal::start_with(&[TINY], &env);
    t.until(&["1 总览"]);
    assert!(!t.text().contains("what was open is lost"), "{}", t.text());
    t.press("q");
    assert_eq!(t.ended(), 0);
}

#[test]
fn a_command_that_is_killed_leaves_whole_files() {
    commands_are_killed(FEW);
}

#[test]
fn an_import_that_is_killed_is_finished_by_the_next() {
    an_import_is_killed(FEW);
}

#[test]
fn views_are_whole_whenever_the_program_is_killed() {
    views_are_killed(FEW);
}

#[test]
fn what_the_dashboard_keeps_is_whole_whenever_it_is_killed() {
    the_dashboard_is_killed(FEW);
}

#[test]
#[ignore = "takes minutes: docs/reliability.md"]
fn killed_many_times() {
    commands_are_killed(MANY);
    an_import_is_killed(MANY);
    views_are_killed(MANY);
    the_dashboard_is_killed(MANY);
}
