//! What stays after the program has ended: files handed out, written whole or not at all.

pub mod file;
