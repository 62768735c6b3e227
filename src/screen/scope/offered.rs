//! The groups there are to choose from.

use super::{Base, Only, Scope};
use crate::{
    analysis::tiers::Scheme,
    model::GroupId,
    screen::{Lens, tiering},
    store::Store,
};

/// The groups of the catalogue, the list named before, the marked parks, however many these are, and the tiers of the group
/// one is in: by rank bands, thirds and shares of the mean. The one taken is always among them.
pub fn offered(store: &Store, lens: &Lens) -> Vec<Scope> {
    let (catalog, base) = (store.catalog(), &lens.scope.base);
    let groups = (0..catalog.groups.len()).map(|place| Base::Group(GroupId::at(place)));
    let mut offered: Vec<Scope> = groups.map(|base| Scope::whole(catalog, base)).collect();
    if let Base::Listed(_) = base {
        offered.push(Scope::whole(catalog, base.clone()));
    }
    offered.push(Scope::marked(catalog, base.clone(), &lens.marked));
    if matches!(lens.scope.only, Only::Tier(_)) {
        offered.push(lens.scope.clone());
    }
    for scheme in Scheme::ALL {
        let Some(by) = tiering::made_by(scheme, lens.focused(), catalog) else { continue };
        let tiers = Scope::tiers(store, base, scheme, by, lens.at);
        offered.extend(tiers.into_iter().filter(|tier| !tier.parks().is_empty() && *tier != lens.scope));
    }
    offered
}
