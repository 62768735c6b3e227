//! A question as a short token: fit for a URL, a shell and a chat, and refused where a letter is wrong.

use std::io;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use flate2::Crc;
use zstd::bulk::{Compressor, Decompressor};

use crate::screen::Question;

/// What every token of this version begins with.
const VERSION: &str = "z1";
/// What tokens often say, the most likely at the end. It is part of the version: where it changes, the version does.
const WORDS: &[u8] = include_bytes!("token/words.txt");
/// What every frame of zstd begins with, and no token needs to say.
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// No question is longer.
const LONGEST: usize = 64 << 10;
/// So many bytes of the checksum are kept.
const SUM: usize = 3;

/// Why a text is not a token.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotAToken {
    #[error("a token begins with `z1`")]
    Other,
    #[error("it was made by a newer zonescope")]
    Newer,
    #[error("a letter is wrong or missing; copy it again, whole")]
    Torn,
}

/// Whether a text is meant to be a token rather than a name.
pub fn is_one(text: &str) -> bool {
    let mut chars = text.chars();
    let begins = chars.next() == Some('z') && chars.next().is_some_and(|c| c.is_ascii_digit());
    begins && text.len() >= 12 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// The token of a question.
///
/// # Errors
/// What the compressor says.
pub fn of(question: &Question) -> io::Result<String> {
    let json = serde_json::to_vec(question)?;
    let mut press = Compressor::with_dictionary(19, WORDS)?;
    press.include_contentsize(false)?;
    let packed = press.compress(&json)?;
    let mut bytes = packed.strip_prefix(&MAGIC).unwrap_or(&packed).to_vec();
    bytes.extend(sum(&bytes));
    Ok(format!("{VERSION}{}", URL_SAFE_NO_PAD.encode(bytes)))
}

/// The question of a token.
///
/// # Errors
/// [`NotAToken`] says what is wrong with it.
pub fn read(token: &str) -> Result<Question, NotAToken> {
    let token = token.trim();
    let Some(rest) = token.strip_prefix(VERSION) else {
        return Err(if is_one(token) { NotAToken::Newer } else { NotAToken::Other });
    };
    let bytes = URL_SAFE_NO_PAD.decode(rest).map_err(|_| NotAToken::Torn)?;
    let (packed, told) = bytes.split_at_checked(bytes.len().saturating_sub(SUM)).ok_or(NotAToken::Torn)?;
    if sum(packed) != told {
        return Err(NotAToken::Torn);
    }
    let unpacked = || -> io::Result<Question> {
        let json = Decompressor::with_dictionary(WORDS)?.decompress(&[&MAGIC, packed].concat(), LONGEST)?;
        Ok(serde_json::from_slice(&json)?)
    };
    unpacked().map_err(|_| NotAToken::Torn)
}

/// Takes bytes for a token, for what is packed in one, and for a question; whatever was taken comes back from its own token.
/// For tests and fuzzing.
#[cfg(any(test, fuzzing))]
pub fn hold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    // Nobody guesses a checksum: what is packed gets its own.
    let packed = URL_SAFE_NO_PAD.encode([bytes, &sum(bytes)].concat());
    let tokens = [text.to_string(), format!("{VERSION}{text}"), format!("{VERSION}{packed}")];
    let questions = tokens.iter().filter_map(|token| read(token).ok());
    let written = (bytes.len() < LONGEST / 2).then(|| serde_json::from_slice(bytes).ok()).flatten();
    for question in questions.chain(written) {
        let token = of(&question).expect("a question can be packed");
        assert!(is_one(&token), "{token}");
        assert!(read(&token).is_ok_and(|again| again == question), "{question:?}");
    }
}

fn sum(bytes: &[u8]) -> [u8; SUM] {
    let mut crc = Crc::new();
    crc.update(bytes);
    let [a, b, c, _] = crc.sum().to_le_bytes();
    [a, b, c]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use flate2::Crc;
    use proptest::prelude::*;

    use super::{NotAToken, WORDS, hold, is_one, of, read};
    use crate::screen::{Question, Said};

    fn said() -> impl Strategy<Value = Said> {
        prop_oneof![
            any::<bool>().prop_map(Said::Flag),
            any::<i64>().prop_map(Said::Number),
            "[\\PC]{0,12}".prop_map(Said::Text),
            prop::collection::vec("[a-z-]{1,20}", 0..8).prop_map(Said::List),
        ]
    }

    fn question() -> impl Strategy<Value = Question> {
        let said = prop::collection::btree_map("[a-z_]{1,10}", said(), 0..8);
        ("[a-z]{1,10}", said).prop_map(|(screen, mut said): (String, BTreeMap<String, Said>)| {
            said.remove("screen");
            Question { screen, said }
        })
    }

    proptest! {
        #[test]
        fn every_question_comes_back(question in question()) {
            let token = of(&question).unwrap();
            prop_assert!(is_one(&token), "{}", token);
            prop_assert_eq!(read(&token).unwrap(), question);
        }

        #[test]
        fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            hold(&bytes);
        }

        #[test]
        fn a_token_that_is_changed_is_refused_or_holds(
            question in question(),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        ) {
            let mut bytes = of(&question).unwrap().into_bytes();
            for (at, to) in changes {
                let at = at.index(bytes.len());
                bytes[at] = to;
            }
            hold(&bytes);
        }

        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,80}") {
            let _ = read(&text);
            let _ = read(&format!("z1{text}"));
        }

        #[test]
        fn a_mistyped_letter_is_told(question in question(), at in any::<prop::sample::Index>(), to in "[A-Za-z0-9_-]") {
            let token = of(&question).unwrap();
            let at = 2 + at.index(token.len() - 2);
            let mut typed = token.clone();
            typed.replace_range(at..=at, &to);
            // 24 bits: one of 16 million wrong ones would pass.
            prop_assert!(typed == token || read(&typed).is_err());
        }
    }

    #[test]
    fn every_token_of_the_corpus_holds_torn_and_changed() {
        crate::tests::corpus::replay("token", hold);
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(read("ranking"), Err(NotAToken::Other));
        assert_eq!(read("z9AAAAAAAAAAAAAAAA"), Err(NotAToken::Newer));
        assert_eq!(read("z1AAAA"), Err(NotAToken::Torn));
        assert_eq!(read("z1"), Err(NotAToken::Torn));
        assert_eq!(read(""), Err(NotAToken::Other));
    }

    #[test]
    fn the_words_of_this_version_never_change() {
        let mut crc = Crc::new();
        crc.update(WORDS);
        assert_eq!(
            (WORDS.len(), crc.sum()),
            (10_166, 0x79e2_652d),
            "tokens that people keep would mean nothing any more"
        );
    }
}
