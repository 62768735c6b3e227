//! The readers of zonescope by themselves, and what every target does with bytes.

#![forbid(unsafe_code)]

#[path = "../../src"]
mod program {
    pub mod error;
    pub mod intent;
    pub mod load;
    pub mod model;
    pub mod app {
        pub mod keymap;
    }
    pub mod keep {
        pub mod token;
    }
    pub mod screen {
        pub mod question {
            pub mod value;
        }
        pub use self::question::value::Question;
        pub use crate::intent::Layer;
    }
    pub mod cli {
        pub mod config {
            pub mod bindings;
            pub mod names;
            pub mod slips;
        }
        pub mod theme;
    }
    pub mod ui {
        pub mod theme;
        pub use self::theme::{Depth, Ground, Theme, ThemeName};
    }
}

use std::{panic, sync::Once};

pub use program::{app, cli, error, intent, keep, load, model, screen, ui};

use load::trial;

/// Reads bytes as a file of that name twice, and sees that it holds.
pub fn file(name: &str, bytes: &[u8], beside: Option<&[u8]>) {
    let read = trial::file(name, bytes, beside);
    trial::holds(&read, bytes);
    assert!(trial::is_same(&read, &trial::file(name, bytes, beside)), "read again, it is another");
}

/// Lets a panic in calamine be the problem of a file, as it is in the program; every other one still ends the run.
pub fn forgive_calamine() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let fatal = panic::take_hook();
        panic::set_hook(Box::new(move |about| {
            if !about.location().is_some_and(|place| place.file().contains("calamine")) {
                fatal(about);
            }
        }));
    });
}
