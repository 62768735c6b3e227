//! What of the machine may be touched: under `--read-only` nothing is written, and nothing is opened but what was named at
//! the start.

use crate::error::{Error, Result};

/// What the program may do to the machine it runs on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Access {
    /// What its user may do.
    #[default]
    Full,
    /// Read what was named at the start, and write to the terminal.
    ReadOnly,
}

/// The right to write files. Whatever writes one asks for it, and only [`Access`] gives it out: where there is none, no way
/// leads to a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pen(());

impl Access {
    /// The right to write.
    ///
    /// # Errors
    /// [`Error::ReadOnly`] with what was to be done, where nothing may be written.
    pub fn pen(self, what: &str) -> Result<Pen> {
        match self {
            Self::Full => Ok(Pen(())),
            Self::ReadOnly => Err(Error::ReadOnly(what.to_owned())),
        }
    }
}

#[cfg(any(test, fuzzing))]
impl Pen {
    /// For tests and fuzzing, which write to folders of their own.
    pub const TEST: Self = Self(());
}
