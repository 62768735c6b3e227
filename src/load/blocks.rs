//! A large text cut into blocks of whole rows, so that it need not be held at once and several threads can read it.

use std::io::{self, Read};

use memchr::memchr_iter;

use super::table::LONGEST_ROW;

/// How many bytes a block has, more or less. Tests have smaller ones.
const SIZE: usize = if cfg!(test) { 1 << 15 } else { 256 << 10 };

/// Some rows of a text.
#[derive(Debug, Default)]
pub struct Block {
    /// Its place among the blocks.
    pub number: usize,
    pub bytes: Vec<u8>,
    /// The line it begins with, counted from 1.
    pub line: u32,
}

/// Cuts what a reader gives.
pub struct Blocks<R> {
    source: R,
    separator: u8,
    /// What was read beyond the last cut.
    rest: Vec<u8>,
    line: u32,
    number: usize,
    is_done: bool,
}

impl<R: Read> Blocks<R> {
    /// The blocks of a text in which quotes may hold line ends, and whose first line has that number.
    pub const fn of(source: R, separator: u8, line: u32) -> Self {
        Self { source, separator, rest: Vec::new(), line, number: 0, is_done: false }
    }

    /// The next block; none at the end.
    pub fn next(&mut self) -> io::Result<Option<Block>> {
        if self.is_done {
            return Ok(None);
        }
        let mut bytes = std::mem::take(&mut self.rest);
        let mut wanted = SIZE;
        loop {
            self.fill(&mut bytes, wanted)?;
            if self.is_done {
                break;
            }
            if let Some(cut) = last_row_end(&bytes, self.separator) {
                self.rest = bytes.split_off(cut);
                break;
            }
            // A row longer than a block: read on, but not for ever.
            if wanted > LONGEST_ROW {
                return Err(io::Error::other(format!(
                    "the row that begins in line {} is longer than {} MB; is a quote left open there?",
                    self.line,
                    LONGEST_ROW >> 20
                )));
            }
            wanted *= 2;
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let block = Block { number: self.number, line: self.line, bytes };
        self.line += memchr_iter(b'\n', &block.bytes).count() as u32;
        self.number += 1;
        Ok(Some(block))
    }

    fn fill(&mut self, bytes: &mut Vec<u8>, wanted: usize) -> io::Result<()> {
        if let Some(more) = wanted.checked_sub(bytes.len()) {
            bytes.reserve_exact(more);
            let read = self.source.by_ref().take(more as u64).read_to_end(bytes)?;
            self.is_done = read < more;
        }
        Ok(())
    }
}

/// The offset after the last row that is whole for sure; none where no row ends.
fn last_row_end(bytes: &[u8], separator: u8) -> Option<usize> {
    if memchr::memchr(b'"', bytes).is_none() {
        return memchr::memrchr(b'\n', bytes).map(|at| at + 1);
    }
    // Quotes may hold line ends: only who reads from the start knows where a row ends.
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    let mut start = 0;
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        start = record.position().map_or(0, |place| place.byte() as usize);
    }
    // The row that begins last may go on in the next block.
    (start > 0).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::{Blocks, SIZE};

    fn joined(text: &str) -> (Vec<u8>, Vec<u32>) {
        let mut blocks = Blocks::of(text.as_bytes(), b',', 1);
        let (mut all, mut lines) = (vec![], vec![]);
        while let Some(block) = blocks.next().unwrap() {
            assert_eq!(block.number, lines.len());
            lines.push(block.line);
            all.extend(block.bytes);
        }
        (all, lines)
    }

    #[test]
    fn blocks_put_together_are_the_text_and_begin_with_rows() {
        let plain = "青山,营收,2022,1234.5\n".repeat(SIZE / 10);
        let (all, lines) = joined(&plain);
        assert!(all == plain.as_bytes() && lines.len() > 2);
        let per_line = "青山,营收,2022,1234.5\n".len();
        let mut blocks = Blocks::of(plain.as_bytes(), b',', 1);
        let mut before = 0;
        while let Some(block) = blocks.next().unwrap() {
            assert_eq!(block.line as usize, before / per_line + 1);
            assert!(block.bytes.starts_with("青山".as_bytes()));
            before += block.bytes.len();
        }
    }

    #[test]
    fn a_line_end_in_quotes_is_no_row_end() {
        let quoted = "\"青\n山\",\"a \"\"b\"\"\",1\n".repeat(SIZE / 8);
        let mut blocks = Blocks::of(quoted.as_bytes(), b',', 1);
        let mut all = vec![];
        while let Some(block) = blocks.next().unwrap() {
            assert!(String::from_utf8_lossy(&block.bytes).trim_start().starts_with("\"青"));
            all.extend(block.bytes);
        }
        assert!(all == quoted.as_bytes());
    }

    #[test]
    fn a_text_without_an_end_is_refused_before_it_fills_the_memory() {
        let endless = format!("a,\"b{}", "x".repeat(40 << 20));
        let mut blocks = Blocks::of(endless.as_bytes(), b',', 1);
        assert!(blocks.next().unwrap_err().to_string().contains("line 1 is longer than 16 MB"));
        assert_eq!(joined("").0, b"");
        assert_eq!(joined("no end of line").0, b"no end of line");
    }
}
