//! The digits of a number as it is printed.

/// The unit of the last digit that says something: 0.1 of 5.8, 0.01 of 5.87, 1000 of 122000, 1 of 0.
pub fn last_digit(value: f64) -> f64 {
    let text = value.abs().to_string();
    if let Some((_, fraction)) = text.split_once('.') {
        return 10_f64.powi(-(fraction.len() as i32));
    }
    let zeros = text.len() - text.trim_end_matches('0').len();
    if zeros == text.len() { 1.0 } else { 10_f64.powi(zeros as i32) }
}

/// How many digits say something: 2 of 5.8, 3 of 122000, 5 of 24294.
pub fn significant(value: f64) -> usize {
    let text = value.abs().to_string().replace('.', "");
    let digits = text.trim_start_matches('0');
    if value.fract() == 0.0 { digits.trim_end_matches('0').len() } else { digits.len() }
}

/// Whether two numbers are the same but for two neighbouring digits that changed places.
pub fn is_transposed(one: f64, other: f64) -> bool {
    let (one, other) = (one.to_string(), other.to_string());
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let differing: Vec<usize> = (0..one.len()).filter(|place| one[*place] != other[*place]).collect();
    let [first, second] = differing[..] else { return false };
    // Across the point the two digits are neighbours too.
    let is_next = second == first + 1 || (second == first + 2 && one[first + 1] == b'.');
    is_next && one[first] == other[second] && one[second] == other[first]
}

#[cfg(test)]
mod tests {
    use super::{is_transposed, last_digit, significant};

    #[test]
    fn the_last_digit_is_the_last_that_says_something() {
        let check = |value: f64, unit: f64, digits: usize| {
            assert!((last_digit(value) / unit - 1.0).abs() < 1e-12, "{value}");
            assert_eq!(significant(value), digits, "{value}");
        };
        check(5.8, 0.1, 2);
        check(5.87, 0.01, 3);
        check(0.05, 0.01, 1);
        check(122_000.0, 1e3, 3);
        check(24_294.0, 1.0, 5);
        check(-3_810.0, 10.0, 3);
        assert!((last_digit(0.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn two_digits_that_changed_places_are_seen() {
        let check = |one: f64, other: f64, expect| assert_eq!(is_transposed(one, other), expect, "{one} {other}");
        check(1284.5, 1248.5, true);
        check(12.84, 18.24, true);
        check(12.84, 28.14, false);
        check(1284.0, 1284.0, false);
        check(1284.0, 12.84, false);
        // 中关村 2023 and 2024, both real: they only look alike.
        check(24_294.0, 24_934.0, false);
    }
}
