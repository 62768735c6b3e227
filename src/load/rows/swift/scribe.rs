//! What a thread does with a block: the rows that say nothing unusual in numbers, names being numbers of its own.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use csv::ByteRecord;
use memchr::memchr2_iter;

use super::Plan;
use crate::load::{
    blocks::Block,
    layout::{Field, Found, Layout},
    number, table,
    table::{At, Lines, Table},
    text,
};

/// The fields whose cells repeat and are told apart by number.
const NAMED: [Field; 5] = [Field::Park, Field::Indicator, Field::Period, Field::Unit, Field::Source];
pub const PARK: usize = 0;
pub const INDICATOR: usize = 1;
pub const PERIOD: usize = 2;
pub const UNIT: usize = 3;
pub const SOURCE: usize = 4;
/// Fields that must be empty, or say what nothing said would mean.
const ASIDE: [(Field, &[&[u8]]); 7] = [
    (Field::Mark, &[b"exact"]),
    (Field::Status, &[b"A"]),
    (Field::Kind, &[b"actual"]),
    (Field::Multiplier, &[b"0"]),
    (Field::Note, &[]),
    (Field::Printed, &[]),
    (Field::Within, &[]),
];
/// More cells than this no row of a long table has.
const MOST_CELLS: usize = 64;

/// Whether a layout is one that blocks of rows can be read by.
pub fn fits(layout: &Layout) -> bool {
    let [figure] = layout.figures.as_slice() else { return false };
    let is_plain = |field: Field| !matches!(figure.field(field), Found::Said(_));
    let all = NAMED.into_iter().chain(ASIDE.map(|(field, _)| field)).chain([Field::Value]);
    layout.step.is_nothing() && layout.skip.is_none() && layout.width <= MOST_CELLS && all.into_iter().all(is_plain)
}

/// Which cells of a row hold what.
pub struct Places {
    named: [Option<usize>; 5],
    aside: Vec<(usize, &'static [&'static [u8]])>,
    value: usize,
    width: usize,
}

impl Places {
    /// Those of a layout that names a cell for the value.
    pub fn of(layout: &Layout) -> Option<Self> {
        let figure = layout.figures.first()?;
        let place = |field: Field| match figure.field(field) {
            Found::Cell(nth) => Some(*nth),
            _ => None,
        };
        let aside = ASIDE.iter().filter_map(|(field, plain)| Some((place(*field)?, *plain))).collect();
        Some(Self { named: NAMED.map(place), aside, value: place(Field::Value)?, width: layout.width })
    }
}

/// What a thread makes of a block.
pub struct Sheet {
    pub number: usize,
    /// Which thread read it: its numbers of names are its own.
    pub scribe: usize,
    pub table: Table,
    pub rows: Rows,
    /// Lines with bytes that are no text: the line, the column and the byte.
    pub bad: Vec<(u32, u32, u8)>,
    /// How many characters are taken out, and where the first of them stands.
    pub dirt: Option<(usize, (u32, u32))>,
    /// How many bytes it has.
    pub size: usize,
}

/// The rows of a block; those that say nothing unusual in numbers.
#[derive(Default)]
pub struct Rows {
    pub named: [Vec<u32>; 5],
    pub values: Vec<f64>,
    /// The lines they begin with, and the offsets in the block.
    pub places: Vec<At>,
    /// The rows that are the first of their thread to have one of their names.
    pub new: Vec<usize>,
    /// Rows to be read as any table's: after how many of the others, and where.
    pub unusual: Vec<(usize, At)>,
    /// The most decimals of each indicator's values.
    pub decimals: BTreeMap<u32, usize>,
}

/// The names a thread has met, by number from 1; 0 is the empty cell.
struct Names {
    all: HashMap<Box<[u8]>, u32, foldhash::fast::RandomState>,
    last: Vec<u8>,
    last_number: u32,
    /// Short names met lately, such as years: found without hashing all their bytes.
    short: Vec<(u128, u32)>,
}

/// How many short names are kept at hand.
const SHORT: usize = 256;

impl Default for Names {
    fn default() -> Self {
        Self { all: HashMap::default(), last: vec![], last_number: 0, short: vec![(0, 0); SHORT] }
    }
}

impl Names {
    /// The number of a name that is not empty, and whether it is new.
    fn number(&mut self, cell: &[u8]) -> (u32, bool) {
        if cell == self.last.as_slice() {
            return (self.last_number, false);
        }
        self.last.clear();
        self.last.extend_from_slice(cell);
        let (number, is_new) = match short(cell) {
            None => self.look_up(cell),
            Some(key) => {
                let place = (key ^ (key >> 64)) as u64;
                let place = (place.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as usize % SHORT;
                if self.short[place].0 == key {
                    (self.short[place].1, false)
                } else {
                    let found = self.look_up(cell);
                    self.short[place] = (key, found.0);
                    found
                }
            }
        };
        self.last_number = number;
        (number, is_new)
    }

    fn look_up(&mut self, cell: &[u8]) -> (u32, bool) {
        if let Some(number) = self.all.get(cell) {
            return (*number, false);
        }
        let next = self.all.len() as u32 + 1;
        self.all.insert(cell.into(), next);
        (next, true)
    }
}

/// A name of up to fifteen bytes as a number, its length in the last byte.
fn short(cell: &[u8]) -> Option<u128> {
    let mut key = [0; 16];
    key.get_mut(..cell.len()).filter(|_| cell.len() < 16)?.copy_from_slice(cell);
    key[15] = cell.len() as u8;
    Some(u128::from_le_bytes(key))
}

/// A thread that turns blocks into sheets.
pub struct Scribe<'a> {
    number: usize,
    places: &'a Places,
    separator: u8,
    lines: Lines,
    /// The line of the last heading.
    heading: u32,
    names: [Names; 5],
}

impl<'a> Scribe<'a> {
    /// A scribe of a large table.
    pub fn new(number: usize, plan: &Plan<'_>, places: &'a Places) -> Self {
        let (separator, heading) = (plan.separator, plan.layout.at.line);
        Self { number, places, separator, lines: plan.lines, heading, names: <[Names; 5]>::default() }
    }

    /// Reads a block.
    pub fn read(&mut self, block: &Block) -> Sheet {
        let (number, size, mut bad) = (block.number, block.bytes.len(), vec![]);
        let text = match simdutf8::basic::from_utf8(&block.bytes) {
            // Copying is faster than looking at every byte again.
            Ok(text) => text.to_owned(),
            Err(_) => without_bad_lines(&block.bytes, block.line, &mut bad),
        };
        let dirt = text::dirt(&text).map(|(count, first)| (count, self.lines.place(&text, first, block.line)));
        let mut rows = Rows::default();
        if memchr::memchr(b'"', text.as_bytes()).is_some() {
            self.read_quoted(&text, block.line, &mut rows);
        } else {
            self.read_plain(text.as_bytes(), block.line, &mut rows);
        }
        let table = Table::Text { text: Cow::Owned(text), separator: self.separator, lines: self.lines };
        Sheet { number, scribe: self.number, table, rows, bad, dirt, size }
    }

    /// Rows without quotes: a cell ends at a separator, a row at a line end.
    fn read_plain(&mut self, bytes: &[u8], first: u32, rows: &mut Rows) {
        let mut cells = [(0, 0); MOST_CELLS];
        let (mut start, mut at, mut count) = (0, At::new(first, 0), 0);
        let last = (bytes.last() != Some(&b'\n')).then_some(bytes.len());
        for end in memchr2_iter(self.separator, b'\n', bytes).chain(last) {
            let is_row_end = bytes.get(end) != Some(&self.separator);
            if let Some(cell) = cells.get_mut(count) {
                let is_return = is_row_end && end > start && bytes[end - 1] == b'\r';
                *cell = (start, end - usize::from(is_return));
            }
            count += 1;
            start = end + 1;
            if is_row_end {
                let cell = |nth: usize| cells.get(nth).map_or(&[][..], |(from, to)| &bytes[*from..*to]);
                if count > 1 || !cell(0).is_empty() {
                    self.row(&cell, count, at, rows);
                }
                (at, count) = (At::new(at.line + 1, start), 0);
            }
        }
    }

    fn read_quoted(&mut self, text: &str, first: u32, rows: &mut Rows) {
        let mut reader = table::reader(text, self.separator);
        let mut record = ByteRecord::new();
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let at = table::start_of(text, &record, first);
            self.row(&|nth: usize| record.get(nth).unwrap_or_default(), record.len(), at, rows);
        }
    }

    /// Takes a row down, in numbers if it says nothing unusual.
    fn row<'b>(&mut self, cell: &impl Fn(usize) -> &'b [u8], count: usize, at: At, rows: &mut Rows) {
        if at.line <= self.heading {
            return;
        }
        let places = self.places;
        let of = |place: Option<usize>| place.map_or(&[][..], cell);
        let is_usual = count == places.width
            && places.named[..UNIT].iter().all(|place| !of(*place).is_empty() && of(*place).len() <= text::LONGEST)
            && places.aside.iter().all(|(place, plain)| cell(*place).is_empty() || plain.contains(&cell(*place)));
        let printed = cell(places.value);
        let Some(value) = plain(printed).filter(|_| is_usual) else {
            rows.unusual.push((rows.values.len(), at));
            return;
        };
        let mut is_new = false;
        for ((place, names), numbers) in places.named.iter().zip(&mut self.names).zip(&mut rows.named) {
            let (number, is_first) = match of(*place) {
                [] => (0, false),
                cell => names.number(cell),
            };
            is_new |= is_first;
            numbers.push(number);
        }
        if is_new {
            rows.new.push(rows.values.len());
        }
        if let Some(point) = memchr::memchr(b'.', printed) {
            let most = rows.decimals.entry(self.names[INDICATOR].last_number).or_insert(0);
            *most = (*most).max(printed.len() - point - 1);
        }
        rows.values.push(value);
        rows.places.push(at);
    }
}

/// A plain number. Anything else is for the grammar.
fn plain(cell: &[u8]) -> Option<f64> {
    let is_plain = cell.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    if !is_plain {
        return number::plain(cell);
    }
    // Adding zero turns −0 into 0.
    fast_float2::parse::<f64, _>(cell).ok().filter(|value| value.is_finite()).map(|value| value + 0.0)
}

/// The text with the lines that are none left empty, and where the first bad byte of each stood.
fn without_bad_lines(bytes: &[u8], first: u32, bad: &mut Vec<(u32, u32, u8)>) -> String {
    let mut text = String::with_capacity(bytes.len());
    for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(error) => {
                let good = String::from_utf8_lossy(line.get(..error.valid_up_to()).unwrap_or_default());
                let byte = line.get(error.valid_up_to()).copied().unwrap_or_default();
                bad.push((first + number as u32, good.chars().count() as u32 + 1, byte));
                text.push('\n');
            }
        }
    }
    text
}
