//! Eurostat's TSV: the dimensions of a series in one cell, then a cell for each period, with flags behind the numbers.

use super::{
    Guess, Head, Lack,
    sdmx::{Dimensions, place_of},
};
use crate::load::{
    layout::{Field, Figure, Found, Layout, Rows, Said, Step, YearEnd},
    period,
};

/// More dimensions than this are no list of them.
const MOST_PLACES: usize = 64;

/// Looks for a first cell such as `freq,unit,geo\TIME_PERIOD`.
pub fn sniff(head: &Head) -> Option<Guess> {
    let row = (0..head.rows.len().min(3)).find(|row| {
        let cells = head.row(*row);
        let is_list = |first: &String| first.contains('\\') && !first.contains([' ', '"']);
        let mut times = cells.iter().skip(1).filter(|cell| !cell.is_empty()).peekable();
        cells.first().is_some_and(is_list) && times.peek().is_some() && times.all(|cell| is_time(cell))
    })?;
    let cells = head.row(row);
    let (names, _) = cells.first()?.split_once('\\')?;
    let names: Vec<String> = names.split(',').map(|name| name.trim().to_owned()).collect();
    let places = Some(names.len()).filter(|places| *places <= MOST_PLACES)?;
    let geo = place_of(&names, &["geo", "rep_mar", "reporter", "partner", "go"]).unwrap_or(places - 1);
    let unit = place_of(&names, &["unit"]);
    let freq = place_of(&names, &["freq"]);
    let codes = (0..places).filter(|place| *place != geo && Some(*place) != freq).collect();
    let flow = head.stem.strip_prefix("estat_").unwrap_or(&head.stem).to_owned();
    // The split cells stand first, the others move up, and the name of the series comes last.
    let width = cells.len() + places - 1;
    let figures = cells.iter().enumerate().skip(1).filter(|(_, cell)| !cell.is_empty()).map(|(at, cell)| {
        let mut figure = Figure::default();
        figure.set(Field::Value, Found::Cell(at + places - 1));
        figure.set(Field::Park, Found::Cell(geo));
        figure.set(Field::Indicator, Found::Cell(width));
        figure.set(Field::Period, Found::Said(Said { text: cell.clone(), place: Some((head.at(row), at)) }));
        if let Some(unit) = unit {
            figure.set(Field::Unit, Found::Cell(unit));
        }
        head.given.fill(&mut figure);
        figure.set_if_missing(Field::Source, || Found::Said(Said::outside("Eurostat")));
        figure
    });
    let layout = Layout {
        header: row + 1,
        at: head.at(row),
        rows: Rows::Wide,
        figures: figures.collect(),
        width,
        step: Step {
            split: Some(places),
            series: Some(Dimensions { flow_name: Some(flow), codes, width, ..Dimensions::default() }),
        },
        is_flagged: true,
        ignored: vec![],
        compiled: None,
        is_edition: false,
        is_bare: false,
        year_end: YearEnd::Year,
        skip: None,
    };
    let why = format!("the first cell is `{}`", cells.first()?);
    let is_weekly = cells.iter().skip(1).any(|cell| period::is_week(cell));
    let what = "its columns are weeks; figures here are of years, quarters and months: sum the weeks first".to_owned();
    let layout = if is_weekly { Err(Lack { what, at: Some(head.at(row)) }) } else { Ok(layout) };
    Some(Guess { shape: ("Eurostat TSV", "Eurostat TSV"), sure: 98, why, is_long: false, layout })
}

fn is_time(cell: &str) -> bool {
    period::heading(cell).is_some() || period::is_week(cell)
}
