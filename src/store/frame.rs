//! The frame: every observation, sorted by indicator, kind, park and period, so that a series is a run of rows.

use std::ops::Range;

use polars::prelude::{
    BooleanChunked, ChunkCompareEq, ChunkedArray, Column, DataFrame, Float64Chunked, Float64Type, Int32Chunked,
    Int32Type, IntoColumn, IntoSeries, PolarsError, PolarsNumericType, UInt32Chunked, UInt32Type,
};
use polars_arrow::{array::PrimitiveArray, bitmap::Bitmap, types::NativeType};
use polars_buffer::Buffer;

use super::{Point, Reading};
use crate::{
    error::{Error, Result},
    model::{
        Fact, FactId, FileId, IndicatorId, Kind, Observation, ParkId, Period, Place, SourceId,
        observation::{About, Settled, Spans, Texts},
    },
};

/// Every observation in columns of numbers, so that a row costs 28 bytes; what only some have to say stands beside.
///
/// `value` is null where the source says that there is none; `source` is null where none is named.
pub struct Frame {
    columns: DataFrame,
    /// The cell in its line, by row; empty where one line is one figure. polars would have it in twice the room.
    cells: Vec<u16>,
    texts: Texts,
    /// Where each indicator's actual figures and then its targets lie.
    spans: Spans,
}

/// The places of the columns.
const PARK: usize = 0;
const PERIOD: usize = 1;
const VALUE: usize = 2;
const ABOUT: usize = 3;
const SOURCE: usize = 4;
const LINE: usize = 5;

/// Rows of one indicator to be put behind those there are, by park and period.
#[derive(Clone, Default)]
pub struct Rows {
    pub parks: Vec<u32>,
    pub periods: Vec<i32>,
    pub values: Vec<f64>,
    pub about: Vec<u32>,
}

impl Rows {
    /// These, and those behind them.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.parks.extend(others.parks);
        self.periods.extend(others.periods);
        self.values.extend(others.values);
        self.about.extend(others.about);
        self
    }
}

/// The columns, side by side.
#[derive(Clone, Copy)]
pub struct Columns<'a> {
    pub parks: &'a [u32],
    pub periods: &'a [i32],
    /// NaN where null.
    pub(super) values: &'a [f64],
    pub(super) about: &'a [u32],
    /// `u32::MAX` where null.
    pub(super) sources: &'a [u32],
    pub(super) lines: &'a [u32],
}

/// What a frame is made of, wherever it lies.
pub struct Pieces {
    pub parks: Buffer<u32>,
    pub periods: Buffer<i32>,
    pub values: Buffer<f64>,
    pub about: Buffer<u32>,
    pub sources: Buffer<u32>,
    pub lines: Buffer<u32>,
    /// Which rows have a value; none where all have.
    pub has_value: Option<Bitmap>,
    /// Which rows name a source; none where all do.
    pub has_source: Option<Bitmap>,
    pub cells: Vec<u16>,
    pub texts: Texts,
    pub spans: Spans,
}

impl Frame {
    /// Moves the columns into a frame; none is copied.
    pub fn build(rows: Settled) -> Result<Self> {
        let values = Float64Chunked::from_vec("value".into(), rows.values);
        let is_value = values.is_not_nan();
        let sources = UInt32Chunked::from_vec("source".into(), rows.sources);
        let is_source = sources.not_equal(u32::MAX);
        let about = rows.about.into_iter().map(|about| about.0).collect();
        let columns = DataFrame::new_infer_height(vec![
            column(UInt32Chunked::from_vec("park".into(), rows.parks)),
            column(Int32Chunked::from_vec("period".into(), rows.periods)),
            column(null_unless(values, &is_value)),
            column(UInt32Chunked::from_vec("about".into(), about)),
            column(null_unless(sources, &is_source)),
            column(UInt32Chunked::from_vec("line".into(), rows.lines)),
        ])
        .map_err(failed)?;
        Ok(Self { columns, cells: rows.columns, texts: rows.texts, spans: rows.spans })
    }

    /// A frame of columns that lie elsewhere, such as in a file that is mapped; none where they do not belong together.
    pub fn of_pieces(pieces: Pieces) -> Option<Self> {
        let Pieces { parks, periods, values, about, sources, lines, has_value, has_source, cells, texts, spans } =
            pieces;
        let (rows, ends) = (parks.len(), spans.iter().map(|(.., span)| span.end).max().unwrap_or(0));
        let columns = vec![
            column(piece::<UInt32Type>("park", parks, None)?),
            column(piece::<Int32Type>("period", periods, None)?),
            column(piece::<Float64Type>("value", values, has_value)?),
            column(piece::<UInt32Type>("about", about, None)?),
            column(piece::<UInt32Type>("source", sources, has_source)?),
            column(piece::<UInt32Type>("line", lines, None)?),
        ];
        let fits = ends == rows && (cells.is_empty() || cells.len() == rows);
        let columns = DataFrame::new(rows, columns).ok().filter(|_| fits)?;
        Some(Self { columns, cells, texts, spans })
    }

    /// What the columns do not hold: the cells in their lines.
    pub fn cells(&self) -> &[u16] {
        &self.cells
    }

    /// The first rows, those of so many indicators, and behind them the rows of others, indicator after indicator.
    pub fn with(&self, rows: usize, indicators: usize, others: &[Rows]) -> Result<Self> {
        fn joined<T: Copy>(own: &[T], others: &[Rows], part: impl Fn(&Rows) -> &[T]) -> Vec<T> {
            let mut all = Vec::with_capacity(own.len() + others.iter().map(|rows| rows.parks.len()).sum::<usize>());
            all.extend_from_slice(own);
            for rows in others {
                all.extend_from_slice(part(rows));
            }
            all
        }
        let own = self.columns();
        let count = others.iter().map(|other| other.parks.len()).sum::<usize>();
        let filled = |own: &[u32], with: u32| {
            let mut all = own[..rows].to_vec();
            all.resize(rows + count, with);
            all
        };
        let values = Float64Chunked::from_vec("value".into(), joined(&own.values[..rows], others, |rows| &rows.values));
        let is_value = values.is_not_nan();
        let sources = UInt32Chunked::from_vec("source".into(), filled(own.sources, u32::MAX));
        let is_source = sources.not_equal(u32::MAX);
        let columns = DataFrame::new_infer_height(vec![
            column(UInt32Chunked::from_vec("park".into(), joined(&own.parks[..rows], others, |rows| &rows.parks))),
            column(Int32Chunked::from_vec("period".into(), joined(&own.periods[..rows], others, |rows| &rows.periods))),
            column(null_unless(values, &is_value)),
            column(UInt32Chunked::from_vec("about".into(), joined(&own.about[..rows], others, |rows| &rows.about))),
            column(null_unless(sources, &is_source)),
            column(UInt32Chunked::from_vec("line".into(), filled(own.lines, 0))),
        ])
        .map_err(failed)?;
        let spans = self.spans.with(indicators, others.iter().map(|rows| rows.parks.len() as u32));
        Ok(Self { columns, cells: self.cells.clone(), texts: self.texts.clone(), spans })
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.columns.height()
    }

    /// Where the rows of each indicator and kind lie.
    pub const fn spans(&self) -> &Spans {
        &self.spans
    }

    /// The columns, as slices.
    pub fn columns(&self) -> Columns<'_> {
        let numbers = |place: usize| values(self.columns.columns()[place].u32());
        Columns {
            parks: numbers(PARK),
            periods: values(self.columns.columns()[PERIOD].i32()),
            values: values(self.columns.columns()[VALUE].f64()),
            about: numbers(ABOUT),
            sources: numbers(SOURCE),
            lines: numbers(LINE),
        }
    }

    /// The column of values, for a table of polars' own.
    pub fn value_column(&self) -> Column {
        self.columns.columns()[VALUE].clone()
    }

    /// One row, whole.
    pub fn observation(&self, id: FactId) -> Observation {
        let (row, columns) = (id.index(), self.columns());
        let text = |text: Option<&str>| text.map(std::sync::Arc::from);
        let about = columns.about(row);
        Observation {
            id,
            fact: self.fact(id),
            value: columns.value(row),
            mark: about.mark(),
            source: columns.source(row),
            place: Place { file: about.file(), line: columns.lines[row], column: self.cell(row) },
            raw: text(self.texts.raw(row)),
            status: text(self.texts.status(row)),
            note: text(self.texts.note(row)),
        }
    }

    /// What a row is about.
    pub fn fact(&self, id: FactId) -> Fact {
        let (row, columns) = (id.index(), self.columns());
        Fact {
            indicator: self.spans.indicator(row),
            park: ParkId(columns.parks[row]),
            kind: columns.about(row).kind(),
            period: columns.period(row),
        }
    }

    /// What is said in words of the rows.
    pub const fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Where every row was read.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        let places = self.columns().places().enumerate();
        places.map(|(row, (file, line))| Place { file, line, column: self.cell(row) })
    }

    fn cell(&self, row: usize) -> u16 {
        self.cells.get(row).copied().unwrap_or(0)
    }

    /// The rows of one park's indicator.
    pub fn rows_of(&self, park: ParkId, indicator: IndicatorId, kind: Kind) -> Range<usize> {
        self.walk(indicator, kind).rows(park)
    }

    /// The rows of park after park for one indicator.
    pub fn walk(&self, indicator: IndicatorId, kind: Kind) -> Walk<'_> {
        let span = self.spans.rows(indicator, kind);
        Walk { parks: self.columns().parks, at: span.start, span }
    }

    /// Every row that says the same fact as this one: the one shown is the first.
    pub fn same_fact(&self, id: FactId) -> Range<usize> {
        let fact = self.fact(id);
        let rows = self.rows_of(fact.park, fact.indicator, fact.kind);
        let (period, periods) = (fact.period.pack(), &self.columns().periods[rows.clone()]);
        let place = |other: usize| rows.start + other;
        place(periods.partition_point(|other| *other < period))
            ..place(periods.partition_point(|other| *other <= period))
    }
}

impl<'a> Columns<'a> {
    /// The value of a row.
    pub fn value(&self, row: usize) -> Option<f64> {
        Some(self.values[row]).filter(|value| !value.is_nan())
    }

    /// The file and the line of every row.
    pub fn places(self) -> impl Iterator<Item = (FileId, u32)> + 'a {
        self.about.iter().zip(self.lines).map(|(about, line)| (About(*about).file(), *line))
    }

    /// The small properties of a row.
    pub const fn about(&self, row: usize) -> About {
        About(self.about[row])
    }

    /// The period of a row.
    pub const fn period(&self, row: usize) -> Period {
        Period::unpack(self.periods[row])
    }

    /// The source of a row.
    pub fn source(&self, row: usize) -> Option<SourceId> {
        Some(SourceId(self.sources[row])).filter(|source| source.0 != u32::MAX)
    }

    /// The sources of all rows that name one.
    pub fn sources(&self) -> impl Iterator<Item = (usize, SourceId)> + '_ {
        (0..self.sources.len()).filter_map(|row| Some((row, self.source(row)?)))
    }

    /// Where a row was read, in a number that orders as the reading went.
    pub fn reading_order(&self, row: usize) -> u64 {
        u64::from(self.about(row).file().0) << 32 | u64::from(self.lines[row])
    }

    /// Those of these rows that are shown.
    pub fn shown(&self, rows: Range<usize>) -> impl DoubleEndedIterator<Item = usize> + '_ {
        rows.filter(|row| self.about(*row).is_shown())
    }

    /// The row as it stands in a series. A row that is shown has a value.
    pub fn point(&self, row: usize) -> Point {
        let about = self.about(row);
        let reading = Reading {
            value: self.values[row],
            mark: about.mark(),
            fact: FactId::at(row),
            source: self.source(row),
            disputed: about.is_disputed(),
            second_hand: about.is_second_hand(),
            computed: about.is_computed(),
        };
        Point { period: self.period(row), reading }
    }
}

/// Finds the rows of park after park, in few steps where each comes after the one before, as those of a group do.
#[derive(Clone)]
pub struct Walk<'a> {
    parks: &'a [u32],
    span: Range<usize>,
    at: usize,
}

impl Walk<'_> {
    /// The rows of that park.
    pub fn rows(&mut self, park: ParkId) -> Range<usize> {
        let is_past = self.at > self.span.start && self.parks[self.at - 1] >= park.0;
        let from = if is_past { self.span.start } else { self.at };
        let start = from + leading(&self.parks[from..self.span.end], |other| other < park.0);
        self.at = start + leading(&self.parks[start..self.span.end], |other| other == park.0);
        start..self.at
    }
}

/// How many values are so before the first that is not; found near the start in few steps.
fn leading(values: &[u32], is_so: impl Fn(u32) -> bool) -> usize {
    let mut reach = 1;
    while values.get(reach - 1).is_some_and(|value| is_so(*value)) {
        reach *= 2;
    }
    let from = reach / 2;
    from + values[from..reach.min(values.len())].partition_point(|value| is_so(*value))
}

fn column<T: PolarsNumericType>(values: ChunkedArray<T>) -> Column
where
    ChunkedArray<T>: IntoSeries,
{
    values.into_series().into_column()
}

/// A column of values that lie elsewhere.
fn piece<T>(name: &'static str, values: Buffer<T::Native>, is_one: Option<Bitmap>) -> Option<ChunkedArray<T>>
where
    T: PolarsNumericType<Array = PrimitiveArray<<T as PolarsNumericType>::Native>>,
{
    let array = PrimitiveArray::try_new(T::Native::PRIMITIVE.into(), values, is_one).ok()?;
    Some(ChunkedArray::with_chunk(name.into(), array))
}

/// The values where the other column is true.
fn null_unless<T: PolarsNumericType>(values: ChunkedArray<T>, is_one: &BooleanChunked) -> ChunkedArray<T> {
    let ones = is_one.downcast_iter().next().filter(|_| !is_one.all()).map(|chunk| chunk.values().clone());
    values.with_validity(ones)
}

fn values<T: PolarsNumericType>(column: Result<&ChunkedArray<T>, PolarsError>) -> &[T::Native] {
    let chunk = column.ok().and_then(|column| column.downcast_iter().next());
    chunk.expect("the frame was built with this column, of this type, in one piece").values()
}

/// A polars error as one of ours.
pub fn failed(error: PolarsError) -> Error {
    Error::Store { doing: "building the frames", source: Box::new(error) }
}

#[cfg(test)]
mod tests {
    use super::{ParkId, Walk};

    #[test]
    fn a_walk_finds_every_park_in_any_order() {
        let parks = [9, 1, 1, 1, 2, 4, 4, 4, 4, 4, 7, 0];
        let span = 1..11;
        let check = |order: &[u32]| {
            let mut walk = Walk { parks: &parks, span: span.clone(), at: span.start };
            for park in order {
                let rows: Vec<usize> = walk.rows(ParkId(*park)).collect();
                let expect: Vec<usize> = span.clone().filter(|row| parks[*row] == *park).collect();
                assert_eq!(rows, expect, "{park} of {order:?}");
            }
        };
        check(&[0, 1, 2, 3, 4, 5, 7, 8]);
        check(&[7, 4, 4, 1, 8, 0, 2, 2, 7]);
        check(&[8, 9, 1, 3, 2]);
    }
}
