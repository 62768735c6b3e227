//! What lies over a screen and asks for a name: where a view is written to.

use crossterm::event::KeyEvent;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{App, Effect, Overlay, chrome::overlay_width, line::Line};
use crate::{
    screen::{Cx, hits::Target},
    ui::shell::{centered, overlay, put},
};

pub mod export;
pub mod saved;

/// A dialogue that is open.
pub enum Dialogue {
    Export(export::Export),
    Naming(saved::Naming),
    Views(saved::Views),
}

/// What a key did to a dialogue.
pub enum Said {
    /// It stays open.
    Open,
    /// It is done with.
    Closed,
    /// It stays open, and this is to be done.
    Do(Deed),
}

/// What the app is to do.
pub type Deed = Box<dyn FnOnce(&mut App) -> Vec<Effect>>;

impl Dialogue {
    /// The text that letters go to.
    pub const fn line(&mut self) -> Option<&mut Line> {
        match self {
            Self::Export(export) => export.line(),
            Self::Naming(naming) => naming.line(),
            Self::Views(_) => None,
        }
    }

    /// The text was changed.
    pub fn typed(&mut self) {
        match self {
            Self::Export(export) => export.typed(),
            Self::Naming(_) | Self::Views(_) => {}
        }
    }

    fn key(&mut self, key: &KeyEvent) -> Said {
        match self {
            Self::Export(export) => export.key(key),
            Self::Naming(naming) => naming.key(key),
            Self::Views(views) => views.key(key),
        }
    }

    /// Draws it; the place of the text cursor.
    pub fn render(&self, area: Rect, buf: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        match self {
            Self::Export(export) => export.render(area, buf, cx),
            Self::Naming(naming) => naming.render(area, buf, cx),
            Self::Views(views) => views.render(area, buf, cx),
        }
    }
}

impl App {
    /// Gives a key to the dialogue: what edits text first, then what it makes of the rest.
    pub(super) fn dialogue_key(&mut self, key: &KeyEvent) -> Vec<Effect> {
        let Overlay::Dialogue(dialogue) = &mut self.overlay else { return vec![] };
        if dialogue.line().is_some_and(|line| line.key(key)) {
            dialogue.typed();
            return vec![];
        }
        match dialogue.key(key) {
            Said::Open => vec![],
            Said::Closed => {
                self.overlay = Overlay::None;
                vec![]
            }
            Said::Do(what) => what(self),
        }
    }
}

/// A box with a line to type in; what is left of it below, and the place of the text cursor.
fn ask(area: Rect, height: u16, title: &str, line: &Line, buf: &mut Buffer, cx: &Cx<'_>) -> Option<(Rect, Position)> {
    let place = centered(area, overlay_width(area, 84), height.min(area.height.saturating_sub(2)));
    let inner = overlay(buf, place, title, cx.glyphs, cx.theme);
    cx.hits.put(place, Target::Nothing);
    if inner.height < 2 || inner.width < 8 {
        return None;
    }
    let after = put(buf, inner.x, inner.y, inner.width, "> ", cx.theme.muted);
    let row = Rect { x: after, y: inner.y, width: inner.right().saturating_sub(after), height: 1 };
    let cursor = line.draw(row, buf, cx.theme.text);
    Some((Rect { y: inner.y + 1, height: inner.height - 1, ..inner }, cursor))
}
