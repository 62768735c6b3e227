//! One table of figures as text: the columns any of its rows needs, in the order they always have.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use super::write::Digest;
use crate::model::{Dataset, Fact, FactId, FileId, Kind, Observation, SourceId};

/// A column, in the order of the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    Park,
    Indicator,
    Period,
    Value,
    Unit,
    Qualifier,
    Status,
    Kind,
    Source,
    Note,
    Printed,
}

impl Column {
    const ALL: [Self; 11] = [
        Self::Park,
        Self::Indicator,
        Self::Period,
        Self::Value,
        Self::Unit,
        Self::Qualifier,
        Self::Status,
        Self::Kind,
        Self::Source,
        Self::Note,
        Self::Printed,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Park => "park",
            Self::Indicator => "indicator",
            Self::Period => "period",
            Self::Value => "value",
            Self::Unit => "unit",
            Self::Qualifier => "qualifier",
            Self::Status => "status",
            Self::Kind => "kind",
            Self::Source => "source",
            Self::Note => "note",
            Self::Printed => "printed",
        }
    }

    /// Whether a row says something here that an absent column would not.
    fn is_needed(self, data: &Dataset, row: &Observation) -> bool {
        match self {
            Self::Park | Self::Indicator | Self::Period | Self::Value => true,
            Self::Qualifier => !row.mark.is_exact(),
            Self::Kind => row.fact.kind == Kind::Target,
            column => !column.cell(data, row).is_empty(),
        }
    }

    fn cell<'a>(self, data: &'a Dataset, row: &'a Observation) -> Cow<'a, str> {
        let catalog = &data.catalog;
        match self {
            Self::Park => Cow::Borrowed(&catalog.park(row.fact.park).slug),
            Self::Indicator => Cow::Borrowed(&catalog.indicator(row.fact.indicator).slug),
            Self::Period => Cow::Owned(row.fact.period.to_string()),
            Self::Value => match row.value {
                // The shortest digits that read back as the same number.
                Some(value) => Cow::Owned(value.to_string()),
                None => Cow::Borrowed(if is_dash(row) { "-" } else { "" }),
            },
            Self::Unit => Cow::Borrowed(catalog.indicator(row.fact.indicator).unit.code()),
            Self::Qualifier => Cow::Borrowed(row.mark.name()),
            Self::Status => Cow::Borrowed(row.status.as_deref().unwrap_or_default()),
            Self::Kind => Cow::Borrowed(if row.fact.kind == Kind::Target { "target" } else { "actual" }),
            Self::Source => Cow::Borrowed(row.source.map_or("", |id| &catalog.source(id).slug)),
            Self::Note => Cow::Borrowed(row.note.as_deref().unwrap_or_default()),
            Self::Printed => Cow::Borrowed(row.raw.as_deref().unwrap_or_default()),
        }
    }
}

/// Whether the number that is not there is written as a dash: beside a note or a status an empty cell says `O`.
fn is_dash(row: &Observation) -> bool {
    let says_otherwise = match &row.status {
        Some(status) => !status.starts_with('O'),
        None => row.note.is_some(),
    };
    row.value.is_none() && says_otherwise
}

/// The figures of one file that was read.
#[derive(Debug)]
pub struct Table<'a> {
    data: &'a Dataset,
    pub file: FileId,
    pub rows: Vec<FactId>,
    columns: Vec<Column>,
}

impl<'a> Table<'a> {
    /// The tables of a dataset, a file each, in the order of reading.
    pub fn all(data: &'a Dataset) -> Vec<Self> {
        let mut rows = vec![Vec::new(); data.files.len()];
        for id in data.observations.ids() {
            rows[data.observations.place(id).file.index()].push(id);
        }
        // In the order of the file, whatever order they were settled in.
        for rows in &mut rows {
            rows.sort_unstable_by_key(|id| (data.observations.place(*id), id.0));
        }
        rows.into_iter().enumerate().map(|(file, rows)| Self::of(data, FileId::at(file), rows)).collect()
    }

    fn of(data: &'a Dataset, file: FileId, rows: Vec<FactId>) -> Self {
        let mut needed = [false; Column::ALL.len()];
        for id in &rows {
            let row = data.observations.get(*id);
            for (needed, column) in needed.iter_mut().zip(Column::ALL) {
                *needed = *needed || column.is_needed(data, &row);
            }
        }
        let columns = Column::ALL.into_iter().zip(needed).filter(|(_, needed)| *needed).map(|(column, _)| column);
        Self { data, file, rows, columns: columns.collect() }
    }

    /// What each row is about, and its source.
    pub fn named(&self) -> impl Iterator<Item = (Fact, Option<SourceId>)> {
        let all = &self.data.observations;
        self.rows.iter().map(|id| (all.fact(*id), all.source(*id)))
    }

    /// Writes header and rows.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(self.columns.iter().map(|column| column.name()))?;
        for id in &self.rows {
            let row = self.data.observations.get(*id);
            out.write_record(self.columns.iter().map(|column| column.cell(self.data, &row).into_owned()))?;
        }
        out.flush()
    }

    /// The digest of what [`write`](Self::write) writes.
    pub fn digest(&self) -> Digest {
        let mut digest = Digest::default();
        self.write(&mut digest).expect("a digest takes whatever is written");
        digest
    }
}
