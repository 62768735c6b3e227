//! The round values an axis is read by.

/// At most so many round values (steps of 1, 2 or 5) from at or below `min` to at or above `max`.
pub fn ticks(min: f64, max: f64, most: usize) -> Vec<f64> {
    if min >= max {
        let around = if min == 0.0 { 1.0 } else { min.abs() / 10.0 };
        let (low, high) = (min - around, min + around);
        return if low < high && (high - low).is_finite() { ticks(low, high, most) } else { vec![min] };
    }
    let most = most.max(2);
    let rough = (max - min) / (most - 1) as f64;
    if !rough.is_normal() || rough / min.abs().max(max.abs()) < 1e-14 {
        return vec![min, max];
    }
    let power = rough.log10().floor() as i32;
    for (digit, shift) in [(1.0, 0), (2.0, 0), (5.0, 0), (1.0, 1), (2.0, 1), (5.0, 1)] {
        let power = power + shift;
        let at = |n: i64| scaled(n as f64 * digit, power);
        let step = scaled(digit, power);
        let (from, to) = ((min / step).floor() as i64, (max / step).ceil() as i64);
        if ((to - from + 1) as usize) <= most {
            return (from..=to).map(at).filter(|tick| tick.is_finite()).collect();
        }
    }
    vec![min, max]
}

/// A digit times a power of ten, to the nearest number: 3 tenths is 0.3, not 0.30000000000000004.
fn scaled(digits: f64, power: i32) -> f64 {
    if power >= 0 { digits * 10_f64.powi(power) } else { digits / 10_f64.powi(-power) }
}

/// At most so many round values above zero: 1, 2, 5, 10, … or decades, or every so many decades.
pub fn log_ticks(min: f64, max: f64, most: usize) -> Vec<f64> {
    let most = most.max(2);
    let (low, high) = (min.log10().floor() as i32, max.log10().ceil() as i32);
    let steps: Vec<f64> = (low..=high).flat_map(|power| [1.0, 2.0, 5.0].map(|digit| scaled(digit, power))).collect();
    let from = steps.iter().rposition(|step| *step <= min).unwrap_or(0);
    let to = steps.iter().position(|step| *step >= max).unwrap_or(steps.len() - 1);
    match to + 1 - from.min(to) {
        0..3 => ticks(min, max, most).into_iter().filter(|tick| *tick > 0.0).collect(),
        count if count <= most => steps[from..=to].to_vec(),
        _ => {
            let stride = ((high - low) as usize).div_ceil(most - 1).max(1);
            let powers = (low..high + stride as i32).step_by(stride);
            powers.map(|power| scaled(1.0, power)).filter(|tick| tick.is_normal()).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{log_ticks, ticks};

    #[test]
    fn ticks_are_round_and_hold_the_values() {
        let check = |min: f64, max: f64, most: usize, expect: &[f64]| {
            assert_eq!(ticks(min, max, most), expect, "{min}..{max}");
        };
        check(0.0, 10.0, 6, &[0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        check(289.0, 4002.0, 6, &[0.0, 1000.0, 2000.0, 3000.0, 4000.0, 5000.0]);
        check(0.11, 0.38, 4, &[0.1, 0.2, 0.3, 0.4]);
        check(-3.0, 4.0, 5, &[-4.0, -2.0, 0.0, 2.0, 4.0]);
        check(5.0, 5.0, 5, &[4.5, 5.0, 5.5]);
        check(0.0, 0.0, 5, &[-1.0, -0.5, 0.0, 0.5, 1.0]);
    }

    #[test]
    fn a_logarithmic_axis_has_round_ratios() {
        let check = |min: f64, max: f64, most: usize, expect: &[f64]| {
            assert_eq!(log_ticks(min, max, most), expect, "{min}..{max}");
        };
        check(3.0, 40.0, 6, &[2.0, 5.0, 10.0, 20.0, 50.0]);
        check(1.0, 300.0, 6, &[1.0, 10.0, 100.0, 1000.0]);
        check(0.02, 70_000.0, 4, &[0.01, 10.0, 10_000.0, 1e7]);
        check(130.0, 190.0, 6, &[120.0, 140.0, 160.0, 180.0, 200.0]);
        check(100.0, 100.0, 4, &[90.0, 100.0, 110.0]);
    }

    #[test]
    fn three_to_six_ticks_for_any_range() {
        for (i, most) in (0..400).flat_map(|i| [4, 5, 6].map(|most| (i, most))) {
            let low = 10_f64.powi(i % 9 - 4) * f64::from(i % 37 + 1);
            let high = low * (1.0 + f64::from(i % 53) / 7.0);
            for ticks in [ticks(low, high, most), ticks(-high, low, most), log_ticks(low, high, most)] {
                assert!((3..=most).contains(&ticks.len()), "{low}..{high}: {ticks:?}");
                assert!(ticks.is_sorted_by(|a, b| a < b), "{ticks:?}");
            }
        }
    }
}
