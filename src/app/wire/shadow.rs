//! What the terminal shows, as far as frames have told it: so that rows that only moved can be moved there.

use ratatui::buffer::Cell;

use crate::ui::text;

/// Rows move by so many at most: a step of the cursor, a turn of a wheel.
const FURTHEST: i32 = 3;
/// Fewer rows than this that moved are written again.
const WORTH_MOVING: usize = 3;
/// What moving rows costs, in cells that could be written instead.
const COST: usize = 20;

/// The cells of a screen; none behind a wide character.
#[derive(Clone, Default)]
pub struct Shadow {
    width: usize,
    cells: Vec<Option<Cell>>,
}

/// Rows `top` to `bottom` move up by so many, or down by fewer than none; what comes in is blank.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scroll {
    pub top: usize,
    pub bottom: usize,
    pub up: i32,
}

impl Shadow {
    /// Nothing but blanks.
    pub fn blank(width: u16, height: u16) -> Self {
        let cells = usize::from(width) * usize::from(height);
        Self { width: width.into(), cells: vec![Some(Cell::default()); cells] }
    }

    /// Whether it is of a screen of that size.
    pub const fn is_of(&self, width: u16, height: u16) -> bool {
        self.width == width as usize && self.cells.len() == width as usize * height as usize
    }

    /// The cells of a row.
    pub fn row(&self, y: usize) -> &[Option<Cell>] {
        self.cells.get(y * self.width..(y + 1) * self.width).unwrap_or_default()
    }

    /// Makes a row what it was.
    pub fn set_row(&mut self, y: usize, row: &[Option<Cell>]) {
        if let Some(here) =
            self.cells.get_mut(y * self.width..(y + 1) * self.width).filter(|here| here.len() == row.len())
        {
            here.clone_from_slice(row);
        }
    }

    /// Puts a cell there. The second half of a wide character that goes is a blank: ratatui takes it for one that stays, but a
    /// terminal may keep the half of a character there, and tmux then draws the rest of the row beside its place.
    pub fn put(&mut self, x: u16, y: u16, cell: Cell) {
        let start = usize::from(y) * self.width;
        let (x, width) = (usize::from(x), text::cells_of(cell.symbol()).max(1));
        let Some(row) = self.cells.get_mut(start..start + self.width).filter(|row| x < row.len()) else { return };
        row[x] = Some(cell);
        let over = (x + width).min(row.len());
        row[x + 1..over].fill(None);
        if let Some(half @ None) = row.get_mut(over) {
            *half = Some(Cell::default());
        }
    }

    /// The rows that are to move for this to become what is wanted in fewer bytes; none where that is not worth it.
    pub fn scroll_to(&self, wanted: &Self) -> Option<Scroll> {
        let height = (self.cells.len().checked_div(self.width)?) as i32;
        let moved = |up: i32| {
            let is_moved = move |y: &i32| {
                let (from, to) = ((y + up) as usize, *y as usize);
                wanted.row(to) == self.row(from) && wanted.row(to) != self.row(to)
            };
            ((-up).max(0)..height - up.max(0)).filter(is_moved)
        };
        let (up, count) = (1..=FURTHEST)
            .flat_map(|by| [by, -by])
            .map(|up| (up, moved(up).count()))
            .reduce(|best, other| if other.1 > best.1 { other } else { best })?;
        if count < WORTH_MOVING {
            return None;
        }
        let (first, last) = (moved(up).next()?, moved(up).next_back()?);
        let (top, bottom) = (first.min(first + up), last.max(last + up));
        // Where the row of the cursor comes in, or goes, it has another ink, and yet belongs to them.
        let best = [(top, bottom), (top, bottom + 1), (top - 1, bottom)]
            .into_iter()
            .filter(|(top, bottom)| *top >= 0 && *bottom < height)
            .map(|(top, bottom)| {
                let scroll = Scroll { top: top as usize, bottom: bottom as usize, up };
                let mut after = self.clone();
                after.scroll(scroll);
                (after.differing(wanted), scroll)
            })
            .min_by_key(|(cells, _)| *cells);
        best.filter(|(cells, _)| cells + COST < self.differing(wanted)).map(|(_, scroll)| scroll)
    }

    /// In how many cells the two differ.
    fn differing(&self, other: &Self) -> usize {
        self.cells.iter().zip(&other.cells).filter(|(one, other)| one != other).count()
    }

    /// Moves rows, as a terminal does.
    pub fn scroll(&mut self, Scroll { top, bottom, up }: Scroll) {
        let Some(rows) = self.cells.get_mut(top * self.width..(bottom + 1) * self.width) else { return };
        let by = up.unsigned_abs() as usize * self.width;
        if by > rows.len() {
            return;
        }
        let come_in = if up > 0 {
            rows.rotate_left(by);
            rows.len() - by..rows.len()
        } else {
            rows.rotate_right(by);
            0..by
        };
        rows[come_in].fill(Some(Cell::default()));
    }
}
