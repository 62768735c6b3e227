//! Workbooks: every sheet a table, merged cells filled with what they hold.

use std::io::{self, Cursor, Read as _};

use calamine::{Data, Dimensions, Range, Reader, Sheets, open_workbook_auto_from_rs};
use csv::ByteRecord;

use super::{
    complaints::Complaints,
    open::Found,
    table::{Line, MOST_COLUMNS, Origin, Table},
    unpack,
};
use crate::model::{Rule, Severity};

/// How a workbook is packed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Book {
    /// .xlsx and .ods
    Zipped,
    /// .xls
    Old,
}

/// The most cells one sheet may have.
const MOST_CELLS: usize = 50_000_000;

/// The sheets of a workbook, or the one of that name.
pub fn read(book: Book, bytes: &[u8], wanted: Option<&str>, complaints: &mut Complaints) -> Option<Vec<Found>> {
    match found(book, bytes, wanted) {
        Ok(found) => Some(found),
        Err(what) => {
            complaints.whole(Severity::Error, Rule::File, || format!("the workbook cannot be read ({what})"));
            None
        }
    }
}

fn found(book: Book, bytes: &[u8], wanted: Option<&str>) -> Result<Vec<Found>, String> {
    if book == Book::Zipped {
        measure(bytes)?;
    }
    let mut sheets = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let names: Vec<String> =
        sheets.sheet_names().into_iter().filter(|name| wanted.is_none_or(|it| it == name)).collect();
    if names.is_empty() {
        return Err(format!("there is no sheet `{}`", wanted.unwrap_or_default()));
    }
    let mut found = Vec::new();
    for name in names {
        // A chart has a name as a sheet has, and no cells.
        let Ok(range) = sheets.worksheet_range(&name) else { continue };
        if range.is_empty() {
            continue;
        }
        let (rows, columns) = range.get_size();
        if columns > MOST_COLUMNS || rows.saturating_mul(columns) > MOST_CELLS {
            return Err(format!("the sheet `{name}` has {rows} rows and {columns} columns; cut it"));
        }
        let merged = merged(&mut sheets, &name);
        found.push(Found { table: table(&range, &merged), sheet: Some(name) });
    }
    Ok(found)
}

/// Unpacks every entry of a zipped workbook or archive into nothing, to see that it is no bomb.
pub fn measure(bytes: &[u8]) -> Result<(), String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let most = (bytes.len() as u64).saturating_mul(200).clamp(256 << 20, unpack::LARGEST);
    let mut total = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| error.to_string())?;
        total += io::copy(&mut entry.take(most + 1 - total), &mut io::sink()).map_err(|error| error.to_string())?;
        if total > most {
            return Err(format!("it unpacks to more than {} MB", most >> 20));
        }
    }
    Ok(())
}

fn merged(sheets: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Vec<Dimensions> {
    match sheets {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default().to_vec(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default().to_vec(),
        _ => vec![],
    }
}

fn table(range: &Range<Data>, merged: &[Dimensions]) -> Table {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut cells: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(text).collect()).collect();
    for area in merged {
        fill(&mut cells, area, (first_row, first_column));
    }
    let rows = cells.into_iter().enumerate().filter(|(_, row)| row.iter().any(|cell| !cell.is_empty()));
    let line = |(at, row): (usize, Vec<String>)| Line {
        number: first_row + at as u32 + 1,
        record: ByteRecord::from(row),
        offsets: vec![],
    };
    Table::Cells { rows: rows.map(line).collect(), origin: Origin::Sheet { column: first_column + 1 } }
}

/// Fills a merged area of texts with what it holds. A number stays where it is: it was said once.
fn fill(cells: &mut [Vec<String>], area: &Dimensions, first: (u32, u32)) {
    let place =
        |(row, column): (u32, u32)| Some((row.checked_sub(first.0)? as usize, column.checked_sub(first.1)? as usize));
    let (Some(start), Some(end)) = (place(area.start), place(area.end)) else { return };
    let width = cells.first().map_or(0, Vec::len);
    // A title over the whole table says nothing of its columns.
    if start.1 == 0 && end.1 + 1 >= width && width > 1 {
        return;
    }
    let Some(said) = cells.get(start.0).and_then(|row| row.get(start.1)).cloned() else { return };
    if said.is_empty() || super::number::plain(said.as_bytes()).is_some_and(|_| super::period::heading(&said).is_none())
    {
        return;
    }
    for row in cells.iter_mut().take(end.0 + 1).skip(start.0) {
        for cell in row.iter_mut().take(end.1 + 1).skip(start.1) {
            cell.clone_from(&said);
        }
    }
}

/// A cell as the text somebody would have typed.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(flag) => u8::from(*flag).to_string(),
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Error(error) => error.to_string(),
    }
}
