//! How characters are read: the reading that is right where they stand first, the others after it.

use std::collections::HashMap;

use pinyin::ToPinyinMulti;

use super::polyphones::PHRASES;

/// The readings of a character where it stands, without tones: the right one first. `ü` is written so.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Sound(Vec<&'static str>);

/// Which readings of a character count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Readings {
    /// The one that is right where it stands.
    Right,
    All,
}

impl Sound {
    /// The reading that is right; nothing for what is not read.
    pub fn right(&self) -> &'static str {
        self.0.first().copied().unwrap_or("")
    }

    /// The readings that count.
    pub fn readings(&self, which: Readings) -> impl Iterator<Item = &'static str> + use<'_> {
        let most = if which == Readings::Right { 1 } else { self.0.len() };
        self.0.iter().copied().take(most)
    }

    /// Whether one of them begins so.
    pub fn begins(&self, typed: char, which: Readings) -> bool {
        self.readings(which).any(|reading| reading.chars().next().is_some_and(|said| is_same(said, typed)))
    }
}

/// Whether a letter of a reading was typed: `ü` is typed as v, and as u where a passport has it so.
pub const fn is_same(said: char, typed: char) -> bool {
    said == typed || (said == 'ü' && matches!(typed, 'v' | 'u'))
}

/// What is known of a character, whatever stands beside it.
#[derive(Clone, Copy, Debug)]
struct Letter {
    plain: char,
    sound: u16,
    /// The first phrase of the table that begins with it.
    leads: Option<u8>,
}

/// Characters that were met, and their readings.
#[derive(Clone, Debug)]
pub struct Sounds {
    met: HashMap<char, Letter>,
    numbers: HashMap<Sound, u16>,
    all: Vec<Sound>,
}

/// The sound of what has none: letters, digits, signs.
pub const SILENT: u16 = 0;

impl Default for Sounds {
    fn default() -> Self {
        let silent = Sound::default();
        Self { met: HashMap::new(), numbers: HashMap::from([(silent.clone(), SILENT)]), all: vec![silent] }
    }
}

impl Sounds {
    /// The sound of that number.
    pub fn get(&self, number: u16) -> &Sound {
        &self.all[usize::from(number)]
    }

    /// Adds a text, as its plain characters and their sounds, one for each of its characters.
    pub fn read(&mut self, text: impl Iterator<Item = char>, chars: &mut Vec<char>, sounds: &mut Vec<u16>) {
        let mut leads = vec![];
        for c in text {
            let letter = self.letter(c);
            leads.extend(letter.leads.map(|phrase| (chars.len(), phrase)));
            chars.push(letter.plain);
            sounds.push(letter.sound);
        }
        for (at, phrase) in leads {
            self.correct(&chars[at..], &mut sounds[at..], phrase);
        }
    }

    /// Gives the characters of a known phrase the readings they have there, if one begins here.
    fn correct(&mut self, chars: &[char], sounds: &mut [u16], phrase: u8) {
        let alike = PHRASES[usize::from(phrase)..].iter().take_while(|(written, _)| written.starts_with(chars[0]));
        for (written, said) in alike {
            if chars.len() < written.chars().count() || !written.chars().zip(chars).all(|(c, other)| c == *other) {
                continue;
            }
            for ((c, reading), place) in written.chars().zip(said.split(' ')).zip(0..) {
                sounds[place] = self.number(sound(c, Some(reading)));
            }
        }
    }

    fn letter(&mut self, c: char) -> Letter {
        if let Some(letter) = self.met.get(&c) {
            return *letter;
        }
        let plain = plain(c);
        let leads = PHRASES.iter().position(|(written, _)| written.starts_with(plain)).map(|place| place as u8);
        let letter = Letter { plain, sound: self.number(sound(plain, None)), leads };
        self.met.insert(c, letter);
        letter
    }

    fn number(&mut self, sound: Sound) -> u16 {
        let next = self.all.len();
        // There are some 1,500 readings and a few thousand sets of them; a file of all that Unicode has may hold more.
        let Ok(number) = u16::try_from(next) else { return SILENT };
        *self.numbers.entry(sound).or_insert_with_key(|sound| {
            self.all.push(sound.clone());
            number
        })
    }
}

/// The readings of a character, with this one as the right one.
fn sound(c: char, right: Option<&'static str>) -> Sound {
    let mut readings: Vec<&'static str> = right.into_iter().collect();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        if !readings.contains(&reading.plain()) {
            readings.push(reading.plain());
        }
    }
    Sound(readings)
}

/// A character as it is compared: half width, lower case, without accents, simplified.
pub fn plain(c: char) -> char {
    let c = match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    };
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    if ('\u{3400}'..='\u{9fff}').contains(&c) || ('\u{20000}'..='\u{3ffff}').contains(&c) {
        let simple = hanconv::t2s(c.to_string());
        let mut simple = simple.chars();
        return simple.next().filter(|_| simple.next().is_none()).unwrap_or(c);
    }
    let c = nucleo_matcher::chars::normalize(c);
    let mut lower = c.to_lowercase();
    lower.next().filter(|_| lower.next().is_none()).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::{PHRASES, Sounds, plain};

    /// A name as it is read aloud.
    fn said(text: &str) -> String {
        let (mut sounds, mut chars, mut numbers) = (Sounds::default(), vec![], vec![]);
        sounds.read(text.chars(), &mut chars, &mut numbers);
        let said: Vec<&str> = numbers.iter().map(|number| sounds.get(*number).right()).collect();
        said.join(" ")
    }

    #[test]
    fn names_are_read_as_people_say_them() {
        for (name, expect) in [
            ("中关村", "zhong guan cun"),
            ("重庆", "chong qing"),
            ("重慶高新區", "chong qing gao xin qu"),
            ("国家重点实验室", "guo jia zhong dian shi yan shi"),
            ("比重", "bi zhong"),
            ("厦门", "xia men"),
            ("长沙", "chang sha"),
            ("增长", "zeng zhang"),
            ("长三角", "chang san jiao"),
            ("佛山", "fo shan"),
            ("乐山", "le shan"),
            ("乐清", "yue qing"),
            ("六安", "lu an"),
            ("六大", "liu da"),
            ("西藏", "xi zang"),
            ("全行业", "quan hang ye"),
            ("蚌埠", "beng bu"),
            ("阿德勒斯霍夫", "a de le si huo fu"),
            ("成都", "cheng du"),
            ("番禺", "pan yu"),
            ("东莞", "dong guan"),
        ] {
            assert_eq!(said(name), expect, "{name}");
        }
    }

    #[test]
    fn phrases_stand_beside_those_that_begin_alike_and_say_every_character() {
        let first = |place: usize| PHRASES[place].0.chars().next();
        let places = || 0..PHRASES.len();
        for place in places() {
            let (written, said) = PHRASES[place];
            assert_eq!(written.chars().count(), said.split(' ').count(), "{written}");
            let alike: Vec<usize> = places().filter(|other| first(*other) == first(place)).collect();
            assert!(alike.windows(2).all(|two| two[1] == two[0] + 1), "{written}");
        }
        assert!(PHRASES.len() < usize::from(u8::MAX));
    }

    #[test]
    fn characters_are_compared_plain() {
        for (c, expect) in [('Ａ', 'a'), ('é', 'e'), ('關', '关'), ('（', '('), ('İ', 'i'), ('\u{7}', '\u{7}')] {
            assert_eq!(plain(c), expect, "{c}");
        }
    }
}
