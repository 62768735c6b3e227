//! What a name in an expression means.

use super::{
    Names,
    slip::{Slip, Span, Wrong},
};
use crate::model::{Catalog, Indicator, IndicatorId, Label, catalog::Miss, catalog::fold, unit::Dimension};

/// A name less like another than this is another name.
const LIKE: f64 = 0.66;

impl Names<'_> {
    /// Whether an indicator is called exactly so.
    pub(super) fn is_name(&self, name: &str) -> bool {
        called(self.catalog, name).is_some()
    }

    /// The indicator of that name. Of several with one alias it is the one that most parks have, of those in that money
    /// where one is asked for; of several that hold the name in theirs none is.
    pub(super) fn indicator(&self, name: &str, at: Span, money: Option<&str>) -> Result<IndicatorId, Slip> {
        let slip = |wrong| Err(Slip::new(at, wrong));
        let name = name.trim();
        match self.catalog.find_indicator(name) {
            Ok(id) => Ok(id),
            Err(Miss::Several(ids)) => {
                let wanted = fold(name);
                let is_called_so = |id: &IndicatorId| is_called(self.catalog.indicator(*id), &wanted);
                let in_money = |id: &IndicatorId| money_of(self.catalog.indicator(*id)) == money;
                let called = || ids.iter().copied().filter(is_called_so);
                let is_any = money.is_some() && called().any(|id| in_money(&id));
                let most = called().filter(|id| !is_any || in_money(id)).map(|id| ((self.parks_with)(id), id));
                // The first in the catalogue of those that as many have.
                let most = most.reduce(|a, b| if b.0 > a.0 { b } else { a });
                match most {
                    Some((_, id)) => Ok(id),
                    None => slip(Wrong::Several { name: name.to_owned(), of: labels(self.catalog, &ids) }),
                }
            }
            Err(Miss::None(near)) => {
                let ids: Vec<_> = near.iter().filter_map(|slug| self.catalog.indicator_by_slug(slug)).collect();
                let mut near = labels(self.catalog, &ids);
                near.extend(super::attribute::near(name));
                slip(Wrong::Unknown { name: name.to_owned(), near })
            }
        }
    }
}

/// Reads with names as most parks have them; where moneys do not fit (出口 is counted in dollars and in yuan), with those
/// of one money after the other.
pub fn in_one_money<T>(catalog: &Catalog, read: impl Fn(Option<&'static str>) -> Result<T, Slip>) -> Result<T, Slip> {
    let first = match read(None) {
        Err(slip) if matches!(slip.what, Wrong::Currencies | Wrong::Differ { .. } | Wrong::UnitDiffers { .. }) => slip,
        read => return read,
    };
    let mut moneys: Vec<&'static str> = catalog.indicators.iter().filter_map(money_of).collect();
    let mut seen = vec![];
    moneys.retain(|money| {
        !seen.contains(money) && {
            seen.push(*money);
            true
        }
    });
    moneys.into_iter().find_map(|money| read(Some(money)).ok()).ok_or(first)
}

/// The money an indicator is counted in.
fn money_of(indicator: &Indicator) -> Option<&'static str> {
    match indicator.unit.dimension() {
        Dimension::Money(code) => Some(code),
        Dimension::Per(Dimension::Money(code), _) => Some(*code),
        _ => None,
    }
}

/// The indicator that is called exactly so.
pub fn called(catalog: &Catalog, name: &str) -> Option<IndicatorId> {
    let wanted = fold(name);
    catalog.indicator_ids().find(|id| is_called(catalog.indicator(*id), &wanted))
}

fn is_called(indicator: &Indicator, wanted: &str) -> bool {
    let Indicator { slug, name, short, alias, .. } = indicator;
    let names = [slug, &name.zh, &name.en, &short.zh, &short.en];
    names.into_iter().chain(alias).any(|name| fold(name) == wanted)
}

fn labels(catalog: &Catalog, ids: &[IndicatorId]) -> Vec<Label> {
    ids.iter().map(|id| catalog.indicator(*id).short.clone()).collect()
}

/// Those of the names that are nearest, best first.
pub fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>, most: usize) -> Vec<String> {
    let wanted = fold(name);
    let likeness = |other: &str| strsim::jaro_winkler(&fold(other), &wanted);
    let mut near: Vec<(f64, &str)> =
        names.map(|other| (likeness(other), other)).filter(|(like, _)| *like > LIKE).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.dedup();
    near.into_iter().take(most).map(|(_, other)| other.to_owned()).collect()
}
