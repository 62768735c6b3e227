//! zonescope beside other viewers of tables, on the same files, from outside, in a real pseudo-terminal.
//!
//! `cargo bench --bench peers -- [--rows 400,100000] [--shipped] [--runs 5] [--only zonescope,csvlens] [--idle 10] [--parquet]
//! [--look] [--program PATH]`
//! prints a table of medians, from the least to the most in brackets, for each number of rows; with `--shipped` for the
//! figures compiled in, which the others open as a CSV. Programs that are not on the path are left out; `benches/peers.sh DIR`
//! installs them. `--look` prints each screen too, to see whether the keys do what they should.

#![allow(clippy::print_stderr, clippy::print_stdout, reason = "it prints what it found")]

use std::{
    collections::BTreeMap,
    env, fs,
    io::{self, Read as _, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};

#[path = "shared/made.rs"]
mod made;

/// Rows and columns.
const ROWS: u16 = 40;
const COLUMNS: u16 = 140;
const SIZE: PtySize = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
/// A screen that did not change for so long is complete.
const STILL: Duration = Duration::from_secs(1);
/// The answer to a key is over when nothing came for so long.
const QUIET: Duration = Duration::from_millis(60);
/// Nobody waits longer.
const LIMIT: Duration = Duration::from_mins(2);
const MOVES: usize = 30;

/// A program, how it is started on a file, and which keys do what.
struct Program {
    name: &'static str,
    command: &'static str,
    args: &'static [&'static str],
    env: &'static [(&'static str, &'static str)],
    /// Sorts the rows by the values; empty where no keys do it alike in all versions.
    sort: &'static [&'static str],
    /// Leaves the rows of one park; empty likewise.
    filter: &'static [&'static str],
    quit: &'static [&'static str],
    reads_parquet: bool,
}

/// The program of this build, unless `--program` names another.
const OURS: &str = env!("CARGO_BIN_EXE_zonescope");
const DOWN: &str = "\x1b[B";

/// Shows a ranking, so that its rows are sorted as they come; the others show the rows of the file.
const ZONESCOPE: Program = Program {
    name: "zonescope",
    command: OURS,
    args: &["--no-cache"],
    env: &[("ZONESCOPE_SESSION", "off"), ("ZONESCOPE_SCREEN", "ranking")],
    sort: &["s"],
    filter: &["/p00001\r"],
    quit: &["q"],
    reads_parquet: true,
};

const PROGRAMS: &[Program] = &[
    ZONESCOPE,
    Program { name: "zonescope-again", args: &[], ..ZONESCOPE },
    Program {
        name: "csvlens",
        command: "csvlens",
        args: &[],
        env: &[],
        sort: &["\t", "\x1b[C", "\x1b[C", "\x1b[C", "\x1b[C", "J"],
        filter: &["\t", "\t", "&p00001\r"],
        quit: &["\x1b", "q"],
        reads_parquet: false,
    },
    Program {
        name: "tabiew",
        command: "tw",
        args: &[],
        env: &[],
        sort: &[":order value desc\r"],
        filter: &[":filter park_id = 'p00001'\r"],
        quit: &[":q!\r", "q", "Q"],
        reads_parquet: true,
    },
    Program {
        name: "VisiData",
        command: "vd",
        args: &[],
        env: &[],
        sort: &["llll", "%", "]"],
        filter: &["gh", "|p00001\r", "\""],
        quit: &["gq"],
        reads_parquet: false,
    },
    Program {
        name: "datui",
        command: "datui",
        args: &[],
        env: &[],
        sort: &[],
        filter: &[],
        quit: &["q"],
        reads_parquet: true,
    },
];

/// What is measured, in the order of the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum What {
    FirstText,
    Screen,
    Key,
    SlowestKey,
    BytesAMove,
    Idle,
    WakeUps,
    Sort,
    Filter,
    Memory,
}

impl What {
    const fn words(self) -> &'static str {
        match self {
            Self::FirstText => "first text, ms",
            Self::Screen => "complete screen, ms",
            Self::Key => "key to frame p50, ms",
            Self::SlowestKey => "key to frame p99, ms",
            Self::BytesAMove => "bytes a cursor move",
            Self::Idle => "bytes when idle",
            Self::WakeUps => "wake-ups when idle",
            Self::Sort => "sort by value, ms",
            Self::Filter => "filter to a park, ms",
            Self::Memory => "peak memory, MiB",
        }
    }
}

/// What is opened.
struct Table {
    path: PathBuf,
    /// It is what is compiled into zonescope, which opens that.
    is_shipped: bool,
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
    /// What is started for a program.
    fn command<'a>(&'a self, program: &'a Program) -> &'a str {
        if program.command == OURS { &self.program } else { program.command }
    }
}

fn main() -> io::Result<()> {
    let asked = asked();
    if asked.shipped {
        let path = env::temp_dir().join(format!("zonescope-shipped-{}.csv", std::process::id()));
        export(&asked.program, &path, None)?;
        compare(&asked, "what is compiled in", &Table { path: path.clone(), is_shipped: true })?;
        return fs::remove_file(path);
    }
    for rows in &asked.rows {
        let mut path = made::table(rows.div_ceil(200));
        if asked.parquet {
            let csv = path.clone();
            path.set_extension("parquet");
            if !path.is_file() {
                export(&asked.program, &path, Some(&csv))?;
            }
        }
        compare(&asked, &format!("{rows} rows"), &Table { path, is_shipped: false })?;
    }
    Ok(())
}

/// Measures every program on a table, in turn, so that a noisy minute is everybody's.
fn compare(asked: &Asked, name: &str, table: &Table) -> io::Result<()> {
    let is_there = |program: &&Program| {
        let is_asked = asked.only.is_empty() || asked.only.iter().any(|name| name == program.name);
        is_asked && (program.reads_parquet || !asked.parquet) && is_installed(asked.command(program))
    };
    let programs: Vec<&Program> = PROGRAMS.iter().filter(is_there).collect();
    let mut found: BTreeMap<(usize, What), Vec<f64>> = BTreeMap::new();
    for run in 0..asked.runs {
        for (place, program) in programs.iter().enumerate() {
            eprintln!("{name}, run {}, {}", run + 1, program.name);
            for (what, figure) in measured(program, table, asked)? {
                found.entry((place, what)).or_default().push(figure);
            }
        }
    }
    print(name, &table.path, &programs, &found);
    Ok(())
}

fn asked() -> Asked {
    let args: Vec<String> = env::args().collect();
    let value = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1)).cloned();
    let has = |name: &str| args.iter().any(|arg| arg == name);
    let list = |text: String| text.split(',').map(str::to_owned).collect::<Vec<_>>();
    let number = |name: &str, usual: usize| value(name).and_then(|text| text.parse().ok()).unwrap_or(usual);
    Asked {
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

fn is_installed(command: &str) -> bool {
    let mut probe = Command::new(command);
    probe.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    probe.status().is_ok()
}

/// Writes the figures of a file, or those compiled in, to another.
fn export(program: &str, to: &Path, from: Option<&Path>) -> io::Result<()> {
    let mut export = Command::new(program);
    export.arg("export").arg(to).stderr(Stdio::null());
    if let Some(from) = from {
        export.arg("--data").arg(from);
    }
    assert!(export.status()?.success(), "the figures could not be exported");
    Ok(())
}

/// A program in a terminal.
struct Session {
    pty: Box<dyn MasterPty + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    inbox: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
}

impl Session {
    fn start(program: &Program, command: &str, table: &Table) -> io::Result<(Self, Instant)> {
        let pair = native_pty_system().openpty(SIZE).map_err(io::Error::other)?;
        let mut command = CommandBuilder::new(command);
        command.args(program.args);
        if !(table.is_shipped && program.command == OURS) {
            command.arg(&table.path);
        }
        for (name, value) in
            [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("LC_ALL", "C.UTF-8")].iter().chain(program.env)
        {
            command.env(name, value);
        }
        let (mut out, keys) = (
            pair.master.try_clone_reader().map_err(io::Error::other)?,
            pair.master.take_writer().map_err(io::Error::other)?,
        );
        let (send, inbox) = channel();
        let since = Instant::now();
        let child = pair.slave.spawn_command(command).map_err(io::Error::other)?;
        drop(pair.slave);
        thread::spawn(move || {
            let mut bytes = vec![0; 1 << 16];
            while let Ok(read @ 1..) = out.read(&mut bytes) {
                if send.send((Instant::now(), bytes[..read].to_vec())).is_err() {
                    break;
                }
            }
        });
        let screen = vt100::Parser::new(
            ROWS.try_into().map_err(io::Error::other)?,
            COLUMNS.try_into().map_err(io::Error::other)?,
            0,
        );
        Ok((Self { pty: pair.master, child, keys, inbox, screen }, since))
    }

    /// Answers what programs ask of a terminal and wait for.
    fn answer(&mut self, bytes: &[u8]) -> io::Result<()> {
        let asks = |question: &[u8]| bytes.windows(question.len()).any(|part| part == question);
        for (question, answer) in [
            (&b"\x1b[6n"[..], &b"\x1b[1;1R"[..]),
            (b"\x1b]11;?", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
            (b"\x1b]10;?", b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\"),
            (b"\x1b[c", b"\x1b[?62;22c"),
        ] {
            if asks(question) {
                self.keys.write_all(answer)?;
            }
        }
        Ok(())
    }

    /// Takes what comes until the screen has been still for so long; when the first bytes came, when the first text was to be
    /// seen, when the screen last changed, and how many bytes came.
    fn watch(&mut self, still: Duration) -> io::Result<Watched> {
        let begun = Instant::now();
        let before = self.screen.screen().contents();
        let mut watched = Watched { first: None, text: None, last: None, bytes: 0 };
        let mut shown = before;
        loop {
            let quiet_since = watched.last.unwrap_or(begun);
            // Nothing has come yet: the program is at work.
            let patience = if watched.last.is_none() && still >= STILL { LIMIT } else { still };
            let left = patience.saturating_sub(quiet_since.elapsed());
            if left.is_zero() || begun.elapsed() > LIMIT {
                return Ok(watched);
            }
            match self.inbox.recv_timeout(left) {
                Ok((at, bytes)) => {
                    self.answer(&bytes)?;
                    self.screen.process(&bytes);
                    watched.bytes += bytes.len();
                    watched.first = watched.first.or(Some(at));
                    let now = self.screen.screen().contents();
                    if now != shown || still < STILL {
                        watched.last = Some(at);
                    }
                    if watched.text.is_none() && now != shown && !now.trim().is_empty() {
                        watched.text = Some(at);
                    }
                    shown = now;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(watched),
            }
        }
    }

    fn press(&mut self, keys: &str) -> io::Result<Instant> {
        let since = Instant::now();
        self.keys.write_all(keys.as_bytes())?;
        self.keys.flush()?;
        Ok(since)
    }

    /// Presses keys one after the other; milliseconds from the last of them to the screen that stays.
    fn step(&mut self, keys: &[&str]) -> io::Result<Option<f64>> {
        let Some((last, before)) = keys.split_last() else { return Ok(None) };
        for keys in before {
            self.press(keys)?;
            self.watch(2 * QUIET)?;
        }
        let since = self.press(last)?;
        let watched = self.watch(STILL)?;
        Ok(watched.last.map(|at| millis(since, at)))
    }

    /// The program and what it started.
    fn processes(&self) -> Vec<u32> {
        let mut all: Vec<u32> = self.child.process_id().into_iter().collect();
        let mut next = 0;
        while let Some(id) = all.get(next) {
            let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
            all.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
            next += 1;
        }
        all
    }

    /// The peak resident memory of all of them, MiB.
    fn memory(&self) -> f64 {
        self.processes().iter().map(|id| status(&format!("/proc/{id}"), "VmHWM:") / 1024.0).sum()
    }

    /// How often any thread of theirs has waited so far.
    fn waits(&self) -> f64 {
        let threads = self.processes().into_iter().filter_map(|id| fs::read_dir(format!("/proc/{id}/task")).ok());
        let threads = threads.flatten().filter_map(Result::ok);
        threads.map(|thread| status(&thread.path().to_string_lossy(), "voluntary_ctxt_switches:")).sum()
    }
}

/// A number of a process or thread.
fn status(place: &str, name: &str) -> f64 {
    let status = fs::read_to_string(format!("{place}/status")).unwrap_or_default();
    let number = status.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0.0)
}

struct Watched {
    first: Option<Instant>,
    text: Option<Instant>,
    last: Option<Instant>,
    bytes: usize,
}

fn millis(from: Instant, to: Instant) -> f64 {
    to.saturating_duration_since(from).as_secs_f64() * 1e3
}

fn measured(program: &Program, table: &Table, asked: &Asked) -> io::Result<Vec<(What, f64)>> {
    let (mut session, since) = Session::start(program, asked.command(program), table)?;
    let mut found = vec![];
    let look = |what: What, session: &Session| {
        if asked.look {
            println!("=== {}: {what:?}\n{}", program.name, session.screen.screen().contents());
        }
    };
    let start = session.watch(STILL)?;
    look(What::Screen, &session);
    found.extend(start.text.map(|at| (What::FirstText, millis(since, at))));
    found.extend(start.last.map(|at| (What::Screen, millis(since, at))));
    let (mut times, mut bytes) = (vec![], vec![]);
    for _ in 0..MOVES {
        let since = session.press(DOWN)?;
        let moved = session.watch(QUIET)?;
        times.extend(moved.first.map(|at| millis(since, at)));
        bytes.push(moved.bytes as f64);
    }
    times.sort_by(f64::total_cmp);
    if let (Some(middle), Some(slowest)) = (times.get(times.len() / 2), times.last()) {
        found.extend([(What::Key, *middle), (What::SlowestKey, *slowest), (What::BytesAMove, median(&mut bytes))]);
    }
    if !asked.idle.is_zero() {
        let (since, before, mut idle) = (Instant::now(), session.waits(), 0);
        while let Ok((_, bytes)) = session.inbox.recv_timeout(asked.idle.saturating_sub(since.elapsed())) {
            idle += bytes.len();
        }
        found.extend([(What::Idle, idle as f64), (What::WakeUps, session.waits() - before)]);
    }
    for (what, keys) in [(What::Sort, program.sort), (What::Filter, program.filter)] {
        if table.is_shipped {
            break;
        }
        found.extend(session.step(keys)?.map(|time| (what, time)));
        look(what, &session);
    }
    found.push((What::Memory, session.memory()));
    for keys in program.quit {
        // A program that has left already takes no more keys.
        let _ = session.press(keys);
        thread::sleep(Duration::from_millis(50));
    }
    let _ = session.child.kill();
    let _ = session.child.wait();
    drop(session.pty);
    Ok(found)
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Medians with the least and the most, and how many times the first program's they are.
fn print(name: &str, table: &Path, programs: &[&Program], found: &BTreeMap<(usize, What), Vec<f64>>) {
    let size = fs::metadata(table).map_or(0.0, |about| about.len() as f64 / 1e6);
    println!("\n{name} ({}, {size:.1} MB)\n", table.extension().and_then(|end| end.to_str()).unwrap_or_default());
    println!("| | {} |", programs.iter().map(|program| program.name).collect::<Vec<_>>().join(" | "));
    println!("|---{}|", "|---".repeat(programs.len()));
    let whats: std::collections::BTreeSet<What> = found.keys().map(|(_, what)| *what).collect();
    for what in whats {
        let first = found.get(&(0, what)).map(|values| median(&mut values.clone()));
        let cell = |place: usize| {
            let Some(values) = found.get(&(place, what)) else { return "–".to_owned() };
            let mut values = values.clone();
            let middle = median(&mut values);
            let round = |value: f64| if value < 10.0 { format!("{value:.2}") } else { format!("{value:.0}") };
            let ratio =
                first.filter(|first| place > 0 && *first > 0.0).map(|first| format!(", ×{}", round(middle / first)));
            let (least, most) = (round(values[0]), round(values[values.len() - 1]));
            format!("{} ({least}–{most}){}", round(middle), ratio.unwrap_or_default())
        };
        println!("| {} | {} |", what.words(), (0..programs.len()).map(cell).collect::<Vec<_>>().join(" | "));
    }
}
