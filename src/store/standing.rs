//! Where a park is strong and weak in its group.

use std::collections::HashMap;

use super::{Peers, Point, Store};
use crate::{
    analysis::{gap::best_and_worst, rank::Rank},
    model::{At, Better, IndicatorId, Kind, Nature, ParkId, Period},
};

/// A rank among fewer says little.
pub const LEAST_PEERS: u32 = 5;
/// So many strengths, and so many weaknesses.
const MOST: usize = 3;

/// A park's rank for one indicator, in the group and for the period of its own figure.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Ranked {
    pub indicator: IndicatorId,
    pub point: Point,
    pub rank: Rank,
    /// Whether a figure it is ranked among is not exact.
    pub unsure: bool,
}

/// The best and the worst ranks of a park.
#[derive(Clone, PartialEq, Debug)]
pub struct Standing {
    pub park: ParkId,
    pub best: Vec<Ranked>,
    pub worst: Vec<Ranked>,
    /// How many indicators it is ranked for among enough members.
    pub ranked: usize,
}

impl Store {
    /// What each of these parks is best and worst at, by percentile among the members' figures of the very same period.
    ///
    /// Only indicators of which one way is better and at least [`LEAST_PEERS`] members have a figure; no ranks of ranks.
    pub fn standings(&self, parks: &[ParkId], members: &[ParkId], at: At) -> Vec<Standing> {
        let mut asked: HashMap<(IndicatorId, Period), Peers> = HashMap::new();
        let mut standing = |park: ParkId| {
            let of = self.indicators_of(park, Kind::Actual).into_iter().filter(|id| {
                let about = self.catalog.indicator(*id);
                about.better != Better::Neither && about.nature != Nature::Rank
            });
            let ranked: Vec<Ranked> = of
                .filter_map(|indicator| {
                    let point = *self.series(park, indicator, Kind::Actual).at(at)?;
                    let key = (indicator, point.period);
                    let peers = asked.entry(key).or_insert_with(|| self.peers(members, indicator, point.period));
                    let rank = peers.rank(park).filter(|rank| rank.of >= LEAST_PEERS)?;
                    Some(Ranked { indicator, point, rank, unsure: peers.is_unsure() })
                })
                .collect();
            let pairs: Vec<(usize, Rank)> = ranked.iter().map(|ranked| ranked.rank).enumerate().collect();
            let (best, worst) = best_and_worst(&pairs, MOST);
            let take = |places: Vec<usize>| places.into_iter().map(|place| ranked[place]).collect();
            Standing { park, best: take(best), worst: take(worst), ranked: ranked.len() }
        };
        parks.iter().map(|park| standing(*park)).collect()
    }
}
