//! A program in a pseudo-terminal: started, watched, pressed keys at, and asked of the system what it took.

use std::{
    fs,
    io::{self, Read as _, Write},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Rows and columns.
const ROWS: u16 = 40;
const COLUMNS: u16 = 140;
const SIZE: PtySize = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
/// A screen that did not change for so long is complete, unless the program was at work for most of it.
pub const STILL: Duration = Duration::from_secs(1);
/// The answer to a key is over when nothing came for so long.
pub const QUIET: Duration = Duration::from_millis(60);
/// Nobody waits longer.
pub const LIMIT: Duration = Duration::from_mins(5);
/// How many ticks of processor time the system counts in a second.
const TICKS: f64 = 100.0;

/// A program in a terminal.
pub struct Session {
    pty: Box<dyn MasterPty + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    inbox: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
}

/// What came while somebody watched: when the first bytes, when the first text was to be seen, when the screen last changed,
/// how many bytes, and whether that was all.
pub struct Watched {
    pub first: Option<Instant>,
    pub text: Option<Instant>,
    pub last: Option<Instant>,
    pub bytes: usize,
    pub is_over: bool,
}

impl Session {
    pub fn start(mut command: CommandBuilder) -> io::Result<(Self, Instant)> {
        let pair = native_pty_system().openpty(SIZE).map_err(io::Error::other)?;
        for (name, value) in [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("LC_ALL", "C.UTF-8")] {
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

    /// Takes what comes until the screen has been still for so long.
    pub fn watch(&mut self, still: Duration) -> io::Result<Watched> {
        let (mut quiet_since, mut worked) = (Instant::now(), self.work());
        let begun = quiet_since;
        let mut watched = Watched { first: None, text: None, last: None, bytes: 0, is_over: true };
        let mut shown = self.contents();
        loop {
            if begun.elapsed() > LIMIT {
                return Ok(Watched { is_over: false, ..watched });
            }
            let left = still.saturating_sub(quiet_since.elapsed());
            if left.is_zero() {
                // Still, but at work or blank: there will be something to show yet. Who has answered a key has answered it.
                let (now, half) = (self.work(), quiet_since.elapsed().as_secs_f64() / 2.0);
                let is_at_work = now - worked >= half || self.is_running();
                let is_at_work = is_at_work && (still >= STILL || watched.first.is_none());
                if !is_at_work && !shown.trim().is_empty() {
                    return Ok(watched);
                }
                (quiet_since, worked) = (Instant::now(), now);
                continue;
            }
            match self.inbox.recv_timeout(left) {
                Ok((at, bytes)) => {
                    self.answer(&bytes)?;
                    self.screen.process(&bytes);
                    watched.bytes += bytes.len();
                    watched.first = watched.first.or(Some(at));
                    let now = self.contents();
                    if now != shown || still < STILL {
                        watched.last = Some(at);
                        (quiet_since, worked) = (at, if still < STILL { worked } else { self.work() });
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

    /// The bytes that come in some time in which nobody presses a key.
    pub fn idle(&mut self, time: Duration) -> usize {
        let (since, mut idle) = (Instant::now(), 0);
        while let Ok((_, bytes)) = self.inbox.recv_timeout(time.saturating_sub(since.elapsed())) {
            idle += bytes.len();
        }
        idle
    }

    pub fn press(&mut self, keys: &str) -> io::Result<Instant> {
        let since = Instant::now();
        self.keys.write_all(keys.as_bytes())?;
        self.keys.flush()?;
        Ok(since)
    }

    /// What is to be read on the screen.
    pub fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    /// Presses the keys that end the program, and ends it if they do not.
    pub fn end(mut self, keys: &[&str]) {
        for keys in keys {
            // A program that has left already takes no more keys.
            let _ = self.press(keys);
            thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        drop(self.pty);
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
    pub fn memory(&self) -> f64 {
        self.processes().iter().map(|id| status(&format!("/proc/{id}"), "VmHWM:") / 1024.0).sum()
    }

    /// How often any thread of theirs has waited so far.
    pub fn waits(&self) -> f64 {
        let threads = self.processes().into_iter().filter_map(|id| fs::read_dir(format!("/proc/{id}/task")).ok());
        let threads = threads.flatten().filter_map(Result::ok);
        threads.map(|thread| status(&thread.path().to_string_lossy(), "voluntary_ctxt_switches:")).sum()
    }

    /// Whether one of their threads is running, or waits for nothing but a processor.
    fn is_running(&self) -> bool {
        let threads = self.processes().into_iter().filter_map(|id| fs::read_dir(format!("/proc/{id}/task")).ok());
        threads.flatten().filter_map(Result::ok).any(|thread| {
            let told = fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
            told.rsplit_once(')').is_some_and(|(_, after)| after.trim_start().starts_with('R'))
        })
    }

    /// The seconds of processor time they have taken so far, to a hundredth.
    pub fn work(&self) -> f64 {
        let ticks = |id: &u32| {
            let told = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
            // The name, in brackets, may hold blanks; of what follows it the 12th and the 13th are meant.
            let (_, after) = told.rsplit_once(')')?;
            let ticks = after.split_whitespace().skip(11).take(2);
            Some(ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>())
        };
        self.processes().iter().filter_map(ticks).sum::<f64>() / TICKS
    }
}

/// A number of a process or thread.
fn status(place: &str, name: &str) -> f64 {
    let status = fs::read_to_string(format!("{place}/status")).unwrap_or_default();
    let number = status.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0.0)
}
