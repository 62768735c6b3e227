//! Where values and years stand: rows and columns, and what is written beside them.

use super::ticks::{log_ticks, ticks};
use crate::ui::number::{exact, grouped};

/// The run of values a chart shows, and the round ones written beside it.
#[derive(Clone, PartialEq, Debug)]
pub struct Axis {
    low: f64,
    high: f64,
    log: bool,
    /// The lowest stands at the top, as the first of places does.
    first_on_top: bool,
    /// From low to high.
    pub ticks: Vec<f64>,
}

impl Axis {
    /// An axis for values of that range, with at most so many ticks; a logarithmic one needs values above zero.
    pub fn new(min: f64, max: f64, log: bool, most: usize) -> Self {
        let ticks = if log { log_ticks(min, max, most) } else { ticks(min, max, most) };
        let low = ticks.first().copied().unwrap_or(min).min(min);
        let high = ticks.last().copied().unwrap_or(max).max(max);
        Self { low, high, log, first_on_top: false, ticks }
    }

    /// The same axis for places in a list, with the first at the top and no place 0.
    #[must_use]
    pub fn of_places(self) -> Self {
        let ticks = self.ticks.iter().copied().filter(|tick| *tick >= 1.0).collect();
        Self { ticks, ..self.turned() }
    }

    /// The same axis with the lowest value at the top.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { first_on_top: true, ..self }
    }

    /// The row of so many, the highest value in the first, or the lowest where places are drawn.
    pub fn row(&self, value: f64, rows: u16) -> u16 {
        let share = if self.log {
            share(value.log10(), self.low.log10(), self.high.log10())
        } else {
            share(value, self.low, self.high)
        };
        let from_top = if self.first_on_top { share } else { 1.0 - share };
        (from_top * f64::from(rows.saturating_sub(1))).round() as u16
    }

    /// The ticks in words, with the same decimals unless the axis is logarithmic.
    pub fn labels(&self) -> Vec<String> {
        let decimals = |tick: &f64| exact(*tick).split_once('.').map_or(0, |(_, fraction)| fraction.len());
        let decimals = self.ticks.iter().map(decimals).max().unwrap_or(0).min(9) as u8;
        let label = |tick: &f64| match tick.abs() {
            size if size >= 1e10 || (size > 0.0 && size < 1e-6) => format!("{tick:e}"),
            _ if self.log => exact(*tick),
            _ => grouped(*tick, decimals),
        };
        self.ticks.iter().map(label).collect()
    }
}

/// How far a value is from low to high, 0 to 1; the middle where there is no way to go.
fn share(value: f64, low: f64, high: f64) -> f64 {
    // Halved, for the distance between the ends of f64 is not a number.
    let span = high / 2.0 - low / 2.0;
    let share = (value / 2.0 - low / 2.0) / span;
    if span > 0.0 && !share.is_nan() { share.clamp(0.0, 1.0) } else { 0.5 }
}

/// The column of a year among so many, the first year in the first and the last in the last; a single year in the middle.
pub fn column(year: i32, first: i32, last: i32, columns: u16) -> u16 {
    let share = share(f64::from(year), f64::from(first), f64::from(last));
    (share * f64::from(columns.saturating_sub(1))).round() as u16
}

/// The years to write below so many columns, from the last back, as many as leave a blank between them.
pub fn years(first: i32, last: i32, columns: u16) -> Vec<i32> {
    let span = (i64::from(last) - i64::from(first)).max(0);
    let wide = first.to_string().len().max(last.to_string().len()) as i64 + 1;
    let room = i64::from(columns).saturating_sub(1);
    let decades = (0..10).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_i64.pow(power)));
    let step = decades.into_iter().find(|step| *step > span || room * step >= wide * span).unwrap_or(i64::MAX);
    let count = span / step;
    (0..=count).filter_map(|n| i32::try_from(i64::from(last) - n * step).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Axis, column, years};

    #[test]
    fn no_range_is_too_odd() {
        let odd = [f64::MIN, -1.0, 0.0, 5e-324, 1e-300, 1.0, 1.0 + f64::EPSILON, 1e18, 1e308, f64::MAX];
        for (min, max) in odd.into_iter().flat_map(|min| odd.map(|max| (min, max))).filter(|(min, max)| min <= max) {
            for log in [false, min > 0.0] {
                let axis = Axis::new(min, max, log, 5);
                assert!(axis.row(min, 9) < 9 && axis.row(max, 9) < 9 && axis.row(max, 0) == 0);
                assert!(axis.ticks.len() <= 6 && axis.labels().iter().all(|label| label.len() < 30), "{axis:?}");
            }
        }
    }

    #[test]
    fn labels_agree_in_their_decimals() {
        assert_eq!(Axis::new(0.0, 2.4, false, 6).labels(), ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5"]);
        assert_eq!(Axis::new(0.02, 5000.0, true, 6).labels(), ["0.01", "1", "100", "10,000"]);
        assert_eq!(Axis::new(0.0, 4e12, false, 5).labels(), ["0", "1e12", "2e12", "3e12", "4e12"]);
    }

    #[test]
    fn the_highest_is_in_the_first_row() {
        let axis = Axis::new(0.0, 100.0, false, 6);
        let check = |value: f64, row: u16| assert_eq!(axis.row(value, 11), row, "{value}");
        check(100.0, 0);
        check(0.0, 10);
        check(47.0, 5);
        check(1e9, 0);
        let log = Axis::new(1.0, 1000.0, true, 4);
        assert_eq!([1.0, 10.0, 100.0, 1000.0].map(|value| log.row(value, 7)), [6, 4, 2, 0]);
    }

    #[test]
    fn years_spread_over_the_columns() {
        assert_eq!([2020, 2021, 2024].map(|year| column(year, 2020, 2024, 41)), [0, 10, 40]);
        assert_eq!(column(2020, 2020, 2020, 41), 20);
        assert_eq!(column(i32::MIN, i32::MIN, i32::MAX, 0), 0);
    }

    #[test]
    fn as_many_years_are_written_as_fit() {
        let check = |first: i32, last: i32, columns: u16, expect: &[i32]| {
            assert_eq!(years(first, last, columns), expect, "{first}..{last} {columns}");
        };
        check(2020, 2024, 21, &[2024, 2023, 2022, 2021, 2020]);
        check(2020, 2024, 20, &[2024, 2022, 2020]);
        check(2007, 2024, 20, &[2024, 2019, 2014, 2009]);
        check(2007, 2024, 3, &[2024]);
        check(2024, 2024, 0, &[2024]);
        assert!(years(i32::MIN, i32::MAX, 60).len() < 20);
    }
}
