//! How the ranking is drawn: widths first, as plain arithmetic, then glyphs.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{By, Head, Key, Order, Ranking, Row, View};
use crate::{
    intent::Intent,
    model::{Lang, Nature},
    screen::{
        Cx,
        format::{self, Writing},
        hits::{Target, Then, between},
        where_from,
    },
    store::{Cell, Why},
    ui::{
        Chart, Line,
        shell::{put, status_line},
        spark,
        text::{self, fit, pad_end, pad_start, width},
    },
};

/// The widths of one column's parts, in cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Parts {
    /// The number with its mark.
    pub value: u16,
    /// Expected, and disputed: kept apart so that digits line up.
    pub signs: u16,
    pub year: u16,
    pub spark: u16,
    pub change: u16,
    pub rank: u16,
    pub moved: u16,
}

impl Parts {
    /// All parts, with a blank before each that is there.
    pub fn width(self) -> u16 {
        let optional = [self.year, self.spark, self.change, self.rank, self.moved];
        self.value + self.signs + optional.into_iter().filter(|w| *w > 0).map(|w| w + 1).sum::<u16>()
            - u16::from(self.year > 0)
    }
}

/// Which parts there is room for: the value with its mark and year always; then history, change, rank, move.
///
/// A change that is sorted by is never dropped.
pub fn choose(full: &[(Parts, bool)], room: u16, gap: u16) -> Vec<Parts> {
    let cut = |level: usize, (parts, by_change): (Parts, bool)| Parts {
        spark: if level >= 1 { parts.spark } else { 0 },
        change: if level >= 2 || by_change { parts.change } else { 0 },
        rank: if level >= 3 { parts.rank } else { 0 },
        moved: if level >= 4 { parts.moved } else { 0 },
        ..parts
    };
    let at = |level: usize| full.iter().map(|parts| cut(level, *parts)).collect::<Vec<_>>();
    let fits = |chosen: &[Parts]| chosen.iter().map(|parts| parts.width() + gap).sum::<u16>() <= room;
    (0..=4).rev().map(at).find(|chosen| fits(chosen)).unwrap_or_else(|| at(0))
}

/// A column ready to draw.
struct Drawn {
    writing: Writing,
    parts: Parts,
    /// At least as wide as its heading.
    width: u16,
    /// The year a cell is from when it says none.
    year: i32,
}

const GAP: u16 = 2;
/// Cursor, mark, a blank.
const GUTTER: u16 = 3;

impl Ranking {
    pub(super) fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let roomy = area.width >= 160 && area.height >= 20;
        let detail = self.detail.unwrap_or(roomy) && area.width >= 100;
        let pane = if detail { (area.width / 3).clamp(44, 64) } else { 0 };
        let table = Rect { width: area.width - pane, ..area };
        self.table(view, cx, table, buf);
        if detail {
            let pane = Rect { x: table.right() + 1, width: pane - 2, ..area };
            self.detail(view, cx, pane, buf);
        }
    }

    fn table(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let name_width = name_width(view, cx, area.width);
        let first = area.x + GUTTER + name_width;
        let room = area.right().saturating_sub(first + 1);
        let columns = columns(view, cx, room, self.wider);
        self.scroll_sideways(&columns, room);
        let focus = u16::from(area.height >= 12);
        let heads = Rect { height: 2.min(area.height), ..area };
        let body =
            Rect { y: area.y + heads.height, height: area.height.saturating_sub(heads.height + 1 + focus), ..area };
        self.names_head(view, cx, heads, buf, name_width);
        let mut x = first;
        let mut visible = vec![];
        for (place, column) in columns.iter().enumerate().skip(self.left) {
            if x + GAP + column.width > area.right() && place > self.left {
                break;
            }
            let at = Rect { x: x + GAP, width: column.width.min(area.right().saturating_sub(x + GAP)), ..heads };
            self.head(view, cx, at, buf, place, column);
            self.sorts(cx, at, place + 1);
            visible.push((place, at));
            x = at.right();
        }
        let rows = self.rows.view(view.rows.len(), usize::from(body.height));
        for (line, place) in rows.enumerate() {
            let Some(row) = view.row(place) else { break };
            let y = body.y + line as u16;
            let under = place == self.rows.cursor;
            let name = Rect { y, height: 1, width: GUTTER + name_width, ..area };
            Self::name(row, cx, name, buf, under);
            self.points(cx, name, place, 0);
            for (measure, at) in &visible {
                let here = under && self.column == measure + 1;
                let at = Rect { y, height: 1, ..*at };
                let (head, column) = (&view.heads()[*measure], &columns[*measure]);
                self.cell(row, *measure, head, column, cx, at, buf, here);
                self.points(cx, Rect { x: at.x - GAP, width: at.width + GAP, ..at }, place, measure + 1);
            }
        }
        if view.rows.is_empty() {
            let words = cx.keyed(
                "没有符合的园区: {Back} 清除查找, {Group} 换范围, {Blank} 显示空行",
                "no parks: {Back} clears the filter, {Group} another group, {Blank} shows blanks",
            );
            put(buf, body.x + 2, body.y, body.width.saturating_sub(2), &words, cx.theme.muted);
        }
        if focus > 0 {
            let at = Rect { y: area.bottom() - 2, height: 1, ..area };
            self.focus_line(view, cx, at, buf);
        }
        self.status(view, cx, Rect { y: area.bottom().saturating_sub(1), height: 1, ..area }, buf, visible.len());
    }

    /// Keeps the column under the cursor in view; the name never scrolls away.
    fn scroll_sideways(&mut self, columns: &[Drawn], room: u16) {
        let Some(place) = self.column.checked_sub(1) else {
            self.left = 0;
            return;
        };
        self.left = self.left.min(place).min(columns.len().saturating_sub(1));
        let shown =
            |left: usize| columns[left..=place.min(columns.len() - 1)].iter().map(|c| c.width + GAP).sum::<u16>();
        while !columns.is_empty() && self.left < place && shown(self.left) > room {
            self.left += 1;
        }
    }

    fn names_head(&self, view: &View, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, name_width: u16) {
        let sorted = Self::sort_sign(view, By::Name, cx);
        let words = format!("{sorted}{} {}", cx.t("园区", "park"), view.rows.len());
        let style = if self.column == 0 { cx.theme.cell } else { cx.theme.header };
        put(buf, at.x + GUTTER, at.y, name_width, &words, style);
        self.sorts(cx, Rect { width: GUTTER + name_width, ..at }, 0);
    }

    /// A click on a heading sorts by it.
    fn sorts(&self, cx: &Cx<'_>, at: Rect, column: usize) {
        let columns = between(self.column, column);
        cx.hits.put(at, Target::Go { rows: 0, columns, then: Then::Do(Intent::Sort) });
    }

    /// A click on a cell takes the cursor there.
    fn points(&self, cx: &Cx<'_>, at: Rect, row: usize, column: usize) {
        let (rows, columns) = (between(self.rows.cursor, row), between(self.column, column));
        cx.hits.put(at, Target::Go { rows, columns, then: Then::Nothing });
    }

    /// `▾`, or with several sort keys `▾1`.
    fn sort_sign(view: &View, by: By, cx: &Cx<'_>) -> String {
        let is_this = |key: &Key| key.by == by || (by != By::Name && key.by.indicator() == by.indicator());
        let Some(place) = view.order.iter().position(is_this) else { return String::new() };
        let sign = match view.order[place].order {
            Order::Ascending => cx.glyphs.up,
            Order::Descending => cx.glyphs.down,
        };
        let what = if matches!(view.order[place].by, By::Change(_)) { "%" } else { "" };
        if view.order.len() > 1 { format!("{sign}{}{what}", place + 1) } else { format!("{sign}{what}") }
    }

    fn head(&self, view: &View, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, place: usize, column: &Drawn) {
        let head = &view.heads()[place];
        let name = cx.catalog.indicator_name(head.indicator, cx.lang);
        let title = format!("{}{name}", Self::sort_sign(view, By::Indicator(head.indicator), cx));
        let style = if self.column == place + 1 { cx.theme.cursor } else { cx.theme.header };
        // Headings stand over the number; what follows the number hangs to the right.
        let numbers = usize::from(column.parts.value + column.parts.signs + column.parts.year);
        let right = if width(&title) <= numbers { numbers } else { usize::from(at.width).min(width(&title)) };
        let title = pad_start(&fit(&title, usize::from(at.width), cx.glyphs.ellipsis), right);
        put(buf, at.x, at.y, at.width, &title, style);
        if at.height < 2 {
            return;
        }
        let years = format::years(&head.periods);
        let unit = &column.writing.scale.label;
        let both = if unit.is_empty() { years.clone() } else { format!("{unit} {years}") };
        let shown = if width(&both) <= usize::from(at.width) { &both } else { unit };
        let shown = pad_start(
            &fit(shown, usize::from(at.width), cx.glyphs.ellipsis),
            right.max(width(shown)).min(usize::from(at.width)),
        );
        put(buf, at.x, at.y + 1, at.width, &shown, cx.theme.muted);
    }

    fn name(row: Row<'_>, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, under: bool) {
        if under {
            put(buf, at.x, at.y, 1, cx.glyphs.cursor, cx.theme.cursor);
        }
        if let Some(place) = cx.lens.marked.iter().position(|park| *park == row.park) {
            let sign = if place == 0 { cx.glyphs.best } else { cx.glyphs.marked };
            put(buf, at.x + 1, at.y, 1, sign, cx.theme.marked);
        }
        let style = match (under, row.outside) {
            (true, _) => cx.theme.cursor,
            (false, true) => cx.theme.muted,
            (false, false) => cx.theme.text,
        };
        let room = usize::from(at.width - GUTTER);
        let name = fit(cx.catalog.park_name(row.park, cx.lang), room, cx.glyphs.ellipsis);
        cx.put_name(buf, Rect { x: at.x + GUTTER, width: at.width - GUTTER, ..at }, &name, style);
    }

    #[expect(clippy::too_many_arguments, reason = "a cell stands where row, column and cursor meet")]
    fn cell(
        &self,
        row: Row<'_>,
        place: usize,
        head: &Head,
        column: &Drawn,
        cx: &Cx<'_>,
        at: Rect,
        buf: &mut Buffer,
        here: bool,
    ) {
        let parts = column.parts;
        let numbers = parts.value + parts.signs + parts.year;
        let Some(cell) = row.cell(place) else {
            let missing = pad_start(cx.glyphs.missing, usize::from(parts.value));
            let style = if here { cx.theme.cell } else { cx.theme.missing };
            put(buf, at.x, at.y, at.width, &missing, style);
            return;
        };
        let style = match (here, self.heat) {
            (true, _) => cx.theme.cell,
            (false, true) => heat(cell.reading.value, head, cx).unwrap_or(cx.theme.text),
            (false, false) => format::figure_style(&cell.reading, cx),
        };
        put(buf, at.x, at.y, at.width.min(numbers), &figure(cell, column, cx), style);
        let mut x = at.x + numbers;
        let mut part = |cells: u16, words: &str, style: Style| {
            if cells > 0 && x + 1 + cells <= at.right() {
                put(buf, x + 1, at.y, cells, &pad_start(words, usize::from(cells)), style);
                x += 1 + cells;
            }
        };
        let history =
            row.series(place).unwrap_or_default().by_year(column.year - i32::from(parts.spark) + 1, column.year);
        part(parts.spark, &spark(&history, cx.glyphs), cx.theme.muted);
        match &cell.change {
            Some(change) => {
                part(parts.change, &format::change(change, cx), format::change_style(change, head.better, cx));
            }
            None => part(parts.change, "", cx.theme.muted),
        }
        part(parts.rank, &cell.rank.map_or(String::new(), |r| format::rank(r, head.unsure)), cx.theme.muted);
        part(parts.moved, &cell.moved.map_or(String::new(), |moved| format::places(moved, cx)), cx.theme.muted);
    }

    /// The number under the cursor in full: unit, period, change, rank, source.
    fn focus_line(&self, view: &View, cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
        let Some(row) = view.row(self.rows.cursor) else { return };
        let cell = self.column.checked_sub(1).and_then(|place| row.cell(place).zip(view.heads().get(place)));
        let Some((cell, head)) = cell else {
            let why = self.column.checked_sub(1).and_then(|place| row.why(place));
            if let Some((zh, en)) = why.map(Why::words) {
                let words = format!("{} {}", cx.glyphs.missing, cx.t(zh, en));
                status_line(buf, at, &words, cx.theme.muted, cx.glyphs);
            }
            return;
        };
        let warned = cx.catalog.warnings_on(row.park, head.indicator).any(|remark| remark.covers(cell.period));
        let warned =
            if warned { cx.keyed("  口径提示见 {Where}", "  remark: see {Where}") } else { String::new() };
        let words = format!("{}{warned}", in_full(cell, head, cx));
        status_line(buf, at, &words, cx.theme.text, cx.glyphs);
    }

    fn status(&self, view: &View, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, visible: usize) {
        let mut said = vec![];
        if let Some(refused) = view.heads().iter().find_map(|head| super::refused(view.form, head, cx.catalog, cx.lang))
        {
            said.push(refused);
        }
        said.extend(counted(view, cx));
        if !self.filter.is_empty() {
            said.push(format!("/{}", self.filter));
        }
        if view.known.listed.hidden > 0 {
            let key = cx.key(Intent::Blank);
            said.push(match cx.lang {
                Lang::Zh => format!("{} 个园区无这些指标 ({key} 显示)", view.known.listed.hidden),
                Lang::En => format!("{} parks have none of these ({key} shows)", view.known.listed.hidden),
            });
        }
        let outside = view.known.listed.beside.parks.len();
        if outside > 0 {
            said.push(match cx.lang {
                Lang::Zh => format!("末 {outside} 行不在范围内，不排位"),
                Lang::En => format!("last {outside} rows are outside the group, unranked"),
            });
        }
        if view.heads().iter().any(|head| head.periods.len() > 1) {
            said.push(cx.t("跨年混排，年份在格内", "mixed years, said in the cells").to_owned());
        }
        let more = view.heads().len() - visible;
        if more > 0 {
            said.push(match cx.lang {
                Lang::Zh => format!("另有 {more} 列 (左右键)"),
                Lang::En => format!("{more} more columns (left, right)"),
            });
        }
        let separator = format!(" {} ", cx.glyphs.missing);
        status_line(buf, at, &said.join(&separator), cx.theme.muted, cx.glyphs);
    }

    /// The history of the number under the cursor, as a chart and as figures.
    fn detail(&self, view: &View, cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
        let Some(row) = view.row(self.rows.cursor) else { return };
        let place = self.column.saturating_sub(1).min(view.heads().len().saturating_sub(1));
        let (Some(head), Some(series)) = (view.heads().get(place), row.series(place)) else {
            return;
        };
        let (park, indicator) = (cx.catalog.park(row.park), cx.catalog.indicator(head.indicator));
        let mut y = at.y;
        let mut line = |words: &str, style: Style| {
            if y < at.bottom() {
                put(buf, at.x, y, at.width, words, style);
                y += 1;
            }
        };
        line(park.name.get(cx.lang), cx.theme.title);
        line(indicator.name.get(cx.lang), cx.theme.header);
        for part in text::wrap(indicator.about.get(cx.lang), usize::from(at.width)).iter().take(3) {
            line(part, cx.theme.muted);
        }
        line("", cx.theme.text);
        let points: Vec<(i32, f64, bool)> =
            series.years().map(|p| (p.period.calendar_year(), p.reading.value, p.reading.mark.is_exact())).collect();
        let chart_height = ((at.bottom() - y.min(at.bottom())) / 3).clamp(0, 14);
        if points.len() >= 2 && chart_height >= 5 {
            let lines =
                [Line { name: cx.catalog.park_name(row.park, cx.lang).to_owned(), style: cx.theme.line(0), points }];
            let area = Rect { x: at.x, y, width: at.width, height: chart_height };
            let unit = indicator.unit.label(cx.lang);
            let chart = Chart {
                lines: &lines,
                log: false,
                unit,
                places: indicator.nature == Nature::Rank,
                soft: cx.t("约数或预计", "about or expected"),
                glyphs: cx.glyphs,
                theme: cx.theme,
            };
            ratatui::widgets::Widget::render(&chart, area, buf);
            y += chart_height + 1;
        }
        for point in series.points.iter().rev() {
            if y >= at.bottom() {
                break;
            }
            let words = pad_end(&point.period.words(cx.lang), 14);
            let figure = pad_start(&format::alone(indicator, point.reading.value, point.reading.mark, cx), 18);
            let source = point.reading.source.map_or("", |source| cx.catalog.source(source).publisher.as_str());
            let x = put(buf, at.x, y, at.width, &words, cx.theme.muted);
            let x = put(buf, x, y, at.right().saturating_sub(x), &figure, format::figure_style(&point.reading, cx));
            put(
                buf,
                x + 2,
                y,
                at.right().saturating_sub(x + 2),
                &fit(source, usize::from(at.right().saturating_sub(x + 2)), cx.glyphs.ellipsis),
                cx.theme.muted,
            );
            y += 1;
        }
        if series.points.is_empty() && y < at.bottom() {
            put(buf, at.x, y, at.width, cx.t("没有数据 (不是 0)", "no figures (which is not 0)"), cx.theme.missing);
        }
    }
}

/// Over how many parks the group was put together, from the least to the most.
fn counted(view: &View, cx: &Cx<'_>) -> Option<String> {
    let wholes = || view.heads().iter().flat_map(|head| &head.wholes);
    let count = || wholes().map(|whole| whole.sum.count);
    let (least, most, of) = (count().min()?, count().max()?, wholes().map(|whole| whole.of).max()?);
    let counts = if least == most { format!("{most}") } else { format!("{least}-{most}") };
    Some(match cx.lang {
        Lang::Zh => format!("范围内同期有数 {counts}/{of}"),
        Lang::En => format!("counted over {counts}/{of} parks"),
    })
}

/// `杭州滨江 生产总值 2,184.8 亿元 2022年 +1.8% 位次5/28 来源: 浙江日报 (媒体原文)`.
pub(super) fn in_full(cell: &Cell, head: &Head, cx: &Cx<'_>) -> String {
    let indicator = head.about(cx.catalog);
    let number = if cell.computed { format::computed } else { format::alone };
    let value = number(indicator, cell.reading.value, cell.reading.mark, cx);
    let computed = if cell.computed { cx.t(" 测算", " computed") } else { "" };
    let counted = head.wholes.iter().find(|whole| whole.period == cell.period).map_or(String::new(), |whole| {
        format!("  {} {}/{}", cx.t("范围内有数", "counted over"), whole.sum.count, whole.of)
    });
    let source = where_from::said_by(&cell.reading, cx);
    let disputed = if cell.reading.disputed { cx.t(" ! 来源说法不一", " ! sources differ") } else { "" };
    let change = cell.change.map_or(String::new(), |change| {
        format!("  {} {}", cx.t("同比", "change"), format::change_in_full(&change, cx))
    });
    let rank = cell
        .rank
        .map_or(String::new(), |rank| format!("  {} {}", cx.t("位次", "rank"), format::rank(rank, head.unsure)));
    format!("{value}{computed}  {}{counted}{change}{rank}  {source}{disputed}", cell.period.words(cx.lang))
}

/// The number, its signs and its year, each in its own cells.
fn figure(cell: &Cell, column: &Drawn, cx: &Cx<'_>) -> String {
    let reading = &cell.reading;
    let (before, after) = cx.glyphs.mark_sign(reading.mark);
    let number = format!("{before}{}", column.writing.digits(reading));
    let mut text = pad_start(&number, usize::from(column.parts.value));
    if column.parts.signs > 0 {
        let computed = if cell.computed { "c" } else { "" };
        let disputed = if reading.disputed { "!" } else { "" };
        text.push_str(&pad_end(&format!("{after}{computed}{disputed}"), usize::from(column.parts.signs)));
    }
    if column.parts.year > 0 {
        let year = cell.period.calendar_year();
        let tag = if year == column.year { String::new() } else { cx.glyphs.year_tag(year) };
        text.push_str(&pad_end(&tag, usize::from(column.parts.year)));
    }
    text
}

fn heat(value: f64, head: &Head, cx: &Cx<'_>) -> Option<Style> {
    let below = head.values.partition_point(|other| *other < value);
    let share = below as f64 / head.values.len().checked_sub(1).filter(|n| *n > 0)? as f64;
    Some(cx.theme.heat(if head.better == crate::model::Better::Lower { 1.0 - share } else { share }))
}

fn name_width(view: &View, cx: &Cx<'_>, room: u16) -> u16 {
    let [zh, en] = view.names;
    cx.lang.pick(zh, en).clamp(8, if room < 100 { 14 } else { 20 })
}

/// The columns as wide as their numbers ask, with the parts there is room for.
fn columns(view: &View, cx: &Cx<'_>, room: u16, wider: u16) -> Vec<Drawn> {
    let year = view.at.period().calendar_year();
    let mut drawn: Vec<Drawn> = (0..view.heads().len()).map(|place| full_column(view, cx, place, year)).collect();
    let by_change = |place: usize| view.order.iter().any(|key| key.by == By::Change(view.heads()[place].indicator));
    let full: Vec<(Parts, bool)> = drawn.iter().enumerate().map(|(place, c)| (c.parts, by_change(place))).collect();
    for (column, parts) in drawn.iter_mut().zip(choose(&full, room, GAP)) {
        column.parts = parts;
        column.parts.value += wider;
        column.width = column.parts.width().max(column.width);
    }
    drawn
}

fn full_column(view: &View, cx: &Cx<'_>, place: usize, asked: i32) -> Drawn {
    let head = &view.heads()[place];
    let indicator = head.about(cx.catalog);
    let middle = head.values.get(head.values.len() / 2).copied();
    let writing = Writing::of(indicator, middle, cx.lang);
    let most =
        |part: &dyn Fn(&Cell) -> usize| view.known.listed.widest[place].iter().map(part).max().unwrap_or(0) as u16;
    let value = most(&|cell| width(cx.glyphs.mark_sign(cell.reading.mark).0) + width(&writing.digits(&cell.reading)));
    let signs = most(&|cell| {
        let letters = usize::from(cell.reading.disputed) + usize::from(cell.computed);
        width(cx.glyphs.mark_sign(cell.reading.mark).1) + letters
    });
    let year = most(&|cell| {
        let year = cell.period.calendar_year();
        if year == asked { 0 } else { width(&cx.glyphs.year_tag(year)) }
    });
    let parts = Parts {
        value: value.max(4),
        signs,
        year,
        spark: if view.known.listed.history[place] { 8 } else { 0 },
        change: most(&|cell| cell.change.map_or(0, |change| width(&format::change(&change, cx)))),
        rank: most(&|cell| cell.rank.map_or(0, |rank| width(&format::rank(rank, head.unsure)))),
        moved: most(&|cell| cell.moved.map_or(0, |moved| width(&format::places(moved, cx)))),
    };
    let sign = Ranking::sort_sign(view, By::Indicator(head.indicator), cx);
    let heading = (width(indicator.short.get(cx.lang)) + width(&sign)) as u16;
    // A year stands beside the unit where there is only one.
    let years = if head.periods.len() == 1 { width(&format::years(&head.periods)) + 1 } else { 0 };
    let unit = (width(&writing.scale.label) + years) as u16;
    Drawn { writing, parts, width: heading.max(unit).min(16), year: asked }
}

#[cfg(test)]
mod tests {
    use super::{Parts, choose};
    use crate::ui::room::assert_goes_in_order;

    const FULL: Parts = Parts { value: 7, signs: 1, year: 2, spark: 8, change: 6, rank: 6, moved: 2 };

    #[test]
    fn the_value_and_its_year_are_never_dropped() {
        for room in [0, 5, 12, 30, 60, 200] {
            for parts in choose(&[(FULL, false), (FULL, false)], room, 2) {
                assert_eq!((parts.value, parts.signs, parts.year), (7, 1, 2));
            }
        }
    }

    #[test]
    fn parts_come_back_in_a_stated_order() {
        let kept = |room: u16| {
            let parts = choose(&[(FULL, false)], room, 2)[0];
            [parts.spark, parts.change, parts.rank, parts.moved].into_iter().filter(|w| *w > 0).count()
        };
        assert_eq!([12, 20, 21, 28, 35, 38].map(kept), [0, 0, 1, 2, 3, 4]);
        assert_goes_in_order(0..200, |room| {
            let Parts { value, spark, change, rank, moved, .. } = choose(&[(FULL, false), (FULL, false)], room, 2)[1];
            [value, spark, change, rank, moved].map(|cells| cells > 0).to_vec()
        });
        assert_eq!(choose(&[(FULL, true)], 0, 2)[0].change, 6, "what one sorts by is seen");
    }
}
