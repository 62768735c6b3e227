//! How coverage is drawn.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{
    Order, Parks, View, filled_words, gap_words,
    layout::{Layout, Needs, layout},
    run_words, words, year_of,
};
use crate::{
    intent::Intent,
    model::{Form, Lang, Measure, Period},
    screen::{Cx, format, measured},
    store::{Covered, Known, Stated},
    ui::{
        shell::{put, status_line},
        text::{fit, pad_start, width},
    },
};

impl Parks {
    pub fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        self.follow(view);
        let row = |y: u16| Rect { y, height: 1, ..area };
        let Some(indicator) = view.indicator else {
            status_line(
                buf,
                row(area.y),
                &cx.keyed("没有指标: {Measures} 选择", "no indicator: {Measures} chooses"),
                cx.theme.muted,
                cx.glyphs,
            );
            return;
        };
        let room = area.width.saturating_sub(2);
        let unit = cx.catalog.indicator(indicator).unit.label(cx.lang);
        let name = measured::heading(Measure { of: indicator, form: Form::Level }, unit, room, cx);
        let x = put(buf, area.x + 1, area.y, room, &name, cx.theme.title);
        let room = area.right().saturating_sub(x + 3);
        put(buf, x + 2, area.y, room, &fit(&about(view, cx), usize::from(room), cx.glyphs.ellipsis), cx.theme.muted);
        let Some(span) = view.coverage.span else {
            let words = cx.keyed(
                "这些园区没有年度数据: {Measures} 换指标, {Group} 换范围, {Back} 清除查找",
                "no annual figures here: {Measures} another indicator, {Group} another group, {Back} clears the filter",
            );
            status_line(buf, row(area.y + 1), &words, cx.theme.muted, cx.glyphs);
            return;
        };
        let years = view.coverage.by_year.len();
        let place = year_of(cx.lens) - span.0;
        let table = Table {
            span,
            here: usize::try_from(place).ok().filter(|place| *place < years),
            layout: layout(&Needs {
                room: area.width,
                names: view.names[usize::from(cx.lang == Lang::En)],
                years,
                most: view.coverage.by_year.iter().copied().max().unwrap_or(0),
                wanted: usize::try_from(place.max(0)).ok(),
            }),
        };
        table.head(view, cx, row(area.y + 1), buf);
        // What goes first where there is little room: the legend, the line of the cell, the totals.
        let below = match area.height {
            ..=6 => 0,
            7..=9 => 1,
            10..=12 => 2,
            _ => 3,
        };
        let list = Rect { y: area.y + 2, height: area.height.saturating_sub(2 + below), ..area };
        let shown = self.rows.view(view.len(), usize::from(list.height));
        cx.hits.rows(list, shown.clone(), self.rows.cursor);
        for (line, place) in shown.enumerate() {
            let under = place == self.rows.cursor;
            table.park(&view.coverage.rows[place], cx, row(list.y + line as u16), buf, under);
        }
        // The totals stand under the last park, not at the foot of an empty screen.
        let end = list.y + list.height.min(view.len() as u16);
        if below > 0 {
            table.totals(view, cx, row(end), buf);
        }
        if below > 2 {
            status_line(buf, row(area.bottom() - 2), &legend(cx), cx.theme.muted, cx.glyphs);
        }
        if below > 1 {
            let row_here = view.coverage.rows.get(self.rows.cursor);
            let words = table.status(view, row_here, cx);
            status_line(buf, row(area.bottom() - 1), &words, cx.theme.muted, cx.glyphs);
        }
    }
}

/// As many whole gaps as fit: a year cut short would be another.
fn fitting(gaps: &[(i32, i32)], cells: usize, cx: &Cx<'_>) -> String {
    let all = gap_words(gaps);
    if width(&all) <= cells {
        return all;
    }
    let some = (0..gaps.len()).rev().map(|n| format!("{} {}", gap_words(&gaps[..n]), cx.glyphs.ellipsis));
    some.into_iter().find(|words| width(words) <= cells).unwrap_or_default()
}

/// Unit, group, how much is filled, which years.
fn about(view: &View, cx: &Cx<'_>) -> String {
    let unit = view.indicator.map_or("", |id| cx.catalog.indicator(id).unit.label(cx.lang));
    let group = view.scope.short(cx.lang);
    let years = view.coverage.span.map_or(String::new(), run_words);
    let filled = filled_words(&view.coverage, cx.lang);
    let said = [unit, group, &filled, &years];
    said.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("  ")
}

fn legend(cx: &Cx<'_>) -> String {
    let known = Known::ALL.map(|known| format!("{} {}", cx.glyphs.known[known as usize], words(known, cx.lang)));
    format!("{}  {} {}", known.join("  "), cx.glyphs.missing, cx.t("没有来源", "nothing"))
}

/// The years across, as they are laid out.
struct Table {
    span: (i32, i32),
    /// The place of the year one looks at.
    here: Option<usize>,
    layout: Layout,
}

impl Table {
    /// The places of the years in view, and where each begins.
    fn places(&self, area: Rect) -> impl Iterator<Item = (usize, u16)> + use<> {
        let Layout { name, cell, first, shown, .. } = self.layout;
        (0..shown).map(move |n| (first + n, area.x + 3 + name + n as u16 * cell))
    }

    fn year(&self, place: usize) -> i32 {
        self.span.0 + place as i32
    }

    /// Where `12/34` begins.
    fn after(&self, area: Rect) -> u16 {
        area.x + 4 + self.layout.name + self.layout.shown as u16 * self.layout.cell
    }

    fn head(&self, view: &View, cx: &Cx<'_>, row: Rect, buf: &mut Buffer) {
        let named = if view.order == Order::Name { cx.glyphs.up } else { "" };
        put(buf, row.x + 3, row.y, self.layout.name, &format!("{named}{}", cx.t("园区", "park")), cx.theme.muted);
        for (place, x) in self.places(row) {
            let year = self.year(place);
            let year = if self.layout.cell < 5 { format!("{:02}", year.rem_euclid(100)) } else { format!("{year:04}") };
            let style = if self.here == Some(place) { cx.theme.header } else { cx.theme.muted };
            put(buf, x, row.y, self.layout.cell, &pad_start(&year, usize::from(self.layout.cell)), style);
        }
        let sign = match view.order {
            Order::Group | Order::Name => "",
            Order::FullestFirst => cx.glyphs.down,
            Order::EmptiestFirst => cx.glyphs.up,
        };
        let x = self.after(row);
        let words = pad_start(&format!("{}{sign}", cx.t("有数", "years")), usize::from(self.layout.count));
        put(buf, x, row.y, row.right().saturating_sub(x), &words, cx.theme.muted);
        if self.layout.gaps > 0 {
            put(buf, x + self.layout.count + 2, row.y, self.layout.gaps, cx.t("缺的年份", "gaps"), cx.theme.muted);
        }
    }

    fn park(&self, covered: &Covered, cx: &Cx<'_>, row: Rect, buf: &mut Buffer, under: bool) {
        let name = usize::from(self.layout.name);
        put(buf, row.x, row.y, 1, if under { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
        let mark = if cx.lens.marked.contains(&covered.park) { cx.glyphs.marked } else { " " };
        put(buf, row.x + 1, row.y, 1, mark, cx.theme.marked);
        let style = if under { cx.theme.cursor } else { cx.theme.text };
        let called = fit(cx.catalog.park_name(covered.park, cx.lang), name, cx.glyphs.ellipsis);
        cx.put_name(buf, Rect { x: row.x + 3, width: self.layout.name, ..row }, &called, style);
        for (place, x) in self.places(row) {
            let said = covered.get(self.year(place));
            let style = if under && self.here == Some(place) { cx.theme.cell } else { style_of(said, cx) };
            let sign = said.map_or(cx.glyphs.missing, |said| cx.glyphs.known[said.known as usize]);
            let last = x + self.layout.cell - 1;
            put(buf, last, row.y, 1, sign, style);
        }
        let (filled, years) = (covered.filled(), (self.span.1 - self.span.0 + 1) as usize);
        let x = self.after(row);
        let count = pad_start(&format!("{filled}/{years}"), usize::from(self.layout.count));
        put(buf, x, row.y, row.right().saturating_sub(x), &count, cx.theme.text);
        if self.layout.gaps > 0 {
            let gaps = match years - filled {
                0 => cx.t("齐", "none").to_owned(),
                n if n == years => cx.t("全缺", "all").to_owned(),
                _ => fitting(&covered.gaps(self.span), usize::from(self.layout.gaps), cx),
            };
            put(buf, x + self.layout.count + 2, row.y, self.layout.gaps, &gaps, cx.theme.muted);
        }
    }

    /// How many parks have each year.
    fn totals(&self, view: &View, cx: &Cx<'_>, row: Rect, buf: &mut Buffer) {
        let name = fit(cx.t("有数园区", "parks"), usize::from(self.layout.name), cx.glyphs.ellipsis);
        put(buf, row.x + 3, row.y, self.layout.name, &name, cx.theme.header);
        for (place, x) in self.places(row) {
            let count = pad_start(&view.coverage.by_year[place].to_string(), usize::from(self.layout.cell));
            put(buf, x, row.y, self.layout.cell, &count, cx.theme.header);
        }
    }

    /// The figure under the cursor, and what of the table one does not see.
    fn status(&self, view: &View, row: Option<&Covered>, cx: &Cx<'_>) -> String {
        let year = year_of(cx.lens);
        let mut said = vec![];
        if let Some(row) = row {
            let name = cx.catalog.park_name(row.park, cx.lang);
            let period = Period::year(year).words(cx.lang);
            said.push(format!("{name} {period}: {}", figure(view, row.get(year), cx)));
        }
        let (before, after) = (self.layout.first, self.span.1 - self.year(self.layout.first + self.layout.shown) + 1);
        let (earlier, later) = (cx.key(Intent::Earlier), cx.key(Intent::Later));
        match (before, after, cx.lang) {
            (0, ..=0, _) => {}
            (_, ..=0, Lang::Zh) => said.push(format!("更早还有 {before} 年 ({earlier})")),
            (_, ..=0, Lang::En) => said.push(format!("{before} earlier years ({earlier})")),
            (_, _, Lang::Zh) => said.push(format!("更早还有 {before} 年 ({earlier}), 更晚 {after} 年 ({later})")),
            (_, _, Lang::En) => said.push(format!("{before} earlier years ({earlier}), {after} later ({later})")),
        }
        match (view.coverage.part_year, cx.lang) {
            (0, _) => {}
            (parts, Lang::Zh) => said.push(format!("{parts} 个非全年数不计")),
            (1, Lang::En) => said.push("1 part-year figure not counted".to_owned()),
            (parts, Lang::En) => said.push(format!("{parts} part-year figures not counted")),
        }
        said.join("  ")
    }
}

/// The value of a year, or why there is none.
fn figure(view: &View, said: Option<&Stated>, cx: &Cx<'_>) -> String {
    let Some((said, indicator)) = said.zip(view.indicator) else {
        return cx.t("没有来源给出 (不是 0)", "no source gives it (not 0)").to_owned();
    };
    let Some((value, mark)) = said.value else { return words(said.known, cx.lang).to_owned() };
    let value = format::alone(cx.catalog.indicator(indicator), value, mark, cx);
    match said.known {
        Known::Disputed => format!("{value} ! {}", words(said.known, cx.lang)),
        _ => value,
    }
}

fn style_of(said: Option<&Stated>, cx: &Cx<'_>) -> Style {
    match said.map(|said| said.known) {
        Some(Known::Firm) => cx.theme.text,
        Some(Known::Soft) => cx.theme.estimate,
        Some(Known::Disputed) => cx.theme.warn,
        Some(Known::Denied) | None => cx.theme.missing,
    }
}
