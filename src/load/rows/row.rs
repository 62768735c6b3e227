//! One figure of a table: what its row and its headings say of it, and where.

use std::borrow::Cow;

use csv::ByteRecord;

use crate::{
    load::{
        layout::{Field, Figure, Found, Layout, Rows},
        table::{At, Table},
        text,
    },
    model::problem::Spot,
};

/// A row of a table, made ready as its layout says.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    pub table: &'a Table,
    pub layout: &'a Layout,
    pub record: &'a ByteRecord,
    pub at: At,
}

/// One figure of a row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub line: Line<'a>,
    pub figure: &'a Figure,
}

impl<'a> Line<'a> {
    /// Whether there is nothing in it but separators.
    pub fn is_blank(&self) -> bool {
        self.record.iter().all(<[u8]>::is_empty)
    }

    /// The bytes of a cell; empty where the row has none.
    pub fn nth(&self, nth: usize) -> &'a [u8] {
        self.record.get(nth).unwrap_or_default()
    }

    /// Where a cell stands in the file.
    pub fn spot(&self, nth: usize) -> Spot {
        self.table.spot(self.at, self.layout.step.origin(nth))
    }

    /// The place of the whole row.
    pub fn row_spot(&self) -> Spot {
        self.table.row_spot(self.at)
    }
}

impl<'a> Row<'a> {
    /// The bytes of a field; empty where nothing says it. What is beyond reason is cut off.
    pub fn cell(&self, field: Field) -> &'a [u8] {
        let cell = match self.figure.field(field) {
            Found::Nowhere => return &[],
            Found::Said(said) => said.text.as_bytes(),
            Found::Cell(nth) => self.line.nth(*nth),
        };
        if cell.len() <= text::LONGEST {
            return cell;
        }
        let text = std::str::from_utf8(cell).unwrap_or_default();
        text.get(..text.floor_char_boundary(text::LONGEST)).unwrap_or_default().as_bytes()
    }

    /// A field as clean text.
    pub fn text(&self, field: Field) -> Cow<'a, str> {
        text::clean(std::str::from_utf8(self.cell(field)).unwrap_or_default())
    }

    /// Where a field is said.
    pub fn spot(&self, field: Field) -> Spot {
        match self.figure.field(field) {
            Found::Cell(nth) => self.line.spot(*nth),
            Found::Said(said) => said.place.map_or_else(Spot::default, |(at, nth)| self.line.table.spot(at, nth)),
            Found::Nowhere => self.line.row_spot(),
        }
    }

    /// The line or row of the file it stands in.
    pub fn number(&self) -> u32 {
        self.line.at.line
    }

    /// The place of its value in that row; 0 where that says nothing.
    pub fn column(&self) -> u16 {
        if self.line.layout.rows == Rows::Long {
            return 0;
        }
        match self.figure.field(Field::Value) {
            Found::Cell(nth) => self.line.table.column_of(self.line.layout.step.origin(*nth)),
            _ => 0,
        }
    }
}
