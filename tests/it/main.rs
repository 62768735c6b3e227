//! The program from the outside: what it prints, how it ends, what it does to a terminal.

mod check;
mod cli;
mod export;
#[cfg(target_os = "linux")]
mod pty;
mod run;
mod show;
