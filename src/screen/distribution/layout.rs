//! Where the parts of the screen stand, and where names find room.

/// How many lines each part has, from top to bottom, below the title.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Heights {
    /// What is behind the histogram.
    pub said: u16,
    /// The columns, with the numbers on top of them.
    pub bars: u16,
    /// The edges of the bins.
    pub ticks: u16,
    pub whiskers: u16,
    /// The names of parks below their places.
    pub names: u16,
    /// The quartiles in figures.
    pub figures: u16,
    /// Concentration.
    pub shares: u16,
    /// The table, with its heading.
    pub table: u16,
}

impl Heights {
    /// For so many lines. Where there is little room the list stays, and the picture goes last.
    /// A table that does not scroll has more of it.
    pub fn of(height: u16, is_fixed: bool) -> Self {
        let rest = height.saturating_sub(1);
        let fixed = match height {
            ..=8 => return Self { table: rest, ..Self::default() },
            9..=14 => Self { said: 1, ticks: 1, whiskers: 1, ..Self::default() },
            15..=29 => Self { said: 1, ticks: 1, whiskers: 1, names: 1, figures: 1, shares: 1, ..Self::default() },
            _ => Self { said: 2, ticks: 1, whiskers: 1, names: 2, figures: 2, shares: 2, ..Self::default() },
        };
        let left = rest - fixed.lines();
        let bars = (left / if is_fixed { 3 } else { 2 }).min(14);
        Self { bars, table: left - bars, ..fixed }
    }

    const fn lines(self) -> u16 {
        let Self { said, bars, ticks, whiskers, names, figures, shares, table } = self;
        said + bars + ticks + whiskers + names + figures + shares + table
    }
}

/// Where names begin so that none lies over another: line and cell, none for one without room. Each is to stand with its
/// first cell at its place; one that would leave the row ends there instead.
pub fn place(names: &[(u16, u16)], room: u16, lines: u16) -> Vec<Option<(u16, u16)>> {
    let mut taken: Vec<Vec<(u16, u16)>> = vec![vec![]; usize::from(lines)];
    let mut place_one = |(at, cells): (u16, u16)| {
        let from = if at + cells <= room { at } else { (at + 1).checked_sub(cells)? };
        let is_free = |line: &Vec<(u16, u16)>| line.iter().all(|(start, end)| from > *end || from + cells < *start);
        let line = taken.iter().position(is_free)?;
        taken[line].push((from, from + cells));
        Some((line as u16, from))
    };
    names.iter().map(|name| place_one(*name)).collect()
}

/// The labels that fit beside each other in a row, each centred on its place: which, and where it begins.
pub fn labels(places: &[(u16, u16)], room: u16) -> Vec<(usize, u16)> {
    let mut kept: Vec<(usize, u16)> = vec![];
    let mut free = 0;
    for (which, (at, cells)) in places.iter().enumerate() {
        let from = at.saturating_sub(cells / 2).min(room.saturating_sub(*cells));
        if from >= free && from + cells <= room {
            kept.push((which, from));
            free = from + cells + 2;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{Heights, labels, place};
    use crate::ui::room::assert_goes_in_order;

    #[test]
    fn the_parts_fill_the_screen_and_no_more() {
        for (height, is_fixed) in (1..120).flat_map(|height| [(height, false), (height, true)]) {
            let heights = Heights::of(height, is_fixed);
            assert_eq!(heights.lines(), height - 1, "{height}: {heights:?}");
            assert!(heights.table > 0 || height == 1, "{height}");
            assert!(heights.bars == 0 || heights.bars >= 1, "{height}: {heights:?}");
        }
        assert_goes_in_order(2..120, |height| {
            let Heights { said, bars, ticks, whiskers, names, figures, shares, table } = Heights::of(height, false);
            let picture = said > 0 && bars > 0 && ticks > 0 && whiskers > 0;
            vec![table > 0, picture, names > 0 && figures > 0 && shares > 0, said > 1 && names > 1 && figures > 1]
        });
    }

    #[test]
    fn names_that_would_meet_go_to_the_next_line_or_are_left_out() {
        assert_eq!(place(&[(0, 5), (6, 5), (3, 4)], 20, 2), [Some((0, 0)), Some((0, 6)), Some((1, 3))]);
        assert_eq!(place(&[(0, 5), (5, 5)], 20, 1), [Some((0, 0)), None], "a blank stays between");
        assert_eq!(place(&[(18, 5)], 20, 1), [Some((0, 14))], "it ends at its place");
        assert_eq!(place(&[(2, 30)], 20, 1), [None]);
        assert_eq!(place(&[(2, 3)], 20, 0), [None]);
    }

    #[test]
    fn labels_keep_apart() {
        assert_eq!(labels(&[(0, 3), (4, 3), (8, 3), (19, 3)], 20), [(0, 0), (2, 7), (3, 17)]);
        assert_eq!(labels(&[(0, 9)], 5), []);
    }
}
