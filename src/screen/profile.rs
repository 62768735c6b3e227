//! Profile: one park, everything known of it, by category.

mod board;
mod draw;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Asked, Board, Choices, Cx, Grid, Layer, Lens, Outcome, Request, Scope, Screen, Spec, format, grid, rows::Rows,
};
use crate::{
    analysis::rank::Rank,
    error::Result,
    intent::Intent,
    model::{At, Catalog, Category, FactId, Form, Indicator, IndicatorId, Kind, Lang, ParkId, Period},
    store::{Aim, Cell, Point, Series, Store, Why},
    ui::number,
};

/// One park, everything known.
#[derive(Clone, Default)]
pub struct Profile {
    rows: Rows,
    filter: String,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    park: Option<ParkId>,
    scope: Scope,
    at: At,
    form: Form,
    filter: String,
}

/// One indicator of the park.
pub struct Row {
    indicator: IndicatorId,
    category: Category,
    cell: Option<Cell>,
    /// The indicator as it is in the form asked for; none where that is the level.
    formed: Option<Box<Indicator>>,
    /// Why there is no value in that form, and the level that has none.
    why: Option<Why>,
    level: Option<FactId>,
    /// Whether the rank is over bounds or round figures.
    unsure: bool,
    /// The years, in the form asked for.
    series: Series,
    /// The target that matters now.
    aim: Option<Aim>,
}

impl Row {
    /// What its numbers are: their unit, direction and decimals.
    fn about<'a>(&'a self, catalog: &'a Catalog) -> &'a Indicator {
        self.formed.as_deref().unwrap_or_else(|| catalog.indicator(self.indicator))
    }
}

pub struct View {
    park: Option<ParkId>,
    rows: Vec<Row>,
    /// The parks beside it, to step through.
    siblings: Vec<ParkId>,
    at: At,
    form: Form,
}

impl Screen for Profile {
    const SPEC: Spec = Spec {
        id: "profile",
        intent: Intent::Profile,
        layers: &[Layer::Rows, Layer::Siblings, Layer::Parks, Layer::Find, Layer::Choice, Layer::Time, Layer::Scope],
        footer: &[Intent::Measures, Intent::Where, Intent::Mark, Intent::NextPark, Intent::Filter, Intent::Earlier],
    };
    type Query = Query;
    type View = View;

    fn open() -> Self {
        Self::default()
    }

    fn query(&self, lens: &Lens) -> Query {
        Query {
            park: lens.park(),
            scope: lens.scope.clone(),
            at: lens.at,
            form: lens.form,
            filter: self.filter.trim().to_owned(),
        }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        let members = query.scope.parks();
        let park = query.park.or_else(|| richest(store, members));
        let rows = park.map(|park| rows(store, park, members, query)).unwrap_or_default();
        Ok(View { park, rows, siblings: members.to_vec(), at: query.at, form: query.form })
    }

    fn react(&mut self, intent: Intent, view: &View, lens: &Lens) -> Outcome {
        if self.rows.react(intent, view.rows.len()) {
            return Outcome::Changed;
        }
        let Some(park) = view.park else { return Outcome::Ignored };
        match intent {
            Intent::Mark => Outcome::Ask(Request::Mark(park)),
            Intent::Where => view.rows.get(self.rows.cursor).map_or(Outcome::Changed, |row| {
                let fact = row
                    .cell
                    .as_ref()
                    .map(|cell| cell.reading.fact)
                    .or(row.level)
                    .or_else(|| row.aim.map(|aim| aim.target.reading.fact));
                Outcome::Ask(Request::Where(Asked { park, indicator: row.indicator, fact }))
            }),
            Intent::PrevPark | Intent::NextPark => {
                let among =
                    if lens.marked.len() > 1 && lens.marked.contains(&park) { &lens.marked } else { &view.siblings };
                let place = among.iter().position(|other| *other == park);
                let next = match (place, intent) {
                    (None, _) => 0,
                    (Some(place), Intent::PrevPark) => (place + among.len() - 1) % among.len(),
                    (Some(place), _) => (place + 1) % among.len(),
                };
                among.get(next).map_or(Outcome::Changed, |park| Outcome::Ask(Request::Focus(*park)))
            }
            _ => Outcome::Ignored,
        }
    }

    fn render(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        self.draw(view, cx, area, buf);
    }

    fn board(&mut self, view: &View, cx: &Cx<'_>) -> Option<Board> {
        Some(self.on_board(view, cx))
    }

    fn choices(&mut self, book: &mut Choices<'_>) {
        book.text("filter", &mut self.filter);
    }

    fn grid(view: &View, catalog: &Catalog, lang: Lang, _: usize) -> Grid {
        to_grid(view, catalog, lang)
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.filter)
    }
}

/// The park of the group with the most indicators: something to look at when none was chosen.
fn richest(store: &Store, members: &[ParkId]) -> Option<ParkId> {
    let all: Vec<ParkId> = store.catalog().park_ids().collect();
    let among = if members.is_empty() { &all } else { members };
    let coverage = store.coverage(Kind::Actual);
    among.iter().copied().rev().max_by_key(|park| coverage[park.index()])
}

fn rows(store: &Store, park: ParkId, members: &[ParkId], query: &Query) -> Vec<Row> {
    let catalog = store.catalog();
    let mut of = store.indicators_of(park, Kind::Actual);
    of.extend(store.indicators_of(park, Kind::Target));
    of.sort_by_key(|id| (catalog.indicator(*id).category, *id));
    of.dedup();
    let like = catalog.indicators_like(&query.filter);
    of.retain(|id| like.has(id.index()));
    let row = |indicator: IndicatorId| {
        let series = store.series(park, indicator, Kind::Actual);
        let point = match query.at {
            At::Exact(_) => series.at(query.at).copied(),
            // Here a figure of any age is worth a row; its period always stands beside it.
            At::Latest { upto, .. } => {
                let until = |point: &&Point| point.period.calendar_year() <= upto;
                let year = series.years().rev().find(until);
                year.or_else(|| series.points.iter().rev().find(until)).copied()
            }
        };
        let ranked = point.and_then(|point| rank_in(store, park, indicator, members, point.period));
        let cell = point.map(|Point { period, reading }| Cell {
            reading,
            period,
            change: store.change(park, indicator, period),
            rank: ranked.map(|(rank, _)| rank),
            moved: None,
            computed: reading.computed,
        });
        let from = point.map_or_else(|| query.at.period(), |point| point.period).calendar_year();
        let aim = store.aim(park, indicator, from, point.as_ref());
        let unsure = ranked.is_some_and(|(_, unsure)| unsure);
        let category = catalog.indicator(indicator).category;
        Row { indicator, category, cell, formed: None, why: None, level: None, unsure, series, aim }
    };
    let mut rows: Vec<Row> = of.into_iter().map(row).collect();
    rows.retain(|row| row.cell.is_some() || row.aim.is_some());
    if query.form != Form::Level {
        put_in_form(store, &mut rows, park, members, query);
    }
    rows
}

/// Puts the rows in the form asked for: value, rank and years. A row stays where the form says nothing of it, and says why.
fn put_in_form(store: &Store, rows: &mut [Row], park: ParkId, members: &[ParkId], query: &Query) {
    // Of any age, as the level beside it; of parts of a year only where there is nothing else.
    let rule = |row: &Row| match (query.at, row.cell.as_ref().map(|cell| cell.period)) {
        (_, Some(period)) if !period.is_year() => At::Exact(period),
        (At::Latest { upto, .. }, _) => At::Latest { upto, back: ANY_AGE },
        (at, _) => at,
    };
    let asked: Vec<(IndicatorId, At)> = rows.iter().map(|row| (row.indicator, rule(row))).collect();
    for (row, told) in rows.iter_mut().zip(store.told(park, members, query.form, &asked)) {
        let cell = told.made.as_ref().ok().map(|made| Cell { rank: told.rank, ..store.cell_of(made) });
        row.level = row.cell.as_ref().map(|cell| cell.reading.fact);
        row.cell = cell;
        row.why = told.made.err();
        row.unsure = told.unsure;
        row.series = told.history;
        row.formed = Some(Box::new(told.formed));
    }
}

/// So many years back a figure may be from.
const ANY_AGE: i32 = 9999;

/// The rank among the group's figures of the very same period, and whether any of them is not exact.
fn rank_in(
    store: &Store,
    park: ParkId,
    indicator: IndicatorId,
    members: &[ParkId],
    period: Period,
) -> Option<(Rank, bool)> {
    let place = members.iter().position(|member| *member == park)?;
    let (ranks, unsure) = store.ranks(members, indicator, At::Exact(period));
    let rank = ranks[place]?;
    (rank.of > 1).then_some((rank, unsure))
}

/// `2025年目标 7,000 家 达73%`, or for a share `2025年目标 5% 差-1.2pp`.
pub fn aim_words(aim: &Aim, indicator: IndicatorId, cx: &Cx<'_>) -> String {
    let year = aim.target.period.words(cx.lang);
    let figures = aim_figures(aim, indicator, cx);
    match cx.lang {
        Lang::Zh => format!("{year}目标 {figures}"),
        Lang::En => format!("{year} target {figures}"),
    }
}

/// The target alone.
pub fn aim_alone(aim: &Aim, indicator: IndicatorId, cx: &Cx<'_>) -> String {
    let reading = &aim.target.reading;
    format::alone(cx.catalog.indicator(indicator), reading.value, reading.mark, cx)
}

/// The target and how far the figure is, without the year.
pub fn aim_figures(aim: &Aim, indicator: IndicatorId, cx: &Cx<'_>) -> String {
    let value = aim_alone(aim, indicator, cx);
    let indicator = cx.catalog.indicator(indicator);
    let progress = aim.progress.map_or(String::new(), |progress| {
        let marked = |text: &str| number::with_mark(text, progress.mark, cx.glyphs);
        let by = number::signed(progress.value, indicator.decimals.min(2), cx.glyphs);
        let points = if indicator.unit.is_percent() { "pp" } else { "" };
        match (progress.is_share, cx.lang) {
            (true, Lang::Zh) => format!(" 达{}%", marked(&number::grouped(progress.value, 0))),
            (true, Lang::En) => format!(", at {}%", marked(&number::grouped(progress.value, 0))),
            (false, Lang::Zh) => format!(" 差{}{points}", marked(&by)),
            (false, Lang::En) => format!(", gap {}{points}", marked(&by)),
        }
    });
    format!("{value}{progress}")
}

fn to_grid(view: &View, catalog: &Catalog, lang: Lang) -> Grid {
    use grid::{Column, Value};
    let t = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    let mut columns = vec![
        Column::plain("park"),
        Column::plain("category"),
        Column::plain("indicator"),
        Column::shown("indicator_name", t("指标", "indicator")),
        Column::shown("value", t("数值", "value")),
        Column::shown("period", t("时期", "period")),
        Column::shown("change", t("同比", "change")),
        Column::shown("rank", t("位次", "rank")),
        Column::plain("mark"),
        Column::shown("unit", t("单位", "unit")),
    ];
    for more in ["change_kind", "change_computed", "change_mark", "of", "rank_move", "disputed", "source", "grade"] {
        columns.push(Column::plain(more));
    }
    columns.extend(aim_columns(lang));
    if view.form != Form::Level {
        columns.extend([Column::plain("computed"), Column::shown("why", t("缺因", "why none"))]);
    }
    let slug = view.park.map_or(String::new(), |park| catalog.park(park).slug.clone());
    let rows = view.rows.iter().map(|row| {
        let indicator = row.about(catalog);
        let mut cells = vec![
            Value::text(&slug),
            Value::text(row.category.words().1),
            Value::text(&indicator.slug),
            Value::text(indicator.short.get(lang)),
        ];
        cells.extend(grid::figure(row.cell.as_ref(), indicator, row.unsure, catalog, lang));
        cells.extend(aim_cells(row.aim.as_ref()));
        if view.form != Form::Level {
            cells.push(row.cell.as_ref().map_or(Value::Missing, |cell| Value::Flag(cell.computed)));
            let why = row.why.map(Why::words);
            cells.push(why.map_or(Value::Missing, |(zh, en)| Value::Code(en.to_owned(), lang.pick(zh, en).to_owned())));
        }
        cells
    });
    let name = view.park.map_or("", |park| catalog.park(park).name.get(lang)).to_owned();
    let rule = match (view.at, lang) {
        (At::Exact(_), _) => grid::rule_note(view.at, lang),
        (At::Latest { upto, .. }, Lang::Zh) => format!("时期: {upto} 及以前最新的数，时期见旁列"),
        (At::Latest { upto, .. }, Lang::En) => format!("period: the newest figure up to {upto}, said beside it"),
    };
    let mut notes = vec![name, rule];
    notes.extend(grid::form_note(view.form, catalog, lang));
    Grid { rows: rows.collect(), columns, notes }
}

/// The columns that say a target and how far the figure is.
pub fn aim_columns(lang: Lang) -> [grid::Column; 6] {
    let shown = |name: &str, zh: &str, en: &str| grid::Column::shown(name, lang.pick(zh, en));
    [
        shown("target", "目标", "target"),
        shown("target_period", "目标时期", "target period"),
        grid::Column::plain("target_mark"),
        shown("target_percent", "完成率%", "% of target"),
        shown("target_gap", "距目标", "gap to target"),
        grid::Column::plain("target_progress_mark"),
    ]
}

/// The cells of [`aim_columns`].
pub fn aim_cells(aim: Option<&Aim>) -> [grid::Value; 6] {
    use grid::Value;
    let Some(Aim { target, progress }) = aim else { return std::array::from_fn(|_| Value::Missing) };
    let reading = &target.reading;
    let signs = crate::ui::GlyphSet::Rich.glyphs();
    let marked = |value: f64, mark| Value::Number(value, number::with_mark(&number::exact(value), mark, signs));
    let rounded = |is_share: bool| {
        let wanted = progress.filter(|progress| progress.is_share == is_share);
        wanted.map_or(Value::Missing, |progress| {
            Value::Number(progress.value, number::with_mark(&number::grouped(progress.value, 1), progress.mark, signs))
        })
    };
    [
        marked(reading.value, reading.mark),
        Value::text(target.period.to_string()),
        Value::text(reading.mark.name()),
        rounded(true),
        rounded(false),
        Value::maybe(progress.map(|progress| progress.mark.name())),
    ]
}
