//! Tables of every shape from the outside: defects at their places, totals that are never ranked.

use super::run::{fine, run};

/// Where each defect stands, and how each is said to begin.
const DEFECTS: &[(&str, &str)] = &[
    ("continued.xlsx!2022年!R5C2", "error[header]: other headings begin here (`利润(亿元)`); put the rows below into"),
    ("control.csv:2:2", "warning[control]: an invisible or control character was taken out"),
    ("duplicate.csv:4", "warning[duplicate]: this row says the same as line 2"),
    ("empty.csv", "error[header]: the file is empty"),
    ("encoding.csv:3:1", "error[encoding]: the byte `0xFF` is not UTF-8"),
    ("grouping.csv:2:14", "error[number]: `12,34` may be `12.34` or `1234`"),
    ("heading-unknown.csv:1:13", "warning[header]: the column `心情` is not known"),
    ("html.xls", "error[file]: it is an HTML page, whatever its name says; open it in a spreadsheet"),
    ("json-torn.json:3:30", "error[file]: this is not JSON (expected `:`)"),
    ("json-value.json:3:62", "error[number]: `5.5.5` is not a number"),
    ("kind.csv:2:18", "error[vocabulary]: `wish` is no kind of figure"),
    ("multiplier.csv:2:32", "error[unit]: `six` is no power of ten"),
    ("nbs-number.csv:6:5", "error[number]: `4010..5` is not a number"),
    ("no-park.csv:3:1", "error[unknown]: the row names no park"),
    ("no-period.csv:1", "error[header]: nothing says which period the figures are about"),
    ("number.csv:2:14", "error[number]: `27446-3` is not a number; write `27446.3`"),
    ("period.csv:2:9", "error[period]: `20222` is not a period"),
    ("prose.txt:1", "error[shape]: no table of figures is seen in it"),
    ("ragged.csv:2:20", "error[ragged]: the row has 6 cells, the header 5"),
    ("short.csv:2", "error[ragged]: the row has 3 cells, the header 5"),
    ("sidecar.toml:2:1", "error[catalog]: unknown field `perod`, expected one of"),
    ("status.csv:2:18", "error[vocabulary]: `?` is no mark"),
    ("torn.csv.gz", "error[file]: cannot be unpacked (gzip"),
    ("torn.parquet", "error[file]: cannot be read as columns: it ends too early"),
    ("torn.xls", "error[file]: the workbook cannot be read (it is torn"),
    ("two-units.csv:2:4", "warning[unit]: `啤酒产量(万千升、万吨)` names several units"),
    ("undated.csv:1:16", "warning[header]: nothing says which period `增速` is of"),
    ("unit-beside.csv:2:14", "error[unit]: `1.2万` does not fit its unit `亿元`"),
    ("unit.csv:3:18", "error[unit]: `个` cannot be turned into `亿元`"),
    ("weeks.tsv:1", "error[header]: its columns are weeks"),
    ("wide-extra.csv:3:10", "error[ragged]: the row has 4 cells, the header 3"),
    ("workbook.xlsx!1-3!R6C7", "error[number]: `3.4.5` is not a number"),
    ("worldbank-number.csv:6:61", "error[number]: `53l000` is not a number"),
];

#[test]
fn every_defect_of_every_shape_is_told_at_its_place_and_nothing_else_is() {
    let ran = run(&["check", "tests/fixtures/defects", "--lang", "en"]);
    let told = ran.out.lines().filter_map(|line| line.strip_prefix("tests/fixtures/defects/"));
    let mut told: Vec<&str> = told.collect();
    told.sort_unstable();
    let mut expected: Vec<String> = DEFECTS.iter().map(|(place, begins)| format!("{place}: {begins}")).collect();
    expected.sort_unstable();
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(&expected) {
        assert!(told.starts_with(expected), "{told}\n{expected}");
    }
    assert_eq!(ran.code, 1);
}

#[test]
fn there_is_a_defect_for_every_rule_about_reading() {
    let rules = "file encoding catalog header ragged number period unit vocabulary unknown duplicate control shape";
    for rule in rules.split(' ') {
        assert!(DEFECTS.iter().any(|(_, begins)| begins.contains(&format!("[{rule}]"))), "{rule}");
    }
    // What figures say together has a file for each rule in `implausible`.
    let together = "unit-jump change negative range ratio sum part share conflict repeated transposed";
    for rule in together.split(' ') {
        let file = format!("tests/fixtures/implausible/observations/{rule}.csv");
        assert!(std::path::Path::new(&file).is_file(), "{file}");
    }
    let refused = run(&["check", "tests/fixtures/defects", "--rules", "nothing"]).err;
    let all = refused.split("there are ").nth(1).and_then(|all| all.lines().next()).unwrap_or_default();
    assert_eq!(all, format!("{rules} {together}").replace(' ', ", "));
}

#[test]
fn totals_are_never_ranked() {
    for (file, totals) in [
        ("sheets.xlsx", &["合计"][..]),
        ("torch.xlsx", &["合计 Total"]),
        ("wide-years.csv", &["合计"]),
        ("worldbank.csv", &["WLD"]),
        ("databank-years.csv", &["EMU"]),
        ("worldbank.json", &["WLD"]),
        ("eurostat-old.tsv", &["EU27_2020"]),
    ] {
        let path = format!("tests/fixtures/shapes/{file}");
        let text = fine(&["show", "ranking", "--data", &path, "--format", "csv"]);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let ranks: Vec<usize> = (0..reader.headers().unwrap().len())
            .filter(|nth| reader.headers().unwrap()[*nth].ends_with("_rank"))
            .collect();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        for total in totals {
            let row = rows.iter().find(|row| row[0] == **total).unwrap_or_else(|| panic!("{file}: {text}"));
            assert!(ranks.iter().all(|nth| row[*nth].is_empty()), "{file}: {total} is ranked");
        }
    }
}
