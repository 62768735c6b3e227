//! The container of a new workbook, measured before it is unpacked: a bomb is a small file.

use std::io::{self, Cursor, Read as _};

use memchr::memmem;

use super::{MOST_CELLS, MOST_TEXT};
use crate::load::unpack;

/// The least that may always be unpacked.
const SMALL: u64 = 256 << 20;
/// No workbook packs better than this on the whole.
const MOST_RATIO: u64 = 200;

/// Unpacks every entry of a zipped workbook into nothing, to see that it is no bomb.
pub fn measure(bytes: &[u8]) -> Result<(), String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let most = (bytes.len() as u64).saturating_mul(MOST_RATIO).clamp(SMALL, unpack::LARGEST);
    let mut total = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| error.to_string())?;
        let is_content = entry.name().is_ok_and(|name| name == "content.xml");
        let mut entry = entry.take(most + 1 - total);
        total += if is_content {
            let mut content = Vec::new();
            entry.read_to_end(&mut content).map_err(|error| error.to_string())?;
            repeats(&content)?;
            content.len() as u64
        } else {
            io::copy(&mut entry, &mut io::sink()).map_err(|error| error.to_string())?
        };
        if total > most {
            return Err(format!("it unpacks to more than {} MB", most >> 20));
        }
    }
    Ok(())
}

/// Sees that the cells an .ods says once and means many times are not too many. Empty ones are made between others only.
fn repeats(content: &[u8]) -> Result<(), String> {
    let (mut cells, mut said) = (0usize, 0usize);
    for sheet in pieces(content, b"<table:table ") {
        let (mut rows, mut seen, mut width) = (0usize, 0usize, 0usize);
        for row in pieces(sheet, b"<table:table-row") {
            let times = repeated(row, b"table:number-rows-repeated");
            let (filled, length) = filled(row);
            seen = seen.saturating_add(times);
            rows = if filled > 0 { seen } else { rows };
            width = width.max(filled);
            said = said.saturating_add(times.saturating_mul(length));
        }
        cells = cells.saturating_add(rows.saturating_mul(width));
    }
    if cells > MOST_CELLS || said > MOST_TEXT {
        return Err("its rows and cells are repeated too often; cut it".to_owned());
    }
    Ok(())
}

/// How many cells a row has up to the last that is not empty, and how long they are together.
fn filled(row: &[u8]) -> (usize, usize) {
    let (mut seen, mut filled, mut length) = (0usize, 0, 0usize);
    let is_cell =
        |piece: &&[u8]| piece.starts_with(b"<table:table-cell") || piece.starts_with(b"<table:covered-table-cell");
    for cell in pieces(row, b"<table:").filter(is_cell) {
        let times = repeated(cell, b"table:number-columns-repeated");
        seen = seen.saturating_add(times);
        // What is closed at once holds nothing, but for a value it may name.
        let tag = cell.split(|byte| *byte == b'>').next().unwrap_or_default();
        if !tag.ends_with(b"/") || memmem::find(tag, b"office:").is_some() {
            filled = seen;
            length = length.saturating_add(times.saturating_mul(cell.len()));
        }
    }
    (filled, length)
}

/// A text cut at every word; the first piece is what stands before it.
pub fn pieces<'a>(text: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let cuts = memmem::find_iter(text, word).collect::<Vec<_>>();
    let ends = cuts.clone().into_iter().chain([text.len()]);
    std::iter::once(0).chain(cuts).zip(ends).map(|(start, end)| text.get(start..end).unwrap_or_default())
}

/// How often something is repeated, as the tag at the beginning says; without end where it says so in signs for digits.
pub fn repeated(piece: &[u8], attribute: &[u8]) -> usize {
    let tag = piece.split(|byte| *byte == b'>').next().unwrap_or_default();
    let Some(at) = memmem::find(tag, attribute) else { return 1 };
    let is_before = |byte: &&u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\'');
    let mut number = tag.iter().skip(at + attribute.len()).skip_while(is_before).peekable();
    if number.peek().is_some_and(|byte| **byte == b'&') {
        return usize::MAX;
    }
    let digits = number.take_while(|byte| byte.is_ascii_digit());
    digits.fold(0, |number: usize, digit| number.saturating_mul(10).saturating_add(usize::from(digit - b'0'))).max(1)
}
