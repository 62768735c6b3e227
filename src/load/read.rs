//! One file into the dataset: its tables opened, their shapes made out, their figures read.

use std::{
    io::{Cursor, Read, Seek, SeekFrom},
    time::Instant,
};

use encoding_rs::UTF_8;

use super::{
    Options,
    complaints::Complaints,
    encoding, header,
    layout::{self, Field, Ignored, Layout, Said, YearEnd},
    number::Decimal,
    open::{self, Found},
    part, records,
    regular::{LARGEST, Opened},
    rows::{
        Names, Reader,
        swift::{self, Plan},
    },
    shape::{self, Given, Guess, Head},
    sidecar::{self, Sidecar},
    table::{Lines, MOST_COLUMNS, Table},
    text,
    unpack::Packing,
};
use crate::model::{Dataset, FileId, Problem, Rule, Severity, dataset::File, problem::Spot};

/// Files from this size on are read block by block, in bytes. Tests have smaller ones.
const LARGE: u64 = if cfg!(test) { 1 << 19 } else { 1 << 20 };
/// How much of a large file is looked at to see what it is.
const LOOK: usize = LARGE as usize / 8;
/// In which encoding it is all of it says up to this size, for a name that is not ASCII may come late; of a larger one its head.
const WHOLE: u64 = if cfg!(test) { LARGE + LARGE / 4 } else { 8 * LARGE };
const HEAD: u64 = WHOLE / 8;

/// More files than this have no place in the columns.
const MOST_FILES: usize = u16::MAX as usize;

/// Reads one file into the dataset.
pub fn read(file: part::Table, dataset: &mut Dataset, names: &mut Names, options: &Options) {
    let mut complaints = Complaints::of(file.part.name.clone());
    let path = file.part.name.clone();
    let sidecar = file.sidecar.map(|part| sidecar::read(part, &mut dataset.problems)).unwrap_or_default();
    let stem = stem(&path);
    let mut job = Job { path, stem, form: vec![], sidecar, options, dataset, names };
    options.watch.begin(&job.path);
    let since = Instant::now();
    if let Some(rows) = job.stream(&file.part) {
        job.count(rows, true);
        log::info!("read {}: {rows} figures in {:.1?}", job.path, since.elapsed());
        return;
    }
    let opened = open::open(file.part, &job.sidecar, options, &mut complaints);
    job.dataset.problems.extend(complaints.into_problems());
    let Some(opened) = opened else { return };
    job.form = opened.form;
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
    log::info!("read {}: {rows} figures in {:.1?}", job.path, since.elapsed());
}

/// All of a large table, bit by bit.
type Source<'a> = Box<dyn Read + Send + 'a>;

/// The rows that are whole, as text.
fn rows_of(head: &[u8]) -> Option<&str> {
    let end = memchr::memrchr(b'\n', head)? + 1;
    std::str::from_utf8(head.get(..end)?).ok()
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
    /// Reads a large long table block by block; the number of its rows. None where it is another kind of file.
    fn stream(&mut self, part: &part::Part) -> Option<usize> {
        let opened = part.large(LARGE)?;
        let (table, source) = self.large_text(&opened).or_else(|| self.large_columns(&opened))?;
        let Table::Text { separator, lines, .. } = table else { return None };
        let mut complaints = Complaints::of(self.path.clone());
        let (guess, layout, _) = self.guess(&table, None, &mut complaints).filter(|(guess, layout, decimal)| {
            guess.is_long && *decimal == Decimal::Point && layout.year_end == YearEnd::Year && swift::fits(layout)
        })?;
        let is_own = lines == Lines::Own;
        self.form.push(if is_own { open::separator_name(separator) } else { open::COLUMNS }.to_owned());
        let file = self.file(None, &guess, &layout)?;
        tell_ignored(&table, &layout, &mut complaints);
        // How long the text of columns will be nobody knows.
        self.options.watch.expect(if is_own { opened.len() } else { 0 });
        let plan = Plan { layout: &layout, separator, lines, watch: &self.options.watch };
        let before = self.dataset.observations.len();
        let mut reader = Reader::new(self.dataset, self.names, (&self.sidecar, Decimal::Point), file, &mut complaints);
        let read = reader.read_swiftly(source, &plan);
        let read = read.and_then(|rows| opened.unchanged().map(|()| rows));
        let rows = read.unwrap_or_else(|error| {
            // Half a file says what the whole does not.
            self.dataset.observations.truncate(before);
            complaints.whole(Severity::Error, Rule::File, || format!("cannot be read to its end ({error})"));
            0
        });
        self.dataset.problems.extend(complaints.into_problems());
        Some(rows)
    }

    /// The head of a large text in UTF-8, and all of it.
    fn large_text<'a>(&self, opened: &'a Opened) -> Option<(Table, Source<'a>)> {
        let mut source = &opened.file;
        if self
            .options
            .encoding
            .or_else(|| self.sidecar.encoding.as_deref().and_then(encoding::named))
            .is_some_and(|it| it != UTF_8)
        {
            return None;
        }
        let mut head = Vec::new();
        let look = if opened.len() <= WHOLE { WHOLE } else { HEAD };
        source.by_ref().take(look).read_to_end(&mut head).ok()?;
        let is_text = Packing::of(&head) == Packing::None && open::is_text(&head);
        let choice = encoding::choose(&head, false).filter(|choice| choice.encoding == UTF_8 && is_text)?;
        head.truncate(LOOK);
        head.shrink_to_fit();
        let text = rows_of(head.get(choice.mark..)?).filter(|text| !records::looks_like(text))?;
        let table = Table::text(text.to_owned().into(), header::sniff(text));
        source.seek(SeekFrom::Start(choice.mark as u64)).ok()?;
        Some((table, Box::new(source)))
    }

    /// The head of large columns as text, and all of it.
    fn large_columns<'a>(&self, opened: &'a Opened) -> Option<(Table, Source<'a>)> {
        let (mut file, mut bytes) = (&opened.file, vec![0; 8]);
        file.seek(SeekFrom::Start(0)).ok()?;
        file.read_exact(&mut bytes).ok().filter(|()| open::is_columns(&bytes) && opened.len() <= LARGEST)?;
        file.read_to_end(&mut bytes).ok()?;
        let mut source = (self.options.columns)(&bytes).ok()?;
        let mut head = Vec::new();
        source.by_ref().take(LOOK as u64).read_to_end(&mut head).ok()?;
        let table = Table::columns(rows_of(&head)?.to_owned().into());
        Some((table, Box::new(Cursor::new(head).chain(source))))
    }

    /// Takes the next number of a file; none, and a problem, where there is no other.
    fn file(&mut self, sheet: Option<&str>, guess: &Guess, layout: &Layout) -> Option<FileId> {
        if self.dataset.files.len() >= MOST_FILES {
            let mut complaints = Complaints::of_sheet(self.path.clone(), sheet.map(str::to_owned));
            let what = || format!("there are more than {MOST_FILES} files; join some");
            complaints.whole(Severity::Error, Rule::File, what);
            self.dataset.problems.extend(complaints.into_problems());
            return None;
        }
        let form = self.form.iter().map(String::as_str).chain([guess.shape.0]).collect::<Vec<_>>().join(", ");
        let stated = Some(self.sidecar.compiled.clone()).filter(|it| !it.is_empty());
        let compiled = stated.or_else(|| layout.compiled.clone()).unwrap_or_default();
        let file = File { path: self.path.clone(), sheet: sheet.map(str::to_owned), form, compiled };
        self.dataset.files.push(file);
        Some(FileId::at(self.dataset.files.len() - 1))
    }

    /// Reads a table; the number of its rows, or why it cannot be read.
    fn table(&mut self, found: &Found) -> Result<usize, Vec<Problem>> {
        let Found { sheet, table } = found;
        let mut complaints = Complaints::of_sheet(self.path.clone(), sheet.clone());
        tell_dirt(table, &mut complaints);
        let guessed = self.guess(table, sheet.as_deref(), &mut complaints);
        let Some((guess, layout, decimal)) = guessed else { return Err(complaints.into_problems()) };
        let Some(file) = self.file(sheet.as_deref(), &guess, &layout) else { return Ok(0) };
        tell_ignored(table, &layout, &mut complaints);
        let mut reader = Reader::new(self.dataset, self.names, (&self.sidecar, decimal), file, &mut complaints);
        let rows = reader.read(table, &layout);
        self.dataset.problems.extend(complaints.into_problems());
        Ok(rows)
    }

    /// The likeliest shape of a table, or a problem that says what is missing.
    fn guess(
        &self,
        table: &Table,
        sheet: Option<&str>,
        complaints: &mut Complaints,
    ) -> Option<(Guess, Layout, Decimal)> {
        let given = self.given();
        let stated = self.options.assume.decimal.or(self.sidecar.decimal);
        let mut head = Head::of(table, &self.stem, sheet, stated.unwrap_or_default(), given);
        if head.rows.is_empty() {
            complaints.whole(Severity::Error, Rule::Header, || "the file is empty; give it a header line".into());
            return None;
        }
        if let Some((at, _)) = head.rows.iter().find(|(_, cells)| cells.len() > MOST_COLUMNS) {
            let what = || format!("the row has more than {MOST_COLUMNS} cells; cut it, or check what separates them");
            complaints.add(Severity::Error, Rule::Ragged, || table.row_spot(*at), what);
            return None;
        }
        if stated.is_none() {
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
    for Ignored { column, name, is_undated } in layout.ignored.iter().filter(|it| !header::is_quiet(&it.name)) {
        let what = || match header::named(name) {
            _ if *is_undated => {
                let name = text::shown(name);
                format!(
                    "nothing says which period `{name}` is of, and it is ignored; write it into the heading: `2023年{name}`"
                )
            }
            Some(Field::Kind) => format!("the column `{}` names no kinds of figures and is ignored", text::shown(name)),
            Some(_) => format!("there is a second column like `{}`; the first one counts", text::shown(name)),
            None => format!("the column `{}` is not known and is ignored", text::shown(name)),
        };
        complaints.add(Severity::Warning, Rule::Header, || table.spot(layout.at, *column), what);
    }
    if layout.is_bare {
        let what = || "no line names the columns; what they hold is seen from the cells alone".to_owned();
        complaints.add(Severity::Warning, Rule::Header, || table.row_spot(layout.at), what);
    }
    if layout.is_edition {
        let period = layout.figures.first().and_then(|figure| match figure.field(Field::Period) {
            layout::Found::Said(said) => Some(said.text.clone()),
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

/// Tells of characters that were taken out of a text.
fn tell_dirt(table: &Table, complaints: &mut Complaints) {
    let Table::Text { text, lines, .. } = table else { return };
    if let Some((count, first)) = text::dirt(text) {
        text::tell_dirt(count, lines.place(text, first, lines.first()), complaints);
    }
}
