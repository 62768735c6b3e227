//! Lines over the years, told apart without colour, with their names at their ends.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, widgets::Widget};

use super::{GlyphSet, Glyphs, Theme, shell::put, text};

pub mod axis;
mod canvas;
mod labels;
mod places;
pub mod plane;
pub mod spread;
pub mod ticks;

use axis::Axis;
use canvas::Canvas;
use places::Places;
use spread::spread;

/// Lines across an area, each from a row at its left edge to one at its right; what lies above or below is not drawn.
pub fn strand(buf: &mut Buffer, area: Rect, lines: &[(i64, i64, Style)], set: GlyphSet) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    let mut canvas = Canvas::new(area.width, area.height, set);
    let (dots, columns) = (i64::from(canvas::dots_down(set)), f64::from(area.width - 1));
    for (from, to, style) in lines {
        // In the middle of the row.
        let row = |row: i64| (row * dots + dots / 2) as f64;
        let (from, to, low) = (row(*from), row(*to), (i64::from(area.height) * dots - 1) as f64);
        let within = |share: f64| (-0.4..=low + 0.4).contains(&(from + (to - from) * share));
        // Both ends moved inwards to where the line enters and leaves.
        let edges = [0.0, 1.0].into_iter().chain([0.0, low].map(|edge| (edge - from) / (to - from)));
        let inside = edges.filter(|share| (0.0..=1.0).contains(share) && within(*share));
        let (first, last) =
            inside.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), share| (l.min(share), h.max(share)));
        if first <= last {
            let at = |share: f64| ((columns * share).round() as u16, (from + (to - from) * share).round() as u16);
            canvas.line(at(first), at(last), *style);
        }
    }
    for (x, y, symbol, style) in canvas.cells() {
        put(buf, area.x + x, area.y + y, 1, &symbol, style);
    }
}

/// One series of a chart.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Line {
    /// Written at the end of the line.
    pub name: String,
    /// Of the line, its points and its name.
    pub style: Style,
    /// Year, value, and whether the value is firm; what is not is drawn hollow.
    pub points: Vec<(i32, f64, bool)>,
}

/// A chart of lines over years; the first line is on top, and a missing year is a gap.
#[derive(Debug)]
pub struct Chart<'a> {
    pub lines: &'a [Line],
    /// Whether equal steps up are equal ratios; what is not above zero is then left out, and counted in the corner.
    pub log: bool,
    /// Whether the values are places in a list, the first of which belongs at the top.
    pub places: bool,
    pub unit: &'a str,
    /// What a hollow point is called: "about or expected".
    pub soft: &'a str,
    pub glyphs: &'static Glyphs,
    pub theme: &'a Theme,
}

/// What of a line can be drawn: in the order of years, one value a year.
struct Trace<'a> {
    line: &'a Line,
    place: usize,
    points: Vec<(i32, f64, bool)>,
}

impl Widget for &Chart<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let traces = self.traces();
        let points = || traces.iter().flat_map(|trace| &trace.points);
        let years = points().map(|point| point.0);
        let (Some(first), Some(last)) = (years.clone().min(), years.max()) else {
            let quiet = self.glyphs.rule.repeat(area.width.into());
            put(buf, area.x, area.y + area.height / 2, area.width, &quiet, self.theme.axis);
            return;
        };
        let (min, max) = points().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), p| (l.min(p.1), h.max(p.1)));
        let axis = Axis::new(min, max, self.log, usize::from(area.height / 2).clamp(2, 6));
        let axis = if self.places { axis.of_places() } else { axis };
        let labels = axis.labels();
        let names = traces.iter().map(|trace| text::width(&trace.line.name)).max().unwrap_or(0);
        let places = Places::new(area, labels.iter().map(String::len).max().unwrap_or(0), names);
        let column = |year: i32| axis::column(year, first, last, places.plot.width);
        self.draw_head(buf, &places, &traces);
        self.draw_years(buf, area, &places, first, last);
        self.draw_lines(buf, &places, &axis, &traces, column);
        self.draw_names(buf, &places, &axis, &traces);
        self.draw_axes(buf, &places, &axis, &labels);
    }
}

impl Chart<'_> {
    fn traces(&self) -> Vec<Trace<'_>> {
        let mut traces = Vec::with_capacity(self.lines.len());
        for (place, line) in self.lines.iter().enumerate() {
            let drawn = line.points.iter().filter(|point| self.is_drawn(point.1));
            let mut points: Vec<_> = drawn.copied().collect();
            points.sort_by_key(|point| point.0);
            points.dedup_by_key(|point| point.0);
            traces.push(Trace { line, place, points });
        }
        traces
    }

    fn is_drawn(&self, value: f64) -> bool {
        value.is_finite() && (!self.log || value > 0.0)
    }

    fn sign(&self, place: usize, firm: bool) -> &'static str {
        let signs = if firm { &self.glyphs.points } else { &self.glyphs.hollow };
        signs[place % signs.len()]
    }

    /// The row of cells a value is in: that of its dot, for the line and everything beside it.
    fn row(&self, axis: &Axis, value: f64, rows: u16) -> u16 {
        let down = canvas::dots_down(self.glyphs.set);
        axis.row(value, rows.saturating_mul(down)) / down
    }

    /// The unit at the left; at the right what a reader must know: which points are not firm, how many are not here.
    fn draw_head(&self, buf: &mut Buffer, places: &Places, traces: &[Trace<'_>]) {
        let Some(head) = places.head else { return };
        let log = if self.log { " (log)" } else { "" };
        let unit = format!("{}{log}", self.unit);
        let unit = text::fit(unit.trim_start(), head.width.into(), self.glyphs.ellipsis);
        let next = put(buf, head.x, head.y, head.width, &unit, self.theme.muted);
        let mut notes = Vec::new();
        if let Some(trace) = traces.iter().find(|trace| trace.points.iter().any(|point| !point.2)) {
            notes.push(format!("{} {}", self.sign(trace.place, false), self.soft));
        }
        let values = self.lines.iter().flat_map(|line| &line.points).map(|point| point.1);
        let left_out = values.filter(|value| value.is_finite() && !self.is_drawn(*value)).count();
        if left_out > 0 {
            notes.push(format!("{}0: {left_out}", self.glyphs.at_most));
        }
        let note = notes.join("  ");
        let wide = text::width(&note) as u16;
        if next + wide < head.right() {
            put(buf, head.right() - wide, head.y, wide, &note, self.theme.muted);
        }
    }

    fn draw_axes(&self, buf: &mut Buffer, places: &Places, axis: &Axis, labels: &[String]) {
        let (plot, style, frame) = (places.plot, self.theme.axis, &self.glyphs.frame);
        for (y, label) in self.levels(axis, plot, labels) {
            if let Some(at) = places.labels {
                let label = text::pad_start(label, at.width.into());
                put(buf, at.x, y, at.width, &label, self.theme.muted);
            }
            // Only where nothing is: a style put over another would mix with it.
            for x in (plot.left()..plot.right()).step_by(4).skip(1) {
                if buf[(x, y)].symbol() == " " {
                    put(buf, x, y, 1, self.glyphs.grid, style);
                }
            }
        }
        if let Some(at) = places.labels {
            for y in plot.top()..plot.bottom() {
                put(buf, at.right(), y, 1, frame.left, style);
            }
        }
        if let Some(rule) = places.rule {
            let foot = frame.bottom.repeat(rule.width.into());
            put(buf, rule.x, rule.y, rule.width, &foot, style);
            if places.labels.is_some() {
                put(buf, rule.x, rule.y, 1, frame.bottom_left, style);
            }
        }
    }

    /// The rows of the ticks and what they say; of two in one row only the first, for one would be wrong.
    fn levels<'l>(&self, axis: &Axis, plot: Rect, labels: &'l [String]) -> Vec<(u16, &'l str)> {
        let row = |tick: &f64| plot.y + self.row(axis, *tick, plot.height);
        let mut levels: Vec<_> = axis.ticks.iter().map(row).zip(labels.iter().map(String::as_str)).collect();
        levels.dedup_by_key(|level| level.0);
        levels
    }

    /// From the newest year back, for it is the one that must be there.
    fn draw_years(&self, buf: &mut Buffer, area: Rect, places: &Places, first: i32, last: i32) {
        let Some(y) = places.years else { return };
        let mut free = area.right();
        for year in axis::years(first, last, places.plot.width) {
            let label = year.to_string();
            let wide = label.len() as u16;
            let middle = places.plot.x + axis::column(year, first, last, places.plot.width);
            let x = (middle + 1).saturating_sub(wide / 2).clamp(area.x, area.right().saturating_sub(wide).max(area.x));
            if x + wide <= free {
                put(buf, x, y, wide, &label, self.theme.muted);
                free = x.saturating_sub(1);
            }
        }
    }

    fn draw_lines(
        &self,
        buf: &mut Buffer,
        places: &Places,
        axis: &Axis,
        traces: &[Trace<'_>],
        column: impl Fn(i32) -> u16,
    ) {
        let plot = places.plot;
        let mut canvas = Canvas::new(plot.width, plot.height, self.glyphs.set);
        let dots = plot.height.saturating_mul(canvas::dots_down(self.glyphs.set));
        for trace in traces.iter().rev() {
            let dot = |point: &(i32, f64, bool)| (column(point.0), axis.row(point.1, dots));
            for pair in trace.points.windows(2) {
                if pair[0].0.checked_add(1) == Some(pair[1].0) {
                    canvas.line(dot(&pair[0]), dot(&pair[1]), trace.line.style);
                }
            }
        }
        for trace in traces.iter().rev() {
            for point in &trace.points {
                let at = (column(point.0), self.row(axis, point.1, plot.height));
                canvas.mark(at, self.sign(trace.place, point.2), trace.line.style);
            }
        }
        for (x, y, symbol, style) in canvas.cells() {
            put(buf, plot.x + x, plot.y + y, 1, &symbol, style);
        }
    }

    fn draw_names(&self, buf: &mut Buffer, places: &Places, axis: &Axis, traces: &[Trace<'_>]) {
        let Some(at) = places.names else { return };
        let ends: Vec<_> = traces.iter().filter_map(|trace| Some((trace, trace.points.last()?))).collect();
        let wanted: Vec<u16> = ends.iter().map(|(_, end)| self.row(axis, end.1, at.height)).collect();
        for ((trace, end), row) in ends.iter().zip(spread(&wanted, at.height)) {
            let Some(row) = row else { continue };
            let label = format!("{} {}", self.sign(trace.place, end.2), trace.line.name);
            let label = text::fit(&label, at.width.into(), self.glyphs.ellipsis);
            put(buf, at.x, at.y + row, at.width, &label, trace.line.style);
        }
    }
}

#[cfg(test)]
mod tests;
