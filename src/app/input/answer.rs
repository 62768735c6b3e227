//! Answers of the terminal, by their forms.

use super::{Input, LONGEST_ANSWER, Step, nothing, with_alt};

/// What a terminal says of itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Red, green and blue of the background (OSC 11).
    Background([u8; 3]),
    /// A private mode, and its state (DECRPM): 1 set, 2 reset, 3 and 4 the same for good; 0 not known.
    Mode { mode: u16, state: u16 },
    /// Its class (DA1): all that was asked before it is answered by now.
    Class {
        /// Whether it says that programs may write its clipboard (52 among its extensions).
        has_clipboard: bool,
    },
    /// Where the cursor is, row and column from 1 (CPR).
    Cursor { row: u16, column: u16 },
}

/// OSC, DCS or APC: a text that BEL or `ESC \` ends, and no key. After Alt with one of their letters no answer begins.
pub fn string(bytes: &[u8]) -> Step {
    let begins = match bytes[1] {
        b']' => |byte: u8| byte.is_ascii_digit(),
        b'P' => |byte: u8| byte.is_ascii_digit() || b"!$+=>".contains(&byte),
        _ => |byte: u8| byte == b'G',
    };
    match bytes.get(2) {
        None => return Step::More,
        Some(byte) if !begins(*byte) => return with_alt(super::character(&bytes[1..], bytes[1])),
        Some(_) => {}
    }
    for (at, byte) in bytes.iter().enumerate().skip(2) {
        match (byte, bytes.get(at + 1)) {
            (0x07, _) => return whole(&bytes[..at], at + 1),
            (0x1b, Some(b'\\')) => return whole(&bytes[..at], at + 2),
            (0x1b, None) => return Step::More,
            // Broken off: what follows is read for itself. So Ctrl-C is Ctrl-C.
            (0x1b | ..0x20, _) => return nothing(at),
            _ if at >= LONGEST_ANSWER => return nothing(at),
            _ => {}
        }
    }
    Step::More
}

fn whole(text: &[u8], length: usize) -> Step {
    let told = std::str::from_utf8(&text[2..]).ok().filter(|_| text[1] == b']');
    let background = told.and_then(|text| text.strip_prefix("11;")).and_then(color);
    Step::Whole(length, background.map(|rgb| Input::Answer(Answer::Background(rgb))))
}

/// A colour as X writes it: `rgb:ffff/8080/00`, each part of one to four hexadecimal digits, or `#ffffff`.
fn color(text: &str) -> Option<[u8; 3]> {
    let part = |digits: &str| {
        let most = (1_u32 << (4 * u32::try_from(digits.len()).ok()?)) - 1;
        let value = u32::from_str_radix(digits, 16).ok()?;
        u8::try_from(value * 255 / most).ok()
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
