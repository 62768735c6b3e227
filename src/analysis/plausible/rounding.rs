//! What a printed number may stand for.

use super::digits::last_digit;

/// From the least to the most that a number may stand for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Reach {
    pub low: f64,
    pub high: f64,
}

impl Reach {
    /// Half a unit of its last digit about a printed number. Zeros at the end of a whole number are not taken for digits.
    pub fn printed(value: f64) -> Self {
        Self::about(value, last_digit(value) / 2.0)
    }

    /// So much about a number.
    pub const fn about(value: f64, half: f64) -> Self {
        Self { low: value - half, high: value + half }
    }

    /// `scale · self ÷ other`; none where the other may be zero or less, or this is below zero.
    pub fn over(self, other: Self, scale: f64) -> Option<Self> {
        let is_sure = self.low >= 0.0 && other.low > 0.0;
        is_sure.then(|| Self { low: scale * self.low / other.high, high: scale * self.high / other.low })
    }

    /// Whether one number may be both. Only to touch is not enough: 53 and 54 are two numbers.
    pub fn meets(self, other: Self) -> bool {
        let is_below = |one: f64, other: f64| other - one > 1e-9 * one.abs();
        is_below(self.low, other.high) && is_below(other.low, self.high)
    }
}

#[cfg(test)]
mod tests {
    use super::Reach;

    #[test]
    fn a_printed_ratio_is_held_against_its_parts() {
        let check = |ratio: f64, part: f64, whole: f64, scale: f64, expect: bool| {
            let computed = Reach::printed(part).over(Reach::printed(whole), scale).unwrap();
            assert_eq!(Reach::printed(ratio).meets(computed), expect, "{ratio} {part} {whole} {computed:?}");
        };
        // 1723 ÷ 2184.8 = 78.863 %, printed 78.9; 140 ÷ 2800.6 = 5.00 %, printed 5.87.
        check(78.9, 1723.0, 2184.8, 100.0, true);
        check(5.87, 140.0, 2800.6, 100.0, false);
        // 8259 ÷ 12.2万亿 = 6.77 %, printed 6.8.
        check(6.8, 8259.0, 122_000.0, 100.0, true);
        check(7.1, 8259.0, 122_000.0, 100.0, false);
        check(10.46, 2907.09, 278.0, 1.0, true);
        assert_eq!(Reach::printed(1.0).over(Reach::printed(0.0), 1.0), None);
    }

    #[test]
    fn a_number_meets_what_it_was_rounded_from() {
        let meets = |a: f64, b: f64| Reach::printed(a).meets(Reach::printed(b));
        assert!(meets(2907.0, 2907.09) && meets(3000.0, 2816.0) && meets(1.1, 1.1486));
        assert!(!meets(122_000.0, 121_400.0) && !meets(78.5, 77.3));
        assert!(!meets(53.0, 54.0) && !meets(12.3, 12.4) && !meets(1150.0, 1160.0));
        let floor = Reach { high: f64::INFINITY, ..Reach::printed(3000.0) };
        assert!(floor.meets(Reach::printed(3810.0)) && !floor.meets(Reach::printed(2400.0)));
    }
}
