//! A scheme on figures: everything about a score that does not hang on weights.

use rayon::prelude::*;

use super::{Columns, Scaling, Treatment, combine::MANY};
use crate::{
    analysis::rank::median,
    model::{
        Better, Scheme,
        scheme::{Method, Missing},
    },
};

/// The points of every park and leaf, and how they were made.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Prepared {
    pub rows: usize,
    /// The figures as they are; NaN where there is none.
    pub real: Columns,
    /// Their points, those of a median put in for a missing figure among them.
    pub points: Columns,
    /// One a leaf.
    pub treatments: Vec<Treatment>,
    pub scalings: Vec<Scaling>,
    pub warnings: Vec<Warning>,
}

/// Something about a leaf that a reader of the score must know.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Warning {
    /// The data has no such indicator, or none of the parks has a figure of it.
    Empty { leaf: usize },
    /// All parks have the same value: everyone gets the middle.
    Constant { leaf: usize },
    /// Outliers were drawn in, or a logarithm was taken.
    Treated { leaf: usize, by: Treatment },
    /// A median stands in for so many figures.
    Filled { leaf: usize, parks: usize },
    /// The method cannot take these values: shares of a leader need positive ones.
    Unfit { leaf: usize },
}

impl Warning {
    /// What it is about.
    pub const fn leaf(self) -> usize {
        match self {
            Self::Empty { leaf }
            | Self::Constant { leaf }
            | Self::Treated { leaf, .. }
            | Self::Filled { leaf, .. }
            | Self::Unfit { leaf } => leaf,
        }
    }
}

impl Prepared {
    /// The points of these figures. The frame is the figures themselves and those of `beside`, another year's of the same
    /// parks or none.
    pub fn of(scheme: &Scheme, real: Columns, rows: usize, beside: Option<&Columns>) -> Self {
        let leaf =
            |place: usize| Made::of(scheme, place, &real[place], beside.map(|columns| columns[place].as_slice()));
        let leaves = 0..scheme.leaves.len();
        let made: Vec<Made> =
            if rows < MANY { leaves.map(leaf).collect() } else { leaves.into_par_iter().map(leaf).collect() };
        let mut prepared = Self { rows, real, ..Self::default() };
        for Made { points, treatment, scaling, warnings } in made {
            prepared.points.push(points);
            prepared.treatments.push(treatment);
            prepared.scalings.push(scaling);
            prepared.warnings.extend(warnings);
        }
        prepared
    }

    /// The points of other figures of the same leaves by the same measure: another year's.
    pub fn points_of(&self, real: &Columns) -> Columns {
        let column = |(place, column): (usize, &Vec<f64>)| {
            let (treatment, scaling) = (self.treatments[place], &self.scalings[place]);
            column.iter().map(|x| scaling.points(treatment.apply(*x))).collect()
        };
        real.iter().enumerate().map(column).collect()
    }

    /// The points by another method on another scale: what robustness is tried against.
    pub fn points_by(&self, method: Method, scale: [f64; 2], betters: &[Better]) -> Columns {
        let column = |(place, points): (usize, &Vec<f64>)| {
            // Where a median stands in, the points are there and the figure is not: turned back they are the figure again.
            let value = |(real, points): (&f64, &f64)| {
                if real.is_nan() && !points.is_nan() {
                    self.scalings[place].value_of(*points).unwrap_or(f64::NAN)
                } else {
                    self.treatments[place].apply(*real)
                }
            };
            let values: Vec<f64> = self.real[place].iter().zip(points).map(value).collect();
            let scaling = Scaling::of(method, betters[place], scale, present(&values));
            values.iter().map(|x| scaling.points(*x)).collect()
        };
        self.points.iter().enumerate().map(column).collect()
    }
}

/// What is made of one leaf.
struct Made {
    points: Vec<f64>,
    treatment: Treatment,
    scaling: Scaling,
    warnings: Vec<Warning>,
}

impl Made {
    fn of(scheme: &Scheme, place: usize, column: &[f64], beside: Option<&[f64]>) -> Self {
        let leaf = &scheme.leaves[place];
        // Missing figures are filled before outliers are looked for, as the handbook has its steps.
        let fill = |column: &[f64]| {
            let fill = (scheme.missing == Missing::Median).then(|| median(present(column))).flatten();
            column.iter().map(|x| if x.is_nan() { fill.unwrap_or(f64::NAN) } else { *x }).collect::<Vec<_>>()
        };
        let filled = fill(column);
        let beside = beside.map(fill).unwrap_or_default();
        let frame = || present(&filled).chain(present(&beside));
        let treatment = if leaf.method.is_given() { Treatment::None } else { Treatment::of(leaf.treat, frame()) };
        let treated = || frame().map(|x| treatment.apply(x));
        let scaling = Scaling::of(leaf.method, leaf.better, scheme.scale, treated());
        let points: Vec<f64> = filled.iter().map(|x| scaling.points(treatment.apply(*x))).collect();
        let missing = present(&filled).count() - present(column).count();
        let warning = match &scaling {
            _ if present(column).next().is_none() => Some(Warning::Empty { leaf: place }),
            Scaling::Constant(_) => Some(Warning::Constant { leaf: place }),
            _ if present(&points).count() < present(&filled).count() => Some(Warning::Unfit { leaf: place }),
            _ => None,
        };
        let treated = (treatment != Treatment::None).then_some(Warning::Treated { leaf: place, by: treatment });
        let filled = (missing > 0).then_some(Warning::Filled { leaf: place, parks: missing });
        Self { points, treatment, scaling, warnings: [warning, treated, filled].into_iter().flatten().collect() }
    }
}

fn present(column: &[f64]) -> impl Iterator<Item = f64> + '_ {
    column.iter().copied().filter(|value| !value.is_nan())
}

#[cfg(test)]
mod tests {
    use super::{Prepared, Warning};
    use crate::{
        analysis::score::combine::tests::flat,
        model::scheme::{Aggregate, Method, Missing},
    };

    const NONE: f64 = f64::NAN;

    #[test]
    fn a_median_stands_in_before_points_are_made_and_is_told() {
        let mut scheme = flat(Aggregate::Arithmetic, &[1.0]);
        scheme.missing = Missing::Median;
        let prepared = Prepared::of(&scheme, vec![vec![1.0, NONE, 4.0, 9.0]], 4, None);
        assert_eq!(prepared.points, [[0.0, 37.5, 37.5, 100.0]]);
        assert_eq!(prepared.warnings, [Warning::Filled { leaf: 0, parks: 1 }]);
        let nobody = Prepared::of(&scheme, vec![vec![NONE, NONE]], 2, None);
        assert!(nobody.points[0].iter().all(|x| x.is_nan()), "nothing is made out of nothing");
    }

    #[test]
    fn one_value_for_all_is_the_middle_and_none_is_none_and_both_are_told() {
        let mut scheme = flat(Aggregate::Arithmetic, &[1.0; 3]);
        scheme.leaves[2].method = Method::Leader;
        let prepared = Prepared::of(&scheme, vec![vec![3.0, 3.0], vec![NONE, NONE], vec![-1.0, NONE]], 2, None);
        assert_eq!(prepared.points[0], [50.0, 50.0]);
        let told = [Warning::Constant { leaf: 0 }, Warning::Empty { leaf: 1 }, Warning::Unfit { leaf: 2 }];
        assert_eq!(prepared.warnings, told);
    }

    #[test]
    fn a_frame_of_two_years_lets_no_leader_stay_at_a_hundred() {
        let scheme = flat(Aggregate::Arithmetic, &[1.0]);
        let (now, before) = (vec![vec![20.0, 40.0]], vec![vec![0.0, 50.0]]);
        let prepared = Prepared::of(&scheme, now, 2, Some(&before));
        assert_eq!(prepared.points, [[40.0, 80.0]]);
        assert_eq!(prepared.points_of(&before), [[0.0, 100.0]]);
    }
}
