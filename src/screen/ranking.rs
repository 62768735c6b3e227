//! Ranking: every park of a group by the chosen indicators, in the order one asks for.

mod board;
mod draw;
mod figures;

use std::{cmp::Ordering, sync::Arc};

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Asked, Board, Choices, Cx, Grid, Layer, Lens, Outcome, Request, Said, Scope, Screen, Spec, grid, measured,
    rows::Rows, sieve::Sifted,
};
use crate::{
    error::Result,
    intent::Intent,
    model::{At, Better, Catalog, Form, IndicatorId, Lang, Naming, ParkId, Roll},
    store::Store,
};
use figures::{Head, Known, Row};

/// Parks down, indicators across, sorted.
#[derive(Clone)]
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
    /// What the last answer was made from.
    known: Option<Arc<Known>>,
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
    pub const fn indicator(self) -> Option<IndicatorId> {
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

    /// From the largest, or not.
    pub const fn falling(is_falling: bool) -> Self {
        if is_falling { Self::Descending } else { Self::Ascending }
    }

    /// The better end first.
    pub const fn best_first(better: Better) -> Self {
        match better {
            Better::Lower => Self::Ascending,
            Better::Higher | Better::Neither => Self::Descending,
        }
    }
}

/// What is asked.
#[derive(Clone, PartialEq, Debug)]
pub struct Question {
    scope: Scope,
    marked: Vec<ParkId>,
    measures: Vec<IndicatorId>,
    at: At,
    form: Form,
    order: Vec<Key>,
    filter: String,
    blanks: bool,
    sieve: Sifted,
    /// The order of names, where rows are sorted by them.
    naming: Option<Naming>,
}

impl Question {
    /// Whether the figures of this are those of the other.
    fn is_of_figures(&self, other: &Self) -> bool {
        let Self { scope, measures, at, form, .. } = self;
        *measures == other.measures && *at == other.at && *form == other.form && *scope == other.scope
    }

    /// Whether this shows the same parks as the other, where the figures are the same.
    fn is_of_rows(&self, other: &Self) -> bool {
        let Self { marked, filter, blanks, sieve, .. } = self;
        *marked == other.marked && *filter == other.filter && *blanks == other.blanks && *sieve == other.sieve
    }
}

/// A question, and what makes answering it cheap.
#[derive(Clone)]
pub struct Query {
    question: Question,
    known: Option<Arc<Known>>,
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        self.question == other.question
    }
}

pub struct View {
    known: Arc<Known>,
    /// The parks shown, by their numbers.
    rows: Vec<u32>,
    /// The width of the longest name, Chinese and English.
    names: [u16; 2],
    order: Vec<Key>,
    at: At,
    form: Form,
}

impl View {
    fn heads(&self) -> &[Head] {
        &self.known.figures.heads
    }

    fn row(&self, place: usize) -> Option<Row<'_>> {
        self.rows.get(place).map(|number| self.known.row(*number))
    }
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
            known: None,
        }
    }

    fn query(&self, lens: &Lens) -> Query {
        let mut order = self.order.clone();
        order.retain(|key| key.by.indicator().is_none_or(|id| lens.measures.contains(&id)));
        let question = Question {
            scope: lens.scope.clone(),
            marked: lens.marked.clone(),
            measures: lens.measures.clone(),
            at: lens.at,
            form: lens.form,
            naming: order.iter().any(|key| key.by == By::Name).then_some(lens.naming),
            order,
            filter: self.filter.trim().to_owned(),
            blanks: self.blanks,
            sieve: lens.sieve.clone(),
        };
        Query { question, known: self.known.clone() }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        let (catalog, question) = (store.catalog(), &query.question);
        let known = Known::of(store, question, query.known.as_deref());
        let order = if question.order.is_empty() { first_order(&known.figures.heads) } else { question.order.clone() };
        let roll = question.naming.map(|naming| catalog.park_roll(naming));
        let rows = known.sorted(&order, roll);
        let names = measured::longest_names(&rows.iter().map(|row| known.row(*row).park), catalog);
        Ok(View { known: Arc::new(known), rows, names, order, at: question.at, form: question.form })
    }

    fn react(&mut self, intent: Intent, view: &View, lens: &Lens) -> Outcome {
        self.follow(view);
        if self.rows.react(intent, view.rows.len()) {
            self.cursor = view.row(self.rows.cursor).map(|row| row.park);
            return match self.cursor {
                Some(park) if lens.park != Some(park) => Outcome::Ask(Request::Focus(park)),
                _ => Outcome::Changed,
            };
        }
        let column = self.column;
        let indicator = column.checked_sub(1).and_then(|place| view.heads().get(place)).map(|head| head.indicator);
        match intent {
            Intent::Left | Intent::Right => {
                self.column = if intent == Intent::Left { column.saturating_sub(1) } else { column + 1 };
                self.column = self.column.min(view.heads().len());
                return self
                    .column
                    .checked_sub(1)
                    .and_then(|place| view.heads().get(place))
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

    fn board(&mut self, view: &View, cx: &Cx<'_>) -> Option<Board> {
        self.follow(view);
        Some(self.on_board(view, cx))
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

    fn accepted(&mut self, view: &View) {
        self.known = Some(Arc::clone(&view.known));
    }

    fn forget(&mut self) {
        self.known = None;
    }

    fn sort_by(&mut self, keys: &[(By, bool)]) {
        self.order = keys.iter().map(|(by, largest)| Key { by: *by, order: Order::falling(*largest) }).collect();
    }
}

impl Ranking {
    /// Puts the cursor back on its park after the rows changed.
    fn follow(&mut self, view: &View) {
        self.rows.follow(&mut self.cursor, view.rows.len(), |row| view.known.row(view.rows[row]).park);
        self.column = self.column.min(view.heads().len());
    }

    fn ask_where(&self, view: &View, indicator: Option<IndicatorId>) -> Outcome {
        let Some(row) = view.row(self.rows.cursor) else { return Outcome::Changed };
        match indicator {
            Some(indicator) => {
                let cell = row.cell(self.column - 1);
                let fact = cell.map(|cell| cell.reading.fact);
                Outcome::Ask(Request::Where(Asked { park: row.park, indicator, fact }))
            }
            None => Outcome::Ask(Request::Open(Intent::Profile)),
        }
    }

    fn sort(&mut self, view: &View, by: By, further: bool) {
        let mut order = if self.order.is_empty() { view.order.clone() } else { self.order.clone() };
        let head = self.column.checked_sub(1).and_then(|place| view.heads().get(place));
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

/// The first indicator, its better end first.
fn first_order(heads: &[Head]) -> Vec<Key> {
    let key = |head: &Head| Key { by: By::Indicator(head.indicator), order: Order::best_first(head.better) };
    heads.first().map(key).into_iter().collect()
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

/// The nameless stand last, whichever way one sorts.
pub fn by_name(roll: &Roll, a: ParkId, b: ParkId, order: Order) -> Ordering {
    let place = |park: ParkId| roll.place(park.index()).map(f64::from);
    by_value(place(a), place(b), order)
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
    for head in view.heads() {
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
    let rows = view.rows.iter().take(most).map(|row| view.known.row(*row)).map(|row| {
        let park = catalog.park(row.park);
        let mut cells = vec![Value::text(&park.slug), Value::text(park.short.get(lang)), Value::Flag(!row.outside)];
        for (place, head) in view.heads().iter().enumerate() {
            let cell = row.cell(place);
            cells.extend(grid::figure(cell, head.about(catalog), head.unsure, catalog, lang));
            if view.form != Form::Level {
                let why = row.why(place);
                cells.push(Value::text(code.as_str()));
                cells.push(cell.map_or(Value::Missing, |cell| Value::Flag(cell.computed)));
                cells.push(Value::maybe(why.map(|why| why.words().1)));
            }
        }
        cells
    });
    let rows = rows.collect();
    let hidden = view.known.listed.hidden;
    let words = match lang {
        Lang::Zh => format!("{hidden} 个园区没有这些指标，未列出"),
        Lang::En => format!("{hidden} parks without any of these indicators are left out"),
    };
    let hidden = (hidden > 0).then_some(words);
    let form = grid::form_note(view.form, catalog, lang);
    let refused = view.heads().iter().filter_map(|head| refused(view.form, head, catalog, lang));
    let notes = std::iter::once(grid::rule_note(view.at, lang)).chain(form).chain(refused).chain(hidden);
    Grid { columns, rows, notes: notes.collect() }
}
