//! The store at the size it is made for. Run alone: `cargo test --release -- --ignored --nocapture ten_million`.

use std::{fs, time::Instant};

use super::Store;
use crate::model::{
    Adds, At, Catalog, Dataset, FileId, Form, Indicator, IndicatorId, Kind, Mark, Measure, Naming, Observations, Park,
    ParkId, Period,
    observation::{About, Block},
};

const PARKS: u32 = 50_000;
const INDICATORS: u32 = 10;
const YEARS: u32 = 20;

#[test]
#[ignore = "takes a while, and what it prints is for people"]
fn ten_million_rows_and_the_room_and_time_they_take() {
    for (order, place) in
        [("in order", in_order as fn(u32) -> [u32; 3]), ("by park and year", by_park), ("scrambled", scrambled)]
    {
        // What readers give back before: from then on the allocator keeps what is smaller.
        drop(vec![1_u8; 30 << 20]);
        let (mut observations, mut catalog) = (Observations::default(), Catalog::default());
        for slug in 0..PARKS {
            catalog.add_park(Park { slug: slug.to_string(), ..Park::default() });
        }
        for slug in 0..INDICATORS {
            catalog.add_indicator(Indicator { slug: slug.to_string(), adds: Adds::Sum, ..Indicator::default() });
        }
        let count = PARKS * INDICATORS * YEARS;
        println!("{order}");
        let mut lap = lap();
        lap("start");
        for start in (0..count).step_by(1 << 14) {
            observations.append(&block(start..count.min(start + (1 << 14)), place));
        }
        lap("append");
        observations.settle(&catalog);
        lap("settle");
        let store = Store::build(Dataset { catalog, observations, ..Dataset::default() }).unwrap();
        lap("build");
        let parks: Vec<ParkId> = store.catalog().park_ids().collect();
        let indicators: Vec<_> = store.catalog().indicator_ids().take(5).collect();
        let slice = store.slice(&parks, &indicators, At::Latest { upto: 2020, back: 4 });
        lap("slice of five columns");
        assert_eq!(slice.columns[4].cells[PARKS as usize - 1].as_ref().unwrap().period, Period::year(2019));
        let latest = At::Latest { upto: 2020, back: 4 };
        let by = indicators[1];
        for form in [
            Form::Change,
            Form::Growth,
            Form::Cagr { from: 2010 },
            Form::Share,
            Form::Pull,
            Form::Per(by),
            Form::Percentile,
            Form::ZScore,
            Form::LocationQuotient(by),
        ] {
            let column = store.measured(&parks, &parks, Measure { of: indicators[0], form }, latest);
            lap(&format!("a column of {form}"));
            assert!(column.cells[PARKS as usize - 1].is_ok());
        }
        store.aggregate(&parks, indicators[0], latest).unwrap();
        lap("a sum");
        store.middle(&parks, indicators[0], latest).unwrap();
        lap("a median");
        let (park, indicator) = (parks[777], indicators[3]);
        assert_eq!(store.series(park, indicator, Kind::Actual).points.len(), YEARS as usize);
        assert_eq!(store.all_about(park, indicator).len(), YEARS as usize);
        lap("one series");
        let (with, failed) = store.with_columns(&["x=[1]/[2]".to_owned()]).unwrap();
        lap("a computed column");
        assert!(failed.is_empty() && with.series(park, IndicatorId(INDICATORS), Kind::Actual).points.len() >= 19);
        drop(with);
        store.catalog().park_roll(Naming::default());
        lap("the order of names");
        let _ = fs::write("/proc/self/clear_refs", "5");
    }
}

/// Says how long it took since the last time, and the most and the present room.
fn lap() -> impl FnMut(&str) {
    let mut since = Instant::now();
    move |what: &str| {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let room = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("0");
            line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) / 1024
        };
        println!("  {what}: {:?}, {} MB now, {} MB at most", since.elapsed(), room("VmRSS:"), room("VmHWM:"));
        since = Instant::now();
    }
}

/// Park, indicator and year of a row.
fn in_order(row: u32) -> [u32; 3] {
    [row / YEARS % PARKS, row / YEARS / PARKS, row % YEARS]
}

fn by_park(row: u32) -> [u32; 3] {
    [row / YEARS / INDICATORS, row % INDICATORS, row / INDICATORS % YEARS]
}

fn scrambled(row: u32) -> [u32; 3] {
    // Odd and not a multiple of five: every row once.
    in_order((u64::from(row) * 7_368_787 % u64::from(PARKS * INDICATORS * YEARS)) as u32)
}

fn block(rows: std::ops::Range<u32>, place: fn(u32) -> [u32; 3]) -> Block {
    let mut block = Block::default();
    for row in rows {
        let [park, indicator, year] = place(row);
        block.parks.push(park);
        block.indicators.push(indicator);
        block.periods.push(Period::year(2000 + year as i32).pack());
        block.values.push(f64::from(row));
        block.about.push(About::new(Mark::Exact, Kind::Actual, FileId(0)));
        block.sources.push(Block::NO_SOURCE);
        block.lines.push(row + 2);
    }
    block
}
