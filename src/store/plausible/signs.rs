//! One figure alone: below zero where nothing can be, or outside what has been seen of its kind.

use super::{
    Figure, Store, find,
    findings::{Findings, Words},
    tables::{Measured, RANGES, RANGES_SINCE, SIGNED, Soft, ZONE_REVENUE},
    words::computed,
};
use crate::model::{Catalog, Category, Indicator, Kind, Lang, Level, Nature, Rule, Severity};

/// Looks at every figure, and at every target.
pub fn look(store: &Store, findings: &mut Findings<'_>) {
    let catalog = &store.catalog;
    for indicator in catalog.indicator_ids().filter(|id| is_never_negative(catalog, catalog.indicator(*id))) {
        for kind in [Kind::Actual, Kind::Target] {
            for figure in store.figures(indicator, kind).iter().filter(|figure| figure.value < 0.0) {
                findings.add(Rule::Negative, Severity::Warning, figure, &[], || Words {
                    what: format!("{} is below zero, where nothing can be", store.dated(figure)),
                    way_out: "check the sign",
                });
            }
        }
    }
    for soft in RANGES {
        look_at(store, soft, &|_| true, findings);
    }
    // A range of single zones: totals are larger, and other areas may be smaller.
    let is_national = |figure: &Figure| catalog.park(figure.park).level == Level::National && figure.period.is_year();
    look_at(store, &ZONE_REVENUE, &is_national, findings);
}

/// Amounts and places. Of percentages only what the catalogue calls a share or a ratio; never profits, balances, changes.
fn is_never_negative(catalog: &Catalog, about: &Indicator) -> bool {
    // Value added and what is new only sound like a change.
    let plain = |name: &String| name.to_lowercase().replace("增加值", "").replace("新增", "");
    let names = |about: &Indicator| [&about.slug, &about.name.zh, &about.name.en].map(plain);
    let is_signed = |about: &Indicator| {
        names(about)
            .iter()
            .any(|name| SIGNED.iter().any(|word| name.split(['_', ' ', '-']).any(|part| is_word(part, word))))
    };
    let parts = [about.numerator, about.denominator];
    let has_signed = parts.into_iter().flatten().any(|id| is_signed(catalog.indicator(id)));
    let is_sure = match about.nature {
        Nature::Growth | Nature::Index | Nature::Score => false,
        Nature::Rank | Nature::Ratio => true,
        // What a file alone brought has no nature of its own: a percentage may be a growth rate.
        Nature::Flow | Nature::Stock => !about.unit.is_percent() || about.category != Category::Other,
    };
    is_sure && !is_signed(about) && !has_signed
}

/// English words whole, Chinese ones anywhere.
fn is_word(part: &str, word: &str) -> bool {
    if word.is_ascii() { part == word } else { part.contains(word) }
}

fn look_at(store: &Store, soft: &Soft, is_meant: &dyn Fn(&Figure) -> bool, findings: &mut Findings<'_>) {
    let is_outside = |value: f64| value < soft.low || value > soft.high;
    let is_meant = |figure: &&Figure| figure.period.calendar_year() >= RANGES_SINCE && is_meant(figure);
    let outside = || format!("lies outside {} to {} ({})", soft.low, soft.high, soft.evidence);
    match soft.of {
        Measured::Printed { slug, unit } => {
            let figures = store.figures_of(slug, unit);
            for figure in figures.iter().filter(|figure| is_meant(figure) && is_outside(figure.value)) {
                findings.add(Rule::Range, Severity::Note, figure, &[], || Words {
                    what: format!("{} {}", store.dated(figure), outside()),
                    way_out: "check unit and denominator",
                });
            }
        }
        Measured::Computed { part: (part, part_unit), whole: (whole, whole_unit), scale, unit } => {
            let wholes = store.figures_of(whole, whole_unit);
            for part in
                store.figures_of(part, part_unit).iter().filter(|figure| is_meant(figure) && figure.period.is_year())
            {
                let whole = find(&wholes, part.park, part.period).filter(|whole| whole.value > 0.0);
                let Some(whole) = whole else { continue };
                let ratio = part.value / whole.value * scale;
                let Some(_) = part.mark.over(whole.mark).filter(|_| ratio.is_finite() && is_outside(ratio)) else {
                    continue;
                };
                findings.add(Rule::Range, Severity::Note, part, &[whole], || Words {
                    what: format!(
                        "{} over {} {} in {} is {} {unit}, which {}",
                        store.amount(part),
                        store.named(whole),
                        store.amount(whole),
                        part.period.words(Lang::En),
                        computed(ratio),
                        outside(),
                    ),
                    way_out: "check the units and perimeters of the two",
                });
            }
        }
    }
}
