//! A number with what is known of it, for arithmetic that keeps bounds.

use crate::model::Mark;

/// A number and how firm it is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Firm {
    pub value: f64,
    pub mark: Mark,
}

impl Firm {
    /// The number, no more and no less.
    pub const fn exact(value: f64) -> Self {
        Self { value, mark: Mark::Exact }
    }

    /// The number that this mark is known of; none where it is none.
    pub fn of(value: f64, mark: Option<Mark>) -> Option<Self> {
        mark.filter(|_| value.is_finite()).map(|mark| Self { value, mark })
    }

    /// The same number read from the other side: what was at least is at most.
    #[must_use]
    pub const fn flip(self) -> Self {
        let mark = match self.mark {
            Mark::AtLeast => Mark::AtMost,
            Mark::AtMost => Mark::AtLeast,
            Mark::MoreThan => Mark::LessThan,
            Mark::LessThan => Mark::MoreThan,
            mark => mark,
        };
        Self { value: -self.value, mark }
    }

    /// Whether the true number may be larger than the one written.
    pub const fn may_be_more(self) -> bool {
        matches!(self.mark, Mark::AtLeast | Mark::MoreThan)
    }

    /// Whether the true number may be smaller than the one written.
    pub const fn may_be_less(self) -> bool {
        matches!(self.mark, Mark::AtMost | Mark::LessThan)
    }
}

#[cfg(test)]
mod tests {
    use super::Firm;
    use crate::model::Mark;

    #[test]
    fn a_bound_seen_from_the_other_side_is_the_other_bound() {
        for mark in Mark::ALL {
            let firm = Firm { value: 3.0, mark };
            assert_eq!(firm.flip().flip(), firm);
            assert_eq!(firm.flip().may_be_less(), firm.may_be_more());
        }
        assert_eq!(Firm::of(f64::NAN, Some(Mark::Exact)), None);
        assert_eq!(Firm::of(1.0, None), None);
    }
}
