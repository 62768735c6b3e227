//! What stays after the program has ended: files handed out, views saved under a name or carried in a token, what was open,
//! and tables that took long to read.

pub mod file;
pub mod session;
pub mod shelf;
pub mod token;
pub mod views;
