//! Parquet and Arrow files as a text of cells, for whoever reads tables.

use std::{
    borrow::Cow,
    collections::VecDeque,
    io::{self, Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
};

use polars::prelude::{AnyValue, DataFrame, PolarsError};
use polars_io::{SerReader, ipc::IpcReader, parquet::read::ParquetReader};

/// A file of more cells than this is refused.
const MOST_CELLS: usize = 200_000_000;
/// Groups of fewer rows are read together.
const LEAST: usize = if cfg!(test) { 3 } else { 1 << 16 };
/// So many rows are turned into text at a time.
const ROWS: usize = 1 << 12;
/// Or fewer, where they make so many bytes.
const ENOUGH: usize = if cfg!(test) { 1 << 15 } else { 16 << 20 };

const TORN: &str = "it is torn, or not what it says it is";

/// Reads a Parquet or Arrow IPC file as comma-separated text, the names of the columns first: a row is a line, and a missing
/// value an empty cell. Its values become text as they are read.
pub fn read(bytes: &[u8]) -> Result<Box<dyn Read + Send>, String> {
    // Both kinds end as they begin, and what they hold is listed at the end.
    let is_parquet = bytes.starts_with(b"PAR1");
    let sign: &[u8] = if is_parquet { b"PAR1" } else { b"ARROW1" };
    if bytes.len() < 2 * sign.len() || !bytes.ends_with(sign) {
        return Err("it ends too early; copy or download it again".to_owned());
    }
    // polars believes what the list at the end says, and panics where that is wrong.
    let read = catch_unwind(AssertUnwindSafe(|| columns(bytes, is_parquet, MOST_CELLS)));
    Ok(Box::new(read.unwrap_or_else(|_| Err(TORN.to_owned()))?))
}

fn columns(bytes: &[u8], is_parquet: bool, most: usize) -> Result<Lines, String> {
    let (frame, groups) = if is_parquet { first_group(bytes, most) } else { whole(bytes, most) }?;
    let names: Vec<String> = frame.get_column_names().iter().map(|name| on_one_line(name).into_owned()).collect();
    let mut out = csv::Writer::from_writer(vec![]);
    out.write_record(&names).map_err(|error| error.to_string())?;
    let ready = Cursor::new(out.into_inner().map_err(|error| error.to_string())?);
    let bytes = if groups.is_empty() { vec![] } else { bytes.to_vec() };
    Ok(Lines { bytes, groups, frame, next: 0, ready })
}

/// The first rows of a Parquet file, and where the other groups of rows are.
fn first_group(bytes: &[u8], most: usize) -> Result<(DataFrame, VecDeque<Group>), String> {
    let mut reader = ParquetReader::new(Cursor::new(bytes));
    let metadata = reader.get_metadata().map_err(|error| first_line(&error))?;
    let mut groups: VecDeque<Group> = VecDeque::new();
    let mut next = 0_usize;
    for group in &metadata.row_groups {
        let rows = group.num_rows();
        match groups.back_mut() {
            Some((_, so_far)) if *so_far < LEAST => *so_far = so_far.saturating_add(rows),
            _ => groups.push_back((next, rows)),
        }
        next = next.saturating_add(rows);
    }
    fits(next, metadata.schema_descr.columns().len(), most)?;
    let first = groups.pop_front();
    let frame = reader.with_slice(first).finish().map_err(|error| first_line(&error))?;
    Ok((frame, groups))
}

/// All of an Arrow file.
fn whole(bytes: &[u8], most: usize) -> Result<(DataFrame, VecDeque<Group>), String> {
    let frame = IpcReader::new(Cursor::new(bytes)).finish().map_err(|error| first_line(&error))?;
    fits(frame.height(), frame.width(), most)?;
    Ok((frame, VecDeque::new()))
}

fn fits(rows: usize, columns: usize, most: usize) -> Result<(), String> {
    if rows.saturating_mul(columns) > most {
        return Err(format!("it has {rows} rows and {columns} columns; take a part of it"));
    }
    Ok(())
}

/// The first of some rows, and how many they are.
type Group = (usize, usize);

/// The lines of a file.
struct Lines {
    bytes: Vec<u8>,
    /// What of it has not been looked at.
    groups: VecDeque<Group>,
    frame: DataFrame,
    /// The first of its rows that is not text yet.
    next: usize,
    ready: Cursor<Vec<u8>>,
}

impl Lines {
    /// The next rows as text; nothing at the end.
    fn more(&mut self) -> io::Result<Vec<u8>> {
        // A group may hold no row at all.
        while self.next >= self.frame.height()
            && let Some(group) = self.groups.pop_front()
        {
            // Before the next is there, so that never two are.
            self.frame = DataFrame::empty();
            let reader = ParquetReader::new(Cursor::new(&self.bytes)).with_slice(Some(group));
            self.frame = reader.finish().map_err(|error| io::Error::other(first_line(&error)))?;
            self.next = 0;
        }
        let mut some = self.frame.slice(self.next as i64, ROWS);
        // Values are asked for one after the other, which they are in one piece.
        some.rechunk_mut_par();
        let mut room = std::mem::take(&mut self.ready).into_inner();
        room.clear();
        let mut out = csv::WriterBuilder::new().flexible(true).from_writer(room);
        let mut cells: Vec<_> = some.columns().iter().map(|column| column.as_materialized_series().iter()).collect();
        for _ in 0..some.height() {
            for cell in &mut cells {
                put(&cell.next().unwrap_or(AnyValue::Null), &mut out)?;
            }
            out.write_record(None::<&[u8]>)?;
            self.next += 1;
            // A text that stands in the file once may stand in every row.
            if out.get_ref().len() > ENOUGH {
                break;
            }
        }
        out.into_inner().map_err(|error| io::Error::other(error.to_string()))
    }
}

impl Read for Lines {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if self.ready.position() as usize == self.ready.get_ref().len() {
            let more =
                catch_unwind(AssertUnwindSafe(|| self.more())).unwrap_or_else(|_| Err(io::Error::other(TORN)))?;
            self.ready = Cursor::new(more);
        }
        self.ready.read(room)
    }
}

/// Writes a value as somebody would have typed it.
fn put(cell: &AnyValue<'_>, out: &mut csv::Writer<Vec<u8>>) -> csv::Result<()> {
    match cell {
        AnyValue::Null => out.write_field(""),
        AnyValue::String(text) => out.write_field(on_one_line(text).as_bytes()),
        AnyValue::Float64(number) if number.is_nan() => out.write_field(""),
        AnyValue::Float32(number) if number.is_nan() => out.write_field(""),
        AnyValue::Float64(number) => out.write_field(number.to_string()),
        AnyValue::Float32(number) => out.write_field(number.to_string()),
        AnyValue::Boolean(flag) => out.write_field(u8::from(*flag).to_string()),
        cell => out.write_field(on_one_line(&cell.str_value()).as_bytes()),
    }
}

/// A text that would break its line, with blanks where it would.
fn on_one_line(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", " ").replace(['\n', '\r'], " "))
}

fn first_line(error: &PolarsError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use polars::prelude::{Column, DataFrame};
    use polars_io::{SerWriter, ipc::IpcWriter};

    use super::{ROWS, columns, read};

    const PARQUET: &[u8] = include_bytes!("../../tests/fixtures/shapes/long.parquet");
    const ARROW: &[u8] = include_bytes!("../../tests/fixtures/shapes/long.arrow");

    fn text(bytes: &[u8]) -> Result<String, String> {
        let mut text = String::new();
        read(bytes)?.read_to_string(&mut text).map_err(|error| error.to_string())?;
        Ok(text)
    }

    #[test]
    fn a_file_that_was_cut_says_so() {
        for (name, whole) in [("parquet", PARQUET), ("arrow", ARROW)] {
            assert!(text(whole).is_ok_and(|text| text.lines().count() > 4), "{name}");
            for length in (8..whole.len()).step_by(7) {
                let error = text(&whole[..length]).unwrap_err();
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
                let said = text(&bytes).err().unwrap_or_default();
                assert!(!said.contains('\n') && said.len() < 300, "{said}");
            }
            assert!(text(&[&whole[..8], &whole[whole.len() - 8..]].concat()).is_err());
        }
    }

    #[test]
    fn too_many_cells_are_not_turned_into_text() {
        let error = columns(PARQUET, true, 10).err().unwrap();
        assert!(error.starts_with("it has ") && error.ends_with(" columns; take a part of it"), "{error}");
    }

    #[test]
    fn a_row_is_a_line_whatever_its_cells_hold() {
        let of = |name: &str, values: &[Option<&str>]| Column::new(name.into(), values);
        let values: Vec<Option<f64>> = (0..ROWS + 3).map(|row| (row % 5 > 0).then_some(row as f64 / 4.0)).collect();
        let odd = [Some("a,b"), Some("two\nlines"), None, Some("a \"quote\""), Some("")];
        let texts: Vec<Option<&str>> = (0..values.len()).map(|row| odd[row % 5]).collect();
        let mut frame =
            DataFrame::new_infer_height(vec![of("na\r\nme", &texts), Column::new("值".into(), &values)]).unwrap();
        let mut bytes = vec![];
        IpcWriter::new(&mut bytes).finish(&mut frame).unwrap();
        let text = text(&bytes).unwrap();
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some("na me,值"));
        let expect = ["\"a,b\",", "two lines,0.25", ",0.5", "\"a \"\"quote\"\"\",0.75", ",1"];
        assert_eq!(lines.by_ref().take(5).collect::<Vec<_>>(), expect);
        assert_eq!(lines.next(), Some("\"a,b\","));
        assert_eq!(lines.count() + 6, values.len());
    }
}
