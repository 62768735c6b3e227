//! The log: what the program does, line by line into a file, where that is asked for. Names of files and parks may stand in
//! it, figures never do.

use std::{
    env,
    fs::{File, OpenOptions},
    io::Write as _,
    panic,
    path::{Path, PathBuf},
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use clap::Args;
use log::LevelFilter;

use super::version;
use crate::{
    access::{Access, Pen},
    error::{Error, Result},
    report,
};

/// The level where nobody asks for another.
pub const LEVEL_VARIABLE: &str = "ZONESCOPE_LOG";

#[derive(Args, Clone, Debug)]
pub struct Journal {
    /// Write what the program does into that file, at its end: start, files, questions with their times, errors
    #[arg(long, global = true, value_name = "FILE")]
    log: Option<PathBuf>,
    /// How much: error, warn, info, debug or trace [default: `ZONESCOPE_LOG`, else info]
    #[arg(long, global = true, value_name = "LEVEL", value_parser = level, requires = "log")]
    log_level: Option<LevelFilter>,
}

fn level(text: &str) -> std::result::Result<LevelFilter, String> {
    let named = text.parse().ok().filter(|level| *level != LevelFilter::Off);
    named.ok_or_else(|| format!("`{text}` is no level; write `error`, `warn`, `info`, `debug` or `trace`"))
}

impl Journal {
    /// Opens the file and begins to write, if it was asked for.
    pub fn start(&self, access: Access) -> Result<()> {
        let Some(path) = &self.log else { return Ok(()) };
        let pen = access.pen("--log writes a file")?;
        let asked = || env::var(LEVEL_VARIABLE).ok().filter(|asked| !asked.is_empty());
        let level = match (self.log_level, asked()) {
            (Some(level), _) => level,
            (None, Some(asked)) => level(&asked).map_err(|what| Error::Usage(format!("{LEVEL_VARIABLE}: {what}")))?,
            (None, None) => LevelFilter::Info,
        };
        let file = open(pen, path)?;
        let since = Instant::now();
        env_logger::Builder::new()
            .filter(Some("zonescope"), level)
            .format(move |out, record| {
                let (at, level) = (since.elapsed().as_secs_f64(), record.level());
                // One line each, whatever a file calls itself.
                let said = record.args().to_string().replace('\n', " ");
                writeln!(report::Clean::new(out), "{at:>10.3} {level:<5} {said}")
            })
            .target(env_logger::Target::Pipe(Box::new(file)))
            .try_init()
            .map_err(|_| Error::Bug("beginning the log twice".into()))?;
        log::info!("zonescope {} at {}", version::LONG, now());
        tell_panics();
        Ok(())
    }
}

/// At the end of what is there; a new file is for its owner alone.
fn open(_: Pen, path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|source| Error::Save { path: path.to_owned(), source })
}

/// Where a panic was; what it says only if it is the same in every run, for else it may hold what a file holds.
fn tell_panics() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        let thread = std::thread::current();
        let said = info.payload().downcast_ref::<&'static str>().copied().unwrap_or("(its words are left out)");
        log::error!("panic in {place}, thread {}: {said}", thread.name().unwrap_or("unnamed"));
        before(info);
    }));
}

/// The time of day in UTC, as `2026-11-22T12:00:00Z`.
fn now() -> String {
    written(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))
}

/// Seconds since 1970 as a date: the years are counted from March, so that the odd day is the last.
fn written(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (day, month) = (day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = year + era * 400 + u64::from(month <= 2);
    format!("{year}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", rest / 3600, rest / 60 % 60, rest % 60)
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn seconds_are_dates() {
        for (seconds, date) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (951_868_800, "2000-03-01T00:00:00Z"),
            (1_798_761_599, "2026-12-31T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(written(seconds), date);
        }
    }
}
