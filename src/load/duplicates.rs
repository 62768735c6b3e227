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

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::load::{Input, load};

    #[test]
    fn what_is_said_twice_is_told_with_its_file_and_not_without_end() {
        let folder = std::env::temp_dir().join(format!("zonescope-twice-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let write = |name: &str, rows: &str| {
            fs::write(folder.join(name), format!("park,indicator,period,value\n{rows}")).unwrap();
        };
        write("a.csv", "a,i,2020,1\na,i,2020,1\na,i,2021,oops\na,i,2019,1\na,i,2019,1\n");
        write("b.csv", "a,i,2020,1\na,i,2022,oops\n");
        write("c.csv", &"a,i,2023,1\n".repeat(1501));
        let dataset = load(&Input::Path(folder.clone()).into()).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        let told: Vec<String> = dataset.problems.iter().map(ToString::to_string).collect();
        let is = |at: usize, end: &str| assert!(told[at].ends_with(end), "{at}: {}", told[at]);
        is(0, "a.csv:4:10: `oops` is not a number; write a plain number or leave the cell empty");
        is(1, "a.csv:3: this row says the same as line 2; the first one is kept");
        is(2, "a.csv:6: this row says the same as line 5; the first one is kept");
        is(3, "b.csv:3:10: `oops` is not a number; write a plain number or leave the cell empty");
        is(4, "c.csv:3: this row says the same as line 2; the first one is kept");
        is(1004, "c.csv: 500 more problems are not listed; mend these first");
        assert_eq!((told.len(), dataset.observations.len()), (1005, 2 + 1 + 1));
    }
}
