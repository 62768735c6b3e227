//! The container of old workbooks, a file system of its own; chains of sectors in it may go in circles.

use encoding_rs::UTF_16LE;

/// Ends a chain of sectors; what is above it is no sector either.
const LAST: u32 = 0xFFFF_FFFA;

/// A compound file: sectors, and which one comes after which.
pub struct File<'a> {
    bytes: &'a [u8],
    size: usize,
    after: Vec<u32>,
}

impl<'a> File<'a> {
    /// Reads which sector comes after which.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let size = match short(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self { bytes, size, after: Vec::new() };
        let mut tables: Vec<u32> = (0..109).map_while(|nth| number(bytes, 76 + 4 * nth)).collect();
        let mut more = number(bytes, 68)?;
        let mut left = file.sectors();
        while more < LAST {
            left = left.checked_sub(1)?;
            let sector = file.sector(more)?;
            tables.extend((0..size / 4 - 1).filter_map(|nth| number(sector, 4 * nth)));
            more = number(sector, size - 4)?;
        }
        for table in tables.into_iter().filter(|table| *table < LAST) {
            let sector = file.sector(table)?;
            file.after.extend((0..size / 4).filter_map(|nth| number(sector, 4 * nth)));
            if file.after.len() > 2 * (file.sectors() + size) {
                return None;
            }
        }
        Some(file)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.size
    }

    fn sector(&self, nth: u32) -> Option<&'a [u8]> {
        let start = (nth as usize + 1).checked_mul(self.size)?;
        self.bytes.get(start..self.bytes.len().min(start + self.size)).filter(|sector| !sector.is_empty())
    }

    /// The sectors from one on, put together.
    fn chain(&self, mut nth: u32) -> Option<Vec<u8>> {
        let mut all = Vec::new();
        for _ in 0..=self.sectors() {
            if nth >= LAST {
                return Some(all);
            }
            all.extend_from_slice(self.sector(nth)?);
            nth = *self.after.get(nth as usize)?;
        }
        // Longer than the file: it goes in circles.
        None
    }

    /// The names of its streams, and where each begins.
    pub fn folder(&self) -> Option<Vec<u8>> {
        self.chain(number(self.bytes, 48)?)
    }

    /// The streams of the workbook: one, unless the file means mischief.
    pub fn books(&self, folder: &[u8]) -> Option<Vec<Vec<u8>>> {
        let small = match number(self.bytes, 64)? {
            0 => Small::default(),
            _ => Small { all: self.chain(number(folder, 116)?)?, after: self.chain(number(self.bytes, 60)?)? },
        };
        let book = |entry: &[u8]| {
            let (start, length) = (number(entry, 116)?, number(entry, 120)? as usize);
            let mut book = if length < 4096 { small.chain(start, length)? } else { self.chain(start)? };
            book.truncate(length);
            Some(book)
        };
        let is_book = |entry: &&[u8]| is_called(entry, "Workbook") || is_called(entry, "Book");
        folder.chunks_exact(128).filter(is_book).map(book).collect()
    }
}

/// The stream that holds the small ones, in smaller sectors, and which of those comes after which.
#[derive(Default)]
struct Small {
    all: Vec<u8>,
    after: Vec<u8>,
}

impl Small {
    fn chain(&self, mut nth: u32, length: usize) -> Option<Vec<u8>> {
        let mut chain = Vec::new();
        while nth < LAST && chain.len() < length {
            let start = (nth as usize).checked_mul(64)?;
            let sector = self.all.get(start..self.all.len().min(start.checked_add(64)?))?;
            chain.extend_from_slice(Some(sector).filter(|sector| !sector.is_empty())?);
            nth = number(&self.after, 4 * nth as usize)?;
        }
        Some(chain)
    }
}

/// Whether an entry of the folder has that name, as calamine compares them.
pub fn is_called(entry: &[u8], wanted: &str) -> bool {
    let (name, ..) = UTF_16LE.decode(entry.get(..64).unwrap_or_default());
    name.split('\0').next().is_some_and(|name| name.eq_ignore_ascii_case(wanted))
}

/// The number in two bytes at a place.
pub fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

/// The number in four bytes at a place.
pub fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}
