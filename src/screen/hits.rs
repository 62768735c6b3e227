//! What lies where in a frame: for clicks. Whatever draws something to click on says so as it draws it.

use std::{cell::RefCell, ops::Range};

use ratatui::layout::{Position, Rect};

use crate::intent::Intent;

/// What a click does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// Nothing; and nothing of what lies below.
    Nothing,
    /// Closes what lies over the screen: the click was beside it.
    Outside,
    /// That, so many times.
    Do(Intent, usize),
    /// The cursor goes so many rows down and columns to the right, and then that is done.
    Go { rows: isize, columns: isize, then: Then },
}

/// What is done where the cursor has come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Then {
    Nothing,
    Do(Intent),
    /// It is chosen, as by Enter.
    Choose,
}

/// The places of one frame. What was drawn later lies on top.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    // Drawing reads; this is written beside the cells.
    places: RefCell<Vec<(Rect, Target)>>,
}

impl Hits {
    /// Nothing is there to click on.
    pub fn clear(&mut self) {
        self.places.get_mut().clear();
    }

    /// A click there does that.
    pub fn put(&self, place: Rect, target: Target) {
        if !place.is_empty() {
            self.places.borrow_mut().push((place, target));
        }
    }

    /// The rows of a list, one below the other in an area, from the first in view on: a click takes the cursor there.
    pub fn rows(&self, area: Rect, shown: Range<usize>, cursor: usize) {
        self.list(area, shown, cursor, Then::Nothing);
    }

    /// The same of a list that one chooses from: a click chooses.
    pub fn choices(&self, area: Rect, shown: Range<usize>, cursor: usize) {
        self.list(area, shown, cursor, Then::Choose);
    }

    fn list(&self, area: Rect, shown: Range<usize>, cursor: usize, then: Then) {
        for (place, y) in shown.zip(area.top()..area.bottom()) {
            let rows = between(cursor, place);
            self.put(Rect { y, height: 1, ..area }, Target::Go { rows, columns: 0, then });
        }
    }

    /// What a click there does, if anything.
    pub fn at(&self, column: u16, row: u16) -> Option<Target> {
        let here = Position { x: column, y: row };
        self.places.borrow().iter().rev().find(|(place, _)| place.contains(here)).map(|(_, target)| *target)
    }

    /// All that can be clicked on.
    #[cfg(test)]
    pub fn all(&self) -> Vec<(Rect, Target)> {
        self.places.borrow().clone()
    }
}

/// How far it is from one place to another.
pub const fn between(from: usize, to: usize) -> isize {
    to.cast_signed() - from.cast_signed()
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::{Hits, Target, Then};
    use crate::intent::Intent;

    #[test]
    fn what_was_drawn_last_is_hit() {
        let mut hits = Hits::default();
        hits.put(Rect::new(0, 0, 10, 5), Target::Do(Intent::Help, 1));
        hits.put(Rect::new(2, 1, 3, 2), Target::Nothing);
        hits.put(Rect::new(4, 4, 0, 2), Target::Outside);
        assert_eq!(hits.at(0, 0), Some(Target::Do(Intent::Help, 1)));
        assert_eq!(hits.at(4, 2), Some(Target::Nothing));
        assert_eq!(hits.at(5, 2), Some(Target::Do(Intent::Help, 1)));
        assert_eq!(hits.at(10, 0), None);
        hits.clear();
        assert_eq!(hits.at(0, 0), None);
    }

    #[test]
    fn rows_are_as_far_as_they_are_from_the_cursor() {
        let hits = Hits::default();
        hits.rows(Rect::new(0, 2, 10, 3), 5..9, 6);
        let go = |rows| Some(Target::Go { rows, columns: 0, then: Then::Nothing });
        assert_eq!([1, 2, 3, 4, 5].map(|y| hits.at(3, y)), [None, go(-1), go(0), go(1), None]);
    }
}
