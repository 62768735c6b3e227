//! How the targets are drawn: a row each, and below what the one under the cursor comes to, in sentences.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{By, Targets, View, sentence, table::a_year, verdict_words};
use crate::{
    analysis::{Firm, target::Verdict},
    intent::Intent,
    model::Lang,
    screen::{
        Cx,
        format::{self, Writing},
        hits::{self, Then, between},
        where_from,
    },
    store::{Point, Target},
    ui::{
        bar_to_tick, number,
        room::kept,
        shell::{put, say, status_line},
        text::{fit, pad_start, width},
    },
};

/// Cursor and mark.
const GUTTER: u16 = 2;
/// The number beside a bar.
const SHARE: u16 = 6;

/// The columns, most wanted first, and the least each takes.
const LEAST: [(By, u16); 10] = [
    (By::Park, 10),
    (By::Indicator, 14),
    (By::Verdict, 10),
    (By::Target, 12),
    (By::Actual, 11),
    (By::Progress, SHARE),
    (By::Attained, 6),
    (By::Required, 10),
    (By::Projected, 10),
    (By::Shortfall, 10),
];

/// The columns that fit, in their order, with their widths: who, what and the verdict first, then the figures, then what
/// follows from them. What is left goes to the names and the bar.
fn widths(room: u16) -> Vec<(By, u16)> {
    let left = room.saturating_sub(GUTTER);
    let fitting = &LEAST[..kept(left, &LEAST.map(|(by, cells)| (by, cells + 1))).len()];
    let mut left = left - fitting.iter().map(|(_, cells)| cells + 1).sum::<u16>();
    let has_shares = fitting.iter().any(|(by, _)| *by == By::Progress);
    // A name that can be read comes before a bar.
    let names = left.min(4);
    left -= names;
    let bar = if has_shares { left.min(6) } else { 0 };
    left -= bar;
    let more = |by: By| match by {
        By::Indicator => names + (left / 2).min(10),
        By::Park => (left / 4).min(8),
        By::Progress => bar + (left / 4).min(10),
        _ => 0,
    };
    let in_order = By::ALL.into_iter().filter_map(|by| fitting.iter().find(|(other, _)| *other == by));
    in_order.map(|(by, cells)| (*by, cells + more(*by))).collect()
}

impl Targets {
    pub(super) fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        // In a low area two lines say what the columns there is no room for would.
        let pane = match area.height {
            16.. => (area.height / 4).clamp(5, 9),
            8..=15 => 2,
            _ => 0,
        };
        let widths = widths(area.width);
        if !widths.iter().any(|(by, _)| *by == self.column) {
            self.column = widths.last().map_or(By::Park, |(by, _)| *by);
        }
        self.head(cx, area, buf, &widths);
        let height = area.height.saturating_sub(2 + pane);
        let body = Rect { y: area.y + 1, height, ..area };
        let shown = self.rows.view(view.targets.len(), usize::from(height));
        cx.hits.rows(body, shown.clone(), self.rows.cursor);
        for (line, place) in shown.enumerate() {
            let at = Rect { y: body.y + line as u16, height: 1, ..area };
            self.row(&view.targets[place], cx, at, buf, &widths, place == self.rows.cursor);
        }
        if view.targets.is_empty() {
            let words = cx.keyed(
                "这个范围没有目标: {Group} 换范围, {Back} 清除查找",
                "no targets here: {Group} another group, {Back} clears the filter",
            );
            put(buf, body.x + 2, body.y, body.width.saturating_sub(2), &words, cx.theme.muted);
        }
        let target = view.targets.get(self.rows.cursor);
        if pane > 0
            && let Some(target) = target
        {
            detail(target, cx, Rect { y: body.bottom(), height: pane, ..area }, buf);
        }
        self.status(view, target, cx, Rect { y: area.bottom().saturating_sub(1), height: 1, ..area }, buf);
    }

    fn head(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer, widths: &[(By, u16)]) {
        let mut x = area.x + GUTTER;
        let place = |column: By| By::ALL.iter().position(|by| *by == column).unwrap_or(0);
        for (by, cells) in widths {
            let arrow = if self.sort.falling { cx.glyphs.down } else { cx.glyphs.up };
            let arrow = if self.sort.by == *by { arrow } else { "" };
            let title = format!("{}{arrow}", title(*by, cx));
            let title = fit(&title, usize::from(*cells), "").into_owned();
            let left = matches!(by, By::Park | By::Indicator | By::Verdict);
            let title = if left { title } else { pad_start(&title, usize::from(*cells)) };
            let style = if self.column == *by { cx.theme.title } else { cx.theme.header };
            put(buf, x, area.y, *cells, &title, style);
            let columns = between(place(self.column), place(*by));
            let at = Rect { x, width: *cells, height: 1, ..area };
            cx.hits.put(at, hits::Target::Go { rows: 0, columns, then: Then::Do(Intent::Sort) });
            x += cells + 1;
        }
    }

    fn row(&self, target: &Target, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, widths: &[(By, u16)], under: bool) {
        if under {
            put(buf, at.x, at.y, 1, cx.glyphs.cursor, cx.theme.cursor);
        }
        if cx.lens.marked.contains(&target.park) {
            put(buf, at.x + 1, at.y, 1, cx.glyphs.marked, cx.theme.marked);
        }
        let mut x = at.x + GUTTER;
        for (by, cells) in widths {
            let place = Rect { x, width: *cells, ..at };
            let style = if under && self.column == *by { Some(cx.theme.cell) } else { None };
            cell(target, *by, cx, place, buf, style, under);
            x += cells + 1;
        }
    }

    fn status(&self, view: &View, target: Option<&Target>, cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
        let mut said = vec![];
        if !self.filter.is_empty() {
            said.push(format!("/{}", self.filter));
        }
        if let Some(target) = target {
            let is_aim = matches!(self.column, By::Park | By::Indicator | By::Target) || target.now.is_none();
            let what = if is_aim { cx.t("目标", "target") } else { cx.t("实绩", "actual") };
            let point = target.now.filter(|_| !is_aim).unwrap_or(target.aim);
            let disputed = if point.reading.disputed { cx.t(" ! 来源说法不一", " ! sources differ") } else { "" };
            said.push(format!("{what}: {}{disputed}", where_from::in_short(point.reading.source, cx)));
            said.extend(format::warned(std::iter::once(target.park), target.indicator, cx));
        }
        said.push(match cx.lang {
            Lang::Zh => format!("{} 项目标, 判断为测算 c", view.targets.len()),
            Lang::En => format!("{} targets, verdicts computed (c)", view.targets.len()),
        });
        status_line(buf, at, &said.join("  "), cx.theme.muted, cx.glyphs);
    }
}

const fn title(by: By, cx: &Cx<'_>) -> &'static str {
    let (zh, en) = match by {
        By::Park => ("园区", "park"),
        By::Indicator => ("指标", "indicator"),
        By::Target => ("目标", "target"),
        By::Actual => ("实绩", "actual"),
        By::Progress => ("进度", "progr."),
        By::Attained => ("完成率", "of aim"),
        By::Verdict => ("判断", "verdict"),
        By::Required => ("须年均", "needed/yr"),
        By::Projected => ("推算", "leads to"),
        By::Shortfall => ("缺口", "short"),
    };
    cx.lang.pick(zh, en)
}

fn cell(target: &Target, by: By, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, here: Option<Style>, under: bool) {
    let indicator = cx.catalog.indicator(target.indicator);
    let outcome = &target.outcome;
    let cells = usize::from(at.width);
    let values = [Some(target.aim), target.now].into_iter().flatten().map(|point| point.reading.value);
    let writing = Writing::of(indicator, values, cx.lang);
    let mut text = |words: &str, style: Style| {
        put(buf, at.x, at.y, at.width, words, here.unwrap_or(style));
    };
    let number = |words: Option<String>| match words {
        Some(words) => (number::in_cells(&words, cells), cx.theme.text),
        None => (pad_start(cx.glyphs.missing, cells), cx.theme.missing),
    };
    let point = |point: Option<Point>| match point {
        Some(point) => {
            let disputed = if point.reading.disputed { "!" } else { "" };
            let year = cx.glyphs.year_tag(point.period.calendar_year());
            let words = format!("{}{disputed} {year}", writing.figure(&point.reading, cx));
            (number::in_cells(&words, cells), format::figure_style(&point.reading, cx))
        }
        None => (pad_start(cx.glyphs.missing, cells), cx.theme.missing),
    };
    let pen = cx.pen();
    let (words, style) = match by {
        By::Park => {
            let name = fit(cx.catalog.park_name(target.park, cx.lang), cells, cx.glyphs.ellipsis);
            let style = if under { cx.theme.cursor } else { cx.theme.text };
            cx.put_name(buf, at, &name, here.unwrap_or(style));
            return;
        }
        By::Indicator => {
            // The name first: the unit stands in the sentence too.
            let unit = &writing.scale.label;
            let name = indicator.short.get(cx.lang);
            let least = cells.saturating_sub(width(unit) + 1).max(cells / 2);
            let name = fit(name, least, cx.glyphs.ellipsis).into_owned();
            let next = width(&name) as u16 + 1;
            cx.put_name(buf, at, &name, here.unwrap_or(cx.theme.text));
            let room = at.width.saturating_sub(next);
            put(buf, at.x + next, at.y, room, &fit(unit, usize::from(room), cx.glyphs.ellipsis), cx.theme.muted);
            return;
        }
        By::Target => point(Some(target.aim)),
        By::Actual => point(target.now),
        By::Progress => {
            let bar = at.width.saturating_sub(SHARE + 1);
            if let (true, Some(progress)) = (at.width > SHARE + 1, outcome.progress) {
                let drawn = bar_to_tick(progress.value, outcome.elapsed, bar, cx.glyphs);
                put(buf, at.x, at.y, bar, &drawn, verdict_style(target, cx));
            }
            let (x, room) = if at.width > SHARE + 1 { (at.x + bar + 1, SHARE) } else { (at.x, at.width) };
            let words = outcome.progress.map_or_else(|| cx.glyphs.missing.to_owned(), |share| pen.share(share));
            let style = if outcome.progress.is_some() { cx.theme.text } else { cx.theme.missing };
            put(buf, x, at.y, room, &number::in_cells(&words, usize::from(room)), here.unwrap_or(style));
            return;
        }
        By::Attained => number(outcome.attained.map(|share| pen.share(share))),
        By::Verdict => {
            let (zh, en) = verdict_words(target);
            (cx.lang.pick(zh, en).to_owned(), verdict_style(target, cx))
        }
        By::Required => number(outcome.required.map(|rate| bare(&a_year(target, indicator, rate, pen)))),
        By::Projected => number(outcome.projected.map(|led| {
            let figure = writing.number(led.value);
            number::with_mark(&figure, led.mark, cx.glyphs)
        })),
        By::Shortfall => number(outcome.shortfall.map(|Firm { value, mark }| {
            let by = number::signed(value / writing.scale.divide, writing.decimals, cx.glyphs);
            number::with_mark(&by, mark, cx.glyphs)
        })),
    };
    text(&words, style);
}

/// A difference without its unit, which stands beside the indicator.
fn bare(words: &str) -> String {
    words.split(' ').next().unwrap_or_default().to_owned()
}

const fn verdict_style(target: &Target, cx: &Cx<'_>) -> Style {
    match target.outcome.verdict {
        Some(Verdict::Done | Verdict::OnTrack) => cx.theme.good,
        Some(Verdict::Nearly) => cx.theme.warn,
        Some(Verdict::Behind) => cx.theme.bad,
        None => cx.theme.muted,
    }
}

/// What the target under the cursor comes to, in sentences.
fn detail(target: &Target, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    let mut area = area;
    if area.height > 2 {
        let rule = cx.glyphs.rule.repeat(usize::from(area.width.saturating_sub(2)));
        put(buf, area.x + 1, area.y, area.width.saturating_sub(2), &rule, cx.theme.axis);
        area = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 1, height: area.height - 1 };
    }
    say(buf, area, &sentence(target, cx.catalog, cx.pen()), cx.theme.text, cx.glyphs);
}

#[cfg(test)]
mod tests {
    use super::{By, GUTTER, LEAST, widths};
    use crate::ui::room::assert_goes_in_order;

    #[test]
    fn figures_come_before_what_follows_from_them_and_nothing_overflows() {
        let names = |room| widths(room).into_iter().map(|(by, _)| by).collect::<Vec<_>>();
        assert_eq!(names(40), [By::Park, By::Indicator, By::Verdict]);
        assert_eq!(names(80).len(), 7, "all that is published, the shares and the verdict");
        assert_eq!(names(140).len(), 10);
        for room in 0..300 {
            let used: u16 = GUTTER + widths(room).iter().map(|(_, cells)| cells + 1).sum::<u16>();
            assert!(used <= room + 1 || room < 11, "{room}: {used}");
        }
        assert_goes_in_order(0..300, |room| LEAST.iter().map(|(by, _)| names(room).contains(by)).collect());
    }
}
