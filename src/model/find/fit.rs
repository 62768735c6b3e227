//! How well a name fits a word that was typed.

use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::{
    Field, Names, Sort, Wanted,
    sounds::{Readings, SILENT, Sounds, is_same},
};

/// How a word fits a name, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fit {
    /// It is the name.
    Whole,
    /// It is how the name is read.
    SaidWhole,
    /// The name begins so.
    Begins,
    /// It is another name.
    Alias,
    /// It is how another name is read.
    SaidAlias,
    /// A word of the name begins so; in Chinese every character may. Or it is where it lies.
    Part,
    /// It is how the name begins to be read.
    SaidBegins,
    /// A word begins so of another name, of the one in files or of where it lies.
    OtherPart,
    /// It is how a part of the name is read.
    SaidInside,
    /// It stands in the middle of a word.
    Inside,
    /// A character is read so, but not here.
    OtherReading,
    /// Its letters are all there, in this order.
    Scattered,
}

/// How hard to look: where an easier way finds something, a harder one would only add what was not meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Effort {
    /// As it is written, or read where it stands.
    Plain,
    /// As its characters are read elsewhere too.
    OtherReadings,
    /// Its letters in their order.
    Scattered,
}

/// How well an item fits all that was typed; the least is the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Rank {
    pub worst: Fit,
    sum: u16,
    /// How far scattered letters lie apart.
    apart: u16,
    /// How many of the words none of its names has, only other names and places.
    beside: u16,
}

impl Rank {
    /// How well it fits a zone, or else an area, whichever of its names has it. That the name of a county begins so says no
    /// more than that a zone in it is also called so.
    pub fn fit(self, is_zone: bool) -> (Fit, u16, u16) {
        if !is_zone && self.worst == Fit::Begins {
            return (Fit::Alias, self.sum + Fit::Alias as u16 - Fit::Begins as u16, self.apart);
        }
        (self.worst, self.sum, self.apart)
    }

    /// Whether only its letters stand there, with others between them.
    pub fn is_scattered(self) -> bool {
        self.worst == Fit::Scattered
    }
}

/// Looks for what is wanted.
pub struct Search<'a> {
    names: &'a Names,
    wanted: &'a Wanted,
    scattered: Option<Matcher>,
    initials: Vec<char>,
}

/// Where a word was found in a field, from and to.
type Place = (usize, usize);

impl<'a> Search<'a> {
    pub const fn new(names: &'a Names, wanted: &'a Wanted) -> Self {
        Self { names, wanted, scattered: None, initials: vec![] }
    }

    /// How well an item fits, if it does.
    pub fn rank(&mut self, item: u32, effort: Effort) -> Option<Rank> {
        let (names, wanted) = (self.names, self.wanted);
        let fields = || names.fields_of(item);
        if wanted.words.len() > 1 {
            // A name of several words may be typed as it is.
            let whole = fields().filter_map(|field| whole(field, names.chars(field), &wanted.whole)).min();
            if let Some(worst) = whole {
                return Some(Rank { worst, sum: worst as u16, apart: 0, beside: 0 });
            }
        }
        let mut rank = Rank { worst: Fit::Whole, sum: 0, apart: 0, beside: 0 };
        for word in &wanted.words {
            let (mut plainly, mut in_name) = (None, false);
            for field in fields() {
                let Some((fit, _)) = fit(names, field, word, effort) else { continue };
                plainly = Some(plainly.map_or((fit, 0), |best: (Fit, u16)| best.min((fit, 0))));
                in_name |= field.sort == Sort::Name;
            }
            let scattered = |search: &mut Self| fields().filter_map(|field| search.scattered(field, word)).min();
            let (fit, apart) = match plainly {
                None if effort == Effort::Scattered => scattered(self)?,
                plainly => plainly?,
            };
            rank.worst = rank.worst.max(fit);
            rank.sum += fit as u16;
            rank.beside += u16::from(!in_name);
            rank.apart = rank.apart.saturating_add(apart);
        }
        Some(rank)
    }

    /// Marks the characters of an item's first name that answer to a word.
    pub fn mark(&mut self, item: u32, word: &[char], marked: &mut [bool]) {
        let names = self.names;
        let Some(field) = names.fields_of(item).next() else { return };
        if let Some((_, (from, to))) = fit(names, field, word, Effort::OtherReadings) {
            marked[from..to].fill(true);
            return;
        }
        let mut places = vec![];
        self.scatter(field, word, &mut places);
        for place in places {
            marked[place as usize] = true;
        }
    }

    fn scattered(&mut self, field: &Field, word: &[char]) -> Option<(Fit, u16)> {
        let score = self.scatter(field, word, &mut vec![])?;
        Some((Fit::Scattered, u16::MAX - score))
    }

    /// The letters of a word in their order, in a name or in its initials, with their places; how near they are.
    fn scatter(&mut self, field: &Field, word: &[char], places: &mut Vec<u32>) -> Option<u16> {
        // Two letters are somewhere in most names.
        if word.len() < 3 {
            return None;
        }
        let names = self.names;
        self.initials.clear();
        let initial = |(c, sound): (&char, &u16)| names.known.get(*sound).right().chars().next().unwrap_or(*c);
        self.initials.extend(names.chars(field).iter().zip(names.sounds(field)).map(initial));
        for letters in [names.chars(field), &self.initials] {
            if !is_in_order(letters, word) {
                continue;
            }
            let matcher = self.scattered.get_or_insert_with(|| Matcher::new(Config::DEFAULT));
            let score = matcher.fuzzy_indices(Utf32Str::Unicode(letters), Utf32Str::Unicode(word), places);
            // What is spread over half a sentence was not meant.
            if let Some(score) = score.filter(|score| usize::from(*score) >= 14 * word.len()) {
                return Some(score);
            }
            places.clear();
        }
        None
    }
}

/// Whether the letters of a word come in this order.
fn is_in_order(letters: &[char], word: &[char]) -> bool {
    let mut letters = letters.iter();
    word.iter().all(|c| letters.any(|other| other == c))
}

/// Whether it is just this name.
fn whole(field: &Field, chars: &[char], wanted: &[char]) -> Option<Fit> {
    if chars == wanted {
        return Some(match field.sort {
            Sort::Name | Sort::Code => Fit::Whole,
            Sort::Alias => Fit::Alias,
            Sort::Place => Fit::Part,
        });
    }
    (field.sort == Sort::Name && chars.starts_with(wanted)).then_some(Fit::Begins)
}

/// How a word fits a name, as it is written or read, and where.
fn fit(names: &Names, field: &Field, word: &[char], effort: Effort) -> Option<(Fit, Place)> {
    let chars = names.chars(field);
    if let Some(fit) = whole(field, chars, word) {
        return Some((fit, (0, word.len())));
    }
    let in_name = |fit| if fit == Fit::Part && field.sort != Sort::Name { Fit::OtherPart } else { fit };
    let written = written(chars, word).map(|(fit, place)| (in_name(fit), place));
    if let Some((Fit::Part, _)) = written {
        return written;
    }
    let better = [written, said(names, field, word, Readings::Right)].into_iter().flatten().min();
    let harder = || said(names, field, word, Readings::All).filter(|_| effort > Effort::Plain);
    better.or_else(harder)
}

/// Where a word stands in a name, best where a word of the name begins.
fn written(chars: &[char], word: &[char]) -> Option<(Fit, Place)> {
    let first = word.first()?;
    let mut inside = None;
    for at in 0..(chars.len() + 1).checked_sub(word.len())? {
        if chars[at] != *first || !chars[at..].starts_with(word) {
            continue;
        }
        let place = (at, at + word.len());
        if begins_word(chars, at) {
            return Some((Fit::Part, place));
        }
        inside = inside.or(Some((Fit::Inside, place)));
    }
    inside
}

fn begins_word(chars: &[char], at: usize) -> bool {
    let is_letter = |c: &char| c.is_ascii_alphanumeric() || ('\u{c0}'..'\u{250}').contains(c);
    !is_letter(&chars[at]) || at == 0 || !is_letter(&chars[at - 1])
}

/// Where a name is read as a word is typed: characters and readings mixed, each reading in full, by its initial or, at
/// the end, as far as it was typed.
fn said(names: &Names, field: &Field, word: &[char], readings: Readings) -> Option<(Fit, Place)> {
    if !word.iter().any(char::is_ascii_alphabetic) {
        return None;
    }
    let (chars, sounds) = (names.chars(field), names.sounds(field));
    let mut spoken = Spoken { known: &names.known, chars, sounds, readings, steps: 0 };
    let first = word.first()?;
    for at in 0..chars.len() {
        if chars[at] != *first && !names.known.get(sounds[at]).begins(*first, readings) {
            continue;
        }
        spoken.steps = 0;
        let Some(end) = spoken.end(at, word) else { continue };
        if sounds[at..end].iter().all(|sound| *sound == SILENT) {
            continue;
        }
        let fit = match (readings, field.sort) {
            (Readings::All, _) => Fit::OtherReading,
            (_, Sort::Name) if at == 0 && end == chars.len() => Fit::SaidWhole,
            (_, Sort::Alias) if at == 0 && end == chars.len() => Fit::SaidAlias,
            (_, Sort::Name) if at == 0 => Fit::SaidBegins,
            _ => Fit::SaidInside,
        };
        return Some((fit, (at, end)));
    }
    None
}

/// Reads a name aloud against what was typed.
struct Spoken<'a> {
    known: &'a Sounds,
    chars: &'a [char],
    sounds: &'a [u16],
    readings: Readings,
    /// Ways tried so far from one place: a name made to have very many is given up.
    steps: usize,
}

impl Spoken<'_> {
    /// Where it ends to read as the rest of the word from that character on.
    fn end(&mut self, at: usize, rest: &[char]) -> Option<usize> {
        const MOST_STEPS: usize = 2000;
        let Some(first) = rest.first() else { return Some(at) };
        let c = self.chars.get(at)?;
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return None;
        }
        // An apostrophe only keeps syllables apart: xi'an.
        if *first == '\'' {
            return self.end(at, &rest[1..]);
        }
        if c == first
            && let Some(end) = self.end(at + 1, &rest[1..])
        {
            return Some(end);
        }
        // A bracket or a blank in the name is not typed.
        if !c.is_alphanumeric() {
            return self.end(at + 1, rest);
        }
        let known = self.known;
        let mut readings = known.get(self.sounds[at]).readings(self.readings);
        readings.find_map(|reading| self.end_as(at, reading, rest))
    }

    fn end_as(&mut self, at: usize, reading: &str, rest: &[char]) -> Option<usize> {
        let alike = reading.chars().zip(rest).take_while(|(said, typed)| is_same(*said, **typed)).count();
        if alike == 0 {
            return None;
        }
        if alike == rest.len() {
            return Some(at + 1);
        }
        let full = reading.chars().count();
        let initial = if reading.starts_with(['z', 'c', 's']) && reading.chars().nth(1) == Some('h') { 2 } else { 1 };
        // Each way once: two that end alike would be tried twice over, and again at every character.
        let shorter = [initial, 1].into_iter().zip([full, initial]).filter(|(shorter, longer)| shorter < longer);
        let mut lengths = std::iter::once(full).chain(shorter.map(|(shorter, _)| shorter)).filter(|one| *one <= alike);
        lengths.find_map(|length| self.end(at + 1, &rest[length..]))
    }
}

impl Names {
    fn fields_of(&self, item: u32) -> impl Iterator<Item = &Field> {
        let bound = |place: u32| self.items.get(place as usize).map_or(0, |at| *at as usize);
        self.fields.get(bound(item)..bound(item + 1)).unwrap_or_default().iter()
    }

    fn chars(&self, field: &Field) -> &[char] {
        &self.chars[field.start as usize..field.end as usize]
    }

    fn sounds(&self, field: &Field) -> &[u16] {
        &self.sounds[field.start as usize..field.end as usize]
    }
}
