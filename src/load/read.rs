//! One file into the dataset: its tables opened, their shapes made out, their figures read.

use super::{
    Options,
    complaints::Complaints,
    layout::{Layout, Said},
    number::Decimal,
    open::{self, Found},
    part,
    rows::{Names, Reader},
    shape::{self, Given, Guess, Head},
    sidecar::{self, Sidecar},
    table::Table,
    text,
};
use crate::model::{Dataset, FileId, Problem, Rule, Severity, dataset::File, problem::Spot};

/// More files than this have no place in the columns.
const MOST_FILES: usize = u16::MAX as usize;

/// Reads one file into the dataset.
pub fn read(file: part::Table, dataset: &mut Dataset, names: &mut Names, options: &Options) {
    let mut complaints = Complaints::of(file.part.name.clone());
    let path = file.part.name.clone();
    let sidecar = file.sidecar.map(|part| sidecar::read(part, &mut dataset.problems)).unwrap_or_default();
    let opened = open::open(file.part, &sidecar, options, &mut complaints);
    dataset.problems.extend(complaints.into_problems());
    let Some(opened) = opened else { return };
    let stem = stem(&path);
    let mut job = Job { path, stem, form: opened.form, sidecar, options, dataset, names };
    let mut misfits = Vec::new();
    let (mut rows, mut is_any) = (0, false);
    for found in opened.tables {
        match job.table(&found) {
            Ok(read) => (rows, is_any) = (rows + read, true),
            Err(problems) => misfits.push(problems),
        }
    }
    job.report(misfits, is_any);
    job.count(rows, is_any);
}

/// The name of a file without its endings.
fn stem(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let ends = [".gz", ".zst", ".csv", ".tsv", ".txt", ".tab", ".json", ".ndjson", ".jsonl", ".xlsx", ".xls", ".ods"];
    let more = [".xlsm", ".parquet", ".arrow", ".feather", ".ipc"];
    let mut stem = name;
    for end in ends.into_iter().chain(more) {
        if let Some(cut) = stem.len().checked_sub(end.len())
            && let Some((rest, tail)) = stem.split_at_checked(cut)
            && tail.eq_ignore_ascii_case(end)
            && !rest.is_empty()
        {
            stem = rest;
        }
    }
    stem.to_owned()
}

/// What reading the tables of one file needs.
struct Job<'a> {
    path: String,
    stem: String,
    form: Vec<String>,
    sidecar: Sidecar,
    options: &'a Options,
    dataset: &'a mut Dataset,
    names: &'a mut Names,
}

impl Job<'_> {
    /// Reads a table; the number of its rows, or why it cannot be read.
    fn table(&mut self, found: &Found) -> Result<usize, Vec<Problem>> {
        let Found { sheet, table } = found;
        let mut complaints = Complaints::of_sheet(self.path.clone(), sheet.clone());
        self.tell_dirt(table, &mut complaints);
        let guessed = self.guess(table, sheet.as_deref(), &mut complaints);
        let Some((guess, layout, decimal)) = guessed else { return Err(complaints.into_problems()) };
        if self.dataset.files.len() >= MOST_FILES {
            let what = || format!("there are more than {MOST_FILES} files; join some");
            complaints.whole(Severity::Error, Rule::File, what);
            return Err(complaints.into_problems());
        }
        let file = FileId::at(self.dataset.files.len());
        let form = self.form.iter().map(String::as_str).chain([guess.shape.0]).collect::<Vec<_>>().join(", ");
        let compiled = Some(self.sidecar.compiled.clone()).filter(|it| !it.is_empty()).or(layout.compiled.clone());
        let compiled = compiled.unwrap_or_default();
        self.dataset.files.push(File { path: self.path.clone(), sheet: sheet.clone(), form, compiled });
        tell_ignored(table, &layout, &mut complaints);
        let mut reader = Reader::new(self.dataset, self.names, (&self.sidecar, decimal), file, &mut complaints);
        let rows = reader.read(table, &layout);
        self.dataset.problems.extend(complaints.into_problems());
        Ok(rows)
    }

    fn tell_dirt(&self, table: &Table, complaints: &mut Complaints) {
        let Table::Text { text, .. } = table else { return };
        if let Some((count, first)) = text::dirt(text) {
            let what = || match count {
                1 => "an invisible or control character was taken out; check the text here".to_owned(),
                _ => format!("{count} invisible or control characters were taken out; the first is here"),
            };
            complaints.add(Severity::Warning, Rule::Control, || text::place(text, first), what);
        }
    }

    /// The likeliest shape of a table, or a problem that says what is missing.
    fn guess(
        &self,
        table: &Table,
        sheet: Option<&str>,
        complaints: &mut Complaints,
    ) -> Option<(Guess, Layout, Decimal)> {
        let given = self.given();
        let mut head = Head::of(table, &self.stem, sheet, self.sidecar.decimal, given);
        if head.rows.is_empty() {
            complaints.whole(Severity::Error, Rule::Header, || "the file is empty; give it a header line".into());
            return None;
        }
        if self.sidecar.decimal == Decimal::Point {
            head.decimal = head.locale();
        }
        let wanted = self.options.shape.as_deref().or(self.sidecar.shape.as_deref());
        let Some(guess) = shape::guess(&head, wanted) else {
            let what = || {
                "no table of figures is seen in it; it needs a line that names its columns, and under it rows with a \
                 park, an indicator, a period and a number"
                    .to_owned()
            };
            complaints.add(Severity::Error, Rule::Shape, || table.row_spot(head.at(0)), what);
            return None;
        };
        match &guess.layout {
            Ok(layout) => {
                let layout = layout.clone();
                Some((guess, layout, head.decimal))
            }
            Err(lack) => {
                let place = || lack.at.map_or_else(Spot::default, |at| table.row_spot(at));
                complaints.add(Severity::Error, Rule::Header, place, || lack.what.clone());
                None
            }
        }
    }

    /// What the user says of the file, on the command line or beside it.
    fn given(&self) -> Given {
        let assume = &self.options.assume;
        let said = |one: &Option<String>, two: &Option<String>| one.clone().or_else(|| two.clone()).map(Said::outside);
        Given {
            park: said(&assume.park, &self.sidecar.park),
            indicator: said(&assume.indicator, &self.sidecar.indicator),
            period: said(&assume.period, &self.sidecar.period),
            unit: said(&assume.unit, &self.sidecar.unit),
            source: said(&assume.source, &self.sidecar.source),
            ..Given::default()
        }
    }

    /// Sheets that are no tables are not worth a word beside sheets that are; a table that lacks something is.
    fn report(&mut self, misfits: Vec<Vec<Problem>>, is_any: bool) {
        let misfits = misfits.into_iter().flatten();
        self.dataset.problems.extend(misfits.filter(|problem| !is_any || problem.rule == Rule::Header));
    }

    fn count(&mut self, rows: usize, is_any: bool) {
        if let Some(stated) = self.sidecar.rows.filter(|stated| is_any && *stated != rows) {
            let mut complaints = Complaints::of(self.path.clone());
            let what = || format!("there are {rows} rows where the sidecar says {stated}; mend one or the other");
            complaints.whole(Severity::Warning, Rule::Catalog, what);
            self.dataset.problems.extend(complaints.into_problems());
        }
    }
}

/// Says which columns are left alone, and what was guessed.
fn tell_ignored(table: &Table, layout: &Layout, complaints: &mut Complaints) {
    for (nth, name) in layout.ignored.iter().filter(|(_, name)| !super::header::is_quiet(name)) {
        let what = || match super::header::named(name) {
            Some(_) => format!("there is a second column like `{}`; the first one counts", text::shown(name)),
            None => format!("the column `{}` is not known and is ignored", text::shown(name)),
        };
        complaints.add(Severity::Warning, Rule::Header, || table.spot(layout.at, *nth), what);
    }
    if layout.is_edition {
        let period = layout.figures.first().and_then(|figure| match figure.field(super::layout::Field::Period) {
            super::layout::Found::Said(said) => Some(said.text.clone()),
            _ => None,
        });
        let what = || {
            format!(
                "the figures are taken to be of {}, the year before the edition; if not, name it: --assume period=…",
                period.unwrap_or_default()
            )
        };
        complaints.whole(Severity::Warning, Rule::Period, what);
    }
}
