//! What the figures name and the folder does not describe yet.

use std::collections::HashSet;

use super::{entry, table::Table};
use crate::{
    load::Names,
    model::{Catalog, Indicator, IndicatorId, Label, Park, ParkId, Remark, SourceId, group::Members},
};

/// The catalogue of the folder as it is, asked the way a reader of its tables asks.
pub struct Known {
    pub catalog: Catalog,
    names: Names,
}

impl Known {
    /// Of the folder's catalogue.
    pub fn of(catalog: Catalog) -> Self {
        Self { names: Names::of(&catalog), catalog }
    }

    /// The folder's park that a row of this one will be taken for.
    pub fn park(&mut self, park: &Park) -> Option<ParkId> {
        let Self { catalog, names } = self;
        let by_name = || names.park(catalog, &park.slug).map(ParkId::at);
        // What a catalogue describes may bear another's alias; what only a row named is who bears that name.
        catalog.park_by_slug(&park.slug).or_else(|| is_only_named(park).then(by_name).flatten())
    }

    /// The same for an indicator.
    pub fn indicator(&mut self, indicator: &Indicator) -> Option<IndicatorId> {
        let Self { catalog, names } = self;
        let by_name = || names.indicator(catalog, &indicator.slug).map(IndicatorId::at);
        let only_named = indicator.about == Label::default() && indicator.alias.is_empty();
        catalog.indicator_by_slug(&indicator.slug).or_else(|| only_named.then(by_name).flatten())
    }
}

fn is_only_named(park: &Park) -> bool {
    let Park { slug, name, short, .. } = park.clone();
    *park == Park { slug, name, short, ..Park::default() }
}

/// The entries to be added to each file of the catalogue, in the order of [`CATALOG`](super::place::CATALOG).
pub fn entries(from: &Catalog, known: &mut Known, tables: &[&Table<'_>], new: &[&Table<'_>]) -> [Vec<String>; 5] {
    let mut needed = Needed::by(tables);
    // Groups and remarks come once, with their table: one that was changed or taken out here does not come back.
    needed.join(from, &Needed::by(new));
    needed.follow(from);
    let parks = from.park_ids().filter(|id| needed.parks.contains(id) && known.park(from.park(*id)).is_none());
    let parks = parks.map(|id| entry::park(from, from.park(id))).collect();
    let indicators = from
        .indicator_ids()
        .filter(|id| needed.indicators.contains(id) && known.indicator(from.indicator(*id)).is_none())
        .map(|id| entry::indicator(from, from.indicator(id)))
        .collect();
    let is_new = |id: &SourceId| known.catalog.source_by_slug(&from.source(*id).slug).is_none();
    let sources = from.source_ids().filter(|id| needed.sources.contains(id) && is_new(id));
    let sources = sources.map(|id| entry::source(from.source(id))).collect();
    let is_new = |slug: &str| known.catalog.groups.iter().all(|group| group.slug != slug);
    let groups = needed.groups.iter().map(|at| &from.groups[*at]).filter(|group| is_new(&group.slug));
    let groups = groups.map(|group| entry::group(from, group)).collect();
    // A remark has no name: one that says the same in the same words is the same.
    let said: HashSet<String> =
        known.catalog.remarks.iter().map(|remark| entry::remark(&known.catalog, remark)).collect();
    let remarks = needed.remarks.iter().map(|remark| entry::remark(from, remark));
    [parks, indicators, sources, groups, remarks.filter(|remark| !said.contains(remark)).collect()]
}

/// What the figures name, and what that names in turn.
#[derive(Default)]
struct Needed<'a> {
    parks: HashSet<ParkId>,
    indicators: HashSet<IndicatorId>,
    sources: HashSet<SourceId>,
    groups: Vec<usize>,
    remarks: Vec<&'a Remark>,
}

impl<'a> Needed<'a> {
    fn by(tables: &[&Table<'_>]) -> Self {
        let mut needed = Self::default();
        for (fact, source) in tables.iter().flat_map(|table| table.named()) {
            needed.parks.insert(fact.park);
            needed.indicators.insert(fact.indicator);
            needed.sources.extend(source);
        }
        needed
    }

    /// Adds the groups and remarks that speak of these parks and indicators.
    fn join(&mut self, from: &'a Catalog, these: &Needed<'_>) {
        let has_some = |at: &usize| from.members(&from.groups[*at]).iter().any(|park| these.parks.contains(park));
        self.groups = (0..from.groups.len()).filter(has_some).collect();
        let names_some = |remark: &&Remark| {
            (remark.parks.is_empty() || remark.parks.iter().any(|id| these.parks.contains(id)))
                && (remark.indicators.is_empty() || remark.indicators.iter().any(|id| these.indicators.contains(id)))
        };
        if !these.parks.is_empty() {
            self.remarks = from.remarks.iter().filter(names_some).collect();
        }
    }

    /// Adds what entries refer to: a name that leads nowhere would be a problem.
    fn follow(&mut self, from: &Catalog) {
        self.parks.extend(self.remarks.iter().flat_map(|remark| &remark.parks));
        self.indicators.extend(self.remarks.iter().flat_map(|remark| &remark.indicators));
        for at in &self.groups {
            if let Members::Listed(parks) = &from.groups[*at].members {
                self.parks.extend(parks);
            }
        }
        let mut open: Vec<ParkId> = self.parks.iter().copied().collect();
        while let Some(id) = open.pop() {
            open.extend(from.park(id).parent.filter(|parent| self.parks.insert(*parent)));
        }
        let mut open: Vec<IndicatorId> = self.indicators.iter().copied().collect();
        while let Some(id) = open.pop() {
            let Indicator { numerator, denominator, base, part_of, .. } = from.indicator(id);
            let links = [numerator, denominator, base, part_of].into_iter().flatten();
            open.extend(links.filter(|link| self.indicators.insert(**link)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Known;
    use crate::model::{Catalog, Level, Park};

    #[test]
    fn only_what_a_row_named_is_found_by_another_name() {
        let mut catalog = Catalog::default();
        catalog.add_park(Park { slug: "binjiang".into(), alias: vec!["滨江".into()], ..Park::default() });
        let mut known = Known::of(catalog);
        let named = Park { slug: "滨江".into(), ..Park::default() };
        assert!(known.park(&named).is_some());
        assert_eq!(known.park(&Park { level: Level::National, ..named }), None, "somebody described another one");
        assert_eq!(known.park(&Park { slug: "萧山".into(), ..Park::default() }), None);
    }
}
