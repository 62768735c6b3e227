//! The same views without a terminal: a table for people, CSV, JSON and Markdown for what comes after.

pub mod brief;
pub mod frame;
mod guard;
mod html;
mod markup;
mod parquet;
pub mod plain;
mod xlsx;

use std::io::{self, Write};

use serde_json::{Map, Number, Value as Json};

use crate::{
    error::{Error, Result},
    model::{Lang, Source},
    screen::{
        Grid, Handout,
        grid::{Column, Value},
    },
    store::Table,
    ui::text::{pad_end, pad_start, width},
};
use guard::guarded;

pub use crate::screen::Format;

/// Prints a table in the form asked for. The same view gives the same bytes.
///
/// # Errors
/// What the writer says; a form that shows frames has no table.
pub fn print(handout: &Handout, format: Format, out: &mut dyn Write) -> Result<()> {
    let grid = &handout.grid;
    let printed = match format {
        Format::Table => table(grid, out),
        Format::Csv => separated(grid, b',', out),
        Format::Tsv => separated(grid, b'\t', out),
        Format::Json => json(grid, out),
        Format::Md => markdown(handout, out),
        Format::Plain => plain::write(handout, 0, usize::MAX, out).map(drop),
        Format::Html => html::write(handout, out),
        Format::Xlsx => xlsx::write(handout, out),
        Format::Parquet => return parquet::write(handout, out),
        Format::Txt | Format::Svg => Err(io::Error::other("a frame is drawn, and no table")),
    };
    printed.map_err(Error::Write)
}

/// Where a handout has headings of its own.
struct Words {
    notes: &'static str,
    sources: &'static str,
}

const fn words(lang: Lang) -> Words {
    match lang {
        Lang::Zh => Words { notes: "说明", sources: "来源" },
        Lang::En => Words { notes: "Notes", sources: "Sources" },
    }
}

/// A source as it is cited: slug, title, publisher, date, place, grade, address, as far as they are known.
fn cited(source: &Source, lang: Lang) -> String {
    let (zh, en) = source.grade.words();
    let parts =
        [source.title.as_str(), &source.publisher, &source.date, &source.locator, lang.pick(zh, en), &source.url];
    let known: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("[{}] {}", source.slug, known.join(", "))
}

/// The answer to a query as a view.
pub fn grid_of(table: Table) -> Grid {
    let cell = |cell: Option<String>| cell.map_or(Value::Missing, number_or_text);
    Grid {
        columns: table.names.into_iter().map(|name| Column::shown(name.clone(), name)).collect(),
        rows: table.rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect(),
        notes: vec![],
    }
}

fn number_or_text(text: String) -> Value {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Value::Number(number, text),
        _ => Value::Text(text),
    }
}

fn shown(grid: &Grid) -> (Vec<&str>, Vec<Vec<String>>) {
    let places: Vec<usize> = (0..grid.columns.len()).filter(|place| grid.columns[*place].heading.is_some()).collect();
    let headings = places.iter().filter_map(|place| grid.columns[*place].heading.as_deref()).collect();
    let row = |row: &Vec<Value>| places.iter().map(|place| for_people(&row[*place])).collect();
    (headings, grid.rows.iter().map(row).collect())
}

fn for_people(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Code(_, shown) | Value::Number(_, shown) => shown.clone(),
        Value::Flag(flag) => flag.to_string(),
        Value::Missing => "·".to_owned(),
    }
}

/// Which of the columns for people hold numbers.
fn is_numeric(grid: &Grid) -> Vec<bool> {
    let shown = grid.columns.iter().enumerate().filter(|(_, column)| column.heading.is_some());
    shown.map(|(place, _)| grid.rows.iter().any(|row| matches!(row[place], Value::Number(..)))).collect()
}

fn table(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let (headings, rows) = shown(grid);
    let widths: Vec<usize> = (0..headings.len())
        .map(|place| rows.iter().map(|row| width(&row[place])).chain([width(headings[place])]).max().unwrap_or(0))
        .collect();
    let numeric = is_numeric(grid);
    let line = |cells: Vec<&str>| {
        let pad = |(place, cell): (usize, &str)| {
            if numeric[place] { pad_start(cell, widths[place]) } else { pad_end(cell, widths[place]) }
        };
        let padded: Vec<String> = cells.into_iter().enumerate().map(pad).collect();
        padded.join("  ").trim_end().to_owned()
    };
    writeln!(out, "{}", line(headings))?;
    for row in &rows {
        writeln!(out, "{}", line(row.iter().map(String::as_str).collect()))?;
    }
    if !grid.notes.is_empty() {
        writeln!(out)?;
    }
    for note in &grid.notes {
        writeln!(out, "{note}")?;
    }
    Ok(())
}

/// Cells between commas or tabs. No cell holds a tab of its own, for tabs cannot be quoted everywhere.
fn separated(grid: &Grid, by: u8, out: &mut dyn Write) -> io::Result<()> {
    let mut out = csv::WriterBuilder::new().delimiter(by).from_writer(out);
    let cell = |text: &str| match by {
        b'\t' => guarded(text).replace(char::is_control, " "),
        _ => guarded(text).into_owned(),
    };
    out.write_record(grid.columns.iter().map(|column| cell(&column.name))).map_err(written)?;
    for row in &grid.rows {
        let cells = row.iter().map(|value| match value {
            Value::Text(text) | Value::Code(text, _) => cell(text),
            Value::Number(number, _) => number.to_string(),
            Value::Flag(flag) => flag.to_string(),
            Value::Missing => String::new(),
        });
        out.write_record(cells).map_err(written)?;
    }
    out.flush()
}

/// The error beneath, of its own kind: a closed pipe must be told from a full disk.
fn written(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn json(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let value = |value: &Value| match value {
        Value::Text(text) | Value::Code(text, _) => Json::from(text.as_str()),
        Value::Number(number, _) => {
            whole(*number).or_else(|| Number::from_f64(*number)).map_or(Json::Null, Json::Number)
        }
        Value::Flag(flag) => Json::from(*flag),
        Value::Missing => Json::Null,
    };
    let row = |row: &Vec<Value>| {
        let named = grid.columns.iter().map(|column| column.name.clone()).zip(row.iter().map(value));
        Json::Object(named.collect::<Map<_, _>>())
    };
    let rows: Vec<Json> = grid.rows.iter().map(row).collect();
    serde_json::to_writer_pretty(&mut *out, &rows)?;
    writeln!(out)
}

/// 400, not 400.0.
fn whole(number: f64) -> Option<Number> {
    (number.fract() == 0.0 && number.abs() < 9e15).then(|| Number::from(number as i64))
}

fn markdown(handout: &Handout, out: &mut dyn Write) -> io::Result<()> {
    let (headings, rows) = shown(&handout.grid);
    let escaped = |cell: &str| guarded(cell).replace('\\', "\\\\").replace('|', "\\|").replace('<', "\\<");
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.collect();
        format!("| {} |", cells.join(" | "))
    };
    writeln!(out, "{}", line(&mut headings.iter().map(|heading| escaped(heading))))?;
    writeln!(out, "{}", line(&mut headings.iter().map(|_| "---".to_owned())))?;
    for row in rows {
        writeln!(out, "{}", line(&mut row.iter().map(|cell| escaped(cell))))?;
    }
    for note in &handout.grid.notes {
        writeln!(out, "\n{}", note.replace('<', "\\<"))?;
    }
    if !handout.sources.is_empty() {
        writeln!(out, "\n{}:\n", words(handout.lang).sources)?;
    }
    for source in &handout.sources {
        writeln!(out, "- {}", cited(source, handout.lang).replace('[', "\\[").replace('<', "\\<"))?;
    }
    Ok(())
}

/// The last line of defence for what is printed: whatever a text held, no control character but a line break gets out.
pub struct Clean<W> {
    out: W,
    /// Whether the byte before was the first of a C1 control in UTF-8.
    held: bool,
}

impl<W: Write> Clean<W> {
    /// Cleans what is written to `out`.
    pub const fn new(out: W) -> Self {
        Self { out, held: false }
    }
}

impl<W: Write> Write for Clean<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut clean = Vec::with_capacity(bytes.len() + 1);
        for byte in bytes {
            match (std::mem::take(&mut self.held), byte) {
                (true, 0x80..=0x9f) => clean.push(b'?'),
                (false, 0xc2) => self.held = true,
                (held, byte) => {
                    clean.extend(held.then_some(0xc2));
                    if *byte == 0xc2 {
                        self.held = true;
                    } else {
                        let is_control = byte.is_ascii_control() && *byte != b'\n';
                        clean.push(if is_control { b'?' } else { *byte });
                    }
                }
            }
        }
        self.out.write_all(&clean)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests;
