//! How values lie about their mean.

/// The mean and the deviation of some values.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Spread {
    pub mean: f64,
    /// σ over the values there are, divided by n and not by n − 1: they are the whole field, not a sample of it.
    pub deviation: f64,
}

impl Spread {
    /// Of these values; none of nothing. Equal values have a deviation of zero, to the last digit.
    pub fn of(values: &[f64]) -> Option<Self> {
        let first = *values.first()?;
        let count = values.len() as f64;
        // From the first value on, so that a constant column is constant whatever rounding does to its sum.
        let mean = first + values.iter().map(|value| (value - first) / count).sum::<f64>();
        let variance = values.iter().map(|value| (value - mean).powi(2) / count).sum::<f64>();
        let spread = Self { mean, deviation: variance.sqrt() };
        (spread.mean.is_finite() && spread.deviation.is_finite()).then_some(spread)
    }

    /// The z-score `(x − μ) ÷ σ`; none where all values are the same.
    pub fn z_score(self, value: f64) -> Option<f64> {
        (self.deviation > 0.0).then(|| (value - self.mean) / self.deviation).filter(|score| score.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn the_deviation_is_that_of_the_field_itself() {
        // 2 4 4 4 5 5 7 9: mean 5, sum of squares 32 over 8.
        let spread = Spread::of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap();
        assert_eq!((spread.mean, spread.deviation), (5.0, 2.0));
        assert_eq!(spread.z_score(9.0), Some(2.0));
        assert_eq!(spread.z_score(4.0), Some(-0.5));
    }

    #[test]
    fn where_nothing_differs_nothing_is_scored() {
        assert_eq!(Spread::of(&[]), None);
        for values in [&[7.0][..], &[0.1, 0.1, 0.1], &[1e300, 1e300, 1e300, 1e300, 1e300, 1e300]] {
            let spread = Spread::of(values).unwrap();
            assert_eq!((spread.mean, spread.z_score(values[0])), (values[0], None), "{values:?}");
        }
        assert_eq!(Spread::of(&[f64::MAX, f64::MIN]), None, "overflow is no deviation");
    }
}
