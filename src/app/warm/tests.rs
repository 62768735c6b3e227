use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, SystemTime},
};

use super::{Opened, open_by};
use crate::{
    access::Pen,
    keep::shelf::Shelf,
    load::{Input, Request},
    model::FactId,
    store::Store,
};

/// A table that was written a while ago.
fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_mins(1)).unwrap();
}

fn request(path: &Path) -> Request {
    Request::from(vec![Input::Path(path.to_owned())])
}

fn table(value: u32) -> String {
    format!("park_id,park_name,indicator,year,value,unit\na,甲,gdp,2020,{value},亿元\nb,乙,gdp,2021,7,亿元\n")
}

fn values(store: &Store) -> Vec<Option<f64>> {
    (0..store.len()).map(|row| store.observation(FactId::at(row)).value).collect()
}

/// Opens it and carries out what is left to do; the values, and whether they were read from the table.
fn open(shelf: &Shelf, path: &Path) -> (Vec<Option<f64>>, bool) {
    let Opened { store, chore } = open_by(Some(shelf), &request(path), 1).unwrap();
    let was_read = chore.is_some();
    if let Some(chore) = chore {
        chore.carry_out();
    }
    (values(&store), was_read)
}

fn kept(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).map(|entries| entries.map(|entry| entry.unwrap().path()).collect());
    entries.unwrap_or_default()
}

#[test]
fn the_second_start_reads_no_table_and_finds_the_same() {
    let place = tempfile::tempdir().unwrap();
    let (folder, path) = (place.path().join("kept"), place.path().join("x.csv"));
    let shelf = Shelf::at(Pen::TEST, folder.clone());
    write(&path, &table(5));
    assert_eq!(open(&shelf, &path), (vec![Some(5.0), Some(7.0)], true));
    assert_eq!(open(&shelf, &path), (vec![Some(5.0), Some(7.0)], false));
    assert_eq!(kept(&folder).len(), 1);
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(open(&shelf, &path), (vec![Some(5.0), Some(7.0)], true), "it may be deleted at any time");
}

#[test]
fn what_changed_is_read_and_what_was_only_touched_is_not() {
    let place = tempfile::tempdir().unwrap();
    let (folder, path) = (place.path().join("kept"), place.path().join("x.csv"));
    let shelf = Shelf::at(Pen::TEST, folder.clone());
    write(&path, &table(5));
    open(&shelf, &path);
    write(&path, &table(6));
    assert_eq!(open(&shelf, &path), (vec![Some(6.0), Some(7.0)], true), "of one length and another content");
    assert_eq!(kept(&folder).len(), 1, "what is of no use any more goes");
    write(&path, &table(6));
    assert_eq!(open(&shelf, &path), (vec![Some(6.0), Some(7.0)], false), "touched");
    write(&path, &table(60));
    assert!(open(&shelf, &path).1, "of another length");
}

#[test]
fn what_was_written_just_now_is_not_kept() {
    let place = tempfile::tempdir().unwrap();
    let (folder, path) = (place.path().join("kept"), place.path().join("x.csv"));
    let shelf = Shelf::at(Pen::TEST, folder.clone());
    fs::write(&path, table(5)).unwrap();
    assert!(open(&shelf, &path).1);
    assert!(kept(&folder).is_empty(), "it may be written again within the same tick of the clock");
}

#[test]
fn a_small_table_and_a_pipe_are_not_kept() {
    let place = tempfile::tempdir().unwrap();
    let (folder, path) = (place.path().join("kept"), place.path().join("x.csv"));
    let shelf = Shelf::at(Pen::TEST, folder.clone());
    write(&path, &table(5));
    assert!(open_by(Some(&shelf), &request(&path), 1 << 20).unwrap().chore.is_none());
    assert!(open_by(None, &request(&path), 1).unwrap().chore.is_none());
}

#[test]
fn what_is_compiled_in_is_kept_and_the_same() {
    let place = tempfile::tempdir().unwrap();
    let shelf = Shelf::at(Pen::TEST, place.path().join("kept"));
    let request = Request::from(Input::Embedded);
    let first = open_by(Some(&shelf), &request, crate::load::LEAST).unwrap();
    first.chore.expect("there is nothing yet").carry_out();
    let again = open_by(Some(&shelf), &request, crate::load::LEAST).unwrap();
    assert!(again.chore.is_none(), "nothing is read");
    assert_eq!(first.store.summary(), again.store.summary());
    let rows = |store: &Store| -> Vec<String> {
        (0..store.len()).map(|row| format!("{:?}", store.observation(FactId::at(row)))).collect()
    };
    assert_eq!(rows(&first.store), rows(&again.store));
}

#[test]
fn what_nobody_uses_any_more_goes_when_something_is_kept() {
    let place = tempfile::tempdir().unwrap();
    let (folder, path, other) = (place.path().join("kept"), place.path().join("x.csv"), place.path().join("y.csv"));
    let shelf = Shelf::at(Pen::TEST, folder.clone());
    write(&path, &table(5));
    write(&other, &table(6));
    open(&shelf, &path);
    let old = fs::File::options().write(true).open(&kept(&folder)[0]).unwrap();
    let days = |days: u64| SystemTime::now() - Duration::from_hours(24 * days);
    old.set_modified(days(80)).unwrap();
    open(&shelf, &other);
    assert_eq!(kept(&folder).len(), 2);
    let used = |name: &PathBuf| fs::metadata(name).unwrap().modified().unwrap();
    assert!(!open(&shelf, &path).1, "it is there, and used now");
    assert!(kept(&folder).iter().all(|name| used(name) > days(1)));
    old.set_modified(days(100)).unwrap();
    fs::remove_file(kept(&folder).iter().max_by_key(|name| used(name)).unwrap()).unwrap();
    open(&shelf, &other);
    assert_eq!(kept(&folder).len(), 1);
}

#[test]
fn a_sidecar_that_comes_or_goes_is_another_question() {
    let place = tempfile::tempdir().unwrap();
    let (folder, path) = (place.path().join("kept"), place.path().join("x.csv"));
    let shelf = Shelf::at(Pen::TEST, folder.clone());
    write(&path, &table(5));
    open(&shelf, &path);
    write(&place.path().join("x.toml"), "compiled = \"2020-01-01\"\n");
    let is_read = open(&shelf, &path).1;
    assert!(is_read);
}

#[test]
fn what_is_torn_is_taken_away_and_the_table_read() {
    let place = tempfile::tempdir().unwrap();
    let (folder, path) = (place.path().join("kept"), place.path().join("x.csv"));
    let shelf = Shelf::at(Pen::TEST, folder.clone());
    write(&path, &table(5));
    open(&shelf, &path);
    let whole = fs::read(&kept(&folder)[0]).unwrap();
    for at in (0..whole.len()).step_by(211).chain(whole.len() - 240..whole.len()) {
        let name = kept(&folder).remove(0);
        let mut torn = whole.clone();
        torn[at] ^= 0x15;
        fs::write(&name, &torn).unwrap();
        let (found, was_read) = open(&shelf, &path);
        assert_eq!(found, [Some(5.0), Some(7.0)], "byte {at}");
        // Between parts lies nothing that means anything.
        assert!(was_read || torn[at] == 0x15, "byte {at}");
        fs::write(&name, &whole[..at]).unwrap();
        assert_eq!(open(&shelf, &path), (vec![Some(5.0), Some(7.0)], true), "cut at {at}");
    }
}

#[test]
fn several_at_once_find_whole_files_or_none() {
    let place = tempfile::tempdir().unwrap();
    let (folder, path) = (place.path().join("kept"), place.path().join("x.csv"));
    let shelf = Shelf::at(Pen::TEST, folder.clone());
    write(&path, &table(5));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for turn in 0..20 {
                    assert_eq!(open(&shelf, &path).0, [Some(5.0), Some(7.0)]);
                    if turn % 5 == 4 {
                        let _ = fs::remove_dir_all(&folder);
                    }
                }
            });
        }
    });
}
