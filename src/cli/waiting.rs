//! While files are read for a command: how far that is, where somebody looks, and Ctrl-C.

use std::{
    io::{self, IsTerminal as _, Write as _},
    process,
    sync::{
        Arc, Condvar, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    thread,
    time::{Duration, Instant},
};

use crossterm::terminal;
use signal_hook::{consts::SIGINT, flag};

use super::{Exit, say};
use crate::{
    error::{Error, Result},
    load::{Seen, Watch},
    report,
    ui::{number, text},
};

/// What takes no longer is not worth a word.
const PATIENCE: Duration = Duration::from_millis(800);
/// How often the line is written, and how soon Ctrl-C is heard.
const STEP: Duration = Duration::from_millis(200);

/// Does some work, and meanwhile says on standard error how far it is. Ctrl-C ends the program with 130, unless the watch
/// says that something is being written: then the work is done first.
pub fn attend<T>(watch: &Watch, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let (pressed, over) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    // Once the work is over Ctrl-C means what it always means.
    let registered = flag::register_conditional_default(SIGINT, Arc::clone(&over))
        .and_then(|_| flag::register(SIGINT, Arc::clone(&pressed)));
    registered.map_err(Error::Write)?;
    let done = Done::default();
    let outcome = thread::scope(|scope| {
        scope.spawn(|| tell(watch, &pressed, &done));
        let _bell = Bell(&done);
        work()
    });
    over.store(true, Relaxed);
    outcome
}

/// Whether the work is done, and who waits for that.
type Done = (Mutex<bool>, Condvar);

/// Says that the work is done, though it may have panicked.
struct Bell<'a>(&'a Done);

impl Drop for Bell<'_> {
    fn drop(&mut self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.1.notify_all();
    }
}

/// Writes the line until the work is done.
#[expect(clippy::exit, reason = "nothing but reading goes on, which nothing else could interrupt")]
fn tell(watch: &Watch, pressed: &AtomicBool, (done, bell): &Done) {
    let since = Instant::now();
    let is_seen = io::stderr().is_terminal();
    let mut is_shown = false;
    let mut is_done = done.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let waited = bell.wait_timeout_while(is_done, STEP, |is_done| !*is_done);
        is_done = waited.unwrap_or_else(PoisonError::into_inner).0;
        if *is_done || pressed.load(Relaxed) {
            if is_shown {
                show("");
            }
            if *is_done {
                return;
            }
            is_shown = false;
            watch.unless_held(|| {
                say(&Error::Stopped.to_string());
                process::exit(i32::from(Exit::Stopped.code()));
            });
        } else if is_seen && since.elapsed() > PATIENCE {
            let width = terminal::size().map_or(80, |(width, _)| usize::from(width));
            show(&text::fit_end(&line(&watch.seen(), since.elapsed()), width.saturating_sub(1), "…"));
            is_shown = true;
        }
    }
}

/// Puts a text in place of the line before it. What cannot be shown was not asked for.
fn show(words: &str) {
    let mut error = io::stderr().lock();
    let _ = error.write_all(b"\r\x1b[K").and_then(|()| write!(report::Clean::new(&mut error), "{words}"));
    let _ = error.flush();
}

/// How far reading has come, in a line.
fn line(seen: &Seen, waited: Duration) -> String {
    let percent = (seen.total > 0).then(|| format!("  {} %", seen.read.min(seen.total) * 100 / seen.total));
    let figures = (seen.rows > 0).then(|| format!("  {} figures", number::grouped(seen.rows as f64, 0)));
    let (percent, figures) = (percent.unwrap_or_default(), figures.unwrap_or_default());
    format!("{} s{percent}{figures}  reading {}", waited.as_secs(), seen.file).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::line;
    use crate::load::Watch;

    #[test]
    fn the_line_says_what_is_known() {
        let watch = Watch::default();
        watch.begin("mine.xlsx");
        let at = |watch: &Watch| line(&watch.seen(), Duration::from_millis(3900));
        assert_eq!(at(&watch), "3 s  reading mine.xlsx");
        watch.expect(200);
        watch.read(91);
        watch.count(1_234_567, 0);
        assert_eq!(at(&watch), "3 s  45 %  1,234,567 figures  reading mine.xlsx");
    }
}
