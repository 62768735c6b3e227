//! The bins of a histogram: as wide as the values ask for, with round edges.

use super::spread::quantile;

/// Equal steps of a quantity, or equal ratios, and how many values lie in each.
#[derive(Clone, PartialEq, Debug)]
pub struct Bins {
    /// From low to high, one more than there are bins. A value on an edge is in the bin above it.
    pub edges: Vec<f64>,
    pub counts: Vec<usize>,
    /// Whether equal lengths are equal ratios.
    pub is_log: bool,
}

/// Edges within a decade, from coarse to fine; the last are the preferred numbers R10.
const DECADES: [&[f64]; 5] = [
    &[1.0],
    &[1.0, 3.0],
    &[1.0, 2.0, 5.0],
    &[1.0, 1.5, 2.0, 3.0, 5.0, 7.0],
    &[1.0, 1.25, 1.6, 2.0, 2.5, 3.15, 4.0, 5.0, 6.3, 8.0],
];

/// A round step may be finer than the width wanted, but not by more than this.
const NEAR: f64 = 0.7;

impl Bins {
    /// Bins for values from low to high, at most so many; logarithmic ones need values above zero. None of nothing.
    ///
    /// The width is that of Freedman and Diaconis, `2 · IQR · n^(−1/3)` (in logarithms where bins are logarithmic), taken to
    /// a round step near it (no less than 0.7 of it) and made wider until there are few enough. Where the middle half is alike it is Sturges'
    /// `range ÷ (1 + log₂ n)`.
    pub fn of(sorted: &[f64], is_log: bool, most: usize) -> Option<Self> {
        let (least, largest) = (*sorted.first()?, *sorted.last()?);
        // Beyond these the powers of ten next to a value are no numbers.
        let is_log = is_log && least > 1e-290 && largest < 1e290;
        let most = most.max(1);
        let edges = if is_log {
            let logs: Vec<f64> = sorted.iter().map(|value| value.log10()).collect();
            log_edges(least, largest, width(&logs), most)
        } else {
            edges(least, largest, width(sorted), most)
        };
        let below = |edge: f64| sorted.partition_point(|value| *value < edge);
        let inner = edges[1..edges.len() - 1].iter().map(|edge| below(*edge));
        let ends: Vec<usize> = std::iter::once(0).chain(inner).chain([sorted.len()]).collect();
        let counts = ends.windows(2).map(|pair| pair[1] - pair[0]).collect();
        Some(Self { edges, counts, is_log })
    }

    /// The bin of a value; one beyond either end is in the last there.
    pub fn place(&self, value: f64) -> usize {
        self.edges[1..self.counts.len()].partition_point(|edge| *edge <= value)
    }

    /// How far along the axis a value is, 0 to 1.
    pub fn share(&self, value: f64) -> f64 {
        let (low, high) = (self.edges[0], self.edges[self.edges.len() - 1]);
        let along = |value: f64| if self.is_log { value.max(low).log10() } else { value };
        // Halved, for the distance between the ends of f64 is not a number.
        let span = along(high) / 2.0 - along(low) / 2.0;
        let share = (along(value) / 2.0 - along(low) / 2.0) / span;
        if span > 0.0 && !share.is_nan() { share.clamp(0.0, 1.0) } else { 0.5 }
    }

    /// Whether values that span more than two decades, all above zero, are better seen by their ratios.
    pub fn suits_log(sorted: &[f64]) -> bool {
        matches!(sorted, [least, .., largest] if *least > 0.0 && largest / least > 100.0)
    }
}

/// The width wanted; zero where all values are alike.
fn width(sorted: &[f64]) -> f64 {
    let (Some(low), Some(high)) = (quantile(sorted, 0.25), quantile(sorted, 0.75)) else { return 0.0 };
    let count = sorted.len() as f64;
    let freedman = 2.0 * (high - low) / count.cbrt();
    let sturges = (sorted[sorted.len() - 1] - sorted[0]) / (1.0 + count.log2());
    if freedman > 0.0 { freedman } else { sturges }
}

fn edges(least: f64, largest: f64, width: f64, most: usize) -> Vec<f64> {
    let size = least.abs().max(largest.abs());
    let wanted = if width > 0.0 { width } else { size.max(1.0) / 10.0 };
    // Too fine for f64 to tell apart, or too wide for it to hold: one bin.
    if !wanted.is_finite() || !(largest - least).is_finite() || wanted < size * 1e-12 {
        return vec![least, if largest > least { largest } else { least + size.max(1.0) }];
    }
    let power = wanted.log10().floor() as i32;
    let mut edges = vec![least, largest.max(least + wanted)];
    for (digit, power) in (power..power + 400).flat_map(|power| [1.0, 2.0, 2.5, 5.0].map(|digit| (digit, power))) {
        let step = scaled(digit, power);
        let (from, to) = ((least / step).floor(), (largest / step).floor() + 1.0);
        if step >= wanted * NEAR && to - from <= most as f64 {
            edges = (from as i64..=to as i64).map(|n| scaled(n as f64 * digit, power)).collect();
            break;
        }
    }
    // The top edge may hold the largest value alone: then that value is counted below it.
    if let [.., before, last] = edges[..]
        && before >= largest
        && last > largest
        && edges.len() > 2
    {
        edges.pop();
    }
    edges
}

fn log_edges(least: f64, largest: f64, width: f64, most: usize) -> Vec<f64> {
    let (low, high) = (least.log10().floor() as i32, largest.log10().floor() as i32 + 1);
    let within = |digits: &[f64], stride: i32| -> Vec<f64> {
        let powers = (low..=high + stride).step_by(stride as usize);
        let all: Vec<f64> = powers.flat_map(|power| digits.iter().map(move |digit| scaled(*digit, power))).collect();
        let from = all.iter().rposition(|edge| *edge <= least).unwrap_or(0);
        let to = all.iter().position(|edge| *edge > largest).unwrap_or(all.len() - 1);
        all[from..=to.max(from + 1).min(all.len() - 1)].to_vec()
    };
    for digits in DECADES.iter().rev() {
        let edges = within(digits, 1);
        if 1.0 / digits.len() as f64 >= width * NEAR && edges.len() - 1 <= most {
            return edges;
        }
    }
    let strides = [1, 2, 3, 5, 10, 20, 50, 100, 200, 700];
    let coarse = strides.into_iter().map(|stride| within(DECADES[0], stride));
    coarse.into_iter().find(|edges| edges.len() - 1 <= most).unwrap_or_else(|| vec![least, largest * 1.1])
}

/// A digit times a power of ten, to the nearest number: 3 tenths is 0.3, not 0.30000000000000004.
fn scaled(digits: f64, power: i32) -> f64 {
    if power >= 0 { digits * 10_f64.powi(power) } else { digits / 10_f64.powi(-power) }
}

#[cfg(test)]
mod tests {
    use super::Bins;

    fn bins(values: &[f64], is_log: bool, most: usize) -> Bins {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        Bins::of(&sorted, is_log, most).unwrap()
    }

    #[test]
    fn the_width_is_near_that_of_freedman_and_diaconis() {
        // 1 to 8: quartiles 2.75 and 6.25, IQR 3.5, cube root of 8 is 2: 3.5, so 2.5. 12 to 96: 42, so 50.
        let twelves: Vec<f64> = (1..=8).map(|n| f64::from(n * 12)).collect();
        assert_eq!(bins(&twelves, false, 20).edges, [0.0, 50.0, 100.0]);
        let values: Vec<f64> = (1..=8).map(f64::from).collect();
        let bins = bins(&values, false, 20);
        assert_eq!(bins.edges, [0.0, 2.5, 5.0, 7.5, 10.0]);
        assert_eq!(bins.counts, [2, 2, 3, 1]);
        assert_eq!([0.0, 4.9, 5.0, 99.0].map(|value| bins.place(value)), [0, 1, 2, 3]);
        assert_eq!([-3.0, 0.0, 2.5, 10.0].map(|value| bins.share(value)).to_vec(), [0.0, 0.0, 0.25, 1.0]);
    }

    #[test]
    fn no_more_bins_than_there_is_room_for() {
        let values: Vec<f64> = (0..5000).map(|n| f64::from(n) * 0.37).collect();
        for most in [1, 2, 3, 7, 20, 60] {
            for is_log in [false, true] {
                let bins = bins(&values[1..], is_log, most);
                assert!(bins.counts.len() <= most, "{most}: {:?}", bins.edges);
                assert_eq!(bins.counts.iter().sum::<usize>(), 4999);
            }
        }
    }

    #[test]
    fn ratios_have_round_edges_too() {
        let bins = bins(&[3.0, 12.0, 40.0, 55.0, 130.0, 900.0, 10_302.0], true, 10);
        assert_eq!(bins.edges, [1.0, 10.0, 100.0, 1000.0, 10_000.0, 100_000.0]);
        assert_eq!(bins.counts, [1, 3, 2, 0, 1]);
        assert_eq!([1.0, 10.0, 1e5].map(|value| bins.share(value)).to_vec(), [0.0, 0.2, 1.0]);
        assert!(!super::Bins::of(&[0.0, 5.0], true, 9).unwrap().is_log, "zero has no logarithm");
    }

    #[test]
    fn one_value_and_equal_ones_are_in_one_bin() {
        for (value, is_log) in [0.0, 1.0, -3.0, 2184.8, 1e-9, 1e12].into_iter().flat_map(|v| [(v, false), (v, true)]) {
            for values in [&[value][..], &[value; 9]] {
                let bins = bins(values, is_log, 12);
                assert!(bins.counts.contains(&values.len()), "{value}: {bins:?}");
                assert!(bins.edges[0] <= value && value <= *bins.edges.last().unwrap(), "{value}: {bins:?}");
            }
        }
        assert_eq!(Bins::of(&[], false, 5), None);
    }

    #[test]
    fn no_values_are_too_odd() {
        let odd = [f64::MIN, -1e18, -1.0, 0.0, 5e-324, 1e-300, 1.0, 1.0 + f64::EPSILON, 1e18, 1e308, f64::MAX];
        for (low, high) in odd.into_iter().flat_map(|low| odd.map(|high| (low, high))).filter(|(l, h)| l <= h) {
            for (is_log, most) in [(false, 1), (true, 1), (false, 40), (true, 40)] {
                let bins = bins(&[low, low, high], is_log, most);
                assert_eq!(bins.counts.iter().sum::<usize>(), 3, "{low} {high}");
                assert!(bins.counts.len() <= most, "{low} {high}: {:?}", bins.edges);
                assert!(bins.edges.is_sorted() && bins.edges.len() == bins.counts.len() + 1, "{low} {high}");
                assert!(bins.place(low) < bins.counts.len() && (0.0..=1.0).contains(&bins.share(high)));
            }
        }
    }

    #[test]
    fn ratios_are_for_what_spans_two_decades_above_zero() {
        assert!(Bins::suits_log(&[1.0, 5.0, 101.0]));
        assert!(!Bins::suits_log(&[1.0, 5.0, 100.0]));
        assert!(!Bins::suits_log(&[0.0, 5.0, 1000.0]));
        assert!(!Bins::suits_log(&[5.0]));
    }
}
