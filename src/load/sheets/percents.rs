//! Cells shown as percents: 0.0334 in them is read by people as 3.34%. calamine tells it of new workbooks only.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
};

use calamine::{Reader, Sheets, StyleRange};
use memchr::memmem;

use super::{
    old,
    packed::{pieces, repeated},
};

/// More than this of formats is not looked at, in bytes.
const MOST_FORMATS: u64 = 64 << 20;
/// How an .ods marks a cell that is shown as a percent.
const MARK: &[u8] = b"office:value-type=\"percentage\"";

/// Which cells of a workbook are shown as percents.
pub enum Percents {
    None,
    /// calamine knows the formats.
    Styled,
    /// Sheet by sheet, in their order.
    Marked(Vec<Marks>),
}

/// Which cells of a sheet are shown as percents.
pub enum Sheet {
    Styled(StyleRange),
    Marked(Marks),
}

impl Percents {
    /// Looks whether a workbook shows any percents. Most show none, and reading the formats is reading a sheet twice.
    pub fn of(sheets: &mut Sheets<Cursor<&[u8]>>, bytes: &[u8]) -> Self {
        let marked = match sheets {
            Sheets::Xlsx(_) => {
                let formats = entry(bytes, "xl/styles.xml", MOST_FORMATS).unwrap_or_default();
                let signs: [&[u8]; 3] = [b"numFmtId=\"9\"", b"numFmtId=\"10\"", b"%"];
                let has_percents = signs.iter().any(|sign| memmem::find(&formats, sign).is_some());
                return if has_percents { Self::Styled } else { Self::None };
            }
            Sheets::Ods(_) => entry(bytes, "content.xml", u64::MAX).map(|content| marks(&content)),
            Sheets::Xls(_) => old::percents(bytes),
            Sheets::Xlsb(_) => None,
        };
        let count = sheets.sheet_names().len();
        // Sheets within sheets would shift their order.
        marked.filter(|marked| marked.len() == count).map_or(Self::None, Self::Marked)
    }

    /// Those of the sheet of that name.
    pub fn sheet(&mut self, sheets: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Sheet {
        let styles = |sheets: &mut Sheets<Cursor<&[u8]>>| match sheets {
            Sheets::Xlsx(book) => book.worksheet_style(name).ok(),
            _ => None,
        };
        let nth = || sheets.sheet_names().iter().position(|known| known == name);
        match self {
            Self::None => Sheet::Marked(Marks::default()),
            Self::Styled => styles(sheets).map_or_else(|| Sheet::Marked(Marks::default()), Sheet::Styled),
            Self::Marked(all) => {
                Sheet::Marked(nth().and_then(|nth| all.get_mut(nth)).map(std::mem::take).unwrap_or_default())
            }
        }
    }
}

impl Sheet {
    /// Whether the cell at that row and column is shown as a percent.
    pub fn has(&self, place: (u32, u32)) -> bool {
        match self {
            Self::Styled(styles) => {
                let format = styles.get(place).and_then(|style| style.number_format.as_ref());
                format.is_some_and(|format| is_percent(&format.format_code))
            }
            Self::Marked(marks) => marks.has(place),
        }
    }
}

/// Whether a format shows percents. What stands in quotes is only shown: `0.00"%"` of 3.34 is 3.34%.
pub fn is_percent(format: &str) -> bool {
    format.split('"').step_by(2).collect::<String>().replace("\\%", "").contains('%')
}

/// Cells, as strips of rows and in them of columns.
#[derive(Debug, Default)]
pub struct Marks {
    /// By the first row: the last, and the first and last columns in their order.
    rows: BTreeMap<u32, (u32, Vec<(u32, u32)>)>,
}

impl Marks {
    /// Marks some columns of a row.
    pub fn add(&mut self, row: u32, columns: (u32, u32)) {
        self.rows.entry(row).or_insert((row, vec![])).1.push(columns);
    }

    /// All that were added, in order.
    pub fn sorted(mut self) -> Self {
        self.rows.values_mut().for_each(|(_, columns)| columns.sort_unstable());
        self
    }

    fn has(&self, (row, column): (u32, u32)) -> bool {
        self.rows.range(..=row).next_back().is_some_and(|(_, (last, columns))| {
            let before = columns.partition_point(|(first, _)| *first <= column);
            row <= *last
                && before.checked_sub(1).and_then(|nth| columns.get(nth)).is_some_and(|(_, end)| column <= *end)
        })
    }
}

fn entry(bytes: &[u8], name: &str, most: u64) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut content = Vec::new();
    archive.by_name(name).ok()?.take(most).read_to_end(&mut content).ok()?;
    Some(content)
}

/// The cells an .ods marks, sheet by sheet.
fn marks(content: &[u8]) -> Vec<Marks> {
    if memmem::find(content, MARK).is_none() {
        return vec![];
    }
    pieces(content, b"<table:table ").skip(1).map(of_sheet).collect()
}

fn of_sheet(sheet: &[u8]) -> Marks {
    let mut marks = Marks::default();
    let mut at = 0usize;
    for row in pieces(sheet, b"<table:table-row").skip(1) {
        let times = repeated(row, b"table:number-rows-repeated");
        let columns = of_row(row);
        let last = at.saturating_add(times).min(u32::MAX as usize);
        if !columns.is_empty() {
            marks.rows.insert(at as u32, (last.saturating_sub(1) as u32, columns));
        }
        at = last;
    }
    marks
}

fn of_row(row: &[u8]) -> Vec<(u32, u32)> {
    let mut columns = Vec::new();
    let mut at = 0usize;
    let is_cell =
        |piece: &&[u8]| piece.starts_with(b"<table:table-cell") || piece.starts_with(b"<table:covered-table-cell");
    for cell in pieces(row, b"<table:").filter(is_cell) {
        let last = at.saturating_add(repeated(cell, b"table:number-columns-repeated")).min(u32::MAX as usize);
        let tag = cell.split(|byte| *byte == b'>').next().unwrap_or_default();
        if memmem::find(tag, MARK).is_some() {
            columns.push((at as u32, last.saturating_sub(1) as u32));
        }
        at = last;
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::{is_percent, marks};

    #[test]
    fn a_format_shows_percents_or_only_the_sign() {
        for (format, expect) in [
            ("0%", true),
            ("0.00%", true),
            ("[Red]-0.0%;0.0%", true),
            ("0.00\"%\"", false),
            ("0.0\\%", false),
            ("0", false),
        ] {
            assert_eq!(is_percent(format), expect, "{format}");
        }
    }

    #[test]
    fn an_ods_marks_cells_however_often_they_are_repeated() {
        let percent = "<table:table-cell office:value-type=\"percentage\" office:value=\"0.5\"/>";
        let twice = percent.replace("cell ", "cell table:number-columns-repeated=\"2\" ");
        let sheet = format!(
            "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>\
             <table:table-row table:number-rows-repeated=\"2\"><table:table-cell/><table:covered-table-cell/>{twice}\
             <table:table-cell/>{percent}</table:table-row></table:table>"
        );
        let found = marks(format!("<x/>{sheet}<table:table table:name=\"b\"/>").as_bytes());
        assert_eq!(found.len(), 2);
        let all = (0..6).flat_map(|row| (0..7).map(move |column| (row, column)));
        let has: Vec<_> = all.filter(|place| found[0].has(*place)).collect();
        assert_eq!(has, [(3, 2), (3, 3), (3, 5), (4, 2), (4, 3), (4, 5)]);
        assert!(!found[1].has((3, 2)));
        assert!(marks(b"<table:table ><table:table-row/></table:table>").is_empty());
    }
}
