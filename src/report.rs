//! The same views without a terminal: a table for people, CSV, JSON and Markdown for what comes after.

pub mod brief;

use std::io::{self, Write};

use serde_json::{Map, Number, Value as Json};

use crate::{
    screen::{
        Grid,
        grid::{Column, Value},
    },
    store::Table,
    ui::text::{pad_end, pad_start, width},
};

/// A form to print in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub enum Format {
    /// Aligned columns for reading.
    #[default]
    Table,
    /// One header line, stable names, unrounded numbers.
    Csv,
    /// An array of objects with the names of the CSV.
    Json,
    /// A Markdown table.
    Md,
}

/// Prints a view.
pub fn print(grid: &Grid, format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Table => table(grid, out),
        Format::Csv => csv(grid, out),
        Format::Json => json(grid, out),
        Format::Md => markdown(grid, out),
    }
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

fn table(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let (headings, rows) = shown(grid);
    let widths: Vec<usize> = (0..headings.len())
        .map(|place| rows.iter().map(|row| width(&row[place])).chain([width(headings[place])]).max().unwrap_or(0))
        .collect();
    let numeric: Vec<bool> = grid
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.heading.is_some())
        .map(|(place, _)| grid.rows.iter().any(|row| matches!(row[place], Value::Number(..))))
        .collect();
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

fn csv(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(grid.columns.iter().map(|column| &column.name)).map_err(written)?;
    for row in &grid.rows {
        let cells = row.iter().map(|value| match value {
            Value::Text(text) | Value::Code(text, _) => text.clone(),
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

fn markdown(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let (headings, rows) = shown(grid);
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let escaped: Vec<String> = cells.map(|cell| cell.replace('\\', "\\\\").replace('|', "\\|")).collect();
        format!("| {} |", escaped.join(" | "))
    };
    writeln!(out, "{}", line(&mut headings.iter().map(ToString::to_string)))?;
    writeln!(out, "{}", line(&mut headings.iter().map(|_| "---".to_owned())))?;
    for row in rows {
        writeln!(out, "{}", line(&mut row.into_iter()))?;
    }
    for note in &grid.notes {
        writeln!(out, "\n{note}")?;
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
mod tests {
    use super::{Format, print};
    use crate::screen::{
        Grid,
        grid::{Column, Value},
    };

    fn printed(format: Format) -> String {
        let grid = Grid {
            columns: vec![Column::plain("park"), Column::shown("name", "园区"), Column::shown("gdp", "GDP")],
            rows: vec![
                vec![Value::text("binjiang"), Value::text("杭州|滨江"), Value::Number(2184.8, "≥2,184.8".into())],
                vec![Value::text("deqing"), Value::text("德清, \"县\""), Value::Missing],
            ],
            notes: vec!["时期: 仅 2022".into()],
        };
        let mut out = vec![];
        print(&grid, format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn csv_has_stable_names_and_unrounded_numbers() {
        assert_eq!(printed(Format::Csv), "park,name,gdp\nbinjiang,杭州|滨江,2184.8\ndeqing,\"德清, \"\"县\"\"\",\n");
    }

    #[test]
    fn a_table_keeps_marks_and_aligns_by_cells() {
        assert_eq!(
            printed(Format::Table),
            "园区             GDP\n杭州|滨江   ≥2,184.8\n德清, \"县\"         ·\n\n时期: 仅 2022\n"
        );
    }

    #[test]
    fn no_control_character_is_printed() {
        use std::io::Write;
        let check = |written: &[&[u8]], expect: &str| {
            let mut out = super::Clean::new(vec![]);
            for bytes in written {
                out.write_all(bytes).unwrap();
            }
            assert_eq!(String::from_utf8(out.out).unwrap(), expect);
        };
        check(&["滨江\u{1b}[31m\r\n\u{9b}31m·é".as_bytes()], "滨江?[31m?\n?31m·é");
        check(&[&[0xc2], &[0x9b], &[0xc2], &[0xb7]], "?·");
    }

    #[test]
    fn json_and_markdown_say_missing() {
        assert!(printed(Format::Json).contains("\"gdp\": null"));
        assert!(printed(Format::Json).contains("\"gdp\": 2184.8"));
        assert!(printed(Format::Md).contains("| 杭州\\|滨江 | ≥2,184.8 |"));
    }
}
