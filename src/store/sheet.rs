//! Any table as Parquet, for other programs.

use std::io::Write;

use polars::prelude::{
    BooleanChunked, Column, DataFrame, Float64Chunked, IntoColumn, IntoSeries, NewChunkedArray, StringChunked,
};
use polars_io::parquet::write::{KeyValueMetadata, ParquetWriter};

use super::frame::failed;
use crate::error::{Error, Result};

/// A column of one type; none where nothing is known.
#[derive(Clone, PartialEq, Debug)]
pub enum Cells {
    Numbers(Vec<Option<f64>>),
    Flags(Vec<Option<bool>>),
    Texts(Vec<Option<String>>),
}

/// Writes named columns of one length, and what is said of them. The same table gives the same bytes.
pub fn write(
    columns: Vec<(String, Cells)>,
    about: impl Iterator<Item = (&'static str, String)>,
    out: &mut dyn Write,
) -> Result<()> {
    let column = |(name, cells): (String, Cells)| -> Column {
        let name = name.as_str().into();
        match cells {
            Cells::Numbers(cells) => Float64Chunked::from_iter_options(name, cells.into_iter()).into_series(),
            Cells::Flags(cells) => BooleanChunked::from_iter_options(name, cells.into_iter()).into_series(),
            Cells::Texts(cells) => StringChunked::from_iter_options(name, cells.into_iter()).into_series(),
        }
        .into_column()
    };
    let columns = columns.into_iter().map(column).collect();
    let mut frame = DataFrame::new_infer_height(columns).map_err(failed)?;
    let about = about.map(|(key, text)| (key.to_owned(), text)).collect();
    let writer = ParquetWriter::new(out).with_key_value_metadata(Some(KeyValueMetadata::from_static(about)));
    let written = writer.finish(&mut frame).map(drop);
    written.map_err(|error| Error::Store { doing: "writing the table", source: Box::new(error) })
}
