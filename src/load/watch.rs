//! How far reading has come, for whoever waits, and whether to go on.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
};

/// Shared by the one who reads and the one who waits.
#[derive(Clone, Debug, Default)]
pub struct Watch(Arc<State>);

#[derive(Debug, Default)]
struct State {
    total: AtomicU64,
    read: AtomicU64,
    rows: AtomicU64,
    problems: AtomicU64,
    is_stopped: AtomicBool,
    is_held: Mutex<bool>,
    file: Mutex<String>,
}

/// How far reading has come.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Seen {
    /// The bytes there are, as far as that is known.
    pub total: u64,
    /// The bytes read.
    pub read: u64,
    /// The figures read.
    pub rows: u64,
    /// The problems met.
    pub problems: u64,
    /// The file being read.
    pub file: String,
}

impl Watch {
    /// So many bytes are to be read.
    pub fn expect(&self, bytes: u64) {
        self.0.total.fetch_add(bytes, Relaxed);
    }

    /// A file is begun.
    pub fn begin(&self, file: &str) {
        if let Ok(mut name) = self.0.file.lock() {
            file.clone_into(&mut name);
        }
    }

    /// So many bytes were read.
    pub fn read(&self, bytes: u64) {
        self.0.read.fetch_add(bytes, Relaxed);
    }

    /// So many figures and problems there are now in all.
    pub fn count(&self, rows: usize, problems: usize) {
        self.0.rows.store(rows as u64, Relaxed);
        self.0.problems.store(problems as u64, Relaxed);
    }

    /// Asks the reader to stop.
    pub fn stop(&self) {
        self.0.is_stopped.store(true, Relaxed);
    }

    /// From here on something is written that must not be left half done.
    pub fn hold(&self) {
        *self.0.is_held.lock().unwrap_or_else(PoisonError::into_inner) = true;
    }

    /// Ends everything, unless that would leave something half done.
    pub fn unless_held(&self, end: impl FnOnce()) {
        let is_held = self.0.is_held.lock().unwrap_or_else(PoisonError::into_inner);
        if !*is_held {
            end();
        }
    }

    /// Whether the reader is asked to stop.
    pub fn is_stopped(&self) -> bool {
        self.0.is_stopped.load(Relaxed)
    }

    /// How far it is now.
    pub fn seen(&self) -> Seen {
        Seen {
            total: self.0.total.load(Relaxed),
            read: self.0.read.load(Relaxed),
            rows: self.0.rows.load(Relaxed),
            problems: self.0.problems.load(Relaxed),
            file: self.0.file.lock().map(|name| name.clone()).unwrap_or_default(),
        }
    }
}
