//! How a quantity is spread over its holders: in few hands or many.
//!
//! All of these take amounts that add up and are not below zero: of a loss there is no share. One holder alone has nobody to
//! be compared with, and a sum of zero has no parts; then there is no figure.

/// How concentrated some amounts are. Each is none where it says nothing.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Concentration {
    /// The share of the four largest in percent (CR₄, 集中度).
    pub largest_four: Option<f64>,
    /// The sum of squared shares times 10,000 (HHI, 赫芬达尔指数): 10,000 ÷ n where all are alike, 10,000 in one hand.
    pub herfindahl: Option<f64>,
    /// The Gini coefficient (基尼系数): 0 where all are alike, (n − 1) ÷ n in one hand.
    pub gini: Option<f64>,
    /// The largest over the second (首位度): 1 where they are alike.
    pub primacy: Option<f64>,
}

impl Concentration {
    /// Of values from low to high.
    pub fn of(sorted: &[f64]) -> Self {
        Self {
            largest_four: largest(sorted, 4),
            herfindahl: herfindahl(sorted),
            gini: gini(sorted),
            primacy: primacy(sorted),
        }
    }
}

/// The share `CR_k = Σ` of the `count` largest in percent of all; none where there are no others.
pub fn largest(sorted: &[f64], count: usize) -> Option<f64> {
    let whole = whole(sorted)?;
    let others = sorted.len().checked_sub(count).filter(|others| *others > 0)?;
    Some(sorted[others..].iter().sum::<f64>() / whole * 100.0)
}

/// `HHI = Σ s² · 10⁴`, s being the share of each.
pub fn herfindahl(sorted: &[f64]) -> Option<f64> {
    let whole = whole(sorted)?;
    Some(sorted.iter().map(|value| (value / whole).powi(2)).sum::<f64>() * 1e4)
}

/// `G = Σᵢ Σⱼ |xᵢ − xⱼ| ÷ (2 n² μ)`, found from the sorted values as `2 Σ i·xᵢ ÷ (n Σ x) − (n + 1) ÷ n`.
pub fn gini(sorted: &[f64]) -> Option<f64> {
    let whole = whole(sorted)?;
    let count = sorted.len() as f64;
    let weighted: f64 = sorted.iter().zip(1_u32..).map(|(value, place)| f64::from(place) * (value / whole)).sum();
    // Rounding may leave dust below zero where all are alike.
    Some((2.0 * weighted / count - (count + 1.0) / count).max(0.0))
}

/// `x₍₁₎ ÷ x₍₂₎`.
pub fn primacy(sorted: &[f64]) -> Option<f64> {
    whole(sorted)?;
    let [.., second, first] = sorted else { return None };
    (*second > 0.0).then(|| first / second).filter(|ratio| ratio.is_finite())
}

/// The sum that shares are of: of two or more amounts, none of them below zero.
fn whole(sorted: &[f64]) -> Option<f64> {
    let [least, _, ..] = sorted else { return None };
    let sum: f64 = sorted.iter().sum();
    (*least >= 0.0 && sum > 0.0 && sum.is_finite()).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::{Concentration, gini, herfindahl, largest, primacy};

    fn near(value: Option<f64>, expect: f64) {
        assert!(value.is_some_and(|value| (value - expect).abs() < 1e-9), "{value:?} is not {expect}");
    }

    #[test]
    fn figures_worked_by_hand() {
        // Shares 10 20 30 40 %: Σs² = .01 + .04 + .09 + .16 = .30; Σ|xi − xj| = 2·(1+2+3+1+2+1) = 20 over 2·16·2.5 = 80.
        let four = [1.0, 2.0, 3.0, 4.0];
        near(herfindahl(&four), 3000.0);
        near(gini(&four), 0.25);
        near(primacy(&four), 4.0 / 3.0);
        near(largest(&four, 1), 40.0);
        // Of five the largest four have all but the smallest.
        near(largest(&[1.0, 1.0, 2.0, 2.0, 4.0], 4), 90.0);
        // All in one hand of four: Σs² = 1, G = 3/4.
        let one_hand = [0.0, 0.0, 0.0, 8.0];
        near(herfindahl(&one_hand), 10_000.0);
        near(gini(&one_hand), 0.75);
        assert_eq!(primacy(&one_hand), None, "nobody is second");
    }

    #[test]
    fn where_all_are_alike_nothing_is_concentrated() {
        for value in [0.1, 7.0, 1e300] {
            let alike = [value; 5];
            near(gini(&alike), 0.0);
            near(herfindahl(&alike), 2000.0);
            near(primacy(&alike), 1.0);
            near(largest(&alike, 4), 80.0);
        }
    }

    #[test]
    fn what_has_no_shares_has_no_concentration() {
        let nothing = Concentration::default();
        for values in [&[][..], &[5.0], &[0.0, 0.0, 0.0], &[-1.0, 2.0, 3.0], &[f64::MAX, f64::MAX]] {
            assert_eq!(Concentration::of(values), nothing, "{values:?}");
        }
        assert_eq!(largest(&[1.0, 2.0, 3.0, 4.0], 4), None, "four of four are all");
    }

    #[test]
    fn gini_is_half_the_mean_difference_over_the_mean() {
        let check = |values: &[f64]| {
            let (n, mean) = (values.len() as f64, values.iter().sum::<f64>() / values.len() as f64);
            let apart: f64 = values.iter().flat_map(|x| values.iter().map(move |y| (x - y).abs())).sum();
            near(gini(values), apart / (2.0 * n * n * mean));
        };
        check(&[1.0, 1.0]);
        check(&[0.0, 5.0]);
        check(&[0.0, 0.0, 1.0, 1.0, 1.0, 9.5]);
        // 营业收入 of some zones, 亿元.
        check(&[3753.7, 6377.3, 12_000.0, 15_500.0, 103_022.09]);
        let many: Vec<f64> = (1..200_i32).map(|n| f64::from(n * n % 97) + f64::from(n) / 7.0).collect();
        let mut sorted = many;
        sorted.sort_by(f64::total_cmp);
        check(&sorted);
    }
}
