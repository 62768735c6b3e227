//! Parks: high-tech zones, science parks, and the areas printed beside them.

use serde::Deserialize;

use super::{Label, ParkId};

/// What kind of area a park is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// A national high-tech zone (国家级高新区), or its like elsewhere.
    National,
    /// A provincial high-tech zone (省级高新区).
    Provincial,
    /// An economic and technological development zone (经开区).
    EconomicDevelopment,
    /// A science or technology park.
    TechnologyPark,
    /// An innovation corridor across several places.
    Corridor,
    /// A metropolitan circle.
    Metro,
    /// A total over parks, or an area that is no single zone.
    Aggregate,
    /// A county, city or province printed beside a zone: context, never ranked with zones.
    Context,
    /// Not stated, as in a file without a catalogue.
    #[default]
    Unstated,
}

impl Level {
    /// Whether it is a single zone or park, which can be ranked beside others.
    pub const fn is_zone(self) -> bool {
        matches!(
            self,
            Self::National | Self::Provincial | Self::EconomicDevelopment | Self::TechnologyPark | Self::Unstated
        )
    }

    /// The level in words, Chinese and English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::National => ("国家级", "national"),
            Self::Provincial => ("省级", "provincial"),
            Self::EconomicDevelopment => ("经开区", "economic development zone"),
            Self::TechnologyPark => ("科技园", "technology park"),
            Self::Corridor => ("科创走廊", "corridor"),
            Self::Metro => ("都市圈", "metropolitan circle"),
            Self::Aggregate => ("合计或片区", "total or wider area"),
            Self::Context => ("背景(县市省)", "context (county, city, province)"),
            Self::Unstated => ("未注明级别", "level not stated"),
        }
    }
}

/// One park.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Park {
    /// The name in files and on the command line.
    pub slug: String,
    /// The full name.
    pub name: Label,
    /// A name short enough for a table.
    pub short: Label,
    /// Other names people use; one may fit several parks.
    pub alias: Vec<String>,
    pub level: Level,
    /// The economy it lies in, ISO 3166 alpha-2.
    pub economy: Option<String>,
    pub city: Option<String>,
    pub province: Option<String>,
    /// The year it was founded.
    pub founded: Option<i32>,
    /// The park or total it is a part of: never add the two.
    pub parent: Option<ParkId>,
}
