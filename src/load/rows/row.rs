//! One row of a table, and where its cells stand in the file.

use std::borrow::Cow;

use csv::ByteRecord;

use crate::load::{
    header::{Column, Header},
    text,
};

/// A table as it was found.
#[derive(Debug)]
pub struct Sheet<'a> {
    pub text: &'a str,
    pub separator: u8,
    pub header: Header,
}

/// A row of it.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub sheet: &'a Sheet<'a>,
    pub record: &'a ByteRecord,
    /// The offset of its first byte.
    start: usize,
    /// The line it begins on, counted from 1.
    pub line: u32,
}

impl<'a> Row<'a> {
    /// The record just read. The csv reader puts its place before the line ends and empty lines ahead of it.
    pub fn of(sheet: &'a Sheet<'a>, record: &'a ByteRecord) -> Self {
        let (mut start, mut line) =
            record.position().map_or((0, 1), |place| (place.byte() as usize, place.line() as u32));
        for byte in sheet.text.bytes().skip(start) {
            match byte {
                b'\n' => line += 1,
                b'\r' => {}
                _ => break,
            }
            start += 1;
        }
        Self { sheet, record, start, line }
    }

    /// The bytes of a cell; empty where the row or the table has none. What is beyond reason is cut off.
    pub fn cell(&self, column: Column) -> &'a [u8] {
        let cell = self.sheet.header.place(column).and_then(|at| self.record.get(at)).unwrap_or_default();
        if cell.len() <= text::LONGEST {
            return cell;
        }
        let text = std::str::from_utf8(cell).unwrap_or_default();
        text.get(..text.floor_char_boundary(text::LONGEST)).unwrap_or_default().as_bytes()
    }

    /// A cell as clean text.
    pub fn text(&self, column: Column) -> Cow<'a, str> {
        text::clean(std::str::from_utf8(self.cell(column)).unwrap_or_default())
    }

    /// Whether there is nothing in it but separators.
    pub fn is_blank(&self) -> bool {
        self.record.iter().all(<[u8]>::is_empty)
    }

    /// Line and column of a cell, in characters counted from 1; the column is 0 where the table has no such column.
    pub fn place(&self, column: Column) -> (u32, u32) {
        self.sheet.header.place(column).map_or((self.line, 0), |at| self.nth_place(at))
    }

    /// Line and column of the cell of that number, found by walking the line again.
    pub fn nth_place(&self, nth: usize) -> (u32, u32) {
        let separator = char::from(self.sheet.separator);
        let (mut line, mut column, mut cell) = (self.line, 1, 0);
        let mut at = At::Start;
        for c in self.sheet.text.get(self.start..).unwrap_or_default().chars() {
            if cell == nth && at == At::Start {
                break;
            }
            at = match (at, c) {
                (At::Quoted, '"') => At::Closed,
                (At::Start | At::Closed, '"') | (At::Quoted, _) => At::Quoted,
                (_, '\n' | '\r') => break,
                (_, c) if c == separator => {
                    cell += 1;
                    At::Start
                }
                _ => At::Bare,
            };
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        (line, column)
    }
}

/// Where in a cell the walk is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum At {
    Start,
    Bare,
    Quoted,
    /// After a quote that closes, unless it is the first of two.
    Closed,
}
