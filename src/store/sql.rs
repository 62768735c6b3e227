//! SQL over the facts, for questions no screen asks.

use polars::prelude::{DataFrame, IntoColumn, IntoLazy, NamedFrom, PolarsError, Series as PolarsSeries};
use polars::sql::SQLContext;

use super::{Store, frame::failed};
use crate::{
    error::{Error, Result},
    model::{FactId, Lang, Period},
};

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
        table(&answer.map_err(asked)?).map_err(asked)
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

fn asked(error: PolarsError) -> Error {
    Error::Store { doing: "answering the query", source: Box::new(error) }
}
