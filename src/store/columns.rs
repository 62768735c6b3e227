//! Parquet and Arrow files as plain columns of text, for whoever reads tables.

use std::io::Cursor;

use polars::prelude::{AnyValue, DataFrame, PolarsError};
use polars_io::{SerReader, ipc::IpcReader, parquet::read::ParquetReader};

/// More cells than this are not turned into text.
const MOST_CELLS: usize = 200_000_000;

/// The names of the columns, and the rows. A missing value is an empty text.
pub type Rows = (Vec<String>, Vec<Vec<String>>);

/// Reads a Parquet or Arrow IPC file.
pub fn read(bytes: &[u8]) -> Result<Rows, String> {
    let cursor = Cursor::new(bytes);
    let frame =
        if bytes.starts_with(b"PAR1") { ParquetReader::new(cursor).finish() } else { IpcReader::new(cursor).finish() };
    let frame = frame.map_err(|error| first_line(&error))?;
    if frame.height().saturating_mul(frame.width()) > MOST_CELLS {
        return Err(format!("it has {} rows and {} columns; take a part of it", frame.height(), frame.width()));
    }
    rows(&frame).map_err(|error| first_line(&error))
}

fn rows(frame: &DataFrame) -> Result<Rows, PolarsError> {
    let names = frame.get_column_names().iter().map(ToString::to_string).collect();
    let row = |row: usize| {
        let cell = |column: &polars::prelude::Column| column.get(row).map(|cell| text(&cell));
        frame.columns().iter().map(cell).collect::<Result<Vec<_>, _>>()
    };
    Ok((names, (0..frame.height()).map(row).collect::<Result<_, _>>()?))
}

/// A value as somebody would have typed it.
fn text(cell: &AnyValue<'_>) -> String {
    match cell {
        AnyValue::Null => String::new(),
        AnyValue::Float64(number) if number.is_nan() => String::new(),
        AnyValue::Float32(number) if number.is_nan() => String::new(),
        AnyValue::Float64(number) => number.to_string(),
        AnyValue::Float32(number) => number.to_string(),
        AnyValue::Boolean(flag) => u8::from(*flag).to_string(),
        cell => cell.str_value().into_owned(),
    }
}

fn first_line(error: &PolarsError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}
