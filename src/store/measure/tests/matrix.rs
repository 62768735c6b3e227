//! Cases of parks by years, and what stands below them.

use super::{MONEY, PEOPLE, PER_HEAD, PLACE, RATE, Row, exact, parks, store};
use crate::{
    model::{Form, IndicatorId, Mark, Measure, ParkId},
    store::{Matrix, Store},
};

fn matrix(store: &Store, of: IndicatorId, form: Form, upto: i32, most: usize) -> Matrix {
    let parks = parks(store);
    store.matrix(&parks, &parks, Measure { of, form }, upto, most)
}

#[test]
fn years_without_any_figure_are_left_out_and_those_out_of_view_are_counted() {
    let rows: Vec<_> = [1998, 2001, 2002, 2020].map(|year| (0, MONEY, year, 1.0)).to_vec();
    let store = exact(&rows);
    let seen = |upto, most| {
        let matrix = matrix(&store, MONEY, Form::Level, upto, most);
        (matrix.years, matrix.before, matrix.after)
    };
    assert_eq!(seen(2024, 9), (vec![1998, 2001, 2002, 2020], 0, 0));
    assert_eq!(seen(2010, 2), (vec![2001, 2002], 1, 1));
    assert_eq!(seen(1990, 2), (vec![], 0, 4));
}

#[test]
fn the_feet_leave_out_totals_and_parts_and_say_how_many_they_are_over() {
    let store = exact(&[
        (0, MONEY, 2021, 30.0),
        (1, MONEY, 2021, 70.0),
        (2, MONEY, 2022, 100.0),
        (3, MONEY, 2021, 60.0),
        (4, MONEY, 2021, 999.0),
    ]);
    let matrix = matrix(&store, MONEY, Form::Level, 2022, 9);
    assert_eq!(matrix.ranked, [true, true, true, false, false]);
    let foot = matrix.feet[0];
    assert_eq!((foot.count, foot.of, foot.median), (2, 3, Some((50.0, Mark::Exact))));
    let whole = foot.whole.unwrap();
    assert_eq!((whole.value, whole.count, whole.of), (100.0, 2, 3));
    assert_eq!(matrix.columns[0].cells[3].map(|cell| cell.value), Ok(60.0), "they are still shown");
}

#[test]
fn a_ratio_is_made_of_sums_and_what_never_adds_up_has_a_median_only() {
    let store = exact(&[
        (0, MONEY, 2021, 30.0),
        (0, PEOPLE, 2021, 1.0),
        (1, MONEY, 2021, 70.0),
        (1, PEOPLE, 2021, 4.0),
        (0, PER_HEAD, 2021, 30.0),
        (1, PER_HEAD, 2021, 17.5),
        (0, PLACE, 2021, 3.0),
        (1, PLACE, 2021, 8.0),
    ]);
    let ratio = matrix(&store, PER_HEAD, Form::Level, 2022, 9).feet[0];
    assert_eq!((ratio.whole.unwrap().value, ratio.median.unwrap().0), (20.0, 23.75));
    let place = matrix(&store, PLACE, Form::Level, 2022, 9).feet[0];
    assert_eq!((place.whole, place.median.unwrap().0), (None, 5.5));
    assert_eq!(
        matrix(&store, MONEY, Form::Share, 2022, 9).feet[0].whole,
        None,
        "shares of the sum add up to nothing new"
    );
}

#[test]
fn a_bound_among_the_figures_makes_bounds_below() {
    let rows: [Row; 2] = [(0, MONEY, 2021, 30.0, Mark::Exact), (1, MONEY, 2021, 70.0, Mark::AtLeast)];
    let foot = matrix(&store(&rows, vec![]), MONEY, Form::Level, 2022, 9).feet[0];
    assert_eq!((foot.median.unwrap().1, foot.whole.unwrap().mark), (Mark::AtLeast, Mark::AtLeast));
}

#[test]
fn a_published_rate_has_its_year_and_parks_outside_have_no_part_in_the_feet() {
    let store = exact(&[(0, MONEY, 2020, 10.0), (0, RATE, 2022, 5.0), (1, MONEY, 2020, 20.0)]);
    let growth = matrix(&store, MONEY, Form::Growth, 2022, 9);
    assert_eq!(growth.years, [2022], "of the first year there is no growth");
    assert_eq!(growth.columns[0].cells[0].map(|cell| cell.value), Ok(5.0));
    let members = [ParkId(0), ParkId(2)];
    let measure = Measure { of: MONEY, form: Form::Level };
    let shown = store.matrix(&[ParkId(0), ParkId(2), ParkId(1)], &members, measure, 2022, 9);
    assert_eq!((shown.feet[0].count, shown.feet[0].whole), (1, None), "one park alone is no group");
    assert_eq!(shown.ranked, [true, true, false]);
}
