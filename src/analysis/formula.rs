//! Formulas over figures: the value, how firm it is, and between which numbers the truth surely lies.

use super::plausible::last_digit;
use crate::model::{
    Mark,
    expr::{Amount, Comparison, Truth},
};

/// A number with its mark, and the range it surely lies in.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Known {
    pub value: f64,
    pub mark: Mark,
    low: Bound,
    high: Bound,
}

/// An end of a range.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Bound {
    at: f64,
    /// Whether the number itself is left out.
    is_open: bool,
}

/// Why a formula has no value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Undefined {
    /// The denominator is zero.
    ByZero,
    /// Two bounds of which nothing can be said together.
    Bounds,
    /// A number too large to be one.
    TooLarge,
}

impl Known {
    /// The number, no more and no less.
    pub const fn exact(value: f64) -> Self {
        let bound = Bound { at: value, is_open: false };
        Self { value, mark: Mark::Exact, low: bound, high: bound }
    }

    /// A figure as firm as its mark. A round one (约) lies within half a unit of the last digit that says something: 约1000 between 500
    /// and 1500, 约1250 between 1245 and 1255. A preliminary one is the number it is.
    pub fn of(value: f64, mark: Mark) -> Self {
        let closed = |at: f64| Bound { at, is_open: false };
        let open = |at: f64| Bound { at, is_open: true };
        let (low, high) = match mark {
            Mark::Exact | Mark::Expected => (closed(value), closed(value)),
            Mark::About => {
                let half = last_digit(value) / 2.0;
                (closed(value - half), closed(value + half))
            }
            Mark::AtLeast => (closed(value), open(f64::INFINITY)),
            Mark::MoreThan => (open(value), open(f64::INFINITY)),
            Mark::AtMost => (open(f64::NEG_INFINITY), closed(value)),
            Mark::LessThan => (open(f64::NEG_INFINITY), open(value)),
        };
        Self { value, mark, low, high }
    }

    fn minus(self) -> Self {
        let turn = |bound: Bound| Bound { at: -bound.at, ..bound };
        Self { value: -self.value, mark: turned(self.mark), low: turn(self.high), high: turn(self.low) }
    }

    fn plus(self, other: Self) -> Result<Self, Undefined> {
        let add = |one: Bound, two: Bound| Bound { at: one.at + two.at, is_open: one.is_open || two.is_open };
        let mark = self.mark.over(turned(other.mark)).ok_or(Undefined::Bounds)?;
        let (low, high) = (add(self.low, other.low), add(self.high, other.high));
        Self { value: self.value + other.value, mark, low, high }.finite()
    }

    fn times(self, other: Self) -> Result<Self, Undefined> {
        let mark = directed(self, other).over(turned(directed(other, self))).ok_or(Undefined::Bounds)?;
        self.corners(other, self.value * other.value, mark)
    }

    fn over(self, other: Self) -> Result<Self, Undefined> {
        if other.value == 0.0 {
            return Err(Undefined::ByZero);
        }
        let mark = directed(self, other).over(directed(other, self)).ok_or(Undefined::Bounds)?;
        // A denominator that is at most so much is above zero all the same, as in every form.
        let below = if other.value > 0.0 { other.low.at.max(0.0) } else { other.low.at };
        let above = if other.value < 0.0 { other.high.at.min(0.0) } else { other.high.at };
        let (low, high) = (1.0 / above, 1.0 / below);
        let inverse = Self {
            low: Bound { at: if above == 0.0 { f64::NEG_INFINITY } else { low }, is_open: false },
            high: Bound { at: if below == 0.0 { f64::INFINITY } else { high }, is_open: false },
            ..other
        };
        self.corners(inverse, self.value / other.value, mark)
    }

    /// The range of a product: between the least and the largest of what its ends make.
    fn corners(self, other: Self, value: f64, mark: Mark) -> Result<Self, Undefined> {
        let times = |one: f64, two: f64| if one == 0.0 || two == 0.0 { 0.0 } else { one * two };
        let ends = [self.low.at, self.high.at];
        let corners = ends.iter().flat_map(|one| [times(*one, other.low.at), times(*one, other.high.at)]);
        let (low, high) = corners.fold((value, value), |(low, high), at| (low.min(at), high.max(at)));
        let bound = |at: f64| Bound { at, is_open: false };
        Self { value, mark, low: bound(low), high: bound(high) }.finite()
    }

    const fn finite(self) -> Result<Self, Undefined> {
        if self.value.is_finite() { Ok(self) } else { Err(Undefined::TooLarge) }
    }

    /// Whether the comparison surely holds, surely does not, or nobody can say.
    pub fn compare(self, comparison: Comparison, other: Self) -> Truth {
        match comparison {
            Comparison::Greater => self.is_above(other),
            Comparison::GreaterEqual => other.is_above(self).not(),
            Comparison::Less => other.is_above(self),
            Comparison::LessEqual => self.is_above(other).not(),
            Comparison::Equal => self.is(other),
            Comparison::NotEqual => self.is(other).not(),
        }
    }

    fn is_above(self, other: Self) -> Truth {
        let (low, high) = (self.low, self.high);
        if is_less(other.high.at, low.at) || (is_same(low.at, other.high.at) && (low.is_open || other.high.is_open)) {
            Truth::Yes
        } else if is_less(high.at, other.low.at) || is_same(high.at, other.low.at) {
            Truth::No
        } else {
            Truth::Unsure
        }
    }

    fn is(self, other: Self) -> Truth {
        let is_point = |known: Self| is_same(known.low.at, known.high.at);
        if self.is_above(other) == Truth::Yes || other.is_above(self) == Truth::Yes {
            Truth::No
        } else if is_point(self) && is_point(other) {
            Truth::of(is_same(self.value, other.value))
        } else {
            Truth::Unsure
        }
    }
}

/// The formula over these figures, each in its own unit.
pub fn value(amount: &Amount, figures: &[Known]) -> Result<Known, Undefined> {
    match amount {
        Amount::Figure(place) => Ok(figures[*place]),
        Amount::Number(number) => Ok(Known::exact(*number)),
        Amount::Minus(of) => Ok(value(of, figures)?.minus()),
        Amount::Sum(pair, times) => {
            let (one, other) = (value(&pair.0, figures)?, value(&pair.1, figures)?);
            one.plus(other.times(Known::exact(*times))?)
        }
        Amount::Product(pair) => value(&pair.0, figures)?.times(value(&pair.1, figures)?),
        Amount::Quotient(pair) => value(&pair.0, figures)?.over(value(&pair.1, figures)?),
    }
}

/// Which way a factor moves the product: times what is below zero a lower bound is an upper one.
const fn directed(factor: Known, by: Known) -> Mark {
    if by.value < 0.0 { turned(factor.mark) } else { factor.mark }
}

const fn turned(mark: Mark) -> Mark {
    match mark {
        Mark::AtLeast => Mark::AtMost,
        Mark::AtMost => Mark::AtLeast,
        Mark::MoreThan => Mark::LessThan,
        Mark::LessThan => Mark::MoreThan,
        mark => mark,
    }
}

/// The same but for what binary fractions and conversions leave.
fn is_same(one: f64, other: f64) -> bool {
    one.total_cmp(&other).is_eq()
        || (one.is_finite() && other.is_finite() && (one - other).abs() <= one.abs().max(other.abs()) * 1e-12)
}

fn is_less(one: f64, other: f64) -> bool {
    one < other && !is_same(one, other)
}

#[cfg(test)]
mod tests {
    use super::{Known, Undefined, value};
    use crate::model::{
        Mark,
        expr::{Amount, Comparison, Truth},
    };

    #[test]
    fn a_comparison_is_settled_by_what_is_surely_so() {
        use Comparison::{Equal, Greater, GreaterEqual, Less, LessEqual, NotEqual};
        use Truth::{No, Unsure, Yes};
        let check = |of: f64, mark: Mark, by: f64, expect: [Truth; 6]| {
            let known = Known::of(of, mark);
            let all = [Greater, GreaterEqual, Less, LessEqual, Equal, NotEqual];
            let found = all.map(|comparison| known.compare(comparison, Known::exact(by)));
            assert_eq!(found, expect, "{of} {mark:?} by {by}");
            // The other way round.
            let turned = [Less, LessEqual, Greater, GreaterEqual, Equal, NotEqual];
            assert_eq!(turned.map(|comparison| Known::exact(by).compare(comparison, known)), expect);
        };
        check(5.0, Mark::Exact, 4.0, [Yes, Yes, No, No, No, Yes]);
        check(5.0, Mark::Exact, 5.0, [No, Yes, No, Yes, Yes, No]);
        check(0.1 + 0.2, Mark::Exact, 0.3, [No, Yes, No, Yes, Yes, No]);
        check(5.0, Mark::Expected, 5.0, [No, Yes, No, Yes, Yes, No]);
        check(1000.0, Mark::AtLeast, 900.0, [Yes, Yes, No, No, No, Yes]);
        check(1000.0, Mark::AtLeast, 1000.0, [Unsure, Yes, No, Unsure, Unsure, Unsure]);
        check(1000.0, Mark::AtLeast, 1100.0, [Unsure; 6]);
        check(1000.0, Mark::MoreThan, 1000.0, [Yes, Yes, No, No, No, Yes]);
        check(1000.0, Mark::AtMost, 1000.0, [No, Unsure, Unsure, Yes, Unsure, Unsure]);
        check(1000.0, Mark::LessThan, 1000.0, [No, No, Yes, Yes, No, Yes]);
        check(1000.0, Mark::AtMost, 900.0, [Unsure; 6]);
        check(1000.0, Mark::AtMost, 1100.0, [No, No, Yes, Yes, No, Yes]);
        // About 1000 is 500 to 1500, about 1250 is 1245 to 1255.
        check(1000.0, Mark::About, 499.0, [Yes, Yes, No, No, No, Yes]);
        check(1000.0, Mark::About, 1400.0, [Unsure; 6]);
        check(1250.0, Mark::About, 1244.0, [Yes, Yes, No, No, No, Yes]);
        check(1250.0, Mark::About, 1250.0, [Unsure; 6]);
    }

    fn two(
        made: fn(Box<(Amount, Amount)>) -> Amount,
        one: (f64, Mark),
        other: (f64, Mark),
    ) -> Result<Known, Undefined> {
        let amount = made(Box::new((Amount::Figure(0), Amount::Figure(1))));
        value(&amount, &[Known::of(one.0, one.1), Known::of(other.0, other.1)])
    }

    #[test]
    fn marks_go_through_as_in_the_other_forms() {
        use Mark::{About, AtLeast, AtMost, Exact, Expected, LessThan, MoreThan};
        let over = |one, other| two(Amount::Quotient, (6.0, one), (3.0, other)).map(|known| (known.value, known.mark));
        for one in Mark::ALL {
            for other in Mark::ALL {
                let expect = one.over(other).map(|mark| (2.0, mark)).ok_or(Undefined::Bounds);
                assert_eq!(over(one, other), expect, "{one:?} over {other:?}");
            }
        }
        let times = |one, other| two(Amount::Product, one, other).map(|known| (known.value, known.mark));
        assert_eq!(times((6.0, AtLeast), (3.0, Exact)), Ok((18.0, AtLeast)));
        assert_eq!(times((6.0, AtLeast), (3.0, AtLeast)), Ok((18.0, AtLeast)));
        assert_eq!(times((6.0, AtLeast), (-3.0, Exact)), Ok((-18.0, AtMost)));
        assert_eq!(times((6.0, AtLeast), (3.0, AtMost)), Err(Undefined::Bounds));
        let sum = |pair: Box<(Amount, Amount)>| Amount::Sum(pair, 1.0);
        let difference = |pair: Box<(Amount, Amount)>| Amount::Sum(pair, -1.0);
        let mark = |made, one, other| two(made, (6.0, one), (3.0, other)).map(|known| known.mark);
        assert_eq!(mark(sum, Exact, AtLeast), Ok(AtLeast));
        assert_eq!(mark(sum, MoreThan, Exact), Ok(MoreThan));
        assert_eq!(mark(sum, AtLeast, AtMost), Err(Undefined::Bounds));
        assert_eq!(mark(sum, Exact, Expected), Ok(Expected));
        assert_eq!(mark(difference, Exact, AtLeast), Ok(AtMost));
        assert_eq!(mark(difference, Exact, LessThan), Ok(MoreThan));
        assert_eq!(mark(difference, About, Exact), Ok(About));
    }

    #[test]
    fn a_range_goes_through_a_formula() {
        let ratio = two(Amount::Quotient, (1000.0, Mark::AtLeast), (4.0, Mark::Exact)).unwrap();
        let compare = |known: Known, comparison, by| known.compare(comparison, Known::exact(by));
        assert_eq!(compare(ratio, Comparison::Greater, 249.0), Truth::Yes);
        assert_eq!(compare(ratio, Comparison::Greater, 251.0), Truth::Unsure);
        // 约1000 over 4 is 125 to 375.
        let ratio = two(Amount::Quotient, (1000.0, Mark::About), (4.0, Mark::Exact)).unwrap();
        assert_eq!(compare(ratio, Comparison::Greater, 124.0), Truth::Yes);
        assert_eq!(compare(ratio, Comparison::Less, 376.0), Truth::Yes);
        assert_eq!(compare(ratio, Comparison::Less, 374.0), Truth::Unsure);
        // Over at most 4 it is at least 250.
        let ratio = two(Amount::Quotient, (1000.0, Mark::Exact), (4.0, Mark::AtMost)).unwrap();
        assert_eq!((ratio.mark, compare(ratio, Comparison::GreaterEqual, 250.0)), (Mark::AtLeast, Truth::Yes));
        assert_eq!(compare(ratio, Comparison::Greater, 300.0), Truth::Unsure);
    }

    #[test]
    fn nothing_is_divided_by_zero() {
        assert_eq!(two(Amount::Quotient, (1.0, Mark::Exact), (0.0, Mark::Exact)), Err(Undefined::ByZero));
        assert_eq!(two(Amount::Product, (1e300, Mark::Exact), (1e300, Mark::Exact)), Err(Undefined::TooLarge));
    }
}
