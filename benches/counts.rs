//! Instructions, counted by callgrind: what else the machine does changes no count, so that two builds can be compared on any.
//!
//! `cargo bench --bench counts` prints a table; with a part of a row's words behind `--` only those rows. It needs valgrind.
//! Whole programs are counted from start to end. What happens inside is the difference between doing it once and doing it some
//! times more, divided: what a process and a table cost by themselves is not in it. One thread does all the work.

#![allow(clippy::print_stdout, reason = "it prints what it counted")]

use std::{
    env, io,
    path::PathBuf,
    process::{Command, Stdio},
};

use zonescope::bench::Figures;

#[path = "shared/made.rs"]
mod made;

/// How much more often something is done the second time; of what takes long, and how much more often.
const MORE: usize = 40;
const MORE_LONG: usize = 4;
const PROGRAM: &str = env!("CARGO_BIN_EXE_zonescope");
/// What makes this program do one thing so many times: `COUNTED TABLE WHAT SCREEN TIMES`.
const COUNTED: &str = "--counted";
/// Parks of the tables: those compiled in, and 100,000 rows.
const TABLES: [(&str, usize); 2] = [("shipped", 0), ("100,000 rows", 500)];
const SCREENS: [&str; 4] = ["overview", "ranking", "profile", "matrix"];

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let [counted, parks, what, screen, times] = args.as_slice()
        && counted == COUNTED
    {
        let number = |text: &str| text.parse().expect("the table below writes numbers");
        act(number(parks), what, screen, number(times));
        return Ok(());
    }
    keep()?;
    println!("| million instructions | {} |\n|---|---:|---:|", TABLES.map(|(name, _)| name).join(" | "));
    let is_asked = |words: &str| args.is_empty() || args.iter().any(|part| words.contains(part.as_str()));
    row(&is_asked, "`--version`", |_| counted(PROGRAM, &["--version".into()]))?;
    for (words, does, on) in [
        ("`show overview --size 140x40`", &["show", "overview", "--size", "140x40", "--no-cache"][..], &["--data"][..]),
        ("the same from what was kept", &["show", "overview", "--size", "140x40"], &["--data"]),
        ("`show ranking --top 50`", &["show", "ranking", "--top", "50", "--no-cache"], &["--data"]),
        ("`check`", &["check"], &[]),
    ] {
        row(&is_asked, words, |parks| {
            let path = table(parks).map(|path| path.display().to_string());
            let on = on.iter().filter(|_| path.is_some());
            let args = does.iter().chain(on).map(|&arg| arg.to_owned());
            counted(PROGRAM, &args.chain(path.clone()).collect::<Vec<_>>())
        })?;
    }
    for what in ["load", "build"] {
        row(&is_asked, what, |parks| each(parks, what, "-"))?;
    }
    for screen in SCREENS {
        row(&is_asked, &format!("{screen}: view"), |parks| view(parks, screen))?;
        for what in ["frame", "key"] {
            row(&is_asked, &format!("{screen}: {what}"), |parks| each(parks, what, screen))?;
        }
    }
    Ok(())
}

/// Where the program keeps what it read.
fn cache() -> PathBuf {
    env::temp_dir().join("zonescope-bench-kept")
}

/// Lets the program keep what it keeps: the figures compiled in.
fn keep() -> io::Result<()> {
    let mut first = Command::new(PROGRAM);
    first.args(["show", "ranking"]).env("XDG_CACHE_HOME", cache()).stdout(Stdio::null()).status().map(drop)
}

/// Prints a row, if somebody asked for it.
fn row(is_asked: &impl Fn(&str) -> bool, words: &str, count: impl Fn(usize) -> io::Result<f64>) -> io::Result<()> {
    if !is_asked(words) {
        return Ok(());
    }
    let counts = TABLES.map(|(_, parks)| count(parks).map(|count| format!("{:.3}", count / 1e6)));
    let counts: Vec<String> = counts.into_iter().collect::<io::Result<_>>()?;
    println!("| {words} | {} |", counts.join(" | "));
    Ok(())
}

/// A made-up table of so many parks; none for what is compiled in.
fn table(parks: usize) -> Option<PathBuf> {
    (parks > 0).then(|| made::table(parks))
}

/// The instructions of a view: what it takes to ask for it is not in them.
fn view(parks: usize, screen: &str) -> io::Result<f64> {
    Ok(each(parks, "view", screen)? - each(parks, "question", screen)?)
}

/// The instructions of doing something once, and of giving back what came of it.
fn each(parks: usize, what: &str, screen: &str) -> io::Result<f64> {
    let this = env::current_exe()?;
    // The first times may prepare what later ones use.
    let count = |times: usize| {
        let args = [COUNTED, &parks.to_string(), what, screen, &times.to_string()].map(str::to_owned);
        counted(&this.to_string_lossy(), &args)
    };
    let more = if matches!(what, "load" | "build") { MORE_LONG } else { MORE };
    Ok((count(2 + more)? - count(2)?) / more as f64)
}

/// The instructions of a program, from start to end.
fn counted(program: &str, args: &[String]) -> io::Result<f64> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", program]).args(args);
    // More threads do not do more, but wait and look for work in turns that are never twice the same.
    valgrind.env("RAYON_NUM_THREADS", "1").env("POLARS_MAX_THREADS", "1").env("XDG_CACHE_HOME", cache());
    let ran = valgrind.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).output();
    let ran = ran.map_err(|error| io::Error::new(error.kind(), format!("valgrind: {error}")))?;
    let said = String::from_utf8_lossy(&ran.stderr);
    let count = said.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    count.filter(|_| ran.status.success()).ok_or_else(|| io::Error::other(format!("{args:?}: {said}")))
}

/// Does something so many times.
fn act(parks: usize, what: &str, screen: &str, times: usize) {
    let read = || Figures::read(table(parks));
    let facts = || read().build();
    match what {
        "load" => (0..times).for_each(|_| drop(read())),
        "build" => {
            let figures = read();
            (0..times).for_each(|_| drop(figures.clone().build()));
        }
        "question" => {
            let facts = facts();
            (0..times).for_each(|_| drop(facts.question(screen)));
        }
        "view" => {
            let facts = facts();
            (0..times).for_each(|_| drop(facts.question(screen).answer()));
        }
        "frame" => {
            let mut open = facts().open(screen);
            (0..times).for_each(|_| drop(open.frame()));
        }
        _ => {
            let mut open = facts().open(screen);
            (0..times).for_each(|time| open.press(if time % 2 == 0 { "down" } else { "up" }));
        }
    }
}
