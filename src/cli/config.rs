//! Settings: what flags, variables and files say, in that order, and where each was said.

mod bindings;
mod command;
mod file;
mod keys;
mod names;
mod places;
mod slips;

use std::{
    env, fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

use clap::Args;

pub use command::{Command, run};
pub use keys::{KEYS, Key, Value};

use crate::{
    app::keymap::Keymap,
    error::{Error, Result},
};

/// The variable that names a file of settings.
pub const FILE_VARIABLE: &str = "ZONESCOPE_CONFIG";

#[derive(Args, Clone, Debug)]
pub struct ConfigArgs {
    /// Settings from that file, and from no other [default: `ZONESCOPE_CONFIG`, else the user's and the system's]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Who said something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A flag of the command line, by its name.
    Flag(&'static str),
    /// A variable of the environment, by its name.
    Variable(String),
    /// A line of a file.
    File { path: PathBuf, line: usize },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) => write!(f, "--{name}"),
            Self::Variable(name) => f.write_str(name),
            Self::File { path, line } => write!(f, "{}:{line}", path.display()),
        }
    }
}

/// One setting, and who made it.
#[derive(Clone, Debug)]
pub struct Said {
    pub key: &'static Key,
    pub value: Value,
    pub origin: Origin,
}

/// All that was said, and the keys that come of it.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// What takes precedence comes first.
    said: Vec<Said>,
    pub keymap: Keymap,
    /// The file the keys are from, where one changes them.
    pub keys_from: Option<PathBuf>,
    /// Whether the files were looked for, not named.
    is_lenient: bool,
    /// The files that were read.
    pub files: Vec<PathBuf>,
    /// What is wrong in the user's or the system's file, as `file:line:column: what`; what is right there holds.
    pub slips: Vec<String>,
}

impl Settings {
    /// What holds for a key, where anybody said something.
    pub fn get(&self, name: &str) -> Option<&Said> {
        self.said.iter().find(|said| said.key.name == name)
    }

    /// A word that was checked as it was read.
    pub fn word<T: FromStr>(&self, name: &str) -> Option<T> {
        match &self.get(name)?.value {
            Value::Word(word) => word.parse().ok(),
            _ => None,
        }
    }

    pub fn words(&self, name: &str) -> Vec<String> {
        match self.get(name).map(|said| &said.value) {
            Some(Value::Words(words)) => words.clone(),
            _ => vec![],
        }
    }

    pub fn number(&self, name: &str) -> Option<i64> {
        match self.get(name)?.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    pub fn switch(&self, name: &str) -> Option<bool> {
        match self.get(name)?.value {
            Value::Switch(is_on) => Some(is_on),
            _ => None,
        }
    }

    /// Whether what was said may be left out where it cannot be: nobody asked for it this time.
    pub fn gives_way(&self, name: &str) -> bool {
        self.is_lenient && self.get(name).is_some_and(|said| matches!(said.origin, Origin::File { .. }))
    }

    /// Leaves out what a file says, and why.
    pub fn leave_out(&mut self, name: &str, why: &str) {
        let place = self.get(name).map(|said| format!("{}: ", said.origin)).unwrap_or_default();
        self.said.retain(|said| said.key.name != name);
        self.slips.push(format!("{place}`{name}`: {why}"));
    }

    /// What to open: what was named on the command line, else what a setting says.
    pub fn opens(&self, named: Vec<PathBuf>) -> Vec<PathBuf> {
        if named.is_empty() { self.words("data").into_iter().map(PathBuf::from).collect() } else { named }
    }

    /// Takes what a file says, after what is there already.
    fn add(&mut self, path: &Path, read: file::Read) {
        let placed = read.said.into_iter().map(|(key, value, line)| {
            let origin = Origin::File { path: path.to_owned(), line };
            Said { key, value, origin }
        });
        self.said.extend(placed);
        if let (Some(keymap), None) = (read.keymap, &self.keys_from) {
            (self.keymap, self.keys_from) = (keymap, Some(path.to_owned()));
        }
        self.files.push(path.to_owned());
        self.slips.extend(read.slips);
    }
}

/// Gathers what holds: flags, then variables, then files. A file that was named must be there and right; in one that is only
/// looked for, what is wrong is left out and told.
pub fn settle(args: &ConfigArgs, flags: Vec<(&'static str, String)>) -> Result<Settings> {
    let mut settings = Settings::default();
    for (name, word) in flags {
        let key = keys::named(name).ok_or_else(|| Error::Bug(format!("a flag for the setting {name}")))?;
        let value = key.of_text(&word).map_err(|what| Error::Usage(format!("--{name}: {what}")))?;
        settings.said.push(Said { key, value, origin: Origin::Flag(key.name) });
    }
    for key in KEYS {
        let name = key.variable();
        let Some(text) = env::var_os(&name).filter(|text| !text.is_empty()) else { continue };
        let text = text.into_string().map_err(|_| Error::Usage(format!("{name}: this is not UTF-8")))?;
        let value = key.of_text(&text).map_err(|what| Error::Usage(format!("{name}: {what}")))?;
        settings.said.push(Said { key, value, origin: Origin::Variable(name) });
    }
    let named =
        args.config.clone().or_else(|| env::var_os(FILE_VARIABLE).filter(|path| !path.is_empty()).map(Into::into));
    if let Some(path) = named {
        let read = file::read(&path)?;
        if !read.slips.is_empty() {
            return Err(Error::Usage(read.slips.join("\n")));
        }
        settings.add(&path, read);
        return Ok(settings);
    }
    settings.is_lenient = true;
    for path in places::candidates() {
        if !path.exists() {
            continue;
        }
        if !path.is_file() {
            // A pipe would be waited for, and nobody asked for this one.
            settings.slips.push(format!("`{}`: it is no file of settings", path.display()));
            continue;
        }
        match file::read(&path) {
            Ok(read) => settings.add(&path, read),
            Err(error) => settings.slips.push(crate::cli::told(&error)),
        }
    }
    Ok(settings)
}
