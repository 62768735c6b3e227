//! Which of several statements of one fact is shown first, and which say nothing new.

use std::cmp::{Ordering, Reverse};

use super::key::{Key, Packing};
use crate::model::{Catalog, FactId, Grade, Mark, Observations, Source, SourceId};

/// The better grade, then the newer page.
type Precedence = (Grade, Reverse<Option<[u16; 3]>>);

/// Compares statements by their rows, as they were read.
pub struct Choice<'a> {
    rows: &'a Observations,
    sources: &'a [Source],
    /// By source; dates are read once.
    precedence: Vec<Precedence>,
}

impl<'a> Choice<'a> {
    /// Among these rows.
    pub fn of(rows: &'a Observations, catalog: &'a Catalog) -> Self {
        let precedence = catalog.sources.iter().map(Source::precedence).collect();
        Self { rows, sources: &catalog.sources, precedence }
    }

    /// Drops the rows that say again what their file has said and puts the one shown first before the others of its fact;
    /// whether every row stayed where it was.
    pub fn arrange<K: Key>(&self, keys: &mut Vec<K>, packing: Packing, duplicates: &mut Vec<[u32; 2]>) -> bool {
        let (mut from, mut kept, mut untouched) = (0, 0, true);
        let mut same: Vec<u32> = vec![];
        while let Some(first) = keys.get(from).copied() {
            let length = keys[from..].iter().take_while(|key| packing.is_one_fact(first, **key)).count();
            if length == 1 {
                keys[kept] = first;
                kept += 1;
            } else {
                same.clear();
                same.extend(keys[from..from + length].iter().map(|key| packing.row(*key) as u32));
                self.drop_repeated(&mut same, duplicates);
                let read_first = same.first().copied();
                self.put_first(&mut same);
                untouched &= same.len() == length && same.first().copied() == read_first;
                for row in &same {
                    keys[kept] = packing.with_row(first, *row);
                    kept += 1;
                }
            }
            from += length;
        }
        keys.truncate(kept);
        untouched
    }

    /// Leaves of the rows of one file that say the same the first one.
    fn drop_repeated(&self, same: &mut Vec<u32>, duplicates: &mut Vec<[u32; 2]>) {
        same.sort_unstable_by(|a, b| self.order(*a, *b).then(a.cmp(b)));
        same.dedup_by(|again, first| {
            let is_same = self.order(*again, *first).is_eq();
            if is_same {
                duplicates.push([*first, *again]);
            }
            is_same
        });
        same.sort_unstable();
    }

    /// An order in which those rows are equal that say the same of their fact in one file.
    fn order(&self, a: u32, b: u32) -> Ordering {
        let all = self.rows;
        let plain = |row: u32| {
            let about = all.about.get(row as usize);
            (about.file(), all.value(FactId(row)).map(f64::to_bits), about.mark(), all.source(FactId(row)))
        };
        let words = |row: u32| (all.texts.status(row as usize), all.texts.note(row as usize));
        plain(a).cmp(&plain(b)).then_with(|| words(a).cmp(&words(b)))
    }

    /// Brings the row shown first to the front; a row without a value is never shown.
    ///
    /// A preliminary figure gives way to a final one, unless the final one's page is surely older; then the better grade,
    /// then the newer page, then the order of reading.
    fn put_first(&self, same: &mut [u32]) {
        let with_value = || same.iter().copied().filter(|row| self.rows.value(FactId(*row)).is_some());
        let is_early = |row: u32| self.rows.about.get(row as usize).mark() == Mark::Expected;
        let mut finals: Vec<Option<SourceId>> = vec![];
        if with_value().any(is_early) {
            finals.extend(with_value().filter(|row| !is_early(*row)).map(|row| self.rows.source(FactId(row))));
            finals.sort_unstable();
            finals.dedup();
        }
        let is_surely_older = |theirs: Option<SourceId>, mine: Option<SourceId>| {
            let pages = theirs.zip(mine).map(|(a, b)| (&self.sources[a.index()], &self.sources[b.index()]));
            pages.is_some_and(|(theirs, mine)| theirs.is_surely_older(mine))
        };
        let rank = |row: &u32| {
            let source = self.rows.source(FactId(*row));
            let gives_way = is_early(*row) && finals.iter().any(|theirs| !is_surely_older(*theirs, source));
            let precedence = source.map(|source| self.precedence[source.index()]);
            (gives_way, precedence.is_none(), precedence, *row)
        };
        let first = with_value().min_by_key(rank);
        if let Some(place) = same.iter().position(|row| Some(*row) == first) {
            same[..=place].rotate_right(1);
        }
    }
}
