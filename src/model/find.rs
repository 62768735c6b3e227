//! Finding things by what people type: names and parts of names, pinyin in full or by initials, letters in order.
//!
//! What comes first goes by four rules, each where those before it leave things equal:
//!
//! 1. How what was typed fits, as [`Fit`] has it: a whole name before a beginning, what is written so before what is read so,
//!    a name before another name.
//! 2. Of several words, how all of them fit together; of letters scattered over a name, how near they are.
//! 3. Those with it in their names before those that are only called so as well, or lie there: `bj` reads 滨江 and 北京, other
//!    names of 杭州滨江 and of 中关村; the name of 杭州滨江 has it.
//! 4. The order in which whoever asks hands the things in: parks of the group first, then national zones, other zones and
//!    the rest, the ones with most figures first (`store/weight`); indicators that most parks have first.

mod fit;
mod polyphones;
pub(super) mod sounds;

pub use fit::Rank;
use fit::{Effort, Fit, Search};
use sounds::{Sounds, plain};

/// What was typed: the words that all have to be found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wanted {
    /// All of it, as one name.
    whole: Vec<char>,
    words: Vec<Vec<char>>,
}

/// Nothing longer is looked at, in what is typed and in a name.
const LONGEST: usize = 256;

impl Wanted {
    /// What somebody typed.
    pub fn new(typed: &str) -> Self {
        let whole: String = typed.trim().chars().map(plain).take(LONGEST).collect();
        let words = whole.split_whitespace().map(|word| word.chars().collect()).collect();
        Self { whole: whole.trim().chars().collect(), words }
    }

    /// Whether nothing was typed: then everything fits.
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word of it stands in one of these texts, as it is or as it is read; signs in a text need not be typed.
    fn fits(&self, texts: &[&str]) -> bool {
        let bare = |text: &&str| text.chars().filter(|c| c.is_alphanumeric()).collect();
        let bare: Vec<String> = texts.iter().map(bare).collect();
        let texts = texts.iter().copied().chain(bare.iter().map(String::as_str));
        let names = Names::of([texts.map(|text| (Sort::Name, text))]);
        let mut search = Search::new(&names, self);
        [Effort::Plain, Effort::OtherReadings].into_iter().any(|effort| search.rank(0, effort).is_some())
    }

    /// The other name that answers to it, where what is shown does not.
    pub fn fitted<'a>(&self, shown: [&str; 2], others: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        let is_shown = self.is_empty() || self.fits(&shown);
        let mut others = others.into_iter();
        if is_shown { None } else { others.find(|other| self.fits(&[shown[0], shown[1], other])) }
    }

    /// Which characters of a text answer to it, one by one; none where it is another name that fits.
    pub fn emphasis(&self, text: &str) -> Vec<bool> {
        let names = Names::of([[(Sort::Name, text)]]);
        let length = text.chars().count();
        let mut marked = vec![false; length.max(LONGEST)];
        let mut search = Search::new(&names, self);
        for word in &self.words {
            search.mark(0, word, &mut marked);
        }
        marked.truncate(length);
        marked
    }
}

/// What sort of name it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// What it is called.
    Name,
    /// The name in files: known by all of it, and by its parts as another name is.
    Code,
    /// What it is called as well.
    Alias,
    /// Where it is, or what it belongs to.
    Place,
}

/// One name of an item.
#[derive(Clone, Copy, Debug)]
struct Field {
    start: u32,
    end: u32,
    sort: Sort,
}

/// The names of items, ready to be searched.
#[derive(Clone, Debug, Default)]
pub struct Names {
    chars: Vec<char>,
    sounds: Vec<u16>,
    fields: Vec<Field>,
    /// Where the fields of each item begin, and where the last one's end.
    items: Vec<u32>,
    known: Sounds,
}

impl Names {
    /// The names of items, in their order.
    pub fn of<'a, I>(items: impl IntoIterator<Item = I>) -> Self
    where
        I: IntoIterator<Item = (Sort, &'a str)>,
    {
        let mut names = Self::default();
        for fields in items {
            names.items.push(names.fields.len() as u32);
            for (sort, text) in fields {
                names.add(sort, text);
            }
        }
        names.items.push(names.fields.len() as u32);
        names
    }

    fn add(&mut self, sort: Sort, text: &str) {
        let start = self.chars.len();
        self.known.read(text.chars().take(LONGEST), &mut self.chars, &mut self.sounds);
        let said = &self.chars[start..];
        let own = self.items.last().map_or(0, |at| *at as usize);
        let is_there = |field: &Field| self.chars[field.start as usize..field.end as usize] == *said;
        if said.is_empty() || self.fields[own..].iter().any(is_there) {
            self.chars.truncate(start);
            self.sounds.truncate(start);
        } else {
            self.fields.push(Field { start: start as u32, end: self.chars.len() as u32, sort });
        }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len().saturating_sub(1)
    }

    /// Those of these items that fit, the best first, else as they stand: where some fit well, none that only has the
    /// letters somewhere.
    pub fn find(&self, wanted: &Wanted, items: impl IntoIterator<Item = u32>) -> Vec<u32> {
        if wanted.is_empty() {
            return items.into_iter().collect();
        }
        let mut found = self.ranked(wanted, items);
        found.sort_by_key(|(_, rank)| *rank);
        found.into_iter().map(|(item, _)| item).collect()
    }

    /// The items that are called just so.
    pub fn called(&self, typed: &str) -> Vec<u32> {
        let wanted = Wanted::new(typed);
        let mut search = Search::new(self, &wanted);
        let is_so = |item: &u32| search.rank(*item, Effort::Plain).is_some_and(|rank| rank.worst == Fit::Whole);
        (0..self.len() as u32).filter(is_so).collect()
    }

    /// The items somebody means who types how a name is read instead of the name: all of it, or its beginning.
    pub fn said(&self, typed: &str) -> Vec<u32> {
        let search_all = |fit: Fit| -> Vec<u32> {
            let wanted = Wanted::new(typed);
            let mut search = Search::new(self, &wanted);
            let is_so = |item: &u32| search.rank(*item, Effort::Plain).is_some_and(|rank| rank.worst == fit);
            (0..self.len() as u32).filter(is_so).collect()
        };
        let mut found = [Fit::SaidWhole, Fit::SaidAlias, Fit::SaidBegins].into_iter().map(search_all);
        found.find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Those of these items that fit, as they stand, and how well.
    pub fn ranked(&self, wanted: &Wanted, items: impl IntoIterator<Item = u32>) -> Vec<(u32, Rank)> {
        let items: Vec<u32> = items.into_iter().collect();
        let mut search = Search::new(self, wanted);
        for effort in [Effort::Plain, Effort::OtherReadings, Effort::Scattered] {
            let rank = |item: &u32| Some((*item, search.rank(*item, effort)?));
            let found: Vec<(u32, Rank)> = items.iter().filter_map(rank).collect();
            if !found.is_empty() {
                return found;
            }
        }
        vec![]
    }
}

/// Which items answer to what was typed.
#[derive(Clone, Debug)]
pub struct Like(Option<Vec<bool>>);

impl Like {
    /// Every item, where nothing was typed.
    pub const ALL: Self = Self(None);

    /// Which of the items of each of these fit; where some of one fit well, none of another that does not.
    pub fn of<const N: usize>(wanted: &Wanted, all: [&Names; N]) -> [Self; N] {
        for effort in [Effort::Plain, Effort::OtherReadings, Effort::Scattered] {
            let fits = all.map(|names| {
                let mut search = Search::new(names, wanted);
                (0..names.len() as u32).map(|item| search.rank(item, effort).is_some()).collect::<Vec<bool>>()
            });
            if fits.iter().flatten().any(|fits| *fits) {
                return fits.map(|fits| Self(Some(fits)));
            }
        }
        [const { Self(Some(vec![])) }; N]
    }

    /// Whether the item of that place does.
    pub fn has(&self, place: usize) -> bool {
        self.0.as_ref().is_none_or(|fits| fits.get(place).copied().unwrap_or(false))
    }
}

/// Looks for what is wanted in texts one after the other.
pub struct Reader {
    wanted: Wanted,
    names: Names,
}

impl Reader {
    /// Looks for that.
    pub fn new(typed: &str) -> Self {
        Self { wanted: Wanted::new(typed), names: Names::default() }
    }

    /// Whether nothing is looked for: then everything fits.
    pub const fn is_idle(&self) -> bool {
        self.wanted.is_empty()
    }

    /// Whether every word stands in one of the texts, as it is or as it is read; texts are read whole.
    pub fn fits<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> bool {
        if self.wanted.is_empty() {
            return true;
        }
        let names = &mut self.names;
        names.chars.clear();
        names.sounds.clear();
        names.fields.clear();
        for text in texts {
            let start = names.chars.len() as u32;
            names.known.read(text.chars(), &mut names.chars, &mut names.sounds);
            names.fields.push(Field { start, end: names.chars.len() as u32, sort: Sort::Name });
        }
        names.items = vec![0, names.fields.len() as u32];
        Search::new(names, &self.wanted).rank(0, Effort::Plain).is_some()
    }
}

#[cfg(test)]
mod tests;
