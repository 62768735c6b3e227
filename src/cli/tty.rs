//! The terminal of the dashboard: where keys come from, and whose clicks are.

use std::{
    fs::File,
    io::{self, IsTerminal, Read},
};

use clap::Args;

use super::Settings;
use crate::{
    app::mouse::Mouse,
    error::{Error, Result},
};

/// What of the terminal is used.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct TtyArgs {
    /// Leave clicks and the wheel to the terminal, which selects text with them; M switches
    #[arg(long)]
    no_mouse: bool,
}

impl TtyArgs {
    /// The settings these flags make.
    pub fn flags(self) -> Option<(&'static str, String)> {
        self.no_mouse.then(|| ("mouse", "false".to_owned()))
    }
}

/// Whose clicks are.
pub fn mouse(settings: &Settings) -> Mouse {
    if settings.switch("mouse").unwrap_or(true) { Mouse::Ours } else { Mouse::Terminal }
}

/// The terminal as something to read from: standard input, or where figures come in there, the terminal itself.
pub fn keyboard() -> Result<Box<dyn Read + Send>> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Ok(Box::new(stdin));
    }
    Ok(Box::new(File::open("/dev/tty").map_err(Error::Terminal)?))
}
