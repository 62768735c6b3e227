//! The question as a value: taken up when a view is opened, told when one is saved, and kept for steps back.

use super::{
    App, Overlay, WHERE,
    column::{Then, asked_by},
};
use crate::{
    keep::token,
    screen::{Choices, Lens, Question},
};

/// So many steps can be taken back.
const MOST_STEPS: usize = 100;

/// Where one has been.
#[derive(Default)]
pub struct Steps {
    past: Vec<Question>,
    future: Vec<Question>,
    now: Option<Question>,
}

impl App {
    /// What is asked now.
    pub fn question(&mut self) -> Option<Question> {
        let (store, lens) = (self.store.clone()?, self.lens.as_ref()?);
        let mut book = Choices::told(&store);
        lens.clone().choices(&mut book);
        let pane = &mut self.panes[self.current];
        pane.choices(&mut book);
        Some(Question { screen: pane.spec().id.to_owned(), said: book.said })
    }

    /// Asks that from now on; what of it is not to be had here, in words.
    pub(super) fn take(&mut self, question: &Question) -> Vec<String> {
        let Some(store) = self.store.clone() else { return vec![] };
        let mut lens = Lens::first(&store);
        let mut book = Choices::of(&store, question);
        lens.choices(&mut book);
        if let Some(old) = &self.lens {
            lens.runs = old.runs;
        }
        self.lens = Some(lens);
        match self.panes.iter().take(WHERE).position(|pane| pane.spec().id == question.screen) {
            Some(place) => self.current = place,
            None => book.miss("screen", &question.screen),
        }
        self.panes[self.current].choices(&mut book);
        self.overlay = Overlay::None;
        book.finish()
    }

    /// Opens a view that was saved or sent; says what of it is not to be had.
    pub(super) fn open_view(&mut self, name: &str, question: &Question) {
        let columns = asked_by(question);
        if columns != self.columns.asked {
            self.overlay = Overlay::None;
            return self.compute_columns(columns, Then::View(name.to_owned(), question.clone()));
        }
        let missed = self.take(question);
        self.notice = Some(self.missed_words(name, &missed));
    }

    pub(super) fn missed_words(&self, name: &str, missed: &[String]) -> String {
        if missed.is_empty() {
            return self.t(&format!("已打开视图 {name}"), &format!("opened the view {name}"));
        }
        let list = missed.join(", ");
        self.t(&format!("{name}: 数据中没有 {list}，已略过"), &format!("{name}: not in these data and skipped: {list}"))
    }

    /// The first question: the one asked for, and what of it is not to be had.
    pub(super) fn begin_with(&mut self, name: &str, question: &Question) -> Option<String> {
        let missed = self.take(question);
        (!missed.is_empty()).then(|| self.missed_words(name, &missed))
    }

    /// What reopens the view elsewhere.
    pub(super) fn token(&mut self) -> Option<String> {
        let question = self.question()?;
        token::of(&question).ok()
    }

    /// After a key: remembers where one was before, unless only the cursor moved or something is still being chosen.
    pub(super) fn note_step(&mut self) {
        if self.is_meeting() || !matches!(self.overlay, Overlay::None | Overlay::Where) {
            return;
        }
        let Some(question) = self.question() else { return };
        match self.steps.now.replace(question.clone()) {
            Some(before) if !before.is_same_but_for_the_cursor(&question) => {
                self.steps.past.push(before);
                let over = self.steps.past.len().saturating_sub(MOST_STEPS);
                self.steps.past.drain(..over);
                self.steps.future.clear();
            }
            _ => {}
        }
    }

    /// Takes the last step back, or takes it again.
    pub(super) fn step(&mut self, back: Back) {
        let steps = &mut self.steps;
        let (from, to) = match back {
            Back::Undo => (&mut steps.past, &mut steps.future),
            Back::Redo => (&mut steps.future, &mut steps.past),
        };
        let Some(question) = from.pop() else {
            self.notice = Some(match back {
                Back::Undo => self.t("没有可撤销的步骤", "no step to take back"),
                Back::Redo => self.t("没有可重做的步骤", "no step to take again"),
            });
            return;
        };
        to.extend(steps.now.take());
        let columns = asked_by(&question);
        if columns != self.columns.asked {
            return self.compute_columns(columns, Then::Step(back, question));
        }
        self.take(&question);
        self.stepped(back);
    }

    /// A step was taken: says so.
    pub(super) fn stepped(&mut self, back: Back) {
        self.steps.now = self.question();
        let left = self.steps.past.len();
        self.notice = Some(match back {
            Back::Undo => self.t(&format!("已撤销一步 (还可撤销 {left})"), &format!("one step back ({left} more)")),
            Back::Redo => self.t("已重做一步", "one step on again"),
        });
    }
}

/// Which way a step goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Back {
    Undo,
    Redo,
}
