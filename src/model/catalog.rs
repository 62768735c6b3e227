//! The catalogue: which parks, indicators, sources and groups there are, and finding them by what people call them.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use serde::{Deserialize, Serialize};

use super::{
    Group, GroupId, Indicator, IndicatorId, Label, Lang, Park, ParkId, Remark, Scheme, SchemeId, Source, SourceId,
    find::{Like, Names, Rank, Sort, Wanted},
    group::Members,
    naming::{Naming, Roll},
    park::province_name,
};

/// Everything that has a name.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Catalog {
    pub parks: Vec<Park>,
    pub indicators: Vec<Indicator>,
    pub sources: Vec<Source>,
    /// The first is the default.
    pub groups: Vec<Group>,
    pub remarks: Vec<Remark>,
    /// The first is the default.
    pub schemes: Vec<Scheme>,
    #[serde(skip)]
    park_slugs: HashMap<String, ParkId>,
    #[serde(skip)]
    indicator_slugs: HashMap<String, IndicatorId>,
    #[serde(skip)]
    source_slugs: HashMap<String, SourceId>,
    /// What parks and indicators are called, ready to be searched; made when something is first looked for.
    #[serde(skip)]
    park_names: OnceLock<Arc<Names>>,
    #[serde(skip)]
    indicator_names: OnceLock<Arc<Names>>,
    /// Parks and indicators in the order of their names, made when one is first asked for.
    #[serde(skip)]
    park_rolls: [OnceLock<Arc<Roll>>; Naming::COUNT],
    #[serde(skip)]
    indicator_rolls: [OnceLock<Arc<Roll>>; Naming::COUNT],
}

/// Why a name was not found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Miss<T> {
    /// It fits several.
    Several(Vec<T>),
    /// It fits none; these are the nearest names.
    None(Vec<String>),
}

impl Catalog {
    /// With its slugs to be found by, which do not travel with it.
    #[must_use]
    pub fn indexed(mut self) -> Self {
        fn by_slug<'a, Id>(slugs: impl Iterator<Item = (Id, &'a str)>) -> HashMap<String, Id> {
            slugs.map(|(id, slug)| (slug.to_owned(), id)).collect()
        }
        self.park_slugs = by_slug(self.park_ids().zip(self.parks.iter().map(|park| park.slug.as_str())));
        self.indicator_slugs = by_slug(self.indicator_ids().zip(self.indicators.iter().map(|one| one.slug.as_str())));
        self.source_slugs = by_slug(self.source_ids().zip(self.sources.iter().map(|source| source.slug.as_str())));
        self
    }

    /// Adds a park; an existing slug keeps its first park.
    pub fn add_park(&mut self, park: Park) -> ParkId {
        let next = ParkId::at(self.parks.len());
        let id = *self.park_slugs.entry(park.slug.clone()).or_insert(next);
        if id == next {
            self.park_names.take();
            self.park_rolls = Default::default();
            self.parks.push(park);
        }
        id
    }

    /// Adds an indicator; an existing slug keeps its first indicator.
    pub fn add_indicator(&mut self, indicator: Indicator) -> IndicatorId {
        let next = IndicatorId::at(self.indicators.len());
        let id = *self.indicator_slugs.entry(indicator.slug.clone()).or_insert(next);
        if id == next {
            self.indicator_names.take();
            self.indicator_rolls = Default::default();
            self.indicators.push(indicator);
        }
        id
    }

    /// Adds a source; an existing slug keeps its first source.
    pub fn add_source(&mut self, source: Source) -> SourceId {
        let next = SourceId::at(self.sources.len());
        let id = *self.source_slugs.entry(source.slug.clone()).or_insert(next);
        if id == next {
            self.sources.push(source);
        }
        id
    }

    /// Adds a computed indicator; what a remark says of one of its inputs it says of it too.
    pub fn add_computed(&mut self, indicator: Indicator) -> IndicatorId {
        let inputs = indicator.formula.as_ref().map(|formula| formula.inputs().to_vec()).unwrap_or_default();
        let id = self.add_indicator(indicator);
        for remark in &mut self.remarks {
            if remark.indicators.iter().any(|about| inputs.contains(about)) && !remark.indicators.contains(&id) {
                remark.indicators.push(id);
            }
        }
        id
    }

    /// The same without what is computed.
    #[must_use]
    pub fn published(&self) -> Self {
        let published = self.indicators.iter().take_while(|indicator| !indicator.is_computed()).count();
        let mut catalog = self.clone();
        for indicator in catalog.indicators.drain(published..) {
            catalog.indicator_slugs.remove(&indicator.slug);
        }
        for remark in &mut catalog.remarks {
            remark.indicators.retain(|id| id.index() < published);
        }
        catalog.indicator_names.take();
        catalog.indicator_rolls = Default::default();
        catalog
    }

    pub fn park(&self, id: ParkId) -> &Park {
        &self.parks[id.index()]
    }

    pub fn indicator(&self, id: IndicatorId) -> &Indicator {
        &self.indicators[id.index()]
    }

    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }

    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.index()]
    }

    pub fn park_ids(&self) -> impl DoubleEndedIterator<Item = ParkId> + use<> {
        (0..self.parks.len()).map(ParkId::at)
    }

    pub fn indicator_ids(&self) -> impl DoubleEndedIterator<Item = IndicatorId> + use<> {
        (0..self.indicators.len()).map(IndicatorId::at)
    }

    pub fn source_ids(&self) -> impl DoubleEndedIterator<Item = SourceId> + use<> {
        (0..self.sources.len()).map(SourceId::at)
    }

    /// The park of exactly that slug.
    pub fn park_by_slug(&self, slug: &str) -> Option<ParkId> {
        self.park_slugs.get(slug).copied()
    }

    /// The indicator of exactly that slug.
    pub fn indicator_by_slug(&self, slug: &str) -> Option<IndicatorId> {
        self.indicator_slugs.get(slug).copied()
    }

    /// The source of exactly that slug.
    pub fn source_by_slug(&self, slug: &str) -> Option<SourceId> {
        self.source_slugs.get(slug).copied()
    }

    /// The group of exactly that slug or name.
    pub fn find_group(&self, name: &str) -> Result<GroupId, Miss<GroupId>> {
        let names = |group: &Group| {
            [&group.slug, &group.name.zh, &group.name.en, &group.short.zh, &group.short.en].map(|n| fold(n)).to_vec()
        };
        find(name, self.groups.iter().map(|group| (names(group), vec![])), GroupId::at)
    }

    pub fn scheme(&self, id: SchemeId) -> Option<&Scheme> {
        self.schemes.get(id.index())
    }

    /// The scheme of exactly that slug.
    pub fn scheme_by_slug(&self, slug: &str) -> Option<SchemeId> {
        self.schemes.iter().position(|scheme| scheme.slug == slug).map(SchemeId::at)
    }

    /// The scheme people mean by that name, or by the file it stands in.
    pub fn find_scheme(&self, name: &str) -> Result<SchemeId, Miss<SchemeId>> {
        if let Some(place) = self.schemes.iter().position(|scheme| scheme.slug == name.trim() || scheme.file == name) {
            return Ok(SchemeId::at(place));
        }
        let names = |scheme: &Scheme| [&scheme.slug, &scheme.name.zh, &scheme.name.en].map(|n| fold(n)).to_vec();
        find(name, self.schemes.iter().map(|scheme| (names(scheme), vec![])), SchemeId::at)
    }

    /// The park people mean by that name: slug, full or short name in either language, alias, or part of a name.
    pub fn find_park(&self, name: &str) -> Result<ParkId, Miss<ParkId>> {
        if let Some(id) = self.park_by_slug(name.trim()) {
            return Ok(id);
        }
        find(name, self.parks.iter().map(park_names), ParkId::at)
    }

    /// The indicator people mean by that name, as for parks.
    pub fn find_indicator(&self, name: &str) -> Result<IndicatorId, Miss<IndicatorId>> {
        if let Some(id) = self.indicator_by_slug(name.trim()) {
            return Ok(id);
        }
        find(name, self.indicators.iter().map(indicator_names), IndicatorId::at)
    }

    /// The park people mean by that name, or by how a name is read where nothing is called so: zgc is 中关村.
    pub fn park_meant(&self, name: &str) -> Result<ParkId, Miss<ParkId>> {
        self.find_park(name).or_else(|miss| as_said(miss, || self.park_names().said(name), ParkId::at))
    }

    /// The same for an indicator.
    pub fn indicator_meant(&self, name: &str) -> Result<IndicatorId, Miss<IndicatorId>> {
        self.find_indicator(name).or_else(|miss| as_said(miss, || self.indicator_names().said(name), IndicatorId::at))
    }

    /// The same for a group.
    pub fn group_meant(&self, name: &str) -> Result<GroupId, Miss<GroupId>> {
        self.find_group(name).or_else(|miss| as_said(miss, || self.group_names().said(name), GroupId::at))
    }

    /// The same for a scheme.
    pub fn scheme_meant(&self, name: &str) -> Result<SchemeId, Miss<SchemeId>> {
        self.find_scheme(name).or_else(|miss| as_said(miss, || self.scheme_names().said(name), SchemeId::at))
    }

    /// What the parks are called, to find them by.
    pub fn park_names(&self) -> &Names {
        self.park_names.get_or_init(|| Arc::new(Names::of(self.parks.iter().map(names_of_park))))
    }

    /// What the indicators are called.
    pub fn indicator_names(&self) -> &Names {
        self.indicator_names.get_or_init(|| Arc::new(Names::of(self.indicators.iter().map(names_of_indicator))))
    }

    /// The parks in the order of the names they are shown under.
    pub fn park_roll(&self, naming: Naming) -> &Roll {
        let all = || self.parks.iter().map(|park| (&park.short, &*park.slug));
        self.park_rolls[naming.number()].get_or_init(|| roll_of(all(), naming))
    }

    /// The indicators likewise.
    pub fn indicator_roll(&self, naming: Naming) -> &Roll {
        let all = || self.indicators.iter().map(|indicator| (&indicator.short, &*indicator.slug));
        self.indicator_rolls[naming.number()].get_or_init(|| roll_of(all(), naming))
    }

    /// Everything a park is found by: its names, other names and where it is.
    pub fn called_park(&self, id: ParkId) -> impl Iterator<Item = &str> {
        names_of_park(self.park(id)).map(|(_, name)| name)
    }

    /// Everything an indicator is found by.
    pub fn called_indicator(&self, id: IndicatorId) -> impl Iterator<Item = &str> {
        names_of_indicator(self.indicator(id)).map(|(_, name)| name)
    }

    /// What the groups are called.
    pub fn group_names(&self) -> Names {
        Names::of(self.groups.iter().map(|group| names_of(&group.slug, [&group.short, &group.name], &[])))
    }

    /// What the schemes are called, and who issued them.
    pub fn scheme_names(&self) -> Names {
        Names::of(self.schemes.iter().map(names_of_scheme))
    }

    /// Those of these parks that answer to what was typed, the best first: of those it fits equally well single zones before
    /// areas, for a zone is often called after the county around it.
    pub fn find_parks(&self, wanted: &Wanted, parks: impl IntoIterator<Item = u32>) -> Vec<u32> {
        self.rank_parks(wanted, parks).into_iter().map(|(id, _)| id).collect()
    }

    /// The same of parks that have it in a name: none where its letters only stand there with others between them.
    pub fn find_parks_named(&self, wanted: &Wanted, parks: impl IntoIterator<Item = u32>) -> Vec<u32> {
        let found = self.rank_parks(wanted, parks);
        found.into_iter().filter(|(_, rank)| !rank.is_scattered()).map(|(id, _)| id).collect()
    }

    fn rank_parks(&self, wanted: &Wanted, parks: impl IntoIterator<Item = u32>) -> Vec<(u32, Rank)> {
        let mut found = self.park_names().ranked(wanted, parks);
        found.sort_by_key(|(id, rank)| {
            let is_zone = self.park(ParkId(*id)).level.is_zone();
            (rank.fit(is_zone), !is_zone, *rank)
        });
        found
    }

    /// The parks that answer to what was typed, by a name or by where they are.
    pub fn parks_like(&self, typed: &str) -> Like {
        let [parks] = like(typed, || [self.park_names()]);
        parks
    }

    /// The indicators that answer to what was typed.
    pub fn indicators_like(&self, typed: &str) -> Like {
        let [indicators] = like(typed, || [self.indicator_names()]);
        indicators
    }

    /// The parks and the indicators that answer to what was typed, for what is of both.
    pub fn both_like(&self, typed: &str) -> [Like; 2] {
        like(typed, || [self.park_names(), self.indicator_names()])
    }

    /// Which parks are among these, by their places in the catalogue: a look-up that does not grow with their number.
    pub fn among(&self, parks: &[ParkId]) -> Vec<bool> {
        let mut among = vec![false; self.parks.len()];
        for park in parks {
            among[park.index()] = true;
        }
        among
    }

    /// The parks of a group, in the order it names them, or of the catalogue where it names none.
    pub fn members(&self, group: &Group) -> Vec<ParkId> {
        match &group.members {
            Members::Listed(parks) => parks.clone(),
            Members::Where { economy, level, province, city, parts } => {
                let any = |wanted: &[String], has: Option<&String>| {
                    wanted.is_empty() || has.is_some_and(|has| wanted.contains(has))
                };
                let fits = |id: &ParkId| {
                    let park = self.park(*id);
                    any(economy, park.economy.as_ref())
                        && any(province, park.province.as_ref())
                        && any(city, park.city.as_ref())
                        && (level.is_empty() || level.contains(&park.level))
                        && (*parts || !self.is_part(*id))
                };
                self.park_ids().filter(fits).collect()
            }
        }
    }

    /// Whether a park is a part of another single zone, so that the two are not ranked side by side.
    pub fn is_part(&self, id: ParkId) -> bool {
        self.park(id).parent.is_some_and(|parent| self.park(parent).level.is_zone())
    }

    /// The short name of a park.
    pub fn park_name(&self, id: ParkId, lang: Lang) -> &str {
        self.park(id).short.get(lang)
    }

    /// The short name of an indicator.
    pub fn indicator_name(&self, id: IndicatorId, lang: Lang) -> &str {
        self.indicator(id).short.get(lang)
    }

    /// The remarks on this very park and indicator, not on a whole kind of figure.
    pub fn warnings_on(&self, park: ParkId, indicator: IndicatorId) -> impl Iterator<Item = &Remark> {
        self.remarks_about(park, indicator).filter(|remark| !remark.parks.is_empty() && !remark.indicators.is_empty())
    }

    /// The remarks that speak of a park's indicator.
    pub fn remarks_about(&self, park: ParkId, indicator: IndicatorId) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().filter(move |remark| remark.is_about(park, indicator))
    }
}

/// Lower case, full-width forms made plain, blanks trimmed: how names are compared.
pub fn fold(text: &str) -> String {
    text.trim()
        .chars()
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            '\u{3000}' => ' ',
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

fn park_names(park: &Park) -> Called {
    let names = [&park.slug, &park.name.zh, &park.name.en, &park.short.zh, &park.short.en];
    (names.map(|name| fold(name)).to_vec(), park.alias.iter().map(|alias| fold(alias)).collect())
}

fn indicator_names(indicator: &Indicator) -> Called {
    let names = [&indicator.slug, &indicator.name.zh, &indicator.name.en, &indicator.short.zh, &indicator.short.en];
    (names.map(|name| fold(name)).to_vec(), indicator.alias.iter().map(|alias| fold(alias)).collect())
}

/// 0 for a name that is just this, then a name that begins so, another name that is this, and all the rest.
fn closeness(typed: &str, (names, alias): &Called) -> u8 {
    let typed = fold(typed);
    if names.contains(&typed) {
        0
    } else if names.iter().any(|name| name.starts_with(&typed)) {
        1
    } else if alias.contains(&typed) {
        2
    } else {
        3
    }
}

/// Nothing is made ready where nothing was typed.
fn like<'a, const N: usize>(typed: &str, names: impl FnOnce() -> [&'a Names; N]) -> [Like; N] {
    let wanted = Wanted::new(typed);
    if wanted.is_empty() { [Like::ALL; N] } else { Like::of(&wanted, names()) }
}

fn roll_of<'a>(all: impl Iterator<Item = (&'a Label, &'a str)>, naming: Naming) -> Arc<Roll> {
    Arc::new(Roll::of(all.map(|(name, slug)| (name.get(naming.lang), slug)), naming.by))
}

/// Everything a park is found by, what it is shown as first.
fn names_of_park(park: &Park) -> impl Iterator<Item = (Sort, &str)> {
    let Park { slug, name, short, alias, city, province, .. } = park;
    let english = province.as_deref().map(|province| province_name(province, Lang::En));
    let places = [city.as_deref(), province.as_deref(), english];
    names_of(slug, [short, name], alias).chain(places.into_iter().flatten().map(|place| (Sort::Place, place)))
}

fn names_of_indicator(indicator: &Indicator) -> impl Iterator<Item = (Sort, &str)> {
    names_of(&indicator.slug, [&indicator.short, &indicator.name], &indicator.alias)
}

/// What a scheme is called, and who issued it.
fn names_of_scheme(scheme: &Scheme) -> impl Iterator<Item = (Sort, &str)> {
    names_of(&scheme.slug, [&scheme.name], &[]).chain([(Sort::Place, scheme.issuer.as_str())])
}

fn names_of<'a, const N: usize>(
    slug: &'a str,
    names: [&'a Label; N],
    alias: &'a [String],
) -> impl Iterator<Item = (Sort, &'a str)> + use<'a, N> {
    let names = names.into_iter().flat_map(|name| [(Sort::Name, name.zh.as_str()), (Sort::Name, name.en.as_str())]);
    names.chain([(Sort::Code, slug)]).chain(alias.iter().map(|alias| (Sort::Alias, alias.as_str())))
}

/// What something is called, and what else it is called.
type Called = (Vec<String>, Vec<String>);

/// Looks a name up: as a whole name, then as an alias, then as a part of a name.
fn find<Id: Copy>(name: &str, all: impl Iterator<Item = Called>, id: impl Fn(usize) -> Id) -> Result<Id, Miss<Id>> {
    let wanted = fold(name);
    let all: Vec<_> = all.collect();
    let pick = |fits: &dyn Fn(&Called) -> bool| -> Vec<usize> {
        all.iter().enumerate().filter(|(_, names)| fits(names)).map(|(index, _)| index).collect()
    };
    let whole = pick(&|(names, _)| names.contains(&wanted));
    let alias = pick(&|(_, alias)| alias.contains(&wanted));
    let part = if wanted.is_empty() {
        vec![]
    } else {
        pick(&|(names, alias)| names.iter().chain(alias).any(|name| name.contains(&wanted)))
    };
    for mut found in [whole, alias, part] {
        found.sort_by_key(|index| (closeness(name, &all[*index]), all[*index].0[0].len()));
        match found.as_slice() {
            [] => {}
            [one] => return Ok(id(*one)),
            several => return Err(Miss::Several(several.iter().map(|index| id(*index)).collect())),
        }
    }
    let best = |(names, alias): &Called| names.iter().chain(alias).map(|n| likeness(n, &wanted)).fold(0.0, f64::max);
    let mut near: Vec<(f64, &String)> =
        all.iter().map(|names| (best(names), &names.0[0])).filter(|(score, _)| *score > 0.75).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    Err(Miss::None(near.into_iter().take(3).map(|(_, slug)| slug.clone()).collect()))
}

/// What nothing is called may be how something is read: zgc is 中关村.
fn as_said<Id>(miss: Miss<Id>, said: impl FnOnce() -> Vec<u32>, id: impl Fn(usize) -> Id) -> Result<Id, Miss<Id>> {
    let Miss::None(near) = miss else { return Err(miss) };
    let mut found: Vec<Id> = said().into_iter().map(|place| id(place as usize)).collect();
    match (found.len(), found.pop()) {
        (1, Some(one)) => Ok(one),
        (_, Some(last)) => {
            found.push(last);
            Err(Miss::Several(found))
        }
        (_, None) => Err(Miss::None(near)),
    }
}

/// The name nearest to what was typed, if one is near.
pub fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = fold(typed);
    let near = names.map(|name| (likeness(&fold(name), &wanted), name)).filter(|(alike, _)| *alike > 0.8);
    near.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

/// How alike two names are, to 1 for the same: a slip of one key is nearer than a name that only begins alike.
fn likeness(name: &str, wanted: &str) -> f64 {
    let alike = strsim::jaro_winkler(name, wanted);
    let is_slip = wanted.chars().count() > 1 && strsim::osa_distance(name, wanted) == 1;
    if is_slip { alike.max(0.99) } else { alike }
}

#[cfg(test)]
mod tests {
    use super::{Catalog, Miss};
    use crate::model::{Label, Park, ParkId};

    fn catalog() -> Catalog {
        let mut catalog = Catalog::default();
        for (slug, zh, en, alias) in [
            ("binjiang", "杭州高新区(滨江)", "Hangzhou (Binjiang)", vec!["滨江"]),
            ("deqing", "德清县", "Deqing County", vec!["德清"]),
            ("moganshan", "莫干山高新区", "Moganshan", vec!["德清", "德清高新区"]),
        ] {
            let name = Label { zh: zh.into(), en: en.into() };
            let alias = alias.into_iter().map(str::to_owned).collect();
            catalog.add_park(Park { slug: slug.into(), short: name.clone(), name, alias, ..Park::default() });
        }
        catalog
    }

    #[test]
    fn a_park_answers_to_slug_name_alias_and_part() {
        let catalog = catalog();
        for name in ["binjiang", "Binjiang", "滨江", "杭州高新区（滨江）", "ＢＩＮＪＩＡＮＧ", "hangzhou"]
        {
            assert_eq!(catalog.find_park(name), Ok(ParkId(0)), "{name}");
        }
    }

    #[test]
    fn a_name_that_fits_several_lists_them() {
        assert_eq!(catalog().find_park("德清"), Err(Miss::Several(vec![ParkId(1), ParkId(2)])));
    }

    #[test]
    fn an_unknown_name_suggests_the_nearest() {
        let Err(Miss::None(near)) = catalog().find_park("binjang") else { panic!("found") };
        assert_eq!(near.first().map(String::as_str), Some("binjiang"));
        let Err(Miss::None(near)) = catalog().find_park("deqnig") else { panic!("found") };
        assert_eq!(near.first().map(String::as_str), Some("deqing"), "two keys changed places");
        assert_eq!(catalog().find_park("拉萨"), Err(Miss::None(vec![])));
        assert!(catalog().find_park("").is_err());
    }
}
