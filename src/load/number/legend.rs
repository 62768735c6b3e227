//! The legend of a book: what its signs mean where a number should be. No two yearbooks use them alike.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Number, flags, fold, plain};

/// What the signs of a file mean, as its sidecar says: `legend = { "—" = "M", "…" = "N", "*" = "note" }`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(try_from = "BTreeMap<String, Meaning>")]
pub struct Legend {
    /// By the sign, with full-width forms made plain.
    signs: BTreeMap<String, Meaning>,
}

#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(try_from = "String")]
enum Meaning {
    /// SDMX letters; none for `missing`.
    Status(String),
    /// It points to a footnote and says nothing of the number.
    Note,
}

impl TryFrom<BTreeMap<String, Meaning>> for Legend {
    type Error = String;

    fn try_from(signs: BTreeMap<String, Meaning>) -> Result<Self, String> {
        let explained = signs.into_iter().map(|(sign, meaning)| {
            let sign = fold(&sign).trim().to_owned();
            if plain(sign.as_bytes()).is_some() {
                return Err(format!("`{sign}` is a number, not a sign; leave cells without a number empty"));
            }
            Ok((sign, meaning))
        });
        Ok(Self { signs: explained.collect::<Result<_, _>>()? })
    }
}

impl TryFrom<String> for Meaning {
    type Error = String;

    fn try_from(meaning: String) -> Result<Self, String> {
        match meaning.as_str() {
            "note" => Ok(Self::Note),
            "missing" => Ok(Self::Status(String::new())),
            _ => flags::letters(&meaning).filter(|letters| !letters.is_empty()).map(Self::Status).ok_or_else(|| {
                format!("`{meaning}` is not what a sign can mean; write SDMX letters, `note` or `missing` (never zero)")
            }),
        }
    }
}

impl Legend {
    /// Whether the legend itself says what a sign means.
    pub fn explains(&self, sign: &str) -> bool {
        self.meaning(fold(sign).trim()).is_some()
    }

    /// A cell without a number: by this legend, else by what signs and words mean everywhere. None for anything else.
    pub(super) fn missing(&self, text: &str) -> Option<Number> {
        let status = match self.meaning(text) {
            Some(Meaning::Status(letters)) => letters.clone(),
            Some(Meaning::Note) => String::new(),
            None => everywhere(text).map(str::to_owned).or_else(|| flags::missing(text))?,
        };
        Some(Number { status, ..Number::default() })
    }

    /// Takes the signs of this legend off a number, and says what letters they stand for.
    pub(super) fn strip<'a>(&self, mut text: &'a str) -> (&'a str, String) {
        let mut status = String::new();
        'sign: loop {
            text = text.trim();
            for (sign, meaning) in self.signs.iter().filter(|(sign, _)| is_beside(sign)) {
                let letters = match meaning {
                    Meaning::Note => "",
                    // What says that there is no number says nothing beside one.
                    Meaning::Status(letters) if letters.is_empty() || letters.contains(['H', 'L', 'M', 'O', 'Q']) => {
                        continue;
                    }
                    Meaning::Status(letters) => letters,
                };
                if let Some(bare) = without(text, sign) {
                    status.push_str(letters);
                    text = bare;
                    continue 'sign;
                }
            }
            return (text, status);
        }
    }

    /// What a sign means: itself, or the only one of its family (`－－` where the legend has `—`).
    fn meaning(&self, text: &str) -> Option<&Meaning> {
        self.signs.get(text).or_else(|| {
            let family = family(text)?;
            let mut kin = self.signs.iter().filter(|(sign, _)| sign.chars().all(family) && !sign.is_empty());
            let first = kin.next().filter(|(sign, _)| sign.as_str() != "..");
            first.filter(|_| kin.next().is_none()).map(|(_, meaning)| meaning)
        })
    }
}

/// Whether a sign can stand beside a number without being part of it: `-`, `%` and `(` cannot.
fn is_beside(sign: &str) -> bool {
    !sign.chars().all(|c| c.is_ascii_digit() || " -+.,%‰<>≤≥~()/:'¥$€£".contains(c))
}

/// The text without a sign at one end of it. The p of 5pp is not the sign p, and `1)` takes no digit off 11).
fn without<'a>(text: &'a str, sign: &str) -> Option<&'a str> {
    let sort = |c: Option<char>| (c.is_some_and(char::is_alphabetic), c.is_some_and(|c| c.is_ascii_digit()));
    let is_apart = |one: Option<char>, two: Option<char>| {
        let (one, two) = (sort(one), sort(two));
        !((one.0 && two.0) || (one.1 && two.1))
    };
    let before = text.strip_suffix(sign).filter(|bare| is_apart(bare.chars().next_back(), sign.chars().next()));
    let after = || text.strip_prefix(sign).filter(|bare| is_apart(sign.chars().next_back(), bare.chars().next()));
    before.or_else(after).filter(|bare| !bare.is_empty())
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '─' | '━')
}

const fn is_dot(c: char) -> bool {
    matches!(c, '.' | '…' | '⋯')
}

/// Dashes of every length, and dots of more than two; two dots are the World Bank's.
fn family(text: &str) -> Option<fn(char) -> bool> {
    match text {
        "" | "." | ".." => None,
        _ if text.chars().all(|c| is_dash(c) || c == ' ') => Some(is_dash),
        _ if text.chars().all(is_dot) => Some(is_dot),
        _ => None,
    }
}

/// The letters of the signs and words for "no number" that mean the same in every book. A dash and dots mean what the
/// book says, 无 may be none or unknown, and a broken formula says nothing: no letter.
fn everywhere(text: &str) -> Option<&'static str> {
    // The one spelling SDMX gives a meaning of its own.
    if text == "NaN" {
        return Some("M");
    }
    Some(match text.to_ascii_lowercase().as_str() {
        "" | ".." | "(blank)" | "na" | "n/a" | "n.a." | "n.a" | "#na" | "null" | "none" | "nan" | "不详" | "暂无"
        | "暂无数据" | "无数据" | "缺" | "缺失" | "暂缺" | "未知" | "空" | "未公布" | "未公开" | "未披露" => {
            "O"
        }
        "未统计" => "L",
        "不适用" | "#n/a" => "M",
        "保密" => "Q",
        "无" | "#div/0!" | "#ref!" | "#value!" | "#name?" | "#num!" | "#null!" => "",
        _ if family(text).is_some() => "",
        _ => return None,
    })
}

/// Whether a text is a sign and nothing else: `△`, `※`, `//`, or the `x` that means something else in every book.
pub fn is_symbol(text: &str) -> bool {
    let text = fold(text);
    let text = text.trim();
    let is_sign = |c: char| !c.is_alphanumeric() || super::note::is_mark(c);
    !text.is_empty() && (matches!(text, "x" | "X") || text.chars().all(is_sign))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Decimal, parse_with},
        Legend, is_symbol,
    };

    fn legend(toml: &str) -> Result<Legend, String> {
        #[derive(serde::Deserialize)]
        struct Sidecar {
            legend: Legend,
        }
        toml::from_str::<Sidecar>(toml).map(|sidecar| sidecar.legend).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn a_sign_means_what_the_book_says() {
        let legend = legend(
            "legend = { '—' = 'M', '…' = 'N', '' = 'L', '*' = 'note', '△' = 'missing', '#' = 'note', 'r' = 'E+U', '×' = 'Q' }",
        )
        .unwrap();
        let check = |text: &str, value: Option<f64>, status: &str| {
            let number = parse_with(text, Decimal::Point, &legend).unwrap();
            assert_eq!((number.value, number.status.as_str()), (value, status), "{text:?}");
        };
        check("—", None, "M");
        check("－－", None, "M");
        check("-", None, "M");
        check("…", None, "N");
        check("......", None, "N");
        check("", None, "L");
        check("　", None, "L");
        check("*", None, "");
        check("△", None, "");
        check("×", None, "Q");
        check("..", None, "O");
        check(": c", None, "Q");
        check("1,234*", Some(1234.0), "");
        check("#1234", Some(1234.0), "");
        check("1234r", Some(1234.0), "EU");
        check("1234 r", Some(1234.0), "EU");
        // A number beside a sign for none is no number.
        assert!(parse_with("12△", Decimal::Point, &legend).is_err());
        assert!(parse_with("12—", Decimal::Point, &legend).is_err());
    }

    #[test]
    fn a_sign_takes_nothing_off_a_number() {
        let legend =
            legend("legend = { 'p' = 'P', '1)' = 'note', '-' = 'note', 'm' = 'note', '(b)' = 'note' }").unwrap();
        let check = |text: &str, value: f64, unit: &str, status: &str| {
            let number = parse_with(text, Decimal::Point, &legend).unwrap();
            let unit = Some(unit).filter(|unit| !unit.is_empty()).map(crate::model::Unit::parse);
            assert_eq!((number.value, number.unit, number.status.as_str()), (Some(value), unit, status), "{text}");
        };
        check("5pp", 5.0, "pp", "");
        check("5p", 5.0, "", "P");
        check("-5", -5.0, "", "");
        check("3 km", 3.0, "km", "");
        check("1234(b)", 1234.0, "", "");
        assert!(parse_with("111)", Decimal::Point, &legend).is_err());
    }

    #[test]
    fn signs_that_differ_in_the_book_stay_apart() {
        let legend = legend("legend = { '-' = 'M', '—' = 'O' }").unwrap();
        let check = |text: &str, status: &str| {
            assert_eq!(parse_with(text, Decimal::Point, &legend).unwrap().status, status, "{text}");
        };
        check("-", "M");
        check("—", "O");
        check("--", "");
        assert!(legend.explains("－") && !legend.explains(""));
    }

    #[test]
    fn a_legend_never_makes_a_number() {
        for bad in ["zero", "0", "", "A", "x", "Note"] {
            let error = legend(&format!("legend = {{ '—' = '{bad}' }}")).unwrap_err();
            assert!(error.contains("is not what a sign can mean"), "{bad}: {error}");
        }
        let error = legend("legend = { '-999' = 'M' }").unwrap_err();
        assert!(error.contains("`-999` is a number, not a sign"), "{error}");
    }

    #[test]
    fn a_sign_is_told_from_a_word() {
        for text in ["△", "×", "//", "※", "*", "#", "①", "x", " X ", "—", "?", "/", "＃"] {
            assert!(is_symbol(text), "{text}");
        }
        for text in ["", "1", "a", "无", "-1", "n.a.", "xx", "5△"] {
            assert!(!is_symbol(text), "{text}");
        }
    }
}
