//! Settled rows against a naive reckoning of the same rules, on random rows in any order.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{super::Block, MANY};
use crate::model::{
    Catalog, Fact, FactId, FileId, Grade, Indicator, IndicatorId, Kind, Mark, Observation, Observations, Park, ParkId,
    Period, Place, Source, SourceId,
};

/// Three parks, two indicators and five sources, of which two are equal in all that counts.
fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    for slug in ["a", "b", "c"] {
        catalog.add_park(Park { slug: slug.into(), ..Park::default() });
        catalog.add_indicator(Indicator { slug: slug.into(), ..Indicator::default() });
    }
    for (at, (grade, date)) in [
        (Grade::Press, "2020"),
        (Grade::Official, "2019-03"),
        (Grade::Official, "2021-05-01"),
        (Grade::Repost, "n.d."),
        (Grade::Press, "2020"),
    ]
    .into_iter()
    .enumerate()
    {
        catalog.add_source(Source { slug: at.to_string(), date: date.into(), grade, ..Source::default() });
    }
    catalog
}

fn text(words: &'static [&'static str]) -> impl Strategy<Value = Option<std::sync::Arc<str>>> {
    prop::option::of(prop::sample::select(words).prop_map(Into::into))
}

/// Few of each, so that rows meet.
fn observation() -> impl Strategy<Value = Observation> {
    let period = prop::sample::select(vec!["2019", "2020", "2020-01..06", "2021-05"]);
    let fact = (0..2_u32, 0..3_u32, any::<bool>(), period).prop_map(|(indicator, park, is_target, period)| Fact {
        indicator: IndicatorId(indicator),
        park: ParkId(park),
        kind: if is_target { Kind::Target } else { Kind::Actual },
        period: period.parse().unwrap(),
    });
    let value = prop::option::of(prop::sample::select(vec![0.0, -0.0, 1.5, 2.0]));
    let mark = prop::sample::select(vec![Mark::Exact, Mark::AtLeast, Mark::Expected]);
    let words = (text(&["5 p", "5", "约5"]), text(&["P", "PB"]), text(&["x", "y"]));
    (fact, value, mark, prop::option::of((0..5_u32).prop_map(SourceId)), words, (0..2_u32, 0..3_u16)).prop_map(
        |(fact, value, mark, source, (raw, status, note), (file, column))| {
            let place = Place { file: FileId(file), line: 0, column };
            Observation { id: FactId(0), fact, value, mark, source, place, raw, status, note }
        },
    )
}

/// The lines are those of the order of reading.
fn observations() -> impl Strategy<Value = Vec<Observation>> {
    prop::collection::vec(observation(), 0..60).prop_map(|mut rows| {
        rows.sort_by_key(|row| row.place.file);
        for (line, row) in (1..).zip(&mut rows) {
            row.place.line = line;
        }
        rows
    })
}

fn pushed(rows: &[Observation]) -> Observations {
    let mut all = Observations::default();
    for row in rows {
        all.push(row.clone());
    }
    all
}

fn told(all: &Observations) -> Vec<Observation> {
    all.ids().map(|id| Observation { id: FactId(0), ..all.get(id) }).collect()
}

/// A row, whether it is shown, and whether its fact is disputed.
type Told = (Observation, bool, bool);

/// The rules in the simplest words there are: every row is compared with every other.
fn naive(rows: &[Observation], catalog: &Catalog) -> (Vec<Told>, Vec<[Place; 2]>) {
    let says = |row: &Observation| {
        (
            row.fact,
            row.value.map(f64::to_bits),
            row.mark,
            row.source,
            row.status.clone(),
            row.note.clone(),
            row.place.file,
        )
    };
    let mut facts: BTreeMap<(IndicatorId, Kind, ParkId, Period), Vec<Observation>> = BTreeMap::new();
    let mut duplicates = vec![];
    for (at, row) in rows.iter().enumerate() {
        if let Some(first) = rows[..at].iter().find(|other| says(other) == says(row)) {
            duplicates.push([first.place, row.place]);
            continue;
        }
        let Fact { indicator, park, kind, period } = row.fact;
        facts.entry((indicator, kind, park, period)).or_default().push(row.clone());
    }
    let source = |row: &Observation| row.source.map(|id| catalog.source(id));
    let mut settled = vec![];
    for mut said in facts.into_values() {
        let gives_way = |row: &Observation| {
            row.mark == Mark::Expected
                && said.iter().filter(|other| other.value.is_some() && other.mark != Mark::Expected).any(|other| {
                    !source(other).zip(source(row)).is_some_and(|(theirs, mine)| theirs.is_surely_older(mine))
                })
        };
        let beats = |a: &Observation, b: &Observation| {
            let order = gives_way(a).cmp(&gives_way(b)).then_with(|| match (source(a), source(b)) {
                (Some(a), Some(b)) => a.grade.cmp(&b.grade).then_with(|| b.stated_date().cmp(&a.stated_date())),
                (a, b) => a.is_none().cmp(&b.is_none()),
            });
            order.then_with(|| a.place.cmp(&b.place)).is_lt()
        };
        let with_value = || said.iter().filter(|row| row.value.is_some());
        let first = with_value().position(|row| !with_value().any(|other| beats(other, row)));
        let first = first.and_then(|nth| said.iter().position(|row| Some(row) == with_value().nth(nth)));
        let values: Vec<u64> = with_value().filter_map(|row| row.value).map(f64::to_bits).collect();
        let disputed = values.iter().any(|value| *value != values[0]);
        if let Some(first) = first {
            let row = said.remove(first);
            said.insert(0, row);
        }
        let shown = |place: usize| place == 0 && first.is_some();
        settled.extend(said.into_iter().enumerate().map(|(place, row)| (row, shown(place), disputed)));
    }
    (settled, duplicates)
}

proptest! {
    #[test]
    fn settling_does_what_the_rules_say(rows in observations()) {
        let catalog = catalog();
        let mut all = pushed(&rows);
        let duplicates = all.settle(&catalog);
        let (expect, dropped) = naive(&rows, &catalog);
        prop_assert_eq!(duplicates.iter().map(|it| [it.first, it.again]).collect::<Vec<_>>(), dropped);
        // Compared as they print: two zeros are two values.
        let settled: Vec<String> = told(&all).iter().map(|row| format!("{row:?}")).collect();
        prop_assert_eq!(settled, expect.iter().map(|(row, ..)| format!("{row:?}")).collect::<Vec<_>>());
        prop_assert!(all.settle(&catalog).is_empty(), "a second time there is nothing to do");
        for (id, (row, shown, disputed)) in all.ids().zip(expect) {
            let about = all.about.get(id.index());
            prop_assert_eq!((about.is_shown(), about.is_disputed()), (shown, disputed), "{:?}", row);
            let second_hand = row.source.is_some_and(|id| catalog.source(id).grade.is_second_hand());
            prop_assert_eq!(about.is_second_hand(), second_hand);
            let spans = all.spans.as_ref().unwrap();
            prop_assert!(spans.rows(row.fact.indicator, row.fact.kind).contains(&id.index()));
        }
    }

    #[test]
    fn wide_keys_settle_as_narrow_ones_do(rows in observations()) {
        let catalog = catalog();
        let (mut narrow, mut wide) = (pushed(&rows), pushed(&rows));
        let packing = super::Packing::of(&narrow);
        let told_of = (narrow.settle_by::<u64>(packing, &catalog), wide.settle_by::<u128>(packing, &catalog));
        prop_assert_eq!(told_of.0, told_of.1);
        prop_assert_eq!(format!("{:?}", told(&narrow)), format!("{:?}", told(&wide)));
    }

    #[test]
    fn rows_in_blocks_are_the_rows_one_by_one(rows in observations(), cut in 0..60_usize) {
        let (now, later) = rows.split_at(cut.min(rows.len()));
        let mut all = pushed(now);
        all.append(&block(later));
        prop_assert_eq!(format!("{:?}", told(&all)), format!("{:?}", told(&pushed(&rows))));
    }
}

fn block(rows: &[Observation]) -> Block {
    let mut block = Block::default();
    for (at, row) in rows.iter().enumerate() {
        block.parks.push(row.fact.park.0);
        block.indicators.push(row.fact.indicator.0);
        block.periods.push(row.fact.period.pack());
        block.values.push(row.value.unwrap_or(f64::NAN));
        block.about.push(super::About::new(row.mark, row.fact.kind, row.place.file));
        block.sources.push(row.source.map_or(Block::NO_SOURCE, |source| source.0));
        block.lines.push(row.place.line);
        block.columns.push(row.place.column);
        let texts = &mut block.texts;
        for (said, text) in
            [(&mut texts.raws, &row.raw), (&mut texts.statuses, &row.status), (&mut texts.notes, &row.note)]
        {
            if let Some(text) = text {
                said.say(at, text);
            }
        }
    }
    block
}

/// So many rows, from the last to the first, so that threads share the sorting.
#[test]
fn many_rows_in_the_worst_order_are_settled() {
    let catalog = catalog();
    let count = MANY as i32 * 2 + 17;
    let mut all = Observations::default();
    for nth in (0..count).rev() {
        let fact = Fact {
            indicator: IndicatorId(0),
            park: ParkId((nth % 3) as u32),
            kind: Kind::Actual,
            period: Period::year(nth / 3 % 9000),
        };
        let place = Place { file: FileId(0), line: nth as u32, column: 0 };
        let (value, note) = (Some(f64::from(nth)), (nth % 1000 == 0).then(|| nth.to_string().into()));
        let (mark, source, raw, status) = (Mark::Exact, None, None, None);
        all.push(Observation { id: FactId(0), fact, value, mark, source, place, raw, status, note });
    }
    assert_eq!(all.settle(&catalog), []);
    let order = |row: &Observation| (row.fact.park, row.fact.period, std::cmp::Reverse(row.place.line));
    let rows = told(&all);
    assert_eq!(rows.len(), count as usize);
    assert!(rows.is_sorted_by_key(order));
    for row in rows {
        assert_eq!(row.value, Some(f64::from(row.place.line)));
        let note = (row.place.line % 1000 == 0).then(|| row.place.line.to_string());
        assert_eq!(row.note.as_deref(), note.as_deref());
    }
}
