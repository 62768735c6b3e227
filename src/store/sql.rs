//! The facts as one table, for SQL and for other programs: questions no screen asks.

use std::io::Write;

use polars::prelude::{DataFrame, IntoColumn, IntoLazy, NamedFrom, PolarsError, Series as PolarsSeries};
use polars::sql::SQLContext;
use polars_io::{SerWriter, ipc::IpcWriter, parquet::write::ParquetWriter};

use super::{Store, frame::failed};
use crate::{
    error::{Error, Result},
    model::{FactId, Lang, Period},
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
    /// year, value, unit, mark, kind, shown, source, grade, note`, one row an observation; `shown` is true for the
    /// statement that screens show first. `year` is null for part of a year.
    pub fn query(&self, sql: &str, lang: Lang) -> Result<Table> {
        let mut context = SQLContext::new();
        context.register("facts", self.facts(lang)?.lazy());
        let answer = context.execute(sql).and_then(polars::prelude::LazyFrame::collect);
        table(&answer.map_err(|error| asked(&error))?).map_err(|error| asked(&error))
    }

    /// Writes the table `facts` for other programs; how many bytes that took is theirs to say.
    pub fn export(&self, form: Form, lang: Lang, out: &mut dyn Write) -> Result<()> {
        let mut facts = self.facts(lang)?;
        let written = match form {
            Form::Parquet => ParquetWriter::new(out).finish(&mut facts).map(drop),
            Form::Arrow => IpcWriter::new(out).finish(&mut facts),
        };
        written.map_err(|error| Error::Store { doing: "writing the facts", source: Box::new(error) })
    }

    fn facts(&self, lang: Lang) -> Result<DataFrame> {
        let catalog = &self.catalog;
        let rows: Vec<_> = (0..self.len()).map(|row| self.observation(FactId::at(row))).collect();
        let mut shown = vec![false; rows.len()];
        for fact in self.now.columns().facts {
            shown[*fact as usize] = true;
        }
        let text = |name: &str, cell: &dyn Fn(usize) -> Option<String>| {
            let cells: Vec<Option<String>> = (0..rows.len()).map(cell).collect();
            PolarsSeries::new(name.into(), cells).into_column()
        };
        let park = |row: usize| catalog.park(rows[row].fact.park);
        let indicator = |row: usize| catalog.indicator(rows[row].fact.indicator);
        let source = |row: usize| rows[row].source.map(|id| catalog.source(id));
        let years: Vec<Option<i32>> =
            rows.iter().map(|r| Some(r.fact.period).filter(|p| p.is_year()).map(Period::calendar_year)).collect();
        let values: Vec<Option<f64>> = rows.iter().map(|row| row.value).collect();
        let kind = |row: usize| if rows[row].fact.kind == crate::model::Kind::Target { "target" } else { "actual" };
        DataFrame::new_infer_height(vec![
            text("park", &|row| Some(park(row).slug.clone())),
            text("park_name", &|row| Some(park(row).short.get(lang).to_owned())),
            text("level", &|row| Some(park(row).level.words().1.to_owned())),
            text("province", &|row| park(row).province.clone()),
            text("indicator", &|row| Some(indicator(row).slug.clone())),
            text("indicator_name", &|row| Some(indicator(row).short.get(lang).to_owned())),
            text("period", &|row| Some(rows[row].fact.period.to_string())),
            PolarsSeries::new("year".into(), years).into_column(),
            PolarsSeries::new("value".into(), values).into_column(),
            text("unit", &|row| Some(indicator(row).unit.code().to_owned())),
            text("mark", &|row| Some(rows[row].mark.name().to_owned())),
            text("kind", &|row| Some(kind(row).to_owned())),
            PolarsSeries::new("shown".into(), shown).into_column(),
            text("source", &|row| source(row).map(|source| source.slug.clone())),
            text("grade", &|row| source(row).map(|source| source.grade.words().1.to_owned())),
            text("note", &|row| rows[row].note.as_deref().map(str::to_owned)),
        ])
        .map_err(failed)
    }
}

fn table(frame: &DataFrame) -> Result<Table, PolarsError> {
    let names = frame.get_column_names().iter().map(ToString::to_string).collect();
    let row = |row: usize| {
        frame
            .columns()
            .iter()
            .map(|column| {
                column.get(row).map(|cell| if cell.is_null() { None } else { Some(cell.str_value().into_owned()) })
            })
            .collect::<Result<Vec<_>, _>>()
    };
    Ok(Table { names, rows: (0..frame.height()).map(row).collect::<Result<_, _>>()? })
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
            let place = Place { file: FileId(0), line: 2 };
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
                row([Some("德清"), Some("400.0"), Some("at_least")]),
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
            assert_eq!(values, [Some(2184.8), Some(400.0), None]);
            assert_eq!(frame.column("unit").unwrap().str().unwrap().get(0), Some("100M_CNY"));
        };
        check(ParquetReader::new(written(Form::Parquet)).finish().unwrap());
        check(IpcReader::new(written(Form::Arrow)).finish().unwrap());
    }
}
