//! What is true of a whole file of observations, from the `.toml` beside it.

use std::{collections::BTreeMap, ops::Range};

use serde::{Deserialize, de::IgnoredAny};
use toml::de::{DeTable, DeValue};

use super::{
    complaints::Complaints,
    number::{Decimal, Legend},
    part::Part,
    text,
};
use crate::model::{Problem, Rule, Severity};

/// A sidecar. What it says holds for every row that says nothing else.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sidecar {
    #[serde(default, rename = "title")]
    _title: Option<IgnoredAny>,
    #[serde(default, rename = "about")]
    _about: Option<IgnoredAny>,
    /// How many rows the file should have, so that a torn copy is noticed.
    pub rows: Option<usize>,
    /// When the figures were compiled.
    #[serde(default)]
    pub compiled: String,
    /// The unit of an indicator's values, for a file without a unit column.
    #[serde(default)]
    pub units: BTreeMap<String, String>,
    /// The source of every row that names none.
    pub source: Option<String>,
    /// What separates whole from fraction in this file, whatever its numbers look like.
    pub decimal: Option<Decimal>,
    /// The period of a table that names none, as it is printed over it.
    pub period: Option<String>,
    /// The park of a table that names none: its slug or one of its names.
    pub park: Option<String>,
    /// The indicator of a table that names none: its slug or one of its names.
    pub indicator: Option<String>,
    /// The one unit of every figure in the file.
    pub unit: Option<String>,
    /// What the bytes are encoded in, where it cannot be seen from them: `gb18030`, `big5`, `utf-16le`.
    pub encoding: Option<String>,
    /// How the table is laid out, where that cannot be seen from it.
    pub shape: Option<String>,
    /// The sheet of a workbook that is meant; the others are left alone.
    pub sheet: Option<String>,
    /// What the file's own signs mean: SDMX letters, `note` or `missing`.
    #[serde(default)]
    pub legend: Legend,
    /// Where an import took the file from. For people, and for the next import.
    #[serde(default, rename = "imported")]
    _imported: Option<IgnoredAny>,
}

impl Sidecar {
    /// Takes out what must not reach a terminal, and what says nothing.
    fn cleaned(mut self) -> Self {
        let texts = [&mut self.source, &mut self.period, &mut self.park, &mut self.indicator, &mut self.unit];
        for text in texts.into_iter().chain([&mut self.encoding, &mut self.shape, &mut self.sheet]) {
            *text = text.take().map(|said| text::clean(&said).into_owned()).filter(|said| !said.is_empty());
        }
        self.compiled = text::clean(&self.compiled).into_owned();
        self
    }
}

/// Reads a sidecar; one that cannot be read says nothing.
pub fn read(part: Part, problems: &mut Vec<Problem>) -> Sidecar {
    let mut complaints = Complaints::of(part.name.clone());
    let sidecar = text::open(part, &mut complaints).and_then(|text| match toml::from_str::<Sidecar>(&text) {
        Ok(sidecar) => Some(sidecar.cleaned()),
        Err(error) => {
            let span = error.span().unwrap_or_default();
            let what = || match key_at(&text, &span) {
                Some(key) => format!("`{key}`: {}", text::one_line(error.message())),
                None => text::one_line(error.message()),
            };
            complaints.add(Severity::Error, Rule::Catalog, || text::place(&text, span.start), what);
            None
        }
    });
    problems.extend(complaints.into_problems());
    sidecar.unwrap_or_default()
}

/// The key whose value lies at a place, with the keys of the tables around it; none where no value does.
fn key_at(text: &str, span: &Range<usize>) -> Option<String> {
    let (document, errors) = DeTable::parse_recoverable(text);
    // What is no TOML at all is complained of by its own words.
    errors.is_empty().then(|| key_in(document.get_ref(), span)).flatten()
}

fn key_in(table: &DeTable<'_>, span: &Range<usize>) -> Option<String> {
    for (key, value) in table {
        if let DeValue::Table(inner) = value.get_ref()
            && let Some(found) = key_in(inner, span)
        {
            return Some(format!("{}.{found}", key.get_ref()));
        }
        let place = value.span();
        if place.start <= span.start && span.end <= place.end {
            return Some(key.get_ref().to_string());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Part, Sidecar, read};

    fn said(text: &str) -> (Sidecar, Vec<String>) {
        let mut problems = vec![];
        let sidecar = read(Part::bytes("t.toml", text.as_bytes().to_vec()), &mut problems);
        (sidecar, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn every_key_is_kept() {
        let (sidecar, problems) = said(
            "title = 'x'\nperiod = '2022年1-6月'\npark = '滨江'\nindicator = 'gdp'\nunit = ' 万元 '\nencoding = 'gb18030'\n\
             shape = 'wide'\nsheet = '表1'\nlegend = { '…' = 'missing', '*' = 'note', 'p' = 'P' }\nsource = ''\n\
             [imported]\nfrom = 'x.xlsx'\nsize = 12\n",
        );
        assert_eq!(problems, [""; 0]);
        let texts = [&sidecar.period, &sidecar.park, &sidecar.indicator, &sidecar.unit, &sidecar.source];
        let expect = [Some("2022年1-6月"), Some("滨江"), Some("gdp"), Some("万元"), None];
        assert_eq!(texts.map(|text| text.as_deref()), expect);
        let texts = [&sidecar.encoding, &sidecar.shape, &sidecar.sheet];
        assert_eq!(texts.map(|text| text.as_deref()), [Some("gb18030"), Some("wide"), Some("表1")]);
        assert!(["*", "…"].into_iter().all(|sign| sidecar.legend.explains(sign)));
    }

    #[test]
    fn a_slip_is_told_with_its_line_and_its_key() {
        for (text, expect) in [
            ("rows = 3\nunit = 4\n", "t.toml:2:8: `unit`: invalid type: integer `4`, expected a string"),
            ("units = { gdp = 4 }\n", "t.toml:1:17: `units.gdp`: invalid type: integer `4`, expected a string"),
            (
                "\n[legend]\n'*' = 'Note'\n",
                "t.toml:3:7: `legend.*`: `Note` is not what a sign can mean; write SDMX letters, `note` or `missing` (never zero)",
            ),
        ] {
            assert_eq!(said(text).1, [expect]);
        }
        let (_, problems) = said("perod = '2022'\n");
        assert!(problems[0].starts_with("t.toml:1:1: ") && problems[0].contains("`perod`"), "{problems:?}");
        let (_, problems) = said("rows = 3\nunit = \n");
        assert!(problems[0].starts_with("t.toml:2:"), "{problems:?}");
    }
}
