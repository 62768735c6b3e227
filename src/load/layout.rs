//! How a table is to be read: what each column holds, and what is true of all of it.

use super::{shape::Dimensions, table::At};

/// What a cell can say of a figure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Field {
    Park,
    ParkName,
    Indicator,
    IndicatorName,
    Period,
    /// A month or a quarter of the period, said apart from it.
    Within,
    Value,
    Unit,
    /// The power of ten the value is to be multiplied by.
    Multiplier,
    /// How firm the number is, or its status letters.
    Mark,
    Status,
    Kind,
    Source,
    Note,
    /// The number as its source printed it.
    Printed,
}

/// How many fields there are.
pub const FIELDS: usize = 15;

/// A text a heading, a title or a file's description says of figures, and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    pub text: String,
    /// The row and the cell; none where it stands in no cell.
    pub place: Option<(At, usize)>,
}

impl Said {
    /// Something said in no cell.
    pub fn outside(text: impl Into<String>) -> Self {
        Self { text: text.into(), place: None }
    }
}

/// Where a field of a figure is found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Found {
    #[default]
    Nowhere,
    /// In that cell of the figure's row.
    Cell(usize),
    /// Said elsewhere, of all the figures of a column or of the table.
    Said(Said),
}

/// Where each field of the figures of one column is found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Figure {
    fields: [Found; FIELDS],
}

impl Figure {
    /// Where a field is found.
    pub const fn field(&self, field: Field) -> &Found {
        &self.fields[field as usize]
    }

    /// States where a field is found.
    pub fn set(&mut self, field: Field, found: Found) {
        self.fields[field as usize] = found;
    }

    /// States where a field is found, unless that is known.
    pub fn set_if_missing(&mut self, field: Field, found: impl FnOnce() -> Found) {
        if self.fields[field as usize] == Found::Nowhere {
            self.fields[field as usize] = found();
        }
    }

    /// Whether a field is found anywhere.
    pub fn has(&self, field: Field) -> bool {
        *self.field(field) != Found::Nowhere
    }
}

/// What has to be done to a row before its cells are what the layout says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Step {
    /// The first cell holds so many, separated by commas.
    pub split: Option<usize>,
    /// The dimensions of a series become its name, its description, its status and its park's name, in cells at the end.
    pub series: Option<Dimensions>,
}

/// How the rows of a table are to be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rows {
    /// One figure a row: every row says something, and a cell missing or too many is worth a word.
    Long,
    /// Several figures a row: an empty cell says nothing, and rows without figures are titles and notes.
    Wide,
}

/// What 31 December means where a cell says the time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum YearEnd {
    /// The year.
    #[default]
    Year,
    /// The month: other days stand in the column.
    December,
}

/// A column that is left alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ignored {
    pub column: usize,
    pub name: String,
    /// Whether it holds figures of which nothing says the period, beside others whose headings do.
    pub is_undated: bool,
}

/// How a table is to be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layout {
    /// How many rows come before the figures.
    pub header: usize,
    /// The row whose cells name the columns.
    pub at: At,
    pub rows: Rows,
    /// One for each column of figures.
    pub figures: Vec<Figure>,
    /// How many cells a row should have.
    pub width: usize,
    pub step: Step,
    /// Whether letters after a number are flags, and never units.
    pub is_flagged: bool,
    pub ignored: Vec<Ignored>,
    /// What the file says of when it was made.
    pub compiled: Option<String>,
    /// Whether the period is guessed from the year of an edition.
    pub is_edition: bool,
    /// Whether no row names the columns, so that what they hold is seen from the cells alone.
    pub is_bare: bool,
    pub year_end: YearEnd,
    /// A cell that makes a row one to leave out: the place, and what it says (`ACTION` is `D`).
    pub skip: Option<(usize, &'static str)>,
}
