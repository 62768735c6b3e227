//! The facts as one table, for SQL and for other programs: questions no screen asks.

use std::io::Write;

use polars::prelude::{
    AnyValue, BooleanChunked, Column, DataFrame, IdxCa, Int32Chunked, IntoColumn, IntoLazy, IntoSeries,
    NewChunkedArray, PolarsError, StringChunked,
};
use polars::sql::SQLContext;
use polars_io::{SerWriter, ipc::IpcWriter, parquet::write::ParquetWriter};

use super::{Store, frame::failed};
use crate::{
    error::{Error, Result},
    model::{Lang, Mark, Period},
};

/// A binary form of the table `facts`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    Parquet,
    /// Arrow IPC, also called Feather.
    Arrow,
}

/// The answer to a query, as text.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Table {
    pub names: Vec<String>,
    /// None where the value is missing.
    pub rows: Vec<Vec<Option<String>>>,
}

impl Store {
    /// Answers an SQL query over one table, `facts`: `park, park_name, level, province, indicator, indicator_name, period,
    /// year, value, unit, mark, kind, shown, source, grade, note, status, printed, place`, one row an observation; `shown`
    /// is true for the statement that screens show first. `year` is null for part of a year. Rows lie by indicator, kind,
    /// park and period, the statement shown first before the others.
    pub fn query(&self, sql: &str, lang: Lang) -> Result<Table> {
        let mut context = SQLContext::new();
        let mut facts = self.facts(lang)?;
        // A text for each of many rows, which hardly any query asks for.
        if ["place", "*", "columns"].iter().any(|word| sql.to_lowercase().contains(word)) {
            facts.with_column(self.places()).map_err(failed)?;
        }
        context.register("facts", facts.lazy());
        let answer = context.execute(sql).and_then(polars::prelude::LazyFrame::collect);
        table(&answer.map_err(|error| asked(&error))?).map_err(|error| asked(&error))
    }

    /// Writes the table `facts` for other programs; how many bytes that took is theirs to say.
    pub fn export(&self, form: Form, lang: Lang, out: &mut dyn Write) -> Result<()> {
        let mut facts = self.facts(lang)?;
        facts.with_column(self.places()).map_err(failed)?;
        let written = match form {
            Form::Parquet => ParquetWriter::new(out).finish(&mut facts).map(drop),
            Form::Arrow => IpcWriter::new(out).finish(&mut facts),
        };
        written.map_err(|error| Error::Store { doing: "writing the facts", source: Box::new(error) })
    }

    /// The frame in words. A name is kept once and pointed at, however many rows have it.
    fn facts(&self, lang: Lang) -> Result<DataFrame> {
        let (catalog, columns) = (&self.catalog, self.frame.columns());
        let rows = || 0..self.len();
        let spans = || self.frame.spans().iter();
        let parks = index(columns.parks.iter().copied().map(Some));
        let indicators = index(spans().flat_map(|(id, _, span)| span.map(move |_| Some(id.0))));
        let kinds = index(rows().map(|row| Some(columns.about(row).kind() as u32)));
        let marks = index(rows().map(|row| Some(columns.about(row).mark() as u32)));
        let sources = index(rows().map(|row| columns.source(row).map(|source| source.0)));
        let mut known: Vec<i32> = columns.periods.to_vec();
        known.sort_unstable();
        known.dedup();
        let place = |period: &i32| known.binary_search(period).ok().map(|place| place as u32);
        let periods = index(columns.periods.iter().map(place));
        let period_names: Vec<String> = known.iter().map(|period| Period::unpack(*period).to_string()).collect();
        let year = |row: usize| Some(columns.period(row)).filter(|p| p.is_year()).map(Period::calendar_year);
        let names = [
            words("park", &parks, catalog.parks.iter().map(|park| Some(park.slug.as_str()))),
            words("park_name", &parks, catalog.parks.iter().map(|park| Some(park.short.get(lang)))),
            words("level", &parks, catalog.parks.iter().map(|park| Some(park.level.words().1))),
            words("province", &parks, catalog.parks.iter().map(|park| park.province.as_deref())),
            words("indicator", &indicators, catalog.indicators.iter().map(|it| Some(it.slug.as_str()))),
            words("indicator_name", &indicators, catalog.indicators.iter().map(|it| Some(it.short.get(lang)))),
            words("period", &periods, period_names.iter().map(|name| Some(name.as_str()))),
            Ok(Int32Chunked::from_iter_options("year".into(), rows().map(year)).into_series().into_column()),
            Ok(self.frame.value_column()),
            words("unit", &indicators, catalog.indicators.iter().map(|it| Some(it.unit.code()))),
            words("mark", &marks, Mark::ALL.iter().map(|mark| Some(mark.name()))),
            words("kind", &kinds, [Some("actual"), Some("target")].into_iter()),
            Ok(BooleanChunked::from_iter_values("shown".into(), rows().map(|row| columns.about(row).is_shown()))
                .into_series()
                .into_column()),
            words("source", &sources, catalog.sources.iter().map(|source| Some(source.slug.as_str()))),
            words("grade", &sources, catalog.sources.iter().map(|source| Some(source.grade.words().1))),
            Ok(texts("note", rows().map(|row| self.frame.texts().note(row)))),
            Ok(texts("status", rows().map(|row| self.frame.texts().status(row)))),
            Ok(texts("printed", rows().map(|row| self.frame.texts().raw(row)))),
        ];
        let columns: Vec<Column> = names.into_iter().collect::<Result<_, _>>().map_err(failed)?;
        DataFrame::new_infer_height(columns).map_err(failed)
    }

    /// Where each row stands in the files.
    fn places(&self) -> Column {
        texts("place", self.frame.places().map(|place| Some(self.place(place))))
    }
}

fn texts<T: AsRef<str>>(name: &str, texts: impl Iterator<Item = Option<T>>) -> Column {
    StringChunked::from_iter_options(name.into(), texts).into_series().into_column()
}

fn index(places: impl Iterator<Item = Option<u32>>) -> IdxCa {
    IdxCa::from_iter_options("".into(), places)
}

/// A column of words, by their places in a list.
fn words<'a>(name: &str, places: &IdxCa, list: impl Iterator<Item = Option<&'a str>>) -> Result<Column, PolarsError> {
    let list = StringChunked::from_iter_options(name.into(), list).into_series();
    Ok(list.take(places)?.into_column())
}

fn table(frame: &DataFrame) -> Result<Table, PolarsError> {
    let names = frame.get_column_names().iter().map(ToString::to_string).collect();
    let row = |row: usize| {
        frame.columns().iter().map(|column| column.get(row).map(|cell| words_of(&cell))).collect::<Result<Vec<_>, _>>()
    };
    Ok(Table { names, rows: (0..frame.height()).map(row).collect::<Result<_, _>>()? })
}

/// A cell in full: polars' own words round a number to what fits a screen.
fn words_of(cell: &AnyValue<'_>) -> Option<String> {
    match cell {
        AnyValue::Null => None,
        AnyValue::Float64(number) => Some(number.to_string()),
        AnyValue::Float32(number) => Some(number.to_string()),
        cell => Some(cell.str_value().into_owned()),
    }
}

/// The first line of what polars has to say; the rest is its plan.
fn asked(error: &PolarsError) -> Error {
    let said = error.to_string();
    let first = said.lines().next().unwrap_or_default().to_owned();
    Error::Store { doing: "answering the query", source: first.into() }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use polars::prelude::DataFrame;
    use polars_io::{SerReader, ipc::IpcReader, parquet::read::ParquetReader};

    use super::{Form, Store};
    use crate::model::{
        Catalog, Dataset, Fact, FactId, FileId, Indicator, Kind, Label, Lang, Mark, Observation, Observations, Park,
        Period, Place, Unit,
    };

    /// Two parks, one indicator, a bound and a missing value.
    fn store() -> Store {
        let mut catalog = Catalog::default();
        let name = |text: &str| Label::same(text);
        let park = |slug: &str| Park { slug: slug.into(), short: name(slug), ..Park::default() };
        let parks = [catalog.add_park(park("滨江")), catalog.add_park(park("德清"))];
        let gdp = Indicator { slug: "gdp".into(), unit: Unit::parse("亿元"), ..Indicator::default() };
        let indicator = catalog.add_indicator(gdp);
        let mut observations = Observations::default();
        for (park, value, mark) in [
            (parks[0], Some(2184.8), Mark::Exact),
            (parks[1], Some(400.0), Mark::AtLeast),
            (parks[1], None, Mark::Exact),
        ] {
            let period = if value.is_some() { Period::year(2022) } else { Period::year(2021) };
            let fact = Fact { indicator, park, kind: Kind::Actual, period };
            let place = Place { file: FileId(0), line: 2, column: 0 };
            let (source, raw, status, note) = (None, None, None, None);
            observations.push(Observation { id: FactId(0), fact, value, mark, source, place, raw, status, note });
        }
        Store::build(Dataset { catalog, observations, ..Dataset::default() }).unwrap()
    }

    #[test]
    fn a_query_sees_every_observation_and_missing_stays_missing() {
        let table =
            store().query("select park, value, mark from facts order by value desc nulls last", Lang::Zh).unwrap();
        assert_eq!(table.names, ["park", "value", "mark"]);
        let row = |cells: [Option<&str>; 3]| cells.map(|cell| cell.map(str::to_owned)).to_vec();
        assert_eq!(
            table.rows,
            [
                row([Some("滨江"), Some("2184.8"), Some("exact")]),
                row([Some("德清"), Some("400"), Some("at_least")]),
                row([Some("德清"), None, Some("exact")]),
            ]
        );
        assert!(store().query("select nothing from nowhere", Lang::Zh).is_err());
    }

    #[test]
    fn what_is_exported_reads_back() {
        let written = |form: Form| {
            let mut bytes = vec![];
            store().export(form, Lang::Zh, &mut bytes).unwrap();
            Cursor::new(bytes)
        };
        let check = |frame: DataFrame| {
            assert_eq!(frame.height(), 3);
            let values: Vec<Option<f64>> = frame.column("value").unwrap().f64().unwrap().iter().collect();
            assert_eq!(values, [Some(2184.8), None, Some(400.0)], "2021 before 2022");
            assert_eq!(frame.column("value").unwrap().null_count(), 1);
            assert_eq!(frame.column("unit").unwrap().str().unwrap().get(0), Some("100M_CNY"));
        };
        check(ParquetReader::new(written(Form::Parquet)).finish().unwrap());
        check(IpcReader::new(written(Form::Arrow)).finish().unwrap());
    }
}
