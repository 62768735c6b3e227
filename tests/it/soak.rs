//! Files that change for hours while the dashboard is open: every change is seen, and memory stays flat.

use std::{
    fs,
    time::{Duration, Instant},
};

use super::{pty::terminal::Terminal, run::Scratch};

/// A table of so many parks in which one figure is new each time.
fn table(round: usize, parks: usize) -> String {
    let rows = (0..parks)
        .map(|park| format!("园区{park},营收,2022,{},亿元\n", if park == 0 { 1_000_000 + round } else { park }));
    format!("park,indicator,period,value,unit\n{}", rows.collect::<String>())
}

/// Reads a changing folder again for so long, and at most so many times; what it held after each, in MB.
fn watched(most: usize, lasts: Duration, parks: usize) -> Vec<f64> {
    let since = Instant::now();
    let scratch = Scratch::new(&format!("soak-{most}"));
    fs::create_dir_all(scratch.path("data")).unwrap();
    let put = |round: usize| {
        fs::write(scratch.path("next"), table(round, parks)).unwrap();
        fs::rename(scratch.path("next"), scratch.path("data/mine.csv")).unwrap();
    };
    put(0);
    let mut t = Terminal::start(&[&scratch.path("data")]);
    t.until(&["1 总览"]);
    t.press("2").until(&["1,000,000"]);
    let held = (1..=most)
        .take_while(|_| since.elapsed() < lasts)
        .map(|round| {
            put(round);
            let figure = format!("1,00{},{:03}", round / 1000, round % 1000);
            t.until(&[&figure]);
            t.forget();
            t.held()
        })
        .collect();
    t.press("q");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
    held
}

/// The most that was held in the last third against the most in the first, once things have settled.
fn growth(held: &[f64]) -> (f64, f64) {
    let most = |part: &[f64]| part.iter().copied().fold(0.0, f64::max);
    let third = held.len() / 3;
    (most(&held[1..=third.max(2)]), most(&held[held.len() - third..]))
}

#[test]
fn files_that_keep_changing_are_read_again_and_leave_nothing_behind() {
    let held = watched(9, Duration::MAX, 2000);
    let (early, late) = growth(&held);
    assert!(late < early * 1.5 + 16.0, "{held:?}");
}

/// `cargo test --test it -- --ignored memory_is_flat` (docs/reliability.md).
#[test]
#[ignore = "takes an hour: docs/reliability.md"]
fn memory_is_flat_over_an_hour_of_readings() {
    let since = Instant::now();
    // The figure that changes has room for so many.
    let held = watched(9999, Duration::from_hours(1), 2000);
    let (early, late) = growth(&held);
    let (count, took) = (held.len(), since.elapsed());
    let told = format!("{count} readings in {took:.0?}: at most {early:.0} MB early, {late:.0} MB late");
    fs::write(std::env::temp_dir().join("zonescope-soak.txt"), &told).unwrap();
    assert!(late < early * 1.1 + 8.0, "{told}: {held:?}");
}
