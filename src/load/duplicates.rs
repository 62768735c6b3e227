//! Rows that say again what their file has said: they show only when all rows are in one order.

use std::{collections::HashMap, iter::Peekable, slice::ChunkBy};

use super::complaints::Complaints;
use crate::model::{Dataset, FileId, Problem, Rule, Severity, dataset::File, observation::Duplicate};

/// Settles the rows. What is dropped is told after the other problems of its file.
pub fn report(dataset: &mut Dataset) {
    let duplicates = dataset.observations.settle(&dataset.catalog);
    if duplicates.is_empty() {
        return;
    }
    let files = &dataset.files;
    let mut of_files = Files { files, left: duplicates.chunk_by(same_file as _).peekable() };
    let place = |(at, file): (usize, &'_ File)| ((file.path.clone(), file.sheet.clone()), FileId::at(at));
    let places: HashMap<_, FileId> = files.iter().enumerate().map(place).collect();
    let mut told = vec![];
    for problem in std::mem::take(&mut dataset.problems) {
        if let Some(file) = places.get(&(problem.file.clone(), problem.sheet.clone())) {
            of_files.tell(|before| before < *file, &mut told);
        }
        told.push(problem);
    }
    of_files.tell(|_| true, &mut told);
    dataset.problems = told;
}

type SameFile = fn(&Duplicate, &Duplicate) -> bool;

fn same_file(one: &Duplicate, two: &Duplicate) -> bool {
    one.again.file == two.again.file
}

/// The duplicates of each file that are not told yet.
struct Files<'a> {
    files: &'a [File],
    left: Peekable<ChunkBy<'a, Duplicate, SameFile>>,
}

impl Files<'_> {
    fn tell(&mut self, of: impl Fn(FileId) -> bool, problems: &mut Vec<Problem>) {
        while let Some(of_file) = self.left.next_if(|of_file| of(of_file[0].again.file)) {
            let file = &self.files[of_file[0].again.file.index()];
            let mut complaints = Complaints::of_sheet(file.path.clone(), file.sheet.clone());
            for Duplicate { first, again } in of_file {
                let what = || format!("this row says the same as line {}; the first one is kept", first.line);
                complaints.add(Severity::Warning, Rule::Duplicate, || (again.line, 0), what);
            }
            problems.extend(complaints.into_problems());
        }
    }
}
