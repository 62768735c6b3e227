//! Settling: the rows in one order, what is said twice dropped, and of each fact the statement shown first in front.

use rayon::prelude::*;

use super::{
    Column, FactId, IndicatorId, Observations, Place, Spans, Texts,
    about::{About, Standing},
};
use crate::model::{Catalog, Kind};
use choice::Choice;
use key::{Key, Packing};

mod choice;
mod key;

#[cfg(test)]
mod tests;

/// Fewer rows than this are sorted before other threads would be awake.
const MANY: usize = 1 << 16;

/// A row that says the same as an earlier one of its file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Duplicate {
    pub first: Place,
    pub again: Place,
}

/// Rows sorted by indicator, kind, park and period, then the one shown first, then as they were read. Each column is in one
/// piece.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    pub spans: Spans,
    pub parks: Vec<u32>,
    pub periods: Vec<i32>,
    pub values: Vec<f64>,
    pub about: Vec<About>,
    pub sources: Vec<u32>,
    pub lines: Vec<u32>,
    /// Empty where no row knows its place in a line.
    pub columns: Vec<u16>,
    pub texts: Texts,
}

impl Observations {
    /// Sorts the rows by indicator, kind, park and period, drops those that say again what their file has said, and puts
    /// the statement shown first before the others of its fact. What was dropped is told in the order of reading.
    ///
    /// The catalogue must have every source by now: what is shown first depends on them.
    pub fn settle(&mut self, catalog: &Catalog) -> Vec<Duplicate> {
        if self.spans.is_some() {
            return vec![];
        }
        let packing = Packing::of(self);
        if packing.fits(u64::BITS) {
            self.settle_by::<u64>(packing, catalog)
        } else {
            self.settle_by::<u128>(packing, catalog)
        }
    }

    /// The columns, settled.
    pub fn into_settled(mut self, catalog: &Catalog) -> Settled {
        self.settle(catalog);
        let Self { spans, parks, periods, values, about, sources, lines, columns, texts, .. } = self;
        Settled {
            spans: spans.unwrap_or_default(),
            parks: parks.into_whole(),
            periods: periods.into_whole(),
            values: values.into_whole(),
            about: about.into_whole(),
            sources: sources.into_whole(),
            lines: lines.into_whole(),
            columns: columns.into_whole(),
            texts,
        }
    }

    /// What a key says is not kept beside it, and one column at a time is gathered: the most that is held is what was read
    /// and a tenth more.
    fn settle_by<K: Key>(&mut self, packing: Packing, catalog: &Catalog) -> Vec<Duplicate> {
        let mut keys: Vec<K> = self.take_keys(packing);
        let read = keys.len();
        let of_one = |a: &K, b: &K| packing.run(*a) == packing.run(*b);
        keys.chunk_by_mut(of_one).filter(|run| !run.is_sorted()).for_each(sort);
        let mut in_order = keys.iter().enumerate().all(|(place, key)| packing.row(*key) == place);
        let mut duplicates = vec![];
        in_order &= Choice::of(self, catalog).arrange(&mut keys, packing, &mut duplicates);
        let duplicates = self.told(duplicates);
        let rows = Rows { keys: &keys, packing, in_order };
        rows.gather(&mut self.values);
        rows.gather(&mut self.about);
        rows.gather(&mut self.sources);
        rows.gather(&mut self.lines);
        if self.columns.len() > 0 {
            rows.gather(&mut self.columns);
        }
        if !in_order && !self.texts.is_empty() {
            self.texts.follow(&rows.places(read));
        }
        self.about = Column::Whole(rows.standings(self, catalog));
        self.spans = Some(rows.spans(catalog));
        self.parks = Column::Whole(each(&keys, |key| packing.park(*key)));
        self.periods = Column::Whole(each(&keys, |key| packing.period(*key)));
        duplicates
    }

    /// A key for each row, those of an indicator and kind together: a table is often in order but for that. The columns keys
    /// are made of are given back on the way.
    fn take_keys<K: Key>(&mut self, packing: Packing) -> Vec<K> {
        let mut keys = vec![K::of(0); self.len()];
        let mut next = self.starts();
        let [parks, indicators] = [&mut self.parks, &mut self.indicators].map(std::mem::take);
        let periods = std::mem::take(&mut self.periods);
        let mut row = 0;
        for ((parks, indicators), periods) in
            parks.into_blocks().zip(indicators.into_blocks()).zip(periods.into_blocks())
        {
            for ((park, indicator), period) in parks.iter().zip(&indicators).zip(&periods) {
                let kind = self.about.get(row).kind();
                let place = &mut next[Spans::place(IndicatorId(*indicator), kind)];
                keys[*place] = packing.key(*indicator, kind, *park, *period, row);
                *place += 1;
                row += 1;
            }
        }
        keys
    }

    /// Where the rows of each indicator and kind begin once they are together.
    fn starts(&self) -> Vec<usize> {
        let last = self.indicators.range().map_or(0, |(_, last)| last);
        let mut counts = vec![0; Spans::place(IndicatorId(last), Kind::Target) + 1];
        for row in 0..self.len() {
            counts[Spans::place(IndicatorId(self.indicators.get(row)), self.about.get(row).kind())] += 1;
        }
        let mut next = 0;
        for count in &mut counts {
            next += std::mem::replace(count, next);
        }
        counts
    }

    /// The places of rows that say the same, as they were read.
    fn told(&self, mut duplicates: Vec<[u32; 2]>) -> Vec<Duplicate> {
        duplicates.sort_unstable_by_key(|[_, again]| *again);
        let place = |row: u32| self.place(FactId(row));
        duplicates.into_iter().map(|[first, again]| Duplicate { first: place(first), again: place(again) }).collect()
    }
}

/// The rows that stay, in their order.
struct Rows<'a, K> {
    keys: &'a [K],
    packing: Packing,
    /// Whether this is the order of reading, with no row gone.
    in_order: bool,
}

impl<K: Key> Rows<'_, K> {
    fn gather<T: Copy + Default + Send + Sync>(&self, column: &mut Column<T>) {
        let old = std::mem::take(column);
        *column = Column::Whole(if self.in_order {
            old.into_whole()
        } else {
            each(self.keys, |key| old.get(self.packing.row(*key)))
        });
    }

    /// Where each row that was read is now.
    fn places(&self, read: usize) -> Vec<u32> {
        let mut places = vec![u32::MAX; read];
        for (now, key) in self.keys.iter().enumerate() {
            places[self.packing.row(*key)] = now as u32;
        }
        places
    }

    /// The first row of a fact is shown, if it has a value: [`Choice`] has put it there.
    fn standings(&self, all: &mut Observations, catalog: &Catalog) -> Vec<About> {
        let mut about = std::mem::take(&mut all.about).into_whole();
        let second_hand: Vec<bool> = catalog.sources.iter().map(|source| source.grade.is_second_hand()).collect();
        let mut start = 0;
        for fact in self.keys.chunk_by(|a, b| self.packing.is_one_fact(*a, *b)) {
            let rows = start..start + fact.len();
            start = rows.end;
            let mut values = rows.clone().filter_map(|row| all.value(FactId::at(row))).map(f64::to_bits);
            let disputed = values.next().is_some_and(|first| values.any(|other| other != first));
            for row in rows.clone() {
                let shown = row == rows.start && all.value(FactId::at(row)).is_some();
                let second_hand = second_hand.get(all.sources.get(row) as usize) == Some(&true);
                about[row] = about[row].standing(Standing { shown, disputed, second_hand });
            }
        }
        about
    }

    fn spans(&self, catalog: &Catalog) -> Spans {
        let last = self.keys.last().map_or(0, |key| self.packing.run(*key) + 1);
        let mut counts = vec![0; last.next_multiple_of(2).max(catalog.indicators.len() * 2)];
        for run in self.keys.chunk_by(|a, b| self.packing.run(*a) == self.packing.run(*b)) {
            counts[self.packing.run(run[0])] = run.len() as u32;
        }
        Spans::of(counts)
    }
}

fn sort<K: Key>(keys: &mut [K]) {
    if keys.len() < MANY { keys.sort_unstable() } else { keys.par_sort_unstable() }
}

fn each<K: Key, T: Send>(keys: &[K], of: impl Fn(&K) -> T + Send + Sync) -> Vec<T> {
    if keys.len() < MANY { keys.iter().map(of).collect() } else { keys.par_iter().map(of).collect() }
}
