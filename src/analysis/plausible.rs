//! Whether figures can be right beside each other: the arithmetic of the plausibility rules.

mod digits;
mod jump;
mod rounding;

pub use digits::{is_transposed, last_digit, significant};
pub use jump::{Usual, is_large, unit_jump};
pub use rounding::Reach;

/// Whether a share of a whole lies outside the shares of its parts.
///
/// The share of a whole is the mean of the shares of its parts, weighted by their size, so `min ≤ whole ≤ max`. `rest` is
/// the weight that parts not stated may have: they may lower the mean to `(1 − rest) · min`, and never raise it, as long
/// as their own share is no higher than the others'.
pub fn is_outside_parts(whole: f64, parts: &[f64], rest: f64) -> bool {
    let least = parts.iter().copied().fold(f64::INFINITY, f64::min);
    let most = parts.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (low, high) = (Reach::printed(least).low * (1.0 - rest), Reach::printed(most).high);
    let whole = Reach::printed(whole);
    parts.len() > 1 && (whole.high < low || whole.low > high)
}

/// How far the sum of the members is from the total, as a fraction of the total; none where the total is no base.
pub fn excess(total: f64, members: &[f64]) -> Option<f64> {
    (total > 0.0).then(|| members.iter().sum::<f64>() / total - 1.0).filter(|excess| excess.is_finite())
}

#[cfg(test)]
mod tests {
    use super::{excess, is_outside_parts};

    #[test]
    fn a_whole_cannot_have_a_lower_share_than_each_part() {
        // 浙江 2023: 21.3 % of GDP, 37.9 % of secondary and 24.2 % of tertiary value added; 24.2 · 0.9 = 21.8.
        assert!(is_outside_parts(21.3, &[37.9, 24.2], 0.1));
        assert!(!is_outside_parts(29.4, &[37.9, 24.2], 0.1));
        assert!(!is_outside_parts(22.0, &[37.9, 24.2], 0.1), "primary industry may pull it below both");
        assert!(is_outside_parts(38.1, &[37.9, 24.2], 0.1));
        assert!(!is_outside_parts(21.3, &[37.9], 0.1), "one part says nothing");
    }

    #[test]
    fn members_are_measured_against_the_total() {
        // 四川 2021 first half: 7831.36 + 6146.1 = 13977.46.
        assert!(excess(13977.46, &[7831.36, 6146.1]).unwrap().abs() < 1e-9);
        assert!((excess(200.0, &[150.0, 60.0]).unwrap() - 0.05).abs() < 1e-9);
        assert_eq!(excess(0.0, &[1.0]), None);
    }
}
