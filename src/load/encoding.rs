//! Which encoding the bytes of a text are in, and the text they mean.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// An encoding, how many bytes mark it, and how it was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Choice {
    pub encoding: &'static Encoding,
    /// The length of the byte order mark.
    pub mark: usize,
}

/// The encoding a name means. GB2312 and GBK are read as GB18030, which holds them both.
pub fn named(name: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(name.trim().as_bytes())?;
    Some(if encoding == encoding_rs::GBK { GB18030 } else { encoding })
}

/// The bytes that cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BadByte {
    /// How many bytes before it can be.
    pub good: usize,
    pub byte: u8,
}

/// Chooses the encoding of a file: its mark, strict UTF-8, UTF-16 without a mark, GB18030, Big5, in this order; none
/// where nothing fits. Of GB18030 and Big5, which share most of their bytes, the one that makes likelier Chinese.
pub fn choose(bytes: &[u8], is_whole: bool) -> Option<Choice> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(Choice { encoding, mark });
    }
    let plain = |encoding| Some(Choice { encoding, mark: 0 });
    match std::str::from_utf8(bytes) {
        Ok(_) if !bytes.contains(&0) => return plain(UTF_8),
        // A character cut in two by the end of what was looked at.
        Err(error) if !is_whole && error.error_len().is_none() => return plain(UTF_8),
        _ => {}
    }
    if let Some(encoding) = wide(bytes) {
        return plain(encoding);
    }
    if bytes.contains(&0) {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let fits = |encoding: &&'static Encoding| !has_errors(encoding, bytes, is_whole);
    let wanted = if guess == BIG5 { [BIG5, GB18030] } else { [GB18030, BIG5] };
    let chinese = wanted.into_iter().find(fits);
    // Text of the West in one byte a letter decodes as Chinese only by accident, and then to rare characters.
    let western = (!matches!(guess.name(), "GBK" | "gb18030" | "Big5") && few_high(bytes)).then_some(guess);
    western.filter(|it| it.is_single_byte()).or(chinese).and_then(plain)
}

/// Whether so few bytes are beyond ASCII that the text may be a Western one with some accents.
fn few_high(bytes: &[u8]) -> bool {
    bytes.iter().filter(|byte| **byte >= 0x80).count() * 20 < bytes.len()
}

/// UTF-16 without a mark: every other byte of its separators and digits is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096))?;
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 16;
    let is_text = |encoding: &'static Encoding| !has_errors(encoding, bytes, false);
    match (even, odd) {
        (even, odd) if odd > many && odd > even * 8 && is_text(UTF_16LE) => Some(UTF_16LE),
        (even, odd) if even > many && even > odd * 8 && is_text(UTF_16BE) => Some(UTF_16BE),
        _ => None,
    }
}

fn has_errors(encoding: &'static Encoding, bytes: &[u8], is_whole: bool) -> bool {
    if is_whole {
        return encoding.decode_without_bom_handling_and_without_replacement(bytes).is_none();
    }
    // The last character may be cut: it is no error here.
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = String::with_capacity(bytes.len() * 3 + 16);
    let (result, _) = decoder.decode_to_string_without_replacement(bytes, &mut out, false);
    matches!(result, encoding_rs::DecoderResult::Malformed(..))
}

/// The text, or the first byte that is none.
pub fn decode(bytes: Cow<'static, [u8]>, choice: Choice) -> Result<Cow<'static, str>, BadByte> {
    let Choice { encoding, mark } = choice;
    if encoding == UTF_8 {
        return utf8(bytes, mark);
    }
    let body = bytes.get(mark..).unwrap_or_default();
    match encoding.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) => Ok(Cow::Owned(text.into_owned())),
        None => Err(first_bad(encoding, body, mark)),
    }
}

fn utf8(bytes: Cow<'static, [u8]>, mark: usize) -> Result<Cow<'static, str>, BadByte> {
    let bad = |bytes: &[u8], good: usize| BadByte { good, byte: bytes.get(good).copied().unwrap_or_default() };
    match bytes {
        Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text.get(mark..).unwrap_or_default())),
            Err(error) => Err(bad(bytes, error.valid_up_to())),
        },
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(mut text) => {
                text.drain(..mark);
                Ok(Cow::Owned(text))
            }
            Err(error) => Err(bad(error.as_bytes(), error.utf8_error().valid_up_to())),
        },
    }
}

fn first_bad(encoding: &'static Encoding, body: &[u8], mark: usize) -> BadByte {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = String::with_capacity(body.len() * 3 + 16);
    let (result, read) = decoder.decode_to_string_without_replacement(body, &mut out, true);
    let wrong = match result {
        encoding_rs::DecoderResult::Malformed(length, after) => usize::from(length) + usize::from(after),
        _ => 0,
    };
    let good = read.saturating_sub(wrong);
    BadByte { good: good + mark, byte: body.get(good).copied().unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

    use super::{choose, decode};

    const SIMPLIFIED: &str =
        "数据库：年度数据\n时间：最近20年\n指标,2024年,2023年\n国内生产总值(亿元),1349083.5,1294271.7\n";
    const TRADITIONAL: &str = "縣市,年度,人口數,土地面積\n臺北市,2022,2480681,271.80\n新竹縣,2022,580503,1427.54\n";

    fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        match encoding {
            it if it == UTF_16LE => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            it if it == UTF_16BE => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            it => it.encode(text).0.into_owned(),
        }
    }

    #[test]
    fn the_encoding_is_found_and_the_text_comes_back() {
        for (text, encoding) in [
            (SIMPLIFIED, UTF_8),
            (SIMPLIFIED, GB18030),
            (SIMPLIFIED, UTF_16LE),
            (TRADITIONAL, UTF_8),
            (TRADITIONAL, BIG5),
            (TRADITIONAL, UTF_16BE),
            ("地区,指标,年,值\n", GB18030),
            ("園區,指標,年,值\n", BIG5),
            ("plain,ascii\n1,2\n", UTF_8),
        ] {
            let bytes = encoded(text, encoding);
            let choice = choose(&bytes, true).unwrap();
            assert_eq!(choice.encoding, encoding, "{text}");
            assert_eq!(decode(bytes.into(), choice).unwrap(), text);
        }
    }

    #[test]
    fn western_text_with_accents_is_not_taken_for_chinese() {
        let text = "région;année;valeur\nÎle-de-France;2020;12,5\nRhône-Alpes;2020;11,5\nProvence;2021;8,5\n";
        let bytes = encoded(text, WINDOWS_1252);
        let choice = choose(&bytes, true).unwrap();
        assert_eq!(decode(bytes.into(), choice).unwrap(), text);
    }

    #[test]
    fn a_mark_decides_and_is_taken_off() {
        for (mark, encoding) in [(&[0xEF, 0xBB, 0xBF][..], UTF_8), (&[0xFF, 0xFE], UTF_16LE), (&[0xFE, 0xFF], UTF_16BE)]
        {
            let bytes = [mark, &encoded(SIMPLIFIED, encoding)].concat();
            let choice = choose(&bytes, true).unwrap();
            assert_eq!((choice.encoding, choice.mark), (encoding, mark.len()));
            assert_eq!(decode(bytes.into(), choice).unwrap(), SIMPLIFIED);
        }
    }

    #[test]
    fn a_character_cut_by_the_end_of_the_look_is_no_error() {
        let bytes = encoded(SIMPLIFIED, GB18030);
        assert_eq!(choose(&bytes[..bytes.len() - 30], false).unwrap().encoding, GB18030);
        let bytes = SIMPLIFIED.as_bytes();
        assert_eq!(choose(&bytes[..4], false).unwrap().encoding, UTF_8);
    }

    #[test]
    fn bytes_of_no_text_are_refused_at_their_place() {
        assert_eq!(choose(&[1, 0, 0, 0, 7, 0, 0xFF, 0, 0, 0], true), None);
        let bad = decode(b"ab\xFFcd".to_vec().into(), super::Choice { encoding: UTF_8, mark: 0 }).unwrap_err();
        assert_eq!((bad.good, bad.byte), (2, 0xFF));
        let bad =
            decode(b"ab\xB0\xA1\xFFcd".to_vec().into(), super::Choice { encoding: GB18030, mark: 0 }).unwrap_err();
        assert_eq!((bad.good, bad.byte), (4, 0xFF));
    }
}
