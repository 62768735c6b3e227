//! How the distribution is drawn: the histogram with its box and names, then the parks and the years.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Distribution, Part, Row, View, definition,
    histogram::{Histogram, LEAST_COLUMN},
    layout::{Heights, place},
    quarter_words, years,
};
use crate::{
    analysis::{bins::Bins, rank::Rank, spread::Quartiles},
    model::Lang,
    screen::{
        Cx,
        format::{self, Writing},
        measured,
    },
    ui::{
        number,
        shell::{put, status_line},
        text::{fit, pad_end, pad_start, width},
    },
};

/// No more bins than this, however wide the screen is.
const MOST_BINS: u16 = 40;

impl Distribution {
    pub(super) fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        // Both tables side by side where there is room; the picture keeps most of it.
        let pane = years::wanted(view, cx.lang);
        let is_wide = area.width >= 68 + pane && area.height >= 20 && !view.years.is_empty();
        let main = if is_wide { Rect { width: area.width - pane - 2, ..area } } else { area };
        if is_wide {
            let beside = Rect { x: main.right() + 1, y: area.y + 1, width: pane, height: area.height - 1 };
            years::table(view, cx, beside, buf);
        }
        self.picture(view, cx, main, buf, is_wide);
    }

    fn picture(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer, is_wide: bool) {
        let row = |y: u16| Rect { y, height: 1, ..area };
        let writing = Writing::of(&view.about, view.quartiles.map(|quartiles| quartiles.median), cx.lang);
        title(view, &writing, cx, row(area.y), buf);
        if let Some(words) = said_instead(view, cx) {
            if area.height > 1 {
                status_line(buf, row(area.y + 1), &words, cx.theme.muted, cx.glyphs);
            }
            return;
        }
        let is_years = self.part == Part::Years && !is_wide;
        let heights = Heights::of(area.height, is_years);
        let mut y = area.y + 1;
        let mut next = |lines: u16| {
            let part = Rect { x: area.x + 1, y, width: area.width.saturating_sub(2), height: lines };
            y += lines;
            part
        };
        let said = next(heights.said);
        let bars = next(heights.bars);
        let (ticks, whiskers, names) = (next(heights.ticks), next(heights.whiskers), next(heights.names));
        let (figures, shares, table) = (next(heights.figures), next(heights.shares), next(heights.table));
        let most = (bars.width / LEAST_COLUMN).clamp(1, MOST_BINS);
        let bins = Bins::of(&view.values, self.is_log(view), usize::from(most));
        if let (Some(bins), Some(quartiles), Some(mean)) = (&bins, &view.quartiles, view.mean) {
            let under = view.rows.get(self.rows.cursor).filter(|row| row.rank.is_some());
            let here = under.map(|row| bins.place(row.cell.value));
            let histogram = Histogram { bins, quartiles, mean, here, glyphs: cx.glyphs, theme: cx.theme };
            histogram.columns(bars, buf);
            if ticks.height > 0 {
                let text = |edge: f64| number::exact(round(edge / writing.scale.divide));
                histogram.ticks(&text, ticks, buf);
            }
            if whiskers.height > 0 {
                histogram.whiskers(whiskers, buf);
            }
            self.names(view, &histogram, cx, names, buf);
            if said.height > 0 {
                let between = format!(" {} ", cx.glyphs.missing);
                put_parts(&self.said(view, bins, &writing, cx), &between, cx, said, buf);
            }
            if figures.height > 0 {
                put_parts(
                    &in_figures(quartiles, mean, &writing, usize::from(figures.width * figures.height), cx),
                    "  ",
                    cx,
                    figures,
                    buf,
                );
            }
        }
        let words = years::in_words(view, cx.lang, cx.glyphs);
        let parts: Vec<String> = words.iter().flat_map(|words| words.split("  ")).map(str::to_owned).collect();
        put_parts(&parts, "  ", cx, shares, buf);
        if is_years {
            years::table(view, cx, table, buf);
        } else {
            self.list(view, &writing, cx, Rect { x: area.x, width: area.width, ..table }, buf);
        }
    }

    /// What is behind the histogram and how it is drawn.
    fn said(&self, view: &View, bins: &Bins, writing: &Writing, cx: &Cx<'_>) -> Vec<String> {
        let mut said = view.coverage(cx.lang);
        if view.periods.len() > 1 {
            said.push(format!("{} {}", cx.t("跨年混排", "mixed years"), format::years(&view.periods)));
        }
        let step = (bins.edges[1] - bins.edges[0]) / writing.scale.divide;
        said.push(match (bins.is_log, cx.lang) {
            (true, _) => cx.keyed("对数轴 ({Log})", "log axis ({Log})"),
            (false, Lang::Zh) => format!("组距 {}", number::exact(round(step))),
            (false, Lang::En) => format!("bins of {}", number::exact(round(step))),
        });
        if self.log == Some(true) && !bins.is_log {
            said.push(cx.t("有零或负值, 不能取对数", "zero or less has no logarithm").to_owned());
        }
        said
    }

    /// The marked parks and the one under the cursor, below their places.
    fn names(&self, view: &View, histogram: &Histogram<'_>, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let under = view.rows.get(self.rows.cursor);
        let marked = view.rows.iter().filter(|row| cx.lens.marked.contains(&row.park));
        let others = marked.filter(|row| under.is_none_or(|under| under.park != row.park));
        let named: Vec<&Row> = under.into_iter().chain(others).collect();
        let texts = named.iter().enumerate().map(|(place, row)| {
            let sign = match cx.lens.marked.first() {
                _ if place == 0 && under.is_some() => cx.glyphs.cursor,
                Some(first) if *first == row.park => cx.glyphs.best,
                _ => cx.glyphs.marked,
            };
            Histogram::name(sign, cx.catalog.park_name(row.park, cx.lang), area.width, cx.glyphs)
        });
        let texts: Vec<String> = texts.collect();
        let cells = named.iter().zip(&texts);
        let cells: Vec<(u16, u16)> =
            cells.map(|(row, text)| (histogram.cell(row.cell.value, area.width), width(text) as u16)).collect();
        for (place, (text, at)) in texts.iter().zip(place(&cells, area.width, area.height)).enumerate() {
            let style = if place == 0 && under.is_some() { cx.theme.cursor } else { cx.theme.marked };
            if let Some((line, from)) = at {
                put(buf, area.x + from, area.y + line, area.width - from, text, style);
            }
        }
    }

    /// The parks in the order of value.
    fn list(&mut self, view: &View, writing: &Writing, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        if area.height == 0 {
            return;
        }
        let digits = |row: &Row| {
            width(cx.glyphs.mark_sign(row.cell.mark).0) + width(&writing.written(row.cell.value, row.cell.mark))
        };
        let visible = self.rows.view(view.rows.len(), usize::from(area.height - 1));
        cx.hits.rows(Rect { y: area.y + 1, height: area.height - 1, ..area }, visible.clone(), self.rows.cursor);
        let value = view.rows.iter().map(digits).max().unwrap_or(0).max(6);
        let [zh, en] = view.names;
        let name = usize::from(cx.lang.pick(zh, en).clamp(8, if area.width < 100 { 16 } else { 24 }));
        let rank = format::rank(Rank { place: view.of as u32, of: view.of as u32 }, true).len().max(4);
        let unit = &writing.scale.label;
        let head = format!(
            "   {} {}  {}    {}  {}  {}",
            pad_start(cx.t("位次", "rank"), rank),
            pad_end(cx.t("园区", "park"), name),
            pad_start(unit, value),
            pad_end(cx.t("年份", "year"), 7),
            pad_start(cx.t("百分位", "pctl"), 6),
            cx.t("四分位组", "quarter"),
        );
        put(buf, area.x, area.y, area.width, &head, cx.theme.header);
        for (line, place) in visible.enumerate() {
            let row = &view.rows[place];
            let (y, under) = (area.y + 1 + line as u16, place == self.rows.cursor);
            put(buf, area.x, y, 1, if under { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
            if let Some(mark) = cx.lens.marked.iter().position(|park| *park == row.park) {
                let sign = if mark == 0 { cx.glyphs.best } else { cx.glyphs.marked };
                put(buf, area.x + 1, y, 1, sign, cx.theme.marked);
            }
            let missing = || cx.glyphs.missing.to_owned();
            let room = |x: u16| area.right().saturating_sub(x);
            let style = match (under, row.rank) {
                (true, _) => cx.theme.cursor,
                (false, Some(_)) => cx.theme.text,
                (false, None) => cx.theme.muted,
            };
            let place = row.rank.map_or_else(missing, |rank| format::rank(rank, view.is_unsure()));
            let x = put(buf, area.x + 3, y, room(area.x + 3), &pad_start(&place, rank), cx.theme.muted) + 1;
            let called = fit(cx.catalog.park_name(row.park, cx.lang), name, cx.glyphs.ellipsis);
            let at = Rect { x, y, width: room(x), height: 1 };
            let x = cx.put_name(buf, at, &pad_end(&called, name), style) + 2;
            let before = cx.glyphs.mark_sign(row.cell.mark).0;
            let number = format!("{before}{}", writing.written(row.cell.value, row.cell.mark));
            let figure = format!("{}{}", pad_start(&number, value), pad_end(&measured::signs(&row.cell, cx), 3));
            let firm = if row.cell.mark.is_exact() { cx.theme.text } else { cx.theme.estimate };
            let x = put(buf, x, y, room(x), &figure, if under { cx.theme.cell } else { firm }) + 1;
            let x = put(buf, x, y, room(x), &pad_end(&row.cell.period.to_string(), 7), cx.theme.muted) + 2;
            let share = row.rank.and_then(Rank::percentile).map_or_else(missing, |share| number::grouped(share, 1));
            let x = put(buf, x, y, room(x), &pad_start(&share, 6), cx.theme.muted) + 2;
            let quarter = view.quarter(row).map_or_else(
                || cx.t("不计 (范围外、合计或子园)", "not counted (outside, a total or a part)"),
                |quarter| quarter_words(quarter, cx.lang),
            );
            put(buf, x, y, room(x), quarter, cx.theme.text);
        }
    }
}

/// The measure, its unit, the group.
fn title(view: &View, writing: &Writing, cx: &Cx<'_>, row: Rect, buf: &mut Buffer) {
    let Some(measure) = view.measure else { return };
    let room = row.width.saturating_sub(2);
    let unit = &writing.scale.label;
    let name = measured::heading(measure, unit, room, cx);
    let x = put(buf, row.x + 1, row.y, room, &name, cx.theme.title);
    let group = cx.lens.scope.short(cx.lang);
    let words = format!("{unit}  {group}  {}", cx.t("园区分布", "distribution over parks"));
    let room = row.right().saturating_sub(x + 3);
    put(buf, x + 2, row.y, room, &fit(words.trim_start(), room.into(), cx.glyphs.ellipsis), cx.theme.muted);
}

/// What is said where there is nothing to draw.
fn said_instead(view: &View, cx: &Cx<'_>) -> Option<String> {
    if view.measure.is_none() {
        return Some(cx.keyed("没有指标: {Measures} 选择", "no indicator: {Measures} chooses"));
    }
    if let Some(refusal) = view.refused {
        let (zh, en) = refusal.words();
        return Some(cx.t(zh, en).to_owned());
    }
    if view.values.is_empty() && view.rows.is_empty() {
        let words = cx.keyed(
            "所选时期没有数据: {Earlier} {Later} 换年份, {ExactPeriod} 就近取最新, {Measures} 换指标, {Group} 换范围",
            "no figures at that time: {Earlier} {Later} another year, {ExactPeriod} the latest, {Measures} another indicator, {Group} another group",
        );
        return Some(words);
    }
    None
}

/// The box in figures; the definition last, where there is room for it.
fn in_figures(quartiles: &Quartiles, mean: f64, writing: &Writing, room: usize, cx: &Cx<'_>) -> Vec<String> {
    let Quartiles { least, tenth, lower, median, upper, ninetieth, most } = *quartiles;
    let median_name = format!("{}{}", cx.glyphs.upright, cx.t("中位", "median"));
    let mean_name = format!("{}{}", cx.glyphs.times, cx.t("均值", "mean"));
    let all = [
        (cx.t("最小", "min"), least, false),
        ("P10", tenth, true),
        ("P25", lower, false),
        (&median_name, median, false),
        (&mean_name, mean, false),
        ("P75", upper, false),
        ("P90", ninetieth, true),
        (cx.t("最大", "max"), most, false),
    ];
    let said = |with_tenths: bool, definition: &str| -> Vec<String> {
        let kept = all.iter().filter(|(.., is_tenth)| with_tenths || !is_tenth);
        let figures = kept.map(|(name, value, _)| format!("{name} {}", writing.number(*value)));
        figures.chain([format!("c {definition}")]).collect()
    };
    let fits = |parts: &Vec<String>| parts.iter().map(|part| width(part) + 2).sum::<usize>() <= room;
    let ways = [said(true, definition(cx.lang)), said(true, cx.t("类型7", "type 7"))];
    ways.into_iter().find(fits).unwrap_or_else(|| said(false, cx.t("类型7", "type 7")))
}

/// Parts of a sentence in as many lines as there are, none of them broken; what is too long for the last line is cut.
fn put_parts(parts: &[String], between: &str, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.width);
    let mut lines = vec![String::new()];
    for part in parts {
        let is_last = lines.len() >= usize::from(area.height);
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(part),
            Some(line) if is_last || width(line) + width(between) + width(part) <= room => {
                line.push_str(between);
                line.push_str(part);
            }
            _ => lines.push(part.clone()),
        }
    }
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        put(buf, area.x, y, area.width, &fit(line, room, cx.glyphs.ellipsis), cx.theme.muted);
    }
}

/// Takes off the dust that dividing by a power of ten leaves in the last binary digit.
fn round(value: f64) -> f64 {
    format!("{value:.9e}").parse().unwrap_or(value)
}
