//! A theme of the user's own, from a file: every slip with its place, its key and what was meant.

use std::{
    fs,
    path::{Path, PathBuf},
};

use etcetera::{BaseStrategy, choose_base_strategy};
use toml::de::{DeTable, DeValue};

use crate::{
    error::{Error, Result},
    ui::{
        Depth, Ground, Theme, ThemeName,
        theme::{Slip, base_of},
    },
};

/// A theme larger than this is none.
const LARGEST: u64 = 1 << 20;

/// Reads the theme of a file, or of a name in the folder of themes.
pub fn read(name: &Path) -> Result<Theme> {
    let path = find(name)?;
    let told = path.display().to_string();
    let unread = |source| Error::Read { path: path.clone(), source };
    if fs::metadata(&path).map_err(unread)?.len() > LARGEST {
        return Err(Error::Usage(format!("`{told}`: larger than 1 MB; that is no theme")));
    }
    let text = fs::read_to_string(&path).map_err(unread)?;
    parse(&text).map_err(|slips| {
        let line = |(at, what): &(usize, String)| {
            let (line, column) = place(&text, *at);
            format!("{told}:{line}:{column}: {what}")
        };
        Error::Usage(slips.iter().map(line).collect::<Vec<_>>().join("\n"))
    })
}

/// The folder of the user's themes.
fn folder() -> Option<PathBuf> {
    Some(choose_base_strategy().ok()?.config_dir().join("zonescope/themes"))
}

/// The file that was meant: as it is written, else by its name in the folder of themes.
fn find(name: &Path) -> Result<PathBuf> {
    let is_bare = name.components().count() == 1 && name.extension().is_none();
    if name.is_file() || !is_bare {
        return Ok(name.to_owned());
    }
    let file = folder().map(|folder| folder.join(name).with_extension("toml"));
    file.clone().filter(|file| file.is_file()).ok_or_else(|| {
        let mut known: Vec<String> = ThemeName::BUILT_IN.iter().map(ToString::to_string).collect();
        known.extend(own_names());
        let meant = meant(&name.to_string_lossy(), &known.iter().map(String::as_str).collect::<Vec<_>>());
        let looked = file.map_or_else(String::new, |file| format!(", and there is no `{}`", file.display()));
        let known = known.join("`, `");
        Error::Usage(format!("no theme is called `{}`{looked}{meant}; there are `auto`, `{known}`", name.display()))
    })
}

/// The themes in the folder.
fn own_names() -> Vec<String> {
    let files = folder().and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let mut names: Vec<String> = files
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .filter_map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    names
}

/// `; do you mean …?`, where a known name is near.
fn meant(name: &str, known: &[&str]) -> String {
    let alike = |known: &&&str| strsim::jaro_winkler(known, name);
    let near = known.iter().max_by(|a, b| alike(a).total_cmp(&alike(b))).filter(|near| alike(near) > 0.8);
    near.map_or_else(String::new, |near| format!("; do you mean `{near}`?"))
}

/// Line and column of a place in a text, both from 1.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// What is wrong in a file, with where it stands.
type Slips = Vec<(usize, String)>;

/// Reads a theme: every key is a role and every value its style; what is not named is as in `base`.
fn parse(text: &str) -> Result<Theme, Slips> {
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let told =
            |error: &toml::de::Error| (error.span().map_or(0, |span| span.start), error.message().replace('\n', " "));
        return Err(errors.iter().map(told).collect());
    }
    let mut slips = vec![];
    let table = document.into_inner();
    let mut theme = Theme::of(base(&table, &mut slips), ground(&table, &mut slips), Depth::True);
    for (key, value) in &table {
        let (name, at) = (key.get_ref().as_ref(), value.span().start);
        let set = match name {
            "base" | "background" => continue,
            "series" => texts(value.get_ref()).map(|texts| theme.set_series(&texts)),
            "ramp" => texts(value.get_ref()).map(|texts| theme.set_ramp(&texts)),
            role => value.get_ref().as_str().map(|text| theme.set(role, text)),
        };
        match set {
            Some(Ok(())) => {}
            Some(Err(Slip::NoRole)) => slips.push((key.span().start, unknown(name))),
            Some(Err(slip)) => slips.push((at, format!("`{name}`: {slip}"))),
            None if matches!(name, "series" | "ramp") => {
                slips.push((at, format!("`{name}`: write a list of styles, such as `[\"red\", \"blue\"]`")));
            }
            None if Theme::ROLES.contains(&name) => {
                slips.push((at, format!("`{name}`: write a style in quotes, such as `\"bold #5fd7ff\"`")));
            }
            None => slips.push((key.span().start, unknown(name))),
        }
    }
    slips.sort();
    if slips.is_empty() { Ok(theme) } else { Err(slips) }
}

fn unknown(key: &str) -> String {
    let known = [&["base", "background", "series", "ramp"], Theme::ROLES].concat();
    let meant = meant(key, &known);
    // The list is long: it is told where nothing is near.
    let list = if meant.is_empty() { format!("; there are `{}`", known.join("`, `")) } else { meant };
    format!("`{key}` is no key of a theme{list}")
}

/// The theme that one's own builds on.
fn base(table: &DeTable<'_>, slips: &mut Slips) -> ThemeName {
    let Some(value) = table.get("base") else { return ThemeName::Dark };
    let named = value.get_ref().as_str().and_then(base_of);
    named.unwrap_or_else(|| {
        let known = ThemeName::BUILT_IN.map(ThemeName::name).join("`, `");
        slips.push((value.span().start, format!("`base`: write one of `{known}`")));
        ThemeName::Dark
    })
}

/// The background that `high-contrast` and `colour-blind` are taken for.
fn ground(table: &DeTable<'_>, slips: &mut Slips) -> Ground {
    let Some(value) = table.get("background") else { return Ground::Dark };
    match value.get_ref().as_str() {
        Some("dark") => Ground::Dark,
        Some("light") => Ground::Light,
        _ => {
            slips.push((value.span().start, "`background`: write `dark` or `light`".to_owned()));
            Ground::Dark
        }
    }
}

fn texts<'a>(value: &'a DeValue<'_>) -> Option<Vec<&'a str>> {
    value.as_array()?.iter().map(|text| text.get_ref().as_str()).collect()
}

/// Reads bytes as a theme: the same twice, and every slip lies in it and is one line. For tests and fuzzing.
#[cfg(any(test, fuzzing))]
pub fn hold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let read = parse(&text);
    assert_eq!(read, parse(&text));
    for (at, what) in read.err().unwrap_or_default() {
        assert!(at <= text.len() && !what.is_empty() && !what.contains('\n'), "{at} {what}");
        let (line, column) = place(&text, at);
        assert!(line >= 1 && column >= 1);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{hold, parse};
    use crate::ui::{Theme, ThemeName};

    /// The example of docs/terminals.md.
    fn example() -> String {
        let page = include_str!("../../docs/terminals.md");
        page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap().to_owned()
    }

    #[test]
    fn the_example_in_the_document_is_a_theme() {
        let theme = parse(&example()).unwrap();
        assert_ne!(theme, Theme::named(ThemeName::Light));
        assert_eq!(parse("").unwrap(), Theme::named(ThemeName::Dark), "nothing said is the dark one");
        assert_eq!(parse("base = \"light\"").unwrap(), Theme::named(ThemeName::Light));
    }

    #[test]
    fn every_theme_of_the_corpus_holds_torn_and_changed() {
        crate::tests::corpus::replay("theme", hold);
        hold(example().as_bytes());
    }

    proptest! {
        #[test]
        fn no_theme_is_too_odd(text in "((base|background|muted|title|series|ramp|x) ?= ?(\"(bold|dim|on|red|#[0-9a-f]{0,7}| |[0-9]{1,4}|\\PC){0,5}\"|\\[[^\n]{0,12}\\]|[0-9]{1,3})\n){0,5}|\\PC{0,40}") {
            hold(text.as_bytes());
        }
    }

    #[test]
    fn every_slip_is_told_with_its_place_and_what_was_meant() {
        let check = |text: &str, at: usize, words: &[&str]| {
            let slips = parse(text).unwrap_err();
            assert_eq!(slips.len(), 1, "{slips:?}");
            assert_eq!(slips[0].0, at, "{slips:?}");
            for word in words {
                assert!(slips[0].1.contains(word), "`{word}` is not in `{}`", slips[0].1);
            }
        };
        check("mutde = \"dim\"", 0, &["`mutde` is no key", "`muted`"]);
        check("xyzzy = 1", 0, &["`xyzzy`", "there are", "`tab_active`"]);
        check("muted = 7", 8, &["`muted`", "quotes"]);
        check("muted = \"teal\"", 8, &["`muted`", "`teal` is no colour"]);
        check("base = \"drak\"", 7, &["`base`", "`dark`"]);
        check("background = \"grey\"", 13, &["`background`"]);
        check("series = \"red\"", 9, &["`series`", "list"]);
        check("ramp = [\"red\"]", 7, &["`ramp`", "background"]);
        check("ramp = [\"red on blue\"]", 7, &["`ramp`", "five styles; there are 1"]);
        check("muted = ", 8, &[]);
        assert_eq!(parse("mutde = \"x\"\ntitle = \"teal\"").unwrap_err().len(), 2, "all at once");
    }
}
