//! SDMX-CSV of every kind: 1.0 and 2.x, labels as ids, names or both, and OECD's older form of it.

use super::{Guess, Head};
use crate::load::layout::{Field, Figure, Found, Layout, Rows, Step, YearEnd};

/// The dimensions of a series, from which its name is made.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dimensions {
    /// The cell that names the dataflow.
    pub flow: Option<usize>,
    /// The name of the dataflow, where no cell does.
    pub flow_name: Option<String>,
    /// The cells with its codes.
    pub codes: Vec<usize>,
    /// The cells with what the codes mean.
    pub labels: Vec<usize>,
    /// Whether a cell holds both, as `A: Annual`.
    pub is_both: bool,
    /// The cell that says whether a figure is withheld.
    pub withheld: Option<usize>,
    /// The cell of status letters.
    pub status: Option<usize>,
    /// The cell of the park.
    pub park: Option<usize>,
    /// Cells that are no codes, though they may hold a colon.
    pub whole: Vec<usize>,
    /// Where the cells made from it begin.
    pub width: usize,
}

/// Columns that are no dimensions wherever they stand.
const NO_DIMENSIONS: &[&str] = &[
    "DATAFLOW",
    "STRUCTURE",
    "STRUCTURE_ID",
    "STRUCTURE_NAME",
    "ACTION",
    "LAST UPDATE",
    "LAST_UPDATE",
    "TIME_PERIOD",
    "OBS_VALUE",
    "FREQ",
    "FREQUENCY",
    "TIME",
];

/// How other names of the dimension of places end: `DER_REP_CTY`, `L_REP_CTY`, `BORROWERS_CTY`.
const AREAS: &[&str] = &["_REP_CTY", "_AREA", "_COUNTRY", "COUNTRY_CODE", "_CTY", "_GEO", "_REGION"];

/// Looks for `TIME_PERIOD` and `OBS_VALUE`, or for OECD's LOCATION, TIME and Value.
pub fn sniff(head: &Head) -> Option<Guess> {
    let row = (0..head.rows.len().min(3)).find(|row| {
        let has = |name: &str| head.row(*row).iter().any(|cell| id(cell) == name);
        (has("TIME_PERIOD") && has("OBS_VALUE")) || (has("LOCATION") && has("TIME") && has("VALUE"))
    })?;
    let names: Vec<String> = head.row(row).iter().map(|cell| id(cell)).collect();
    let is_two = names.iter().any(|name| name.starts_with("STRUCTURE"));
    let layout = layout(head, row, &names);
    let shape = if is_two { ("SDMX-CSV 2", "SDMX-CSV 2") } else { ("SDMX-CSV", "SDMX-CSV") };
    Some(Guess {
        shape,
        sure: 98,
        why: "the columns are TIME_PERIOD and OBS_VALUE".into(),
        is_long: false,
        layout: Ok(layout),
    })
}

/// The id in a heading: `FREQ: Frequency` is FREQ.
fn id(cell: &str) -> String {
    cell.split(": ").next().unwrap_or(cell).trim().trim_end_matches("[;]").to_uppercase()
}

/// The place of the first of these names.
pub fn place_of(names: &[String], wanted: &[&str]) -> Option<usize> {
    wanted.iter().find_map(|wanted| names.iter().position(|name| name.eq_ignore_ascii_case(wanted)))
}

fn layout(head: &Head, row: usize, names: &[String]) -> Layout {
    let place = |wanted: &[&str]| place_of(names, wanted);
    let is_both = head.row(row).iter().any(|cell| cell.contains(": "));
    let time = place(&["TIME_PERIOD", "TIME"]).unwrap_or(0);
    let value = place(&["OBS_VALUE", "VALUE"]).unwrap_or(0);
    let park = place(&["REF_AREA", "GEO", "LOCATION", "COUNTRY", "COU", "REPORTER", "REP_MAR", "REF_AREA_CODE"])
        .or_else(|| names.iter().take(time).position(|name| AREAS.iter().any(|end| name.ends_with(end))));
    let first = names.iter().position(|name| !NO_DIMENSIONS.contains(&name.as_str())).unwrap_or(0);
    // With names beside the ids, every column from the first dimension on has a second one.
    let has_names = names.iter().any(|name| name == "STRUCTURE_NAME") && !is_both
        || is_doubled(head.row(row).get(first..time).unwrap_or_default());
    let step = if has_names { 2 } else { 1 };
    let is_dimension =
        |at: &usize| Some(*at) != park && names.get(*at).is_some_and(|name| !NO_DIMENSIONS.contains(&name.as_str()));
    let codes: Vec<usize> = (first..time).step_by(step).filter(is_dimension).collect();
    let labels = if has_names { codes.iter().map(|at| at + 1).collect() } else { vec![] };
    let width = names.len();
    let mut figure = Figure::default();
    figure.set(Field::Value, Found::Cell(value));
    figure.set(Field::Period, Found::Cell(time));
    figure.set(Field::Indicator, Found::Cell(width));
    figure.set(Field::IndicatorName, Found::Cell(width + 1));
    figure.set(Field::Status, Found::Cell(width + 2));
    if let Some(park) = park {
        figure.set(Field::Park, Found::Cell(park));
        let name = if is_both { Some(width + 3) } else { has_names.then_some(park + 1) };
        if let Some(name) = name {
            figure.set(Field::ParkName, Found::Cell(name));
        }
    }
    for (field, wanted) in [
        (Field::Unit, &["UNIT_MEASURE", "UNIT CODE", "UNIT"][..]),
        (Field::Multiplier, &["UNIT_MULT", "POWERCODE CODE"]),
        (Field::Note, &["OBS_COMMENT", "COMMENT_OBS", "COMMENT"]),
    ] {
        if let Some(at) = place(wanted) {
            figure.set(field, Found::Cell(at));
        }
    }
    head.given.fill(&mut figure);
    let name = head.stem.clone();
    figure.set_if_missing(Field::Park, || Found::Said(crate::load::layout::Said::outside(name)));
    let flow = place(&["STRUCTURE_ID", "DATAFLOW"]);
    let series = Dimensions {
        flow,
        flow_name: flow.is_none().then(|| head.stem.clone()),
        codes,
        labels,
        is_both,
        withheld: place(&["CONF_STATUS"]),
        status: place(&["OBS_STATUS", "OBS_FLAG", "FLAG CODES", "FLAGS"]),
        park,
        whole: [Some(value), flow, place(&["OBS_COMMENT", "COMMENT_OBS", "COMMENT"])].into_iter().flatten().collect(),
        width,
    };
    Layout {
        header: row + 1,
        at: head.at(row),
        rows: Rows::Long,
        figures: vec![figure],
        width,
        step: Step { split: None, series: Some(series) },
        is_flagged: false,
        ignored: vec![],
        compiled: place(&["LAST UPDATE"]).and_then(|at| head.row(row + 1).get(at).cloned()),
        is_edition: false,
        is_bare: false,
        year_end: YearEnd::Year,
        skip: place(&["ACTION"]).map(|at| (at, "D")),
    }
}

/// Whether ids and names alternate: `geo, Geopolitical entity, unit, Unit of measure`.
fn is_doubled(names: &[String]) -> bool {
    let is_id = |name: &String| !name.contains(' ') && name.len() <= 24;
    let is_small = |name: &String| name.contains(|c: char| c.is_ascii_lowercase());
    let (ids, labels) = (|| names.iter().step_by(2), || names.iter().skip(1).step_by(2));
    // `LOCATION, Country` are told apart by their letters, `geo, Geopolitical entity` by the blank.
    let are_loud = !ids().any(is_small) && labels().all(is_small);
    let are_long = labels().filter(|name| !is_id(name)).count() * 2 >= names.len() / 2;
    names.len() >= 4 && names.len().is_multiple_of(2) && ids().all(is_id) && (are_loud || are_long)
}
