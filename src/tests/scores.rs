//! Scores over real figures: which parks, which periods, and the same on every way to them.

use super::tester::{shipped, tiny};
use crate::model::{
    At, Better, Kind, Period, Scheme,
    scheme::{Leaf, Measure, Method, Treat},
};

fn of(measure: Option<Measure>) -> Scheme {
    let leaf = Leaf { node: 0, measure, better: Better::Higher, method: Method::MinMax, treat: Treat::None };
    Scheme { leaves: vec![leaf], ..Scheme::default() }
}

#[test]
fn totals_are_not_scored_and_every_figure_keeps_its_period() {
    let store = shipped();
    let catalog = store.catalog();
    let gdp = catalog.indicator_by_slug("gdp").unwrap();
    let parks: Vec<_> = catalog.park_ids().collect();
    let at = At::Latest { upto: 2022, back: 4 };
    let inputs = store.score_inputs(&parks, &of(Some(Measure::Plain(gdp))), at);
    assert_eq!(inputs.parks.len() + inputs.left_out, parks.len());
    let is_single = |park: &crate::model::ParkId| catalog.park(*park).level.is_zone() && !catalog.is_part(*park);
    assert!(inputs.left_out > 0 && inputs.parks.iter().all(is_single));
    for (row, park) in inputs.parks.iter().enumerate() {
        let point = store.series(*park, gdp, Kind::Actual).at(at).copied();
        assert_eq!(inputs.figure(0, row), point);
        let value = Some(inputs.columns[0].values[row]).filter(|value| !value.is_nan());
        assert_eq!(point.map(|point| point.reading.value), value);
    }
}

#[test]
fn a_ratio_takes_both_figures_of_one_period() {
    let store = tiny();
    let catalog = store.catalog();
    let [numerator, denominator] = ["revenue", "firms"].map(|slug| catalog.indicator_by_slug(slug).unwrap());
    let scheme = of(Some(Measure::Ratio { numerator, denominator, times: 10.0 }));
    let parks: Vec<_> = catalog.park_ids().collect();
    let inputs = store.score_inputs(&parks, &scheme, At::Latest { upto: 2030, back: 30 });
    let mut seen = 0;
    for row in 0..inputs.parks.len() {
        let (Some(over), Some(under)) = (inputs.figure(0, row), inputs.under(0, row)) else { continue };
        assert_eq!(over.period, under.period);
        let ratio = over.reading.value / under.reading.value * 10.0;
        assert!((inputs.columns[0].values[row] - ratio).abs() < 1e-12);
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn what_the_data_does_not_know_is_missing_for_everyone() {
    let store = tiny();
    let parks: Vec<_> = store.catalog().park_ids().collect();
    let inputs = store.score_inputs(&parks, &of(None), At::Exact(Period::year(2022)));
    assert!(inputs.columns[0].values.iter().all(|value| value.is_nan()) && inputs.columns[0].count() == 0);
}
