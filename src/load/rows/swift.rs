//! Long tables of any size: blocks of rows read by several threads, put together in their order.
//!
//! A thread turns the rows of a block that say nothing unusual into numbers, names being numbers of its own. Whoever puts
//! the blocks together learns what each name means as it first comes up, by the same readers as any other table, and hands
//! the unusual rows to them whole.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    io::{self, Read},
    iter::Peekable,
    ops::Range,
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use csv::ByteRecord;
use memchr::memchr2_iter;

use super::{Line, Reader, Row, cell};
use crate::{
    load::{
        blocks::{Block, Blocks},
        layout::{Field, Found, Layout},
        number, table,
        table::{At, Table},
        text,
        watch::Watch,
    },
    model::{
        IndicatorId, Kind, Mark, ParkId, Period, Rule, Severity, SourceId,
        observation::{self, About},
    },
};

/// How a large table is cut and laid out.
pub struct Plan<'a> {
    pub layout: &'a Layout,
    pub separator: u8,
    pub watch: &'a Watch,
}

/// The fields whose cells repeat and are told apart by number.
const NAMED: [Field; 5] = [Field::Park, Field::Indicator, Field::Period, Field::Unit, Field::Source];
const PARK: usize = 0;
const INDICATOR: usize = 1;
const PERIOD: usize = 2;
const UNIT: usize = 3;
const SOURCE: usize = 4;
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
struct Places {
    named: [Option<usize>; 5],
    aside: Vec<(usize, &'static [&'static [u8]])>,
    value: usize,
    width: usize,
}

impl Places {
    fn of(layout: &Layout) -> Option<Self> {
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
struct Sheet {
    number: usize,
    /// Which thread read it: its numbers of names are its own.
    scribe: usize,
    table: Table,
    rows: Rows,
    /// Lines with bytes that are no text: the line, the column and the byte.
    bad: Vec<(u32, u32, u8)>,
    /// How many characters are taken out, and where the first of them stands.
    dirt: Option<(usize, (u32, u32))>,
    /// How many bytes it has.
    size: usize,
}

/// The rows of a block; those that say nothing unusual in numbers.
#[derive(Default)]
struct Rows {
    named: [Vec<u32>; 5],
    values: Vec<f64>,
    /// The lines they begin with, and the offsets in the block.
    places: Vec<At>,
    /// The rows that are the first of their thread to have one of their names.
    new: Vec<usize>,
    /// Rows to be read as any table's: after how many of the others, and where.
    unusual: Vec<(usize, At)>,
    /// The most decimals of each indicator's values.
    decimals: BTreeMap<u32, usize>,
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
struct Scribe<'a> {
    number: usize,
    places: &'a Places,
    separator: u8,
    /// The line of the last heading.
    heading: u32,
    names: [Names; 5],
}

impl Scribe<'_> {
    fn read(&mut self, block: &Block) -> Sheet {
        let (number, size, mut bad) = (block.number, block.bytes.len(), vec![]);
        let text = match simdutf8::basic::from_utf8(&block.bytes) {
            // Copying is faster than looking at every byte again.
            Ok(text) => text.to_owned(),
            Err(_) => without_bad_lines(&block.bytes, block.line, &mut bad),
        };
        let dirt = text::dirt(&text).map(|(count, first)| {
            let (line, column) = text::place(&text, first);
            (count, (line + block.line - 1, column))
        });
        let mut rows = Rows::default();
        if memchr::memchr(b'"', text.as_bytes()).is_some() {
            self.read_quoted(&text, block.line, &mut rows);
        } else {
            self.read_plain(text.as_bytes(), block.line, &mut rows);
        }
        let table = Table::text(Cow::Owned(text), self.separator);
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
            let at = table::start_of(text, &record);
            let at = At::new(at.line + first - 1, at.start());
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

/// What the names of one thread mean.
#[derive(Default)]
struct Meanings {
    parks: Vec<Option<ParkId>>,
    indicators: Vec<Option<IndicatorId>>,
    periods: Vec<Option<Period>>,
    sources: Vec<Option<SourceId>>,
    /// Whether the values of an indicator in a unit can be taken as they are, by both numbers.
    is_canonical: HashMap<(u32, u32), bool>,
}

/// What a name means, or nothing.
fn of<T: Copy>(meanings: &[Option<T>], number: u32) -> Option<T> {
    meanings.get(number as usize).copied().flatten()
}

/// Learns what a name means, unless that is known; whether it was looked for in vain, so that a problem has been told.
fn learn<T: Copy>(meanings: &mut Vec<Option<T>>, number: u32, find: impl FnOnce() -> Option<T>) -> bool {
    let place = number as usize;
    if meanings.len() > place {
        return false;
    }
    let found = find();
    meanings.resize(place, None);
    meanings.push(found);
    found.is_none()
}

impl Reader<'_> {
    /// Reads a large table; how many rows of figures it has.
    pub fn read_swiftly(&mut self, source: impl Read + Send, plan: &Plan<'_>) -> io::Result<usize> {
        let Some(places) = Places::of(plan.layout) else { return Ok(0) };
        let threads = thread::available_parallelism().map_or(2, usize::from).clamp(1, 8);
        thread::scope(|scope| {
            let (blocks_out, blocks) = sync_channel::<Block>(1);
            let (sheets_out, sheets) = sync_channel::<Sheet>(threads);
            let blocks = Arc::new(Mutex::new(blocks));
            let feeding = scope.spawn(move || feed(source, plan, &blocks_out));
            for number in 0..threads {
                let (blocks, sheets, places) = (Arc::clone(&blocks), sheets_out.clone(), &places);
                scope.spawn(move || {
                    let (separator, heading) = (plan.separator, plan.layout.at.line);
                    let mut scribe = Scribe { number, places, separator, heading, names: <[Names; 5]>::default() };
                    while let Some(block) = next(&blocks)
                        && sheets.send(scribe.read(&block)).is_ok()
                    {}
                });
            }
            // The last thread to go takes the blocks with it, so that nobody waits for one.
            drop((blocks, sheets_out));
            let rows = self.put_together(&sheets, plan, threads);
            feeding.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
            Ok(rows)
        })
    }

    /// Adds sheets in the order of their blocks.
    fn put_together(&mut self, sheets: &Receiver<Sheet>, plan: &Plan<'_>, threads: usize) -> usize {
        let mut meanings: Vec<Meanings> = (0..threads).map(|_| Meanings::default()).collect();
        let mut early = BTreeMap::new();
        let (mut next, mut rows) = (0, 0);
        let mut dirt: Option<(usize, (u32, u32))> = None;
        for sheet in sheets {
            early.insert(sheet.number, sheet);
            while let Some(sheet) = early.remove(&next) {
                next += 1;
                if let Some((count, first)) = sheet.dirt {
                    dirt = Some(dirt.map_or((count, first), |(before, first)| (before + count, first)));
                }
                rows += self.add(&sheet, plan.layout, &mut meanings[sheet.scribe]);
                plan.watch.read(sheet.size as u64);
                plan.watch.count(self.dataset.observations.len(), self.dataset.problems.len());
            }
        }
        if let Some((count, first)) = dirt {
            text::tell_dirt(count, first, self.complaints);
        }
        rows
    }

    /// Adds the rows of a sheet, the unusual ones where they stand among the others; how many there are.
    fn add(&mut self, sheet: &Sheet, layout: &Layout, meanings: &mut Meanings) -> usize {
        for (line, column, byte) in &sheet.bad {
            let what = || {
                format!(
                    "the byte `0x{byte:02X}` is not UTF-8 and the line is left out; if the file is in another encoding, \
                     name it: --encoding gb18030"
                )
            };
            self.complaints.add(Severity::Error, Rule::Encoding, || (*line, *column), what);
        }
        let mut rows = sheet.rows.values.len();
        let mut new = sheet.rows.new.iter().copied().peekable();
        let mut done = 0;
        for (before, at) in &sheet.rows.unusual {
            self.add_plain(sheet, layout, done..*before, &mut new, meanings);
            done = *before;
            rows += usize::from(self.add_unusual(sheet, layout, *at));
        }
        self.add_plain(sheet, layout, done..sheet.rows.values.len(), &mut new, meanings);
        for (number, decimals) in &sheet.rows.decimals {
            if let Some(indicator) = of(&meanings.indicators, *number) {
                self.learn_decimals(indicator, *decimals);
            }
        }
        rows
    }

    /// Adds a row as that of any table; whether it held a figure.
    fn add_unusual(&mut self, sheet: &Sheet, layout: &Layout, at: At) -> bool {
        let add = |line: Line<'_>| !line.is_blank() && self.fits(&line) && self.line(line);
        with_line(sheet, layout, at, add).unwrap_or(false)
    }

    fn add_plain(
        &mut self,
        sheet: &Sheet,
        layout: &Layout,
        rows: Range<usize>,
        new: &mut Peekable<impl Iterator<Item = usize>>,
        meanings: &mut Meanings,
    ) {
        let mut block = observation::Block::default();
        let mut pair = ((u32::MAX, u32::MAX), false);
        for row in rows {
            let number = |field: usize| sheet.rows.named[field][row];
            let at = sheet.rows.places[row];
            if new.next_if_eq(&row).is_some() {
                self.flush(&mut block);
                if with_line(sheet, layout, at, |line| self.learn_names(line, &number, meanings)) == Some(true) {
                    continue;
                }
            }
            let this = (number(INDICATOR), number(UNIT));
            if pair.0 != this {
                let known = meanings.is_canonical.get(&this).copied();
                let find = || with_line(sheet, layout, at, |line| self.is_canonical(line)).unwrap_or(false);
                pair = (this, known.unwrap_or_else(find));
                meanings.is_canonical.insert(this, pair.1);
            }
            let facts = (
                of(&meanings.parks, number(PARK)),
                of(&meanings.indicators, number(INDICATOR)),
                of(&meanings.periods, number(PERIOD)),
            );
            let (Some(park), Some(indicator), Some(period), true) = (facts.0, facts.1, facts.2, pair.1) else {
                // Not as simple as it looked: the reader of any table says what is the matter.
                self.flush(&mut block);
                self.add_unusual(sheet, layout, at);
                continue;
            };
            block.parks.push(park.0);
            block.indicators.push(indicator.0);
            block.periods.push(period.pack());
            block.values.push(sheet.rows.values[row]);
            block.about.push(About::new(Mark::Exact, Kind::Actual, self.file));
            let source = of(&meanings.sources, number(SOURCE));
            block.sources.push(source.map_or(observation::Block::NO_SOURCE, |source| source.0));
            block.lines.push(at.line);
        }
        self.flush(&mut block);
    }

    fn flush(&mut self, block: &mut observation::Block) {
        if block.len() > 0 {
            // A park said to be one of another's (其中) follows the row of that one.
            let is_whole = |park: &ParkId| self.dataset.catalog.park(*park).parent.is_none();
            self.whole = block.parks.iter().rev().map(|park| ParkId(*park)).find(is_whole).or(self.whole);
            self.dataset.observations.append(block);
            *block = observation::Block::default();
        }
    }

    /// Learns the names of a row as any table's are learnt; whether one means nothing, which has been told.
    fn learn_names(&mut self, line: Line<'_>, number: &impl Fn(usize) -> u32, meanings: &mut Meanings) -> bool {
        let Some(figure) = line.layout.figures.first() else { return false };
        let row = Row { line, figure };
        let indicator = |this: &mut Self| this.indicator(&row).map(|(indicator, _)| indicator);
        let is_told = learn(&mut meanings.indicators, number(INDICATOR), || indicator(self))
            || learn(&mut meanings.parks, number(PARK), || self.park(&row))
            || learn(&mut meanings.periods, number(PERIOD), || self.period(&row));
        // A row without a source is as good as another.
        learn(&mut meanings.sources, number(SOURCE), || self.source(&row));
        is_told
    }

    /// Whether the values of the row's indicator, in the unit stated for it, are what is kept.
    fn is_canonical(&mut self, line: Line<'_>) -> bool {
        let Some(figure) = line.layout.figures.first() else { return false };
        let row = Row { line, figure };
        let Some((indicator, of_name)) = self.indicator(&row) else { return false };
        let stated = self.unit_beside(&row, indicator, of_name);
        self.learn(indicator, stated.as_ref());
        let canonical = &self.dataset.catalog.indicator(indicator).unit;
        stated.is_none_or(|stated| stated == *canonical) && !cell::is_cumulated(&row)
    }
}

/// Calls with a row of a sheet as the readers of any table have it.
fn with_line<T>(sheet: &Sheet, layout: &Layout, at: At, then: impl FnOnce(Line<'_>) -> T) -> Option<T> {
    let Table::Text { text, separator } = &sheet.table else { return None };
    let rest = text.as_bytes().get(at.start()..)?;
    let row = memchr::memchr(b'\n', rest).map_or(rest, |end| &rest[..end]);
    let mut record = ByteRecord::new();
    if memchr::memchr(b'"', row).is_some() {
        table::reader(text.get(at.start()..)?, *separator).read_byte_record(&mut record).ok()?;
    } else {
        // Setting up a reader costs more than all a row says.
        let row = row.strip_suffix(b"\r").unwrap_or(row);
        row.split(|byte| byte == separator).for_each(|cell| record.push_field(cell));
    }
    Some(then(Line { table: &sheet.table, layout, record: &record, at }))
}

fn next(blocks: &Mutex<Receiver<Block>>) -> Option<Block> {
    blocks.lock().ok()?.recv().ok()
}

fn feed(source: impl Read, plan: &Plan<'_>, out: &SyncSender<Block>) -> io::Result<()> {
    let mut blocks = Blocks::of(source, plan.separator);
    while let Some(block) = blocks.next()? {
        if plan.watch.is_stopped() || out.send(block).is_err() {
            break;
        }
    }
    Ok(())
}
