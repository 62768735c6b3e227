//! The command palette: everything that can be done here by name, and commands with what they take.

mod draw;

use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{
    App, Effect, Overlay,
    command::{
        COMMANDS, Command, Kind, Value,
        known::Known,
        named,
        parse::{Wrong, parse, words},
    },
    keymap::Binding,
    line::Line,
};
use crate::{
    access::Access,
    intent::Intent,
    model::{
        Better, IndicatorId, Lang, ParkId,
        find::{Names, Sort, Wanted},
    },
    screen::{By, Layer, Spec},
};

/// An open palette.
pub struct Palette {
    pub line: Line,
    /// What can be done: the intents that have a meaning here, then the commands.
    entries: Vec<Entry>,
    names: Names,
    listed: Listed,
    shown: Vec<u32>,
    cursor: usize,
    /// Whether the cursor was moved: then Enter takes what it is on, whatever the word says already.
    is_chosen: bool,
    wrong: Option<Wrong>,
    /// The line of the history that is shown.
    recalled: Option<usize>,
}

/// One thing that can be done.
#[derive(Clone)]
enum Entry {
    /// An intent, with its key.
    Intent(Intent, String),
    Command(&'static Command),
}

/// What the list holds.
#[derive(Clone, PartialEq, Debug)]
enum Listed {
    /// What can be done.
    Entries,
    /// What the word of that place can be.
    Words(Kind, Range<usize>),
    /// Parks, where nothing that can be done is called so.
    Parks,
}

/// What a key comes to.
pub enum Said {
    Nothing,
    Close,
    Intent(Intent),
    /// A whole line.
    Run(&'static Command, Vec<Value>),
}

impl Palette {
    fn new(entries: Vec<Entry>) -> Self {
        let names = Names::of(entries.iter().map(Entry::names));
        let shown = (0..entries.len() as u32).collect();
        Self {
            line: Line::default(),
            entries,
            names,
            listed: Listed::Entries,
            shown,
            cursor: 0,
            is_chosen: false,
            wrong: None,
            recalled: None,
        }
    }

    /// What a key does.
    fn key(&mut self, key: &KeyEvent, known: &Known<'_>, history: &[String]) -> Said {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Esc => return Said::Close,
            KeyCode::Char('p') if control => return Said::Close,
            KeyCode::Enter => return self.enter(known),
            KeyCode::Tab => self.complete(known),
            KeyCode::Up if self.line.text().is_empty() || self.recalled.is_some() => self.recall(1, known, history),
            KeyCode::Down if self.recalled.is_some() => self.recall(-1, known, history),
            KeyCode::Up | KeyCode::BackTab => self.step(-1),
            KeyCode::Down => self.step(1),
            KeyCode::PageUp => self.step(-10),
            KeyCode::PageDown => self.step(10),
            _ => {
                if self.line.key(key) {
                    self.recalled = None;
                    self.narrow(known);
                }
            }
        }
        Said::Nothing
    }

    pub(super) fn step(&mut self, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.shown.len().saturating_sub(1));
        self.is_chosen = true;
    }

    /// Goes back in the history, or forth.
    fn recall(&mut self, by: isize, known: &Known<'_>, history: &[String]) {
        let back = self.recalled.map_or(0, |back| back + 1).saturating_add_signed(by).min(history.len());
        self.recalled = back.checked_sub(1);
        let line = self.recalled.and_then(|back| history.iter().rev().nth(back));
        self.line = Line::of(line.map_or("", String::as_str));
        self.narrow(known);
    }

    /// Lists what the word under the cursor can be.
    pub fn narrow(&mut self, known: &Known<'_>) {
        (self.wrong, self.cursor, self.is_chosen) = (None, 0, false);
        let entries = || self.names.find(&Wanted::new(self.line.text()), 0..self.names.len() as u32);
        (self.listed, self.shown) = if let Some((kind, place, typed)) = self.word() {
            (Listed::Words(kind, place), known.find(kind, &typed))
        } else {
            (Listed::Entries, entries())
        };
        if self.listed == Listed::Entries && self.shown.is_empty() && self.command().is_none() {
            let parks = known.parks_named(self.line.text());
            if !parks.is_empty() {
                (self.listed, self.shown) = (Listed::Parks, parks);
            }
        }
    }

    /// The word the cursor is in or behind, where it is one that a command takes: its kind, its place and what of it
    /// stands before the cursor.
    fn word(&self) -> Option<(Kind, Range<usize>, String)> {
        let before = words(self.line.before());
        let command = named(&before.first()?.text)?;
        let at = self.line.before().len();
        let is_open = before.last().is_some_and(|word| word.place.end == at);
        let done = before.len() - usize::from(is_open);
        let argument = command.argument(done.checked_sub(1)?)?;
        let typed = before.last().filter(|_| is_open).map(|word| word.text.clone()).unwrap_or_default();
        if argument.kind.is_rest() {
            // It comes last.
            let from = before.get(command.takes.len()).map_or(at, |word| word.place.start);
            let text = self.line.before().get(from..).unwrap_or_default();
            // Of a condition only the name that is being typed; of the others all of it.
            let start = match argument.kind {
                Kind::Condition => text
                    .rfind(|c: char| !c.is_alphanumeric() && c != '_')
                    .map_or(0, |at| at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)),
                _ => 0,
            };
            let end = if argument.kind == Kind::Condition { at } else { self.line.text().len() };
            return Some((argument.kind, from + start..end, text.get(start..).unwrap_or_default().to_owned()));
        }
        let all = words(self.line.text());
        let here = |place: &Range<usize>| place.start < at && at <= place.end;
        let place = all.into_iter().map(|word| word.place).find(here).unwrap_or(at..at);
        Some((argument.kind, place, typed))
    }

    fn enter(&mut self, known: &Known<'_>) -> Said {
        match self.listed.clone() {
            Listed::Entries => self.take_entry(known),
            Listed::Parks => {
                let park = self.shown.get(self.cursor).map(|id| Value::Park(ParkId(*id)));
                match (named("park"), park) {
                    (Some(command), Some(park)) => Said::Run(command, vec![park]),
                    _ => Said::Nothing,
                }
            }
            // A condition goes on after a name.
            Listed::Words(Kind::Condition, _) if self.is_chosen => {
                self.complete(known);
                Said::Nothing
            }
            Listed::Words(Kind::Condition | Kind::Text, _) => self.run(known),
            Listed::Words(kind @ (Kind::View | Kind::File), place) => {
                let typed = self.line.text().get(place).unwrap_or_default().trim();
                let is_meant = !typed.is_empty() && known.rest(kind, typed).is_ok();
                // Once it is begun, a name of a file is taken from the list only where one has chosen: it is not looked for, it is
                // made.
                if self.is_chosen || typed.is_empty() || (!is_meant && kind == Kind::View) {
                    self.complete(known);
                }
                self.run(known)
            }
            Listed::Words(kind, place) => {
                let word = words(self.line.text().get(place.clone()).unwrap_or_default()).pop();
                let is_meant = word.as_ref().is_none_or(|word| known.value(kind, &word.text).is_ok());
                if (self.is_chosen || !is_meant) && !self.shown.is_empty() {
                    let adds_another = word.is_none();
                    self.complete(known);
                    // One that is taken from the list behind a blank may be followed by others.
                    let is_many = self.word().is_some_and(|(next, ..)| next == kind);
                    if adds_another && is_many {
                        return Said::Nothing;
                    }
                }
                self.run(known)
            }
        }
    }

    fn run(&mut self, known: &Known<'_>) -> Said {
        match parse(self.line.text(), known) {
            Ok((command, values)) => Said::Run(command, values),
            Err(wrong) => {
                self.point_at(wrong, known);
                Said::Nothing
            }
        }
    }

    /// Puts the cursor behind the word that is wrong, so that the list says what it can be.
    fn point_at(&mut self, wrong: Wrong, known: &Known<'_>) {
        self.line.move_to(wrong.place.end);
        self.narrow(known);
        self.wrong = Some(wrong);
    }

    fn take_entry(&mut self, known: &Known<'_>) -> Said {
        // A command with what it takes may be typed without looking at the list.
        if let Ok((command, values)) = parse(self.line.text(), known)
            && !self.is_chosen
        {
            return Said::Run(command, values);
        }
        match self.shown.get(self.cursor).map(|place| self.entries[*place as usize].clone()) {
            Some(Entry::Intent(intent, _)) => Said::Intent(intent),
            Some(Entry::Command(command)) if command.is_whole() => {
                self.write(command.name(known.lang), known);
                self.run(known)
            }
            Some(Entry::Command(command)) => {
                self.write(&format!("{} ", command.name(known.lang)), known);
                Said::Nothing
            }
            None => self.run(known),
        }
    }

    fn write(&mut self, line: &str, known: &Known<'_>) {
        self.line = Line::of(line);
        self.narrow(known);
    }

    /// Writes out what the list's cursor is on.
    fn complete(&mut self, known: &Known<'_>) {
        let Some(chosen) = self.shown.get(self.cursor).copied() else { return };
        match self.listed.clone() {
            Listed::Entries => match self.entries[chosen as usize].clone() {
                Entry::Command(command) => self.write(&format!("{} ", command.name(known.lang)), known),
                // What opens a screen may be the name of a command too, which takes more.
                Entry::Intent(intent, _) => {
                    let name = intent.help(known.lang);
                    let blank = if named(name).is_some() { " " } else { "" };
                    self.write(&format!("{name}{blank}"), known);
                }
            },
            Listed::Parks => {
                let command = named("park").map_or("", |command| command.name(known.lang));
                self.write(&format!("{command} {} ", known.written(Kind::Park, chosen)), known);
            }
            Listed::Words(kind, place) => {
                let written = match (kind, self.line.text().get(place.clone()).map(str::trim)) {
                    // A name that was typed keeps what stands before its ending.
                    (Kind::File, Some(typed)) if !typed.is_empty() => {
                        let stem = typed.rsplit_once('.').map_or(typed, |(stem, _)| stem);
                        format!("{stem}.{}", known.words(kind, chosen).0)
                    }
                    _ => known.written(kind, chosen),
                };
                let blank = if written.ends_with(':') || kind.is_rest() { "" } else { " " };
                self.line.replace(place, &format!("{written}{blank}"));
                self.narrow(known);
            }
        }
    }

    /// The command whose words are typed.
    fn command(&self) -> Option<&'static Command> {
        named(&words(self.line.text()).first()?.text)
    }
}

impl Entry {
    /// What it is found by: its name in both languages, and the key.
    fn names(&self) -> Vec<(Sort, &str)> {
        match self {
            Self::Intent(intent, key) => {
                let words = [Lang::Zh, Lang::En].map(|lang| (Sort::Name, intent.help(lang)));
                words.into_iter().chain([(Sort::Alias, intent.name()), (Sort::Place, key.as_str())]).collect()
            }
            Self::Command(command) => {
                let names = command.names.0.iter().chain(command.names.1).map(|name| (Sort::Name, *name));
                names.chain([(Sort::Place, command.help.0), (Sort::Place, command.help.1)]).collect()
            }
        }
    }
}

impl App {
    /// Opens the palette over what is shown.
    pub(super) fn open_palette(&mut self) {
        let layers = self.layers();
        let mut entries: Vec<Entry> = vec![];
        // Walking about is what keys are for: it is listed last.
        let (walking, doing): (Vec<&Binding>, Vec<&Binding>) =
            self.keys.available(layers).partition(|binding| matches!(binding.layer, Layer::Rows | Layer::Columns));
        let commands = doing.len();
        for binding in doing.into_iter().chain(walking).filter(|binding| binding.intent != Intent::Palette) {
            let is_there = |entry: &Entry| matches!(entry, Entry::Intent(intent, _) if *intent == binding.intent);
            if !entries.iter().any(is_there) {
                let key = binding.keys.first().cloned().unwrap_or_default();
                entries.push(Entry::Intent(binding.intent, key));
            }
        }
        let commands = commands.min(entries.len());
        entries.splice(commands..commands, COMMANDS.iter().map(Entry::Command));
        self.close_where();
        self.overlay = Overlay::Palette(Box::new(Palette::new(entries)));
        if self.access == Access::Full {
            self.pending = Some(Effect::Views(None));
        }
    }

    /// The screens, but not what lies over them.
    pub(super) fn specs(&self) -> Vec<Spec> {
        self.panes.iter().take(super::WHERE).map(|pane| pane.spec()).collect()
    }

    /// What is typed in the palette was changed.
    pub(super) fn narrow_palette(&mut self) {
        let (screens, stem) = (self.specs(), self.stem());
        if let (Overlay::Palette(palette), Some(store), Some(lens)) = (&mut self.overlay, &self.store, &self.lens) {
            palette.narrow(&Known::new(store, lens, self.look.lang, &screens).knowing(self.saved.as_deref(), stem));
        }
    }

    /// The saved views were read: they are listed where one of them is being typed.
    pub(super) fn look_at_palette(&mut self) {
        if matches!(&self.overlay, Overlay::Palette(palette) if matches!(palette.listed, Listed::Words(Kind::View, _)))
        {
            self.narrow_palette();
        }
    }

    /// Answers a key in the palette; the intent that was chosen, and what is to be done.
    pub(super) fn palette_key(&mut self, key: &KeyEvent) -> (Option<Intent>, Vec<Effect>) {
        let (screens, stem) = (self.specs(), self.stem());
        let (Overlay::Palette(palette), Some(store), Some(lens)) = (&mut self.overlay, &self.store, &self.lens) else {
            return (None, vec![]);
        };
        let known = Known::new(store, lens, self.look.lang, &screens).knowing(self.saved.as_deref(), stem);
        let said = palette.key(key, &known, &self.history);
        let line = palette.line.text().trim().to_owned();
        match said {
            Said::Nothing => {}
            Said::Close => self.overlay = Overlay::None,
            Said::Intent(intent) => {
                self.overlay = Overlay::None;
                self.intent(intent);
                return (Some(intent), vec![]);
            }
            Said::Run(command, values) => {
                self.overlay = Overlay::None;
                self.remember(line);
                match (command.run)(self, &values) {
                    Ok(effects) => return (None, effects),
                    Err(why) => self.notice = Some(why),
                }
            }
        }
        (None, vec![])
    }

    /// Keeps a line that was typed, so that it can be had again.
    fn remember(&mut self, line: String) {
        const MOST: usize = 100;
        self.history.retain(|other| *other != line);
        self.history.push(line);
        let old = self.history.len().saturating_sub(MOST);
        self.history.drain(..old);
    }

    /// Sorts what can be sorted by an indicator, the better end first unless it is said which.
    pub(super) fn sort_by(&mut self, id: IndicatorId, largest: Option<bool>) {
        let (Some(store), Some(lens)) = (&self.store, &mut self.lens) else { return };
        if !lens.measures.contains(&id) {
            lens.measures.push(id);
        }
        let better_first = store.catalog().indicator(id).better != Better::Lower;
        let key = (By::Indicator(id), largest.unwrap_or(better_first));
        self.panes.iter_mut().for_each(|pane| pane.sort_by(&[key]));
        if !matches!(self.panes[self.current].spec().intent, Intent::Ranking | Intent::Matrix) {
            self.switch(Intent::Ranking);
        }
    }
}
