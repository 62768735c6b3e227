//! A table as a workbook: numbers are numbers, texts stay texts, and notes and sources have sheets of their own.

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{guard, words};
use crate::{
    screen::{Handout, grid::Value},
    ui::text,
};

/// What a sheet takes.
const MOST: (usize, usize) = (1_048_576 - 2, 16_384);
/// What a cell takes, in UTF-16 units.
const LONGEST: usize = 32_000;
/// No column is wider than so many cells of a terminal.
const WIDEST: usize = 60;

/// Writes the workbook. The same view gives the same bytes: it was made on no particular day.
pub fn write(handout: &Handout, out: &mut dyn Write) -> io::Result<()> {
    let bytes = book(handout).map_err(|error| match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error.to_string()),
    })?;
    out.write_all(&bytes)
}

fn book(handout: &Handout) -> Result<Vec<u8>, XlsxError> {
    let grid = &handout.grid;
    if grid.rows.len() > MOST.0 || grid.columns.len() > MOST.1 {
        let told = format!(
            "a sheet holds {} rows and {} columns; this view has {} and {}",
            MOST.0,
            MOST.1,
            grid.rows.len(),
            grid.columns.len()
        );
        return Err(XlsxError::ParameterError(told));
    }
    let styles = Styles::new();
    let names = words(handout.lang);
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(
        &DocProperties::new().set_title(&handout.title).set_author("zonescope").set_creation_datetime(&day),
    );
    table(book.add_worksheet().set_name(sheet_name(&handout.title))?, handout, &styles)?;
    notes(book.add_worksheet().set_name(names.notes)?, handout, &styles)?;
    if !handout.sources.is_empty() {
        sources(book.add_worksheet().set_name(names.sources)?, handout, &styles)?;
    }
    book.save_to_buffer()
}

struct Styles {
    bold: Format,
    /// The row of stable names.
    faint: Format,
    wrap: Format,
    /// What a spreadsheet would run if it were typed in.
    quoted: Format,
    /// Numbers with so many decimals.
    decimals: [Format; 7],
}

impl Styles {
    fn new() -> Self {
        let number = |decimals: usize| {
            let fraction = if decimals == 0 { String::new() } else { format!(".{:0<decimals$}", "") };
            Format::new().set_num_format(format!("#,##0{fraction}"))
        };
        Self {
            bold: Format::new().set_bold(),
            faint: Format::new().set_font_color("808080"),
            wrap: Format::new().set_text_wrap(),
            quoted: Format::new().set_quote_prefix(),
            decimals: std::array::from_fn(number),
        }
    }
}

/// The headings of people, where there are any, the names of scripts, and the figures below both.
fn table(sheet: &mut Worksheet, handout: &Handout, styles: &Styles) -> Result<(), XlsxError> {
    let grid = &handout.grid;
    let names =
        u32::from(grid.columns.iter().any(|head| head.heading.as_ref().is_some_and(|heading| *heading != head.name)));
    for (column, head) in grid.columns.iter().enumerate() {
        let at = column as u16;
        let heading = head.heading.as_deref().unwrap_or_default();
        text_cell(sheet, (0, at), heading, &styles.bold)?;
        text_cell(sheet, (names, at), &head.name, if names == 0 { &styles.bold } else { &styles.faint })?;
        let mut widest = text::width(heading).max(text::width(&head.name));
        for (row, cells) in grid.rows.iter().enumerate() {
            let Some(cell) = cells.get(column) else { continue };
            widest = widest.max(value(sheet, (row as u32 + names + 1, at), cell, styles)?);
        }
        sheet.set_column_width(at, widest.min(WIDEST) as f64 + 2.0)?;
    }
    sheet.set_freeze_panes(names + 1, 0)?;
    if !grid.columns.is_empty() {
        sheet.autofilter(names, 0, grid.rows.len() as u32 + names, grid.columns.len() as u16 - 1)?;
    }
    Ok(())
}

/// Writes a cell; how many cells of a terminal it takes.
fn value(sheet: &mut Worksheet, (row, column): (u32, u16), value: &Value, styles: &Styles) -> Result<usize, XlsxError> {
    match value {
        Value::Missing => return Ok(0),
        Value::Flag(flag) => drop(sheet.write_boolean(row, column, *flag)?),
        Value::Number(number, shown) if number.is_finite() => {
            match shown.split_once('.') {
                // A place or a year is written as it is; thousands are grouped where people see them grouped.
                None if !shown.contains(',') => sheet.write_number(row, column, *number)?,
                parts => {
                    let digits = parts.map_or("", |(_, after)| after);
                    let decimals = digits.chars().take_while(char::is_ascii_digit).count();
                    let style = &styles.decimals[decimals.min(styles.decimals.len() - 1)];
                    sheet.write_number_with_format(row, column, *number, style)?
                }
            };
            return Ok(text::width(shown));
        }
        Value::Text(shown) | Value::Code(_, shown) | Value::Number(_, shown) => {
            let style = if guard::is_formula(shown) { Some(&styles.quoted) } else { None };
            let cut = cut(shown);
            match style {
                Some(style) => sheet.write_string_with_format(row, column, cut, style)?,
                None => sheet.write_string(row, column, cut)?,
            };
            return Ok(text::width(cut));
        }
    }
    Ok(5)
}

fn text_cell(sheet: &mut Worksheet, (row, column): (u32, u16), text: &str, style: &Format) -> Result<(), XlsxError> {
    let quoted = guard::is_formula(text).then(|| style.clone().set_quote_prefix());
    sheet.write_string_with_format(row, column, cut(text), quoted.as_ref().unwrap_or(style)).map(drop)
}

/// As much of the text as a cell takes.
fn cut(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// What the figures answer to.
fn notes(sheet: &mut Worksheet, handout: &Handout, styles: &Styles) -> Result<(), XlsxError> {
    let view = handout.token.as_ref().map(|token| format!("zonescope --view {token}"));
    let lines = [&handout.question].into_iter().chain(&handout.grid.notes).chain(&view);
    text_cell(sheet, (0, 0), &handout.title, &styles.bold)?;
    for (line, words) in lines.filter(|line| !line.is_empty()).enumerate() {
        text_cell(sheet, (line as u32 + 1, 0), words, &styles.wrap)?;
    }
    sheet.set_column_width(0, 110).map(drop)
}

fn sources(sheet: &mut Worksheet, handout: &Handout, styles: &Styles) -> Result<(), XlsxError> {
    const HEADS: [(&str, &str, f64); 7] = [
        ("来源", "source", 14.0),
        ("标题", "title", 46.0),
        ("发布者", "publisher", 26.0),
        ("日期", "date", 14.0),
        ("级别", "grade", 10.0),
        ("位置", "locator", 18.0),
        ("网址", "url", 60.0),
    ];
    for (column, (zh, en, width)) in (0..).zip(HEADS) {
        text_cell(sheet, (0, column), handout.lang.pick(zh, en), &styles.bold)?;
        sheet.set_column_width(column, width)?;
    }
    for (row, source) in (1..).zip(&handout.sources) {
        let (zh, en) = source.grade.words();
        let grade = handout.lang.pick(zh, en);
        let cells = [&source.slug, &source.title, &source.publisher, &source.date, grade, &source.locator, &source.url];
        for (column, cell) in (0..).zip(cells) {
            text_cell(sheet, (row, column), cell, &Format::default())?;
        }
    }
    sheet.set_freeze_panes(1, 0).map(drop)
}

/// What a sheet may be called.
fn sheet_name(title: &str) -> String {
    let allowed = title.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { ' ' } else { c });
    let name: String = allowed.take(31).collect();
    if name.trim().is_empty() { "table".to_owned() } else { name }
}
