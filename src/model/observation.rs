//! Observations: published figures, in columns.

use std::{collections::HashMap, sync::Arc};

use super::{FactId, FileId, IndicatorId, Mark, ParkId, Period, SourceId};

/// Whether a figure says what was or what is aimed at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Kind {
    #[default]
    Actual,
    Target,
}

/// Where a figure stands: a file, and the line in it (the first is 1; 0 where lines mean nothing).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    pub file: FileId,
    pub line: u32,
}

/// What identifies a fact; several sources may state it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Fact {
    pub indicator: IndicatorId,
    pub park: ParkId,
    pub kind: Kind,
    pub period: Period,
}

/// What one source said of a fact: the view of one row.
#[derive(Clone, PartialEq, Debug)]
pub struct Observation {
    /// Its row; a loader's row gets its own when it is pushed.
    pub id: FactId,
    pub fact: Fact,
    /// In the indicator's canonical unit; none where the source says that there is none.
    pub value: Option<f64>,
    pub mark: Mark,
    pub source: Option<SourceId>,
    pub place: Place,
    /// The value and its unit as the file prints them, where that says more than the number.
    pub raw: Option<Arc<str>>,
    /// SDMX status letters beside the mark, as the file prints them.
    pub status: Option<Arc<str>>,
    pub note: Option<Arc<str>>,
}

/// Every observation, a column a property; texts only where there are any.
#[derive(Clone, Debug, Default)]
pub struct Observations {
    pub parks: Vec<u32>,
    pub indicators: Vec<u32>,
    pub kinds: Vec<Kind>,
    /// Packed, see [`Period::pack`].
    pub periods: Vec<i32>,
    /// NaN where there is no value; nothing outside this module and the store's builder looks at it.
    pub values: Vec<f64>,
    pub marks: Vec<Mark>,
    /// `u32::MAX` where no source is named.
    pub sources: Vec<u32>,
    pub lines: Vec<u32>,
    pub files: Vec<u16>,
    pub texts: Texts,
}

/// What is said in words of some observations, by row.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    pub raws: HashMap<u32, Arc<str>>,
    pub statuses: HashMap<u32, Arc<str>>,
    pub notes: HashMap<u32, Arc<str>>,
}

impl Observations {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Adds one at the end.
    pub fn push(&mut self, row: Observation) {
        let id = self.len() as u32;
        self.parks.push(row.fact.park.0);
        self.indicators.push(row.fact.indicator.0);
        self.kinds.push(row.fact.kind);
        self.periods.push(row.fact.period.pack());
        self.values.push(row.value.unwrap_or(f64::NAN));
        self.marks.push(row.mark);
        self.sources.push(row.source.map_or(u32::MAX, |source| source.0));
        self.lines.push(row.place.line);
        self.files.push(row.place.file.0 as u16);
        let texts = &mut self.texts;
        for (table, text) in
            [(&mut texts.raws, row.raw), (&mut texts.statuses, row.status), (&mut texts.notes, row.note)]
        {
            if let Some(text) = text {
                table.insert(id, text);
            }
        }
    }

    /// What the row is about.
    pub fn fact(&self, id: FactId) -> Fact {
        let row = id.index();
        Fact {
            indicator: IndicatorId(self.indicators[row]),
            park: ParkId(self.parks[row]),
            kind: self.kinds[row],
            period: Period::unpack(self.periods[row]),
        }
    }

    /// The row's value.
    pub fn value(&self, id: FactId) -> Option<f64> {
        Some(self.values[id.index()]).filter(|value| !value.is_nan())
    }

    /// The row's source.
    pub fn source(&self, id: FactId) -> Option<SourceId> {
        Some(SourceId(self.sources[id.index()])).filter(|source| source.0 != u32::MAX)
    }

    /// Every row, by its id.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = FactId> + use<> {
        (0..self.len()).map(FactId::at)
    }

    /// The observation of that row, whole.
    pub fn get(&self, id: FactId) -> Observation {
        let row = id.index();
        Observation {
            id,
            fact: self.fact(id),
            value: self.value(id),
            mark: self.marks[row],
            source: self.source(id),
            place: Place { file: FileId(u32::from(self.files[row])), line: self.lines[row] },
            raw: self.texts.raws.get(&id.0).cloned(),
            status: self.texts.statuses.get(&id.0).cloned(),
            note: self.texts.notes.get(&id.0).cloned(),
        }
    }
}
