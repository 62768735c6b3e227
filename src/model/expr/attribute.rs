//! What the catalogue says of parks in words: province, city, level, and which groups they are in.

use super::{
    Names, Truth,
    names::nearest,
    slip::{Slip, Span, Wrong},
};
use crate::model::{Catalog, Label, Level, Park, ParkId, catalog::fold, park::province_name};

/// A property of a park.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Attribute {
    Province,
    City,
    Economy,
    Level,
    /// High-tech zones of any level, and the other sorts of area.
    Kind,
    /// Membership in a group.
    Group,
    Name,
    /// The whole it is a part of.
    Parent,
    /// The year it was founded: a number.
    Founded,
    /// Marked for comparison: stands alone.
    Marked,
}

const NAMES: &[(Attribute, &[&str])] = &[
    (Attribute::Province, &["省", "省份", "province"]),
    (Attribute::City, &["市", "城市", "city"]),
    (Attribute::Economy, &["经济体", "国家地区", "economy", "country"]),
    (Attribute::Level, &["级别", "level"]),
    (Attribute::Kind, &["类型", "kind", "type"]),
    (Attribute::Group, &["范围", "group"]),
    (Attribute::Name, &["名称", "园区", "name", "park"]),
    (Attribute::Parent, &["隶属", "上级", "parent"]),
    (Attribute::Founded, &["成立", "成立年份", "设立", "founded"]),
    (Attribute::Marked, &["已标", "marked"]),
];

/// What a kind of area is called, and the levels that are of it.
const KINDS: &[(&[&str], &[Level])] = &[
    (&["高新区", "high-tech-zone", "zone"], &[Level::National, Level::Provincial]),
    (&["经开区", "economic-development-zone"], &[Level::EconomicDevelopment]),
    (&["科技园", "technology-park"], &[Level::TechnologyPark]),
    (&["走廊", "科创走廊", "corridor"], &[Level::Corridor]),
    (&["都市圈", "metro"], &[Level::Metro]),
    (&["合计", "total"], &[Level::Aggregate]),
    (&["背景", "context"], &[Level::Context]),
    (&["未注明", "unstated"], &[Level::Unstated]),
];

const LEVELS: &[(&[&str], Level)] = &[
    (&["国家级", "国家", "national"], Level::National),
    (&["省级", "provincial"], Level::Provincial),
    (&["经开区", "economic-development"], Level::EconomicDevelopment),
    (&["科技园", "technology-park"], Level::TechnologyPark),
    (&["走廊", "科创走廊", "corridor"], Level::Corridor),
    (&["都市圈", "metro"], Level::Metro),
    (&["合计", "合计或片区", "aggregate", "total"], Level::Aggregate),
    (&["背景", "context"], Level::Context),
    (&["未注明", "unstated"], Level::Unstated),
];

/// What each property is called, the Chinese names first.
pub fn properties() -> impl Iterator<Item = &'static [&'static str]> {
    NAMES.iter().map(|(_, names)| *names)
}

/// The names of properties that are like this one.
pub fn near(name: &str) -> Vec<Label> {
    let names = NAMES.iter().flat_map(|(_, names)| names.iter().copied());
    nearest(name, names, 1).iter().map(|name| Label::same(name)).collect()
}

impl Attribute {
    /// The property of that name.
    pub fn named(name: &str) -> Option<Self> {
        let wanted = fold(name);
        NAMES.iter().find(|(_, names)| names.contains(&wanted.as_str())).map(|(attribute, _)| *attribute)
    }

    /// What it is called.
    pub fn label(self) -> Label {
        let names = NAMES.iter().find(|(attribute, _)| *attribute == self).map_or(&[][..], |(_, names)| names);
        let english = names.iter().find(|name| name.is_ascii());
        let [zh, en] = [names.first(), english].map(|name| name.copied().unwrap_or_default().to_owned());
        Label { zh, en }
    }

    /// Of which parks it is known at all.
    pub fn known(self, catalog: &Catalog) -> Vec<Truth> {
        let is_known = |park: ParkId| match self {
            Self::Founded => catalog.park(park).founded.is_some(),
            Self::Parent => catalog.park(park).parent.is_some(),
            Self::Level | Self::Kind => catalog.park(park).level != Level::Unstated,
            Self::Name | Self::Group | Self::Marked => true,
            Self::Province | Self::City | Self::Economy => self.written(catalog.park(park)).is_some(),
        };
        catalog.park_ids().map(|park| Truth::of(is_known(park))).collect()
    }

    fn written(self, park: &Park) -> Option<&str> {
        match self {
            Self::Province => park.province.as_deref(),
            Self::City => park.city.as_deref(),
            Self::Economy => park.economy.as_deref(),
            _ => None,
        }
    }

    /// Of which parks it is this value. A value that no park has is a slip.
    pub fn is(self, value: &str, at: Span, scope: &Names<'_>) -> Result<Vec<Truth>, Slip> {
        let catalog = scope.catalog;
        let none = |near: Vec<String>| {
            let value = value.to_owned();
            Err(Slip::new(at, Wrong::NoSuchValue { property: self.label(), value, near }))
        };
        let by = |is_so: &dyn Fn(ParkId) -> bool| Ok(catalog.park_ids().map(|park| Truth::of(is_so(park))).collect());
        let wanted = fold(value);
        match self {
            Self::Province | Self::City | Self::Economy => self.is_written(value, at, catalog),
            Self::Level => match LEVELS.iter().find(|(names, _)| names.contains(&wanted.as_str())) {
                Some((_, level)) => by(&|park| catalog.park(park).level == *level),
                None => none(LEVELS.iter().map(|(names, _)| names[0].to_owned()).collect()),
            },
            Self::Kind => match KINDS.iter().find(|(names, _)| names.contains(&wanted.as_str())) {
                Some((_, levels)) => by(&|park| levels.contains(&catalog.park(park).level)),
                None => none(KINDS.iter().map(|(names, _)| names[0].to_owned()).collect()),
            },
            Self::Group => {
                let Ok(group) = catalog.find_group(value) else {
                    let names = catalog.groups.iter().flat_map(|group| [&group.short.zh, &group.short.en, &group.slug]);
                    return none(nearest(value, names.map(String::as_str), 3));
                };
                let inside = catalog.among(&catalog.members(catalog.group(group)));
                by(&|park| inside[park.index()])
            }
            Self::Name | Self::Parent => match catalog.find_park(value) {
                Ok(id) if self == Self::Name => by(&|park| park == id),
                Ok(id) => by(&|park| catalog.park(park).parent == Some(id)),
                Err(_) => {
                    let names = catalog.parks.iter().flat_map(|park| [&park.short.zh, &park.short.en, &park.slug]);
                    none(nearest(value, names.map(String::as_str), 3))
                }
            },
            Self::Founded | Self::Marked => Err(Slip::new(at, Wrong::NotForWords(self.label()))),
        }
    }

    fn is_written(self, value: &str, at: Span, catalog: &Catalog) -> Result<Vec<Truth>, Slip> {
        let names = |written: &str| -> Vec<String> {
            let english = if self == Self::Province { province_name(written, crate::model::Lang::En) } else { written };
            vec![fold(written), fold(english)]
        };
        let folded = fold(value);
        let wanted = bare(&folded);
        let is = |written: &str| names(written).iter().any(|name| bare(name) == wanted);
        let truth = |park: &Park| self.written(park).map_or(Truth::Missing, |written| Truth::of(is(written)));
        let found: Vec<Truth> = catalog.parks.iter().map(truth).collect();
        if found.contains(&Truth::Yes) {
            return Ok(found);
        }
        let mut written: Vec<&str> = catalog.parks.iter().filter_map(|park| self.written(park)).collect();
        written.sort_unstable();
        written.dedup();
        let wrong = if written.is_empty() {
            Wrong::NobodySays(self.label())
        } else {
            let near = nearest(value, written.into_iter(), 3);
            Wrong::NoSuchValue { property: self.label(), value: value.to_owned(), near }
        };
        Err(Slip::new(at, wrong))
    }

    /// Of which parks it contains these words.
    pub fn contains(self, words: &str, at: Span, catalog: &Catalog) -> Result<Vec<Truth>, Slip> {
        let wanted = fold(words);
        let like = catalog.parks_like(words);
        let truth = |id: ParkId| {
            let park = catalog.park(id);
            match self {
                Self::Name => Truth::of(like.has(id.index())),
                Self::Province | Self::City | Self::Economy => self.written(park).map_or(Truth::Missing, |written| {
                    let english = province_name(written, crate::model::Lang::En);
                    Truth::of(fold(written).contains(&wanted) || fold(english).contains(&wanted))
                }),
                _ => Truth::No,
            }
        };
        match self {
            Self::Name | Self::Province | Self::City | Self::Economy => Ok(catalog.park_ids().map(truth).collect()),
            _ => Err(Slip::new(at, Wrong::NotForWords(self.label()))),
        }
    }
}

/// 浙江省 is 浙江, and 杭州市 is 杭州.
fn bare(name: &str) -> &str {
    let cut = ["省", "市", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区"]
        .iter()
        .find_map(|end| name.strip_suffix(end));
    cut.filter(|rest| rest.chars().count() > 1).unwrap_or(name)
}
