//! Groups of parks put together: sums, ratios of sums, medians and means, each of one period.

use super::{Store, measure::Sum};
use crate::{
    analysis::{rank::median, spread::Spread},
    model::{Adds, At, IndicatorId, Kind, Mark, ParkId, Period},
};

/// A figure of a group.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Aggregate {
    /// In the unit of the indicator.
    pub value: f64,
    pub mark: Mark,
    /// The one period all of it is of.
    pub period: Period,
    /// How many members it is over, and of how many that could be.
    pub count: u32,
    pub of: u32,
}

/// The middle of a group: of the figures as they are, whatever the parks' sizes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Middle {
    pub median: Aggregate,
    pub mean: Aggregate,
}

impl Store {
    /// The group's figure by the way the indicator adds up: a sum, or a numerator's sum over a denominator's, each over the
    /// members that have a figure (both figures) of that period. None for ranks, scores and rates of growth, and for ratios
    /// whose two parts are no indicators: those are never averaged.
    ///
    /// Totals and parts of other members are left out. Of several periods the one most members have a figure of, the
    /// newest of those.
    pub fn aggregate(&self, parks: &[ParkId], indicator: IndicatorId, at: At) -> Option<Aggregate> {
        let about = self.catalog.indicator(indicator);
        let period = self.fullest(parks, about.numerator.unwrap_or(indicator), at)?;
        let counted = self.counted(parks);
        let of = counted.iter().filter(|counts| **counts).count() as u32;
        let members = || parks.iter().zip(&counted).filter(|(_, counts)| **counts).map(|(park, _)| *park);
        let aggregate =
            |value: f64, mark, count| value.is_finite().then_some(Aggregate { value, mark, period, count, of });
        match about.adds {
            Adds::Never => None,
            Adds::Sum => {
                let sum = self.sum(members(), indicator, period);
                aggregate(sum.value, sum.mark(), sum.count).filter(|all| all.count > 0)
            }
            Adds::Ratio => {
                let (over, under) = (about.numerator?, about.denominator?);
                let times = self.quotient(indicator)?;
                let columns = self.frame.columns();
                let (mut overs, mut unders) = [over, under].map(|id| self.frame.walk(id, Kind::Actual)).into();
                let (mut above, mut below) = (Sum::default(), Sum::default());
                for park in members() {
                    let at = At::Exact(period);
                    let pair = columns.newest(overs.rows(park), at).zip(columns.newest(unders.rows(park), at));
                    if let Some((over, under)) = pair {
                        above.add(&columns.point(over).reading);
                        below.add(&columns.point(under).reading);
                    }
                }
                let mark = above.mark().over(below.mark())?;
                let is_ratio = below.count > 0 && below.value > 0.0;
                is_ratio.then(|| aggregate(above.value / below.value * times, mark, above.count)).flatten()
            }
        }
    }

    /// The group's sums of that period and of a year before, over the members that have both: what its growth is made of.
    pub fn aggregate_change(
        &self,
        parks: &[ParkId],
        indicator: IndicatorId,
        period: Period,
    ) -> Option<(Aggregate, Aggregate)> {
        if self.catalog.indicator(indicator).adds != Adds::Sum {
            return None;
        }
        let counted = self.counted(parks);
        let of = counted.iter().filter(|counts| **counts).count() as u32;
        let columns = self.frame.columns();
        let mut walk = self.frame.walk(indicator, Kind::Actual);
        let base = period.shift(-1);
        let (mut before, mut now) = (Sum::default(), Sum::default());
        for (park, _) in parks.iter().zip(&counted).filter(|(_, counts)| **counts) {
            let rows = walk.rows(*park);
            let at = |period: Period| columns.newest(rows.clone(), At::Exact(period));
            if let Some((from, to)) = at(base).zip(at(period)) {
                before.add(&columns.point(from).reading);
                now.add(&columns.point(to).reading);
            }
        }
        let aggregate =
            |sum: Sum, period| Aggregate { value: sum.value, mark: sum.mark(), period, count: sum.count, of };
        (now.count > 0).then(|| (aggregate(before, base), aggregate(now, period)))
    }

    /// The median and the mean of the group's figures, over the members that may be ranked beside each other.
    pub fn middle(&self, parks: &[ParkId], indicator: IndicatorId, at: At) -> Option<Middle> {
        let period = self.fullest(parks, indicator, at)?;
        let rankable = self.rankable(parks);
        let columns = self.frame.columns();
        let mut walk = self.frame.walk(indicator, Kind::Actual);
        let (mut values, mut sum) = (vec![], Sum::default());
        for (park, _) in parks.iter().zip(&rankable).filter(|(_, ranked)| **ranked) {
            if let Some(row) = columns.newest(walk.rows(*park), At::Exact(period)) {
                let reading = columns.point(row).reading;
                values.push(reading.value);
                sum.add(&reading);
            }
        }
        let of = rankable.iter().filter(|ranked| **ranked).count() as u32;
        let mean = Spread::of(&values)?.mean;
        let aggregate = |value| Aggregate { value, mark: sum.mark(), period, count: sum.count, of };
        Some(Middle { median: aggregate(median(values)?), mean: aggregate(mean) })
    }

    /// Which of these parks a sum over them takes in: those that may be ranked together, and of no two one that lies in the
    /// other, however far.
    pub fn counted(&self, parks: &[ParkId]) -> Vec<bool> {
        let rankable = self.rankable(parks);
        let mut asked = self.catalog.among(parks);
        for (park, _) in parks.iter().zip(&rankable).filter(|(_, ranked)| !**ranked) {
            asked[park.index()] = false;
        }
        let is_inside = |park: &ParkId| {
            let above = std::iter::successors(self.catalog.park(*park).parent, |up| self.catalog.park(*up).parent);
            // Links that go round in a circle end somewhere.
            above.take(16).any(|whole| whole != *park && asked[whole.index()])
        };
        let mut seen = vec![false; self.catalog.parks.len()];
        let mut is_first = |park: &ParkId| !std::mem::replace(&mut seen[park.index()], true);
        parks.iter().zip(rankable).map(|(park, ranked)| ranked && !is_inside(park) && is_first(park)).collect()
    }

    fn sum(&self, members: impl Iterator<Item = ParkId>, indicator: IndicatorId, period: Period) -> Sum {
        let columns = self.frame.columns();
        let mut walk = self.frame.walk(indicator, Kind::Actual);
        let mut sum = Sum::default();
        for park in members {
            if let Some(row) = columns.newest(walk.rows(park), At::Exact(period)) {
                sum.add(&columns.point(row).reading);
            }
        }
        sum
    }

    /// Of the periods the rule takes the one most of the parks have a figure of; of several the newest.
    fn fullest(&self, parks: &[ParkId], indicator: IndicatorId, at: At) -> Option<Period> {
        if let At::Exact(period) = at {
            return Some(period);
        }
        let columns = self.frame.columns();
        let mut walk = self.frame.walk(indicator, Kind::Actual);
        let mut counts: Vec<(usize, Period)> = vec![];
        for park in parks {
            for period in columns.shown(walk.rows(*park)).map(|row| columns.period(row)).filter(|of| at.takes(*of)) {
                match counts.iter_mut().find(|(_, of)| *of == period) {
                    Some((count, _)) => *count += 1,
                    None => counts.push((1, period)),
                }
            }
        }
        counts.into_iter().max().map(|(_, period)| period)
    }
}
