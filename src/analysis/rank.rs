//! Places in an order.

use std::cmp::Ordering;

use rayon::prelude::*;

use crate::model::Better;

/// A place among those that have a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rank {
    /// 1 is first; ties share the better place (competition ranking, "1224").
    pub place: u32,
    /// How many were ranked.
    pub of: u32,
}

impl Rank {
    /// The share of the others one stands above, `(n − r) ÷ (n − 1)`; none when alone.
    pub fn percentile(self) -> Option<f64> {
        (self.of > 1).then(|| f64::from(self.of - self.place) / f64::from(self.of - 1) * 100.0)
    }
}

/// Fewer are sorted before other threads would be awake.
const MANY: usize = 1 << 14;

/// The rank of each value; a missing one is not ranked. From the largest, or from the smallest where lower is better.
pub fn ranks(values: &[Option<f64>], better: Better) -> Vec<Option<Rank>> {
    // Numbers are sorted several times as fast as what a comparison has to be worked out of.
    let mut present: Vec<u128> =
        (0..).zip(values).filter_map(|(at, value)| Some(u128::from(key(better, (*value)?)) << 32 | at)).collect();
    if present.len() < MANY {
        present.sort_unstable();
    } else {
        present.par_sort_unstable();
    }
    let of = present.len() as u32;
    let mut ranks = vec![None; values.len()];
    let (mut place, mut last) = (0, None);
    for (before, one) in (0..).zip(present) {
        let (key, at) = ((one >> 32) as u64, one as u32);
        if last != Some(key) {
            (place, last) = (before + 1, Some(key));
        }
        ranks[at as usize] = Some(Rank { place, of });
    }
    ranks
}

/// A number for a value; that of the better one is smaller. They stand in the order of [`order`].
const fn key(better: Better, value: f64) -> u64 {
    let bits = value.to_bits();
    // As IEEE 754 lays them out, positive values ascend as whole numbers do and negative ones descend.
    let ascending = bits ^ (((bits.cast_signed() >> 63).cast_unsigned()) | 1 << 63);
    match better {
        Better::Lower => ascending,
        Better::Higher | Better::Neither => !ascending,
    }
}

/// Who has a place, first to last; of those that share one the first in the list comes first.
pub fn in_order(places: &[Option<u32>]) -> Vec<u32> {
    let last = places.iter().flatten().max().map_or(0, |place| *place as usize);
    let ranked = || (0_u32..).zip(places).filter_map(|(at, place)| Some(((*place)?, at)));
    if last > 4 * places.len() {
        // Published places may be of a field far larger than what is known of it.
        let mut order: Vec<(u32, u32)> = ranked().collect();
        order.sort_unstable();
        return order.into_iter().map(|(_, at)| at).collect();
    }
    // How many have each place, then where those of each begin: as many steps as there are places.
    let mut next = vec![0_u32; last + 2];
    for (place, _) in ranked() {
        next[place as usize + 1] += 1;
    }
    for place in 1..next.len() {
        next[place] += next[place - 1];
    }
    let mut order = vec![0; next[last + 1] as usize];
    for (place, at) in ranked() {
        order[next[place as usize] as usize] = at;
        next[place as usize] += 1;
    }
    order
}

/// Puts the first and the last few where sorting would; the others, which nobody looks at, lie anywhere between. Of those
/// alike the first of the list comes first.
pub fn sort_ends(all: &mut [(usize, f64)], first: usize, last: usize, order: impl Fn(f64, f64) -> Ordering) {
    let compare = |a: &(usize, f64), b: &(usize, f64)| order(a.1, b.1).then(a.0.cmp(&b.0));
    if first < all.len() {
        all.select_nth_unstable_by(first, compare);
    }
    let (head, rest) = all.split_at_mut(first.min(all.len()));
    head.sort_unstable_by(compare);
    let from = rest.len().saturating_sub(last);
    if from > 0 && last > 0 {
        rest.select_nth_unstable_by(from, compare);
    }
    rest[from..].sort_unstable_by(compare);
}

/// Which of two values stands first.
pub fn order(better: Better, a: f64, b: f64) -> Ordering {
    match better {
        Better::Lower => a.total_cmp(&b),
        Better::Higher | Better::Neither => b.total_cmp(&a),
    }
}

/// The middle value, or the mean of the two middle ones; none of nothing.
pub fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    let half = values.len() / 2;
    let is_odd = values.len() % 2 == 1;
    if values.is_empty() {
        return None;
    }
    // Only the middle is put in its place: a column of fifty thousand is asked for twenty times.
    let (below, middle, _) = values.select_nth_unstable_by(half, f64::total_cmp);
    let before = below.iter().copied().max_by(f64::total_cmp).filter(|_| !is_odd);
    Some(before.map_or(*middle, |before| f64::midpoint(before, *middle)))
}

#[cfg(test)]
mod tests {
    use super::{MANY, Rank, in_order, key, median, order, ranks, sort_ends};
    use crate::model::Better;

    #[test]
    fn ties_share_the_better_place_and_missing_is_not_ranked() {
        let places = |values: &[Option<f64>], better| -> Vec<Option<u32>> {
            ranks(values, better).into_iter().map(|rank| rank.map(|rank| rank.place)).collect()
        };
        let values = [Some(5.0), None, Some(7.0), Some(5.0), Some(1.0)];
        assert_eq!(places(&values, Better::Higher), [Some(2), None, Some(1), Some(2), Some(4)]);
        assert_eq!(places(&values, Better::Lower), [Some(2), None, Some(4), Some(2), Some(1)]);
        assert_eq!(ranks(&values, Better::Higher)[0], Some(Rank { place: 2, of: 4 }));
        assert_eq!(places(&[None, None], Better::Higher), [None, None]);
    }

    #[test]
    fn keys_stand_in_the_order_of_values() {
        let values = [f64::NEG_INFINITY, -1e308, -2.5, -f64::MIN_POSITIVE, -0.0, 0.0, 5e-324, 1.0, 1.5, f64::INFINITY];
        for (a, b) in values.iter().flat_map(|a| values.iter().map(move |b| (*a, *b))) {
            for better in [Better::Higher, Better::Lower, Better::Neither] {
                assert_eq!(key(better, a).cmp(&key(better, b)), order(better, a, b), "{a} {b} {better:?}");
            }
        }
    }

    #[test]
    fn the_order_of_places_is_found_in_a_small_field_and_in_a_large_one() {
        assert_eq!(in_order(&[Some(2), None, Some(1), Some(2), Some(4)]), [2, 0, 3, 4]);
        assert_eq!(in_order(&[Some(200), None, Some(1), Some(200), Some(u32::MAX)]), [2, 0, 3, 4]);
        assert_eq!(in_order(&[Some(0), Some(0)]), [0, 1]);
        assert!(in_order(&[None, None]).is_empty() && in_order(&[]).is_empty());
    }

    #[test]
    fn percentile_counts_those_below() {
        assert_eq!(Rank { place: 1, of: 5 }.percentile(), Some(100.0));
        assert_eq!(Rank { place: 5, of: 5 }.percentile(), Some(0.0));
        assert_eq!(Rank { place: 1, of: 1 }.percentile(), None);
    }

    #[test]
    fn the_middle_of_an_even_number_is_between() {
        assert_eq!(median([3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median([4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median([5.0, 5.0]), Some(5.0));
        assert_eq!(median([-1.0]), Some(-1.0));
        assert_eq!(median([]), None);
    }

    #[test]
    fn the_ends_are_those_of_all_sorted() {
        // Few different values, so that many are alike.
        let all: Vec<(usize, f64)> = (0..40).map(|place| (place, f64::from((place * 7 % 11) as u32))).collect();
        for length in 0..all.len() {
            for (first, last) in [(5, 3), (3, 3), (0, 3), (5, 0), (40, 40)] {
                let (mut whole, mut ends) = (all[..length].to_vec(), all[..length].to_vec());
                whole.sort_by(|a, b| order(Better::Higher, a.1, b.1));
                sort_ends(&mut ends, first, last, |a, b| order(Better::Higher, a, b));
                let head = first.min(length);
                let tail = length - last.min(length - head);
                assert_eq!((&ends[..head], &ends[tail..]), (&whole[..head], &whole[tail..]), "{length} {first} {last}");
            }
        }
    }

    #[test]
    fn many_are_ranked_as_few_are() {
        let values: Vec<Option<f64>> =
            (0..MANY + 5).map(|at| (at % 7 > 0).then_some((at * 31 % 1009) as f64)).collect();
        let all = ranks(&values, Better::Higher);
        let of = values.iter().flatten().count() as u32;
        for (value, rank) in values.iter().zip(all).step_by(997) {
            let place = value.map(|value| values.iter().flatten().filter(|other| **other > value).count() as u32 + 1);
            assert_eq!(rank, place.map(|place| Rank { place, of }));
        }
    }
}
