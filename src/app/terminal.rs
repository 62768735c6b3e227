//! The real terminal: entered, listened to, and always left as it was found.

use std::{
    io::{self, BufWriter, IsTerminal, Read, Stdout, Write},
    panic::{self, AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
};

use crossterm::{
    cursor, event, execute,
    terminal::{self, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use ratatui::Terminal;
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
};

use super::{
    Msg,
    input::{Answer, Decoder, Input},
    wire::Wire,
    work::spawn,
};
use crate::error::{Error, Result};

/// What frames are written to: one write a frame.
type Out = Wire<BufWriter<Stdout>>;

/// Opens what keys are read from, which the app may not.
pub type Keyboard = fn() -> Result<Box<dyn Read + Send>>;

/// The terminal while it is ours; leaving it, by whatever way, restores it.
pub struct Screen {
    terminal: Terminal<Out>,
    /// Whether the terminal draws a frame at once when told where it begins and ends.
    holds: Arc<AtomicBool>,
}

impl Screen {
    /// What frames are drawn on.
    pub fn terminal(&mut self) -> &mut Terminal<Out> {
        &mut self.terminal
    }

    /// Gives the terminal back.
    pub fn leave(self) {
        drop(self);
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Takes the terminal: raw mode, the alternate screen, no cursor.
///
/// Where it `asks`, the terminal is asked for its background; the answer comes as a message, or never.
pub fn enter(asks: bool) -> Result<Screen> {
    if !io::stdout().is_terminal() {
        return Err(Error::Usage("standard output is no terminal; print a screen with `zonescope show SCREEN`".into()));
    }
    restore_on_panic();
    // From here on the terminal must be given back, also when a step fails.
    let holds = Arc::new(AtomicBool::new(false));
    let wire = Wire::new(BufWriter::with_capacity(1 << 16, io::stdout())).held_by(Arc::clone(&holds));
    let taken = take().and_then(|()| if asks { ask() } else { Ok(()) });
    let terminal = taken.and_then(|()| Terminal::new(wire));
    terminal.map(|terminal| Screen { terminal, holds }).map_err(|error| {
        restore();
        Error::Terminal(error)
    })
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, event::EnableBracketedPaste, cursor::Hide)
}

/// Asks for the background, and whether frames can be held until they are whole (mode 2026). The class comes last, and every
/// terminal tells it: a terminal that does not know the rest is none that is slow to answer.
fn ask() -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(b"\x1b]11;?\x07\x1b[?2026$p\x1b[c").and_then(|()| out.flush())
}

/// Sends bytes to the terminal between two frames.
pub fn send(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(Error::Terminal)
}

/// Gives the terminal to the shell, stops, and takes it again when the shell brings the program back.
pub fn suspend() {
    restore();
    // Where stopping fails the program simply goes on.
    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
    let _ = take();
}

/// Puts the terminal back as it was; harmless when there is nothing to put back.
fn restore() {
    let mut out = io::stdout();
    // Nothing can be done about a terminal that is gone.
    let plain = crossterm::style::ResetColor;
    let _ = execute!(
        out,
        terminal::EndSynchronizedUpdate,
        plain,
        event::DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// A panic of the main thread restores the terminal before it is reported. The other threads catch theirs, and report it
/// as an error: drawing goes on, so the terminal must stay ours.
fn restore_on_panic() {
    let report = panic::take_hook();
    let main = thread::current().id();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == main {
            restore();
            report(info);
        } else {
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            log::error!("panic in {place}, thread {}", thread::current().name().unwrap_or("unnamed"));
        }
    }));
}

impl Screen {
    /// Sends keys, answers, resizes and signals to the inbox.
    pub fn listen(&self, out: &Sender<Msg>, keyboard: Keyboard) -> Result<()> {
        let (bytes, come) = channel();
        let keyboard = keyboard()?;
        spawn("keyboard", move || read(keyboard, &bytes))?;
        let (keys, holds) = (out.clone(), Arc::clone(&self.holds));
        spawn("keys", move || {
            let decoded = catch_unwind(AssertUnwindSafe(|| decode(&come, &keys, &holds)));
            if let Some(error) = decoded.unwrap_or_else(|_| Some(Error::Bug("reading keys".into()))) {
                // With the receiver gone the program is ending anyway.
                let _ = keys.send(Msg::Lost(error));
            }
        })?;
        listen_to_signals(out)
    }
}

/// Hands on what comes in, as it comes: a thread of its own, for nothing can wake it.
fn read(mut keyboard: Box<dyn Read + Send>, bytes: &Sender<io::Result<Vec<u8>>>) {
    let mut room = [0; 4096];
    loop {
        let come = match keyboard.read(&mut room) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => Ok(room[..read].to_vec()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => Err(error),
        };
        let is_over = come.is_err();
        if bytes.send(come).is_err() || is_over {
            return;
        }
    }
}

/// Makes keys and answers of bytes; why it stopped, where that is an error.
fn decode(come: &Receiver<io::Result<Vec<u8>>>, out: &Sender<Msg>, holds: &AtomicBool) -> Option<Error> {
    let mut decoder = Decoder::default();
    loop {
        let next = match decoder.patience() {
            Some(patience) => come.recv_timeout(patience),
            None => come.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let inputs = match next {
            Ok(Ok(bytes)) => decoder.feed(&bytes),
            Ok(Err(error)) => return Some(Error::Terminal(error)),
            Err(RecvTimeoutError::Timeout) => decoder.settle().into_iter().collect(),
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        for input in inputs {
            if let Input::Answer(Answer::Mode { mode: 2026, state: 1 | 2 }) = input {
                holds.store(true, Ordering::Relaxed);
            }
            let msg = match input {
                Input::Event(event) => Msg::Term(event),
                Input::Answer(answer) => Msg::Told(answer),
            };
            if out.send(msg).is_err() {
                return None;
            }
        }
    }
}

fn listen_to_signals(out: &Sender<Msg>) -> Result<()> {
    let signals = out.clone();
    let mut wanted = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGWINCH]).map_err(Error::Terminal)?;
    spawn("signals", move || {
        for signal in wanted.forever() {
            let msg = match (signal, terminal::size()) {
                (SIGWINCH, Ok((columns, rows))) => Msg::Term(event::Event::Resize(columns, rows)),
                (SIGWINCH, Err(_)) => continue,
                (signal, _) => Msg::Signal(signal),
            };
            if signals.send(msg).is_err() {
                return;
            }
        }
    })
}
