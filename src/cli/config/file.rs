//! A file of settings, read whole: what it says, and everything that is wrong with it.

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    bindings,
    keys::{self, KEYS, Key, Takes, Value},
    slips::{Slips, place, shown, way_out},
};
use crate::{
    app::keymap::Keymap,
    error::{Error, Result},
    load::toml_kind,
    screen,
};

/// No file of settings is that long; whatever is was named by mistake.
const LONGEST: u64 = 1 << 20;

/// What a file says.
#[derive(Debug, Default)]
pub struct Read {
    /// What is right, each with its line.
    pub said: Vec<(&'static Key, Value, usize)>,
    /// The keys, where it changes any and every change can be.
    pub keymap: Option<Keymap>,
    /// What is wrong, as `file:line:column: what`.
    pub slips: Vec<String>,
}

/// Reads a file; that it cannot be read is an error, what is wrong in it is not.
pub fn read(path: &Path) -> Result<Read> {
    let failed = |source| Error::Read { path: path.to_owned(), source };
    let mut bytes = vec![];
    File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > LONGEST {
        return Err(failed(io::Error::other("it is longer than 1 MB and can hardly be a file of settings")));
    }
    let text = String::from_utf8(bytes).map_err(|_| failed(io::Error::other("it is not UTF-8")))?;
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    Ok(parse(&text, &path.display().to_string(), folder))
}

/// Reads a text as a file of that name.
pub fn parse(text: &str, name: &str, folder: &Path) -> Read {
    let mut slips = Slips::default();
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let message = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
        slips.add(error.span().map_or(0, |span| span.start), message);
    }
    let (mut said, mut keymap) = (vec![], None);
    for (key, value) in document.into_inner() {
        let at = key.span().start;
        if key.get_ref() == "keys" {
            keymap = bindings::of(&value, &layers(), &mut slips);
        } else if let Some(key) = keys::named(key.get_ref()) {
            let line = place(text, at).0;
            said.extend(value_of(key, &value, folder, &mut slips).map(|value| (key, value, line)));
        } else {
            let known = KEYS.iter().map(|key| key.name).chain(["keys"]);
            slips.add(at, format!("`{}` is no setting; {}", shown(key.get_ref()), way_out(key.get_ref(), known)));
        }
    }
    said.sort_by_key(|(.., line)| *line);
    Read { said, keymap, slips: slips.placed(name, text) }
}

/// The layers of every screen: keys that meet on one must differ.
fn layers() -> Vec<&'static [screen::Layer]> {
    let overlay = screen::where_from().spec().layers;
    screen::all().iter().map(|pane| pane.spec().layers).chain([overlay]).collect()
}

fn value_of(key: &Key, value: &Spanned<DeValue<'_>>, folder: &Path, slips: &mut Slips) -> Option<Value> {
    let texts = |value: &DeValue<'_>| match value {
        DeValue::String(text) => Some(vec![text.clone().into_owned()]),
        DeValue::Array(values) => {
            let texts = values.iter().map(|value| value.get_ref().as_str().map(str::to_owned));
            texts.collect()
        }
        _ => None,
    };
    let wrong = || format!("this is {}; write {}", toml_kind(value.get_ref()), key.wants());
    let read = match (key.takes, value.get_ref()) {
        (Takes::Name, DeValue::String(text)) if text.ends_with(".toml") => {
            Ok(Value::Word(from(text, folder).display().to_string()))
        }
        (Takes::Folder, DeValue::String(text)) => Ok(Value::Word(from(text, folder).display().to_string())),
        (Takes::Word(_) | Takes::Name, DeValue::String(text)) => key.of_text(text),
        (Takes::Names, value) => texts(value).map(Value::Words).ok_or_else(wrong),
        (Takes::Paths, value) => {
            let from_here = |text: String| from(&text, folder).display().to_string();
            texts(value).map(|all| Value::Words(all.into_iter().map(from_here).collect())).ok_or_else(wrong)
        }
        (Takes::Switch, DeValue::Boolean(is_on)) => Ok(Value::Switch(*is_on)),
        (Takes::Number(..), DeValue::Integer(number)) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_err(|_| wrong()).and_then(|n| key.of_number(n))
        }
        _ => Err(wrong()),
    };
    read.map_err(|what| slips.add(value.span().start, format!("`{}`: {what}", key.name))).ok()
}

/// A path as it is written in a file of that folder; `~/` is the home of whoever runs the program.
fn from(text: &str, folder: &Path) -> PathBuf {
    match (text.strip_prefix("~/"), etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest),
        _ => folder.join(text),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Read, parse};

    fn read(text: &str) -> Read {
        parse(text, "c.toml", Path::new("/there"))
    }

    #[track_caller]
    fn slips(text: &str, expect: &[&str]) {
        assert_eq!(read(text).slips, expect, "{text}");
    }

    #[test]
    fn settings_are_read_with_their_lines() {
        let read = read("# mine\nlang = \"en\"\n\nindicators = [\"gdp\", \"高企\"]\nwindow = 9\ndata = \"mine\"\n");
        let said: Vec<String> =
            read.said.iter().map(|(key, value, line)| format!("{line} {} {value}", key.name)).collect();
        assert_eq!(read.slips, [""; 0]);
        assert_eq!(
            said,
            ["2 lang \"en\"", "4 indicators [\"gdp\", \"高企\"]", "5 window 9", "6 data [\"/there/mine\"]"]
        );
    }

    #[test]
    fn every_slip_is_told_at_once_and_what_is_right_holds() {
        let text =
            "lang = \"fr\"\nthem = \"dark\"\nwindow = \"4\"\nwindow2 = 3\nindicators = [1]\nglyphs = \"ascii\"\n";
        slips(
            text,
            &[
                "c.toml:1:8: `lang`: `fr` is not a language of the interface; write `zh` or `en`",
                "c.toml:2:1: `them` is no setting; did you mean `theme`?",
                "c.toml:3:10: `window`: this is a text; write a whole number",
                "c.toml:4:1: `window2` is no setting; did you mean `window`?",
                "c.toml:5:14: `indicators`: this is a list; write a list of names in quotes",
            ],
        );
        assert_eq!(read(text).said.len(), 1);
        slips("window = 99", &["c.toml:1:10: `window`: 99 cannot be; write a whole number from 0 to 40"]);
        slips("screen = \"rankin\"", &["c.toml:1:10: `screen`: no screen is called `rankin`; did you mean `ranking`?"]);
        slips("[lang]\nx = 1", &["c.toml:1:1: `lang`: this is a table; write a word in quotes"]);
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_place() {
        let slips = read("lang = \"en\"\ntheme = dark\n").slips;
        assert!(slips.len() == 1 && slips[0].starts_with("c.toml:2:9: "), "{slips:?}");
    }
}
