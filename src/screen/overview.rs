//! Overview: what is loaded, the totals, who stands where, who moved, and what is aimed at.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{
    Asked, Cx, Grid, Layer, Lens, Outcome, Request, Screen, Spec,
    format::{self, Writing},
    grid, profile,
    rows::Rows,
};
use crate::{
    analysis::rank,
    error::Result,
    intent::Intent,
    model::{At, Catalog, GroupId, IndicatorId, Kind, Lang, Level, ParkId},
    store::{Aim, Cell, ChangeKind, Point, Series, Store, Summary},
    ui::{
        number,
        shell::put,
        spark,
        text::{fit, pad_end, width},
    },
};

/// The headline numbers and who moved.
#[derive(Default)]
pub struct Overview {
    rows: Rows,
    /// How many figures of each list there was room for.
    cap: usize,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    group: GroupId,
    measures: Vec<IndicatorId>,
    at: At,
}

/// A figure with the row it makes on this screen.
pub struct Item {
    park: ParkId,
    indicator: IndicatorId,
    cell: Option<Cell>,
    series: Series,
    aim: Option<Aim>,
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
    Targets,
}

pub struct View {
    summary: Summary,
    /// When the figures were compiled, as the files say.
    compiled: String,
    panels: Vec<Panel>,
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
        Query { group: lens.group, measures: lens.measures.clone(), at: lens.at }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        let catalog = store.catalog();
        let members = catalog.groups.get(query.group.index()).map(|group| catalog.members(group)).unwrap_or_default();
        let mut panels = totals(store, query.at);
        let slice = store.slice(&members, &query.measures, query.at);
        for column in slice.columns.iter().take(3) {
            let item = |place: &usize| Item {
                park: members[*place],
                indicator: column.indicator,
                cell: column.cells[*place].clone(),
                series: column.series[*place].clone(),
                aim: None,
            };
            let better = catalog.indicator(column.indicator).better;
            let value = |place: usize| column.cells[place].as_ref().map(|cell| cell.reading.value);
            let mut with: Vec<(usize, f64)> = (0..members.len()).filter_map(|p| Some((p, value(p)?))).collect();
            with.sort_by(|a, b| rank::order(better, a.1, b.1));
            let order: Vec<usize> = with.into_iter().map(|(place, _)| place).collect();
            if !order.is_empty() {
                let (top, rest) = order.split_at(order.len().min(5));
                let items = top.iter().map(item).collect();
                panels.push(Panel { kind: PanelKind::Top(column.indicator), items });
                let bottom: Vec<Item> = rest.iter().rev().take(3).map(item).collect();
                if !bottom.is_empty() {
                    panels.push(Panel { kind: PanelKind::Bottom(column.indicator), items: bottom });
                }
            }
            let mut moved: Vec<(usize, f64)> = (0..members.len())
                .filter_map(|place| {
                    let change = column.cells[place].as_ref()?.change?;
                    (change.kind == ChangeKind::Percent).then_some((place, change.value))
                })
                .collect();
            moved.sort_by(|a, b| b.1.total_cmp(&a.1));
            let risers: Vec<Item> = moved.iter().filter(|(_, by)| *by > 0.0).take(3).map(|(p, _)| item(p)).collect();
            let fallers: Vec<Item> =
                moved.iter().rev().filter(|(_, by)| *by < 0.0).take(3).map(|(p, _)| item(p)).collect();
            for (kind, items) in
                [(PanelKind::Risers(column.indicator), risers), (PanelKind::Fallers(column.indicator), fallers)]
            {
                if !items.is_empty() {
                    panels.push(Panel { kind, items });
                }
            }
        }
        let open = targets(store, query.at);
        if !open.is_empty() {
            panels.push(Panel { kind: PanelKind::Targets, items: open });
        }
        let mut compiled: Vec<&str> = store.files().iter().map(|file| file.compiled.as_str()).collect();
        compiled.sort_unstable();
        Ok(View { summary: store.summary(), compiled: compiled.last().copied().unwrap_or("").to_owned(), panels })
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

    fn grid(view: &View, catalog: &Catalog, lang: Lang) -> Grid {
        to_grid(view, catalog, lang)
    }
}

/// What one wants to know of a total first.
const TOTALS: &[&str] =
    &["gdp", "revenue", "gross_output", "hte_count", "rd_expenditure", "rd_intensity_gdp", "tax_paid"];

/// The published totals: the aggregates with most figures, each with its longest series.
fn totals(store: &Store, at: At) -> Vec<Panel> {
    const PANELS: usize = 3;
    const ITEMS: usize = 5;
    let catalog = store.catalog();
    let is_total = |id: &ParkId| matches!(catalog.park(*id).level, Level::Aggregate | Level::Metro);
    let mut all: Vec<(usize, ParkId)> = catalog
        .park_ids()
        .filter(is_total)
        .map(|id| (store.indicators_of(id, Kind::Actual).len(), id))
        .filter(|(indicators, _)| *indicators > 1)
        .collect();
    all.sort_by_key(|(indicators, _)| std::cmp::Reverse(*indicators));
    let upto = match at {
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
                let change = store.change(park, indicator, &series, point.period);
                let cell = Cell { reading: point.reading, period: point.period, change, rank: None, moved: None };
                Some(Item { park, indicator, cell: Some(cell), series, aim: None })
            })
            .collect();
        let headline = |item: &Item| {
            let slug = catalog.indicator(item.indicator).slug.as_str();
            TOTALS.iter().position(|wanted| *wanted == slug).unwrap_or(TOTALS.len())
        };
        items.sort_by_key(|item| (headline(item), std::cmp::Reverse(item.series.years().count())));
        items.truncate(ITEMS);
        Panel { kind: PanelKind::Total(park), items }
    };
    all.into_iter().map(|(_, park)| panel(park)).filter(|panel| !panel.items.is_empty()).take(PANELS).collect()
}

/// Targets not yet due by the year asked for, each with how far the latest figure is.
fn targets(store: &Store, at: At) -> Vec<Item> {
    const MOST: usize = 12;
    let catalog = store.catalog();
    let year = at.period().calendar_year();
    let with_targets = catalog
        .indicator_ids()
        .flat_map(|indicator| store.parks_with(indicator, Kind::Target).into_iter().map(move |park| (park, indicator)));
    let open = with_targets.filter_map(|(park, indicator)| {
        let series = store.series(park, indicator, Kind::Actual);
        let now = series.years().next_back().copied();
        let aim = store.aim(park, indicator, year, now.as_ref())?;
        let cell = now.map(|Point { period, reading }| Cell { reading, period, change: None, rank: None, moved: None });
        let is_open = aim.target.period.calendar_year() >= year;
        is_open.then_some(Item { park, indicator, cell, series, aim: Some(aim) })
    });
    let mut open: Vec<Item> = open.collect();
    // Those one can see the progress of first.
    open.sort_by_key(|item| item.cell.is_none());
    open.truncate(MOST);
    open
}

/// A line of the screen.
enum LineOf<'a> {
    Heading(&'a Panel),
    Item(&'a Panel, &'a Item, usize),
}

impl Overview {
    fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let loaded = loaded(view, cx);
        let mut y = area.y;
        for (place, words) in loaded.iter().enumerate() {
            let style = if place == 0 { cx.theme.title } else { cx.theme.muted };
            put(buf, area.x + 1, y, area.width.saturating_sub(2), words, style);
            y += 1;
        }
        let body = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        let columns = match area.width {
            ..76 => 1,
            76..150 => 2,
            _ => 3,
        };
        // Short lists from every panel rather than long ones from the first.
        let lines = |cap: usize| view.panels.iter().map(|panel| panel.items.len().min(cap) + 1).sum::<usize>();
        let room = columns * usize::from(body.height).saturating_sub(1);
        self.cap = (2..=8).rev().find(|cap| lines(*cap) <= room).unwrap_or(2);
        let count = lines(self.cap) - view.panels.len();
        self.rows.cursor = self.rows.cursor.min(count.saturating_sub(1));
        let columns = flow(view, columns, self.cap);
        let width = body.width / columns.len().max(1) as u16;
        for (place, lines) in columns.iter().enumerate() {
            let at = Rect { x: body.x + place as u16 * width, width: width.saturating_sub(1), ..body };
            self.column(lines, cx, at, buf);
        }
        if count == 0 {
            put(buf, body.x + 2, body.y, body.width, cx.t("没有数据", "no figures"), cx.theme.muted);
        }
    }

    fn column(&self, lines: &[LineOf<'_>], cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let cursor =
            lines.iter().position(|line| matches!(line, LineOf::Item(.., place) if *place == self.rows.cursor));
        let height = usize::from(area.height);
        // A column longer than the screen scrolls just enough to show the cursor.
        let top = cursor.map_or(0, |cursor| (cursor + 1).saturating_sub(height));
        for (y, line) in lines.iter().skip(top).take(height).enumerate() {
            let at = Rect { y: area.y + y as u16, height: 1, ..area };
            match line {
                LineOf::Heading(panel) => {
                    put(
                        buf,
                        at.x + 1,
                        at.y,
                        at.width.saturating_sub(1),
                        &heading(panel, self.cap, cx),
                        cx.theme.header,
                    );
                }
                LineOf::Item(panel, item, place) => line_of(panel, item, cx, at, buf, *place == self.rows.cursor),
            }
        }
    }
}

/// The panels in columns of about one height; a panel is not broken.
fn flow(view: &View, columns: usize, cap: usize) -> Vec<Vec<LineOf<'_>>> {
    let height = |panel: &Panel| panel.items.len().min(cap) + 1;
    let aim = view.panels.iter().map(height).sum::<usize>().div_ceil(columns);
    let mut flowed: Vec<Vec<LineOf<'_>>> = vec![vec![]];
    let mut place = 0;
    for panel in &view.panels {
        let so_far = flowed.last().map_or(0, Vec::len);
        // A panel goes where more than half of it fits.
        if so_far > 0 && so_far + height(panel) / 2 > aim && flowed.len() < columns {
            flowed.push(vec![]);
        }
        let Some(column) = flowed.last_mut() else { continue };
        column.push(LineOf::Heading(panel));
        for item in panel.items.iter().take(cap) {
            column.push(LineOf::Item(panel, item, place));
            place += 1;
        }
    }
    flowed
}

/// What is loaded, in two lines.
fn loaded(view: &View, cx: &Cx<'_>) -> [String; 2] {
    let Summary { parks, indicators, observations, targets, sources, second_hand, conflicts, years, newest } =
        view.summary;
    let dash = cx.glyphs.dash;
    let span = years.map_or(String::new(), |(first, last)| format!("{first}{dash}{last}"));
    let newest = newest.map_or(String::new(), |[year, month, day]| match (month, day) {
        (0, _) => format!("{year}"),
        (_, 0) => format!("{year}-{month:02}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    });
    let compiled = &view.compiled;
    match cx.lang {
        Lang::Zh => [
            format!("{parks} 个园区与区域  {indicators} 项指标  {observations} 条数据 (含目标 {targets})  {span}"),
            format!(
                "{sources} 个来源，其中 {second_hand} 个为转载或二手  {conflicts} 处说法不一 (6)  最新来源 {newest}  汇编 {compiled}"
            ),
        ],
        Lang::En => [
            format!(
                "{parks} parks and areas  {indicators} indicators  {observations} figures ({targets} targets)  {span}"
            ),
            format!(
                "{sources} sources, {second_hand} reposts or second-hand  {conflicts} disputed (6)  newest source {newest}  compiled {compiled}"
            ),
        ],
    }
}

fn heading(panel: &Panel, cap: usize, cx: &Cx<'_>) -> String {
    let name = |id: IndicatorId| cx.catalog.indicator_name(id, cx.lang);
    let n = panel.items.len().min(cap);
    match (panel.kind, cx.lang) {
        (PanelKind::Total(park), _) => cx.catalog.park(park).name.get(cx.lang).to_owned(),
        (PanelKind::Top(id), Lang::Zh) => format!("{} 前{n}", name(id)),
        (PanelKind::Top(id), Lang::En) => format!("{}: top {n}", name(id)),
        (PanelKind::Bottom(id), Lang::Zh) => format!("{} 末{n}", name(id)),
        (PanelKind::Bottom(id), Lang::En) => format!("{}: last {n}", name(id)),
        (PanelKind::Risers(id), Lang::Zh) => format!("{} 增长最快", name(id)),
        (PanelKind::Risers(id), Lang::En) => format!("{}: risers", name(id)),
        (PanelKind::Fallers(id), Lang::Zh) => format!("{} 下降最多", name(id)),
        (PanelKind::Fallers(id), Lang::En) => format!("{}: fallers", name(id)),
        (PanelKind::Targets, Lang::Zh) => "未到期目标 (达=最新/目标)".to_owned(),
        (PanelKind::Targets, Lang::En) => "Open targets (latest over target)".to_owned(),
    }
}

fn line_of(panel: &Panel, item: &Item, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, under: bool) {
    put(buf, at.x, at.y, 1, if under { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
    let marked = cx.lens.marked.contains(&item.park);
    put(buf, at.x + 1, at.y, 1, if marked { cx.glyphs.marked } else { " " }, cx.theme.marked);
    let wide = at.width >= 50;
    let name_width: u16 = if wide { 18 } else { 11 };
    let indicator = cx.catalog.indicator(item.indicator);
    let park = cx.catalog.park_name(item.park, cx.lang);
    let name = match panel.kind {
        PanelKind::Total(_) => indicator.short.get(cx.lang),
        _ => park,
    };
    let style = if under { cx.theme.cursor } else { cx.theme.text };
    let mut x = at.x + 2;
    // Numbers hang to the right and are never cut; words may be.
    let mut put_part = |cells: u16, words: &str, style: Style, is_number: bool| {
        let room = usize::from(cells.min(at.right().saturating_sub(x)));
        let words = if is_number {
            number::in_cells(words, room)
        } else {
            pad_end(&fit(words, room, cx.glyphs.ellipsis), room)
        };
        put(buf, x, at.y, room as u16, &words, style);
        x += cells + 1;
    };
    put_part(name_width, name, style, false);
    if let Some(aim) = &item.aim {
        let from = item.cell.as_ref().filter(|_| aim.progress.is_some());
        let from = from.map_or(String::new(), |cell| cx.glyphs.year_tag(cell.period.calendar_year()));
        let words = format!("{} {}{from}", indicator.short.get(cx.lang), profile::aim_words(aim, item.indicator, cx));
        put_part(at.width, &words, cx.theme.muted, false);
        return;
    }
    let Some(cell) = &item.cell else { return };
    let writing = Writing::of(indicator, [cell.reading.value], cx.lang);
    let unit = &writing.scale.label;
    let figure = if unit == "%" {
        format!("{}%", writing.figure(&cell.reading, cx))
    } else {
        format!("{} {unit}", writing.figure(&cell.reading, cx))
    };
    let figure = if cell.reading.disputed { format!("{}!", figure.trim_end()) } else { figure.trim_end().to_owned() };
    put_part(if wide { 14 } else { 13 }, &figure, format::figure_style(&cell.reading, cx), true);
    put_part(
        cx.glyphs.year_tag(2022).chars().count() as u16,
        &cx.glyphs.year_tag(cell.period.calendar_year()),
        cx.theme.muted,
        false,
    );
    match &cell.change {
        Some(change) => {
            let words = format::change(change, cx);
            let cells = if wide { 8 } else { 6 };
            // No room is no change shown, rather than half a number.
            let words = if width(&words) > cells { "" } else { &words };
            put_part(cells as u16, words, format::change_style(change, indicator.better, cx), true);
        }
        None => put_part(8, "", cx.theme.muted, true),
    }
    let last = item.series.years().next_back().map_or(0, |point| point.period.calendar_year());
    let cells: u16 = if wide { 12 } else { 0 };
    if cells > 0 && item.series.years().count() > 1 {
        let history = item.series.by_year(last - i32::from(cells) + 1, last);
        put_part(cells, &spark(&history, cx.glyphs), cx.theme.muted, false);
    }
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
    for more in
        ["change_kind", "change_computed", "of", "rank_move", "disputed", "source", "grade", "target", "target_period"]
    {
        columns.push(Column::plain(more));
    }
    let panel = |kind: PanelKind| match kind {
        PanelKind::Total(_) => "total",
        PanelKind::Top(_) => "top",
        PanelKind::Bottom(_) => "bottom",
        PanelKind::Risers(_) => "risers",
        PanelKind::Fallers(_) => "fallers",
        PanelKind::Targets => "targets",
    };
    let rows = view.panels.iter().flat_map(|list| list.items.iter().map(move |item| (list.kind, item)));
    let rows = rows.map(|(kind, item)| {
        let (park, indicator) = (catalog.park(item.park), catalog.indicator(item.indicator));
        let mut cells = vec![
            Value::text(panel(kind)),
            Value::text(&park.slug),
            Value::text(park.short.get(lang)),
            Value::text(&indicator.slug),
            Value::text(indicator.short.get(lang)),
        ];
        cells.extend(grid::figure(item.cell.as_ref(), indicator, false, catalog));
        cells.extend(profile::aim_cells(item.aim.as_ref()));
        cells
    });
    Grid { rows: rows.collect(), columns, notes: vec![] }
}
