//! A frame as it is drawn: as text, and as a picture whose text can be selected.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};

use super::{Format, markup::safe};
use crate::{
    error::{Error, Result},
    ui::{Ground, paste, text},
};

/// The size of a cell, and of the letters in it.
const CELL: (u32, u32) = (9, 18);
const LETTERS: u32 = 15;
/// From the top of a cell to where its letters stand.
const BASELINE: u32 = 14;
const FONTS: &str = "'Sarasa Mono SC','Noto Sans Mono CJK SC','DejaVu Sans Mono',Menlo,Consolas,monospace";

/// Prints a frame as text or as a picture.
///
/// # Errors
/// What the writer says.
pub fn print(buf: &Buffer, ground: Ground, format: Format, out: &mut dyn Write) -> Result<()> {
    let printed = match format {
        Format::Svg => svg(buf, ground, out),
        _ => out.write_all(paste::frame(buf).as_bytes()),
    };
    printed.map_err(Error::Write)
}

/// A frame as SVG, on the ground it is made for. Every character that is not ASCII is put in its cell by itself, so
/// that it stands where the terminal has it whatever the font.
fn svg(buf: &Buffer, ground: Ground, out: &mut dyn Write) -> io::Result<()> {
    let paper = Paper::of(ground);
    let (width, height) = (u32::from(buf.area.width) * CELL.0, u32::from(buf.area.height) * CELL.1);
    let ground = hex(paper.ground);
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">"
    )?;
    writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{ground}\"/>")?;
    let ink = hex(paper.ink);
    writeln!(out, "<g font-family=\"{FONTS}\" font-size=\"{LETTERS}\" fill=\"{ink}\" xml:space=\"preserve\">")?;
    for y in buf.area.top()..buf.area.bottom() {
        let top = u32::from(y - buf.area.top()) * CELL.1;
        write!(out, "{}", grounds(buf, y, top, &paper))?;
        let line = line(buf, y, &paper);
        if !line.is_empty() {
            writeln!(out, "<text y=\"{}\">{line}</text>", top + BASELINE)?;
        }
    }
    writeln!(out, "</g>\n</svg>")
}

/// The cells of a row that are drawn: where, how many cells wide, and what.
fn cells(buf: &Buffer, y: u16) -> impl Iterator<Item = (u16, u16, &Cell)> {
    let mut x = buf.area.left();
    std::iter::from_fn(move || {
        (x < buf.area.right()).then(|| {
            let (at, cell) = (x, &buf[(x, y)]);
            let wide = text::width(cell.symbol()).max(1) as u16;
            x += wide;
            (at, wide, cell)
        })
    })
}

/// The grounds of a row that are not the paper's own, one rectangle for each run.
fn grounds(buf: &Buffer, y: u16, top: u32, paper: &Paper) -> String {
    let mut out = String::new();
    let mut run: Option<(u16, u16, Rgb)> = None;
    let mut close = |run: Option<(u16, u16, Rgb)>| {
        if let Some((from, to, colour)) = run.filter(|(.., colour)| *colour != paper.ground) {
            let (x, width) = (u32::from(from - buf.area.left()) * CELL.0, u32::from(to - from) * CELL.0);
            let (height, fill) = (CELL.1, hex(colour));
            let _ =
                writeln!(out, "<rect x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>");
        }
    };
    for (x, wide, cell) in cells(buf, y) {
        let (_, ground) = paper.colours(cell);
        run = match run {
            Some((from, to, colour)) if colour == ground && to == x => Some((from, x + wide, colour)),
            other => {
                close(other);
                Some((x, x + wide, ground))
            }
        };
    }
    close(run);
    out
}

/// The letters of a row: runs of ASCII in one look together, all else by itself.
fn line(buf: &Buffer, y: u16, paper: &Paper) -> String {
    let mut out = String::new();
    let mut run: Option<(u16, u16, String, String)> = None;
    let mut close = |run: Option<(u16, u16, String, String)>| {
        let Some((from, to, look, letters)) = run.filter(|(.., letters)| !letters.trim().is_empty()) else { return };
        let (x, length) = (u32::from(from - buf.area.left()) * CELL.0, u32::from(to - from) * CELL.0);
        let _ = write!(out, "<tspan x=\"{x}\" textLength=\"{length}\"{look}>{}</tspan>", safe(&letters));
    };
    for (x, wide, cell) in cells(buf, y) {
        let (symbol, look) = (cell.symbol(), paper.look(cell));
        let joins = |(_, to, other, letters): &(u16, u16, String, String)| {
            *to == x && *other == look && symbol.is_ascii() && letters.is_ascii()
        };
        match &mut run {
            Some(open) if joins(open) => {
                open.1 = x + wide;
                open.3.push_str(symbol);
            }
            _ => {
                close(run.take());
                run = Some((x, x + wide, look, symbol.to_owned()));
            }
        }
    }
    close(run);
    out
}

type Rgb = (u8, u8, u8);

/// What a frame is drawn on.
struct Paper {
    ground: Rgb,
    ink: Rgb,
}

impl Paper {
    const fn of(ground: Ground) -> Self {
        match ground {
            Ground::Dark => Self { ground: (0x1c, 0x1c, 0x1c), ink: (0xd8, 0xd8, 0xd8) },
            Ground::Light => Self { ground: (0xff, 0xff, 0xff), ink: (0x1c, 0x1c, 0x1c) },
        }
    }

    /// The colours of the letters and of the ground of a cell.
    fn colours(&self, cell: &Cell) -> (Rgb, Rgb) {
        let (ink, ground) = (rgb(cell.fg).unwrap_or(self.ink), rgb(cell.bg).unwrap_or(self.ground));
        if cell.modifier.contains(Modifier::REVERSED) { (ground, ink) } else { (ink, ground) }
    }

    /// The attributes of the letters of a cell, but for what is as the paper has it.
    fn look(&self, cell: &Cell) -> String {
        let (ink, ground) = self.colours(cell);
        let ink = if cell.modifier.contains(Modifier::DIM) { between(ink, ground) } else { ink };
        let mut look = String::new();
        if ink != self.ink {
            let _ = write!(look, " fill=\"{}\"", hex(ink));
        }
        let marks = [
            (Modifier::BOLD, " font-weight=\"bold\""),
            (Modifier::ITALIC, " font-style=\"italic\""),
            (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        ];
        look.extend(marks.iter().filter(|(mark, _)| cell.modifier.contains(*mark)).map(|(_, attribute)| *attribute));
        look
    }
}

/// Two parts of the ink and one of the ground.
fn between(ink: Rgb, ground: Rgb) -> Rgb {
    let mixed = |ink: u8, ground: u8| ((u16::from(ink) * 2 + u16::from(ground)) / 3) as u8;
    (mixed(ink.0, ground.0), mixed(ink.1, ground.1), mixed(ink.2, ground.2))
}

fn hex((red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The colour as xterm has it; none for the terminal's own.
const fn rgb(colour: Color) -> Option<Rgb> {
    const NAMED: [Rgb; 16] = [
        (0x00, 0x00, 0x00),
        (0xcd, 0x00, 0x00),
        (0x00, 0xcd, 0x00),
        (0xcd, 0xcd, 0x00),
        (0x00, 0x00, 0xee),
        (0xcd, 0x00, 0xcd),
        (0x00, 0xcd, 0xcd),
        (0xe5, 0xe5, 0xe5),
        (0x7f, 0x7f, 0x7f),
        (0xff, 0x00, 0x00),
        (0x00, 0xff, 0x00),
        (0xff, 0xff, 0x00),
        (0x5c, 0x5c, 0xff),
        (0xff, 0x00, 0xff),
        (0x00, 0xff, 0xff),
        (0xff, 0xff, 0xff),
    ];
    let index = match colour {
        Color::Reset => return None,
        Color::Rgb(red, green, blue) => return Some((red, green, blue)),
        Color::Indexed(index) => index,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    Some(match index {
        0..16 => NAMED[index as usize],
        16..232 => {
            let cube = index - 16;
            (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        232.. => {
            let grey = 8 + 10 * (index - 232);
            (grey, grey, grey)
        }
    })
}

/// A step of the colour cube.
const fn level(step: u8) -> u8 {
    if step == 0 { 0 } else { 55 + 40 * step }
}

#[cfg(test)]
mod tests {
    use ratatui::{
        buffer::Buffer,
        layout::Rect,
        style::{Color, Modifier, Style},
    };

    use super::svg;
    use crate::ui::{Ground, paste};

    #[test]
    fn every_wide_character_stands_in_its_cell_and_markup_is_escaped() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 12, 2));
        buf.set_string(0, 0, "a<b 中文 c", Style::new());
        buf.set_string(0, 1, "x", Style::new().fg(Color::Indexed(81)).add_modifier(Modifier::REVERSED));
        let mut out = vec![];
        svg(&buf, Ground::Dark, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        for words in [
            "<tspan x=\"0\" textLength=\"36\">a&lt;b </tspan>",
            "<tspan x=\"36\" textLength=\"18\">中</tspan><tspan x=\"54\" textLength=\"18\">文</tspan>",
            "<tspan x=\"72\" textLength=\"36\"> c  </tspan>",
            "<rect x=\"0\" y=\"18\" width=\"9\" height=\"18\" fill=\"#5fd7ff\"/>",
            "fill=\"#1c1c1c\">x</tspan>",
        ] {
            assert!(out.contains(words), "{words} is not in\n{out}");
        }
        assert_eq!(paste::frame(&buf), "a<b 中文 c\nx\n");
    }
}
