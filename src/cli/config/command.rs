//! `config`: what holds and who said so, where the file is, one to begin with, and what is wrong in one.

use std::{
    fmt::Write as _,
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Subcommand;

use super::{ConfigArgs, FILE_VARIABLE, KEYS, Settings, bindings, file, places};
use crate::{
    access::{Access, Pen},
    cli::{Exit, printed, say},
    error::{Error, Result},
    keep::file::{self as keep, There},
    model::Lang,
};

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Print every setting, its value, and the flag, variable or line that set it; it reads back as a file of settings.
    #[command(after_help = "Examples:
  zonescope config show
  ZONESCOPE_LANG=en zonescope --theme light config show")]
    Show,
    /// Print where the user's file of settings is, be it there or not.
    #[command(after_help = "Example:
  \"${EDITOR:-vi}\" \"$(zonescope config path)\"")]
    Path,
    /// Write a file of settings in which everything is explained and nothing is set; one that is there stays.
    #[command(after_help = "Examples:
  zonescope config init
  zonescope --config mine.toml config init")]
    Init,
    /// Report everything that is wrong in a file of settings, as `file:line:column: what; way out`.
    #[command(
        after_help = "Without FILE the files that would be read are checked. Exit codes: 0 nothing is wrong, 1 something is, 2 could
not read it.

Example:
  zonescope config check mine.toml"
    )]
    Check { file: Option<PathBuf> },
    /// Print the keys as a file of settings would have them; change those you want otherwise.
    #[command(after_help = "Example:
  zonescope config keys | grep ranking")]
    Keys,
}

/// Does it. What holds was gathered before; a file that is to be checked or written is not read for that.
pub fn run(
    asked: &Command,
    args: &ConfigArgs,
    access: Access,
    settings: &dyn Fn() -> Result<Settings>,
    lang: &dyn Fn(&Settings) -> Result<Lang>,
) -> Result<ExitCode> {
    match asked {
        Command::Show => show(&settings()?),
        Command::Path => {
            let path = own(args)?;
            printed(|out| writeln!(out, "{}", path.display()))
        }
        Command::Init => init(access.pen("config init writes a file")?, &own(args)?),
        Command::Check { file } => check(file.clone().or_else(|| named(args))),
        Command::Keys => {
            let settings = settings()?;
            let text = bindings::written(&settings.keymap, lang(&settings)?);
            printed(|out| out.write_all(text.as_bytes()))
        }
    }
}

/// The file that was named.
fn named(args: &ConfigArgs) -> Option<PathBuf> {
    let variable = std::env::var_os(FILE_VARIABLE).filter(|path| !path.is_empty());
    args.config.clone().or_else(|| variable.map(PathBuf::from))
}

/// The file that was named, else the user's.
fn own(args: &ConfigArgs) -> Result<PathBuf> {
    let nobody = || Error::Usage("there is no home to look for settings in; name a file with --config".into());
    named(args).or_else(places::user).ok_or_else(nobody)
}

fn show(settings: &Settings) -> Result<ExitCode> {
    for slip in &settings.slips {
        say(&format!("warning: {slip}"));
    }
    let read: Vec<String> = settings.files.iter().map(|path| format!("# read: {}", path.display())).collect();
    let said = |key: &super::Key| match settings.get(key.name) {
        Some(said) => (format!("{} = {}", key.name, said.value), said.origin.to_string()),
        None => (format!("# {}", key.name), format!("built in: {}", key.built_in)),
    };
    let keys = match &settings.keys_from {
        Some(path) => ("# keys".to_owned(), format!("{}; `zonescope config keys` prints them", path.display())),
        None => ("# keys".to_owned(), "built in; `zonescope config keys` prints them".to_owned()),
    };
    let lines: Vec<(String, String)> = KEYS.iter().map(said).chain([keys]).collect();
    printed(|out| {
        match read.as_slice() {
            [] => writeln!(out, "# no file of settings was read")?,
            read => writeln!(out, "{}", read.join("\n"))?,
        }
        lines.iter().try_for_each(|(line, origin)| writeln!(out, "{line:<32} # {origin}"))
    })
}

/// Writes a new file; one that is there is somebody's.
fn init(pen: Pen, path: &Path) -> Result<ExitCode> {
    if let Some(folder) = path.parent() {
        keep::make_folder(pen, folder, path)?;
    }
    let write = |out: &mut dyn Write| out.write_all(template().as_bytes()).map_err(Error::Write);
    keep::put(pen, path, There::Keep, write).map_err(|error| match error {
        Error::Exists(path) => Error::Usage(format!("`{}` is there already and stays as it is", path.display())),
        error => error,
    })?;
    say(&format!("written   {}", path.display()));
    Ok(Exit::Fine.into())
}

/// A file in which every setting is explained, and none is made: each is behind a `#`.
fn template() -> String {
    let mut text = "# Settings of zonescope, in TOML. Take the # away from what you want to set; `zonescope config check` tells what is wrong.
# A flag of the command line goes before a variable (ZONESCOPE_LANG for lang), that before this file, this before the
# system's. `zonescope config show` says what holds and who said so.
"
    .to_owned();
    for key in KEYS {
        let _ = write!(
            text,
            "\n# {} Where nothing is set: {}.\n# {} = {}\n",
            key.about, key.built_in, key.name, key.example
        );
    }
    text.push_str(
        "
# Keys, by layer and by what they ask for; `zonescope config keys` prints them all. A key or a list takes the place of the
# keys there are; add and remove change them.
# [keys.rows]
# down = [\"down\", \"j\", \"ctrl-n\"]
# [keys.global]
# unmark = []
# targets = { add = \"f5\" }
",
    );
    text
}

/// Tells everything that is wrong in a file, or in those that would be read.
fn check(file: Option<PathBuf>) -> Result<ExitCode> {
    let paths =
        file.map_or_else(|| places::candidates().into_iter().filter(|path| path.exists()).collect(), |file| vec![file]);
    let (mut slips, mut settings) = (vec![], 0);
    for path in &paths {
        let read = file::read(path)?;
        settings += read.said.len() + usize::from(read.keymap.is_some());
        slips.extend(read.slips);
    }
    printed(|out| slips.iter().try_for_each(|slip| writeln!(out, "{slip}")))?;
    let count = |count: usize, what: &str| if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") };
    say(&match paths.as_slice() {
        [] => "there is no file of settings; `zonescope config init` writes one".to_owned(),
        _ => format!("{} in {}: {} wrong", count(settings, "setting"), count(paths.len(), "file"), slips.len()),
    });
    Ok(if slips.is_empty() { Exit::Fine } else { Exit::Problems }.into())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{super::KEYS, file::parse, template};

    #[test]
    fn what_the_template_shows_can_be_set() {
        let text = template();
        assert_eq!(parse(&text, "c.toml", Path::new("")).said.len(), 0);
        // A line of an example is one that is TOML without its `# `.
        let examples = text.lines().filter_map(|line| line.strip_prefix("# "));
        let examples = examples
            .filter(|line| line.starts_with('[') || line.split_once(" = ").is_some_and(|(key, _)| !key.contains(' ')));
        let examples: Vec<&str> = examples.collect();
        let read = parse(&examples.join("\n"), "c.toml", Path::new(""));
        assert_eq!(read.slips, [""; 0], "{examples:#?}");
        assert_eq!(read.said.len(), KEYS.len());
        assert!(read.keymap.is_some());
    }
}
