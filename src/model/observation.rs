//! Observations: published figures, in columns.

use std::sync::Arc;

use super::{FactId, FileId, IndicatorId, Mark, ParkId, Period, SourceId};
use column::Column;

mod about;
mod block;
mod column;
mod settle;
mod spans;
mod texts;

pub use about::About;
pub use block::Block;
pub use settle::{Duplicate, Settled};
pub use spans::Spans;
pub use texts::Texts;

/// Whether a figure says what was or what is aimed at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Kind {
    #[default]
    Actual,
    Target,
}

/// Where a figure stands: a file, the line in it (the first is 1; 0 where lines mean nothing), and the cell in the line (the
/// first is 1; 0 where one line is one figure).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    pub file: FileId,
    pub line: u32,
    pub column: u16,
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
///
/// Rows are added in the order of reading, and settled once all are there: from then on a [`FactId`] is another row.
#[derive(Clone, Debug, Default)]
pub struct Observations {
    parks: Column<u32>,
    /// Empty once settled: `spans` know.
    indicators: Column<u32>,
    /// Packed, see [`Period::pack`].
    periods: Column<i32>,
    /// NaN where there is no value.
    values: Column<f64>,
    about: Column<About>,
    /// `u32::MAX` where no source is named.
    sources: Column<u32>,
    lines: Column<u32>,
    /// Empty while no row knows its place in a line.
    columns: Column<u16>,
    texts: Texts,
    /// There once settled.
    spans: Option<Spans>,
}

impl Observations {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Adds one at the end.
    pub fn push(&mut self, row: Observation) {
        assert!(self.spans.is_none(), "rows are settled once all are there");
        let next = self.len();
        self.parks.push(row.fact.park.0);
        self.indicators.push(row.fact.indicator.0);
        self.periods.push(row.fact.period.pack());
        self.values.push(row.value.unwrap_or(f64::NAN));
        self.about.push(About::new(row.mark, row.fact.kind, row.place.file));
        self.sources.push(row.source.map_or(u32::MAX, |source| source.0));
        self.lines.push(row.place.line);
        if row.place.column > 0 || self.columns.len() > 0 {
            self.columns.pad(next);
            self.columns.push(row.place.column);
        }
        let texts = &mut self.texts;
        for (said, text) in
            [(&mut texts.raws, row.raw), (&mut texts.statuses, row.status), (&mut texts.notes, row.note)]
        {
            if let Some(text) = text {
                said.say(next, &text);
            }
        }
    }

    /// Adds rows at the end. The block may be cleared and filled again.
    pub fn append(&mut self, block: &Block) {
        assert!(self.spans.is_none(), "rows are settled once all are there");
        block.check();
        let next = self.len();
        self.texts.append(&block.texts, next);
        if !block.columns.is_empty() {
            self.columns.pad(next);
        }
        self.parks.append(&block.parks);
        self.indicators.append(&block.indicators);
        self.periods.append(&block.periods);
        self.values.append(&block.values);
        self.about.append(&block.about);
        self.sources.append(&block.sources);
        self.lines.append(&block.lines);
        self.columns.append(&block.columns);
        if self.columns.len() > 0 {
            self.columns.pad(self.len());
        }
    }

    /// Takes back the rows from one on: their file turned out to be torn.
    pub fn truncate(&mut self, len: usize) {
        assert!(self.spans.is_none(), "rows are settled once all are there");
        self.parks.truncate(len);
        self.indicators.truncate(len);
        self.periods.truncate(len);
        self.values.truncate(len);
        self.about.truncate(len);
        self.sources.truncate(len);
        self.lines.truncate(len);
        self.columns.truncate(len.min(self.columns.len()));
        self.texts.truncate(len);
    }

    /// What the row is about.
    pub fn fact(&self, id: FactId) -> Fact {
        let row = id.index();
        let indicator =
            self.spans.as_ref().map_or_else(|| IndicatorId(self.indicators.get(row)), |spans| spans.indicator(row));
        Fact {
            indicator,
            park: ParkId(self.parks.get(row)),
            kind: self.about.get(row).kind(),
            period: Period::unpack(self.periods.get(row)),
        }
    }

    /// The row's value.
    pub fn value(&self, id: FactId) -> Option<f64> {
        Some(self.values.get(id.index())).filter(|value| !value.is_nan())
    }

    /// The row's source.
    pub fn source(&self, id: FactId) -> Option<SourceId> {
        Some(SourceId(self.sources.get(id.index()))).filter(|source| source.0 != u32::MAX)
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
            mark: self.about.get(row).mark(),
            source: self.source(id),
            place: self.place(id),
            raw: self.texts.raw(row).map(Arc::from),
            status: self.texts.status(row).map(Arc::from),
            note: self.texts.note(row).map(Arc::from),
        }
    }

    /// Where the row stands.
    pub fn place(&self, id: FactId) -> Place {
        let row = id.index();
        let column = if self.columns.len() > 0 { self.columns.get(row) } else { 0 };
        Place { file: self.about.get(row).file(), line: self.lines.get(row), column }
    }
}
