//! Large tables are read by blocks and threads: the answer must be that of one reader from top to bottom.

use std::fmt::Write;

use super::{Options, all_shown, part, read, rows};
use crate::model::Dataset;

/// Rows of every kind a long table may hold, some hundred thousand of them.
fn large(end: &str, has_quotes: bool) -> String {
    let mut text = format!("park_id,park_name,indicator,year,value,unit,status,note{end}");
    let mut row = |row: std::fmt::Arguments<'_>| write!(text, "{row}{end}").unwrap();
    for nth in 0..20_000_u32 {
        let (park, year) = (nth / 40, 2001 + nth % 20);
        let indicator = if nth % 40 < 20 { "营业收入" } else { "企业数" };
        let unit = if nth % 40 < 20 { "亿元" } else { "家" };
        let value = f64::from(nth * 7919 % 100_003) / 8.0 - 100.0;
        match nth % 211 {
            1 => row(format_args!("p{park},青山{park},{indicator},{year},12万余,,,")),
            2 => row(format_args!("p{park},青山{park},营业收入,{year},35000,万元,,改单位")),
            3 => row(format_args!("p{park},青山{park},{indicator},{year},{value},{unit},P,")),
            4 => row(format_args!("p{park},青山{park},{indicator},{year},27446-3,{unit},,")),
            5 => row(format_args!("p{park},青山{park},{indicator},{year}")),
            6 if has_quotes => {
                row(format_args!("\"p{park}\",\"青,山\",{indicator},{year},{value},{unit},,\"a \"\"b\"\"\""));
            }
            7 => row(format_args!("")),
            8 => row(format_args!("p{park},青山{park},{indicator},{year}x,{value},{unit},,")),
            9 => row(format_args!("其中：q{park},,{indicator},{year},{value},{unit},,")),
            10 => row(format_args!("p{park},青山{park},{indicator},{year},,{unit},,")),
            11 => row(format_args!("p{park},青山{park},新指标{},{year},{value},{unit},A,", nth % 7)),
            12 => row(format_args!("p{park},青\u{200B}山{park},{indicator},{year},1,{unit},,,,")),
            13 if has_quotes => {
                row(format_args!("p{park},青山{park},{indicator},{year},{value},{unit},,\"two\nlines\""));
            }
            _ => row(format_args!("p{park},青山{park},{indicator},{year},{value},{unit},,")),
        }
    }
    text
}

fn loaded(part: part::Part) -> Dataset {
    let mut dataset = Dataset::default();
    let mut names = rows::Names::of(&dataset.catalog);
    read::read(part::Table { part, sidecar: None }, &mut dataset, &mut names, &Options::default());
    dataset
}

#[test]
fn blocks_and_threads_read_what_one_reader_reads() {
    for (end, has_quotes) in [("\n", false), ("\r\n", true)] {
        let text = large(end, has_quotes);
        assert!(text.len() > 1 << 19, "{}", text.len());
        let path = std::env::temp_dir().join(format!("zonescope-large-{}-{has_quotes}.csv", std::process::id()));
        std::fs::write(&path, &text).unwrap();
        let name = path.display().to_string();
        let swift = loaded(part::Part::file(path.clone()));
        let plain = loaded(part::Part::bytes(&name, text.into_bytes()));
        std::fs::remove_file(&path).unwrap();
        assert_eq!(swift.catalog.parks.len(), plain.catalog.parks.len());
        for (one, two) in swift.catalog.parks.iter().zip(&plain.catalog.parks) {
            assert_eq!(one, two);
        }
        assert_eq!(swift.catalog.indicators, plain.catalog.indicators);
        assert_eq!(swift.files, plain.files);
        let told = |dataset: &Dataset| {
            let mut told: Vec<String> =
                dataset.problems.iter().map(|it| format!("{it} {:?}", it.spot.excerpt)).collect();
            told.sort();
            told
        };
        let (one, two) = (told(&swift), told(&plain));
        let alone = |these: &[String], those: &[String]| -> Vec<String> {
            these.iter().filter(|it| !those.contains(it)).take(5).cloned().collect()
        };
        assert_eq!((alone(&one, &two), alone(&two, &one)), (vec![], vec![]));
        assert_eq!(one.len(), two.len());
        assert!(swift.problems.len() > 200);
        let (one, two) = (all_shown(&swift), all_shown(&plain));
        assert_eq!(one.len(), two.len());
        for (one, two) in one.iter().zip(&two) {
            assert_eq!(one, two);
        }
        let places = |dataset: &Dataset| -> Vec<_> {
            dataset.observations.ids().map(|id| dataset.observations.get(id).place.line).collect()
        };
        assert_eq!(places(&swift), places(&plain));
    }
}

#[test]
fn lines_that_are_no_text_are_left_out_with_their_place() {
    let mut bytes = large("\n", false).into_bytes();
    let line = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(17_000).unwrap().0;
    bytes[line + 8] = 0xFF;
    let path = std::env::temp_dir().join(format!("zonescope-bad-byte-{}.csv", std::process::id()));
    std::fs::write(&path, &bytes).unwrap();
    let dataset = loaded(part::Part::file(path.clone()));
    std::fs::remove_file(&path).unwrap();
    let said: Vec<_> = dataset.problems.iter().map(ToString::to_string).filter(|it| it.contains("not UTF-8")).collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].contains(":17002:") && said[0].contains("is not UTF-8 and the line is left out"), "{said:?}");
    assert!(dataset.observations.len() > 19_000);
}

#[test]
fn a_name_that_comes_late_says_the_encoding() {
    let mut text = "park_id,park_name,indicator,year,value,unit\n".to_owned();
    let mut nth = 0;
    while text.len() < 600_000 {
        writeln!(text, "p{nth},Park {nth},revenue,2023,{nth},CNY").unwrap();
        nth += 1;
    }
    text.push_str("late,滨江高新区,revenue,2023,5,CNY\n");
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    let path = std::env::temp_dir().join(format!("zonescope-late-{}.csv", std::process::id()));
    std::fs::write(&path, &bytes).unwrap();
    let dataset = loaded(part::Part::file(path.clone()));
    std::fs::remove_file(&path).unwrap();
    assert_eq!(dataset.observations.len(), nth + 1);
    assert!(dataset.catalog.parks.iter().any(|park| park.name.zh == "滨江高新区"));
}
