//! Long tables of some size: read, checked, settled, sorted and printed by the built program. `cargo bench --bench long --
//! --write FILE PARKS` writes such a table (10 indicators, 20 years; 50,000 parks make ten million rows) and does no more.

use std::{
    env, io,
    path::PathBuf,
    process::{Command, Stdio},
};

use divan::Bencher;

use made::{table, write};

#[path = "shared/made.rs"]
mod made;

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
