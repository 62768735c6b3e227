//! The filter of the question: which parks are shown, and of how many nobody can say. What is counted over the group stays so.

use std::sync::Arc;

use super::{Lens, Scope};
use crate::{
    error::{Error, Result},
    model::{
        At, Indicator, IndicatorId, Lang, ParkId,
        expr::{self, Filter, Names, Slip, Truth},
    },
    store::Store,
    ui::text::width,
};

/// A filter with its answer for every park.
#[derive(Clone, PartialEq, Debug)]
pub struct Sieve {
    pub filter: Filter,
    /// By place in the catalogue.
    truths: Vec<Truth>,
    pub tally: Tally,
    at: At,
    scope: Scope,
    marked: Vec<ParkId>,
}

/// What became of the parks of the group.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    pub shown: usize,
    pub of: usize,
    /// Left out because a figure, or a property, is missing.
    pub missing: usize,
    /// Left out because a bound or a round figure lies on either side.
    pub unsure: usize,
}

/// The sieve of a question, where there is one.
pub type Sifted = Option<Arc<Sieve>>;

impl Sieve {
    /// The filter put to every park, by the rule and the marks of the question.
    pub fn of(store: &Store, filter: Filter, lens: &Lens) -> Self {
        let truths = store.sieve(&filter.test, lens.at, &lens.marked);
        let mut tally = Tally::default();
        for park in lens.scope.parks() {
            tally.of += 1;
            match truths[park.index()] {
                Truth::Yes => tally.shown += 1,
                Truth::No => {}
                Truth::Missing => tally.missing += 1,
                Truth::Unsure => tally.unsure += 1,
            }
        }
        Self { filter, truths, tally, at: lens.at, scope: lens.scope.clone(), marked: lens.marked.clone() }
    }

    /// Whether it is still the answer to that question.
    pub fn is_of(&self, lens: &Lens) -> bool {
        let same_marks = !self.filter.is_of_marks || self.marked == lens.marked;
        self.at == lens.at && self.scope == lens.scope && same_marks
    }

    /// Whether the park is shown.
    pub fn takes(&self, park: ParkId) -> bool {
        self.truths.get(park.index()) == Some(&Truth::Yes)
    }

    /// How many are shown and why others are not: `12/92, 缺数30`.
    pub fn counts(&self, lang: Lang) -> String {
        let Tally { shown, of: all, missing, unsure } = self.tally;
        let of = |count: usize, zh: &str, en: &str| match (count, lang) {
            (0, _) => String::new(),
            (_, Lang::Zh) => format!(" {zh}{count}"),
            (_, Lang::En) => format!(", {count} {en}"),
        };
        let (missing, unsure) = (of(missing, "缺数", "no figure"), of(unsure, "界限不定", "undecided by bounds"));
        format!("{shown}/{all}{missing}{unsure}")
    }

    /// The filter in words with its counts, as a note below a table.
    pub fn note(&self, lang: Lang) -> String {
        let said = self.filter.said.get(lang);
        match lang {
            Lang::Zh => format!("筛选 {said}: {}；位次与合计仍按全范围", self.counts(lang)),
            Lang::En => {
                format!("filter {said}: {}; ranks and totals are still over the whole group", self.counts(lang))
            }
        }
    }
}

/// Whether a park is shown by the filter, where there is one.
pub fn shows(sifted: &Sifted, park: ParkId) -> bool {
    sifted.as_ref().is_none_or(|sieve| sieve.takes(park))
}

/// The filter a text asks for.
pub fn read(store: &Store, text: &str) -> Result<Filter, Slip> {
    let parks_with = |id: IndicatorId| store.count_parks(id);
    Filter::read(text, Names { catalog: store.catalog(), parks_with: &parks_with })
}

/// The computed indicator a text defines.
pub fn column(store: &Store, text: &str) -> Result<Indicator, Slip> {
    let parks_with = |id: IndicatorId| store.count_parks(id);
    expr::column(text, Names { catalog: store.catalog(), parks_with: &parks_with })
}

/// The text, a caret under the place of the slip, and what is wrong, for a command line.
pub fn complaint(option: &str, text: &str, slip: &Slip) -> Error {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let (before, cells) = caret(&line, slip);
    let words = slip.words(Lang::Zh);
    let mark = "^".repeat(cells);
    Error::Usage(format!("{option}: {}\n  {line}\n  {:before$}{mark} {words}", slip.words(Lang::En), ""))
}

/// How many cells stand before the place of a slip, and how many it takes: at least one.
pub fn caret(line: &str, slip: &Slip) -> (usize, usize) {
    let part = |from: usize, to: usize| -> usize {
        width(&line.chars().skip(from).take(to.saturating_sub(from)).collect::<String>())
    };
    (part(0, slip.at.from), part(slip.at.from, slip.at.to).max(1))
}
