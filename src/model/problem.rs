//! What is wrong with the data, and where.

use std::fmt;

/// How much a problem matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Something was left out or could not be read.
    Error,
    /// Something was read, but deserves a look.
    Warning,
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
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    pub severity: Severity,
    pub rule: Rule,
    /// The file's path as the user would write it.
    pub file: String,
    /// Counted from 1; 0 where the whole file is meant.
    pub line: u32,
    /// In characters, counted from 1; 0 where the whole line is meant.
    pub column: u32,
    /// What is wrong, and after a semicolon the way out.
    pub what: String,
}

/// Place first: `data/x.csv:12:7: what; way out`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        write!(f, ": {}", self.what)
    }
}
