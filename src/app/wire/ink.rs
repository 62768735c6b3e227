//! The ink a terminal writes in, and the codes that change it.

use ratatui::{
    buffer::Cell,
    style::{Color, Modifier},
};

/// The colours and modifiers of a cell.
pub type Ink = (Color, Color, Modifier);

pub const PLAIN: Ink = (Color::Reset, Color::Reset, Modifier::empty());

/// The modifiers of an ink, each with the code that sets it and the one that takes it away. 22 takes bold and dim at once.
const MODIFIERS: [(Modifier, &str, &str); 6] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

/// The ink a cell is written in.
pub const fn of(cell: &Cell) -> Ink {
    (cell.fg, cell.bg, cell.modifier)
}

/// The codes that make one ink of another.
pub fn changed((foreground, background, modifiers): Ink, to: Ink) -> String {
    let weight = Modifier::BOLD | Modifier::DIM;
    let gone = modifiers - to.2;
    // What stays and is taken away with the other is set again.
    let kept = if gone.intersects(weight) { modifiers - weight } else { modifiers };
    let mut codes = vec![];
    for (modifier, _, off) in MODIFIERS {
        if gone.contains(modifier) && codes.last().map(String::as_str) != Some(off) {
            codes.push(off.to_owned());
        }
    }
    codes.extend(MODIFIERS.iter().filter(|(it, ..)| (to.2 - kept).contains(*it)).map(|(_, on, _)| (*on).to_owned()));
    if foreground != to.0 {
        codes.push(code(to.0, 30));
    }
    if background != to.1 {
        codes.push(code(to.1, 40));
    }
    codes.join(";")
}

/// The codes that make an ink of whatever there is. Plain is 0, and 0 may be left out.
pub fn anew(ink: Ink) -> String {
    let codes = changed(PLAIN, ink);
    if codes.is_empty() { codes } else { format!(";{codes}") }
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
