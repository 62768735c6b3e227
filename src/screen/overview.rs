//! Overview: what is loaded, the totals, who stands where, who moved, and what is aimed at.

mod draw;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Asked, Cx, Grid, Layer, Lens, Outcome, Request, Scope, Screen, Spec, grid, profile,
    rows::Rows,
    sieve::{Sifted, shows},
};
use crate::{
    analysis::rank,
    error::Result,
    intent::Intent,
    model::{At, Catalog, Form, Indicator, IndicatorId, Kind, Lang, Level, Measure, ParkId, Problem, measure::Refusal},
    store::{Aim, Cell, ChangeKind, Point, Series, Store, Summary, Why},
};

/// The headline numbers and who moved.
#[derive(Clone, Default)]
pub struct Overview {
    rows: Rows,
    /// How many figures of each list there was room for.
    cap: usize,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    scope: Scope,
    measures: Vec<IndicatorId>,
    at: At,
    form: Form,
    sieve: Sifted,
}

/// A figure with the row it makes on this screen.
pub struct Item {
    park: ParkId,
    indicator: IndicatorId,
    cell: Option<Cell>,
    /// The indicator as it is in the form the cell is in; none where that is the level.
    formed: Option<Box<Indicator>>,
    /// Why there is no value in that form.
    why: Option<Why>,
    /// The years, in the form the cell is in.
    series: Series,
    aim: Option<Aim>,
}

impl Item {
    /// What its number is: its unit, direction and decimals.
    fn about<'a>(&'a self, catalog: &'a Catalog) -> &'a Indicator {
        self.formed.as_deref().unwrap_or_else(|| catalog.indicator(self.indicator))
    }
}

/// A list of figures under a heading.
pub struct Panel {
    kind: PanelKind,
    items: Vec<Item>,
}

/// What a panel lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PanelKind {
    /// Published totals of one aggregate.
    Total(ParkId),
    /// The best of the group.
    Top(IndicatorId),
    /// The last of the group.
    Bottom(IndicatorId),
    Risers(IndicatorId),
    Fallers(IndicatorId),
    /// A heading alone: the form says nothing of the indicator, or of no park of the group.
    Silent(IndicatorId, Option<Refusal>),
    Targets,
}

pub struct View {
    summary: Summary,
    /// When the figures were compiled, as the files say.
    compiled: String,
    panels: Vec<Panel>,
    form: Form,
    /// Why there is no figure at all, the worst first; of data with figures the screen of files tells what is wrong.
    problems: Vec<Problem>,
}

impl Screen for Overview {
    const SPEC: Spec = Spec {
        id: "overview",
        intent: Intent::Overview,
        layers: &[Layer::Rows, Layer::Parks, Layer::Choice, Layer::Time, Layer::Scope],
        footer: &[
            Intent::Ranking,
            Intent::AddPark,
            Intent::Compare,
            Intent::Where,
            Intent::Mark,
            Intent::Group,
            Intent::Language,
        ],
    };
    type Query = Query;
    type View = View;

    fn open() -> Self {
        Self::default()
    }

    fn query(&self, lens: &Lens) -> Query {
        let (scope, measures) = (lens.scope.clone(), lens.measures.clone());
        Query { scope, measures, at: lens.at, form: lens.form, sieve: lens.sieve.clone() }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        let catalog = store.catalog();
        let members = query.scope.parks();
        let mut panels = totals(store, members, query);
        let headlines = &query.measures[..query.measures.len().min(HEADLINES)];
        let slice = store.slice_in(query.form, members, members, headlines, query.at);
        let is_shown = |place: &usize| shows(&query.sieve, members[*place]);
        for column in &slice.columns {
            let item = |place: &usize| Item {
                park: members[*place],
                indicator: column.indicator,
                cell: column.cells[*place].clone(),
                formed: column.formed.clone(),
                why: None,
                series: history(store, members[*place], members, column.indicator, query.form),
                aim: None,
            };
            let about = catalog.indicator(column.indicator);
            if let Some(refusal) = query.form.refusal(about, query.form.by().map(|by| catalog.indicator(by))) {
                panels.push(Panel { kind: PanelKind::Silent(column.indicator, Some(refusal)), items: vec![] });
                continue;
            }
            if query.form != Form::Level && column.cells.iter().all(Option::is_none) {
                panels.push(Panel { kind: PanelKind::Silent(column.indicator, None), items: vec![] });
            }
            let better = query.form.better(about);
            let value = |place: usize| column.cells[place].as_ref().map(|cell| cell.reading.value);
            let mut with: Vec<(usize, f64)> =
                (0..members.len()).filter(is_shown).filter_map(|p| Some((p, value(p)?))).collect();
            rank::sort_ends(&mut with, TOP, ENDS, |a, b| rank::order(better, a, b));
            if !with.is_empty() {
                let (top, rest) = with.split_at(with.len().min(TOP));
                let items = top.iter().map(|(place, _)| item(place)).collect();
                panels.push(Panel { kind: PanelKind::Top(column.indicator), items });
                let bottom: Vec<Item> = rest.iter().rev().take(ENDS).map(|(place, _)| item(place)).collect();
                if !bottom.is_empty() {
                    panels.push(Panel { kind: PanelKind::Bottom(column.indicator), items: bottom });
                }
            }
            let mut moved: Vec<(usize, f64)> = (0..members.len())
                .filter(is_shown)
                .filter_map(|place| {
                    let change = column.cells[place].as_ref()?.change?;
                    (change.kind == ChangeKind::Percent).then_some((place, change.value))
                })
                .collect();
            rank::sort_ends(&mut moved, ENDS, ENDS, |a, b| b.total_cmp(&a));
            let risers: Vec<Item> = moved.iter().take(ENDS).filter(|(_, by)| *by > 0.0).map(|(p, _)| item(p)).collect();
            let fallers: Vec<Item> =
                moved.iter().rev().take(ENDS).filter(|(_, by)| *by < 0.0).map(|(p, _)| item(p)).collect();
            for (kind, items) in
                [(PanelKind::Risers(column.indicator), risers), (PanelKind::Fallers(column.indicator), fallers)]
            {
                if !items.is_empty() {
                    panels.push(Panel { kind, items });
                }
            }
        }
        let open = targets(store, query);
        if !open.is_empty() {
            panels.push(Panel { kind: PanelKind::Targets, items: open });
        }
        let mut compiled: Vec<&str> = store.files().iter().map(|file| file.compiled.as_str()).collect();
        compiled.sort_unstable();
        Ok(View {
            summary: store.summary(),
            compiled: compiled.last().copied().unwrap_or("").to_owned(),
            panels,
            form: query.form,
            problems: if store.len() == 0 { worst(store) } else { vec![] },
        })
    }

    fn react(&mut self, intent: Intent, view: &View, _: &Lens) -> Outcome {
        let items = || view.panels.iter().flat_map(|panel| panel.items.iter().take(self.cap.max(1)));
        if self.rows.react(intent, items().count()) {
            return Outcome::Changed;
        }
        let Some(item) = items().nth(self.rows.cursor) else { return Outcome::Ignored };
        match intent {
            Intent::Where => {
                let cell = item.cell.as_ref().map(|cell| cell.reading.fact);
                let fact = item.aim.map(|aim| aim.target.reading.fact).or(cell);
                Outcome::Ask(Request::Where(Asked { park: item.park, indicator: item.indicator, fact }))
            }
            Intent::Mark => Outcome::Ask(Request::Mark(item.park)),
            _ => Outcome::Ignored,
        }
    }

    fn render(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        self.draw(view, cx, area, buf);
    }

    fn grid(view: &View, catalog: &Catalog, lang: Lang, _: usize) -> Grid {
        to_grid(view, catalog, lang)
    }
}

/// What is wrong with the data, the worst first, as far as any screen has room for it.
fn worst(store: &Store) -> Vec<Problem> {
    const MOST: usize = 50;
    let mut all: Vec<&Problem> = store.problems().iter().collect();
    all.sort_by_key(|problem| problem.severity);
    all.into_iter().take(MOST).cloned().collect()
}

/// So many of the chosen indicators have lists of their own.
const HEADLINES: usize = 3;
/// So many stand in the list of the best, and in each of the others.
const TOP: usize = 5;
const ENDS: usize = 3;

/// What one wants to know of a total first.
const TOTALS: &[&str] =
    &["gdp", "revenue", "gross_output", "hte_count", "rd_expenditure", "rd_intensity_gdp", "tax_paid"];

/// A park's years in a form.
fn history(store: &Store, park: ParkId, members: &[ParkId], of: IndicatorId, form: Form) -> Series {
    match form {
        Form::Level => store.series(park, of, Kind::Actual),
        form => store.measured_series(&[park], members, Measure { of, form }).swap_remove(0),
    }
}

/// The published totals: the aggregates with most figures, each with its longest series. In the form asked for, but where
/// that is of a group: a total is no member of one, and stays what was published.
fn totals(store: &Store, members: &[ParkId], query: &Query) -> Vec<Panel> {
    const PANELS: usize = 3;
    const ITEMS: usize = 5;
    let catalog = store.catalog();
    let is_total = |id: &ParkId| matches!(catalog.park(*id).level, Level::Aggregate | Level::Metro);
    let published = |park: ParkId| {
        let of = store.indicators_of(park, Kind::Actual);
        of.into_iter().filter(|id| !catalog.indicator(*id).is_computed()).count()
    };
    let mut all: Vec<(usize, ParkId)> = catalog
        .park_ids()
        .filter(is_total)
        .map(|id| (published(id), id))
        .filter(|(indicators, _)| *indicators > 1)
        .collect();
    all.sort_by_key(|(indicators, _)| std::cmp::Reverse(*indicators));
    let upto = match query.at {
        At::Exact(period) => At::Exact(period),
        // Totals are published late; any age will do, and its year stands beside it.
        At::Latest { upto, .. } => At::Latest { upto, back: 100 },
    };
    let panel = |park: ParkId| {
        let mut items: Vec<Item> = store
            .indicators_of(park, Kind::Actual)
            .into_iter()
            .filter(|id| catalog.indicator(*id).base.is_none())
            .filter_map(|indicator| {
                let series = store.series(park, indicator, Kind::Actual);
                let point = *series.at(upto)?;
                let change = store.change(park, indicator, point.period);
                let cell = Cell {
                    reading: point.reading,
                    period: point.period,
                    change,
                    rank: None,
                    moved: None,
                    computed: point.reading.computed,
                };
                Some(Item { park, indicator, cell: Some(cell), formed: None, why: None, series, aim: None })
            })
            .collect();
        let headline = |item: &Item| {
            let slug = catalog.indicator(item.indicator).slug.as_str();
            TOTALS.iter().position(|wanted| *wanted == slug).unwrap_or(TOTALS.len())
        };
        items.sort_by_key(|item| (headline(item), std::cmp::Reverse(item.series.years().count())));
        items.truncate(ITEMS);
        if query.form != Form::Level && !query.form.is_of_group() {
            put_in_form(store, &mut items, park, members, (query.form, upto));
        }
        Panel { kind: PanelKind::Total(park), items }
    };
    all.into_iter().map(|(_, park)| panel(park)).filter(|panel| !panel.items.is_empty()).take(PANELS).collect()
}

/// Puts a total's figures in a form, or says why there is none.
fn put_in_form(store: &Store, items: &mut [Item], park: ParkId, members: &[ParkId], (form, at): (Form, At)) {
    let asked: Vec<(IndicatorId, At)> = items.iter().map(|item| (item.indicator, at)).collect();
    for (item, told) in items.iter_mut().zip(store.told(park, members, form, &asked)) {
        item.cell = told.made.as_ref().ok().map(|made| store.cell_of(made));
        item.why = told.made.err();
        item.series = told.history;
        item.formed = Some(Box::new(told.formed));
    }
}

/// Targets not yet due by the year asked for, each with how far the latest figure is.
fn targets(store: &Store, query: &Query) -> Vec<Item> {
    const MOST: usize = 40;
    let catalog = store.catalog();
    let year = query.at.period().calendar_year();
    let with_targets = catalog
        .indicator_ids()
        .flat_map(|indicator| store.parks_with(indicator, Kind::Target).into_iter().map(move |park| (park, indicator)));
    // The first group is everybody's: there the targets of wider areas belong too.
    let inside = catalog.among(query.scope.parks());
    let is_wider = |park: ParkId| query.scope.is_first() && !catalog.park(park).level.is_zone();
    let belongs = |park: ParkId| (inside[park.index()] || is_wider(park)) && shows(&query.sieve, park);
    let open = with_targets.filter(|(park, _)| belongs(*park)).filter_map(|(park, indicator)| {
        let series = store.series(park, indicator, Kind::Actual);
        let now = series.years().rev().find(|point| point.period.calendar_year() <= year).copied();
        let aim = store.aim(park, indicator, year, now.as_ref())?;
        let cell = now.map(|Point { period, reading }| Cell {
            reading,
            period,
            change: None,
            rank: None,
            moved: None,
            computed: reading.computed,
        });
        let is_open = aim.target.period.calendar_year() >= year;
        is_open.then_some((park, indicator, cell, aim))
    });
    let mut open: Vec<(ParkId, IndicatorId, Option<Cell>, Aim)> = open.collect();
    // Those one can see the progress of first.
    open.sort_by_key(|(_, _, cell, _)| cell.is_none());
    open.truncate(MOST);
    let item = |(park, indicator, cell, aim): (ParkId, IndicatorId, _, _)| {
        let series = store.series(park, indicator, Kind::Actual);
        Item { park, indicator, cell, formed: None, why: None, series, aim: Some(aim) }
    };
    open.into_iter().map(item).collect()
}

fn to_grid(view: &View, catalog: &Catalog, lang: Lang) -> Grid {
    use grid::{Column, Value};
    let mut columns = vec![
        Column::shown("panel", lang.pick("栏目", "panel")),
        Column::plain("park"),
        Column::shown("name", lang.pick("园区", "park")),
        Column::plain("indicator"),
        Column::shown("indicator_name", lang.pick("指标", "indicator")),
        Column::shown("value", lang.pick("数值", "value")),
        Column::shown("period", lang.pick("时期", "period")),
        Column::shown("change", lang.pick("同比", "change")),
        Column::shown("rank", lang.pick("位次", "rank")),
        Column::plain("mark"),
        Column::shown("unit", lang.pick("单位", "unit")),
    ];
    for more in ["change_kind", "change_computed", "change_mark", "of", "rank_move", "disputed", "source", "grade"] {
        columns.push(Column::plain(more));
    }
    // Targets are told in their own panel; in the printed table they are for scripts.
    columns.extend(profile::aim_columns(lang).map(|column| Column::plain(column.name)));
    if view.form != Form::Level {
        columns.extend(["computed", "why"].map(Column::plain));
    }
    let panel = |kind: PanelKind| match kind {
        PanelKind::Total(_) => "total",
        PanelKind::Top(_) => "top",
        PanelKind::Bottom(_) => "bottom",
        PanelKind::Risers(_) => "risers",
        PanelKind::Fallers(_) => "fallers",
        PanelKind::Silent(..) => "none",
        PanelKind::Targets => "targets",
    };
    let rows = view.panels.iter().flat_map(|list| list.items.iter().map(move |item| (list.kind, item)));
    let rows = rows.map(|(kind, item)| {
        let (park, indicator) = (catalog.park(item.park), item.about(catalog));
        let mut cells = vec![
            Value::text(panel(kind)),
            Value::text(&park.slug),
            Value::text(park.short.get(lang)),
            Value::text(&indicator.slug),
            Value::text(indicator.short.get(lang)),
        ];
        cells.extend(grid::figure(item.cell.as_ref(), indicator, false, catalog, lang));
        cells.extend(profile::aim_cells(item.aim.as_ref()));
        if view.form != Form::Level {
            cells.push(item.cell.as_ref().map_or(Value::Missing, |cell| Value::Flag(cell.computed)));
            cells.push(Value::maybe(item.why.map(|why| why.words().1)));
        }
        cells
    });
    let notes = grid::form_note(view.form, catalog, lang).into_iter().collect();
    Grid { rows: rows.collect(), columns, notes }
}
