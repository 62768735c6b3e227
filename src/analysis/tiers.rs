//! Tiers (梯队): parks put into a few classes by where they stand.

use super::{rank, spread::Spread};
use crate::model::Better;

/// By what tiers are made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Scheme {
    /// By bands of the published rank: up to 10, 30, 50, 100, and beyond.
    #[default]
    Bands,
    /// By thirds of the field.
    Thirds,
    /// By the share of the group's mean, as the European Innovation Scoreboard of 2018 did: above 120 %, 90 to 120,
    /// 50 to 90, below 50.
    Mean,
}

/// The last places of the bands but the last.
const BANDS: [f64; 4] = [10.0, 30.0, 50.0, 100.0];
/// The least shares of the mean, in percent, of the tiers but the last.
const SHARES: [f64; 3] = [120.0, 90.0, 50.0];

impl Scheme {
    /// Every scheme.
    pub const ALL: [Self; 3] = [Self::Bands, Self::Thirds, Self::Mean];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bands => "bands",
            Self::Thirds => "thirds",
            Self::Mean => "mean",
        }
    }

    /// The next one, round and round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Bands => Self::Thirds,
            Self::Thirds => Self::Mean,
            Self::Mean => Self::Bands,
        }
    }

    /// The tiers from the first to the last, Chinese and English.
    pub const fn tiers(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Bands => &[
                ("前10", "top 10"),
                ("11-30", "11-30"),
                ("31-50", "31-50"),
                ("51-100", "51-100"),
                ("100后", "past 100"),
            ],
            Self::Thirds => {
                &[("上三分之一", "top third"), ("中三分之一", "middle third"), ("下三分之一", "last third")]
            }
            Self::Mean => &[
                ("领先>120%", "leader >120%"),
                ("较强90-120%", "strong 90-120%"),
                ("中等50-90%", "moderate 50-90%"),
                ("起步<50%", "modest <50%"),
            ],
        }
    }

    /// The tier of each, counted from 0; a missing value is in none. `field` says who is of the group that thirds and mean
    /// are taken over.
    ///
    /// Bands take the value as a place. Thirds take the rank in the field, ties sharing the better place, so that equal
    /// values are in one tier: place `r` of `n` is in tier `⌊3(r − 1) ÷ n⌋`. Shares of the mean need a mean above zero and
    /// a measure of which more is better; else there are none.
    pub fn of(self, values: &[Option<f64>], field: &[bool], better: Better) -> Vec<Option<usize>> {
        let of_field: Vec<f64> =
            values.iter().zip(field).filter(|(_, counts)| **counts).filter_map(|(value, _)| *value).collect();
        match self {
            Self::Bands => {
                let band = |place: f64| (place >= 1.0).then(|| BANDS.iter().filter(|last| place > **last).count());
                values.iter().map(|value| value.and_then(band)).collect()
            }
            Self::Thirds => {
                let mut order = of_field;
                order.sort_unstable_by(|a, b| rank::order(better, *a, *b));
                let count = order.len();
                let third = |value: f64| {
                    let before = order.partition_point(|other| rank::order(better, *other, value).is_lt());
                    (count > 0).then(|| (before * 3 / count).min(2))
                };
                values.iter().map(|value| value.and_then(third)).collect()
            }
            Self::Mean => {
                let mean = Spread::of(&of_field).map(|spread| spread.mean);
                let mean = mean.filter(|mean| *mean > 0.0 && better != Better::Lower);
                let tier = |value: f64| {
                    let share = value / mean? * 100.0;
                    // From 90 to 120 is strong: 120 itself is not above 120.
                    Some(
                        SHARES
                            .iter()
                            .enumerate()
                            .filter(|(n, least)| if *n == 0 { share <= **least } else { share < **least })
                            .count(),
                    )
                };
                values.iter().map(|value| value.and_then(tier)).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scheme;
    use crate::model::Better;

    fn tiers(scheme: Scheme, values: &[f64], better: Better) -> Vec<Option<usize>> {
        let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        scheme.of(&values, &vec![true; values.len()], better)
    }

    #[test]
    fn bands_end_with_their_last_place() {
        let places = [1.0, 10.0, 11.0, 30.0, 31.0, 50.0, 51.0, 100.0, 101.0, 0.0];
        let expect = [Some(0), Some(0), Some(1), Some(1), Some(2), Some(2), Some(3), Some(3), Some(4), None];
        assert_eq!(tiers(Scheme::Bands, &places, Better::Lower), expect);
    }

    #[test]
    fn thirds_are_of_the_field_and_ties_stay_together() {
        let expect = |list: [usize; 6]| list.map(Some).to_vec();
        assert_eq!(tiers(Scheme::Thirds, &[6.0, 5.0, 4.0, 3.0, 2.0, 1.0], Better::Higher), expect([0, 0, 1, 1, 2, 2]));
        assert_eq!(tiers(Scheme::Thirds, &[6.0, 5.0, 4.0, 3.0, 2.0, 1.0], Better::Lower), expect([2, 2, 1, 1, 0, 0]));
        assert_eq!(tiers(Scheme::Thirds, &[6.0, 5.0, 5.0, 5.0, 2.0, 1.0], Better::Higher), expect([0, 0, 0, 0, 2, 2]));
        assert_eq!(tiers(Scheme::Thirds, &[7.0], Better::Higher), [Some(0)]);
        let outside = Scheme::Thirds.of(
            &[Some(3.0), Some(2.0), Some(1.0), Some(0.0)],
            &[true, true, true, false],
            Better::Higher,
        );
        assert_eq!(outside, [Some(0), Some(1), Some(2), Some(2)], "who is outside is put beside the field");
    }

    #[test]
    fn shares_of_the_mean_are_those_of_the_scoreboard() {
        // The mean is 100.
        let values = [170.0, 120.0, 90.0, 89.0, 50.0, 81.0];
        assert_eq!(tiers(Scheme::Mean, &values, Better::Higher), [0, 1, 1, 2, 2, 2].map(Some));
        assert_eq!(tiers(Scheme::Mean, &[10.0, 190.0], Better::Higher), [Some(3), Some(0)]);
        assert_eq!(tiers(Scheme::Mean, &[-1.0, 1.0], Better::Higher), [None, None], "no mean above zero");
        assert_eq!(tiers(Scheme::Mean, &[1.0, 2.0], Better::Lower), [None, None], "less is better: no share says it");
    }

    #[test]
    fn what_is_missing_is_in_no_tier() {
        for scheme in [Scheme::Bands, Scheme::Thirds, Scheme::Mean] {
            assert_eq!(scheme.of(&[None, None], &[true, true], Better::Higher), [None, None]);
            assert!(scheme.of(&[], &[], Better::Higher).is_empty());
            let highest = scheme.of(&[Some(1.0), Some(1e9)], &[true, true], Better::Higher);
            assert!(highest.iter().flatten().all(|tier| *tier < scheme.tiers().len()));
        }
        assert_eq!(Scheme::default().next().next().next(), Scheme::Bands);
    }
}
