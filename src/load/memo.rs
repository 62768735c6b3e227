//! What a cell meant last time: columns repeat themselves, and a lookup by bytes is cheaper than reading again.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// Beyond this many different cells a column is not of the repeating kind, and no more are kept.
const KEPT: usize = 1 << 20;

/// Remembers what cells of one column mean.
#[derive(Debug)]
pub struct Memo<T> {
    last: Option<(Vec<u8>, T)>,
    all: HashMap<Box<[u8]>, T, RandomState>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { last: None, all: HashMap::default() }
    }
}

impl<T: Clone> Memo<T> {
    /// The meaning of a cell, found out the first time only.
    pub fn get(&mut self, cell: &[u8], find_out: impl FnOnce() -> T) -> T {
        if let Some((last, meaning)) = &self.last
            && last == cell
        {
            return meaning.clone();
        }
        let known = self.all.get(cell).cloned();
        let is_new = known.is_none();
        let meaning = known.unwrap_or_else(find_out);
        if is_new && self.all.len() < KEPT {
            self.all.insert(cell.into(), meaning.clone());
        }
        let mut key = self.last.take().map_or_else(Vec::new, |(key, _)| key);
        key.clear();
        key.extend_from_slice(cell);
        self.last = Some((key, meaning.clone()));
        meaning
    }
}
