//! Workbooks: every sheet a table, merged cells filled with what they hold.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{
    Cell, Data, DataRef, Dimensions, Range, Reader, Sheets, Xls, XlsError, XlsxError, open_workbook_auto_from_rs,
};
use csv::ByteRecord;

use self::percents::Percents;
use super::{
    complaints::Complaints,
    foreign,
    open::Found,
    table::{Line, MOST_COLUMNS, Origin, Table},
    text,
};
use crate::model::{Rule, Severity};

mod compound;
mod old;
mod packed;
mod percents;

pub use packed::measure;

/// How a workbook is packed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Book {
    /// .xlsx and .ods
    Zipped,
    /// .xls
    Old,
}

/// The most cells the sheets of a workbook may have, empty ones between others too.
const MOST_CELLS: usize = 50_000_000;
/// The most text they may hold, in bytes: a text is kept once in the file and may stand in every cell.
const MOST_TEXT: usize = 1 << 30;
/// The most sheets: several may be one and the same in the file.
const MOST_SHEETS: usize = 1000;

/// The sheets of a workbook, or the one of that name.
pub fn read(book: Book, bytes: &[u8], wanted: Option<&str>, complaints: &mut Complaints) -> Option<Vec<Found>> {
    // calamine takes a file at its word, and panics where that is wrong.
    let found = catch_unwind(AssertUnwindSafe(|| found(book, bytes, wanted)));
    match found.unwrap_or_else(|_| Err("it is torn, or not what it says it is".to_owned())) {
        Ok(found) => Some(found),
        Err(what) => {
            complaints.whole(Severity::Error, Rule::File, || format!("the workbook cannot be read ({what})"));
            None
        }
    }
}

fn found(book: Book, bytes: &[u8], wanted: Option<&str>) -> Result<Vec<Found>, String> {
    match book {
        Book::Zipped => packed::measure(bytes)?,
        Book::Old => old::measure(bytes)?,
    }
    let mut sheets = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| why(book, bytes, &error))?;
    let names: Vec<String> =
        sheets.sheet_names().into_iter().filter(|name| wanted.is_none_or(|it| it == text::clean(name))).collect();
    if names.is_empty() {
        return Err(format!("there is no sheet `{}`", wanted.unwrap_or_default()));
    }
    if names.len() > MOST_SHEETS {
        return Err(format!("it has {} sheets; cut it", names.len()));
    }
    let mut percents = Percents::of(&mut sheets, bytes);
    let mut found = Vec::new();
    let mut left = Left { cells: MOST_CELLS, text: MOST_TEXT };
    let mut torn = None;
    for name in names {
        let range = match range(&mut sheets, &name, &mut left) {
            Ok(range) => range,
            Err(Misfit::Torn(error)) => {
                torn.get_or_insert(error);
                continue;
            }
            Err(Misfit::TooLarge(what)) => return Err(format!("the sheet `{name}` {what}; cut it")),
        };
        if range.is_empty() {
            continue;
        }
        let merged = merged(&mut sheets, &name);
        let percents = percents.sheet(&mut sheets, &name);
        found.push(Found { table: table(&range, &merged, &percents), sheet: Some(text::clean(&name).into_owned()) });
    }
    if found.is_empty() {
        return Err(torn.unwrap_or_else(|| "no sheet of it has any cells".to_owned()));
    }
    Ok(found)
}

/// Why a workbook does not open. Of a file of the old kind the error says no more than that it is none.
fn why(book: Book, bytes: &[u8], error: &calamine::Error) -> String {
    let of_old = || Xls::new(Cursor::new(bytes)).err();
    let is_locked = match error {
        calamine::Error::Xlsx(XlsxError::Password) | calamine::Error::Xls(XlsError::Password) => true,
        _ => book == Book::Old && (foreign::is_encrypted(bytes) || matches!(of_old(), Some(XlsError::Password))),
    };
    if is_locked {
        return "it is encrypted: open it in a spreadsheet and save it anew without a password".to_owned();
    }
    of_old().filter(|_| book == Book::Old).map_or_else(|| error.to_string(), |error| error.to_string())
}

/// How much the sheets that are still to be read may have.
struct Left {
    cells: usize,
    text: usize,
}

/// Why a sheet cannot be read.
enum Misfit {
    /// It is no sheet of cells, such as a chart, or it is torn.
    Torn(String),
    TooLarge(String),
}

/// The cells of a sheet. calamine makes all those between the first corner and the last: they are counted before.
fn range(sheets: &mut Sheets<Cursor<&[u8]>>, name: &str, left: &mut Left) -> Result<Range<Data>, Misfit> {
    let torn = |error: &dyn std::fmt::Display| Misfit::Torn(error.to_string());
    let cells = match sheets {
        Sheets::Xlsx(book) => {
            let mut cells = book.worksheet_cells_reader(name).map_err(|error| torn(&error))?;
            gather(|| cells.next_cell().map_err(|error| torn(&error)), left)?
        }
        Sheets::Xlsb(book) => {
            let mut cells = book.worksheet_cells_reader(name).map_err(|error| torn(&error))?;
            gather(|| cells.next_cell().map_err(|error| torn(&error)), left)?
        }
        _ => {
            let range = sheets.worksheet_range(name).map_err(|error| torn(&error))?;
            left.take(range.get_size())?;
            return Ok(range);
        }
    };
    left.take(size(&cells))?;
    Ok(Range::from_sparse(cells))
}

/// The filled cells of a sheet, no more than are left.
fn gather<'a>(
    mut next: impl FnMut() -> Result<Option<Cell<DataRef<'a>>>, Misfit>,
    left: &mut Left,
) -> Result<Vec<Cell<Data>>, Misfit> {
    let mut cells = Vec::new();
    while let Some(cell) = next()? {
        let length = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::String(text) => text.len(),
            DataRef::SharedString(text) => text.len(),
            _ => 0,
        };
        let text = left.text.checked_sub(length);
        left.text = text.ok_or_else(|| Misfit::TooLarge(format!("has more than {} MB of text", MOST_TEXT >> 20)))?;
        if cells.len() >= left.cells {
            return Err(Misfit::TooLarge(format!("has more than {MOST_CELLS} cells")));
        }
        cells.push(Cell::new(cell.get_position(), Data::from(cell.get_value().clone())));
    }
    Ok(cells)
}

/// How many rows and columns there are between the first corner and the last.
fn size(cells: &[Cell<Data>]) -> (usize, usize) {
    let rows = cells.iter().map(|cell| cell.get_position().0 as usize);
    let columns = cells.iter().map(|cell| cell.get_position().1 as usize);
    let span = |min: Option<usize>, max: Option<usize>| min.zip(max).map_or(0, |(min, max)| max - min + 1);
    (span(rows.clone().min(), rows.max()), span(columns.clone().min(), columns.max()))
}

impl Left {
    /// Takes so many rows and columns.
    fn take(&mut self, (rows, columns): (usize, usize)) -> Result<(), Misfit> {
        let left = self.cells.checked_sub(rows.saturating_mul(columns)).filter(|_| columns <= MOST_COLUMNS);
        self.cells = left.ok_or_else(|| Misfit::TooLarge(format!("has {rows} rows and {columns} columns")))?;
        Ok(())
    }
}

fn merged(sheets: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Vec<Dimensions> {
    match sheets {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => vec![],
    }
}

fn table(range: &Range<Data>, merged: &[Dimensions], percents: &percents::Sheet) -> Table {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let shown = |(row, cells): (usize, &[Data])| -> Vec<String> {
        let place = |column: usize| (first_row + row as u32, first_column + column as u32);
        let shown = |(column, cell): (usize, &Data)| match cell {
            Data::Float(_) | Data::Int(_) if percents.has(place(column)) => percent(&typed(cell)),
            _ => typed(cell),
        };
        cells.iter().enumerate().map(shown).collect()
    };
    let mut cells: Vec<Vec<String>> = range.rows().enumerate().map(shown).collect();
    // Merged areas lie side by side: together they are no larger than the sheet.
    let mut left = Left { cells: cells.iter().map(Vec::len).sum(), text: MOST_TEXT };
    for area in merged {
        fill(&mut cells, area, (first_row, first_column), &mut left);
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
fn fill(cells: &mut [Vec<String>], area: &Dimensions, first: (u32, u32), left: &mut Left) {
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
    let rows = cells.len().min(end.0 + 1).saturating_sub(start.0);
    let filled = rows.saturating_mul(width.min(end.1 + 1).saturating_sub(start.1));
    let text = left.text.checked_sub(filled.saturating_mul(said.len()));
    let (Some(free), Some(text)) = (left.cells.checked_sub(filled), text) else { return };
    *left = Left { cells: free, text };
    for row in cells.iter_mut().take(end.0 + 1).skip(start.0) {
        for cell in row.iter_mut().take(end.1 + 1).skip(start.1) {
            cell.clone_from(&said);
        }
    }
}

/// A fraction as a percent, by its digits: `0.0334` is `3.34%`, where a product would be 3.3400000000000003.
fn percent(fraction: &str) -> String {
    let (sign, digits) = fraction.strip_prefix('-').map_or(("", fraction), |digits| ("-", digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let decimals = format!("{decimals:0<2}");
    let (more, rest) = decimals.split_at(2);
    let whole = format!("{whole}{more}");
    let whole = Some(whole.trim_start_matches('0')).filter(|whole| !whole.is_empty()).unwrap_or("0");
    if rest.is_empty() { format!("{sign}{whole}%") } else { format!("{sign}{whole}.{rest}%") }
}

/// A cell as the text somebody would have typed.
fn typed(cell: &Data) -> String {
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

#[cfg(test)]
mod tests {
    use calamine::Dimensions;

    use super::{Left, fill, percent};

    /// The cells of a sheet after a merged area is filled, as long as so many cells and so much text is left.
    fn filled(area: (u32, u32), cells: usize, text: usize) -> Vec<String> {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let mut all = vec![row(["营收", "", ""]), row(["", "", "x"])];
        let mut left = Left { cells, text };
        fill(&mut all, &Dimensions { start: (0, 0), end: area }, (0, 0), &mut left);
        all.iter().map(|row| row.join("|")).collect()
    }

    #[test]
    fn merged_areas_are_filled_as_far_as_there_is_room() {
        assert_eq!(filled((1, 1), 4, 24), ["营收|营收|", "营收|营收|x"]);
        assert_eq!(filled((1, 1), 3, 24), ["营收||", "||x"], "cells");
        assert_eq!(filled((1, 1), 4, 23), ["营收||", "||x"], "text");
        // An area that says it goes on beyond the sheet, and a title over all of it.
        assert_eq!(filled((u32::MAX, 1), 4, 24), ["营收|营收|", "营收|营收|x"]);
        assert_eq!(filled((1, 2), 100, 100), ["营收||", "||x"]);
    }

    #[test]
    fn a_fraction_becomes_the_percent_it_is_shown_as() {
        for (fraction, shown) in [
            ("0.0334", "3.34%"),
            ("0.07", "7%"),
            ("0.5", "50%"),
            ("1", "100%"),
            ("-0.012", "-1.2%"),
            ("0", "0%"),
            ("12.5", "1250%"),
            ("0.00004", "0.004%"),
        ] {
            assert_eq!(percent(fraction), shown, "{fraction}");
        }
    }
}
