//! The line in which an expression is typed: what stands there, where it is wrong, and what it would show.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{App, line::Line};
use crate::{
    app::Overlay,
    model::{Lang, expr::Slip},
    screen::{
        Cx, Lens,
        hits::Target,
        sieve::{self, Sieve},
    },
    store::Store,
    ui::{
        shell::{overlay, put},
        text::{width, wrap},
    },
};

/// An expression being typed.
pub struct Input {
    line: Line,
    /// What is wrong with it, or what it would show.
    said: Result<String, Slip>,
}

impl Input {
    /// With that text to be edited.
    pub fn over(text: &str) -> Self {
        Self { line: Line::of(text), said: Ok(String::new()) }
    }

    /// Takes a character in.
    pub fn insert(&mut self, c: char) {
        self.line.insert(c);
    }

    /// Reads what stands there: where it is wrong, or how many parks it would show.
    fn look(&mut self, store: &Store, lens: &Lens, lang: Lang) {
        let text = self.line.text();
        self.said = if text.trim().is_empty() {
            Ok(lang.pick("回车: 不筛选", "Enter: no filter").to_owned())
        } else {
            let count =
                |filter| format!("{} {}", lang.pick("显示", "shows"), Sieve::of(store, filter, lens).counts(lang));
            sieve::read(store, text).map(count)
        };
    }

    /// Draws the line, and below it where it is wrong; the place of the text cursor.
    pub fn render(&self, area: Rect, buf: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let height = 5.min(area.height);
        let place = Rect { y: area.bottom() - height, height, ..area };
        let title = cx.t(
            "筛选园区，如 省=浙江 and 营收>1000亿 (回车应用 Esc放弃)",
            "Parks where, as level=national and revenue>1000 (Enter, Esc)",
        );
        let inner = overlay(buf, place, title, cx.glyphs, cx.theme);
        cx.hits.put(place, Target::Nothing);
        if inner.height < 2 || inner.width < 8 {
            return None;
        }
        Some(draw_judged(&self.line, self.said.as_ref(), inner, buf, cx))
    }
}

/// Draws a line being typed behind a prompt, and below it what is said of it: what it comes to, or where it is wrong; the
/// place of the text cursor. There are two rows at least.
pub(super) fn draw_judged(
    line: &Line,
    said: Result<&String, &Slip>,
    area: Rect,
    buf: &mut Buffer,
    cx: &Cx<'_>,
) -> Position {
    let x = put(buf, area.x, area.y, 2, "> ", cx.theme.title);
    let row = Rect { x, width: area.right().saturating_sub(x), height: 1, ..area };
    let cursor = line.draw(row, buf, cx.theme.text);
    let below = Rect { y: area.y + 1, height: area.height - 1, ..row };
    match said {
        Ok(words) => drop(put(buf, x, below.y, below.width, words, cx.theme.muted)),
        Err(slip) => {
            let before = width(line.before());
            let scrolled_out = before - usize::from(cursor.x.saturating_sub(row.x)).min(before);
            complain(slip, line.text(), scrolled_out, below, buf, cx);
        }
    }
    cursor
}

/// A caret under the slip, and what is wrong in the line below it, or beside it where there is none.
fn complain(slip: &Slip, text: &str, hidden: usize, area: Rect, buf: &mut Buffer, cx: &Cx<'_>) {
    let (before, cells) = sieve::caret(text, slip);
    let (from, to) = (before.saturating_sub(hidden), (before + cells).saturating_sub(hidden));
    let from = (from as u16).min(area.width.saturating_sub(1));
    let mark = (to as u16).saturating_sub(from).clamp(1, (area.width - from).max(1));
    let x = put(buf, area.x + from, area.y, mark, &"^".repeat(usize::from(mark)), cx.theme.bad);
    let words = slip.words(cx.lang);
    if area.height < 2 {
        put(buf, x + 1, area.y, area.right().saturating_sub(x + 1), &words, cx.theme.bad);
    }
    let lines = wrap(&words, usize::from(area.width));
    for (line, part) in lines.iter().take(usize::from(area.height - 1)).enumerate() {
        put(buf, area.x, area.y + 1 + line as u16, area.width, part, cx.theme.bad);
    }
}

impl App {
    /// Opens the line, with the filter that holds to be edited.
    pub(super) fn open_expression(&mut self) {
        let Some(lens) = &self.lens else { return };
        let text = lens.sieve.as_ref().map_or("", |sieve| sieve.filter.text.as_str());
        self.overlay = Overlay::Expression(Input::over(text));
        self.look_at_expression();
    }

    /// Says again what is wrong with it.
    pub(super) fn look_at_expression(&mut self) {
        if let (Overlay::Expression(input), Some(store), Some(lens)) = (&mut self.overlay, &self.store, &self.lens) {
            input.look(store, lens, self.look.lang);
        }
    }

    pub(super) fn expression_key(&mut self, key: &KeyEvent) {
        let Overlay::Expression(input) = &mut self.overlay else { return };
        match key.code {
            KeyCode::Esc => self.overlay = Overlay::None,
            KeyCode::Enter => {
                let text = input.line.text().to_owned();
                // What is wrong stands under it already, and what held before goes on.
                if self.filter_by(&text).is_ok() {
                    self.overlay = Overlay::None;
                }
            }
            _ if input.line.key(key) => self.look_at_expression(),
            _ => {}
        }
    }

    /// Shows the parks of that filter only; all of them where it is empty.
    pub(super) fn filter_by(&mut self, text: &str) -> Result<(), Slip> {
        let (Some(store), Some(lens)) = (&self.store, &mut self.lens) else { return Ok(()) };
        lens.sieve = if text.trim().is_empty() {
            None
        } else {
            Some(Arc::new(Sieve::of(store, sieve::read(store, text)?, lens)))
        };
        self.is_find_newer = false;
        Ok(())
    }

    /// Puts the filter to the parks again where the rule, the group or the marks changed.
    pub(super) fn sift(&mut self) {
        let (Some(store), Some(lens)) = (&self.store, &mut self.lens) else { return };
        if let Some(sieve) = lens.sieve.take() {
            let is_still = sieve.is_of(lens);
            lens.sieve = Some(if is_still { sieve } else { Arc::new(Sieve::of(store, sieve.filter.clone(), lens)) });
        }
    }

    /// Takes away what was typed last: the filter, or what is looked for on the screen.
    pub(super) fn clear_typed(&mut self) {
        let Some(lens) = &mut self.lens else { return };
        let find = self.panes[self.current].filter().filter(|text| !text.is_empty());
        match find {
            Some(text) if self.is_find_newer || lens.sieve.is_none() => text.clear(),
            _ => lens.sieve = None,
        }
    }
}
