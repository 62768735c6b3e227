//! Screens: what each asks, how that is computed, how it answers, how it is drawn. The catalogue of them is [`all`].

pub mod board;
mod compare;
mod disputes;
mod distribution;
mod flow;
mod format;
pub mod grid;
mod handout;
pub mod hits;
pub mod lens;
mod lines;
mod matrix;
mod measured;
mod overview;
mod parts;
mod peers;
mod profile;
mod quadrant;
mod quality;
pub mod question;
mod ranking;
mod rows;
pub mod scope;
mod score;
pub mod sieve;
mod sources;
mod targets;
mod tiering;
mod trend;
mod where_from;

use std::any::Any;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

pub use board::Board;
pub use board::Spot;
pub use compare::brief;
pub use format::Pen;
pub use format::form_words;
pub use grid::Grid;
pub use handout::{Format, Handout};
pub use hits::Hits;
pub use lens::Lens;
pub use question::{Choices, Question, Said};
pub use ranking::By;
pub use scope::Scope;
#[cfg(test)]
pub use where_from::Query as Whence;
pub use where_from::{Asked, WhereFrom};

pub use crate::intent::Layer;
use crate::{
    error::{Error, Result},
    intent::{Intent, keyed},
    model::{At, Catalog, FactId, Form, IndicatorId, Lang, ParkId, SchemeId, find::Wanted},
    store::Store,
    ui::{Glyphs, Theme, emphasis::put_found, shell::put},
};

/// What a screen is called and which keys it has.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// The name on the command line.
    pub id: &'static str,
    /// The intent that opens it.
    pub intent: Intent,
    pub layers: &'static [Layer],
    /// The intents its footer names, most useful first.
    pub footer: &'static [Intent],
}

/// What drawing needs to know beside the view.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    pub lang: Lang,
    pub theme: &'a Theme,
    pub glyphs: &'static Glyphs,
    pub lens: &'a Lens,
    pub catalog: &'a Catalog,
    /// What lies where, for clicks; whatever draws it says it.
    pub hits: &'a Hits,
    /// What is looked for on the screen, where something can be.
    pub sought: Option<&'a Wanted>,
    /// The key bound to an intent here, for hints.
    pub keys: &'a dyn Fn(Intent) -> String,
}

impl Cx<'_> {
    /// What figures are written with.
    pub const fn pen(&self) -> Pen {
        Pen { lang: self.lang, glyphs: self.glyphs }
    }

    /// Writes a name as [`put`] does; the letters that answer to what is looked for stand out.
    pub fn put_name(&self, buf: &mut Buffer, at: Rect, name: &str, style: Style) -> u16 {
        match self.sought.filter(|sought| !sought.is_empty()) {
            Some(sought) => put_found(buf, at.x, at.y, at.width, name, &sought.emphasis(name), style),
            None => put(buf, at.x, at.y, at.width, name, style),
        }
    }

    /// The key to name in a hint: the one that is bound.
    pub fn key(&self, intent: Intent) -> String {
        (self.keys)(intent)
    }

    /// The one of two texts that is in the interface's language, with the keys that are bound in place of intents in braces.
    pub fn keyed(&self, zh: &str, en: &str) -> String {
        keyed(self.lang.pick(zh, en), self.keys)
    }

    /// The one of two texts that is in the interface's language.
    pub const fn t(&self, zh: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(zh, en)
    }
}

/// What became of an intent.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// It means nothing here.
    Ignored,
    /// The screen changed itself.
    Changed,
    /// Something is asked of the app.
    Ask(Request),
}

/// What a screen may ask of the app. Closed: a screen cannot reach past it.
#[derive(Clone, PartialEq, Debug)]
pub enum Request {
    /// Mark the park, or take its mark away.
    Mark(ParkId),
    /// Show these indicators.
    Measures(Vec<IndicatorId>),
    /// Look at this park from now on.
    Focus(ParkId),
    /// Look at this indicator from now on.
    FocusIndicator(IndicatorId),
    /// Say where a number is from.
    Where(Asked),
    /// The same of a number in a form and of a time of its own.
    WhereAs(Asked, Form, At),
    /// Make scores by this scheme from now on.
    Scheme(SchemeId),
    /// Say where a number is from, and how far it is from that of another park.
    WhereApart(Asked, ParkId),
    /// Open another screen.
    Open(Intent),
}

/// One view of the data, whole.
pub trait Screen: Clone + Sized + 'static {
    const SPEC: Spec;
    /// What the screen needs to know now. Equal queries have equal views.
    type Query: Clone + PartialEq + Send + 'static;
    /// What it draws: plain data, ready to show.
    type View: Send + 'static;

    /// The screen as it first opens.
    fn open() -> Self;
    /// What it needs to know.
    fn query(&self, lens: &Lens) -> Self::Query;
    /// The answer; on the worker's thread.
    fn compute(store: &Store, query: &Self::Query) -> Result<Self::View>;
    /// Answers an intent.
    fn react(&mut self, intent: Intent, view: &Self::View, lens: &Lens) -> Outcome;
    /// Draws the view. Reads only: nothing is computed here, nothing fails.
    fn render(&mut self, view: &Self::View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer);
    /// The view for a room full of people, where the screen has a layout for it; others are drawn as they are.
    fn board(&mut self, _view: &Self::View, _cx: &Cx<'_>) -> Option<Board> {
        None
    }
    /// The view as rows and columns. More rows than so many need not be put into words: they are cut off.
    fn grid(view: &Self::View, catalog: &Catalog, lang: Lang, rows: usize) -> Grid;
    /// The figures beneath each row of the grid, where its columns do not name their sources.
    fn cites(_view: &Self::View, _rows: usize) -> Vec<Vec<FactId>> {
        vec![]
    }
    /// The text typed into its filter.
    fn filter(&mut self) -> Option<&mut String> {
        None
    }
    /// Whether answering may take a while: then an answer to an earlier question is good enough to be drawn.
    fn is_long(_query: &Self::Query) -> bool {
        false
    }
    /// An answer has come: what it holds may make the next question cheaper, or finer.
    fn accepted(&mut self, _view: &Self::View) {}
    /// The data changed: what was kept of it means nothing any more.
    fn forget(&mut self) {}
    /// What was chosen on it, told or taken up: one line for each thing.
    fn choices(&mut self, _book: &mut Choices<'_>) {}
    /// Sort keys from the command line, and whether from the largest.
    fn sort_by(&mut self, _keys: &[(By, bool)]) {}
}

/// A view without its type.
pub type AnyView = Box<dyn Any + Send>;

/// Answers a question.
pub type Answer = Box<dyn FnOnce(&Store) -> Result<AnyView> + Send>;

/// A table with the figures beneath each of its rows.
pub type Handed = (Grid, Vec<Vec<FactId>>);

/// Makes a table out of the facts.
pub type Handing = Box<dyn FnOnce(&Store, Lang) -> Result<Handed> + Send>;

/// A question ready to be answered on another thread.
pub struct Compute {
    pub answer: Answer,
    /// Whether it may take a while: nothing waits for it, and quick questions are answered meanwhile.
    pub is_long: bool,
}

/// Tells an answer from a later question's.
pub type Ticket = u64;

/// A screen with its last answer: the object-safe face of [`Screen`].
pub trait Pane {
    fn spec(&self) -> Spec;
    /// The question, if it is another than the last one asked.
    fn ask(&mut self, lens: &Lens, ticket: Ticket) -> Option<Compute>;
    /// Takes the answer; a late one is dropped.
    fn accept(&mut self, ticket: Ticket, view: Result<AnyView>);
    fn react(&mut self, intent: Intent, lens: &Lens) -> Outcome;
    fn render(&mut self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer);
    /// What it shows a room full of people; none where it is drawn as it is.
    fn board(&mut self, cx: &Cx<'_>) -> Option<Board>;
    /// The same screen without its answer: what is done to one leaves the other alone.
    fn twin(&self) -> Box<dyn Pane>;
    /// The view as rows and columns, no more than so many rows.
    fn grid(&self, catalog: &Catalog, lang: Lang, rows: usize) -> Option<Grid>;
    /// The same with the figures beneath each row, where columns of the grid do not name their sources.
    fn handed(&self, catalog: &Catalog, lang: Lang, rows: usize) -> Option<Handed>;
    /// The same, to be computed elsewhere: an equal question has an equal answer.
    fn handing(&self) -> Option<Handing>;
    fn filter(&mut self) -> Option<&mut String>;
    /// What was chosen on it: told where it is another than at the start, or taken up.
    fn choices(&mut self, book: &mut Choices<'_>);
    fn sort_by(&mut self, keys: &[(By, bool)]);
    /// Whether an answer is there and it is the answer to the last question.
    fn is_settled(&self) -> bool;
    /// Whether there ever was an answer, be it an error.
    fn has_answer(&self) -> bool;
    /// Why there is no answer to the last question, if it failed.
    fn error(&self) -> Option<&Error>;
    /// Forgets its answer: the data changed.
    fn forget(&mut self);
}

struct Slot<S: Screen> {
    screen: S,
    asked: Option<(Ticket, S::Query)>,
    /// What it was asked over, where that matters to it.
    scope: Option<Scope>,
    answered: Option<Ticket>,
    shown: Option<S::View>,
    error: Option<Error>,
}

impl<S: Screen> Slot<S> {
    fn new() -> Self {
        Self { screen: S::open(), asked: None, scope: None, answered: None, shown: None, error: None }
    }
}

impl<S: Screen> Pane for Slot<S> {
    fn spec(&self) -> Spec {
        S::SPEC
    }

    fn ask(&mut self, lens: &Lens, ticket: Ticket) -> Option<Compute> {
        let query = self.screen.query(lens);
        if self.asked.as_ref().is_some_and(|(_, asked)| *asked == query) {
            return None;
        }
        self.asked = Some((ticket, query.clone()));
        self.scope = S::SPEC.layers.contains(&Layer::Scope).then(|| lens.scope.clone());
        let is_long = S::is_long(&query);
        let answer = Box::new(move |store: &Store| S::compute(store, &query).map(|view| Box::new(view) as AnyView));
        Some(Compute { answer, is_long })
    }

    fn accept(&mut self, ticket: Ticket, view: Result<AnyView>) {
        if self.asked.as_ref().is_none_or(|(asked, _)| *asked != ticket) {
            return;
        }
        self.answered = Some(ticket);
        match view.map(AnyView::downcast::<S::View>) {
            Ok(Ok(view)) => {
                self.screen.accepted(&view);
                (self.shown, self.error) = (Some(*view), None);
            }
            Ok(Err(_)) => self.error = Some(Error::Bug("reading an answer".into())),
            Err(error) => self.error = Some(error),
        }
    }

    fn react(&mut self, intent: Intent, lens: &Lens) -> Outcome {
        match &self.shown {
            Some(view) => self.screen.react(intent, view, lens),
            None => Outcome::Ignored,
        }
    }

    fn render(&mut self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        if let Some(view) = &self.shown {
            self.screen.render(view, cx, area, buf);
        }
    }

    fn board(&mut self, cx: &Cx<'_>) -> Option<Board> {
        self.screen.board(self.shown.as_ref()?, cx)
    }

    fn twin(&self) -> Box<dyn Pane> {
        Box::new(Self { screen: self.screen.clone(), ..Self::new() })
    }

    fn grid(&self, catalog: &Catalog, lang: Lang, rows: usize) -> Option<Grid> {
        let mut grid = S::grid(self.shown.as_ref()?, catalog, lang, rows);
        grid.rows.truncate(rows);
        Some(over(grid, self.scope.as_ref(), lang))
    }

    fn handed(&self, catalog: &Catalog, lang: Lang, rows: usize) -> Option<Handed> {
        Some((self.grid(catalog, lang, rows)?, S::cites(self.shown.as_ref()?, rows)))
    }

    fn handing(&self) -> Option<Handing> {
        let (_, query) = self.asked.as_ref()?;
        let (query, scope) = (query.clone(), self.scope.clone());
        Some(Box::new(move |store, lang| {
            let view = S::compute(store, &query)?;
            let grid = S::grid(&view, store.catalog(), lang, usize::MAX);
            Ok((over(grid, scope.as_ref(), lang), S::cites(&view, usize::MAX)))
        }))
    }

    fn filter(&mut self) -> Option<&mut String> {
        self.screen.filter()
    }

    fn choices(&mut self, book: &mut Choices<'_>) {
        let mut usual = Choices::told(book.store);
        S::open().choices(&mut usual);
        if book.is_taken() {
            for (name, said) in usual.said {
                book.said.entry(name).or_insert(said);
            }
            self.screen.choices(book);
            return;
        }
        let mut told = Choices::told(book.store);
        self.screen.choices(&mut told);
        let others = told.said.into_iter().filter(|(name, said)| usual.said.get(name) != Some(said));
        book.said.extend(others);
    }

    fn sort_by(&mut self, keys: &[(By, bool)]) {
        self.screen.sort_by(keys);
    }

    fn is_settled(&self) -> bool {
        let is_answer = |(ticket, query): &(Ticket, S::Query)| self.answered == Some(*ticket) || S::is_long(query);
        self.answered.is_some() && self.asked.as_ref().is_some_and(is_answer)
    }

    fn has_answer(&self) -> bool {
        self.shown.is_some() || self.error.is_some()
    }

    fn error(&self) -> Option<&Error> {
        self.error.as_ref()
    }

    fn forget(&mut self) {
        (self.asked, self.answered) = (None, None);
        self.screen.forget();
    }
}

/// The table with what it was asked over.
fn over(grid: Grid, scope: Option<&Scope>, lang: Lang) -> Grid {
    match scope {
        Some(scope) => grid.over(scope.code(), scope.said(lang)),
        None => grid,
    }
}

/// Every screen, in the order of its digit; after the digits come letters.
pub fn all() -> Vec<Box<dyn Pane>> {
    vec![
        Box::new(Slot::<overview::Overview>::new()),
        Box::new(Slot::<ranking::Ranking>::new()),
        Box::new(Slot::<profile::Profile>::new()),
        Box::new(Slot::<compare::Compare>::new()),
        Box::new(Slot::<trend::Trend>::new()),
        Box::new(Slot::<sources::Sources>::new()),
        Box::new(Slot::<quality::Quality>::new()),
        Box::new(Slot::<score::Score>::new()),
        Box::new(Slot::<quadrant::Quadrants>::new()),
        Box::new(Slot::<matrix::Matrix>::new()),
        Box::new(Slot::<distribution::Distribution>::new()),
        Box::new(Slot::<flow::Flow>::new()),
        Box::new(Slot::<peers::Peers>::new()),
        Box::new(Slot::<targets::Targets>::new()),
    ]
}

/// The overlay that says where a number is from.
pub fn where_from() -> Box<dyn Pane> {
    Box::new(Slot::<WhereFrom>::new())
}
