//! Which part of an area is for what; in a small one the names go first, then the scale, never the lines.

use ratatui::layout::Rect;

/// The parts of a chart. What has no room is none.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Places {
    /// The unit and the notes.
    pub head: Option<Rect>,
    /// The labels of the ticks; the axis is the column to their right.
    pub labels: Option<Rect>,
    pub plot: Rect,
    /// The names at the ends of the lines.
    pub names: Option<Rect>,
    /// The line below the plot, from the axis on.
    pub rule: Option<Rect>,
    /// The row of years.
    pub years: Option<u16>,
}

/// Fewer columns than this show no line.
const NARROWEST: u16 = 12;

impl Places {
    /// The parts of an area, for tick labels and names of that many cells.
    pub fn new(area: Rect, label: usize, name: usize) -> Self {
        let head = u16::from(area.height >= 5);
        let years = u16::from(area.height >= 3);
        let rule = u16::from(area.height >= 6);
        let rows = area.height - head - years - rule;
        let wide = |cells: usize| u16::try_from(cells).unwrap_or(u16::MAX);
        // The label and the axis; a blank, the sign, a blank and the name.
        let left = wide(label).saturating_add(1);
        let left = if left.saturating_add(NARROWEST) <= area.width { left } else { 0 };
        let right = wide(name).saturating_add(3).min(area.width / 3);
        let right = if right >= 5 && left + right + NARROWEST <= area.width { right } else { 0 };
        let plot = Rect { x: area.x + left, y: area.y + head, width: area.width - left - right, height: rows };
        Self {
            head: (head > 0).then_some(Rect { height: 1, ..area }),
            labels: (left > 0).then_some(Rect { x: area.x, width: left.saturating_sub(1), ..plot }),
            plot,
            names: (right > 0).then_some(Rect { x: plot.right() + 1, width: right.saturating_sub(1), ..plot }),
            rule: (rule > 0).then_some(Rect {
                x: plot.x - u16::from(left > 0),
                y: plot.bottom(),
                width: plot.width + u16::from(left > 0),
                height: 1,
            }),
            years: (years > 0).then_some(area.bottom().saturating_sub(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Places, Rect};

    #[test]
    fn a_large_area_has_room_for_everything() {
        let places = Places::new(Rect::new(2, 1, 80, 20), 5, 6);
        assert_eq!(places.head, Some(Rect::new(2, 1, 80, 1)));
        assert_eq!(places.labels, Some(Rect::new(2, 2, 5, 17)));
        assert_eq!(places.plot, Rect::new(8, 2, 65, 17));
        assert_eq!(places.names, Some(Rect::new(74, 2, 8, 17)));
        assert_eq!(places.rule, Some(Rect::new(7, 19, 66, 1)));
        assert_eq!(places.years, Some(20));
    }

    #[test]
    fn a_small_one_keeps_the_lines() {
        let check = |width: u16, height: u16, parts: [bool; 5], plot: (u16, u16)| {
            let p = Places::new(Rect::new(0, 0, width, height), 5, 6);
            let has = [p.head.is_some(), p.labels.is_some(), p.names.is_some(), p.rule.is_some(), p.years.is_some()];
            assert_eq!((has, p.plot.width, p.plot.height), (parts, plot.0, plot.1), "{width}x{height}");
        };
        check(40, 6, [true; 5], (25, 3));
        check(20, 5, [true, true, false, false, true], (14, 3));
        check(12, 3, [false, false, false, false, true], (12, 2));
        check(1, 1, [false; 5], (1, 1));
    }
}
