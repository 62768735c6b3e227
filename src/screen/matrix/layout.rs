//! Which years are in view, and how much stands below the rows.

/// The years in view: where they begin and how many they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Window {
    pub first: usize,
    pub shown: usize,
}

/// The window over so many years, each so many cells wide, with so many hidden behind its end; the year under the cursor
/// is always in view. The newest years are seen first.
pub fn window(years: usize, room: u16, cell: u16, hidden: usize, cursor: usize) -> Window {
    let shown = usize::from(room / cell.max(1)).clamp(1, years.max(1)).min(years);
    let last = years - hidden.min(years - shown);
    let first = (last - shown).min(cursor).max((cursor + 1).saturating_sub(shown));
    Window { first: first.min(years - shown), shown }
}

/// The lines below the rows. Where there is little room the middle goes first, then the figure in full, then the group with
/// the number of figures it is over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Below {
    /// What the group comes to, and its middle: none, one of them, or both.
    pub group: u16,
    /// How many parks have a figure.
    pub count: bool,
    /// What one does not see, and above it the figure under the cursor.
    pub words: u16,
}

impl Below {
    /// For an area so high that begins with two lines of headings.
    pub const fn of(height: u16) -> Self {
        match height {
            ..=5 => Self { group: 0, count: false, words: 0 },
            6..=8 => Self { group: 0, count: false, words: 1 },
            9..=11 => Self { group: 1, count: true, words: 1 },
            12..=14 => Self { group: 1, count: true, words: 2 },
            _ => Self { group: 2, count: true, words: 2 },
        }
    }

    /// How many lines.
    pub const fn lines(self) -> u16 {
        self.group + self.count as u16 + self.words
    }
}

#[cfg(test)]
mod tests {
    use super::{Below, window};
    use crate::ui::room::assert_goes_in_order;

    #[test]
    fn the_newest_years_are_in_view_until_the_cursor_leaves_them() {
        let check = |hidden: usize, cursor: usize, first: usize| {
            assert_eq!(window(20, 60, 10, hidden, cursor).first, first, "{hidden} {cursor}");
        };
        check(0, 19, 14);
        check(0, 14, 14);
        check(0, 13, 13);
        check(6, 13, 8);
        check(6, 14, 9);
        check(99, 0, 0);
        check(99, 7, 2);
    }

    #[test]
    fn no_window_reaches_beyond_the_years() {
        for (years, room) in [0, 1, 2, 40].into_iter().flat_map(|years| (0..60).map(move |room| (years, room))) {
            for (hidden, cursor) in [(0, 0), (0, 39), (39, 0), (7, 12)] {
                let cursor = cursor.min(usize::saturating_sub(years, 1));
                let window = window(years, room, 9, hidden, cursor);
                assert!(window.first + window.shown <= years && window.shown >= years.min(1));
                let seen = window.first..window.first + window.shown;
                assert!(years == 0 || seen.contains(&cursor), "{cursor} in {seen:?}");
            }
        }
    }

    #[test]
    fn rows_keep_the_larger_half_of_a_screen() {
        for height in 6..100 {
            assert!(Below::of(height).lines() * 2 <= height - 2, "{height}");
        }
        assert_goes_in_order(0..100, |height| {
            let Below { group, count, words } = Below::of(height);
            vec![words > 0, count && group > 0, words > 1, group > 1]
        });
    }
}
