//! What separates the fraction: as the numbers look, unless it is said.

use super::{all_shown, beside};
use crate::load::{Assume, Decimal, Options};

/// Numbers that look as if a comma separated their fraction, and as if a point did.
const COMMAS: &str = "park;indicator;period;value\na;i;2020;12,5\na;i;2021;1.234\n";
const POINTS: &str = "park;indicator;period;value\na;i;2020;12.5\na;i;2021;1,234\n";

/// The values read of a table; what cannot be a number is left out.
fn check(text: &str, sidecar: Option<&str>, assumed: Option<Decimal>, expect: &[&str]) {
    let assume = Assume { decimal: assumed, ..Assume::default() };
    let found = beside(text.as_bytes(), sidecar, &Options { assume, ..Options::default() });
    let values: Vec<_> = all_shown(&found).iter().map(|row| row.split(' ').nth(3).unwrap().to_owned()).collect();
    assert_eq!(values, expect, "{text} {sidecar:?} {assumed:?}");
}

#[test]
fn what_is_said_stands_before_what_is_guessed() {
    let (point, comma) = (Some("decimal = '.'"), Some("decimal = ','"));
    check(COMMAS, None, None, &["12.5", "1234"]);
    check(COMMAS, point, None, &["1.234"]);
    check(POINTS, None, None, &["12.5", "1234"]);
    check(POINTS, comma, None, &["1.234"]);
    // The command line stands before the sidecar.
    check(COMMAS, comma, Some(Decimal::Point), &["1.234"]);
    check(POINTS, point, Some(Decimal::Comma), &["1.234"]);
}
