//! The manual: a page of the whole, and one for each command, made from the command line itself.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Command, CommandFactory as _};
use clap_mangen::{
    Man,
    roff::{Roff, bold, roman},
};

use super::{Cli, EXAMPLES, Exit, config, exit, journal, printed, say, version};
use crate::{
    access::{Access, Pen},
    error::{Error, Result},
    keep::file::{self, There},
};

#[derive(Args, Debug)]
pub struct Asked {
    /// Write the pages into that folder, one for each command; without it the page of the whole is printed.
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

/// Prints the page of the whole, or writes all of them.
pub fn run(asked: &Asked, access: Access) -> Result<ExitCode> {
    let Some(folder) = &asked.to else { return printed(|out| whole(out)) };
    let pen = access.pen("man --to writes files")?;
    let failed = |source| Error::Save { path: folder.clone(), source };
    file::make_folder(pen, folder, folder)?;
    let mut page = vec![];
    whole(&mut page).map_err(failed)?;
    write(pen, folder, "zonescope", &page)?;
    let mut command = Cli::command();
    command.build();
    for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = format!("zonescope-{}", command.get_name());
        let mut page = vec![];
        part(command, &name, &mut page).map_err(failed)?;
        write(pen, folder, &name, &page)?;
    }
    Ok(Exit::Fine.into())
}

fn write(pen: Pen, folder: &Path, name: &str, page: &[u8]) -> Result<()> {
    let path = folder.join(format!("{name}.1"));
    file::put(pen, &path, There::Replace, |out| out.write_all(page).map_err(Error::Write))?;
    say(&format!("written   {}", path.display()));
    Ok(())
}

fn whole(out: &mut dyn Write) -> io::Result<()> {
    let man = Man::new(Cli::command().after_help("").after_long_help(""));
    title("zonescope", out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    man.render_subcommands_section(out)?;
    let mut roff = Roff::new();
    let examples = EXAMPLES.strip_prefix("Examples:\n").unwrap_or(EXAMPLES);
    as_it_stands(&mut roff, "EXAMPLES", examples);
    list(&mut roff, "EXIT STATUS", exit::TABLE.map(|(code, when)| (code.to_owned(), format!("{when}."))).into());
    list(&mut roff, "ENVIRONMENT", variables());
    list(&mut roff, "FILES", files());
    roff.to_writer(out)
}

/// The page of one command; what stands after its help is its notes.
fn part(command: &Command, name: &str, out: &mut dyn Write) -> io::Result<()> {
    let notes = command.get_after_help().map(ToString::to_string);
    let command = command.clone().after_help("").display_name(name.to_owned());
    let man = Man::new(command);
    title(name, out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    man.render_subcommands_section(out)?;
    let mut roff = Roff::new();
    if let Some(notes) = notes {
        as_it_stands(&mut roff, "NOTES", &notes);
    }
    roff.control("SH", ["SEE ALSO"]).text([bold("zonescope"), roman("(1)")]);
    roff.to_writer(out)
}

/// The first line of a page. It has no date: the same sources make the same page.
fn title(name: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, ".TH {} 1 \"\" \"zonescope {}\" \"User Commands\"", name.to_uppercase(), version::SHORT)
}

/// A section whose lines are not filled.
fn as_it_stands(roff: &mut Roff, title: &str, text: &str) {
    roff.control("SH", [title]).control("nf", []).text([roman(text)]).control("fi", []);
}

/// A section of terms and what they mean.
fn list(roff: &mut Roff, title: &str, entries: Vec<(String, String)>) {
    roff.control("SH", [title]);
    for (term, meaning) in entries {
        roff.control("TP", []).text([bold(term)]).text([roman(meaning)]);
    }
}

/// What the program asks the environment.
fn variables() -> Vec<(String, String)> {
    let settings = config::KEYS.iter().map(|key| (key.variable(), format!("Sets {}: {}", key.name, key.about)));
    let others = [
        (config::FILE_VARIABLE, "A file of settings, read in place of the user's and the system's."),
        (journal::LEVEL_VARIABLE, "How much is written into the file of --log: error, warn, info, debug or trace."),
        ("XDG_CONFIG_HOME, XDG_CONFIG_DIRS", "Where files of settings are looked for."),
        ("LC_ALL, LC_MESSAGES, LANG", "The language and the symbols, where nothing sets them."),
        ("NO_COLOR", "No colours, where nothing sets a theme."),
    ];
    settings.chain(others.map(|(name, about)| (name.to_owned(), about.to_owned()))).collect()
}

fn files() -> Vec<(String, String)> {
    [
        (
            "~/.config/zonescope/config.toml",
            "The settings of the user; zonescope config init writes one in which everything is explained.",
        ),
        ("/etc/xdg/zonescope/config.toml", "The settings of the system, after those of the user."),
    ]
    .map(|(name, about)| (name.to_owned(), about.to_owned()))
    .into()
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn the_page_has_the_sections_one_looks_for() {
        let mut page = vec![];
        whole(&mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        for section in ["NAME", "SYNOPSIS", "OPTIONS", "EXAMPLES", "\"EXIT STATUS\"", "ENVIRONMENT", "FILES"] {
            assert!(page.contains(&format!("\n.SH {section}\n")), "{section} is not in\n{page}");
        }
    }
}
