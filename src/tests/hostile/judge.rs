//! What must not stand in anything that is drawn, printed or copied.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::{report::Format, store::columns};

pub use crate::trial::is_harmful;

/// Fails where a printed text holds any of it; tabs are what TSV is made of.
#[track_caller]
pub fn text(text: &str, tabs: bool, told: &str) {
    let harmful = text.char_indices().find(|(_, c)| is_harmful(*c) && !(tabs && *c == '\t'));
    let around = harmful.map(|(at, c)| {
        let from = text.floor_char_boundary(at.saturating_sub(30));
        let to = text.ceil_char_boundary((at + 30).min(text.len()));
        (c, text.get(from..to).unwrap_or_default().to_owned())
    });
    assert_eq!(around, None, "{told}");
}

/// Whether a spreadsheet would run it.
pub fn would_run(cell: &str) -> bool {
    let mut signs = cell.chars();
    match (signs.next(), signs.next()) {
        (Some('=' | '@' | '\t' | '\r' | '＝' | '＠'), _) => true,
        (Some('+' | '-' | '＋' | '－'), next) => next.is_some_and(|next| !next.is_ascii_digit()),
        _ => false,
    }
}

/// Fails where what was printed in a form could do harm to whoever opens it.
#[track_caller]
pub fn printed(bytes: &[u8], format: Format, told: &str) {
    if format == Format::Xlsx {
        return workbook(bytes, told);
    }
    if format == Format::Parquet {
        let text = columns::read(bytes).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
        // Rows of another number of cells are an error.
        reader.byte_records().for_each(|row| drop(row.unwrap_or_else(|error| panic!("{told}: {error}"))));
        return;
    }
    let whole = std::str::from_utf8(bytes).unwrap();
    text(whole, format == Format::Tsv, told);
    match format {
        Format::Csv | Format::Tsv => {
            let mark = if format == Format::Csv { b',' } else { b'\t' };
            let mut reader = csv::ReaderBuilder::new().delimiter(mark).has_headers(false).from_reader(bytes);
            for record in reader.records() {
                let record = record.unwrap_or_else(|error| panic!("{told}: {error}"));
                assert!(!record.iter().any(would_run), "{told}: {record:?}");
            }
        }
        Format::Json => drop(serde_json::from_str::<serde_json::Value>(whole).unwrap()),
        Format::Md => {
            let bars = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
            let table: Vec<&str> = whole.lines().filter(|line| line.starts_with('|')).collect();
            assert!(table.iter().all(|line| bars(line) == bars(table[0])), "{told}: a row of another number of cells");
            let raw = whole.replace("\\<", "");
            assert!(!raw.contains("<script") && !raw.contains("<img"), "{told}");
        }
        Format::Html | Format::Svg => markup(whole, told),
        Format::Txt | Format::Plain | Format::Table | Format::Xlsx | Format::Parquet => {}
    }
}

/// Fails where markup runs something, or leads anywhere but to a page.
#[track_caller]
pub fn markup(text: &str, told: &str) {
    let text = text.to_lowercase();
    for word in
        ["<script", "<img", "<iframe", "<object", " onerror=\"", "javascript:alert(1)\"", "href=\"javascript", "]]>"]
    {
        assert!(!text.contains(word), "{told}: `{word}`");
    }
    for link in text.split("href=\"").skip(1) {
        let is_page = ["http://", "https://", "#"].iter().any(|begin| link.starts_with(begin));
        assert!(is_page, "{told}: {link:.60}");
    }
}

/// Fails where a workbook holds a formula or a text that a control stands in.
#[track_caller]
fn workbook(bytes: &[u8], told: &str) {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.used_cells().next().is_none(), "{told}: a formula on {name}");
        for (.., cell) in book.worksheet_range(&name).unwrap().used_cells() {
            match cell {
                Data::String(words) => text(words, false, &format!("{told} on {name}")),
                Data::Error(error) => panic!("{told} on {name}: {error}"),
                _ => {}
            }
        }
    }
}
