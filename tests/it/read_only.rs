//! `--read-only`: a login that others share. Whatever is asked for, nothing is written, nothing else is opened, and no shell
//! is to be had.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    pty::terminal::Terminal,
    run::{Scratch, judged, program},
};

/// A home with something of every kind in it, which must stay as it is.
struct Home(Scratch);

/// Everything below a folder: what is in each file, when it was changed last, and who may do what.
type Seen = BTreeMap<PathBuf, (Option<Vec<u8>>, std::time::SystemTime, bool)>;

impl Home {
    fn new(name: &str) -> Self {
        let scratch = Scratch::new(name);
        for folder in ["config/zonescope", "state/zonescope", "work"] {
            fs::create_dir_all(scratch.path(folder)).unwrap();
        }
        scratch.file("config/zonescope/views.toml", "[[view]]\nname = \"SECRET\"\nscreen = \"trend\"\n");
        scratch.file("state/zonescope/session.toml", "version = 1\n");
        scratch.file("work/secret.csv", "park,indicator,period,value,unit\nSECRET,营收,2022,1,亿元\n");
        scratch.file("work/mine.csv", "park,indicator,period,value,unit\n甲园,营收,2022,1234,亿元\n");
        Self(scratch)
    }

    fn env(&self) -> Vec<(&'static str, String)> {
        let path = |name: &str| self.0.path(name);
        vec![
            ("HOME", path("")),
            ("XDG_CONFIG_HOME", path("config")),
            ("XDG_STATE_HOME", path("state")),
            ("XDG_DATA_HOME", path("data")),
            ("XDG_CACHE_HOME", path("cache")),
            ("TMPDIR", path("work")),
            ("ZONESCOPE_SESSION", "on".to_owned()),
        ]
    }

    fn seen(&self) -> Seen {
        let mut seen = Seen::new();
        walk(Path::new(&self.0.path("")), &mut seen);
        seen
    }

    /// The program in that home, restricted.
    fn program(&self) -> Command {
        let mut command = program();
        command.current_dir(self.0.path("work")).envs(self.env()).arg("--read-only");
        command
    }

    /// The dashboard in that home, restricted, after its first frame.
    fn dashboard(&self, args: &[&str]) -> Terminal {
        let env = self.env();
        let env: Vec<(&str, &str)> = env.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut t = Terminal::start_with(&[&["--read-only"], args].concat(), &env);
        t.until(&["1 总览", "q 退出"]);
        t
    }
}

fn walk(folder: &Path, seen: &mut Seen) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let about = fs::symlink_metadata(&path).unwrap();
        let text = about.is_file().then(|| fs::read(&path).unwrap());
        seen.insert(path.clone(), (text, about.modified().unwrap(), about.permissions().readonly()));
        if about.is_dir() {
            walk(&path, seen);
        }
    }
}

#[test]
fn every_command_that_writes_is_refused_in_one_line_and_leaves_no_trace() {
    let home = Home::new("read-only-commands");
    let before = home.seen();
    for args in [
        &["show", "ranking", "-o", "a.csv"][..],
        &["show", "ranking", "-o", "mine.csv", "--force"],
        &["show", "ranking", "-o", "/dev/null", "--format", "csv"],
        &["query", "select 1", "-o", "a.csv"],
        &["export", "a.parquet"],
        &["import", "mine.csv", "--to", "folder"],
        &["init", "folder"],
        &["config", "init"],
        &["--config", "a.toml", "config", "init"],
        &["man", "--to", "folder"],
        &["view", "delete", "SECRET"],
        &["--log", "a.log", "show", "ranking"],
        &["--log", "a.log"],
    ] {
        let ran = judged(home.program().args(args).output().unwrap());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.err);
        assert!(ran.err.starts_with("error: --read-only: ") && ran.err.lines().count() == 1, "{args:?}: {}", ran.err);
    }
    assert_eq!(home.seen(), before);
}

#[test]
fn every_command_that_only_reads_still_does_and_leaves_no_trace() {
    let home = Home::new("read-only-reads");
    let before = home.seen();
    for args in [
        &["show", "ranking", "--data", "mine.csv", "--format", "csv"][..],
        &["show", "ranking", "--data", "mine.csv", "--format", "xlsx"],
        &["show", "ranking", "--data", "mine.csv", "--format", "parquet"],
        &["show", "ranking", "--data", "mine.csv", "--keys", "W \"x\" enter"],
        &["show", "ranking", "--data", "mine.csv", "--keys", "E enter"],
        &["check", "mine.csv"],
        &["query", "select park from facts", "--data", "mine.csv"],
        &["import", "mine.csv", "--to", "folder", "--dry-run"],
        &["brief", "滨江", "苏州工业园"],
        &["view", "list"],
        &["view", "path"],
        &["config", "show"],
        &["config", "path"],
        &["config", "keys"],
        &["completions", "bash"],
        &["man"],
        &["--help"],
    ] {
        let ran = home.program().args(args).output().unwrap();
        assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
    }
    assert_eq!(home.seen(), before);
}

#[test]
fn no_key_of_the_dashboard_writes_or_opens_anything() {
    let home = Home::new("read-only-keys");
    let before = home.seen();
    let mut t = home.dashboard(&[&home.0.path("work/mine.csv")]);
    t.press("2").until(&["甲园", "1,234"]);
    for (key, word) in [("E", "不写文件"), ("W", "不保存视图"), ("V", "不读取已存视图"), ("\u{1a}", "没有 shell")]
    {
        t.press(key).until(&["只读 (--read-only)", word]);
        assert!(!t.text().contains("SECRET"), "{key}: {}", t.text());
        t.press("\u{1b}").until(&["q 退出"]);
    }
    // By their names, too.
    for (name, word) in [("导出到文件", "不写文件"), ("保存为视图", "不保存视图"), ("挂起到后台", "没有 shell")]
    {
        t.press(&format!(":{name}")).until(&[name]);
        t.press("\r").until(&["只读 (--read-only)", word]);
        t.press("\u{1b}").until(&["q 退出"]);
    }
    // What is typed is a name in the data, and never a path.
    for typed in ["open ", "打开 ", "scheme /etc/passwd", "方案 ../secret.csv", "配色 /etc/hostname", "! sh", "sh"]
    {
        t.press(&format!(":{typed}\t\r"));
        t.press("\u{1b}\u{1b}");
    }
    t.press("2").until(&["甲园", "q 退出"]);
    assert!(!t.text().contains("SECRET"), "{}", t.text());
    t.press("q");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
    assert_eq!(home.seen(), before);
}

#[test]
fn every_key_there_is_leaves_no_trace() {
    let home = Home::new("read-only-all");
    let before = home.seen();
    let mut t = home.dashboard(&["tests/fixtures/tiny"]);
    let keys: Vec<String> = (' '..='~').filter(|c| *c != 'q').map(String::from).collect();
    let control: Vec<String> = (1..27_u8).filter(|c| *c != 3).map(|c| char::from(c).to_string()).collect();
    // Each alone, then with a name and Enter behind it, as a dialogue would want them.
    // Ctrl-Z early: one that the system hands over after the end takes with it what the program wrote last.
    for key in control.iter().chain(&keys) {
        t.press(&format!("{key}\u{1b}"));
        t.press(&format!("{key}escaped.csv\r\r\u{1b}\u{1b}"));
        if t.has_ended() {
            t = home.dashboard(&["tests/fixtures/tiny"]);
        }
    }
    for signal in ["TSTP", "TERM"] {
        t.signal(signal);
    }
    assert_eq!(t.ended(), 143, "it neither stopped nor stayed");
    t.assert_restored();
    assert_eq!(home.seen(), before);
}

#[test]
fn a_copy_too_long_for_the_terminal_goes_to_no_file() {
    let home = Home::new("read-only-copy");
    let before = home.seen();
    let rows = (0..3000).map(|row| format!("一个名字很长的园区{row},营收,2022,{row},亿元\n"));
    let text = format!("park,indicator,period,value,unit\n{}", rows.collect::<String>());
    let big = Scratch::new("read-only-big");
    let mut t = home.dashboard(&[&big.file("big.csv", &text)]);
    t.press("2").until(&["▾营收"]);
    t.press("y").until(&["复制", "TSV"]);
    t.press("4").until(&["--read-only: too long"]);
    t.press("q");
    t.press("q");
    assert_eq!(t.ended(), 0);
    assert_eq!(home.seen(), before);
}
