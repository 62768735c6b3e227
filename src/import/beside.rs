//! The sidecar beside an imported table: what it says of the import, and how that is kept up to date.

use std::{fmt::Write, fs, io, path::Path};

use super::entry::quoted;
use crate::error::{Error, Result};

/// Where a table came from, and what was made of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Origin {
    /// The file, as seen from the folder.
    pub from: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// What the file was taken for.
    pub form: String,
    /// How many bytes it has, where that can be known.
    pub size: Option<u64>,
    /// Of the table as it is written here.
    pub digest: String,
    pub rows: usize,
    pub compiled: String,
}

/// The keys that imports keep up to date.
const KEYS: [&str; 5] = ["from", "sheet", "form", "size", "digest"];

impl Origin {
    /// The text of a sidecar for a table that has none.
    pub fn text(&self) -> String {
        let name = self.from.rsplit('/').next().unwrap_or_default();
        let title = quoted(&self.sheet.as_ref().map_or_else(|| name.to_owned(), |sheet| format!("{name} · {sheet}")));
        let compiled = match self.compiled.as_str() {
            "" => String::new(),
            compiled => format!("compiled = {}\n", quoted(compiled)),
        };
        format!(
            "# What is true of the whole table beside this file. Yours to edit: an import changes `rows` and what stands\n\
             # under [imported], and nothing else. `zonescope init` explains every key.\n\
             title = {{ zh = {title}, en = {title} }}\nrows = {}\n{compiled}\n\
             # Where the figures were taken from, as seen from the folder. By the digest the next import sees whether the\n\
             # table was edited here; one that was is left alone.\n{}",
            self.rows,
            self.table()
        )
    }

    /// What a sidecar that is up to date says of where the table came from, and of what was written.
    pub fn told(&self) -> (String, Option<String>, String) {
        (self.from.clone(), self.sheet.clone(), self.digest.clone())
    }

    fn table(&self) -> String {
        let mut lines = format!("[imported]\nfrom = {}\n", quoted(&self.from));
        if let Some(sheet) = &self.sheet {
            let _ = writeln!(lines, "sheet = {}", quoted(sheet));
        }
        if !self.form.is_empty() {
            let _ = writeln!(lines, "form = {}", quoted(&self.form));
        }
        if let Some(size) = self.size {
            let _ = writeln!(lines, "size = {size}");
        }
        lines + &format!("digest = {}\n", quoted(&self.digest))
    }

    /// A sidecar that is there, brought up to date line by line; none where that cannot be done.
    pub fn brought_into(&self, text: &str) -> Option<String> {
        let mut new = String::with_capacity(text.len());
        let (mut section, mut is_told) = (String::new(), false);
        for line in text.split_inclusive('\n') {
            let key = line.split_once('=').map_or("", |(key, _)| key.trim());
            if line.trim_start().starts_with('[') {
                line.trim().clone_into(&mut section);
            }
            match (section.as_str(), key) {
                ("", "rows") if number(line) != Some(self.rows) => _ = writeln!(new, "rows = {}", self.rows),
                ("[imported]", "") if line.trim() == section => {
                    new += &self.table();
                    is_told = true;
                }
                ("[imported]", key) if KEYS.contains(&key) => {}
                _ => new += line,
            }
        }
        if !is_told {
            let gap = if new.is_empty() || new.ends_with('\n') { "\n" } else { "\n\n" };
            new += gap;
            new += &self.table();
        }
        // Whatever a person may have made of the file: what comes out says what it should.
        let is_right = Stated::in_text(&new).is_some_and(|stated| stated.digest == self.digest);
        is_right.then_some(new)
    }
}

/// The number a line states.
fn number(line: &str) -> Option<usize> {
    let (_, value) = line.split_once('=')?;
    value.split('#').next()?.trim().parse().ok()
}

/// What a sidecar says of the import that wrote its table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stated {
    pub from: String,
    pub sheet: Option<String>,
    pub digest: String,
}

impl Stated {
    fn in_text(text: &str) -> Option<Self> {
        let document: toml::Table = text.parse().ok()?;
        let imported = document.get("imported")?.as_table()?;
        let text = |key: &str| imported.get(key).and_then(toml::Value::as_str).map(str::to_owned);
        Some(Self { from: text("from")?, sheet: text("sheet"), digest: text("digest")? })
    }
}

/// A sidecar as it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Beside {
    /// None where it is not UTF-8, so that it cannot be edited without harm.
    pub text: Option<String>,
    pub stated: Option<Stated>,
}

/// Reads a sidecar; none where there is no such file.
pub fn read(path: &Path) -> Result<Option<Beside>> {
    match fs::read(path) {
        Ok(bytes) => {
            let text = String::from_utf8(bytes).ok();
            let stated = text.as_deref().and_then(Stated::in_text);
            Ok(Some(Beside { text, stated }))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Read { path: path.to_owned(), source }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Origin, Stated};

    fn origin() -> Origin {
        Origin {
            from: "../年鉴.xlsx".into(),
            sheet: Some("表1".into()),
            size: Some(7),
            digest: "fnv1a-128:0".into(),
            rows: 3,
            ..Origin::default()
        }
    }

    #[test]
    fn what_was_edited_stays_and_what_was_imported_is_brought_up_to_date() {
        let text = origin().text().replace("rows = 3", "source = \"yearbook\" # mine\nrows = 2\n");
        let newer = Origin { rows: 4, digest: "fnv1a-128:1".into(), size: None, ..origin() };
        let brought = newer.brought_into(&text).unwrap();
        assert!(brought.contains("source = \"yearbook\" # mine\nrows = 4\n"), "{brought}");
        assert!(!brought.contains("size"), "{brought}");
        assert_eq!(Stated::in_text(&brought).unwrap().digest, "fnv1a-128:1");
        assert_eq!(newer.brought_into(&brought).as_ref(), Some(&brought), "and once is enough");
        let right = brought.replace("rows = 4", "rows = 4 # counted");
        assert_eq!(newer.brought_into(&right), Some(right), "what is right is not touched");
    }

    #[test]
    fn a_sidecar_that_says_nothing_of_an_import_is_told() {
        let brought = origin().brought_into("decimal = \",\"").unwrap();
        assert!(brought.starts_with("decimal = \",\"\n\n[imported]\nfrom = \"../年鉴.xlsx\"\n"), "{brought}");
        assert_eq!(origin().brought_into("imported = { from = 'x' }\n"), None);
        assert_eq!(origin().brought_into("title = \n"), None);
    }
}
