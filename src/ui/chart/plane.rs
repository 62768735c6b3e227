//! Points in a plane of two measures, with the names there is room for.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, widgets::Widget};

use super::{
    axis::Axis,
    canvas::{self, Canvas},
    labels::Field,
};
use crate::ui::{Glyphs, Theme, shell::put, text};

/// One point.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Spot {
    pub x: f64,
    pub y: f64,
    /// Its own sign; a plain dot where there is none.
    pub sign: Option<&'static str>,
    pub style: Style,
}

/// One of the two measures.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Side<'a> {
    /// Its name and unit.
    pub title: &'a str,
    /// Whether equal steps are equal ratios; what is not above zero is then left out, and counted.
    pub log: bool,
    /// Whether the lowest value is the best, and stands at the right or at the top.
    pub turned: bool,
    /// Where it is cut in two.
    pub cut: Option<f64>,
}

/// The plane.
#[derive(Debug)]
pub struct Plane<'a> {
    /// Later ones lie over earlier ones.
    pub spots: &'a [Spot],
    /// The place of a spot, and its name; the first find room first.
    pub names: &'a [(usize, &'a str)],
    pub x: Side<'a>,
    pub y: Side<'a>,
    /// What is written in the corners: top left, top right, bottom left, bottom right.
    pub corners: [&'a str; 4],
    pub glyphs: &'static Glyphs,
    pub theme: &'a Theme,
}

/// Up to so many points are drawn as large as four dots: single ones are hard to see.
const FEW: usize = 200;

/// The parts of the area.
struct Parts {
    head: Rect,
    labels: Rect,
    plot: Rect,
    ticks: Option<u16>,
    title: Option<u16>,
}

impl Parts {
    fn new(area: Rect, label: u16) -> Self {
        let head = u16::from(area.height >= 6);
        // The rule, the ticks; and a row for the name of what goes across.
        let foot = if area.height >= 5 { 2 } else { 0 };
        let title = u16::from(area.height >= 10);
        let left = if label + 13 <= area.width { label + 1 } else { 0 };
        let plot = Rect {
            x: area.x + left,
            y: area.y + head,
            width: area.width - left,
            height: area.height - head - foot - title,
        };
        Self {
            head: Rect { height: head, ..area },
            labels: Rect { x: area.x, width: left.saturating_sub(1), ..plot },
            ticks: (foot > 0).then_some(plot.bottom() + 1),
            title: (title > 0).then_some(plot.bottom() + 2),
            plot,
        }
    }
}

impl Side<'_> {
    fn is_drawn(&self, value: f64) -> bool {
        value.is_finite() && (!self.log || value > 0.0)
    }

    fn axis(&self, values: impl Iterator<Item = f64>, most: usize) -> Axis {
        let cut = self.cut.filter(|cut| self.is_drawn(*cut));
        let (min, max) = values.chain(cut).fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
        let axis = Axis::new(min, max, self.log, most);
        if self.turned { axis.turned() } else { axis }
    }
}

/// The place from the left of so many.
fn across(axis: &Axis, value: f64, places: u16) -> u16 {
    places.saturating_sub(1).saturating_sub(axis.row(value, places))
}

impl Widget for &Plane<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let drawn = || self.spots.iter().filter(|spot| self.is_drawn(spot));
        if drawn().next().is_none() {
            let quiet = self.glyphs.rule.repeat(area.width.into());
            put(buf, area.x, area.y + area.height / 2, area.width, &quiet, self.theme.axis);
            return;
        }
        let x = self.x.axis(drawn().map(|spot| spot.x), usize::from(area.width / 14).clamp(2, 8));
        let y = self.y.axis(drawn().map(|spot| spot.y), usize::from(area.height / 3).clamp(2, 8));
        let labels = y.labels();
        let parts = Parts::new(area, labels.iter().map(String::len).max().unwrap_or(0) as u16);
        let plot = parts.plot;
        if plot.is_empty() {
            return;
        }
        let mut field = Field::new(plot.width, plot.height);
        self.draw_spots(buf, plot, &x, &y, &mut field);
        self.draw_names(buf, plot, &x, &y, &mut field);
        self.draw_corners(buf, plot, &mut field);
        self.draw_cuts(buf, plot, &x, &y, &field);
        self.draw_across(buf, &parts, &x);
        self.draw_up(buf, &parts, &y, &labels);
    }
}

impl Plane<'_> {
    fn is_drawn(&self, spot: &Spot) -> bool {
        self.x.is_drawn(spot.x) && self.y.is_drawn(spot.y)
    }

    fn cell(&self, plot: Rect, x: &Axis, y: &Axis, spot: &Spot) -> (u16, u16) {
        let (column, row) = self.dot(plot, x, y, spot);
        (column / canvas::dots_across(self.glyphs.set), row / canvas::dots_down(self.glyphs.set))
    }

    fn dot(&self, plot: Rect, x: &Axis, y: &Axis, spot: &Spot) -> (u16, u16) {
        let columns = plot.width.saturating_mul(canvas::dots_across(self.glyphs.set));
        let rows = plot.height.saturating_mul(canvas::dots_down(self.glyphs.set));
        (across(x, spot.x, columns), y.row(spot.y, rows))
    }

    fn draw_spots(&self, buf: &mut Buffer, plot: Rect, x: &Axis, y: &Axis, field: &mut Field) {
        let mut canvas = Canvas::new(plot.width, plot.height, self.glyphs.set);
        let large = self.spots.len() <= FEW;
        for spot in self.spots.iter().filter(|spot| self.is_drawn(spot)) {
            match spot.sign {
                Some(sign) => canvas.mark(self.cell(plot, x, y, spot), sign, spot.style),
                None => canvas.spot(self.dot(plot, x, y, spot), large, spot.style),
            }
        }
        for (column, row, symbol, style) in canvas.cells() {
            put(buf, plot.x + column, plot.y + row, 1, &symbol, style);
            field.take(column, row);
        }
    }

    fn draw_names(&self, buf: &mut Buffer, plot: Rect, x: &Axis, y: &Axis, field: &mut Field) {
        for (place, name) in self.names {
            let Some(spot) = self.spots.get(*place).filter(|spot| self.is_drawn(spot)) else { continue };
            let cells = text::width(name) as u16;
            if let Some((column, row)) = field.beside(self.cell(plot, x, y, spot), cells) {
                put(buf, plot.x + column, plot.y + row, cells, name, spot.style);
            }
        }
    }

    fn draw_corners(&self, buf: &mut Buffer, plot: Rect, field: &mut Field) {
        for (place, words) in self.corners.iter().enumerate() {
            let cells = text::width(words) as u16;
            let at_right = place % 2 == 1;
            let from_edge = |row: u16| if place < 2 { row } else { plot.height.saturating_sub(1 + row) };
            let column = if at_right { plot.width.saturating_sub(cells) } else { 0 };
            // In the corner, or a little nearer the middle where points are.
            let row = (0..2.min(plot.height)).map(from_edge).find(|row| field.word(column, *row, cells));
            if let Some(row) = row {
                put(buf, plot.x + column, plot.y + row, cells, words, self.theme.muted);
            }
        }
    }

    fn draw_cuts(&self, buf: &mut Buffer, plot: Rect, x: &Axis, y: &Axis, field: &Field) {
        let mut draw = |column: u16, row: u16, sign: &str| {
            if field.is_free(column, row) {
                put(buf, plot.x + column, plot.y + row, 1, sign, self.theme.axis);
            }
        };
        if let Some(cut) = self.x.cut.filter(|cut| self.x.is_drawn(*cut)) {
            let column = across(x, cut, plot.width);
            (0..plot.height).for_each(|row| draw(column, row, self.glyphs.upright));
        }
        if let Some(cut) = self.y.cut.filter(|cut| self.y.is_drawn(*cut)) {
            let row = y.row(cut, plot.height);
            (0..plot.width).for_each(|column| draw(column, row, self.glyphs.rule));
        }
    }

    /// The rule below, the round values under it, and what they are of.
    fn draw_across(&self, buf: &mut Buffer, parts: &Parts, axis: &Axis) {
        let (plot, frame) = (parts.plot, &self.glyphs.frame);
        let Some(ticks) = parts.ticks else { return };
        put(buf, plot.x, ticks - 1, plot.width, &frame.bottom.repeat(plot.width.into()), self.theme.axis);
        if parts.labels.width > 0 {
            put(buf, plot.x - 1, ticks - 1, 1, frame.bottom_left, self.theme.axis);
        }
        let mut places: Vec<(u16, String)> = axis
            .ticks
            .iter()
            .zip(axis.labels())
            .map(|(tick, label)| (across(axis, *tick, plot.width), label))
            .collect();
        places.sort_by_key(|(column, _)| *column);
        let mut free = parts.head.x;
        for (column, label) in places {
            let wide = label.len() as u16;
            let x = (plot.x + column + 1).saturating_sub(wide.div_ceil(2)).max(parts.head.x);
            let x = x.min(plot.right().saturating_sub(wide).max(parts.head.x));
            if x >= free && x + wide <= plot.right() {
                put(buf, x, ticks, wide, &label, self.theme.muted);
                free = x + wide + 1;
            }
        }
        if let Some(row) = parts.title {
            let words = text::fit(self.x.title, plot.width.into(), self.glyphs.ellipsis);
            let x = plot.right() - text::width(&words) as u16;
            put(buf, x, row, plot.width, &words, self.theme.muted);
        }
    }

    /// The values at the left; above them what they are of, and how many points cannot be drawn.
    fn draw_up(&self, buf: &mut Buffer, parts: &Parts, axis: &Axis, labels: &[String]) {
        let (plot, at) = (parts.plot, parts.labels);
        let row = |tick: &f64| plot.y + axis.row(*tick, plot.height);
        let mut levels: Vec<(u16, &String)> = axis.ticks.iter().map(row).zip(labels).collect();
        levels.dedup_by_key(|level| level.0);
        if at.width > 0 {
            for (y, label) in levels {
                put(buf, at.x, y, at.width, &text::pad_start(label, at.width.into()), self.theme.muted);
            }
            for y in plot.top()..plot.bottom() {
                put(buf, at.right(), y, 1, self.glyphs.frame.left, self.theme.axis);
            }
        }
        let head = parts.head;
        if head.height == 0 {
            return;
        }
        let title = text::fit(self.y.title, head.width.into(), self.glyphs.ellipsis);
        let next = put(buf, head.x, head.y, head.width, &title, self.theme.muted);
        let lost = self.spots.iter().filter(|spot| !self.is_drawn(spot)).count();
        let note = format!("{}0: {lost}", self.glyphs.at_most);
        let wide = text::width(&note) as u16;
        if lost > 0 && next + wide < head.right() {
            put(buf, head.right() - wide, head.y, wide, &note, self.theme.muted);
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::{buffer::Buffer, layout::Rect, style::Style, widgets::Widget};

    use super::{Plane, Side, Spot};
    use crate::ui::{GlyphSet, Theme, ThemeName};

    fn drawn(set: GlyphSet, (width, height): (u16, u16), log: bool, spots: &[(f64, f64)]) -> Vec<String> {
        let theme = Theme::named(ThemeName::Mono);
        let spots: Vec<Spot> =
            spots.iter().map(|(x, y)| Spot { x: *x, y: *y, sign: None, style: Style::new() }).collect();
        let names = [(0, "Aa"), (1, "苏州")];
        let plane = Plane {
            spots: &spots,
            names: &names,
            x: Side { title: "x", log, turned: false, cut: Some(20.0) },
            y: Side { title: "y %", log: false, turned: false, cut: Some(2.0) },
            corners: ["small", "", "", "big"],
            glyphs: set.glyphs(),
            theme: &theme,
        };
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        (&plane).render(area, &mut buf);
        let cell = |x: u16, y: u16| buf[(x, y)].symbol().to_owned();
        let row = |y| (0..width).map(|x| cell(x, y)).collect::<String>().trim_end().to_owned();
        (0..height).map(row).collect()
    }

    #[test]
    fn points_names_cuts_and_corners() {
        let lines = drawn(GlyphSet::Ascii, (34, 11), true, &[(1.0, 4.0), (100.0, 1.0), (20.0, 2.0)]);
        assert_eq!(
            lines,
            [
                "y %",
                "4|oAa                 |",
                " |small               |",
                " |                    |",
                "2|--------------------o-----------",
                " |                    |",
                " |                    |      苏 州 o",
                "0|                    |        big",
                " +--------------------------------",
                "  1                            100",
                "                                 x",
            ]
        );
    }

    #[test]
    fn no_size_no_value_and_no_glyph_set_breaks_it() {
        let odd = [f64::MIN, -1.0, 0.0, 5e-324, 1.0, 1e18, f64::MAX, f64::NAN, f64::INFINITY];
        let spots: Vec<(f64, f64)> = odd.into_iter().flat_map(|x| odd.map(|y| (x, y))).collect();
        for (set, size) in GlyphSet::ALL
            .into_iter()
            .flat_map(|set| [(0, 0), (1, 1), (3, 9), (12, 5), (80, 2), (90, 30)].map(|size| (set, size)))
        {
            for log in [false, true] {
                drawn(set, size, log, &spots);
                drawn(set, size, log, &[]);
                drawn(set, size, log, &[(5.0, 5.0)]);
            }
        }
    }
}
