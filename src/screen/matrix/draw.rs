//! How the matrix is drawn: the widths from the widest figures, then cell by cell.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{
    By, Cell, Matrix, View,
    layout::{Below, Window, window},
    table::whole_words,
};
use crate::{
    analysis::rank,
    intent::Intent,
    model::{Better, Lang, Mark, Period},
    screen::{
        Cx,
        format::{self, Writing},
        measured,
        ranking::Order,
    },
    store::{Aggregate, Foot},
    ui::{
        number,
        shell::{put, status_line},
        text::{fit, pad_end, pad_start, width},
    },
};

/// Cursor, mark, a blank.
const GUTTER: u16 = 3;

/// The parts of a cell, the same for all of them.
#[derive(Clone, Copy)]
struct Parts {
    /// The digits, with the sign before them.
    digits: u16,
    /// Expected, computed, disputed.
    signs: u16,
    /// The heat as a sign, where there is no colour.
    shade: u16,
}

impl Parts {
    fn of(view: &View, writing: &Writing, shade: u16, cx: &Cx<'_>) -> Self {
        let feet = view.table.iter().flat_map(|table| &table.feet);
        let below = feet.flat_map(|foot| foot.whole.map(|all| (all.value, all.mark)).into_iter().chain(foot.median));
        let digits = |(value, mark): (f64, Mark)| {
            width(cx.glyphs.mark_sign(mark).0) + width(&writing.written(value, mark)).max(1)
        };
        let after = |(_, mark): (f64, Mark)| width(cx.glyphs.mark_sign(mark).1);
        let all: Vec<(f64, Mark)> = view.widest.values().chain(below).collect();
        let signs = all.iter().map(|of| after(*of)).max().unwrap_or(0)
            + usize::from(view.widest.is_disputed)
            + usize::from(view.widest.is_computed);
        // A year with the signs before it is six cells wide, the blank between columns among them.
        let digits = all.into_iter().map(digits).max().unwrap_or(0).max(5);
        Self { digits: digits as u16, signs: signs as u16, shade }
    }

    /// All of it, and the blank before it.
    const fn cell(self) -> u16 {
        1 + self.digits + self.signs + self.shade
    }
}

/// What is the same for every row of one frame.
struct Table<'a> {
    view: &'a View,
    writing: Writing,
    parts: Parts,
    name: u16,
    window: Window,
    /// The place of the year under the cursor.
    here: usize,
    on_name: bool,
    heat: bool,
}

impl Matrix {
    pub(super) fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let row = |y: u16| Rect { y, height: 1, ..area };
        if area.is_empty() {
            return;
        }
        let medians = view.table.iter().flat_map(|table| &table.feet).filter_map(|foot| foot.median);
        let writing = Writing::of(&view.about, medians.map(|(median, _)| median), cx.lang);
        let said = said_instead(view, cx);
        self.title(view, &writing, cx, row(area.y), buf, said.is_none());
        if let Some(words) = said {
            if area.height > 1 {
                status_line(buf, row(area.y + 1), &words, cx.theme.muted, cx.glyphs);
            }
            return;
        }
        let parts = Parts::of(view, &writing, u16::from(self.heat && !cx.theme.has_heat()), cx);
        let [zh, en] = view.names;
        let name = cx.lang.pick(zh, en).clamp(8, if area.width < 100 { 14 } else { 22 });
        let room = area.width.saturating_sub(GUTTER + name + 1);
        let here = self.place(view);
        let window = window(view.years().len(), room, parts.cell(), self.hidden, here);
        self.hidden = view.years().len() - window.first - window.shown;
        let on_name = self.is_on_name(view);
        let table = Table { view, writing, parts, name, window, here, on_name, heat: self.heat };
        let below = Below::of(area.height);
        if area.height > 1 {
            table.years(cx, row(area.y + 1), buf);
        }
        let height = usize::from(area.height.saturating_sub(2 + below.lines()));
        let shown = self.rows.view(view.order.len(), height);
        cx.hits.rows(Rect { y: area.y + 2, height: height as u16, ..area }, shown.clone(), self.rows.cursor);
        for (line, place) in shown.enumerate() {
            table.park(place, place == self.rows.cursor, cx, row(area.y + 2 + line as u16), buf);
        }
        // What the group comes to stands under the last park, not at the foot of an empty screen.
        let end = area.y + 2 + height.min(view.order.len()) as u16;
        table.feet(below, cx, Rect { y: end, height: area.bottom().saturating_sub(end), ..area }, buf);
        if below.words > 1 {
            let words = table.focus(self.rows.cursor, cx);
            status_line(buf, row(area.bottom() - 2), &words, cx.theme.text, cx.glyphs);
        }
        if below.words > 0 {
            let words = self.status(&table, cx);
            status_line(buf, row(area.bottom() - 1), &words, cx.theme.muted, cx.glyphs);
        }
    }

    /// The measure, its unit, the group, and what the heat means.
    fn title(&self, view: &View, writing: &Writing, cx: &Cx<'_>, row: Rect, buf: &mut Buffer, has_heat: bool) {
        let Some(measure) = view.measure else { return };
        let unit = &writing.scale.label;
        let name = measured::heading(measure, unit, row.width.saturating_sub(2), cx);
        let x = put(buf, row.x + 1, row.y, row.width.saturating_sub(2), &name, cx.theme.title);
        let group = cx.lens.scope.short(cx.lang);
        let words = format!("{unit}  {group} {}", view.members);
        let room = row.right().saturating_sub(x + 3);
        let words = fit(words.trim_start(), room.into(), cx.glyphs.ellipsis);
        let x = put(buf, x + 2, row.y, room, &words, cx.theme.muted);
        if let Some(heat) = view.heat.filter(|_| has_heat && self.heat) {
            let scale = if heat.is_log { cx.t("对数", "log") } else { cx.t("线性", "linear") };
            let [low, high] = [heat.low, heat.high].map(|value| writing.number(value));
            let (low, high) = if view.about.better == Better::Lower { (high, low) } else { (low, high) };
            let words = format!("{scale}{} ", cx.t("色阶, 各年同尺", " heat, one scale"));
            let all = width(&words) + width(&low) + width(&high) + 14;
            if usize::from(row.right().saturating_sub(x + 3)) < all {
                return;
            }
            let room = |x: u16| row.right().saturating_sub(x);
            let x = put(buf, x + 3, row.y, room(x + 3), &words, cx.theme.muted);
            let mut x = put(buf, x, row.y, room(x), &low, cx.theme.muted) + 1;
            for (step, style) in cx.theme.ramp.iter().enumerate() {
                let (sign, style) =
                    if cx.theme.has_heat() { (" ", *style) } else { (cx.glyphs.shades[step], cx.theme.text) };
                x = put(buf, x, row.y, room(x), &sign.repeat(2), style);
            }
            put(buf, x + 1, row.y, room(x + 1), &high, cx.theme.muted);
        }
    }

    /// What of the table one does not see.
    fn status(&self, table: &Table<'_>, cx: &Cx<'_>) -> String {
        let Table { view, window, .. } = table;
        let mut said = vec![];
        if !self.filter.is_empty() {
            said.push(format!("/{}", self.filter));
        }
        let after = view.years().len() - window.first - window.shown;
        let (to_left, to_right) = (cx.key(Intent::Left), cx.key(Intent::Right));
        match (window.first, after, cx.lang) {
            (0, 0, _) => {}
            (left, 0, Lang::Zh) => said.push(format!("左另有 {left} 年 ({to_left})")),
            (left, 0, Lang::En) => said.push(format!("{left} years to the left")),
            (0, right, Lang::Zh) => said.push(format!("右另有 {right} 年 ({to_right})")),
            (0, right, Lang::En) => said.push(format!("{right} years to the right")),
            (left, right, Lang::Zh) => said.push(format!("左另有 {left} 年, 右 {right} 年 ({to_left} {to_right})")),
            (left, right, Lang::En) => said.push(format!("{left} years to the left, {right} to the right")),
        }
        let Some(of) = &view.table else { return String::new() };
        let (earlier, later) = (cx.key(Intent::Earlier), cx.key(Intent::Later));
        match (of.before, of.after, cx.lang) {
            (0, 0, _) => {}
            (0, after, Lang::Zh) => said.push(format!("此后另有 {after} 年有数 ({later})")),
            (0, after, Lang::En) => said.push(format!("{after} later years with figures ({later})")),
            (before, after, Lang::Zh) => {
                said.push(format!("此前另有 {before} 年有数 ({earlier}), 此后 {after} 年 ({later})"));
            }
            (before, after, Lang::En) => {
                said.push(format!("{before} earlier years with figures ({earlier}), {after} later ({later})"));
            }
        }
        if view.outside > 0 {
            said.push(match cx.lang {
                Lang::Zh => format!("末 {} 行不在范围内", view.outside),
                Lang::En => format!("last {} rows are outside the group", view.outside),
            });
        }
        if view.hidden > 0 {
            said.push(match cx.lang {
                Lang::Zh => format!("{} 个园区各年无数 ({} 显示)", view.hidden, cx.key(Intent::Blank)),
                Lang::En => format!("{} parks have none ({} shows)", view.hidden, cx.key(Intent::Blank)),
            });
        }
        if of.part_year > 0 {
            said.push(match cx.lang {
                Lang::Zh => format!("{} 个非全年数不入表", of.part_year),
                Lang::En => format!("{} part-year figures not shown", of.part_year),
            });
        }
        said.join(&format!(" {} ", cx.glyphs.missing))
    }
}

/// What is said where there is no table.
fn said_instead(view: &View, cx: &Cx<'_>) -> Option<String> {
    let (Some(_), Some(table)) = (view.measure, &view.table) else {
        return Some(cx.keyed("没有指标: {Measures} 选择", "no indicator: {Measures} chooses"));
    };
    if let Some(refusal) = table.columns.iter().find_map(|column| column.refused) {
        let (zh, en) = refusal.words();
        return Some(cx.t(zh, en).to_owned());
    }
    let upto = cx.lens.at.period().calendar_year();
    match (table.years.is_empty(), table.after, cx.lang) {
        (true, 0, _) => Some(cx.keyed(
            "这些园区没有年度数据: {Measures} 换指标, {Group} 换范围, {Back} 清除查找",
            "no annual figures here: {Measures} another indicator, {Group} another group, {Back} clears the filter",
        )),
        (true, after, Lang::Zh) => Some(format!("{upto} 年及以前无数, 此后有 {after} 年 ({})", cx.key(Intent::Later))),
        (true, after, Lang::En) => {
            Some(format!("nothing up to {upto}, {after} later years with figures ({})", cx.key(Intent::Later)))
        }
        _ if view.order.is_empty() => Some(cx.keyed(
            "没有符合的园区: {Back} 清除查找, {Group} 换范围",
            "no parks: {Back} clears the filter, {Group} another group",
        )),
        _ => None,
    }
}

impl Table<'_> {
    /// The years in view: place and first cell, the blank before it among them.
    fn places(&self, row: Rect) -> impl Iterator<Item = (usize, u16)> + use<> {
        let (first, cell) = (row.x + GUTTER + self.name, self.parts.cell());
        let Window { first: from, shown } = self.window;
        (0..shown).map(move |n| (from + n, first + n as u16 * cell))
    }

    fn years(&self, cx: &Cx<'_>, row: Rect, buf: &mut Buffer) {
        let sorted = |by: By| match self.view.turned {
            _ if by != self.view.by => "",
            Order::Descending => cx.glyphs.down,
            Order::Ascending => cx.glyphs.up,
        };
        let parks = format!("{}{} {}", sorted(By::Name), cx.t("园区", "park"), self.view.order.len());
        let style = if self.on_name { cx.theme.cursor } else { cx.theme.header };
        put(buf, row.x + GUTTER, row.y, self.name, &parks, style);
        let years = self.view.years();
        for (place, x) in self.places(row) {
            let year = years[place];
            let sorted = sorted(By::Year(year));
            // Years in which nobody has a figure are no columns: the sign says that some were left out.
            let is_next = place == 0 || years[place - 1] + 1 == year;
            let left_out = if is_next { "" } else { cx.glyphs.ellipsis };
            let words = pad_start(&format!("{left_out}{sorted}{year:04}"), usize::from(self.parts.digits) + 1);
            let style = if place == self.here && !self.on_name { cx.theme.cursor } else { cx.theme.header };
            put(buf, x, row.y, row.right().saturating_sub(x), &words, style);
        }
    }

    fn park(&self, place: usize, under: bool, cx: &Cx<'_>, row: Rect, buf: &mut Buffer) {
        let at = self.view.order[place];
        let park = self.view.parks[at as usize];
        if under {
            put(buf, row.x, row.y, 1, cx.glyphs.cursor, cx.theme.cursor);
        }
        if let Some(mark) = cx.lens.marked.iter().position(|marked| *marked == park) {
            let sign = if mark == 0 { cx.glyphs.best } else { cx.glyphs.marked };
            put(buf, row.x + 1, row.y, 1, sign, cx.theme.marked);
        }
        let style = match (under, (at as usize) < self.view.members) {
            (true, _) => cx.theme.cursor,
            (false, true) => cx.theme.text,
            (false, false) => cx.theme.muted,
        };
        let name = fit(cx.catalog.park_name(park, cx.lang), usize::from(self.name), cx.glyphs.ellipsis);
        cx.put_name(buf, Rect { x: row.x + GUTTER, width: self.name, ..row }, &name, style);
        for (year, x) in self.places(row) {
            let here = under && year == self.here && !self.on_name;
            self.cell(self.view.cell(at, year), here, cx, Rect { x: x + 1, ..row }, buf);
        }
    }

    fn cell(&self, cell: Cell, here: bool, cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
        let Parts { digits, signs, shade } = self.parts;
        let (text, style) = match &cell {
            Ok(cell) => {
                let before = cx.glyphs.mark_sign(cell.mark).0;
                let number = format!("{before}{}", self.writing.written(cell.value, cell.mark));
                let after = pad_end(&measured::signs(cell, cx), usize::from(signs));
                let share = self.view.heat.filter(|_| self.heat).map(|heat| self.turned(heat.share(cell.value)));
                let sign = share.filter(|_| shade > 0).map_or("", |share| cx.glyphs.shades[cx.theme.step(share)]);
                let plain = if cell.mark.is_exact() { cx.theme.text } else { cx.theme.estimate };
                let style = share.filter(|_| shade == 0).map_or(plain, |share| cx.theme.heat(share));
                (format!("{}{after}{sign}", pad_start(&number, usize::from(digits))), style)
            }
            Err(why) => {
                let word = measured::absent(*why, usize::from(digits), cx);
                (pad_start(word, usize::from(digits)), cx.theme.missing)
            }
        };
        let style = if here { cx.theme.cell } else { style };
        put(buf, at.x, at.y, digits + signs + shade, &text, style);
    }

    /// Heat is for what is good, where the indicator has a direction.
    fn turned(&self, share: f64) -> f64 {
        if self.view.about.better == Better::Lower { 1.0 - share } else { share }
    }

    /// What the group comes to in each year.
    fn feet(&self, below: Below, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let Some(table) = &self.view.table else { return };
        let mut y = area.y;
        let mut line = |name: &str, style: Style, figure: &dyn Fn(&Foot) -> Option<String>| {
            if y >= area.bottom() {
                return;
            }
            let row = Rect { y, height: 1, ..area };
            let name = fit(name, usize::from(self.name), cx.glyphs.ellipsis);
            put(buf, row.x + GUTTER, y, self.name, &name, style);
            for (place, x) in self.places(row) {
                let digits = usize::from(self.parts.digits);
                let text = figure(&table.feet[place]).unwrap_or_else(|| cx.glyphs.missing.to_owned());
                put(buf, x + 1, y, row.right().saturating_sub(x + 1), &pad_start(&text, digits), style);
            }
            y += 1;
        };
        let number =
            |value: f64, mark: Mark| format!("{}{}", cx.glyphs.mark_sign(mark).0, self.writing.written(value, mark));
        let has_whole = table.feet.iter().any(|foot| foot.whole.is_some());
        if below.group > 0 && has_whole {
            let name = format!("{} c", whole_words(&self.view.about, cx.lang));
            line(&name, cx.theme.header, &|foot| foot.whole.map(|all| number(all.value, all.mark)));
        }
        if below.group > 1 || (below.group > 0 && !has_whole) {
            line(cx.t("中位数 c", "median c"), cx.theme.header, &|foot| {
                foot.median.map(|(m, mark)| number(m, mark))
            });
        }
        if below.count {
            let of = table.feet.first().map_or(0, |foot| foot.of);
            let name = format!("{}{of}", cx.t("有数 /", "n of "));
            line(&name, cx.theme.muted, &|foot| Some(foot.count.to_string()));
        }
    }

    /// The figure under the cursor in full, and what the group comes to in its year.
    fn focus(&self, row: usize, cx: &Cx<'_>) -> String {
        let (Some(at), Some(table)) = (self.view.order.get(row), &self.view.table) else { return String::new() };
        let park = cx.catalog.park_name(self.view.parks[*at as usize], cx.lang);
        let period = Period::year(self.view.years()[self.here]).words(cx.lang);
        let label = &self.writing.scale.label;
        let written = |value: f64, mark: Mark| {
            let figure = number::with_mark(&self.writing.written(value, mark), mark, cx.glyphs);
            if label.is_empty() { figure } else { format!("{figure} {label}") }
        };
        let mut said = vec![match self.view.cell(*at, self.here) {
            Ok(cell) => {
                let figure = if cell.computed {
                    written(cell.value, cell.mark)
                } else {
                    format::alone(&self.view.about, cell.value, cell.mark, cx)
                };
                let signs = if cell.computed { " c" } else { "" };
                let disputed = if cell.disputed { cx.t(" ! 来源说法不一", " ! sources differ") } else { "" };
                let rank = if table.ranked[*at as usize] { self.rank(cell.value, cx) } else { String::new() };
                format!("{park} {period} {figure}{signs}{disputed}{rank}")
            }
            Err(why) => {
                let (zh, en) = why.words();
                format!("{park} {period} {}", cx.t(zh, en))
            }
        }];
        let foot = table.feet[self.here];
        let over = |all: &Aggregate| {
            let what = whole_words(&self.view.about, cx.lang);
            format!("{what} {} c ({}/{})", written(all.value, all.mark), all.count, all.of)
        };
        said.extend(foot.whole.as_ref().map(over));
        let middle = |(value, mark): (f64, Mark)| {
            format!("{} {} c ({}/{})", cx.t("中位数", "median"), written(value, mark), foot.count, foot.of)
        };
        said.extend(foot.median.map(middle));
        said.join("   ")
    }

    /// The place of a value among the members in its year.
    fn rank(&self, value: f64, cx: &Cx<'_>) -> String {
        let Some(table) = &self.view.table else { return String::new() };
        let column = table.columns[self.here].values().zip(&table.ranked).filter(|(_, ranked)| **ranked);
        let values: Vec<f64> = column.filter_map(|(value, _)| value).collect();
        let before = values.iter().filter(|other| rank::order(self.view.about.better, **other, value).is_lt()).count();
        let unsure = table.feet[self.here].median.is_some_and(|(_, mark)| !mark.is_exact());
        let rank = rank::Rank { place: before as u32 + 1, of: values.len() as u32 };
        format!(" {} {}", cx.t("位次", "rank"), format::rank(rank, unsure))
    }
}
