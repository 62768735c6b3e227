//! The shapes tables come in. Each looks at the head of a table and says how sure it is, why, and how to read it.

use std::{
    borrow::Cow,
    collections::{HashMap, VecDeque},
};

use csv::ByteRecord;

use super::{
    layout::{Field, Found, Layout, YearEnd},
    number::Decimal,
    period,
    rows::kind_named,
    table::{At, Lines, MOST_COLUMNS, Table},
    text,
};

mod eurostat;
mod given;
mod heading;
mod long;
mod sdmx;
mod wide;
mod world_bank;

#[cfg(test)]
mod tests;

pub use given::Given;
pub use heading::compact;
pub use sdmx::Dimensions;

/// As sure as can be: no other shape is asked after it.
const CERTAIN: u8 = 100;
/// How many rows a shape looks at.
const LOOKED_AT: usize = 120;
/// How many rows at the end of a table a shape looks at: that is where sources and notes stand.
const LAST: usize = 12;

/// The first rows of a table, and the last.
#[derive(Debug)]
pub struct Head {
    pub rows: Vec<(At, Vec<String>)>,
    /// The last rows of the table, as far as they are not among the first.
    pub last: Vec<Vec<String>>,
    /// The name of the file without its ending.
    pub stem: String,
    pub sheet: Option<String>,
    /// What separates the cells of a text.
    pub separator: Option<u8>,
    /// Whether cells that were merged have been filled.
    pub is_filled: bool,
    pub decimal: Decimal,
    /// What the user says of the whole table.
    pub given: Given,
}

/// What a shape makes of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guess {
    /// The name of the shape, Chinese and English.
    pub shape: (&'static str, &'static str),
    /// How sure, up to [`CERTAIN`].
    pub sure: u8,
    /// What speaks for it.
    pub why: String,
    /// Whether it is one figure a row, under names of our own.
    pub is_long: bool,
    pub layout: Result<Layout, Lack>,
}

/// What a table of that shape would need to be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lack {
    /// What is missing, and the way out.
    pub what: String,
    /// The row in which it should stand.
    pub at: Option<At>,
}

/// One shape: its name on the command line, and its look at a table.
pub struct Shape {
    pub id: &'static str,
    pub sniff: fn(&Head) -> Option<Guess>,
}

/// Every shape there is.
pub const SHAPES: &[Shape] = &[
    Shape { id: "long", sniff: long::sniff },
    Shape { id: "sdmx", sniff: sdmx::sniff },
    Shape { id: "eurostat", sniff: eurostat::sniff },
    Shape { id: "world-bank", sniff: world_bank::sniff },
    Shape { id: "wide", sniff: wide::sniff },
];

/// The likeliest reading of a table; of equals the one that can be read, then the one listed first.
pub fn guess(head: &Head, wanted: Option<&str>) -> Option<Guess> {
    let shapes = SHAPES.iter().filter(|shape| wanted.is_none_or(|wanted| wanted == shape.id));
    let mut guesses = Vec::new();
    for guess in shapes.filter_map(|shape| (shape.sniff)(head)) {
        let is_certain = guess.sure == CERTAIN;
        guesses.push(guess);
        if is_certain {
            break;
        }
    }
    let mut best = guesses.into_iter().rev().max_by_key(|guess| (guess.sure, guess.layout.is_ok()))?;
    if let Ok(layout) = &mut best.layout
        && let Some(Found::Cell(time)) = layout.figures.first().map(|figure| figure.field(Field::Period))
    {
        let rows = layout.header..head.rows.len();
        if period::are_days(rows.filter_map(|row| head.row(row).get(*time)).map(String::as_str)) {
            layout.year_end = YearEnd::December;
        }
    }
    Some(best)
}

impl Head {
    /// Looks at a table.
    pub fn of(table: &Table, stem: &str, sheet: Option<&str>, decimal: Decimal, given: Given) -> Self {
        let mut cursor = table.cursor();
        let mut record = ByteRecord::new();
        let mut rows = Vec::new();
        while rows.len() < LOOKED_AT
            && let Some(at) = cursor.next(&mut record)
        {
            rows.push((at, cells(&record)));
        }
        let last = last_rows(table, rows.len());
        // What stands between cells says something where somebody wrote it.
        let separator = match table {
            Table::Text { separator, lines: Lines::Own, .. } => Some(*separator),
            _ => None,
        };
        let is_filled = separator.is_none();
        Self {
            rows,
            last,
            stem: stem.to_owned(),
            sheet: sheet.map(str::to_owned),
            separator,
            is_filled,
            decimal,
            given,
        }
    }

    /// What separates the fraction, as far as the numbers tell: `12,5` can only be one thing, `1,234` may be two.
    pub fn locale(&self) -> Decimal {
        // `3.143,00` can only be one thing as well; `1.234` may be two, and stands against a comma as far as it can.
        let (mut commas, mut both, mut points, mut either) = (0, 0, 0, 0);
        for cell in self.rows.iter().flat_map(|(_, cells)| cells) {
            let is_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | ' ' | '\u{A0}');
            if !cell.contains([',', '.']) || !cell.chars().all(is_number) {
                continue;
            }
            let after = |sign: char| cell.rsplit_once(sign).map_or(0, |(_, after)| after.len());
            let once = |sign: char| cell.matches(sign).count() == 1;
            match (cell.rfind(','), cell.rfind('.')) {
                (Some(comma), Some(point)) if comma > point && once(',') => both += 1,
                (Some(_), None) if once(',') && (after(',') != 3 || cell.starts_with("0,")) => commas += 1,
                (Some(comma), Some(point)) if point > comma && once('.') => points += 1,
                (None, Some(_)) if once('.') && after('.') == 3 && !cell.starts_with("0.") => either += 1,
                (None, Some(_)) if once('.') => points += 1,
                _ => {}
            }
        }
        // A comma between cells and a comma inside numbers is rare: it takes more than a slip to believe it.
        let enough = if self.separator == Some(b',') { 3 } else { 1 };
        let is_comma = commas + both >= enough && points == 0 && (both > 0 || commas >= either);
        if is_comma { Decimal::Comma } else { Decimal::Point }
    }

    /// Whether what should be ids stand for several names each, as provinces do for the zones in them: rows from that on.
    pub fn are_shared(&self, from: usize, ids: usize, names: usize) -> bool {
        let cell = |row: usize, column: usize| self.row(row).get(column).map_or("", String::as_str);
        let mut known = HashMap::new();
        (from..self.rows.len())
            .map(|row| (cell(row, ids), cell(row, names)))
            .any(|(id, name)| !id.is_empty() && !name.is_empty() && *known.entry(id).or_insert(name) != name)
    }

    /// Whether a column that may hold kinds of figures holds some: 类型 also heads kinds of parks.
    pub fn has_kinds(&self, from: usize, column: usize) -> bool {
        let mut cells = (from..self.rows.len()).filter_map(|row| self.row(row).get(column));
        let is_ours = self.row(from.saturating_sub(1)).get(column).is_some_and(|cell| cell.is_ascii());
        is_ours || cells.any(|cell| !cell.is_empty() && kind_named(cell).is_some())
    }

    /// The cells of a row.
    pub fn row(&self, nth: usize) -> &[String] {
        self.rows.get(nth).map_or(&[], |(_, cells)| cells)
    }

    /// Where a row begins.
    pub fn at(&self, nth: usize) -> At {
        self.rows.get(nth).map_or_else(At::default, |(at, _)| *at)
    }

    /// The texts that stand alone in their rows, before a row and at the end: titles, notes, sources.
    pub fn remarks(&self, header: usize) -> impl Iterator<Item = (&str, Option<(At, usize)>)> {
        let before = self.rows.iter().take(header).flat_map(|(at, cells)| {
            let filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
            filled.map(|(nth, cell)| (cell.as_str(), Some((*at, nth))))
        });
        let inside = self.rows.iter().skip(header).filter_map(|(_, cells)| alone(cells));
        let after = self.last.iter().filter_map(|cells| alone(cells));
        before.chain(inside.chain(after).map(|text| (text, None)))
    }
}

/// The only filled cell of a row.
pub fn alone(cells: &[String]) -> Option<&str> {
    let mut filled = cells.iter().filter(|cell| !cell.is_empty());
    let first = filled.next()?;
    filled.next().is_none().then_some(first.as_str())
}

/// The cells of a row, as far as anything is made of them.
fn cells(record: &ByteRecord) -> Vec<String> {
    let cells = record.iter().take(MOST_COLUMNS + 1).map(|cell| cell.get(..text::LONGEST).unwrap_or(cell));
    cells.map(|cell| text::clean(&String::from_utf8_lossy(cell)).into_owned()).collect()
}

fn last_rows(table: &Table, seen: usize) -> Vec<Vec<String>> {
    match table {
        Table::Text { text, separator, .. } => {
            let mut from = text.floor_char_boundary(text.len().saturating_sub(16 << 10));
            if from > 0 {
                from += text.get(from..).and_then(|rest| rest.find('\n')).unwrap_or(0);
            }
            let tail: Cow<'_, str> = text.get(from..).unwrap_or_default().into();
            let mut rows = VecDeque::with_capacity(LAST);
            for row in super::table::reader(&tail, *separator).byte_records().flatten() {
                if rows.len() == LAST {
                    rows.pop_front();
                }
                rows.push_back(row);
            }
            rows.iter().map(cells).collect()
        }
        Table::Cells { rows, .. } => {
            let from = rows.len().saturating_sub(LAST).max(seen);
            rows.get(from..).unwrap_or_default().iter().map(|row| cells(&row.record)).collect()
        }
    }
}
