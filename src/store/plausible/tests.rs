//! Looking for what looks wrong in a million rows. Run alone: `cargo test -- --ignored --nocapture million_rows_are_looked`.

use std::time::Instant;

use super::{Store, ratios};
use crate::model::{
    Catalog, Dataset, FileId, Indicator, IndicatorId, Kind, Mark, Observations, Park, Period, Unit,
    observation::{About, Block},
};

const PARKS: u32 = 5_000;
const YEARS: u32 = 20;
/// Those with rules of their own, and money whose changes are looked at.
const INDICATORS: [(&str, &str); 10] = [
    ("gdp", "100M_CNY"),
    ("revenue", "100M_CNY"),
    ("sec_va", "100M_CNY"),
    ("rd_expenditure", "100M_CNY"),
    ("rd_intensity_gdp", "percent"),
    ("hte_count", "count"),
    ("enterprises", "count"),
    ("total_profit", "100M_CNY"),
    ("net_profit", "100M_CNY"),
    ("tech_revenue", "100M_CNY"),
];

/// A number that looks like any other, from the number of its row.
const fn dice(row: u32) -> u32 {
    let mixed = (row as u64 ^ 0x2545_F491).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 40) as u32
}

/// Five thousand parks by ten indicators by twenty years: `tame` grow by a tenth a year, the others leap.
fn store(is_tame: bool) -> Store {
    let (mut observations, mut catalog) = (Observations::default(), Catalog::default());
    for slug in 0..PARKS {
        catalog.add_park(Park { slug: slug.to_string(), ..Park::default() });
    }
    for (slug, unit) in INDICATORS {
        let parts = (unit == "percent").then_some([IndicatorId(3), IndicatorId(0)]);
        let [numerator, denominator] = parts.map_or([None; 2], |parts| parts.map(Some));
        let unit = Unit::parse(unit);
        catalog.add_indicator(Indicator { slug: slug.into(), unit, numerator, denominator, ..Indicator::default() });
    }
    let mut block = Block::default();
    for row in 0..PARKS * INDICATORS.len() as u32 * YEARS {
        let (year, series) = (row % YEARS, row / YEARS);
        let size = if is_tame { 1.1_f64.powi(year as i32) } else { f64::from(dice(row) % 1000 + 1) };
        block.parks.push(series % PARKS);
        block.indicators.push(series / PARKS);
        block.periods.push(Period::year(2000 + year as i32).pack());
        block.values.push((size * f64::from(dice(series) % 90_000 + 10_000)).round() / 100.0);
        block.about.push(About::new(Mark::Exact, Kind::Actual, FileId(0)));
        block.sources.push(Block::NO_SOURCE);
        block.lines.push(row + 2);
        if block.parks.len() == (1 << 14) {
            observations.append(&block);
            block = Block::default();
        }
    }
    observations.append(&block);
    observations.settle(&catalog);
    Store::build(Dataset { catalog, observations, ..Dataset::default() }).unwrap()
}

#[test]
#[ignore = "takes a while, and what it prints is for people"]
fn a_million_rows_are_looked_at() {
    use super::{Findings, members, parts, said, signs, years};
    type Look = fn(&Store, &mut Findings<'_>);
    let looks: [(&str, Look); 6] = [
        ("years", years::look),
        ("signs", signs::look),
        ("ratios", ratios::look),
        ("members", members::look),
        ("parts", parts::look),
        ("said", said::look),
    ];
    for is_tame in [true, false] {
        let store = store(is_tame);
        assert_eq!(store.len(), 1_000_000);
        for (name, look) in looks {
            let since = Instant::now();
            look(&store, &mut Findings::in_store(&store));
            println!("  {name}: {:?}", since.elapsed());
        }
        let since = Instant::now();
        let found = store.plausible().len();
        println!("tame {is_tame}: {found} found in {:?}", since.elapsed());
    }
}

#[test]
fn what_looks_wrong_is_looked_for_once() {
    let store = Store::build(Dataset::default()).unwrap();
    assert!(std::ptr::eq(store.plausible(), store.plausible()));
}
