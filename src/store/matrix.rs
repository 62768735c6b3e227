//! One measure, parks by years, and what the group comes to in each year.

use super::{Aggregate, MeasureColumn, Store, measure::Sum, slice::each};
use crate::{
    analysis::rank::median,
    model::{
        Adds, At, Mark, ParkId, Period,
        measure::{Form, Measure},
    },
};

/// Parks by years.
pub struct Matrix {
    /// The years, oldest first; those in which nobody has a figure are not among them.
    pub years: Vec<i32>,
    /// One a year: one cell a park, in the order asked.
    pub columns: Vec<MeasureColumn>,
    /// One a year.
    pub feet: Vec<Foot>,
    /// Which parks are members that may be ranked beside each other.
    pub ranked: Vec<bool>,
    /// Years with figures before and after those shown.
    pub before: usize,
    pub after: usize,
    /// Figures for parts of a year, which fill no cell.
    pub part_year: usize,
}

/// What stands below a year.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Foot {
    /// Over the members that may be ranked together: how many have a figure, and of how many.
    pub count: u32,
    pub of: u32,
    /// Their middle figure.
    pub median: Option<(f64, Mark)>,
    /// The group's figure by the way the indicator adds up, over two parks or more; none where it does not add up, and of
    /// other forms than the level.
    pub whole: Option<Aggregate>,
}

impl Store {
    /// The parks' figures in a form, over the last `most` years up to one that any of them has a figure of. The feet are over
    /// the group, which are the first of the parks: neither totals nor parts of other members count in them.
    pub fn matrix(&self, parks: &[ParkId], group: &[ParkId], measure: Measure, upto: i32, most: usize) -> Matrix {
        let (mut years, part_year) = self.figure_years(parks, measure);
        let after = years.len() - years.partition_point(|year| *year <= upto);
        years.truncate(years.len() - after);
        let before = years.len().saturating_sub(most);
        years.drain(..before);
        let columns = self.measured_years(parks, group, measure, years.iter().copied());
        // Of the first year there is no growth; where the form is refused the columns say so.
        let has_any = |column: &MeasureColumn| column.refused.is_some() || column.cells.iter().any(Result::is_ok);
        let (years, columns): (Vec<i32>, Vec<MeasureColumn>) =
            years.into_iter().zip(columns).filter(|(_, column)| has_any(column)).unzip();
        let (mut ranked, counted) = (self.rankable(group), self.counted(group));
        let columns_of_years: Vec<(&MeasureColumn, i32)> = columns.iter().zip(years.iter().copied()).collect();
        let foot = |(column, year): &(&MeasureColumn, i32)| self.foot(column, group, &ranked, &counted, *year);
        let feet = each(parks.len(), &columns_of_years, foot);
        ranked.resize(parks.len(), false);
        Matrix { years, columns, feet, ranked, before, after, part_year }
    }

    fn foot(&self, column: &MeasureColumn, group: &[ParkId], ranked: &[bool], counted: &[bool], year: i32) -> Foot {
        let about = self.catalog.indicator(column.measure.of);
        let is_level = column.measure.form == Form::Level;
        let (mut values, mut field, mut sum) = (vec![], Sum::default(), Sum::default());
        for ((cell, ranked), counted) in column.cells.iter().zip(ranked).zip(counted) {
            let Ok(cell) = cell else { continue };
            if *ranked {
                values.push(cell.value);
                field.take(cell.value, cell.mark);
            }
            if *counted {
                sum.take(cell.value, cell.mark);
            }
        }
        let period = Period::year(year);
        let whole = match about.adds {
            _ if !is_level => None,
            Adds::Sum => {
                let of = counted.iter().filter(|counts| **counts).count() as u32;
                let all = Aggregate { value: sum.value, mark: sum.mark(), period, count: sum.count, of };
                all.value.is_finite().then_some(all)
            }
            Adds::Ratio => self.aggregate(group, column.measure.of, At::Exact(period)),
            Adds::Never => None,
        };
        // One park alone is no group.
        let whole = whole.filter(|whole| whole.count > 1);
        let of = ranked.iter().filter(|ranked| **ranked).count() as u32;
        Foot { count: field.count, of, median: median(values).map(|middle| (middle, field.mark())), whole }
    }
}
