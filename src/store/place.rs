//! What the facts and the files have to do with one another.

use std::collections::HashMap;

use super::Store;
use crate::model::{FactId, FileId, Place};

impl Store {
    /// The first figure that stands in each of these lines; none where a line gave none.
    pub fn facts_at(&self, places: &[Option<Place>]) -> Vec<Option<FactId>> {
        let key = |place: Place| (place.file.0, place.line);
        let mut first: HashMap<(u32, u32), Option<FactId>> =
            places.iter().flatten().map(|place| (key(*place), None)).collect();
        if !first.is_empty() {
            for (row, (file, line)) in self.frame.columns().places().take(self.published).enumerate() {
                if let Some(slot) = first.get_mut(&(file.0, line)) {
                    slot.get_or_insert(FactId::at(row));
                }
            }
        }
        places.iter().map(|place| place.and_then(|place| first[&key(place)])).collect()
    }

    /// A place in words, as far as it is known: `x.csv:12`, `book.xlsx!Sheet1!R6C7`.
    pub fn place(&self, place: Place) -> String {
        let Some(file) = self.files.get(place.file.index()) else { return String::new() };
        match (&file.sheet, place) {
            (_, Place { line: 0, .. }) => file.path.clone(),
            (None, Place { line, .. }) => format!("{}:{line}", file.path),
            (Some(sheet), Place { line, column: 0, .. }) => format!("{}!{sheet}!R{line}", file.path),
            (Some(sheet), Place { line, column, .. }) => format!("{}!{sheet}!R{line}C{column}", file.path),
        }
    }

    /// The file, or the sheet of a workbook, that is called so.
    pub fn file_named(&self, path: &str, sheet: Option<&str>) -> Option<FileId> {
        let called = |file: &crate::model::dataset::File| file.path == path && file.sheet.as_deref() == sheet;
        self.files.iter().position(called).map(FileId::at)
    }

    /// How many observations each file gave.
    pub fn file_counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.files.len()];
        for (file, _) in self.frame.columns().places().take(self.published) {
            counts[file.index()] += 1;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::Store;
    use crate::model::{Dataset, FileId, Place, dataset::File};

    #[test]
    fn a_place_is_said_as_far_as_it_is_known() {
        let file = |path: &str, sheet: Option<&str>| File {
            path: path.to_owned(),
            sheet: sheet.map(str::to_owned),
            ..File::default()
        };
        let files = vec![file("a.csv", None), file("b.xlsx", Some("表1"))];
        let store = Store::build(Dataset { files, ..Dataset::default() }).unwrap();
        for (file, line, column, expect) in [
            (0, 7, 3, "a.csv:7"),
            (0, 0, 0, "a.csv"),
            (1, 6, 7, "b.xlsx!表1!R6C7"),
            (1, 6, 0, "b.xlsx!表1!R6"),
            (9, 1, 1, ""),
        ] {
            assert_eq!(store.place(Place { file: FileId(file), line, column }), expect);
        }
    }
}
