//! Bytes to clean text, and where in a text something stands.

use std::borrow::Cow;

use super::{complaints::Complaints, part::Part, regular};
use crate::model::{Rule, Severity};

/// The longest cell that is kept whole, in bytes.
pub const LONGEST: usize = 64 * 1024;

/// The text of a file without its byte order mark; none, and a problem, where it cannot be read or decoded.
pub fn open(part: Part, complaints: &mut Complaints) -> Option<Cow<'static, str>> {
    let bytes = match part.read() {
        Ok(bytes) => bytes,
        Err(error) => {
            complaints.whole(Severity::Error, Rule::File, || regular::worded(&error));
            return None;
        }
    };
    match decode(bytes) {
        Ok(text) => Some(text),
        Err(bad) => {
            let way_out = match bad.byte {
                0xFF | 0xFE if bad.line == 1 && bad.column == 1 => "this looks like UTF-16; save the file as UTF-8",
                _ => "save the file as UTF-8, for example with `iconv -f GB18030 -t UTF-8`",
            };
            let what = || format!("the byte `0x{:02X}` is not UTF-8; {way_out}", bad.byte);
            complaints.add(Severity::Error, Rule::Encoding, || (bad.line, bad.column), what);
            None
        }
    }
}

/// The first byte that is not UTF-8.
struct BadByte {
    line: u32,
    column: u32,
    byte: u8,
}

fn decode(bytes: Cow<'static, [u8]>) -> Result<Cow<'static, str>, BadByte> {
    let bad = |bytes: &[u8], good: usize| {
        let before = String::from_utf8_lossy(bytes.get(..good).unwrap_or_default());
        let (line, column) = place(&before, before.len());
        BadByte { line, column, byte: bytes.get(good).copied().unwrap_or_default() }
    };
    match bytes {
        Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text.strip_prefix('\u{FEFF}').unwrap_or(text))),
            Err(error) => Err(bad(bytes, error.valid_up_to())),
        },
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(mut text) => {
                if text.starts_with('\u{FEFF}') {
                    text.drain(..'\u{FEFF}'.len_utf8());
                }
                Ok(Cow::Owned(text))
            }
            Err(error) => Err(bad(error.as_bytes(), error.utf8_error().valid_up_to())),
        },
    }
}

/// Line and column, in characters counted from 1, of a byte offset.
pub fn place(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() as u32 + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(start..).map_or(0, |rest| rest.chars().count()) as u32 + 1;
    (line, column)
}

/// Characters nobody sees and that could do harm on a terminal: controls, invisible joiners, changes of direction.
pub const fn is_dirt(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E007F}')
}

/// Characters that would leave the line or the cell they stand in.
pub const fn is_break(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// How many characters of a text are dirt, and where the first of them stands; none if it is clean.
pub fn dirt(text: &str) -> Option<(usize, usize)> {
    // Most files have none of the bytes such characters begin with, besides the marks “…” of Chinese. Piece by piece and
    // without a way out in between, so that many bytes are looked at together.
    let may_be = |byte: &u8| {
        (*byte < 0x20 && !matches!(*byte, b'\n' | b'\r' | b'\t'))
            | matches!(*byte, 0x7F | 0xC2 | 0xD8 | 0xE2 | 0xEF | 0xF3)
    };
    let any = |piece: &[u8]| piece.iter().fold(false, |any, byte| any | may_be(byte));
    let piece = text.as_bytes().chunks(256).position(any)? * 256;
    let from = piece + text.as_bytes().get(piece..)?.iter().position(may_be)?;
    let mut all = text.get(from..)?.char_indices().filter(|(_, c)| is_dirt(*c));
    let (first, _) = all.next()?;
    Some((all.count() + 1, from + first))
}

/// Tells how much dirt was taken out, and where the first of it stood.
pub fn tell_dirt(count: usize, first: (u32, u32), complaints: &mut Complaints) {
    let what = || match count {
        1 => "an invisible or control character was taken out; check the text here".to_owned(),
        _ => format!("{count} invisible or control characters were taken out; the first is here"),
    };
    complaints.add(Severity::Warning, Rule::Control, || first, what);
}

/// The text of a cell: without dirt, on one line, blanks at the ends taken off.
pub fn clean(cell: &str) -> Cow<'_, str> {
    let cell = cell.trim();
    // Most cells are codes and numbers.
    if cell.bytes().all(|byte| matches!(byte, b' '..=b'~')) || !cell.contains(|c| is_dirt(c) || is_break(c)) {
        return Cow::Borrowed(cell);
    }
    let mut clean = String::with_capacity(cell.len());
    for c in cell.replace("\r\n", "\n").chars().filter(|c| !is_dirt(*c)) {
        clean.push(if is_break(c) { ' ' } else { c });
    }
    Cow::Owned(clean.trim().to_owned())
}

/// A message of several lines as one.
pub fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A cell as a problem shows it: not too long.
pub fn shown(cell: &str) -> Cow<'_, str> {
    match cell.char_indices().nth(40) {
        Some((end, _)) => Cow::Owned(format!("{}…", cell.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::{clean, dirt, place};

    #[test]
    fn what_cannot_be_seen_is_taken_out() {
        let check = |cell: &str, expect: &str| assert_eq!(clean(cell), expect, "{cell:?}");
        check(" 滨江\u{200B}高新区 ", "滨江高新区");
        check("a\u{202E}b\u{1B}[31mc", "ab[31mc");
        check("two\r\nlines\tand a tab", "two lines and a tab");
        check("“…” stays", "“…” stays");
    }

    #[test]
    fn dirt_is_counted_and_found() {
        assert_eq!(dirt("“中文”…\r\n\tfine"), None);
        assert_eq!(dirt("中\u{FEFF}x\u{7}"), Some((2, 3)));
    }

    #[test]
    fn a_place_counts_characters() {
        assert_eq!(place("a,b\n中文,x", 4 + 7), (2, 4));
        assert_eq!(place("", 0), (1, 1));
    }
}
