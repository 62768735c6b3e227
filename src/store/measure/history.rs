//! Figures of one park in a form: year after year, and all that a page about the park says of an indicator.

use super::{Measured, Why};
use crate::{
    analysis::rank::{Rank, ranks},
    model::{At, Form, Indicator, IndicatorId, Measure, ParkId, Period},
    store::{Cell, Point, Reading, Series, Store, each},
};

/// What a form makes of one indicator of one park.
#[derive(Clone, PartialEq, Debug)]
pub struct Told {
    pub made: Result<Measured, Why>,
    /// Its place among the members' values in the form and of the very period; none where nobody else has one, and of places.
    pub rank: Option<Rank>,
    /// Whether any of these values is a bound or round.
    pub unsure: bool,
    /// Its full years in the form, oldest first.
    pub history: Series,
    /// The indicator as it is in the form; as it is anyway where the form says nothing of it.
    pub formed: Indicator,
}

impl Store {
    /// Some parks' full years of an indicator in a form, against a group: one a park.
    pub fn measured_series(&self, parks: &[ParkId], group: &[ParkId], measure: Measure) -> Vec<Series> {
        let mut formed: Vec<Series> = vec![Series::default(); parks.len()];
        // A rate may be published of a year that has no level: these years are among them.
        let (years, _) = self.figure_years(parks, measure);
        for column in self.measured_years(parks, group, measure, years) {
            for (park, cell) in formed.iter_mut().zip(&column.cells) {
                let Ok(cell) = cell else { continue };
                park.points.push(Point { period: cell.period, reading: self.reading_of(cell) });
            }
        }
        formed
    }

    /// What a form makes of some indicators of a park, each by its own rule for the period, against a group.
    pub fn told(&self, park: ParkId, members: &[ParkId], form: Form, asked: &[(IndicatorId, At)]) -> Vec<Told> {
        let one = |(of, at): &(IndicatorId, At)| self.told_of(park, members, Measure { of: *of, form }, *at);
        each(members.len(), asked, one)
    }

    fn told_of(&self, park: ParkId, members: &[ParkId], measure: Measure, at: At) -> Told {
        let made = self.measured(&[park], members, measure, at).cells[0];
        let (rank, unsure) = match made {
            Ok(made) if measure.form != Form::Rank => self.rank_in_form(park, members, measure, made.period),
            _ => (None, false),
        };
        let history = self.measured_series(&[park], members, measure).pop().unwrap_or_default();
        Told { made, rank, unsure, history, formed: measure.formed(&self.catalog) }
    }

    fn rank_in_form(&self, park: ParkId, members: &[ParkId], measure: Measure, period: Period) -> (Option<Rank>, bool) {
        let Some(place) = members.iter().position(|member| *member == park) else { return (None, false) };
        let column = self.measured(members, members, measure, At::Exact(period));
        let ranked = self.rankable(members);
        let values: Vec<Option<f64>> =
            column.values().zip(&ranked).map(|(value, ranked)| value.filter(|_| *ranked)).collect();
        let better = measure.form.better(self.catalog.indicator(measure.of));
        let unsure = column.cells.iter().flatten().any(|cell| !cell.mark.is_exact());
        (ranks(&values, better)[place].filter(|rank| rank.of > 1), unsure)
    }

    /// A value in a form as the cell of a table, without a rank.
    pub fn cell_of(&self, made: &Measured) -> Cell {
        let (period, computed) = (made.period, made.computed);
        Cell { reading: self.reading_of(made), period, change: None, rank: None, moved: None, computed }
    }

    /// A value in a form as a reading, with the source of the park's own figure.
    pub(in crate::store) fn reading_of(&self, cell: &Measured) -> Reading {
        let Measured { value, mark, fact, disputed, second_hand, computed, .. } = *cell;
        let source = self.frame.columns().source(fact.index());
        Reading { value, mark, fact, source, disputed, second_hand, computed }
    }
}
