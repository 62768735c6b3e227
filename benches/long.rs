//! Long tables of some size: read, checked, settled, sorted and printed by the built program. `cargo bench --bench long --
//! --write FILE PARKS` writes such a table (10 indicators, 20 years; 50,000 parks make ten million rows) and does no more.

use std::{
    env,
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use divan::Bencher;

const INDICATORS: usize = 10;
const YEARS: usize = 20;

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == "--write") {
        let path = args.get(at + 1).map_or_else(|| PathBuf::from("long.csv"), PathBuf::from);
        let parks = args.get(at + 2).and_then(|parks| parks.parse().ok()).unwrap_or(50_000);
        return write(&path, parks);
    }
    divan::main();
    Ok(())
}

/// Writes a made-up table: every park, indicator and year once, in this order.
fn write(path: &Path, parks: usize) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    writeln!(out, "park_id,park_name,indicator,year,value,unit")?;
    let mut dice = 1_u64;
    for park in 0..parks {
        for indicator in 0..INDICATORS {
            for year in 0..YEARS {
                // A linear congruence of Knuth's: the same table every time.
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let value = f64::from((dice >> 40) as u32 % 10_000_000) / 100.0;
                writeln!(out, "p{park:05},高新园区{park:05},指标{indicator},{},{value},亿元", 2005 + year)?;
            }
        }
    }
    out.flush()
}

/// A table of that many parks, written once.
fn table(parks: usize) -> PathBuf {
    let path = env::temp_dir().join(format!("zonescope-bench-{parks}.csv"));
    if !path.is_file() {
        write(&path, parks).expect("the temporary folder can be written to");
    }
    path
}

fn run(bencher: Bencher<'_, '_>, args: &[&str], parks: usize) {
    let path = table(parks);
    let program = || {
        Command::new(env!("CARGO_BIN_EXE_zonescope"))
            .args(args)
            .arg("--data")
            .arg(&path)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("the program was built for this bench")
    };
    bencher.bench_local(program);
}

/// 100 thousand and one million rows: read, settled, ranked.
#[divan::bench(args = [500, 5_000], sample_count = 10)]
fn ranking(bencher: Bencher<'_, '_>, parks: usize) {
    run(bencher, &["show", "ranking", "--top", "10"], parks);
}

/// The same, and every rule of plausibility looked at.
#[divan::bench(args = [500, 5_000], sample_count = 10)]
fn check(bencher: Bencher<'_, '_>, parks: usize) {
    run(bencher, &["check"], parks);
}
