//! Which characters of a text were looked for: bold and underlined, so that it needs no colour.

use ratatui::{
    buffer::Buffer,
    style::{Modifier, Style},
};
use unicode_segmentation::UnicodeSegmentation;

use super::{shell::put, text};

const FOUND: Modifier = Modifier::BOLD.union(Modifier::UNDERLINED);

/// Writes a text as [`put`] does, with those of its characters emphasised.
pub fn put_found(buf: &mut Buffer, x: u16, y: u16, cells: u16, text: &str, found: &[bool], style: Style) -> u16 {
    let end = put(buf, x, y, cells, text, style);
    let (mut at, mut chars) = (x, 0);
    for grapheme in text.graphemes(true) {
        let next = at + text::width(grapheme) as u16;
        if next > end {
            break;
        }
        if found.get(chars).copied().unwrap_or(false) {
            for column in at..next {
                buf[(column, y)].modifier.insert(FOUND);
            }
        }
        at = next;
        chars += grapheme.chars().count();
    }
    end
}

#[cfg(test)]
mod tests {
    use ratatui::{buffer::Buffer, layout::Rect, style::Style};

    use super::{FOUND, put_found};

    #[test]
    fn the_cells_of_what_was_found_are_emphasised() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 8, 1));
        put_found(&mut buf, 1, 0, 6, "a中e\u{301}关村", &[false, true, false, false, true, true], Style::new());
        let found: Vec<u16> = (0..8).filter(|x| buf[(*x, 0)].modifier.contains(FOUND)).collect();
        assert_eq!(found, [2, 3, 5, 6], "the last character does not fit");
    }
}
