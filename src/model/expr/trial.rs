//! Expressions of no good will, and what has to hold of whatever they were taken for. For tests and fuzzing.

use super::{Filter, Names, Slip, column, slip::Wrong, written};
use crate::model::{Adds, Catalog, Indicator, IndicatorId, Label, Lang, Level, Nature, Park, Unit, unit::Dimension};

/// Reads bytes as a condition and as a column, and sees that what was taken of them holds.
pub fn hold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut catalog = catalog();
    let parks_with = |id: IndicatorId| id.index();
    let filter = |catalog: &Catalog, text: &str| Filter::read(text, Names { catalog, parks_with: &parks_with });
    match filter(&catalog, &text) {
        Err(slip) => lies_in(&slip, &text),
        Ok(read) => assert_eq!(filter(&catalog, &read.text).as_ref(), Ok(&read), "as it was typed it reads back"),
    }
    match column(&text, Names { catalog: &catalog, parks_with: &parks_with }) {
        Err(slip) => lies_in(&slip, &text),
        Ok(indicator) => computed(indicator, &mut catalog),
    }
}

fn lies_in(slip: &Slip, text: &str) {
    assert!(slip.at.from <= slip.at.to && slip.at.to <= text.chars().count(), "{slip:?}");
    for lang in [Lang::Zh, Lang::En] {
        assert!(!slip.words(lang).is_empty(), "{slip:?}");
    }
}

/// What a column comes to has a unit and a name of its own, and can be part of another.
fn computed(indicator: Indicator, catalog: &mut Catalog) {
    let parks_with = |id: IndicatorId| id.index();
    let formula = indicator.formula.clone().expect("a column has a formula");
    let again = column(formula.text(), Names { catalog, parks_with: &parks_with });
    assert_eq!(again.as_ref(), Ok(&indicator), "as it was typed it reads back");
    assert!(!formula.inputs().is_empty() && !formula.times().is_nan(), "{formula:?}");
    assert!(!formula.written(&|place| place.to_string()).is_empty());
    let is_rank = indicator.unit.dimension() == Dimension::Rank;
    let (slug, text) = (indicator.slug.clone(), formula.text().to_owned());
    catalog.add_computed(indicator);
    assert!(column(&text, Names { catalog, parks_with: &parks_with }).is_err(), "its name is taken");
    if !slug.contains(['[', ']']) {
        let other = format!("{} * 2", written(&slug));
        let made = column(&other, Names { catalog, parks_with: &parks_with });
        assert!(made.is_ok() || is_rank && made.is_err_and(|slip| slip.what == Wrong::OfRank), "{other}");
    }
}

/// A few parks and indicators of many kinds.
fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    for (slug, zh, level) in [("qingshan", "青山", Level::National), ("baisha", "白沙", Level::Provincial)] {
        let name = Label { zh: zh.into(), en: slug.into() };
        let province = Some("浙江".to_owned());
        catalog.add_park(Park { slug: slug.into(), short: name.clone(), name, level, province, ..Park::default() });
    }
    for (slug, zh, unit, nature) in [
        ("revenue", "营收", "100M_CNY", Nature::Flow),
        ("exports", "出口", "100M_USD", Nature::Flow),
        ("exports_cny", "出口额", "100M_CNY", Nature::Flow),
        ("employees", "从业人员", "10k_person", Nature::Stock),
        ("rd_gdp", "R&D/GDP", "percent", Nature::Ratio),
        ("patents", "专利", "count", Nature::Stock),
        ("rank", "排名", "rank", Nature::Rank),
        ("land", "面积", "km2", Nature::Stock),
        ("index", "指数", "index", Nature::Index),
    ] {
        let name = Label { zh: zh.into(), en: slug.into() };
        let adds = if matches!(nature, Nature::Flow | Nature::Stock) { Adds::Sum } else { Adds::Never };
        let unit = Unit::parse(unit);
        catalog.add_indicator(Indicator {
            slug: slug.into(),
            short: name.clone(),
            name,
            unit,
            nature,
            adds,
            ..Indicator::default()
        });
    }
    catalog
}
