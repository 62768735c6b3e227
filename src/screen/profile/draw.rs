//! How the profile is drawn: rows under their chapters.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Profile, Row, View, aim_words};
use crate::{
    analysis::rank::Rank,
    model::{Category, Form, Lang, park::province_name},
    screen::{
        Cx,
        format::{self, Writing},
        measured,
        rows::Rows,
        where_from,
    },
    store::{Reading, Why},
    ui::{
        number,
        shell::{put, say, status_line},
        spark,
        text::{fit, pad_start, width},
    },
};

impl Profile {
    pub(super) fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let Some(park) = view.park else {
            put(buf, area.x + 1, area.y, area.width.saturating_sub(1), cx.t("没有园区", "no parks"), cx.theme.muted);
            return;
        };
        let mark = if cx.lens.marked.contains(&park) { cx.glyphs.marked } else { " " };
        let about = cx.catalog.park(park);
        let (zh, en) = about.level.words();
        let x = put(buf, area.x + 1, area.y, 2, mark, cx.theme.marked);
        let room = area.right().saturating_sub(x + 2);
        let name = fit(about.name.get(cx.lang), usize::from(room), cx.glyphs.ellipsis);
        let x = put(buf, x + 1, area.y, room, &name, cx.theme.title);
        let mut place = vec![cx.lang.pick(zh, en).to_owned()];
        place.extend(about.province.as_deref().map(|province| province_name(province, cx.lang).to_owned()));
        // The English name of a park says its city.
        let city = about.city.clone().filter(|city| cx.lang == Lang::Zh && Some(city) != about.province.as_ref());
        place.extend(city);
        place.extend(about.founded.map(|year| match cx.lang {
            Lang::Zh => format!("{year}年设立"),
            Lang::En => format!("founded {year}"),
        }));
        if let Some(parent) = about.parent {
            place.push(format!("{} {}", cx.t("属于", "part of"), cx.catalog.park_name(parent, cx.lang)));
        }
        let room = area.right().saturating_sub(x + 3);
        put(buf, x + 2, area.y, room, &fit(&place.join(" "), usize::from(room), cx.glyphs.ellipsis), cx.theme.muted);
        let widths = Widths::of(area.width, view.form);
        head(view.form, cx, Rect { y: area.y + 1, height: 1, ..area }, buf, &widths);
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
                cx.hits.rows(at, place..place + 1, self.rows.cursor);
                line_of(&view.rows[place], cx, at, buf, widths, place == self.rows.cursor);
                continue;
            }
            let next = lines[line + 1].map_or(Category::Other, |place| view.rows[place].category);
            let (zh, en) = next.words();
            put(buf, at.x + 1, at.y, at.width, cx.lang.pick(zh, en), cx.theme.header);
        }
        self.rows.top = in_lines.top;
        if view.rows.is_empty() {
            let words = cx.keyed(
                "这里没有数据: {Back} 清除查找, {ExactPeriod} 取最新年份",
                "nothing here: {Back} clears the filter, {ExactPeriod} takes the latest year",
            );
            say(buf, area, &words, cx.theme.muted, cx.glyphs);
        }
    }

    fn status(&self, view: &View, cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
        let count = match cx.lang {
            Lang::Zh => format!("{} 项指标  位次: 与范围内同一时期有数的园区相比", view.rows.len()),
            Lang::En => format!("{} indicators  rank: among the group's figures of the same period", view.rows.len()),
        };
        let source = view.rows.get(self.rows.cursor).and_then(|row| row.cell.as_ref()).map(|cell| {
            let disputed = if cell.reading.disputed { cx.t(" ! 来源说法不一", " ! sources differ") } else { "" };
            format!("{}{disputed}  ", where_from::said_by(&cell.reading, cx))
        });
        let row = view.rows.get(self.rows.cursor);
        let warned =
            row.zip(view.park).filter(|(row, park)| cx.catalog.warnings_on(*park, row.indicator).next().is_some());
        let warned = if warned.is_some() {
            cx.keyed("口径提示见{Where}  ", "remark, see {Where}  ")
        } else {
            String::new()
        };
        let filter = if self.filter.is_empty() { String::new() } else { format!("/{}  ", self.filter) };
        let words = format!("{filter}{warned}{}{count}", source.unwrap_or_default());
        status_line(buf, at, &words, cx.theme.muted, cx.glyphs);
    }
}

/// What stands beside name, figure and period, and from how many cells on; most wanted first. The unit stands behind the
/// name until it has a column of its own, the history where there is room for it.
const FROM: [(Part, u16); 5] =
    [(Part::Unit, 60), (Part::Change, 60), (Part::Rank, 76), (Part::Target, 120), (Part::Percentile, 140)];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Unit,
    Change,
    Rank,
    /// With longer names.
    Target,
    /// With a longer history.
    Percentile,
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
    /// What a form makes of the figures has no change on the year before: only levels have.
    fn of(room: u16, form: Form) -> Self {
        let has = |part: Part| FROM.iter().any(|(other, from)| *other == part && room >= *from);
        let wide = has(Part::Target);
        // Below that the unit stands behind the name, and both share what the figure and its period leave.
        let has_units = has(Part::Unit);
        let period = if wide { 12 } else { 11 };
        let period = if has_units { period } else { period.min(room.saturating_sub(2 + 18 + 1 + 11 + 1)).max(7) };
        let left = room.saturating_sub(2 + 1 + 11 + 1 + period);
        Self {
            name: match (wide, has_units) {
                (true, _) => 28,
                (_, true) => 16,
                (..) => left.saturating_sub(if left >= 18 + 9 { 9 } else { 0 }).clamp(10, 26),
            },
            value: 11,
            unit: if has_units { 9 } else { 0 },
            period,
            change: if has(Part::Change) && form == Form::Level { 10 } else { 0 },
            spark: if has(Part::Percentile) { 16 } else { 8 },
            rank: if has(Part::Rank) { 7 } else { 0 },
            percentile: if has(Part::Percentile) { 6 } else { 0 },
            target: match (wide, has(Part::Percentile)) {
                (_, true) => 36,
                (true, false) => 26,
                (false, false) => 0,
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

fn head(form: Form, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, widths: &Widths) {
    let mut x = at.x + 2;
    let mut part = |cells: u16, words: &str, right: bool| {
        if cells > 0 {
            let words = if right { pad_start(words, usize::from(cells)) } else { words.to_owned() };
            put(buf, x, at.y, cells.min(at.right().saturating_sub(x)), &words, cx.theme.muted);
            x += cells + 1;
        }
    };
    let name = if widths.unit > 0 { cx.t("指标", "indicator") } else { cx.t("指标 单位", "indicator, unit") };
    part(widths.name, name, false);
    let value = match form {
        Form::Level => cx.t("数值", "value").to_owned(),
        form => form.short(cx.lang),
    };
    part(widths.value, &value, true);
    part(widths.unit, cx.t("单位", "unit"), false);
    part(widths.period, cx.t("时期", "period"), false);
    part(widths.change, cx.t("同比", "change"), true);
    part(widths.spark, cx.t("历年", "history"), false);
    part(widths.rank, cx.t("位次", "rank"), true);
    part(widths.percentile, cx.t("百分位", "pctile"), true);
    let target = match form {
        Form::Level => cx.t("目标", "target"),
        _ => cx.t("目标 (原值)", "target (level)"),
    };
    part(widths.target, target, false);
}

fn line_of(row: &Row, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, widths: &Widths, under: bool) {
    let indicator = row.about(cx.catalog);
    if under {
        put(buf, at.x, at.y, 1, cx.glyphs.cursor, cx.theme.cursor);
    }
    let name = if widths.name == 28 { indicator.name.get(cx.lang) } else { indicator.short.get(cx.lang) };
    let unit = match &row.cell {
        Some(cell) => Writing::of(indicator, [cell.reading.value], cx.lang).scale.label,
        // A target is a level, whatever the form.
        None => cx.catalog.indicator(row.indicator).unit.label(cx.lang).to_owned(),
    };
    let behind = if widths.unit > 0 || unit.is_empty() { 0 } else { width(&unit) as u16 + 1 };
    let fitted = |words: &str, cells: u16| fit(words, usize::from(cells), cx.glyphs.ellipsis).into_owned();
    let name_style = if under { cx.theme.cursor } else { cx.theme.text };
    let name = fitted(name, widths.name.saturating_sub(behind));
    let place = Rect { x: at.x + 2, width: widths.name.min(at.width.saturating_sub(2)), ..at };
    cx.put_name(buf, place, &name, name_style);
    if behind > 0 {
        put(buf, at.x + 2 + width(&name) as u16 + 1, at.y, behind - 1, &unit, cx.theme.muted);
    }
    let mut x = at.x + 3 + widths.name;
    let mut part = |cells: u16, words: &str, style| {
        if cells > 0 {
            put(buf, x, at.y, cells.min(at.right().saturating_sub(x)), words, style);
            x += cells + 1;
        }
    };
    let Some(cell) = &row.cell else {
        let absent = row.why.map_or(cx.glyphs.missing, |why| measured::absent(why, usize::from(widths.value), cx));
        part(widths.value, &pad_start(absent, usize::from(widths.value)), cx.theme.missing);
        // The room of the figure's parts is free: for the reason, or for a target without a figure yet.
        if let Some((zh, en)) = row.why.filter(|why| *why != Why::Missing).map(Why::words) {
            let words = fit(cx.lang.pick(zh, en), usize::from(at.right().saturating_sub(x)), cx.glyphs.ellipsis);
            put(buf, x, at.y, at.right().saturating_sub(x), &words, cx.theme.muted);
            return;
        }
        part(widths.unit, &fitted(&unit, widths.unit), cx.theme.muted);
        let words = row.aim.as_ref().map_or(String::new(), |aim| aim_words(aim, row.indicator, cx));
        part(at.width, &words, cx.theme.link);
        return;
    };
    let Reading { value, mark, disputed, .. } = cell.reading;
    let writing = Writing::of(indicator, [value], cx.lang);
    let number = if cell.computed { format::computed } else { format::alone };
    let shown = number(indicator, value, mark, cx);
    let bare = shown.strip_suffix(unit.as_str()).unwrap_or(&shown).trim_end();
    let disputed = if disputed { "!" } else { "" };
    // As exactly as it is known if there is room, else rounded.
    let exact = format!("{bare}{disputed}");
    let computed = if cell.computed { "c" } else { "" };
    let rounded = format!("{}{computed}{disputed}", writing.figure(&cell.reading, cx));
    let room = usize::from(widths.value);
    let figure = if width(&exact) <= room { exact } else { rounded };
    part(widths.value, &number::in_cells(&figure, room), format::figure_style(&cell.reading, cx));
    part(widths.unit, &fitted(&unit, widths.unit), cx.theme.muted);
    let period = cell.period.words(cx.lang);
    let period = if width(&period) <= usize::from(widths.period) { period } else { cell.period.to_string() };
    part(widths.period, &fitted(&period, widths.period), cx.theme.muted);
    let (change, style) = match &cell.change {
        Some(change) => (format::change_in_full(change, cx), format::change_style(change, indicator.better, cx)),
        None => (String::new(), cx.theme.muted),
    };
    part(widths.change, &number::in_cells(&change, usize::from(widths.change)), style);
    let last = row.series.years().next_back().map_or(0, |point| point.period.calendar_year());
    let history = row.series.by_year(last - i32::from(widths.spark) + 1, last);
    let history = if row.series.years().count() > 1 { spark(&history, cx.glyphs) } else { String::new() };
    part(widths.spark, &history, cx.theme.muted);
    let rank = row.cell.as_ref().and_then(|cell| cell.rank);
    part(
        widths.rank,
        &pad_start(&rank.map_or(String::new(), |rank| format::rank(rank, row.unsure)), usize::from(widths.rank)),
        cx.theme.text,
    );
    let percentile = rank.and_then(Rank::percentile).map_or(String::new(), |p| number::grouped(p, 0));
    part(widths.percentile, &pad_start(&percentile, usize::from(widths.percentile)), cx.theme.muted);
    if let Some(aim) = row.aim.as_ref().filter(|_| row.cell.is_some()) {
        let words = aim_words(aim, row.indicator, cx);
        let cells = at.width.saturating_sub(widths.used() + 3);
        part(cells, &fitted(&words, cells), cx.theme.link);
    }
}

#[cfg(test)]
mod tests {
    use super::Widths;
    use crate::{model::Form, ui::room::assert_goes_in_order};

    #[test]
    fn what_stands_beside_a_figure_goes_in_order() {
        assert_goes_in_order(40..300, |room| {
            let Widths { name, value, period, unit, change, rank, target, percentile, .. } =
                Widths::of(room, Form::Level);
            [name, value, period, unit, change, rank, target, percentile].map(|cells| cells > 0).to_vec()
        });
    }
}
