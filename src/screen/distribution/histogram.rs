//! Columns over an axis, and below it the box of the same values.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::layout::labels;
use crate::{
    analysis::{bins::Bins, spread::Quartiles},
    ui::{
        Glyphs, Theme,
        shell::put,
        text::{fit, width},
    },
};

/// A histogram with its axis and its box, as wide as its area.
pub struct Histogram<'a> {
    pub bins: &'a Bins,
    pub quartiles: &'a Quartiles,
    pub mean: f64,
    /// The bin the cursor is in.
    pub here: Option<usize>,
    pub glyphs: &'static Glyphs,
    pub theme: &'a Theme,
}

/// The fewest cells of a column, the blank after it among them.
pub const LEAST_COLUMN: u16 = 3;

impl Histogram<'_> {
    /// The cell of a value among so many.
    pub fn cell(&self, value: f64, room: u16) -> u16 {
        (self.bins.share(value) * f64::from(room.saturating_sub(1))).round() as u16
    }

    /// The columns, each with its number on top.
    pub fn columns(&self, area: Rect, buf: &mut Buffer) {
        let most = self.bins.counts.iter().copied().max().unwrap_or(0);
        let rows = area.height.saturating_sub(1);
        if most == 0 || area.is_empty() {
            return;
        }
        let parts = self.glyphs.column_parts.len() + 1;
        for (place, count) in self.bins.counts.iter().copied().enumerate() {
            let [from, to] = [0, 1].map(|end| self.edge(place + end, area.width));
            let cells = (to - from).saturating_sub(1).max(1).min(area.width.saturating_sub(from));
            let steps = steps(count, most, usize::from(rows) * parts);
            let is_here = self.here == Some(place);
            let style = if is_here { self.theme.cursor } else { self.theme.line(0) };
            let (full, part) = (steps / parts, steps % parts);
            let mut column = |up: usize, sign: &str| {
                if up < usize::from(rows) {
                    let y = area.bottom() - 1 - up as u16;
                    put(buf, area.x + from, y, cells, &sign.repeat(usize::from(cells)), style);
                }
            };
            (0..full).for_each(|up| column(up, self.glyphs.bar_full));
            if part > 0 {
                column(full, self.glyphs.column_parts[part - 1]);
            }
            // The bin of the cursor has a sign, for where there are no colours.
            let sign = if is_here { self.glyphs.down } else { "" };
            let text = if count > 0 || is_here { format!("{sign}{count}") } else { String::new() };
            let room = cells + 1;
            if width(&text) <= usize::from(room) {
                let top = area.bottom() - 1 - (full + usize::from(part > 0)) as u16;
                let at = from + cells.saturating_sub(width(&text) as u16) / 2;
                let style = if is_here { self.theme.cursor } else { self.theme.muted };
                put(buf, area.x + at, top, area.width.saturating_sub(at), &text, style);
            }
        }
    }

    /// Where an edge lies among so many cells; the last is one behind the end.
    fn edge(&self, place: usize, room: u16) -> u16 {
        (self.bins.share(self.bins.edges[place]) * f64::from(room)).round() as u16
    }

    /// The edges in figures, as many as fit.
    pub fn ticks(&self, text: &dyn Fn(f64) -> String, row: Rect, buf: &mut Buffer) {
        let texts: Vec<String> = self.bins.edges.iter().map(|edge| text(*edge)).collect();
        let at = |(place, text): (usize, &String)| {
            (self.edge(place, row.width).min(row.width.saturating_sub(1)), width(text) as u16)
        };
        let places: Vec<(u16, u16)> = texts.iter().enumerate().map(at).collect();
        for (which, from) in labels(&places, row.width) {
            put(buf, row.x + from, row.y, row.width - from, &texts[which], self.theme.axis);
        }
    }

    /// From the least to the most: whiskers, the box of the middle half, the median in it, and the mean.
    pub fn whiskers(&self, row: Rect, buf: &mut Buffer) {
        let Quartiles { least, lower, median, upper, most, .. } = *self.quartiles;
        let cell = |value: f64| self.cell(value, row.width);
        let mut line = |from: f64, to: f64, sign: &str, style: Style| {
            let (from, to) = (cell(from), cell(to));
            put(buf, row.x + from, row.y, to + 1 - from, &sign.repeat(usize::from(to + 1 - from)), style);
        };
        let (glyphs, theme) = (self.glyphs, self.theme);
        line(least, most, glyphs.rule, theme.axis);
        line(lower, upper, glyphs.bar_track, theme.text);
        for end in [least, most] {
            line(end, end, glyphs.upright, theme.axis);
        }
        line(self.mean, self.mean, glyphs.times, theme.title);
        line(median, median, glyphs.upright, theme.title);
    }

    /// The name of a park with its sign, cut where there is no room for all of it.
    pub fn name(sign: &str, name: &str, room: u16, glyphs: &Glyphs) -> String {
        let most = usize::from(room.min(18));
        format!("{sign}{}", fit(name, most.saturating_sub(width(sign)), glyphs.ellipsis))
    }
}

/// How many of so many steps a column has; what is more than nothing is at least one.
fn steps(count: usize, most: usize, steps: usize) -> usize {
    if count == 0 || steps == 0 {
        return 0;
    }
    ((count as f64 / most as f64 * steps as f64).round() as usize).clamp(1, steps)
}

#[cfg(test)]
mod tests {
    use ratatui::{buffer::Buffer, layout::Rect, style::Style};

    use super::Histogram;
    use crate::{
        analysis::{bins::Bins, spread::Quartiles},
        ui::{GlyphSet, Theme, ThemeName},
    };

    fn drawn(set: GlyphSet, here: Option<usize>) -> Vec<String> {
        let sorted = [1.0, 1.5, 2.0, 6.0, 7.0, 11.0, 12.0, 13.0];
        let bins = Bins { edges: vec![0.0, 5.0, 10.0, 15.0], counts: vec![3, 2, 3], is_log: false };
        let quartiles = Quartiles::of(&sorted).unwrap();
        let theme = Theme::named(ThemeName::Mono);
        let histogram =
            Histogram { bins: &bins, quartiles: &quartiles, mean: 9.0, here, glyphs: set.glyphs(), theme: &theme };
        let mut buf = Buffer::empty(Rect::new(0, 0, 18, 6));
        histogram.columns(Rect::new(0, 0, 18, 4), &mut buf);
        histogram.ticks(&|edge| edge.to_string(), Rect::new(0, 4, 18, 1), &mut buf);
        histogram.whiskers(Rect::new(0, 5, 18, 1), &mut buf);
        buf.set_style(buf.area, Style::reset());
        (0..6).map(|y| (0..18).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned()).collect()
    }

    #[test]
    fn columns_and_box_stand_on_one_axis() {
        let expect = [
            "  3           3",
            "#####   2   #####",
            "##### ##### #####",
            "##### ##### #####",
            "0     5    10   15",
            " |-......x|...-|",
        ];
        let ascii = drawn(GlyphSet::Ascii, None);
        assert_eq!(ascii[..5], expect[..5], "{ascii:#?}");
        assert!(ascii[5].starts_with(" |") && ascii[5].contains('x'), "{ascii:#?}");
    }

    #[test]
    fn the_bin_of_the_cursor_has_a_sign() {
        assert!(drawn(GlyphSet::Ascii, Some(1)).iter().any(|line| line.contains("v2")));
    }

    #[test]
    fn no_area_is_too_small() {
        let theme = Theme::named(ThemeName::Dark);
        for (width, height) in (0..20).flat_map(|width| (0..5).map(move |height| (width, height))) {
            for set in GlyphSet::ALL {
                for values in [&[5.0][..], &[1.0, 1000.0], &[-3.0, 0.0, 0.0, 9.0]] {
                    let bins = Bins::of(values, true, usize::from(width / 3).max(1)).unwrap();
                    let quartiles = Quartiles::of(values).unwrap();
                    let glyphs = set.glyphs();
                    let histogram = Histogram {
                        bins: &bins,
                        quartiles: &quartiles,
                        mean: 1.0,
                        here: Some(0),
                        glyphs,
                        theme: &theme,
                    };
                    let area = Rect::new(0, 0, width, height);
                    let mut buf = Buffer::empty(area);
                    histogram.columns(area, &mut buf);
                    histogram.ticks(&|edge| edge.to_string(), area, &mut buf);
                    histogram.whiskers(area, &mut buf);
                }
            }
        }
    }
}
