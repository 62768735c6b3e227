//! The app: a message comes in, `update` changes the state and returns effects, `render` draws what is there.

pub mod chrome;
pub mod keymap;
pub mod menu;
pub mod run;
pub mod terminal;
pub mod wire;
pub mod work;

use std::{collections::VecDeque, sync::Arc};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use signal_hook::consts::SIGTSTP;

use crate::{
    error::{Error, Result},
    intent::Intent,
    model::{At, Catalog, GroupId, IndicatorId, Kind, Lang, ParkId, Period, Problem},
    screen::{self, AnyView, Compute, Cx, Layer, Lens, Outcome, Pane, Request, Ticket, lens::MOST_MARKED},
    store::Store,
    ui::{GlyphSet, Glyphs, Theme, ThemeName},
};
use menu::{Choice, Menu};

/// How the app looks and speaks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub lang: Lang,
    pub theme: ThemeName,
    pub glyphs: GlyphSet,
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
    /// Indicators to sort by, and whether from the largest; none: the better end first.
    pub sort: Vec<(String, Option<bool>)>,
}

/// What can happen.
pub enum Msg {
    /// A key, a resize.
    Term(Event),
    /// The data is there, or cannot be.
    Opened(Result<(Arc<Store>, Vec<Problem>)>),
    /// An answer for a pane.
    Computed { pane: usize, ticket: Ticket, view: Result<AnyView> },
    /// A signal asks the program to end.
    Signal(i32),
    /// The terminal is gone, or a thread of ours is.
    Lost(Error),
}

/// What the app asks of the world.
pub enum Effect {
    /// Answer a question and send [`Msg::Computed`].
    Compute { pane: usize, ticket: Ticket, store: Arc<Store>, compute: Compute },
    /// Draw everything anew: the screen may have been spoiled.
    Redraw,
    /// Give the terminal back to the shell until it brings the program back.
    Suspend,
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
    Prompt,
    Menu(Menu),
    /// The pane of that name.
    Where,
}

/// The state of the program.
pub struct App {
    look: Look,
    theme: Theme,
    wish: Wish,
    store: Option<Arc<Store>>,
    problems: usize,
    lens: Option<Lens>,
    panes: Vec<Box<dyn Pane>>,
    current: usize,
    overlay: Overlay,
    notice: Option<String>,
    ticket: Ticket,
    /// Keys pressed before their screen had anything to show.
    held: VecDeque<KeyEvent>,
    end: Option<End>,
}

/// The place of the where-from pane, behind the screens.
const WHERE: usize = 6;

impl App {
    /// An app that waits for its data.
    pub fn new(look: Look, wish: Wish) -> Self {
        let mut panes = screen::all();
        panes.push(screen::where_from());
        let wanted = wish.screen.as_deref();
        let current = panes.iter().position(|pane| Some(pane.spec().id) == wanted).unwrap_or(0);
        Self {
            theme: Theme::named(look.theme),
            look,
            wish,
            store: None,
            problems: 0,
            lens: None,
            panes,
            current,
            overlay: Overlay::None,
            notice: None,
            ticket: 0,
            held: VecDeque::new(),
            end: None,
        }
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

    /// Changes the state by what happened.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = vec![];
        match msg {
            Msg::Term(Event::Key(key)) if key.kind != KeyEventKind::Release => effects = self.press(key),
            Msg::Term(Event::Paste(text)) => text.chars().filter(|c| !c.is_control()).for_each(|c| self.typed(c)),
            Msg::Term(_) => {}
            Msg::Opened(Ok((store, problems))) => self.open(store, &problems),
            Msg::Opened(Err(error)) | Msg::Lost(error) => self.end = Some(End::Failed(error)),
            Msg::Computed { pane, ticket, view } => {
                self.panes[pane].accept(ticket, view);
                effects = self.answer_held();
            }
            Msg::Signal(SIGTSTP) => effects.push(Effect::Suspend),
            Msg::Signal(signal) => self.end = Some(End::Signal(signal)),
        }
        effects.extend(self.ask());
        effects
    }

    /// Answers a key once its screen has something to show: typing ahead loses nothing. Leaving never waits.
    fn press(&mut self, key: KeyEvent) -> Vec<Effect> {
        const MOST_HELD: usize = 1000;
        if self.must_wait() && keymap::look_up(&[], &key) == Some(Intent::Quit) {
            self.end = Some(End::Quit);
        } else if self.held.len() < MOST_HELD {
            self.held.push_back(key);
        }
        self.answer_held()
    }

    fn answer_held(&mut self) -> Vec<Effect> {
        let mut effects = vec![];
        while !self.must_wait() {
            let Some(key) = self.held.pop_front() else { break };
            self.notice = None;
            match self.key(&key) {
                Some(Intent::Redraw) => effects.push(Effect::Redraw),
                Some(Intent::Suspend) => effects.push(Effect::Suspend),
                _ => {}
            }
            effects.extend(self.ask());
        }
        effects
    }

    /// Whether the next key is meant for a screen that has nothing to show yet. On an older view keys go on: a backlog
    /// of questions nobody asks any more would be worse than an answer to what one still sees.
    fn must_wait(&self) -> bool {
        let pane = match self.overlay {
            Overlay::None => self.current,
            Overlay::Where => WHERE,
            Overlay::Help { .. } | Overlay::Prompt | Overlay::Menu(_) => return false,
        };
        self.store.is_some() && !self.panes[pane].has_answer()
    }

    /// Whatever is visible asks what it needs to know.
    fn ask(&mut self) -> Vec<Effect> {
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

    fn open(&mut self, store: Arc<Store>, problems: &[Problem]) {
        let mut lens = Lens::first(&store);
        if let Err(error) = self.grant(store.catalog(), &mut lens) {
            self.end = Some(End::Failed(error));
            return;
        }
        self.problems = problems.len();
        if self.problems > 0 {
            self.notice = Some(self.t(
                &format!("数据有 {} 处问题: 用 zonescope check 查看", self.problems),
                &format!("{} problems in the data: see zonescope check", self.problems),
            ));
        }
        self.lens = Some(lens);
        self.store = Some(store);
        self.panes.iter_mut().for_each(|pane| pane.forget());
    }

    /// Turns the command line's names into a question.
    fn grant(&mut self, catalog: &Catalog, lens: &mut Lens) -> Result<()> {
        let wish = &self.wish;
        let indicators = wish.indicators.iter().map(|name| screen::lens::indicator_named(catalog, name));
        let indicators: Vec<IndicatorId> = indicators.collect::<Result<_>>()?;
        for name in &wish.parks {
            lens.marked.push(screen::lens::park_named(catalog, name)?);
        }
        if lens.marked.len() > MOST_MARKED {
            return Err(Error::Usage(format!("at most {MOST_MARKED} parks can be compared; name fewer")));
        }
        lens.park = lens.marked.first().copied();
        if let Some(name) = &wish.group {
            lens.group = screen::lens::group_named(catalog, name)?;
        }
        if let Some(period) = wish.period {
            lens.at = At::Exact(period);
        }
        let mut sort = vec![];
        for (name, largest) in &wish.sort {
            let id = screen::lens::indicator_named(catalog, name)?;
            let better_first = catalog.indicator(id).better != crate::model::Better::Lower;
            sort.push((id, largest.unwrap_or(better_first)));
        }
        if !indicators.is_empty() {
            lens.measures = indicators;
        }
        for (id, _) in &sort {
            if !lens.measures.contains(id) {
                lens.measures.push(*id);
            }
        }
        lens.indicator = lens.measures.first().copied();
        if !sort.is_empty() {
            self.panes.iter_mut().for_each(|pane| pane.sort_by(&sort));
        }
        Ok(())
    }

    fn t(&self, zh: &str, en: &str) -> String {
        self.look.lang.pick(zh, en).to_owned()
    }

    /// The layers that apply now.
    fn layers(&self) -> &'static [Layer] {
        let pane = if matches!(self.overlay, Overlay::Where) { WHERE } else { self.current };
        self.panes[pane].spec().layers
    }

    fn key(&mut self, key: &KeyEvent) -> Option<Intent> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        if control && key.code == KeyCode::Char('c') {
            self.end = Some(End::Quit);
            return None;
        }
        match &mut self.overlay {
            Overlay::Prompt => {
                self.prompt_key(key);
                None
            }
            Overlay::Menu(_) => {
                self.menu_key(key);
                None
            }
            Overlay::Help { scroll } => {
                match keymap::look_up(&[Layer::Rows], key) {
                    Some(Intent::Down) => *scroll = scroll.saturating_add(1),
                    Some(Intent::Up) => *scroll = scroll.saturating_sub(1),
                    Some(Intent::PageDown) => *scroll = scroll.saturating_add(10),
                    Some(Intent::PageUp) => *scroll = scroll.saturating_sub(10),
                    _ => self.overlay = Overlay::None,
                }
                None
            }
            Overlay::None | Overlay::Where => {
                let intent = keymap::look_up(self.layers(), key)?;
                self.intent(intent);
                Some(intent)
            }
        }
    }

    fn prompt_key(&mut self, key: &KeyEvent) {
        let Some(text) = self.panes[self.current].filter() else {
            self.overlay = Overlay::None;
            return;
        };
        match key.code {
            KeyCode::Enter => self.overlay = Overlay::None,
            KeyCode::Esc => {
                text.clear();
                self.overlay = Overlay::None;
            }
            KeyCode::Backspace => drop(text.pop()),
            KeyCode::Char('u') if key.modifiers.contains(KeyModifiers::CONTROL) => text.clear(),
            KeyCode::Char(c) if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => self.typed(c),
            // The rows can be walked while one types.
            KeyCode::Up => self.intent(Intent::Up),
            KeyCode::Down => self.intent(Intent::Down),
            _ => {}
        }
    }

    /// A character of text, for the filter or the menu.
    fn typed(&mut self, c: char) {
        const LONGEST: usize = 60;
        let text = match &mut self.overlay {
            Overlay::Prompt => self.panes[self.current].filter(),
            Overlay::Menu(menu) => Some(&mut menu.typed),
            _ => None,
        };
        if let Some(text) = text.filter(|text| text.chars().count() < LONGEST && !c.is_control()) {
            text.push(c);
        }
        self.narrow_menu();
    }

    fn narrow_menu(&mut self) {
        if let (Overlay::Menu(menu), Some(store)) = (&mut self.overlay, &self.store) {
            menu.narrow(store.catalog());
        }
    }

    fn menu_key(&mut self, key: &KeyEvent) {
        let Overlay::Menu(menu) = &mut self.overlay else { return };
        match key.code {
            KeyCode::Esc | KeyCode::Tab => self.overlay = Overlay::None,
            KeyCode::Up => menu.step(-1),
            KeyCode::Down => menu.step(1),
            KeyCode::PageUp => menu.step(-10),
            KeyCode::PageDown => menu.step(10),
            KeyCode::Enter => self.choose(),
            KeyCode::Char(' ') if menu.typed.is_empty() => self.choose(),
            KeyCode::Backspace => {
                menu.typed.pop();
                self.narrow_menu();
            }
            KeyCode::Char('u') if key.modifiers.contains(KeyModifiers::CONTROL) => {
                menu.typed.clear();
                self.narrow_menu();
            }
            KeyCode::Char(c) if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => self.typed(c),
            _ => {}
        }
    }

    /// Takes the menu's item under the cursor.
    fn choose(&mut self) {
        let (Overlay::Menu(menu), Some(lens)) = (&mut self.overlay, &mut self.lens) else { return };
        let Some(id) = menu.chosen() else { return };
        match menu.choice {
            Choice::Group => {
                lens.group = GroupId(id);
                self.overlay = Overlay::None;
            }
            Choice::Indicator => {
                lens.indicator = Some(IndicatorId(id));
                self.overlay = Overlay::None;
            }
            Choice::Focus => {
                lens.park = Some(ParkId(id));
                self.overlay = Overlay::None;
            }
            Choice::Measures => {
                let id = IndicatorId(id);
                match lens.measures.iter().position(|other| *other == id) {
                    Some(place) => drop(lens.measures.remove(place)),
                    None => lens.measures.push(id),
                }
                menu.checked = lens.measures.iter().map(|id| id.0).collect();
            }
            Choice::Parks => {
                let room = lens.toggle(ParkId(id));
                menu.checked = lens.marked.iter().map(|id| id.0).collect();
                menu.typed.clear();
                if !room {
                    self.full();
                }
                self.narrow_menu();
            }
        }
    }

    fn full(&mut self) {
        self.notice = Some(self.t(
            &format!("最多对标 {MOST_MARKED} 个园区: 先取消一个 (space), 或清除全部 (u)"),
            &format!("at most {MOST_MARKED} parks can be compared: unmark one (space) or all (u)"),
        ));
    }

    fn intent(&mut self, intent: Intent) {
        if intent == Intent::Quit {
            self.end = Some(End::Quit);
            return;
        }
        if self.look_intent(intent) {
            return;
        }
        let Some(lens) = &self.lens else { return };
        if matches!(self.overlay, Overlay::Where) {
            match intent {
                Intent::Back | Intent::Where => self.close_where(),
                other if self.panes[WHERE].react(other, lens) == Outcome::Ignored => {
                    self.close_where();
                    self.intent(other);
                }
                _ => {}
            }
            return;
        }
        match self.panes[self.current].react(intent, lens) {
            Outcome::Changed => {}
            Outcome::Ask(request) => self.grant_request(request),
            Outcome::Ignored => self.own_intent(intent),
        }
    }

    fn close_where(&mut self) {
        self.overlay = Overlay::None;
        if let Some(lens) = &mut self.lens {
            lens.asked = None;
        }
    }

    /// What changes the looks only.
    fn look_intent(&mut self, intent: Intent) -> bool {
        match intent {
            Intent::Language => self.look.lang = self.look.lang.other(),
            Intent::Theme => {
                self.look.theme = match self.look.theme {
                    ThemeName::Dark => ThemeName::Light,
                    ThemeName::Light => ThemeName::Mono,
                    ThemeName::Mono => ThemeName::Dark,
                };
                self.theme = Theme::named(self.look.theme);
            }
            Intent::Glyphs => {
                self.look.glyphs = match self.look.glyphs {
                    GlyphSet::Rich => GlyphSet::CjkSafe,
                    GlyphSet::CjkSafe => GlyphSet::Ascii,
                    GlyphSet::Ascii => GlyphSet::Rich,
                };
            }
            Intent::Help => self.overlay = Overlay::Help { scroll: 0 },
            _ => return false,
        }
        true
    }

    fn grant_request(&mut self, request: Request) {
        let Some(lens) = &mut self.lens else { return };
        match request {
            Request::Mark(park) => {
                if !lens.toggle(park) {
                    self.full();
                }
            }
            Request::Measures(measures) => lens.measures = measures,
            Request::Focus(park) => lens.park = Some(park),
            Request::FocusIndicator(indicator) => lens.indicator = Some(indicator),
            Request::Where(asked) => {
                lens.asked = Some(asked);
                self.overlay = Overlay::Where;
            }
            Request::Open(intent) => self.switch(intent),
        }
    }

    fn switch(&mut self, intent: Intent) {
        if let Some(place) = self.panes.iter().position(|pane| pane.spec().intent == intent) {
            self.current = place;
        }
    }

    /// What the app does itself when the screen has no answer.
    fn own_intent(&mut self, intent: Intent) {
        let (Some(store), Some(lens)) = (&self.store, &mut self.lens) else { return };
        let catalog = store.catalog();
        match intent {
            Intent::NextScreen => self.current = (self.current + 1) % WHERE,
            Intent::PrevScreen => self.current = (self.current + WHERE - 1) % WHERE,
            Intent::Unmark => lens.marked.clear(),
            Intent::Earlier => lens.at = lens.at.shift(-1),
            Intent::Later => lens.at = lens.at.shift(1),
            Intent::ExactPeriod => {
                lens.at = match lens.at {
                    At::Exact(period) => At::Latest { upto: period.calendar_year(), back: 4 },
                    At::Latest { upto, .. } => At::Exact(Period::year(upto)),
                };
            }
            Intent::Window => {
                if let At::Latest { upto, back } = lens.at {
                    let back = match back {
                        ..=0 => 2,
                        1..=2 => 4,
                        3..=4 => 9,
                        5..=9 => 40,
                        _ => 0,
                    };
                    lens.at = At::Latest { upto, back };
                }
            }
            Intent::Group => self.overlay = Overlay::Menu(Menu::groups(catalog, lens)),
            Intent::AddPark => self.overlay = Overlay::Menu(Menu::parks(catalog, lens)),
            Intent::Measures => {
                let spec = self.panes[self.current].spec();
                let has = |id: IndicatorId| store.parks_with(id, Kind::Actual).len();
                self.overlay = Overlay::Menu(match spec.intent {
                    Intent::Profile => Menu::focus(catalog, lens),
                    Intent::Trend => Menu::indicator(catalog, lens, has),
                    _ => Menu::measures(catalog, lens, has),
                });
            }
            Intent::Filter => {
                if self.panes[self.current].filter().is_some() {
                    self.overlay = Overlay::Prompt;
                }
            }
            Intent::Back => {
                if let Some(text) = self.panes[self.current].filter() {
                    text.clear();
                }
            }
            other => self.switch(other),
        }
    }

    /// Draws; the place of a text cursor, if there is one.
    pub fn render(&mut self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let cursor = self.draw(area, buf);
        sweep(area, buf);
        cursor
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let glyphs: &'static Glyphs = self.look.glyphs.glyphs();
        if area.width < chrome::LEAST.0 || area.height < chrome::LEAST.1 {
            chrome::too_small(area, buf, self.look.lang);
            return None;
        }
        let (Some(store), Some(lens)) = (&self.store, &self.lens) else {
            chrome::loading(area, buf, self.look.lang, &self.theme);
            return None;
        };
        let catalog = store.catalog();
        let cx = Cx { lang: self.look.lang, theme: &self.theme, glyphs, lens, catalog };
        let specs: Vec<_> = self.panes.iter().take(WHERE).map(|pane| pane.spec()).collect();
        let body = chrome::frame(area, buf, &cx, &specs, self.current);
        let current = &mut self.panes[self.current];
        current.render(&cx, body, buf);
        let footer = Rect { y: area.bottom() - 1, height: 1, ..area };
        let mut cursor = None;
        if let Some(error) = current.error() {
            chrome::message(footer, buf, &error.to_string(), self.theme.bad);
        } else if let Some(notice) = &self.notice {
            chrome::message(footer, buf, notice, self.theme.warn);
        } else if matches!(self.overlay, Overlay::Prompt) {
            let text = current.filter().map(|text| text.clone()).unwrap_or_default();
            cursor = Some(chrome::prompt(footer, buf, &cx, &text));
        } else {
            chrome::footer(footer, buf, &cx, current.spec().footer);
        }
        match &mut self.overlay {
            Overlay::None | Overlay::Prompt => {}
            Overlay::Help { scroll } => chrome::help(area, buf, &cx, self.panes[self.current].spec().layers, scroll),
            Overlay::Menu(menu) => cursor = menu.render(area, buf, &cx),
            Overlay::Where => self.panes[WHERE].render(&cx, chrome::where_area(area), buf),
        }
        cursor
    }
}

/// The last line of defence: whatever a text held, no control character reaches the terminal.
fn sweep(area: Rect, buf: &mut Buffer) {
    for position in area.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(position)
            && cell.symbol().chars().any(char::is_control)
        {
            cell.set_symbol(" ");
        }
    }
}
