//! Tiers (梯队) of a group of parks: what they are made by, and who is in which.

use super::measured;
use crate::{
    analysis::tiers::Scheme,
    model::{At, Catalog, Form, IndicatorId, Lang, Measure, Nature, ParkId},
    store::Store,
};

/// What the tiers of a scheme are made by: bands by a published rank, the others by the measure one looks at.
pub fn made_by(scheme: Scheme, focus: Option<Measure>, catalog: &Catalog) -> Option<Measure> {
    match scheme {
        Scheme::Bands => published_rank(catalog, focus).map(|of| Measure { of, form: Form::Level }),
        Scheme::Thirds | Scheme::Mean => focus,
    }
}

/// The rank that bands are made of: the one looked at, else the national one, else any that is published.
fn published_rank(catalog: &Catalog, focus: Option<Measure>) -> Option<IndicatorId> {
    let is_rank = |id: &IndicatorId| catalog.indicator(*id).nature == Nature::Rank;
    let focus = focus.map(|measure| measure.of).filter(is_rank);
    focus
        .or_else(|| catalog.indicator_by_slug("national_rank").filter(is_rank))
        .or_else(|| catalog.indicator_ids().find(is_rank))
}

/// The tier of each park. `field` says which of them thirds and means are taken over; `members` are the group that forms
/// are counted over.
pub fn of(
    store: &Store,
    scheme: Scheme,
    by: Measure,
    at: At,
    parks: &[ParkId],
    members: &[ParkId],
    field: &[bool],
) -> Vec<Option<usize>> {
    let column = store.measured(parks, members, by, at);
    let values: Vec<Option<f64>> = column.values().collect();
    scheme.of(&values, field, measured::better(by, store.catalog()))
}

/// The tier of each member of a group; none of those that may not be ranked beside the others.
pub fn of_members(store: &Store, scheme: Scheme, by: Measure, at: At, members: &[ParkId]) -> Vec<Option<usize>> {
    let ranked = store.rankable(members);
    let tiers = of(store, scheme, by, at, members, members, &ranked);
    tiers.into_iter().zip(ranked).map(|(tier, ranked)| tier.filter(|_| ranked)).collect()
}

/// The rule in a word or two.
pub const fn rule(scheme: Scheme, lang: Lang) -> &'static str {
    match scheme {
        Scheme::Bands => lang.pick("位次带", "bands"),
        Scheme::Thirds => lang.pick("三等分", "thirds"),
        Scheme::Mean => lang.pick("与均值之比", "share of the mean"),
    }
}
