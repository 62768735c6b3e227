//! Catalogue entries as the files write them.

use serde::{Deserialize, de::IgnoredAny};

use super::{Indicator, Members, Park, Source, Unit, text};
use crate::model::{Adds, Better, Category, Label, Level, Nature, RemarkKind};

/// Something with texts for people, from a file nobody vouches for.
pub trait Texts {
    /// Every text that may come to be shown.
    fn texts(&mut self) -> Vec<&mut String>;

    /// Takes out what must not reach a terminal: TOML can spell a control character as `\u001b`.
    fn cleaned(mut self) -> Self
    where
        Self: Sized,
    {
        for shown in self.texts() {
            // Blanks at the ends go too, a carriage return among them.
            let clean = text::clean(shown);
            if *clean != **shown {
                *shown = clean.into_owned();
            }
        }
        self
    }
}

fn both(label: &mut Label) -> [&mut String; 2] {
    [&mut label.zh, &mut label.en]
}

impl Texts for ParkEntry {
    fn texts(&mut self) -> Vec<&mut String> {
        let labels = [Some(&mut self.name), self.short.as_mut()].into_iter().flatten().flat_map(both);
        let places = [&mut self.economy, &mut self.city, &mut self.province, &mut self.parent].into_iter().flatten();
        labels.chain(places).chain(&mut self.alias).chain([&mut self.slug]).collect()
    }
}

impl Texts for IndicatorEntry {
    fn texts(&mut self) -> Vec<&mut String> {
        let labels = [Some(&mut self.name), self.short.as_mut(), self.scope.as_mut(), Some(&mut self.about)];
        let links = [&mut self.numerator, &mut self.denominator, &mut self.base, &mut self.part_of];
        let links = links.into_iter().flatten();
        let labels = labels.into_iter().flatten().flat_map(both);
        labels.chain(links).chain(&mut self.alias).chain([&mut self.slug, &mut self.unit]).collect()
    }
}

impl Texts for Source {
    fn texts(&mut self) -> Vec<&mut String> {
        vec![&mut self.slug, &mut self.title, &mut self.publisher, &mut self.date, &mut self.url, &mut self.locator]
    }
}

impl Texts for GroupEntry {
    fn texts(&mut self) -> Vec<&mut String> {
        let labels = [Some(&mut self.name), self.short.as_mut(), self.about.as_mut()];
        labels.into_iter().flatten().flat_map(both).chain([&mut self.slug]).collect()
    }
}

impl Texts for RemarkEntry {
    fn texts(&mut self) -> Vec<&mut String> {
        both(&mut self.text).into_iter().collect()
    }
}

/// `[[park]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParkEntry {
    pub slug: String,
    name: Label,
    short: Option<Label>,
    #[serde(default)]
    alias: Vec<String>,
    #[serde(default)]
    level: Level,
    economy: Option<String>,
    city: Option<String>,
    province: Option<String>,
    founded: Option<i32>,
    #[serde(default, rename = "lat")]
    _lat: Option<IgnoredAny>,
    #[serde(default, rename = "lon")]
    _lon: Option<IgnoredAny>,
    parent: Option<String>,
}

impl ParkEntry {
    /// The park, and the name of the one it is a part of.
    pub fn into_park(self) -> (Park, Option<String>) {
        let park = Park {
            slug: self.slug,
            short: self.short.unwrap_or_else(|| self.name.clone()),
            name: self.name,
            alias: self.alias,
            level: self.level,
            economy: self.economy,
            city: self.city,
            province: self.province,
            founded: self.founded,
            parent: None,
        };
        (park, self.parent)
    }
}

/// `[[indicator]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorEntry {
    pub slug: String,
    name: Label,
    short: Option<Label>,
    #[serde(default)]
    alias: Vec<String>,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    better: Better,
    #[serde(default)]
    category: Category,
    #[serde(default)]
    kind: Nature,
    #[serde(default)]
    adds: Adds,
    numerator: Option<String>,
    denominator: Option<String>,
    base: Option<String>,
    part_of: Option<String>,
    #[serde(default)]
    decimals: u8,
    scope: Option<Label>,
    #[serde(default)]
    about: Label,
}

impl IndicatorEntry {
    /// The indicator, and the names of its numerator, denominator, base and whole.
    pub fn into_indicator(self) -> (Indicator, [Option<String>; 4]) {
        let indicator = Indicator {
            slug: self.slug,
            short: self.short.unwrap_or_else(|| self.name.clone()),
            name: self.name,
            alias: self.alias,
            unit: Unit::parse(&self.unit),
            better: self.better,
            category: self.category,
            nature: self.kind,
            adds: self.adds,
            decimals: self.decimals,
            scope: self.scope,
            about: self.about,
            ..Indicator::default()
        };
        (indicator, [self.numerator, self.denominator, self.base, self.part_of])
    }
}

/// `[[group]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupEntry {
    pub slug: String,
    pub name: Label,
    pub short: Option<Label>,
    pub about: Option<Label>,
    pub parks: Option<Vec<String>>,
    #[serde(rename = "where")]
    pub filter: Option<Filter>,
}

/// `where = { … }` of a group.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Filter {
    economy: Vec<String>,
    level: Vec<Level>,
    province: Vec<String>,
    city: Vec<String>,
    parts: bool,
}

impl Filter {
    /// Who belongs to the group.
    pub fn into_members(self) -> Members {
        let Self { economy, level, province, city, parts } = self;
        Members::Where { economy, level, province, city, parts }
    }
}

/// `[[remark]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemarkEntry {
    pub kind: RemarkKind,
    #[serde(default)]
    pub parks: Vec<String>,
    #[serde(default)]
    pub indicators: Vec<String>,
    #[serde(default)]
    pub periods: Vec<String>,
    pub text: Label,
}
