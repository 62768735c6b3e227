//! What the note beside a target says of how it is meant.

/// What a note says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Said {
    /// The base year (基年2019, `base 2019`), or the year before the first of a span that ends with the target (`2016-20`).
    pub base: Option<i32>,
    /// A sum, or a total change, over the plan (累计, cumulative).
    pub is_total: bool,
    /// An annual average over the plan (年均, annual average).
    pub is_average: bool,
}

/// Reads the note beside a target that is due in a year.
pub fn of(note: &str, due: i32) -> Said {
    let note = note.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| note.contains(word));
    Said {
        base: named(&note).or_else(|| span(&note, due)),
        is_total: has(&["累计", "cumulative"]),
        is_average: has(&["年均", "annual average", "annual rate", "average annual"]),
    }
}

/// The year behind the word.
fn named(note: &str) -> Option<i32> {
    ["基年", "基期", "base year", "base"].iter().find_map(|word| {
        let (_, rest) = note.split_once(word)?;
        year(rest.trim_start_matches([' ', ':', '：', '=', '为']))
    })
}

/// The year before a span of years that ends with the one it is due, `2016-20` or `2016-2020`.
fn span(note: &str, due: i32) -> Option<i32> {
    note.match_indices(['-', '–', '—', '至']).find_map(|(at, sign)| {
        let before = note.get(..at)?;
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let first = year(before.get(before.len() - digits..)?).filter(|_| digits == 4)?;
        let rest = note.get(at + sign.len()..)?;
        let last = year(rest).or_else(|| two(rest).map(|short| first / 100 * 100 + short))?;
        (last == due && first < last).then_some(first - 1)
    })
}

fn year(text: &str) -> Option<i32> {
    let digits = text.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let more = text.get(4..)?.starts_with(|c: char| c.is_ascii_digit());
    digits.parse().ok().filter(|year| !more && (1900..2100).contains(year))
}

fn two(text: &str) -> Option<i32> {
    let digits = text.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let more = text.get(2..)?.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    digits.parse().ok().filter(|_| !more)
}

#[cfg(test)]
mod tests {
    use super::{Said, of};

    #[test]
    fn a_note_may_say_how_a_target_is_meant() {
        let check = |note: &str, base, is_total, is_average| {
            assert_eq!(of(note, 2025), Said { base, is_total, is_average }, "{note}");
        };
        check("", None, false, false);
        check("annual rate 2021-25", Some(2020), false, true);
        check("annual rate 2016-20", None, false, true);
        check("年均，基年2019", Some(2019), false, true);
        check("以2020年为基期：2020年", Some(2020), false, false);
        check("Base year 2018; cumulative", Some(2018), true, false);
        check("2021—2025累计", Some(2020), true, false);
        check("all zones; base not stated", None, false, false);
        check("plan 2020-2035 adopted 2020-11", None, false, false);
        check("announced 2020-11; 1-8月 12345-20 20200-25", None, false, false);
        check("earlier target, superseded by 7500 in src072", None, false, false);
        check("基年", None, false, false);
    }
}
