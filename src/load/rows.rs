//! Tables of observations: one long CSV each, read row by row into the columns of the dataset.

use std::{collections::HashMap, sync::Arc};

use csv::{ByteRecord, ReaderBuilder};

use self::row::{Row, Sheet};
use super::{
    complaints::Complaints,
    header::{self, Column, Flaw, Header},
    memo::Memo,
    part::Table,
    sidecar::{self, Sidecar},
    text,
};
use crate::model::{
    Dataset, Fact, FileId, IndicatorId, Kind, Mark, Observation, ParkId, Period, Place, Rule, Severity, SourceId, Unit,
    dataset::File,
};

mod cell;
mod names;
mod reading;
mod row;

pub use names::Names;

/// More files than this have no place in the columns.
const MOST_FILES: usize = u16::MAX as usize;

/// Reads one table into the dataset.
pub fn read(table: Table, dataset: &mut Dataset, names: &mut Names) {
    let mut complaints = Complaints::of(table.part.name.clone());
    let path = table.part.name.clone();
    let sidecar = table.sidecar.map(|part| sidecar::read(part, &mut dataset.problems)).unwrap_or_default();
    if dataset.files.len() >= MOST_FILES {
        complaints.whole(Severity::Error, Rule::File, || format!("there are more than {MOST_FILES} files; join some"));
    } else if let Some(text) = text::open(table.part, &mut complaints) {
        let file = FileId::at(dataset.files.len());
        dataset.files.push(File { path, compiled: sidecar.compiled.clone(), ..File::default() });
        Reader::new(dataset, names, sidecar, file, &mut complaints).read(&text);
    }
    dataset.problems.extend(complaints.into_problems());
}

/// The meaning of what repeats in a file.
#[derive(Default)]
struct Memos {
    parks: Memo<Option<ParkId>>,
    indicators: Memo<Option<IndicatorId>>,
    periods: Memo<Option<Period>>,
    units: Memo<Option<Unit>>,
    qualifiers: Memo<Option<(Mark, Arc<str>)>>,
    statuses: Memo<Option<(Mark, Arc<str>)>>,
    kinds: Memo<Option<Kind>>,
    sources: Memo<Option<SourceId>>,
    notes: Memo<Option<Arc<str>>>,
}

/// Reads one file.
struct Reader<'a> {
    dataset: &'a mut Dataset,
    names: &'a mut Names,
    sidecar: Sidecar,
    /// The units the sidecar states, by indicator, as they are met.
    sidecar_units: HashMap<IndicatorId, Option<Unit>>,
    file: FileId,
    complaints: &'a mut Complaints,
    memos: Memos,
}

impl<'a> Reader<'a> {
    fn new(
        dataset: &'a mut Dataset,
        names: &'a mut Names,
        sidecar: Sidecar,
        file: FileId,
        complaints: &'a mut Complaints,
    ) -> Self {
        let (sidecar_units, memos) = (HashMap::new(), Memos::default());
        Self { dataset, names, sidecar, sidecar_units, file, complaints, memos }
    }

    fn read(mut self, text: &str) {
        if let Some((count, first)) = text::dirt(text) {
            let what = || match count {
                1 => "an invisible or control character was taken out; check the text here".to_owned(),
                _ => format!("{count} invisible or control characters were taken out; the first is here"),
            };
            self.complaints.add(Severity::Warning, Rule::Control, || text::place(text, first), what);
        }
        let separator = header::sniff(text);
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
        let mut record = ByteRecord::new();
        // Reading from memory cannot fail, and records may be of any length.
        let mut next = |record: &mut ByteRecord| reader.read_byte_record(record).unwrap_or(false);
        if !next(&mut record) {
            self.complaints.whole(Severity::Error, Rule::Header, || "the file is empty; give it a header line".into());
            return;
        }
        let (header, flaws) = Header::read(record.iter().map(|cell| std::str::from_utf8(cell).unwrap_or_default()));
        let sheet = Sheet { text, separator, header };
        if !self.accept(&Row::of(&sheet, &record), flaws) {
            return;
        }
        let mut rows = 0;
        while next(&mut record) {
            let row = Row::of(&sheet, &record);
            if !row.is_blank() {
                rows += 1;
                self.row(&row);
            }
        }
        if let Some(stated) = self.sidecar.rows.filter(|stated| *stated != rows) {
            let what = || format!("there are {rows} rows where the sidecar says {stated}; mend one or the other");
            self.complaints.whole(Severity::Warning, Rule::Catalog, what);
        }
    }

    /// Whether the table can be read under that header.
    fn accept(&mut self, row: &Row<'_>, flaws: Vec<Flaw>) -> bool {
        let cell = |at: usize| {
            text::clean(std::str::from_utf8(row.record.get(at).unwrap_or_default()).unwrap_or_default()).into_owned()
        };
        let mut is_readable = true;
        for flaw in flaws {
            let (severity, place, what) = match flaw {
                Flaw::Unknown(at) => {
                    let what = format!("the column `{}` is not known and is ignored", text::shown(&cell(at)));
                    (Severity::Warning, row.nth_place(at), what)
                }
                Flaw::Twice(at) => {
                    let what =
                        format!("there is a second column like `{}`; the first one counts", text::shown(&cell(at)));
                    (Severity::Warning, row.nth_place(at), what)
                }
                Flaw::Missing(name) => {
                    is_readable = false;
                    let what = format!("there is no column `{name}`; name it in the first line of the file");
                    (Severity::Error, (row.line, 0), what)
                }
            };
            self.complaints.add(severity, Rule::Header, || place, || what);
        }
        is_readable
    }

    /// Adds a row, or says why not.
    fn row(&mut self, row: &Row<'_>) {
        if !self.fits(row) {
            return;
        }
        let Some(indicator) = self.indicator(row) else { return };
        let Some(park) = self.park(row) else { return };
        let Some(period) = self.period(row) else { return };
        let Some(kind) = self.kind(row) else { return };
        let note = self.note(row);
        let Some(reading) = self.reading(row, indicator, note.is_some()) else {
            return;
        };
        let observation = Observation {
            id: crate::model::FactId(0),
            fact: Fact { indicator, park, kind, period },
            value: reading.value,
            mark: reading.mark,
            source: self.source(row),
            place: Place { file: self.file, line: row.line, column: 0 },
            raw: reading.raw,
            status: reading.status,
            note,
        };
        self.dataset.observations.push(observation);
    }

    /// Whether the row has the cells the header promises.
    fn fits(&mut self, row: &Row<'_>) -> bool {
        let (width, found) = (row.sheet.header.width, row.record.len());
        let required = [Column::Park, Column::Indicator, Column::Period, Column::Value];
        let last = required.iter().filter_map(|column| row.sheet.header.place(*column)).max().unwrap_or(0);
        // Even an empty cell too many may mean that `1,234` was not quoted and every cell after it is off by one.
        if found > width {
            let what =
                || format!("the row has {found} cells, the header {width}; put cells with a separator in quotes");
            self.complaints.add(Severity::Error, Rule::Ragged, || row.nth_place(width), what);
            return false;
        }
        if found <= last {
            let what = || format!("the row has {found} cells, the header {width}; add what is missing");
            self.complaints.add(Severity::Error, Rule::Ragged, || (row.line, 0), what);
            return false;
        }
        if found < width {
            let what = || format!("the row has {found} cells, the header {width}; the others are taken as empty");
            self.complaints.add(Severity::Warning, Rule::Ragged, || (row.line, 0), what);
        }
        for (at, cell) in row.record.iter().enumerate().filter(|(_, cell)| cell.len() > text::LONGEST) {
            let what = || format!("the cell has {} bytes and is cut after {}", cell.len(), text::LONGEST);
            self.complaints.add(Severity::Error, Rule::Ragged, || row.nth_place(at), what);
        }
        true
    }
}
