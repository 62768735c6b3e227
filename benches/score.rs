//! Scores of 170 parks by 46 indicators, the built program from start to end: the runs cost what `runs_10000` takes beyond `runs_0`.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use divan::Bencher;

const PARKS: usize = 170;
const INDICATORS: usize = 46;

fn main() {
    divan::main();
}

/// A folder of made-up figures, one in fifty missing, and a scheme of four groups.
fn folder() -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-score");
    for folder in ["catalog", "observations"] {
        fs::create_dir_all(place.join(folder)).expect("a folder of our own");
    }
    let (mut parks, mut indicators, mut table) =
        (String::new(), String::new(), "park,indicator,period,value,unit\n".to_owned());
    let mut scheme = "slug = \"bench\"\nname = \"bench\"\ntreat = \"winsorise-or-log\"\n".to_owned();
    for park in 0..PARKS {
        let _ = writeln!(
            parks,
            "[[park]]\nslug = \"p{park}\"\nname = {{ zh = \"p{park}\", en = \"p{park}\" }}\nlevel = \"national\"\n"
        );
    }
    let mut state = 7_u64;
    for indicator in 0..INDICATORS {
        let name = format!("{{ zh = \"x{indicator}\", en = \"x{indicator}\" }}");
        let _ = writeln!(
            indicators,
            "[[indicator]]\nslug = \"x{indicator}\"\nname = {name}\nunit = \"count\"\nbetter = \"higher\"\n"
        );
        if indicator % 12 == 0 {
            let _ = writeln!(scheme, "[[group]]\nname = \"g{indicator}\"\nweight = {}", 10 + indicator);
        }
        let _ = writeln!(scheme, "[[group.leaf]]\nindicator = \"x{indicator}\"\nweight = {}", 1 + indicator % 3);
        for park in 0..PARKS {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let value = (state >> 40) % 100_000;
            if !value.is_multiple_of(50) {
                let _ = writeln!(table, "p{park},x{indicator},2022,{value},count");
            }
        }
    }
    let files = [
        ("catalog/parks.toml", parks),
        ("catalog/indicators.toml", indicators),
        ("observations/t.csv", table),
        ("scheme.toml", scheme),
    ];
    for (name, text) in files {
        fs::write(place.join(name), text).expect("a file in a folder of our own");
    }
    place
}

/// The scores as CSV, with so many runs.
fn scored(bencher: Bencher<'_, '_>, runs: &str) {
    let place = folder();
    let scheme = place.join("scheme.toml");
    let program = || {
        Command::new(env!("CARGO_BIN_EXE_zonescope"))
            .args(["show", "score", "--format", "csv", "--runs", runs, "--data"])
            .arg(&place)
            .arg("--scheme")
            .arg(&scheme)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("the program was built for this bench")
    };
    assert!(program().success(), "{runs}");
    bencher.bench_local(program);
}

#[divan::bench]
fn runs_0(bencher: Bencher<'_, '_>) {
    scored(bencher, "0");
}

#[divan::bench(sample_count = 10)]
fn runs_10000(bencher: Bencher<'_, '_>) {
    scored(bencher, "10000");
}
