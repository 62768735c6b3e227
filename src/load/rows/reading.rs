//! The value of a row: its number, in the unit of the indicator, and how firm it is.

use std::sync::Arc;

use super::{Field, Reader, Row};
use crate::{
    load::{
        layout::Found,
        number::{self, Decimal, Number},
        text,
    },
    model::{Adds, IndicatorId, Lang, Mark, Nature, Rule, Severity, Unit, unit::Dimension},
};

/// More decimals than this are noise.
const MOST_DECIMALS: usize = 4;

/// More of a unit is not repeated beside a number, in bytes.
const LONGEST_UNIT: usize = 200;

/// What a row says of its fact.
#[derive(Debug)]
pub struct Reading {
    /// In the canonical unit.
    pub value: Option<f64>,
    pub mark: Mark,
    pub status: Option<Arc<str>>,
    pub raw: Option<Arc<str>>,
}

impl Reader<'_> {
    /// The reading of a row; none, and a problem, where it cannot be understood.
    pub fn reading(
        &mut self,
        row: &Row<'_>,
        indicator: IndicatorId,
        of_name: Option<Unit>,
        has_note: bool,
    ) -> Option<Reading> {
        let cell = row.cell(Field::Value);
        let plain = number::plain(cell).filter(|_| self.decimal == Decimal::Point);
        let number = match plain {
            Some(value) => Number { value: Some(value), ..Number::default() },
            None => self.number(row)?,
        };
        let column = self.unit_beside(row, indicator, of_name).filter(|unit| *unit != Unit::default());
        let stated = self.stated(row, indicator, &number, column.as_ref())?;
        self.learn(indicator, column.as_ref().or(stated.as_ref()));
        let canonical = &self.dataset.catalog.indicator(indicator).unit;
        if plain.is_some() && stated.as_ref().is_none_or(|unit| unit == canonical) {
            let point = cell.iter().position(|byte| *byte == b'.').map(|at| cell.iter().skip(at + 1));
            let decimals = point.map_or(0, |after| after.take_while(|byte| byte.is_ascii_digit()).count());
            self.learn_decimals(indicator, decimals);
        }
        let canonical = &self.dataset.catalog.indicator(indicator).unit;
        let is_converted = stated.as_ref().is_some_and(|stated| stated != canonical);
        let power = self.power(row)?;
        let canonical = &self.dataset.catalog.indicator(indicator).unit;
        let value = match (number.value.map(|value| value * 10f64.powi(power)), &stated) {
            (Some(value), Some(unit)) if is_converted => {
                let Some(value) = unit.convert(value, canonical) else {
                    let column = if number.unit.is_some() { Field::Value } else { Field::Unit };
                    self.misfit(row, indicator, unit, column);
                    return None;
                };
                Some(value)
            }
            (value, _) => value,
        };
        if value.is_some_and(f64::is_infinite) {
            let text = row.text(Field::Value);
            let what = || format!("`{}` is too large to be a number in its unit; check the unit", text::shown(&text));
            self.complaints.add(Severity::Error, Rule::Number, || row.spot(Field::Value), what);
            return None;
        }
        let is_plain = plain.is_some() || cell.is_empty();
        let raw = match row.text(Field::Printed) {
            text if text.is_empty() => {
                let says_more = !is_plain || ((is_converted || power != 0) && value.is_some());
                says_more.then(|| printed(row, &number, column.as_ref(), power))
            }
            text => Some(Arc::from(text)),
        };
        let is_bare = cell.is_empty() && !has_note && !self.sidecar.legend.explains("");
        let (mark, status) = self.firmness(row, &number, is_bare);
        Some(Reading { value, mark, status, raw: raw.filter(|raw: &Arc<str>| !raw.is_empty()) })
    }

    /// The power of ten the row's multiplier states.
    fn power(&mut self, row: &Row<'_>) -> Option<i32> {
        let cell = row.cell(Field::Multiplier);
        if cell.is_empty() {
            return Some(0);
        }
        let find = || {
            let text = row.text(Field::Multiplier);
            let text = text.split(':').next().unwrap_or_default().trim().to_lowercase();
            let words = [("units", 0), ("unit", 0), ("tens", 1), ("hundreds", 2), ("thousands", 3), ("millions", 6)];
            let words = words.into_iter().chain([("billions", 9), ("trillions", 12)]);
            let power = text.parse().ok().filter(|power: &i32| power.abs() <= 15);
            power.or_else(|| words.into_iter().find(|(word, _)| *word == text).map(|(_, power)| power))
        };
        let found = self.memos.multipliers.get(cell, find);
        if found.is_none() {
            let text = row.text(Field::Multiplier);
            let what = || format!("`{}` is no power of ten; write a whole number such as 6", text::shown(&text));
            self.complaints.add(Severity::Error, Rule::Unit, || row.spot(Field::Multiplier), what);
        }
        found
    }

    fn number(&mut self, row: &Row<'_>) -> Option<Number> {
        if row.line.layout.is_flagged
            && let Some((value, status)) = number::flagged(&row.text(Field::Value))
        {
            return Some(Number { value: Some(value), status, ..Number::default() });
        }
        match number::parse_with(&row.text(Field::Value), self.decimal, &self.sidecar.legend) {
            Ok(number) => Some(number),
            Err(error) => {
                let place = || row.spot(Field::Value);
                self.complaints.add(Severity::Error, Rule::Number, place, || error.to_string());
                None
            }
        }
    }

    /// The unit stated for the row's number: a heading or a name speaks of its own figures, a corner or the user of all
    /// that say nothing else.
    pub fn unit_beside(&mut self, row: &Row<'_>, indicator: IndicatorId, of_name: Option<Unit>) -> Option<Unit> {
        let is_of_all = matches!(row.figure.field(Field::Unit), Found::Said(_));
        match of_name {
            Some(unit) if is_of_all => Some(unit),
            of_name => self.unit(row, indicator).or(of_name),
        }
    }

    /// The unit the row's column or the sidecar states.
    pub fn unit(&mut self, row: &Row<'_>, indicator: IndicatorId) -> Option<Unit> {
        let cell = row.cell(Field::Unit);
        if !cell.is_empty() {
            let find = || Some(row.text(Field::Unit)).filter(|unit| !unit.is_empty()).map(|unit| Unit::parse(&unit));
            return self.memos.units.get(cell, find);
        }
        if self.sidecar.units.is_empty() {
            return None;
        }
        let slug = &self.dataset.catalog.indicator(indicator).slug;
        let find = || self.sidecar.units.get(slug).map(|unit| Unit::parse(unit));
        self.sidecar_units.entry(indicator).or_insert_with(find).clone()
    }

    /// The unit the number is in, where one is stated. A unit beside the number stands before the column's, where both
    /// are of one kind; 万 or 亿 by itself says how many, and under a unit that counts in steps not of what.
    #[expect(clippy::option_option, reason = "no unit stated is not the same as units that disagree")]
    fn stated(
        &mut self,
        row: &Row<'_>,
        indicator: IndicatorId,
        number: &Number,
        column: Option<&Unit>,
    ) -> Option<Option<Unit>> {
        let canonical = &self.dataset.catalog.indicator(indicator).unit;
        let agrees = match (&number.unit, column) {
            (None, column) => !number.is_scaled || !is_stepped(column.unwrap_or(canonical)),
            (Some(_), None) => true,
            (Some(beside), Some(column)) => beside.convert(1.0, column).is_some(),
        };
        if agrees {
            return Some(number.unit.as_ref().or(column).cloned());
        }
        let unit = column.unwrap_or(canonical).label(Lang::Zh).to_owned();
        let what = || {
            let text = row.text(Field::Value);
            format!("`{}` does not fit its unit `{unit}`; write a plain number in `{unit}`", text::shown(&text))
        };
        self.complaints.add(Severity::Error, Rule::Unit, || row.spot(Field::Value), what);
        None
    }

    /// What a row tells of an indicator that no catalogue describes: its unit, and from that what sort it is.
    pub fn learn(&mut self, indicator: IndicatorId, stated: Option<&Unit>) {
        if !self.names.is_made(indicator.index()) {
            return;
        }
        let indicator = &mut self.dataset.catalog.indicators[indicator.index()];
        if let Some(unit) = stated
            && indicator.unit == Unit::default()
        {
            indicator.unit = unit.clone();
        }
        indicator.nature = match indicator.unit.dimension() {
            Dimension::Percent | Dimension::Per(..) | Dimension::Times => Nature::Ratio,
            Dimension::Rank => Nature::Rank,
            Dimension::Index => Nature::Index,
            Dimension::Score => Nature::Score,
            _ => Nature::Flow,
        };
        indicator.adds = if indicator.nature == Nature::Flow { Adds::Sum } else { Adds::Never };
    }

    /// What a plain value tells of how finely an indicator that no catalogue describes is measured.
    pub fn learn_decimals(&mut self, indicator: IndicatorId, decimals: usize) {
        if self.names.is_made(indicator.index()) {
            let indicator = &mut self.dataset.catalog.indicators[indicator.index()];
            indicator.decimals = indicator.decimals.max(decimals.min(MOST_DECIMALS) as u8);
        }
    }

    fn misfit(&mut self, row: &Row<'_>, indicator: IndicatorId, unit: &Unit, column: Field) {
        let indicator = self.dataset.catalog.indicator(indicator);
        let what = || {
            let unit = text::shown(unit.label(Lang::Zh)).into_owned();
            let canonical = indicator.unit.label(Lang::Zh);
            format!("`{unit}` cannot be turned into `{canonical}`, the unit of `{}`; check the unit", indicator.slug)
        };
        self.complaints.add(Severity::Error, Rule::Unit, || row.spot(column), what);
    }

    /// The mark and the status letters, from beside the number and from their own columns.
    fn firmness(&mut self, row: &Row<'_>, number: &Number, is_bare_blank: bool) -> (Mark, Option<Arc<str>>) {
        let qualifier = self.vocabulary(row, Field::Mark);
        let status = self.vocabulary(row, Field::Status);
        if number.status.is_empty() && qualifier.1.is_empty() && status.1.is_empty() {
            return (firmest(&[number.mark, qualifier.0, status.0]), None);
        }
        let mut letters = String::new();
        // An empty cell by itself says nothing; beside a status or a note it is a statement.
        let own = if is_bare_blank && qualifier.1.is_empty() && status.1.is_empty() { "" } else { &number.status };
        for letter in own.chars().chain(qualifier.1.chars()).chain(status.1.chars()) {
            if !letters.contains(letter) {
                letters.push(letter);
            }
        }
        let early = if letters.contains(['P', 'F']) { Mark::Expected } else { Mark::Exact };
        let mark = firmest(&[early, number.mark, qualifier.0, status.0]);
        (mark, Some(letters).filter(|letters| !letters.is_empty()).map(Arc::from))
    }

    /// A cell that holds a mark or status letters.
    fn vocabulary(&mut self, row: &Row<'_>, column: Field) -> (Mark, Arc<str>) {
        let cell = row.cell(column);
        if cell.is_empty() {
            return (Mark::Exact, Arc::default());
        }
        let memo = if column == Field::Mark { &mut self.memos.qualifiers } else { &mut self.memos.statuses };
        let find = || {
            let text = row.text(column);
            match Mark::named(&text.to_lowercase()) {
                Some(mark) => Some((mark, Arc::default())),
                None => number::letters(&text).map(|letters| (Mark::Exact, Arc::from(letters))),
            }
        };
        memo.get(cell, find).unwrap_or_else(|| {
            let text = row.text(column);
            let what = || {
                let marks = "exact, about, at_least, at_most, more_than, less_than, expected";
                format!("`{}` is no mark; write one of {marks}, or SDMX letters", text::shown(&text))
            };
            self.complaints.add(Severity::Error, Rule::Vocabulary, || row.spot(column), what);
            (Mark::Exact, Arc::default())
        })
    }
}

/// The number as the file prints it, with the unit that is stated for it.
fn printed(row: &Row<'_>, number: &Number, column: Option<&Unit>, power: i32) -> Arc<str> {
    let (text, unit) = (row.text(Field::Value), row.text(Field::Unit));
    let unit = match column {
        Some(column) if number.unit.is_none() => {
            // As it stands in its cell, unless a heading says another than the corner.
            let is_said = !unit.is_empty() && Unit::parse(&unit) == *column;
            if is_said { &unit } else { column.label(Lang::Zh) }
        }
        _ => "",
    };
    // One cell may be the unit of a whole table, and is said again with every figure.
    let unit = unit.get(..unit.floor_char_boundary(LONGEST_UNIT)).unwrap_or(unit);
    let times = if power == 0 { String::new() } else { format!("×10^{power}") };
    Arc::from(format!("{text}{times} {unit}").trim())
}

fn firmest(marks: &[Mark]) -> Mark {
    marks.iter().fold(Mark::Exact, |one, two| number::firmer(one, *two))
}

/// Whether a unit already counts in thousands, 万 or 亿, so that another 万 beside the number is ambiguous.
fn is_stepped(unit: &Unit) -> bool {
    unit.label(Lang::Zh).starts_with(['十', '百', '千', '万', '亿'])
}
