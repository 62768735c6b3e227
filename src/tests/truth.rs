//! The shipped figures, read a second time by plain loops over the files, against what the program says of them.

mod plain;

use std::collections::{BTreeMap, BTreeSet};

use plain::{Plain, Row};

use super::tester::{Tester, shipped, words};
use crate::{
    load::{Input, load},
    model::{At, FactId, Form, GroupId, IndicatorId, Kind, Observation, Observations, ParkId, Period},
    screen::{Asked, Grid, Lens, Screen, Whence, WhereFrom},
    store::{Statements, Store},
};

fn grid_column(grid: &Grid, name: &str) -> Vec<String> {
    let place = grid.columns.iter().position(|column| column.name == name).unwrap();
    grid.rows.iter().map(|row| words(&row[place])).collect()
}

fn where_from(store: &Store, park: ParkId, indicator: IndicatorId) -> Grid {
    let view = {
        let asked = Some(Asked { park, indicator, fact: None });
        let at = At::Exact(Period::year(2022));
        WhereFrom::compute(
            store,
            &Whence { asked, form: Form::Level, scope: Lens::first(store).scope, at, apart: None },
        )
        .unwrap()
    };
    WhereFrom::grid(&view, store.catalog(), crate::model::Lang::Zh, usize::MAX)
}

#[test]
fn as_much_is_loaded_as_was_compiled() {
    let store = shipped();
    assert_eq!(store.problems(), []);
    let summary = store.summary();
    let counted = [summary.parks, summary.indicators, summary.sources, summary.observations, summary.targets];
    assert_eq!(counted, [154, 311, 508, 2547, 72]);
    let catalog = store.catalog();
    assert_eq!([catalog.parks.len(), catalog.indicators.len(), catalog.sources.len()], [154, 311, 508]);
    let plain = Plain::read();
    assert_eq!([plain.rows.len(), plain.rows.iter().filter(|row| row.kind == "target").count()], [2547, 72]);
}

#[test]
fn every_statement_is_told_with_its_source_and_place() {
    let store = shipped();
    let catalog = store.catalog();
    let plain = Plain::read();
    let mut about: BTreeMap<(&str, &str), Vec<&Row>> = BTreeMap::new();
    for row in &plain.rows {
        about.entry((&row.park, &row.indicator)).or_default().push(row);
    }
    for ((park, indicator), rows) in about {
        let ids = (catalog.park_by_slug(park).unwrap(), catalog.indicator_by_slug(indicator).unwrap());
        let grid = where_from(&store, ids.0, ids.1);
        let told = ["period", "kind", "value", "mark", "source", "place"].map(|name| grid_column(&grid, name));
        let told: BTreeSet<Vec<&str>> =
            (0..grid.rows.len()).map(|row| told.iter().map(|column| column[row].as_str()).collect()).collect();
        assert_eq!(told.len(), rows.len(), "{park} {indicator}");
        for row in rows {
            let value = row.value.to_string();
            let place = format!("{}:{}", row.file, row.line);
            let wanted = vec![row.period.as_str(), &row.kind, &value, &row.mark, plain.title(&row.source), &place];
            assert!(told.contains(&wanted), "{wanted:?} is not among {told:?}");
        }
    }
}

#[test]
fn every_statement_has_its_row_on_the_profile_of_its_park() {
    let plain = Plain::read();
    for park in plain.parks.keys() {
        let mut t = Tester::shipped("profile").parks(&[park]);
        t.press("] ] ] ] ] ]");
        let shown: BTreeSet<String> = t.column("indicator").into_iter().collect();
        let stated: BTreeSet<String> =
            plain.rows.iter().filter(|row| row.park == *park).map(|row| row.indicator.clone()).collect();
        assert_eq!(shown, stated, "{park}");
    }
}

#[test]
fn every_fact_that_sources_state_differently_is_listed() {
    let plain = Plain::read();
    let facts = plain.facts();
    let several = facts.values().filter(|said| said.len() > 1).count();
    let differ = |said: &Vec<&Row>| said.iter().map(|row| row.value.to_bits()).collect::<BTreeSet<_>>().len() > 1;
    let conflicts: BTreeSet<_> = facts.iter().filter(|(_, said)| differ(said)).map(|(fact, _)| *fact).collect();
    assert_eq!((several, conflicts.len()), (114, 42), "as data/README.md counts them");
    let mut t = Tester::shipped("sources");
    t.keys("p");
    let told = ["park", "indicator", "period", "kind"].map(|name| t.column(name));
    let told: BTreeSet<_> = (0..told[0].len())
        .map(|row| (told[0][row].as_str(), told[1][row].as_str(), told[2][row].as_str(), told[3][row].as_str()))
        .collect();
    assert_eq!(told, conflicts);
    let listed: usize = conflicts.iter().map(|fact| facts[fact].len()).sum();
    assert_eq!(t.grid().rows.len(), listed, "every statement of each");
    t.keys("1").sees(&["42"]);
}

#[test]
fn every_remark_is_listed_and_stands_beside_the_figures_it_speaks_of() {
    let store = shipped();
    let plain = Plain::read();
    let mut t = Tester::shipped("sources");
    t.keys("p p");
    let texts = t.column("text");
    for remark in &plain.remarks {
        let text = &remark.text;
        assert!(texts.contains(text), "{text}");
        if remark.kind != "conflict" {
            continue;
        }
        for park in &remark.parks {
            let speaks = |indicator: &String| {
                let found = store.catalog().park_by_slug(park).zip(store.catalog().indicator_by_slug(indicator));
                let (park, indicator) = found.unwrap();
                store.catalog().remarks_about(park, indicator).any(|remark| remark.text.zh == *text)
                    && !where_from(&store, park, indicator).rows.is_empty()
            };
            assert!(remark.indicators.iter().any(speaks), "no figure of {park} for: {text}");
        }
    }
}

#[test]
fn figures_one_can_look_up() {
    for (screen, keys, row, column, expect) in [
        ("ranking", "", "binjiang", "gdp", "2184.8"),
        ("ranking", "", "binjiang", "gdp_period", "2022"),
        ("ranking", "", "binjiang", "gdp_grade", "press"),
        ("ranking", "", "zhongguancun", "hte_count", "18301"),
        ("ranking", "", "zhongguancun", "hte_count_period", "2024"),
        ("ranking", "", "binjiang", "rd_intensity_gdp", "10"),
        ("ranking", "", "binjiang", "rd_intensity_gdp_mark", "about"),
        ("ranking", "[ [ [ [ [ [ [", "binjiang", "gdp", "1088.9"),
        ("ranking", "[ [ [ [ [ [ [", "binjiang", "gdp_disputed", "true"),
    ] {
        let mut t = Tester::shipped(screen);
        t.keys(keys);
        assert_eq!(t.cell(row, column), expect, "{row} {column} after `{keys}`");
    }
    let store = shipped();
    let catalog = store.catalog();
    let (park, gdp) = (catalog.park_by_slug("binjiang").unwrap(), catalog.indicator_by_slug("gdp").unwrap());
    let grid = where_from(&store, park, gdp);
    let (periods, values) = (grid_column(&grid, "period"), grid_column(&grid, "value"));
    let of_2017: Vec<&str> =
        periods.iter().zip(&values).filter(|(period, _)| *period == "2017").map(|(_, value)| value.as_str()).collect();
    assert_eq!(of_2017[0], "1088.9", "shown first");
    assert!(of_2017.contains(&"1050"), "{of_2017:?}");
}

#[test]
fn a_second_reckoning_of_every_table_agrees() {
    let store = shipped();
    let catalog = store.catalog();
    let plain = Plain::read();
    let members = catalog.members(catalog.group(GroupId(0)));
    let slugs: Vec<&str> = members.iter().map(|park| catalog.park(*park).slug.as_str()).collect();
    assert_eq!(slugs, plain.default_group(), "the members of the default group");
    let rules = [
        (At::Exact(Period::year(2022)), 2022..=2022),
        (At::Exact(Period::year(2017)), 2017..=2017),
        (At::Latest { upto: 2024, back: 4 }, 2020..=2024),
        (At::Latest { upto: 2018, back: 2 }, 2016..=2018),
    ];
    let mut compared = 0;
    for (at, years) in rules {
        let ids: Vec<IndicatorId> = catalog.indicator_ids().collect();
        for column in store.slice(&members, &ids, at).columns {
            let about = catalog.indicator(column.indicator);
            let expect = plain.table(&slugs, &about.slug, years.clone());
            for ((cell, expect), park) in column.cells.iter().zip(expect).zip(&slugs) {
                let cell = cell.as_ref().map(|cell| {
                    let rank = cell.rank.unwrap();
                    (cell.period.to_string(), cell.reading.value.to_bits(), rank.place, rank.of)
                });
                let expect = expect.map(|(row, place, of)| (row.period.clone(), row.value.to_bits(), place, of));
                assert_eq!(cell, expect, "{park} {} at {at:?}", about.slug);
                compared += usize::from(cell.is_some());
            }
        }
    }
    assert!(compared > 500, "only {compared} cells had a figure");
}

#[test]
fn the_value_shown_first_is_the_one_the_readme_says() {
    let store = shipped();
    let catalog = store.catalog();
    let plain = Plain::read();
    for ((park, indicator, period, kind), said) in plain.facts() {
        let ids = (catalog.park_by_slug(park).unwrap(), catalog.indicator_by_slug(indicator).unwrap());
        let kind = if kind == "target" { Kind::Target } else { Kind::Actual };
        let series = store.series(ids.0, ids.1, kind);
        let shown = series.get(period.parse().unwrap()).unwrap().reading;
        let source = shown.source.map(|id| catalog.source(id).slug.as_str());
        let wins = plain.winner(&said);
        assert_eq!((shown.value, source), (wins.value, Some(wins.source.as_str())), "{park} {indicator} {period}");
    }
}

#[test]
fn rows_in_any_order_give_the_same_answers() {
    use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
    let read = || load(&Input::Embedded.into()).unwrap();
    let in_order = Store::build(read()).unwrap();
    let mut dataset = read();
    let mut rows: Vec<Observation> = dataset.observations.ids().map(|id| dataset.observations.get(id)).collect();
    // What one fact's sources say keeps its order of reading, the last of the rules; facts come in any.
    rows.sort_by_key(|row| row.place);
    rows.sort_by_key(|row| BuildHasherDefault::<DefaultHasher>::default().hash_one(row.fact));
    assert!(!rows.is_sorted_by_key(|row| row.fact));
    dataset.observations = Observations::default();
    for row in rows {
        dataset.observations.push(row);
    }
    let scrambled = Store::build(dataset).unwrap();
    assert_eq!(scrambled.len(), in_order.len());
    for id in (0..in_order.len()).map(FactId::at) {
        assert_eq!(scrambled.observation(id), in_order.observation(id));
        assert_eq!(scrambled.shown_for(id), in_order.shown_for(id));
    }
    assert_eq!(scrambled.summary(), in_order.summary());
    assert_eq!(scrambled.conflicts(), in_order.conflicts());
    for (one, two) in scrambled.by_source().iter().zip(in_order.by_source()) {
        let told = |all: &Statements| (0..all.len()).map(|place| all.get(place).unwrap()).collect::<Vec<_>>();
        assert_eq!(told(one), told(&two));
        assert!(told(one).is_sorted_by_key(|what| what.place), "in the order of reading");
    }
}
