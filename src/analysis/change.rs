//! Change from one value to the next.

/// The rate of change `to ÷ from − 1`, in percent (同比 where the two are a year apart).
///
/// None where the base is zero or negative: a rate from a loss says nothing.
pub fn growth(from: f64, to: f64) -> Option<f64> {
    (from > 0.0).then(|| (to / from - 1.0) * 100.0).filter(|rate| rate.is_finite())
}

/// How many times the benchmark a value is; none where the benchmark is zero or of the other sign.
pub fn times(value: f64, benchmark: f64) -> Option<f64> {
    (benchmark != 0.0 && value.signum() == benchmark.signum()).then(|| value / benchmark).filter(|x| x.is_finite())
}

/// A value as an index with the base period at 100; none where the base is zero or negative.
pub fn index(base: f64, value: f64) -> Option<f64> {
    (base > 0.0).then(|| value / base * 100.0).filter(|x| x.is_finite())
}

#[cfg(test)]
mod tests {
    use super::{growth, index, times};

    /// Within a thousandth.
    fn near(value: Option<f64>, expect: f64) -> bool {
        value.is_some_and(|value| (value - expect).abs() < 1e-3)
    }

    #[test]
    fn worked_figures_of_the_torch_yearbook() {
        // 中关村营业收入 2023→24, 千元; 全部高新区营业收入 2023→24, 千元.
        assert!(near(growth(9_177_249_574.0, 10_302_209_262.0), 12.258));
        assert!(near(growth(55_014_940_375.0, 55_975_504_229.0), 1.746));
    }

    #[test]
    fn a_base_that_is_no_base_gives_nothing() {
        assert_eq!(growth(0.0, 5.0), None);
        assert_eq!(growth(-3.0, 5.0), None);
        assert_eq!(growth(5.0, 0.0), Some(-100.0));
        assert_eq!(index(0.0, 5.0), None);
        assert_eq!(times(5.0, 0.0), None);
        assert_eq!(times(-5.0, 2.0), None);
        assert_eq!(growth(f64::MIN_POSITIVE, f64::MAX), None, "overflow is no rate");
    }
}
