//! Files on disk in, observations and problems out.

use std::{fs, path::PathBuf};

use proptest::prelude::*;

use super::{Input, Options, load, part, read, rows};
use crate::{
    error::Error,
    model::{Dataset, FactId, Lang, Mark, Nature, Rule, Severity, Unit},
};

mod decimal;
mod defects;
mod headings;
mod hostile;
mod swift;
mod units;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn open(name: &str) -> Dataset {
    load(&vec![Input::Path(fixture(name))].into()).unwrap()
}

/// A table given as text.
fn table(text: &str) -> Dataset {
    bytes(text.as_bytes())
}

fn bytes(bytes: &[u8]) -> Dataset {
    beside(bytes, None, &Options::default())
}

/// A table given as bytes, with what is said beside it and on the command line.
fn beside(bytes: &[u8], sidecar: Option<&str>, options: &Options) -> Dataset {
    let mut dataset = Dataset::default();
    let mut names = rows::Names::of(&dataset.catalog);
    let part = part::Part::bytes("t.csv", bytes.to_vec());
    let sidecar = sidecar.map(|text| part::Part::bytes("t.toml", text.as_bytes().to_vec()));
    read::read(part::Table { part, sidecar }, &mut dataset, &mut names, options);
    dataset
}

fn said(dataset: &Dataset) -> Vec<String> {
    dataset.problems.iter().map(ToString::to_string).collect()
}

/// A row as text, in the words of the files.
fn shown(dataset: &Dataset, row: usize) -> String {
    let seen = dataset.observations.get(FactId::at(row));
    let catalog = &dataset.catalog;
    let value = seen.value.map_or_else(|| "-".to_owned(), |value| value.to_string());
    let mut words = vec![
        catalog.park(seen.fact.park).slug.clone(),
        catalog.indicator(seen.fact.indicator).slug.clone(),
        seen.fact.period.to_string(),
        format!("{}{value}", seen.mark.sign()),
        catalog.indicator(seen.fact.indicator).unit.to_string(),
    ];
    words.extend(seen.source.map(|source| catalog.source(source).slug.clone()));
    words.extend(seen.status.map(|status| format!("[{status}]")));
    words.extend(seen.raw.map(|raw| format!("raw `{raw}`")));
    words.extend(seen.note.map(|note| format!("note `{note}`")));
    words.join(" ")
}

fn all_shown(dataset: &Dataset) -> Vec<String> {
    (0..dataset.observations.len()).map(|row| shown(dataset, row)).collect()
}

#[test]
fn the_data_compiled_in_is_whole_and_without_problems() {
    let dataset = load(&vec![Input::Embedded].into()).unwrap();
    assert_eq!(said(&dataset), [""; 0]);
    let catalog = &dataset.catalog;
    assert_eq!((catalog.parks.len(), catalog.indicators.len(), catalog.sources.len()), (154, 311, 508));
    assert_eq!(dataset.observations.len(), 2547);
    assert!(!catalog.groups.is_empty() && !catalog.remarks.is_empty());
}

#[test]
fn a_heading_states_its_own_unit_whatever_the_corner_says() {
    let found = table("主要指标(2023年)\n单位：亿元\n园区,营业收入,从业人员(人),R&D强度(%)\n甲园,12,300,3.5\n");
    let expect = ["甲园 营业收入 2023 12 100M_CNY", "甲园 从业人员 2023 300 person", "甲园 R&D强度 2023 3.5 percent"];
    assert_eq!(all_shown(&found), expect);
}

#[test]
fn zones_of_one_place_are_not_taken_for_that_place() {
    let expect = ["甲园 营收 2022 5 100M_CNY", "乙园 营收 2022 7 100M_CNY"];
    for text in [
        "园区名称,地区,指标,年份,数值,单位\n甲园,浙江,营收,2022,5,亿元\n乙园,浙江,营收,2022,7,亿元\n",
        "地区,园区名称,年份,营收(亿元)\n浙江,甲园,2022,5\n浙江,乙园,2022,7\n",
    ] {
        assert_eq!(all_shown(&table(text)), expect, "{text}");
    }
    let coded = "geo,name,indicator,period,value\nCHN,China,gdp,2021,5\nCHN,China,gdp,2022,7\n";
    assert_eq!(all_shown(&table(coded)), ["CHN gdp 2021 5 ", "CHN gdp 2022 7 "]);
}

#[test]
fn what_is_compiled_in_is_what_lies_in_the_folder() {
    let folder = load(&vec![Input::Path(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data"))].into()).unwrap();
    let embedded = load(&vec![Input::Embedded].into()).unwrap();
    assert_eq!(folder.files.len(), embedded.files.len());
    for (one, two) in folder.files.iter().zip(&embedded.files) {
        assert!(one.path.ends_with(&two.path), "{} {}", one.path, two.path);
    }
    assert_eq!(all_shown(&folder), all_shown(&embedded));
    assert_eq!(folder.catalog.parks, embedded.catalog.parks);
    assert_eq!(folder.catalog.groups, embedded.catalog.groups);
    assert_eq!(folder.catalog.remarks, embedded.catalog.remarks);
}

#[test]
fn the_time_to_load_what_is_compiled_in() {
    let mut times: Vec<_> = (0..20)
        .map(|_| {
            let start = std::time::Instant::now();
            load(&vec![Input::Embedded].into()).unwrap();
            start.elapsed()
        })
        .collect();
    times.sort();
    println!("best {:?}, middle {:?}, worst {:?}", times[0], times[10], times[19]);
}

#[test]
fn what_was_printed_may_have_a_column_of_its_own() {
    let dataset = table(
        "park,indicator,period,value,unit,printed\n甲园,营收,2022,1.5,亿元,15000 万元\n甲园,营收,2023,约2,亿元,\n",
    );
    assert_eq!(said(&dataset), [""; 0]);
    assert_eq!(
        all_shown(&dataset),
        ["甲园 营收 2022 1.5 100M_CNY raw `15000 万元`", "甲园 营收 2023 ≈2 100M_CNY raw `约2 亿元`"]
    );
}

#[test]
fn tiny_is_read_row_by_row() {
    let dataset = open("tiny");
    assert_eq!(said(&dataset), [""; 0]);
    assert_eq!((dataset.catalog.parks.len(), dataset.catalog.indicators.len()), (4, 3));
    let rows = all_shown(&dataset);
    assert_eq!(rows.len(), 61);
    assert_eq!(rows[0], "qingshan revenue 2019 1000 100M_CNY yearbook");
    for row in [
        "qingshan revenue 2022 1331 100M_CNY yearbook",
        "qingshan revenue 2022 ≈1340 100M_CNY news note `rounded, before the yearbook`",
        "qingshan revenue 2025 2000 100M_CNY news",
        "baisha revenue 2023-01..06 ᵉ310 100M_CNY news",
        "nangang revenue 2022 70.5 100M_CNY yearbook raw `705000 10k_CNY` note `printed in 万元`",
        "nangang firms 2021 ≥40 count news",
        "nangang rd_share 2022 - percent yearbook [O] note `not published`",
        "nangang rd_share 2023 1.5 percent yearbook",
    ] {
        assert!(rows.iter().any(|found| found == row), "{row}");
    }
    let groups: Vec<_> = dataset.catalog.groups.iter().map(|group| dataset.catalog.members(group).len()).collect();
    assert_eq!(groups, [4, 2, 2]);
    assert_eq!(dataset.catalog.remarks.len(), 2);
}

#[test]
fn a_table_without_a_catalogue_makes_its_own() {
    let dataset = table(
        "园区;指标;年份;数值;单位;来源\n青山;营收;2022年;1.25;亿元;年鉴\n青山;营收;2023;13000;万元;年鉴\n青山;位次;2023;5;位;\n青山;占比;2023;3.5%;;\n",
    );
    assert_eq!(said(&dataset), [""; 0]);
    assert_eq!(
        all_shown(&dataset),
        [
            "青山 营收 2022 1.25 100M_CNY 年鉴",
            "青山 营收 2023 1.3 100M_CNY 年鉴 raw `13000 万元`",
            "青山 位次 2023 5 rank",
            "青山 占比 2023 3.5 percent raw `3.5%`",
        ]
    );
    let natures: Vec<_> = dataset.catalog.indicators.iter().map(|it| (it.nature, it.decimals)).collect();
    assert_eq!(natures, [(Nature::Flow, 2), (Nature::Rank, 0), (Nature::Ratio, 0)]);
    assert_eq!(dataset.catalog.park_name(dataset.observations.fact(FactId::at(0)).park, Lang::En), "青山");
}

#[test]
fn names_of_the_catalogue_are_understood_and_others_are_reported_once() {
    let file = std::env::temp_dir().join(format!("zonescope-names-{}.csv", std::process::id()));
    fs::write(
        &file,
        "park,indicator,period,value\n青山高新区,营收,2018,900\nqingshna,revenue,2018,1\nqingshna,revenue,2019,1\n",
    )
    .unwrap();
    let dataset = load(&vec![Input::Path(file.clone()), Input::Path(fixture("tiny"))].into()).unwrap();
    fs::remove_file(&file).unwrap();
    assert_eq!(shown(&dataset, 0), "qingshan revenue 2018 900 100M_CNY");
    let said = said(&dataset);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].ends_with(".csv:3:1: unknown park `qingshna`; did you mean `qingshan`?"), "{said:?}");
    assert_eq!(dataset.catalog.parks.len(), 5);
    assert_eq!(dataset.observations.len(), 61 + 3);
}

#[test]
fn statuses_and_marks_are_kept_together() {
    let dataset = table(
        "park,indicator,period,value,unit,status,qualifier\na,i,2019,5 p,,A,\na,i,2020,:,,,\na,i,2021,约5,家,B,at_least\na,i,2022,,,,\na,i,2023,—,,,\n",
    );
    assert_eq!(said(&dataset), [""; 0]);
    assert_eq!(
        all_shown(&dataset),
        [
            "a i 2019 ᵉ5 count [P] raw `5 p`",
            "a i 2020 - count [O] raw `:`",
            "a i 2021 ≥5 count [B] raw `约5 家`",
            "a i 2022 - count",
            "a i 2023 - count raw `—`",
        ]
    );
    assert_eq!(dataset.observations.get(FactId::at(2)).mark, Mark::AtLeast);
}

#[test]
fn a_file_of_nothing_but_problems_is_cut_short() {
    let mut text = String::from("park,indicator,period,value\n");
    for _ in 0..1500 {
        text.push_str("a,i,2020,oops\n");
    }
    let problems = table(&text).problems;
    assert_eq!(problems.len(), 1001);
    assert_eq!(problems[1000].to_string(), "t.csv: 500 more problems are not listed; mend these first");
    assert_eq!(problems[1000].severity, Severity::Error);
}

#[test]
fn a_cell_beyond_reason_is_cut() {
    let dataset = table(&format!("park,indicator,period,value,note\na,i,2020,1,{}\n", "长".repeat(30_000)));
    assert_eq!(said(&dataset), ["t.csv:2:12: the cell has 90000 bytes and is cut after 65536"]);
    let note = dataset.observations.get(FactId::at(0)).note.unwrap();
    assert_eq!(note.len(), 65_535);
}

#[test]
fn a_path_that_is_not_there_is_an_error() {
    let error = load(&vec![Input::Path("no/such/file.csv".into())].into()).unwrap_err();
    assert!(matches!(error, Error::Read { .. }));
}

#[cfg(unix)]
#[test]
fn a_link_that_goes_in_circles_is_a_problem_and_the_rest_is_read() {
    let folder = std::env::temp_dir().join(format!("zonescope-loop-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    std::os::unix::fs::symlink(folder.join("a.csv"), folder.join("a.csv")).unwrap();
    fs::write(folder.join("b.csv"), "park,indicator,period,value\na,i,2020,1\n").unwrap();
    let dataset = load(&vec![Input::Path(folder.clone())].into()).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!((dataset.observations.len(), dataset.problems.len()), (1, 1));
    assert_eq!(dataset.problems[0].rule, Rule::File);
}

#[test]
fn a_bad_entry_costs_no_other() {
    let folder = std::env::temp_dir().join(format!("zonescope-entry-{}", std::process::id()));
    fs::create_dir_all(folder.join("catalog")).unwrap();
    fs::write(folder.join("t.csv"), "park,indicator,period,value\na,i,2020,1\n").unwrap();
    let check = |parks: &str, count: usize, expect: &[&str]| {
        let file = folder.join("catalog/parks.toml");
        fs::write(&file, parks).unwrap();
        let dataset = load(&vec![Input::Path(folder.clone())].into()).unwrap();
        let prefix = format!("{}:", file.display());
        let said: Vec<_> =
            said(&dataset).into_iter().filter_map(|it| it.strip_prefix(&prefix).map(str::to_owned)).collect();
        assert_eq!(said, expect);
        assert_eq!(dataset.catalog.parks.len(), count);
    };
    let entry =
        |slug: &str, more: &str| format!("[[park]]\nslug = \"{slug}\"\nname = {{ zh = \"名\", en = \"n\" }}\n{more}\n");
    check(&(entry("a", "") + &entry("b", "")), 2, &[]);
    check(
        &(entry("a", "size = 3") + &entry("b", "")),
        2,
        &[
            "4:1: unknown field `size`, expected one of `slug`, `name`, `short`, `alias`, `level`, `economy`, `city`, `province`, `founded`, `lat`, `lon`, `parent`; the entry is left out",
        ],
    );
    check(&(entry("a", "parent = \"中\"") + &entry("b", "")), 2, &["4:10: there is no park `中`; check the spelling"]);
    check(&(entry("a", "") + &entry("a", "")), 1, &["5:1: `a` is described twice; the first description stands"]);
    check(
        &(entry("b", "city = ") + &entry("a", "")),
        1,
        &["4:8: string values must be quoted, expected literal string; the entry is left out"],
    );
    check(&entry("a", "alias = [\"\"\"\n[[\"\"\"]"), 1, &[]);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn units_known_by_other_words_are_one_unit() {
    let dataset = table("park,indicator,period,value,unit\na,i,2020,400余家,\na,i,2021,5,件\na,i,2022,3.8万人,人\n");
    assert_eq!(dataset.catalog.indicators[0].unit, Unit::parse("count"));
    assert_eq!(dataset.observations.len(), 2);
    assert_eq!(said(&dataset), ["t.csv:4:10: `万人` cannot be turned into `个`, the unit of `i`; check the unit"]);
}

#[test]
fn a_sign_means_what_the_sidecar_says() {
    let rows =
        b"park,indicator,period,value\na,i,2020,\xE2\x80\x94\na,i,2021,\na,i,2022,5*\na,i,2023,\xE2\x96\xB3\n".to_vec();
    let sidecar = "legend = { '—' = 'M', '' = 'N', '*' = 'note' }";
    let dataset = beside(&rows, Some(sidecar), &Options::default());
    let words = ["a i 2020 -  [M] raw `—`", "a i 2021 -  [N]", "a i 2022 5  raw `5*`"];
    assert_eq!(all_shown(&dataset), words);
    let expect = "t.csv:5:10: `△` is a sign this file's legend does not explain; say what it means in the sidecar: \
                  legend = { \"△\" = \"M\" }";
    assert_eq!(said(&dataset), [expect]);
}

proptest! {
    #[test]
    fn no_bytes_bring_it_down(noise in proptest::collection::vec(any::<u8>(), 0..400)) {
        bytes(&noise);
    }

    #[test]
    fn no_table_brings_it_down(cells in proptest::collection::vec("[0-9a-z,;\"\n\r\t.约亿元%:万余\u{202e}-]{0,12}", 0..40)) {
        table(&format!("park,indicator,period,value,unit,status\n{}", cells.join(",")));
    }

    #[test]
    fn no_cell_brings_the_grammar_down(cell in "[0-9.,+\\-eE 约超近不到第全国千百万亿成分之一二三余%‰/:pbn*倍元家]{0,16}") {
        let _ = super::number::parse(&cell);
        let _ = super::number::parse_as(&cell, super::number::Decimal::Comma);
    }
}
