//! Frames on the wire in as few bytes as a plain terminal understands: what counts over SSH.
//!
//! ratatui says which cells changed; its own backend moves the cursor before every cell after a Chinese character and
//! resets colours around each run. Here the cursor is known across wide characters, styles change by the shortest
//! sequence, and runs of blanks are erased rather than written.

use std::io::{self, Write};

use crossterm::{
    cursor::{Hide, MoveTo, Show},
    queue,
    terminal::{self, Clear},
};
use ratatui::{
    backend::{Backend, ClearType, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
    style::Color,
};

use super::terminal::Link;
use crate::ui::text;

mod ink;
mod shadow;

use ink::{Ink, PLAIN, anew, changed};
use shadow::{Scroll, Shadow};

/// So many cells are as short as the shortest move past them.
const SHORT: usize = 3;

/// From this many rows that change on, some may only have moved.
const MANY: usize = 4;

/// From this many blanks on, erasing is shorter than writing.
const WORTH_ERASING: usize = 6;

/// A terminal at the end of a wire.
pub struct Wire<W> {
    out: W,
    /// What the line to it is known to carry.
    link: Link,
    /// The frame that is being made: it goes out whole.
    frame: Vec<u8>,
    /// Where the terminal's cursor is, if that is sure.
    at: Option<(u16, u16)>,
    /// The ink the terminal writes in, if that is sure.
    ink: Option<Ink>,
    /// What the terminal shows.
    shadow: Shadow,
    /// Whether the terminal shows its cursor, if that is sure.
    shown: Option<bool>,
    /// Whether it holds a frame back now.
    held: bool,
}

impl<W: Write> Wire<W> {
    /// A terminal whose state is not known yet.
    pub fn new(out: W, link: Link) -> Self {
        let (frame, shadow) = (vec![], Shadow::default());
        Self { out, link, frame, at: None, ink: None, shadow, shown: None, held: false }
    }

    fn move_to(&mut self, x: u16, y: u16) -> io::Result<()> {
        match self.at {
            Some(at) if at == (x, y) => {}
            Some((from, row)) if row == y && x == from + 1 => self.frame.write_all(b"\x1b[C")?,
            Some((from, row)) if row == y && x > from => write!(self.frame, "\x1b[{}C", x - from)?,
            Some((_, row)) if x == 0 && y == row + 1 => self.frame.write_all(b"\r\n")?,
            _ if x == 0 => write!(self.frame, "\x1b[{}H", y + 1)?,
            _ => write!(self.frame, "\x1b[{};{}H", y + 1, x + 1)?,
        }
        self.at = Some((x, y));
        Ok(())
    }

    /// Changes the ink with one sequence: from what it is, or from plain, whichever is shorter.
    fn dip(&mut self, ink: Ink) -> io::Result<()> {
        let Some(old) = self.ink.replace(ink) else {
            return write!(self.frame, "\x1b[{}m", anew(ink));
        };
        if old == ink {
            return Ok(());
        }
        let (one, other) = (changed(old, ink), anew(ink));
        write!(self.frame, "\x1b[{}m", if one.len() <= other.len() { one } else { other })
    }

    /// Makes the terminal show the cells of a screen that change, row by row: rows that only moved are moved there, and what differs
    /// then is written.
    fn change(&mut self, cells: impl Iterator<Item = (u16, u16, Cell)>, width: u16, height: u16) -> io::Result<()> {
        let is_new = !self.shadow.is_of(width, height);
        if is_new {
            self.shadow = Shadow::blank(width, height);
        }
        let mut before: Vec<(usize, Vec<Option<Cell>>)> = vec![];
        for (x, y, cell) in cells {
            let row = usize::from(y);
            if before.last().is_none_or(|(last, _)| *last != row) {
                before.push((row, self.shadow.row(row).to_vec()));
            }
            self.shadow.put(x, y, cell);
        }
        // On a screen of blanks nothing moves.
        if !is_new && before.len() >= MANY {
            let mut old = self.shadow.clone();
            for (y, row) in &before {
                old.set_row(*y, row);
            }
            if let Some(scroll) = old.scroll_to(&self.shadow) {
                self.scroll(scroll)?;
                old.scroll(scroll);
                let mut rows: Vec<usize> = before.iter().map(|(y, _)| *y).chain(scroll.top..=scroll.bottom).collect();
                rows.sort_unstable();
                rows.dedup();
                before = rows.into_iter().map(|y| (y, old.row(y).to_vec())).collect();
            }
        }
        for (y, row) in before {
            let cells = differing(&row, self.shadow.row(y));
            self.write_row(y as u16, &cells, width)?;
        }
        Ok(())
    }

    /// Moves rows on the terminal, which knows how since the VT100: in a region, at its end.
    fn scroll(&mut self, scroll: Scroll) -> io::Result<()> {
        let Scroll { top, bottom, up } = scroll;
        // What comes in is blank in the ink of the moment.
        self.dip(PLAIN)?;
        write!(self.frame, "\x1b[{};{}r", top + 1, bottom + 1)?;
        let (end, step) = if up > 0 { (bottom, "\n") } else { (top, "\x1bM") };
        write!(self.frame, "\x1b[{}H{}\x1b[r", end + 1, step.repeat(up.unsigned_abs() as usize))?;
        self.at = None;
        Ok(())
    }

    /// Writes cells of one row.
    fn write_row(&mut self, y: u16, row: &[(u16, Cell)], right: u16) -> io::Result<()> {
        let mut place = 0;
        while let Some((x, cell)) = row.get(place) {
            let blanks = blanks(&row[place..]);
            if blanks >= WORTH_ERASING {
                self.move_to(*x, y)?;
                self.dip(PLAIN)?;
                if usize::from(*x) + blanks >= usize::from(right) {
                    self.frame.write_all(b"\x1b[K")?;
                } else {
                    write!(self.frame, "\x1b[{blanks}X")?;
                }
                place += blanks;
                continue;
            }
            self.move_to(*x, y)?;
            self.dip(ink::of(cell))?;
            let symbol = if cell.symbol().is_empty() { " " } else { cell.symbol() };
            self.frame.write_all(symbol.as_bytes())?;
            let next = x + text::cells_of(symbol).max(1) as u16;
            // Past the last column terminals differ on where the cursor is, and after a sign of which they differ on the width.
            self.at = (next < right && is_sure(symbol)).then_some((next, y));
            place += 1;
        }
        Ok(())
    }
}

/// The cells in which a row is to differ from what it is, and those few between them that cost less than a move past them.
fn differing(before: &[Option<Cell>], wanted: &[Option<Cell>]) -> Vec<(u16, Cell)> {
    let mut row: Vec<(u16, Cell)> = vec![];
    let changed = before.iter().zip(wanted).enumerate().filter(|(_, (before, wanted))| before != wanted);
    for (x, (_, wanted_here)) in changed {
        let Some(cell) = wanted_here else { continue };
        if let Some((last, end)) = row.last() {
            let (ink, from) = (ink::of(end), usize::from(*last) + text::cells_of(end.symbol()).max(1));
            let between = wanted.get(from..x).unwrap_or_default();
            let is_short = |cell: &Option<Cell>| {
                cell.as_ref().is_some_and(|cell| cell.symbol().len() == 1 && ink::of(cell) == ink)
            };
            if between.len() <= SHORT && between.iter().all(is_short) {
                row.extend(between.iter().flatten().enumerate().map(|(nth, cell)| ((from + nth) as u16, cell.clone())));
            }
        }
        row.push((x as u16, cell.clone()));
    }
    row
}

/// Whether all terminals draw a symbol as wide as it is counted: not so with emoji, flags, and what is put together of several
/// characters.
fn is_sure(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c < '\u{1f000}')
}

/// How many plain blanks, side by side, a run of cells begins with.
fn blanks(cells: &[(u16, Cell)]) -> usize {
    let Some((first, _)) = cells.first() else { return 0 };
    let is_next = |(place, (x, cell)): (usize, &(u16, Cell))| {
        usize::from(*x) == usize::from(*first) + place
            && cell.symbol() == " "
            && cell.bg == Color::Reset
            && cell.modifier.is_empty()
    };
    cells.iter().enumerate().take_while(|(place, cell)| is_next((*place, cell))).count()
}

impl<W: Write> Backend for Wire<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let Size { width, height } = self.size()?;
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        if !self.held && self.link.can_hold() {
            self.frame.write_all(b"\x1b[?2026h")?;
            self.held = true;
        }
        self.change(content.map(|(x, y, cell)| (x, y, cell.clone())), width, height)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        // ratatui hides it with every frame; once is enough.
        if self.shown.replace(false) == Some(false) { Ok(()) } else { queue!(self.frame, Hide) }
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.shown.replace(true) == Some(true) { Ok(()) } else { queue!(self.frame, Show) }
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        let (x, y) = self.at.unwrap_or((0, 0));
        Ok(Position { x, y })
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        self.at = Some((x, y));
        queue!(self.frame, MoveTo(x, y))
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        (self.at, self.ink, self.shown) = (None, None, None);
        // What is not cleared is not written again either; only all of it ever is.
        self.shadow = Shadow::default();
        self.dip(PLAIN)?;
        let region = match region {
            ClearType::All => terminal::ClearType::All,
            ClearType::AfterCursor => terminal::ClearType::FromCursorDown,
            ClearType::BeforeCursor => terminal::ClearType::FromCursorUp,
            ClearType::CurrentLine => terminal::ClearType::CurrentLine,
            ClearType::UntilNewLine => terminal::ClearType::UntilNewLine,
        };
        queue!(self.frame, Clear(region))
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = super::terminal::size()?;
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.held) {
            self.frame.write_all(b"\x1b[?2026l")?;
        }
        // What is asked goes with it; a frame of nothing is none.
        let bytes = self.frame.len() as u64;
        self.link.sent(bytes, &mut self.frame)?;
        let sent = self.out.write_all(&self.frame).and_then(|()| self.out.flush());
        self.frame.clear();
        sent
    }
}

#[cfg(test)]
mod tests;
