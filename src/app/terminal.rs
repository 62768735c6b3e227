//! The real terminal: entered, asked what it is, and always left as it was found.

pub mod link;
pub mod listen;
pub mod probe;
#[cfg(test)]
mod tests;

use std::{
    io::{self, IsTerminal, Read, Stdout, Write},
    panic, thread,
};

use crossterm::{
    cursor, event, execute, queue,
    terminal::{
        self, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, is_raw_mode_enabled,
    },
};
use ratatui::Terminal;
use signal_hook::consts::SIGTSTP;

pub use self::link::Link;
use super::{input::Answer, mouse::Mouse, wire::Wire};
use crate::error::{Error, Result};

/// What frames are written to.
type Out = Wire<Stdout>;

/// Opens what keys are read from, which the app may not.
pub type Keyboard = fn() -> Result<Box<dyn Read + Send>>;

/// What the terminal is asked when it is entered; the answers come as messages, or never.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Asks {
    /// Nothing: it might take harm.
    #[default]
    Nothing,
    /// Whether it can hold a frame back until it is whole (mode 2026).
    Holds,
    /// The same, and what lies behind the text (OSC 11).
    Ground,
}

impl Asks {
    /// The question. The class comes last, for every terminal tells it: with it all answers are there.
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Nothing => b"",
            Self::Holds => b"\x1b[?2026$p\x1b[c",
            Self::Ground => b"\x1b]11;?\x07\x1b[?2026$p\x1b[c",
        }
    }
}

/// Whether the terminal may say which glyph set is drawn with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Signs {
    /// No: one was chosen, or the set is the same cells wide everywhere, or the terminal is asked nothing.
    #[default]
    Settled,
    /// It is asked how wide it draws ambiguous signs; until it answers they count as one cell wide.
    Asked,
}

impl Signs {
    /// The question: two ambiguous signs at the beginning of the second row, where the cursor is then, and they are gone.
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Settled => b"",
            Self::Asked => "\x1b[2H·─\x1b[6n\r\x1b[K".as_bytes(),
        }
    }

    /// Whether an answer says that ambiguous signs are wide. One of the first row might be F3 with a modifier
    /// (`CSI 1 ; 5 R`), and is none to this question.
    pub const fn are_wide(answer: Answer) -> Option<bool> {
        match answer {
            Answer::Cursor { row: 2, column: 3 } => Some(false),
            Answer::Cursor { row: 2, column: 4 | 5 } => Some(true),
            _ => None,
        }
    }
}

/// The terminal while it is ours; leaving it, by whatever way, restores it.
pub struct Screen {
    terminal: Terminal<Out>,
    link: Link,
}

impl Screen {
    /// What frames are drawn on.
    pub fn terminal(&mut self) -> &mut Terminal<Out> {
        &mut self.terminal
    }

    /// The line to it.
    pub fn link(&self) -> Link {
        self.link.clone()
    }

    /// Gives the terminal back.
    pub fn leave(self) {
        self.link.settle();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Takes the terminal: raw mode, the alternate screen, no cursor. Nothing waits for what it answers.
pub fn enter(asks: Asks, signs: Signs, mouse: Mouse) -> Result<Screen> {
    if !io::stdout().is_terminal() {
        return Err(Error::Usage("standard output is no terminal; print a screen with `zonescope show SCREEN`".into()));
    }
    restore_on_panic();
    // From here on the terminal must be given back, also when a step fails.
    let link = Link::default();
    if asks != Asks::Nothing {
        link.asked();
    }
    let terminal = take(asks, signs, mouse).and_then(|()| Terminal::new(Wire::new(io::stdout(), link.clone())));
    terminal.map(|terminal| Screen { terminal, link }).map_err(|error| {
        restore();
        Error::Terminal(error)
    })
}

fn take(asks: Asks, signs: Signs, mouse: Mouse) -> io::Result<()> {
    enable_raw_mode()?;
    let mut out = io::stdout();
    queue!(out, EnterAlternateScreen, event::EnableBracketedPaste, cursor::Hide)?;
    if mouse == Mouse::Ours {
        out.write_all(CLICKS)?;
    }
    // On the screen that is ours, and before the first frame: nobody sees it.
    out.write_all(signs.bytes())?;
    out.write_all(asks.bytes())?;
    out.flush()
}

/// No frame is larger: a terminal may claim any size (`stty rows 60000`), and the memory for it would end the program.
const LARGEST: (u16, u16) = (2000, 600);

/// The columns and rows there are to draw on.
pub fn size() -> io::Result<(u16, u16)> {
    terminal::size().map(within_bounds)
}

fn within_bounds((columns, rows): (u16, u16)) -> (u16, u16) {
    (columns.min(LARGEST.0), rows.min(LARGEST.1))
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
    // Whose clicks are is said after.
    let _ = take(Asks::Nothing, Signs::Settled, Mouse::Terminal);
}

/// Clicks and the wheel (mode 1000), told in numbers (1006): no moves, and so nothing while the mouse only moves.
const CLICKS: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const NO_CLICKS: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Asks the terminal for clicks, or no longer.
pub fn point(mouse: Mouse) -> Result<()> {
    send(match mouse {
        Mouse::Ours => CLICKS,
        Mouse::Terminal => NO_CLICKS,
    })
}

/// Puts the terminal back as it was; once, for leaving the other screen again would take the cursor back to where it was,
/// over what has been said since.
fn restore() {
    if !is_raw_mode_enabled().unwrap_or(true) {
        return;
    }
    let mut out = io::stdout();
    // Nothing can be done about a terminal that is gone.
    let plain = crossterm::style::ResetColor;
    let _ = out.write_all(NO_CLICKS);
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
