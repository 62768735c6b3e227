//! What was open when the program ended, for each set of data, so that it opens again.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::file::{self, There};
use crate::{
    access::Pen,
    error::{Error, Result},
    screen::Question,
};

/// More sets of data than these are forgotten, the oldest first.
const MOST: usize = 50;
/// A file larger than this is none of ours.
const LARGEST: u64 = 1 << 20;

/// Where it is remembered, and for which data.
#[derive(Clone, PartialEq, Debug)]
pub struct Memory {
    path: PathBuf,
    data: String,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
struct All {
    #[serde(default)]
    version: u32,
    /// The newest last.
    #[serde(default)]
    open: Vec<Open>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
struct Open {
    data: String,
    #[serde(flatten)]
    question: Question,
}

impl Memory {
    /// In the user's folder of states, for data that is called so; none where there is no home.
    pub fn of(data: String) -> Option<Self> {
        use etcetera::BaseStrategy;
        let base = etcetera::choose_base_strategy().ok()?;
        let folder = base.state_dir().unwrap_or_else(|| base.data_dir());
        Some(Self { path: folder.join("zonescope").join("session.toml"), data })
    }

    /// What was open; none where nothing was. A file that means nothing is an error to be told, and is replaced in the end.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub fn recall(&self) -> Result<Option<Question>> {
        let all = read(&self.path)?;
        Ok(all.open.into_iter().rfind(|open| open.data == self.data).map(|open| open.question))
    }

    /// Remembers what is open.
    ///
    /// # Errors
    /// As writing a file.
    pub fn remember(&self, pen: Pen, question: &Question) -> Result<()> {
        let mut all = match read(&self.path) {
            // What means nothing is replaced; what is no file, such as a pipe, is not written to.
            Err(_) if self.path.is_file() => All::default(),
            read => read?,
        };
        all.version = 1;
        all.open.retain(|open| open.data != self.data);
        all.open.push(Open { data: self.data.clone(), question: question.clone() });
        let over = all.open.len().saturating_sub(MOST);
        all.open.drain(..over);
        let text = toml::to_string(&all).map_err(|error| Error::Bug(format!("writing the session ({error})")))?;
        if let Some(folder) = self.path.parent() {
            file::make_folder(pen, folder, &self.path)?;
        }
        file::put(pen, &self.path, There::Replace, |out| out.write_all(text.as_bytes()).map_err(Error::Write))
    }
}

fn read(path: &Path) -> Result<All> {
    let failed = |source| Error::Read { path: path.to_owned(), source };
    let Some(text) = file::text_of(path, LARGEST)? else { return Ok(All::default()) };
    toml::from_str(&text).map_err(|error| failed(std::io::Error::other(error.message().to_owned())))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{MOST, Memory};
    use crate::{access::Pen, screen::Question};

    fn open(screen: &str) -> Question {
        Question { screen: screen.into(), ..Question::default() }
    }

    #[test]
    fn each_set_of_data_has_its_own_and_the_oldest_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let memory = |data: &str| Memory { path: folder.path().join("a/session.toml"), data: data.into() };
        assert_eq!(memory("x").recall().unwrap(), None);
        memory("x").remember(Pen::TEST, &open("ranking")).unwrap();
        memory("y").remember(Pen::TEST, &open("trend")).unwrap();
        memory("x").remember(Pen::TEST, &open("compare")).unwrap();
        assert_eq!(memory("x").recall().unwrap(), Some(open("compare")));
        assert_eq!(memory("y").recall().unwrap(), Some(open("trend")));
        for number in 0..MOST {
            memory(&number.to_string()).remember(Pen::TEST, &open("flow")).unwrap();
        }
        assert_eq!(memory("x").recall().unwrap(), None);
    }

    #[test]
    fn what_means_nothing_is_told_and_then_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory { path: folder.path().join("session.toml"), data: "x".into() };
        fs::write(&memory.path, "open = 3 torn").unwrap();
        assert!(memory.recall().is_err());
        memory.remember(Pen::TEST, &open("ranking")).unwrap();
        assert_eq!(memory.recall().unwrap(), Some(open("ranking")));
    }
}
