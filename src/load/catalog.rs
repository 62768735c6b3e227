//! The catalogue files: parks, indicators, sources, groups and remarks, and the names they call each other by.

use std::{collections::HashSet, thread};

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

use self::entry::{GroupEntry, IndicatorEntry, ParkEntry, RemarkEntry};
use super::{
    complaints::Complaints,
    part::{CatalogParts, Part},
    text,
};
use crate::model::{
    Catalog, Group, Indicator, IndicatorId, Park, ParkId, Problem, Remark, Rule, Severity, Source, Unit, group::Members,
};

mod entry;

/// A catalogue as its files write it: names, not ids.
pub struct Entries {
    parks: Listed<ParkEntry>,
    indicators: Listed<IndicatorEntry>,
    sources: Listed<Source>,
    groups: Listed<GroupEntry>,
    remarks: Listed<RemarkEntry>,
}

/// The entries of one file, each with its place, and what was wrong with it.
struct Listed<T> {
    entries: Vec<(T, usize)>,
    text: std::borrow::Cow<'static, str>,
    complaints: Complaints,
}

/// Reads the files of a catalogue, side by side: the start of the program waits for this.
pub fn read(parts: CatalogParts) -> Entries {
    thread::scope(|scope| {
        let indicators = scope.spawn(|| list("indicator", parts.indicators));
        let parks = list("park", parts.parks);
        let sources = list("source", parts.sources);
        let groups = list("group", parts.groups);
        let remarks = list("remark", parts.remarks);
        let indicators = indicators
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Entries {
            parks,
            indicators,
            sources,
            groups,
            remarks,
        }
    })
}

/// The `[[key]]` entries of a file; a bad one is left out.
fn list<T: DeserializeOwned>(key: &str, part: Option<Part>) -> Listed<T> {
    let name = part.as_ref().map_or_else(String::new, |part| part.name.clone());
    let mut complaints = Complaints::of(name);
    let mut entries = Vec::new();
    let text = part
        .and_then(|part| text::open(part, &mut complaints))
        .unwrap_or_default();
    let (document, errors) = DeTable::parse_recoverable(&text);
    for error in &errors {
        complain(&mut complaints, &text, error);
    }
    for (found, value) in document.into_inner() {
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(values) if found.get_ref() == key => {
                for value in values {
                    let start = value.span().start;
                    match T::deserialize(ValueDeserializer::from(value)) {
                        Ok(entry) => entries.push((entry, start)),
                        // What does not parse has been complained of; what is missing because of that, not again.
                        Err(_) if !errors.is_empty() => {}
                        Err(error) => complain(&mut complaints, &text, &error),
                    }
                }
            }
            _ => {
                let what = || format!("`{}` is not known here; this file holds `[[{key}]]`", found.get_ref());
                complaints.add(
                    Severity::Warning,
                    Rule::Catalog,
                    || text::place(&text, span.start),
                    what,
                );
            }
        }
    }
    Listed {
        entries,
        text,
        complaints,
    }
}

fn complain(complaints: &mut Complaints, text: &str, error: &toml::de::Error) {
    let place = || error.span().map_or((0, 0), |span| text::place(text, span.start));
    complaints.add(Severity::Error, Rule::Catalog, place, || {
        format!("{}; the entry is left out", text::one_line(error.message()))
    });
}

impl<T> Listed<T> {
    fn complain(&mut self, severity: Severity, offset: usize, what: impl FnOnce() -> String) {
        self.complaints
            .add(severity, Rule::Catalog, || text::place(&self.text, offset), what);
    }

    /// The entries whose name is new in this file, and a problem for each of the others.
    fn take(&mut self, slug: impl Fn(&T) -> &str) -> Vec<T> {
        let mut seen = HashSet::new();
        let mut kept = Vec::with_capacity(self.entries.len());
        for (entry, at) in std::mem::take(&mut self.entries) {
            if slug(&entry).is_empty() {
                self.complain(Severity::Error, at, || {
                    "the `slug` is empty; give the entry a name".into()
                });
            } else if seen.insert(slug(&entry).to_owned()) {
                kept.push(entry);
            } else {
                let what = || format!("`{}` is described twice; the first description stands", slug(&entry));
                self.complain(Severity::Warning, at, what);
            }
        }
        kept
    }

    /// The thing a name in this file refers to, or a problem at that name.
    fn refer<Id>(&mut self, kind: &str, name: &Spanned<String>, find: impl Fn(&str) -> Option<Id>) -> Option<Id> {
        let found = find(name.get_ref());
        if found.is_none() {
            let what = || {
                format!(
                    "there is no {kind} `{}`; check the spelling",
                    text::shown(name.get_ref())
                )
            };
            self.complain(Severity::Error, name.span().start, what);
        }
        found
    }
}

/// Puts what was read into one catalogue. An entry met before keeps its first description.
pub fn merge(all: Vec<Entries>, catalog: &mut Catalog, problems: &mut Vec<Problem>) {
    for entries in all {
        let Entries {
            mut parks,
            mut indicators,
            mut sources,
            mut groups,
            mut remarks,
        } = entries;
        add_parks(&mut parks, catalog);
        add_indicators(&mut indicators, catalog);
        for source in sources.take(|source| &source.slug) {
            catalog.add_source(source);
        }
        add_groups(&mut groups, catalog);
        add_remarks(&mut remarks, catalog);
        for complaints in [
            parks.complaints,
            indicators.complaints,
            sources.complaints,
            groups.complaints,
            remarks.complaints,
        ] {
            problems.extend(complaints.into_problems());
        }
    }
}

fn add_parks(listed: &mut Listed<ParkEntry>, catalog: &mut Catalog) {
    let mut parents: Vec<(ParkId, Spanned<String>)> = Vec::new();
    for entry in listed.take(|entry| &entry.slug) {
        let next = ParkId::at(catalog.parks.len());
        let (park, parent) = entry.into_park();
        // A park of an earlier catalogue keeps its own parent.
        if catalog.add_park(park) == next {
            parents.extend(parent.map(|parent| (next, parent)));
        }
    }
    for (park, parent) in parents {
        let found = listed.refer("park", &parent, |slug| catalog.park_by_slug(slug));
        catalog.parks[park.index()].parent = found.filter(|parent| *parent != park);
    }
}

fn add_indicators(listed: &mut Listed<IndicatorEntry>, catalog: &mut Catalog) {
    let mut links = Vec::new();
    for entry in listed.take(|entry| &entry.slug) {
        let next = IndicatorId::at(catalog.indicators.len());
        let (indicator, names) = entry.into_indicator();
        if catalog.add_indicator(indicator) == next {
            links.push((next, names));
        }
    }
    for (indicator, names) in links {
        let [numerator, denominator, base] = names
            .map(|name| name.and_then(|name| listed.refer("indicator", &name, |slug| catalog.indicator_by_slug(slug))));
        let indicator = &mut catalog.indicators[indicator.index()];
        *indicator = Indicator {
            numerator,
            denominator,
            base,
            ..std::mem::take(indicator)
        };
    }
}

fn add_groups(listed: &mut Listed<GroupEntry>, catalog: &mut Catalog) {
    for entry in listed.take(|entry| &entry.slug) {
        if catalog.groups.iter().any(|group| group.slug == entry.slug) {
            continue;
        }
        let members = match (entry.parks, entry.filter) {
            (Some(parks), _) => Members::Listed(
                parks
                    .iter()
                    .filter_map(|park| listed.refer("park", park, |slug| catalog.park_by_slug(slug)))
                    .collect(),
            ),
            (None, Some(filter)) => filter.into_members(),
            (None, None) => Members::default(),
        };
        let short = entry.short.unwrap_or_else(|| entry.name.clone());
        let about = entry.about.unwrap_or_default();
        catalog.groups.push(Group {
            slug: entry.slug,
            name: entry.name,
            short,
            about,
            members,
        });
    }
}

fn add_remarks(listed: &mut Listed<RemarkEntry>, catalog: &mut Catalog) {
    for (entry, at) in std::mem::take(&mut listed.entries) {
        let wanted = entry.parks.len() + entry.indicators.len() + entry.periods.len();
        let parks: Vec<_> = entry
            .parks
            .iter()
            .filter_map(|park| listed.refer("park", park, |slug| catalog.park_by_slug(slug)))
            .collect();
        let indicators: Vec<_> = entry
            .indicators
            .iter()
            .filter_map(|name| listed.refer("indicator", name, |slug| catalog.indicator_by_slug(slug)))
            .collect();
        let mut periods = Vec::new();
        for period in &entry.periods {
            match period.parse() {
                Ok(period) => periods.push(period),
                Err(error) => listed.complain(Severity::Error, at, || format!("{error}")),
            }
        }
        // With a name lost, an empty list would come to mean "any".
        if parks.len() + indicators.len() + periods.len() == wanted {
            catalog.remarks.push(Remark {
                kind: entry.kind,
                parks,
                indicators,
                periods,
                text: entry.text,
            });
        }
    }
}
