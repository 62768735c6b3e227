//! Long tables of any size: blocks of rows read by several threads, put together in their order.
//!
//! A thread turns the rows of a block that say nothing unusual into numbers, names being numbers of its own. Whoever puts
//! the blocks together learns what each name means as it first comes up, by the same readers as any other table, and hands
//! the unusual rows to them whole.

use std::{
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

use super::{Line, Reader, Row, cell};
use crate::{
    load::{
        blocks::{Block, Blocks},
        layout::Layout,
        table::{self, At, Lines, Table},
        text,
        watch::Watch,
    },
    model::{
        IndicatorId, Kind, Mark, ParkId, Period, Rule, Severity, SourceId,
        observation::{self, About},
    },
};
use scribe::{INDICATOR, PARK, PERIOD, Places, SOURCE, Scribe, Sheet, UNIT};

mod scribe;

pub use scribe::fits;

/// How a large table is cut and laid out.
pub struct Plan<'a> {
    pub layout: &'a Layout,
    pub separator: u8,
    pub lines: Lines,
    pub watch: &'a Watch,
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
                    let mut scribe = Scribe::new(number, plan, places);
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
    let Table::Text { text, separator, .. } = &sheet.table else { return None };
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
    let mut blocks = Blocks::of(source, plan.separator, plan.lines.first());
    while let Some(block) = blocks.next()? {
        if plan.watch.is_stopped() || out.send(block).is_err() {
            break;
        }
    }
    Ok(())
}
