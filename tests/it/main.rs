//! The program from the outside: what it prints, how it ends, what it does to a terminal.
#![expect(clippy::unwrap_used, reason = "a test that cannot be arranged has failed")]

mod brief;
mod check;
mod cli;
#[cfg(target_os = "linux")]
mod completions;
#[cfg(target_os = "linux")]
mod damage;
mod ends;
mod export;
mod handing;
mod import;
mod open;
#[cfg(target_os = "linux")]
mod plain;
#[cfg(target_os = "linux")]
mod pty;
#[cfg(target_os = "linux")]
mod read_only;
mod run;
mod session;
mod settings;
mod shapes;
mod show;
#[cfg(target_os = "linux")]
mod soak;
