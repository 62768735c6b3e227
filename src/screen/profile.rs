//! Profile: one park, everything known of it, by category.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Asked, Cx, Grid, Layer, Lens, Outcome, Request, Screen, Spec,
    format::{self, Writing},
    grid,
    rows::Rows,
    where_from,
};
use crate::{
    analysis::rank::{self, Rank},
    error::Result,
    intent::Intent,
    model::{At, Catalog, Category, GroupId, IndicatorId, Kind, Lang, ParkId, Period},
    store::{Aim, Cell, Point, Reading, Series, Store},
    ui::{
        number,
        shell::put,
        spark,
        text::{fit, pad_start, width},
    },
};

/// One park, everything known.
#[derive(Default)]
pub struct Profile {
    rows: Rows,
    filter: String,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    park: Option<ParkId>,
    group: GroupId,
    at: At,
    filter: String,
}

/// One indicator of the park.
pub struct Row {
    indicator: IndicatorId,
    category: Category,
    cell: Option<Cell>,
    series: Series,
    /// The target that matters now.
    aim: Option<Aim>,
}

pub struct View {
    park: Option<ParkId>,
    rows: Vec<Row>,
    /// The parks beside it, to step through.
    siblings: Vec<ParkId>,
    at: At,
}

impl Screen for Profile {
    const SPEC: Spec = Spec {
        id: "profile",
        intent: Intent::Profile,
        layers: &[Layer::Rows, Layer::Siblings, Layer::Parks, Layer::Find, Layer::Choice, Layer::Time, Layer::Scope],
        footer: &[Intent::Where, Intent::Mark, Intent::NextPark, Intent::Measures, Intent::Filter, Intent::Earlier],
    };
    type Query = Query;
    type View = View;

    fn open() -> Self {
        Self::default()
    }

    fn query(&self, lens: &Lens) -> Query {
        Query { park: lens.park(), group: lens.group, at: lens.at, filter: self.filter.trim().to_owned() }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        let catalog = store.catalog();
        let members = catalog.groups.get(query.group.index()).map(|group| catalog.members(group)).unwrap_or_default();
        let park = query.park.or_else(|| richest(store, &members));
        let rows = park.map(|park| rows(store, park, &members, query)).unwrap_or_default();
        Ok(View { park, rows, siblings: members, at: query.at })
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

    fn grid(view: &View, catalog: &Catalog, lang: Lang) -> Grid {
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
    among.iter().copied().rev().max_by_key(|park| store.indicators_of(*park, Kind::Actual).len())
}

fn rows(store: &Store, park: ParkId, members: &[ParkId], query: &Query) -> Vec<Row> {
    let catalog = store.catalog();
    let mut of = store.indicators_of(park, Kind::Actual);
    of.extend(store.indicators_of(park, Kind::Target));
    of.sort_by_key(|id| (catalog.indicator(*id).category, *id));
    of.dedup();
    of.retain(|id| query.filter.is_empty() || catalog.indicator_matches(*id, &query.filter));
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
        let cell = point.map(|Point { period, reading }| Cell {
            reading,
            period,
            change: store.change(park, indicator, &series, period),
            rank: rank_in(store, park, indicator, members, period),
            moved: None,
        });
        let from = point.map_or(i32::MIN, |point| point.period.calendar_year());
        let aim = store.aim(park, indicator, from, point.as_ref());
        Row { indicator, category: catalog.indicator(indicator).category, cell, series, aim }
    };
    let mut rows: Vec<Row> = of.into_iter().map(row).collect();
    rows.retain(|row| row.cell.is_some() || row.aim.is_some());
    rows
}

/// The rank among the group's figures of the very same period.
fn rank_in(store: &Store, park: ParkId, indicator: IndicatorId, members: &[ParkId], period: Period) -> Option<Rank> {
    let place = members.iter().position(|member| *member == park)?;
    let at = At::Exact(period);
    let values: Vec<Option<f64>> = members
        .iter()
        .map(|member| Some(store.series(*member, indicator, Kind::Actual).at(at)?.reading.value))
        .collect();
    rank::ranks(&values, store.catalog().indicator(indicator).better)[place].filter(|rank| rank.of > 1)
}

impl Profile {
    fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let Some(park) = view.park else {
            put(buf, area.x + 1, area.y, area.width.saturating_sub(1), cx.t("没有园区", "no parks"), cx.theme.muted);
            return;
        };
        let mark = if cx.lens.marked.contains(&park) { cx.glyphs.marked } else { " " };
        let about = cx.catalog.park(park);
        let (zh, en) = about.level.words();
        let x = put(buf, area.x + 1, area.y, 2, mark, cx.theme.marked);
        let x = put(buf, x + 1, area.y, area.right().saturating_sub(x + 1), about.name.get(cx.lang), cx.theme.title);
        let mut place = vec![cx.lang.pick(zh, en).to_owned()];
        place.extend(about.province.clone());
        place.extend(about.city.clone().filter(|city| Some(city) != about.province.as_ref()));
        place.extend(about.founded.map(|year| match cx.lang {
            Lang::Zh => format!("{year}年设立"),
            Lang::En => format!("founded {year}"),
        }));
        if let Some(parent) = about.parent {
            place.push(format!("{} {}", cx.t("属于", "part of"), cx.catalog.park_name(parent, cx.lang)));
        }
        let room = area.right().saturating_sub(x + 3);
        put(buf, x + 2, area.y, room, &fit(&place.join(" "), usize::from(room), cx.glyphs.ellipsis), cx.theme.muted);
        let widths = Widths::of(area.width);
        head(cx, Rect { y: area.y + 1, height: 1, ..area }, buf, &widths);
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(3), ..area };
        self.body(view, cx, body, buf, &widths);
        self.status(view, cx, Rect { y: area.bottom().saturating_sub(1), height: 1, ..area }, buf);
    }

    /// The rows with their chapters' headings between them.
    fn body(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer, widths: &Widths) {
        let mut lines: Vec<Option<usize>> = vec![];
        for (place, row) in view.rows.iter().enumerate() {
            if place == 0 || view.rows[place - 1].category != row.category {
                lines.push(None);
            }
            lines.push(Some(place));
        }
        self.rows.cursor = self.rows.cursor.min(view.rows.len().saturating_sub(1));
        let at = lines.iter().position(|line| *line == Some(self.rows.cursor)).unwrap_or(0);
        // The heading above the first row comes into view with it.
        let mut in_lines = Rows { cursor: at, top: self.rows.top };
        if at == 1 {
            in_lines.top = 0;
        }
        for (y, line) in in_lines.view(lines.len(), usize::from(area.height)).enumerate() {
            let at = Rect { y: area.y + y as u16, height: 1, ..area };
            if let Some(place) = lines[line] {
                line_of(&view.rows[place], cx, at, buf, widths, place == self.rows.cursor);
                continue;
            }
            let next = lines[line + 1].map_or(Category::Other, |place| view.rows[place].category);
            let (zh, en) = next.words();
            put(buf, at.x + 1, at.y, at.width, cx.lang.pick(zh, en), cx.theme.header);
        }
        self.rows.top = in_lines.top;
        if view.rows.is_empty() {
            let words = cx.t(
                "这里没有数据: Esc 清除查找, e 取最新年份",
                "nothing here: Esc clears the filter, e takes the latest year",
            );
            put(buf, area.x + 2, area.y, area.width.saturating_sub(2), words, cx.theme.muted);
        }
    }

    fn status(&self, view: &View, cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
        let count = match cx.lang {
            Lang::Zh => format!("{} 项指标  位次: 与范围内同一时期有数的园区相比", view.rows.len()),
            Lang::En => format!("{} indicators  rank: among the group's figures of the same period", view.rows.len()),
        };
        let source = view.rows.get(self.rows.cursor).and_then(|row| row.cell.as_ref()).map(|cell| {
            let disputed = if cell.reading.disputed { cx.t(" ! 来源说法不一", " ! sources differ") } else { "" };
            format!("{}{disputed}  ", where_from::in_short(cell.reading.source, cx))
        });
        let filter = if self.filter.is_empty() { String::new() } else { format!("/{}  ", self.filter) };
        let words = format!("{filter}{}{count}", source.unwrap_or_default());
        put(buf, at.x + 1, at.y, at.width.saturating_sub(2), &words, cx.theme.muted);
    }
}

/// How wide each part of a row is; parts that have no room are 0.
struct Widths {
    name: u16,
    value: u16,
    unit: u16,
    period: u16,
    change: u16,
    spark: u16,
    rank: u16,
    percentile: u16,
    target: u16,
}

impl Widths {
    fn of(room: u16) -> Self {
        let wide = room >= 120;
        Self {
            name: if wide { 28 } else { 18 },
            value: 11,
            unit: if room >= 60 { 9 } else { 0 },
            period: if wide { 14 } else { 11 },
            change: if room >= 60 { 8 } else { 0 },
            spark: if room >= 140 { 16 } else { 8 },
            rank: if room >= 76 { 7 } else { 0 },
            percentile: if room >= 140 { 6 } else { 0 },
            target: if room >= 140 {
                36
            } else if wide {
                26
            } else {
                0
            },
        }
    }
}

impl Widths {
    /// The cells that the parts before the target take.
    fn used(&self) -> u16 {
        let parts =
            [self.name, self.value, self.unit, self.period, self.change, self.spark, self.rank, self.percentile];
        parts.into_iter().filter(|cells| *cells > 0).map(|cells| cells + 1).sum()
    }
}

fn head(cx: &Cx<'_>, at: Rect, buf: &mut Buffer, widths: &Widths) {
    let mut x = at.x + 2;
    let mut part = |cells: u16, words: &str, right: bool| {
        if cells > 0 {
            let words = if right { pad_start(words, usize::from(cells)) } else { words.to_owned() };
            put(buf, x, at.y, cells.min(at.right().saturating_sub(x)), &words, cx.theme.muted);
            x += cells + 1;
        }
    };
    part(widths.name, cx.t("指标", "indicator"), false);
    part(widths.value, cx.t("数值", "value"), true);
    part(widths.unit, cx.t("单位", "unit"), false);
    part(widths.period, cx.t("时期", "period"), false);
    part(widths.change, cx.t("同比%", "change%"), true);
    part(widths.spark, cx.t("历年", "history"), false);
    part(widths.rank, cx.t("位次", "rank"), true);
    part(widths.percentile, cx.t("百分位", "pctile"), true);
    part(widths.target, cx.t("目标", "target"), false);
}

fn line_of(row: &Row, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, widths: &Widths, under: bool) {
    let indicator = cx.catalog.indicator(row.indicator);
    if under {
        put(buf, at.x, at.y, 1, cx.glyphs.cursor, cx.theme.cursor);
    }
    let name = if widths.name > 20 { indicator.name.get(cx.lang) } else { indicator.short.get(cx.lang) };
    let mut x = at.x + 2;
    let mut part = |cells: u16, words: &str, style| {
        if cells > 0 {
            put(buf, x, at.y, cells.min(at.right().saturating_sub(x)), words, style);
            x += cells + 1;
        }
    };
    let fitted = |words: &str, cells: u16| fit(words, usize::from(cells), cx.glyphs.ellipsis).into_owned();
    let name_style = if under { cx.theme.cursor } else { cx.theme.text };
    part(widths.name, &fitted(name, widths.name), name_style);
    let Some(cell) = &row.cell else {
        part(widths.value, &pad_start(cx.glyphs.missing, usize::from(widths.value)), cx.theme.missing);
        part(widths.unit, &fitted(indicator.unit.label(cx.lang), widths.unit), cx.theme.muted);
        // A target without a figure yet: the room of the figure's parts is free.
        let words = row.aim.as_ref().map_or(String::new(), |aim| aim_words(aim, row.indicator, cx));
        part(at.width, &words, cx.theme.link);
        return;
    };
    let Reading { value, mark, disputed, .. } = cell.reading;
    let writing = Writing::of(indicator, [value], cx.lang);
    let shown = format::alone(indicator, value, mark, cx);
    let unit = &writing.scale.label;
    let bare = shown.strip_suffix(unit.as_str()).unwrap_or(&shown).trim_end();
    let disputed = if disputed { "!" } else { "" };
    // As exactly as it is known if there is room, else rounded.
    let exact = format!("{bare}{disputed}");
    let rounded = format!("{}{disputed}", writing.figure(&cell.reading, cx));
    let room = usize::from(widths.value);
    let figure = if width(&exact) <= room { exact } else { rounded };
    part(widths.value, &number::in_cells(&figure, room), format::figure_style(&cell.reading, cx));
    part(widths.unit, &fitted(unit, widths.unit), cx.theme.muted);
    part(widths.period, &fitted(&cell.period.words(cx.lang), widths.period), cx.theme.muted);
    let (change, style) = match &cell.change {
        Some(change) => (format::change(change, cx), format::change_style(change, indicator.better, cx)),
        None => (String::new(), cx.theme.muted),
    };
    part(widths.change, &pad_start(&change, usize::from(widths.change)), style);
    let last = row.series.years().next_back().map_or(0, |point| point.period.calendar_year());
    let history = row.series.by_year(last - i32::from(widths.spark) + 1, last);
    let history = if row.series.years().count() > 1 { spark(&history, cx.glyphs) } else { String::new() };
    part(widths.spark, &history, cx.theme.muted);
    let rank = row.cell.as_ref().and_then(|cell| cell.rank);
    part(
        widths.rank,
        &pad_start(&rank.map_or(String::new(), |rank| format::rank(rank, false)), usize::from(widths.rank)),
        cx.theme.text,
    );
    let percentile = rank.and_then(Rank::percentile).map_or(String::new(), |p| number::grouped(p, 0));
    part(widths.percentile, &pad_start(&percentile, usize::from(widths.percentile)), cx.theme.muted);
    if let Some(aim) = row.aim.as_ref().filter(|_| row.cell.is_some()) {
        let words = aim_words(aim, row.indicator, cx);
        let cells = if widths.target > 0 { widths.target } else { at.width.saturating_sub(widths.used() + 3) };
        part(cells, &fitted(&words, cells), cx.theme.link);
    }
}

/// `目标 2025年 7,000 家 达73%`, or for a share `目标 2025年 5% 差-1.2pp`.
pub fn aim_words(aim: &Aim, indicator: IndicatorId, cx: &Cx<'_>) -> String {
    let indicator = cx.catalog.indicator(indicator);
    let reading = &aim.target.reading;
    let value = format::alone(indicator, reading.value, reading.mark, cx);
    let year = aim.target.period.words(cx.lang);
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
    match cx.lang {
        Lang::Zh => format!("目标{year} {value}{progress}"),
        Lang::En => format!("{year} target {value}{progress}"),
    }
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
    for more in ["change_kind", "change_computed", "of", "rank_move", "disputed", "source", "grade"] {
        columns.push(Column::plain(more));
    }
    columns.extend(aim_columns(lang));
    let slug = view.park.map_or(String::new(), |park| catalog.park(park).slug.clone());
    let rows = view.rows.iter().map(|row| {
        let indicator = catalog.indicator(row.indicator);
        let mut cells = vec![
            Value::text(&slug),
            Value::text(row.category.words().1),
            Value::text(&indicator.slug),
            Value::text(indicator.short.get(lang)),
        ];
        cells.extend(grid::figure(row.cell.as_ref(), indicator, false, catalog));
        cells.extend(aim_cells(row.aim.as_ref()));
        cells
    });
    let name = view.park.map_or("", |park| catalog.park(park).name.get(lang)).to_owned();
    let rule = match (view.at, lang) {
        (At::Exact(_), _) => grid::rule_note(view.at, lang),
        (At::Latest { upto, .. }, Lang::Zh) => format!("时期: {upto} 及以前最新的数，时期见旁列"),
        (At::Latest { upto, .. }, Lang::En) => format!("period: the newest figure up to {upto}, said beside it"),
    };
    Grid { rows: rows.collect(), columns, notes: vec![name, rule] }
}

/// The columns that say a target and how far the figure is.
pub fn aim_columns(lang: Lang) -> [grid::Column; 5] {
    let shown = |name: &str, zh: &str, en: &str| grid::Column::shown(name, lang.pick(zh, en));
    [
        shown("target", "目标", "target"),
        shown("target_period", "目标时期", "target period"),
        grid::Column::plain("target_mark"),
        shown("target_percent", "完成率%", "% of target"),
        shown("target_gap", "距目标", "gap to target"),
    ]
}

/// The cells of [`aim_columns`].
pub fn aim_cells(aim: Option<&Aim>) -> [grid::Value; 5] {
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
    ]
}
