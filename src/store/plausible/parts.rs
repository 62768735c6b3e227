//! Parts against wholes: amounts, and shares.

use super::{
    Figure, Store, find,
    findings::{Findings, Words},
    tables::{PAIRS, SHARES, Shares},
};
use crate::{
    analysis::plausible::{Reach, is_outside_parts},
    model::{Kind, Mark, Rule, Severity},
};

/// Looks at every pair and every set of shares the tables know.
pub fn look(store: &Store, findings: &mut Findings<'_>) {
    for pair in PAIRS {
        look_at_pair(store, pair.part, pair.whole, findings);
    }
    for shares in SHARES {
        look_at_shares(store, shares, findings);
    }
}

fn look_at_pair(store: &Store, part: &str, whole: &str, findings: &mut Findings<'_>) {
    let catalog = &store.catalog;
    let Some((part, whole)) = catalog.indicator_by_slug(part).zip(catalog.indicator_by_slug(whole)) else { return };
    if catalog.indicator(part).unit != catalog.indicator(whole).unit {
        return;
    }
    let wholes = store.figures(whole, Kind::Actual);
    for part in &store.figures(part, Kind::Actual) {
        let Some(whole) = find(&wholes, part.park, part.period).filter(|whole| is_more(part, whole)) else { continue };
        findings.add(Rule::Part, Severity::Warning, part, &[whole], || Words {
            what: format!(
                "{} is more than {}, {}, of which it is a part",
                store.dated(part),
                store.named(whole),
                store.amount(whole)
            ),
            way_out: "check the perimeters of the two",
        });
    }
}

/// Whether a part is surely more than the whole, as far as they are printed.
fn is_more(part: &Figure, whole: &Figure) -> bool {
    let is_upper = matches!(part.mark, Mark::AtMost | Mark::LessThan);
    let is_lower = matches!(whole.mark, Mark::AtLeast | Mark::MoreThan);
    // Most parts are less, which needs no printing to see.
    part.value > whole.value
        && !is_upper
        && !is_lower
        && Reach::printed(part.value).low > Reach::printed(whole.value).high
}

fn look_at_shares(store: &Store, shares: &Shares, findings: &mut Findings<'_>) {
    let parts: Vec<Vec<Figure>> = shares.parts.iter().map(|slug| store.figures_of(slug, "percent")).collect();
    for whole in &store.figures_of(shares.whole, "percent") {
        let found: Vec<&Figure> = parts.iter().filter_map(|figures| find(figures, whole.park, whole.period)).collect();
        if found.len() < parts.len() {
            continue;
        }
        let values: Vec<f64> = found.iter().map(|figure| figure.value).collect();
        if !is_outside_parts(whole.value, &values, shares.rest) {
            continue;
        }
        findings.add(Rule::Share, Severity::Warning, whole, &found, || {
            let said: Vec<String> =
                found.iter().map(|part| format!("{} {}", store.amount(part), store.named(part))).collect();
            let what = format!("{} lies outside the shares of its parts, {}", store.dated(whole), said.join(" and "));
            Words { what, way_out: "they cannot be of one perimeter, do not set them side by side" }
        });
    }
}
