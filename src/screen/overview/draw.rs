//! How the overview is drawn: lists in columns, each with its share of the room.

use ratatui::{
    buffer::Buffer,
    layout::{Margin, Rect},
    style::Style,
};

use super::{Item, Overview, Panel, PanelKind, View};
use crate::{
    intent::Intent,
    model::{Form, IndicatorId, Lang, Measure, Problem, measure::Refusal},
    screen::{
        Cx,
        format::{self, Writing},
        measured, profile,
    },
    store::{Summary, Why},
    ui::{
        number,
        shell::{put, status_line},
        spark,
        text::{fit, pad_end, width, wrap},
    },
};

/// A line of the screen.
enum LineOf<'a> {
    Heading(&'a Panel),
    Item(&'a Panel, &'a Item, usize),
}

impl Overview {
    pub(super) fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let room = usize::from(area.width.saturating_sub(2));
        let loaded = loaded(view, cx).map(|said| whole(&said, room));
        let mut y = area.y;
        for (place, words) in loaded.iter().enumerate() {
            let style = if place == 0 { cx.theme.title } else { cx.theme.muted };
            status_line(buf, Rect { y, height: 1, ..area }, words, style, cx.glyphs);
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
            self.column(lines, view.form, cx, at, buf);
        }
        if count == 0 {
            put(buf, body.x + 2, body.y, body.width, cx.t("没有数据", "no figures"), cx.theme.muted);
            why_nothing(&view.problems, cx, body.inner(Margin { horizontal: 2, vertical: 2 }), buf);
        }
    }

    fn column(&self, lines: &[LineOf<'_>], form: Form, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let cursor =
            lines.iter().position(|line| matches!(line, LineOf::Item(.., place) if *place == self.rows.cursor));
        let height = usize::from(area.height);
        // A column longer than the screen scrolls just enough to show the cursor.
        let top = cursor.map_or(0, |cursor| (cursor + 1).saturating_sub(height));
        for (y, line) in lines.iter().skip(top).take(height).enumerate() {
            let at = Rect { y: area.y + y as u16, height: 1, ..area };
            match line {
                LineOf::Heading(panel) => {
                    let room = at.width.saturating_sub(1);
                    let words = heading(panel, form, self.cap, room.into(), cx);
                    let words = fit(&words, room.into(), cx.glyphs.ellipsis);
                    put(buf, at.x + 1, at.y, room, &words, cx.theme.header);
                }
                LineOf::Item(panel, item, place) => {
                    cx.hits.rows(at, *place..place + 1, self.rows.cursor);
                    line_of(panel, item, cx, at, buf, *place == self.rows.cursor);
                }
            }
        }
    }
}

/// Where something is wrong, what it is and the way out, one under the other as far as there is room.
fn why_nothing(problems: &[Problem], cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    let lines = problems.iter().flat_map(|problem| {
        let (what, way_out) = problem.halves();
        let place = [(0, problem.place(), cx.theme.warn)].into_iter();
        place.chain([(2, what.to_owned(), cx.theme.text)]).chain(way_out.map(|way| (2, way.to_owned(), cx.theme.muted)))
    });
    let wrapped = lines.flat_map(|(indent, words, style)| {
        let lines = wrap(&words, usize::from(area.width.saturating_sub(indent)));
        lines.into_iter().map(move |line| (indent, line, style))
    });
    for (y, (indent, line, style)) in (area.y..area.bottom()).zip(wrapped) {
        put(buf, area.x + indent, y, area.width.saturating_sub(indent), &line, style);
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

/// As much of what is said as fits as a whole: half a number would be another.
fn whole(said: &[String], room: usize) -> String {
    let lines = (1..=said.len()).rev().map(|count| said[..count].join("  "));
    lines.into_iter().find(|line| width(line) <= room).or_else(|| said.first().cloned()).unwrap_or_default()
}

/// What is loaded, in two lines, of each the most telling first. What nobody said is left out.
fn loaded(view: &View, cx: &Cx<'_>) -> [Vec<String>; 2] {
    let Summary { parks, indicators, observations, targets, sources, second_hand, conflicts, years, newest } =
        view.summary;
    let dash = cx.glyphs.dash;
    let span = years.map(|(first, last)| format!("{first}{dash}{last}"));
    let newest = newest.map(|[year, month, day]| match (month, day) {
        (0, _) => format!("{year}"),
        (_, 0) => format!("{year}-{month:02}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    });
    let compiled = Some(&view.compiled).filter(|date| !date.is_empty());
    let key = cx.key(Intent::Sources);
    let (counts, sources, dates) = match cx.lang {
        Lang::Zh => (
            [
                format!("{parks} 个园区与区域"),
                format!("{indicators} 项指标"),
                format!("{observations} 条数据 (含目标 {targets})"),
            ],
            [format!("{sources} 个来源，其中 {second_hand} 个为转载或二手"), format!("{conflicts} 处说法不一 ({key})")],
            [newest.map(|date| format!("最新来源 {date}")), compiled.map(|date| format!("汇编 {date}"))],
        ),
        Lang::En => (
            [
                format!("{parks} parks and areas"),
                format!("{indicators} indicators"),
                format!("{observations} figures ({targets} targets)"),
            ],
            [format!("{sources} sources, {second_hand} second-hand"), format!("{conflicts} disputed ({key})")],
            [newest.map(|date| format!("newest source {date}")), compiled.map(|date| format!("compiled {date}"))],
        ),
    };
    [counts.into_iter().chain(span).collect(), sources.into_iter().chain(dates.into_iter().flatten()).collect()]
}

fn heading(panel: &Panel, form: Form, cap: usize, room: usize, cx: &Cx<'_>) -> String {
    let name = |of: IndicatorId| measured::name(Measure { of, form }, cx.catalog, cx.lang);
    let n = panel.items.len().min(cap);
    let levels = if form == Form::Level { "" } else { cx.t(" 原值", " levels") };
    match (panel.kind, cx.lang) {
        (PanelKind::Total(park), _) => {
            // The name may be cut, not what the figures are.
            let levels = if form.is_of_group() { levels } else { "" };
            let name = cx.catalog.park(park).name.get(cx.lang);
            format!("{}{levels}", fit(name, room.saturating_sub(width(levels)), cx.glyphs.ellipsis))
        }
        (PanelKind::Silent(id, refusal), lang) => {
            let (zh, en) = refusal.map_or(("没有园区可算", "of no park can it be said"), Refusal::words);
            format!("{}: {}", name(id), lang.pick(zh, en))
        }
        (PanelKind::Top(id), Lang::Zh) => format!("{} 前{n}", name(id)),
        (PanelKind::Top(id), Lang::En) => format!("{}: top {n}", name(id)),
        (PanelKind::Bottom(id), Lang::Zh) => format!("{} 末{n}", name(id)),
        (PanelKind::Bottom(id), Lang::En) => format!("{}: last {n}", name(id)),
        (PanelKind::Risers(id), Lang::Zh) => format!("{} 增长最快", name(id)),
        (PanelKind::Risers(id), Lang::En) => format!("{}: risers", name(id)),
        (PanelKind::Fallers(id), Lang::Zh) => format!("{} 下降最多", name(id)),
        (PanelKind::Fallers(id), Lang::En) => format!("{}: fallers", name(id)),
        (PanelKind::Targets, Lang::Zh) => {
            format!("目标{levels} ({}年及以后，达=最新/目标)", cx.lens.at.period().calendar_year())
        }
        (PanelKind::Targets, Lang::En) => {
            format!("Targets due {} or later{levels}", cx.lens.at.period().calendar_year())
        }
    }
}

fn line_of(panel: &Panel, item: &Item, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, under: bool) {
    put(buf, at.x, at.y, 1, if under { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
    let marked = cx.lens.marked.contains(&item.park);
    put(buf, at.x + 1, at.y, 1, if marked { cx.glyphs.marked } else { " " }, cx.theme.marked);
    let wide = at.width >= 50;
    let name_width: u16 = if wide { 18 } else { 10 };
    let indicator = item.about(cx.catalog);
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
        let short = indicator.short.get(cx.lang);
        let room = usize::from(at.right().saturating_sub(x));
        // In a narrow column the year is short; what goes next is the name of the indicator, never a number.
        let full = format!("{}{from}", profile::aim_words(aim, item.indicator, cx));
        let due = cx.glyphs.year_tag(aim.target.period.calendar_year());
        let short_due = format!("{due} {}{from}", profile::aim_figures(aim, item.indicator, cx));
        // A figure of which one cannot read what it is of says nothing: the share of it goes before its name does.
        let can_read = |figures: &str| room > width(figures) + width(short).min(7);
        let figures = if width(short) + 1 + width(&full) <= room {
            full
        } else if can_read(&short_due) {
            short_due
        } else {
            format!("{due} {}", profile::aim_alone(aim, item.indicator, cx))
        };
        let name = fit(short, room.saturating_sub(width(&figures) + 1), cx.glyphs.ellipsis);
        let words = if name.is_empty() { figures } else { format!("{name} {figures}") };
        put(buf, x, at.y, room as u16, &fit(&words, room, cx.glyphs.ellipsis), cx.theme.muted);
        return;
    }
    let Some(cell) = &item.cell else {
        if let Some((zh, en)) = item.why.map(Why::words) {
            let words = format!("{} {}", cx.glyphs.missing, cx.lang.pick(zh, en));
            put_part(at.width, &words, cx.theme.muted, false);
        }
        return;
    };
    let writing = Writing::of(indicator, [cell.reading.value], cx.lang);
    let unit = &writing.scale.label;
    let computed = if cell.computed { "c" } else { "" };
    let figure = if unit == "%" {
        format!("{}%{computed}", writing.figure(&cell.reading, cx))
    } else {
        format!("{}{computed} {unit}", writing.figure(&cell.reading, cx))
    };
    let figure = if cell.reading.disputed { format!("{}!", figure.trim_end()) } else { figure.trim_end().to_owned() };
    let (value, change_cells) = if wide { (14, 9) } else { (13, 7) };
    // In a form there is no change, and figures with their units are longer.
    let value = if item.formed.is_some() { value + change_cells + 1 } else { value };
    put_part(value, &figure, format::figure_style(&cell.reading, cx), true);
    put_part(
        cx.glyphs.year_tag(2022).chars().count() as u16,
        &cx.glyphs.year_tag(cell.period.calendar_year()),
        cx.theme.muted,
        false,
    );
    match &cell.change {
        Some(change) => {
            let words = format::change_in_full(change, cx);
            // No room is no change shown, rather than half a number.
            let words = if width(&words) > usize::from(change_cells) { "" } else { &words };
            put_part(change_cells, words, format::change_style(change, indicator.better, cx), true);
        }
        None if item.formed.is_some() => {}
        None => put_part(change_cells, "", cx.theme.muted, true),
    }
    let last = item.series.years().next_back().map_or(0, |point| point.period.calendar_year());
    // As many of the newest years as there is room for.
    let room = at.right().saturating_sub(x).min(12);
    if room >= 4 && item.series.years().count() > 1 {
        let history = item.series.by_year(last - i32::from(room) + 1, last);
        put(buf, x, at.y, room, &spark(&history, cx.glyphs), cx.theme.muted);
    }
}
