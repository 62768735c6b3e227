//! Rank flow: the places of parks year after year, who rose, who fell, who came and who went.

mod draw;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Asked, Choices, Cx, Grid, Layer, Lens, Outcome, Request, Scope, Screen, Spec, grid, measured,
    rows::Rows,
    sieve::{Sifted, shows},
};
use crate::{
    analysis::{
        flow::{Turnover, gained, in_common},
        rank,
    },
    error::Result,
    intent::Intent,
    model::{
        At, Catalog, FactId, Form, Lang, Mark, Measure, Nature, ParkId, Period, Remark, RemarkKind, Unit,
        measure::Refusal, unit::Dimension,
    },
    store::{MeasureColumn, Store},
    ui::{GlyphSet, number},
};

/// So many years are looked at.
const YEARS: i32 = 16;

/// Places over the years.
#[derive(Clone, Default)]
pub struct Flow {
    rows: Rows,
    /// The park under the cursor; who, not where.
    cursor: Option<ParkId>,
    /// The year under the cursor, counted back from the last: 0 is the newest.
    back: usize,
    /// The pane of movers; none: as the room allows.
    detail: Option<bool>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    measure: Option<Measure>,
    scope: Scope,
    at: At,
    sieve: Sifted,
}

/// A park at its place in one year.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Placed {
    /// Its place in the list of parks.
    pub park: u32,
    /// 1 is first; as published, or ties sharing the better place.
    pub place: u32,
    /// Whether another park has the same place.
    pub tied: bool,
    /// Places gained on the year shown before: as published, or among those that have a figure of both years.
    pub gained: Option<i64>,
    /// A remark says that its figures of this year are not of the perimeter before.
    pub broken: bool,
    pub value: f64,
    pub mark: Mark,
    pub disputed: bool,
    pub fact: FactId,
}

/// One year's column.
pub struct Year {
    pub of: i32,
    /// In the order of places.
    pub placed: Vec<Placed>,
    /// One a park: where it stands in that order.
    slots: Vec<Option<u32>>,
    /// Against the year shown before; none for the first.
    pub turnover: Option<Turnover>,
    /// The year shown before is not the year before.
    pub after_gap: bool,
    /// A remark warns of the perimeter of all.
    pub warned: bool,
    /// Some figure is a bound or round, so that places may be others.
    pub unsure: bool,
}

impl Year {
    /// A park at its place; none where it is not ranked.
    pub fn park(&self, park: usize) -> Option<&Placed> {
        self.slots.get(park).copied().flatten().map(|slot| &self.placed[slot as usize])
    }

    fn slot(&self, park: usize) -> Option<usize> {
        self.slots.get(park).copied().flatten().map(|slot| slot as usize)
    }

    /// Keeps these parks, each at its place.
    fn keep(&mut self, is_shown: impl Fn(usize) -> bool) {
        self.placed.retain(|placed| is_shown(placed.park as usize));
        self.slots.fill(None);
        for (slot, placed) in self.placed.iter().enumerate() {
            self.slots[placed.park as usize] = Some(slot as u32);
        }
    }

    /// A place for each park.
    pub fn places(&self) -> Vec<Option<u32>> {
        let place = |slot: &Option<u32>| slot.map(|slot| self.placed[slot as usize].place);
        self.slots.iter().map(place).collect()
    }

    /// Whether what stands before and this are hardly one field: many came or went, or a remark says so.
    pub fn is_break(&self) -> bool {
        self.warned || self.turnover.is_some_and(Turnover::is_break)
    }
}

pub struct View {
    measure: Option<Measure>,
    unit: Unit,
    /// Whether places are as published; else they are computed here.
    published: bool,
    refused: Option<Refusal>,
    /// Those that may be ranked beside each other.
    parks: Vec<ParkId>,
    /// The years with places, oldest first.
    years: Vec<Year>,
}

impl Screen for Flow {
    const SPEC: Spec = Spec {
        id: "flow",
        intent: Intent::Flow,
        layers: &[Layer::Rows, Layer::Columns, Layer::Parks, Layer::Choice, Layer::Time, Layer::Scope, Layer::Pane],
        footer: &[Intent::Measures, Intent::Mark, Intent::Where, Intent::Earlier, Intent::Group, Intent::Detail],
    };
    type Query = Query;
    type View = View;

    fn open() -> Self {
        Self::default()
    }

    fn query(&self, lens: &Lens) -> Query {
        let of = lens.indicator.or_else(|| lens.measures.first().copied());
        let measure = of.map(|of| ranked_by(lens.measure(of)));
        Query { measure, scope: lens.scope.clone(), at: lens.at, sieve: lens.sieve.clone() }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        let nothing = || View {
            measure: None,
            unit: Unit::default(),
            published: false,
            refused: None,
            parks: vec![],
            years: vec![],
        };
        Ok(query.measure.map_or_else(nothing, |measure| view(store, query, measure)))
    }

    fn react(&mut self, intent: Intent, view: &View, _: &Lens) -> Outcome {
        self.follow(view);
        let Some(year) = self.year(view) else { return Outcome::Ignored };
        if self.rows.react(intent, year.placed.len()) {
            let placed = year.placed.get(self.rows.cursor);
            self.cursor = placed.map(|placed| view.parks[placed.park as usize]);
            return self.cursor.map_or(Outcome::Changed, |park| Outcome::Ask(Request::Focus(park)));
        }
        match intent {
            Intent::Left => self.back = (self.back + 1).min(view.years.len().saturating_sub(1)),
            Intent::Right => self.back = self.back.saturating_sub(1),
            Intent::Mark => return self.cursor.map_or(Outcome::Changed, |park| Outcome::Ask(Request::Mark(park))),
            Intent::Where => {
                let Some((park, measure)) = self.cursor.zip(view.measure) else { return Outcome::Changed };
                let place = view.parks.iter().position(|other| *other == park);
                let fact = place.and_then(|place| year.park(place)).map(|placed| placed.fact);
                let at = At::Exact(Period::year(year.of));
                return Outcome::Ask(Request::WhereAs(Asked { park, indicator: measure.of, fact }, measure.form, at));
            }
            Intent::Detail => self.detail = Some(!self.detail.unwrap_or(true)),
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
        book.count("back", &mut self.back);
        book.maybe("detail", &mut self.detail);
    }

    fn grid(view: &View, catalog: &Catalog, lang: Lang, rows: usize) -> Grid {
        to_grid(view, catalog, lang, rows)
    }

    fn cites(view: &View, rows: usize) -> Vec<Vec<FactId>> {
        let placed = view.years.iter().rev().flat_map(|year| &year.placed);
        placed.take(rows).map(|placed| vec![placed.fact]).collect()
    }
}

impl Flow {
    /// The year under the cursor.
    fn year<'a>(&self, view: &'a View) -> Option<&'a Year> {
        let last = view.years.len().checked_sub(1)?;
        view.years.get(last - self.back.min(last))
    }

    /// Puts the cursor back on its park after places changed; where it has none that year, the place stays.
    fn follow(&mut self, view: &View) {
        self.back = self.back.min(view.years.len().saturating_sub(1));
        let Some(year) = self.year(view) else { return };
        let place = self.cursor.and_then(|park| view.parks.iter().position(|other| *other == park));
        if let Some(place) = place {
            self.rows.cursor = year.slot(place).unwrap_or(self.rows.cursor);
            return;
        }
        let placed = year.placed.get(self.rows.cursor).or_else(|| year.placed.first());
        self.cursor = placed.map(|placed| view.parks[placed.park as usize]);
        self.rows.cursor = self.rows.cursor.min(year.placed.len().saturating_sub(1));
    }
}

/// What places are made of: those by a rank, a percentile or a z-score are those by the figure itself.
const fn ranked_by(measure: Measure) -> Measure {
    match measure.form {
        Form::Rank | Form::Percentile | Form::ZScore => Measure { form: Form::Level, ..measure },
        _ => measure,
    }
}

fn view(store: &Store, query: &Query, measure: Measure) -> View {
    let catalog = store.catalog();
    let members = query.scope.parks();
    let ranked = store.rankable(members);
    let parks: Vec<ParkId> = members.iter().zip(&ranked).filter(|(_, ranked)| **ranked).map(|(p, _)| *p).collect();
    let about = catalog.indicator(measure.of);
    let is_rank = about.nature == Nature::Rank || about.unit.dimension() == Dimension::Rank;
    let published = is_rank && measure.form == Form::Level;
    let last = query.at.period().calendar_year();
    let asked = last - YEARS + 1..=last;
    let columns = store.each_year(&parks, members, measure, asked, |year, column| {
        let places = if published { as_published(&column) } else { by_value(&column, catalog) };
        let this = places.iter().any(Option::is_some).then(|| placed_in(&parks, &column, &places, year, catalog));
        (column.unit, column.refused, this)
    });
    let (unit, refused) = columns.first().map(|(unit, refused, _)| (unit.clone(), *refused)).unwrap_or_default();
    let mut years: Vec<Year> = vec![];
    for mut this in columns.into_iter().filter_map(|(_, _, this)| this) {
        if let Some(before) = years.last() {
            this.turnover = Some(Turnover::between(&before.slots, &this.slots));
            this.after_gap = before.of + 1 != this.of;
            set_gains(before, &mut this, published);
        }
        years.push(this);
    }
    // Places, moves and turnover are those in the group, whichever of it are shown.
    if query.sieve.is_some() {
        for year in &mut years {
            year.keep(|park| shows(&query.sieve, parks[park]));
        }
    }
    View { measure: Some(measure), unit, published, refused, parks, years }
}

/// Says of each how many places it gained on the year before. Computed places move only where somebody passed somebody,
/// not where a figure is missing.
fn set_gains(before: &Year, this: &mut Year, published: bool) {
    let (then, now) = (before.places(), this.places());
    let (then, now) = if published { (then, now) } else { in_common(&then, &now) };
    for placed in &mut this.placed {
        let park = placed.park as usize;
        placed.gained = then[park].zip(now[park]).map(|(then, now)| gained(then, now));
    }
}

/// Places as a source printed them.
fn as_published(column: &MeasureColumn) -> Vec<Option<u32>> {
    let place = |value: f64| (1.0..1e9).contains(&value).then_some(value.round() as u32);
    column.values().map(|value| value.and_then(place)).collect()
}

/// Places by what is measured, ties sharing the better one.
fn by_value(column: &MeasureColumn, catalog: &Catalog) -> Vec<Option<u32>> {
    let values: Vec<Option<f64>> = column.values().collect();
    let ranks = rank::ranks(&values, measured::better(column.measure, catalog));
    ranks.into_iter().map(|rank| rank.map(|rank| rank.place)).collect()
}

fn placed_in(parks: &[ParkId], column: &MeasureColumn, places: &[Option<u32>], year: i32, catalog: &Catalog) -> Year {
    // A remark on figures of all years says nothing of this one.
    let speaks = |remark: &&Remark| {
        remark.kind != RemarkKind::Conflict
            && remark.indicators.contains(&column.measure.of)
            && remark.periods.contains(&Period::year(year))
    };
    let remarks: Vec<&Remark> = catalog.remarks.iter().filter(speaks).collect();
    let one = |row: u32| {
        let at = row as usize;
        let (cell, park) = (column.cells[at].as_ref().ok()?, parks[at]);
        Some(Placed {
            park: row,
            place: places[at]?,
            tied: false,
            gained: None,
            broken: remarks.iter().any(|remark| remark.parks.contains(&park)),
            value: cell.value,
            mark: cell.mark,
            disputed: cell.disputed,
            fact: cell.fact,
        })
    };
    let mut order: Vec<Placed> = rank::in_order(places).into_iter().filter_map(one).collect();
    for other in 1..order.len() {
        if order[other - 1].place == order[other].place {
            (order[other - 1].tied, order[other].tied) = (true, true);
        }
    }
    let mut slots = vec![None; parks.len()];
    for (slot, placed) in order.iter().enumerate() {
        slots[placed.park as usize] = Some(slot as u32);
    }
    let unsure = order.iter().any(|placed| !placed.mark.is_exact());
    let warned = remarks.iter().any(|remark| remark.parks.is_empty());
    Year { of: year, placed: order, slots, turnover: None, after_gap: false, warned, unsure }
}

/// What became of a park since the year shown before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Move {
    /// Places gained on the year before.
    Gained(i64),
    /// 新进: without a place in the year before, of a field that is known.
    New,
    /// Nothing can be said: the first year, a year left out, figures of another perimeter, or another field.
    Unknown,
}

impl View {
    /// Whether places of a year may be set against those of the year shown before.
    ///
    /// Published places are of the field their source ranked, whoever of it is known here; computed ones are of those
    /// with a figure, and where many of these came or went a place is another thing.
    fn follows(&self, place: usize) -> bool {
        let year = &self.years[place];
        place > 0 && !year.after_gap && !year.warned && (self.published || !year.is_break())
    }

    /// Whether all are known that had a place in the year shown before: else who had none may have had one unknown here.
    fn is_known_before(&self, place: usize) -> bool {
        let Some(before) = place.checked_sub(1).map(|before| &self.years[before]) else { return false };
        let last = before.placed.last().map_or(0, |placed| placed.place as usize);
        self.follows(place) && !self.years[place].is_break() && (!self.published || last <= before.placed.len())
    }

    /// What became of a park at its place of a year.
    fn moved(&self, place: usize, placed: &Placed) -> Move {
        match placed.gained {
            None if self.is_known_before(place) => Move::New,
            Some(gained) if self.follows(place) && !placed.broken => Move::Gained(gained),
            _ => Move::Unknown,
        }
    }
}

/// A figure in a printed table: as published, or rounded where it was computed.
fn value_words(placed: &Placed, is_computed: bool) -> String {
    if !is_computed {
        return grid::said(placed.value, placed.mark, placed.disputed);
    }
    let rounded = number::grouped(placed.value, 2);
    format!("{} c", number::with_mark(&rounded, placed.mark, GlyphSet::Rich.glyphs()))
}

fn to_grid(view: &View, catalog: &Catalog, lang: Lang, most: usize) -> Grid {
    use grid::{Column, Value};
    let t = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    let mut columns = vec![
        Column::plain("park"),
        Column::shown("name", t("园区", "park")),
        Column::shown("year", t("年份", "year")),
        Column::shown("place", t("位次", "place")),
        Column::plain("of"),
        Column::plain("tied"),
        Column::shown("moved", t("升降", "moved")),
        Column::plain("new"),
        Column::shown("value", t("数值", "value")),
    ];
    for name in ["mark", "disputed", "unit", "indicator", "form", "published", "break"] {
        columns.push(Column::plain(name));
    }
    let Some(measure) = view.measure else { return Grid { columns, ..Grid::default() } };
    let signs = GlyphSet::Rich.glyphs();
    let by = measure.form.by().map(|by| catalog.indicator(by).slug.as_str());
    let is_computed = measure.form != Form::Level || catalog.indicator(measure.of).is_computed();
    let rows = view.years.iter().enumerate().rev().flat_map(|(place, year)| {
        year.placed.iter().map(move |placed| {
            let park = catalog.park(view.parks[placed.park as usize]);
            let moved = view.moved(place, placed);
            let shown = format!("{}{}/{}", if placed.tied { "=" } else { "" }, placed.place, year.placed.len());
            vec![
                Value::text(&park.slug),
                Value::text(park.short.get(lang)),
                Value::count(year.of),
                Value::Number(f64::from(placed.place), shown),
                Value::count(year.placed.len() as u32),
                Value::Flag(placed.tied),
                match moved {
                    Move::Gained(by) => Value::Number(by as f64, number::signed(by as f64, 0, signs)),
                    Move::New => Value::Code(String::new(), t("新进", "new").to_owned()),
                    Move::Unknown => Value::Missing,
                },
                Value::Flag(moved == Move::New),
                Value::Number(placed.value, value_words(placed, is_computed)),
                Value::text(placed.mark.name()),
                Value::Flag(placed.disputed),
                Value::text(view.unit.code()),
                Value::text(&catalog.indicator(measure.of).slug),
                Value::text(measure.form.code(by)),
                Value::Flag(view.published),
                Value::Flag(placed.broken || year.is_break()),
            ]
        })
    });
    let what = format!("{} ({})", measured::name(measure, catalog, lang), view.unit.label(lang));
    let how = if view.published {
        t("公布位次，未重排", "places as published, not ranked anew")
    } else {
        t(
            "位次为测算: 各年有数的园区之间，并列同位；升降只在两年都有数的园区之间计",
            "places computed here, among parks with a figure of the year; ties share one; moves among those with both years",
        )
    };
    Grid { rows: rows.take(most).collect(), columns, notes: vec![what, how.to_owned()] }
}
