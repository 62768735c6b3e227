//! Likeness: how far parks are from each other over several measures at once.

use super::spread::Spread;

/// What turns the figures of one measure into deviations.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Scaling {
    /// Whether ratios count and not differences.
    pub log: bool,
    spread: Spread,
}

/// A measure needs so many figures to be scaled by.
const LEAST: usize = 3;

impl Scaling {
    /// By the figures of a field. `may_log`: amounts, of which those above zero over more than a decade are taken by their
    /// logarithms, so that one giant does not make all others alike. None of fewer than three figures, or where all are
    /// the same.
    pub fn of(values: &[f64], may_log: bool) -> Option<Self> {
        let (least, most) = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(*v), h.max(*v)));
        let log = may_log && least > 0.0 && most > least * 10.0;
        let scaled: Vec<f64> = values.iter().map(|value| if log { value.ln() } else { *value }).collect();
        let spread = Spread::of(&scaled).filter(|spread| values.len() >= LEAST && spread.deviation > 0.0)?;
        Some(Self { log, spread })
    }

    /// The mean and the deviation, of the logarithms where these are taken.
    pub const fn spread(&self) -> Spread {
        self.spread
    }

    /// The value in deviations from the mean; none of what has no logarithm where one is taken.
    pub fn z_score(&self, value: f64) -> Option<f64> {
        let value = if self.log { (value > 0.0).then(|| value.ln())? } else { value };
        self.spread.z_score(value)
    }
}

/// How far one is from another.
#[derive(Clone, PartialEq, Debug)]
pub struct Likeness {
    /// `√(Σ w·d² ÷ Σ w)` over the measures both have, in deviations: what is missing brings nobody nearer.
    pub distance: f64,
    /// Over how many measures.
    pub shared: usize,
    /// Of each measure the other's value less one's own, in deviations.
    pub differences: Vec<Option<f64>>,
}

/// How far another is from one, each a z-score a measure; none where they share fewer than half of the measures one has,
/// or fewer than two of several.
pub fn likeness(own: &[Option<f64>], other: &[Option<f64>], weights: &[f64]) -> Option<Likeness> {
    let differences: Vec<Option<f64>> = own.iter().zip(other).map(|(own, other)| Some((*other)? - (*own)?)).collect();
    let (shared, known) = (differences.iter().flatten().count(), own.iter().flatten().count());
    if shared < needed(known) {
        return None;
    }
    let pairs = || differences.iter().zip(weights).filter_map(|(difference, weight)| Some(((*difference)?, *weight)));
    let total: f64 = pairs().map(|(_, weight)| weight).sum();
    let squares: f64 = pairs().map(|(difference, weight)| weight * difference * difference).sum();
    let distance = (squares / total).sqrt();
    (total > 0.0 && distance.is_finite()).then_some(Likeness { distance, shared, differences })
}

/// How many measures two must share where one has so many: half of them, and two if there are two.
pub fn needed(known: usize) -> usize {
    known.div_ceil(2).max(known.min(2)).max(1)
}

/// A weight for each measure so that every class of them weighs the same.
pub fn weights<T: PartialEq>(classes: &[T]) -> Vec<f64> {
    let alike = |class: &T| classes.iter().filter(|other| *other == class).count();
    classes.iter().map(|class| 1.0 / alike(class) as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::{Scaling, likeness, needed, weights};

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-12
    }

    #[test]
    fn figures_are_scaled_by_their_field() {
        // 2 4 4 4 5 5 7 9: mean 5, deviation 2.
        let plain = Scaling::of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0], true).unwrap();
        assert_eq!((plain.log, plain.z_score(9.0)), (false, Some(2.0)));
        // 1 10 100: logarithms a step apart, the deviation √(2/3) steps.
        let log = Scaling::of(&[1.0, 10.0, 100.0], true).unwrap();
        assert!(log.log && near(log.z_score(100.0).unwrap(), 1.5_f64.sqrt()) && near(log.z_score(10.0).unwrap(), 0.0));
        assert_eq!(log.z_score(0.0), None);
        assert!(!Scaling::of(&[1.0, 10.0, 100.0], false).unwrap().log, "shares and rates are no amounts");
        assert!(!Scaling::of(&[0.0, 10.0, 100.0], true).unwrap().log, "zero has no logarithm");
        assert_eq!(Scaling::of(&[1.0, 2.0], true), None, "two figures are no field");
        assert_eq!(Scaling::of(&[3.0, 3.0, 3.0], true), None, "nothing differs");
        assert_eq!(Scaling::of(&[], true), None);
    }

    #[test]
    fn a_distance_is_the_mean_of_squares_over_what_both_have() {
        let own = [Some(0.0), Some(0.0), Some(0.0), None];
        let found = likeness(&own, &[Some(3.0), Some(-4.0), None, Some(9.0)], &[1.0; 4]).unwrap();
        assert!(near(found.distance, 12.5_f64.sqrt()), "(9 + 16) / 2");
        assert_eq!((found.shared, found.differences), (2, vec![Some(3.0), Some(-4.0), None, None]));
        let weighed = likeness(&own, &[Some(3.0), Some(-4.0), None, None], &[3.0, 1.0, 1.0, 1.0]).unwrap();
        assert!(near(weighed.distance, (43.0_f64 / 4.0).sqrt()), "(3·9 + 16) / 4");
    }

    #[test]
    fn what_is_missing_brings_nobody_nearer() {
        let own = [Some(0.0); 4];
        let all = likeness(&own, &[Some(1.0); 4], &[1.0; 4]).unwrap();
        let half = likeness(&own, &[Some(1.0), Some(1.0), None, None], &[1.0; 4]).unwrap();
        assert!(near(all.distance, 1.0) && near(half.distance, 1.0));
        assert_eq!(likeness(&own, &[Some(1.0), None, None, None], &[1.0; 4]), None, "one of four says too little");
        assert_eq!(likeness(&[None, None], &[Some(1.0), Some(1.0)], &[1.0; 2]), None);
        assert_eq!(likeness(&[], &[], &[]), None);
        assert_eq!((0..7).map(needed).collect::<Vec<_>>(), [1, 1, 2, 2, 2, 3, 3]);
    }

    #[test]
    fn classes_weigh_the_same_however_many_measures_they_have() {
        assert_eq!(weights(&["scale", "scale", "innovation"]), [0.5, 0.5, 1.0]);
        assert!(weights::<u8>(&[]).is_empty());
    }
}
