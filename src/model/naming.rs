//! The order of names: by how they are read, or by how many strokes their characters have.

mod strokes;

use std::{fmt, str::FromStr};

use super::{
    Lang,
    find::sounds::{SILENT, Sounds},
};
use strokes::strokes;

/// What Chinese names are put in order by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Collation {
    /// Character by character as they are read: 厦门 under *xia*. Characters that are read alike by their strokes.
    #[default]
    Pinyin,
    /// Character by character by the number of strokes, then by radical, which is how Unicode orders them.
    Stroke,
}

/// Why a text is no order of names.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no order of names; write `pinyin` or `stroke`")]
pub struct NotACollation(pub String);

impl FromStr for Collation {
    type Err = NotACollation;

    fn from_str(text: &str) -> Result<Self, NotACollation> {
        match text {
            "pinyin" => Ok(Self::Pinyin),
            "stroke" => Ok(Self::Stroke),
            other => Err(NotACollation(other.to_owned())),
        }
    }
}

impl fmt::Display for Collation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Self::Pinyin { "pinyin" } else { "stroke" })
    }
}

/// In which language names are shown, and so put in order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Naming {
    pub lang: Lang,
    pub by: Collation,
}

impl Naming {
    /// How many there are.
    pub const COUNT: usize = 4;

    /// Its number among them.
    pub const fn number(self) -> usize {
        self.lang as usize * 2 + self.by as usize
    }
}

/// Many things in the order of their names: which place each has.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Roll(Vec<Option<u32>>);

impl Roll {
    /// Things by their names, in that order; those of one name by what else they are called, else as they come.
    ///
    /// Digits stand before Latin letters, these before Chinese characters; a number counts by its value, case and accents
    /// do not count. Whoever has no name has no place.
    pub fn of<'a>(things: impl IntoIterator<Item = (&'a str, &'a str)>, by: Collation) -> Self {
        let things: Vec<(&str, &str)> = things.into_iter().collect();
        let mut writer = Writer { by, ..Writer::default() };
        let mut ends = vec![];
        for (name, _) in &things {
            writer.write(name);
            ends.push(writer.key.len());
        }
        let key = |thing: u32| {
            let end = ends[thing as usize];
            let begin = (thing as usize).checked_sub(1).map_or(0, |before| ends[before]);
            &writer.key[begin..end]
        };
        // The first word is beside the number of the thing: most comparisons go no further.
        let first = |thing: u32| (key(thing).first().copied(), thing);
        let has_name = |thing: &u32| !things[*thing as usize].0.trim().is_empty();
        let mut order: Vec<(Option<u64>, u32)> = (0..things.len() as u32).filter(has_name).map(first).collect();
        order.sort_unstable_by(|a, b| {
            let said = |thing: u32| (things[thing as usize], thing);
            a.0.cmp(&b.0).then_with(|| key(a.1).cmp(key(b.1))).then_with(|| said(a.1).cmp(&said(b.1)))
        });
        let mut places = vec![None; things.len()];
        for (place, (_, thing)) in (0..).zip(order) {
            places[thing as usize] = Some(place);
        }
        Self(places)
    }

    /// The place of a thing; none where it has no name.
    pub fn place(&self, thing: usize) -> Option<u32> {
        self.0.get(thing).copied().flatten()
    }

    /// Where it stands among others, the nameless at the end.
    pub fn stands(&self, thing: usize) -> u32 {
        self.place(thing).unwrap_or(u32::MAX)
    }
}

/// No more of a name is compared; what is alike so far is told apart by the whole name.
const LONGEST: usize = 256;

/// What a part of a name is: a smaller one comes first. The rest of a word of the key says which of them.
const GAP: u64 = 1 << 60;
const NUMBER: u64 = 2 << 60;
const LETTER: u64 = 3 << 60;
const READ: u64 = 4 << 60;
const UNREAD: u64 = 5 << 60;

/// Writes names as words that compare as the names do.
#[derive(Default)]
struct Writer {
    by: Collation,
    sounds: Sounds,
    key: Vec<u64>,
    plain: Vec<char>,
    numbers: Vec<u16>,
}

impl Writer {
    fn write(&mut self, name: &str) {
        self.plain.clear();
        self.numbers.clear();
        self.sounds.read(name.trim().chars().take(LONGEST), &mut self.plain, &mut self.numbers);
        let begin = self.key.len();
        for (place, written) in name.trim().chars().take(LONGEST).enumerate() {
            let plain = self.plain[place];
            if plain.is_ascii_digit() {
                let is_within = place > 0 && self.plain[place - 1].is_ascii_digit();
                if !is_within {
                    let digits = self.plain[place..].iter().take_while(|c| c.is_ascii_digit()).count();
                    write_number(&self.plain[place..place + digits], &mut self.key);
                }
            } else if self.numbers[place] != SILENT || is_han(plain) {
                let word = self.han(written, plain, self.numbers[place]);
                self.key.push(word);
            } else if plain.is_alphanumeric() {
                self.key.push(LETTER | u64::from(plain));
            } else if self.key.len() > begin && self.key.last() != Some(&GAP) {
                self.key.push(GAP);
            }
        }
        // 杭州(滨江) ends as 杭州滨江 does.
        if self.key.len() > begin && self.key.last() == Some(&GAP) {
            self.key.pop();
        }
    }

    fn han(&self, written: char, plain: char, sound: u16) -> u64 {
        let drawn = |c: char| u64::from(strokes(c).unwrap_or(63)) << 21 | u64::from(c);
        match self.by {
            Collation::Stroke => READ | drawn(written),
            Collation::Pinyin if sound == SILENT => UNREAD | u64::from(plain),
            Collation::Pinyin => READ | syllable(self.sounds.get(sound).right()) << 27 | drawn(plain),
        }
    }
}

/// A number by its value: how long it is, then its digits.
fn write_number(digits: &[char], key: &mut Vec<u64>) {
    let zeros = digits.iter().take_while(|digit| **digit == '0').count();
    let digits = &digits[zeros..];
    key.push(NUMBER | digits.len() as u64);
    let word =
        |digits: &[char]| digits.iter().fold(0, |word, digit| word << 4 | u64::from(digit.to_digit(10).unwrap_or(0)));
    key.extend(digits.chunks(15).map(word));
}

/// A reading as a number that is larger for what comes later, of 31 bits: its letters, then whether its u is an ü. So lü
/// stands behind lu and before luan, as in dictionaries.
fn syllable(reading: &str) -> u64 {
    let letter = |c: char| if c == 'ü' { 'u' } else { c };
    let letter = |c: char| u64::from(letter(c)).saturating_sub(u64::from('a') - 1).min(31);
    let mut all = reading.chars().map(letter).take(6);
    let letters = (0..6).fold(0, |word, _| word << 5 | all.next().unwrap_or(0));
    letters << 1 | u64::from(reading.contains('ü'))
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests;
