//! Two measures at once: on which side of two cuts a park stands.

use super::{rank::median, spread::Spread};
use crate::model::{Better, Mark};

/// Where a measure is cut in two.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Cut {
    /// The median of the peers: half of them on either side.
    #[default]
    Median,
    /// Their mean.
    Mean,
    /// The figure of the benchmark.
    Benchmark,
}

impl Cut {
    /// The next one, round and round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Median => Self::Mean,
            Self::Mean => Self::Benchmark,
            Self::Benchmark => Self::Median,
        }
    }

    /// The cut through these values; `benchmark` is that of the benchmark.
    pub fn through(self, values: &[f64], benchmark: Option<f64>) -> Option<f64> {
        match self {
            Self::Median => median(values.iter().copied()),
            Self::Mean => Spread::of(values).map(|spread| spread.mean),
            Self::Benchmark => benchmark,
        }
    }
}

/// A quarter of the plane, the better side of each measure counted as upper.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Quadrant {
    /// Upper in both: 领先且快.
    Both,
    /// Upper in the first measure only: 规模大但缓.
    First,
    /// Upper in the second only: 小而快.
    Second,
    /// Lower in both: 双低.
    Neither,
}

impl Quadrant {
    /// Every quarter, from upper in both to lower in both.
    pub const ALL: [Self; 4] = [Self::Both, Self::First, Self::Second, Self::Neither];

    /// The quarter of what is upper in one or the other.
    pub const fn of(first: bool, second: bool) -> Self {
        match (first, second) {
            (true, true) => Self::Both,
            (true, false) => Self::First,
            (false, true) => Self::Second,
            (false, false) => Self::Neither,
        }
    }
}

/// Whether a value is on the better side of a cut; what stands on the cut is.
pub fn is_upper(value: f64, cut: f64, better: Better) -> bool {
    match better {
        Better::Lower => value <= cut,
        Better::Higher | Better::Neither => value >= cut,
    }
}

/// Whether a bound may lie on the other side of the cut than its number does.
pub fn may_cross(value: f64, mark: Mark, cut: f64) -> bool {
    match mark {
        Mark::AtLeast | Mark::MoreThan => value < cut,
        Mark::AtMost | Mark::LessThan => value >= cut,
        Mark::Exact | Mark::About | Mark::Expected => false,
    }
}

/// How far each point is from the middle of all, by the measure in which it is farther, in deviations.
pub fn extremes(points: &[(f64, f64)]) -> Vec<f64> {
    let spread = |side: fn(&(f64, f64)) -> f64| Spread::of(&points.iter().map(side).collect::<Vec<_>>());
    let (first, second) = (spread(|point| point.0), spread(|point| point.1));
    let far = |spread: Option<Spread>, value: f64| spread.and_then(|s| s.z_score(value)).map_or(0.0, f64::abs);
    points.iter().map(|(x, y)| far(first, *x).max(far(second, *y))).collect()
}

#[cfg(test)]
mod tests {
    use super::{Cut, Quadrant, extremes, is_upper, may_cross};
    use crate::model::{Better, Mark};

    #[test]
    fn a_cut_is_the_median_the_mean_or_the_benchmark() {
        let values = [1.0, 2.0, 3.0, 10.0];
        assert_eq!(Cut::Median.through(&values, Some(7.0)), Some(2.5));
        assert_eq!(Cut::Mean.through(&values, Some(7.0)), Some(4.0));
        assert_eq!(Cut::Benchmark.through(&values, Some(7.0)), Some(7.0));
        assert_eq!(Cut::Benchmark.through(&values, None), None);
        assert_eq!((Cut::Median.through(&[], None), Cut::Mean.through(&[], None)), (None, None));
        assert_eq!(Cut::default().next().next().next(), Cut::Median);
    }

    #[test]
    fn the_better_side_is_the_upper_one_and_the_cut_belongs_to_it() {
        assert!(is_upper(5.0, 5.0, Better::Higher) && is_upper(5.0, 5.0, Better::Lower));
        assert!(is_upper(6.0, 5.0, Better::Neither) && !is_upper(6.0, 5.0, Better::Lower), "place 6 is behind place 5");
        assert_eq!(
            Quadrant::ALL,
            [(true, true), (true, false), (false, true), (false, false)].map(|(a, b)| Quadrant::of(a, b))
        );
    }

    #[test]
    fn a_bound_on_the_near_side_may_lie_on_the_far_one() {
        assert!(may_cross(4.0, Mark::AtLeast, 5.0) && !may_cross(6.0, Mark::AtLeast, 5.0));
        assert!(may_cross(6.0, Mark::LessThan, 5.0) && !may_cross(4.0, Mark::AtMost, 5.0));
        assert!(!may_cross(4.0, Mark::About, 5.0));
    }

    #[test]
    fn a_point_is_as_far_out_as_its_farther_measure_says() {
        // 0 0 6 in the first: mean 2, deviation √8; all alike in the second.
        let far = extremes(&[(0.0, 3.0), (0.0, 3.0), (6.0, 3.0)]);
        let expect = [2.0, 2.0, 4.0].map(|by: f64| by / 8.0_f64.sqrt());
        assert!(far.iter().zip(expect).all(|(a, b)| (a - b).abs() < 1e-12), "{far:?}");
        assert_eq!(extremes(&[(1.0, 1.0)]), [0.0]);
        assert!(extremes(&[]).is_empty());
    }
}
