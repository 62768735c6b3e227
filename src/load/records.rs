//! JSON: an array of records, one record a line, or records somewhere inside.

use std::{collections::HashMap, fmt};

use csv::ByteRecord;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{
    complaints::Complaints,
    table::{Line, MOST_COLUMNS, Origin, Table},
    text,
};
use crate::model::{Rule, Severity};

/// Records nested deeper than this are no figures.
const DEEPEST: usize = 8;
/// The longest name of a column, in bytes: names of records inside records are put together.
const LONGEST_KEY: usize = 1024;
/// The most empty cells that are made for keys which other records have: two keys a record would make a cell of each pair.
const MOST_EMPTY: usize = 32_000_000;

/// Whether a text is JSON rather than a table.
pub fn looks_like(text: &str) -> bool {
    let start = text.trim_start();
    let mut chars = start.chars();
    match chars.next() {
        Some('{') => chars.find(|c| !c.is_whitespace()).is_some_and(|c| matches!(c, '"' | '}')),
        Some('[') => chars.find(|c| !c.is_whitespace()).is_some_and(|c| matches!(c, '{' | '[' | ']')),
        _ => false,
    }
}

/// Reads the records of a text as a table: a column for each key, in the order they are met.
pub fn read(text: String, complaints: &mut Complaints) -> Option<Table> {
    match found(&text) {
        Ok((columns, rows)) => Some(table(text, columns, rows)),
        Err((offset, what)) => {
            complaints.add(Severity::Error, Rule::File, || text::place(&text, offset), || what);
            None
        }
    }
}

/// A record: its values by the number of their column, each with its text and its offset.
type Record = Vec<(usize, String, usize)>;

/// What is wrong, and at which offset.
type Slip = (usize, String);

/// The names of the columns, and the records with their offsets.
type Listed = (Vec<String>, Vec<(usize, Record)>);

fn found(text: &str) -> Result<Listed, Slip> {
    let mut records = Records { text, columns: HashMap::new(), names: vec![], rows: vec![] };
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    loop {
        let before = stream.byte_offset();
        match stream.next() {
            None => break,
            Some(Ok(value)) => records.add(value, 0)?,
            Some(Err(error)) => {
                let lines =
                    text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
                let offset = (lines + error.column().saturating_sub(1)).max(before).min(text.len());
                return Err((
                    text.floor_char_boundary(offset),
                    format!("this is not JSON ({}); mend it here", bare(&error)),
                ));
            }
        }
    }
    let said: usize = records.rows.iter().map(|(_, record)| record.len()).sum();
    if records.rows.len().saturating_mul(records.names.len()) > said.saturating_add(MOST_EMPTY) {
        let what =
            format!("{} keys in {} records leave most cells empty; cut it", records.names.len(), records.rows.len());
        return Err((0, what));
    }
    if records.rows.is_empty() {
        return Err((0, "there are no records in it; write an array of objects, or an object a line".into()));
    }
    Ok((records.names, records.rows))
}

struct Records<'a> {
    text: &'a str,
    columns: HashMap<String, usize>,
    names: Vec<String>,
    rows: Vec<(usize, Record)>,
}

impl<'a> Records<'a> {
    /// Adds the records a value holds: itself, or those of its elements or of the first list in it.
    fn add(&mut self, value: &'a RawValue, depth: usize) -> Result<(), Slip> {
        let offset = self.offset(value);
        if depth > DEEPEST {
            return Err((offset, format!("the values are nested deeper than {DEEPEST} times; flatten them")));
        }
        let bad = |error: serde_json::Error| (offset, format!("this is not JSON ({}); mend it here", bare(&error)));
        match value.get().as_bytes().first() {
            Some(b'[') => {
                let elements: Elements<'a> = serde_json::from_str(value.get()).map_err(bad)?;
                elements.0.into_iter().try_for_each(|element| self.add(element, depth + 1))
            }
            Some(b'{') => {
                let pairs: Pairs<'a> = serde_json::from_str(value.get()).map_err(bad)?;
                let is_list =
                    |(_, value): &&(String, &RawValue)| value.get().starts_with('[') && value.get().contains('{');
                if let Some((_, list)) = pairs.0.iter().find(is_list) {
                    return self.add(list, depth + 1);
                }
                // `{"page": 1, "pages": 2}` ahead of the records tells of them.
                if pairs.0.iter().any(|(key, _)| key == "page") && pairs.0.iter().any(|(key, _)| key == "per_page") {
                    return Ok(());
                }
                let mut record = Record::new();
                self.flatten("", pairs, depth, &mut record)?;
                self.rows.push((offset, record));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The fields of a record; those of a record inside it as `outer.inner`.
    fn flatten(&mut self, prefix: &str, pairs: Pairs<'a>, depth: usize, record: &mut Record) -> Result<(), Slip> {
        for (key, value) in pairs.0 {
            let offset = self.offset(value);
            let name = if prefix.is_empty() { key } else { format!("{prefix}.{key}") };
            if name.len() > LONGEST_KEY {
                return Err((offset, format!("the key is longer than {LONGEST_KEY} bytes; cut it")));
            }
            if value.get().starts_with('{') {
                if depth > DEEPEST {
                    return Err((offset, format!("the values are nested deeper than {DEEPEST} times; flatten them")));
                }
                let inner = serde_json::from_str(value.get()).map_err(|error| (offset, error.to_string()))?;
                self.flatten(&name, inner, depth + 1, record)?;
                continue;
            }
            let next = self.names.len();
            let column = *self.columns.entry(name.clone()).or_insert(next);
            if column == next {
                if next >= MOST_COLUMNS {
                    return Err((offset, format!("there are more than {MOST_COLUMNS} different keys")));
                }
                self.names.push(name);
            }
            record.push((column, plain(value.get()), offset));
        }
        Ok(())
    }

    fn offset(&self, value: &RawValue) -> usize {
        (value.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }
}

/// What is wrong, without the place: that is told apart.
fn bare(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

/// A value as a cell: a text without its quotes, nothing for null.
fn plain(json: &str) -> String {
    match json.as_bytes().first() {
        Some(b'"') => serde_json::from_str(json).unwrap_or_default(),
        Some(b'n') => String::new(),
        _ => json.to_owned(),
    }
}

fn table(text: String, names: Vec<String>, records: Vec<(usize, Record)>) -> Table {
    let mut rows = Vec::with_capacity(records.len() + 1);
    let first = records.first().map_or(0, |(offset, _)| *offset);
    let width = names.len();
    let (mut line, mut counted) = (1, 0);
    let mut number = |offset: usize| {
        line += text.get(counted..offset).map_or(0, |passed| passed.bytes().filter(|byte| *byte == b'\n').count());
        counted = counted.max(offset);
        line as u32
    };
    rows.push(Line { number: number(first), record: ByteRecord::from(names), offsets: vec![first; width] });
    for (offset, record) in records {
        let mut cells = vec![String::new(); width];
        let mut offsets = vec![offset; width];
        for (column, cell, at) in record {
            (cells[column], offsets[column]) = (cell, at);
        }
        rows.push(Line { number: number(offset), record: ByteRecord::from(cells), offsets });
    }
    Table::Cells { rows, origin: Origin::Records(text) }
}

/// The elements of an array, unread.
struct Elements<'a>(Vec<&'a RawValue>);

/// The fields of an object in their order, unread.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Elements<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Vec<&'de RawValue>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(element) = seq.next_element()? {
                    all.push(element);
                }
                Ok(all)
            }
        }
        deserializer.deserialize_seq(All).map(Elements)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Vec<(String, &'de RawValue)>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    all.push(pair);
                }
                Ok(all)
            }
        }
        deserializer.deserialize_map(All).map(Pairs)
    }
}
