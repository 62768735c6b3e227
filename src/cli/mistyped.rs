//! A word that was meant as a command: without one of its name it would be a file to open.

use std::{ffi::OsString, path::Path};

use crate::error::Error;

/// Why the first word cannot be opened, where it is no file and nearly a command.
pub fn command(args: impl Iterator<Item = OsString>, commands: impl FnOnce() -> Vec<String>) -> Option<Error> {
    let mut words = args.skip(1).filter_map(|arg| arg.into_string().ok());
    let word = words.find(|word| !word.starts_with('-'))?;
    let is_plain = word.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    if !is_plain || Path::new(&word).exists() {
        return None;
    }
    let commands = commands();
    if commands.contains(&word) {
        return None;
    }
    let distance = |name: &&String| strsim::damerau_levenshtein(name, &word.to_lowercase());
    let near = commands.iter().min_by_key(distance)?;
    let is_near = distance(&near) <= (near.len() / 3).max(1);
    is_near.then(|| {
        Error::Usage(format!("there is neither a command nor a file `{word}`; did you mean `zonescope {near}`?"))
    })
}

#[cfg(test)]
mod tests {
    use super::command;

    #[test]
    fn a_word_near_a_command_is_told() {
        let commands = || ["show", "check", "export", "completions"].map(str::to_owned).to_vec();
        let said = |words: &[&str]| {
            let args = std::iter::once("zonescope").chain(words.iter().copied()).map(Into::into);
            command(args, commands).map(|error| error.to_string())
        };
        for (words, near) in [
            (&["shwo"][..], "show"),
            (&["Show", "ranking"], "show"),
            (&["chek", "--strict"], "check"),
            (&["--with-embedded", "exprot", "x.parquet"], "export"),
            (&["completion", "bash"], "completions"),
        ] {
            let said = said(words).unwrap_or_default();
            assert!(said.ends_with(&format!("did you mean `zonescope {near}`?")), "{words:?}: {said}");
        }
        for words in [&["src"][..], &["figures.csv"], &["mine/"], &["-"], &["show"], &["yearbook"], &[]] {
            assert_eq!(said(words), None, "{words:?}");
        }
    }
}
