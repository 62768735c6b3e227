//! Ranking: every park of a group by the chosen indicators, in the order one asks for.

mod draw;

use std::cmp::Ordering;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Asked, Choices, Cx, Grid, Layer, Lens, Outcome, Request, Said, Scope, Screen, Spec, grid, measured, rows::Rows,
};
use crate::{
    error::Result,
    intent::Intent,
    model::{At, Better, Catalog, Form, Indicator, IndicatorId, Lang, Mark, ParkId, Period},
    store::{Cell, Change, Run, Store, Whole, Why},
};

/// Parks down, indicators across, sorted.
pub struct Ranking {
    order: Vec<Key>,
    /// The park under the cursor; who, not where.
    cursor: Option<ParkId>,
    rows: Rows,
    /// The column under the cursor: 0 is the name.
    column: usize,
    /// The first indicator in view.
    left: usize,
    heat: bool,
    blanks: bool,
    /// Cells added to every column.
    wider: u16,
    filter: String,
    /// The detail pane; none: as the room allows.
    detail: Option<bool>,
}

/// One sort key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Key {
    pub by: By,
    pub order: Order,
}

impl Key {
    /// How it is written: `gdp:desc`, `%gdp:asc` for the change, `name:asc`.
    fn code(self, catalog: &Catalog) -> String {
        let order = if self.order == Order::Descending { "desc" } else { "asc" };
        match self.by {
            By::Name => format!("name:{order}"),
            By::Indicator(id) => format!("{}:{order}", catalog.indicator(id).slug),
            By::Change(id) => format!("%{}:{order}", catalog.indicator(id).slug),
        }
    }

    /// The one written so; one that is not to be had is told.
    fn named(text: &str, book: &mut Choices<'_>) -> Option<Self> {
        let (name, order) = text.rsplit_once(':').unwrap_or((text, "desc"));
        let order = if order == "asc" { Order::Ascending } else { Order::Descending };
        let find = |slug: &str| book.store.catalog().indicator_by_slug(slug);
        let by = match (name, name.strip_prefix('%')) {
            ("name", _) => Some(By::Name),
            (_, Some(slug)) => find(slug).map(By::Change),
            (slug, None) => find(slug).map(By::Indicator),
        };
        if by.is_none() {
            book.miss("sort", text);
        }
        by.map(|by| Self { by, order })
    }
}

/// What to sort by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    Name,
    Indicator(IndicatorId),
    /// The change of an indicator on the year before.
    Change(IndicatorId),
}

impl By {
    /// The indicator, if it is one.
    const fn indicator(self) -> Option<IndicatorId> {
        match self {
            Self::Name => None,
            Self::Indicator(id) | Self::Change(id) => Some(id),
        }
    }
}

/// Which way to sort.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    Ascending,
    Descending,
}

impl Order {
    /// The other way round.
    pub const fn turned(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }

    /// The better end first.
    pub const fn best_first(better: Better) -> Self {
        match better {
            Better::Lower => Self::Ascending,
            Better::Higher | Better::Neither => Self::Descending,
        }
    }
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    scope: Scope,
    marked: Vec<ParkId>,
    measures: Vec<IndicatorId>,
    at: At,
    form: Form,
    order: Vec<Key>,
    filter: String,
    blanks: bool,
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
    /// The cells that take most room, each in its way: widths need not look at every park.
    pub widest: Vec<Cell>,
    /// Whether any park has a history.
    pub history: bool,
    /// Whether ranks are over several years or over bounds.
    pub unsure: bool,
}

impl Head {
    /// What the numbers of the column are: their unit, direction and decimals.
    pub fn about<'a>(&'a self, catalog: &'a Catalog) -> &'a Indicator {
        self.formed.as_deref().unwrap_or_else(|| catalog.indicator(self.indicator))
    }
}

/// One park's row.
pub struct Row {
    pub park: ParkId,
    /// Not of the group: shown because it is marked or was looked for, never ranked.
    pub outside: bool,
    pub cells: Vec<Option<Cell>>,
    /// Why there is no value in the form asked for; empty for the level.
    pub whys: Vec<Option<Why>>,
    pub series: Vec<Run>,
}

impl Row {
    /// Whether there is anything to show, be it why a form has no value for what is published.
    fn has_any(&self) -> bool {
        let is_told =
            |why: &Option<Why>| why.is_some_and(|why| !matches!(why, Why::Missing | Why::NotCounted | Why::Refused(_)));
        self.cells.iter().any(Option::is_some) || self.whys.iter().any(is_told)
    }
}

pub struct View {
    heads: Vec<Head>,
    rows: Vec<Row>,
    /// Parks of the group without any of the indicators, left out.
    hidden: usize,
    /// How many rows at the end are outside the group.
    outside: usize,
    /// The width of the longest name, Chinese and English.
    names: [u16; 2],
    order: Vec<Key>,
    at: At,
    form: Form,
}

impl Screen for Ranking {
    const SPEC: Spec = Spec {
        id: "ranking",
        intent: Intent::Ranking,
        layers: &[
            Layer::Rows,
            Layer::Columns,
            Layer::Parks,
            Layer::Table,
            Layer::Find,
            Layer::Choice,
            Layer::Time,
            Layer::Scope,
        ],
        footer: &[
            Intent::Mark,
            Intent::Compare,
            Intent::Where,
            Intent::Sort,
            Intent::Filter,
            Intent::Measures,
            Intent::Group,
            Intent::AddPark,
            Intent::ExactPeriod,
            Intent::Language,
        ],
    };
    type Query = Query;
    type View = View;

    fn open() -> Self {
        Self {
            order: vec![],
            cursor: None,
            rows: Rows::default(),
            column: 1,
            left: 0,
            heat: false,
            blanks: false,
            wider: 0,
            filter: String::new(),
            detail: None,
        }
    }

    fn query(&self, lens: &Lens) -> Query {
        let mut order = self.order.clone();
        order.retain(|key| key.by.indicator().is_none_or(|id| lens.measures.contains(&id)));
        Query {
            scope: lens.scope.clone(),
            marked: lens.marked.clone(),
            measures: lens.measures.clone(),
            at: lens.at,
            form: lens.form,
            order,
            filter: self.filter.trim().to_owned(),
            blanks: self.blanks,
        }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        let catalog = store.catalog();
        let members = query.scope.parks();
        let like = catalog.parks_like(&query.filter);
        let matches = |park: ParkId| like.has(park.index());
        let inside_group = catalog.among(members);
        let extra = |park: &ParkId| {
            !inside_group[park.index()] && matches(*park) && (!query.filter.is_empty() || query.marked.contains(park))
        };
        let others: Vec<ParkId> = catalog.park_ids().filter(extra).collect();
        let slice = |parks: &[ParkId]| store.slice_in(query.form, parks, members, &query.measures, query.at);
        let (inside, outside) = (slice(members), slice(&others));
        let heads = inside.columns.iter().map(|column| {
            let cells = || column.cells.iter().flatten();
            Head {
                indicator: column.indicator,
                better: column.formed.as_deref().unwrap_or_else(|| catalog.indicator(column.indicator)).better,
                formed: column.formed.clone(),
                wholes: column.wholes.clone(),
                periods: column.periods.clone(),
                values: sorted(cells().map(|cell| cell.reading.value)),
                widest: vec![],
                history: false,
                unsure: column.is_mixed() || cells().any(|cell| !cell.reading.mark.is_exact()),
            }
        });
        let mut heads: Vec<Head> = heads.collect();
        let rows_of = |slice: crate::store::Slice, outside: bool| -> Vec<Row> {
            let mut columns = slice.columns;
            let row = |(place, park): (usize, &ParkId)| Row {
                park: *park,
                outside,
                cells: columns.iter_mut().map(|c| c.cells[place].take()).collect(),
                whys: columns.iter().filter_map(|c| c.whys.get(place).copied()).collect(),
                series: columns.iter().map(|c| c.series[place].clone()).collect(),
            };
            slice.parks.iter().enumerate().map(row).collect()
        };
        let mut rows = rows_of(inside, false);
        rows.retain(|row| matches(row.park));
        let before = rows.len();
        // Where every column is refused, the parks stay to be seen beside the reason.
        let are_refused =
            !heads.is_empty() && heads.iter().all(|head| refused(query.form, head, catalog, Lang::Zh).is_some());
        if !query.blanks && query.filter.is_empty() && !are_refused {
            rows.retain(|row| row.has_any() || query.marked.contains(&row.park));
        }
        let hidden = before - rows.len();
        let order = if query.order.is_empty() { first_order(&heads) } else { query.order.clone() };
        let column = |by: By| query.measures.iter().position(|other| Some(*other) == by.indicator());
        let compare = |a: &Row, b: &Row| {
            order.iter().fold(Ordering::Equal, |so_far, key| {
                so_far.then_with(|| match (key.by, column(key.by)) {
                    (By::Name, _) => by_name(catalog, a.park, b.park, key.order),
                    (by, Some(place)) => by_value(sorted_by(by, a, place), sorted_by(by, b, place), key.order),
                    (_, None) => Ordering::Equal,
                })
            })
        };
        rows.sort_by(compare);
        let mut beside = rows_of(outside, true);
        beside.iter_mut().for_each(unranked);
        beside.sort_by(compare);
        let outside = beside.len();
        rows.extend(beside);
        for (place, head) in heads.iter_mut().enumerate() {
            head.widest = widest(rows.iter().filter_map(|row| row.cells[place].as_ref()));
            // A spark of levels beside a rate would be read as the rate's.
            head.history = query.form == Form::Level && rows.iter().any(|row| row.series[place].has_history());
        }
        let names = measured::longest_names(&rows.iter().map(|row| row.park), catalog);
        Ok(View { heads, rows, hidden, outside, names, order, at: query.at, form: query.form })
    }

    fn react(&mut self, intent: Intent, view: &View, lens: &Lens) -> Outcome {
        self.follow(view);
        if self.rows.react(intent, view.rows.len()) {
            self.cursor = view.rows.get(self.rows.cursor).map(|row| row.park);
            return match self.cursor {
                Some(park) if lens.park != Some(park) => Outcome::Ask(Request::Focus(park)),
                _ => Outcome::Changed,
            };
        }
        let column = self.column;
        let indicator = column.checked_sub(1).and_then(|place| view.heads.get(place)).map(|head| head.indicator);
        match intent {
            Intent::Left | Intent::Right => {
                self.column = if intent == Intent::Left { column.saturating_sub(1) } else { column + 1 };
                self.column = self.column.min(view.heads.len());
                return self
                    .column
                    .checked_sub(1)
                    .and_then(|place| view.heads.get(place))
                    .map_or(Outcome::Changed, |head| Outcome::Ask(Request::FocusIndicator(head.indicator)));
            }
            Intent::Mark => return self.cursor.map_or(Outcome::Ignored, |park| Outcome::Ask(Request::Mark(park))),
            Intent::Where => return self.ask_where(view, indicator),
            Intent::Sort => self.sort(view, indicator.map_or(By::Name, By::Indicator), false),
            Intent::SortThen => self.sort(view, indicator.map_or(By::Name, By::Indicator), true),
            Intent::SortChange => self.sort(view, indicator.map_or(By::Name, By::Change), false),
            Intent::DropColumn | Intent::MoveLeft | Intent::MoveRight => {
                let Some(place) = column.checked_sub(1).filter(|place| *place < lens.measures.len()) else {
                    return Outcome::Changed;
                };
                let mut measures = lens.measures.clone();
                match intent {
                    Intent::DropColumn if measures.len() > 1 => drop(measures.remove(place)),
                    Intent::MoveLeft if place > 0 => {
                        measures.swap(place, place - 1);
                        self.column -= 1;
                    }
                    Intent::MoveRight if place + 1 < measures.len() => {
                        measures.swap(place, place + 1);
                        self.column += 1;
                    }
                    _ => return Outcome::Changed,
                }
                self.column = self.column.min(measures.len());
                return Outcome::Ask(Request::Measures(measures));
            }
            Intent::Wider => self.wider = (self.wider + 2).min(20),
            Intent::Narrower => self.wider = self.wider.saturating_sub(2),
            Intent::Heat => self.heat = !self.heat,
            Intent::Blank => self.blanks = !self.blanks,
            Intent::Detail => self.detail = Some(!self.detail.unwrap_or(false)),
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
        book.count("column", &mut self.column);
        if book.is_taken() {
            let keys = book.list("sort");
            let keys = keys.iter().filter_map(|key| Key::named(key, book));
            self.order = keys.collect();
        } else {
            let keys: Vec<String> = self.order.iter().map(|key| key.code(book.store.catalog())).collect();
            book.tell("sort", (!keys.is_empty()).then_some(Said::List(keys)));
        }
        book.flag("heat", &mut self.heat);
        book.flag("blanks", &mut self.blanks);
        book.count("wider", &mut self.wider);
        book.maybe("detail", &mut self.detail);
        book.text("filter", &mut self.filter);
    }

    fn grid(view: &View, catalog: &Catalog, lang: Lang, rows: usize) -> Grid {
        to_grid(view, catalog, lang, rows)
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.filter)
    }

    fn sort_by(&mut self, keys: &[(IndicatorId, bool)]) {
        let key = |(id, largest): &(IndicatorId, bool)| Key {
            by: By::Indicator(*id),
            order: if *largest { Order::Descending } else { Order::Ascending },
        };
        self.order = keys.iter().map(key).collect();
    }
}

impl Ranking {
    /// Puts the cursor back on its park after the rows changed.
    fn follow(&mut self, view: &View) {
        self.rows.follow(&mut self.cursor, view.rows.len(), |row| view.rows[row].park);
        self.column = self.column.min(view.heads.len());
    }

    fn ask_where(&self, view: &View, indicator: Option<IndicatorId>) -> Outcome {
        let Some(row) = view.rows.get(self.rows.cursor) else { return Outcome::Changed };
        match indicator {
            Some(indicator) => {
                let cell = row.cells.get(self.column - 1).and_then(Option::as_ref);
                let fact = cell.map(|cell| cell.reading.fact);
                Outcome::Ask(Request::Where(Asked { park: row.park, indicator, fact }))
            }
            None => Outcome::Ask(Request::Open(Intent::Profile)),
        }
    }

    fn sort(&mut self, view: &View, by: By, further: bool) {
        let mut order = if self.order.is_empty() { view.order.clone() } else { self.order.clone() };
        let head = self.column.checked_sub(1).and_then(|place| view.heads.get(place));
        let first = match (by, head) {
            (By::Change(_), _) => Order::Descending,
            (_, Some(head)) => Order::best_first(head.better),
            (_, None) => Order::Ascending,
        };
        match (further, order.iter().position(|key| key.by == by)) {
            (true, Some(place)) => order[place].order = order[place].order.turned(),
            (true, None) => order.push(Key { by, order: first }),
            (false, Some(0)) => order = vec![Key { by, order: order[0].order.turned() }],
            (false, _) => order = vec![Key { by, order: first }],
        }
        self.order = order;
    }
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
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

/// The first indicator, its better end first.
fn first_order(heads: &[Head]) -> Vec<Key> {
    let key = |head: &Head| Key { by: By::Indicator(head.indicator), order: Order::best_first(head.better) };
    heads.first().map(key).into_iter().collect()
}

fn unranked(row: &mut Row) {
    for cell in row.cells.iter_mut().flatten() {
        (cell.rank, cell.moved) = (None, None);
    }
}

/// The number a row is sorted by.
fn sorted_by(by: By, row: &Row, place: usize) -> Option<f64> {
    let cell = row.cells[place].as_ref()?;
    match by {
        By::Change(_) => cell.change.and_then(Change::rate),
        By::Name | By::Indicator(_) => Some(cell.reading.value),
    }
}

/// Missing stands last, whichever way one sorts.
pub fn by_value(a: Option<f64>, b: Option<f64>, order: Order) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if order == Order::Ascending => a.total_cmp(&b),
        (Some(a), Some(b)) => b.total_cmp(&a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

fn by_name(catalog: &Catalog, a: ParkId, b: ParkId, order: Order) -> Ordering {
    let natural = catalog.park(a).slug.cmp(&catalog.park(b).slug);
    if order == Order::Ascending { natural } else { natural.reverse() }
}

/// Why the form says nothing of a whole column, if it does not.
fn refused(form: Form, head: &Head, catalog: &Catalog, lang: Lang) -> Option<String> {
    let by = form.by().map(|by| catalog.indicator(by));
    let (zh, en) = form.refusal(catalog.indicator(head.indicator), by)?.words();
    Some(format!("{}: {}", catalog.indicator_name(head.indicator, lang), lang.pick(zh, en)))
}

fn to_grid(view: &View, catalog: &Catalog, lang: Lang, most: usize) -> Grid {
    use grid::{Column, Value};
    let t = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    let mut columns = vec![Column::plain("park"), Column::shown("name", t("园区", "park")), Column::plain("in_group")];
    for head in &view.heads {
        let indicator = head.about(catalog);
        let (slug, name) = (&indicator.slug, indicator.short.get(lang));
        let unit = indicator.unit.label(lang);
        let heading = if unit.is_empty() { name.to_owned() } else { format!("{name} ({unit})") };
        columns.push(Column::shown(slug, heading));
        columns.push(Column::shown(format!("{slug}_period"), t("时期", "period")));
        columns.push(Column::shown(format!("{slug}_change"), t("同比", "change")));
        columns.push(Column::shown(format!("{slug}_rank"), t("位次", "rank")));
        for more in [
            "mark",
            "unit",
            "change_kind",
            "change_computed",
            "change_mark",
            "of",
            "rank_move",
            "disputed",
            "source",
            "grade",
        ] {
            columns.push(Column::plain(format!("{slug}_{more}")));
        }
        if view.form != Form::Level {
            columns.extend(["measure", "computed", "why"].map(|more| Column::plain(format!("{slug}_{more}"))));
        }
    }
    let code = view.form.code(view.form.by().map(|by| catalog.indicator(by).slug.as_str()));
    let rows = view.rows.iter().take(most).map(|row| {
        let park = catalog.park(row.park);
        let mut cells = vec![Value::text(&park.slug), Value::text(park.short.get(lang)), Value::Flag(!row.outside)];
        for (place, (head, cell)) in view.heads.iter().zip(&row.cells).enumerate() {
            cells.extend(grid::figure(cell.as_ref(), head.about(catalog), head.unsure, catalog, lang));
            if view.form != Form::Level {
                let why = row.whys.get(place).copied().flatten();
                cells.push(Value::text(code.as_str()));
                cells.push(cell.as_ref().map_or(Value::Missing, |cell| Value::Flag(cell.computed)));
                cells.push(Value::maybe(why.map(|why| why.words().1)));
            }
        }
        cells
    });
    let rows = rows.collect();
    let hidden = match lang {
        Lang::Zh => format!("{} 个园区没有这些指标，未列出", view.hidden),
        Lang::En => format!("{} parks without any of these indicators are left out", view.hidden),
    };
    let hidden = (view.hidden > 0).then_some(hidden);
    let form = grid::form_note(view.form, catalog, lang);
    let refused = view.heads.iter().filter_map(|head| refused(view.form, head, catalog, lang));
    let notes = std::iter::once(grid::rule_note(view.at, lang)).chain(form).chain(refused).chain(hidden);
    Grid { columns, rows, notes: notes.collect() }
}
