//! What was measured of programs, as tables of Markdown.

use std::{collections::BTreeMap, fs, path::Path};

/// What is measured, in the order of the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum What {
    FirstText,
    Screen,
    Work,
    Key,
    SlowKey,
    KeyWork,
    BytesAMove,
    Idle,
    WakeUps,
    Sort,
    Filter,
    Memory,
}

impl What {
    const fn words(self) -> &'static str {
        match self {
            Self::FirstText => "first text, ms",
            Self::Screen => "complete screen, ms",
            Self::Work => "processor time to that, ms",
            Self::Key => "key to frame p50, ms",
            Self::SlowKey => "key to frame p99, ms",
            Self::KeyWork => "processor time a key, ms",
            Self::BytesAMove => "bytes a cursor move",
            Self::Idle => "bytes when idle",
            Self::WakeUps => "wake-ups when idle",
            Self::Sort => "sort by value, ms",
            Self::Filter => "filter to a park, ms",
            Self::Memory => "peak memory, MiB",
        }
    }
}

/// The figures of all runs of each program.
pub type Figures = BTreeMap<(&'static str, What), Vec<f64>>;

/// The least value that so large a part of all is no larger than.
pub fn quantile(values: &mut [f64], part: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let rank = (values.len() as f64 * part).ceil() as usize;
    values.get(rank.saturating_sub(1)).copied()
}

/// The middle value, or the mean of the two.
fn median(values: &[f64]) -> Option<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    Some(f64::midpoint(values[last / 2], values[last.div_ceil(2)]))
}

fn round(value: f64) -> String {
    if value < 10.0 { format!("{value:.2}") } else { format!("{value:.0}") }
}

/// Medians with the least and the most, and how many times the first program's they are.
pub fn print(name: &str, table: &Path, programs: &[&'static str], found: &Figures) {
    let size = fs::metadata(table).map_or(0.0, |about| about.len() as f64 / 1e6);
    println!("\n{name} ({}, {size:.1} MB)\n", table.extension().and_then(|end| end.to_str()).unwrap_or_default());
    println!("| | {} |", programs.join(" | "));
    println!("|---{}|", "|---".repeat(programs.len()));
    let mut whats: Vec<What> = found.keys().map(|(_, what)| *what).collect();
    whats.sort_unstable();
    whats.dedup();
    for what in whats {
        let of = |program: &&'static str| found.get(&(*program, what)).cloned();
        let first = programs.first().and_then(of).and_then(|values| median(&values));
        let cell = |program: &&'static str| {
            let Some(values) = of(program) else { return "–".to_owned() };
            let Some(middle) = median(&values) else { return "–".to_owned() };
            let (least, most) =
                values.iter().fold((f64::MAX, 0.0_f64), |(least, most), value| (least.min(*value), most.max(*value)));
            let base = first.filter(|first| *first > 0.0 && programs.first() != Some(program));
            let ratio = base.map(|base| format!(", ×{}", round(middle / base))).unwrap_or_default();
            format!("{} ({}–{}){ratio}", round(middle), round(least), round(most))
        };
        println!("| {} | {} |", what.words(), programs.iter().map(cell).collect::<Vec<_>>().join(" | "));
    }
}

/// How each program grows with the rows: medians, and how many times as much tenfold the rows cost since the size before.
pub fn growth(format: &str, found: &[(usize, Figures)]) {
    let [(least, _), .., (most, _)] = found else { return };
    println!("\ngrowth from {least} to {most} rows, {format}; in brackets, times for tenfold the rows\n");
    println!("| | {} |", found.iter().map(|(rows, _)| rows.to_string()).collect::<Vec<_>>().join(" | "));
    println!("|---|{}", "---:|".repeat(found.len()));
    let mut programs: Vec<&'static str> = vec![];
    for (name, _) in found.iter().flat_map(|(_, figures)| figures.keys()) {
        if !programs.contains(name) {
            programs.push(name);
        }
    }
    for what in [What::Screen, What::Work, What::Key, What::SlowKey, What::KeyWork, What::Memory] {
        for program in &programs {
            let mut before: Option<(usize, f64)> = None;
            let cell = |(rows, figures): &(usize, Figures)| {
                let now = figures.get(&(*program, what)).and_then(|all| median(all));
                let Some(now) = now else { return "–".to_owned() };
                let tenfold =
                    |(fewer, less): (usize, f64)| (now / less).powf((*rows as f64 / fewer as f64).log10().recip());
                let tenfold = before.replace((*rows, now)).map(|before| format!(" (×{:.1})", tenfold(before)));
                round(now) + &tenfold.unwrap_or_default()
            };
            println!("| {}, {program} | {} |", what.words(), found.iter().map(cell).collect::<Vec<_>>().join(" | "));
        }
    }
}
