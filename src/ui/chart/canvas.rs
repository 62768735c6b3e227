//! A field of dots, eight to a cell in braille, or of characters where there is only ASCII.

use ratatui::style::Style;

use crate::ui::GlyphSet;

/// Lines before they become cells.
pub struct Canvas {
    columns: u16,
    ascii: bool,
    cells: Vec<Cell>,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    /// The dots of a braille character.
    dots: u8,
    /// The character of a line in ASCII.
    stroke: Option<char>,
    /// The sign of a point, which covers the lines.
    mark: Option<&'static str>,
    style: Style,
}

/// How many dots there are in a cell from top to bottom.
pub const fn dots_down(set: GlyphSet) -> u16 {
    match set {
        GlyphSet::Ascii => 1,
        GlyphSet::Rich | GlyphSet::CjkSafe => 4,
    }
}

/// How many dots there are in a cell from left to right.
pub const fn dots_across(set: GlyphSet) -> u16 {
    match set {
        GlyphSet::Ascii => 1,
        GlyphSet::Rich | GlyphSet::CjkSafe => 2,
    }
}

impl Canvas {
    /// An empty field of so many cells.
    pub fn new(columns: u16, rows: u16, set: GlyphSet) -> Self {
        let cells = vec![Cell::default(); usize::from(columns) * usize::from(rows)];
        Self { columns, ascii: set == GlyphSet::Ascii, cells }
    }

    /// Draws from one point to another, each a column of cells and a row of dots.
    pub fn line(&mut self, from: (u16, u16), to: (u16, u16), style: Style) {
        let across = if self.ascii { 1 } else { 2 };
        let dot = |(column, row): (u16, u16)| (i32::from(column) * across, i32::from(row));
        let ((x0, y0), (x1, y1)) = (dot(from), dot(to));
        let steps = (x1 - x0).abs().max((y1 - y0).abs()).max(1);
        let mut before = (x0, y0);
        for step in 0..=steps {
            let part =
                |from: i32, to: i32| from + (f64::from(to - from) * f64::from(step) / f64::from(steps)).round() as i32;
            let at = (part(x0, x1), part(y0, y1));
            self.dot(at, stroke(before, at), style);
            before = at;
        }
    }

    /// Sets a point by its column and row of dots; a large one fills the four dots it lies among.
    pub fn spot(&mut self, (x, y): (u16, u16), large: bool, style: Style) {
        let (x, y) = (i32::from(x), i32::from(y));
        self.dot((x, y), 'o', style);
        if large && !self.ascii {
            for (x, y) in [(x ^ 1, y), (x, y ^ 1), (x ^ 1, y ^ 1)] {
                self.dot((x, y), 'o', style);
            }
        }
    }

    fn dot(&mut self, (x, y): (i32, i32), stroke: char, style: Style) {
        /// The dots of a braille character, row by row.
        const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
        let (x, y) = (x as usize, y as usize);
        let (column, row) = if self.ascii { (x, y) } else { (x / 2, y / 4) };
        let Some(cell) = self.cells.get_mut(row * usize::from(self.columns) + column) else {
            return;
        };
        cell.dots |= BITS[y % 4][x % 2];
        cell.stroke = Some(stroke);
        cell.style = style;
    }

    /// Sets the sign of a point into a cell.
    pub fn mark(&mut self, (column, row): (u16, u16), sign: &'static str, style: Style) {
        let at = usize::from(row) * usize::from(self.columns) + usize::from(column);
        if let Some(cell) = self.cells.get_mut(at) {
            (cell.mark, cell.style) = (Some(sign), style);
        }
    }

    /// The cells that are not empty: column, row, symbol, style.
    pub fn cells(&self) -> impl Iterator<Item = (u16, u16, String, Style)> {
        let columns = usize::from(self.columns.max(1));
        self.cells.iter().enumerate().filter_map(move |(at, cell)| {
            let symbol = self.symbol(cell)?;
            Some(((at % columns) as u16, (at / columns) as u16, symbol, cell.style))
        })
    }

    fn symbol(&self, cell: &Cell) -> Option<String> {
        if let Some(mark) = cell.mark {
            return Some(mark.to_owned());
        }
        let braille = || char::from_u32(0x2800 + u32::from(cell.dots)).filter(|_| cell.dots != 0);
        let line = if self.ascii { cell.stroke } else { braille() };
        line.map(String::from)
    }
}

/// The character for a step of a line.
const fn stroke(from: (i32, i32), to: (i32, i32)) -> char {
    match (to.0 - from.0, to.1 - from.1) {
        (_, 0) => '-',
        (0, _) => '|',
        (_, down) if down < 0 => '/',
        _ => '\\',
    }
}

#[cfg(test)]
mod tests {
    use super::{Canvas, GlyphSet, Style};

    fn drawn(set: GlyphSet, from: (u16, u16), to: (u16, u16)) -> Vec<String> {
        let mut canvas = Canvas::new(6, 2, set);
        canvas.line(from, to, Style::new());
        let mut lines = vec![vec![" ".to_owned(); 6]; 2];
        for (x, y, symbol, _) in canvas.cells() {
            lines[usize::from(y)][usize::from(x)] = symbol;
        }
        lines.into_iter().map(|line| line.concat()).collect()
    }

    #[test]
    fn a_line_goes_from_point_to_point() {
        assert_eq!(drawn(GlyphSet::Rich, (0, 7), (5, 0)), ["  ⢀⡠⠒⠁", "⡠⠔⠁   "]);
        assert_eq!(drawn(GlyphSet::Ascii, (0, 1), (5, 0)), ["   /--", "---   "]);
        assert_eq!(drawn(GlyphSet::Ascii, (0, 0), (5, 1)), ["---   ", "   \\--"]);
        assert_eq!(drawn(GlyphSet::CjkSafe, (2, 0), (2, 7)), ["  ⡇   ", "  ⡇   "]);
    }

    #[test]
    fn a_large_point_stays_in_its_cell() {
        let symbols = |large: bool, set: GlyphSet| {
            let mut canvas = Canvas::new(3, 3, set);
            canvas.spot((1, 2), large, Style::new());
            canvas.cells().map(|(x, y, symbol, _)| (x, y, symbol)).collect::<Vec<_>>()
        };
        assert_eq!(symbols(false, GlyphSet::Rich), [(0, 0, "⠠".to_owned())]);
        assert_eq!(symbols(true, GlyphSet::CjkSafe), [(0, 0, "⣤".to_owned())]);
        assert_eq!(symbols(true, GlyphSet::Ascii)[0].2, "o");
    }

    #[test]
    fn what_is_outside_is_not_drawn() {
        let mut canvas = Canvas::new(0, 0, GlyphSet::Rich);
        canvas.line((0, 0), (9, 9), Style::new());
        assert_eq!(canvas.cells().count(), 0);
    }
}
