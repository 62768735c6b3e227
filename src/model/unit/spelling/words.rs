//! Units in English words: `Revenue (100 million yuan)`, `MIO_EUR`, `US$ bn`.

use super::super::{
    Dimension,
    known::{self, Known},
};

/// Signs of money that stick to what follows them.
const MONEY: &[&str] = &["US$", "HK$", "NT$", "$", "€", "£", "¥", "₩", "₹", "EUR", "USD", "RMB", "CNY", "GBP"];

/// More words than this are a sentence.
const LONGEST: usize = 10;

/// What is counted, and how many of it at a time.
pub fn read(text: &str) -> Option<(&'static Known, u64)> {
    let words = split(text);
    let is_phrase = words.first().is_some_and(|word| matches!(word.to_ascii_lowercase().as_str(), "of" | "the"));
    if words.is_empty() || words.len() > LONGEST || is_phrase {
        return None;
    }
    // The longest words first: square metres before metres.
    (1..=words.len()).rev().find_map(|length| {
        words.windows(length).enumerate().find_map(|(at, window)| {
            let base = known::written(&window.join(" ")).filter(|unit| unit.is_base)?;
            let is_money = matches!(base.dimension, Dimension::Money(_));
            let rest = words.iter().take(at).chain(words.iter().skip(at + length));
            let size = rest
                .filter(|word| !matches!(word.to_ascii_lowercase().as_str(), "in" | "of" | "the"))
                .try_fold(1u64, |size, word| size.checked_mul(step(word, is_money)?))?;
            Some((base, size))
        })
    })
}

/// The words: `US$m` is two, `10 000` is one.
fn split(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '_' | '-')).filter(|word| !word.is_empty()) {
        let word = word.trim_end_matches(',').replace(',', "");
        let is_three_digits = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        match words.last_mut().filter(|last| is_three_digits && last.bytes().all(|byte| byte.is_ascii_digit())) {
            Some(last) => last.push_str(&word),
            None => match MONEY.iter().find_map(|sign| Some((sign, word.strip_prefix(sign)?))) {
                Some((sign, rest)) if step(rest, true).is_some() => words.extend([(*sign).to_owned(), rest.to_owned()]),
                _ => words.push(word),
            },
        }
    }
    words
}

/// How many a word says.
pub fn step(word: &str, is_money: bool) -> Option<u64> {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0') {
        let times = digits.parse::<u64>().ok()?;
        let rest = word.get(digits.len()..)?;
        return if rest.is_empty() { Some(times) } else { times.checked_mul(step(rest, true)?) };
    }
    match word {
        "M" => return Some(1_000_000),
        "B" => return Some(1_000_000_000),
        "T" => return Some(1_000_000_000_000),
        "m" if is_money => return Some(1_000_000),
        "b" if is_money => return Some(1_000_000_000),
        _ => {}
    }
    Some(match word.to_ascii_lowercase().as_str() {
        "ten" => 10,
        "hundred" | "hundreds" => 100,
        "thousand" | "thousands" | "ths" | "k" | "000" | "'000" | "000s" | "'000s" => 1000,
        "lakh" | "lakhs" => 100_000,
        "million" | "millions" | "mio" | "mln" | "mn" => 1_000_000,
        "crore" | "crores" => 10_000_000,
        "billion" | "billions" | "bn" | "bln" | "mrd" => 1_000_000_000,
        "trillion" | "trillions" | "tn" | "trn" => 1_000_000_000_000,
        _ => return None,
    })
}
