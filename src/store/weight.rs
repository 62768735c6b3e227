//! Which park and which indicator is likely to be meant by a name that fits several.

use std::{cmp::Reverse, sync::OnceLock};

use super::Store;
use crate::model::{IndicatorId, Kind, Level, ParkId};

/// Both orders, once somebody has asked.
#[derive(Default)]
pub struct Weights {
    parks: OnceLock<Vec<ParkId>>,
    indicators: OnceLock<Vec<IndicatorId>>,
}

impl Store {
    /// National zones, other zones, then totals and places; of these the ones with figures for most indicators first, then
    /// as the catalogue has them.
    pub fn parks_by_weight(&self) -> &[ParkId] {
        self.weights.parks.get_or_init(|| {
            let covered = self.coverage(Kind::Actual);
            let mut all: Vec<ParkId> = self.catalog.park_ids().collect();
            all.sort_by_key(|id| {
                let level = self.catalog.park(*id).level;
                (level != Level::National, !level.is_zone(), Reverse(covered[id.index()]))
            });
            all
        })
    }

    /// The indicators most parks have first, then as the catalogue has them.
    pub fn indicators_by_weight(&self) -> &[IndicatorId] {
        self.weights.indicators.get_or_init(|| {
            let mut all: Vec<IndicatorId> = self.catalog.indicator_ids().collect();
            all.sort_by_cached_key(|id| Reverse(self.count_parks(*id)));
            all
        })
    }
}
