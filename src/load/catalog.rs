//! The catalogue files: parks, indicators, sources, groups and remarks, and the names they call each other by.

use std::{collections::HashSet, thread};

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

use self::entry::{GroupEntry, IndicatorEntry, ParkEntry, RemarkEntry, Texts};
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
pub fn read(files: CatalogParts) -> Entries {
    thread::scope(|scope| {
        let indicators = scope.spawn(|| list("indicator", files.indicators));
        let parks = list("park", files.parks);
        let sources = list("source", files.sources);
        let groups = list("group", files.groups);
        let remarks = list("remark", files.remarks);
        let indicators = indicators.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Entries { parks, indicators, sources, groups, remarks }
    })
}

/// The `[[key]]` entries of a file; a bad one is left out.
fn list<T: DeserializeOwned + Texts>(key: &str, part: Option<Part>) -> Listed<T> {
    let name = part.as_ref().map_or_else(String::new, |part| part.name.clone());
    let mut complaints = Complaints::of(name);
    if let Some(json) = part.as_ref().and_then(Part::json) {
        let entries: Vec<T> = serde_json::from_str(json).expect("the shipped catalogue loads, as a test holds");
        return Listed { entries: entries.into_iter().map(|entry| (entry, 0)).collect(), text: "".into(), complaints };
    }
    let text = part.and_then(|part| text::open(part, &mut complaints)).unwrap_or_default();
    let mut listed = Listed { entries: Vec::new(), text, complaints };
    let text = listed.text.clone();
    // Entry by entry: in half the time of the whole file at once, and a slip in one entry costs no other.
    let mut is_cut_well = false;
    for (start, chunk) in chunks(&text) {
        let parsed = DeTable::parse_recoverable(chunk);
        if !parsed.1.is_empty() && !is_cut_well {
            // A line that begins with `[[` may be part of a longer value: then only the whole file makes sense.
            let whole = DeTable::parse_recoverable(&text);
            if whole.1.is_empty() {
                listed.entries.clear();
                listed.add(key, 0, whole);
                return listed;
            }
            is_cut_well = true;
        }
        listed.add(key, start, parsed);
    }
    listed
}

/// The text cut before every line that opens an entry, each piece with its offset.
fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.match_indices('\n').map(|(at, _)| at + 1);
    let cuts = lines.filter(|at| text.get(*at..).is_some_and(|line| line.starts_with("[[")));
    let ends = cuts.clone().chain([text.len()]);
    std::iter::once(0).chain(cuts).zip(ends).map(|(start, end)| (start, text.get(start..end).unwrap_or_default()))
}

impl<T: DeserializeOwned + Texts> Listed<T> {
    /// Takes over what was found in a piece of the file that begins at an offset.
    fn add(&mut self, key: &str, start: usize, (document, errors): (Spanned<DeTable<'_>>, Vec<toml::de::Error>)) {
        for error in &errors {
            self.left_out(start, error);
        }
        for (found, value) in document.into_inner() {
            match value.into_inner() {
                DeValue::Array(values) if found.get_ref() == key => {
                    for value in values {
                        let at = start + value.span().start;
                        match T::deserialize(ValueDeserializer::from(value)) {
                            // What does not parse has been complained of; half an entry is none.
                            _ if !errors.is_empty() => {}
                            Ok(entry) => self.entries.push((entry.cleaned(), at)),
                            Err(error) => self.left_out(start, &error),
                        }
                    }
                }
                _ => {
                    let what = || format!("`{}` is not known here; this file holds `[[{key}]]`", found.get_ref());
                    self.complain(Severity::Warning, start + found.span().start, what);
                }
            }
        }
    }

    fn left_out(&mut self, start: usize, error: &toml::de::Error) {
        let at = start + error.span().map_or(0, |span| span.start);
        self.complain(Severity::Error, at, || format!("{}; the entry is left out", text::one_line(error.message())));
    }
}

impl<T> Listed<T> {
    fn complain(&mut self, severity: Severity, offset: usize, what: impl FnOnce() -> String) {
        self.complaints.add(severity, Rule::Catalog, || text::place(&self.text, offset), what);
    }

    /// The entries whose name is new in this file, and a problem for each of the others.
    fn take(&mut self, slug: impl Fn(&T) -> &str) -> Vec<(T, usize)> {
        let mut seen = HashSet::new();
        let mut kept = Vec::with_capacity(self.entries.len());
        for (entry, at) in std::mem::take(&mut self.entries) {
            if slug(&entry).is_empty() {
                self.complain(Severity::Error, at, || "the `slug` is empty; give the entry a name".into());
            } else if seen.insert(slug(&entry).to_owned()) {
                kept.push((entry, at));
            } else {
                let what = || format!("`{}` is described twice; the first description stands", slug(&entry));
                self.complain(Severity::Warning, at, what);
            }
        }
        kept
    }

    /// The thing a name in the entry at an offset refers to, or a problem at that name.
    fn refer<Id>(&mut self, kind: &str, name: &str, at: usize, find: impl Fn(&str) -> Option<Id>) -> Option<Id> {
        let found = find(name);
        if found.is_none() {
            let Self { text, complaints, .. } = self;
            // Only for what is listed: the name is sought through all that follows.
            let place = || {
                let entry = text.get(at..).unwrap_or_default();
                text::place(text, at + entry.find(&format!("\"{name}\"")).unwrap_or(0))
            };
            let what = || format!("there is no {kind} `{}`; check the spelling", text::shown(name));
            complaints.add(Severity::Error, Rule::Catalog, place, what);
        }
        found
    }
}

/// Puts what was read into one catalogue. An entry met before keeps its first description.
pub fn merge(all: Vec<Entries>, catalog: &mut Catalog, problems: &mut Vec<Problem>) {
    for entries in all {
        let Entries { mut parks, mut indicators, mut sources, mut groups, mut remarks } = entries;
        add_parks(&mut parks, catalog);
        add_indicators(&mut indicators, catalog);
        for (source, _) in sources.take(|source| &source.slug) {
            catalog.add_source(source);
        }
        add_groups(&mut groups, catalog);
        add_remarks(&mut remarks, catalog);
        for complaints in
            [parks.complaints, indicators.complaints, sources.complaints, groups.complaints, remarks.complaints]
        {
            problems.extend(complaints.into_problems());
        }
    }
}

fn add_parks(listed: &mut Listed<ParkEntry>, catalog: &mut Catalog) {
    let mut parents = Vec::new();
    for (entry, at) in listed.take(|entry| &entry.slug) {
        let next = ParkId::at(catalog.parks.len());
        let (park, parent) = entry.into_park();
        // A park of an earlier catalogue keeps its own parent.
        if catalog.add_park(park) == next {
            parents.extend(parent.map(|parent| (next, parent, at)));
        }
    }
    for (park, parent, at) in parents {
        let found = listed.refer("park", &parent, at, |slug| catalog.park_by_slug(slug));
        catalog.parks[park.index()].parent = found.filter(|parent| *parent != park);
    }
}

fn add_indicators(listed: &mut Listed<IndicatorEntry>, catalog: &mut Catalog) {
    let mut links = Vec::new();
    for (entry, at) in listed.take(|entry| &entry.slug) {
        let next = IndicatorId::at(catalog.indicators.len());
        let (indicator, names) = entry.into_indicator();
        if catalog.add_indicator(indicator) == next {
            links.push((next, names, at));
        }
    }
    for (indicator, names, at) in links {
        let [numerator, denominator, base, part_of] =
            names.map(|name| listed.refer("indicator", &name?, at, |slug| catalog.indicator_by_slug(slug)));
        let indicator = &mut catalog.indicators[indicator.index()];
        (indicator.numerator, indicator.denominator) = (numerator, denominator);
        (indicator.base, indicator.part_of) = (base, part_of);
    }
}

fn add_groups(listed: &mut Listed<GroupEntry>, catalog: &mut Catalog) {
    let known: HashSet<String> = catalog.groups.iter().map(|group| group.slug.clone()).collect();
    for (entry, at) in listed.take(|entry| &entry.slug) {
        if known.contains(&entry.slug) {
            continue;
        }
        let members = match (entry.parks, entry.filter) {
            (Some(parks), _) => Members::Listed(find_parks(listed, &parks, at, catalog)),
            (None, Some(filter)) => filter.into_members(),
            (None, None) => Members::default(),
        };
        let short = entry.short.unwrap_or_else(|| entry.name.clone());
        let about = entry.about.unwrap_or_default();
        catalog.groups.push(Group { slug: entry.slug, name: entry.name, short, about, members });
    }
}

fn find_parks<T>(listed: &mut Listed<T>, names: &[String], at: usize, catalog: &Catalog) -> Vec<ParkId> {
    names.iter().filter_map(|name| listed.refer("park", name, at, |slug| catalog.park_by_slug(slug))).collect()
}

fn add_remarks(listed: &mut Listed<RemarkEntry>, catalog: &mut Catalog) {
    for (entry, at) in std::mem::take(&mut listed.entries) {
        let RemarkEntry { kind, parks, indicators, periods, text } = entry;
        let wanted = parks.len() + indicators.len() + periods.len();
        let parks = find_parks(listed, &parks, at, catalog);
        let indicators: Vec<_> = indicators
            .iter()
            .filter_map(|name| listed.refer("indicator", name, at, |slug| catalog.indicator_by_slug(slug)))
            .collect();
        let periods: Vec<_> =
            periods.iter().filter_map(|name| listed.refer("period", name, at, |period| period.parse().ok())).collect();
        // With a name lost, an empty list would come to mean "any".
        if parks.len() + indicators.len() + periods.len() == wanted {
            catalog.remarks.push(Remark { kind, parks, indicators, periods, text });
        }
    }
}
