//! Over which years a group's growth can be told.

use super::Store;
use crate::model::{At, IndicatorId, Kind, Mark, ParkId, Period, Remark, RemarkKind};

/// The longest span that is looked for, in years.
const LONGEST: i32 = 10;

/// Two periods that a good many parks have a figure of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// The year it begins with.
    pub from: i32,
    /// The period it ends with.
    pub to: Period,
    /// How many parks have a figure above zero of both, and no break between.
    pub parks: u32,
}

impl Span {
    /// How many years lie between the two.
    pub const fn years(self) -> i32 {
        self.to.calendar_year() - self.from
    }

    /// For each number of years the span most of them reach over, the newest of those; the shortest comes first.
    pub(super) fn all(known: &[Years], at: At) -> Vec<Self> {
        let last = at.period().calendar_year();
        let best = |length: i32| Self::best(known, at, |end| last - end - length);
        (1..=LONGEST).filter_map(best).collect()
    }

    /// The span from that year on that most of them reach over, the newest of those.
    pub(super) fn since(known: &[Years], at: At, from: i32) -> Option<Self> {
        Self::best(known, at, |_| from)
    }

    /// Of the ends the rule takes, each with the year the span then begins in, the best; none where nobody reaches over any.
    fn best(known: &[Years], at: At, from: impl Fn(i32) -> i32) -> Option<Self> {
        let (last, back) = match at {
            At::Exact(period) => (period, 0),
            At::Latest { upto, back } => (Period::year(upto), back.clamp(0, 40)),
        };
        let span = |end: i32| {
            let from = from(end);
            let start = last.calendar_year() - from;
            let fits = end < start && start < 64;
            let parks = known.iter().filter(|years| fits && years.reach(end, start)).count() as u32;
            Self { from, to: last.shift(-end), parks }
        };
        // The first of equals is the newest.
        let best = (0..=back).map(span).reduce(|best, other| if other.parks > best.parks { other } else { best });
        best.filter(|span| span.parks > 0)
    }
}

impl Store {
    /// For each number of years from 1 to 10 the span that most of these parks have a rate of growth over, the newest of
    /// those; it ends in a year the rule takes. Lengths that no park has are left out; the shortest comes first.
    pub fn spans(&self, parks: &[ParkId], indicator: IndicatorId, at: At) -> Vec<Span> {
        Span::all(&self.known_years(parks, indicator, at.period(), |value, _| value > 0.0), at)
    }

    /// The years, counted back from the last, of which each park has a figure that fits, and those a remark says it breaks in.
    pub(super) fn known_years(
        &self,
        parks: &[ParkId],
        indicator: IndicatorId,
        last: Period,
        fits: impl Fn(f64, Mark) -> bool,
    ) -> Vec<Years> {
        let columns = self.frame.columns();
        let mut walk = self.frame.walk(indicator, Kind::Actual);
        let bit = |period: Period| {
            let back = last.calendar_year() - period.calendar_year();
            if (0..64).contains(&back) && period.shift(back) == last { 1_u64 << back } else { 0 }
        };
        let speaks = |remark: &&Remark| !remark.parks.is_empty() && remark.indicators.contains(&indicator);
        let remarks: Vec<&Remark> = self.catalog.remarks.iter().filter(speaks).collect();
        let years = |park: &ParkId| {
            let fits = |row: &usize| columns.value(*row).is_some_and(|value| fits(value, columns.about(*row).mark()));
            let rows = columns.shown(walk.rows(*park)).filter(fits);
            let mut years = Years { known: rows.fold(0, |years, row| years | bit(columns.period(row))), breaks: 0 };
            for remark in remarks.iter().filter(|remark| remark.parks.contains(park)) {
                let of: u64 = remark.periods.iter().fold(0, |years, period| years | bit(*period));
                years.known &= if remark.periods.is_empty() { 0 } else { !of };
                years.breaks |= if remark.kind == RemarkKind::Break { of } else { 0 };
            }
            years
        };
        parks.iter().map(years).collect()
    }
}

/// Years as bits, counted back from the last.
#[derive(Clone, Copy)]
pub(super) struct Years {
    known: u64,
    breaks: u64,
}

impl Years {
    /// The years both know, and those either breaks in.
    pub(super) const fn and(self, other: Self) -> Self {
        Self { known: self.known & other.known, breaks: self.breaks | other.breaks }
    }

    /// Whether growth can be told from the one to the other: so many years back.
    pub(super) const fn reach(self, end: i32, start: i32) -> bool {
        let both = 1_u64 << end | 1 << start;
        let between = (1_u64 << start) - (1_u64 << end) * 2;
        self.known & both == both && self.breaks & between == 0
    }
}

/// The span to begin with: the longest that three quarters as many parks have as have the most common one.
///
/// One year says little of a trend, and ten years few parks have.
pub fn usual(spans: &[Span]) -> Option<Span> {
    let most = spans.iter().map(|span| span.parks).max()?;
    spans.iter().rev().find(|span| span.parks * 4 >= most * 3).copied()
}

#[cfg(test)]
mod tests {
    use super::{Span, Years, usual};
    use crate::model::Period;

    #[test]
    fn a_break_between_the_ends_or_a_missing_end_tells_nothing() {
        let years = Years { known: 0b1_0101, breaks: 0b0_1000 };
        assert!(years.reach(0, 2), "the break is before both");
        assert!(!years.reach(2, 4) && !years.reach(0, 4), "the break is between");
        assert!(!years.reach(0, 1) && !years.reach(1, 2), "a year without a figure");
    }

    #[test]
    fn the_usual_span_is_long_and_common() {
        let span = |from: i32, parks: u32| Span { from, to: Period::year(2023), parks };
        assert_eq!(usual(&[span(2022, 40), span(2020, 31), span(2018, 29)]), Some(span(2020, 31)));
        assert_eq!(usual(&[span(2022, 1)]), Some(span(2022, 1)));
        assert_eq!(usual(&[]), None);
        assert_eq!(span(2018, 1).years(), 5);
    }
}
