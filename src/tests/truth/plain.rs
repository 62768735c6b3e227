//! The files of `data/` as they lie there, without our loader, our catalogue or our store.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::RangeInclusive,
    path::PathBuf,
};

use serde::Deserialize;

/// Everything in the folder.
pub struct Plain {
    pub rows: Vec<Row>,
    pub remarks: Vec<Remark>,
    pub parks: BTreeMap<String, Park>,
    order: Vec<String>,
    lower_is_better: BTreeSet<String>,
    sources: HashMap<String, Source>,
}

/// One row of a table of figures.
#[derive(Debug)]
pub struct Row {
    pub park: String,
    pub indicator: String,
    pub period: String,
    pub value: f64,
    pub mark: String,
    pub kind: String,
    pub source: String,
    pub file: String,
    pub line: usize,
}

#[derive(Deserialize)]
pub struct Park {
    slug: String,
    level: String,
    economy: String,
    parent: Option<String>,
}

#[derive(Deserialize)]
struct Indicator {
    slug: String,
    better: String,
}

#[derive(Deserialize)]
struct Source {
    slug: String,
    title: String,
    grade: String,
    #[serde(default)]
    date: String,
}

#[derive(Deserialize)]
struct RawRemark {
    kind: String,
    #[serde(default)]
    parks: Vec<String>,
    #[serde(default)]
    indicators: Vec<String>,
    text: Text,
}

#[derive(Deserialize)]
struct Text {
    zh: String,
}

/// A remark, in Chinese.
pub struct Remark {
    pub kind: String,
    pub parks: Vec<String>,
    pub indicators: Vec<String>,
    pub text: String,
}

/// A park, an indicator, a period and a kind.
pub type Fact<'a> = (&'a str, &'a str, &'a str, &'a str);

fn text(path: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn entries<T: for<'de> Deserialize<'de>>(stem: &str, key: &str) -> Vec<T> {
    let mut table: HashMap<String, Vec<T>> = toml::from_str(&text(&format!("catalog/{stem}.toml"))).unwrap();
    table.remove(key).unwrap()
}

impl Plain {
    pub fn read() -> Self {
        let mut rows = vec![];
        for stem in ["china", "elsewhere", "zhejiang"] {
            let file = format!("observations/{stem}.csv");
            let table = text(&file);
            let mut reader = csv::Reader::from_reader(table.as_bytes());
            for record in reader.records() {
                let record = record.unwrap();
                let cell = |place: usize| record[place].to_owned();
                let line = record.position().unwrap().line() as usize;
                rows.push(Row {
                    park: cell(0),
                    indicator: cell(1),
                    period: cell(2),
                    value: cell(3).parse().unwrap(),
                    mark: cell(5),
                    kind: cell(6),
                    source: cell(7),
                    file: format!("data/{file}"),
                    line,
                });
            }
        }
        let parks: Vec<Park> = entries("parks", "park");
        let indicators: Vec<Indicator> = entries("indicators", "indicator");
        let sources: Vec<Source> = entries("sources", "source");
        let remarks: Vec<RawRemark> = entries("remarks", "remark");
        let lower = |indicator: Indicator| (indicator.better == "lower").then_some(indicator.slug);
        let remark = |RawRemark { kind, parks, indicators, text }| Remark { kind, parks, indicators, text: text.zh };
        Self {
            rows,
            order: parks.iter().map(|park| park.slug.clone()).collect(),
            parks: parks.into_iter().map(|park| (park.slug.clone(), park)).collect(),
            lower_is_better: indicators.into_iter().filter_map(lower).collect(),
            sources: sources.into_iter().map(|source| (source.slug.clone(), source)).collect(),
            remarks: remarks.into_iter().map(remark).collect(),
        }
    }

    pub fn title(&self, source: &str) -> &str {
        &self.sources[source].title
    }

    /// What is said of each fact.
    pub fn facts(&self) -> BTreeMap<Fact<'_>, Vec<&Row>> {
        let mut facts: BTreeMap<Fact<'_>, Vec<&Row>> = BTreeMap::new();
        for row in &self.rows {
            facts.entry((&row.park, &row.indicator, &row.period, &row.kind)).or_default().push(row);
        }
        facts
    }

    /// The zones of mainland China that are no part of another zone, as `groups.toml` says in words.
    pub fn default_group(&self) -> Vec<&str> {
        let is_zone = |park: &Park| matches!(park.level.as_str(), "national" | "provincial" | "economic-development");
        let stands_alone = |slug: &&String| {
            let park = &self.parks[*slug];
            let is_within = park.parent.as_ref().is_some_and(|parent| is_zone(&self.parks[parent]));
            is_zone(park) && park.economy == "CN" && !is_within
        };
        self.order.iter().filter(stands_alone).map(String::as_str).collect()
    }

    /// The row shown of several, by the three rules of `data/README.md`.
    pub fn winner<'a>(&self, said: &[&'a Row]) -> &'a Row {
        let date = |row: &Row| stated(&self.sources[&row.source].date);
        let gives_way = |row: &Row| {
            row.mark == "expected"
                && said.iter().any(|other| other.mark != "expected" && !is_older(&date(other), &date(row)))
        };
        let left = said.iter().filter(|row| !gives_way(row));
        let grade = |row: &Row| {
            let grades = ["official", "press", "repost", "secondary"];
            grades.iter().position(|grade| *grade == self.sources[&row.source].grade).unwrap()
        };
        left.min_by_key(|row| (grade(row), Reverse(date(row)))).unwrap()
    }

    /// The newest row within the years, its place and among how many, for each park.
    pub fn table(&self, parks: &[&str], indicator: &str, years: RangeInclusive<u32>) -> Vec<Option<(&Row, u32, u32)>> {
        let newest = |park: &&str| {
            years.clone().rev().find_map(|year| {
                let year = year.to_string();
                let is_it = |row: &&Row| {
                    row.park == *park && row.indicator == indicator && row.period == year && row.kind == "actual"
                };
                let said: Vec<&Row> = self.rows.iter().filter(is_it).collect();
                (!said.is_empty()).then(|| self.winner(&said))
            })
        };
        let shown: Vec<Option<&Row>> = parks.iter().map(newest).collect();
        let of = shown.iter().flatten().count() as u32;
        let lower = self.lower_is_better.contains(indicator);
        let ahead = |mine: &Row| {
            let beats = |other: &&&Row| if lower { other.value < mine.value } else { other.value > mine.value };
            shown.iter().flatten().filter(beats).count() as u32
        };
        shown.iter().map(|row| row.map(|row| (row, ahead(row) + 1, of))).collect()
    }
}

/// Year, month and day as far as the text tells them, read digit by digit.
fn stated(date: &str) -> Vec<u32> {
    let chars: Vec<char> = date.chars().collect();
    let is_year = |place: &usize| {
        chars[*place..].iter().take_while(|c| c.is_ascii_digit()).count() == 4 && matches!(chars[*place], '1' | '2')
    };
    let Some(start) = (0..chars.len()).find(is_year) else { return vec![] };
    let run: String = chars[start..].iter().take_while(|c| c.is_ascii_digit() || **c == '-').collect();
    run.split('-').filter_map(|part| part.parse().ok()).collect()
}

/// Whether the first date is before the second as far as both are told.
fn is_older(a: &[u32], b: &[u32]) -> bool {
    let known = a.len().min(b.len());
    known > 0 && a[..known] < b[..known]
}
