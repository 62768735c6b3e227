//! Places on the screen, and putting text there without breaking a wide character.

use ratatui::{
    buffer::{Buffer, CellWidth},
    layout::Rect,
    style::Style,
};

use super::{Glyphs, Theme, text};

/// A rectangle of that size in the middle of an area, and never outside it.
pub fn centered(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

/// Writes a text from a cell on, cut at so many cells or at the edge; says where the next one goes.
pub fn put(buf: &mut Buffer, x: u16, y: u16, max_cells: u16, text: &str, style: Style) -> u16 {
    if !buf.area.contains((x, y).into()) {
        return x;
    }
    let (next, _) = buf.set_stringn(x, y, text, usize::from(max_cells), style);
    if next > x {
        mend(buf, x, y);
    }
    next
}

/// Writes one line of words in a row, a cell from either edge; what has no room goes at an ellipsis.
pub fn status_line(buf: &mut Buffer, row: Rect, words: &str, style: Style, glyphs: &Glyphs) {
    let room = row.width.saturating_sub(2);
    put(buf, row.x + 1, row.y, room, &text::fit(words, usize::from(room), glyphs.ellipsis), style);
}

/// Writes words in an area, in as many lines as they need and it has, a cell from either edge.
pub fn say(buf: &mut Buffer, area: Rect, words: &str, style: Style, glyphs: &Glyphs) {
    let room = area.width.saturating_sub(2);
    for (line, words) in text::wrap_in(words, room.into(), area.height.into(), glyphs.ellipsis).iter().enumerate() {
        put(buf, area.x + 1, area.y + line as u16, room, words, style);
    }
}

/// The left half of a wide character whose right half is overwritten becomes a blank.
fn mend(buf: &mut Buffer, x: u16, y: u16) {
    if x > buf.area.left() && buf[(x - 1, y)].symbol().cell_width() > 1 {
        buf[(x - 1, y)].set_symbol(" ");
    }
}

/// Clears an area, draws a border with a title round it, and returns what is left inside.
pub fn overlay(buf: &mut Buffer, area: Rect, title: &str, glyphs: &Glyphs, theme: &Theme) -> Rect {
    let area = area.intersection(buf.area);
    clear(buf, area);
    if area.width < 2 || area.height < 2 {
        return Rect { width: 0, height: 0, ..area };
    }
    let (left, right, top, bottom) = (area.left(), area.right() - 1, area.top(), area.bottom() - 1);
    let frame = &glyphs.frame;
    let mut draw = |x: u16, y: u16, symbol: &str| {
        buf[(x, y)].set_symbol(symbol).set_style(theme.border);
    };
    for x in left + 1..right {
        draw(x, top, frame.top);
        draw(x, bottom, frame.bottom);
    }
    for y in top + 1..bottom {
        draw(left, y, frame.left);
        draw(right, y, frame.right);
    }
    draw(left, top, frame.top_left);
    draw(right, top, frame.top_right);
    draw(left, bottom, frame.bottom_left);
    draw(right, bottom, frame.bottom_right);
    let room = area.width.saturating_sub(6);
    if room > 0 && !title.is_empty() {
        let title = format!(" {} ", text::fit(title, usize::from(room), glyphs.ellipsis));
        put(buf, left + 2, top, room + 2, &title, theme.title);
    }
    Rect { x: left + 1, y: top + 1, width: area.width - 2, height: area.height - 2 }
}

fn clear(buf: &mut Buffer, area: Rect) {
    for y in area.top()..area.bottom() {
        if !area.is_empty() {
            mend(buf, area.left(), y);
        }
        for x in area.left()..area.right() {
            buf[(x, y)].reset();
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::{buffer::Buffer, layout::Rect, style::Style};

    use super::{centered, overlay, put};
    use crate::ui::{GlyphSet, Glyphs, Theme, ThemeName};

    #[test]
    fn the_middle_stays_inside() {
        let area = Rect::new(2, 1, 10, 5);
        assert_eq!(centered(area, 4, 3), Rect::new(5, 2, 4, 3));
        assert_eq!(centered(area, 99, 99), area);
        assert_eq!(centered(Rect::ZERO, 4, 3), Rect::ZERO);
    }

    #[test]
    fn text_is_cut_at_cells_and_edges() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 8, 3));
        assert_eq!(put(&mut buf, 0, 0, 5, "中关村", Style::new()), 4);
        assert_eq!(put(&mut buf, 5, 1, 99, "中关村", Style::new()), 7);
        assert_eq!(put(&mut buf, 0, 2, 0, "x", Style::new()), 0);
        assert_eq!(put(&mut buf, 8, 2, 9, "x", Style::new()), 8);
        assert_eq!(put(&mut buf, 0, 3, 9, "x", Style::new()), 0);
        assert_eq!(put(&mut buf, 2, 2, 9, "a\nb", Style::new()), 4);
        assert_eq!(buf, Buffer::with_lines(["中关    ", "     中 ", "  ab    "]));
    }

    #[test]
    fn half_a_character_becomes_a_blank() {
        let mut buf = Buffer::with_lines(["中关村"]);
        put(&mut buf, 1, 0, 2, "ab", Style::new());
        assert_eq!(buf, Buffer::with_lines([" ab 村"]));
    }

    #[test]
    fn an_overlay_covers_what_is_behind() {
        let check = |glyphs: &Glyphs, expect: [&str; 4]| {
            let mut buf = Buffer::with_lines(["高新区高新区高新区"; 4]);
            let theme = Theme::named(ThemeName::Mono);
            let inside = overlay(&mut buf, Rect::new(1, 0, 14, 3), "帮助", glyphs, &theme);
            assert_eq!(inside, Rect::new(2, 1, 12, 1));
            buf.set_style(buf.area, Style::reset());
            let mut expect = Buffer::with_lines(expect);
            expect.set_style(expect.area, Style::reset());
            assert_eq!(buf, expect);
        };
        let behind = "高新区高新区高新区";
        check(Glyphs::RICH, [" ┌─ 帮助 ─────┐ 区", " │            │ 区", " └────────────┘ 区", behind]);
        check(Glyphs::CJK_SAFE, [" ⡏⠉ 帮助 ⠉⠉⠉⠉⠉⢹ 区", " ⡇            ⢸ 区", " ⣇⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣸ 区", behind]);
        check(Glyphs::ASCII, [" +- 帮助 -----+ 区", " |            | 区", " +------------+ 区", behind]);
    }

    #[test]
    fn no_area_is_too_small() {
        let theme = Theme::named(ThemeName::Dark);
        for (width, height) in (0..9).flat_map(|width| (0..4).map(move |height| (width, height))) {
            for set in GlyphSet::ALL {
                let mut buf = Buffer::empty(Rect::new(3, 2, width, height));
                overlay(&mut buf, Rect::new(0, 0, 40, 40), "综合评价", set.glyphs(), &theme);
                put(&mut buf, 0, 0, 9, "中", Style::new());
            }
        }
    }
}
