//! What `--version` says: the facts of this build, none of which is the time it was made.

/// The number alone, as `-V` prints it.
pub const SHORT: &str = env!("CARGO_PKG_VERSION");

/// The number and what went into the build; what is not known is left out.
pub const LONG: &str = env!("ZONESCOPE_LONG_VERSION");
