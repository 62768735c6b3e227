//! Views that were saved under a name: one TOML file that people may edit. What the program changes in it are the lines of
//! one view; comments and the order of everything else stay.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::file::{self, There};
use crate::{
    access::Pen,
    error::{Error, Result},
    screen::Question,
};

/// A question with a name.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Saved {
    pub name: String,
    #[serde(flatten)]
    pub question: Question,
}

/// A change to what is saved.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    /// Under that name, in the place of one of the same name if that is meant.
    Save {
        view: Saved,
        there: There,
    },
    Rename {
        from: String,
        to: String,
    },
    Delete(String),
    /// Up or down the list.
    Move {
        name: String,
        by: isize,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    #[serde(default)]
    version: Option<i64>,
    #[serde(default)]
    view: Vec<Saved>,
}

/// The version of the file this program writes.
const VERSION: i64 = 1;
/// A file larger than this is none of ours.
const LARGEST: u64 = 1 << 24;
const HEAD: &str = "# Views of zonescope; docs/views.md describes the keys.\nversion = 1\n";

/// Where the views of the user are; none where there is no home.
pub fn path() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    Some(etcetera::choose_base_strategy().ok()?.config_dir().join("zonescope").join("views.toml"))
}

/// All of them, in their order; none where there is no file.
///
/// # Errors
/// The file cannot be read, or is broken: then where.
pub fn read(path: &Path) -> Result<Vec<Saved>> {
    parse(&text_of(path)?, path)
}

/// Makes a change; all views after it. A file that is broken is never written over.
///
/// # Errors
/// As reading, and as writing; a name that is taken or not there.
pub fn change(pen: Pen, path: &Path, change: Change) -> Result<Vec<Saved>> {
    let text = text_of(path)?;
    let mut views = parse(&text, path)?;
    let mut blocks = Blocks::of(&text);
    let place = |views: &[Saved], name: &str| views.iter().position(|view| view.name == name);
    let known = |views: &[Saved], name: &str| {
        place(views, name).ok_or_else(|| Error::Name(format!("no view is called `{name}`")))
    };
    match change {
        Change::Save { view, there } => match (place(&views, &view.name), there) {
            (Some(_), There::Keep) => return Err(Error::Taken(view.name)),
            (Some(at), There::Replace) => {
                blocks.replace(at, &block_of(&view)?);
                views[at] = view;
            }
            (None, _) => {
                blocks.views.push(block_of(&view)?);
                views.push(view);
            }
        },
        Change::Rename { from, to } => {
            let at = known(&views, &from)?;
            if from != to && place(&views, &to).is_some() {
                return Err(Error::Taken(to));
            }
            views[at].name = to;
            blocks.replace(at, &block_of(&views[at])?);
        }
        Change::Delete(name) => {
            let at = known(&views, &name)?;
            views.remove(at);
            blocks.remove(at);
        }
        Change::Move { name, by } => {
            let at = known(&views, &name)?;
            let to = at.saturating_add_signed(by).min(views.len() - 1);
            let view = views.remove(at);
            views.insert(to, view);
            blocks.shift(at, to);
        }
    }
    let mut text = blocks.text();
    // Where lines and meaning differ (a text over several lines that looks like a heading) comments go, and no view.
    if parse(&text, path).ok().as_ref() != Some(&views) {
        HEAD.clone_into(&mut text);
        for view in &views {
            text.push_str(&block_of(view)?);
        }
    }
    if let Some(folder) = path.parent() {
        file::make_folder(pen, folder, path)?;
    }
    file::put(pen, path, There::Replace, |out| out.write_all(text.as_bytes()).map_err(Error::Write))?;
    Ok(views)
}

fn text_of(path: &Path) -> Result<String> {
    Ok(file::text_of(path, LARGEST)?.unwrap_or_default())
}

fn parse(text: &str, path: &Path) -> Result<Vec<Saved>> {
    let broken = |line: usize, what: &str| Error::Usage(format!("{}:{line}: {what}", path.display()));
    let whole: Whole = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| 1 + text.get(..span.start).unwrap_or_default().matches('\n').count());
        let what = error.message().lines().next().unwrap_or_default().to_owned();
        broken(line, &what)
    })?;
    if whole.version.is_some_and(|version| version > VERSION) {
        return Err(broken(1, "it was written by a newer zonescope; `version` is above 1"));
    }
    for (at, view) in whole.view.iter().enumerate() {
        if view.name.trim().is_empty() || whole.view[..at].iter().any(|other| other.name == view.name) {
            let line =
                text.lines().enumerate().filter(|(_, line)| is_heading(line)).nth(at).map_or(1, |(line, _)| line + 1);
            return Err(broken(line, &format!("`name`: `{}` is empty or stands here twice", view.name)));
        }
    }
    Ok(whole.view)
}

fn is_heading(line: &str) -> bool {
    line.trim_start().starts_with("[[view]]")
}

fn block_of(view: &Saved) -> Result<String> {
    let text = toml::to_string(view).map_err(|error| Error::Bug(format!("writing a view ({error})")))?;
    Ok(format!("\n[[view]]\n{text}"))
}

/// The lines of a file: what comes before the first view, and those of each. Comments above a view are its own.
struct Blocks {
    head: String,
    views: Vec<String>,
}

impl Blocks {
    fn of(text: &str) -> Self {
        let text = if text.trim().is_empty() { HEAD } else { text };
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut starts: Vec<usize> = vec![];
        for (at, _) in lines.iter().enumerate().filter(|(_, line)| is_heading(line)) {
            let above = lines[..at].iter().rev().take_while(|line| line.trim_start().starts_with('#')).count();
            let from = starts.last().map_or(0, |last| last + 1);
            starts.push((at - above).max(from));
        }
        let block = |(at, start): (usize, &usize)| {
            let end = starts.get(at + 1).copied().unwrap_or(lines.len());
            lines[*start..end].concat()
        };
        let head = lines[..starts.first().copied().unwrap_or(lines.len())].concat();
        Self { head, views: starts.iter().enumerate().map(block).collect() }
    }

    fn replace(&mut self, at: usize, block: &str) {
        if let Some(old) = self.views.get_mut(at) {
            let above: String =
                old.split_inclusive('\n').take_while(|line| line.trim_start().starts_with('#')).collect();
            *old = format!("{above}{}", if above.is_empty() { block } else { block.trim_start() });
        }
    }

    fn remove(&mut self, at: usize) {
        if at < self.views.len() {
            self.views.remove(at);
        }
    }

    fn shift(&mut self, from: usize, to: usize) {
        if from < self.views.len() && to < self.views.len() {
            let block = self.views.remove(from);
            self.views.insert(to, block);
        }
    }

    fn text(&self) -> String {
        let mut text = self.head.clone();
        for view in &self.views {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(view);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Change, Saved, There, change, read};
    use crate::{
        access::Pen,
        screen::{Question, Said},
    };

    fn view(name: &str, screen: &str) -> Saved {
        let said = [("parks".to_owned(), Said::List(vec!["binjiang".into(), "sip".into()]))].into();
        Saved { name: name.into(), question: Question { screen: screen.into(), said } }
    }

    fn save(name: &str) -> Change {
        Change::Save { view: view(name, "compare"), there: There::Keep }
    }

    fn names(views: &[Saved]) -> Vec<&str> {
        views.iter().map(|view| view.name.as_str()).collect()
    }

    #[test]
    fn what_is_saved_is_read_back_in_its_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/views.toml");
        assert!(read(&path).unwrap().is_empty());
        for name in ["一", "二 \"quoted\"", "三"] {
            change(Pen::TEST, &path, save(name)).unwrap();
        }
        assert!(change(Pen::TEST, &path, save("一")).is_err(), "a name that is taken");
        let moved = change(Pen::TEST, &path, Change::Move { name: "三".into(), by: -2 }).unwrap();
        assert_eq!(names(&moved), ["三", "一", "二 \"quoted\""]);
        change(Pen::TEST, &path, Change::Rename { from: "一".into(), to: "1".into() }).unwrap();
        change(Pen::TEST, &path, Change::Delete("三".into())).unwrap();
        let views = read(&path).unwrap();
        assert_eq!(names(&views), ["1", "二 \"quoted\""]);
        assert_eq!(views[0].question, view("", "compare").question);
        assert!(change(Pen::TEST, &path, Change::Delete("三".into())).is_err());
    }

    #[test]
    fn comments_of_people_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("views.toml");
        let text = "# mine\n\n# the first\n[[view]]\nname = \"a\"\nscreen = \"ranking\" # here\n\n# the second\n[[view]]\nname = \"b\"\nscreen = \"trend\"\n";
        fs::write(&path, text).unwrap();
        change(Pen::TEST, &path, Change::Move { name: "b".into(), by: -1 }).unwrap();
        change(Pen::TEST, &path, Change::Rename { from: "b".into(), to: "c".into() }).unwrap();
        let now = fs::read_to_string(&path).unwrap();
        for words in ["# mine", "# the first", "# here", "# the second"] {
            assert!(now.contains(words), "`{words}` is not in\n{now}");
        }
        assert_eq!(names(&read(&path).unwrap()), ["c", "a"]);
    }

    #[test]
    fn a_broken_file_is_told_with_its_line_and_never_written_over() {
        let check = |text: &str, words: &[&str]| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("views.toml");
            fs::write(&path, text).unwrap();
            for said in
                [read(&path).unwrap_err().to_string(), change(Pen::TEST, &path, save("x")).unwrap_err().to_string()]
            {
                for word in words {
                    assert!(said.contains(word), "`{word}` is not in {said}");
                }
            }
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        };
        check("[[view]]\nname = \"a\"\nscreen = \n", &["views.toml:3:"]);
        check("[[view]]\nname = \"a\"\n", &["screen"]);
        check("[[views]]\nname = \"a\"\n", &["views.toml:1:", "views"]);
        check("[[view]]\nname=\"a\"\nscreen=\"b\"\n[[view]]\nname=\"a\"\nscreen=\"b\"\n", &["views.toml:4:", "twice"]);
        check("version = 2\n", &["newer"]);
    }
}
