//! The app: a message comes in, `update` changes the state and returns effects, `render` draws what is there.

mod bounds;
mod changes;
pub mod chrome;
pub mod clip;
pub mod column;
pub mod command;
pub mod copy;
pub mod dialogue;
mod expression;
pub mod input;
pub mod keymap;
mod line;
mod linear;
mod meeting;
pub mod menu;
pub mod mouse;
mod palette;
mod prefer;
mod progress;
mod react;
mod reread;
pub mod run;
pub mod terminal;
mod views;
pub mod warm;
pub mod wire;
pub mod work;

use std::{collections::VecDeque, path::PathBuf, sync::Arc};

use crossterm::event::{Event, KeyEvent, KeyEventKind};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use signal_hook::consts::SIGTSTP;

use crate::{
    access::Access,
    analysis::score::Runs,
    error::{Error, Result},
    intent::{Intent, keyed},
    keep::views::{Change, Saved},
    model::{At, Catalog, Collation, IndicatorId, Lang, Naming, Period, SchemeId, Severity, find::Wanted},
    screen::{
        self, AnyView, By, Compute, Cx, Handout, Lens, Pane, Question, Ticket,
        hits::{Hits, Target},
        lens::MOST_MARKED,
        scope::{LEAST, Only},
        sieve::{self, Sieve},
    },
    store::{Failed, Store},
    ui::{Depth, GlyphSet, Glyphs, Ground, Theme, ThemeName},
};
use column::Columns;
use command::known::Known;
use copy::{Copy, Parcel, Sent};
use dialogue::{
    Dialogue,
    export::{Making, Order},
};
use input::Answer;
use keymap::Keymap;
use line::Line;
use meeting::Meeting;
use menu::Menu;
use mouse::Mouse;
use palette::Palette;
pub use prefer::Prefer;
pub use progress::Progress;
pub use reread::Again;
use reread::Rereading;
use terminal::{Asks, Signs};
use views::Steps;

/// How the app looks and speaks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    pub lang: Lang,
    pub theme: ThemeName,
    pub glyphs: GlyphSet,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// What lies behind the text.
    pub ground: Ground,
    /// What the terminal is asked, for nothing else says it.
    pub asks: Asks,
    /// Whether the terminal's answer may change the glyphs.
    pub signs: Signs,
    /// What Chinese names are put in order by.
    pub order: Collation,
}

impl Look {
    /// In which language names are shown, and put in order.
    const fn naming(self) -> Naming {
        Naming { lang: self.lang, by: self.order }
    }
}

/// What the command line asks to see first.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The screen's id.
    pub screen: Option<String>,
    pub parks: Vec<String>,
    pub indicators: Vec<String>,
    pub group: Option<String>,
    pub period: Option<Period>,
    /// The form the indicators are shown in.
    pub form: Option<String>,
    /// How scores are made: a name, or the file of a scheme.
    pub scheme: Option<String>,
    /// How often scores are drawn anew, and from which seed.
    pub runs: Option<Runs>,
    /// Columns to compute, as they were typed.
    pub columns: Vec<String>,
    /// Which parks to show.
    pub filter: Option<String>,
    /// A view to begin with, and what it is called.
    pub view: Option<(String, Question)>,
    /// Something to be said at the start.
    pub told: Option<String>,
    /// Indicators to sort by, or `name`, and whether from the largest; none: the better end first.
    pub sort: Vec<(String, Option<bool>)>,
    /// Whether it is shown to a room at once.
    pub meeting: bool,
    /// What settings would have it begin with, where the data knows it.
    pub prefer: Prefer,
}

/// What can happen.
pub enum Msg {
    /// A key, a resize.
    Term(Event),
    /// The data is there, or cannot be.
    Opened(Result<Arc<Store>>),
    /// What the terminal says of itself.
    Told(Answer),
    /// The same files, read again, or why they cannot be.
    Reread { ticket: Ticket, opened: Result<Arc<Store>> },
    /// The same figures with the columns asked for, and which of these cannot be made.
    Columns { ticket: Ticket, made: Result<(Arc<Store>, Vec<Failed>)> },
    /// Files that were opened have changed on disk.
    Changed,
    /// How far reading has come; only while something is read.
    Progress(Progress),
    /// An answer for a pane.
    Computed { pane: usize, ticket: Ticket, view: Result<AnyView> },
    /// A file was written, or could not be.
    HandedOver(Result<PathBuf>),
    /// Where a copied text went.
    Sent(Result<Sent>),
    /// The views that are saved, or why they are not known.
    Views(Result<Vec<Saved>>),
    /// A line was typed where there is no screen to draw on.
    Line(String),
    /// A signal asks the program to end.
    Signal(i32),
    /// The terminal is gone, or a thread of ours is.
    Lost(Error),
}

#[cfg(any(test, fuzzing))]
impl Msg {
    /// Whether it tells of a panic that was caught.
    pub const fn is_bug(&self) -> bool {
        matches!(
            self,
            Self::Computed { view: Err(Error::Bug(_)), .. }
                | Self::Columns { made: Err(Error::Bug(_)), .. }
                | Self::Reread { opened: Err(Error::Bug(_)), .. }
                | Self::Opened(Err(Error::Bug(_)))
                | Self::HandedOver(Err(Error::Bug(_)))
                | Self::Views(Err(Error::Bug(_)))
                | Self::Sent(Err(Error::Bug(_)))
        )
    }
}

/// What the app asks of the world.
pub enum Effect {
    /// Answer a question and send [`Msg::Computed`].
    Compute { pane: usize, ticket: Ticket, store: Arc<Store>, compute: Compute },
    /// Write a file and send [`Msg::HandedOver`].
    HandOver(Box<Order>),
    /// Change the saved views, if at all, and send [`Msg::Views`].
    Views(Option<Change>),
    /// Read the same again, compute these columns, and send [`Msg::Reread`].
    Read { ticket: Ticket, columns: Vec<String> },
    /// Compute columns and send [`Msg::Columns`].
    Columns { ticket: Ticket, store: Arc<Store>, texts: Vec<String> },
    /// Stop reading.
    Stop,
    /// Send a text to the terminal's clipboard and send [`Msg::Sent`].
    Copy(Parcel),
    /// Draw everything anew: the screen may have been spoiled.
    Redraw,
    /// Remember what is open.
    Remember(Box<Question>),
    /// Give the terminal back to the shell until it brings the program back.
    Suspend,
    /// Ask the terminal for clicks, or no longer.
    Mouse(Mouse),
}

/// How the app ended.
#[derive(Debug)]
pub enum End {
    /// As asked.
    Quit,
    /// By a signal.
    Signal(i32),
    /// By an error.
    Failed(Error),
}

/// What lies over the screen.
enum Overlay {
    None,
    Help {
        scroll: u16,
    },
    /// The text goes to the screen's filter.
    Prompt(Line),
    Menu(Menu),
    Dialogue(Dialogue),
    Palette(Box<Palette>),
    /// An expression is typed.
    Expression(expression::Input),
    /// A formula is typed.
    Column(column::Input),
    /// What to copy, and as what.
    Copy(Copy),
    /// The pane of that name.
    Where,
}

/// The state of the program.
pub struct App {
    look: Look,
    theme: Theme,
    keys: Keymap,
    /// What it may do.
    access: Access,
    /// The user's own theme, in all its colours.
    own: Option<Theme>,
    wish: Wish,
    store: Option<Arc<Store>>,
    lens: Option<Lens>,
    panes: Vec<Box<dyn Pane>>,
    current: usize,
    overlay: Overlay,
    /// Whether the story of a number lies below what lies on top.
    overlay_below: bool,
    /// What a key has asked of the world.
    pending: Option<Effect>,
    /// What was drawn on last.
    size: (u16, u16),
    notice: Option<String>,
    /// Whether what is looked for on the screen was typed after the filter.
    is_find_newer: bool,
    ticket: Ticket,
    /// Whether what was read can be read again.
    again: Again,
    /// What lies where in the frame that is seen.
    hits: Hits,
    mouse: Mouse,
    /// How far reading has come while there is no data yet.
    progress: Progress,
    rereading: Option<Rereading>,
    columns: Columns,
    /// Whether files have changed since reading them began.
    is_outdated: bool,
    /// The panes that still show an answer about the figures from before.
    stale: [bool; WHERE + 1],
    /// The commands that were typed.
    history: Vec<String>,
    /// Keys pressed before their screen had anything to show.
    held: VecDeque<KeyEvent>,
    end: Option<End>,
    /// Where one has been.
    steps: Steps,
    /// What is shown to a room, while it is.
    meeting: Option<Meeting>,
    /// The saved views, once they were read for the palette.
    saved: Option<Vec<Saved>>,
    /// The view that was asked for by name and is opened once they are read.
    wanted_view: Option<String>,
    /// What was wrong with the line that was typed last: where in it, and why.
    slip: Option<command::parse::Wrong>,
    /// Where files go of which only the name is said.
    exports: Option<PathBuf>,
}

/// What the command line's wishes change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    /// What the figures suggest.
    Usual,
    /// A view that says what is looked at.
    View,
}

/// What is typed to sort by names.
const BY_NAME: [&str; 2] = ["name", "名称"];

/// The place of the where-from pane, behind the screens.
const WHERE: usize = 14;

impl App {
    /// An app that waits for its data.
    pub fn new(look: Look, wish: Wish) -> Self {
        let mut panes = screen::all();
        panes.push(screen::where_from());
        let wanted = wish.screen.as_deref();
        let current = panes.iter().position(|pane| Some(pane.spec().id) == wanted).unwrap_or(0);
        let mut asked = wish.view.as_ref().map(|(_, question)| column::asked_by(question)).unwrap_or_default();
        asked.extend(wish.columns.iter().map(|text| text.trim().to_owned()));
        Self {
            columns: Columns::new(asked),
            theme: Theme::of(look.theme, look.ground, look.depth),
            own: None,
            access: Access::default(),
            look,
            keys: Keymap::default(),
            wish,
            store: None,
            lens: None,
            panes,
            current,
            overlay: Overlay::None,
            overlay_below: false,
            pending: None,
            size: (80, 24),
            notice: None,
            is_find_newer: false,
            ticket: 0,
            again: Again::default(),
            hits: Hits::default(),
            mouse: Mouse::default(),
            progress: Progress::default(),
            rereading: None,
            is_outdated: false,
            stale: [false; WHERE + 1],
            history: vec![],
            held: VecDeque::new(),
            end: None,
            steps: Steps::default(),
            meeting: None,
            saved: None,
            wanted_view: None,
            slip: None,
            exports: None,
        }
    }

    /// The same in a theme of the user's own, if there is one.
    #[must_use]
    pub fn themed(mut self, own: Option<Theme>) -> Self {
        self.own = own;
        self.dress();
        self
    }

    /// The same, with data that can be read again, or not.
    #[must_use]
    pub fn rereads(mut self, again: Again) -> Self {
        self.again = again;
        self
    }

    /// The same, with files going to that folder where only a name is said.
    #[must_use]
    pub fn exports_to(mut self, folder: Option<PathBuf>) -> Self {
        self.exports = folder;
        self
    }

    /// The same, answering other keys.
    #[must_use]
    pub fn answers(mut self, keys: Keymap) -> Self {
        self.keys = keys;
        self
    }

    /// What lies where in the frame drawn last.
    #[cfg(test)]
    pub const fn hits(&self) -> &Hits {
        &self.hits
    }

    /// What the terminal is asked.
    pub const fn asks(&self) -> Asks {
        self.look.asks
    }

    /// Whether the terminal is asked how wide it draws ambiguous signs.
    pub const fn signs(&self) -> Signs {
        self.look.signs
    }

    /// Whether something is being read: only then is there anything to look after without a key.
    pub const fn is_reading(&self) -> bool {
        self.store.is_none() || self.rereading.is_some()
    }

    /// How it ended, once it has.
    pub fn take_end(&mut self) -> Option<End> {
        self.end.take()
    }

    /// Whether it has ended.
    pub fn is_done(&self) -> bool {
        self.end.is_some()
    }

    /// Whether what is drawn now is the answer to what was asked last.
    pub fn is_settled(&self) -> bool {
        let settled = |pane: usize| self.panes[pane].is_settled();
        self.store.is_some() && settled(self.current) && (!matches!(self.overlay, Overlay::Where) || settled(WHERE))
    }

    /// The screen shown, with the catalogue and the language, for printing.
    pub fn shown(&self) -> Option<(&dyn Pane, &Catalog, Lang)> {
        Some((self.panes[self.current].as_ref(), self.store.as_ref()?.catalog(), self.look.lang))
    }

    /// What is shown, as it is handed over, no more than so many rows; none while there is no answer.
    pub fn handout(&self, rows: usize) -> Option<Handout> {
        let (pane, _, lang) = self.shown()?;
        let (mut grid, cites) = pane.handed(self.store.as_ref()?.catalog(), lang, rows)?;
        grid.notes.extend(self.column_notes());
        grid.notes.extend(self.sieve_note());
        Some(Handout::of(pane.spec(), self.store.as_ref()?, lang, self.question_words()?, grid, &cites))
    }

    /// The same, to be computed elsewhere.
    fn handing(&self) -> Option<Making> {
        let (pane, _, lang) = self.shown()?;
        let (spec, question, compute) = (pane.spec(), self.question_words()?, pane.handing()?);
        let notes: Vec<String> = self.column_notes().into_iter().chain(self.sieve_note()).collect();
        Some(Box::new(move |store| {
            let (mut grid, cites) = compute(store, lang)?;
            grid.notes.extend(notes);
            Ok(Handout::of(spec, store, lang, question, grid, &cites))
        }))
    }

    /// What the figures answer to.
    fn question_words(&self) -> Option<String> {
        let (pane, catalog, lang) = self.shown()?;
        Some(chrome::question(catalog, self.lens.as_ref()?, lang, pane.spec().intent).whole())
    }

    /// The frame somebody would see on a terminal of that size.
    pub fn frame(&mut self, columns: u16, rows: u16) -> Buffer {
        let area = Rect { x: 0, y: 0, width: columns, height: rows };
        let mut buf = Buffer::empty(area);
        self.render(area, &mut buf);
        buf
    }

    /// The background it is made for.
    pub const fn ground(&self) -> Ground {
        match self.look.theme {
            ThemeName::Light => Ground::Light,
            ThemeName::Dark => Ground::Dark,
            _ => self.look.ground,
        }
    }

    /// The filter and its counts, where it is one of the screen shown, for printing.
    pub fn sieve_note(&self) -> Option<String> {
        let sieve = self.lens.as_ref()?.sieve.as_ref()?;
        chrome::is_sifted(self.panes[self.current].spec().intent).then(|| sieve.note(self.look.lang))
    }

    /// Changes the state by what happened.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = vec![];
        match msg {
            Msg::Term(Event::Key(key)) if key.kind != KeyEventKind::Release => effects = self.press(key),
            Msg::Term(Event::Paste(text)) => {
                text.chars().for_each(|c| self.typed(c));
                self.find_as_typed();
            }
            Msg::Term(Event::Mouse(mouse)) => effects = self.pointed(mouse),
            Msg::Term(_) => {}
            Msg::Opened(Ok(store)) => {
                self.open(&store);
                effects.extend(self.read_what_changed());
                if std::mem::take(&mut self.wish.meeting) {
                    effects.extend(self.begin_meeting());
                }
            }
            Msg::Opened(Err(error)) | Msg::Lost(error) => self.end = Some(End::Failed(error)),
            Msg::Reread { ticket, opened } => {
                if let Some(opened) = self.waits(ticket, opened) {
                    self.reread(ticket, opened);
                }
                effects.extend(self.read_what_changed());
            }
            Msg::Columns { ticket, made } => {
                self.columns_are_there(ticket, made);
                effects = self.answer_held();
            }
            Msg::Changed => {
                self.is_outdated = true;
                effects.extend(self.read_what_changed());
            }
            Msg::Progress(progress) => match &mut self.rereading {
                Some(reading) => reading.progress = progress,
                None => self.progress = progress,
            },
            Msg::Computed { pane, ticket, view } => {
                self.panes[pane].accept(ticket, view);
                self.stale[pane] &= !self.panes[pane].is_settled();
                effects = self.answer_held();
            }
            Msg::HandedOver(written) => self.handed_over(written),
            Msg::Sent(sent) => self.sent(sent),
            Msg::Views(read) => self.views(read),
            Msg::Line(line) => effects = self.do_line(&line),
            Msg::Signal(signal) => {
                log::info!("signal {signal}");
                match signal {
                    SIGTSTP => effects.extend(self.suspend()),
                    _ => self.end = Some(End::Signal(signal)),
                }
            }
            Msg::Told(answer) => effects.extend(self.told(answer)),
        }
        effects.extend(self.ask());
        // Whatever lies where may lie elsewhere now.
        self.hits.clear();
        effects
    }

    /// What is open is remembered first: nobody knows whether the program comes back.
    fn suspend(&mut self) -> Vec<Effect> {
        if self.refuses(Intent::Suspend) {
            return vec![];
        }
        let remembered = self.kept_question().map(|question| Effect::Remember(Box::new(question)));
        let mouse = (self.mouse == Mouse::Ours).then_some(Effect::Mouse(Mouse::Ours));
        remembered.into_iter().chain([Effect::Suspend]).chain(mouse).collect()
    }

    /// Whatever is visible asks what it needs to know.
    fn ask(&mut self) -> Vec<Effect> {
        let (Some(store), Some(lens)) = (&self.store, &mut self.lens) else { return vec![] };
        lens.naming = self.look.naming();
        if !lens.follow(store.catalog()) {
            self.notice = Some(too_few(Only::Marked, self.look.lang, Some(lens.scope.short(self.look.lang))));
        }
        self.sift();
        let (Some(store), Some(lens)) = (&self.store, &self.lens) else { return vec![] };
        let overlay = matches!(self.overlay, Overlay::Where).then_some(WHERE);
        let mut effects = vec![];
        for pane in [Some(self.current), overlay].into_iter().flatten() {
            let ticket = self.ticket + 1;
            if let Some(compute) = self.panes[pane].ask(lens, ticket) {
                self.ticket = ticket;
                effects.push(Effect::Compute { pane, ticket, store: Arc::clone(store), compute });
            }
        }
        effects
    }

    fn open(&mut self, store: &Arc<Store>) {
        let mut lens = Lens::first(store);
        let unmet = self.prefer(store, &mut lens);
        (self.lens, self.store) = (Some(lens), Some(Arc::clone(store)));
        self.panes.iter_mut().for_each(|pane| pane.forget());
        // Of no figures nothing can be asked but why there are none.
        let is_empty = store.len() == 0;
        let view = self.wish.view.take().filter(|_| !is_empty);
        let screen = self.wish.screen.is_some().then_some(self.current);
        let missed = view.as_ref().and_then(|(name, question)| self.begin_with(name, question));
        self.current = screen.unwrap_or(self.current);
        let Some(mut lens) = self.lens.take() else { return };
        let first = if view.is_some() { First::View } else { First::Usual };
        if let Err(error) = self.grant(store, &mut lens, first) {
            (self.end, self.store) = (Some(End::Failed(error)), None);
            return;
        }
        self.lens = Some(lens);
        let problems = self.told_problems(store);
        let told = missed.or(unmet).or_else(|| self.wish.told.take());
        self.notice = if is_empty { problems.or(told) } else { told.or(problems) };
        self.note_step();
    }

    /// How many problems there are, and how to see them.
    fn told_problems(&self, store: &Store) -> Option<String> {
        // A note is something to know, not something to mend.
        let problems = store.problems().iter().filter(|problem| problem.severity != Severity::Note).count();
        let counted = if problems == 1 { "1 problem".to_owned() } else { format!("{problems} problems") };
        (problems > 0).then(|| {
            self.keyed(
                &format!("数据有 {problems} 处问题: 按 {{Quality}} 再按 {{Part}} 查看, 或用 zonescope check"),
                &format!("{counted} in the data: press {{Quality}}, then {{Part}}, or see zonescope check"),
            )
        })
    }

    /// Turns the command line's names into a question.
    fn grant(&mut self, store: &Store, lens: &mut Lens, first: First) -> Result<()> {
        let (wish, catalog) = (&self.wish, store.catalog());
        let indicators = wish.indicators.iter().map(|name| screen::lens::indicator_named(catalog, name));
        let indicators: Vec<IndicatorId> = indicators.collect::<Result<_>>()?;
        for name in &wish.parks {
            let park = screen::lens::park_named(catalog, name)?;
            if !lens.marked.contains(&park) {
                lens.marked.push(park);
            }
        }
        if lens.marked.len() > MOST_MARKED {
            return Err(Error::Usage(format!("at most {MOST_MARKED} parks can be compared; name fewer")));
        }
        if first == First::Usual || !wish.parks.is_empty() {
            lens.park = lens.marked.first().copied();
        }
        if let Some(name) = &wish.scheme {
            lens.scheme = Some(scheme_of(store, name)?);
        }
        lens.runs = wish.runs.unwrap_or(lens.runs);
        if let Some(period) = wish.period {
            lens.at = At::Exact(period);
        }
        if let Some(text) = &wish.form {
            lens.form = screen::lens::form_named(catalog, text, lens.at)?;
        }
        let mut sort = vec![];
        for (name, largest) in &wish.sort {
            if BY_NAME.contains(&name.as_str()) {
                sort.push((By::Name, largest.unwrap_or(false)));
                continue;
            }
            let id = screen::lens::indicator_named(catalog, name)?;
            let better_first = catalog.indicator(id).better != crate::model::Better::Lower;
            sort.push((By::Indicator(id), largest.unwrap_or(better_first)));
        }
        if !indicators.is_empty() {
            lens.measures.clear();
        }
        for id in indicators {
            if !lens.measures.contains(&id) {
                lens.measures.push(id);
            }
        }
        let columns: Vec<IndicatorId> =
            wish.columns.iter().filter_map(|text| column::column_typed(store, text)).collect();
        for id in &columns {
            if !lens.measures.contains(id) {
                lens.measures.push(*id);
            }
        }
        for id in sort.iter().filter_map(|(by, _)| by.indicator()) {
            if !lens.measures.contains(&id) {
                lens.measures.push(id);
            }
        }
        if first == First::Usual || !wish.indicators.is_empty() {
            lens.indicator = lens.measures.first().copied();
            lens.second = lens.measures.get(1).copied().filter(|_| !wish.indicators.is_empty());
        }
        if let Some(first) = columns.first().filter(|_| wish.indicators.is_empty()) {
            lens.indicator = Some(*first);
        }
        if let Some(name) = &wish.group {
            lens.scope = screen::scope::scope_named(store, name, lens)?;
        }
        if let Some(text) = &wish.filter {
            let filter = sieve::read(store, text).map_err(|slip| sieve::complaint("--where", text, &slip))?;
            lens.sieve = Some(Arc::new(Sieve::of(store, filter, lens)));
        }
        if !sort.is_empty() {
            self.panes.iter_mut().for_each(|pane| pane.sort_by(&sort));
        }
        Ok(())
    }

    fn t(&self, zh: &str, en: &str) -> String {
        self.look.lang.pick(zh, en).to_owned()
    }

    /// The same, with the keys that are bound on this screen in place of intents in braces.
    fn keyed(&self, zh: &str, en: &str) -> String {
        let layers = self.panes[self.current].spec().layers;
        keyed(self.look.lang.pick(zh, en), |intent| self.keys.said(layers, intent, self.look.lang))
    }

    /// Draws; the place of a text cursor, if there is one.
    pub fn render(&mut self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.size = (area.width, area.height);
        let cursor = self.draw(area, buf);
        sweep(area, buf, self.look.glyphs);
        cursor
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.hits.clear();
        let glyphs: &'static Glyphs = self.look.glyphs.glyphs();
        if area.width < chrome::LEAST.0 || area.height < chrome::LEAST.1 {
            chrome::too_small(area, buf, self.look.lang);
            return None;
        }
        let sought = Wanted::new(self.panes[self.current].filter().map_or("", |text| text.as_str()));
        let layers = self.panes[self.current].spec().layers;
        let key = |intent| self.keys.said(layers, intent, self.look.lang);
        let (Some(store), Some(lens)) = (&self.store, &self.lens) else {
            self.progress.draw(area, buf, &key(Intent::Back), self.look.lang, &self.theme, glyphs);
            return None;
        };
        if self.meeting.is_some() {
            self.draw_meeting(area, buf);
            return self.draw_overlay(area, buf);
        }
        let cx = context(self.look, &self.theme, store, lens, &self.hits, &key);
        let cx = Cx { sought: Some(&sought), ..cx };
        let body = chrome::frame(area, buf, &cx, &self.keys, &self.specs(), self.current);
        let current = &mut self.panes[self.current];
        current.render(&cx, body, buf);
        let mut footer = Rect { y: area.bottom() - 1, height: 1, ..area };
        if let Some(reading) = &self.rereading {
            footer = chrome::aside(
                footer,
                buf,
                &reading.progress.again(&key(Intent::Back), self.look.lang),
                self.theme.warn,
            );
        }
        if let Some(sieve) = &lens.sieve {
            footer = chrome::sieve(footer, buf, &cx, sieve, current.spec().intent);
        }
        let mut cursor = None;
        if let Some(error) = current.error() {
            chrome::message(footer, buf, &error.to_string(), self.theme.bad, &cx);
        } else if let Some(notice) = &self.notice {
            chrome::message(footer, buf, notice, self.theme.warn, &cx);
        } else if let Overlay::Prompt(line) = &self.overlay {
            cursor = Some(chrome::prompt(footer, buf, &cx, line));
        } else {
            chrome::footer(footer, buf, &cx, &self.keys, &current.spec());
        }
        let over = self.draw_overlay(area, buf);
        over.or(cursor)
    }

    /// Draws what lies over the screen.
    fn draw_overlay(&mut self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        if matches!(self.overlay, Overlay::None | Overlay::Prompt(_)) {
            return None;
        }
        let (Some(store), Some(lens)) = (&self.store, &self.lens) else { return None };
        let layers = self.panes[self.current].spec().layers;
        let key = |intent| self.keys.said(layers, intent, self.look.lang);
        let cx = context(self.look, &self.theme, store, lens, &self.hits, &key);
        let (mut cursor, specs, stem) = (None, self.specs(), self.stem());
        match &self.overlay {
            Overlay::None | Overlay::Prompt(_) => {}
            Overlay::Where => self.hits.put(chrome::where_area(area), Target::Nothing),
            // What was typed there is not thrown away by a click beside it.
            Overlay::Dialogue(_) | Overlay::Expression(_) | Overlay::Column(_) => {
                self.hits.put(area, Target::Nothing);
            }
            Overlay::Help { .. } | Overlay::Menu(_) | Overlay::Palette(_) | Overlay::Copy(_) => {
                self.hits.put(area, Target::Outside);
            }
        }
        match &mut self.overlay {
            Overlay::None | Overlay::Prompt(_) => {}
            Overlay::Help { scroll } => {
                let meeting = self.meeting.as_ref().map(|_| meeting::LAYERS);
                let layers = meeting.unwrap_or_else(|| self.panes[self.current].spec().layers);
                chrome::help(area, buf, &cx, &self.keys, layers, scroll);
            }
            Overlay::Menu(menu) => cursor = menu.render(area, buf, &cx),
            Overlay::Dialogue(dialogue) => cursor = dialogue.render(area, buf, &cx),
            Overlay::Palette(palette) => {
                let known = Known::new(store, lens, self.look.lang, &specs).knowing(self.saved.as_deref(), stem);
                cursor = palette.render(area, buf, &cx, &known);
            }
            Overlay::Expression(input) => cursor = input.render(area, buf, &cx),
            Overlay::Column(input) => cursor = input.render(area, buf, &cx),
            Overlay::Copy(copy) => copy.render(area, buf, &cx),
            Overlay::Where => self.panes[WHERE].render(&cx, chrome::where_area(area), buf),
        }
        cursor
    }
}

/// What drawing needs to know beside the view, with nothing looked for.
fn context<'a>(
    look: Look,
    theme: &'a Theme,
    store: &'a Store,
    lens: &'a Lens,
    hits: &'a Hits,
    keys: &'a dyn Fn(Intent) -> String,
) -> Cx<'a> {
    let (glyphs, catalog) = (look.glyphs.glyphs(), store.catalog());
    Cx { lang: look.lang, theme, glyphs, lens, catalog, hits, sought: None, keys }
}

/// Why so few parks are no group to count over, and the group that stands in for them.
fn too_few(only: Only, lang: Lang, instead: Option<&str>) -> String {
    let instead = |now: &str| instead.map_or(String::new(), |group| format!("; {now}{group}"));
    let (zh, en) = if only == Only::Marked {
        ("所标园区作为范围: 至少要标", "marked parks")
    } else {
        ("作为范围至少要有", "parks")
    };
    match lang {
        Lang::Zh => format!("{zh} {LEAST} 个{}", instead("现按")),
        Lang::En => format!("it takes {LEAST} {en} to count over{}", instead("over now: ")),
    }
}

/// The scheme that was asked for; all that is wrong with its file, where that is why it is not there.
fn scheme_of(store: &Store, name: &str) -> Result<SchemeId> {
    let slips = store.problems().iter().filter(|problem| problem.file == name && problem.severity == Severity::Error);
    let slips: Vec<String> = slips.map(ToString::to_string).collect();
    screen::lens::scheme_named(store.catalog(), name).map_err(|error| match slips.as_slice() {
        [] => error,
        slips => Error::Usage(slips.join("\n")),
    })
}

/// No sign of any script has more characters than this; what has is a flood of accents, which terminals choke on.
const MOST_IN_A_CELL: usize = 12;

/// The last line of defence: whatever a text held, no control character reaches the terminal, no flood of accents, and no
/// sign the glyph set has not, where another says the same in one cell.
fn sweep(area: Rect, buf: &mut Buffer, glyphs: GlyphSet) {
    for position in area.intersection(buf.area).positions() {
        let Some(cell) = buf.cell_mut(position) else { continue };
        if cell.symbol().chars().any(char::is_control) {
            cell.set_symbol(" ");
        } else if let Some((end, _)) = cell.symbol().char_indices().nth(MOST_IN_A_CELL) {
            let kept = cell.symbol().get(..end).unwrap_or_default().to_owned();
            cell.set_symbol(&kept);
        }
        let mut signs = cell.symbol().chars();
        if let (Some(sign), None) = (signs.next(), signs.next())
            && let Some(drawn) = glyphs.stand_in(sign)
        {
            cell.set_symbol(drawn);
        }
    }
}
