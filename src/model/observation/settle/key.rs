//! Where a row belongs, in one number: ten million of them sort in a fraction of a second.

use super::{IndicatorId, Observations, Spans};
use crate::model::Kind;

/// Indicator, kind, park, period and row, the first at the high end. Eight bytes unless the data is very wide.
pub trait Key: Copy + Ord + Send + Sync {
    /// The key of a number that fits.
    fn of(wide: u128) -> Self;

    /// The number.
    fn wide(self) -> u128;

    /// What stands above so many bits.
    fn above(self, bits: u32) -> Self;

    /// The lowest 32 bits.
    fn low(self) -> u32;
}

macro_rules! keys {
    ($($number:ty),+) => {$(
        impl Key for $number {
            fn of(wide: u128) -> Self {
                wide as Self
            }

            fn wide(self) -> u128 {
                self.into()
            }

            fn above(self, bits: u32) -> Self {
                self >> bits
            }

            fn low(self) -> u32 {
                self as u32
            }
        }
    )+};
}

keys!(u64, u128);

/// How many bits of a key each part takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Packing {
    row: u32,
    period: u32,
    park: u32,
    indicator: u32,
    /// The earliest period: keys count from it.
    earliest: i32,
}

impl Packing {
    /// As few bits as these rows need.
    pub fn of(all: &Observations) -> Self {
        let bits = |highest: u32| u32::BITS - highest.leading_zeros();
        let (earliest, latest) = all.periods.range().unwrap_or_default();
        Self {
            row: bits(all.len() as u32),
            period: bits(latest.abs_diff(earliest)),
            park: bits(all.parks.range().unwrap_or_default().1),
            indicator: bits(all.indicators.range().unwrap_or_default().1),
            earliest,
        }
    }

    /// Whether a key needs no more than so many bits.
    pub const fn fits(self, bits: u32) -> bool {
        self.row + self.period + self.park + 1 + self.indicator <= bits
    }

    /// The key of a row.
    pub fn key<K: Key>(self, indicator: u32, kind: Kind, park: u32, period: i32, row: usize) -> K {
        let run = Spans::place(IndicatorId(indicator), kind) as u128;
        let series = run << self.park | u128::from(park);
        let fact = series << self.period | u128::from(period.abs_diff(self.earliest));
        K::of(fact << self.row | row as u128)
    }

    /// The same fact, said by another row.
    pub fn with_row<K: Key>(self, key: K, row: u32) -> K {
        K::of(key.wide() >> self.row << self.row | u128::from(row))
    }

    /// The row as it was read.
    pub fn row<K: Key>(self, key: K) -> usize {
        low(key, self.row) as usize
    }

    /// The period, packed.
    pub fn period<K: Key>(self, key: K) -> i32 {
        self.earliest.wrapping_add_unsigned(low(key.above(self.row), self.period))
    }

    /// The park.
    pub fn park<K: Key>(self, key: K) -> u32 {
        low(key.above(self.row + self.period), self.park)
    }

    /// The place of its indicator and kind among the spans.
    pub fn run<K: Key>(self, key: K) -> usize {
        key.above(self.row + self.period + self.park).low() as usize
    }

    /// Whether two keys are of one fact.
    pub fn is_one_fact<K: Key>(self, one: K, two: K) -> bool {
        one.above(self.row) == two.above(self.row)
    }
}

fn low<K: Key>(key: K, bits: u32) -> u32 {
    key.low() & ((1_u64 << bits) - 1) as u32
}
