//! Made-up long tables: some parks, ten indicators, twenty years, one row a figure.

use std::{
    env,
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

const INDICATORS: usize = 10;
const YEARS: usize = 20;

/// Writes a made-up table: every park, indicator and year once, in this order.
pub fn write(path: &Path, parks: usize) -> io::Result<()> {
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
pub fn table(parks: usize) -> PathBuf {
    let path = env::temp_dir().join(format!("zonescope-bench-{parks}.csv"));
    if !path.is_file() {
        write(&path, parks).expect("the temporary folder can be written to");
    }
    path
}
