//! The real terminal: entered, listened to, and always left as it was found.

use std::{
    io::{self, BufWriter, IsTerminal, Stdout, Write},
    panic::{self, AssertUnwindSafe, catch_unwind},
    sync::mpsc::Sender,
    thread,
};

use crossterm::{
    cursor, event, execute,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use ratatui::Terminal;
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP},
    iterator::Signals,
};

use super::{Msg, wire::Wire, work::spawn};
use crate::error::{Error, Result};

/// What frames are written to: one write a frame.
type Out = Wire<BufWriter<Stdout>>;

/// The terminal while it is ours; leaving it, by whatever way, restores it.
pub struct Screen {
    terminal: Terminal<Out>,
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
pub fn enter() -> Result<Screen> {
    if !io::stdout().is_terminal() {
        return Err(Error::Usage("standard output is no terminal; print a screen with `zonescope show SCREEN`".into()));
    }
    restore_on_panic();
    // From here on the terminal must be given back, also when a step fails.
    let terminal = take().and_then(|()| Terminal::new(Wire::new(BufWriter::with_capacity(1 << 16, io::stdout()))));
    terminal.map(|terminal| Screen { terminal }).map_err(|error| {
        restore();
        Error::Terminal(error)
    })
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, event::EnableBracketedPaste, cursor::Hide)
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
    let _ = execute!(out, plain, event::DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
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

/// Sends keys, resizes and signals to the inbox.
pub fn listen(out: &Sender<Msg>) -> Result<()> {
    let keys = out.clone();
    spawn("keys", move || {
        let read = || loop {
            match event::read() {
                Ok(event) => {
                    if keys.send(Msg::Term(event)).is_err() {
                        return None;
                    }
                }
                Err(error) => return Some(Error::Terminal(error)),
            }
        };
        let lost = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Some(Error::Bug("reading keys".into())));
        if let Some(error) = lost {
            // With the receiver gone the program is ending anyway.
            let _ = keys.send(Msg::Lost(error));
        }
    })?;
    let signals = out.clone();
    let mut wanted = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP]).map_err(Error::Terminal)?;
    spawn("signals", move || {
        for signal in wanted.forever() {
            if signals.send(Msg::Signal(signal)).is_err() {
                return;
            }
        }
    })
}
