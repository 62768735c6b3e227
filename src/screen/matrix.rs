//! Matrix: one measure, parks down and years across, as figures on a heat map.

mod draw;
mod layout;
mod table;

use std::cmp::Ordering;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Asked, Choices, Cx, Grid, Layer, Lens, Outcome, Request, Said, Scope, Screen, Spec, measured,
    ranking::{Order, by_name, by_value},
    rows::Rows,
    sieve::{Sifted, shows},
};
use crate::{
    error::Result,
    intent::Intent,
    model::{Catalog, FactId, Indicator, Lang, Mark, Measure, Naming, ParkId},
    store::{self, Measured, Store, Why},
};

/// A park's figure of a year, or why there is none.
type Cell = std::result::Result<Measured, Why>;

/// A column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    Name,
    Year(i32),
}

impl By {
    /// The name in a view: a year is a number.
    const NAME: &str = "name";

    /// The one of that name, told or taken up.
    fn book(name: &str, by: &mut Option<Self>, book: &mut Choices<'_>) {
        if !book.is_taken() {
            book.tell(
                name,
                by.map(|by| match by {
                    Self::Name => Said::Text(Self::NAME.to_owned()),
                    Self::Year(year) => Said::Number(year.into()),
                }),
            );
        } else if matches!(book.said.get(name), Some(Said::Text(said)) if said == Self::NAME) {
            book.taken(name);
            *by = Some(Self::Name);
        } else {
            let mut year = None;
            book.number(name, &mut year);
            *by = year.map(Self::Year);
        }
    }
}

/// At most so many years are looked at together; `[` goes further back.
const MOST_YEARS: usize = 40;

/// Parks down, years across.
#[derive(Clone)]
pub struct Matrix {
    /// The park under the cursor; who, not where.
    cursor: Option<ParkId>,
    rows: Rows,
    /// The column under the cursor; none: the one sorted by.
    column: Option<By>,
    /// How many years are hidden behind the right edge.
    hidden: usize,
    /// What the rows are sorted by; none: the newest year shown.
    by: Option<By>,
    order: Option<Order>,
    heat: bool,
    blanks: bool,
    filter: String,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    scope: Scope,
    marked: Vec<ParkId>,
    measure: Option<Measure>,
    upto: i32,
    by: Option<By>,
    order: Option<Order>,
    /// The order of names, where rows are sorted by them.
    naming: Option<Naming>,
    filter: String,
    blanks: bool,
    sieve: Sifted,
}

/// One scale of heat for the whole table.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Heat {
    pub low: f64,
    pub high: f64,
    /// Whether equal steps are equal ratios: where the values span more than two decades above zero.
    pub is_log: bool,
}

impl Heat {
    /// Over these values; none where there are not two different ones.
    fn over(values: impl Iterator<Item = f64>) -> Option<Self> {
        let ends = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), ends);
        (low < high).then(|| Self { low, high, is_log: low > 0.0 && high / low > 100.0 })
    }

    /// How far up the scale a value is, 0 to 1.
    pub fn share(&self, value: f64) -> f64 {
        let along = |value: f64| if self.is_log { value.max(self.low).log10() } else { value / 2.0 };
        let share = (along(value) - along(self.low)) / (along(self.high) - along(self.low));
        share.clamp(0.0, 1.0)
    }
}

/// What may be in a cell, at its widest: for widths need not look at every park.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Widest {
    /// The least and the largest value of each mark.
    ends: [Option<(f64, f64)>; Mark::ALL.len()],
    is_disputed: bool,
    is_computed: bool,
}

impl Widest {
    fn see(&mut self, cell: &Measured) {
        let (low, high) = self.ends[cell.mark as usize].unwrap_or((cell.value, cell.value));
        self.ends[cell.mark as usize] = Some((low.min(cell.value), high.max(cell.value)));
        self.is_disputed |= cell.disputed;
        self.is_computed |= cell.computed;
    }

    /// The values to measure, with their marks.
    fn values(&self) -> impl Iterator<Item = (f64, Mark)> {
        let of = |(mark, ends): (Mark, &Option<(f64, f64)>)| ends.map(|(low, high)| [(low, mark), (high, mark)]);
        Mark::ALL.into_iter().zip(&self.ends).filter_map(of).flatten()
    }
}

pub struct View {
    measure: Option<Measure>,
    /// The indicator as it reads in its form.
    about: Indicator,
    table: Option<store::Matrix>,
    /// The members of the group, then the parks from elsewhere.
    parks: Vec<ParkId>,
    members: usize,
    /// The rows from top to bottom, as places among the parks.
    order: Vec<u32>,
    /// How many rows at the end are outside the group.
    outside: usize,
    /// Parks of the group without any figure in these years, left out.
    hidden: usize,
    heat: Option<Heat>,
    widest: Widest,
    /// The width of the longest name, Chinese and English.
    names: [u16; 2],
    /// What the rows are sorted by, and which way.
    by: By,
    turned: Order,
}

impl View {
    fn years(&self) -> &[i32] {
        self.table.as_ref().map_or(&[], |table| &table.years)
    }

    fn cell(&self, park: u32, year: usize) -> Cell {
        self.table.as_ref().map_or(Err(Why::Missing), |table| table.columns[year].cells[park as usize])
    }

    fn park(&self, row: usize) -> Option<ParkId> {
        self.order.get(row).map(|place| self.parks[*place as usize])
    }
}

impl Screen for Matrix {
    const SPEC: Spec = Spec {
        id: "matrix",
        intent: Intent::Matrix,
        layers: &[
            Layer::Rows,
            Layer::Columns,
            Layer::Parks,
            Layer::Order,
            Layer::Cells,
            Layer::Find,
            Layer::Choice,
            Layer::Years,
            Layer::Scope,
        ],
        footer: &[
            Intent::Mark,
            Intent::Where,
            Intent::Sort,
            Intent::Measures,
            Intent::Measure,
            Intent::Filter,
            Intent::Group,
            Intent::Earlier,
            Intent::Later,
            Intent::Blank,
            Intent::Heat,
        ],
    };
    type Query = Query;
    type View = View;

    fn open() -> Self {
        Self {
            cursor: None,
            rows: Rows::default(),
            column: None,
            hidden: 0,
            by: None,
            order: None,
            heat: true,
            blanks: false,
            filter: String::new(),
        }
    }

    fn query(&self, lens: &Lens) -> Query {
        Query {
            scope: lens.scope.clone(),
            marked: lens.marked.clone(),
            measure: lens.focused(),
            upto: lens.at.period().calendar_year(),
            by: self.by,
            order: self.order,
            naming: (self.by == Some(By::Name)).then_some(lens.naming),
            filter: self.filter.trim().to_owned(),
            blanks: self.blanks,
            sieve: lens.sieve.clone(),
        }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        Ok(view(store, query))
    }

    fn react(&mut self, intent: Intent, view: &View, lens: &Lens) -> Outcome {
        self.follow(view);
        if self.rows.react(intent, view.order.len()) {
            self.cursor = view.park(self.rows.cursor);
            return match self.cursor {
                Some(park) if lens.park != Some(park) => Outcome::Ask(Request::Focus(park)),
                _ => Outcome::Changed,
            };
        }
        let (place, on_name) = (self.place(view), self.is_on_name(view));
        let year = |place: usize| view.years().get(place).copied().map(By::Year);
        match intent {
            Intent::Left => self.column = place.checked_sub(1).map_or(Some(By::Name), year),
            Intent::Right => self.column = year(if on_name { 0 } else { place + 1 }).or(self.column),
            Intent::Mark => return self.cursor.map_or(Outcome::Changed, |park| Outcome::Ask(Request::Mark(park))),
            Intent::Where if on_name => {
                return self.cursor.map_or(Outcome::Changed, |_| Outcome::Ask(Request::Open(Intent::Profile)));
            }
            Intent::Where => {
                let row = view.order.get(self.rows.cursor).filter(|_| place < view.years().len());
                let Some((row, measure)) = row.zip(view.measure) else { return Outcome::Changed };
                let fact = view.cell(*row, place).ok().map(|cell| cell.fact);
                let park = view.parks[*row as usize];
                return Outcome::Ask(Request::Where(Asked { park, indicator: measure.of, fact }));
            }
            Intent::Sort => {
                let Some(by) = on_name.then_some(By::Name).or_else(|| year(place)) else { return Outcome::Changed };
                let first = if on_name { Order::Ascending } else { Order::best_first(view.about.better) };
                self.order = Some(if view.by == by { view.turned.turned() } else { first });
                (self.by, self.column) = (Some(by), Some(by));
            }
            Intent::Heat => self.heat = !self.heat,
            Intent::Blank => self.blanks = !self.blanks,
            _ => return Outcome::Ignored,
        }
        Outcome::Changed
    }

    fn render(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        self.follow(view);
        self.draw(view, cx, area, buf);
    }

    fn choices(&mut self, book: &mut Choices<'_>) {
        book.park("cursor", &mut self.cursor);
        By::book("year", &mut self.column, book);
        book.count("hidden", &mut self.hidden);
        By::book("by", &mut self.by, book);
        let orders = [(Order::Ascending, "rising"), (Order::Descending, "falling")];
        book.maybe_one_of("order", &mut self.order, &orders);
        book.flag("heat", &mut self.heat);
        book.flag("blanks", &mut self.blanks);
        book.text("filter", &mut self.filter);
    }

    fn grid(view: &View, catalog: &Catalog, lang: Lang, rows: usize) -> Grid {
        table::to_grid(view, catalog, lang, rows)
    }

    fn cites(view: &View, rows: usize) -> Vec<Vec<FactId>> {
        let row = |place: &u32| measured::cited((0..view.years().len()).map(|year| view.cell(*place, year)));
        view.order.iter().take(rows).map(row).collect()
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.filter)
    }

    fn sort_by(&mut self, keys: &[(super::By, bool)]) {
        self.order = keys.first().map(|(_, largest)| Order::falling(*largest));
        self.by = keys.first().filter(|(by, _)| *by == super::By::Name).map(|_| By::Name);
    }
}

impl Matrix {
    /// Puts the cursor back on its park after the rows changed.
    fn follow(&mut self, view: &View) {
        let park = |row: usize| view.parks[view.order[row] as usize];
        self.rows.follow(&mut self.cursor, view.order.len(), park);
    }

    /// Whether the cursor is on the names.
    fn is_on_name(&self, view: &View) -> bool {
        self.column.unwrap_or(view.by) == By::Name
    }

    /// The place of the year under the cursor; where that year is not shown, of the last one before it. Beside the names it is
    /// the first.
    fn place(&self, view: &View) -> usize {
        let By::Year(year) = self.column.unwrap_or(view.by) else { return 0 };
        view.years().partition_point(|other| *other <= year).saturating_sub(1)
    }
}

fn view(store: &Store, query: &Query) -> View {
    let catalog = store.catalog();
    let mut parks = query.scope.parks().to_vec();
    let members = parks.len();
    let Some(measure) = query.measure else {
        return View {
            measure: None,
            about: Indicator::default(),
            table: None,
            parks: vec![],
            members: 0,
            order: vec![],
            outside: 0,
            hidden: 0,
            heat: None,
            widest: Widest::default(),
            names: [0; 2],
            by: By::Year(query.upto),
            turned: Order::Descending,
        };
    };
    let like = catalog.parks_like(&query.filter);
    let matches = |park: ParkId| like.has(park.index()) && shows(&query.sieve, park);
    let inside = catalog.among(&parks);
    let is_wanted = |park: &ParkId| {
        !inside[park.index()] && matches(*park) && (!query.filter.is_empty() || query.marked.contains(park))
    };
    parks.extend(catalog.park_ids().filter(is_wanted));
    let table = store.matrix(&parks, &parks[..members], measure, query.upto, MOST_YEARS);
    let has_any = |place: usize| table.columns.iter().any(|column| column.cells[place].is_ok());
    let mut order: Vec<u32> = (0..members as u32).filter(|place| matches(parks[*place as usize])).collect();
    let before = order.len();
    if !query.blanks && query.filter.is_empty() {
        order.retain(|place| has_any(*place as usize) || query.marked.contains(&parks[*place as usize]));
    }
    let hidden = before - order.len();
    let about = measured::as_shown(measure, catalog);
    let is_there = |by: &By| table.years.iter().any(|year| *by == By::Year(*year));
    let by = query.by.filter(|by| *by == By::Name || is_there(by));
    let by = by.or_else(|| table.years.last().map(|year| By::Year(*year)));
    let first = if by == Some(By::Name) { Order::Ascending } else { Order::best_first(about.better) };
    let turned = query.order.unwrap_or(first);
    let mut others: Vec<u32> = (members as u32..parks.len() as u32).collect();
    if let Some(naming) = query.naming {
        let roll = catalog.park_roll(naming);
        let compare = |a: &u32, b: &u32| by_name(roll, parks[*a as usize], parks[*b as usize], turned);
        order.sort_by(compare);
        others.sort_by(compare);
    } else if let Some(place) = table.years.iter().position(|year| by == Some(By::Year(*year))) {
        let values: Vec<Option<f64>> = table.columns[place].values().collect();
        // Those without a figure of that year stand last, in the order of the newest one they have.
        let newest = |park: u32| {
            let cells = table.columns.iter().rev().filter_map(|column| column.cells[park as usize].as_ref().ok());
            cells.map(|cell| cell.value).next()
        };
        let compare = |a: &u32, b: &u32| {
            let (first, second) = (values[*a as usize], values[*b as usize]);
            by_value(first, second, turned).then_with(|| match (first, second) {
                (None, None) => by_value(newest(*a), newest(*b), turned),
                _ => Ordering::Equal,
            })
        };
        order.sort_by(compare);
        others.sort_by(compare);
    }
    let outside = others.len();
    order.extend(others);
    let mut widest = Widest::default();
    for cell in table.columns.iter().flat_map(|column| column.cells.iter().flatten()) {
        widest.see(cell);
    }
    let in_field = |column: &store::MeasureColumn| -> Vec<f64> {
        let cells = column.cells.iter().zip(&table.ranked).filter(|(_, ranked)| **ranked);
        cells.filter_map(|(cell, _)| cell.as_ref().ok().map(|cell| cell.value)).collect()
    };
    let heat = Heat::over(table.columns.iter().flat_map(in_field));
    let names = measured::longest_names(&order.iter().map(|place| parks[*place as usize]), catalog);
    View {
        measure: Some(measure),
        about,
        names,
        table: Some(table),
        members,
        order,
        outside,
        hidden,
        heat,
        widest,
        by: by.unwrap_or(By::Year(query.upto)),
        turned,
        parks,
    }
}
