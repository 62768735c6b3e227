//! Columns that are computed: the figures of a formula for every park and period, beside those that were read.

use std::{collections::HashSet, sync::OnceLock};

use rayon::prelude::*;

use super::{Store, Why, frame::Rows, sieve::Sheet, slice::MANY, weight::Weights};
use crate::{
    analysis::formula::{self, Known},
    error::Result,
    model::{
        At, Catalog, FactId, IndicatorId, Mark, ParkId, Period,
        expr::{self, Formula, Names, Slip},
        observation::About,
    },
};

/// A column that could not be made: as it was typed, and what is wrong with it.
pub type Failed = (String, Slip);

impl Store {
    /// The same facts with these columns beside them and no others; those that cannot be made are told. The rows that were
    /// read keep their numbers.
    pub fn with_columns(&self, texts: &[String]) -> Result<(Self, Vec<Failed>)> {
        let (catalog, failed) = self.catalog_with(texts);
        let published = catalog.indicators.iter().filter(|indicator| !indicator.is_computed()).count();
        let computed = catalog.indicators[published..].iter().filter_map(|indicator| indicator.formula.as_deref());
        let rows: Vec<Rows> = computed.map(|formula| self.rows_of_formula(formula)).collect();
        let frame = self.frame.with(self.published, published, &rows)?;
        let mut growth = self.growth[..published].to_vec();
        growth.resize(catalog.indicators.len(), None);
        let store = Self {
            frame: frame.into(),
            files: self.files.clone(),
            problems: self.problems.clone(),
            counts: self.counts.clone(),
            published: self.published,
            doubts: self.doubts.get().map_or_else(OnceLock::new, |doubts| doubts.clone().into()),
            weights: Weights::default(),
            growth,
            catalog,
        };
        Ok((store, failed))
    }

    /// Which of these columns cannot be made.
    pub fn read_columns(&self, texts: &[String]) -> Vec<Failed> {
        self.catalog_with(texts).1
    }

    fn catalog_with(&self, texts: &[String]) -> (Catalog, Vec<Failed>) {
        let (mut catalog, mut failed, mut seen) = (self.catalog.published(), vec![], HashSet::new());
        for text in texts.iter().filter(|text| seen.insert(text.trim())) {
            let parks_with = |id: IndicatorId| self.count_parks(id);
            match expr::column(text, Names { catalog: &catalog, parks_with: &parks_with }) {
                Ok(indicator) => drop(catalog.add_computed(indicator)),
                Err(slip) => failed.push((text.clone(), slip)),
            }
        }
        (catalog, failed)
    }

    /// What a formula comes to for a park in the newest period the rule takes.
    pub fn value_at(&self, park: ParkId, formula: &Formula, at: At) -> std::result::Result<(f64, Mark, Period), Why> {
        let value =
            |points: &[super::Point]| value_of(formula, points).map(|(value, mark)| (value, mark, points[0].period));
        Sheet::of(self, formula.inputs()).newest(park, at, value)
    }

    /// The columns that are computed, as they were typed.
    pub fn columns(&self) -> impl Iterator<Item = &Formula> {
        self.catalog.indicators.iter().filter_map(|indicator| indicator.formula.as_deref())
    }

    /// Whether a figure is one of a formula.
    pub const fn is_computed(&self, fact: FactId) -> bool {
        fact.index() >= self.published
    }

    /// The figures a computed one was made of, in the order of its formula; none of one that was read.
    pub fn beneath(&self, fact: FactId) -> Vec<FactId> {
        if !self.is_computed(fact) {
            return vec![];
        }
        let of = self.frame.fact(fact);
        let Some(formula) = &self.catalog.indicator(of.indicator).formula else { return vec![] };
        let input = |id: &IndicatorId| Some(self.series(of.park, *id, of.kind).get(of.period)?.reading.fact);
        formula.inputs().iter().filter_map(input).collect()
    }

    /// Why a park has no figure of a computed indicator at that time; none where it has one, and of what is published.
    pub fn why_not(&self, park: ParkId, indicator: IndicatorId, at: At) -> Option<Why> {
        let formula = self.catalog.indicator(indicator).formula.as_ref()?;
        Sheet::of(self, formula.inputs()).newest(park, at, |points| value_of(formula, points).map(drop)).err()
    }

    /// The same of park after park.
    pub(super) fn whys_not(&self, parks: &[ParkId], indicator: IndicatorId, at: At) -> Vec<Option<Why>> {
        let Some(formula) = &self.catalog.indicator(indicator).formula else { return vec![] };
        let mut sheet = Sheet::of(self, formula.inputs());
        parks.iter().map(|park| sheet.newest(*park, at, |points| value_of(formula, points).map(drop)).err()).collect()
    }

    /// Every figure the formula has: of each park and each period of which there is every input, unless a remark warns of one.
    fn rows_of_formula(&self, formula: &Formula) -> Rows {
        let parks: Vec<ParkId> = self.catalog.park_ids().collect();
        let some = |parks: &[ParkId]| {
            let (mut sheet, mut rows) = (Sheet::of(self, formula.inputs()), Rows::default());
            for park in parks {
                sheet.every(*park, |points| {
                    let Ok((value, mark)) = value_of(formula, points) else { return };
                    let disputed = points.iter().any(|point| point.reading.disputed);
                    let second_hand = points.iter().any(|point| point.reading.second_hand);
                    rows.parks.push(park.0);
                    rows.periods.push(points[0].period.pack());
                    rows.values.push(value);
                    rows.about.push(About::computed(mark, disputed, second_hand).0);
                });
            }
            rows
        };
        if parks.len() < MANY {
            return some(&parks);
        }
        let each = parks.len().div_ceil(rayon::current_num_threads()).max(1);
        let pieces: Vec<Rows> = parks.par_chunks(each).map(some).collect();
        pieces.into_iter().fold(Rows::default(), Rows::and)
    }
}

/// The value of a formula over the figures of one park and period, in the unit of its column, and how firm it is.
fn value_of(formula: &Formula, points: &[super::Point]) -> std::result::Result<(f64, Mark), Why> {
    let figures: Vec<Known> = points.iter().map(|point| Known::of(point.reading.value, point.reading.mark)).collect();
    let known = formula::value(formula.amount(), &figures)?;
    let value = known.value * formula.times();
    if value.is_finite() { Ok((value, known.mark)) } else { Err(Why::TooLarge) }
}
