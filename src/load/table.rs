//! A table as it was found: rows of cells, and the way back from a cell to its place in the file.

use std::borrow::Cow;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::text;
use crate::model::problem::{Excerpt, Spot};

/// More columns than this are no table of figures.
pub const MOST_COLUMNS: usize = 20_000;
/// The longest row that is read, in bytes.
pub const LONGEST_ROW: usize = 16 << 20;
/// How many characters of a line a problem shows.
const SHOWN: usize = 100;
/// How many bytes hold surely more characters than are shown.
const NEAR: usize = 4 * (SHOWN + 1);

/// A table: separated text, or cells at hand.
#[derive(Debug)]
pub enum Table {
    /// Text with a separator between cells.
    Text { text: Cow<'static, str>, separator: u8, lines: Lines },
    /// The cells of a sheet or of records.
    Cells { rows: Vec<Line>, origin: Origin },
}

/// Whose the lines of a text are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lines {
    /// The file's.
    Own,
    /// Ours, one for each row of a binary file after that of their names: row and column are all there is to say.
    OfColumns,
}

impl Lines {
    /// The number of the first.
    pub const fn first(self) -> u32 {
        match self {
            Self::Own => 1,
            Self::OfColumns => 0,
        }
    }

    /// The line and column of an offset in a text whose first line has that number; in a line of ours only the line.
    pub fn place(self, text: &str, offset: usize, first: u32) -> (u32, u32) {
        let (line, column) = text::place(text, offset);
        (line + first - 1, if self == Self::Own { column } else { 0 })
    }
}

/// A row of cells at hand.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Its number in the file, counted from 1.
    pub number: u32,
    pub record: ByteRecord,
    /// Where each cell begins in the text, for records written as text.
    pub offsets: Vec<usize>,
}

/// Where cells at hand were.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A sheet; the first cell of each row stands in that column, counted from 1.
    Sheet { column: u32 },
    /// A text in which each cell has its offset.
    Records(String),
}

/// Where a row begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct At {
    /// The line or row, counted from 1.
    pub line: u32,
    /// The offset of its first byte in the text, or its place among the rows.
    start: usize,
}

impl At {
    /// That line or row, which begins at that offset or is that one of the rows.
    pub const fn new(line: u32, start: usize) -> Self {
        Self { line, start }
    }

    /// The offset of its first byte in the text, or its place among the rows.
    pub const fn start(self) -> usize {
        self.start
    }
}

/// Reads a table from top to bottom.
pub struct Cursor<'a> {
    table: &'a Table,
    reader: Option<Reader<&'a [u8]>>,
    next: usize,
}

impl Table {
    /// Separated text.
    pub const fn text(text: Cow<'static, str>, separator: u8) -> Self {
        Self::Text { text, separator, lines: Lines::Own }
    }

    /// The columns of a binary file.
    pub const fn columns(text: Cow<'static, str>) -> Self {
        Self::Text { text, separator: b',', lines: Lines::OfColumns }
    }

    /// A cursor before the first row.
    pub fn cursor(&self) -> Cursor<'_> {
        let reader = match self {
            Self::Text { text, separator, .. } => Some(reader(text, *separator)),
            Self::Cells { .. } => None,
        };
        Cursor { table: self, reader, next: 0 }
    }

    /// The place of a row's nth cell, and the text around it.
    pub fn spot(&self, at: At, nth: usize) -> Spot {
        match self {
            Self::Text { text, separator, lines: Lines::OfColumns } => {
                let mut record = ByteRecord::new();
                // Of what is in memory nothing can fail.
                let _ = reader(text.get(at.start..).unwrap_or_default(), *separator).read_byte_record(&mut record);
                spot_in_row(&record, at.line, 1, nth)
            }
            Self::Text { text, separator, .. } => {
                let (line, column, offset, length) = walk(text, *separator, at, nth);
                Spot { line, column, excerpt: Some(excerpt(text, offset, length)) }
            }
            Self::Cells { rows, origin } => spot_at_hand(rows, origin, at, nth),
        }
    }

    /// The place of a whole row.
    pub fn row_spot(&self, at: At) -> Spot {
        let spot = self.spot(at, 0);
        Spot { column: 0, excerpt: None, ..spot }
    }

    /// The place a cell has in its row for whoever looks it up there: the column of a sheet, else its number; from 1.
    pub fn column_of(&self, nth: usize) -> u16 {
        let first = match self {
            Self::Cells { origin: Origin::Sheet { column }, .. } => *column as usize,
            _ => 1,
        };
        u16::try_from(first + nth).unwrap_or(0)
    }
}

impl Cursor<'_> {
    /// The next row; none at the end. Rows without any cell are passed over.
    pub fn next(&mut self, record: &mut ByteRecord) -> Option<At> {
        match self.table {
            Table::Text { text, lines, .. } => {
                let reader = self.reader.as_mut()?;
                // Reading from memory cannot fail, and records may be of any length.
                let is_row = reader.read_byte_record(record).unwrap_or(false);
                is_row.then(|| start_of(text, record, lines.first()))
            }
            Table::Cells { rows, .. } => {
                let row = rows.get(self.next)?;
                record.clone_from(&row.record);
                self.next += 1;
                Some(At { line: row.number, start: self.next - 1 })
            }
        }
    }
}

/// A reader of records of any width.
pub fn reader(text: &str, separator: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes())
}

/// Where a record begins in a text whose first line has that number: the csv reader puts its place before the line ends and
/// empty lines ahead of it.
pub fn start_of(text: &str, record: &ByteRecord, first: u32) -> At {
    let place = record.position().map_or((0, 1), |place| (place.byte() as usize, place.line() as u32));
    let (mut start, mut line) = (place.0, place.1 + first - 1);
    for byte in text.as_bytes().iter().skip(start) {
        match byte {
            b'\n' => line += 1,
            b'\r' => {}
            _ => break,
        }
        start += 1;
    }
    At { line, start }
}

/// The place of a cell at hand.
fn spot_at_hand(rows: &[Line], origin: &Origin, at: At, nth: usize) -> Spot {
    let Some(row) = rows.get(at.start) else { return (at.line, 0).into() };
    match origin {
        Origin::Records(text) => {
            let offset = row.offsets.get(nth).copied().unwrap_or_default();
            let (line, column) = text::place(text, offset);
            let length = row.record.get(nth).map_or(1, |cell| String::from_utf8_lossy(cell).chars().count());
            Spot { line, column, excerpt: Some(excerpt(text, offset, length)) }
        }
        Origin::Sheet { column } => spot_in_row(&row.record, at.line, *column, nth),
    }
}

/// The place of a row's nth cell, where the first stands in that column.
fn spot_in_row(record: &ByteRecord, line: u32, first: u32, nth: usize) -> Spot {
    let (text, before, length) = joined(record, nth);
    Spot { line, column: first + nth as u32, excerpt: Some(window(&text, before, length)) }
}

/// Line, column, offset and length in characters of a row's nth cell, found by walking the row again.
fn walk(text: &str, separator: u8, at: At, nth: usize) -> (u32, u32, usize, usize) {
    let row = text.get(at.start..).unwrap_or_default();
    let (start, end) = cell(row.as_bytes(), separator, nth);
    let (lines, column) = text::place(row, start);
    let length = row.get(start..end).map_or(1, |cell| cell.trim_end().chars().count());
    (at.line + lines - 1, column, at.start + start, length)
}

/// Where a row's nth cell begins and ends; where the row ends if it has no such cell.
fn cell(row: &[u8], separator: u8, nth: usize) -> (usize, usize) {
    let mut start = 0;
    for _ in 0..nth {
        let end = cell_end(row, separator, start);
        if row.get(end) != Some(&separator) {
            return (end, end);
        }
        start = end + 1;
    }
    (start, cell_end(row, separator, start))
}

/// Where the cell that begins at a place ends. In quotes nothing ends it, and two quotes are one of its own.
fn cell_end(row: &[u8], separator: u8, start: usize) -> usize {
    let mut at = start;
    while row.get(at) == Some(&b'"') {
        let rest = row.get(at + 1..).unwrap_or_default();
        at = memchr::memchr(b'"', rest).map_or(row.len(), |quote| at + 1 + quote + 1);
    }
    let rest = row.get(at..).unwrap_or_default();
    at + memchr::memchr3(separator, b'\n', b'\r', rest).unwrap_or(rest.len())
}

/// The line around an offset, with so many characters of it meant.
pub fn excerpt(text: &str, offset: usize, length: usize) -> Excerpt {
    // A line may be a whole file: only what is near is looked at.
    let near = text.floor_char_boundary(offset.saturating_sub(NEAR));
    let before = text.get(near..offset).unwrap_or_default();
    let start = near + before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let end = text.floor_char_boundary(offset.saturating_add(NEAR));
    let rest = text.get(start..end).unwrap_or_default();
    let line = rest.split(['\n', '\r']).next().unwrap_or_default();
    let ahead = text.get(start..offset).map_or(0, |ahead| ahead.chars().count());
    let left = line.chars().count().saturating_sub(ahead);
    window(line, ahead, length.clamp(1, left.max(1)))
}

/// The part of a line around some characters of it, without what must not be shown.
fn window(line: &str, before: usize, length: usize) -> Excerpt {
    let from = if before + length > SHOWN { before.saturating_sub(SHOWN / 3) } else { 0 };
    let kept = |c: char| if text::is_dirt(c) || text::is_break(c) { ' ' } else { c };
    let mut shown: String = line.chars().skip(from).take(SHOWN).map(kept).collect();
    if from > 0 {
        shown.insert(0, '…');
    }
    let before = before - from + usize::from(from > 0);
    let length = length.clamp(1, shown.chars().count().saturating_sub(before).max(1));
    Excerpt { text: shown, before, length }
}

/// The cells of a row side by side, and where in that the nth stands.
fn joined(record: &ByteRecord, nth: usize) -> (String, usize, usize) {
    // Enough of the row around the cell to know it again.
    let first = nth.saturating_sub(6);
    let mut line = String::new();
    let (mut before, mut length) = (0, 1);
    for (at, cell) in record.iter().enumerate().skip(first).take(16) {
        let cell = text::clean(&String::from_utf8_lossy(cell)).into_owned();
        if at > first {
            line.push_str(" | ");
        }
        if at == nth {
            (before, length) = (line.chars().count(), cell.chars().count());
        }
        line.push_str(&cell);
    }
    (line, before, length.max(1))
}

#[cfg(test)]
mod tests {
    use csv::ByteRecord;

    use super::Table;

    fn spots(text: &'static str) -> Vec<(u32, u32, String)> {
        let table = Table::text(text.into(), b',');
        let mut cursor = table.cursor();
        let mut record = ByteRecord::new();
        let mut found = vec![];
        while let Some(at) = cursor.next(&mut record) {
            for nth in 0..record.len() {
                let spot = table.spot(at, nth);
                let excerpt = spot.excerpt.unwrap();
                let meant = excerpt.text.chars().skip(excerpt.before).take(excerpt.length).collect();
                found.push((spot.line, spot.column, meant));
            }
        }
        found
    }

    #[test]
    fn every_cell_has_its_place_and_its_text() {
        let expect = [(1, 1, "a"), (1, 3, "中文"), (3, 1, "\"x, y\""), (3, 8, "27446-3"), (4, 1, "1"), (4, 3, "\"two")];
        let found = spots("a,中文\r\n\r\n\"x, y\",27446-3\n1,\"two\nlines\"\n");
        let expect: Vec<_> = expect.map(|(line, column, text)| (line, column, text.to_owned())).into();
        assert_eq!(found, expect);
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let long = format!("{},bad,{}\n", "x".repeat(500), "y".repeat(500));
        let table = Table::text(long.into(), b',');
        let mut record = ByteRecord::new();
        let at = table.cursor().next(&mut record).unwrap();
        let excerpt = table.spot(at, 1).excerpt.unwrap();
        assert!(excerpt.text.chars().count() <= 101);
        assert_eq!(excerpt.text.chars().skip(excerpt.before).take(excerpt.length).collect::<String>(), "bad");
    }
}
