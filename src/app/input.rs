//! What the terminal sends, byte by byte: keys, pastes, clicks, and answers to what it was asked. A late answer, or one
//! nobody asked for, is known by its form and never taken for keys.

mod answer;
mod sequence;
#[cfg(test)]
mod tests;

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

pub use answer::Answer;

/// What came.
#[derive(Clone, PartialEq, Debug)]
pub enum Input {
    Event(Event),
    Answer(Answer),
}

/// No more than this is kept of a pasted text, in bytes: no line one types into takes nearly as much.
const LONGEST_PASTE: usize = 1 << 16;
/// No answer is longer; what is begins with the keys of somebody who pressed Alt-`]`.
const LONGEST_ANSWER: usize = 4096;
/// A pasted text ends so.
const PASTED: &[u8] = b"\x1b[201~";

/// Bytes that have come and do not make a whole yet.
#[derive(Default)]
pub struct Decoder {
    held: Vec<u8>,
    /// What of a pasted text has come, while one comes.
    pasted: Option<Vec<u8>>,
}

/// What the first bytes held make.
enum Step {
    /// Too few of them.
    More,
    /// So many bytes are this.
    Whole(usize, Option<Input>),
    /// So many bytes say that a pasted text begins.
    Paste(usize),
}

const fn nothing(bytes: usize) -> Step {
    Step::Whole(bytes, None)
}

fn key(bytes: usize, code: KeyCode, modifiers: KeyModifiers) -> Step {
    Step::Whole(bytes, Some(Input::Event(Event::Key(KeyEvent::new(code, modifiers)))))
}

impl Decoder {
    /// Takes bytes; what they make, with those before.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.held.extend_from_slice(bytes);
        let mut come = vec![];
        let mut at = 0;
        while at < self.held.len() {
            if self.pasted.is_some() {
                let Some(text) = self.paste(&mut at) else { break };
                come.push(text);
                continue;
            }
            match step(&self.held[at..]) {
                Step::More => break,
                Step::Whole(bytes, input) => {
                    at += bytes.max(1);
                    come.extend(input);
                }
                Step::Paste(bytes) => {
                    at += bytes;
                    self.pasted = Some(vec![]);
                }
            }
        }
        self.held.drain(..at.min(self.held.len()));
        come
    }

    /// Takes what is held from there on into the pasted text; that text, once it is whole.
    fn paste(&mut self, at: &mut usize) -> Option<Input> {
        let text = self.pasted.as_mut()?;
        let rest = &self.held[*at..];
        let end = rest.windows(PASTED.len()).position(|end| end == PASTED);
        // Its end may have come in part.
        let taken = end.unwrap_or_else(|| {
            rest.len() - (0..PASTED.len()).rev().find(|part| rest.ends_with(&PASTED[..*part])).unwrap_or(0)
        });
        let room = LONGEST_PASTE.saturating_sub(text.len());
        text.extend_from_slice(&rest[..taken.min(room)]);
        *at += taken;
        end?;
        *at += PASTED.len();
        self.pasted.take().map(|text| pasted(&text))
    }

    /// How long the rest of what has begun is waited for; none where nothing has. A lone Esc is a key, unless more follows at
    /// once: terminals send a sequence in one piece, and what cuts pieces (SSH, a serial line) joins them within
    /// milliseconds. What is more than that is surely no key, and may come over a slow line.
    pub fn patience(&self) -> Option<Duration> {
        match (&self.pasted, self.held.as_slice()) {
            (Some(_), _) => Some(Duration::from_secs(5)),
            (None, []) => None,
            (None, [0x1b]) => Some(Duration::from_millis(50)),
            (None, _) => Some(Duration::from_secs(1)),
        }
    }

    /// Nothing more came: a lone Esc is that key, a text that broke off is what came of it, and anything else is dropped.
    pub fn settle(&mut self) -> Option<Input> {
        let held = std::mem::take(&mut self.held);
        if let Some(text) = self.pasted.take() {
            return Some(pasted(&text));
        }
        (held == [0x1b]).then(|| Input::Event(Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE))))
    }
}

fn pasted(text: &[u8]) -> Input {
    Input::Event(Event::Paste(String::from_utf8_lossy(text).into_owned()))
}

/// What the first of these bytes make; there is at least one.
fn step(bytes: &[u8]) -> Step {
    let plain = KeyModifiers::NONE;
    match *bytes {
        [] | [0x1b] | [0x1b, b'O'] => Step::More,
        [0x1b, b'[', ..] => sequence::control(bytes),
        [0x1b, b'O', last, ..] => sequence::named(3, last, plain).unwrap_or_else(|| nothing(3)),
        [0x1b, b']' | b'P' | b'_', ..] => answer::string(bytes),
        [0x1b, 0x1b, ..] => key(1, KeyCode::Esc, plain),
        [0x1b, ..] => with_alt(step(&bytes[1..])),
        [b'\r', ..] => key(1, KeyCode::Enter, plain),
        [b'\t', ..] => key(1, KeyCode::Tab, plain),
        [0x7f, ..] => key(1, KeyCode::Backspace, plain),
        [0, ..] => key(1, KeyCode::Char(' '), KeyModifiers::CONTROL),
        [control @ 1..=26, ..] => key(1, KeyCode::Char(char::from(control + b'a' - 1)), KeyModifiers::CONTROL),
        [control @ 28..=31, ..] => key(1, KeyCode::Char(char::from(control - 28 + b'4')), KeyModifiers::CONTROL),
        [first, ..] => character(bytes, first),
    }
}

/// A key after Esc is that key with Alt.
fn with_alt(step: Step) -> Step {
    match step {
        Step::Whole(length, Some(Input::Event(Event::Key(it)))) => {
            key(length + 1, it.code, it.modifiers | KeyModifiers::ALT)
        }
        Step::Whole(length, other) => Step::Whole(length + 1, other),
        other => other,
    }
}

fn character(bytes: &[u8], first: u8) -> Step {
    let length = match first {
        0..=0x7f => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return nothing(1),
    };
    let Some(whole) = bytes.get(..length) else {
        // What cannot become a character is not waited for.
        let can_be = bytes[1..].iter().all(|byte| byte & 0xc0 == 0x80);
        return if can_be { Step::More } else { nothing(1) };
    };
    let Some(c) = std::str::from_utf8(whole).ok().and_then(|text| text.chars().next()) else { return nothing(1) };
    let modifiers = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    key(length, KeyCode::Char(c), modifiers)
}
