//! The settings there are: what each takes, what it does, what holds where nobody says anything.

use std::fmt;

use super::slips::shown;
use crate::{
    cli::look,
    model::{Collation, Lang},
    screen,
    ui::GlyphSet,
};

/// What a setting is set to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    Word(String),
    Words(Vec<String>),
    Number(i64),
    Switch(bool),
}

impl fmt::Display for Value {
    /// As TOML writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => write!(f, "{}", toml::Value::from(word.as_str())),
            Self::Words(words) => write!(f, "{}", toml::Value::from(words.clone())),
            Self::Number(number) => write!(f, "{number}"),
            Self::Switch(is_on) => write!(f, "{is_on}"),
        }
    }
}

/// What a setting takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// A word that this knows.
    Word(fn(&str) -> Result<(), String>),
    /// A name that only the data knows.
    Name,
    /// Several of them.
    Names,
    /// Files and folders, seen from the file they are written in.
    Paths,
    /// A folder, seen from the file it is written in.
    Folder,
    /// A whole number, no less and no more than these.
    Number(i64, i64),
    /// Whether something is done.
    Switch,
}

/// A setting.
#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    pub takes: Takes,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// A value it may have, as TOML writes it.
    pub example: &'static str,
    /// What holds where nobody says anything.
    pub built_in: &'static str,
}

/// Every setting, in the order they are listed.
pub const KEYS: &[Key] = &[
    Key {
        name: "lang",
        takes: Takes::Word(parsed::<Lang>),
        about: "The language: zh or en.",
        example: "\"zh\"",
        built_in: "from the locale",
    },
    Key {
        name: "theme",
        takes: Takes::Name,
        about: "The theme: auto, dark, light, high-contrast, colour-blind, mono, or one of your own, by name or by a file ending in .toml.",
        example: "\"light\"",
        built_in: "auto",
    },
    Key {
        name: "color",
        takes: Takes::Word(|word| look::color(word).map(drop)),
        about: "How many colours: auto, truecolor, 256, 16 or none.",
        example: "\"256\"",
        built_in: "auto, by NO_COLOR, CLICOLOR, COLORTERM and TERM",
    },
    Key {
        name: "background",
        takes: Takes::Word(|word| look::background(word).map(drop)),
        about: "What lies behind the text: auto, dark or light.",
        example: "\"light\"",
        built_in: "auto, by COLORFGBG",
    },
    Key {
        name: "glyphs",
        takes: Takes::Word(parsed::<GlyphSet>),
        about: "The symbols: rich, cjk-safe or ascii.",
        example: "\"cjk-safe\"",
        built_in: "from the locale",
    },
    Key {
        name: "order",
        takes: Takes::Word(parsed::<Collation>),
        about: "What Chinese names are sorted by: pinyin or stroke.",
        example: "\"stroke\"",
        built_in: "pinyin",
    },
    Key {
        name: "screen",
        takes: Takes::Word(known_screen),
        about: "The screen the dashboard begins with.",
        example: "\"ranking\"",
        built_in: "overview",
    },
    Key {
        name: "group",
        takes: Takes::Name,
        about: "The group of parks the dashboard begins with, by slug or name.",
        example: "\"zhejiang\"",
        built_in: "the first of the data",
    },
    Key {
        name: "indicators",
        takes: Takes::Names,
        about: "The indicators the dashboard begins with.",
        example: "[\"gdp\", \"hte_count\"]",
        built_in: "those most parks have",
    },
    Key {
        name: "window",
        takes: Takes::Number(0, 40),
        about: "How many years back the latest figure may be where the dashboard begins.",
        example: "4",
        built_in: "4",
    },
    Key {
        name: "scheme",
        takes: Takes::Name,
        about: "How scores are made: the name of a scheme, or a file ending in .toml, seen from the file it is written in.",
        example: "\"most-2021\"",
        built_in: "equal",
    },
    Key {
        name: "data",
        takes: Takes::Paths,
        about: "What to open where no file is named, instead of the embedded figures: files, folders, patterns.",
        example: "[\"~/figures\"]",
        built_in: "the embedded figures",
    },
    Key {
        name: "cache",
        takes: Takes::Switch,
        about: "Whether large tables are kept as they were read, so that the next start need not read them.",
        example: "false",
        built_in: "true",
    },
    Key {
        name: "watch",
        takes: Takes::Switch,
        about: "Whether files are read again by themselves when they change on disk.",
        example: "false",
        built_in: "true",
    },
    Key {
        name: "mouse",
        takes: Takes::Switch,
        about: "Whether clicks and the wheel are answered; M switches. Without, the terminal selects text with them.",
        example: "false",
        built_in: "true",
    },
    Key {
        name: "session",
        takes: Takes::Switch,
        about: "Whether what is open is remembered and reopened at the next start.",
        example: "false",
        built_in: "true",
    },
    Key {
        name: "exports",
        takes: Takes::Folder,
        about: "The folder the dashboard writes to where only the name of a file is said.",
        example: "\"~/reports\"",
        built_in: "where the program was started",
    },
];

impl Key {
    /// The variable of the environment that sets it.
    pub fn variable(&self) -> String {
        format!("ZONESCOPE_{}", self.name.to_uppercase().replace('-', "_"))
    }

    /// The value of a text, as a variable has it; names are separated by commas, paths as in `PATH`.
    pub fn of_text(&self, text: &str) -> Result<Value, String> {
        let words = |words: Vec<String>| Value::Words(words.into_iter().filter(|word| !word.is_empty()).collect());
        match self.takes {
            Takes::Word(check) => check(text).map(|()| Value::Word(text.to_owned())),
            Takes::Name | Takes::Folder => Ok(Value::Word(text.to_owned())),
            Takes::Names => Ok(words(text.split(',').map(|word| word.trim().to_owned()).collect())),
            Takes::Paths => Ok(words(std::env::split_paths(text).map(|path| path.display().to_string()).collect())),
            Takes::Number(..) => {
                let number = text.parse().map_err(|_| format!("`{}` is no whole number", shown(text)))?;
                self.of_number(number)
            }
            Takes::Switch => match text {
                "true" | "on" | "yes" | "1" => Ok(Value::Switch(true)),
                "false" | "off" | "no" | "0" => Ok(Value::Switch(false)),
                other => Err(format!("`{}` is neither `true` nor `false`", shown(other))),
            },
        }
    }

    /// The value of a number, where it may be that.
    pub fn of_number(&self, number: i64) -> Result<Value, String> {
        match self.takes {
            Takes::Number(least, most) if (least..=most).contains(&number) => Ok(Value::Number(number)),
            Takes::Number(least, most) => {
                Err(format!("{number} cannot be; write a whole number from {least} to {most}"))
            }
            _ => Err(format!("this is a number; write {}", self.wants())),
        }
    }

    /// What may be written, in words.
    pub const fn wants(&self) -> &'static str {
        match self.takes {
            Takes::Word(_) => "a word in quotes",
            Takes::Name => "a name in quotes",
            Takes::Names => "a list of names in quotes",
            Takes::Paths => "a list of paths in quotes",
            Takes::Folder => "a path in quotes",
            Takes::Number(..) => "a whole number",
            Takes::Switch => "true or false",
        }
    }
}

/// The setting of that name.
pub fn named(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

fn parsed<T: std::str::FromStr<Err: fmt::Display>>(word: &str) -> Result<(), String> {
    word.parse::<T>().map(drop).map_err(|error| error.to_string())
}

fn known_screen(word: &str) -> Result<(), String> {
    let panes = screen::all();
    let ids: Vec<&str> = panes.iter().map(|pane| pane.spec().id).collect();
    if ids.contains(&word) {
        return Ok(());
    }
    let way_out = super::slips::way_out(word, ids.into_iter());
    Err(format!("no screen is called `{}`; {way_out}", shown(word)))
}

#[cfg(test)]
mod tests {
    use super::KEYS;

    #[test]
    fn the_document_lists_every_setting() {
        let document = include_str!("../../../docs/configuration.md");
        let rows = KEYS.iter().map(|key| {
            let (about, wants) = (key.about.trim_end_matches('.'), key.wants());
            format!("| `{}` | `{}` | {wants}: {about} | {} |", key.name, key.variable(), key.built_in)
        });
        let rows = rows.collect::<Vec<_>>().join("\n");
        assert!(document.contains(&format!("<!-- settings -->\n{rows}\n<!-- /settings -->")), "should be\n{rows}");
    }
}
