//! Printed ratios against their numerators and denominators.

use super::{
    Figure, Store, find,
    findings::{Findings, Words},
    tables::QUOTIENTS,
    words::computed,
};
use crate::{
    analysis::plausible::Reach,
    model::{Indicator, IndicatorId, Kind, Rule, Severity, Unit},
};

/// Looks at every ratio whose numerator and denominator are indicators too.
pub fn look(store: &Store, findings: &mut Findings<'_>) {
    for indicator in store.catalog.indicator_ids() {
        let about = store.catalog.indicator(indicator);
        let (Some(part), Some(whole)) = (about.numerator, about.denominator) else { continue };
        let Some(quotient) = Scale::of(about, store.catalog.indicator(part), store.catalog.indicator(whole)) else {
            continue;
        };
        let ratios = store.figures(indicator, Kind::Actual);
        let (parts, wholes) = (store.figures(part, Kind::Actual), store.figures(whole, Kind::Actual));
        for ratio in &ratios {
            let beside = |figures| find(figures, ratio.park, ratio.period);
            let Some((part, whole)) = beside(&parts).zip(beside(&wholes)) else { continue };
            look_at(store, [ratio, part, whole], &quotient, findings);
        }
    }
}

impl Store {
    /// What turns numerator over denominator into the unit of a ratio; none where it is not known how.
    pub fn quotient(&self, ratio: IndicatorId) -> Option<f64> {
        let about = self.catalog.indicator(ratio);
        if let Some(formula) = &about.formula {
            return about.numerator.and(about.denominator).map(|_| formula.times());
        }
        let [part, whole] = [about.numerator?, about.denominator?].map(|id| self.catalog.indicator(id));
        Scale::of(about, part, whole).map(|scale| scale.times())
    }
}

/// What turns a quotient of two printed numbers into the unit of the ratio.
struct Scale {
    /// To the unit the numerator must be in, and the denominator.
    parts: [f64; 2],
    scale: f64,
}

impl Scale {
    fn of(ratio: &Indicator, part: &Indicator, whole: &Indicator) -> Option<Self> {
        let quotient = QUOTIENTS.iter().find(|quotient| quotient.unit == ratio.unit.code())?;
        let (to_part, to_whole) = match quotient.units {
            Some((part, whole)) => (Unit::parse(part), Unit::parse(whole)),
            None => (whole.unit.clone(), whole.unit.clone()),
        };
        let parts = [part.unit.convert(1.0, &to_part)?, whole.unit.convert(1.0, &to_whole)?];
        Some(Self { parts, scale: quotient.scale })
    }

    fn times(&self) -> f64 {
        self.scale * self.parts[0] / self.parts[1]
    }
}

fn look_at(store: &Store, figures: [&Figure; 3], scale: &Scale, findings: &mut Findings<'_>) {
    let [ratio, part, whole] = figures;
    if !figures.iter().all(|figure| figure.mark.is_exact()) {
        return;
    }
    let times = scale.times();
    let Some(given) = Reach::printed(part.value).over(Reach::printed(whole.value), times) else { return };
    if given.meets(Reach::printed(ratio.value)) {
        return;
    }
    findings.add(Rule::Ratio, Severity::Warning, ratio, &[part, whole], || Words {
        what: format!(
            "{}, but {} {} over {} {} gives {}",
            store.dated(ratio),
            store.named(part),
            store.amount(part),
            store.named(whole),
            store.amount(whole),
            computed(part.value / whole.value * times),
        ),
        way_out: "check that the three are of one perimeter and year",
    });
}
