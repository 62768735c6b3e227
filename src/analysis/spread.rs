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

    /// The coefficient of variation `σ ÷ μ` (变异系数, CV); none where the mean is zero or below, for it is then a ratio of
    /// nothing. Its fall over the years is what σ-convergence means.
    pub fn variation(self) -> Option<f64> {
        (self.mean > 0.0).then(|| self.deviation / self.mean).filter(|ratio| ratio.is_finite())
    }

    /// The z-score `(x − μ) ÷ σ`; none where all values are the same.
    pub fn z_score(self, value: f64) -> Option<f64> {
        (self.deviation > 0.0).then(|| (value - self.mean) / self.deviation).filter(|score| score.is_finite())
    }
}

/// The value below which that share (0 to 1) of sorted values lies, by Hyndman and Fan's definition 7: at `(n − 1) · share`
/// of the way from the first to the last, straight between two neighbours. It is that of spreadsheets and of R.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let at = share.clamp(0.0, 1.0) * last as f64;
    let (below, part) = (at.floor() as usize, at.fract());
    let (low, high) = (sorted[below], sorted[(below + 1).min(last)]);
    // Not `low + part · (high − low)`: the distance between the ends of f64 is not a number.
    Some(if part == 0.0 { low } else { low * (1.0 - part) + high * part })
}

/// What a box plot shows of some values.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Quartiles {
    pub least: f64,
    pub tenth: f64,
    pub lower: f64,
    pub median: f64,
    pub upper: f64,
    pub ninetieth: f64,
    pub most: f64,
}

/// In which quarter of the field a value lies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Quarter {
    Bottom,
    Lower,
    Upper,
    Top,
}

impl Quartiles {
    /// Of values from low to high; none of nothing.
    pub fn of(sorted: &[f64]) -> Option<Self> {
        let at = |share: f64| quantile(sorted, share);
        Some(Self {
            least: at(0.0)?,
            tenth: at(0.1)?,
            lower: at(0.25)?,
            median: at(0.5)?,
            upper: at(0.75)?,
            ninetieth: at(0.9)?,
            most: at(1.0)?,
        })
    }

    /// The quarter of a value by size: what is on a border belongs to the quarter above it.
    pub fn quarter(&self, value: f64) -> Quarter {
        match value {
            value if value >= self.upper => Quarter::Top,
            value if value >= self.median => Quarter::Upper,
            value if value >= self.lower => Quarter::Lower,
            _ => Quarter::Bottom,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Quarter, Quartiles, Spread, quantile};

    #[test]
    fn quartiles_are_those_of_a_spreadsheet() {
        // R: quantile(c(1,2,3,4), c(.1,.25,.5,.75,.9)) is 1.3 1.75 2.5 3.25 3.7.
        let box_of = Quartiles::of(&[1.0, 2.0, 3.0, 4.0]).unwrap();
        let seen = vec![box_of.least, box_of.lower, box_of.median, box_of.upper, box_of.most];
        assert_eq!(seen, [1.0, 1.75, 2.5, 3.25, 4.0]);
        assert!((box_of.tenth - 1.3).abs() < 1e-12 && (box_of.ninetieth - 3.7).abs() < 1e-12);
        // R: quantile(c(6,7,15,36,39,40,41,42,43,47,49), c(.25,.75)) is 25.5 42.5.
        let odd = [6.0, 7.0, 15.0, 36.0, 39.0, 40.0, 41.0, 42.0, 43.0, 47.0, 49.0];
        assert_eq!([0.25, 0.5, 0.75].map(|share| quantile(&odd, share)), [Some(25.5), Some(40.0), Some(42.5)]);
        assert_eq!(Quartiles::of(&[]), None);
        assert_eq!(Quartiles::of(&[7.0]).map(|one| one.upper), Some(7.0));
        assert_eq!(quantile(&[f64::MIN, f64::MAX], 0.5), Some(0.0), "no overflow between the ends");
    }

    #[test]
    fn a_quarter_holds_its_lower_border() {
        use Quarter::{Bottom, Lower, Top, Upper};
        let quartiles = Quartiles::of(&[1.0, 2.0, 3.0, 4.0, 5.0]).unwrap();
        let quarters = [1.0, 2.0, 2.9, 3.0, 4.0, 5.0].map(|value| quartiles.quarter(value));
        assert_eq!(quarters, [Bottom, Lower, Lower, Upper, Top, Top]);
        assert_eq!(Quartiles::of(&[3.0, 3.0]).unwrap().quarter(3.0), Top, "where all are alike nobody is below");
    }

    #[test]
    fn variation_is_of_what_has_a_mean_above_zero() {
        let check = |values: &[f64]| Spread::of(values).unwrap().variation();
        assert_eq!(check(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]), Some(0.4));
        assert_eq!(check(&[3.0, 3.0, 3.0]), Some(0.0));
        assert_eq!(check(&[0.0, 0.0]), None);
        assert_eq!(check(&[-1.0, 1.0]), None);
        assert_eq!(check(&[-3.0, -1.0]), None);
    }

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
