//! The two frames: `long`, every observation, and `now`, the one value of each fact that is shown first.

use std::{cmp::Ordering, ops::Range};

use polars::prelude::{Column, DataFrame, IntoColumn, NamedFrom, PolarsError, Series};

use crate::{
    error::{Error, Result},
    model::{
        Catalog, Fact, FactId, FileId, IndicatorId, Kind, Mark, Observation, Observations, ParkId, Period, Place,
        SourceId, observation::Texts,
    },
};

/// Every observation in a frame of numbers, so that a row costs a few dozen bytes; what only some have to say stands beside.
///
/// `value` is null where the source says that there is none; `source` is null where none is named.
pub struct Long {
    frame: DataFrame,
    texts: Texts,
}

impl Long {
    /// Moves the columns into a frame.
    pub fn build(rows: Observations) -> Result<Self> {
        let values = Series::new("value".into(), rows.values);
        let sources = Series::new("source".into(), rows.sources);
        let frame = DataFrame::new_infer_height(vec![
            column("park", rows.parks),
            column("indicator", rows.indicators),
            column("target", rows.kinds.iter().map(|kind| *kind == Kind::Target).collect::<Vec<bool>>()),
            column("period", rows.periods),
            nan_to_null(&values)?.into_column(),
            column("mark", rows.marks.iter().map(|mark| *mark as u32).collect::<Vec<u32>>()),
            max_to_null(&sources)?.into_column(),
            column("file", rows.files.iter().map(|file| u32::from(*file)).collect::<Vec<u32>>()),
            column("line", rows.lines),
        ])
        .map_err(failed)?;
        Ok(Self { frame, texts: rows.texts })
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.frame.height()
    }

    /// One row, whole.
    pub fn observation(&self, id: FactId) -> Observation {
        let row = id.index();
        Observation {
            id,
            fact: self.fact(id),
            value: self.typed("value", |c| c.f64()).get(row),
            mark: Mark::ALL[self.number("mark", row) as usize % Mark::ALL.len()],
            source: self.source(id),
            place: Place { file: FileId(self.number("file", row)), line: self.number("line", row) },
            raw: self.texts.raws.get(&id.0).cloned(),
            status: self.texts.statuses.get(&id.0).cloned(),
            note: self.texts.notes.get(&id.0).cloned(),
        }
    }

    /// What a row is about.
    pub fn fact(&self, id: FactId) -> Fact {
        let row = id.index();
        Fact {
            indicator: IndicatorId(self.number("indicator", row)),
            park: ParkId(self.number("park", row)),
            kind: if self.typed("target", |c| c.bool()).get(row) == Some(true) { Kind::Target } else { Kind::Actual },
            period: Period::unpack(self.typed("period", |c| c.i32()).get(row).unwrap_or_default()),
        }
    }

    /// The rows about a park's indicator.
    pub fn rows_about(&self, park: ParkId, indicator: IndicatorId) -> Vec<FactId> {
        let (parks, indicators) = (self.typed("park", |c| c.u32()), self.typed("indicator", |c| c.u32()));
        let wanted = (Some(park.0), Some(indicator.0));
        let rows = parks.iter().zip(indicators.iter()).enumerate();
        rows.filter(|(_, row)| *row == wanted).map(|(row, _)| FactId::at(row)).collect()
    }

    /// The source of every row.
    pub fn sources(&self) -> impl Iterator<Item = Option<SourceId>> + '_ {
        self.typed("source", |c| c.u32()).iter().map(|source| source.map(SourceId))
    }

    /// The place of every row.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        let (files, lines) = (self.typed("file", |c| c.u32()), self.typed("line", |c| c.u32()));
        let place = |(file, line): (Option<u32>, Option<u32>)| Place {
            file: FileId(file.unwrap_or_default()),
            line: line.unwrap_or_default(),
        };
        files.iter().zip(lines.iter()).map(place)
    }

    /// The rows of which the source says that there is no value.
    pub fn without_value(&self) -> Vec<FactId> {
        let values = self.typed("value", |c| c.f64());
        if values.null_count() == 0 {
            return vec![];
        }
        let missing = values.iter().enumerate().filter(|(_, value)| value.is_none());
        missing.map(|(row, _)| FactId::at(row)).collect()
    }

    /// How many rows are targets.
    pub fn targets(&self) -> usize {
        self.typed("target", |c| c.bool()).sum().unwrap_or(0) as usize
    }

    /// The source of a row.
    pub fn source(&self, id: FactId) -> Option<SourceId> {
        self.typed("source", |c| c.u32()).get(id.index()).map(SourceId)
    }

    fn number(&self, name: &str, row: usize) -> u32 {
        self.typed(name, |c| c.u32()).get(row).unwrap_or_default()
    }

    fn typed<'a, T>(&'a self, name: &str, cast: impl Fn(&'a Column) -> Result<&'a T, PolarsError>) -> &'a T {
        typed(&self.frame, name, cast)
    }
}

/// One row a fact, sorted by indicator, kind, park and period, so that a series is a run of rows.
pub struct Now {
    frame: DataFrame,
    /// Where each indicator's actual figures and then its targets lie.
    spans: Vec<[Range<usize>; 2]>,
}

/// The columns of `now`, side by side.
#[derive(Clone, Copy)]
pub struct Columns<'a> {
    pub parks: &'a [u32],
    pub periods: &'a [i32],
    pub values: &'a [f64],
    pub marks: &'a [u32],
    pub facts: &'a [u32],
    /// How many different values the sources give.
    pub different: &'a [u32],
}

impl Now {
    /// Chooses the value shown first for each fact that has one.
    pub fn choose(rows: &Observations, catalog: &Catalog) -> Result<Self> {
        let mut order: Vec<u128> = rows.ids().filter(|id| rows.value(*id).is_some()).map(|id| rows.key(id)).collect();
        order.sort_unstable();
        let mut spans = vec![[0..0, 0..0]; catalog.indicators.len()];
        let (mut parks, mut periods, mut values) = (vec![], vec![], vec![]);
        let (mut marks, mut facts, mut different) = (vec![], vec![], vec![]);
        let mut same: Vec<FactId> = vec![];
        for keys in order.chunk_by(|a, b| a >> 32 == b >> 32) {
            same.clear();
            same.extend(keys.iter().map(|key| FactId(*key as u32)));
            let first = first_choice(rows, catalog, &same);
            let fact = rows.fact(first);
            let span = &mut spans[fact.indicator.index()][fact.kind as usize];
            let row = facts.len();
            let start = if span.end == 0 { row } else { span.start };
            *span = start..row + 1;
            parks.push(fact.park.0);
            periods.push(fact.period.pack());
            values.push(rows.values[first.index()]);
            marks.push(rows.marks[first.index()] as u32);
            facts.push(first.0);
            let mut said: Vec<u64> = same.iter().map(|id| rows.values[id.index()].to_bits()).collect();
            said.sort_unstable();
            said.dedup();
            different.push(said.len() as u32);
        }
        let frame = DataFrame::new_infer_height(vec![
            column("park", parks),
            column("period", periods),
            column("value", values),
            column("mark", marks),
            column("fact", facts),
            column("different", different),
        ])
        .map_err(failed)?;
        Ok(Self { frame, spans })
    }

    /// Where the figures of an indicator lie.
    pub fn span(&self, indicator: IndicatorId, kind: Kind) -> Range<usize> {
        self.spans.get(indicator.index()).map_or(0..0, |spans| spans[kind as usize].clone())
    }

    /// The columns, as slices.
    pub fn columns(&self) -> Columns<'_> {
        const WHOLE: &str = "built whole and without nulls in `Now::choose`";
        Columns {
            parks: typed(&self.frame, "park", |c| c.u32()).cont_slice().expect(WHOLE),
            periods: typed(&self.frame, "period", |c| c.i32()).cont_slice().expect(WHOLE),
            values: typed(&self.frame, "value", |c| c.f64()).cont_slice().expect(WHOLE),
            marks: typed(&self.frame, "mark", |c| c.u32()).cont_slice().expect(WHOLE),
            facts: typed(&self.frame, "fact", |c| c.u32()).cont_slice().expect(WHOLE),
            different: typed(&self.frame, "different", |c| c.u32()).cont_slice().expect(WHOLE),
        }
    }

    /// The indicators that have any figure, with the rows of each.
    pub fn spans(&self) -> impl Iterator<Item = (IndicatorId, Kind, Range<usize>)> + '_ {
        self.spans.iter().enumerate().flat_map(|(index, [actual, target])| {
            let id = IndicatorId::at(index);
            [(id, Kind::Actual, actual.clone()), (id, Kind::Target, target.clone())]
        })
    }
}

/// Which of several statements of one fact is shown first.
///
/// A preliminary figure gives way to a final one, unless the final one's page is surely older; then the better grade,
/// then the newer page, then the order of reading.
pub fn first_choice(rows: &Observations, catalog: &Catalog, same: &[FactId]) -> FactId {
    let source = |id: FactId| rows.source(id).map(|source| catalog.source(source));
    let gives_way = |id: FactId| {
        rows.marks[id.index()] == Mark::Expected
            && same.iter().any(|other| {
                rows.marks[other.index()] != Mark::Expected
                    && !source(*other).zip(source(id)).is_some_and(|(theirs, mine)| theirs.is_surely_older(mine))
            })
    };
    let order = |a: &FactId, b: &FactId| {
        gives_way(*a).cmp(&gives_way(*b)).then_with(|| match (source(*a), source(*b)) {
            (Some(a), Some(b)) => a.precedence(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        })
    };
    match same {
        [one] => *one,
        several => several.iter().copied().min_by(order).unwrap_or(FactId(0)),
    }
}

impl Observations {
    /// The order of `now` in one number: indicator, kind, park, period, row. Ten million of them sort in a second.
    fn key(&self, id: FactId) -> u128 {
        let row = id.index();
        // Periods of years before 0 do not exist, so the packed number is never negative.
        let what = u128::from(self.indicators[row]) << 1 | self.kinds[row] as u128;
        let whose = what << 32 | u128::from(self.parks[row]);
        (whose << 31 | self.periods[row] as u128) << 32 | u128::from(id.0)
    }
}

fn column<T>(name: &str, values: Vec<T>) -> Column
where
    Series: NamedFrom<Vec<T>, [T]>,
{
    Series::new(name.into(), values).into_column()
}

fn nan_to_null(series: &Series) -> Result<Series> {
    let values = series.f64().map_err(failed)?;
    if values.into_no_null_iter().all(|value| !value.is_nan()) {
        return Ok(series.clone());
    }
    let values: Vec<Option<f64>> = values.into_no_null_iter().map(|v| Some(v).filter(|v| !v.is_nan())).collect();
    Ok(Series::new(series.name().clone(), values))
}

fn max_to_null(series: &Series) -> Result<Series> {
    let values = series.u32().map_err(failed)?;
    if values.into_no_null_iter().all(|value| value != u32::MAX) {
        return Ok(series.clone());
    }
    let values: Vec<Option<u32>> = values.into_no_null_iter().map(|v| Some(v).filter(|v| *v != u32::MAX)).collect();
    Ok(Series::new(series.name().clone(), values))
}

fn typed<'a, T>(frame: &'a DataFrame, name: &str, cast: impl Fn(&'a Column) -> Result<&'a T, PolarsError>) -> &'a T {
    frame.column(name).and_then(cast).expect("the frame was built with this column, of this type")
}

/// A polars error as one of ours.
pub fn failed(error: PolarsError) -> Error {
    Error::Store { doing: "building the frames", source: Box::new(error) }
}
