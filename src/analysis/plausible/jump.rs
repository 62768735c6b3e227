//! Changes from one year to the next that ask for a second look.

use crate::analysis::rank::median;

/// Steps between units that are easily mistaken: 千元, 万元, 百万元, 亿元, 万亿元.
const STEPS: [f64; 5] = [10.0, 100.0, 1e3, 1e4, 1e5];
/// How near to a step a ratio is the step.
const NEAR: f64 = 0.05;
/// A change by more than this share of the earlier value is large.
const LARGE: f64 = 0.5;
/// How many spreads from the middle is unusual.
const SPREADS: f64 = 3.0;
/// How many changes it takes to say what is usual.
const ENOUGH: usize = 5;
/// The spread of a normal distribution over its median absolute deviation.
const NORMAL: f64 = 1.4826;

/// The power of ten by which two years in a row differ, above 1 upwards and below 1 downwards; none where they do not.
///
/// `to ÷ from` within 5 % of 10, 100, 1000, 10⁴ or 10⁵, or of one over these.
pub fn unit_jump(from: f64, to: f64) -> Option<f64> {
    if from == 0.0 || to == 0.0 || from.signum() != to.signum() {
        return None;
    }
    let ratio = to / from;
    let is_near = |step: &f64| (ratio / step - 1.0).abs() <= NEAR;
    STEPS.into_iter().chain(STEPS.map(f64::recip)).find(is_near)
}

/// What changes are usual for a series: the middle and the robust spread of `ln(to ÷ from)`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Usual {
    pub middle: f64,
    /// 1.4826 · the median of the distances from the middle.
    pub spread: f64,
}

impl Usual {
    /// Of a run of values, each with the one before; none where there are too few to say.
    pub fn of(pairs: &[(f64, f64)]) -> Option<Self> {
        let changes: Vec<f64> = pairs.iter().filter_map(|(from, to)| log_change(*from, *to)).collect();
        if changes.len() < ENOUGH {
            return None;
        }
        let middle = median(changes.iter().copied())?;
        let spread = NORMAL * median(changes.iter().map(|change| (change - middle).abs()))?;
        Some(Self { middle, spread })
    }
}

/// Whether a change is large: more than half, and beyond what is usual where that is known.
pub fn is_large(from: f64, to: f64, usual: Option<Usual>) -> bool {
    let Some(change) = log_change(from, to) else { return false };
    let is_usual = usual.is_some_and(|usual| (change - usual.middle).abs() <= SPREADS * usual.spread);
    (to / from - 1.0).abs() > LARGE && !is_usual
}

fn log_change(from: f64, to: f64) -> Option<f64> {
    (from > 0.0 && to > 0.0).then(|| (to / from).ln())
}

#[cfg(test)]
mod tests {
    use super::{Usual, is_large, unit_jump};

    #[test]
    fn a_power_of_ten_is_a_jump_of_unit() {
        let check = |from: f64, to: f64, expect| assert_eq!(unit_jump(from, to), expect, "{from} {to}");
        // 133425.1 亿元 printed as 13.34 万亿元 the next year.
        check(133_425.1, 13.3, Some(1e-4));
        check(200.0, 2_080.0, Some(10.0));
        check(200.0, 2_110.0, None);
        check(2_000.0, 2.0, Some(1e-3));
        check(-2.0, -20.0, Some(10.0));
        check(-2.0, 20.0, None);
        check(0.0, 20.0, None);
        check(100.0, 100.0, None);
    }

    #[test]
    fn a_change_is_large_when_it_is_not_usual() {
        assert!(is_large(100.0, 151.0, None) && !is_large(100.0, 150.0, None));
        assert!(is_large(100.0, 49.0, None) && !is_large(0.0, 49.0, None));
        // ln: five changes of 0.1 ± 0.01; the spread is 1.4826 · 0.01.
        let even: Vec<(f64, f64)> = [0.09, 0.10, 0.11, 0.10, 0.12].map(|x: f64| (1.0, x.exp())).to_vec();
        let usual = Usual::of(&even).unwrap();
        assert!((usual.middle - 0.10).abs() < 1e-9 && (usual.spread - 0.014_826).abs() < 1e-9);
        assert!(is_large(100.0, 160.0, Some(usual)));
        let wild: Vec<(f64, f64)> = [-0.5, 0.6, 0.1, -0.4, 0.7].map(|x: f64| (1.0, x.exp())).to_vec();
        assert!(!is_large(100.0, 160.0, Usual::of(&wild)), "this series is like that");
        assert_eq!(Usual::of(&even[..4]), None);
    }
}
