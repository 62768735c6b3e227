//! Tables of observations, read figure by figure into the columns of the dataset.

use std::{collections::HashMap, sync::Arc};

use csv::ByteRecord;

use self::row::{Line, Row};
use super::{
    complaints::Complaints,
    layout::{Field, Found, Layout, Rows},
    memo::Memo,
    number::Decimal,
    sidecar::Sidecar,
    table::{LONGEST_ROW, Table},
    text,
};
use crate::model::{
    Dataset, Fact, FactId, FileId, IndicatorId, Kind, Mark, Observation, ParkId, Period, Place, Rule, Severity,
    SourceId, Unit,
};

mod cell;
mod label;
mod names;
mod reading;
mod row;
mod step;
pub mod swift;

pub use names::Names;

/// The meaning of what repeats in a file.
#[derive(Default)]
struct Memos {
    parks: Memo<Option<ParkId>>,
    indicators: Memo<Option<(IndicatorId, Option<Unit>)>>,
    periods: Memo<Option<Period>>,
    units: Memo<Option<Unit>>,
    multipliers: Memo<Option<i32>>,
    qualifiers: Memo<Option<(Mark, Arc<str>)>>,
    statuses: Memo<Option<(Mark, Arc<str>)>>,
    kinds: Memo<Option<Kind>>,
    sources: Memo<Option<SourceId>>,
    notes: Memo<Option<Arc<str>>>,
}

/// Reads one table.
pub struct Reader<'a> {
    dataset: &'a mut Dataset,
    names: &'a mut Names,
    sidecar: &'a Sidecar,
    /// What separates the fraction of its numbers.
    decimal: Decimal,
    /// The units the sidecar states, by indicator, as they are met.
    sidecar_units: HashMap<IndicatorId, Option<Unit>>,
    file: FileId,
    complaints: &'a mut Complaints,
    memos: Memos,
    /// The park met last that is not said to be one of another's.
    whole: Option<ParkId>,
}

impl<'a> Reader<'a> {
    /// Reads into that dataset, as that file.
    pub fn new(
        dataset: &'a mut Dataset,
        names: &'a mut Names,
        (sidecar, decimal): (&'a Sidecar, Decimal),
        file: FileId,
        complaints: &'a mut Complaints,
    ) -> Self {
        let (sidecar_units, memos) = (HashMap::new(), Memos::default());
        Self { dataset, names, sidecar, decimal, sidecar_units, file, complaints, memos, whole: None }
    }

    /// Reads every figure of a table under a layout; the number of rows that held any.
    pub fn read(&mut self, table: &Table, layout: &Layout) -> usize {
        let mut cursor = table.cursor();
        let (mut raw, mut made) = (ByteRecord::new(), None);
        let mut heading = ByteRecord::new();
        for _ in 0..layout.header {
            cursor.next(&mut heading);
        }
        let mut rows = 0;
        while let Some(at) = cursor.next(&mut raw) {
            let mut line = Line { table, layout, record: &raw, at };
            if line.is_blank() || !self.fits(&line, &heading) {
                continue;
            }
            if !layout.step.is_nothing() {
                line.record = made.insert(layout.step.ready(&raw, layout.width));
            }
            if let Some((nth, word)) = layout.skip
                && line.nth(nth).eq_ignore_ascii_case(word.as_bytes())
            {
                continue;
            }
            rows += usize::from(self.line(line));
        }
        rows
    }

    /// Adds the figures of a row; whether there was any.
    fn line(&mut self, line: Line<'_>) -> bool {
        let mut any = false;
        for figure in &line.layout.figures {
            let row = Row { line, figure };
            // A blank in a wide table says nothing; in a long one the rest of the row may.
            if line.layout.rows == Rows::Wide && row.cell(Field::Value).trim_ascii().is_empty() {
                continue;
            }
            any = true;
            self.row(&row);
        }
        any
    }

    /// Adds a figure, or says why not.
    fn row(&mut self, row: &Row<'_>) {
        let Some((indicator, unit)) = self.indicator(row) else { return };
        let Some(park) = self.park(row) else { return };
        let Some(period) = self.period(row) else { return };
        let Some(kind) = self.kind(row) else { return };
        let note = self.note(row);
        let Some(reading) = self.reading(row, indicator, unit, note.is_some()) else {
            return;
        };
        let observation = Observation {
            id: FactId(0),
            fact: Fact { indicator, park, kind, period },
            value: reading.value,
            mark: reading.mark,
            source: self.source(row),
            place: Place { file: self.file, line: row.number(), column: row.column() },
            raw: reading.raw,
            status: reading.status,
            note,
        };
        self.dataset.observations.push(observation);
    }

    /// Whether the row has the cells the headings promise.
    fn fits(&mut self, line: &Line<'_>, heading: &ByteRecord) -> bool {
        let layout = line.layout;
        let (width, found) = (width_in_file(layout), line.record.len());
        if line.record.as_slice().len() > LONGEST_ROW {
            let what = || format!("the row is longer than {} MB; cut it", LONGEST_ROW >> 20);
            self.complaints.add(Severity::Error, Rule::Ragged, || line.row_spot(), what);
            return false;
        }
        for (at, cell) in line.record.iter().enumerate().filter(|(_, cell)| cell.len() > text::LONGEST) {
            let what = || format!("the cell has {} bytes and is cut after {}", cell.len(), text::LONGEST);
            self.complaints.add(Severity::Error, Rule::Ragged, || line.table.spot(line.at, at), what);
        }
        match layout.rows {
            Rows::Long => self.fits_long(line, width, found),
            Rows::Wide => self.fits_wide(line, heading, width),
        }
    }

    fn fits_long(&mut self, line: &Line<'_>, width: usize, found: usize) -> bool {
        // A line such as `数据来源：…` below the figures is a note.
        if found == 1 && width > 1 || is_note(line.record) {
            return is_note(line.record) || self.too_short(line, width, found);
        }
        // Even an empty cell too many may mean that `1,234` was not quoted and every cell after it is off by one.
        if found > width {
            let what =
                || format!("the row has {found} cells, the header {width}; put cells with a separator in quotes");
            self.complaints.add(Severity::Error, Rule::Ragged, || line.table.spot(line.at, width), what);
            return false;
        }
        if found <= last_needed(line.layout) {
            return self.too_short(line, width, found);
        }
        if found < width {
            let what = || format!("the row has {found} cells, the header {width}; the others are taken as empty");
            self.complaints.add(Severity::Warning, Rule::Ragged, || line.row_spot(), what);
        }
        true
    }

    fn too_short(&mut self, line: &Line<'_>, width: usize, found: usize) -> bool {
        let what = || format!("the row has {found} cells, the header {width}; add what is missing");
        self.complaints.add(Severity::Error, Rule::Ragged, || line.row_spot(), what);
        false
    }

    /// A row of a wide table may be shorter; what it has too much must be empty. Headings come again on a new page.
    fn fits_wide(&mut self, line: &Line<'_>, heading: &ByteRecord, width: usize) -> bool {
        let filled = || line.record.iter().zip(heading).filter(|(cell, _)| !cell.is_empty());
        if filled().count() > 1 && filled().all(|(cell, again)| cell == again) {
            return false;
        }
        let extra = line.record.iter().enumerate().skip(width).find(|(_, cell)| !cell.trim_ascii().is_empty());
        if let Some((at, _)) = extra {
            let found = line.record.len();
            let what =
                || format!("the row has {found} cells, the header {width}; put cells with a separator in quotes");
            self.complaints.add(Severity::Error, Rule::Ragged, || line.table.spot(line.at, at), what);
            return false;
        }
        true
    }
}

/// How many cells a row of the file has, before it is made ready.
fn width_in_file(layout: &Layout) -> usize {
    layout.width + 1 - layout.step.split.unwrap_or(1)
}

/// The last cell a long row cannot do without.
fn last_needed(layout: &Layout) -> usize {
    let needed = [Field::Park, Field::Indicator, Field::Period, Field::Value];
    let places = layout.figures.iter().flat_map(|figure| needed.map(|field| figure.field(field)));
    let cells = places.filter_map(|found| if let Found::Cell(nth) = found { Some(*nth) } else { None });
    cells.filter(|nth| *nth < layout.width).max().unwrap_or(0)
}

/// Whether a row holds nothing but a note in its first cell.
fn is_note(record: &ByteRecord) -> bool {
    const WORDS: [&str; 8] =
        ["数据来源", "资料来源", "来源：", "注：", "注:", "说明：", "Data from database", "Last Updated"];
    let first = record.get(0).and_then(|cell| std::str::from_utf8(cell).ok()).unwrap_or_default().trim();
    WORDS.iter().any(|word| first.starts_with(word)) && record.iter().skip(1).all(<[u8]>::is_empty)
}
