//! Each layer by itself, inside the program: a table read, a store built of it, the view of every screen made, its frame
//! drawn, a key answered. On what is compiled in and on made-up tables of 400, 100 thousand and 1 million observations.
//!
//! `cargo bench --bench layers` runs them all, `-- --include-ignored` 10 million observations too (about 2 GB of memory and
//! half a gigabyte of disk), and a part of a name only those: `-- rows_100_000.view`. A terminal is 140×40.

use divan::Bencher;
use zonescope::bench::{Facts, Figures, Question};

#[path = "shared/made.rs"]
mod made;

fn main() {
    divan::main();
}

/// The figures of a made-up table of so many parks, 200 each; those compiled in where there are none.
fn read(parks: usize) -> Figures {
    Figures::read((parks > 0).then(|| made::table(parks)))
}

/// From the bytes to figures in their order, with every problem in them.
fn load(bencher: Bencher<'_, '_>, parks: usize) {
    read(parks);
    bencher.bench_local(|| read(parks));
}

/// From the figures to a store.
fn build(bencher: Bencher<'_, '_>, parks: usize) {
    let figures = read(parks);
    bencher.with_inputs(|| figures.clone()).bench_local_values(Figures::build);
}

/// What a screen asks as it opens, answered; of scores the points and places, before any run.
fn view(bencher: Bencher<'_, '_>, facts: &Facts, screen: &str) {
    bencher.with_inputs(|| facts.question(screen)).bench_local_values(Question::answer);
}

/// The frame, whole.
fn frame(bencher: Bencher<'_, '_>, facts: &Facts, screen: &str) {
    let mut open = facts.open(screen);
    bencher.bench_local(move || open.frame());
}

/// A cursor move, down and up in turn: what changes, the answer where one is needed, the frame, and what is new in it.
fn key(bencher: Bencher<'_, '_>, facts: &Facts, screen: &str) {
    let (mut open, mut keys) = (facts.open(screen), ["down", "up"].iter().cycle());
    bencher.bench_local(move || open.press(keys.next().unwrap_or(&"down")));
}

/// The layers on tables of some sizes, each a module of its own.
macro_rules! sizes {
    ($($(#[$with:meta])* $size:ident: $parks:literal;)*) => {$(
        $(#[$with])*
        mod $size {
            use std::sync::LazyLock;

            use divan::Bencher;
            use zonescope::bench::{Facts, screens};

            static FACTS: LazyLock<Facts> = LazyLock::new(|| super::read($parks).build());

            #[divan::bench(sample_size = 1, sample_count = 10)]
            fn load(bencher: Bencher<'_, '_>) {
                super::load(bencher, $parks);
            }

            #[divan::bench(sample_size = 1, sample_count = 10)]
            fn build(bencher: Bencher<'_, '_>) {
                super::build(bencher, $parks);
            }

            #[divan::bench(args = screens(), sample_size = 1, max_time = 2)]
            fn view(bencher: Bencher<'_, '_>, screen: &str) {
                super::view(bencher, &FACTS, screen);
            }

            #[divan::bench(args = screens(), sample_size = 1, max_time = 1)]
            fn frame(bencher: Bencher<'_, '_>, screen: &str) {
                super::frame(bencher, &FACTS, screen);
            }

            #[divan::bench(args = screens(), sample_size = 1, max_time = 1)]
            fn key(bencher: Bencher<'_, '_>, screen: &str) {
                super::key(bencher, &FACTS, screen);
            }
        }
    )*};
}

sizes! {
    shipped: 0;
    rows_400: 2;
    rows_100_000: 500;
    rows_1_000_000: 5_000;
    #[divan::bench_group(ignore)]
    rows_10_000_000: 50_000;
}
