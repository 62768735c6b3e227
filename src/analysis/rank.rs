//! Places in an order.

use std::cmp::Ordering;

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

/// The rank of each value; a missing one is not ranked. From the largest, or from the smallest where lower is better.
pub fn ranks(values: &[Option<f64>], better: Better) -> Vec<Option<Rank>> {
    let mut present: Vec<(f64, u32)> = (0..).zip(values).filter_map(|(at, value)| Some(((*value)?, at))).collect();
    present.sort_unstable_by(|a, b| order(better, a.0, b.0));
    let of = present.len() as u32;
    let mut ranks = vec![None; values.len()];
    let (mut place, mut last) = (0, None);
    for (before, (value, at)) in (0..).zip(present) {
        if last.is_none_or(|last| order(better, last, value).is_ne()) {
            (place, last) = (before + 1, Some(value));
        }
        ranks[at as usize] = Some(Rank { place, of });
    }
    ranks
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
    use super::{Rank, median, ranks};
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
}
