//! A column of the observations: blocks of one size while it grows, one piece once the rows are settled.

/// Rows in a block. Growing never moves what is there, and never asks for twice the room.
pub const BLOCK: usize = 1 << 16;

/// The values of one property, by row.
#[derive(Clone, Debug)]
pub enum Column<T> {
    /// Every block but the last is full.
    Growing(Vec<Vec<T>>),
    Whole(Vec<T>),
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self::Growing(vec![])
    }
}

impl<T: Copy + Default> Column<T> {
    /// How many values there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Growing(blocks) => blocks.last().map_or(0, |last| (blocks.len() - 1) * BLOCK + last.len()),
            Self::Whole(values) => values.len(),
        }
    }

    /// The value of a row.
    pub fn get(&self, row: usize) -> T {
        match self {
            Self::Growing(blocks) => blocks[row / BLOCK][row % BLOCK],
            Self::Whole(values) => values[row],
        }
    }

    /// Adds one value.
    pub fn push(&mut self, value: T) {
        self.open().push(value);
    }

    /// Adds many values; a full block that falls on the border of one is taken over as it is.
    pub fn append(&mut self, mut values: Vec<T>) {
        if let Self::Growing(blocks) = self
            && values.len() == BLOCK
            && blocks.last().is_none_or(|last| last.len() == BLOCK)
        {
            values.shrink_to_fit();
            blocks.push(values);
            return;
        }
        let mut rest = values.as_slice();
        while !rest.is_empty() {
            let block = self.open();
            let (now, later) = rest.split_at(rest.len().min(BLOCK - block.len()));
            block.extend_from_slice(now);
            rest = later;
        }
    }

    /// Adds nothings until there are so many values.
    pub fn pad(&mut self, len: usize) {
        while self.len() < len {
            let missing = len - self.len();
            let block = self.open();
            block.resize(BLOCK.min(block.len() + missing), T::default());
        }
    }

    /// The block that has room for another value.
    fn open(&mut self) -> &mut Vec<T> {
        if let Self::Whole(values) = self {
            *self = Self::Growing(values.chunks(BLOCK).map(<[T]>::to_vec).collect());
        }
        let Self::Growing(blocks) = self else { unreachable!("made so above") };
        match blocks.last() {
            None => blocks.push(vec![]),
            Some(full) if full.len() == BLOCK => blocks.push(Vec::with_capacity(BLOCK)),
            Some(_) => {}
        }
        blocks.last_mut().expect("pushed above where there was none")
    }

    /// The blocks, one after the other, so that each can be given back once it has been read.
    pub fn into_blocks(self) -> impl Iterator<Item = Vec<T>> {
        match self {
            Self::Growing(blocks) => blocks,
            Self::Whole(values) => vec![values],
        }
        .into_iter()
    }

    /// The values in one piece, in their order.
    pub fn into_whole(self) -> Vec<T> {
        let mut whole = Vec::with_capacity(self.len());
        match self {
            Self::Whole(values) => return values,
            Self::Growing(blocks) => blocks.into_iter().for_each(|block| whole.extend_from_slice(&block)),
        }
        whole
    }
}

impl<T: Copy + Ord> Column<T> {
    /// The lowest and the highest value.
    pub fn range(&self) -> Option<(T, T)> {
        let blocks = match self {
            Self::Growing(blocks) => blocks.as_slice(),
            Self::Whole(values) => std::slice::from_ref(values),
        };
        let values = || blocks.iter().flatten().copied();
        values().min().zip(values().max())
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Column};

    #[test]
    fn what_is_added_by_ones_and_by_blocks_comes_back_by_row() {
        let mut column = Column::<u32>::default();
        let mut next = 0;
        for len in [3, BLOCK, 0, BLOCK - 3, BLOCK, 2 * BLOCK + 1] {
            column.append((next..next + len as u32).collect());
            next += len as u32;
            column.push(next);
            next += 1;
        }
        assert_eq!(column.len(), next as usize);
        assert!((0..next).all(|row| column.get(row as usize) == row));
        column.pad(next as usize + BLOCK);
        assert_eq!((column.len(), column.get(next as usize)), (next as usize + BLOCK, 0));
        assert!(column.into_whole().into_iter().take(next as usize).eq(0..next));
    }
}
