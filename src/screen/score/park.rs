//! What one park's score is made of: figures, points, weights, and what it would take to stand one place higher.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Shown,
    draw::{score_words, share_words, span_words},
    field::{Explained, Goal},
};
use crate::{
    model::{
        Better, Lang, Mark,
        scheme::{Leaf, Measure},
    },
    screen::{
        Cx,
        format::{self, Writing},
        rows::Rows,
    },
    ui::{
        bar, number,
        shell::{put, status_line},
        text::{fit, pad_end, pad_start},
    },
};

const VALUE: u16 = 17;
const POINTS: u16 = 7;
const SHARE: u16 = 6;
const PART: u16 = 7;
const BAR: u16 = 8;
const NEED: u16 = 15;
const MOVED: u16 = 7;

/// Which columns there is room for, after the name.
#[expect(clippy::struct_excessive_bools, reason = "each column is there or not")]
struct Columns {
    name: u16,
    value: bool,
    share: bool,
    bar: bool,
    need: bool,
    moved: bool,
}

impl Columns {
    fn of(room: u16, is_mixed: bool) -> Self {
        let mut left = room.saturating_sub(2 + 10 + 1 + POINTS + 1 + PART + 1);
        let mut take = |cells: u16, wanted: bool| {
            let fits = wanted && left > cells;
            left -= if fits { cells + 1 } else { 0 };
            fits
        };
        let (value, share) = (take(VALUE, true), take(SHARE, true));
        let need = take(NEED, true);
        let (moved, bar) = (take(MOVED, !is_mixed), take(BAR, true));
        Self { name: 10 + left.min(26), value, share, bar, need, moved }
    }
}

/// Which place is aimed at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Aim {
    #[default]
    Next,
    TopTen,
    /// That of the first marked park.
    Benchmark,
}

impl Aim {
    /// The one after it; the benchmark only where there is one.
    pub const fn next(self, has_benchmark: bool) -> Self {
        match self {
            Self::Next => Self::TopTen,
            Self::TopTen if has_benchmark => Self::Benchmark,
            Self::TopTen | Self::Benchmark => Self::Next,
        }
    }

    fn goal(self, cx: &Cx<'_>) -> Goal {
        match (self, cx.lens.marked.first()) {
            (Self::TopTen, _) => Goal::Top(10),
            (Self::Benchmark, Some(park)) => Goal::Level(*park),
            (Self::Next | Self::Benchmark, _) => Goal::Next,
        }
    }
}

pub fn draw(shown: &Shown, row: Option<usize>, aim: Aim, rows: &mut Rows, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    let Some(row) = row else {
        put(buf, area.x + 2, area.y, area.width.saturating_sub(2), cx.t("没有园区", "no park"), cx.theme.muted);
        return;
    };
    if area.height < 3 || area.width < 20 {
        return;
    }
    let goal = aim.goal(cx);
    let explained = shown.field.explain(&shown.scored, row, goal);
    head(shown, row, &explained, goal, cx, area, buf);
    let columns = Columns::of(area.width, shown.field.inputs.is_mixed());
    let at = Rect { y: area.y + 2, height: 1, ..area };
    heads(&columns, goal, cx, at, buf);
    // A cursor past the end is none: the pane beside the ranking only shows.
    let has_cursor = rows.cursor != usize::MAX;
    let focus = u16::from(has_cursor && area.height >= 8);
    let body = Rect { y: area.y + 3, height: area.height - 3 - focus, ..area };
    // What the park has comes first in a pane that cannot be scrolled.
    let count = shown.field.scheme.leaves.len();
    let mut leaves: Vec<usize> = (0..count).collect();
    if !has_cursor {
        leaves.sort_by(|a, b| explained.parts[*b].is_some().cmp(&explained.parts[*a].is_some()));
        rows.cursor = 0;
    }
    let range = rows.view(count, usize::from(body.height));
    if has_cursor {
        cx.hits.rows(body, range.clone(), rows.cursor);
    }
    for (line, place) in range.enumerate() {
        let at = Rect { y: body.y + line as u16, height: 1, ..body };
        let under = has_cursor && place == rows.cursor;
        leaf_row(shown, row, leaves[place], &explained, &columns, cx, at, buf, under);
    }
    if focus > 0 {
        let at = Rect { y: area.bottom() - 1, height: 1, ..area };
        status_line(buf, at, &in_words(shown, row, rows.cursor, cx), cx.theme.muted, cx.glyphs);
    }
}

fn head(shown: &Shown, row: usize, explained: &Explained, goal: Goal, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    let (field, scored) = (&shown.field, &shown.scored);
    let name = cx.catalog.park_name(field.inputs.parks[row], cx.lang);
    let x = put(buf, area.x + 1, area.y, area.width.saturating_sub(2), name, cx.theme.title);
    let mut said = vec![];
    if let Some(score) = shown.points(0, row) {
        said.push(format!("{} {}", cx.t("得分", "score"), score_words(score)));
        said.push(format!("{} {}/{}", cx.t("位次", "rank"), shown.place_words(row), scored.of));
    } else {
        said.push(cx.t("数据不足，不计分", "too few figures, no score").to_owned());
    }
    said.push(format!("{} {}", cx.t("覆盖", "data"), share_words(scored.scores.coverage[row])));
    if let Some(interval) = shown.interval(row) {
        let top = share_words(interval.top);
        said.push(match cx.lang {
            Lang::Zh => format!("区间 {} 前10概率 {top}", span_words(&interval)),
            Lang::En => format!("5-95% {} in top 10 {top}", span_words(&interval)),
        });
    }
    let words = said.join("  ");
    put(buf, x + 2, area.y, area.right().saturating_sub(x + 2), &words, cx.theme.text);
    let ahead = ahead_words(shown, row, explained, goal, cx);
    put(
        buf,
        area.x + 1,
        area.y + 1,
        area.width.saturating_sub(1),
        &fit(&ahead, area.width.saturating_sub(2).into(), cx.glyphs.ellipsis),
        cx.theme.muted,
    );
}

/// How far the goal is: `进前10: 差 3.59 分 (赶上 济南高新)`.
fn ahead_words(shown: &Shown, row: usize, explained: &Explained, goal: Goal, cx: &Cx<'_>) -> String {
    let (zh, en) = goal_words(goal);
    let name = |row: usize| cx.catalog.park_name(shown.field.inputs.parks[row], cx.lang);
    match (explained.ahead, shown.scored.places[row], goal) {
        (Some((other, gap)), ..) => {
            let (gap, other) = (number::grouped(gap, 2), name(other));
            match cx.lang {
                Lang::Zh => format!("{zh}: 差 {gap} 分 (赶上 {other}); {zh}需: 只动这一项，其余与尺度不变"),
                Lang::En => format!("{en}: {gap} points ({other}); needed: this one alone, all else as it is"),
            }
        }
        (None, 0, _) => String::new(),
        (None, 1, _) => cx.t("居首位", "in the first place").to_owned(),
        (None, _, Goal::Top(count)) => match cx.lang {
            Lang::Zh => format!("已在前{count}"),
            Lang::En => format!("in the top {count} already"),
        },
        (None, _, Goal::Level(park)) => {
            let field = &shown.field;
            let has_score = field.row_of(park).is_some_and(|row| shown.scored.places[row] > 0);
            let name = cx.catalog.park_name(park, cx.lang);
            match (cx.lang, has_score) {
                (Lang::Zh, true) => format!("不在基准 {name} 之后"),
                (Lang::En, true) => format!("not behind the benchmark {name}"),
                (Lang::Zh, false) => format!("基准 {name} 没有得分"),
                (Lang::En, false) => format!("the benchmark {name} has no score"),
            }
        }
        (None, _, Goal::Next) => String::new(),
    }
}

const fn goal_words(goal: Goal) -> (&'static str, &'static str) {
    match goal {
        Goal::Next => ("升一位", "next place"),
        Goal::Top(_) => ("进前10", "top 10"),
        Goal::Level(_) => ("赶基准", "benchmark"),
    }
}

fn heads(columns: &Columns, goal: Goal, cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
    let mut x = at.x + 2;
    let mut head = |words: &str, cells: u16, is_there: bool, is_left: bool| {
        if is_there {
            let words = fit(words, usize::from(cells), cx.glyphs.ellipsis);
            let words = if is_left { pad_end(&words, cells.into()) } else { pad_start(&words, cells.into()) };
            put(buf, x, at.y, at.right().saturating_sub(x).min(cells), &words, cx.theme.header);
            x += cells + 1;
        }
    };
    head(cx.t("指标", "indicator"), columns.name, true, true);
    head(cx.t("数值", "value"), VALUE, columns.value, false);
    head(cx.t("分值", "points"), POINTS, true, false);
    head(cx.t("占比%", "share%"), SHARE, columns.share, false);
    head(cx.t("贡献", "gives"), PART, true, false);
    head("", BAR, columns.bar, true);
    let (zh, en) = goal_words(goal);
    let needed = match cx.lang {
        Lang::Zh => format!("{zh}需"),
        Lang::En => format!("for {en}"),
    };
    head(&needed, NEED, columns.need, false);
    head(cx.t("比上年", "1 year"), MOVED, columns.moved, false);
}

#[expect(clippy::too_many_arguments, reason = "a cell stands where park, leaf and cursor meet")]
fn leaf_row(
    shown: &Shown,
    row: usize,
    leaf: usize,
    explained: &Explained,
    columns: &Columns,
    cx: &Cx<'_>,
    at: Rect,
    buf: &mut Buffer,
    under: bool,
) {
    let field = &shown.field;
    let (place, about) = (&field.scheme.leaves[leaf], field.scheme.node_of(leaf));
    if under {
        put(buf, at.x, at.y, 1, cx.glyphs.cursor, cx.theme.cursor);
    }
    let mut x = at.x + 2;
    let mut cell = |words: &str, cells: u16, is_there: bool, style, is_left: bool| {
        if is_there {
            let words = if is_left { pad_end(words, cells.into()) } else { pad_start(words, cells.into()) };
            put(buf, x, at.y, at.right().saturating_sub(x).min(cells), &words, style);
            x += cells + 1;
        }
    };
    let named = if about.id.is_empty() {
        about.name.get(cx.lang).to_owned()
    } else {
        format!("{} {}", about.id, about.name.get(cx.lang))
    };
    let is_there = !field.prepared.real[leaf][row].is_nan();
    let style = match (under, is_there) {
        (true, _) => cx.theme.cursor,
        (false, true) => cx.theme.text,
        (false, false) => cx.theme.muted,
    };
    cell(&fit(&named, usize::from(columns.name), cx.glyphs.ellipsis), columns.name, true, style, true);
    let value = value_words(shown, leaf, row, cx);
    let style = if is_there { cx.theme.text } else { cx.theme.missing };
    cell(&fit(&value, usize::from(VALUE), cx.glyphs.ellipsis), VALUE, columns.value, style, false);
    let node = place.node;
    match shown.points(node, row) {
        // A median that stands in is no figure of the park's.
        Some(points) if !is_there => {
            cell(&format!("({})", number::grouped(points, 1)), POINTS, true, cx.theme.estimate, false);
        }
        Some(points) => cell(&number::grouped(points, 1), POINTS, true, cx.theme.text, false),
        None => cell(cx.glyphs.missing, POINTS, true, cx.theme.missing, false),
    }
    let share = field.scheme.share(&shown.scored.weights, node) * 100.0;
    cell(&number::grouped(share, 1), SHARE, columns.share, cx.theme.muted, false);
    let part = explained.parts[leaf];
    cell(&part.map_or(String::new(), |part| number::grouped(part, 2)), PART, true, cx.theme.text, false);
    let most = explained.parts.iter().flatten().copied().fold(0.0, f64::max);
    cell(&bar(part, most, BAR, cx.glyphs), BAR, columns.bar, cx.theme.line(0), true);
    let needed = explained.needed[leaf].map_or(String::new(), |value| need_words(place, value, cx));
    cell(&fit(&needed, usize::from(NEED), cx.glyphs.ellipsis), NEED, columns.need, cx.theme.estimate, false);
    let moved = explained.moved.as_ref().and_then(|moved| moved[leaf]);
    let style = match moved {
        Some(moved) if moved > 0.0 => cx.theme.good,
        Some(moved) if moved < 0.0 => cx.theme.bad,
        _ => cx.theme.muted,
    };
    cell(&moved.map_or(String::new(), |moved| number::signed(moved, 2, cx.glyphs)), MOVED, columns.moved, style, false);
}

/// The figure with its mark, unit and year; `c` where it was computed from two.
fn value_words(shown: &Shown, leaf: usize, row: usize, cx: &Cx<'_>) -> String {
    let inputs = &shown.field.inputs;
    let asked = shown.field.at.period().calendar_year();
    let Some(point) = inputs.figure(leaf, row) else { return cx.glyphs.missing.to_owned() };
    let year = point.period.calendar_year();
    let year = if year == asked { String::new() } else { cx.glyphs.year_tag(year) };
    match shown.field.scheme.leaves[leaf].measure {
        Some(Measure::Ratio { .. }) => {
            let value = inputs.columns[leaf].values[row];
            format!("{}c{year}", number::grouped(value, number::decimals_for(value.abs(), 3)))
        }
        Some(Measure::Plain(id)) => {
            let disputed = if point.reading.disputed { "!" } else { "" };
            let value = format::alone(cx.catalog.indicator(id), point.reading.value, point.reading.mark, cx);
            format!("{value}{disputed}{year}")
        }
        None => String::new(),
    }
}

/// `≥2,310.5 亿元c`, or `≤` where lower is better.
fn need_words(leaf: &Leaf, value: f64, cx: &Cx<'_>) -> String {
    let sign = if leaf.better == Better::Lower { cx.glyphs.at_most } else { cx.glyphs.at_least };
    match leaf.measure {
        Some(Measure::Plain(id)) => {
            let writing = Writing::of(cx.catalog.indicator(id), [value], cx.lang);
            let unit = match writing.scale.label.as_str() {
                "" => String::new(),
                "%" => "%".to_owned(),
                unit => format!(" {unit}"),
            };
            format!("{sign}{}{unit}c", writing.number(value))
        }
        _ => format!("{sign}{}c", number::grouped(value, number::decimals_for(value.abs(), 3))),
    }
}

/// The leaf under the cursor in words: its measure, its method, its source.
fn in_words(shown: &Shown, row: usize, leaf: usize, cx: &Cx<'_>) -> String {
    let field = &shown.field;
    let Some(place) = field.scheme.leaves.get(leaf) else { return String::new() };
    let method = {
        let (zh, en) = place.method.words();
        format!("{} {}", cx.lang.pick(zh, en), place.method.formula())
    };
    let Some(measure) = place.measure else {
        return format!("{}  {method}", cx.t("数据里没有这项指标", "the data has no such indicator"));
    };
    let source = field.inputs.figure(leaf, row).map_or_else(
        || cx.t("此园区无数 (不是 0)", "no figure of this park (which is not 0)").to_owned(),
        |point| {
            let source = crate::screen::where_from::in_short(point.reading.source, cx);
            format!("{}  {source}", point.period.words(cx.lang))
        },
    );
    let over = match measure {
        Measure::Plain(_) => String::new(),
        Measure::Ratio { numerator, denominator, times } => {
            let name = |id| cx.catalog.indicator_name(id, cx.lang);
            let under = field.inputs.under(leaf, row).map_or(String::new(), |point| {
                format!(" ({})", format::alone(cx.catalog.indicator(denominator), point.reading.value, Mark::Exact, cx))
            });
            format!("{}/{}{under} {}{times}  ", name(numerator), name(denominator), cx.glyphs.times)
        }
    };
    format!("{over}{source}  {method}")
}
