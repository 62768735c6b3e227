//! The whole question as a value: the screen, what is looked at and how, by names that outlive the figures.

use std::{collections::BTreeMap, str::FromStr, sync::Arc};

mod value;

pub use value::{Question, Said};

use super::{
    Lens,
    lens::{form_named, indicator_named, park_named, scheme_named},
    scope::{Only, scope_named},
    sieve::{self, Sieve},
};
use crate::{
    model::{At, Catalog, Form, IndicatorId, ParkId, Period},
    store::Store,
};

/// What was chosen, told or taken up: each thing has one line that does both, so that none is told and not taken up.
pub struct Choices<'a> {
    pub store: &'a Store,
    pub said: BTreeMap<String, Said>,
    way: Way,
    /// What was said and is not to be had, in the order it was found.
    pub missed: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Things say how they are.
    Tell,
    /// Things become as is said; what is not said becomes nothing.
    Take,
}

impl<'a> Choices<'a> {
    /// To be told.
    pub const fn told(store: &'a Store) -> Self {
        Self { store, said: BTreeMap::new(), way: Way::Tell, missed: vec![] }
    }

    /// To be taken up.
    pub fn of(store: &'a Store, question: &Question) -> Self {
        Self { said: question.said.clone(), way: Way::Take, ..Self::told(store) }
    }

    fn catalog(&self) -> &'a Catalog {
        self.store.catalog()
    }

    /// Whether things are taken up.
    pub fn is_taken(&self) -> bool {
        self.way == Way::Take
    }

    /// Tells a thing.
    pub fn tell(&mut self, name: &str, said: Option<Said>) {
        if let Some(said) = said {
            self.said.insert(name.to_owned(), said);
        }
    }

    /// What is said of a thing; it is not said to anybody else.
    pub fn taken(&mut self, name: &str) -> Option<Said> {
        self.said.remove(name)
    }

    /// Something that was said and is not to be had.
    pub fn miss(&mut self, name: &str, what: &str) {
        self.missed.push(format!("{name} `{what}`"));
    }

    /// Whatever nobody took up is told too.
    pub fn finish(mut self) -> Vec<String> {
        self.missed.extend(self.said.into_keys().map(|name| format!("`{name}`")));
        self.missed
    }

    /// A switch.
    pub fn flag(&mut self, name: &str, flag: &mut bool) {
        match self.way {
            Way::Tell => self.tell(name, Some(Said::Flag(*flag))),
            Way::Take => {
                *flag = match self.taken(name) {
                    Some(Said::Flag(said)) => said,
                    Some(other) => self.wrong(name, &other, false),
                    None => false,
                }
            }
        }
    }

    /// A switch that may be left to the room or the figures.
    pub fn maybe(&mut self, name: &str, flag: &mut Option<bool>) {
        match self.way {
            Way::Tell => self.tell(name, flag.map(Said::Flag)),
            Way::Take => {
                *flag = match self.taken(name) {
                    Some(Said::Flag(said)) => Some(said),
                    Some(other) => self.wrong(name, &other, None),
                    None => None,
                }
            }
        }
    }

    /// A number, if there is one.
    pub fn number<N>(&mut self, name: &str, number: &mut Option<N>)
    where
        N: Copy + TryFrom<i64> + TryInto<i64>,
    {
        match self.way {
            Way::Tell => self.tell(name, number.and_then(|number| number.try_into().ok()).map(Said::Number)),
            Way::Take => {
                *number = match self.taken(name) {
                    Some(Said::Number(said)) if N::try_from(said).is_ok() => N::try_from(said).ok(),
                    Some(other) => self.wrong(name, &other, None),
                    None => None,
                }
            }
        }
    }

    /// A number there always is.
    pub fn count<N>(&mut self, name: &str, number: &mut N)
    where
        N: Copy + Default + TryFrom<i64> + TryInto<i64>,
    {
        let mut maybe = Some(*number);
        self.number(name, &mut maybe);
        *number = maybe.unwrap_or_default();
    }

    /// A text; an empty one is none.
    pub fn text(&mut self, name: &str, text: &mut String) {
        match self.way {
            Way::Tell => self.tell(name, (!text.is_empty()).then(|| Said::Text(text.clone()))),
            Way::Take => *text = self.words(name).unwrap_or_default(),
        }
    }

    /// One of a few, by name; the first where it is not said.
    pub fn one_of<T: Copy + PartialEq>(&mut self, name: &str, one: &mut T, all: &[(T, &str)]) {
        match self.way {
            Way::Tell => {
                let known = all.iter().find(|(other, _)| other == one);
                self.tell(name, known.map(|(_, name)| Said::Text((*name).to_owned())));
            }
            Way::Take => {
                let said = self.words(name);
                let known = said.as_ref().and_then(|said| all.iter().find(|(_, name)| name == said));
                if let (Some(said), None) = (&said, known) {
                    self.miss(name, said);
                }
                if let Some((taken, _)) = known.or_else(|| all.first()) {
                    *one = *taken;
                }
            }
        }
    }

    /// One of a few that may be left open.
    pub fn maybe_one_of<T: Copy + PartialEq>(&mut self, name: &str, one: &mut Option<T>, all: &[(T, &str)]) {
        if self.way == Way::Take && !self.said.contains_key(name) {
            *one = None;
        } else if (self.way == Way::Take || one.is_some())
            && let Some(mut some) = one.or_else(|| all.first().map(|(first, _)| *first))
        {
            self.one_of(name, &mut some, all);
            *one = Some(some);
        }
    }

    /// A park, by slug.
    pub fn park(&mut self, name: &str, park: &mut Option<ParkId>) {
        let catalog = self.catalog();
        match self.way {
            Way::Tell => self.tell(name, park.map(|id| Said::Text(catalog.park(id).slug.clone()))),
            Way::Take => {
                *park = self.named(name, |said| catalog.park_by_slug(said).or_else(|| park_named(catalog, said).ok()));
            }
        }
    }

    /// Parks, by slug.
    pub fn parks(&mut self, name: &str, parks: &mut Vec<ParkId>) {
        let catalog = self.catalog();
        match self.way {
            Way::Tell => {
                let slugs: Vec<String> = parks.iter().map(|id| catalog.park(*id).slug.clone()).collect();
                self.tell(name, (!slugs.is_empty()).then_some(Said::List(slugs)));
            }
            Way::Take => {
                *parks =
                    self.all_named(name, |said| catalog.park_by_slug(said).or_else(|| park_named(catalog, said).ok()));
            }
        }
    }

    /// An indicator, by slug.
    pub fn indicator(&mut self, name: &str, indicator: &mut Option<IndicatorId>) {
        let catalog = self.catalog();
        match self.way {
            Way::Tell => self.tell(name, indicator.map(|id| Said::Text(catalog.indicator(id).slug.clone()))),
            Way::Take => {
                *indicator = self.named(name, |said| {
                    catalog.indicator_by_slug(said).or_else(|| indicator_named(catalog, said).ok())
                });
            }
        }
    }

    /// Texts in a row, none where there are none.
    pub fn list(&mut self, name: &str) -> Vec<String> {
        match self.taken(name) {
            Some(Said::List(all)) => all,
            Some(Said::Text(one)) => vec![one],
            Some(other) => self.wrong(name, &other, vec![]),
            None => vec![],
        }
    }

    /// What is said of a thing that has to be words.
    pub fn words(&mut self, name: &str) -> Option<String> {
        match self.taken(name)? {
            Said::Text(text) => Some(text),
            Said::Number(number) => Some(number.to_string()),
            other => self.wrong(name, &other, None),
        }
    }

    fn named<T>(&mut self, name: &str, find: impl Fn(&str) -> Option<T>) -> Option<T> {
        let said = self.words(name)?;
        let found = find(&said);
        if found.is_none() {
            self.miss(name, &said);
        }
        found
    }

    fn all_named<T: PartialEq>(&mut self, name: &str, find: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let mut all = vec![];
        for said in self.list(name) {
            match find(&said) {
                Some(one) if !all.contains(&one) => all.push(one),
                Some(_) => {}
                None => self.miss(name, &said),
            }
        }
        all
    }

    fn wrong<T>(&mut self, name: &str, said: &Said, instead: T) -> T {
        self.miss(name, &format!("{said:?}"));
        instead
    }
}

impl Lens {
    /// What is looked at: one line for each thing. What is not said stays as it is.
    pub fn choices(&mut self, book: &mut Choices<'_>) {
        // Of indicators that are named the first is looked at, unless one says another.
        let is_focused =
            !book.is_taken() || book.said.contains_key("indicator") || !book.said.contains_key("indicators");
        let catalog = book.store.catalog();
        book_columns(book);
        book.parks("parks", &mut self.marked);
        self.marked.truncate(super::lens::MOST_MARKED);
        self.kept(book, "indicators", |lens, book| book_indicators(book, &mut lens.measures));
        self.kept(book, "period", |lens, book| {
            if book.is_taken() {
                let said = book.words("period").unwrap_or_default();
                match at_named(&said) {
                    Some(at) => lens.at = at,
                    None => book.miss("period", &said),
                }
            } else {
                // Of data without a year there is nothing to tell.
                let words = Some(at_words(lens.at)).filter(|words| at_named(words).is_some());
                book.tell("period", words.map(Said::Text));
            }
        });
        self.kept(book, "form", |lens, book| {
            if book.is_taken() {
                let said = book.words("form").unwrap_or_default();
                match form_named(catalog, &said, lens.at) {
                    Ok(form) => lens.form = form,
                    Err(_) => book.miss("form", &said),
                }
            } else if lens.form != Form::Level {
                let by = lens.form.by().map(|by| catalog.indicator(by).slug.as_str());
                book.tell("form", Some(Said::Text(lens.form.code(by))));
            }
        });
        book.park("park", &mut self.park);
        self.kept(book, "indicator", |lens, book| book.indicator("indicator", &mut lens.indicator));
        if !is_focused || self.indicator.is_none() {
            self.indicator = self.measures.first().copied();
        }
        book.indicator("against", &mut self.second);
        self.kept(book, "scheme", |lens, book| {
            if book.is_taken() {
                let said = book.words("scheme").unwrap_or_default();
                match scheme_named(catalog, &said) {
                    Ok(scheme) => lens.scheme = Some(scheme),
                    Err(_) => book.miss("scheme", &said),
                }
            } else {
                let slug = lens.scheme.and_then(|id| catalog.scheme(id)).map(|scheme| scheme.slug.clone());
                book.tell("scheme", slug.map(Said::Text));
            }
        });
        self.kept(book, "group", |lens, book| {
            if book.is_taken() {
                let said = book.words("group").unwrap_or_default();
                match scope_named(book.store, &said, lens) {
                    Ok(scope) => lens.scope = scope,
                    Err(_) => book.miss("group", &said),
                }
            } else {
                let is_marked = lens.scope.only == Only::Marked;
                let code = if is_marked { "marked".to_owned() } else { lens.scope.code().to_owned() };
                book.tell("group", Some(Said::Text(code)));
            }
        });
        // After the rule, the marks and the group, which it is put to.
        self.kept(book, "where", |lens, book| {
            if book.is_taken() {
                let said = book.words("where").unwrap_or_default();
                match sieve::read(book.store, &said) {
                    Ok(filter) => lens.sieve = Some(Arc::new(Sieve::of(book.store, filter, lens))),
                    Err(_) => book.miss("where", &said),
                }
            } else {
                let text = lens.sieve.as_ref().map(|sieve| sieve.filter.text.clone());
                book.tell("where", text.map(Said::Text));
            }
        });
    }

    /// Takes a thing up only where it is said.
    fn kept(&mut self, book: &mut Choices<'_>, name: &str, thing: impl FnOnce(&mut Self, &mut Choices<'_>)) {
        if !book.is_taken() || book.said.contains_key(name) {
            thing(self, book);
        }
    }
}

/// The columns that are computed: told, or found to be there. Whoever takes a question up has seen to them before.
fn book_columns(book: &mut Choices<'_>) {
    let store = book.store;
    if book.is_taken() {
        for text in book.list("columns") {
            if !store.columns().any(|formula| formula.text() == text.trim()) {
                book.miss("columns", &text);
            }
        }
    } else {
        let texts: Vec<String> = store.columns().map(|formula| formula.text().to_owned()).collect();
        book.tell("columns", (!texts.is_empty()).then_some(Said::List(texts)));
    }
}

fn book_indicators(book: &mut Choices<'_>, measures: &mut Vec<IndicatorId>) {
    let catalog = book.catalog();
    if book.is_taken() {
        let found = book.all_named("indicators", |said| {
            catalog.indicator_by_slug(said).or_else(|| indicator_named(catalog, said).ok())
        });
        // Of none that is known nothing could be shown.
        if !found.is_empty() {
            *measures = found;
        }
    } else {
        let slugs = measures.iter().map(|id| catalog.indicator(*id).slug.clone()).collect();
        book.tell("indicators", Some(Said::List(slugs)));
    }
}

/// The rule for the period as it is written: `2022`, or `2019..2023` for the latest of these years.
pub fn at_words(at: At) -> String {
    match at {
        At::Exact(period) => period.to_string(),
        At::Latest { upto, back } => format!("{}..{upto}", upto - back),
    }
}

/// The rule written so.
pub fn at_named(text: &str) -> Option<At> {
    let year = |text: &str| i32::from_str(text).ok().filter(|year| (0..=9999).contains(year));
    if let Some((from, upto)) = text.split_once("..").and_then(|(from, upto)| year(from).zip(year(upto))) {
        return (from <= upto).then(|| At::Latest { upto, back: upto - from });
    }
    text.parse::<Period>().ok().map(At::Exact)
}
