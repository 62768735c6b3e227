//! How concentrated a measure is over a group in one period.

use crate::{
    analysis::{concentration::Concentration, spread::Spread},
    model::{Adds, Form, Indicator, Lang, Measure, Nature, Period},
    store::{MeasureColumn, Measured},
};

/// What may be said of how a measure is concentrated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shares {
    /// Amounts that add up: shares of their sum mean something.
    Amounts,
    /// Ratios: how unlike they are, but no shares.
    Ratios,
    /// Places, points, rates of growth: nothing.
    Nothing,
}

impl Shares {
    /// Of an indicator in a form.
    pub fn of(measure: Measure, indicator: &Indicator) -> Self {
        match (measure.form, indicator.adds, indicator.nature) {
            (Form::Level, Adds::Sum, _) => Self::Amounts,
            (Form::Level, Adds::Ratio, _) | (Form::Level, _, Nature::Ratio) | (Form::Per(_), ..) => Self::Ratios,
            _ => Self::Nothing,
        }
    }

    /// Why something is not said.
    pub const fn refusal(self, lang: Lang) -> Option<&'static str> {
        match self {
            Self::Amounts => None,
            Self::Ratios => {
                Some(lang.pick("比率不可加: 无份额、HHI、首位度", "ratios do not add up: no shares, HHI or primacy"))
            }
            Self::Nothing => Some(lang.pick(
                "位次、得分、增速等不可加, 不计集中度",
                "places, points and rates do not add up: no concentration",
            )),
        }
    }
}

/// How a measure is spread over the group in one period.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Spreading {
    pub period: Period,
    /// Members with a figure of that very period, and of how many.
    pub count: usize,
    pub of: usize,
    /// How many of the figures are estimates, preliminary or bounds.
    pub soft: usize,
    /// Some figure is below zero: then nothing is said.
    pub has_negative: bool,
    /// σ ÷ μ.
    pub variation: Option<f64>,
    pub shares: Concentration,
    /// Members that have a figure and had none in the year before in the table, and the other way round.
    pub entered: usize,
    pub left: usize,
    /// σ ÷ μ over the members that have a figure in every year of the table.
    pub balanced: Option<f64>,
}

impl Spreading {
    /// Over the members that count, of their figures of one period.
    pub fn of(column: &MeasureColumn, counted: &[bool], kind: Shares, period: Period) -> Self {
        let cells = column.cells.iter().zip(counted).filter(|(_, counts)| **counts);
        let cells: Vec<&Measured> = cells.filter_map(|(cell, _)| cell.as_ref().ok()).collect();
        let mut values: Vec<f64> = cells.iter().map(|cell| cell.value).collect();
        values.sort_unstable_by(f64::total_cmp);
        let has_negative = values.first().is_some_and(|least| *least < 0.0);
        let shares = Concentration::of(&values);
        Self {
            period,
            count: values.len(),
            of: counted.iter().filter(|counts| **counts).count(),
            soft: cells.iter().filter(|cell| !cell.mark.is_exact()).count(),
            has_negative,
            variation: variation(&values),
            shares: match kind {
                Shares::Amounts => shares,
                Shares::Ratios => Concentration { gini: shares.gini, ..Concentration::default() },
                Shares::Nothing => Concentration::default(),
            },
            entered: 0,
            left: 0,
            balanced: None,
        }
    }
}

/// σ ÷ μ of two values or more, none of them below zero.
pub fn variation(values: &[f64]) -> Option<f64> {
    let says = values.len() > 1 && values.iter().all(|value| *value >= 0.0);
    Spread::of(values).filter(|_| says).and_then(Spread::variation)
}
