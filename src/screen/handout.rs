//! A view as it leaves the program: its table, what it answers, and the sources it cites.

use std::collections::HashSet;

use super::{
    Grid, Spec,
    grid::{Column, Value},
};
use crate::{
    model::{Catalog, FactId, Lang, Source},
    store::Store,
};

/// A form a view is handed over in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub enum Format {
    /// Aligned columns for reading.
    #[default]
    Table,
    /// One header line, stable names, unrounded numbers.
    Csv,
    /// The same with tabs, to be pasted into a spreadsheet.
    Tsv,
    /// An array of objects with the names of the CSV.
    Json,
    /// A Markdown table with notes and sources.
    Md,
    /// A page with the table, its notes and its sources.
    Html,
    /// A workbook: typed numbers, notes and sources on sheets of their own.
    Xlsx,
    /// Typed columns for other programs.
    Parquet,
    /// Lines to be heard: every number with heading, unit and period, its signs in words.
    Plain,
    /// The frame as text.
    Txt,
    /// The frame as a picture whose text can be selected.
    Svg,
}

impl Format {
    /// Every form, in the order they are offered.
    pub const ALL: [Self; 11] = [
        Self::Xlsx,
        Self::Csv,
        Self::Tsv,
        Self::Html,
        Self::Md,
        Self::Json,
        Self::Parquet,
        Self::Svg,
        Self::Txt,
        Self::Plain,
        Self::Table,
    ];

    /// The name on the command line, and the ending of a file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Md => "md",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
            Self::Plain => "plain",
            Self::Txt => "txt",
            Self::Svg => "svg",
        }
    }

    /// The form a file of that ending is written in.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_lowercase();
        let known = Self::ALL.into_iter().find(|format| format.name() == ending);
        known.or(match ending.as_str() {
            "htm" => Some(Self::Html),
            "markdown" => Some(Self::Md),
            _ => None,
        })
    }

    /// Whether it shows the frame as it is drawn, and not the table behind it.
    pub const fn is_frame(self) -> bool {
        matches!(self, Self::Txt | Self::Svg)
    }

    /// Whether it is nothing to be read on a terminal.
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx | Self::Parquet)
    }

    /// What it is, in a few words of both languages.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Table => ("对齐的文本表", "aligned columns"),
            Self::Csv => ("表格，列名固定，数不取整", "stable names, unrounded numbers"),
            Self::Tsv => ("同 csv，制表符分隔，便于粘贴", "the same with tabs, for pasting"),
            Self::Json => ("对象数组，供程序读取", "an array of objects, for programs"),
            Self::Md => ("Markdown 表，附说明与来源", "a Markdown table with notes and sources"),
            Self::Html => ("网页: 表、说明、来源，可打印", "a page: table, notes, sources; prints"),
            Self::Xlsx => ("工作簿: 数为数值，另附说明与来源表", "a workbook: typed numbers, notes, sources"),
            Self::Parquet => ("带类型的列，供程序读取", "typed columns, for programs"),
            Self::Plain => ("逐条朗读的文本，标记用文字说明", "lines to be heard, signs in words"),
            Self::Txt => ("当前画面的文本", "this frame as text"),
            Self::Svg => ("当前画面的图，文字可选中", "this frame as a picture, text selectable"),
        }
    }
}

/// A view with all that whoever gets it must know.
#[derive(Clone, Debug, Default)]
pub struct Handout {
    /// The screen's name, or what was asked.
    pub title: String,
    /// What the figures answer to: the group, the rule for the period, the form.
    pub question: String,
    pub grid: Grid,
    /// The sources of the figures in the table, in the order they are first cited.
    pub sources: Vec<Source>,
    pub lang: Lang,
    /// What reopens the view elsewhere.
    pub token: Option<String>,
}

impl Handout {
    /// What a screen shows, with the figures beneath each row where its columns do not name their sources.
    pub fn of(spec: Spec, store: &Store, lang: Lang, question: String, mut grid: Grid, facts: &[Vec<FactId>]) -> Self {
        name_sources(&mut grid, facts, store);
        let sources = cited(&grid, store.catalog());
        let title = spec.intent.help(lang).to_owned();
        Self { title, question, grid, sources, lang, token: None }
    }

    /// A table that no screen shows.
    pub fn plain(title: &str, grid: Grid, lang: Lang) -> Self {
        Self { title: title.to_owned(), grid, lang, ..Self::default() }
    }
}

/// One more column for scripts, where figures of a row are of several sources: all of them, with blanks between.
fn name_sources(grid: &mut Grid, facts: &[Vec<FactId>], store: &Store) {
    if facts.is_empty() {
        return;
    }
    grid.columns.push(Column::plain("sources"));
    for (row, facts) in grid.rows.iter_mut().zip(facts) {
        let mut slugs: Vec<&str> = vec![];
        let beneath = |fact: &FactId| std::iter::once(*fact).chain(store.beneath(*fact));
        for source in facts.iter().flat_map(beneath).filter_map(|fact| store.source_of(fact)) {
            let slug = store.catalog().source(source).slug.as_str();
            if !slugs.contains(&slug) {
                slugs.push(slug);
            }
        }
        row.push(if slugs.is_empty() { Value::Missing } else { Value::text(slugs.join(" ")) });
    }
}

/// The sources named in the columns of sources. A table that is itself a list of sources cites none.
fn cited(grid: &Grid, catalog: &Catalog) -> Vec<Source> {
    if grid.columns.iter().any(|column| column.name == "publisher") {
        return vec![];
    }
    let is_source = |name: &str| matches!(name, "source" | "sources") || name.ends_with("_source");
    let places: Vec<usize> = (0..grid.columns.len()).filter(|place| is_source(&grid.columns[*place].name)).collect();
    let mut seen = HashSet::new();
    let mut all = vec![];
    for row in &grid.rows {
        for cell in places.iter().filter_map(|place| row.get(*place)) {
            let (Value::Text(slugs) | Value::Code(slugs, _)) = cell else { continue };
            for slug in slugs.split(' ').filter(|slug| !seen.contains(*slug)).collect::<Vec<_>>() {
                seen.insert(slug);
                all.extend(catalog.source_by_slug(slug).map(|id| catalog.source(id).clone()));
            }
        }
    }
    all
}
