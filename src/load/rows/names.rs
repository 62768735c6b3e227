//! From a cell to a park, an indicator or a source, by slug or by any name the catalogue gives it.

use std::collections::HashMap;

use crate::model::{Catalog, Label, catalog::Miss, catalog::fold};

/// Nobody mistypes a longer name, in bytes; comparing takes as long as two names are long, multiplied.
const LONGEST: usize = 200;

/// What the catalogue files brought, as against what tables add.
#[derive(Debug, Default)]
pub struct Names {
    parks: usize,
    indicators: usize,
    sources: usize,
    by_park: Option<HashMap<String, Option<usize>>>,
    by_indicator: Option<HashMap<String, Option<usize>>>,
}

impl Names {
    /// Of a catalogue no table has added to yet.
    pub fn of(catalog: &Catalog) -> Self {
        let (parks, indicators) = (catalog.parks.len(), catalog.indicators.len());
        Self { parks, indicators, sources: catalog.sources.len(), ..Self::default() }
    }

    /// Whether the catalogue says which parks there are, so that another one is worth a word.
    pub const fn has_parks(&self) -> bool {
        self.parks > 0
    }

    /// The same for indicators.
    pub const fn has_indicators(&self) -> bool {
        self.indicators > 0
    }

    /// The same for sources.
    pub const fn has_sources(&self) -> bool {
        self.sources > 0
    }

    /// Whether an indicator was made from rows, so that rows say what its unit is.
    pub const fn is_made(&self, indicator: usize) -> bool {
        indicator >= self.indicators
    }

    /// The park of exactly that name or alias; none where several have it. Parts of names are not enough in a file.
    pub fn park(&mut self, catalog: &Catalog, name: &str) -> Option<usize> {
        let parks = catalog.parks.iter().take(self.parks);
        let index = || index(parks.map(|park| (labels(&park.name, &park.short), park.alias.as_slice())));
        self.by_park.get_or_insert_with(index).get(&key(name)).copied().flatten()
    }

    /// The indicator of exactly that name or alias.
    pub fn indicator(&mut self, catalog: &Catalog, name: &str) -> Option<usize> {
        let all = catalog.indicators.iter().take(self.indicators);
        let index = || index(all.map(|it| (labels(&it.name, &it.short), it.alias.as_slice())));
        self.by_indicator.get_or_insert_with(index).get(&key(name)).copied().flatten()
    }

    /// The catalogued park whose name is nearest.
    pub fn park_like<'a>(&self, catalog: &'a Catalog, name: &str) -> Option<&'a str> {
        let found = (name.len() <= LONGEST).then(|| catalog.find_park(name))?;
        let near = nearest(found, |slug| catalog.park_by_slug(slug));
        near.filter(|id| id.index() < self.parks).map(|id| catalog.park(id).slug.as_str())
    }

    /// The catalogued indicator whose name is nearest.
    pub fn indicator_like<'a>(&self, catalog: &'a Catalog, name: &str) -> Option<&'a str> {
        let found = (name.len() <= LONGEST).then(|| catalog.find_indicator(name))?;
        let near = nearest(found, |slug| catalog.indicator_by_slug(slug));
        near.filter(|id| id.index() < self.indicators).map(|id| catalog.indicator(id).slug.as_str())
    }
}

/// How names are compared: as everywhere, and in simplified characters (新竹科學園區 is 新竹科学园区).
fn key(name: &str) -> String {
    if name.is_ascii() { fold(name) } else { fold(&hanconv::t2s(name)) }
}

fn labels<'a>(name: &'a Label, short: &'a Label) -> [&'a str; 4] {
    [&name.zh, &name.en, &short.zh, &short.en]
}

/// Every name to the place of what it names; whole names come before aliases.
fn index<'a>(all: impl Iterator<Item = ([&'a str; 4], &'a [String])> + Clone) -> HashMap<String, Option<usize>> {
    let mut whole = HashMap::new();
    let mut alias = HashMap::new();
    let add = |map: &mut HashMap<String, Option<usize>>, name: &str, at: usize| {
        let held = map.entry(key(name)).or_insert(Some(at));
        if *held != Some(at) {
            *held = None;
        }
    };
    for (at, (names, aliases)) in all.enumerate() {
        for name in names {
            add(&mut whole, name, at);
        }
        for name in aliases {
            add(&mut alias, name, at);
        }
    }
    alias.extend(whole);
    alias
}

fn nearest<Id: Copy>(found: Result<Id, Miss<Id>>, by_slug: impl Fn(&str) -> Option<Id>) -> Option<Id> {
    match found {
        Ok(id) => Some(id),
        Err(Miss::Several(ids)) => ids.first().copied(),
        Err(Miss::None(near)) => near.first().and_then(|slug| by_slug(slug)),
    }
}

#[cfg(test)]
mod tests {
    use super::Names;
    use crate::model::{Catalog, Label, Park};

    #[test]
    fn names_are_one_in_traditional_and_simplified_characters() {
        let mut catalog = Catalog::default();
        for name in ["新竹科學園區", "苏州工业园区"] {
            catalog.add_park(Park {
                slug: name.into(),
                short: Label::same(name),
                name: Label::same(name),
                ..Park::default()
            });
        }
        let mut names = Names::of(&catalog);
        for (name, place) in
            [("新竹科学园区", Some(0)), ("新竹科學園區", Some(0)), ("蘇州工業園區", Some(1)), ("蘇州", None)]
        {
            assert_eq!(names.park(&catalog, name), place, "{name}");
        }
    }
}
