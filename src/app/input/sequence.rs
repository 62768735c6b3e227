//! Control sequences: `ESC [`, parameters, and a letter that ends them. Keys with modifiers, clicks, and some answers.

use crossterm::event::{Event, KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::{Answer, Input, Step, key, nothing};

/// What a control sequence is.
pub fn control(bytes: &[u8]) -> Step {
    if bytes.get(2) == Some(&b'[') {
        return console(bytes);
    }
    let Some(end) = bytes.iter().skip(2).position(|byte| !matches!(byte, 0x20..=0x3f)).map(|at| at + 2) else {
        return if bytes.len() > LONGEST { nothing(bytes.len()) } else { Step::More };
    };
    let (length, last) = (end + 1, bytes[end]);
    if !matches!(last, 0x40..=0x7e) {
        // Broken off: what follows is read for itself.
        return nothing(end);
    }
    let (sign, written) = match bytes[2] {
        sign @ (b'?' | b'<' | b'>' | b'=') => (Some(sign), &bytes[3..end]),
        _ => (None, &bytes[2..end]),
    };
    let text = std::str::from_utf8(written).unwrap_or_default();
    let numbers = Numbers::of(text);
    match (sign, last) {
        (Some(b'?'), b'c') => {
            let has_clipboard = (1..numbers.count()).any(|place| numbers.at(place) == 52);
            answer(length, Answer::Class { has_clipboard })
        }
        (Some(b'?'), b'y') => answer(length, Answer::Mode { mode: numbers.small(0), state: numbers.small(1) }),
        (Some(b'<'), b'M' | b'm') => Step::Whole(length, mouse(&numbers, last == b'm').map(Input::Event)),
        (Some(_), _) => nothing(length),
        (None, b'R') if numbers.count() == 2 => {
            answer(length, Answer::Cursor { row: numbers.small(0), column: numbers.small(1) })
        }
        // Three more bytes say where the old kind of mouse was.
        (None, b'M') if text.is_empty() => {
            if bytes.len() < length + 3 {
                Step::More
            } else {
                nothing(length + 3)
            }
        }
        (None, b'~') if numbers.at(0) == 200 => Step::Paste(length),
        (None, last) => pressed(length, last, &numbers),
    }
}

/// No sequence is longer.
const LONGEST: usize = 64;

const fn answer(length: usize, answer: Answer) -> Step {
    Step::Whole(length, Some(Input::Answer(answer)))
}

/// The parameters: numbers, each perhaps with numbers of its own after colons.
struct Numbers(Vec<Vec<u32>>);

impl Numbers {
    fn of(text: &str) -> Self {
        let number = |number: &str| number.parse().unwrap_or(0);
        let text = text.trim_end_matches('$');
        Self(text.split(';').map(|part| part.split(':').map(number).collect()).collect())
    }

    fn count(&self) -> usize {
        self.0.len()
    }

    /// The number in that place; 0 where there is none.
    fn at(&self, place: usize) -> u32 {
        self.below(place, 0)
    }

    fn below(&self, place: usize, below: usize) -> u32 {
        self.0.get(place).and_then(|part| part.get(below)).copied().unwrap_or(0)
    }

    fn small(&self, place: usize) -> u16 {
        u16::try_from(self.at(place)).unwrap_or(u16::MAX)
    }

    fn modifiers(&self) -> KeyModifiers {
        let bits = self.at(1).saturating_sub(1);
        let all = [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)];
        all.into_iter()
            .filter(|(bit, _)| bits & bit != 0)
            .fold(KeyModifiers::NONE, |held, (_, modifier)| held | modifier)
    }
}

/// A key with its modifiers, as xterm, rxvt and kitty send it.
fn pressed(length: usize, last: u8, numbers: &Numbers) -> Step {
    // Kitty's keyboards may tell of keys let go, too.
    if numbers.below(1, 1) == 3 {
        return nothing(length);
    }
    let modifiers = numbers.modifiers();
    match last {
        b'Z' => key(length, KeyCode::BackTab, KeyModifiers::SHIFT),
        // xterm's modifyOtherKeys, and the form kitty made of it.
        b'~' if numbers.at(0) == 27 => written(length, numbers.at(2), modifiers),
        b'u' => written(length, numbers.at(0), modifiers),
        b'~' => numbered(numbers.at(0)).map_or_else(|| nothing(length), |code| key(length, code, modifiers)),
        _ => named(length, last, modifiers).unwrap_or_else(|| nothing(length)),
    }
}

/// A key by the number of its character.
fn written(length: usize, number: u32, modifiers: KeyModifiers) -> Step {
    let code = match number {
        9 if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        // Keys that write nothing: kitty has them among the characters for private use.
        0xe000..=0xf8ff => return nothing(length),
        number => match char::from_u32(number).filter(|c| !c.is_control()) {
            Some(c) if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::Char(c.to_uppercase().next().unwrap_or(c)),
            Some(c) => KeyCode::Char(c),
            None => return nothing(length),
        },
    };
    key(length, code, modifiers)
}

/// A key by the number before `~`.
fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        // VT220 left gaps between its rows of keys.
        11..=15 => KeyCode::F(u8::try_from(number - 10).ok()?),
        17..=21 => KeyCode::F(u8::try_from(number - 11).ok()?),
        23 | 24 => KeyCode::F(u8::try_from(number - 12).ok()?),
        _ => return None,
    })
}

/// A key by the last byte of its sequence.
pub fn named(length: usize, last: u8, modifiers: KeyModifiers) -> Option<Step> {
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

/// The first function keys of the Linux console: `ESC [ [ A` to `E`.
fn console(bytes: &[u8]) -> Step {
    match bytes.get(3) {
        None => Step::More,
        Some(last @ b'A'..=b'E') => key(4, KeyCode::F(last - b'A' + 1), KeyModifiers::NONE),
        Some(_) => nothing(3),
    }
}

/// A click or the wheel, as mode 1006 tells it: what, column and row from 1. Moves are told by nobody who was not asked.
fn mouse(numbers: &Numbers, is_up: bool) -> Option<Event> {
    let what = numbers.at(0);
    let button = match what & 3 {
        0 => MouseButton::Left,
        1 => MouseButton::Middle,
        _ => MouseButton::Right,
    };
    let kind = match (what & !0b1_1100, is_up) {
        (0..=2, false) => MouseEventKind::Down(button),
        (0..=2, true) => MouseEventKind::Up(button),
        (64, false) => MouseEventKind::ScrollUp,
        (65, false) => MouseEventKind::ScrollDown,
        (66, false) => MouseEventKind::ScrollLeft,
        (67, false) => MouseEventKind::ScrollRight,
        _ => return None,
    };
    let held = [(4, KeyModifiers::SHIFT), (8, KeyModifiers::ALT), (16, KeyModifiers::CONTROL)];
    let modifiers =
        held.into_iter().filter(|(bit, _)| what & bit != 0).fold(KeyModifiers::NONE, |held, (_, it)| held | it);
    let (column, row) = (numbers.small(1).checked_sub(1)?, numbers.small(2).checked_sub(1)?);
    Some(Event::Mouse(MouseEvent { kind, column, row, modifiers }))
}
