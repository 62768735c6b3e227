//! A column of the observations: blocks of one size while it grows, one piece once the rows are settled.

/// Values in a block. A block of four-byte values is 32 MB, from which size on allocators ask the system for room and give it
/// back; from smaller blocks, freed column by column, the program would be left with holes of half its size. Room that is
/// asked for and not yet used costs nothing.
const BLOCK: usize = 1 << 23;

/// Up to so many values the room doubles: most data is small.
const SMALL: usize = 1 << 16;

/// The values of one property, by row.
#[derive(Clone, Debug)]
pub enum Column<T, const N: usize = BLOCK> {
    /// Every block but the last has `N` values.
    Growing(Vec<Vec<T>>),
    Whole(Vec<T>),
}

impl<T, const N: usize> Default for Column<T, N> {
    fn default() -> Self {
        Self::Growing(vec![])
    }
}

impl<T: Copy + Default, const N: usize> Column<T, N> {
    /// How many values there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Growing(blocks) => blocks.last().map_or(0, |last| (blocks.len() - 1) * N + last.len()),
            Self::Whole(values) => values.len(),
        }
    }

    /// The value of a row.
    pub fn get(&self, row: usize) -> T {
        match self {
            Self::Growing(blocks) => blocks[row / N][row % N],
            Self::Whole(values) => values[row],
        }
    }

    /// Lets go of the values from a row on.
    pub fn truncate(&mut self, len: usize) {
        match self {
            Self::Whole(values) => values.truncate(len),
            Self::Growing(blocks) => {
                blocks.truncate(len.div_ceil(N));
                if let Some(last) = blocks.last_mut() {
                    last.truncate(len - (len.div_ceil(N) - 1) * N);
                }
            }
        }
    }

    /// Adds one value.
    pub fn push(&mut self, value: T) {
        self.open(1).push(value);
    }

    /// Adds many values.
    pub fn append(&mut self, mut values: &[T]) {
        while !values.is_empty() {
            let block = self.open(values.len());
            let (now, later) = values.split_at(values.len().min(N - block.len()));
            block.extend_from_slice(now);
            values = later;
        }
    }

    /// Adds nothings until there are so many values.
    pub fn pad(&mut self, len: usize) {
        while self.len() < len {
            let missing = len - self.len();
            let block = self.open(missing);
            block.resize(N.min(block.len() + missing), T::default());
        }
    }

    /// The block that has room for another value, and for so many if that can be.
    fn open(&mut self, more: usize) -> &mut Vec<T> {
        if let Self::Whole(values) = self {
            *self = Self::Growing(values.chunks(N).map(<[T]>::to_vec).collect());
        }
        let Self::Growing(blocks) = self else { unreachable!("made so above") };
        if blocks.last().is_none_or(|last| last.len() == N) {
            blocks.push(vec![]);
        }
        let block = blocks.last_mut().expect("pushed above where there was none");
        let wanted = block.len() + more;
        if wanted > block.capacity() && wanted > SMALL {
            block.reserve_exact(N - block.len());
        }
        block
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
        let len = self.len();
        let mut blocks = self.into_blocks();
        let mut whole = blocks.next().unwrap_or_default();
        whole.reserve_exact(len - whole.len());
        blocks.for_each(|block| whole.extend_from_slice(&block));
        whole.shrink_to_fit();
        whole
    }
}

impl<T: Copy + Ord, const N: usize> Column<T, N> {
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
    use super::Column;

    #[test]
    fn what_is_taken_back_is_gone_at_whatever_border() {
        for len in [0, 1, 7, 8, 9, 16, 23, 24] {
            let mut column = Column::<u32, 8>::default();
            column.append(&(0..24).collect::<Vec<_>>());
            column.truncate(len);
            column.push(99);
            assert_eq!((column.len(), column.get(len)), (len + 1, 99), "{len}");
            assert!((0..len).all(|row| column.get(row) == row as u32));
        }
    }

    #[test]
    fn what_is_added_by_ones_and_by_many_comes_back_by_row() {
        let mut column = Column::<u32, 8>::default();
        let mut next = 0;
        for len in [3, 8, 0, 5, 8, 17] {
            column.append(&(next..next + len).collect::<Vec<_>>());
            next += len;
            column.push(next);
            next += 1;
        }
        assert_eq!((column.len(), column.range()), (next as usize, Some((0, next - 1))));
        assert!((0..next).all(|row| column.get(row as usize) == row));
        column.pad(next as usize + 20);
        assert_eq!((column.len(), column.get(next as usize)), (next as usize + 20, 0));
        assert!(column.into_whole().into_iter().take(next as usize).eq(0..next));
    }
}
