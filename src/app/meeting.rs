//! A view shown to a room: large, with the least around it, and with the question held still. Saved views are its pages.
//!
//! It works on twins of the screens; leaving takes up the screens themselves again, as they were left.

mod draw;

use std::sync::Arc;

use super::{App, Effect, Overlay, WHERE, reread::reason};
use crate::{
    error::Result,
    intent::{Intent, keyed},
    keep::views::Saved,
    screen::{Layer, Lens, Outcome, Pane, Question, Request, Spot, Ticket},
    store::Store,
};
use crossterm::event::KeyEvent;

/// The keys of a meeting.
pub const LAYERS: &[Layer] = &[Layer::Meeting];

/// What is shown to a room.
pub struct Meeting {
    before: Before,
    /// The saved views, in their order.
    pages: Vec<Saved>,
    /// The page shown; none: what was there before.
    page: Option<usize>,
    past: Vec<Option<usize>>,
    future: Vec<Option<usize>>,
    spot: Spot,
    /// The first row in view.
    top: usize,
    /// Whether nothing is shown for a while.
    is_dark: bool,
    /// Figures that came meanwhile: they wait.
    late: Option<(Ticket, Result<Arc<Store>>)>,
}

/// What was there before, to be taken up again.
struct Before {
    panes: Vec<Box<dyn Pane>>,
    stale: [bool; WHERE + 1],
    current: usize,
    lens: Lens,
    question: Question,
}

impl App {
    /// Begins a meeting, and asks for the views that are its pages.
    pub(super) fn begin_meeting(&mut self) -> Option<Effect> {
        let question = self.question()?;
        let lens = self.lens.clone()?;
        let twins = self.panes.iter().map(|pane| pane.twin()).collect();
        let before = Before {
            panes: std::mem::replace(&mut self.panes, twins),
            stale: std::mem::replace(&mut self.stale, [false; WHERE + 1]),
            current: self.current,
            lens,
            question,
        };
        self.meeting = Some(Meeting {
            before,
            pages: vec![],
            page: None,
            past: vec![],
            future: vec![],
            spot: Spot::default(),
            top: 0,
            is_dark: false,
            late: None,
        });
        self.overlay = Overlay::None;
        // Where saved views are not read this is the only page.
        (!self.refuses(Intent::Views)).then_some(Effect::Views(None))
    }

    /// Takes up what was there before.
    pub(super) fn leave_meeting(&mut self) -> Option<Effect> {
        let Meeting { before, late, .. } = self.meeting.take()?;
        (self.panes, self.stale, self.current) = (before.panes, before.stale, before.current);
        self.lens = Some(before.lens);
        self.overlay = Overlay::None;
        // What was asked before and answered meanwhile has been dropped.
        self.panes.iter_mut().filter(|pane| !pane.is_settled()).for_each(|pane| pane.forget());
        if let Some((ticket, opened)) = late {
            self.reread(ticket, opened);
        }
        self.read_what_changed()
    }

    /// What was open before a meeting, or is; nothing where there are no figures, for a file that is broken today may be
    /// whole tomorrow.
    pub fn kept_question(&mut self) -> Option<Question> {
        self.store.as_ref().filter(|store| store.len() > 0)?;
        match &self.meeting {
            Some(meeting) => Some(meeting.before.question.clone()),
            None => self.question(),
        }
    }

    /// Figures that come while a meeting goes on wait for its end; given back where none does.
    pub(super) fn waits(&mut self, ticket: Ticket, opened: Result<Arc<Store>>) -> Option<Result<Arc<Store>>> {
        match &mut self.meeting {
            Some(meeting) => {
                meeting.late = Some((ticket, opened));
                None
            }
            None => Some(opened),
        }
    }

    /// The pages of the meeting are there, or why not. What is shown is one of them if it asks the same.
    pub(super) fn take_pages(&mut self, read: Result<Vec<Saved>>) {
        let pages = match read {
            Ok(pages) => pages,
            Err(error) => {
                self.notice = Some(reason(&error));
                return;
            }
        };
        let is_none = pages.is_empty();
        let shown = self.kept_question();
        let page = pages.iter().position(|page| {
            shown
                .as_ref()
                .zip(self.whole(&page.question))
                .is_some_and(|(shown, page)| shown.is_same_but_for_the_cursor(&page))
        });
        if let Some(meeting) = &mut self.meeting {
            (meeting.pages, meeting.page) = (pages, page);
        }
        if is_none {
            self.notice = Some(self.keyed(
                "只有这一页: 退出后用 {SaveView} 存视图，每个视图是一页",
                "this is the only page: leave, then {SaveView} saves views, each of them a page",
            ));
        }
    }

    /// A question with all that it leaves unsaid, as it would be told once it is taken up.
    fn whole(&mut self, question: &Question) -> Option<Question> {
        let twins = self.panes.iter().map(|pane| pane.twin()).collect();
        let panes = std::mem::replace(&mut self.panes, twins);
        let (lens, current) = (self.lens.clone(), self.current);
        self.take(question);
        let whole = self.question();
        (self.panes, self.lens, self.current) = (panes, lens, current);
        whole
    }

    /// Answers an intent while a meeting goes on: what would change the question is refused.
    pub(super) fn meeting_intent(&mut self, intent: Intent) {
        let Some(meeting) = &mut self.meeting else { return };
        match intent {
            Intent::Meeting | Intent::Back | Intent::Quit => self.pending = self.leave_meeting(),
            Intent::NextSlide => self.turn(1),
            Intent::PrevSlide => self.turn(-1),
            Intent::First | Intent::Last if meeting.pages.is_empty() => {}
            Intent::First => self.go_to(Some(0)),
            Intent::Last => {
                let last = meeting.pages.len() - 1;
                self.go_to(Some(last));
            }
            Intent::Undo => self.page_back(),
            Intent::Redo => self.page_on(),
            Intent::Curtain => meeting.is_dark = true,
            Intent::Spotlight => {
                meeting.spot = meeting.spot.next();
                self.notice = Some(self.lit());
            }
            Intent::Up | Intent::Down | Intent::Left | Intent::Right | Intent::Where => {
                let Some(lens) = &self.lens else { return };
                let outcome = self.panes[self.current].react(intent, lens);
                match intent {
                    _ if outcome == Outcome::Ignored => {}
                    Intent::Up | Intent::Down if meeting.spot == Spot::Column => meeting.spot = Spot::Row,
                    Intent::Left | Intent::Right if meeting.spot == Spot::Row => meeting.spot = Spot::Column,
                    _ => {}
                }
                match outcome {
                    Outcome::Ask(Request::Open(screen)) => self.refuse(screen),
                    Outcome::Ask(request) => self.grant_request(request),
                    _ => {}
                }
            }
            Intent::Export => self.own_intent(intent),
            // The app does these with the rest of the world.
            Intent::Redraw | Intent::Suspend => {}
            _ => self.refuse(intent),
        }
    }

    /// Says that a key which has a meaning on the screen itself has none here.
    pub(super) fn refuse_key(&mut self, key: &KeyEvent) {
        let layers = self.panes[self.current].spec().layers;
        if let Some(intent) = self.keys.look_up(layers, key).filter(|_| self.is_meeting()) {
            self.refuse(intent);
        }
    }

    fn refuse(&mut self, intent: Intent) {
        let (what, leave) = (intent.help(self.look.lang), self.keys.key_of(LAYERS, Intent::Meeting));
        self.notice = Some(self.t(
            &format!("投影中问题不变: {leave} 退出后再「{what}」"),
            &format!("the question stays while it is shown: {leave} leaves; then `{what}`"),
        ));
    }

    /// Ends a blank screen, if there is one.
    pub(super) fn lights_up(&mut self) -> bool {
        self.meeting.as_mut().is_some_and(|meeting| std::mem::take(&mut meeting.is_dark))
    }

    fn lit(&self) -> String {
        match self.meeting.as_ref().map(|meeting| meeting.spot) {
            Some(Spot::Row) => {
                self.in_meeting("聚光: 行 ({Up} {Down} 移动)", "light on the row ({Up} and {Down} move it)")
            }
            Some(Spot::Column) => {
                self.in_meeting("聚光: 列 ({Left} {Right} 移动)", "light on the column ({Left} and {Right} move it)")
            }
            _ => self.t("聚光: 全部", "light on everything"),
        }
    }

    /// A hint with the keys that are bound in a meeting.
    fn in_meeting(&self, zh: &str, en: &str) -> String {
        let lang = self.look.lang;
        keyed(lang.pick(zh, en), |intent| self.keys.said(LAYERS, intent, lang))
    }

    /// So many pages on. Before the first comes what was there when the meeting began, where it is none of them.
    fn turn(&mut self, by: isize) {
        let Some(meeting) = &self.meeting else { return };
        let next = match (meeting.page, by) {
            (None, 1) => 0,
            (None, _) => return self.end_of_pages(by),
            (Some(page), by) => match page.checked_add_signed(by) {
                Some(page) => page,
                None => return self.end_of_pages(by),
            },
        };
        if next < meeting.pages.len() { self.go_to(Some(next)) } else { self.end_of_pages(by) }
    }

    fn end_of_pages(&mut self, by: isize) {
        self.notice = Some(match by {
            1 => self.t("已是最后一页", "this is the last page"),
            _ => self.t("已是第一页", "this is the first page"),
        });
    }

    fn go_to(&mut self, page: Option<usize>) {
        let Some(meeting) = &mut self.meeting else { return };
        if meeting.page == page {
            return;
        }
        meeting.past.push(meeting.page);
        meeting.future.clear();
        self.show_page(page);
    }

    fn page_back(&mut self) {
        let Some(meeting) = &mut self.meeting else { return };
        match meeting.past.pop() {
            Some(page) => {
                meeting.future.push(meeting.page);
                self.show_page(page);
            }
            None => self.notice = Some(self.t("没有可撤销的步骤", "no step to take back")),
        }
    }

    fn page_on(&mut self) {
        let Some(meeting) = &mut self.meeting else { return };
        match meeting.future.pop() {
            Some(page) => {
                meeting.past.push(meeting.page);
                self.show_page(page);
            }
            None => self.notice = Some(self.t("没有可重做的步骤", "no step to take again")),
        }
    }

    /// Shows a page as it was saved, whatever was moved on it before.
    fn show_page(&mut self, page: Option<usize>) {
        let Some(meeting) = &mut self.meeting else { return };
        (meeting.page, meeting.top) = (page, 0);
        self.panes = meeting.before.panes.iter().map(|pane| pane.twin()).collect();
        (self.lens, self.current) = (Some(meeting.before.lens.clone()), meeting.before.current);
        let Some(view) = page.and_then(|page| meeting.pages.get(page)).cloned() else { return };
        let missed = self.take(&view.question);
        if !missed.is_empty() {
            self.notice = Some(self.missed_words(&view.name, &missed));
        }
    }

    /// Whether a meeting goes on.
    pub const fn is_meeting(&self) -> bool {
        self.meeting.is_some()
    }
}

/// What one may ask for while a meeting goes on: all else would change the question.
pub const fn is_allowed(intent: Intent) -> bool {
    matches!(
        intent,
        Intent::NextSlide
            | Intent::PrevSlide
            | Intent::First
            | Intent::Last
            | Intent::Up
            | Intent::Down
            | Intent::Left
            | Intent::Right
            | Intent::Spotlight
            | Intent::Where
            | Intent::Curtain
            | Intent::Meeting
            | Intent::Undo
            | Intent::Redo
            | Intent::Export
            | Intent::Copy
            | Intent::Language
            | Intent::Theme
            | Intent::Glyphs
            | Intent::Redraw
            | Intent::Suspend
            | Intent::Help
            | Intent::Back
            | Intent::Quit
    )
}
