//! Values far out: found by skewness and kurtosis, and drawn in.

use crate::model::scheme::Treat;

/// The bounds beyond which both must lie for a column to be treated.
const SKEW: f64 = 2.0;
const KURTOSIS: f64 = 3.5;
/// The most values that are drawn in.
const MOST: usize = 5;

/// What is done to every value of a column before it becomes points.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub enum Treatment {
    #[default]
    None,
    /// Values outside become the bound. So many of the frame did.
    Winsorised { low: f64, high: f64, count: usize },
    /// `ln(x − min + shift)`.
    Log { min: f64, shift: f64 },
}

impl Treatment {
    /// What a column of figures calls for; those missing are passed over.
    pub fn of(treat: Treat, frame: impl Iterator<Item = f64>) -> Self {
        if treat == Treat::None {
            return Self::None;
        }
        let mut values: Vec<f64> = frame.filter(|value| value.is_finite()).collect();
        if is_fine(&values) {
            return Self::None;
        }
        let (min, max) = ends(&values);
        let log = Self::Log { min, shift: 0.01 * (max - min) };
        if treat == Treat::Log {
            return log;
        }
        let winsorised = winsorise(&mut values);
        if treat == Treat::WinsoriseOrLog && !is_fine(&values) { log } else { winsorised }
    }

    /// A value as it goes on.
    pub fn apply(self, x: f64) -> f64 {
        match self {
            Self::None => x,
            // NaN stays.
            Self::Winsorised { low, high, .. } => {
                if x < low {
                    low
                } else if x > high {
                    high
                } else {
                    x
                }
            }
            Self::Log { min, shift } => (x - min + shift).ln(),
        }
    }

    /// The value that goes on as this; at a bound the bound itself.
    pub fn undo(self, treated: f64) -> f64 {
        match self {
            Self::None | Self::Winsorised { .. } => treated,
            Self::Log { min, shift } => treated.exp() + min - shift,
        }
    }
}

/// The value farthest out on the side of the tail becomes the next one, until the column is fine or five have.
fn winsorise(values: &mut [f64]) -> Treatment {
    let (mut low, mut high, mut below, mut above) = (f64::NEG_INFINITY, f64::INFINITY, 0, 0);
    while !is_fine(values) && below + above < MOST {
        let (min, max) = ends(values);
        if skewness(values) >= 0.0 {
            high = values.iter().copied().filter(|x| *x < max).fold(f64::NEG_INFINITY, f64::max);
            above = draw_in(values, max, high);
        } else {
            low = values.iter().copied().filter(|x| *x > min).fold(f64::INFINITY, f64::min);
            below = draw_in(values, min, low);
        }
    }
    Treatment::Winsorised { low, high, count: below + above }
}

/// Ties go together, so that more than five may be drawn in at last.
fn draw_in(values: &mut [f64], from: f64, to: f64) -> usize {
    let mut count = 0;
    for value in values {
        if value.total_cmp(&from).is_eq() {
            *value = to;
            count += 1;
        }
    }
    count
}

/// Whether a column needs no treatment; one of fewer than four values, or of one value, cannot be judged.
fn is_fine(values: &[f64]) -> bool {
    let (skew, kurtosis) = (skewness(values), kurtosis(values));
    !(skew.abs() >= SKEW && kurtosis >= KURTOSIS)
}

fn ends(values: &[f64]) -> (f64, f64) {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    (least, values.iter().copied().fold(f64::NEG_INFINITY, f64::max))
}

/// The sums of the second, third and fourth powers of the distances from the mean.
fn powers(values: &[f64]) -> [f64; 3] {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.iter().fold([0.0; 3], |[two, three, four], x| {
        let d = x - mean;
        [two + d * d, three + d * d * d, four + d * d * d * d]
    })
}

/// Sample skewness `G1`, adjusted for small samples: type 2 of `e1071`, that of Excel and SAS. NaN below three values.
pub fn skewness(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let [two, three, _] = powers(values);
    n.sqrt() * three / two.powf(1.5) * (n * (n - 1.0)).sqrt() / (n - 2.0)
}

/// Sample excess kurtosis `G2`, adjusted for small samples: type 2 of `e1071`, that of Excel and SAS. NaN or infinite below
/// four values.
pub fn kurtosis(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    if n < 4.0 {
        return f64::NAN;
    }
    let [two, _, four] = powers(values);
    ((n + 1.0) * (n * four / (two * two) - 3.0) + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0))
}

#[cfg(test)]
mod tests {
    use super::{Treat, Treatment, kurtosis, skewness};

    fn of(treat: Treat, values: &[f64]) -> Treatment {
        Treatment::of(treat, values.iter().copied())
    }

    #[test]
    fn the_estimators_are_those_of_excel() {
        // SKEW(3,4,5,2,3,4,5,6,4,7) and KURT of the same, as Excel's help prints them.
        let values = [3.0, 4.0, 5.0, 2.0, 3.0, 4.0, 5.0, 6.0, 4.0, 7.0];
        assert!((skewness(&values) - 0.359_543_071).abs() < 1e-9);
        assert!((kurtosis(&values) + 0.151_799_637).abs() < 1e-9);
        assert!(skewness(&[1.0, 2.0]).is_nan() && kurtosis(&[1.0, 2.0, 9.0]).is_nan());
        assert!(skewness(&[5.0; 9]).is_nan() && kurtosis(&[5.0; 9]).is_nan(), "of one value");
    }

    #[test]
    fn one_value_far_out_becomes_the_next() {
        let mut values: Vec<f64> = (1..=12).map(f64::from).collect();
        values.push(200.0);
        let expect = Treatment::Winsorised { low: f64::NEG_INFINITY, high: 12.0, count: 1 };
        assert_eq!(of(Treat::Winsorise, &values), expect);
        assert_eq!(vec![200.0, 12.0, 3.0].into_iter().map(|x| expect.apply(x)).collect::<Vec<_>>(), [12.0, 12.0, 3.0]);
        let low: Vec<f64> = values.iter().map(|x| -x).collect();
        let expect = Treatment::Winsorised { low: -12.0, high: f64::INFINITY, count: 1 };
        assert_eq!(of(Treat::WinsoriseOrLog, &low), expect);
        assert!(expect.apply(f64::NAN).is_nan());
    }

    #[test]
    fn no_more_than_five_are_drawn_in_and_then_the_logarithm_is_taken_of_the_values_as_they_were() {
        let mut values = vec![1.0; 60];
        values.extend([500.0, 600.0, 700.0, 800.0, 900.0, 1000.0, 1100.0]);
        let Treatment::Winsorised { high, count, .. } = of(Treat::Winsorise, &values) else { panic!("not winsorised") };
        assert_eq!((high, count), (600.0, 5));
        let log = of(Treat::WinsoriseOrLog, &values);
        assert_eq!(log, Treatment::Log { min: 1.0, shift: 10.99 });
        assert!((log.apply(1100.0) - (1099.0_f64 + 10.99).ln()).abs() < 1e-12);
        assert!((log.undo(log.apply(700.0)) - 700.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_not_far_out_stays_as_it_is() {
        for treat in Treat::ALL {
            for values in [&[][..], &[1.0], &[1.0, 1.0, 900.0], &[2.0; 8], &[1.0, 2.0, 3.0, 4.0, 5.0, f64::NAN]] {
                assert_eq!(of(treat, values), Treatment::None, "{values:?}");
            }
        }
    }
}
