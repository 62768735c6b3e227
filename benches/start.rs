//! The built program from start to end: load, build, answer, print. What a person waits for at the prompt.

use std::process::{Command, Stdio};

use divan::Bencher;

fn main() {
    divan::main();
}

/// Runs the program with these arguments, its output thrown away.
fn run(bencher: Bencher<'_, '_>, args: &[&str]) {
    let program = || {
        Command::new(env!("CARGO_BIN_EXE_zonescope"))
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("the program was built for this bench")
    };
    assert!(program().success(), "{args:?}");
    bencher.bench_local(program);
}

/// What a process costs by itself: no data is read.
#[divan::bench]
fn version(bencher: Bencher<'_, '_>) {
    run(bencher, &["--version"]);
}

#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    run(bencher, &["check"]);
}

/// The same figures as files, the catalogue in TOML.
#[divan::bench]
fn check_folder(bencher: Bencher<'_, '_>) {
    run(bencher, &["check", concat!(env!("CARGO_MANIFEST_DIR"), "/data")]);
}

#[divan::bench]
fn ranking(bencher: Bencher<'_, '_>) {
    run(bencher, &["show", "ranking"]);
}

/// A whole frame, drawn.
#[divan::bench]
fn ranking_frame(bencher: Bencher<'_, '_>) {
    run(bencher, &["show", "ranking", "--size", "140x40"]);
}

#[divan::bench]
fn compare(bencher: Bencher<'_, '_>) {
    run(bencher, &["show", "compare", "--park", "binjiang,sip,ningbo"]);
}

#[divan::bench]
fn profile(bencher: Bencher<'_, '_>) {
    run(bencher, &["show", "profile", "--park", "binjiang"]);
}

/// The one that starts polars' thread pool.
#[divan::bench]
fn query(bencher: Bencher<'_, '_>) {
    run(bencher, &["query", "select park, value from facts where indicator = 'gdp' and year = 2022 and shown"]);
}
