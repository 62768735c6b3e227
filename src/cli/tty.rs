//! Where keys come from.

use std::{
    fs::File,
    io::{self, IsTerminal, Read},
};

use crate::error::{Error, Result};

/// The terminal as something to read from: standard input, or where figures come in there, the terminal itself.
pub fn keyboard() -> Result<Box<dyn Read + Send>> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Ok(Box::new(stdin));
    }
    Ok(Box::new(File::open("/dev/tty").map_err(Error::Terminal)?))
}
