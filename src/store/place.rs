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
            for (row, (file, line)) in self.frame.columns().places().enumerate() {
                if let Some(slot) = first.get_mut(&(file.0, line)) {
                    slot.get_or_insert(FactId::at(row));
                }
            }
        }
        places.iter().map(|place| place.and_then(|place| first[&key(place)])).collect()
    }

    /// The file, or the sheet of a workbook, that is called so.
    pub fn file_named(&self, path: &str, sheet: Option<&str>) -> Option<FileId> {
        let called = |file: &crate::model::dataset::File| file.path == path && file.sheet.as_deref() == sheet;
        self.files.iter().position(called).map(FileId::at)
    }

    /// How many observations each file gave.
    pub fn file_counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.files.len()];
        for (file, _) in self.frame.columns().places() {
            counts[file.index()] += 1;
        }
        counts
    }
}
