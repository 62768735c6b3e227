//! Coverage: parks down, full years across, and in each cell whether the sources give a figure.

mod draw;
mod layout;

use std::cmp::Reverse;

use super::{Lens, Outcome, Request};
use crate::{
    intent::Intent,
    model::{Catalog, IndicatorId, Lang, Naming, ParkId},
    screen::{
        Asked, Choices, Grid, Scope, grid,
        rows::Rows,
        sieve::{Sifted, shows},
    },
    store::{Coverage, Covered, Known, Store},
    ui::{GlyphSet, number, text::width},
};

/// In which order the parks stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// As the group names them.
    #[default]
    Group,
    FullestFirst,
    EmptiestFirst,
    Name,
}

impl Order {
    const fn next(self) -> Self {
        match self {
            Self::Group => Self::FullestFirst,
            Self::FullestFirst => Self::EmptiestFirst,
            Self::EmptiestFirst => Self::Name,
            Self::Name => Self::Group,
        }
    }
}

/// The cursor among the parks; the year under it is that of the lens.
#[derive(Clone, Default)]
pub struct Parks {
    /// Who, not where.
    cursor: Option<ParkId>,
    rows: Rows,
    order: Order,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    indicator: Option<IndicatorId>,
    scope: Scope,
    order: Order,
    naming: Naming,
    filter: String,
    sieve: Sifted,
}

pub struct View {
    indicator: Option<IndicatorId>,
    scope: Scope,
    order: Order,
    coverage: Coverage,
    /// The width of the longest name, Chinese and English.
    names: [u16; 2],
}

impl View {
    pub const fn len(&self) -> usize {
        self.coverage.rows.len()
    }
}

/// One span of the store for the whole group: the cost is that of the indicator's figures, not of all.
pub fn view(store: &Store, query: &Query) -> View {
    let catalog = store.catalog();
    let mut parks = query.scope.parks().to_vec();
    let like = catalog.parks_like(&query.filter);
    parks.retain(|park| like.has(park.index()) && shows(&query.sieve, *park));
    let longest = |lang| parks.iter().map(|park| width(catalog.park_name(*park, lang))).max().unwrap_or(0) as u16;
    let names = [longest(Lang::Zh), longest(Lang::En)];
    let mut coverage = query.indicator.map(|indicator| store.coverage_of(&parks, indicator)).unwrap_or_default();
    if query.order != Order::Group {
        let roll = catalog.park_roll(query.naming);
        let place = |row: &Covered| roll.stands(row.park.index());
        match query.order {
            Order::FullestFirst => coverage.rows.sort_by_key(|row| (Reverse(row.filled()), place(row))),
            Order::EmptiestFirst => coverage.rows.sort_by_key(|row| (row.filled(), place(row))),
            Order::Name | Order::Group => coverage.rows.sort_by_key(place),
        }
    }
    View { indicator: query.indicator, scope: query.scope.clone(), order: query.order, coverage, names }
}

impl Parks {
    /// What was chosen among them.
    pub fn choices(&mut self, book: &mut Choices<'_>) {
        book.park("cursor", &mut self.cursor);
        let orders = [
            (Order::Group, "group"),
            (Order::FullestFirst, "fullest"),
            (Order::EmptiestFirst, "emptiest"),
            (Order::Name, "name"),
        ];
        book.one_of("order", &mut self.order, &orders);
    }

    pub fn query(&self, lens: &Lens, filter: String) -> Query {
        let indicator = lens.indicator.or_else(|| lens.measures.first().copied());
        let (scope, sieve) = (lens.scope.clone(), lens.sieve.clone());
        Query { indicator, scope, order: self.order, naming: lens.naming, filter, sieve }
    }

    pub fn react(&mut self, intent: Intent, view: &View, lens: &Lens) -> Outcome {
        self.follow(view);
        if self.rows.react(intent, view.len()) {
            self.cursor = view.coverage.rows.get(self.rows.cursor).map(|row| row.park);
            return match self.cursor {
                Some(park) if lens.park != Some(park) => Outcome::Ask(Request::Focus(park)),
                _ => Outcome::Changed,
            };
        }
        match intent {
            Intent::Left | Intent::Right => {
                let next = beside(&lens.measures, view.indicator, intent);
                next.map_or(Outcome::Changed, |id| Outcome::Ask(Request::FocusIndicator(id)))
            }
            Intent::Mark => self.cursor.map_or(Outcome::Changed, |park| Outcome::Ask(Request::Mark(park))),
            Intent::Sort => {
                self.order = self.order.next();
                Outcome::Changed
            }
            Intent::Where => {
                let row = view.coverage.rows.get(self.rows.cursor);
                let Some((row, indicator)) = row.zip(view.indicator) else { return Outcome::Changed };
                let fact = row.get(year_of(lens)).map(|said| said.fact);
                Outcome::Ask(Request::Where(Asked { park: row.park, indicator, fact }))
            }
            _ => Outcome::Ignored,
        }
    }

    /// Keeps the cursor on its park where the order or the filter changed.
    fn follow(&mut self, view: &View) {
        let rows = &view.coverage.rows;
        self.rows.follow(&mut self.cursor, rows.len(), |row| rows[row].park);
    }
}

/// The year one looks at.
fn year_of(lens: &Lens) -> i32 {
    lens.at.period().calendar_year()
}

/// The indicator beside this one among those shown on the other screens, round and round.
fn beside(measures: &[IndicatorId], now: Option<IndicatorId>, intent: Intent) -> Option<IndicatorId> {
    let last = measures.len().checked_sub(1)?;
    let place = measures.iter().position(|id| Some(*id) == now);
    let next = match (place, intent) {
        (None | Some(0), Intent::Left) => last,
        (Some(place), Intent::Left) => place - 1,
        (None, _) => 0,
        (Some(place), _) => (place + 1) % (last + 1),
    };
    Some(measures[next])
}

/// The name of what is known of a year, for people.
pub const fn words(known: Known, lang: Lang) -> &'static str {
    match known {
        Known::Firm => lang.pick("有数", "value"),
        Known::Soft => lang.pick("约数、界或预计", "about, bound, expected"),
        Known::Disputed => lang.pick("说法不一", "disputed"),
        Known::Denied => lang.pick("来源称无", "stated as none"),
    }
}

/// `2013 2015-2017`.
fn gap_words(gaps: &[(i32, i32)]) -> String {
    gaps.iter().copied().map(run_words).collect::<Vec<_>>().join(" ")
}

/// `2013`, `2015-2017`.
fn run_words((first, last): (i32, i32)) -> String {
    if first == last { first.to_string() } else { format!("{first}-{last}") }
}

pub fn to_grid(view: &View, catalog: &Catalog, lang: Lang) -> Grid {
    use grid::{Column, Value};
    let mut columns = vec![Column::plain("park"), Column::shown("name", lang.pick("园区", "park"))];
    let Some((indicator, span)) = view.indicator.zip(view.coverage.span) else {
        return Grid { columns, ..Grid::default() };
    };
    // A slip of the pen may make a year of 9999: then only the years that are spoken of.
    let mut years: Vec<i32> = (span.0..=span.1).collect();
    if years.len() > 200 {
        years = view.coverage.rows.iter().flat_map(|row| &row.years).map(|said| said.year).collect();
        years.sort_unstable();
        years.dedup();
    }
    columns.extend(years.iter().map(|year| Column::shown(year.to_string(), year.to_string())));
    columns.push(Column::shown("filled", lang.pick("有数年数", "years")));
    columns.push(Column::shown("gaps", lang.pick("缺", "gaps")));
    let signs = GlyphSet::Rich.glyphs();
    let cell = |known: Known| Value::Code(known.name().to_owned(), signs.known[known as usize].to_owned());
    let row = |row: &Covered| {
        let mut cells = vec![Value::text(&catalog.park(row.park).slug), Value::text(catalog.park_name(row.park, lang))];
        cells.extend(years.iter().map(|year| row.get(*year).map_or(Value::Missing, |said| cell(said.known))));
        cells.push(Value::count(row.filled() as u32));
        cells.push(Value::text(gap_words(&row.gaps(span))));
        cells
    };
    let about = catalog.indicator(indicator);
    let legend = Known::ALL.map(|known| format!("{} {}", signs.known[known as usize], words(known, lang)));
    let notes = vec![
        format!("{} ({})", about.name.get(lang), about.unit.label(lang)),
        filled_words(&view.coverage, lang),
        legend.join("  "),
    ];
    Grid { columns, rows: view.coverage.rows.iter().map(row).collect(), notes }
}

/// `312/1508 格有数 (20.6%)`; never 100% while a cell is empty.
fn filled_words(coverage: &Coverage, lang: Lang) -> String {
    let (filled, cells) = (coverage.filled(), coverage.cells());
    let thousandths = (filled * 1000).checked_div(cells).unwrap_or(0);
    let percent = match thousandths {
        0 if filled > 0 => "<0.1".to_owned(),
        1000 => "100".to_owned(),
        n => format!("{}.{}", n / 10, n % 10),
    };
    let count = |n: usize| number::grouped(n as f64, 0);
    match lang {
        Lang::Zh => format!("{}/{} 格有数 ({percent}%)", count(filled), count(cells)),
        Lang::En => format!("{}/{} cells filled ({percent}%)", count(filled), count(cells)),
    }
}
