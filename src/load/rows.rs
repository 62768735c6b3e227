//! Tables of observations, read figure by figure into the columns of the dataset.

use std::{collections::HashMap, sync::Arc};

use csv::ByteRecord;

use self::row::{Line, Row};
use super::{
    complaints::Complaints,
    layout::{Field, Found, Layout, Rows},
    memo::Memo,
    number::Decimal,
    period,
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

pub use cell::kind_named;
pub use label::bilingual;
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
        let mut headings = Vec::new();
        while headings.len() < layout.header && cursor.next(&mut raw).is_some() {
            headings.push(raw.clone());
        }
        let mut rows = 0;
        while let Some(at) = cursor.next(&mut raw) {
            let mut line = Line { table, layout, record: &raw, at };
            if line.is_blank() || !self.fits(&line) {
                continue;
            }
            match self.again(&line, &headings) {
                Again::No => {}
                Again::Same => continue,
                Again::Other => break,
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
    fn fits(&mut self, line: &Line<'_>) -> bool {
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
            Rows::Wide => self.fits_wide(line, width),
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

    /// Headings come again on a new page. Where they are others, nothing below them is what the first ones say.
    fn again(&mut self, line: &Line<'_>, headings: &[ByteRecord]) -> Again {
        if line.layout.rows == Rows::Long {
            return Again::No;
        }
        let filled = || line.record.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let is_row = |heading: &ByteRecord| filled().all(|(nth, cell)| heading.get(nth) == Some(cell));
        if filled().count() > 1 && headings.iter().any(is_row) {
            return Again::Same;
        }
        let cell = |found: &Found| if let Found::Cell(nth) = found { Some(*nth) } else { None };
        let values = line.layout.figures.iter().filter_map(|figure| cell(figure.field(Field::Value)));
        let mut values = values.filter(|nth| !line.nth(*nth).is_empty()).peekable();
        if values.peek().is_none()
            || !line.layout.step.is_nothing()
            || values.clone().any(|nth| is_figure(line.nth(nth)))
        {
            return Again::No;
        }
        let stands = |nth: &usize| {
            let name = squeezed(line.nth(*nth));
            let is_it = |heading: &ByteRecord| is_alike(&squeezed(heading.get(*nth).unwrap_or_default()), &name);
            !name.is_empty() && headings.iter().any(is_it)
        };
        let labels = [Field::Park, Field::Indicator, Field::Period];
        let labels = labels.map(|field| line.layout.figures.first().and_then(|figure| cell(figure.field(field))));
        if !labels.iter().flatten().any(stands) {
            return Again::No;
        }
        let Some(other) = values.find(|nth| !stands(nth)) else { return Again::Same };
        let what = || {
            let name = String::from_utf8_lossy(line.nth(other)).into_owned();
            format!(
                "other headings begin here (`{}`); put the rows below into a table of their own",
                text::shown(&name)
            )
        };
        self.complaints.add(Severity::Error, Rule::Header, || line.spot(other), what);
        Again::Other
    }

    fn too_short(&mut self, line: &Line<'_>, width: usize, found: usize) -> bool {
        let what = || format!("the row has {found} cells, the header {width}; add what is missing");
        self.complaints.add(Severity::Error, Rule::Ragged, || line.row_spot(), what);
        false
    }

    /// A row of a wide table may be shorter; what it has too much must be empty.
    fn fits_wide(&mut self, line: &Line<'_>, width: usize) -> bool {
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

/// Whether a row is one of the headings, printed again on a new page (续表).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Again {
    No,
    Same,
    /// New headings, under which stand other figures.
    Other,
}

/// How many cells a row of the file has, before it is made ready.
fn width_in_file(layout: &Layout) -> usize {
    layout.width + 1 - layout.step.split.unwrap_or(1)
}

/// Whether a cell is a number and no time, which may head a column.
fn is_figure(cell: &[u8]) -> bool {
    let is_time = || period::heading(&String::from_utf8_lossy(cell)).is_some();
    cell.first().is_some_and(|byte| byte.is_ascii_digit() || b"-+.".contains(byte)) && !is_time()
}

/// A heading without its blanks.
fn squeezed(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether two headings are one, or one of them the other in a single language.
fn is_alike(one: &str, two: &str) -> bool {
    one == two || (!one.is_empty() && (one.ends_with(two) || two.ends_with(one)))
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
