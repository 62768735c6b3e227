//! Cases of forms on a handful of parks.

use super::{MeasureColumn, Measured, Why};
use crate::{
    analysis::change::Turn,
    model::{
        Adds, At, Catalog, Dataset, Fact, FactId, FileId, Form, Indicator, IndicatorId, Kind, Label, Level, Mark,
        Measure, Nature, Observation, Observations, Park, ParkId, Period, Place, Remark, RemarkKind, Unit,
        measure::Refusal,
    },
    store::Store,
};

mod matrix;

const MONEY: IndicatorId = IndicatorId(0);
const PEOPLE: IndicatorId = IndicatorId(1);
const RATE: IndicatorId = IndicatorId(2);
const PLACE: IndicatorId = IndicatorId(3);
const PER_HEAD: IndicatorId = IndicatorId(4);
const SHARE: IndicatorId = IndicatorId(5);

/// A park's figure: park, indicator, year, value, mark.
type Row = (u32, IndicatorId, i32, f64, Mark);

fn year(year: i32) -> At {
    At::Exact(Period::year(year))
}

fn indicator(slug: &str, unit: &str, nature: Nature, adds: Adds) -> Indicator {
    Indicator { slug: slug.into(), unit: Unit::parse(unit), nature, adds, ..Indicator::default() }
}

/// Five parks: the fourth is a part of the third, the fifth is a total.
fn store(rows: &[Row], remarks: Vec<Remark>) -> Store {
    let mut catalog = Catalog::default();
    catalog.remarks = remarks;
    for (slug, parent, level) in [
        ("a", None, Level::National),
        ("b", None, Level::National),
        ("c", None, Level::National),
        ("part of c", Some(ParkId(2)), Level::National),
        ("total", None, Level::Aggregate),
    ] {
        catalog.add_park(Park { slug: slug.into(), parent, level, ..Park::default() });
    }
    catalog.add_indicator(indicator("money", "100M_CNY", Nature::Flow, Adds::Sum));
    catalog.add_indicator(indicator("people", "10k_person", Nature::Stock, Adds::Sum));
    catalog.add_indicator(Indicator { base: Some(MONEY), ..indicator("rate", "percent", Nature::Growth, Adds::Never) });
    catalog.add_indicator(indicator("place", "rank", Nature::Rank, Adds::Never));
    let (numerator, denominator) = (Some(MONEY), Some(PEOPLE));
    let per_head = indicator("per_head", "10k_CNY_per_person", Nature::Ratio, Adds::Ratio);
    catalog.add_indicator(Indicator { numerator, denominator, ..per_head });
    catalog.add_indicator(indicator("share", "percent", Nature::Ratio, Adds::Ratio));
    let mut observations = Observations::default();
    for (park, indicator, year, value, mark) in rows {
        observations.push(Observation {
            id: FactId(0),
            fact: Fact { indicator: *indicator, park: ParkId(*park), kind: Kind::Actual, period: Period::year(*year) },
            value: Some(*value),
            mark: *mark,
            source: None,
            place: Place { file: FileId(0), line: 1, column: 0 },
            raw: None,
            status: None,
            note: None,
        });
    }
    observations.settle(&catalog);
    Store::build(Dataset { catalog, observations, ..Dataset::default() }).unwrap()
}

fn exact(rows: &[(u32, IndicatorId, i32, f64)]) -> Store {
    let rows: Vec<Row> =
        rows.iter().map(|(park, indicator, year, value)| (*park, *indicator, *year, *value, Mark::Exact)).collect();
    store(&rows, vec![])
}

fn parks(store: &Store) -> Vec<ParkId> {
    store.catalog().park_ids().collect()
}

fn column(store: &Store, of: IndicatorId, form: Form, at: At) -> MeasureColumn {
    let parks = parks(store);
    store.measured(&parks, &parks, Measure { of, form }, at)
}

fn cell(store: &Store, park: usize, of: IndicatorId, form: Form, at: i32) -> Result<Measured, Why> {
    column(store, of, form, year(at)).cells[park]
}

/// Rounded, so that it can be written here.
fn value(cell: Result<Measured, Why>) -> Option<f64> {
    cell.ok().map(|cell| (cell.value * 1e6).round() / 1e6)
}

fn remark(kind: RemarkKind, park: u32, indicator: IndicatorId, year: i32) -> Remark {
    Remark {
        kind,
        parks: vec![ParkId(park)],
        indicators: vec![indicator],
        periods: vec![Period::year(year)],
        text: Label::same("said"),
    }
}

#[test]
fn growth_is_published_where_it_is_and_computed_elsewhere() {
    let store = exact(&[
        (0, MONEY, 2020, 100.0),
        (0, MONEY, 2021, 120.0),
        (0, RATE, 2021, 15.5),
        (1, MONEY, 2020, 80.0),
        (1, MONEY, 2021, 100.0),
    ]);
    let published = cell(&store, 0, MONEY, Form::Growth, 2021).unwrap();
    assert_eq!((published.value, published.computed), (15.5, false), "prices are taken out of it");
    assert_eq!(store.observation(published.fact).fact.indicator, RATE);
    let computed = cell(&store, 1, MONEY, Form::Growth, 2021).unwrap();
    assert_eq!((computed.value, computed.computed), (25.0, true));
    assert_eq!(store.observation(computed.by.unwrap()).fact.period, Period::year(2020));
    assert_eq!(value(cell(&store, 0, MONEY, Form::Change, 2021)), Some(20.0), "the difference is in the unit itself");
    assert_eq!(cell(&store, 2, MONEY, Form::Growth, 2021), Err(Why::Missing));
    assert_eq!(cell(&store, 1, MONEY, Form::Growth, 2020), Err(Why::NoBase(Period::year(2019))));
}

#[test]
fn a_rate_published_of_a_newer_year_is_newer_than_any_computed() {
    let store = exact(&[
        (0, MONEY, 2020, 100.0),
        (0, MONEY, 2021, 120.0),
        (0, RATE, 2022, 3.0),
        (1, RATE, 2020, 4.0),
        (1, MONEY, 2020, 1.0),
        (1, MONEY, 2021, 2.0),
    ]);
    let column = column(&store, MONEY, Form::Growth, At::Latest { upto: 2022, back: 4 });
    let seen: Vec<_> = column.cells[..2].iter().map(|cell| cell.map(|cell| (cell.value, cell.period))).collect();
    assert_eq!(seen, [Ok((3.0, Period::year(2022))), Ok((100.0, Period::year(2021)))]);
    assert_eq!(column.periods, [Period::year(2021), Period::year(2022)]);
}

#[test]
fn losses_have_words_and_a_base_of_zero_has_none() {
    let store = exact(&[
        (0, MONEY, 2020, -5.0),
        (0, MONEY, 2021, 3.0),
        (1, MONEY, 2020, 5.0),
        (1, MONEY, 2021, -3.0),
        (2, MONEY, 2020, 0.0),
        (2, MONEY, 2021, 3.0),
    ]);
    assert_eq!(cell(&store, 0, MONEY, Form::Growth, 2021), Err(Why::Turned(Turn::Recovered)));
    assert_eq!(cell(&store, 1, MONEY, Form::Growth, 2021), Err(Why::Turned(Turn::Lost)));
    assert_eq!(cell(&store, 2, MONEY, Form::Growth, 2021), Err(Why::NotPositive));
    assert_eq!(cell(&store, 1, MONEY, Form::Cagr { from: 2020 }, 2021), Err(Why::Turned(Turn::Lost)));
    assert_eq!(cell(&store, 0, MONEY, Form::Index { base: 2020 }, 2021), Err(Why::NotPositive));
    assert_eq!(cell(&store, 1, MONEY, Form::Share, 2021), Err(Why::NotPositive), "a loss has no share");
}

#[test]
fn the_years_between_count_whether_they_have_a_figure_or_not() {
    let store =
        exact(&[(0, MONEY, 2016, 100.0), (0, MONEY, 2020, 146.41), (1, MONEY, 2016, 0.0), (1, MONEY, 2020, 5.0)]);
    assert_eq!(value(cell(&store, 0, MONEY, Form::Cagr { from: 2016 }, 2020)), Some(10.0));
    assert_eq!(value(cell(&store, 0, MONEY, Form::Index { base: 2016 }, 2020)), Some(146.41));
    assert_eq!(value(cell(&store, 0, MONEY, Form::Index { base: 2016 }, 2016)), Some(100.0));
    assert_eq!(cell(&store, 0, MONEY, Form::Cagr { from: 2016 }, 2016), Err(Why::NoSpan));
    assert_eq!(cell(&store, 0, MONEY, Form::Cagr { from: 2020 }, 2016), Err(Why::NoSpan));
    assert_eq!(cell(&store, 0, MONEY, Form::Cagr { from: 2018 }, 2020), Err(Why::NoBase(Period::year(2018))));
    assert_eq!(cell(&store, 1, MONEY, Form::Cagr { from: 2016 }, 2020), Err(Why::NotPositive));
    assert_eq!(cell(&store, 1, MONEY, Form::Index { base: 2016 }, 2016), Err(Why::NotPositive));
}

#[test]
fn a_remark_on_either_figure_or_a_break_between_leaves_it_unsaid() {
    let rows: Vec<Row> = (2018..=2022).map(|year| (0, MONEY, year, 100.0, Mark::Exact)).collect();
    let warned = |kind, of, form: Form, at| {
        let store = store(&rows, vec![remark(kind, 0, MONEY, of)]);
        cell(&store, 0, MONEY, form, at) == Err(Why::Warned)
    };
    assert!(warned(RemarkKind::Trap, 2021, Form::Growth, 2021));
    assert!(warned(RemarkKind::Trap, 2020, Form::Growth, 2021));
    assert!(!warned(RemarkKind::Trap, 2019, Form::Growth, 2021));
    assert!(warned(RemarkKind::Break, 2020, Form::Cagr { from: 2018 }, 2022), "the perimeter changed on the way");
    assert!(!warned(RemarkKind::Conflict, 2020, Form::Cagr { from: 2018 }, 2022));
    assert!(!warned(RemarkKind::Break, 2022, Form::Cagr { from: 2018 }, 2021));
    assert!(!warned(RemarkKind::Break, 2020, Form::Level, 2020));
}

#[test]
fn a_denominator_is_of_the_same_period_and_the_unit_is_the_one_people_read() {
    let store = exact(&[
        (0, MONEY, 2020, 10_302.2),
        (0, PEOPLE, 2020, 31.2),
        (0, MONEY, 2021, 11_000.0),
        (1, MONEY, 2021, 5.0),
        (1, PEOPLE, 2020, 5.0),
        (2, MONEY, 2021, 5.0),
        (2, PEOPLE, 2021, 0.0),
    ]);
    let column = column(&store, MONEY, Form::Per(PEOPLE), At::Latest { upto: 2021, back: 3 });
    assert_eq!(column.unit.code(), "10k_CNY_per_person");
    let cell = column.cells[0].unwrap();
    assert_eq!(
        (value(Ok(cell)), cell.period),
        (Some(330.198_718), Period::year(2020)),
        "the newest year that has both"
    );
    assert_eq!(column.cells[1], Err(Why::NoSecond(Period::year(2021))), "never the people of another year");
    assert_eq!(column.cells[2], Err(Why::NotPositive));
}

#[test]
fn bounds_give_bounds_and_two_of_a_kind_nothing() {
    use Mark::{About, AtLeast, AtMost, Exact};
    let mark = |own: Mark, before: Mark, form: Form| {
        let store = store(&[(0, MONEY, 2020, 100.0, before), (0, MONEY, 2021, 120.0, own)], vec![]);
        cell(&store, 0, MONEY, form, 2021).map(|cell| cell.mark)
    };
    for form in [Form::Growth, Form::Change, Form::Cagr { from: 2020 }, Form::Index { base: 2020 }] {
        assert_eq!(mark(AtLeast, Exact, form), Ok(AtLeast), "{form}");
        assert_eq!(mark(Exact, AtLeast, form), Ok(AtMost), "{form}");
        assert_eq!(mark(Exact, About, form), Ok(About), "{form}");
        assert_eq!(mark(AtLeast, AtLeast, form), Err(Why::Bounds), "{form}");
    }
    // A larger place is a worse one: of a place of at least 5 after an exact 9, at most 4 are gained.
    let store = store(&[(0, PLACE, 2020, 9.0, Exact), (0, PLACE, 2021, 5.0, AtLeast)], vec![]);
    let gained = cell(&store, 0, PLACE, Form::Change, 2021).unwrap();
    assert_eq!((gained.value, gained.mark), (4.0, AtMost));
}

#[test]
fn a_share_is_of_the_members_that_have_a_figure_of_that_very_year() {
    let store = exact(&[
        (0, MONEY, 2021, 30.0),
        (1, MONEY, 2021, 70.0),
        (2, MONEY, 2020, 50.0),
        (3, MONEY, 2021, 25.0),
        (4, MONEY, 2021, 999.0),
    ]);
    let column = column(&store, MONEY, Form::Share, At::Latest { upto: 2021, back: 2 });
    let values: Vec<_> = column.cells.iter().map(|cell| cell.map(|cell| cell.value)).collect();
    assert_eq!(values, [Ok(30.0), Ok(70.0), Err(Why::Alone), Err(Why::NotCounted), Err(Why::NotCounted)]);
    let whole = column.whole(Period::year(2021)).unwrap();
    assert_eq!((whole.sum.value, whole.sum.count, whole.of), (100.0, 2, 3), "neither the part nor the total");
}

#[test]
fn the_mark_of_a_share_knows_its_own_figure_from_the_rest() {
    let share = |marks: [Mark; 2]| {
        let store = store(&[(0, MONEY, 2021, 30.0, marks[0]), (1, MONEY, 2021, 70.0, marks[1])], vec![]);
        cell(&store, 0, MONEY, Form::Share, 2021).map(|cell| cell.mark)
    };
    assert_eq!(share([Mark::AtLeast, Mark::Exact]), Ok(Mark::AtLeast));
    assert_eq!(share([Mark::Exact, Mark::AtLeast]), Ok(Mark::AtMost));
    assert_eq!(share([Mark::AtLeast, Mark::AtLeast]), Err(Why::Bounds));
}

#[test]
fn contributions_are_of_the_members_that_have_both_years() {
    let store = exact(&[
        (0, MONEY, 2020, 100.0),
        (0, MONEY, 2021, 130.0),
        (1, MONEY, 2020, 100.0),
        (1, MONEY, 2021, 90.0),
        (2, MONEY, 2021, 500.0),
    ]);
    assert_eq!(value(cell(&store, 0, MONEY, Form::Contribution, 2021)), Some(150.0), "more than all of it");
    assert_eq!(value(cell(&store, 1, MONEY, Form::Contribution, 2021)), Some(-50.0));
    assert_eq!(value(cell(&store, 0, MONEY, Form::Pull, 2021)), Some(15.0));
    assert_eq!(value(cell(&store, 1, MONEY, Form::Pull, 2021)), Some(-5.0));
    assert_eq!(cell(&store, 2, MONEY, Form::Pull, 2021), Err(Why::NoBase(Period::year(2020))));
    let all = parks(&store);
    let (before, now) = store.aggregate_change(&all, MONEY, Period::year(2021)).unwrap();
    assert_eq!(((before.value, before.count), (now.value, now.count)), ((200.0, 2), (220.0, 2)));
    let fallen = exact(&[(0, MONEY, 2020, 9.0), (0, MONEY, 2021, 8.0), (1, MONEY, 2020, 9.0), (1, MONEY, 2021, 9.5)]);
    assert_eq!(cell(&fallen, 1, MONEY, Form::Contribution, 2021), Err(Why::NoGrowth));
    assert_eq!(value(cell(&fallen, 1, MONEY, Form::Pull, 2021)), Some(2.777_778));
}

#[test]
fn members_of_bounds_or_warned_of_are_left_out_of_the_change_of_the_group() {
    let rows = [
        (0, MONEY, 2020, 100.0, Mark::Exact),
        (0, MONEY, 2021, 130.0, Mark::About),
        (1, MONEY, 2020, 100.0, Mark::Exact),
        (1, MONEY, 2021, 120.0, Mark::Exact),
        (2, MONEY, 2020, 100.0, Mark::AtLeast),
        (2, MONEY, 2021, 900.0, Mark::Exact),
    ];
    let plain = store(&rows, vec![]);
    let one = cell(&plain, 1, MONEY, Form::Contribution, 2021).unwrap();
    assert_eq!((value(Ok(one)), one.mark), (Some(40.0), Mark::About), "the other is round");
    assert_eq!(cell(&plain, 2, MONEY, Form::Contribution, 2021), Err(Why::Bounds));
    let warned = store(&rows, vec![remark(RemarkKind::Break, 0, MONEY, 2021)]);
    assert_eq!(cell(&warned, 1, MONEY, Form::Pull, 2021), Err(Why::Alone), "nobody else is left");
}

#[test]
fn places_are_over_the_parks_of_that_very_year() {
    let store =
        exact(&[(0, MONEY, 2021, 30.0), (1, MONEY, 2021, 70.0), (2, MONEY, 2021, 30.0), (3, MONEY, 2021, 80.0)]);
    let values = |form| -> Vec<Result<f64, Why>> {
        column(&store, MONEY, form, year(2021)).cells.iter().map(|cell| cell.map(|cell| cell.value)).collect()
    };
    let out = Err(Why::NotCounted);
    assert_eq!(values(Form::Rank), [Ok(2.0), Ok(1.0), Ok(2.0), out, Err(Why::Missing)]);
    assert_eq!(values(Form::Percentile), [Ok(50.0), Ok(100.0), Ok(50.0), out, Err(Why::Missing)]);
    let scores: f64 = values(Form::ZScore).into_iter().flatten().sum();
    assert!(scores.abs() < 1e-9);
    let same = exact(&[(0, MONEY, 2021, 0.1), (1, MONEY, 2021, 0.1), (2, MONEY, 2021, 0.1)]);
    assert_eq!(cell(&same, 0, MONEY, Form::ZScore, 2021), Err(Why::Constant));
    let alone = exact(&[(0, MONEY, 2021, 1.0)]);
    assert_eq!(cell(&alone, 0, MONEY, Form::Percentile, 2021), Err(Why::Alone));
    assert_eq!(value(cell(&alone, 0, MONEY, Form::Rank, 2021)), Some(1.0));
}

#[test]
fn a_location_quotient_is_over_the_members_that_have_both() {
    let store = exact(&[
        (0, MONEY, 2021, 20.0),
        (0, PEOPLE, 2021, 1.0),
        (1, MONEY, 2021, 80.0),
        (1, PEOPLE, 2021, 9.0),
        (2, MONEY, 2021, 900.0),
    ]);
    let form = Form::LocationQuotient(PEOPLE);
    assert_eq!(value(cell(&store, 0, MONEY, form, 2021)), Some(2.0), "a fifth of the money, a tenth of the people");
    assert_eq!(cell(&store, 2, MONEY, form, 2021), Err(Why::NoSecond(Period::year(2021))));
}

#[test]
fn what_a_park_does_to_a_ratio_is_told_over_the_members_that_have_both() {
    let rows = [
        (0, MONEY, 2021, 10.0),
        (0, PEOPLE, 2021, 100.0),
        (1, MONEY, 2021, 20.0),
        (1, PEOPLE, 2021, 500.0),
        (2, MONEY, 2021, 900.0),
    ];
    let store = exact(&rows);
    // 亿元 over 万人 is 万元 a head: 30 ÷ 600, without the first 20 ÷ 500, without the second 10 ÷ 100.
    assert_eq!(value(cell(&store, 0, PER_HEAD, Form::Effect, 2021)), Some(0.01));
    assert_eq!(value(cell(&store, 1, PER_HEAD, Form::Effect, 2021)), Some(-0.05));
    assert_eq!(cell(&store, 2, PER_HEAD, Form::Effect, 2021), Err(Why::NoSecond(Period::year(2021))));
    assert_eq!(cell(&store, 0, MONEY, Form::Effect, 2021), Err(Why::Refused(Refusal::NotARatio)));
    assert_eq!(cell(&store, 0, SHARE, Form::Effect, 2021), Err(Why::Refused(Refusal::NotARatio)));
    let alone = exact(&rows[..2]);
    assert_eq!(cell(&alone, 0, PER_HEAD, Form::Effect, 2021), Err(Why::Alone));
}

#[test]
fn what_a_form_says_nothing_of_is_refused_for_every_park() {
    let store = exact(&[(0, SHARE, 2021, 5.0), (0, PLACE, 2020, 4.0), (0, PLACE, 2021, 3.0)]);
    let column = column(&store, SHARE, Form::Growth, year(2021));
    assert_eq!(column.refused, Some(Refusal::OfPercent));
    assert!(column.cells.iter().all(|cell| *cell == Err(Why::Refused(Refusal::OfPercent))));
    assert_eq!(cell(&store, 0, PLACE, Form::Share, 2021), Err(Why::Refused(Refusal::OfRank)));
    assert_eq!(value(cell(&store, 0, PLACE, Form::Change, 2021)), Some(1.0), "one place up");
}

#[test]
fn a_group_need_not_hold_the_parks_that_are_shown() {
    let store = exact(&[(0, MONEY, 2021, 30.0), (1, MONEY, 2021, 70.0), (2, MONEY, 2021, 100.0)]);
    let measure = Measure { of: MONEY, form: Form::Share };
    let column = store.measured(&[ParkId(1), ParkId(2)], &[ParkId(0), ParkId(1)], measure, year(2021));
    let values: Vec<_> = column.cells.iter().map(|cell| cell.map(|cell| cell.value)).collect();
    assert_eq!(values, [Ok(70.0), Err(Why::NotCounted)]);
    let years = store.measured_years(&[ParkId(1)], &[ParkId(0), ParkId(1)], measure, 2020..=2021);
    let cells: Vec<_> = years.iter().map(|column| column.cells[0].map(|cell| cell.value)).collect();
    assert_eq!(cells, [Err(Why::Missing), Ok(70.0)]);
    let empty = store.measured(&[], &[], measure, year(2021));
    assert!(empty.cells.is_empty() && empty.periods.is_empty());
}

#[test]
fn a_group_is_put_together_by_the_way_an_indicator_adds_up() {
    let store = exact(&[
        (0, MONEY, 2021, 30.0),
        (0, PEOPLE, 2021, 1.0),
        (1, MONEY, 2021, 70.0),
        (1, PEOPLE, 2021, 4.0),
        (2, MONEY, 2021, 100.0),
        (3, MONEY, 2021, 60.0),
        (4, MONEY, 2021, 999.0),
        (0, PER_HEAD, 2021, 1.0),
        (0, RATE, 2021, 5.0),
        (0, SHARE, 2021, 5.0),
        (0, PLACE, 2021, 5.0),
        (1, MONEY, 2022, 75.0),
    ]);
    let all = parks(&store);
    let latest = At::Latest { upto: 2022, back: 4 };
    let sum = store.aggregate(&all, MONEY, latest).unwrap();
    assert_eq!((sum.value, sum.count, sum.of, sum.period), (200.0, 3, 3, Period::year(2021)), "of one year");
    let ratio = store.aggregate(&all, PER_HEAD, latest).unwrap();
    assert_eq!((ratio.value, ratio.count), (20.0, 2), "万元 a head over those that have both, not the mean of ratios");
    for never in [RATE, SHARE, PLACE] {
        assert_eq!(store.aggregate(&all, never, latest), None);
    }
    let middle = store.middle(&all, MONEY, year(2021)).unwrap();
    assert_eq!((middle.median.value, middle.mean.value.round(), middle.mean.count), (70.0, 67.0, 3));
    assert_eq!(store.aggregate(&all, MONEY, year(1999)), None);
    assert_eq!(store.middle(&[], MONEY, latest), None);
    let twice = store.aggregate(&[ParkId(3), ParkId(3)], MONEY, latest);
    assert_eq!(twice.map(|all| all.value), Some(60.0), "nobody counts twice");
}
