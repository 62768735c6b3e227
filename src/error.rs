//! What stops the program. What is wrong with the data is a [`Problem`](crate::model::Problem) instead, and stops nothing.

use std::{error, io, path::PathBuf};

/// A reason to stop, worded for the person who can act on it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("`{}`: cannot be read", .path.display())]
    Read { path: PathBuf, source: io::Error },
    /// A file or folder cannot be written.
    #[error("`{}`: cannot be written", .path.display())]
    Save { path: PathBuf, source: io::Error },
    /// A file is there already, and nobody said that it may go.
    #[error("`{}` is there already; --force replaces it", .0.display())]
    Exists(PathBuf),
    /// A view of that name is there already.
    #[error("a view is called `{0}` already; choose another name, or --force")]
    Taken(String),
    /// A name fits nothing, or several things.
    #[error("{0}")]
    Name(String),
    /// The command line asks for something that cannot be.
    #[error("{0}")]
    Usage(String),
    /// The store could not answer.
    #[error("{doing}")]
    Store { doing: &'static str, source: Box<dyn error::Error + Send + Sync> },
    /// The terminal failed.
    #[error("the terminal cannot be used")]
    Terminal(#[source] io::Error),
    /// Output could not be written.
    #[error("cannot write the output")]
    Write(#[source] io::Error),
    /// Something that `--read-only` refuses.
    #[error("--read-only: {0}")]
    ReadOnly(String),
    /// Reading was stopped by the one who waited for it.
    #[error("stopped before everything was read")]
    Stopped,
    /// A mistake of ours.
    #[error("a bug in zonescope, while {0}; please report it")]
    Bug(String),
}

/// What can be stopped by an [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;
