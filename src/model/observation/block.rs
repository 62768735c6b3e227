//! Rows that a reader fills column by column, to be added at once.

use super::{About, Texts};

/// Some rows, a column a property, all of one length.
#[derive(Clone, Debug, Default)]
pub struct Block {
    pub parks: Vec<u32>,
    pub indicators: Vec<u32>,
    /// Packed, see [`Period::pack`](super::Period::pack).
    pub periods: Vec<i32>,
    /// NaN where there is no value.
    pub values: Vec<f64>,
    pub about: Vec<About>,
    /// [`Block::NO_SOURCE`] where no source is named.
    pub sources: Vec<u32>,
    pub lines: Vec<u32>,
    /// The cell in its line, the first is 1; or empty where one line is one figure.
    pub columns: Vec<u16>,
    /// By row of this block.
    pub texts: Texts,
}

impl Block {
    /// In place of a source where none is named.
    pub const NO_SOURCE: u32 = u32::MAX;

    /// How many rows.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    pub(super) fn check(&self) {
        let lengths = [
            self.parks.len(),
            self.indicators.len(),
            self.periods.len(),
            self.about.len(),
            self.sources.len(),
            self.lines.len(),
        ];
        assert!(lengths.iter().all(|len| *len == self.len()), "the columns of a block are of one length: {lengths:?}");
        assert!(
            self.columns.is_empty() || self.columns.len() == self.len(),
            "a place in its line for every row, or none"
        );
    }
}
