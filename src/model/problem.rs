//! What is wrong with the data, and where.

use std::fmt;

/// How much a problem matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Something was left out or could not be read.
    Error,
    /// Something was read, but deserves a look.
    Warning,
    /// Something to know; it may well be right.
    Note,
}

impl Severity {
    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// The kinds of problem there are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rule {
    /// The file cannot be read at all.
    File,
    /// The file is not text we can decode.
    Encoding,
    /// A catalogue or sidecar does not say what it should.
    Catalog,
    /// The header lacks a column, has one twice or has one nobody knows.
    Header,
    /// A row has too few or too many cells.
    Ragged,
    /// A cell that should be a number is none.
    Number,
    /// A cell that should be a period is none.
    Period,
    /// A unit is unknown, or does not fit the indicator.
    Unit,
    /// A mark, a kind or a status that is not in the vocabulary.
    Vocabulary,
    /// A park, an indicator or a source that the catalogue does not have.
    Unknown,
    /// The same row twice.
    Duplicate,
    /// Control characters were taken out of a text.
    Control,
    /// No shape of table fits, or a thing the shape needs is nowhere said.
    Shape,
}

impl Rule {
    /// The name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Encoding => "encoding",
            Self::Catalog => "catalog",
            Self::Header => "header",
            Self::Ragged => "ragged",
            Self::Number => "number",
            Self::Period => "period",
            Self::Unit => "unit",
            Self::Vocabulary => "vocabulary",
            Self::Unknown => "unknown",
            Self::Duplicate => "duplicate",
            Self::Control => "control",
            Self::Shape => "shape",
        }
    }
}

/// A place in a file, and what stands there.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Spot {
    /// Counted from 1; 0 where the whole file is meant. In a workbook the row.
    pub line: u32,
    /// In characters, counted from 1; 0 where the whole line is meant. In a workbook the column.
    pub column: u32,
    pub excerpt: Option<Excerpt>,
}

impl From<(u32, u32)> for Spot {
    fn from((line, column): (u32, u32)) -> Self {
        Self { line, column, excerpt: None }
    }
}

/// The offending text in its line, for a caret to point at.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Excerpt {
    /// The line, or the part of it around the place; clean, on one line.
    pub text: String,
    /// How many characters of it stand before the offending ones.
    pub before: usize,
    /// How many characters are meant; at least one.
    pub length: usize,
}

/// One thing that is wrong, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    pub severity: Severity,
    pub rule: Rule,
    /// The file's path as the user would write it.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    pub spot: Spot,
    /// What is wrong, and after a semicolon the way out.
    pub what: String,
}

/// Place first: `data/x.csv:12:7: what; way out`, `book.xlsx!Sheet1!R6C7: what; way out`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        let Spot { line, column, .. } = self.spot;
        match &self.sheet {
            Some(sheet) => {
                write!(f, "!{sheet}")?;
                match (line, column) {
                    (0, _) => {}
                    (row, 0) => write!(f, "!R{row}")?,
                    (row, column) => write!(f, "!R{row}C{column}")?,
                }
            }
            None if line > 0 && column > 0 => write!(f, ":{line}:{column}")?,
            None if line > 0 => write!(f, ":{line}")?,
            None => {}
        }
        write!(f, ": {}", self.what)
    }
}
