//! What a ranking is made from. It is kept while the question stays the same: sorting finds nothing anew, nor does a filter.

use std::{cmp::Ordering, sync::Arc};

use super::{By, Key, Question, by_name, by_value, refused};
use crate::{
    analysis::rank::in_order,
    model::{Better, Catalog, Form, Indicator, IndicatorId, Lang, Mark, ParkId, Period, Roll},
    screen::sieve::shows,
    store::{Cell, Change, Column, Series, Slice, Store, Whole, Why, each},
};

/// The figures of the group, whatever the order and the filter.
pub struct Figures {
    pub slice: Slice,
    pub heads: Vec<Head>,
}

/// One indicator's column.
pub struct Head {
    pub indicator: IndicatorId,
    /// The indicator as it is in the form asked for; none where that is the level.
    pub formed: Option<Box<Indicator>>,
    /// The group the values are measured against, one a period.
    pub wholes: Vec<Whole>,
    pub better: Better,
    pub periods: Vec<Period>,
    /// The values of the group from low to high, to choose a step and for heat.
    pub values: Vec<f64>,
    /// Whether ranks are over several years or over bounds.
    pub unsure: bool,
}

/// Which parks are shown, and how wide their figures are.
pub struct Listed {
    /// Those of the group, by their places in it.
    rows: Vec<u32>,
    /// Those that are not of the group: marked, or looked for; never ranked.
    pub beside: Slice,
    /// Parks of the group without any of the indicators, left out.
    pub hidden: usize,
    /// Of each column the cells that take most room, each in its way: widths need not look at every park.
    pub widest: Vec<Vec<Cell>>,
    /// Of each column whether any park has a history.
    pub history: Vec<bool>,
}

/// What the last answer was made from.
pub struct Known {
    pub question: Question,
    pub figures: Arc<Figures>,
    pub listed: Arc<Listed>,
}

/// One park's row.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub park: ParkId,
    /// Not of the group: shown because it is marked or was looked for, never ranked.
    pub outside: bool,
    slice: &'a Slice,
    place: usize,
}

impl Head {
    /// What the numbers of the column are: their unit, direction and decimals.
    pub fn about<'a>(&'a self, catalog: &'a Catalog) -> &'a Indicator {
        self.formed.as_deref().unwrap_or_else(|| catalog.indicator(self.indicator))
    }
}

impl<'a> Row<'a> {
    const fn of(slice: &'a Slice, place: usize, park: ParkId, outside: bool) -> Self {
        Self { park, outside, slice, place }
    }

    /// The figure of that column.
    pub fn cell(self, column: usize) -> Option<&'a Cell> {
        self.slice.columns.get(column)?.cells[self.place].as_ref()
    }

    /// Why there is no value in the form asked for.
    pub fn why(self, column: usize) -> Option<Why> {
        self.slice.columns.get(column)?.whys.get(self.place).copied().flatten()
    }

    /// Every reading of that column's indicator.
    pub fn series(self, column: usize) -> Option<Series> {
        Some(self.slice.columns.get(column)?.series.series(self.place))
    }

    /// Whether there is anything to show, be it why a form has no value for what is published.
    fn has_any(self) -> bool {
        let is_told = |why: Why| !matches!(why, Why::Missing | Why::NotCounted | Why::Refused(_));
        (0..self.slice.columns.len()).any(|at| self.cell(at).is_some() || self.why(at).is_some_and(is_told))
    }

    /// The number it is sorted by.
    fn sorted_by(self, by: By, column: usize) -> Option<f64> {
        let cell = self.cell(column)?;
        match by {
            By::Change(_) => cell.change.and_then(Change::rate),
            By::Name | By::Indicator(_) => Some(cell.reading.value),
        }
    }
}

impl Known {
    /// What the question needs, as much of it as is known kept.
    pub fn of(store: &Store, question: &Question, known: Option<&Self>) -> Self {
        let known = known.filter(|known| known.question.is_of_figures(question));
        let figures = known.map_or_else(|| Arc::new(Figures::of(store, question)), |known| Arc::clone(&known.figures));
        let known = known.filter(|known| known.question.is_of_rows(question));
        let listed = known.map_or_else(|| Arc::new(figures.listed(store, question)), |known| Arc::clone(&known.listed));
        Self { question: question.clone(), figures, listed }
    }

    /// A park by its number: those of the group first.
    pub fn row(&self, number: u32) -> Row<'_> {
        let (number, inside) = (number as usize, &self.figures.slice);
        if let Some(park) = inside.parks.get(number) {
            return Row::of(inside, number, *park, false);
        }
        let (slice, place) = (&self.listed.beside, number - inside.parks.len());
        Row::of(slice, place, slice.parks[place], true)
    }

    /// The parks shown by their numbers, in that order; those outside the group last.
    pub fn sorted(&self, order: &[Key], roll: Option<&Roll>) -> Vec<u32> {
        let inside = self.figures.slice.parks.len() as u32;
        let beside = inside..inside + self.listed.beside.parks.len() as u32;
        let mut sorted = self.in_order(self.listed.rows.iter().copied(), order, roll);
        sorted.extend(self.in_order(beside, order, roll));
        sorted
    }

    fn in_order(&self, rows: impl Iterator<Item = u32>, order: &[Key], roll: Option<&Roll>) -> Vec<u32> {
        let column = |by: By| self.figures.heads.iter().position(|head| Some(head.indicator) == by.indicator());
        let keys: Vec<(Key, Option<usize>)> = order.iter().map(|key| (*key, column(key.by))).collect();
        let value = |(key, column): (Key, Option<usize>), row: u32| self.row(row).sorted_by(key.by, column?);
        // What is sorted by first is beside the number of its row: most comparisons go no further.
        let first = |row: u32| keys.first().and_then(|key| value(*key, row));
        let mut rows: Vec<(Option<f64>, u32)> = rows.map(|row| (first(row), row)).collect();
        let by_key = |n: usize, a: (Option<f64>, u32), b: (Option<f64>, u32)| -> Ordering {
            let (key, column) = keys[n];
            match column {
                None => roll
                    .filter(|_| key.by == By::Name)
                    .map_or(Ordering::Equal, |roll| by_name(roll, self.row(a.1).park, self.row(b.1).park, key.order)),
                Some(_) if n == 0 => by_value(a.0, b.0, key.order),
                Some(_) => by_value(value(keys[n], a.1), value(keys[n], b.1), key.order),
            }
        };
        rows.sort_unstable_by(|a, b| {
            let so = (0..keys.len()).map(|n| by_key(n, *a, *b)).find(|so| so.is_ne());
            so.unwrap_or_else(|| a.1.cmp(&b.1))
        });
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

impl Figures {
    fn of(store: &Store, question: &Question) -> Self {
        let catalog = store.catalog();
        let members = question.scope.parks();
        let slice = store.slice_in(question.form, members, members, &question.measures, question.at);
        let head = |column: &Column| {
            let better = column.formed.as_deref().unwrap_or_else(|| catalog.indicator(column.indicator)).better;
            let is_exact = |cell: &Cell| cell.reading.mark.is_exact();
            Head {
                indicator: column.indicator,
                better,
                formed: column.formed.clone(),
                wholes: column.wholes.clone(),
                periods: column.periods.clone(),
                values: sorted(&column.cells, better),
                unsure: column.is_mixed() || !column.cells.iter().flatten().all(is_exact),
            }
        };
        Self { heads: each(members.len(), &slice.columns, head), slice }
    }

    /// The parks the question shows, and those beside the group.
    fn listed(&self, store: &Store, question: &Question) -> Listed {
        let catalog = store.catalog();
        let Question { scope, marked, filter, sieve, .. } = question;
        let like = catalog.parks_like(filter);
        let matches = |park: ParkId| like.has(park.index()) && shows(sieve, park);
        let inside = catalog.among(scope.parks());
        let extra =
            |park: &ParkId| !inside[park.index()] && matches(*park) && (!filter.is_empty() || marked.contains(park));
        let others: Vec<ParkId> = catalog.park_ids().filter(extra).collect();
        let mut beside = store.slice_in(question.form, &others, scope.parks(), &question.measures, question.at);
        for cell in beside.columns.iter_mut().flat_map(|column| &mut column.cells).flatten() {
            (cell.rank, cell.moved) = (None, None);
        }
        // Where every column is refused, the parks stay to be seen beside the reason.
        let are_refused = !self.heads.is_empty()
            && self.heads.iter().all(|head| refused(question.form, head, catalog, Lang::Zh).is_some());
        let shows_all = question.blanks || !filter.is_empty() || are_refused;
        let found: Vec<u32> =
            (0..).zip(&self.slice.parks).filter(|(_, park)| matches(**park)).map(|(row, _)| row).collect();
        let is_shown = |row: &u32| {
            let place = *row as usize;
            let park = self.slice.parks[place];
            shows_all || Row::of(&self.slice, place, park, false).has_any() || marked.contains(&park)
        };
        let rows: Vec<u32> = found.iter().copied().filter(is_shown).collect();
        let hidden = found.len() - rows.len();
        let columns: Vec<_> = self.slice.columns.iter().zip(&beside.columns).collect();
        let of_column = |(column, beside): &(&Column, &Column)| {
            let cells = rows.iter().map(|row| &column.cells[*row as usize]).chain(&beside.cells);
            // A spark of levels beside a rate would be read as the rate's.
            let history = question.form == Form::Level
                && (rows.iter().any(|row| column.series.has_history(*row as usize))
                    || (0..others.len()).any(|place| beside.series.has_history(place)));
            (widest(cells.flatten()), history)
        };
        let (widest, history) = each(self.slice.parks.len(), &columns, of_column).into_iter().unzip();
        Listed { rows, beside, hidden, widest, history }
    }
}

/// The values from low to high. Those that are ranked are in order already, and sorting what is costs next to nothing.
fn sorted(cells: &[Option<Cell>], better: Better) -> Vec<f64> {
    let rank = |cell: &Option<Cell>| cell.as_ref()?.rank.map(|rank| rank.place);
    let places: Vec<Option<u32>> = cells.iter().map(rank).collect();
    let ranked = in_order(&places).into_iter().filter_map(|at| cells[at as usize].as_ref());
    let mut values: Vec<f64> = ranked.map(|cell| cell.reading.value).collect();
    if better != Better::Lower {
        values.reverse();
    }
    values.extend(cells.iter().flatten().filter(|cell| cell.rank.is_none()).map(|cell| cell.reading.value));
    values.sort_unstable_by(f64::total_cmp);
    values
}

/// The cells that are widest in some part: the longest number of each mark, change of each kind, rank, move, and year.
fn widest<'a>(cells: impl Iterator<Item = &'a Cell>) -> Vec<Cell> {
    let mut kept: Vec<Option<(f64, &Cell)>> = vec![];
    let mut years: Vec<(i32, &Cell)> = vec![];
    let mut keep = |place: usize, size: f64, cell: &'a Cell| {
        if place >= kept.len() {
            kept.resize(place + 1, None);
        }
        if kept[place].is_none_or(|(largest, _)| size > largest) {
            kept[place] = Some((size, cell));
        }
    };
    for cell in cells {
        let Cell { reading, period, change, rank, moved, computed } = cell;
        let (value, mark) = (reading.value, reading.mark as usize * 8);
        keep(mark, value.abs(), cell);
        keep(mark + 1, -value, cell);
        if value != 0.0 {
            // Beside large figures a small one takes decimals that they do not.
            keep(mark + 7, -value.abs(), cell);
        }
        keep(mark + 2, f64::from(u8::from(reading.disputed) + u8::from(*computed)), cell);
        rank.inspect(|rank| keep(3, f64::from(rank.place), cell));
        moved.inspect(|moved| keep(4 + (moved.signum() + 1) as usize, f64::from(moved.abs()), cell));
        if let Some(change) = change {
            let kind = (Mark::ALL.len() + change.kind.code() * 16 + change.mark as usize * 2) * 8;
            keep(kind + usize::from(change.computed), change.value, cell);
            keep(kind + 2 + usize::from(change.computed), -change.value, cell);
        }
        let year = period.calendar_year();
        if !years.iter().any(|(other, _)| *other == year) {
            years.push((year, cell));
        }
    }
    kept.into_iter().flatten().map(|(_, cell)| cell).chain(years.into_iter().map(|(_, cell)| cell)).cloned().collect()
}
