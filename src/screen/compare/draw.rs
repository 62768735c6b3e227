//! How the comparison is drawn.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{
    Compare, Gap, Row, View,
    beside::{Columns, catch_words},
    panel::{Below, sorted_words},
    words,
};
use crate::{
    intent::Intent,
    model::{Better, Form, Lang, Measure, Nature, ParkId},
    screen::{
        Cx,
        format::{self, Writing},
        lines::{Drawing, Scales},
        measured,
        rows::Rows,
        where_from,
    },
    store::{Series, Why},
    ui::{
        bar, number,
        room::kept,
        shell::{put, status_line},
        text::{fit, pad_end, pad_start, width},
    },
};

/// The widths of a park's parts; 0 where there is no room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Parts {
    /// Best, number, signs, year.
    pub value: u16,
    pub bar: u16,
    pub gap: u16,
    pub times: u16,
    /// When it catches up.
    pub chase: u16,
}

/// What stands beside a park's value, most wanted first, with the blank before it: the gap, how many times it is, a bar (at
/// least), and when it catches up.
const BESIDE: [(Part, u16); 4] = [(Part::Gap, 10), (Part::Times, 7), (Part::Bar, 6), (Part::Chase, 10)];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Gap,
    Times,
    Bar,
    Chase,
}

/// The cells of a gap, a ratio and the least bar, with the blanks before them.
const FULL: u16 = BESIDE[0].1 + BESIDE[1].1 + BESIDE[2].1;

/// What fits a park's column: the value always, and then what stands beside it. The ratio is shorter than the gap: where only
/// that has room it says how far apart they are.
///
/// In a form nobody catches up: that is said of levels.
pub(super) fn choose(room: u16, value: u16, form: Form) -> Parts {
    let value = room.min(value);
    let wanted = if form == Form::Level { &BESIDE[..] } else { &BESIDE[..3] };
    let left = room.saturating_sub(value);
    let kept = kept(left, wanted);
    let has = |part: Part| u16::from(kept.contains(&part));
    let used: u16 = wanted.iter().take(kept.len()).map(|(_, cells)| cells).sum();
    let bar = has(Part::Bar) * (4 + left - used).min(16);
    let times = if kept.is_empty() { u16::from(left >= BESIDE[1].1) } else { has(Part::Times) } * 6;
    Parts { value, bar, gap: has(Part::Gap) * 9, times, chase: has(Part::Chase) * 8 }
}

impl Compare {
    pub(super) fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        if view.parks.is_empty() {
            empty(cx, area, buf);
            return;
        }
        let chart = self.below.height(area.height);
        let table = Rect { height: area.height - chart, ..area };
        let shown = self.table(view, cx, table, buf);
        if chart > 0 {
            let below = Rect { y: table.bottom(), height: chart, ..area };
            match self.below {
                Below::Chart => self.chart(view, cx, below, buf, &shown),
                Below::Standing => self.standing(view, cx, below, buf),
                Below::Shift => self.shift(view, cx, below, buf),
            }
        }
    }

    /// Draws the table; the parks whose columns are in view.
    fn table(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) -> Vec<usize> {
        let count = view.parks.len() as u16;
        let value = widest(view, cx).max(9);
        // Names give way before the second of two parks does: a comparison of one is none.
        let two = (value + 1) * count.min(2);
        let name_width = match area.width {
            100.. => 23,
            _ => area.width.saturating_sub(4 + two).clamp(8, 19),
        };
        let room = area.width.saturating_sub(name_width + 4) / count;
        let room = room.saturating_sub(1).min(52);
        // Parks that do not fit are reached sideways; the benchmark always stays.
        let all = area.width.saturating_sub(name_width + 4);
        // The group's columns only beside everything there is to say of the parks.
        let group = Columns::fit(all, count, value + FULL);
        let all = all - group.width();
        let room = if group.width() > 0 { (all / count).saturating_sub(1).min(52) } else { room };
        let fitting = usize::from(all / (room.max(value) + 1)).clamp(1, view.parks.len());
        // One of them is the benchmark's.
        let first = (self.column + 2).saturating_sub(fitting).max(1);
        let shown: Vec<usize> = match fitting {
            // Where there is room for one only, it is the one under the cursor.
            1 => vec![self.column.min(view.parks.len() - 1)],
            _ => std::iter::once(0).chain(first..view.parks.len()).take(fitting).collect(),
        };
        let room = (all / fitting as u16).saturating_sub(1).min(52).max(value).min(all);
        let parts = choose(room, value, view.form);
        for (slot, place) in shown.iter().enumerate() {
            let x = area.x + name_width + 3 + slot as u16 * (room + 1);
            head(view, cx, Rect { x, width: room, height: 1, ..area }, buf, *place, parts);
        }
        let beside = area.x + name_width + 3 + shown.len() as u16 * (room + 1);
        group.head(cx, Rect { x: beside, width: area.right().saturating_sub(beside), height: 1, ..area }, buf);
        let lines = lines(view);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
        let at = lines.iter().position(|line| *line == Some(self.rows.cursor)).unwrap_or(0);
        let mut in_lines = Rows { cursor: at, top: if at <= 1 { 0 } else { self.rows.top } };
        for (y, line) in in_lines.view(lines.len(), usize::from(body.height)).enumerate() {
            let y = body.y + y as u16;
            match lines[line] {
                None => {
                    let next = lines.get(line + 1).copied().flatten().and_then(|place| view.rows[place].chapter);
                    let (zh, en) = next.map_or(("所选指标", "Chosen"), crate::model::Category::words);
                    let words = sorted_words(view, cx).unwrap_or_else(|| cx.lang.pick(zh, en).to_owned());
                    put(buf, area.x + 1, y, area.width, &words, cx.theme.header);
                }
                Some(place) => {
                    let row = &view.rows[place];
                    let under = place == self.rows.cursor;
                    let at = Rect { y, height: 1, ..area };
                    cx.hits.rows(at, place..place + 1, self.rows.cursor);
                    self.row(row, cx, at, buf, &Grid { name_width, room, parts, shown: &shown }, under);
                    let at = Rect { x: beside, width: area.right().saturating_sub(beside), ..at };
                    group.cells(row, &words::writing(row, cx.catalog, cx.lang), cx, at, buf);
                }
            }
        }
        self.rows.top = in_lines.top;
        let hidden = view.parks.len() - shown.len();
        self.status(view, cx, Rect { y: area.bottom().saturating_sub(1), height: 1, ..area }, buf, hidden);
        shown
    }

    fn row(&self, row: &Row, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, grid: &Grid<'_>, under: bool) {
        let indicator = row.about(cx.catalog);
        let writing = Writing::of(indicator, row.cells.iter().flatten().map(|cell| cell.reading.value), cx.lang);
        if under {
            put(buf, at.x, at.y, 1, cx.glyphs.cursor, cx.theme.cursor);
        }
        let unit = &writing.scale.label;
        let room = usize::from(grid.name_width).saturating_sub(if unit.is_empty() { 0 } else { width(unit) + 1 });
        let name = fit(indicator.short.get(cx.lang), room, cx.glyphs.ellipsis);
        let style = if under { cx.theme.cursor } else { cx.theme.text };
        let x = cx.put_name(buf, Rect { x: at.x + 2, width: grid.name_width, ..at }, &name, style);
        put(buf, x + 1, at.y, grid.name_width.saturating_sub(x - at.x - 1), unit, cx.theme.muted);
        let most = row.cells.iter().flatten().map(|cell| cell.reading.value).fold(0.0, f64::max);
        for (slot, place) in grid.shown.iter().enumerate() {
            let x = at.x + grid.name_width + 3 + slot as u16 * (grid.room + 1);
            let here = under && self.column == *place;
            let column = Rect { x, width: grid.room.min(at.right().saturating_sub(x)), ..at };
            cell(row, *place, &writing, most, cx, column, buf, grid.parts, here);
        }
    }

    fn status(&self, view: &View, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, hidden: usize) {
        let cell = view.rows.get(self.rows.cursor).and_then(|row| {
            let Some(cell) = row.cells.get(self.column)?.as_ref() else {
                let (zh, en) = row.whys.get(self.column).copied().flatten().map(Why::words)?;
                return Some(format!("{} {}", cx.glyphs.missing, cx.t(zh, en)));
            };
            let indicator = row.about(cx.catalog);
            let number = if cell.computed { format::computed } else { format::alone };
            let value = number(indicator, cell.reading.value, cell.reading.mark, cx);
            let disputed = if cell.reading.disputed { cx.t(" ! 来源说法不一", " ! sources differ") } else { "" };
            let source = where_from::said_by(&cell.reading, cx);
            Some(format!("{value} {} {source}{disputed}", cell.period.words(cx.lang)))
        });
        let mut said = vec![];
        if !self.filter.is_empty() {
            said.push(format!("/{}", self.filter));
        }
        if hidden > 0 {
            let (left, right) = (cx.key(Intent::Left), cx.key(Intent::Right));
            said.push(match cx.lang {
                Lang::Zh => format!("另有 {hidden} 个园区 ({left} {right})"),
                Lang::En if hidden == 1 => format!("1 more park ({left}, {right})"),
                Lang::En => format!("{hidden} more parks ({left}, {right})"),
            });
        }
        said.extend(cell);
        let row = view.rows.get(self.rows.cursor);
        said.extend(row.and_then(|row| format::warned(view.parks.iter().copied(), row.indicator, cx)));
        if view.parks.len() == 1 {
            said.push(cx.keyed("只标了一个园区: {AddPark} 再加", "only one park is marked: {AddPark} adds more"));
        }
        status_line(buf, at, &said.join("  "), cx.theme.muted, cx.glyphs);
    }

    fn chart(&self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer, shown: &[usize]) {
        let Some(row) = view.rows.get(self.rows.cursor) else { return };
        let indicator = row.about(cx.catalog);
        let series = || row.series.iter().flat_map(|series| series.years().map(|point| point.reading.value));
        let writing = Writing::of(indicator, series(), cx.lang);
        // Only parks whose column is in view: a line without a name says nothing.
        let none = Series::default();
        let drawn =
            |(place, park): (usize, &ParkId)| (*park, if shown.contains(&place) { &row.series[place] } else { &none });
        let series: Vec<(ParkId, &Series)> = view.parks.iter().enumerate().map(drawn).collect();
        // An index of shares or rates would say nothing.
        let scales = Scales { index: self.scales.index && view.form == Form::Level, ..self.scales };
        let drawing = Drawing::of(&series, indicator, &writing, scales, cx);
        let room = area.width.saturating_sub(2);
        let name = measured::heading(Measure { of: row.indicator, form: view.form }, &drawing.unit, room, cx);
        put(buf, area.x + 1, area.y, room, &format!("{name}  {}", drawing.unit), cx.theme.header);
        let below = Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height: area.height - 1 };
        let refused = row.whys.iter().flatten().find(|why| matches!(why, Why::Refused(_))).map(|why| why.words());
        let (zh, en) =
            refused.unwrap_or(("这些园区没有这个指标的年度数据", "these parks have no annual figures of it"));
        let words = cx.t(zh, en);
        drawing.render(cx, below, buf, words);
    }
}

/// What the rows of one table share.
struct Grid<'a> {
    name_width: u16,
    room: u16,
    parts: Parts,
    shown: &'a [usize],
}

/// Rows with the headings of their chapters between them.
fn lines(view: &View) -> Vec<Option<usize>> {
    let mut lines = vec![];
    for (place, row) in view.rows.iter().enumerate() {
        if place == 0 || view.rows[place - 1].chapter != row.chapter {
            lines.push(None);
        }
        lines.push(Some(place));
    }
    lines
}

fn empty(cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    let way = |intent, zh, en| format!("{} {}", pad_end(&cx.key(intent), 6), cx.keyed(zh, en));
    let words = [
        cx.t("还没有标记园区。", "No parks are marked yet.").to_owned(),
        String::new(),
        way(
            Intent::AddPark,
            "按名称加入园区: 输入 滨江 回车, 德清 回车 …, Esc 完成",
            "add parks by name: type binjiang Enter, deqing Enter …, Esc when done",
        ),
        way(
            Intent::Ranking,
            "到排行，用 {Mark} 标记 2 至 8 个园区，再按 {Compare} 回到这里",
            "go to the ranking, mark two to eight parks with {Mark}, press {Compare} to come back",
        ),
        String::new(),
        cx.t("先标记的是基准。", "The first one marked is the benchmark.").to_owned(),
    ];
    for (line, words) in words.iter().enumerate() {
        if (line as u16) + 1 < area.height {
            put(buf, area.x + 3, area.y + 1 + line as u16, area.width.saturating_sub(4), words, cx.theme.text);
        }
    }
}

fn head(view: &View, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, place: usize, parts: Parts) {
    let sign = cx.glyphs.points[place % cx.glyphs.points.len()];
    let name = cx.catalog.park_name(view.parks[place], cx.lang);
    let benchmark = if place == 0 { cx.t(" 基准", " bench") } else { "" };
    let room = usize::from(parts.value).saturating_sub(width(sign) + 1);
    let long = format!("{name}{benchmark}");
    let name = if width(&long) <= usize::from(at.width) - 2 {
        long
    } else {
        fit(name, room.max(usize::from(at.width) - 2), cx.glyphs.ellipsis).into_owned()
    };
    let words = format!("{sign} {name}");
    // Over the numbers, so that name and figures hang on one edge.
    let words =
        if width(&words) < usize::from(parts.value) { pad_start(&words, usize::from(parts.value)) } else { words };
    put(buf, at.x, at.y, at.width, &words, cx.theme.line(place).patch(cx.theme.header));
    let used = width(&words) as u16;
    let titles = [
        (parts.bar, ""),
        (parts.gap, cx.t("差", "gap")),
        (parts.times, cx.t("倍", "times")),
        (parts.chase, cx.t("追上c", "level c")),
    ];
    let mut x = parts.value;
    for (cells, title) in titles {
        if cells > 0 {
            if place > 0 && x + 1 + cells > used + 1 && !title.is_empty() {
                let title = pad_start(title, usize::from(cells));
                let from = x + 1 + (title.len() - title.trim_start().len()) as u16;
                if from > used {
                    put(buf, at.x + from, at.y, cells, title.trim_start(), cx.theme.muted);
                }
            }
            x += cells + 1;
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "a cell stands where row, column and cursor meet")]
fn cell(
    row: &Row,
    place: usize,
    writing: &Writing,
    most: f64,
    cx: &Cx<'_>,
    at: Rect,
    buf: &mut Buffer,
    parts: Parts,
    here: bool,
) {
    let indicator = row.about(cx.catalog);
    let Some(cell) = &row.cells[place] else {
        let missing = pad_start(cx.glyphs.missing, usize::from(parts.value).saturating_sub(4));
        put(buf, at.x, at.y, at.width, &missing, if here { cx.theme.cell } else { cx.theme.missing });
        return;
    };
    let reading = &cell.reading;
    let text = figure(row, place, writing, cx);
    let room = usize::from(parts.value);
    let mut x = at.x;
    let style = if here {
        cx.theme.cell
    } else if row.best[place] {
        cx.theme.best
    } else {
        format::figure_style(reading, cx)
    };
    put(buf, x, at.y, at.width, &number::in_cells(&text, room), style);
    x += parts.value + 1;
    let mut part = |cells: u16, words: &str, style: Style| {
        if cells > 0 {
            put(buf, x, at.y, cells, words, style);
            x += cells + 1;
        }
    };
    if parts.bar > 0 {
        let has_bar = indicator.nature != Nature::Rank && row.cells.iter().flatten().count() > 1;
        let drawn = if has_bar { bar(Some(reading.value), most, parts.bar, cx.glyphs) } else { String::new() };
        part(parts.bar, &pad_end(&drawn, usize::from(parts.bar)), cx.theme.line(place));
    }
    if let Some(gap) = &row.gaps[place] {
        let words = words::gap_figure(gap, indicator, writing, cx.pen());
        part(parts.gap, &number::in_cells(&words, usize::from(parts.gap)), gap_style(gap, indicator.better, cx));
        let times =
            gap.times.map_or(String::new(), |times| number::with_mark(&number::grouped(times, 2), gap.mark, cx.glyphs));
        part(parts.times, &number::in_cells(&times, usize::from(parts.times)), cx.theme.muted);
        let chase = row.beside.chases.get(place).and_then(Option::as_ref);
        let words = chase.map_or(String::new(), |chase| catch_words(chase, chase.moving, cx.pen()));
        part(parts.chase, &number::in_cells(&words, usize::from(parts.chase)), cx.theme.muted);
    }
}

/// The number with its marks and its year: `★≤2,800 ²³`.
fn figure(row: &Row, place: usize, writing: &Writing, cx: &Cx<'_>) -> String {
    let Some(cell) = &row.cells[place] else { return String::new() };
    let reading = &cell.reading;
    let best = if row.best[place] { cx.glyphs.best } else { "" };
    let computed = if cell.computed { "c" } else { "" };
    let disputed = if reading.disputed { "!" } else { "" };
    let year = cx.glyphs.year_tag(cell.period.calendar_year());
    let part_year = if cell.period.is_year() { "" } else { "+" };
    format!("{best}{}{computed}{disputed} {year}{part_year}", writing.figure(reading, cx))
}

/// The widest number there is to show.
fn widest(view: &View, cx: &Cx<'_>) -> u16 {
    let of_row = |row: &Row| {
        let indicator = row.about(cx.catalog);
        let writing = Writing::of(indicator, row.cells.iter().flatten().map(|cell| cell.reading.value), cx.lang);
        (0..row.cells.len()).map(|place| width(&figure(row, place, &writing, cx))).max().unwrap_or(0)
    };
    view.rows.iter().map(of_row).max().unwrap_or(0) as u16
}

fn gap_style(gap: &Gap, better: Better, cx: &Cx<'_>) -> Style {
    match better {
        _ if gap.by == 0.0 => cx.theme.muted,
        Better::Neither => cx.theme.muted,
        Better::Higher if gap.by > 0.0 => cx.theme.good,
        Better::Lower if gap.by < 0.0 => cx.theme.good,
        _ => cx.theme.bad,
    }
}

#[cfg(test)]
mod tests {
    use super::{Parts, choose};
    use crate::{model::Form, ui::room::assert_goes_in_order};

    #[test]
    fn the_value_comes_before_the_gap_the_gap_before_the_ratio_and_the_ratio_before_the_bar() {
        let kept = |room, form| {
            let Parts { value, gap, times, bar, chase } = choose(room, 14, form);
            [value, gap, times, bar, chase].map(|cells| u8::from(cells > 0))
        };
        assert_eq!(kept(20, Form::Level), [1, 0, 0, 0, 0]);
        assert_eq!(kept(21, Form::Level), [1, 0, 1, 0, 0], "the ratio has room where the gap has none");
        assert_eq!(kept(24, Form::Level), [1, 1, 0, 0, 0]);
        assert_eq!(kept(31, Form::Level), [1, 1, 1, 0, 0]);
        assert_eq!(kept(37, Form::Level), [1, 1, 1, 1, 0]);
        assert_eq!((kept(46, Form::Level)[4], kept(47, Form::Level)[4]), (0, 1), "when it catches up comes last");
        assert_eq!(kept(47, Form::Share)[4], 0, "and is said of levels only");
        assert_goes_in_order(1..200, |room| {
            let Parts { value, times, gap, bar, chase } = choose(room, 14, Form::Level);
            assert!(
                value + [times, gap, bar, chase].map(|cells| cells + u16::from(cells > 0)).iter().sum::<u16>() <= room
            );
            [value > 0, gap + times > 0, gap.min(times) > 0, bar > 0, chase > 0].to_vec()
        });
    }
}
