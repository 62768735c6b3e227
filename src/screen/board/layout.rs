//! Where everything on a board stands, as plain arithmetic.

use std::ops::Range;

use super::{Board, Spot};
use crate::ui::{Glyphs, Tall, big_width, text::width};

/// How a board is laid out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Layout {
    /// The cells of the names.
    pub names: u16,
    /// The columns shown, by their places.
    pub columns: Vec<usize>,
    /// The cells of a column, with the blank before it.
    pub column: u16,
    /// The cells of the figures in a column.
    pub figures: u16,
    /// The cells of the bars; 0 where there is no room.
    pub bars: u16,
    /// How tall the figures of all rows are, and that of the row in the light.
    pub tall: (Tall, Tall),
    /// The rows of the screen that a row takes, and the one in the light.
    pub heights: (u16, u16),
    /// The rows shown, by their places.
    pub rows: Range<usize>,
    /// How many rows the headings take.
    pub head: u16,
}

/// The cells before the names: the sign of the cursor and that of a mark.
pub(super) const GUTTER: u16 = 4;
/// The least a bar is drawn in.
const LEAST_BAR: u16 = 8;
/// The cells a figure needs to say its period below it.
const LEAST_CELL: u16 = 10;

impl Layout {
    /// In so many columns and rows of cells; the first row shown last time keeps the rows from jumping.
    pub(super) fn of(board: &Board, spot: Spot, (room, height): (u16, u16), top: usize, glyphs: &Glyphs) -> Self {
        let head =
            u16::from(height >= 4) + u16::from(height >= 6 && board.heads.iter().any(|head| !head.about.is_empty()));
        let height = height.saturating_sub(head);
        let at = |tall: Tall| Self::try_at(board, spot, (room, height), top, tall, glyphs, head);
        let tall = [(Tall::Five, Tall::Five), (Tall::Three, Tall::Three)].into_iter();
        tall.chain([(Tall::One, Tall::Three)]).find_map(|(all, _)| at(all)).unwrap_or_else(|| {
            // Nothing fits: what there is room for.
            Self::at(board, spot, (room, height), top, (Tall::One, Tall::One), glyphs, head)
        })
    }

    fn try_at(
        board: &Board,
        spot: Spot,
        (room, height): (u16, u16),
        top: usize,
        tall: Tall,
        glyphs: &Glyphs,
        head: u16,
    ) -> Option<Self> {
        let both = if tall == Tall::One { (Tall::One, Tall::Three) } else { (tall, tall) };
        if tall == Tall::One && (spot != Spot::Row || height < 9) {
            return None;
        }
        let kept = board.kept.clamp(1, board.heads.len().max(1)) as u16;
        // What of other rows does not fit stands there small.
        let widest = match tall {
            Tall::One => widest(board, board.cursor.0..board.cursor.0 + 1, both.1, glyphs),
            _ => widest(board, 0..board.least.max(1), both.1, glyphs),
        };
        let fits = names(board, room, both.0, glyphs) + GUTTER + kept * (widest + 1) <= room;
        let layout = Self::at(board, spot, (room, height), top, both, glyphs, head);
        let enough = tall == Tall::One || layout.rows.len() >= board.least.min(board.rows.len());
        (fits && enough).then_some(layout)
    }

    fn at(
        board: &Board,
        spot: Spot,
        (room, height): (u16, u16),
        top: usize,
        tall: (Tall, Tall),
        glyphs: &Glyphs,
        head: u16,
    ) -> Self {
        let count = board.heads.len().max(1) as u16;
        let kept = (board.kept as u16).clamp(1, count);
        let widest = widest(board, 0..usize::MAX, tall.1, glyphs).max(LEAST_CELL);
        let least = self::widest(board, 0..usize::MAX, tall.0, glyphs);
        // Names give way before the second of those to be compared does.
        let two = kept.min(2) * (least.max(LEAST_CELL) + 1);
        let names = names(board, room, tall.0, glyphs).min(room.saturating_sub(GUTTER + two).max(8));
        let all = room.saturating_sub(names + GUTTER);
        let widest = widest.min((all / kept).saturating_sub(1)).max(least).max(LEAST_CELL);
        // Of columns that are only beside each other as many as have room for bars too.
        let comfortable = all / (widest + 1 + LEAST_BAR * 2);
        let most = (all / (widest + 1)).clamp(1, count);
        let shown = comfortable.max(kept).clamp(1, most);
        let columns = columns(board.heads.len(), shown.into(), board.cursor.1, board.kept > 1);
        let column = all / shown;
        let figures = widest.min(column.saturating_sub(1));
        let left = column.saturating_sub(figures + 3);
        let has_bars = board.rows.iter().any(|row| row.figures.iter().any(|figure| figure.bar.is_some()));
        let bars = if has_bars && left >= LEAST_BAR { left.min(60) } else { 0 };
        let heights = heights(board, spot, tall, height);
        let rows = rows(board.rows.len(), board.cursor.0, top, height, heights);
        Self { names, columns, column, figures, bars, tall, heights, rows, head }
    }
}

/// How many rows of the screen a row takes: its figures, what is said below them, and a blank where all rows have one.
fn heights(board: &Board, spot: Spot, (all, lit): (Tall, Tall), height: u16) -> (u16, u16) {
    let count = board.rows.len().min(board.least.max(1)) as u16;
    let lit_rows = if spot == Spot::Row { lit } else { all };
    let base = |tall: Tall| if tall == Tall::One { 1 } else { tall.rows() + 1 };
    let (all, lit) = (base(all), base(lit_rows));
    let fits = |more: u16| (all + more) * count.saturating_sub(1) + lit + more <= height;
    // Rows of one line get a second for what is said of them before a blank parts them.
    let more = [1, 0].into_iter().find(|more| fits(*more)).unwrap_or(0);
    (all + more, lit + more)
}

/// The rows in view: the cursor's among them, and no scrolling before it must.
fn rows(count: usize, cursor: usize, top: usize, height: u16, (one, lit): (u16, u16)) -> Range<usize> {
    let cursor = cursor.min(count.saturating_sub(1));
    let (height, one, lit) = (usize::from(height), usize::from(one.max(1)), usize::from(lit.max(1)));
    let fitting = (height.saturating_sub(lit) / one + 1).clamp(1, count.max(1));
    let top = top.min(cursor).max((cursor + 1).saturating_sub(fitting)).min(count.saturating_sub(fitting));
    top..(top + fitting).min(count)
}

/// The columns in view: the cursor's among them; the first always, where the others are measured against it.
fn columns(count: usize, shown: usize, cursor: usize, keeps_first: bool) -> Vec<usize> {
    let cursor = cursor.min(count.saturating_sub(1));
    if keeps_first && shown > 1 {
        let first = (cursor + 2).saturating_sub(shown).max(1);
        return std::iter::once(0).chain(first..count).take(shown).collect();
    }
    let first = cursor.min(count.saturating_sub(shown));
    (first..count).take(shown).collect()
}

fn names(board: &Board, room: u16, tall: Tall, glyphs: &Glyphs) -> u16 {
    // In a row of one line the unit stands behind the name.
    let cells = |row: &super::Line| match tall {
        Tall::One if !row.about.is_empty() => width(&row.name) + 1 + width(&row.about),
        Tall::One => width(&row.name),
        _ => width(&row.name).max(width(&row.about)),
    };
    let longest = board.rows.iter().map(cells).max().unwrap_or(0) as u16;
    let places = places(board, tall, glyphs);
    let places = if places > 0 { places + 2 } else { 0 };
    let most = if room < 60 { room / 2 } else { room * 3 / 10 };
    (longest + places).clamp(8, most.clamp(8, 34))
}

/// The cells of the places before the names.
pub(super) fn places(board: &Board, tall: Tall, glyphs: &Glyphs) -> u16 {
    let tall = tall.min(Tall::Three);
    board.rows.iter().map(|row| big_width(&row.place, tall, glyphs)).max().unwrap_or(0) as u16
}

/// The cells of the widest figure of these rows.
fn widest(board: &Board, rows: Range<usize>, tall: Tall, glyphs: &Glyphs) -> u16 {
    let of = |row: &super::Line| row.figures.iter().map(|figure| figure_width(figure, tall, glyphs)).max().unwrap_or(0);
    board.rows.iter().take(rows.end).skip(rows.start).map(of).max().unwrap_or(0)
}

/// The cells of a figure; its year stands behind it where there is no line below.
pub(super) fn figure_width(figure: &super::Figure, tall: Tall, glyphs: &Glyphs) -> u16 {
    let year = if tall == Tall::One { 1 + width(&figure.year) } else { 0 };
    (big_width(&figure.text, tall, glyphs) + year) as u16
}

#[cfg(test)]
mod tests {
    use super::{Layout, columns, rows};
    use crate::{
        screen::board::{Board, Figure, Head, Line, Spot},
        ui::{GlyphSet, Tall},
    };

    fn board(columns: usize, kept: usize, count: usize) -> Board {
        let figure = Figure { text: "31,148".into(), year: "22".into(), bar: Some(0.5), ..Figure::default() };
        let row = Line { name: "杭州滨江".into(), figures: vec![figure; columns], ..Line::default() };
        let head = Head { name: "GDP".into(), ..Head::default() };
        Board { heads: vec![head; columns], rows: vec![row; count], kept, least: count.min(6), ..Board::default() }
    }

    fn tall(columns: usize, kept: usize, size: (u16, u16)) -> (Tall, usize) {
        let layout = Layout::of(&board(columns, kept, 6), Spot::Row, size, 0, GlyphSet::Rich.glyphs());
        (layout.tall.0, layout.columns.len())
    }

    #[test]
    fn figures_grow_with_the_room_and_columns_that_belong_together_stay() {
        assert_eq!(tall(2, 2, (200, 56)), (Tall::Five, 2));
        assert_eq!(tall(2, 2, (120, 36)), (Tall::Three, 2));
        assert_eq!(tall(2, 2, (80, 20)), (Tall::One, 2), "six rows are worth more than size");
        assert_eq!(tall(8, 8, (80, 40)).1, 6, "what cannot be is reached sideways");
        assert_eq!(tall(6, 1, (80, 40)), (Tall::Five, 1));
        assert_eq!(tall(6, 1, (80, 36)), (Tall::Three, 1));
        assert_eq!(tall(6, 1, (160, 40)).1, 2);
    }

    #[test]
    fn the_row_in_the_light_is_tall_where_not_all_can_be() {
        let layout = Layout::of(&board(2, 2, 20), Spot::Row, (80, 20), 0, GlyphSet::Rich.glyphs());
        assert_eq!(layout.tall, (Tall::One, Tall::Three));
        let layout = Layout::of(&board(2, 2, 20), Spot::All, (80, 20), 0, GlyphSet::Rich.glyphs());
        assert_eq!(layout.tall, (Tall::One, Tall::One));
    }

    #[test]
    fn the_cursor_is_in_view_and_nothing_scrolls_before_it_must() {
        assert_eq!(rows(20, 0, 0, 12, (1, 4)), 0..9);
        assert_eq!(rows(20, 8, 0, 12, (1, 4)), 0..9);
        assert_eq!(rows(20, 9, 0, 12, (1, 4)), 1..10);
        assert_eq!(rows(20, 5, 4, 12, (1, 4)), 4..13);
        assert_eq!(rows(3, 2, 0, 12, (4, 4)), 0..3);
        assert_eq!(rows(0, 0, 0, 0, (4, 4)), 0..0);
        assert_eq!(columns(8, 3, 7, true), [0, 6, 7]);
        assert_eq!(columns(8, 3, 1, true), [0, 1, 2]);
        assert_eq!(columns(5, 1, 3, false), [3]);
        assert_eq!(columns(5, 2, 4, false), [3, 4]);
        assert!(columns(0, 1, 0, false).is_empty());
    }
}
