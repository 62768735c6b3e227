//! An old workbook, walked before it is read: sheets that lie nowhere, a cell in the last corner. calamine trusts them all.

use std::collections::HashMap;

use encoding_rs::UTF_16LE;

use super::{
    MOST_CELLS, MOST_SHEETS, MOST_TEXT,
    compound::{File, is_called, number, short},
    percents::{Marks, is_percent},
};

const TORN: &str = "it is torn, or not what it says it is";
const LOCKED: &str = "it is protected by a password; save it without one";
/// Records of a stream: where a sheet lies, its size, the texts, cells of them, cells in a row, a password.
const SHEET: u16 = 0x0085;
const SIZE: u16 = 0x0200;
const TEXTS: u16 = 0x00FC;
const MORE: u16 = 0x003C;
const TEXT: u16 = 0x00FD;
const SEVERAL: u16 = 0x00BD;
const LOCK: u16 = 0x002F;
/// How numbers are shown, and the style of a cell, which names that.
const FORMAT: u16 = 0x041E;
const STYLE: u16 = 0x00E0;
/// What begins and ends a part.
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
/// Records that hold numbers, each with its row, its column and its style.
const NUMBERS: [u16; 3] = [0x0203, 0x027E, 0x0006];
/// All that hold cells.
const CELLS: [u16; 8] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, TEXT, SEVERAL, 0x0006];

/// Sees that an old workbook is what it says, and not too much.
pub fn measure(bytes: &[u8]) -> Result<(), String> {
    let file = File::open(bytes).ok_or(TORN)?;
    let folder = file.folder().ok_or(TORN)?;
    if folder.chunks_exact(128).any(|entry| is_called(entry, "EncryptedPackage")) {
        return Err(LOCKED.to_owned());
    }
    let books = file.books(&folder).filter(|books| !books.is_empty()).ok_or(TORN)?;
    books.iter().try_for_each(|book| walk(book))
}

/// The cells shown as percents, sheet by sheet; none where the file has no workbook, or two.
pub fn percents(bytes: &[u8]) -> Option<Vec<Marks>> {
    let file = File::open(bytes)?;
    let books = file.books(&file.folder()?)?;
    let [book] = books.as_slice() else { return None };
    let (mut starts, mut formats, mut styles) = (vec![], HashMap::new(), vec![]);
    let is_new = short(book, 4) == Some(0x0600);
    for (kind, data) in (Records { stream: book }) {
        match kind {
            SHEET => starts.push(number(data, 0)? as usize),
            FORMAT => drop(formats.insert(short(data, 0)?, is_percent(&text(data, is_new)?))),
            STYLE => styles.push(short(data, 2)?),
            END => break,
            _ => {}
        }
    }
    // Formats 9 and 10 are 0% and 0.00%, unless the file says otherwise.
    let is_shown = |format: &u16| formats.get(format).copied().unwrap_or(matches!(format, 9 | 10));
    let percents: Vec<bool> = styles.iter().map(is_shown).collect();
    let has = |style: u16| percents.get(usize::from(style)).is_some_and(|has| *has);
    let is_any = percents.iter().any(|has| *has);
    let of_sheet = |start: usize| if is_any { marks(book.get(start..)?, has) } else { Some(Marks::default()) };
    starts.into_iter().map(of_sheet).collect()
}

/// A format as text, as books of the newer kind write it (how long, how wide, the signs) and those before them.
fn text(data: &[u8], is_new: bool) -> Option<String> {
    let wide = is_new && data.get(4)? & 1 > 0;
    let signs = data.get(if is_new { 5 } else { 3 }..)?;
    Some(if wide { UTF_16LE.decode(signs).0.into_owned() } else { signs.iter().copied().map(char::from).collect() })
}

/// The numbers of a sheet whose style shows percents.
fn marks(stream: &[u8], has: impl Fn(u16) -> bool) -> Option<Marks> {
    let mut marks = Marks::default();
    let mut is_inside = 0;
    for (kind, data) in (Records { stream }) {
        match kind {
            BEGIN => is_inside += 1,
            END if is_inside <= 1 => break,
            END => is_inside -= 1,
            // A row, the first column, a style and a number of 4 bytes for each, the last column.
            SEVERAL if is_inside <= 1 => {
                let (row, first) = (short(data, 0)?, short(data, 2)?);
                for (column, at) in (u32::from(first)..).zip((4..data.len().saturating_sub(2)).step_by(6)) {
                    if short(data, at).is_some_and(&has) {
                        marks.add(u32::from(row), (column, column));
                    }
                }
            }
            kind if NUMBERS.contains(&kind) && is_inside <= 1 => {
                let (row, column) = (short(data, 0)?, short(data, 2)?);
                if short(data, 4).is_some_and(&has) {
                    marks.add(u32::from(row), (u32::from(column), u32::from(column)));
                }
            }
            _ => {}
        }
    }
    Some(marks.sorted())
}

/// Sees that the stream of a workbook is not too much.
fn walk(book: &[u8]) -> Result<(), String> {
    let mut starts: Vec<usize> = Vec::new();
    let mut texts: Vec<&[u8]> = Vec::new();
    let mut before = END;
    for (kind, data) in (Records { stream: book }) {
        match kind {
            SHEET => starts.push(number(data, 0).ok_or("a sheet lies nowhere")? as usize),
            TEXTS => texts.push(data),
            // Texts go on in the records after them.
            MORE if before == TEXTS => texts.push(data),
            LOCK if short(data, 0) != Some(0) => return Err(LOCKED.to_owned()),
            END => break,
            _ => {}
        }
        before = if kind == MORE { before } else { kind };
    }
    let count = starts.len();
    starts.sort_unstable();
    starts.dedup();
    if starts.len() < count || count > MOST_SHEETS {
        return Err(format!("{count} sheets lie in {} places", starts.len()));
    }
    let lengths = lengths(&texts);
    let (mut cells, mut said) = (0usize, 0usize);
    for start in starts {
        let stream = book.get(start..).ok_or("a sheet lies nowhere")?;
        let sheet = Sheet::of(stream, &lengths)?;
        cells = cells.saturating_add(sheet.cells);
        said = said.saturating_add(sheet.said);
    }
    if cells > MOST_CELLS {
        return Err(format!("its sheets have more than {MOST_CELLS} cells; cut it"));
    }
    if said > MOST_TEXT {
        return Err(format!("its cells hold more than {} MB of text; cut it", MOST_TEXT >> 20));
    }
    Ok(())
}

/// The length of each text of a workbook, in bytes, as UTF-8 holds them at most.
fn lengths(records: &[&[u8]]) -> Vec<usize> {
    let mut lengths = Vec::new();
    let (mut nth, mut at) = (0, 8);
    while let Some(record) = records.get(nth) {
        let (Some(count), Some(flags)) = (short(record, at), record.get(at + 2).copied()) else {
            (nth, at) = (nth + 1, 0);
            continue;
        };
        lengths.push(3 * usize::from(count));
        let has = |flag: u8| flags & flag > 0;
        let runs = if has(8) { short(record, at + 3).map_or(0, |runs| 4 * usize::from(runs)) } else { 0 };
        let more = at + 3 + if has(8) { 2 } else { 0 };
        let phonetic = if has(4) { number(record, more).unwrap_or(0) as usize } else { 0 };
        at = more + if has(4) { 4 } else { 0 };
        // Characters go on in the next record after a byte that says anew how wide they are.
        let (mut left, mut width) = (usize::from(count), 1 + usize::from(flags & 1));
        loop {
            let here = records.get(nth).map_or(0, |record| record.len().saturating_sub(at)) / width;
            (left, at) = (left - left.min(here), at + left.min(here) * width);
            let Some(next) = records.get(nth + 1).filter(|_| left > 0) else { break };
            (nth, at, width) = (nth + 1, 1, 1 + usize::from(next.first().copied().unwrap_or(0) & 1));
        }
        at = at.saturating_add(runs).saturating_add(phonetic);
        while let Some(record) = records.get(nth).filter(|record| at >= record.len()) {
            (nth, at) = (nth + 1, at - record.len());
        }
    }
    lengths
}

/// How much there is in a sheet.
struct Sheet {
    /// The cells between the first corner and the last, or as many as the sheet says.
    cells: usize,
    /// The bytes of its texts.
    said: usize,
}

impl Sheet {
    fn of(stream: &[u8], lengths: &[usize]) -> Result<Self, String> {
        let (mut rows, mut columns) = (0, 0);
        let mut sheet = Self { cells: 0, said: 0 };
        let mut is_inside = 0;
        for (kind, data) in (Records { stream }) {
            // A chart within the sheet is a part of its own.
            match kind {
                BEGIN => is_inside += 1,
                END if is_inside <= 1 => break,
                END => is_inside -= 1,
                SIZE => sheet.cells = sheet.cells.max(size(data).ok_or("a sheet ends before it begins")?),
                kind if CELLS.contains(&kind) => {
                    // Several cells in one record name their last column at its end.
                    let column = if kind == SEVERAL { data.len().checked_sub(2) } else { Some(2) };
                    let column = column.and_then(|at| short(data, at)).ok_or("a cell is torn")?;
                    rows = rows.max(usize::from(short(data, 0).unwrap_or_default()) + 1);
                    columns = columns.max(usize::from(column) + 1);
                    let text = number(data, 6).filter(|_| kind == TEXT).and_then(|nth| lengths.get(nth as usize));
                    sheet.said = sheet.said.saturating_add(text.copied().unwrap_or(0));
                }
                _ => {}
            }
        }
        sheet.cells = sheet.cells.max(rows * columns);
        Ok(sheet)
    }
}

/// How many cells a sheet says it has; none where it ends before it begins.
fn size(data: &[u8]) -> Option<usize> {
    let (top, bottom, rest) = match data.len() {
        10 => (u32::from(short(data, 0)?), u32::from(short(data, 2)?), 4),
        _ => (number(data, 0)?, number(data, 4)?, 8),
    };
    let (left, right) = (short(data, rest)?, short(data, rest + 2)?);
    if bottom == 0 || right == 0 {
        return Some(0);
    }
    let left = if left > 0xFF || right < left { 0 } else { left };
    let (rows, columns) = (bottom.checked_sub(top)?, right.checked_sub(left)?);
    (rows > 0 && columns > 0).then(|| (rows as usize).saturating_mul(usize::from(columns)))
}

/// The records of a stream: their kind, and what they hold.
struct Records<'a> {
    stream: &'a [u8],
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (short(self.stream, 0)?, usize::from(short(self.stream, 2)?));
        let data = self.stream.get(4..4 + length)?;
        self.stream = self.stream.get(4 + length..)?;
        Some((kind, data))
    }
}
