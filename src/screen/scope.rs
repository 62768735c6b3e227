//! The group everything is counted over: a group of the catalogue or parks named one by one, all of it or one tier of it,
//! or the parks that are marked. Its members are found once, when it is chosen or the figures change.

mod offered;
mod written;

use std::sync::Arc;

use super::{measured, tiering};
use crate::{
    analysis::tiers::Scheme,
    model::{At, Catalog, GroupId, Label, Lang, Measure, ParkId},
    store::Store,
};

pub use offered::offered;
pub use written::{is_list, scope_named};

/// So many parks are needed to be counted over.
pub const LEAST: usize = 2;

/// Where a group begins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Base {
    /// A group of the catalogue.
    Group(GroupId),
    /// Parks named one by one.
    Listed(Arc<[ParkId]>),
}

/// What of it is counted over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Only {
    /// All of it.
    All,
    /// The parks marked, whether of it or not.
    Marked,
    /// One tier of it (梯队).
    Tier(Tier),
}

/// One tier: by which rule, of what, at which time, and which, counted from 0. The time is that of its choice: paging
/// through the years does not change who is in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tier {
    pub scheme: Scheme,
    pub by: Measure,
    pub at: At,
    pub place: usize,
}

/// The group everything is counted over, with its parks. Cheap to copy and to compare with itself, however large.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scope {
    pub base: Base,
    pub only: Only,
    found: Arc<Found>,
}

/// What a group comes to in a catalogue.
#[derive(PartialEq, Eq, Debug, Default)]
struct Found {
    parks: Vec<ParkId>,
    short: Label,
    name: Label,
    about: Label,
    code: String,
}

impl Scope {
    /// All of a group.
    pub fn whole(catalog: &Catalog, base: Base) -> Self {
        let found = match &base {
            Base::Group(id) => catalog.groups.get(id.index()).map_or_else(Found::default, |group| Found {
                parks: catalog.members(group),
                short: group.short.clone(),
                name: group.name.clone(),
                about: group.about.clone(),
                code: group.slug.clone(),
            }),
            Base::Listed(parks) => Found {
                parks: parks.to_vec(),
                short: short_of(parks, catalog),
                name: names_of(parks, catalog),
                about: Label { zh: "逐个列出的园区".to_owned(), en: "parks named one by one".to_owned() },
                code: code_of(parks, catalog),
            },
        };
        Self { base, only: Only::All, found: Arc::new(found) }
    }

    /// The parks marked, beside the group that stands in when too few are.
    pub fn marked(catalog: &Catalog, base: Base, marked: &[ParkId]) -> Self {
        let count = marked.len();
        let found = Found {
            parks: marked.to_vec(),
            short: Label { zh: format!("所标{count}园区"), en: format!("{count} marked parks") },
            name: Label { zh: format!("所标{count}个园区"), en: format!("The {count} marked parks") },
            about: names_of(marked, catalog),
            code: code_of(marked, catalog),
        };
        Self { base, only: Only::Marked, found: Arc::new(found) }
    }

    /// Every tier of a group by that rule, from the first to the last; none where there is nothing to make them by.
    pub fn tiers(store: &Store, base: &Base, scheme: Scheme, by: Measure, at: At) -> Vec<Self> {
        let catalog = store.catalog();
        let whole = Self::whole(catalog, base.clone());
        let of = tiering::of_members(store, scheme, by, at, whole.parks());
        let tier = |(place, words): (usize, &(&str, &str))| {
            let parks: Vec<ParkId> = whole
                .parks()
                .iter()
                .zip(&of)
                .filter(|(_, tier)| **tier == Some(place))
                .map(|(park, _)| *park)
                .collect();
            let tier = Tier { scheme, by, at, place };
            let name = |lang: Lang| {
                let (words, by) = (lang.pick(words.0, words.1), measured::name(by, catalog, lang));
                format!("{words} ({by} {})", when(at, lang))
            };
            let short = |lang: Lang| format!("{}{}{}", whole.short(lang), lang.pick("·", ": "), name(lang));
            let about = |lang: Lang| match lang {
                Lang::Zh => format!("{}的梯队, 按{}", whole.short(lang), tiering::rule(scheme, lang)),
                Lang::En => format!("tier of {}, by {}", whole.short(lang), tiering::rule(scheme, lang)),
            };
            let both = |of: &dyn Fn(Lang) -> String| Label { zh: of(Lang::Zh), en: of(Lang::En) };
            let found = Found {
                parks,
                short: both(&short),
                name: both(&name),
                about: both(&about),
                code: format!("{}/{}", whole.code(), written::tier(tier, catalog)),
            };
            Self { base: base.clone(), only: Only::Tier(tier), found: Arc::new(found) }
        };
        scheme.tiers().iter().enumerate().map(tier).collect()
    }

    /// What is asked for, over these figures and marks; all of the base where that is too few parks.
    pub fn of(store: &Store, base: Base, only: Only, marked: &[ParkId]) -> Self {
        let catalog = store.catalog();
        let part = match only {
            Only::All => None,
            Only::Marked => Some(Self::marked(catalog, base.clone(), marked)),
            Only::Tier(tier) => Self::tiers(store, &base, tier.scheme, tier.by, tier.at).into_iter().nth(tier.place),
        };
        part.filter(Self::is_enough).unwrap_or_else(|| Self::whole(catalog, base))
    }

    /// Whether there are parks enough to count over. What the catalogue calls a group is one, whatever it has.
    pub fn is_enough(&self) -> bool {
        let is_own = matches!((&self.base, self.only), (Base::Group(_), Only::All));
        is_own || self.parks().len() >= LEAST
    }

    /// The parks, in the order of the group.
    pub fn parks(&self) -> &[ParkId] {
        &self.found.parks
    }

    /// Its name where room is short.
    pub fn short(&self, lang: Lang) -> &str {
        self.found.short.get(lang)
    }

    /// Its name in a list; of a tier without what it is a tier of.
    pub fn name(&self, lang: Lang) -> &str {
        self.found.name.get(lang)
    }

    /// Its name where it stands alone.
    pub fn full(&self, lang: Lang) -> &str {
        if matches!(self.only, Only::Tier(_)) { self.short(lang) } else { self.name(lang) }
    }

    /// It as a note below a table: `范围: 国家高新区 (168 个园区)`.
    pub fn said(&self, lang: Lang) -> String {
        let (name, count) = (self.full(lang), self.parks().len());
        let names = match self.only {
            Only::Marked => format!(": {}", self.about(lang)),
            _ => String::new(),
        };
        match lang {
            Lang::Zh => format!("范围: {name} ({count}个园区){names}"),
            Lang::En => format!("group: {name} ({count} parks){names}"),
        }
    }

    /// What it is, in a few words.
    pub fn about(&self, lang: Lang) -> &str {
        self.found.about.get(lang)
    }

    /// How it is written on the command line: a slug, slugs with commas, or a base with a tier of it. Of marked parks
    /// those that are marked now.
    pub fn code(&self) -> &str {
        &self.found.code
    }

    /// Whether it is all of the first group, which is everybody's: wider areas belong there too.
    pub fn is_first(&self) -> bool {
        self.only == Only::All && self.base == Base::Group(GroupId(0))
    }
}

/// The time of a tier: `2024年`, `2020-2024最新`.
fn when(at: At, lang: Lang) -> String {
    match (at, lang) {
        (At::Exact(period), lang) => period.words(lang),
        (At::Latest { upto, back }, Lang::Zh) => format!("{}-{upto}最新", upto - back),
        (At::Latest { upto, back }, Lang::En) => format!("{}-{upto}", upto - back),
    }
}

/// Parks in a few cells: `滨江等3园区`.
fn short_of(parks: &[ParkId], catalog: &Catalog) -> Label {
    let Some(first) = parks.first() else { return Label::default() };
    let (first, count) = (&catalog.park(*first).short, parks.len());
    Label { zh: format!("{}等{count}园区", first.zh), en: format!("{} and {} more", first.en, count - 1) }
}

/// The names of parks, the first of many.
fn names_of(parks: &[ParkId], catalog: &Catalog) -> Label {
    const MOST: usize = 8;
    let more = |words: &dyn Fn() -> String| if parks.len() > MOST { words() } else { String::new() };
    let names =
        |lang: Lang| -> Vec<&str> { parks.iter().take(MOST).map(|park| catalog.park_name(*park, lang)).collect() };
    let zh = names(Lang::Zh).join("、") + &more(&|| format!("等{}园区", parks.len()));
    let en = names(Lang::En).join(", ") + &more(&|| format!(" and {} more", parks.len() - MOST));
    Label { zh, en }
}

fn code_of(parks: &[ParkId], catalog: &Catalog) -> String {
    let slugs: Vec<&str> = parks.iter().map(|park| catalog.park(*park).slug.as_str()).collect();
    slugs.join(",")
}
