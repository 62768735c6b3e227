//! How the app answers keys: what a key means here, what the screen makes of it, and what the app does itself.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{
    App, Effect, End, Look, Overlay, WHERE,
    input::Answer,
    line::Line,
    meeting,
    menu::{Choice, Menu, forms},
    terminal::{Asks, Signs},
    too_few,
    views::Back,
};
use crate::{
    error::{Error, Result},
    intent::Intent,
    model::{At, Form, IndicatorId, ParkId, Period, SchemeId},
    screen::{
        Asked, Layer, Outcome, Request, Scope,
        lens::{MOST_MARKED, form_named},
        scope::{is_list, scope_named},
    },
    ui::{Depth, GlyphSet, Ground, Theme, ThemeName},
};

impl App {
    /// Answers a key once its screen has something to show: typing ahead loses nothing. Leaving never waits.
    pub(super) fn press(&mut self, key: KeyEvent) -> Vec<Effect> {
        const MOST_HELD: usize = 1000;
        if self.store.is_none() && matches!(self.keys.look_up(&[], &key), Some(Intent::Quit | Intent::Back)) {
            // Whoever reads may be in the middle of a file, or wait for a pipe: nobody waits for it.
            self.end = Some(End::Failed(Error::Stopped));
            return vec![Effect::Stop];
        }
        if self.must_wait() && self.keys.look_up(&[], &key) == Some(Intent::Quit) {
            self.end = Some(End::Quit);
        } else if self.held.len() < MOST_HELD {
            self.held.push_back(key);
        }
        self.answer_held()
    }

    pub(super) fn answer_held(&mut self) -> Vec<Effect> {
        let mut effects = vec![];
        while !self.must_wait() {
            let Some(key) = self.held.pop_front() else { break };
            self.notice = None;
            if self.stops_reading(&key) {
                effects.push(self.stop_reading_again());
                continue;
            }
            if matches!(self.overlay, Overlay::Dialogue(_)) && !is_ctrl_c(&key) {
                effects.extend(self.dialogue_key(&key));
                effects.extend(self.pending.take());
                self.note_step();
                effects.extend(self.ask());
                continue;
            }
            let (intent, done) = self.key(&key);
            effects.extend(done);
            effects.extend(self.carried_out(intent));
        }
        effects
    }

    /// What an intent asks of the world, once the screen and the app have made of it what they do.
    pub(super) fn carried_out(&mut self, intent: Option<Intent>) -> Vec<Effect> {
        let mut effects = match intent.filter(|intent| !self.refuses(*intent)) {
            Some(Intent::Reload) if !self.is_meeting() => self.read_again().into_iter().collect(),
            Some(Intent::Redraw) => vec![Effect::Redraw],
            Some(Intent::Suspend) => self.suspend(),
            Some(Intent::Views) if !self.is_meeting() => vec![self.open_views()],
            _ => vec![],
        };
        effects.extend(self.pending.take());
        self.note_step();
        effects.extend(self.ask());
        effects
    }

    /// Whether a key stops what is read again. What lies over the screen is closed first.
    fn stops_reading(&self, key: &KeyEvent) -> bool {
        let is_free = matches!(self.overlay, Overlay::None);
        is_free && !self.is_meeting() && self.rereading.is_some() && self.keys.look_up(&[], key) == Some(Intent::Back)
    }

    /// Whether the next key is meant for a screen that has nothing to show yet, or only figures that were replaced. On an older view keys go on: a backlog
    /// of questions nobody asks any more would be worse than an answer to what one still sees.
    pub(super) fn must_wait(&self) -> bool {
        let pane = match self.overlay {
            Overlay::None => self.current,
            Overlay::Where => WHERE,
            Overlay::Help { .. }
            | Overlay::Prompt(_)
            | Overlay::Menu(_)
            | Overlay::Palette(_)
            | Overlay::Dialogue(_)
            | Overlay::Copy(_)
            | Overlay::Expression(_)
            | Overlay::Column(_) => return false,
        };
        self.store.is_some() && (self.stale[pane] || !self.panes[pane].has_answer())
    }

    /// The layers that apply now.
    pub(super) fn layers(&self) -> &'static [Layer] {
        match (&self.overlay, &self.meeting) {
            (Overlay::Where, _) => self.panes[WHERE].spec().layers,
            (_, Some(_)) => meeting::LAYERS,
            _ => self.panes[self.current].spec().layers,
        }
    }

    /// The intent a key comes to, and what else is to be done.
    fn key(&mut self, key: &KeyEvent) -> (Option<Intent>, Vec<Effect>) {
        if matches!(self.overlay, Overlay::Palette(_)) && !is_ctrl_c(key) {
            return self.palette_key(key);
        }
        (self.plain_key(key), vec![])
    }

    fn plain_key(&mut self, key: &KeyEvent) -> Option<Intent> {
        if is_ctrl_c(key) {
            self.end = Some(End::Quit);
            return None;
        }
        match &mut self.overlay {
            Overlay::Prompt(_) => {
                self.prompt_key(key);
                None
            }
            Overlay::Menu(_) => {
                self.menu_key(key);
                None
            }
            Overlay::Expression(_) => {
                self.expression_key(key);
                None
            }
            Overlay::Column(_) => {
                self.column_key(key);
                None
            }
            Overlay::Copy(_) => {
                self.copy_key(key);
                None
            }
            Overlay::Help { scroll } => {
                match self.keys.look_up(&[Layer::Rows], key) {
                    Some(Intent::Down) => *scroll = scroll.saturating_add(1),
                    Some(Intent::Up) => *scroll = scroll.saturating_sub(1),
                    Some(Intent::PageDown) => *scroll = scroll.saturating_add(10),
                    Some(Intent::PageUp) => *scroll = scroll.saturating_sub(10),
                    _ => self.overlay = Overlay::None,
                }
                None
            }
            // Its keys ask things of the world; `answer_held` gives them to it.
            Overlay::Dialogue(_) | Overlay::Palette(_) => None,
            Overlay::None | Overlay::Where => {
                if self.lights_up() {
                    return None;
                }
                let Some(intent) = self.keys.look_up(self.layers(), key) else {
                    self.refuse_key(key);
                    return None;
                };
                self.intent(intent);
                Some(intent)
            }
        }
    }

    fn prompt_key(&mut self, key: &KeyEvent) {
        let Overlay::Prompt(line) = &mut self.overlay else { return };
        match key.code {
            KeyCode::Enter => self.overlay = Overlay::None,
            KeyCode::Esc => {
                line.clear();
                self.filter_as_typed();
                self.overlay = Overlay::None;
            }
            // The rows can be walked while one types.
            KeyCode::Up => self.intent(Intent::Up),
            KeyCode::Down => self.intent(Intent::Down),
            _ => {
                line.key(key);
                self.filter_as_typed();
            }
        }
    }

    /// Gives the screen the filter that stands in the prompt.
    fn filter_as_typed(&mut self) {
        if let (Overlay::Prompt(line), Some(text)) = (&self.overlay, self.panes[self.current].filter()) {
            line.text().clone_into(text);
        }
    }

    /// A character that was pasted, for the filter or the menu.
    pub(super) fn typed(&mut self, c: char) {
        match &mut self.overlay {
            Overlay::Prompt(line) => line.insert(c),
            Overlay::Menu(menu) => menu.typed.insert(c),
            Overlay::Dialogue(dialogue) => {
                if let Some(line) = dialogue.line() {
                    line.insert(c);
                }
            }
            // What was on several lines is one here.
            Overlay::Palette(palette) => palette.line.insert(if c.is_whitespace() { ' ' } else { c }),
            Overlay::Expression(input) => input.insert(c),
            Overlay::Column(input) => input.insert(c),
            _ => {}
        }
    }

    /// Finds by what was typed.
    pub(super) fn find_as_typed(&mut self) {
        self.filter_as_typed();
        self.narrow_menu();
        if let Overlay::Dialogue(dialogue) = &mut self.overlay {
            dialogue.typed();
        }
        self.narrow_palette();
        self.look_at_expression();
        self.look_at_column();
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
            KeyCode::Char(' ') if menu.typed.text().is_empty() => self.choose(),
            _ => {
                let before = menu.typed.text().to_owned();
                menu.typed.key(key);
                if menu.typed.text() != before {
                    self.narrow_menu();
                }
            }
        }
    }

    /// Takes the menu's item under the cursor.
    fn choose(&mut self) {
        let (Overlay::Menu(menu), Some(lens), Some(store)) = (&mut self.overlay, &mut self.lens, &self.store) else {
            return;
        };
        if menu.choice == Choice::Group && is_list(menu.typed.text()) {
            let scope = scope_named(store, menu.typed.text(), lens);
            return self.take_scope(scope);
        }
        let Some(id) = menu.chosen() else { return };
        match menu.choice {
            Choice::Group => {
                let Some(scope) = menu.scopes.get(id as usize).cloned() else { return };
                self.take_scope(Ok(scope));
            }
            Choice::Scheme => {
                lens.scheme = Some(SchemeId(id));
                self.overlay = Overlay::None;
            }
            Choice::Indicator => {
                lens.indicator = Some(IndicatorId(id));
                let is_of_two = self.panes[self.current].spec().intent == Intent::Quadrant;
                let second =
                    self.store.as_ref().filter(|_| is_of_two).map(|store| Menu::open(Choice::Second, store, lens));
                self.overlay = second.map_or(Overlay::None, Overlay::Menu);
            }
            Choice::Second => {
                lens.second = Some(IndicatorId(id)).filter(|second| Some(*second) != lens.indicator);
                self.overlay = Overlay::None;
            }
            Choice::Focus => {
                lens.park = Some(ParkId(id));
                self.overlay = Overlay::None;
            }
            Choice::Form => self.choose_form(id),
            Choice::Per | Choice::Quotient => {
                let by = IndicatorId(id);
                lens.form = if menu.choice == Choice::Per { Form::Per(by) } else { Form::LocationQuotient(by) };
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

    /// Counts over that group from now on, or says why not.
    pub(super) fn take_scope(&mut self, scope: Result<Scope>) {
        let Some(lens) = &mut self.lens else { return };
        match scope {
            Err(error) => self.notice = Some(error.to_string()),
            Ok(scope) if !scope.is_enough() => self.notice = Some(too_few(scope.only, self.look.lang, None)),
            Ok(scope) => {
                lens.scope = scope;
                self.overlay = Overlay::None;
            }
        }
    }

    /// Takes the form of that place in the list, or the one typed in full; what it divides by is asked next.
    fn choose_form(&mut self, place: u32) {
        let (Some(store), Some(lens), Overlay::Menu(menu)) = (&self.store, &mut self.lens, &self.overlay) else {
            return;
        };
        let typed = menu.typed.text();
        let typed = typed.contains([':', '：']).then(|| form_named(store.catalog(), typed, lens.at));
        match (typed, forms(lens).get(place as usize)) {
            (Some(Ok(form)), _) => lens.form = form,
            (Some(Err(error)), _) => {
                self.notice = Some(error.to_string());
                return;
            }
            (None, Some(Form::Per(_))) => {
                self.overlay = Overlay::Menu(Menu::open(Choice::Per, store, lens));
                return;
            }
            (None, Some(Form::LocationQuotient(_))) => {
                self.overlay = Overlay::Menu(Menu::open(Choice::Quotient, store, lens));
                return;
            }
            (None, form) => lens.form = form.copied().unwrap_or_default(),
        }
        self.overlay = Overlay::None;
    }

    fn full(&mut self) {
        self.notice = Some(self.keyed(
            &format!("最多对标 {MOST_MARKED} 个园区: 先取消一个 ({{Mark}}), 或清除全部 ({{Unmark}})"),
            &format!("at most {MOST_MARKED} parks can be compared: unmark one ({{Mark}}) or all ({{Unmark}})"),
        ));
    }

    pub(super) fn intent(&mut self, intent: Intent) {
        if intent == Intent::Quit && !self.is_meeting() {
            self.end = Some(End::Quit);
            return;
        }
        let is_refused = self.is_meeting() && intent == Intent::Palette;
        if self.refuses(intent) || (!is_refused && self.look_intent(intent)) {
            return;
        }
        if self.is_meeting() && !matches!(self.overlay, Overlay::Where) {
            return self.meeting_intent(intent);
        }
        let Some(lens) = &self.lens else { return };
        if matches!(self.overlay, Overlay::Where) {
            match intent {
                Intent::Back | Intent::Where | Intent::Quit => self.close_where(),
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

    /// Tells the story of a number: in a form and of a time of its own, or beside another park's, where that is asked.
    pub(super) fn open_where(&mut self, asked: Asked, made: Option<(Form, At)>, from: Option<ParkId>) {
        if let Some(lens) = &mut self.lens {
            (lens.asked, lens.asked_as, lens.asked_from) = (Some(asked), made, from);
            self.overlay = Overlay::Where;
        }
    }

    pub(super) fn close_where(&mut self) {
        self.overlay = Overlay::None;
        if let Some(lens) = &mut self.lens {
            lens.asked = None;
        }
    }

    /// What changes the looks only.
    fn look_intent(&mut self, intent: Intent) -> bool {
        match intent {
            Intent::Language => self.look.lang = self.look.lang.other(),
            Intent::Theme => self.next_theme(),
            Intent::Glyphs => self.choose_glyphs(match self.look.glyphs {
                GlyphSet::Rich => GlyphSet::CjkSafe,
                GlyphSet::CjkSafe => GlyphSet::Ascii,
                GlyphSet::Ascii => GlyphSet::Rich,
            }),
            Intent::Help => self.overlay = Overlay::Help { scroll: 0 },
            Intent::Palette => self.open_palette(),
            Intent::Copy => self.open_copy(),
            Intent::Mouse => self.toggle_mouse(),
            _ => return false,
        }
        true
    }

    /// Draws with these signs from now on, whatever the terminal says.
    pub(super) const fn choose_glyphs(&mut self, glyphs: GlyphSet) {
        (self.look.glyphs, self.look.signs) = (glyphs, Signs::Settled);
    }

    /// The theme after this one; its name is told, for two may look alike on this terminal.
    fn next_theme(&mut self) {
        let own = self.own.is_some().then_some(ThemeName::Own);
        let all: Vec<ThemeName> = ThemeName::BUILT_IN.into_iter().chain(own).collect();
        let now = self.look.theme.on(self.look.ground);
        let place = all.iter().position(|name| *name == now).map_or(0, |place| place + 1);
        self.wear(all[place % all.len()]);
    }

    /// Takes a theme, and says which.
    pub(super) fn wear(&mut self, theme: ThemeName) {
        self.look.theme = theme;
        self.dress();
        let (zh, en) = self.look.theme.words();
        self.notice = Some(match self.look.depth {
            Depth::None => self.t(
                &format!("配色: {zh}; 此终端不用颜色 (--color 可改)"),
                &format!("theme: {en}; no colours on this terminal (--color)"),
            ),
            _ => self.t(&format!("配色: {zh}"), &format!("theme: {en}")),
        });
    }

    /// Takes the background the terminal has told, and how wide it draws signs, where it was asked for it. Once: neither
    /// changes under one's eyes later on. What was drawn with signs that are wider than they should be is drawn anew.
    pub(super) fn told(&mut self, answer: Answer) -> Option<Effect> {
        if let Answer::Background(rgb) = answer
            && std::mem::take(&mut self.look.asks) == Asks::Ground
        {
            self.look.ground = Ground::of(rgb);
            self.dress();
        }
        let is_wide = Signs::are_wide(answer).filter(|_| self.look.signs == Signs::Asked)?;
        self.choose_glyphs(if is_wide { GlyphSet::CjkSafe } else { self.look.glyphs });
        is_wide.then_some(Effect::Redraw)
    }

    /// Makes the styles those of the theme, the background and the colours there are.
    pub(super) fn dress(&mut self) {
        let Look { theme, ground, depth, .. } = self.look;
        self.theme = match (&self.own, theme) {
            (Some(own), ThemeName::Own) => own.clone().reduced(depth),
            _ => Theme::of(theme, ground, depth),
        };
    }

    /// Wears other signs and colours from now on.
    #[cfg(test)]
    pub fn redress(&mut self, glyphs: GlyphSet, depth: Depth) {
        (self.look.glyphs, self.look.depth) = (glyphs, depth);
        self.dress();
    }

    pub(super) fn grant_request(&mut self, request: Request) {
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
            Request::Where(asked) => self.open_where(asked, None, None),
            Request::WhereAs(asked, form, at) => self.open_where(asked, Some((form, at)), None),
            Request::WhereApart(asked, from) => self.open_where(asked, None, Some(from)),
            Request::Scheme(scheme) => lens.scheme = Some(scheme),
            Request::Open(intent) => self.switch(intent),
        }
    }

    pub(super) fn switch(&mut self, intent: Intent) {
        // Not the story of a number: it lies over a screen and is none.
        if let Some(place) = self.panes.iter().take(WHERE).position(|pane| pane.spec().intent == intent) {
            self.current = place;
        }
    }

    /// What the app does itself when the screen has no answer.
    pub(super) fn own_intent(&mut self, intent: Intent) {
        let (Some(store), Some(lens)) = (&self.store, &mut self.lens) else { return };
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
                if matches!(lens.at, At::Exact(_)) {
                    self.notice = Some(self.keyed(
                        "只看当年时没有年限: {ExactPeriod} 改取最新",
                        "no window for one year: {ExactPeriod} takes the latest",
                    ));
                } else if let At::Latest { upto, back } = lens.at {
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
            Intent::Export => self.open_export(),
            Intent::Meeting => self.pending = self.begin_meeting(),
            Intent::SaveView => self.open_naming(),
            Intent::Undo => self.step(Back::Undo),
            Intent::Redo => self.step(Back::Redo),
            Intent::Group => self.overlay = Overlay::Menu(Menu::open(Choice::Group, store, lens)),
            Intent::Measure => self.overlay = Overlay::Menu(Menu::open(Choice::Form, store, lens)),
            Intent::AddPark => self.overlay = Overlay::Menu(Menu::open(Choice::Parks, store, lens)),
            Intent::Measures => {
                let choice = match self.panes[self.current].spec().intent {
                    Intent::Profile => Choice::Focus,
                    Intent::Trend
                    | Intent::Quality
                    | Intent::Quadrant
                    | Intent::Matrix
                    | Intent::Distribution
                    | Intent::Flow => Choice::Indicator,
                    _ => Choice::Measures,
                };
                self.overlay = Overlay::Menu(Menu::open(choice, store, lens));
            }
            Intent::Scheme => self.overlay = Overlay::Menu(Menu::open(Choice::Scheme, store, lens)),
            Intent::Filter => {
                if let Some(text) = self.panes[self.current].filter() {
                    self.overlay = Overlay::Prompt(Line::of(text));
                    self.is_find_newer = true;
                }
            }
            Intent::Condition => self.open_expression(),
            Intent::FormulaColumn => self.open_column(),
            Intent::Back => self.clear_typed(),
            other => self.switch(other),
        }
    }
}

/// Whether a key ends the program wherever it is pressed.
fn is_ctrl_c(key: &KeyEvent) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c')
}
