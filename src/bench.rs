//! A way in for the benches: figures read, a store built of them, a screen's view made, its frame drawn, a key answered. It
//! is no part of what the program promises to anybody.

use std::{path::PathBuf, sync::Arc};

use crossterm::event::Event;
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};

use crate::{
    app::{App, Effect, Look, Msg, Wish, keymap, work::Inline},
    load::{self, Input, Options, Request},
    model::Dataset,
    screen::{self, Answer, AnyView},
    store::{Store, columns},
};

/// Columns and rows of the terminal everything is drawn on.
const SIZE: (u16, u16) = (140, 40);

/// What was read, before a store is built of it.
#[derive(Clone)]
pub struct Figures(Dataset);

impl Figures {
    /// Reads a table, or what is compiled in; nothing that was kept of it is used.
    pub fn read(table: Option<PathBuf>) -> Self {
        let inputs = vec![table.map_or(Input::Embedded, Input::of)];
        let options = Options { columns: columns::read, ..Options::default() };
        Self(load::load(&Request { inputs, options }).expect("a bench has its table"))
    }

    /// The facts, ready to be asked.
    pub fn build(self) -> Facts {
        Facts(Arc::new(Store::build(self.0).expect("what was read can be asked")))
    }
}

/// A store.
pub struct Facts(Arc<Store>);

impl Facts {
    /// What a screen asks when it is opened first.
    pub fn question(&self, screen: &str) -> Question {
        let effects = app(screen).update(Msg::Opened(Ok(Arc::clone(&self.0))));
        let asked = effects.into_iter().find_map(|effect| match effect {
            Effect::Compute { store, compute, .. } => Some(Question { store, answer: compute.answer }),
            _ => None,
        });
        asked.expect("every screen asks something")
    }

    /// A screen with its answers, drawn once.
    pub fn open(&self, screen: &str) -> Open {
        let (mut app, mut world) = (app(screen), Inline::default());
        world.feed(&mut app, Msg::Opened(Ok(Arc::clone(&self.0))));
        // The wire to a terminal would ask the system how large that is, in a bench by starting a program.
        let terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).expect("nothing fails in memory");
        let mut open = Open { app, world, terminal };
        open.draw();
        open
    }
}

fn app(screen: &str) -> App {
    App::new(Look::default(), Wish { screen: Some(screen.to_owned()), ..Wish::default() })
}

/// The names of the screens.
pub fn screens() -> Vec<&'static str> {
    screen::all().iter().map(|pane| pane.spec().id).collect()
}

/// A question that waits for its answer.
pub struct Question {
    store: Arc<Store>,
    answer: Answer,
}

impl Question {
    /// Makes the view.
    pub fn answer(self) -> View {
        View((self.answer)(&self.store).expect("a screen as it opens has an answer"))
    }
}

/// What a screen draws.
pub struct View(#[expect(dead_code, reason = "nobody measures how it is dropped")] AnyView);

/// A screen somebody looks at.
pub struct Open {
    app: App,
    world: Inline,
    terminal: Terminal<TestBackend>,
}

impl Open {
    /// The whole frame, as if nothing had been on the terminal.
    pub fn frame(&mut self) -> Buffer {
        self.app.frame(SIZE.0, SIZE.1)
    }

    /// Presses a key of that name: what changes, the answer, the frame, and what is new in it; no bytes
    /// are made of that.
    pub fn press(&mut self, key: &str) {
        let key = keymap::key(key).expect("a bench presses keys there are");
        self.world.feed(&mut self.app, Msg::Term(Event::Key(key)));
        self.draw();
    }

    fn draw(&mut self) {
        let app = &mut self.app;
        let drawn = self.terminal.draw(|frame| {
            app.render(frame.area(), frame.buffer_mut());
        });
        drawn.expect("nothing fails in memory");
    }
}
