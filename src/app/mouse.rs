//! What the mouse does: a click takes the cursor there, chooses, sorts, or does what the word says it is on; the wheel moves
//! the cursor. What lies where was said as it was drawn.

use crossterm::event::{KeyCode, MouseButton, MouseEvent, MouseEventKind};

use super::{App, Effect, Overlay};
use crate::{
    intent::Intent,
    screen::hits::{Target, Then},
};

/// Whether clicks are ours, or the terminal's, which selects text with them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mouse {
    #[default]
    Ours,
    Terminal,
}

/// So many rows a notch of the wheel goes, as terminals scroll.
const NOTCH: isize = 3;

impl App {
    /// The same, with clicks left to the terminal, or not.
    #[must_use]
    pub fn clicked(mut self, mouse: Mouse) -> Self {
        self.mouse = mouse;
        self
    }

    /// Whose clicks are.
    pub const fn mouse(&self) -> Mouse {
        self.mouse
    }

    /// Leaves clicks to the terminal, or takes them again.
    pub(super) fn toggle_mouse(&mut self) {
        self.mouse = match self.mouse {
            Mouse::Ours => Mouse::Terminal,
            Mouse::Terminal => Mouse::Ours,
        };
        self.notice = Some(match self.mouse {
            Mouse::Ours => self
                .keyed("鼠标: 开 ({Mouse} 关，即可用终端选取文字)", "mouse: on ({Mouse} turns it off, to select text)"),
            Mouse::Terminal => self.keyed(
                "鼠标: 关，可用终端选取文字 ({Mouse} 再开)",
                "mouse: off, the terminal selects text ({Mouse} turns it on)",
            ),
        });
        self.pending = Some(Effect::Mouse(self.mouse));
    }

    /// Answers the mouse, where there is something to point at.
    pub(super) fn pointed(&mut self, mouse: MouseEvent) -> Vec<Effect> {
        // A report that is late, or of somebody who was not asked.
        if self.mouse == Mouse::Terminal || self.store.is_none() || self.must_wait() {
            return vec![];
        }
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => match self.hits.at(mouse.column, mouse.row) {
                Some(target) => self.click(target),
                None => vec![],
            },
            MouseEventKind::ScrollUp => self.go(-NOTCH),
            MouseEventKind::ScrollDown => self.go(NOTCH),
            _ => vec![],
        }
    }

    fn click(&mut self, target: Target) -> Vec<Effect> {
        self.notice = None;
        match target {
            Target::Nothing => vec![],
            Target::Outside => self.press(KeyCode::Esc.into()),
            Target::Do(intent, times) => (0..times).flat_map(|_| self.done(intent)).collect(),
            Target::Go { rows, columns, then } => {
                let mut effects = self.go(rows);
                let aside = if columns < 0 { Intent::Left } else { Intent::Right };
                (0..columns.unsigned_abs()).for_each(|_| self.intent(aside));
                effects.extend(match then {
                    Then::Nothing => self.carried_out(None),
                    Then::Do(intent) => self.done(intent),
                    Then::Choose => self.press(KeyCode::Enter.into()),
                });
                effects
            }
        }
    }

    /// Does what a word on the screen says.
    fn done(&mut self, intent: Intent) -> Vec<Effect> {
        // What was typed into the filter is kept: the click was beside it.
        if matches!(self.overlay, Overlay::Prompt(_)) {
            self.overlay = Overlay::None;
        }
        self.intent(intent);
        self.carried_out(Some(intent))
    }

    /// Moves the cursor of what lies on top by so many rows.
    fn go(&mut self, rows: isize) -> Vec<Effect> {
        let steps = rows.unsigned_abs();
        match &mut self.overlay {
            Overlay::None | Overlay::Where | Overlay::Prompt(_) => {
                let intent = if rows < 0 { Intent::Up } else { Intent::Down };
                (0..steps).for_each(|_| self.intent(intent));
                return self.carried_out(None);
            }
            Overlay::Menu(menu) => menu.step(rows),
            Overlay::Palette(palette) => palette.step(rows),
            Overlay::Help { scroll } => *scroll = scroll.saturating_add_signed(rows as i16),
            Overlay::Copy(_) | Overlay::Dialogue(_) => {
                let key = if rows < 0 { KeyCode::Up } else { KeyCode::Down };
                return (0..steps).flat_map(|_| self.press(key.into())).collect();
            }
            Overlay::Expression(_) | Overlay::Column(_) => {}
        }
        vec![]
    }
}
