//! Which years of a coverage table are in view, and how wide each part is.

/// What the layout depends on.
#[derive(Clone, Copy, Debug)]
pub struct Needs {
    /// The cells there are in a row.
    pub room: u16,
    /// The cells of the longest name.
    pub names: u16,
    /// How many years there are.
    pub years: usize,
    /// The largest number under a year.
    pub most: usize,
    /// The place of the year that must be in view.
    pub wanted: Option<usize>,
}

/// The widths, and the years in view.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Layout {
    pub name: u16,
    /// The cells of one year, the blank before it among them.
    pub cell: u16,
    /// The place of the first year in view.
    pub first: usize,
    /// How many years are in view.
    pub shown: usize,
    /// The cells of `12/34`.
    pub count: u16,
    /// The cells left for the gaps in words; 0 where there are too few.
    pub gaps: u16,
}

/// The newest years first into view, and all four digits of a year where they fit.
pub fn layout(needs: &Needs) -> Layout {
    const LEAST_GAPS: u16 = 11;
    let Needs { room, names, years, most, wanted } = *needs;
    let digits = |number: usize| number.to_string().len() as u16;
    let name = names.clamp(8, 24).min((room / 4).max(8));
    let count = (2 * digits(years) + 1).max(6);
    let rest = room.saturating_sub(name + count + 5);
    let narrow = (digits(most) + 1).max(3);
    // Two digits would name two years a century apart.
    let cell = if years > 100 || years as u64 * 5 <= u64::from(rest) { narrow.max(5) } else { narrow };
    let shown = usize::from(rest / cell).min(years);
    let last = years - shown;
    let first = wanted.map_or(last, |wanted| wanted.min(last));
    let left = rest.saturating_sub(shown as u16 * cell + 2);
    Layout { name, cell, first, shown, count, gaps: if left < LEAST_GAPS { 0 } else { left } }
}

#[cfg(test)]
mod tests {
    use super::{Needs, layout};

    const NEEDS: Needs = Needs { room: 80, names: 10, years: 5, most: 4, wanted: None };

    #[test]
    fn few_years_are_written_in_full_and_leave_room_for_the_gaps() {
        let layout = layout(&NEEDS);
        assert_eq!((layout.cell, layout.first, layout.shown), (5, 0, 5));
        assert!(layout.gaps > 20);
    }

    #[test]
    fn many_years_show_the_newest_unless_another_is_wanted() {
        let check = |wanted, first| {
            let layout = layout(&Needs { years: 60, wanted, ..NEEDS });
            assert_eq!((layout.cell, layout.first, layout.shown, layout.gaps), (3, first, 19, 0), "{wanted:?}");
        };
        check(None, 41);
        check(Some(59), 41);
        check(Some(45), 41);
        check(Some(40), 40);
        check(Some(0), 0);
    }

    #[test]
    fn nothing_is_wider_than_the_row() {
        for room in 0..200 {
            for years in [0, 1, 12, 60, 101, 9999] {
                let layout = layout(&Needs { room, years, most: 50_000, ..NEEDS });
                let used = layout.shown as u16 * layout.cell + layout.gaps;
                assert!(used == 0 || layout.name + layout.count + used + 5 <= room, "{room} {years}: {layout:?}");
                assert!(layout.first + layout.shown <= years);
            }
        }
    }

    #[test]
    fn a_column_is_as_wide_as_the_number_under_it() {
        assert_eq!(layout(&Needs { years: 30, most: 123, ..NEEDS }).cell, 4);
    }
}
