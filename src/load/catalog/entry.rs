//! Catalogue entries as the files write them.

use serde::{Deserialize, de::IgnoredAny};

use super::{Indicator, Members, Park, Unit};
use crate::model::{Adds, Better, Category, Label, Level, Nature, RemarkKind};

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
    #[serde(default)]
    decimals: u8,
    scope: Option<Label>,
    #[serde(default)]
    about: Label,
}

impl IndicatorEntry {
    /// The indicator, and the names of its numerator, denominator and base.
    pub fn into_indicator(self) -> (Indicator, [Option<String>; 3]) {
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
        (indicator, [self.numerator, self.denominator, self.base])
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
