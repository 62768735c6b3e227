//! `zonescope doctor`: what the terminal can do, what the program makes of it, why, and how to say it better.

mod findings;

use std::{
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

use clap::{Args, ValueEnum};
use crossterm::terminal::size;

use super::{Exit, Settings, look::Env, printed, say, tty};
use crate::{
    app::{
        Look,
        terminal::{
            Asks,
            probe::{self, Told},
        },
    },
    error::Result,
    ui::text,
};
use findings::{Finding, Known, findings};

/// What the terminal can do, what is made of it, why, and which flag and setting say otherwise.
#[derive(Args, Debug)]
pub struct Doctor {
    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    format: Form,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Form {
    #[default]
    Text,
    Json,
}

/// Asks the terminal, and prints what is known; exit code 2 where there is no terminal to be asked.
pub fn run(asked: &Doctor, look: Look, settings: &Settings, env: Env<'_>) -> Result<ExitCode> {
    let (out, err) = (io::stdout(), io::stderr());
    let is_terminal = out.is_terminal() || err.is_terminal();
    // Where output is a file, the terminal is where complaints go.
    let talk: Box<dyn Write> = if out.is_terminal() { Box::new(out) } else { Box::new(err) };
    let told = match look.asks {
        Asks::Nothing => Told::default(),
        _ if !is_terminal => Told::default(),
        _ => probe::probe(tty::keyboard, talk)?,
    };
    let known = Known { look, settings, env, told, size: size().ok().filter(|_| is_terminal), is_terminal };
    let found = findings(&known);
    printed(|out| match asked.format {
        Form::Text => write_text(&found, out),
        Form::Json => writeln!(out, "{}", serde_json::to_string_pretty(&found).unwrap_or_default()),
    })?;
    if is_terminal {
        return Ok(Exit::Fine.into());
    }
    say("this is no terminal: nothing could be asked; run `zonescope doctor` in the one that is to be looked at");
    Ok(Exit::Failed.into())
}

/// A line for each finding, and below it what can be done.
fn write_text(found: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    let widest = |of: &dyn Fn(&Finding) -> &str| found.iter().map(|one| text::width(of(one))).max().unwrap_or(0);
    let (name, value) = (widest(&|one| one.name.as_str()), widest(&|one| one.value.as_str()).min(32));
    for one in found {
        let line = format!("{}  {}  {}", text::pad_end(&one.name, name), text::pad_end(&one.value, value), one.why);
        writeln!(out, "{}", line.trim_end())?;
        for below in one.advice.iter().chain(&one.force) {
            writeln!(out, "{}  {below}", " ".repeat(name))?;
        }
    }
    Ok(())
}
