//! What the terminal sends, byte by byte: keys, pastes, clicks, and answers to what it was asked. A late answer, or one
//! nobody asked for, is known by its form and never taken for keys.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// What came.
#[derive(Clone, PartialEq, Debug)]
pub enum Input {
    Event(Event),
    Answer(Answer),
}

/// What a terminal says of itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Red, green and blue of the background (OSC 11).
    Background([u8; 3]),
    /// A private mode, and whether it is known (DECRPM: 1 and 2 are).
    Mode { mode: u16, state: u16 },
    /// Its class (DA1): all that was asked before it is answered by now.
    Class,
    /// Where the cursor is, row and column from 1 (CPR).
    Cursor { row: u16, column: u16 },
}

/// A text longer than this is not waited for.
const LONGEST: usize = 1 << 20;

/// Bytes that have come and do not make a whole yet.
#[derive(Default)]
pub struct Decoder {
    held: Vec<u8>,
}

/// What the first bytes held make.
enum Step {
    /// Too few of them.
    More,
    /// So many bytes are this.
    Whole(usize, Option<Input>),
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
        while let Some(rest) = self.held.get(at..).filter(|rest| !rest.is_empty()) {
            match step(rest) {
                Step::Whole(bytes, input) => {
                    at += bytes.max(1);
                    come.extend(input);
                }
                Step::More => break,
            }
        }
        self.held.drain(..at.min(self.held.len()));
        if self.held.len() > LONGEST {
            self.held.clear();
        }
        come
    }

    /// How long the rest of what has begun is waited for; none where nothing has. A lone Esc is a key, unless more follows at
    /// once; what is more than that is surely no key, and may come over a slow line.
    pub fn patience(&self) -> Option<Duration> {
        match self.held.as_slice() {
            [] => None,
            [0x1b] => Some(Duration::from_millis(30)),
            _ => Some(Duration::from_secs(1)),
        }
    }

    /// Nothing more came: a lone Esc is that key, and anything else is dropped.
    pub fn settle(&mut self) -> Option<Input> {
        let held = std::mem::take(&mut self.held);
        (held == [0x1b]).then(|| Input::Event(Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE))))
    }
}

fn step(bytes: &[u8]) -> Step {
    let plain = KeyModifiers::NONE;
    match *bytes {
        [] | [0x1b] | [0x1b, b'O'] => Step::More,
        [0x1b, b'[', ..] => control_sequence(bytes),
        [0x1b, b'O', last, ..] => named(3, last, plain).unwrap_or_else(|| nothing(3)),
        // OSC, DCS, APC, PM: texts up to their end; none of them is a key.
        [0x1b, b']' | b'P' | b'_' | b'^', ..] => string(bytes),
        [0x1b, 0x1b, ..] => key(1, KeyCode::Esc, plain),
        [0x1b, ..] => match step(&bytes[1..]) {
            Step::More => Step::More,
            Step::Whole(length, Some(Input::Event(Event::Key(it)))) => {
                key(length + 1, it.code, it.modifiers | KeyModifiers::ALT)
            }
            Step::Whole(length, other) => Step::Whole(length + 1, other),
        },
        [b'\r', ..] => key(1, KeyCode::Enter, plain),
        [b'\t', ..] => key(1, KeyCode::Tab, plain),
        // Some terminals send 8 where others send 127.
        [0x7f | 0x08, ..] => key(1, KeyCode::Backspace, plain),
        [0, ..] => key(1, KeyCode::Char(' '), KeyModifiers::CONTROL),
        [control @ 1..=26, ..] => key(1, KeyCode::Char(char::from(control + b'a' - 1)), KeyModifiers::CONTROL),
        [control @ 28..=31, ..] => key(1, KeyCode::Char(char::from(control - 28 + b'4')), KeyModifiers::CONTROL),
        [first, ..] => character(bytes, first),
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

/// A key by the last byte of its sequence.
fn named(length: usize, last: u8, modifiers: KeyModifiers) -> Option<Step> {
    let code = match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    };
    Some(key(length, code, modifiers))
}

fn modifiers(number: u16) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let mut held = KeyModifiers::NONE;
    for (bit, modifier) in [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)] {
        if bits & bit != 0 {
            held |= modifier;
        }
    }
    held
}

/// `ESC [`, parameters, and a letter that ends it.
fn control_sequence(bytes: &[u8]) -> Step {
    if bytes.get(2) == Some(&b'[') {
        // The function keys of the Linux console.
        return if bytes.len() < 4 { Step::More } else { nothing(4) };
    }
    let Some(end) = bytes.iter().skip(2).position(|byte| !matches!(byte, 0x20..=0x3f)).map(|at| at + 2) else {
        return Step::More;
    };
    let (length, last) = (end + 1, bytes[end]);
    if !matches!(last, 0x40..=0x7e) {
        // Broken off: what follows is read for itself.
        return nothing(end);
    }
    let text = std::str::from_utf8(&bytes[2..end]).unwrap_or_default();
    let numbers: Vec<u16> = text
        .trim_start_matches(['?', '<', '>', '='])
        .trim_end_matches('$')
        .split([';', ':'])
        .map(|number| number.parse().unwrap_or(0))
        .collect();
    let number = |place: usize| numbers.get(place).copied().unwrap_or(0);
    let answer = |answer| Step::Whole(length, Some(Input::Answer(answer)));
    match (text.chars().next(), last) {
        (Some('?'), b'c') => answer(Answer::Class),
        (Some('?'), b'y') => answer(Answer::Mode { mode: number(0), state: number(1) }),
        (Some('?' | '<' | '>' | '='), _) => nothing(length),
        (_, b'R') if numbers.len() == 2 => answer(Answer::Cursor { row: number(0), column: number(1) }),
        // Three more bytes say where the old kind of mouse was.
        (None, b'M') => {
            if bytes.len() < length + 3 {
                Step::More
            } else {
                nothing(length + 3)
            }
        }
        (_, b'Z') => key(length, KeyCode::BackTab, KeyModifiers::SHIFT),
        (_, b'~') if number(0) == 200 => paste(bytes, length),
        (_, b'~') => {
            let code = match number(0) {
                1 | 7 => KeyCode::Home,
                2 => KeyCode::Insert,
                3 => KeyCode::Delete,
                4 | 8 => KeyCode::End,
                5 => KeyCode::PageUp,
                6 => KeyCode::PageDown,
                _ => return nothing(length),
            };
            key(length, code, modifiers(number(1)))
        }
        (_, b'u') => {
            let code = match number(0) {
                9 => KeyCode::Tab,
                13 => KeyCode::Enter,
                27 => KeyCode::Esc,
                127 => KeyCode::Backspace,
                other => match char::from_u32(u32::from(other)).filter(|c| !c.is_control()) {
                    Some(c) => KeyCode::Char(c),
                    None => return nothing(length),
                },
            };
            key(length, code, modifiers(number(1)))
        }
        _ => named(length, last, modifiers(number(1))).unwrap_or_else(|| nothing(length)),
    }
}

/// A pasted text, up to `ESC [ 2 0 1 ~`.
fn paste(bytes: &[u8], from: usize) -> Step {
    const END: &[u8] = b"\x1b[201~";
    let Some(at) = bytes[from..].windows(END.len()).position(|end| end == END) else { return Step::More };
    let text = String::from_utf8_lossy(&bytes[from..from + at]).into_owned();
    Step::Whole(from + at + END.len(), Some(Input::Event(Event::Paste(text))))
}

/// A text that BEL or `ESC \` ends.
fn string(bytes: &[u8]) -> Step {
    let end = |(at, byte): (usize, &u8)| match byte {
        0x07 => Some((at, 1)),
        0x1b if bytes.get(at + 1) == Some(&b'\\') => Some((at, 2)),
        _ => None,
    };
    let Some((at, length)) = bytes.iter().enumerate().skip(2).find_map(end) else { return Step::More };
    let told = std::str::from_utf8(&bytes[2..at]).ok().filter(|_| bytes[1] == b']');
    let background = told.and_then(|text| text.strip_prefix("11;")).and_then(color);
    Step::Whole(at + length, background.map(|rgb| Input::Answer(Answer::Background(rgb))))
}

/// A colour as X writes it: `rgb:ffff/8080/00`, each part of one to four hexadecimal digits, or `#ffffff`.
fn color(text: &str) -> Option<[u8; 3]> {
    let part = |digits: &str| {
        let most = (1_u32 << (4 * u32::try_from(digits.len()).ok()?)) - 1;
        let value = u32::from_str_radix(digits, 16).ok()?;
        Some((value * 255 / most) as u8)
    };
    let is_hex = |digits: &str| (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts: Vec<&str> = match text.strip_prefix('#') {
        Some(hex) if hex.len() == 6 && hex.is_ascii() => (0..3).filter_map(|at| hex.get(2 * at..2 * at + 2)).collect(),
        _ => text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?.split('/').take(3).collect(),
    };
    let [r, g, b] = parts.try_into().ok()?;
    if ![r, g, b].into_iter().all(is_hex) {
        return None;
    }
    Some([part(r)?, part(g)?, part(b)?])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, proptest};

    use super::{Answer, Decoder, Event, Input, KeyCode, KeyModifiers};
    use crate::app::keymap;

    /// What bytes come to, keys by their names.
    fn told(inputs: &[Input]) -> Vec<String> {
        let told = |input: &Input| match input {
            Input::Event(Event::Key(key)) => {
                let alt = if key.modifiers.contains(KeyModifiers::ALT) { "alt-" } else { "" };
                format!(
                    "{alt}{}",
                    keymap::name(&crossterm::event::KeyEvent { modifiers: key.modifiers - KeyModifiers::ALT, ..*key })
                        .unwrap_or_else(|| format!("{:?}", key.code))
                )
            }
            Input::Event(Event::Paste(text)) => format!("paste {text}"),
            Input::Event(other) => format!("{other:?}"),
            Input::Answer(answer) => format!("{answer:?}"),
        };
        inputs.iter().map(told).collect()
    }

    #[track_caller]
    fn check(bytes: &str, expect: &[&str]) {
        let mut whole = Decoder::default();
        let mut all = whole.feed(bytes.as_bytes());
        all.extend(whole.settle());
        assert_eq!(told(&all), expect, "{bytes:?}");
        // The same, byte by byte, as a slow line brings it.
        let mut slow = Decoder::default();
        let mut all: Vec<Input> = bytes.bytes().flat_map(|byte| slow.feed(&[byte])).collect();
        all.extend(slow.settle());
        assert_eq!(told(&all), expect, "{bytes:?}, byte by byte");
    }

    #[test]
    fn keys_are_known_by_their_bytes() {
        check("jJ 滨é😀", &["j", "J", "space", "滨", "é", "😀"]);
        check("\r\t\x7f\x08\x03\x1a\x0c", &["enter", "tab", "backspace", "backspace", "ctrl-c", "ctrl-z", "ctrl-l"]);
        check("\x1b[A\x1b[B\x1b[C\x1b[D\x1bOA\x1bOB\x1bOM", &["up", "down", "right", "left", "up", "down", "enter"]);
        check(
            "\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~\x1bOH\x1bOF",
            &["home", "end", "home", "end", "home", "end", "home", "end"],
        );
        check("\x1b[5~\x1b[6~\x1b[3~\x1b[Z\x1b[1;5A", &["pgup", "pgdn", "delete", "backtab", "up"]);
        check("\x1b[106u\x1b[99;5u\x1b[13u", &["j", "ctrl-c", "enter"]);
        check("\x1bj", &["alt-j"]);
        check("\x1b", &["esc"]);
        check("\x1b\x1b", &["esc", "esc"]);
        check("\x1b\x1b[A", &["esc", "up"]);
    }

    #[test]
    fn answers_are_no_keys() {
        check("\x1b]11;rgb:ffff/8080/0000\x07", &["Background([255, 128, 0])"]);
        check("\x1b]11;rgb:ff/80/00\x1b\\j", &["Background([255, 128, 0])", "j"]);
        check("\x1b]11;#1e1e1e\x07", &["Background([30, 30, 30])"]);
        check("\x1b[?62;22c\x1b[?2026;2$y", &["Class", "Mode { mode: 2026, state: 2 }"]);
        check("\x1b[12;40R", &["Cursor { row: 12, column: 40 }"]);
        check("\x1b]11;junk\x07\x1b]52;c;AAAA\x07\x1bP1+r544e\x1b\\\x1b[>0;276;0c\x1b[I\x1b[Oj", &["j"]);
        check("\x1b]11;rgb:ff/80\x07\x1b]11;rgb:fffff/0/0\x07\x1b]11;rgb:+f/0/0\x07", &[]);
        check("\x1b[<0;10;5M\x1b[<0;10;5m\x1b[M !!k", &["k"]);
    }

    #[test]
    fn what_breaks_off_takes_nothing_with_it() {
        check("\x1b]11;rgb:ff", &[]);
        check("\x1b[12;", &[]);
        check("\x1b[12\x1b[A", &["up"]);
        check("\x1b[12\rj", &["enter", "j"]);
        let mut decoder = Decoder::default();
        assert_eq!(decoder.feed(b"\xff\xfej\xe6\xbbk"), Decoder::default().feed(b"jk"));
        assert_eq!(decoder.patience(), None);
        decoder.feed(&[0xe6]);
        assert!(decoder.patience().is_some() && decoder.settle().is_none() && decoder.patience().is_none());
    }

    #[test]
    fn a_pasted_text_is_one() {
        check("\x1b[200~滨江\x1b[A\rq\x1b[201~j", &["paste 滨江\x1b[A\rq", "j"]);
        check("\x1b[200~", &[]);
    }

    #[test]
    fn an_escape_is_waited_for_only_a_moment() {
        let mut decoder = Decoder::default();
        assert!(decoder.feed(b"\x1b").is_empty());
        assert!(decoder.patience().unwrap().as_millis() < 100);
        assert_eq!(decoder.settle(), Some(Input::Event(Event::Key(KeyCode::Esc.into()))));
        assert_eq!(decoder.feed(b"\x1b]11;?\x07"), []);
        assert_eq!(decoder.feed(b"\x1b[?1;2c"), [Input::Answer(Answer::Class)]);
    }

    proptest! {
        #[test]
        fn whatever_comes_and_however_it_is_cut_is_read_alike(
            bytes in prop::collection::vec(any::<u8>(), 0..60),
            cut in 0_usize..60,
        ) {
            let mut whole = Decoder::default();
            let mut parts = Decoder::default();
            let (first, second) = bytes.split_at(cut.min(bytes.len()));
            let mut come = parts.feed(first);
            come.extend(parts.feed(second));
            assert_eq!(whole.feed(&bytes), come);
            assert_eq!(whole.settle(), parts.settle());
        }
    }
}
