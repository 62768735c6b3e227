//! Parks: high-tech zones, science parks, and the areas printed beside them.

use serde::{Deserialize, Serialize};

use super::{Label, Lang, ParkId};

/// What kind of area a park is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Deserialize, Serialize)]
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
#[derive(Clone, PartialEq, Debug, Default, Deserialize, Serialize)]
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

/// The provinces of the shipped catalogue, as English writes them.
const PROVINCES: &[(&str, &str)] = &[
    ("上海", "Shanghai"),
    ("云南", "Yunnan"),
    ("内蒙古", "Inner Mongolia"),
    ("北京", "Beijing"),
    ("吉林", "Jilin"),
    ("四川", "Sichuan"),
    ("天津", "Tianjin"),
    ("宁夏", "Ningxia"),
    ("安徽", "Anhui"),
    ("山东", "Shandong"),
    ("山西", "Shanxi"),
    ("广东", "Guangdong"),
    ("广西", "Guangxi"),
    ("新疆", "Xinjiang"),
    ("江苏", "Jiangsu"),
    ("江西", "Jiangxi"),
    ("河北", "Hebei"),
    ("河南", "Henan"),
    ("浙江", "Zhejiang"),
    ("海南", "Hainan"),
    ("湖北", "Hubei"),
    ("湖南", "Hunan"),
    ("甘肃", "Gansu"),
    ("福建", "Fujian"),
    ("臺灣", "Taiwan"),
    ("西藏", "Tibet"),
    ("贵州", "Guizhou"),
    ("辽宁", "Liaoning"),
    ("重庆", "Chongqing"),
    ("陕西", "Shaanxi"),
    ("青海", "Qinghai"),
    ("黑龙江", "Heilongjiang"),
];

/// The name of a province in one language; one that is not on the list stays as the file writes it.
pub fn province_name(province: &str, lang: Lang) -> &str {
    let english = || PROVINCES.iter().find(|(zh, _)| *zh == province).map_or(province, |(_, en)| en);
    match lang {
        Lang::Zh => province,
        Lang::En => english(),
    }
}
