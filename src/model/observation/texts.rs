//! What is said in words of some rows. A text costs its bytes and four more; a row that has one, eight.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Column;

/// What is said in words of some observations, by row.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Texts {
    /// The value and its unit as the file prints them.
    pub raws: Said,
    /// SDMX status letters.
    pub statuses: Said,
    pub notes: Said,
}

impl Texts {
    /// The value and its unit as the file prints them, where that says more than the number.
    pub fn raw(&self, row: usize) -> Option<&str> {
        self.raws.of(row)
    }

    /// The status letters of a row.
    pub fn status(&self, row: usize) -> Option<&str> {
        self.statuses.of(row)
    }

    /// The note of a row.
    pub fn note(&self, row: usize) -> Option<&str> {
        self.notes.of(row)
    }

    /// Adds the texts of rows that come after all that have one here, each moved on by so many rows.
    pub fn append(&mut self, later: &Self, by: usize) {
        for (all, more) in
            [(&mut self.raws, &later.raws), (&mut self.statuses, &later.statuses), (&mut self.notes, &later.notes)]
        {
            more.iter().for_each(|(row, text)| all.say(by + row, text));
        }
    }

    /// Forgets what is said of rows from one on.
    pub fn truncate(&mut self, len: usize) {
        for said in [&mut self.raws, &mut self.statuses, &mut self.notes] {
            while said.rows.len() > 0 && said.rows.get(said.rows.len() - 1) as usize >= len {
                let kept = said.rows.len() - 1;
                said.rows.truncate(kept);
                said.ids.truncate(kept);
            }
        }
    }

    /// Whether no row has any.
    pub fn is_empty(&self) -> bool {
        self.all().iter().all(|said| said.rows.len() == 0)
    }

    /// Lets the rows have other places: `places[row]` is the new one, or `u32::MAX` where the row is gone.
    pub fn follow(&mut self, places: &[u32]) {
        for said in [&mut self.raws, &mut self.statuses, &mut self.notes] {
            said.follow(places);
        }
    }

    const fn all(&self) -> [&Said; 3] {
        [&self.raws, &self.statuses, &self.notes]
    }
}

/// Texts in an arena, and the rows they are said of.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The rows that have a text, lowest first.
    rows: Column<u32>,
    /// The text of each of them.
    ids: Column<u32>,
    arenas: Vec<Arena>,
    /// By the hash of a text, the last one of that hash, so that a text of many rows is kept once. Those that make room for
    /// another are kept twice when they come back: a table of all would cost more than most of them do.
    recent: Vec<Option<u32>>,
}

/// Up to 65,536 texts end to end.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct Arena {
    bytes: String,
    ends: Vec<u32>,
}

/// A text's id is its arena and its place there.
const IN_ARENA: u32 = 16;
const RECENT: usize = 1 << 14;

/// Rows, which of the texts each has, and the texts.
impl Serialize for Said {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let all = |column: &Column<u32>| (0..column.len()).map(|place| column.get(place)).collect::<Vec<u32>>();
        (all(&self.rows), all(&self.ids), &self.arenas).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (rows, ids, arenas) = Deserialize::deserialize(from)?;
        Ok(Self { rows: Column::Whole(rows), ids: Column::Whole(ids), arenas, recent: vec![] })
    }
}

impl Said {
    /// Keeps a text of a row; rows come in their order.
    pub fn say(&mut self, row: usize, text: &str) {
        let id = self.keep(text);
        let row = row as u32;
        let last = self.rows.len().checked_sub(1).map(|last| self.rows.get(last));
        assert!(last.is_none_or(|last| last < row), "rows come in their order, each once");
        self.rows.push(row);
        self.ids.push(id);
    }

    /// The text of a row.
    pub fn of(&self, row: usize) -> Option<&str> {
        let (mut from, mut to) = (0, self.rows.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            (from, to) = if (self.rows.get(middle) as usize) < row { (middle + 1, to) } else { (from, middle) };
        }
        let is_there = from < self.rows.len() && self.rows.get(from) as usize == row;
        is_there.then(|| self.text(self.ids.get(from)))
    }

    /// Every row that has a text, with it.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &str)> {
        (0..self.rows.len()).map(|place| (self.rows.get(place) as usize, self.text(self.ids.get(place))))
    }

    fn text(&self, id: u32) -> &str {
        let Arena { bytes, ends } = &self.arenas[(id >> IN_ARENA) as usize];
        let place = (id & ((1 << IN_ARENA) - 1)) as usize;
        let start = place.checked_sub(1).map_or(0, |before| ends[before] as usize);
        bytes.get(start..ends[place] as usize).expect("an arena's ends stand between its texts")
    }

    fn keep(&mut self, text: &str) -> u32 {
        if self.recent.is_empty() {
            self.recent = vec![None; RECENT];
        }
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let slot = hasher.finish() as usize % RECENT;
        if let Some(id) = self.recent[slot]
            && self.text(id) == text
        {
            return id;
        }
        let id = self.add(text);
        self.recent[slot] = Some(id);
        id
    }

    fn add(&mut self, text: &str) -> u32 {
        let has_room =
            |arena: &Arena| arena.ends.len() < 1 << IN_ARENA && u32::try_from(arena.bytes.len() + text.len()).is_ok();
        if !self.arenas.last().is_some_and(has_room) {
            self.arenas.push(Arena::default());
        }
        let place = self.arenas.len() - 1;
        let arena = &mut self.arenas[place];
        arena.bytes.push_str(text);
        arena.ends.push(arena.bytes.len() as u32);
        (place as u32) << IN_ARENA | (arena.ends.len() as u32 - 1)
    }

    /// Lets the rows have other places, and forgets what only growing needs.
    fn follow(&mut self, places: &[u32]) {
        self.recent = vec![];
        let mut moved = Vec::with_capacity(self.rows.len());
        for (row, id) in (0..self.rows.len()).map(|place| (self.rows.get(place), self.ids.get(place))) {
            let now = places[row as usize];
            if now != u32::MAX {
                moved.push(u64::from(now) << 32 | u64::from(id));
            }
        }
        moved.sort_unstable();
        (self.rows, self.ids) = Default::default();
        for pair in moved {
            self.rows.push((pair >> 32) as u32);
            self.ids.push(pair as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Said;

    #[test]
    fn a_text_of_many_rows_is_kept_once_and_found_by_row() {
        let mut said = Said::default();
        for row in 0..200_000 {
            said.say(row * 2, if row % 3 == 0 { "约" } else { "" });
        }
        assert_eq!(said.arenas.iter().map(|arena| arena.bytes.len()).sum::<usize>(), "约".len());
        assert_eq!([0, 1, 2, 3, 6].map(|row| said.of(row)), [Some("约"), None, Some(""), None, Some("约")]);
    }

    #[test]
    fn more_texts_than_an_arena_holds_stay_apart() {
        let mut said = Said::default();
        (0..150_000).for_each(|row| said.say(row, &row.to_string()));
        assert!((0..150_000).all(|row| said.of(row) == Some(row.to_string().as_str())));
    }

    #[test]
    fn texts_follow_their_rows() {
        let mut said = Said::default();
        ["a", "b", "c", "d"].iter().enumerate().for_each(|(row, text)| said.say(row, text));
        said.follow(&[3, u32::MAX, 0, 1]);
        assert_eq!(said.iter().collect::<Vec<_>>(), [(0, "c"), (1, "d"), (3, "a")]);
    }
}
