//! What stays after the program has ended: files handed out, views saved under a name or carried in a token, and what was
//! open.

pub mod file;
pub mod session;
pub mod token;
pub mod views;
