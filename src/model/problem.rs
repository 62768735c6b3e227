//! What is wrong with the data, and where.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much a problem matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
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
    /// Two years in a row differ by a power of ten.
    UnitJump,
    /// A value changed by more than half, and by more than is usual for its series.
    Change,
    /// Below zero, where nothing can be.
    Negative,
    /// Outside what has been seen of its kind.
    Range,
    /// A printed ratio that its numerator and denominator do not give.
    Ratio,
    /// A total that its members do not add up to.
    Sum,
    /// A part that is more than its whole.
    Part,
    /// A share of a whole outside the shares of its parts.
    Share,
    /// Sources state one fact differently.
    Conflict,
    /// The same value in two years in a row.
    Repeated,
    /// Two figures that differ by two digits changing places.
    Transposed,
}

impl Rule {
    /// Every rule, in the order of this file.
    pub const ALL: [Self; 24] = [
        Self::File,
        Self::Encoding,
        Self::Catalog,
        Self::Header,
        Self::Ragged,
        Self::Number,
        Self::Period,
        Self::Unit,
        Self::Vocabulary,
        Self::Unknown,
        Self::Duplicate,
        Self::Control,
        Self::Shape,
        Self::UnitJump,
        Self::Change,
        Self::Negative,
        Self::Range,
        Self::Ratio,
        Self::Sum,
        Self::Part,
        Self::Share,
        Self::Conflict,
        Self::Repeated,
        Self::Transposed,
    ];

    /// The rule of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

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
            Self::UnitJump => "unit-jump",
            Self::Change => "change",
            Self::Negative => "negative",
            Self::Range => "range",
            Self::Ratio => "ratio",
            Self::Sum => "sum",
            Self::Part => "part",
            Self::Share => "share",
            Self::Conflict => "conflict",
            Self::Repeated => "repeated",
            Self::Transposed => "transposed",
        }
    }

    /// What it finds, in a sentence.
    pub const fn about(self) -> &'static str {
        match self {
            Self::File => "The file cannot be read at all.",
            Self::Encoding => "The file is not text that can be decoded.",
            Self::Catalog => "A catalogue or sidecar does not say what it should.",
            Self::Header => "The header lacks a column, has one twice or has one nobody knows.",
            Self::Ragged => "A row has too few or too many cells.",
            Self::Number => "A cell that should be a number is none.",
            Self::Period => "A cell that should be a period is none.",
            Self::Unit => "A unit is unknown, or does not fit the indicator.",
            Self::Vocabulary => "A mark, a kind or a status is not in the vocabulary.",
            Self::Unknown => "The catalogue has no such park, indicator or source.",
            Self::Duplicate => "The same row stands there twice.",
            Self::Control => "Control characters were taken out of a text.",
            Self::Shape => "No shape of table fits, or a thing the shape needs is nowhere said.",
            Self::UnitJump => "Two years in a row differ by a power of ten.",
            Self::Change => "A value changed by more than half, and by more than is usual for its series.",
            Self::Negative => "A value is below zero where nothing can be.",
            Self::Range => "A value lies outside what has been seen of its kind.",
            Self::Ratio => "A printed ratio is not what its numerator and denominator give.",
            Self::Sum => "A total is not what its members add up to.",
            Self::Part => "A part is more than its whole.",
            Self::Share => "A share of a whole lies outside the shares of its parts.",
            Self::Conflict => "Sources state one fact differently.",
            Self::Repeated => "The same value stands in two years in a row.",
            Self::Transposed => "Two figures differ by two digits that changed places.",
        }
    }
}

/// A place in a file, and what stands there.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
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
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
pub struct Excerpt {
    /// The line, or the part of it around the place; clean, on one line.
    pub text: String,
    /// How many characters of it stand before the offending ones.
    pub before: usize,
    /// How many characters are meant; at least one.
    pub length: usize,
}

/// One thing that is wrong, and where.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
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

impl Problem {
    /// Where it is: `data/x.csv:12:7`, `book.xlsx!Sheet1!R6C7`.
    pub fn place(&self) -> String {
        match (&self.sheet, self.cell()) {
            (Some(sheet), Some(cell)) => format!("{}!{sheet}!{cell}", self.file),
            (Some(sheet), None) => format!("{}!{sheet}", self.file),
            (None, _) => match self.spot {
                Spot { line: 0, .. } => self.file.clone(),
                Spot { line, column: 0, .. } => format!("{}:{line}", self.file),
                Spot { line, column, .. } => format!("{}:{line}:{column}", self.file),
            },
        }
    }

    /// Where in its sheet it is: `R6C7`, or `R6` for a row; none outside workbooks and for a whole sheet.
    pub fn cell(&self) -> Option<String> {
        self.sheet.as_ref()?;
        match self.spot {
            Spot { line: 0, .. } => None,
            Spot { line, column: 0, .. } => Some(format!("R{line}")),
            Spot { line, column, .. } => Some(format!("R{line}C{column}")),
        }
    }

    /// What is wrong, and the way out if there is one; a semicolon within backticks is the data's own.
    pub fn halves(&self) -> (&str, Option<&str>) {
        let is_ours = |at: usize| self.what.get(..at).is_some_and(|before| before.matches('`').count() % 2 == 0);
        let Some((at, _)) = self.what.rmatch_indices("; ").find(|(at, _)| is_ours(*at)) else {
            return (&self.what, None);
        };
        (self.what.get(..at).unwrap_or_default(), self.what.get(at + 2..))
    }
}

/// Place first: `data/x.csv:12:7: what; way out`, `book.xlsx!Sheet1!R6C7: what; way out`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.what)
    }
}

#[cfg(test)]
mod tests {
    use super::{Problem, Rule, Severity, Spot};

    fn problem(sheet: Option<&str>, spot: (u32, u32), what: &str) -> Problem {
        let (sheet, spot) = (sheet.map(str::to_owned), Spot::from(spot));
        Problem { severity: Severity::Error, rule: Rule::Number, file: "a.csv".into(), sheet, spot, what: what.into() }
    }

    #[test]
    fn a_place_is_said_as_far_as_it_is_known() {
        let check = |sheet, spot, expect: &str| assert_eq!(problem(sheet, spot, "").place(), expect);
        check(None, (0, 0), "a.csv");
        check(None, (3, 0), "a.csv:3");
        check(None, (3, 7), "a.csv:3:7");
        check(Some("表1"), (0, 0), "a.csv!表1");
        check(Some("表1"), (3, 0), "a.csv!表1!R3");
        check(Some("表1"), (3, 7), "a.csv!表1!R3C7");
    }

    #[test]
    fn the_way_out_stands_after_the_last_semicolon_of_ours() {
        let check = |what: &str, expect| assert_eq!(problem(None, (0, 0), what).halves(), expect, "{what}");
        check("`a; b` is no mark; write one", ("`a; b` is no mark", Some("write one")));
        check("one; two; mend it", ("one; two", Some("mend it")));
        check("unknown park `a; b`", ("unknown park `a; b`", None));
        check("", ("", None));
    }

    #[test]
    fn every_rule_answers_to_its_own_name() {
        for (place, rule) in Rule::ALL.into_iter().enumerate() {
            assert_eq!((rule as usize, Rule::named(rule.name())), (place, Some(rule)));
        }
    }
}
