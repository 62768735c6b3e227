//! zonescope beside other viewers of tables, on the same files, from outside, in a real pseudo-terminal.
//!
//! `cargo bench --bench peers -- [--rows 400,100000] [--parquet] [--shipped] [--runs 5] [--only zonescope,csvlens] [--idle 10]
//! [--look] [--program PATH]`
//! prints a table of medians, from the least to the most in brackets, for each number of rows, and how each grows where there
//! are several; with `--parquet` the same rows as Parquet too; with `--shipped` the figures compiled in, which the others open
//! as a CSV. Of a million rows and more there are two runs at most. Programs that are not on the path are left out;
//! `benches/peers.sh DIR` installs them. `--look` prints each screen too, to see whether the keys do what they should.

#![allow(clippy::print_stderr, clippy::print_stdout, reason = "it prints what it found")]

use std::{
    collections::BTreeMap,
    env, fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use portable_pty::CommandBuilder;

use programs::{AGAIN, OURS, PROGRAMS, Program, is_installed};
use pty::{LIMIT, QUIET, STILL, Session};
use tell::{Figures, What, growth, print};

#[path = "shared/made.rs"]
mod made;
#[path = "shared/programs.rs"]
mod programs;
#[path = "shared/pty.rs"]
mod pty;
#[path = "shared/tell.rs"]
mod tell;

const DOWN: &str = "\x1b[B";
const UP: &str = "\x1b[A";
/// Cursor moves of a run that are answered: of so many the third slowest is the 99th percentile.
const MOVES: usize = 200;
/// So many rows down, and as many up again: within the screen that is seen.
const REACH: usize = 30;
/// zonescope keeps what it read of files from this size on, and of what is compiled in.
const KEPT: u64 = 16 << 20;
/// Of tables with so many rows and more there are few runs.
const MANY: usize = 1_000_000;

/// What is opened.
struct Table {
    path: PathBuf,
    rows: usize,
    /// It is what is compiled into zonescope, which opens that.
    is_shipped: bool,
    /// What is to be read on the screen of whoever shows it.
    shows: &'static str,
}

struct Asked {
    rows: Vec<usize>,
    shipped: bool,
    runs: usize,
    only: Vec<String>,
    idle: Duration,
    parquet: bool,
    look: bool,
    program: String,
}

impl Asked {
    fn of_args() -> Self {
        let args: Vec<String> = env::args().collect();
        let value = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1)).cloned();
        let has = |name: &str| args.iter().any(|arg| arg == name);
        let list = |text: String| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        let number = |name: &str, usual: usize| value(name).and_then(|text| text.parse().ok()).unwrap_or(usual);
        Self {
            rows: list(value("--rows").unwrap_or_else(|| "400,100000".into())).iter().flat_map(|n| n.parse()).collect(),
            runs: number("--runs", 5),
            only: value("--only").map(list).unwrap_or_default(),
            shipped: has("--shipped"),
            idle: Duration::from_secs(number("--idle", 0) as u64),
            parquet: has("--parquet"),
            look: has("--look"),
            program: value("--program").unwrap_or_else(|| OURS.to_owned()),
        }
    }

    /// What is started for a program.
    fn command<'a>(&'a self, program: &'a Program) -> &'a str {
        if program.command == OURS { &self.program } else { program.command }
    }

    /// The program on a table.
    fn start(&self, program: &Program, table: &Table) -> CommandBuilder {
        let mut command = CommandBuilder::new(self.command(program));
        command.args(program.args);
        program.env.iter().for_each(|(name, value)| command.env(name, value));
        if !(table.is_shipped && program.command == OURS) {
            command.arg(&table.path);
        }
        command.env("XDG_CACHE_HOME", cache());
        command
    }
}

/// Where zonescope keeps what it read, here.
fn cache() -> PathBuf {
    env::temp_dir().join("zonescope-bench-kept")
}

fn main() -> io::Result<()> {
    let asked = Asked::of_args();
    if asked.shipped {
        let path = env::temp_dir().join(format!("zonescope-shipped-{}.csv", std::process::id()));
        export(&asked.program, &["export"], &path)?;
        let table = Table { path: path.clone(), rows: 0, is_shipped: true, shows: "杭州" };
        compare(&asked, "what is compiled in", &table)?;
        return fs::remove_file(path);
    }
    for format in ["csv", "parquet"].into_iter().take(1 + usize::from(asked.parquet)) {
        let mut found = vec![];
        for &rows in &asked.rows {
            let mut path = made::table(rows.div_ceil(200));
            if format == "parquet" {
                let csv = path.display().to_string();
                path.set_extension(format);
                // The same columns: what is exported has more.
                let columns = "select park as park_id, park_name, indicator, year, value, unit from facts";
                if !path.is_file() {
                    export(&asked.program, &["query", columns, "--data", &csv, "-o"], &path)?;
                }
            }
            let table = Table { path, rows, is_shipped: false, shows: "高新园区" };
            found.push((rows, compare(&asked, &format!("{rows} rows"), &table)?));
        }
        growth(format, &found);
    }
    Ok(())
}

/// Writes figures to a file.
fn export(program: &str, args: &[&str], to: &Path) -> io::Result<()> {
    let mut export = Command::new(program);
    export.args(args).arg(to).stderr(Stdio::null());
    assert!(export.status()?.success(), "the figures could not be exported");
    Ok(())
}

/// Measures every program on a table, in turn, so that a noisy minute is everybody's.
fn compare(asked: &Asked, name: &str, table: &Table) -> io::Result<Figures> {
    let is_parquet = table.path.extension().is_some_and(|end| end == "parquet");
    let is_kept = table.is_shipped || fs::metadata(&table.path)?.len() >= KEPT;
    let is_there = |program: &&Program| {
        let is_asked = asked.only.is_empty() || asked.only.iter().any(|name| name == program.name);
        let can = (program.reads_parquet || !is_parquet) && (is_kept || program.name != AGAIN);
        is_asked && can && is_installed(asked.command(program))
    };
    let programs: Vec<&Program> = PROGRAMS.iter().filter(is_there).collect();
    if programs.iter().any(|program| program.name == AGAIN) {
        let mut first = Command::new(&asked.program);
        first.args(["show", "ranking", "--top", "1"]).env("XDG_CACHE_HOME", cache());
        if !table.is_shipped {
            first.arg("--data").arg(&table.path);
        }
        assert!(first.stdout(Stdio::null()).status()?.success(), "nothing could be kept");
    }
    let runs = if table.rows < MANY { asked.runs } else { asked.runs.min(2) };
    let mut found = Figures::default();
    for run in 0..runs {
        for program in &programs {
            eprintln!("{name}, run {}, {}", run + 1, program.name);
            for (what, figure) in measured(program, table, asked)? {
                found.entry((program.name, what)).or_default().push(figure);
            }
        }
    }
    let names: Vec<&str> = programs.iter().map(|program| program.name).collect();
    print(&format!("{name}, {runs} runs"), &table.path, &names, &found);
    Ok(found)
}

fn measured(program: &Program, table: &Table, asked: &Asked) -> io::Result<BTreeMap<What, f64>> {
    let (mut session, since) = Session::start(asked.start(program, table))?;
    let mut found = BTreeMap::new();
    let look = |what: What, session: &Session| {
        if asked.look {
            println!("=== {}: {what:?}\n{}", program.name, session.contents());
        }
    };
    let start = session.watch(STILL)?;
    let work = session.work() * 1e3;
    look(What::Screen, &session);
    let trouble = match start.is_over {
        false => Some(format!("it is still not complete after {} s", LIMIT.as_secs())),
        true if !session.contents().contains(table.shows) => Some("it does not show the file".to_owned()),
        true => None,
    };
    if let Some(trouble) = trouble {
        eprintln!("{} is left out: {trouble}", program.name);
        session.end(program.quit);
        return Ok(found);
    }
    found.extend(start.text.map(|at| (What::FirstText, millis(since, at))));
    found.extend(start.last.map(|at| (What::Screen, millis(since, at))));
    found.insert(What::Work, work);
    found.extend(moves(&mut session)?);
    if !asked.idle.is_zero() {
        let before = session.waits();
        found.insert(What::Idle, session.idle(asked.idle) as f64);
        found.insert(What::WakeUps, session.waits() - before);
    }
    for (what, keys) in [(What::Sort, program.sort), (What::Filter, program.filter)] {
        if !table.is_shipped && !keys.is_empty() {
            found.extend(step(&mut session, keys)?.map(|time| (what, time)));
            look(what, &session);
        }
    }
    found.insert(What::Memory, session.memory());
    session.end(program.quit);
    Ok(found)
}

/// Moves the cursor down and up; where nothing answers, the table has ended.
fn moves(session: &mut Session) -> io::Result<BTreeMap<What, f64>> {
    let (mut times, mut bytes) = (vec![], vec![]);
    let (mut reach, mut moved, mut key, before) = (REACH, 0, DOWN, session.work());
    for _ in 0..2 * MOVES {
        if times.len() == MOVES {
            break;
        }
        if moved == reach {
            (moved, key) = (0, if key == DOWN { UP } else { DOWN });
        }
        let since = session.press(key)?;
        let watched = session.watch(QUIET)?;
        let Some(at) = watched.first else {
            (reach, moved) = (moved.max(1), moved.max(1));
            continue;
        };
        times.push(millis(since, at));
        bytes.push(watched.bytes as f64);
        moved += 1;
    }
    let mut found = BTreeMap::from([(What::KeyWork, (session.work() - before) * 1e3 / times.len().max(1) as f64)]);
    for (what, figure) in [
        (What::Key, tell::quantile(&mut times, 0.5)),
        (What::SlowKey, tell::quantile(&mut times, 0.99)),
        (What::BytesAMove, tell::quantile(&mut bytes, 0.5)),
    ] {
        found.extend(figure.map(|figure| (what, figure)));
    }
    Ok(found)
}

/// Presses keys one after the other; milliseconds from the last of them to the screen that stays.
fn step(session: &mut Session, keys: &[&str]) -> io::Result<Option<f64>> {
    let Some((last, before)) = keys.split_last() else { return Ok(None) };
    for keys in before {
        session.press(keys)?;
        session.watch(2 * QUIET)?;
    }
    let since = session.press(last)?;
    let watched = session.watch(STILL)?;
    Ok(watched.last.filter(|_| watched.is_over).map(|at| millis(since, at)))
}

fn millis(from: Instant, to: Instant) -> f64 {
    to.saturating_duration_since(from).as_secs_f64() * 1e3
}
