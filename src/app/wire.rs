//! Frames on the wire in as few bytes as a plain terminal understands: what counts over SSH.
//!
//! ratatui says which cells changed; its own backend moves the cursor before every cell after a Chinese character and
//! resets colours around each run. Here the cursor is known across wide characters, styles are only ever added to or
//! reset, and runs of blanks are erased rather than written.

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
    style::{Color, Modifier},
};

use super::terminal::Line;
use crate::ui::text;

/// The colours and modifiers of a cell.
type Ink = (Color, Color, Modifier);

const PLAIN: Ink = (Color::Reset, Color::Reset, Modifier::empty());

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

    /// Changes the ink with one sequence: adding where nothing must go, else from plain.
    fn dip(&mut self, ink: Ink) -> io::Result<()> {
        if self.ink == Some(ink) {
            return Ok(());
        }
        let (foreground, background, modifiers) = ink;
        let mut codes = vec![];
        let base = match self.ink {
            Some(old) if modifiers.contains(old.2) => old,
            _ => {
                // Plain is 0, and 0 may be left out.
                codes.push(String::new());
                PLAIN
            }
        };
        for (modifier, code) in [
            (Modifier::BOLD, "1"),
            (Modifier::DIM, "2"),
            (Modifier::ITALIC, "3"),
            (Modifier::UNDERLINED, "4"),
            (Modifier::REVERSED, "7"),
            (Modifier::CROSSED_OUT, "9"),
        ] {
            if (modifiers - base.2).contains(modifier) {
                codes.push(code.to_owned());
            }
        }
        if foreground != base.0 {
            codes.push(code(foreground, 30));
        }
        if background != base.1 {
            codes.push(code(background, 40));
        }
        self.ink = Some(ink);
        write!(self.frame, "\x1b[{}m", codes.join(";"))
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

/// The code of a colour, from 30 for the foreground or 40 for the background.
fn code(color: Color, from: u8) -> String {
    let bright = from + 60;
    match color {
        Color::Reset => format!("{}", from + 9),
        Color::Black => format!("{from}"),
        Color::Red => format!("{}", from + 1),
        Color::Green => format!("{}", from + 2),
        Color::Yellow => format!("{}", from + 3),
        Color::Blue => format!("{}", from + 4),
        Color::Magenta => format!("{}", from + 5),
        Color::Cyan => format!("{}", from + 6),
        Color::Gray => format!("{}", from + 7),
        Color::DarkGray => format!("{bright}"),
        Color::LightRed => format!("{}", bright + 1),
        Color::LightGreen => format!("{}", bright + 2),
        Color::LightYellow => format!("{}", bright + 3),
        Color::LightBlue => format!("{}", bright + 4),
        Color::LightMagenta => format!("{}", bright + 5),
        Color::LightCyan => format!("{}", bright + 6),
        Color::White => format!("{}", bright + 7),
        Color::Indexed(index) => format!("{};5;{index}", from + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", from + 8),
    }
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
        let (width, height) = terminal::size()?;
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
    use proptest::prelude::{Just, Strategy, prop, prop_oneof, proptest};
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

    fn style() -> impl Strategy<Value = Style> {
        prop_oneof![
            Just(Style::new()),
            Just(Style::new().fg(Color::Indexed(246))),
            Just(Style::new().bold()),
            Just(Style::new().reversed()),
            Just(Style::new().bold().fg(Color::Indexed(75))),
        ]
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
