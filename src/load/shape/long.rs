//! One figure a row: `park, indicator, period, value` and what else is said of it.

use super::{CERTAIN, Guess, Head, Lack};
use crate::load::{
    header::{NEEDED, are_own, named, own_name},
    layout::{Field, Figure, Found, Ignored, Layout, Rows, Said, Step, YearEnd},
};

const SHAPE: (&str, &str) = ("长表", "long table");

/// Looks for a row that names the columns of a long table.
pub fn sniff(head: &Head) -> Option<Guess> {
    if are_own(head.row(0).iter().map(String::as_str)) {
        let why = "the first row holds nothing but our own names".to_owned();
        return Some(Guess { shape: SHAPE, sure: CERTAIN, why, is_long: true, layout: layout(head, 0) });
    }
    let count = |row: usize| needed(head.row(row)).iter().filter(|found| found.is_some()).count();
    // The first of the rows that name most.
    let row = (0..head.rows.len().min(20)).rev().max_by_key(|row| count(*row))?;
    let found = needed(head.row(row));
    let has = |field: Field| found[NEEDED.iter().position(|needed| *needed == field).unwrap_or(0)].is_some();
    let known = found.iter().flatten().count();
    if known < 2 || !(has(Field::Value) || (has(Field::Indicator) && known == 3)) {
        return None;
    }
    let sure = match known {
        4 => 95,
        3 if has(Field::Value) => 80,
        3 => 55,
        _ => 45,
    };
    let why = format!("row {} names {known} of the 4 columns of a long table", head.at(row).line);
    Some(Guess { shape: SHAPE, sure, why, is_long: true, layout: layout(head, row) })
}

/// Where the four columns are; a name is as good as an id.
fn needed(cells: &[String]) -> [Option<usize>; 4] {
    let fields: Vec<Option<Field>> = cells.iter().map(|cell| named(cell)).collect();
    let place = |field: Field| fields.iter().position(|named| *named == Some(field));
    NEEDED.map(|field| match field {
        Field::Park => place(Field::Park).or_else(|| place(Field::ParkName)),
        Field::Indicator => place(Field::Indicator).or_else(|| place(Field::IndicatorName)),
        field => place(field),
    })
}

fn layout(head: &Head, row: usize) -> Result<Layout, Lack> {
    let cells = head.row(row);
    let mut figure = Figure::default();
    let mut ignored = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        match named(cell) {
            Some(Field::Kind) if !head.has_kinds(row + 1, at) => {
                ignored.push(Ignored { column: at, name: cell.clone(), is_undated: false });
            }
            Some(field) if !figure.has(field) => figure.set(field, Found::Cell(at)),
            Some(Field::Park | Field::Period | Field::ParkName) => {}
            None if cell.is_empty() => {}
            _ => ignored.push(Ignored { column: at, name: cell.clone(), is_undated: false }),
        }
    }
    for (id, name) in [(Field::Park, Field::ParkName), (Field::Indicator, Field::IndicatorName)] {
        let is_shared = |ids: &Found, names: &Found| match (ids, names) {
            (Found::Cell(ids), Found::Cell(names)) => id == Field::Park && head.are_shared(row + 1, *ids, *names),
            _ => false,
        };
        if !figure.has(id) || is_shared(figure.field(id), figure.field(name)) {
            figure.set(id, figure.field(name).clone());
            figure.set(name, Found::Nowhere);
        }
    }
    // The World Bank's codes of three letters are the ones its files are known by.
    if let Some(code) = cells.iter().position(|cell| cell == "countryiso3code") {
        figure.set(Field::Park, Found::Cell(code));
    }
    head.given.fill(&mut figure);
    let known = NEEDED.iter().filter(|field| figure.has(**field)).count();
    if known == 3 && !figure.has(Field::Indicator) {
        // One indicator only, and the file is named for it.
        figure.set(Field::Indicator, Found::Said(Said::outside(head.stem.clone())));
    }
    if let Some(lacks) = NEEDED.into_iter().find(|field| !figure.has(*field)) {
        let what = format!("there is no column `{}`; name it in the first line of the file", own_name(lacks));
        return Err(Lack { what, at: Some(head.at(row)) });
    }
    Ok(Layout {
        header: row + 1,
        at: head.at(row),
        rows: Rows::Long,
        figures: vec![figure],
        width: width(head, row),
        step: Step::default(),
        is_flagged: false,
        ignored,
        compiled: None,
        is_edition: false,
        is_bare: false,
        year_end: YearEnd::Year,
        skip: None,
    })
}

/// How many cells a row should have: as many as there are names, and empty ones where every row ends in a separator.
fn width(head: &Head, row: usize) -> usize {
    let width = head.row(row).len();
    // `1,234` without quotes makes a row one cell longer too.
    let value = head.row(row).iter().position(|cell| named(cell) == Some(Field::Value)).unwrap_or(width);
    let is_group = |cell: &String| cell.len() == 3 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let mut body = head.rows.iter().skip(row + 1).map(|(_, cells)| cells);
    if body.clone().any(|cells| cells.get(value + 1).is_some_and(is_group)) {
        return width;
    }
    let beyond = |cells: &[String]| {
        let more = cells.get(width..).unwrap_or_default();
        if more.iter().all(String::is_empty) { more.len() } else { 0 }
    };
    let least = body.by_ref().map(|cells| beyond(cells)).min();
    least.unwrap_or(0) + width
}
