//! A line of text one types into: a cursor that stands between whole characters, and the keys that move it.

use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    load::{is_break, is_dirt},
    ui::{emphasis::put_found, text},
};

/// What is typed, and where the cursor stands in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Line {
    text: String,
    /// Bytes before the cursor; always between two graphemes.
    cursor: usize,
}

/// Nothing longer can be typed or pasted, in characters.
const LONGEST: usize = 400;

/// What is pasted may hold signs nobody sees, that names of files were cleaned of: with them it would fit none.
const fn is_seen(c: char) -> bool {
    !is_dirt(c) && !is_break(c)
}

impl Line {
    /// The cursor at the end of a text.
    pub fn of(text: &str) -> Self {
        let text: String = text.chars().filter(|c| is_seen(*c)).take(LONGEST).collect();
        Self { cursor: text.len(), text }
    }

    /// All that is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// Types a character at the cursor, where it is one and there is room.
    pub fn insert(&mut self, c: char) {
        if is_seen(c) && self.text.chars().count() < LONGEST {
            self.text.insert(self.cursor, c);
            self.cursor += c.len_utf8();
        }
    }

    /// Puts the cursor at that byte, or before the character it is in.
    pub fn move_to(&mut self, at: usize) {
        let ends = self.text.grapheme_indices(true).map(|(at, _)| at).chain([self.text.len()]);
        self.cursor = ends.take_while(|end| *end <= at).last().unwrap_or(0);
    }

    /// Writes something in place of a part; the cursor stands behind it.
    pub fn replace(&mut self, place: Range<usize>, text: &str) {
        if self.text.get(place.clone()).is_some() {
            self.text.replace_range(place.clone(), text);
            self.cursor = place.start + text.len();
        }
    }

    /// Empties it.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// What a key does to it; false where it means nothing here.
    pub fn key(&mut self, key: &KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('u') if control => self.remove(0, self.cursor),
            KeyCode::Char('k') if control => self.remove(self.cursor, self.text.len()),
            KeyCode::Char('w') if control => self.remove(self.word_start(), self.cursor),
            // As some terminals send Backspace.
            KeyCode::Char('h') if control => self.remove(self.previous(), self.cursor),
            KeyCode::Char('a') if control => self.cursor = 0,
            KeyCode::Char('e') if control => self.cursor = self.text.len(),
            KeyCode::Char(c) if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => self.insert(c),
            KeyCode::Backspace => self.remove(self.previous(), self.cursor),
            KeyCode::Delete => self.remove(self.cursor, self.next()),
            KeyCode::Left => self.cursor = self.previous(),
            KeyCode::Right => self.cursor = self.next(),
            KeyCode::Home => self.cursor = 0,
            KeyCode::End => self.cursor = self.text.len(),
            _ => return false,
        }
        true
    }

    fn remove(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
    }

    fn previous(&self) -> usize {
        self.before().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn next(&self) -> usize {
        let after = self.text.get(self.cursor..).unwrap_or_default();
        self.cursor + after.graphemes(true).next().map_or(0, str::len)
    }

    /// Where the word before the cursor begins.
    fn word_start(&self) -> usize {
        let word = self.before().trim_end();
        word.char_indices().rfind(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
    }

    /// Draws it in a row, so that the cursor is in view; the cursor's place.
    pub fn draw(&self, row: Rect, buf: &mut Buffer, style: Style) -> Position {
        self.draw_marked(row, buf, style, None)
    }

    /// The same, with a part of it emphasised.
    pub fn draw_marked(&self, row: Rect, buf: &mut Buffer, style: Style, part: Option<&Range<usize>>) -> Position {
        let room = usize::from(row.width.saturating_sub(1));
        let mut before = self.before();
        while text::width(before) > room {
            let first = before.graphemes(true).next().map_or(before.len(), str::len);
            before = before.get(first..).unwrap_or_default();
        }
        let after = self.text.get(self.cursor..).unwrap_or_default();
        let x = row.x + text::width(before) as u16;
        let start = self.cursor - before.len();
        let shown = format!("{before}{after}");
        let is_marked = |at: usize| part.is_some_and(|part| part.contains(&(start + at)));
        let marked: Vec<bool> = shown.char_indices().map(|(at, _)| is_marked(at)).collect();
        put_found(buf, row.x, row.y, row.width, &shown, &marked, style);
        Position { x: x.min(row.right().saturating_sub(1)), y: row.y }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::{
        buffer::Buffer,
        layout::{Position, Rect},
        style::Style,
    };

    use super::Line;
    use crate::app::keymap;

    /// A line after these keys; the cursor as a bar.
    fn typed(text: &str, keys: &str) -> String {
        let mut line = Line::of(text);
        for name in keys.split_whitespace() {
            line.key(&keymap::key(name).unwrap());
        }
        format!("{}|{}", line.before(), line.text().strip_prefix(line.before()).unwrap())
    }

    #[test]
    fn the_cursor_moves_by_whole_characters() {
        for (text, keys, expect) in [
            ("中关村", "", "中关村|"),
            ("中关村", "left", "中关|村"),
            ("中关村", "left backspace", "中|村"),
            ("中关村", "home delete", "|关村"),
            ("中关村", "home left delete right", "关|村"),
            ("中村", "left 关", "中关|村"),
            ("cafe\u{301}s", "left left", "caf|e\u{301}s"),
            ("cafe\u{301}", "backspace", "caf|"),
            ("中关村", "left ctrl-h", "中|村"),
            ("compare 滨江 德清", "ctrl-w", "compare 滨江 |"),
            ("compare 滨江  ", "ctrl-w", "compare |"),
            ("compare 滨江", "left ctrl-u", "|江"),
            ("compare 滨江", "home ctrl-k", "|"),
            ("ab", "home end x", "abx|"),
            ("", "backspace delete left right ctrl-w", "|"),
            // As pages on the web have it between words, and as a text that pretends to be another.
            ("滨\u{200b}江\u{202e}", "\u{2066} \u{200d}", "滨江|"),
        ] {
            assert_eq!(typed(text, keys), expect, "{text} {keys}");
        }
    }

    #[test]
    fn the_cursor_is_always_in_view() {
        let row = Rect::new(1, 0, 7, 1);
        let drawn = |line: &Line| {
            let mut buf = Buffer::empty(Rect::new(0, 0, 9, 1));
            let at = line.draw(row, &mut buf, Style::new());
            (crate::cli::text_of(&buf), at)
        };
        let mut line = Line::of("杭州滨江");
        assert_eq!(drawn(&line), (" 州滨江\n".to_owned(), Position::new(7, 0)));
        line.key(&keymap::key("home").unwrap());
        assert_eq!(drawn(&line), (" 杭州滨\n".to_owned(), Position::new(1, 0)));
    }

    proptest! {
        #[test]
        fn no_key_breaks_a_line(text in "\\PC{0,30}", keys in proptest::collection::vec(0_usize..12, 0..40)) {
            let names = ["left", "right", "home", "end", "ctrl-w", "ctrl-u", "ctrl-k", "delete", "backspace", "关", "e", "space"];
            let mut line = Line::of(&text);
            for key in keys {
                line.key(&keymap::key(names[key]).unwrap());
                prop_assert!(line.text().starts_with(line.before()));
                let mut buf = Buffer::empty(Rect::new(0, 0, 9, 1));
                prop_assert!(line.draw(Rect::new(1, 0, 7, 1), &mut buf, Style::new()).x < 9);
            }
        }
    }
}
