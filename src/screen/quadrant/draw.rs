//! How the quadrant is drawn: the plane, beside or below it the parks, and what is not seen.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, widgets::Widget};

use super::{Cut, Quadrants, Row, Side, View, cut_words, quadrant_words};
use crate::{
    analysis::quadrant::Quadrant,
    intent::Intent,
    model::{Form, Lang},
    screen::{
        Cx,
        format::{self, Writing},
        measured,
    },
    ui::{
        Plane, Side as Axis, Spot,
        shell::{put, say, status_line},
        text::{fit, pad_start, width},
    },
};

/// Cursor, sign, a blank.
const GUTTER: u16 = 3;

/// In fewer cells the list names no quarters: the status says that of the row under the cursor.
const NARROW: u16 = 50;

/// Where the plane and the list go.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Parts {
    plane: Rect,
    list: Rect,
}

/// The list beside the plane where there is room, else below it; in a low area the list only.
fn parts(area: Rect) -> Parts {
    if area.width >= 100 && area.height >= 8 {
        let wide = (area.width * 2 / 5).clamp(50, 56);
        let plane = Rect { x: area.x + 1, width: area.width - wide - 3, ..area };
        return Parts { plane, list: Rect { x: plane.right() + 2, width: wide, ..area } };
    }
    let low = if area.height < 9 { area.height } else { (area.height / 3).clamp(4, 10) };
    let plane = Rect { x: area.x + 1, width: area.width.saturating_sub(2), height: area.height - low, ..area };
    Parts { plane, list: Rect { y: plane.bottom(), height: low, ..area } }
}

impl Quadrants {
    pub(super) fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let Some(sides) = &view.sides else {
            let words = cx.keyed("没有指标: {Measures} 选择", "no indicator: {Measures} chooses");
            say(buf, area, &words, cx.theme.muted, cx.glyphs);
            return;
        };
        if area.height < 3 {
            return;
        }
        let writings = [0, 1].map(|place: usize| {
            let values = view.rows.iter().filter_map(|row| row.cells[place].ok()).map(|cell| cell.value);
            measured::writing(sides[place].measure, &sides[place].unit, values, cx.catalog, cx.lang)
        });
        head(view, sides, &writings, cx, Rect { height: 1, ..area }, buf);
        let body = Rect { y: area.y + 1, height: area.height - 2, ..area };
        let Parts { plane, list } = parts(body);
        self.plane(view, sides, &writings, cx, plane, buf);
        self.list(view, sides, &writings, cx, list, buf);
        self.status(view, sides, cx, Rect { y: area.bottom() - 1, height: 1, ..area }, buf);
    }

    fn plane(&self, view: &View, sides: &[Side; 2], writings: &[Writing; 2], cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
        if view.points == 0 {
            let words = cx.keyed(
                "没有园区两项都有数: {Measures} 换指标, {ExactPeriod} 取最新, {Group} 换范围",
                "no park has both figures: {Measures} other indicators, {ExactPeriod} the latest, {Group} another group",
            );
            say(buf, at, &words, cx.theme.muted, cx.glyphs);
            return;
        }
        // Marked ones and the one under the cursor lie over the others.
        let weight = |place: &usize| {
            let row = &view.rows[*place];
            (*place == self.rows.cursor, marked(row, cx).is_some())
        };
        let mut order: Vec<usize> = (0..view.points).collect();
        order.sort_by_key(weight);
        let spot = |place: &usize| {
            let row = &view.rows[*place];
            let value = |side: usize| row.cells[side].map_or(f64::NAN, |c| c.value / writings[side].scale.divide);
            let (sign, style) = self.sign(*place, row, cx);
            Spot { x: value(0), y: value(1), sign, style }
        };
        let spots: Vec<Spot> = order.iter().map(spot).collect();
        let mut first: Vec<usize> = vec![self.rows.cursor];
        first.extend((0..view.points).filter(|place| marked(&view.rows[*place], cx).is_some()));
        first.extend(&view.named);
        let mut seen = std::collections::BTreeSet::new();
        let place_of = |row: usize| order.iter().rposition(|other| *other == row);
        let names: Vec<(usize, &str)> = first
            .into_iter()
            .filter(|row| *row < view.points && seen.insert(*row))
            .filter_map(|row| Some((place_of(row)?, cx.catalog.park_name(view.rows[row].park, cx.lang))))
            .collect();
        let corner = |quadrant: Quadrant| {
            let (zh, en) = quadrant_words(quadrant, sides);
            let count = view.counts[Quadrant::ALL.iter().position(|other| *other == quadrant).unwrap_or(0)];
            format!("{} {count}", cx.lang.pick(zh, en))
        };
        let corners = [Quadrant::Second, Quadrant::Both, Quadrant::Neither, Quadrant::First].map(corner);
        let titles =
            [0, 1].map(|side: usize| axis_title(view, sides, side, &writings[side], self.is_log(&sides[side]), cx));
        let axis = |side: usize| Axis {
            title: &titles[side],
            log: self.is_log(&sides[side]),
            turned: sides[side].better == crate::model::Better::Lower,
            cut: sides[side].cut.map(|cut| cut / writings[side].scale.divide),
        };
        let plane = Plane {
            spots: &spots,
            names: &names,
            x: axis(0),
            y: axis(1),
            corners: [&corners[0], &corners[1], &corners[2], &corners[3]],
            glyphs: cx.glyphs,
            theme: cx.theme,
        };
        (&plane).render(at, buf);
    }

    /// The sign and style of a point: of a marked park its letter or shape, hollow where a figure is not firm.
    fn sign(&self, place: usize, row: &Row, cx: &Cx<'_>) -> (Option<&'static str>, Style) {
        let firm = row.cells.iter().flatten().all(|cell| cell.mark.is_exact());
        let under = place == self.rows.cursor;
        match marked(row, cx) {
            Some(mark) => {
                let signs = if firm { &cx.glyphs.points } else { &cx.glyphs.hollow };
                let style = if under { cx.theme.cell } else { cx.theme.line(mark) };
                (Some(signs[mark % signs.len()]), style)
            }
            None if under => (Some("+"), cx.theme.cell),
            None if firm => (None, cx.theme.text),
            None => (None, cx.theme.estimate),
        }
    }

    fn list(
        &mut self,
        view: &View,
        sides: &[Side; 2],
        writings: &[Writing; 2],
        cx: &Cx<'_>,
        at: Rect,
        buf: &mut Buffer,
    ) {
        if at.height < 2 {
            return;
        }
        let shown = self.rows.view(view.rows.len(), usize::from(at.height - 1));
        cx.hits.rows(Rect { y: at.y + 1, height: at.height - 1, ..at }, shown.clone(), self.rows.cursor);
        let figures: Vec<[String; 2]> = view.rows[shown.clone()]
            .iter()
            .map(|row| [0, 1].map(|side| figure(view, row, side, writings, cx)))
            .collect();
        let wide = |side: usize| figures.iter().map(|row| width(&row[side])).max().unwrap_or(0).clamp(8, 16) as u16;
        let (first, second) = (wide(0), wide(1));
        let names = if at.width < NARROW { 20 } else { 14 };
        let name = at.width.saturating_sub(GUTTER + first + second + 4).min(names);
        let x_of = [at.x + GUTTER + name + 1, at.x + GUTTER + name + first + 2];
        let quarter = x_of[1] + second + 2;
        let room = if at.width < NARROW { 0 } else { at.right().saturating_sub(quarter) };
        let heading = match cx.lang {
            Lang::Zh => format!("园区 {}", view.rows.len()),
            Lang::En => format!("park {}", view.rows.len()),
        };
        put(buf, at.x + GUTTER, at.y, name, &heading, cx.theme.header);
        for (side, cells) in [(0, first), (1, second)] {
            let title = match sides[side].measure.form {
                Form::Level => cx.catalog.indicator_name(sides[side].measure.of, cx.lang).to_owned(),
                Form::Cagr { .. } => cx.t("年均", "a year").to_owned(),
                form => form.short(cx.lang),
            };
            let title = pad_start(&fit(&title, cells.into(), cx.glyphs.ellipsis), cells.into());
            let style = if self.column == side { cx.theme.cursor } else { cx.theme.header };
            put(buf, x_of[side], at.y, cells, &title, style);
        }
        put(buf, quarter, at.y, room, cx.t("象限", "quadrant"), cx.theme.header);
        for (line, place) in shown.enumerate() {
            let row = &view.rows[place];
            let y = at.y + 1 + line as u16;
            let under = place == self.rows.cursor;
            put(buf, at.x, y, 1, if under { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
            if let Some(mark) = marked(row, cx) {
                put(buf, at.x + 1, y, 1, cx.glyphs.points[mark % cx.glyphs.points.len()], cx.theme.line(mark));
            }
            let style = match (under, row.outside) {
                (true, _) => cx.theme.cursor,
                (false, true) => cx.theme.muted,
                (false, false) => cx.theme.text,
            };
            let called = fit(cx.catalog.park_name(row.park, cx.lang), name.into(), cx.glyphs.ellipsis);
            put(buf, at.x + GUTTER, y, name, &called, style);
            for (side, cells) in [(0, first), (1, second)] {
                let style = match &row.cells[side] {
                    _ if under && self.column == side => cx.theme.cell,
                    Ok(cell) => measured::style(cell, cx),
                    Err(_) => cx.theme.missing,
                };
                put(buf, x_of[side], y, cells, &pad_start(&figures[line][side], cells.into()), style);
            }
            let (words, style) = place_words(row, sides, cx);
            put(buf, quarter, y, room, &fit(&words, room.into(), cx.glyphs.ellipsis), style);
        }
    }
}

/// The place among the marked parks.
fn marked(row: &Row, cx: &Cx<'_>) -> Option<usize> {
    cx.lens.marked.iter().position(|park| *park == row.park)
}

/// The figure, with its year where that is not the one asked for.
fn figure(view: &View, row: &Row, side: usize, writings: &[Writing; 2], cx: &Cx<'_>) -> String {
    match &row.cells[side] {
        Ok(cell) => {
            let expected = if side == 1 { view.span.map(|span| span.to) } else { None };
            let expected = expected.unwrap_or_else(|| view.at.period()).calendar_year();
            let text = measured::figure(cell, &writings[side], cx);
            format!("{text}{}", measured::year_tag(cell, expected, cx))
        }
        Err(_) => cx.glyphs.missing.to_owned(),
    }
}

/// The quarter, or why there is none.
fn place_words(row: &Row, sides: &[Side; 2], cx: &Cx<'_>) -> (String, Style) {
    let outside = if row.outside { cx.t(" (范围外)", " (outside)") } else { "" };
    if let Some(quadrant) = row.quadrant {
        let (zh, en) = quadrant_words(quadrant, sides);
        let unsure = if row.unsure { "~" } else { "" };
        return (format!("{unsure}{}{outside}", cx.lang.pick(zh, en)), cx.theme.text);
    }
    let why = row.cells.iter().find_map(|cell| cell.err());
    let words = why.map_or("", |why| cx.lang.pick(why.words().0, why.words().1));
    (format!("{words}{outside}"), cx.theme.muted)
}

/// `年均增速 2019-2023 %`, `生产总值 亿元 (对数)`.
fn axis_title(view: &View, sides: &[Side; 2], side: usize, writing: &Writing, log: bool, cx: &Cx<'_>) -> String {
    let name = side_name(view, sides, side, cx);
    let unit = &writing.scale.label;
    let log = if log { cx.t(" (对数)", " (log)") } else { "" };
    format!("{name} {unit}{log}")
}

/// What a side is, with the years it is of.
fn side_name(view: &View, sides: &[Side; 2], side: usize, cx: &Cx<'_>) -> String {
    let of = &sides[side];
    if let Some(span) = view.span.filter(|_| side == 1) {
        return format!("{} {}-{}", cx.t("年均增速", "growth a year"), span.from, span.to);
    }
    let years = format::years(&of.periods);
    format!("{} {years}", measured::name(of.measure, cx.catalog, cx.lang)).trim_end().to_owned()
}

/// `生产总值 × 年均增速 2019-2023   分界 中位数: 512 亿元, 6.1%`.
fn head(view: &View, sides: &[Side; 2], writings: &[Writing; 2], cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
    let of = |side: usize, name: String| format!("{name} {}", writings[side].scale.label).trim_end().to_owned();
    let [first, second] = [0, 1].map(|side: usize| side_name(view, sides, side, cx));
    // In a row of few cells the units stand here, for there is no room for what stands behind.
    let title = format!("{first} {} {second}", cx.glyphs.times);
    let with_units = || format!("{} {} {}", of(0, first.clone()), cx.glyphs.times, of(1, second.clone()));
    let room = usize::from(at.width.saturating_sub(2));
    let title = if at.width >= NARROW { title } else { with_units() };
    let title = match view.span {
        Some(span) if width(&title) > room => {
            let growth = format!("{} {}-{}", cx.t("年均", "a year"), span.from, span.to);
            format!("{} {} {}", of(0, first), cx.glyphs.times, of(1, growth))
        }
        _ => title,
    };
    let x = put(buf, at.x + 1, at.y, room as u16, &fit(&title, room, cx.glyphs.ellipsis), cx.theme.title);
    if at.width < NARROW {
        return;
    }
    let cut = |side: usize| {
        let label = &writings[side].scale.label;
        let blank = if matches!(label.as_str(), "" | "%") { "" } else { " " };
        sides[side].cut.map(|cut| format!("{}{blank}{label}", writings[side].number(cut)))
    };
    let (zh, en) = cut_words(view.cut);
    let words = match (cut(0), cut(1)) {
        (Some(first), Some(second)) => {
            format!("{} {}: {first}, {second}", cx.t("分界", "cut at"), cx.lang.pick(zh, en))
        }
        _ if view.cut == Cut::Benchmark => {
            cx.t("首个标记的园区缺数，无法分界", "the first marked park lacks a figure: no cut").to_owned()
        }
        _ => String::new(),
    };
    let room = at.right().saturating_sub(x + 3);
    put(buf, x + 2, at.y, room, &fit(&words, room.into(), cx.glyphs.ellipsis), cx.theme.muted);
}

impl Quadrants {
    /// How many stand where, what is missing, and which years are mixed; first where the row under the cursor stands, where the
    /// list has no room for it.
    fn status(&self, view: &View, sides: &[Side; 2], cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
        let mut said: Vec<String> = vec![];
        let row = view.rows.get(self.rows.cursor).filter(|_| at.width < NARROW);
        said.extend(row.map(|row| place_words(row, sides, cx).0));
        if view.lacking > 0 {
            said.push(match cx.lang {
                Lang::Zh => format!("缺 {}", view.lacking),
                Lang::En => format!("{} lack a figure", view.lacking),
            });
        }
        if let Some(refusal) = sides.iter().find_map(|side| side.refused) {
            said.push(cx.lang.pick(refusal.words().0, refusal.words().1).to_owned());
        }
        if let Some(span) = view.span {
            let key = cx.key(Intent::Span);
            said.push(match cx.lang {
                Lang::Zh => format!("增速{}年，{}个园区两端有数 ({key} 换)", span.years(), span.parks),
                Lang::En => format!("growth over {} years, {} parks have both ({key})", span.years(), span.parks),
            });
        }
        if sides.iter().any(|side| side.periods.len() > 1) {
            said.push(cx.t("跨年混排，年份在格内", "mixed years, said in the cells").to_owned());
        }
        if view.rows.iter().any(|row| row.unsure) {
            said.push(cx.t("~ 上下限，或在另一侧", "~ a bound, perhaps on the other side").to_owned());
        }
        // They stand in the corners too, where there is a plane.
        let counted = Quadrant::ALL.iter().zip(view.counts).map(|(quadrant, count)| {
            let (zh, en) = quadrant_words(*quadrant, sides);
            format!("{} {count}", cx.lang.pick(zh, en))
        });
        said.push(counted.collect::<Vec<_>>().join(" "));
        let separator = format!(" {} ", cx.glyphs.missing);
        status_line(buf, at, &said.join(&separator), cx.theme.muted, cx.glyphs);
    }
}

#[cfg(test)]
mod tests {
    use super::{Rect, parts};

    #[test]
    fn the_list_stands_beside_the_plane_where_there_is_room() {
        let wide = parts(Rect::new(0, 1, 140, 40));
        assert_eq!((wide.plane, wide.list), (Rect::new(1, 1, 81, 40), Rect::new(84, 1, 56, 40)));
        let low = parts(Rect::new(0, 1, 80, 20));
        assert_eq!((low.plane, low.list), (Rect::new(1, 1, 78, 14), Rect::new(0, 15, 80, 6)));
        assert_eq!(parts(Rect::new(0, 0, 40, 6)).plane.height, 0, "the figures before the picture");
    }
}
