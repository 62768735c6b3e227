//! What is imported is what is read back, whatever it says.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use proptest::prelude::*;

use super::{Edited, Fate, Mode, Report, run};
use crate::{
    access::Pen,
    load::{Input, load},
    model::Dataset,
};

/// A folder of a test's own, gone with the test.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("zonescope-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn import(from: &[&Path], to: &Path) -> Report {
    let inputs: Vec<Input> = from.iter().map(|path| Input::Path((*path).to_owned())).collect();
    run(&inputs.clone().into(), to, Edited::Refuse, Mode::Write(Pen::TEST)).unwrap()
}

fn fates(report: &Report) -> Vec<&Fate> {
    report.tables.iter().map(|(_, _, fate)| fate).collect()
}

/// Everything that is said of every figure, by name, in the order of reading.
fn said(data: &Dataset) -> Vec<String> {
    let catalog = &data.catalog;
    let row = |id| {
        let row = data.observations.get(id);
        let indicator = catalog.indicator(row.fact.indicator);
        format!(
            "{:?} {:?} {} {:?} {:016x} {:?} {:?} {:?} {:?} {:?} {:?}",
            catalog.park(row.fact.park).slug,
            indicator.slug,
            row.fact.period,
            row.fact.kind,
            row.value.map_or(u64::MAX, f64::to_bits),
            indicator.unit.code(),
            row.mark,
            row.source.map(|source| &catalog.source(source).slug),
            row.status,
            row.note,
            row.raw,
        )
    };
    data.observations.ids().map(row).collect()
}

/// Imports and holds what is read back against what was read; gives both.
fn round(input: Input, to: &Path) -> (Dataset, Dataset) {
    let before = load(&input.clone().into()).unwrap();
    let report = run(&input.into(), to, Edited::Refuse, Mode::Write(Pen::TEST)).unwrap();
    assert!(report.tables.iter().all(|(_, _, fate)| *fate == Fate::Written || *fate == Fate::Empty), "{report:?}");
    let after = load(&Input::Path(to.to_owned()).into()).unwrap();
    assert_eq!(after.problems, []);
    assert_eq!(said(&after), said(&before));
    (before, after)
}

/// Every file below a folder, with its bytes and the time it was written.
fn state(folder: &Path) -> Vec<(PathBuf, Vec<u8>, SystemTime)> {
    let mut open = vec![folder.to_owned()];
    let mut found = vec![];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                open.push(entry);
            } else {
                let written = fs::metadata(&entry).unwrap().modified().unwrap();
                found.push((entry.clone(), fs::read(&entry).unwrap(), written));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn the_shipped_figures_come_back_with_their_whole_catalogue() {
    let scratch = Scratch::new("shipped");
    let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data");
    for (input, name) in [(Input::Path(data), "folder"), (Input::Embedded, "embedded")] {
        let to = scratch.path(name);
        let (before, after) = round(input.clone(), &to);
        assert_eq!(before.catalog.parks, after.catalog.parks);
        assert_eq!(before.catalog.indicators, after.catalog.indicators);
        assert_eq!(before.catalog.sources, after.catalog.sources);
        assert_eq!(before.catalog.groups, after.catalog.groups);
        assert_eq!(before.catalog.remarks, after.catalog.remarks);
        let compiled = |data: &Dataset| data.files.iter().map(|file| file.compiled.clone()).collect::<Vec<_>>();
        assert_eq!(compiled(&before), compiled(&after));
        let first = state(&to);
        let again = run(&input.into(), &to, Edited::Refuse, Mode::Write(Pen::TEST)).unwrap();
        assert_eq!(fates(&again), [&Fate::Kept; 3]);
        assert_eq!(again.catalog, []);
        assert!(state(&to) == first, "an import of the same wrote something");
    }
}

#[test]
fn the_made_up_folder_comes_back() {
    let scratch = Scratch::new("tiny");
    let tiny = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tiny");
    let (before, after) = round(Input::Path(tiny), &scratch.path("mine"));
    assert_eq!(before.catalog.groups, after.catalog.groups);
    assert_eq!(before.catalog.remarks, after.catalog.remarks);
}

#[test]
fn what_was_taken_out_of_groups_and_remarks_does_not_come_back() {
    let scratch = Scratch::new("taken-out");
    let tiny = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tiny");
    let to = scratch.path("mine");
    import(&[&tiny], &to);
    for (name, key) in [("groups", "group"), ("remarks", "remark"), ("parks", "park")] {
        let path = to.join("catalog").join(name).with_extension("toml");
        let text = fs::read_to_string(&path).unwrap();
        let (kept, _) = text.rsplit_once(&format!("\n[[{key}]]\n")).unwrap();
        fs::write(&path, kept).unwrap();
    }
    let report = import(&[&tiny], &to);
    assert_eq!(report.catalog, [(to.join("catalog/parks.toml"), 1)], "what figures name is described again");
}

#[test]
fn more_sources_are_added_and_what_a_person_wrote_stays() {
    let scratch = Scratch::new("more");
    let one = scratch.file("one.csv", "park,indicator,period,value,unit\n甲园,营收,2022,1.5,亿元\n");
    let two =
        scratch.file("two.csv", "park,indicator,period,value,unit\n甲,营收,2023,20000,万元\n乙园,营收,2023,3,亿元\n");
    let to = scratch.path("mine");
    import(&[&one], &to);
    let parks = to.join("catalog/parks.toml");
    let mine = fs::read_to_string(&parks).unwrap() + "# 我的注\nalias = [\"甲\"]\nlevel = \"national\"\n";
    fs::write(&parks, &mine).unwrap();
    let report = import(&[&two], &to);
    assert_eq!(report.catalog, [(parks.clone(), 1)], "{:?}", report.catalog);
    let text = fs::read_to_string(&parks).unwrap();
    assert_eq!(
        text.strip_prefix(&mine).unwrap(),
        "\n[[park]]\nslug = \"乙园\"\nname = { zh = \"乙园\", en = \"乙园\" }\n"
    );
    let data = load(&Input::Path(to).into()).unwrap();
    assert_eq!(data.problems, []);
    let values: Vec<_> = data.observations.ids().map(|id| data.observations.value(id)).collect();
    assert_eq!(values, [Some(1.5), Some(2.0), Some(3.0)], "万元 beside 亿元");
    assert_eq!(data.catalog.parks.len(), 2);
}

#[test]
fn an_edited_table_is_left_alone_unless_forced() {
    let scratch = Scratch::new("edited");
    let header = "park,indicator,period,value,unit\n";
    let one = scratch.file("one.csv", &format!("{header}甲园,营收,2022,1.5,亿元\n"));
    let two = scratch.file("two.csv", &format!("{header}乙园,营收,2022,2.5,亿元\n"));
    let to = scratch.path("mine");
    import(&[&one, &two], &to);
    let table = to.join("observations/one.csv");
    let mine = fs::read_to_string(&table).unwrap() + "甲园,营收,2021,1.4,100M_CNY\n";
    fs::write(&table, &mine).unwrap();
    scratch.file("one.csv", &format!("{header}甲园,营收,2022,1.6,亿元\n"));
    scratch.file("two.csv", &format!("{header}丙园,营收,2022,2.6,亿元\n"));
    let inputs = vec![Input::Path(one.clone()), Input::Path(two)];
    let before = state(&to);
    let listed = run(&inputs.clone().into(), &to, Edited::Refuse, Mode::List).unwrap();
    assert!(state(&to) == before, "a list is all it was asked for");
    let report = run(&inputs.clone().into(), &to, Edited::Refuse, Mode::Write(Pen::TEST)).unwrap();
    assert_eq!(fates(&report), fates(&listed));
    assert!(matches!(fates(&report)[..], [Fate::Refused(_), Fate::Replaced { copy: None }]), "{report:?}");
    assert_eq!(fs::read_to_string(&table).unwrap(), mine);
    assert!(fs::read_to_string(to.join("observations/two.csv")).unwrap().contains("丙园"));
    let copy = to.join("observations/one.csv.bak");
    let forced = run(&inputs.clone().into(), &to, Edited::Replace, Mode::Write(Pen::TEST)).unwrap();
    assert_eq!(fates(&forced), [&Fate::Replaced { copy: Some(copy.clone()) }, &Fate::Kept]);
    assert_eq!(fs::read_to_string(&copy).unwrap(), mine);
    fs::write(&table, "edited again").unwrap();
    let forced = run(&inputs.clone().into(), &to, Edited::Replace, Mode::Write(Pen::TEST)).unwrap();
    assert_eq!(*fates(&forced)[0], Fate::Replaced { copy: Some(to.join("observations/one.csv.bak2")) });
    assert_eq!(fs::read_to_string(&copy).unwrap(), mine, "the first copy is still there");
}

#[test]
fn what_would_change_its_meaning_in_the_folder_is_refused() {
    let scratch = Scratch::new("misfit");
    let one = scratch.file("one.csv", "park,indicator,period,value,unit\n甲园,营收,2022,1.5,亿元\n");
    let to = scratch.path("mine");
    import(&[&one], &to);
    for (name, unit) in [("none.csv", ""), ("count.csv", "个")] {
        let text = format!("park,indicator,period,value,unit\n甲园,营收,2022,7,{unit}\n");
        let report = import(&[&scratch.file(name, &text)], &to);
        assert!(matches!(fates(&report)[..], [Fate::Refused(why)] if why.contains("`100M_CNY`")), "{report:?}");
    }
    assert_eq!(load(&Input::Path(to).into()).unwrap().observations.len(), 1);
}

#[test]
fn a_unit_may_be_given_in_the_catalogue_afterwards() {
    let scratch = Scratch::new("given");
    let one = scratch.file("one.csv", "park,indicator,period,value\n甲园,企业,2022,7\n");
    let to = scratch.path("mine");
    import(&[&one], &to);
    let indicators = to.join("catalog/indicators.toml");
    fs::write(&indicators, fs::read_to_string(&indicators).unwrap() + "unit = \"个\"\n").unwrap();
    assert_eq!(fates(&import(&[&one], &to)), [&Fate::Kept]);
    scratch.file("one.csv", "park,indicator,period,value\n甲园,企业,2022,7\n甲园,企业,2023,8\n");
    assert_eq!(fates(&import(&[&one], &to)), [&Fate::Replaced { copy: None }]);
    let data = load(&Input::Path(to).into()).unwrap();
    assert_eq!((data.problems.as_slice(), data.observations.len()), (&[][..], 2));
}

#[test]
fn files_of_one_name_are_two_tables_and_a_moved_one_is_still_itself() {
    let scratch = Scratch::new("names");
    let table = |park: &str| format!("park,indicator,period,value,unit\n{park},营收,2022,1.5,亿元\n");
    let one = scratch.file("a/x.csv", &table("甲园"));
    let two = scratch.file("b/x.csv", &table("乙园"));
    let to = scratch.path("mine");
    import(&[&one, &two], &to);
    assert!(to.join("observations/x.csv").is_file() && to.join("observations/x-2.csv").is_file());
    assert_eq!(fates(&import(&[&two, &one], &to)), [&Fate::Kept; 2], "in whatever order");
    fs::rename(&one, scratch.path("x.csv")).unwrap();
    assert_eq!(fates(&import(&[&scratch.path("x.csv")], &to)), [&Fate::Kept]);
    assert_eq!(load(&Input::Path(to).into()).unwrap().observations.len(), 2);
}

#[test]
fn a_folder_that_would_read_itself_is_refused() {
    let scratch = Scratch::new("inside");
    let one = scratch.file("src/one.csv", "park,indicator,period,value,unit\n甲园,营收,2022,1.5,亿元\n");
    let (src, inside) = (scratch.path("src"), scratch.path("src/mine"));
    let refused = |from: &Path, to: &Path| {
        let error = run(&Input::Path(from.to_owned()).into(), to, Edited::Refuse, Mode::Write(Pen::TEST))
            .unwrap_err()
            .to_string();
        assert!(error.contains("name a") && error.contains("folder"), "{error}");
    };
    refused(&src, &inside);
    refused(&src, &src);
    refused(&src, &scratch.path("nowhere/../src/mine"));
    refused(&one, &src);
    assert_eq!(fs::read_dir(&src).unwrap().count(), 1);
}

#[test]
fn what_a_broken_catalogue_says_is_not_added_to() {
    let scratch = Scratch::new("broken");
    let one = scratch.file("one.csv", "park,indicator,period,value,unit\n甲园,营收,2022,1.5,亿元\n");
    scratch.file("mine/catalog/parks.toml", "[[park]]\nslug = \n");
    let error = run(&Input::Path(one).into(), &scratch.path("mine"), Edited::Refuse, Mode::Write(Pen::TEST))
        .unwrap_err()
        .to_string();
    assert!(error.contains("parks.toml:2:") && error.contains("mended"), "{error}");
}

#[cfg(unix)]
#[test]
fn links_are_not_written_through() {
    use std::os::unix::fs::symlink;
    let scratch = Scratch::new("links");
    let one = scratch.file("one.csv", "park,indicator,period,value,unit\n甲园,营收,2022,1.5,亿元\n");
    let other = scratch.file("other", "mine");
    let to = scratch.path("mine");
    fs::create_dir_all(to.join("observations")).unwrap();
    symlink(&other, to.join("observations/one.csv")).unwrap();
    assert!(matches!(fates(&import(&[&one], &to))[..], [Fate::Refused(_)]));
    fs::remove_file(to.join("observations/one.csv")).unwrap();
    fs::create_dir_all(to.join("catalog")).unwrap();
    symlink(&other, to.join("catalog/parks.toml")).unwrap();
    let error = run(&Input::Path(one).into(), &to, Edited::Refuse, Mode::Write(Pen::TEST)).unwrap_err().to_string();
    assert!(error.contains("parks.toml") && error.contains("no link"), "{error}");
    assert_eq!(fs::read_to_string(other).unwrap(), "mine");
}

/// A cell of a table, quoted where it has to be.
fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("甲园".to_owned()),
        Just("A, \"B\" \\ C".to_owned()),
        Just("[[park]]".to_owned()),
        Just("a = 'b' # c".to_owned()),
        Just("👩‍🔬 园区".to_owned()),
        "[\\PC]{1,8}",
    ]
}

fn values() -> impl Strategy<Value = String> {
    let printed = [
        "", "-", "…", "..", ": c", ": bu", "5400 p", "0n", "约400", "1.2万", "≥3", "1/3", "三成", "12%", "预计5",
        "1,234.5", "不到7", "第3", "[YR2010]", "5e-324", "1e300", "0.1", "-0", "-3.5", "100余",
    ];
    let any = any::<f64>().prop_filter("finite", |value| value.is_finite()).prop_map(|value| value.to_string());
    prop_oneof![3 => prop::sample::select(printed.to_vec()).prop_map(str::to_owned), 1 => any]
}

fn rows() -> impl Strategy<Value = Vec<String>> {
    let period = prop::sample::select(vec!["2021", "2022", "2022-05", "2022-01..06", "2022Q3"]);
    let unit = prop::sample::select(vec!["", "亿元", "万元", "个", "%", "furlong", "亩", "km2"]);
    let mark = prop::sample::select(vec!["", "exact", "about", "at_least", "expected", "P", "BU"]);
    let status = prop::sample::select(vec!["", "A", "P", "B+U", "O", "M", "MO", "F", "about"]);
    let kind = prop::sample::select(vec!["", "actual", "target"]);
    let source = prop_oneof![Just(String::new()), names()];
    let note = prop_oneof![Just(String::new()), "[\\PC\\n,\"]{0,12}"];
    let row = (names(), names(), period, values(), unit, mark, status, kind, source, note);
    let row = row.prop_map(|(park, indicator, period, value, unit, mark, status, kind, source, note)| {
        let cells = [&park, &indicator, period, &value, unit, mark, status, kind, &source, &note];
        cells.map(cell).join(",")
    });
    prop::collection::vec(row, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_was_read_is_read_back(rows in rows()) {
        let header = "park,indicator,period,value,unit,qualifier,status,kind,source,note";
        let scratch = Scratch::new("any");
        let one = scratch.file("one.csv", &format!("{header}\n{}\n", rows.join("\n")));
        let to = scratch.path("mine");
        let before = load(&Input::Path(one.clone()).into()).unwrap();
        let report = import(&[&one], &to);
        prop_assert_eq!(report.problems.len(), before.problems.len());
        if before.observations.len() > 0 {
            let after = load(&Input::Path(to.clone()).into()).unwrap();
            prop_assert_eq!(&after.problems, &[]);
            prop_assert_eq!(said(&after), said(&before));
            let first = state(&to);
            let again = import(&[&one], &to);
            prop_assert_eq!(fates(&again), [&Fate::Kept]);
            prop_assert!(state(&to) == first);
        }
    }
}
