//! Names beside points, none over another.

/// The cells of a plot, and what stands in them.
pub struct Field {
    columns: u16,
    rows: u16,
    taken: Vec<bool>,
    /// Cells that hold words: beside those one stays blank.
    worded: Vec<bool>,
}

impl Field {
    /// An empty field of so many cells.
    pub fn new(columns: u16, rows: u16) -> Self {
        let cells = usize::from(columns) * usize::from(rows);
        Self { columns, rows, taken: vec![false; cells], worded: vec![false; cells] }
    }

    /// Something stands in a cell.
    pub fn take(&mut self, column: u16, row: u16) {
        if let Some(place) = self.place(column, row) {
            self.taken[place] = true;
        }
    }

    /// Whether nothing stands in a cell.
    pub fn is_free(&self, column: u16, row: u16) -> bool {
        self.place(column, row).is_some_and(|place| !self.taken[place])
    }

    /// Words of that many cells stand from a cell on, if there is room; whether there was.
    pub fn word(&mut self, column: u16, row: u16, cells: u16) -> bool {
        let range = column..column.saturating_add(cells);
        if cells == 0 || range.end > self.columns || row >= self.rows {
            return false;
        }
        let is_worded = |column: u16| self.place(column, row).is_some_and(|place| self.worded[place]);
        let is_beside = column.checked_sub(1).is_some_and(is_worded) || is_worded(range.end);
        if is_beside || !range.clone().all(|column| self.is_free(column, row)) {
            return false;
        }
        for place in range.filter_map(|column| self.place(column, row)).collect::<Vec<_>>() {
            (self.taken[place], self.worded[place]) = (true, true);
        }
        true
    }

    /// Where a name of that many cells goes beside the point in a cell: right of it, left, above or below; none where all
    /// of these are taken.
    pub fn beside(&mut self, (column, row): (u16, u16), cells: u16) -> Option<(u16, u16)> {
        let middle = column.saturating_sub(cells / 2).min(self.columns.saturating_sub(cells));
        let candidates = [
            Some((column.saturating_add(1), row)),
            column.checked_sub(cells).map(|left| (left, row)),
            row.checked_sub(1).map(|above| (middle, above)),
            Some((middle, row.saturating_add(1))),
        ];
        candidates.into_iter().flatten().find(|(column, row)| self.word(*column, *row, cells))
    }

    fn place(&self, column: u16, row: u16) -> Option<usize> {
        let is_inside = column < self.columns && row < self.rows;
        is_inside.then(|| usize::from(row) * usize::from(self.columns) + usize::from(column))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Field;

    fn placed(points: &[(u16, u16)], cells: u16) -> Vec<Option<(u16, u16)>> {
        let mut field = Field::new(12, 3);
        for (column, row) in points {
            field.take(*column, *row);
        }
        points.iter().map(|point| field.beside(*point, cells)).collect()
    }

    #[test]
    fn a_name_stands_right_left_above_or_below() {
        assert_eq!(placed(&[(2, 1)], 4), [Some((3, 1))]);
        assert_eq!(placed(&[(10, 1)], 4), [Some((6, 1))], "no room at the right");
        assert_eq!(placed(&[(6, 1), (7, 1), (5, 1)], 4)[0], Some((4, 0)), "neighbours on both sides");
        assert_eq!(placed(&[(6, 0), (7, 0), (5, 0)], 4)[0], Some((4, 1)), "and the edge above");
    }

    #[test]
    fn a_name_without_room_is_left_out() {
        assert_eq!(placed(&[(2, 1)], 13), [None]);
        let row: Vec<(u16, u16)> = (0..12).flat_map(|column| [0, 1, 2].map(|row| (column, row))).collect();
        assert!(placed(&row, 1).iter().all(Option::is_none));
        assert_eq!(Field::new(0, 0).beside((0, 0), 4), None);
    }

    #[test]
    fn words_do_not_touch() {
        let mut field = Field::new(12, 1);
        assert!(field.word(0, 0, 4) && !field.word(4, 0, 4) && field.word(5, 0, 4));
        assert!(!field.is_free(0, 0) && field.is_free(4, 0));
    }

    proptest! {
        #[test]
        fn no_name_lies_over_another_or_over_a_point(
            points in prop::collection::vec((0_u16..30, 0_u16..10), 0..25),
            cells in 1_u16..12,
        ) {
            let mut field = Field::new(30, 10);
            for (column, row) in &points {
            field.take(*column, *row);
        }
            let mut seen: std::collections::BTreeSet<(u16, u16)> = points.iter().copied().collect();
            for point in &points {
                if let Some((column, row)) = field.beside(*point, cells) {
                    for at in column..column + cells {
                        prop_assert!(at < 30 && row < 10 && seen.insert((at, row)));
                    }
                }
            }
        }
    }
}
