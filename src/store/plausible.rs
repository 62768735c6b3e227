//! What looks wrong in the settled figures: each rule walks them once.

use super::Store;
use crate::model::{FactId, IndicatorId, Kind, Mark, ParkId, Period, Problem};
use findings::Findings;

mod findings;
mod members;
mod parts;
mod ratios;
mod said;
mod signs;
mod tables;
#[cfg(test)]
mod tests;
mod words;
mod years;

/// A settled figure: the value shown first for its fact.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Figure {
    indicator: IndicatorId,
    park: ParkId,
    period: Period,
    value: f64,
    mark: Mark,
    fact: FactId,
}

impl Store {
    /// What cannot be right, or deserves a look, by file and line. Looked for when first asked, which takes its time.
    pub fn plausible(&self) -> &[Problem] {
        self.doubts.get_or_init(|| self.doubted())
    }

    /// The same where it has been looked for, or is found in no time.
    pub fn plausible_now(&self) -> Option<&[Problem]> {
        // A fifth of a million figures take less than a tenth of a second.
        const FEW: usize = 200_000;
        if self.len() <= FEW { Some(self.plausible()) } else { self.doubts.get().map(Vec::as_slice) }
    }

    fn doubted(&self) -> Vec<Problem> {
        let mut findings = Findings::in_store(self);
        years::look(self, &mut findings);
        signs::look(self, &mut findings);
        ratios::look(self, &mut findings);
        members::look(self, &mut findings);
        parts::look(self, &mut findings);
        said::look(self, &mut findings);
        findings.into_problems()
    }

    /// The settled figures of an indicator, by park and period.
    fn figures(&self, indicator: IndicatorId, kind: Kind) -> Vec<Figure> {
        if self.catalog.indicator(indicator).is_computed() {
            return vec![];
        }
        let columns = self.frame.columns();
        let figure = |row: usize| {
            Some(Figure {
                indicator,
                park: ParkId(columns.parks[row]),
                period: columns.period(row),
                value: columns.value(row)?,
                mark: columns.about(row).mark(),
                fact: FactId::at(row),
            })
        };
        columns.shown(self.frame.spans().rows(indicator, kind)).filter_map(figure).collect()
    }

    /// The figures of the indicator of that slug, if it is in that unit.
    fn figures_of(&self, slug: &str, unit: &str) -> Vec<Figure> {
        let indicator = self.catalog.indicator_by_slug(slug);
        let indicator = indicator.filter(|id| self.catalog.indicator(*id).unit.code() == unit);
        indicator.map(|id| self.figures(id, Kind::Actual)).unwrap_or_default()
    }
}

/// The figure of a park and period among those of one indicator.
fn find(figures: &[Figure], park: ParkId, period: Period) -> Option<&Figure> {
    let place = figures.binary_search_by_key(&(park, period.pack()), |figure| (figure.park, figure.period.pack()));
    place.ok().map(|place| &figures[place])
}
