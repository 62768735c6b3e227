//! Change from one value to the next.

/// The rate of change `to ÷ from − 1`, in percent (同比 where the two are a year apart).
///
/// None where the base is zero or negative: a rate from a loss says nothing.
pub fn growth(from: f64, to: f64) -> Option<f64> {
    (from > 0.0).then(|| (to / from - 1.0) * 100.0).filter(|rate| rate.is_finite())
}

/// What is said in place of a rate where one of the two amounts is below zero, as of profits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Turn {
    /// 扭亏: from a loss to none.
    Recovered,
    /// 转亏: from none to a loss.
    Lost,
    /// 增亏: a larger loss.
    Deepened,
    /// 减亏: a smaller loss.
    Eased,
}

impl Turn {
    /// From one amount to the next; none where neither is below zero, or a loss stays what it was.
    pub fn of(from: f64, to: f64) -> Option<Self> {
        match (from < 0.0, to < 0.0) {
            (true, false) => Some(Self::Recovered),
            (false, true) => Some(Self::Lost),
            (true, true) if to < from => Some(Self::Deepened),
            (true, true) if to > from => Some(Self::Eased),
            _ => None,
        }
    }

    /// The word for it, Chinese and English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Recovered => ("扭亏", "loss ended"),
            Self::Lost => ("转亏", "into loss"),
            Self::Deepened => ("增亏", "larger loss"),
            Self::Eased => ("减亏", "smaller loss"),
        }
    }
}

/// The compound rate `(to ÷ from)^(1 ÷ years) − 1` in percent a year (年均增速, CAGR).
///
/// `years` are those between the two dates; a year without a figure counts. None where a value is zero or below, or no
/// year passed.
pub fn compound(from: f64, to: f64, years: i32) -> Option<f64> {
    (from > 0.0 && to > 0.0 && years > 0)
        .then(|| ((to / from).powf(f64::from(years).recip()) - 1.0) * 100.0)
        .filter(|rate| rate.is_finite())
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
    use super::{Turn, compound, growth, index, times};

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
    fn a_compound_rate_counts_the_years_between_whether_they_have_a_figure_or_not() {
        // 全部高新区营业收入 2002→2006, 亿元; 武汉每万人口发明专利 2020→2024, 件.
        assert!(near(compound(15_326.4, 43_319.9, 4), 29.661));
        assert!(near(compound(51.87, 97.13, 4), 16.979));
        assert!(near(compound(100.0, 121.0, 2), 10.0));
        assert!(near(compound(100.0, 110.0, 1), 10.0), "over one year it is the plain rate");
        for (from, to, years) in
            [(0.0, 5.0, 2), (-1.0, 5.0, 2), (5.0, 0.0, 2), (5.0, -1.0, 2), (5.0, 6.0, 0), (5.0, 6.0, -1)]
        {
            assert_eq!(compound(from, to, years), None, "{from} to {to} in {years}");
        }
    }

    #[test]
    fn a_loss_has_a_word_and_no_rate() {
        for (from, to, expect) in [
            (-3.0, 2.0, Some(Turn::Recovered)),
            (-3.0, 0.0, Some(Turn::Recovered)),
            (2.0, -3.0, Some(Turn::Lost)),
            (0.0, -3.0, Some(Turn::Lost)),
            (-3.0, -5.0, Some(Turn::Deepened)),
            (-3.0, -1.0, Some(Turn::Eased)),
            (-3.0, -3.0, None),
            (0.0, 2.0, None),
            (2.0, 3.0, None),
        ] {
            assert_eq!(Turn::of(from, to), expect, "{from} to {to}");
        }
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
