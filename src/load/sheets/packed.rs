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

/// Sees that the cells an .ods says once and means many times are not too many.
fn repeats(content: &[u8]) -> Result<(), String> {
    let (mut cells, mut said) = (0usize, 0usize);
    for row in pieces(content, b"<table:table-row") {
        let times = repeated(row, b"table:number-rows-repeated=\"");
        for cell in pieces(row, b"table-cell").skip(1) {
            let again = repeated(cell, b"table:number-columns-repeated=\"");
            let times = times.saturating_mul(again);
            // What is closed at once is empty, and empty cells at the end of a row or a sheet are not made.
            let is_empty =
                cell.iter().position(|byte| *byte == b'>').is_none_or(|at| cell.get(at.wrapping_sub(1)) == Some(&b'/'));
            if !is_empty {
                cells = cells.saturating_add(times);
                said = said.saturating_add(times.saturating_mul(cell.len()));
            }
        }
    }
    if cells > 2 * MOST_CELLS || said > 2 * MOST_TEXT {
        return Err("its rows and cells are repeated too often; cut it".to_owned());
    }
    Ok(())
}

/// A text cut at every word; the first piece is what stands before it.
fn pieces<'a>(text: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let cuts = memmem::find_iter(text, word).collect::<Vec<_>>();
    let ends = cuts.clone().into_iter().chain([text.len()]);
    std::iter::once(0).chain(cuts).zip(ends).map(|(start, end)| text.get(start..end).unwrap_or_default())
}

/// How often something is repeated, as the tag at the beginning says.
fn repeated(piece: &[u8], attribute: &[u8]) -> usize {
    let tag = piece.split(|byte| *byte == b'>').next().unwrap_or_default();
    let digits = memmem::find(tag, attribute).and_then(|at| tag.get(at + attribute.len()..)).unwrap_or_default();
    let number = digits.iter().take_while(|byte| byte.is_ascii_digit());
    number.fold(0, |number: usize, digit| number.saturating_mul(10).saturating_add(usize::from(digit - b'0'))).max(1)
}
