//! Views from the command line: which one to begin with, those that are saved, and what was open last.

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Subcommand};

use super::{printed, say};
use crate::{
    access::{Access, Pen},
    app::Wish,
    error::{Error, Result},
    keep::{
        session::Memory,
        token,
        views::{self, Change, Saved},
    },
    screen::Question,
};

#[derive(Args, Clone, Debug)]
pub struct ViewArgs {
    /// Begin with a view: the name of a saved one, or a token that begins with z1
    #[arg(long, global = true, value_name = "NAME|TOKEN")]
    view: Option<String>,
    /// Show it to a room: large, the saved views as its pages (P leaves)
    #[arg(long, global = true)]
    pub meeting: bool,
    /// Do not reopen what was open last, and start anew [also: `ZONESCOPE_SESSION`=off, which does not remember either]
    #[arg(long)]
    fresh: bool,
}

#[derive(Subcommand, Debug)]
pub enum Asked {
    /// The names of the saved views, a line each.
    List,
    /// A saved view or a token as TOML.
    Show { view: String },
    /// A saved view as a token, to be opened elsewhere with --view.
    Token { view: String },
    /// Delete a saved view.
    Delete { name: String },
    /// Where the views are kept.
    Path,
}

/// Remembers what is open.
pub type Remember = Box<dyn Fn(&Question)>;

impl ViewArgs {
    /// The view asked for, if one is.
    pub fn asked(&self) -> Result<Option<(String, Question)>> {
        self.view.as_deref().map(found).transpose()
    }

    /// What to begin with, and who remembers what is open in the end, where anything is to be.
    pub fn begin(&self, keeps: Option<Pen>, paths: &[PathBuf], with_embedded: bool) -> Result<(Wish, Remember)> {
        let (view, meeting) = (self.asked()?, self.meeting);
        let memory = keeps.and_then(|pen| Some((pen, Memory::of(data_named(paths, with_embedded))?)));
        let Some((pen, memory)) = memory else {
            return Ok((Wish { view, meeting, ..Wish::default() }, Box::new(|_| ())));
        };
        let mut wish = Wish { view, meeting, ..Wish::default() };
        if wish.view.is_none() && !self.fresh {
            match memory.recall() {
                Ok(open) => wish.view = open.map(|question| ("session".to_owned(), question)),
                Err(error) => wish.told = Some(format!("{}: {error}", "上次的画面未能恢复 (what was open is lost)")),
            }
        }
        let remember = move |question: &Question| {
            if let Err(error) = memory.remember(pen, question) {
                let cause = std::error::Error::source(&error).map(|source| format!(" ({source})"));
                say(&format!("what is open is not remembered: {error}{}", cause.unwrap_or_default()));
            }
        };
        Ok((wish, Box::new(remember)))
    }
}

/// What a set of data is called: its paths, whole, and whether the embedded figures are beside them.
fn data_named(paths: &[PathBuf], with_embedded: bool) -> String {
    let whole = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone()).display().to_string();
    let embedded = (paths.is_empty() || with_embedded).then(|| "embedded".to_owned());
    embedded.into_iter().chain(paths.iter().map(whole)).collect::<Vec<_>>().join("\n")
}

/// The view of that name, else that token.
fn found(text: &str) -> Result<(String, Question)> {
    let saved = views::path().map_or_else(|| Ok(vec![]), |path| views::read(&path));
    let is_token = token::is_one(text);
    let named = match saved {
        Ok(all) => all.into_iter().find(|view| view.name == text),
        // A token needs no file.
        Err(_) if is_token => None,
        Err(error) => return Err(error),
    };
    if let Some(view) = named {
        return Ok((view.name, view.question));
    }
    if is_token || text.starts_with("z1") {
        let question =
            token::read(text).map_err(|why| Error::Usage(format!("`{text}` is no token of a view: {why}")))?;
        return Ok((text.chars().take(8).collect(), question));
    }
    Err(Error::Name(format!("no view is called `{text}`; `zonescope view list` names them")))
}

/// Does what is asked.
pub fn run(asked: Asked, access: Access) -> Result<ExitCode> {
    let lines = |lines: Vec<String>| printed(|out| lines.iter().try_for_each(|line| writeln!(out, "{line}")));
    match asked {
        Asked::List => lines(views::read(&place()?)?.into_iter().map(|view| view.name).collect()),
        Asked::Show { view } => {
            let (name, question) = found(&view)?;
            let text = toml::to_string(&Saved { name, question });
            let text = text.map_err(|error| Error::Bug(format!("writing a view ({error})")))?;
            printed(|out| out.write_all(text.as_bytes()))
        }
        Asked::Token { view } => lines(vec![token::of(&found(&view)?.1).map_err(Error::Write)?]),
        Asked::Delete { name } => {
            let pen = access.pen("view delete writes a file")?;
            views::change(pen, &place()?, Change::Delete(name.clone()))?;
            say(&format!("deleted the view `{name}`"));
            Ok(ExitCode::SUCCESS)
        }
        Asked::Path => lines(vec![place()?.display().to_string()]),
    }
}

fn place() -> Result<PathBuf> {
    views::path().ok_or_else(|| Error::Usage("there is no home, and so no place for views".to_owned()))
}
