//! Catalogue entries as a person would write them, with the fields that are known and no others.

use std::fmt::Write;

use serde::Serialize;

use crate::model::{Catalog, Group, Indicator, Label, Level, Park, ParkId, Remark, Source, group::Members};

/// An entry in the making.
struct Entry(String);

impl Entry {
    fn new(kind: &str) -> Self {
        Self(format!("[[{kind}]]\n"))
    }

    fn value(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.value(key, &quoted(text));
        }
    }

    fn label(&mut self, key: &str, label: &Label) {
        if *label != Label::default() {
            self.value(key, &format!("{{ zh = {}, en = {} }}", quoted(&label.zh), quoted(&label.en)));
        }
    }

    fn list<'a>(&mut self, key: &str, texts: impl IntoIterator<Item = &'a str>) {
        let texts: Vec<String> = texts.into_iter().map(quoted).collect();
        if !texts.is_empty() {
            self.value(key, &format!("[{}]", texts.join(", ")));
        }
    }

    /// A word of our own vocabulary, unless it is the one that goes without saying.
    fn word<T: Serialize + Default + PartialEq>(&mut self, key: &str, word: &T) {
        if *word != T::default() {
            self.text(key, &name(word));
        }
    }
}

/// The word of a vocabulary as files write it.
fn name<T: Serialize>(word: &T) -> String {
    let value = toml::Value::try_from(word).expect("vocabularies are written as texts");
    value.as_str().unwrap_or_default().to_owned()
}

/// A text as TOML writes it on one line.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// `[[park]]`
pub fn park(catalog: &Catalog, park: &Park) -> String {
    let mut entry = Entry::new("park");
    entry.value("slug", &quoted(&park.slug));
    entry.label("name", &park.name);
    if park.short != park.name {
        entry.label("short", &park.short);
    }
    entry.list("alias", park.alias.iter().map(String::as_str));
    entry.word("level", &park.level);
    for (key, text) in [("economy", &park.economy), ("province", &park.province), ("city", &park.city)] {
        entry.text(key, text.as_deref().unwrap_or_default());
    }
    if let Some(year) = park.founded {
        entry.value("founded", &year.to_string());
    }
    entry.text("parent", park.parent.map_or("", |parent| &catalog.park(parent).slug));
    entry.0
}

/// `[[indicator]]`
pub fn indicator(catalog: &Catalog, indicator: &Indicator) -> String {
    let mut entry = Entry::new("indicator");
    entry.value("slug", &quoted(&indicator.slug));
    entry.label("name", &indicator.name);
    if indicator.short != indicator.name {
        entry.label("short", &indicator.short);
    }
    entry.list("alias", indicator.alias.iter().map(String::as_str));
    entry.text("unit", indicator.unit.code());
    entry.word("better", &indicator.better);
    entry.word("category", &indicator.category);
    entry.word("kind", &indicator.nature);
    entry.word("adds", &indicator.adds);
    let links = [
        ("numerator", indicator.numerator),
        ("denominator", indicator.denominator),
        ("base", indicator.base),
        ("part_of", indicator.part_of),
    ];
    for (key, link) in links {
        entry.text(key, link.map_or("", |link| &catalog.indicator(link).slug));
    }
    if indicator.decimals > 0 {
        entry.value("decimals", &indicator.decimals.to_string());
    }
    if let Some(scope) = &indicator.scope {
        entry.label("scope", scope);
    }
    entry.label("about", &indicator.about);
    entry.0
}

/// `[[source]]`
pub fn source(source: &Source) -> String {
    let mut entry = Entry::new("source");
    entry.value("slug", &quoted(&source.slug));
    entry.value("title", &quoted(&source.title));
    entry.text("publisher", &source.publisher);
    entry.text("date", &source.date);
    entry.text("url", &source.url);
    entry.text("locator", &source.locator);
    entry.word("grade", &source.grade);
    entry.0
}

/// `[[group]]`
pub fn group(catalog: &Catalog, group: &Group) -> String {
    let mut entry = Entry::new("group");
    entry.value("slug", &quoted(&group.slug));
    entry.label("name", &group.name);
    if group.short != group.name {
        entry.label("short", &group.short);
    }
    entry.label("about", &group.about);
    match &group.members {
        every if *every == Members::default() => {}
        Members::Listed(parks) if parks.is_empty() => entry.value("parks", "[]"),
        Members::Listed(parks) => entry.list("parks", slugs(catalog, parks)),
        Members::Where { economy, level, province, city, parts } => {
            let levels: Vec<String> = level.iter().map(name::<Level>).collect();
            let mut filter = Vec::new();
            for (key, words) in [("economy", economy), ("level", &levels), ("province", province), ("city", city)] {
                let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
                if !words.is_empty() {
                    filter.push(format!("{key} = [{}]", words.join(", ")));
                }
            }
            filter.push(format!("parts = {parts}"));
            entry.value("where", &format!("{{ {} }}", filter.join(", ")));
        }
    }
    entry.0
}

/// `[[remark]]`
pub fn remark(catalog: &Catalog, remark: &Remark) -> String {
    let mut entry = Entry::new("remark");
    entry.value("kind", &quoted(&name(&remark.kind)));
    entry.list("parks", slugs(catalog, &remark.parks));
    entry.list("indicators", remark.indicators.iter().map(|id| catalog.indicator(*id).slug.as_str()));
    let periods: Vec<String> = remark.periods.iter().map(ToString::to_string).collect();
    entry.list("periods", periods.iter().map(String::as_str));
    entry.value("text", &format!("{{ zh = {}, en = {} }}", quoted(&remark.text.zh), quoted(&remark.text.en)));
    entry.0
}

fn slugs<'a>(catalog: &'a Catalog, parks: &'a [ParkId]) -> impl Iterator<Item = &'a str> {
    parks.iter().map(|id| catalog.park(*id).slug.as_str())
}
