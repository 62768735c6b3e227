//! A line of numbers in a few cells.

use super::Glyphs;

/// One cell per value, from the lowest of them to the highest; a missing one is a gap, never a bridge.
pub fn spark(values: &[Option<f64>], glyphs: &Glyphs) -> String {
    let (low, high) = present(values).fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    let cell = |value: &Option<f64>| match value.filter(|v| v.is_finite()) {
        Some(value) => glyphs.spark[level(value, low, high)],
        None => glyphs.spark_gap,
    };
    values.iter().map(cell).collect()
}

fn present(values: &[Option<f64>]) -> impl Iterator<Item = f64> {
    values.iter().flatten().copied().filter(|value| value.is_finite())
}

/// Where a value stands among four equal steps; the lower middle one where all are alike, for then it says nothing.
fn level(value: f64, low: f64, high: f64) -> usize {
    // Halved, for the distance between the ends of f64 is not a number.
    let span = high / 2.0 - low / 2.0;
    if span <= 0.0 {
        return 1;
    }
    let share = (value / 2.0 - low / 2.0) / span;
    ((share * 4.0) as usize).min(3)
}

#[cfg(test)]
mod tests {
    use super::{Glyphs, spark};

    #[test]
    fn values_rise_from_the_lowest_to_the_highest() {
        let check = |values: &[Option<f64>], rich: &str, ascii: &str| {
            assert_eq!(spark(values, Glyphs::RICH), rich, "{values:?}");
            assert_eq!(spark(values, Glyphs::ASCII), ascii, "{values:?}");
        };
        let some = |value: f64| Some(value);
        check(&[], "", "");
        check(&[some(0.0), some(1.0), some(2.0), some(3.0), some(4.0)], "⣀⣤⣶⣿⣿", "_,-^^");
        check(&[some(1.0), None, some(9.0)], "⣀ ⣿", "_ ^");
        check(&[some(-3.0), some(-1.0)], "⣀⣿", "_^");
        check(&[some(5.0), some(5.0), None], "⣤⣤ ", ",, ");
        check(&[None, some(5.0)], " ⣤", " ,");
        check(&[None, None], "  ", "  ");
        check(&[some(f64::NAN), some(1.0), some(2.0), some(f64::INFINITY)], " ⣀⣿ ", " _^ ");
        check(&[some(f64::MIN), some(0.0), some(f64::MAX)], "⣀⣶⣿", "_-^");
    }
}
