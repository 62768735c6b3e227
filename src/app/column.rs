//! Columns that are computed: the line a formula is typed into, those there are, and the figures put in their place.

use std::{ops::Range, sync::Arc};

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    App, Effect, Overlay, WHERE, expression::draw_judged, line::Line, reread::Moved, reread::reason, views::Back,
    work::Asked,
};
use crate::{
    error::Result,
    model::{
        Indicator, IndicatorId, Lang, Mark,
        expr::{self, Slip},
        find::Wanted,
    },
    screen::{self, Cx, Lens, Question, Said, Ticket, hits::Target, sieve},
    store::{Failed, Store},
    ui::{
        GlyphSet, number,
        shell::{overlay, put},
        text::{fit, width},
    },
};

/// Which columns are asked for, and what is done once they are there.
#[derive(Default)]
pub struct Columns {
    /// As they were typed, in their order.
    pub asked: Vec<String>,
    /// What is being computed, and what for.
    waiting: Option<(Ticket, Then)>,
}

impl Columns {
    /// To begin with; each once.
    pub fn new(mut asked: Vec<String>) -> Self {
        let mut seen = std::collections::HashSet::new();
        asked.retain(|text| seen.insert(text.clone()));
        Self { asked, waiting: None }
    }
}

/// What is done once the columns are there.
pub enum Then {
    /// The one typed so is shown.
    Show(String),
    /// The one of that name is gone.
    Dropped(String),
    /// A view of that name is opened.
    View(String, Question),
    /// A step is taken back, or again.
    Step(Back, Question),
}

/// A formula being typed.
pub struct Input {
    line: Line,
    /// What is wrong with it, or what it comes to.
    said: std::result::Result<String, Slip>,
    /// The names the word under the cursor may stand for.
    found: Vec<IndicatorId>,
    /// Which of them, or of the columns there are, the cursor is on.
    cursor: usize,
}

/// So many names are offered.
const OFFERED: usize = 6;
/// So many of the columns there are are listed.
const LISTED: usize = 6;

impl Input {
    /// An empty line, or one with a formula to be mended.
    pub fn over(text: &str) -> Self {
        Self { line: Line::of(text), said: Ok(String::new()), found: vec![], cursor: 0 }
    }

    /// Takes a character in.
    pub fn insert(&mut self, c: char) {
        self.line.insert(c);
    }

    /// Reads what stands there: where it is wrong, or what it comes to for the park one looks at.
    fn look(&mut self, store: &Store, lens: &Lens, lang: Lang) {
        let text = self.line.text();
        self.said = if text.trim().is_empty() {
            Ok(lang
                .pick("名称=算式，如 出口强度=出口总额/营业收入", "NAME=FORMULA, as export_share=exports/revenue")
                .to_owned())
        } else {
            sieve::column(store, text).map(|indicator| preview(store, lens, &indicator, lang))
        };
        let word = self.word();
        let typed = text.get(word).unwrap_or_default();
        let catalog = store.catalog();
        self.found = if typed.trim().is_empty() || catalog.indicators.iter().any(|about| about.short.get(lang) == typed)
        {
            vec![]
        } else {
            let all = catalog.indicator_ids().map(|id| id.0);
            let found = catalog.indicator_names().find(&Wanted::new(typed), all);
            found.into_iter().take(OFFERED).map(IndicatorId).collect()
        };
        self.cursor = 0;
    }

    /// The word before the cursor: what stands behind the last sign.
    fn word(&self) -> Range<usize> {
        let before = self.line.before();
        let is_sign =
            |c: char| matches!(c, '=' | '+' | '-' | '*' | '/' | '(' | ')' | '（' | '）' | '＝' | '×' | '÷' | '[' | '"');
        let from = before.char_indices().rev().find(|(_, c)| is_sign(*c)).map_or(0, |(at, c)| at + c.len_utf8());
        let blanks = before.get(from..).map_or(0, |word| word.len() - word.trim_start().len());
        from + blanks..before.len()
    }

    /// Writes out the name the cursor is on.
    fn complete(&mut self, store: &Store, lang: Lang) {
        let Some(id) = self.found.get(self.cursor).copied() else { return };
        let about = store.catalog().indicator(id);
        let name = about.short.get(lang);
        let is_found = store.catalog().find_indicator(name) == Ok(id);
        let written = expr::written(if is_found { name } else { &about.slug });
        self.line.replace(self.word(), &written);
    }

    /// Draws the line, below it what is wrong or what it comes to, and the columns there are; the place of the text cursor.
    pub fn render(&self, area: Rect, buf: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let columns: Vec<_> = cx.catalog.indicators.iter().filter(|about| about.is_computed()).collect();
        let height = (6 + columns.len().min(LISTED) as u16).min(area.height);
        let place = Rect { y: area.bottom() - height, height, ..area };
        let title = cx.t("测算列: 同园区同期的算式 (回车添加 Esc放弃)", "A computed column (Enter adds, Esc leaves)");
        let inner = overlay(buf, place, title, cx.glyphs, cx.theme);
        cx.hits.put(place, Target::Nothing);
        if inner.height < 2 || inner.width < 8 {
            return None;
        }
        let judged = Rect { height: inner.height.min(3), ..inner };
        let cursor = draw_judged(&self.line, self.said.as_ref(), judged, buf, cx);
        let row = Rect { x: inner.x + 2, width: inner.width - 2, height: 1, ..inner };
        let is_empty = self.line.text().is_empty();
        if inner.height > 3 {
            self.offered(Rect { y: inner.y + 3, ..row }, buf, cx);
        }
        let room = usize::from(inner.height.saturating_sub(4));
        for (line, (place, about)) in columns.iter().enumerate().take(room).enumerate() {
            let Some(formula) = &about.formula else { continue };
            let y = inner.y + 4 + line as u16;
            let is_on = is_empty && place == self.cursor;
            put(buf, inner.x, y, 1, if is_on { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
            let unit = about.unit.label(cx.lang);
            let words = format!("{} = {}  {unit}", about.short.get(cx.lang), formula.said(cx.lang));
            let style = if is_on { cx.theme.cursor } else { cx.theme.text };
            let words = fit(&words, usize::from(row.width), cx.glyphs.ellipsis);
            let x = put(buf, row.x, y, row.width, &words, style);
            if is_on {
                let words = cx.t("Delete 去掉", "Delete takes it away");
                put(buf, x + 2, y, row.right().saturating_sub(x + 2), words, cx.theme.muted);
            }
        }
        Some(cursor)
    }

    /// The names the word may stand for, in one line.
    fn offered(&self, row: Rect, buf: &mut Buffer, cx: &Cx<'_>) {
        let mut x = row.x;
        for (place, id) in self.found.iter().enumerate() {
            let style = if place == self.cursor { cx.theme.cursor } else { cx.theme.muted };
            let name = cx.catalog.indicator_name(*id, cx.lang);
            if usize::from(row.right().saturating_sub(x)) < width(name) {
                break;
            }
            x = put(buf, x, row.y, row.right().saturating_sub(x), name, style) + 2;
        }
        if !self.found.is_empty() {
            put(buf, x, row.y, row.right().saturating_sub(x), "Tab", cx.theme.title);
        }
    }
}

/// What a formula comes to for the park one looks at, else for the first of the group.
fn preview(store: &Store, lens: &Lens, indicator: &Indicator, lang: Lang) -> String {
    let unit = indicator.unit.label(lang);
    let Some(formula) = &indicator.formula else { return String::new() };
    let park = lens.park().or_else(|| lens.scope.parks().first().copied());
    let Some(park) = park else { return unit.to_owned() };
    let name = store.catalog().park_name(park, lang);
    match store.value_at(park, formula, lens.at) {
        Ok((value, mark, period)) => {
            let signs = GlyphSet::Ascii.glyphs();
            let value = number::grouped(value, if mark == Mark::Exact { 2 } else { 1 });
            format!("{name} {}: {} {unit}", period.words(lang), number::with_mark(&format!("{value}c"), mark, signs))
        }
        Err(why) => {
            let (zh, en) = why.words();
            format!("{name}: {}  ({unit})", lang.pick(zh, en))
        }
    }
}

/// The columns a question asks for.
pub fn asked_by(question: &Question) -> Vec<String> {
    match question.said.get("columns") {
        Some(Said::List(texts)) => texts.clone(),
        Some(Said::Text(text)) => vec![text.clone()],
        _ => vec![],
    }
}

impl App {
    /// The columns to begin with: those the command line asks for, and those of the view it opens.
    pub fn columns(&self) -> Asked {
        Asked { columns: self.columns.asked.clone(), wanted: self.wish.columns.clone() }
    }

    /// Opens the line.
    pub(super) fn open_column(&mut self) {
        self.overlay = Overlay::Column(Input::over(""));
        self.look_at_column();
    }

    /// Says again what is wrong with it.
    pub(super) fn look_at_column(&mut self) {
        if let (Overlay::Column(input), Some(store), Some(lens)) = (&mut self.overlay, &self.store, &self.lens) {
            input.look(store, lens, self.look.lang);
        }
    }

    pub(super) fn column_key(&mut self, key: &KeyEvent) {
        let lang = self.look.lang;
        let (Overlay::Column(input), Some(store)) = (&mut self.overlay, &self.store) else { return };
        let is_empty = input.line.text().is_empty();
        let listed = if is_empty { store.columns().count() } else { input.found.len() };
        match key.code {
            KeyCode::Esc => self.overlay = Overlay::None,
            KeyCode::Up | KeyCode::BackTab => input.cursor = input.cursor.saturating_sub(1),
            KeyCode::Down => input.cursor = (input.cursor + 1).min(listed.saturating_sub(1)),
            KeyCode::Tab => {
                input.complete(store, lang);
                self.look_at_column();
            }
            KeyCode::Delete if is_empty => {
                let gone = store.columns().nth(input.cursor).map(|formula| formula.text().to_owned());
                if let Some(gone) = gone {
                    self.drop_column(&gone);
                }
            }
            KeyCode::Enter if is_empty => self.overlay = Overlay::None,
            KeyCode::Enter => {
                let text = input.line.text().to_owned();
                // What is wrong stands under it already.
                if self.add_column(&text).is_ok() {
                    self.overlay = Overlay::None;
                }
            }
            _ if input.line.key(key) => self.look_at_column(),
            _ => {}
        }
    }

    /// Computes one more column and shows it.
    pub(super) fn add_column(&mut self, text: &str) -> std::result::Result<(), Slip> {
        let Some(store) = &self.store else { return Ok(()) };
        sieve::column(store, text)?;
        let mut texts = self.columns.asked.clone();
        texts.push(text.trim().to_owned());
        self.compute_columns(texts, Then::Show(text.trim().to_owned()));
        Ok(())
    }

    /// Takes a column away, unless another is made of it.
    fn drop_column(&mut self, text: &str) {
        let Some(store) = &self.store else { return };
        let Some(id) = column_typed(store, text) else { return };
        let name = store.catalog().indicator_name(id, self.look.lang).to_owned();
        let left: Vec<String> = self.columns.asked.iter().filter(|other| *other != text).cloned().collect();
        let is_needed = store.read_columns(&left).into_iter().find(|(other, _)| self.columns.asked.contains(other));
        if let Some((other, _)) = is_needed {
            let words = self
                .t(&format!("{other} 用到它，先去掉那一列"), &format!("{other} is made of it; take that away first"));
            if let Overlay::Column(input) = &mut self.overlay {
                input.said = Ok(words);
            }
            return;
        }
        self.overlay = Overlay::None;
        self.compute_columns(left, Then::Dropped(name));
    }

    /// Has these columns computed on a thread; the rest is done when they are there.
    pub(super) fn compute_columns(&mut self, texts: Vec<String>, then: Then) {
        let Some(store) = self.store.clone() else { return };
        self.ticket += 1;
        self.columns.asked.clone_from(&texts);
        self.columns.waiting = Some((self.ticket, then));
        self.pending = Some(Effect::Columns { ticket: self.ticket, store, texts });
    }

    /// The columns are there, or cannot be.
    pub(super) fn columns_are_there(&mut self, ticket: Ticket, made: Result<(Arc<Store>, Vec<Failed>)>) {
        let Some((_, then)) = self.columns.waiting.take_if(|(waiting, _)| *waiting == ticket) else { return };
        let Some(old) = self.store.clone() else { return };
        let new = match made {
            Ok((new, _)) => new,
            Err(error) => {
                self.notice = Some(reason(&error));
                return;
            }
        };
        let question = match &then {
            Then::View(_, question) | Then::Step(_, question) => Some(question.clone()),
            Then::Show(_) | Then::Dropped(_) => self.question(),
        };
        let Some(mut question) = question else { return };
        question.said.insert("columns".to_owned(), Said::List(self.columns.asked.clone()));
        if (Moved { from: old.catalog(), to: new.catalog() }).is_still() {
            for (pane, is_stale) in self.panes.iter_mut().zip(&mut self.stale) {
                pane.forget();
                *is_stale = pane.has_answer();
            }
        } else {
            // What screens remember are places in the old catalogue, and these now mean others.
            self.panes = screen::all();
            self.panes.push(screen::where_from());
            self.stale = [false; WHERE + 1];
        }
        self.store = Some(new);
        let missed = self.take(&question);
        match then {
            Then::Show(text) => self.show_column(&text),
            Then::Dropped(name) => {
                self.notice = Some(self.t(&format!("已去掉列 {name}"), &format!("the column {name} is gone")));
            }
            Then::View(name, _) => self.notice = Some(self.missed_words(&name, &missed)),
            Then::Step(back, _) => self.stepped(back),
        }
        self.note_step();
    }

    /// Shows the column typed so on every screen.
    fn show_column(&mut self, text: &str) {
        let (Some(store), Some(lens)) = (&self.store, &mut self.lens) else { return };
        let Some(id) = column_typed(store, text) else { return };
        if !lens.measures.contains(&id) {
            lens.measures.push(id);
        }
        lens.indicator = Some(id);
        let about = store.catalog().indicator(id);
        let (name, unit) = (about.short.get(self.look.lang), about.unit.label(self.look.lang));
        let words = self.t(&format!("已添加列 {name} ({unit})"), &format!("the column {name} ({unit}) is there"));
        self.notice = Some(words);
    }

    /// What the columns of the question are, as notes below a table.
    pub(super) fn column_notes(&self) -> Vec<String> {
        let (Some(store), Some(lens)) = (&self.store, &self.lens) else { return vec![] };
        let (catalog, lang) = (store.catalog(), self.look.lang);
        let shown = lens.measures.iter().copied().chain(lens.indicator).chain(lens.second).chain(lens.form.by());
        let mut notes = vec![];
        for about in shown.map(|id| catalog.indicator(id)) {
            let Some(formula) = &about.formula else { continue };
            let (name, unit) = (about.short.get(lang), about.unit.label(lang));
            let how =
                lang.pick("c 为按同园区同期公布数测算", "c: computed of published figures of one park and period");
            let note = format!("{name} = {} ({unit}); {how}", formula.said(lang));
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes
    }
}

/// The indicator of a column, as it was typed.
pub fn column_typed(store: &Store, text: &str) -> Option<IndicatorId> {
    let catalog = store.catalog();
    let is_so = |id: &IndicatorId| catalog.indicator(*id).formula.as_ref().is_some_and(|f| f.text() == text.trim());
    catalog.indicator_ids().find(is_so)
}
