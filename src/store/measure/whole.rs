//! A group put together, and how firm that is.

use crate::{
    analysis::spread::Spread,
    model::{Mark, Period},
    store::Reading,
};

/// A sum over members.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Sum {
    pub value: f64,
    /// How many members it is over.
    pub count: u32,
    marks: [u32; Mark::ALL.len()],
}

impl Sum {
    /// Takes one in.
    pub fn add(&mut self, reading: &Reading) {
        self.take(reading.value, reading.mark);
    }

    /// Takes in a figure as firm as that.
    pub fn take(&mut self, value: f64, mark: Mark) {
        self.value += value;
        self.count += 1;
        self.marks[mark as usize] += 1;
    }

    /// How firm it is: lower bounds and exact figures add up to a lower bound; lower and upper ones to something about
    /// right, and so does a bound with a round figure.
    pub fn mark(&self) -> Mark {
        self.mark_without(None)
    }

    /// How firm the rest is when one of the members is taken out.
    pub fn mark_without(&self, one: Option<Mark>) -> Mark {
        let has = |mark: Mark| self.marks[mark as usize] > u32::from(one == Some(mark));
        let is_lower = has(Mark::AtLeast) || has(Mark::MoreThan);
        let is_upper = has(Mark::AtMost) || has(Mark::LessThan);
        let is_round = has(Mark::About) || has(Mark::Expected);
        match (is_lower, is_upper, is_round) {
            (true, false, false) => Mark::AtLeast,
            (false, true, false) => Mark::AtMost,
            (false, false, true) if !has(Mark::About) => Mark::Expected,
            (false, false, false) => Mark::Exact,
            _ => Mark::About,
        }
    }
}

/// The group in one period.
#[derive(Clone, PartialEq, Debug)]
pub struct Whole {
    pub period: Period,
    /// Of how many members.
    pub of: u32,
    /// The indicator over those members that have what the form needs.
    pub sum: Sum,
    /// Over the same members, what it is set against: the year before, or the second indicator.
    pub by: Sum,
    /// The mean and deviation over those members.
    pub spread: Option<Spread>,
    /// Their values in the order of rank.
    pub(super) order: Vec<f64>,
}

#[cfg(test)]
mod tests {
    use super::Sum;
    use crate::{
        model::{FactId, Mark},
        store::Reading,
    };

    #[test]
    fn a_sum_is_as_firm_as_its_members() {
        use Mark::{About, AtLeast, AtMost, Exact, Expected, LessThan, MoreThan};
        let check = |marks: &[Mark], expect: Mark| {
            let mut sum = Sum::default();
            for mark in marks {
                let reading = Reading {
                    value: 2.0,
                    mark: *mark,
                    fact: FactId(0),
                    source: None,
                    disputed: false,
                    second_hand: false,
                    computed: false,
                };
                sum.add(&reading);
            }
            assert_eq!((sum.mark(), sum.value), (expect, 2.0 * marks.len() as f64), "{marks:?}");
            sum
        };
        check(&[], Exact);
        check(&[Exact, Exact], Exact);
        check(&[Exact, AtLeast], AtLeast);
        check(&[MoreThan, AtLeast], AtLeast);
        check(&[Exact, LessThan, AtMost], AtMost);
        check(&[AtLeast, AtMost], About);
        check(&[AtLeast, About], About);
        check(&[Exact, Expected], Expected);
        check(&[About, Expected], About);
        let sum = check(&[Exact, AtLeast, Exact], AtLeast);
        assert_eq!(sum.mark_without(Some(AtLeast)), Exact, "of the others everything is known");
        assert_eq!(sum.mark_without(Some(Exact)), AtLeast);
    }
}
