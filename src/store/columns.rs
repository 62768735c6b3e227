//! Parquet and Arrow files as plain columns of text, for whoever reads tables.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use polars::prelude::{AnyValue, DataFrame, PolarsError};
use polars_io::{SerReader, ipc::IpcReader, parquet::read::ParquetReader};

/// More cells than this are not turned into text.
const MOST_CELLS: usize = 200_000_000;

/// The names of the columns, and the rows. A missing value is an empty text.
pub type Rows = (Vec<String>, Vec<Vec<String>>);

/// Reads a Parquet or Arrow IPC file.
pub fn read(bytes: &[u8]) -> Result<Rows, String> {
    // Both kinds end as they begin, and what they hold is listed at the end.
    let is_parquet = bytes.starts_with(b"PAR1");
    let sign: &[u8] = if is_parquet { b"PAR1" } else { b"ARROW1" };
    if bytes.len() < 2 * sign.len() || !bytes.ends_with(sign) {
        return Err("it ends too early; copy or download it again".to_owned());
    }
    // polars believes what the list at the end says, and panics where that is wrong.
    let read = catch_unwind(AssertUnwindSafe(|| columns(bytes, is_parquet, MOST_CELLS)));
    read.unwrap_or_else(|_| Err("it is torn, or not what it says it is".to_owned()))
}

fn columns(bytes: &[u8], is_parquet: bool, most: usize) -> Result<Rows, String> {
    let cursor = Cursor::new(bytes);
    let frame = if is_parquet { ParquetReader::new(cursor).finish() } else { IpcReader::new(cursor).finish() };
    let frame = frame.map_err(|error| first_line(&error))?;
    if frame.height().saturating_mul(frame.width()) > most {
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

#[cfg(test)]
mod tests {
    use super::{columns, read};

    const PARQUET: &[u8] = include_bytes!("../../tests/fixtures/shapes/long.parquet");
    const ARROW: &[u8] = include_bytes!("../../tests/fixtures/shapes/long.arrow");

    #[test]
    fn a_file_that_was_cut_says_so() {
        for (name, whole) in [("parquet", PARQUET), ("arrow", ARROW)] {
            assert!(read(whole).is_ok_and(|(names, rows)| names.len() > 3 && rows.len() > 3), "{name}");
            for length in (8..whole.len()).step_by(7) {
                let error = read(&whole[..length]).unwrap_err();
                assert_eq!(error, "it ends too early; copy or download it again", "{name} cut at {length}");
            }
        }
    }

    #[test]
    fn a_file_without_its_middle_is_refused_in_one_line() {
        for whole in [PARQUET, ARROW] {
            let (start, end) = (whole.len() / 3, whole.len() * 2 / 3);
            for bytes in [[&whole[..start], &whole[end..]].concat(), [&whole[..8], &whole[whole.len() - 8..]].concat()]
            {
                // What is missing may be no part of any figure; what is said of it is for people.
                let said = read(&bytes).err().unwrap_or_default();
                assert!(!said.contains('\n') && said.len() < 300, "{said}");
            }
            assert!(read(&[&whole[..8], &whole[whole.len() - 8..]].concat()).is_err());
        }
    }

    #[test]
    fn too_many_cells_are_not_turned_into_text() {
        let error = columns(PARQUET, true, 10).unwrap_err();
        assert!(error.starts_with("it has ") && error.ends_with(" columns; take a part of it"), "{error}");
    }
}
