//! A group's figures of one period: what a figure is held against.

use super::{Reading, Store};
use crate::{
    analysis::{
        Firm,
        gap::mean,
        rank::{Rank, median, ranks},
    },
    model::{Adds, At, Better, Form, IndicatorId, Kind, Mark, Measure, ParkId, Period},
};

/// The figures that a group's members have for one indicator and one period.
#[derive(Clone, PartialEq, Debug)]
pub struct Peers {
    pub period: Period,
    /// How many members may be ranked beside each other.
    pub of: usize,
    /// Those that have a figure, single zones only.
    with: Vec<(ParkId, Reading)>,
    better: Better,
    adds: Adds,
}

impl Store {
    /// The members' figures of that very period; no other year answers for a member that has none.
    pub fn peers(&self, members: &[ParkId], indicator: IndicatorId, period: Period) -> Peers {
        let columns = self.frame.columns();
        let mut walk = self.frame.walk(indicator, Kind::Actual);
        let rankable = self.rankable(members);
        let single = members.iter().zip(&rankable).filter(|(_, ranked)| **ranked).map(|(park, _)| *park);
        let figure = |park: ParkId| {
            let row = columns.newest(walk.rows(park), At::Exact(period))?;
            Some((park, columns.point(row).reading))
        };
        let about = self.catalog.indicator(indicator);
        Peers {
            period,
            of: rankable.iter().filter(|ranked| **ranked).count(),
            with: single.filter_map(figure).collect(),
            better: about.better,
            adds: about.adds,
        }
    }
}

impl Store {
    /// The members' values in a form for that very period: what a value in the form is held against.
    pub fn peers_in(&self, members: &[ParkId], measure: Measure, period: Period) -> Peers {
        if measure.form == Form::Level {
            return self.peers(members, measure.of, period);
        }
        let about = self.catalog.indicator(measure.of);
        let rankable = self.rankable(members);
        let column = self.measured(members, members, measure, At::Exact(period));
        let single = members.iter().zip(&column.cells).zip(&rankable).filter(|(_, ranked)| **ranked);
        Peers {
            period,
            of: rankable.iter().filter(|ranked| **ranked).count(),
            with: single.filter_map(|((park, made), _)| Some((*park, self.reading_of(made.as_ref().ok()?)))).collect(),
            better: measure.form.better(about),
            // Amounts more or less than the year before are amounts; shares, rates, places and scores are not.
            adds: if measure.form == Form::Change { about.adds } else { Adds::Never },
        }
    }
}

impl Peers {
    /// How many have a figure.
    pub const fn count(&self) -> usize {
        self.with.len()
    }

    /// The middle figure; none of fewer than two.
    pub fn median(&self) -> Option<Firm> {
        self.firm(median(self.values()))
    }

    /// The mean of what adds up; none of ratios, ranks and scores, which are never averaged, nor of fewer than two.
    pub fn mean(&self) -> Option<Firm> {
        let values: Vec<f64> = self.values().collect();
        self.firm(mean(&values).filter(|_| self.adds == Adds::Sum))
    }

    /// Where a park stands among them; none where it has no figure or is not of the group.
    pub fn rank(&self, park: ParkId) -> Option<Rank> {
        let place = self.with.iter().position(|(other, _)| *other == park)?;
        let values: Vec<Option<f64>> = self.values().map(Some).collect();
        ranks(&values, self.better)[place]
    }

    /// Whether some figure among them is not exact, so that a rank may be another.
    pub fn is_unsure(&self) -> bool {
        self.with.iter().any(|(_, reading)| !reading.mark.is_exact())
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        self.with.iter().map(|(_, reading)| reading.value)
    }

    fn firm(&self, value: Option<f64>) -> Option<Firm> {
        let mark = if self.is_unsure() { Mark::About } else { Mark::Exact };
        Firm::of(value?, Some(mark)).filter(|_| self.count() > 1)
    }
}
