//! How firm a printed number is.

use serde::{Deserialize, Serialize};

/// What the source says of a number beside the number: exact, or a bound, or a round figure, or one expected.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The number as printed.
    #[default]
    Exact,
    /// A round or approximate number: 约, 左右.
    About,
    /// A lower bound that may be met: 以上, 余, "at least".
    AtLeast,
    /// An upper bound that may be met: "at most".
    AtMost,
    /// Strictly more than the number.
    MoreThan,
    /// Strictly less than the number: 不到.
    LessThan,
    /// Expected or preliminary: 预计, 快报.
    Expected,
}

impl Mark {
    /// Every mark, in the order of its code.
    pub const ALL: [Self; 7] =
        [Self::Exact, Self::About, Self::AtLeast, Self::AtMost, Self::MoreThan, Self::LessThan, Self::Expected];

    /// The name used in data files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::MoreThan => "more_than",
            Self::LessThan => "less_than",
            Self::Expected => "expected",
        }
    }

    /// The mark of that name, as data files write it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.name() == name)
    }

    /// The sign written before (or, for an expected figure, after) the number; none for an exact one.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Exact => "",
            Self::About => "≈",
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::MoreThan => ">",
            Self::LessThan => "<",
            Self::Expected => "ᵉ",
        }
    }

    /// Whether the number is the number, no more and no less.
    pub const fn is_exact(self) -> bool {
        matches!(self, Self::Exact)
    }

    /// Whether the number bounds what is meant, from above or from below.
    pub const fn is_bound(self) -> bool {
        matches!(self, Self::AtLeast | Self::AtMost | Self::MoreThan | Self::LessThan)
    }

    /// How firm what several figures make is; none where one of them is a bound.
    pub fn together(marks: &[Self]) -> Option<Self> {
        let has = |mark: Self| marks.contains(&mark);
        if marks.iter().any(|mark| mark.is_bound()) {
            return None;
        }
        Some(if has(Self::About) {
            Self::About
        } else if has(Self::Expected) {
            Self::Expected
        } else {
            Self::Exact
        })
    }

    /// What is known of `self ÷ other` (or `self − other`): none where nothing can be said.
    pub const fn over(self, other: Self) -> Option<Self> {
        use Mark::{About, AtLeast, AtMost, Exact, Expected, LessThan, MoreThan};
        Some(match (self, other) {
            (mark, Exact) => mark,
            (Exact, MoreThan) => LessThan,
            (Exact, LessThan) => MoreThan,
            (Exact, AtMost) | (AtLeast | MoreThan, AtMost | LessThan) => AtLeast,
            (Exact, AtLeast) | (AtMost | LessThan, AtLeast | MoreThan) => AtMost,
            (Exact | Expected, Expected) | (Expected, About) => Expected,
            (Exact | About, About) | (About, Expected) => About,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Mark;

    #[test]
    fn names_come_back() {
        for mark in Mark::ALL {
            assert_eq!(Mark::named(mark.name()), Some(mark));
        }
        assert_eq!(Mark::named("roughly"), None);
    }

    #[test]
    fn a_bound_in_the_denominator_turns_round() {
        assert_eq!(Mark::Exact.over(Mark::AtLeast), Some(Mark::AtMost));
        assert_eq!(Mark::AtLeast.over(Mark::Exact), Some(Mark::AtLeast));
        assert_eq!(Mark::AtLeast.over(Mark::AtLeast), None, "two lower bounds say nothing of their ratio");
    }
}
