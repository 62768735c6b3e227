//! A view as rows and columns: what files and pipes get.

/// A view as a table.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Grid {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Value>>,
    /// What a reader of the printed table must know: units, periods, rules.
    pub notes: Vec<String>,
}

/// One column.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// The stable name, for scripts.
    pub name: String,
    /// The heading, for people; none for a column that only scripts get.
    pub heading: Option<String>,
}

/// One cell.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    Text(String),
    /// The unrounded number, and the number as people read it.
    Number(f64, String),
    Flag(bool),
    Missing,
}

impl Column {
    /// A column for people and scripts.
    pub fn shown(name: impl Into<String>, heading: impl Into<String>) -> Self {
        Self { name: name.into(), heading: Some(heading.into()) }
    }

    /// A column for scripts.
    pub fn plain(name: impl Into<String>) -> Self {
        Self { name: name.into(), heading: None }
    }
}

impl Value {
    /// A text, or nothing.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A text if there is one.
    pub fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Missing, |text| Self::Text(text.into()))
    }

    /// A whole number.
    pub fn count(number: impl Into<f64>) -> Self {
        let number = number.into();
        Self::Number(number, format!("{number}"))
    }
}
