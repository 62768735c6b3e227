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

use super::terminal::Line;
use crate::ui::text;

mod ink;

use ink::{Ink, PLAIN, anew, changed};

/// From this many blanks on, erasing is shorter than writing.
const WORTH_ERASING: usize = 6;

/// A terminal at the end of a wire.
pub struct Wire<W> {
    out: W,
    /// What the line to it is known to carry.
    line: Line,
    /// The frame that is being made: it goes out whole.
    frame: Vec<u8>,
    /// Where the terminal's cursor is, if that is sure.
    at: Option<(u16, u16)>,
    /// The ink the terminal writes in, if that is sure.
    ink: Option<Ink>,
    /// The cells of one row still to write.
    row: Vec<(u16, Cell)>,
    /// Where a wide character stands on the screen now: row by row, at its first cell.
    wide: Vec<bool>,
    /// Whether the terminal shows its cursor, if that is sure.
    shown: Option<bool>,
    /// Whether it holds a frame back now.
    held: bool,
}

impl<W: Write> Wire<W> {
    /// A terminal whose state is not known yet.
    pub fn new(out: W, line: Line) -> Self {
        let (frame, row, wide) = (vec![], vec![], vec![]);
        Self { out, line, frame, at: None, ink: None, row, wide, shown: None, held: false }
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

    /// Adds the second halves of wide characters that are overwritten: ratatui takes them for blanks that stay blank, but a
    /// terminal may keep the half of a character there, and tmux then draws the rest of the row beside its place.
    fn mend(&mut self, y: u16, right: u16) {
        let start = usize::from(y) * usize::from(right);
        let end = start + usize::from(right);
        if self.wide.len() < end {
            self.wide.resize(end, false);
        }
        let wide = &mut self.wide[start..end];
        let mut mended = Vec::with_capacity(self.row.len());
        let mut cells = std::mem::take(&mut self.row).into_iter().peekable();
        while let Some((x, cell)) = cells.next() {
            let over = x + text::width(cell.symbol()).max(1) as u16;
            let cut = wide.get(usize::from(over) - 1).copied().unwrap_or(false);
            for place in x..over.min(right) {
                wide[usize::from(place)] = false;
            }
            if let Some(here) = wide.get_mut(usize::from(x)) {
                *here = over > x + 1;
            }
            mended.push((x, cell));
            if cut && over < right && cells.peek().is_none_or(|(next, _)| *next != over) {
                mended.push((over, Cell::default()));
            }
        }
        self.row = mended;
    }

    /// Writes the cells of one row that changed.
    fn write_row(&mut self, y: u16, right: u16) -> io::Result<()> {
        self.mend(y, right);
        let row = std::mem::take(&mut self.row);
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
            self.dip((cell.fg, cell.bg, cell.modifier))?;
            let symbol = if cell.symbol().is_empty() { " " } else { cell.symbol() };
            self.frame.write_all(symbol.as_bytes())?;
            let next = x + text::width(symbol).max(1) as u16;
            // Past the last column terminals differ on where the cursor is, and after a sign of which they differ on the width.
            self.at = (next < right && is_sure(symbol)).then_some((next, y));
            place += 1;
        }
        self.row = row;
        self.row.clear();
        Ok(())
    }
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
        let right = self.size()?.width;
        let mut content = content.peekable();
        if content.peek().is_some() && !self.held && self.line.can_hold() {
            self.frame.write_all(b"\x1b[?2026h")?;
            self.held = true;
        }
        let mut row = None;
        for (x, y, cell) in content {
            if row.is_some_and(|row| row != y) {
                self.write_row(row.unwrap_or(y), right)?;
            }
            row = Some(y);
            self.row.push((x, cell.clone()));
        }
        row.map_or(Ok(()), |y| self.write_row(y, right))
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
        self.wide.clear();
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
        self.line.sent(bytes, &mut self.frame)?;
        let sent = self.out.write_all(&self.frame).and_then(|()| self.out.flush());
        self.frame.clear();
        sent
    }
}

#[cfg(test)]
mod tests {
    use proptest::{
        prelude::{Just, Strategy, prop, prop_oneof, proptest},
        sample::select,
    };
    use ratatui::{
        buffer::Buffer,
        layout::Rect,
        style::{Color, Modifier, Style},
    };

    use super::{Line, Wire};

    const WIDTH: u16 = 24;
    const HEIGHT: u16 = 5;

    /// What a terminal shows after one frame and then another.
    fn shown(frames: &[&Buffer]) -> (vt100::Parser, usize) {
        let mut wire = Wire::new(std::io::sink(), Line::default());
        let mut before = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
        let mut last = 0;
        for frame in frames {
            let sent = wire.frame.len();
            let mut row = None;
            for (x, y, cell) in before.diff(frame) {
                if row.is_some_and(|row| row != y) {
                    wire.write_row(row.unwrap(), WIDTH).unwrap();
                }
                row = Some(y);
                wire.row.push((x, cell.clone()));
            }
            if let Some(y) = row {
                wire.write_row(y, WIDTH).unwrap();
            }
            before = (*frame).clone();
            last = wire.frame.len() - sent;
        }
        let mut parser = vt100::Parser::new(HEIGHT.try_into().unwrap(), WIDTH.try_into().unwrap(), 0);
        parser.process(&wire.frame);
        (parser, last)
    }

    fn assert_shows(frames: &[&Buffer]) {
        let (parser, _) = shown(frames);
        let wanted = frames.last().unwrap();
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                let (cell, has) = (&wanted[(x, y)], parser.screen().cell(y, x).unwrap());
                if has.is_wide_continuation() {
                    continue;
                }
                let text = if has.contents().is_empty() { " " } else { has.contents() };
                assert_eq!(text, cell.symbol(), "at {x},{y}");
                assert_eq!(has.inverse(), cell.modifier.contains(Modifier::REVERSED), "reversed at {x},{y}");
                assert_eq!(has.bold(), cell.modifier.contains(Modifier::BOLD), "bold at {x},{y}");
                assert_eq!(has.italic(), cell.modifier.contains(Modifier::ITALIC), "italic at {x},{y}");
                assert_eq!(has.underline(), cell.modifier.contains(Modifier::UNDERLINED), "underlined at {x},{y}");
                assert_eq!(has.dim(), cell.modifier.contains(Modifier::DIM), "dim at {x},{y}");
                if text != " " {
                    let color = match cell.fg {
                        Color::Indexed(index) => vt100::Color::Idx(index),
                        _ => vt100::Color::Default,
                    };
                    assert_eq!(has.fgcolor(), color, "ink at {x},{y}");
                }
            }
        }
    }

    fn frame(lines: &[(u16, u16, &str, Style)]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
        for (x, y, text, style) in lines {
            buffer.set_stringn(*x, *y, text, usize::from(WIDTH - x), *style);
        }
        buffer
    }

    #[test]
    fn chinese_text_costs_its_characters_and_one_move() {
        let (_, bytes) = shown(&[&frame(&[(0, 0, "杭州滨江高新区", Style::new())])]);
        assert_eq!(bytes, "杭州滨江高新区".len() + "\x1b[1H".len() + "\x1b[m".len());
    }

    #[test]
    fn the_second_half_of_a_wide_character_is_written_when_it_goes() {
        let (first, second) = (frame(&[(0, 0, "中关村", Style::new())]), frame(&[(0, 0, "a b c", Style::new())]));
        let mut wire = Wire::new(std::io::sink(), Line::default());
        let before = Buffer::empty(first.area);
        for (from, to) in [(&before, &first), (&first, &second)] {
            wire.frame.clear();
            wire.row = from.diff(to).iter().map(|(x, _, cell)| (*x, (*cell).clone())).collect();
            wire.write_row(0, WIDTH).unwrap();
        }
        assert_eq!(String::from_utf8(wire.frame.clone()).unwrap(), "\x1b[1Ha b c ");
    }

    #[test]
    fn blanks_to_the_edge_are_erased() {
        let (first, second) =
            (frame(&[(0, 1, "one long line of text", Style::new())]), frame(&[(0, 1, "one", Style::new())]));
        let (_, bytes) = shown(&[&first, &second]);
        assert!(bytes <= "\x1b[2;4H\x1b[4C\x1b[K".len() + 20, "{bytes} bytes");
        assert_shows(&[&first, &second]);
    }

    #[test]
    fn after_a_sign_of_unsure_width_the_place_is_said() {
        for (text, expect) in
            [("🇨🇳ab", "\x1b[1;3Hab"), ("🏭ab", "\x1b[1;3Hab"), ("e\u{301}ab", "\x1b[1;2Hab"), ("中ab", "中ab")]
        {
            let mut wire = Wire::new(std::io::sink(), Line::default());
            let cells = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
            let to = frame(&[(0, 0, text, Style::new())]);
            wire.row = cells.diff(&to).iter().map(|(x, _, cell)| (*x, (*cell).clone())).collect();
            wire.write_row(0, WIDTH).unwrap();
            let sent = String::from_utf8(wire.frame.clone()).unwrap();
            assert!(sent.contains(expect), "{sent:?}");
        }
    }

    #[test]
    fn an_ink_is_changed_in_the_shortest_way() {
        let plain = Style::new();
        let blue = plain.fg(Color::Indexed(75));
        for (from, to, expect) in [
            (plain, blue, "\x1b[38;5;75m"),
            (blue.bold(), blue.reversed(), "\x1b[22;7m"),
            (blue.bold(), blue, "\x1b[22m"),
            (blue, plain, "\x1b[m"),
            (plain.bold(), plain.bold().dim(), "\x1b[2m"),
            (blue.bold().dim(), blue.dim(), "\x1b[22;2m"),
            (blue.bold().italic().underlined(), blue, "\x1b[22;23;24m"),
            (plain.bold(), plain.dim(), "\x1b[;2m"),
            (blue.bold(), plain.bold().fg(Color::Reset), "\x1b[39m"),
        ] {
            let mut wire = Wire::new(std::io::sink(), Line::default());
            let ink =
                |style: Style| (style.fg.unwrap_or(Color::Reset), style.bg.unwrap_or(Color::Reset), style.add_modifier);
            wire.ink = Some(ink(from));
            wire.dip(ink(to)).unwrap();
            assert_eq!(String::from_utf8_lossy(&wire.frame), expect, "{from:?} {to:?}");
        }
    }

    fn style() -> impl Strategy<Value = Style> {
        let styles = prop_oneof![
            Just(Style::new()),
            Just(Style::new().fg(Color::Indexed(246))),
            Just(Style::new().reversed()),
            Just(Style::new().fg(Color::Indexed(75))),
        ];
        // The terminal of the test has either bold or dim.
        let weights = [Modifier::empty(), Modifier::BOLD, Modifier::DIM];
        let more = [Modifier::empty(), Modifier::ITALIC, Modifier::UNDERLINED];
        (styles, select(weights.to_vec()), select(more.to_vec()))
            .prop_map(|(style, weight, more)| style.add_modifier(weight).add_modifier(more))
    }

    /// A text a row, at any column: overlapping texts could cut a wide character, which `ui::shell::put` never does.
    fn any_frame() -> impl Strategy<Value = Buffer> {
        let line = (0..WIDTH, "[ a-c中关村é·⣿]{0,20}", style());
        prop::collection::vec(line, usize::from(HEIGHT)).prop_map(|lines| {
            let lines: Vec<_> = (0..).zip(&lines).map(|(y, (x, text, style))| (*x, y, text.as_str(), *style)).collect();
            frame(&lines)
        })
    }

    proptest! {
        #[test]
        fn the_terminal_shows_the_last_frame(first in any_frame(), second in any_frame(), third in any_frame()) {
            assert_shows(&[&first, &second, &third]);
        }
    }
}
