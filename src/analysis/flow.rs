//! Places from year to year: who rose, who fell, who came and went.

use std::cmp::Ordering;

use super::rank;

/// Places gained since the year before, `r(t−1) − r(t)`: positive is better (位次上升).
pub const fn gained(before: u32, now: u32) -> i64 {
    before as i64 - now as i64
}

/// Who is ranked in one of two years and not in the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Turnover {
    /// Ranked in both.
    pub stayed: u32,
    /// 新进: ranked now, not before.
    pub came: u32,
    /// 退出: ranked before, not now.
    pub went: u32,
}

impl Turnover {
    /// Between two years, a place for each park in both, in one order.
    pub fn between(before: &[Option<u32>], now: &[Option<u32>]) -> Self {
        let mut turnover = Self::default();
        for (before, now) in before.iter().zip(now) {
            match (before, now) {
                (Some(_), Some(_)) => turnover.stayed += 1,
                (None, Some(_)) => turnover.came += 1,
                (Some(_), None) => turnover.went += 1,
                (None, None) => {}
            }
        }
        turnover
    }

    /// Whether the two fields are hardly one: more than a third of all that are ranked in either came or went.
    pub const fn is_break(self) -> bool {
        let changed = self.came + self.went;
        changed * 3 > self.stayed + changed
    }
}

/// The places of two years among those that are ranked in both: who comes or goes moves nobody else.
pub fn in_common(before: &[Option<u32>], now: &[Option<u32>]) -> (Vec<Option<u32>>, Vec<Option<u32>>) {
    (among(before, now), among(now, before))
}

/// The places counted anew among those that the other year has too; ties stay ties.
fn among(places: &[Option<u32>], others: &[Option<u32>]) -> Vec<Option<u32>> {
    let mut anew = vec![None; places.len()];
    let (mut now, mut last) = (0, None);
    let both = rank::in_order(places).into_iter().filter(|at| others.get(*at as usize).is_some_and(Option::is_some));
    for (before, at) in (0..).zip(both) {
        let place = places[at as usize];
        if last != Some(place) {
            (now, last) = (before + 1, Some(place));
        }
        anew[at as usize] = Some(now);
    }
    anew
}

/// One that is ranked in two years.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mover {
    /// Its place in the list of parks.
    pub park: usize,
    pub from: u32,
    pub to: u32,
}

impl Mover {
    /// The places gained.
    pub const fn gained(self) -> i64 {
        gained(self.from, self.to)
    }
}

/// Who rose most and who fell most between two years, at most so many of each: the larger move first, of equals the
/// better placed now. Who stayed is in neither.
pub fn movers(before: &[Option<u32>], now: &[Option<u32>], most: usize) -> (Vec<Mover>, Vec<Mover>) {
    let pairs = before.iter().zip(now).enumerate();
    let both = pairs.filter_map(|(park, (from, to))| Some(Mover { park, from: (*from)?, to: (*to)? }));
    let (mut rises, mut falls): (Vec<Mover>, Vec<Mover>) =
        both.filter(|mover| mover.gained() != 0).partition(|mover| mover.gained() > 0);
    let order = |a: &Mover, b: &Mover| -> Ordering {
        b.gained().abs().cmp(&a.gained().abs()).then(a.to.cmp(&b.to)).then(a.park.cmp(&b.park))
    };
    for list in [&mut rises, &mut falls] {
        list.sort_unstable_by(order);
        list.truncate(most);
    }
    (rises, falls)
}

#[cfg(test)]
mod tests {
    use super::{Mover, Turnover, gained, in_common, movers};

    #[test]
    fn a_better_place_is_a_gain() {
        assert_eq!((gained(9, 3), gained(3, 5), gained(4, 4)), (6, -2, 0));
        assert_eq!(gained(0, u32::MAX), -i64::from(u32::MAX));
    }

    #[test]
    fn who_came_and_went_is_counted() {
        let before = [Some(1), Some(2), None, Some(3), None];
        let now = [Some(2), None, Some(1), Some(3), None];
        let turnover = Turnover::between(&before, &now);
        assert_eq!(turnover, Turnover { stayed: 2, came: 1, went: 1 });
        assert!(turnover.is_break(), "two of four");
        assert!(!Turnover { stayed: 4, came: 1, went: 1 }.is_break(), "two of six are no more than a third");
        assert!(!Turnover::default().is_break());
    }

    #[test]
    fn who_goes_moves_nobody_else() {
        let before = [Some(1), Some(2), Some(3), Some(3), None];
        let now = [Some(1), None, Some(2), Some(3), Some(4)];
        let (then, this) = in_common(&before, &now);
        assert_eq!(then, [Some(1), None, Some(2), Some(2), None]);
        assert_eq!(this, [Some(1), None, Some(2), Some(3), None]);
        assert_eq!(in_common(&[], &[]), (vec![], vec![]));
    }

    #[test]
    fn the_largest_moves_come_first() {
        let before = [Some(5), Some(1), Some(2), Some(3), None, Some(6)];
        let now = [Some(1), Some(2), Some(4), Some(3), Some(5), Some(6)];
        let (rises, falls) = movers(&before, &now, 5);
        assert_eq!(rises, [Mover { park: 0, from: 5, to: 1 }]);
        assert_eq!(falls, [Mover { park: 2, from: 2, to: 4 }, Mover { park: 1, from: 1, to: 2 }]);
        assert_eq!(movers(&before, &now, 1).1.len(), 1);
        assert_eq!(movers(&[], &[], 3), (vec![], vec![]));
    }

    #[test]
    fn of_equal_moves_the_better_placed_comes_first() {
        let (rises, _) = movers(&[Some(8), Some(4)], &[Some(6), Some(2)], 5);
        assert_eq!(rises.iter().map(|mover| mover.park).collect::<Vec<_>>(), [1, 0]);
    }
}
