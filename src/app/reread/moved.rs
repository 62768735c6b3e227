//! What one catalogue calls by a number, in the numbers of another.

use std::sync::Arc;

use crate::{
    app::menu::Choice,
    model::{Catalog, Form, GroupId, IndicatorId, Measure, ParkId, SchemeId},
    screen::{
        Scope,
        scope::{Base, LEAST, Only, Tier},
    },
    store::Store,
};

/// From the catalogue before to the one now: people know slugs, and so does this.
pub struct Moved<'a> {
    pub from: &'a Catalog,
    pub to: &'a Catalog,
}

impl Moved<'_> {
    /// The same park, if it is still there.
    pub fn park(&self, id: ParkId) -> Option<ParkId> {
        self.to.park_by_slug(&self.from.park(id).slug)
    }

    /// The same indicator, if it is still there.
    pub fn indicator(&self, id: IndicatorId) -> Option<IndicatorId> {
        self.to.indicator_by_slug(&self.from.indicator(id).slug)
    }

    /// The same form, if the indicator it needs is still there.
    pub fn form(&self, form: Form) -> Option<Form> {
        match form {
            Form::Per(by) => self.indicator(by).map(Form::Per),
            Form::LocationQuotient(by) => self.indicator(by).map(Form::LocationQuotient),
            form => Some(form),
        }
    }

    /// The same group, if it is still there.
    pub fn group(&self, id: GroupId) -> Option<GroupId> {
        let slug = &self.from.groups.get(id.index())?.slug;
        self.to.groups.iter().position(|group| group.slug == *slug).map(GroupId::at)
    }

    /// The same group to count over; what is left of a list, all of a group whose tiers cannot be made any more, and the
    /// first group where nothing is left of it.
    pub fn scope(&self, scope: &Scope, store: &Store, marked: &[ParkId]) -> Scope {
        let base = match &scope.base {
            Base::Group(id) => self.group(*id).map(Base::Group),
            Base::Listed(parks) => {
                let parks: Arc<[ParkId]> = parks.iter().filter_map(|park| self.park(*park)).collect();
                (parks.len() >= LEAST).then_some(Base::Listed(parks))
            }
        };
        let measure =
            |measure: Measure| Some(Measure { of: self.indicator(measure.of)?, form: self.form(measure.form)? });
        let only = match scope.only {
            Only::Tier(tier) => measure(tier.by).map_or(Only::All, |by| Only::Tier(Tier { by, ..tier })),
            only => only,
        };
        match base {
            Some(base) => Scope::of(store, base, only, marked),
            None => Scope::whole(self.to, Base::Group(GroupId(0))),
        }
    }

    /// The same scheme, if it is still there.
    pub fn scheme(&self, id: SchemeId) -> Option<SchemeId> {
        self.to.scheme_by_slug(&self.from.scheme(id)?.slug)
    }

    /// The same item of a list, if it is still there.
    pub fn item(&self, choice: Choice, id: u32) -> Option<u32> {
        match choice {
            Choice::Parks | Choice::Focus => self.park(ParkId(id)).map(|id| id.0),
            Choice::Measures | Choice::Indicator | Choice::Second => self.indicator(IndicatorId(id)).map(|id| id.0),
            // Groups are known by how they are written.
            Choice::Form | Choice::Group => Some(id),
            Choice::Per | Choice::Quotient => self.indicator(IndicatorId(id)).map(|id| id.0),
            Choice::Scheme => self.scheme(SchemeId(id)).map(|id| id.0),
        }
    }

    /// Whether all that there was is still where it was; what is new comes behind it.
    pub fn is_still(&self) -> bool {
        self.from.park_ids().all(|id| self.park(id) == Some(id))
            && self.from.indicator_ids().all(|id| self.indicator(id) == Some(id))
            && (0..self.from.groups.len()).map(GroupId::at).all(|id| self.group(id) == Some(id))
    }
}

#[cfg(test)]
mod tests {
    use super::Moved;
    use crate::model::{Catalog, Indicator, IndicatorId, Park, ParkId};

    fn catalog(parks: &[&str], indicators: &[&str]) -> Catalog {
        let mut catalog = Catalog::default();
        for slug in parks {
            catalog.add_park(Park { slug: (*slug).to_owned(), ..Park::default() });
        }
        for slug in indicators {
            catalog.add_indicator(Indicator { slug: (*slug).to_owned(), ..Indicator::default() });
        }
        catalog
    }

    #[test]
    fn what_moved_is_found_by_its_slug_and_what_is_gone_is_not() {
        let (from, to) = (catalog(&["a", "b"], &["x", "y"]), catalog(&["c", "a"], &["y"]));
        let moved = Moved { from: &from, to: &to };
        assert_eq!([moved.park(ParkId(0)), moved.park(ParkId(1))], [Some(ParkId(1)), None]);
        assert_eq!([0, 1].map(|id| moved.indicator(IndicatorId(id))), [None, Some(IndicatorId(0))]);
        assert!(!moved.is_still());
    }

    #[test]
    fn what_comes_behind_moves_nothing() {
        let (from, to) = (catalog(&["a"], &["x"]), catalog(&["a", "b"], &["x", "y"]));
        assert!(Moved { from: &from, to: &to }.is_still());
        assert!(!Moved { from: &to, to: &from }.is_still(), "what is gone has moved");
    }
}
