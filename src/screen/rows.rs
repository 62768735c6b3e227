//! A cursor over rows that scroll.

use crate::intent::Intent;

/// Which row the cursor is on, and which is the first in view.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rows {
    pub cursor: usize,
    pub top: usize,
}

impl Rows {
    /// Moves as the intent says, among so many rows; false if it is no move.
    pub fn react(&mut self, intent: Intent, rows: usize) -> bool {
        const PAGE: usize = 10;
        let last = rows.saturating_sub(1);
        self.cursor = match intent {
            Intent::Down => (self.cursor + 1).min(last),
            Intent::Up => self.cursor.saturating_sub(1),
            Intent::PageDown => (self.cursor + PAGE).min(last),
            Intent::PageUp => self.cursor.saturating_sub(PAGE),
            Intent::First => 0,
            Intent::Last => last,
            _ => return false,
        };
        true
    }

    /// Puts the cursor back on what it was on, wherever that stands now among so many rows; where it is gone the cursor stays
    /// among them, and is on what stands there from then on.
    pub fn follow<T: Copy + PartialEq>(&mut self, on: &mut Option<T>, rows: usize, at: impl Fn(usize) -> T) {
        if let Some(row) = on.and_then(|it| (0..rows).find(|row| at(*row) == it)) {
            self.cursor = row;
        } else {
            self.cursor = self.cursor.min(rows.saturating_sub(1));
            *on = (rows > 0).then(|| at(self.cursor));
        }
    }

    /// Keeps the cursor among so many rows and in a view of that height; the rows in view.
    pub fn view(&mut self, rows: usize, height: usize) -> std::ops::Range<usize> {
        self.cursor = self.cursor.min(rows.saturating_sub(1));
        self.top = self.top.min(self.cursor).max((self.cursor + 1).saturating_sub(height.max(1)));
        self.top = self.top.min(rows.saturating_sub(height));
        self.top..(self.top + height).min(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;
    use crate::intent::Intent;

    #[test]
    fn the_view_follows_the_cursor() {
        let mut rows = Rows::default();
        assert_eq!(rows.view(20, 5), 0..5);
        rows.react(Intent::Last, 20);
        assert_eq!(rows.view(20, 5), 15..20);
        rows.react(Intent::Up, 20);
        assert_eq!(rows.view(20, 5), 15..20, "no scrolling before it must");
        rows.react(Intent::First, 20);
        assert_eq!(rows.view(20, 5), 0..5);
    }

    #[test]
    fn the_cursor_stays_on_what_it_was_on() {
        let (mut rows, mut on) = (Rows::default(), None);
        let check = |rows: &mut Rows, on: &mut Option<char>, text: &str, expect: (usize, Option<char>)| {
            let shown: Vec<char> = text.chars().collect();
            rows.follow(on, shown.len(), |row| shown[row]);
            assert_eq!((rows.cursor, *on), expect, "{text}");
        };
        check(&mut rows, &mut on, "abc", (0, Some('a')));
        check(&mut rows, &mut on, "cba", (2, Some('a')));
        check(&mut rows, &mut on, "cb", (1, Some('b')));
        check(&mut rows, &mut on, "", (0, None));
        check(&mut rows, &mut on, "x", (0, Some('x')));
    }

    #[test]
    fn fewer_rows_than_before_pull_the_cursor_back() {
        let mut rows = Rows { cursor: 9, top: 7 };
        assert_eq!(rows.view(3, 5), 0..3);
        assert_eq!(rows.cursor, 2);
        assert_eq!(rows.view(0, 5), 0..0);
        assert_eq!(rows.view(5, 0), 0..0);
    }
}
