//! From the bytes of a file to its tables: what it is packed with, what it is written in, what lies in it.

use std::{borrow::Cow, io::Read};

use encoding_rs::{Encoding, UTF_8};

use super::{
    Columns, Options,
    complaints::Complaints,
    encoding::{self, Choice},
    foreign, header,
    part::Part,
    records, regular, sheets,
    sidecar::Sidecar,
    table::Table,
    text,
    unpack::Packing,
};
use crate::model::{Rule, Severity, problem::Spot};

/// The most text the cells of a binary file may hold where it is read whole, in bytes.
const MOST_TEXT: u64 = 1 << 30;

/// A table of a file.
#[derive(Debug)]
pub struct Found {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    pub table: Table,
}

/// What lies in a file.
#[derive(Debug)]
pub struct Opened {
    pub tables: Vec<Found>,
    /// How it was read, for people: `gzip, GB18030`.
    pub form: Vec<String>,
}

/// Opens a file as the tables in it; none, and a problem, where it cannot be.
pub fn open(part: Part, sidecar: &Sidecar, options: &Options, complaints: &mut Complaints) -> Option<Opened> {
    let bytes = match part.read() {
        Ok(bytes) => bytes,
        Err(error) => {
            complaints.whole(Severity::Error, Rule::File, || regular::worded(&error));
            return None;
        }
    };
    let packing = Packing::of(&bytes);
    let mut form: Vec<String> = packing.name().map(str::to_owned).into_iter().collect();
    let bytes = if packing == Packing::None { bytes } else { Cow::Owned(unpacked(packing, &bytes, complaints)?) };
    if let Some(kind) = Kind::of(&bytes) {
        form.push(kind.name().to_owned());
        let tables = match kind {
            Kind::Workbook(book) => sheets::read(book, &bytes, sidecar.sheet.as_deref(), complaints)?,
            Kind::Columns => {
                let text = (options.columns)(&bytes).and_then(whole).map_err(|what| {
                    complaints.whole(Severity::Error, Rule::File, || format!("cannot be read as columns: {what}"));
                });
                vec![Found { sheet: None, table: Table::columns(text.ok()?.into()) }]
            }
        };
        return Some(Opened { tables, form });
    }
    if let Some(what) = foreign::bytes(&bytes) {
        complaints.whole(Severity::Error, Rule::File, || what);
        return None;
    }
    let text = decoded(bytes, sidecar, options, complaints, &mut form)?;
    if let Some(what) = foreign::text(&text) {
        complaints.whole(Severity::Error, Rule::File, || what);
        return None;
    }
    let table = if records::looks_like(&text) {
        records::read(text.into_owned(), complaints)?
    } else {
        let separator = header::sniff(&text);
        form.push(separator_name(separator).to_owned());
        Table::text(text, separator)
    };
    if matches!(table, Table::Cells { .. }) {
        form.push("JSON".to_owned());
    }
    Some(Opened { tables: vec![Found { sheet: None, table }], form })
}

fn unpacked(packing: Packing, bytes: &[u8], complaints: &mut Complaints) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let read = packing.unpack(Box::new(bytes), bytes.len() as u64).and_then(|mut all| all.read_to_end(&mut out));
    if let Err(error) = read {
        let name = packing.name().unwrap_or_default();
        complaints.whole(Severity::Error, Rule::File, || format!("cannot be unpacked ({name}: {error})"));
        return None;
    }
    Some(out)
}

/// All the text of columns; not without end, for a text that stands in the file once may stand in every row.
fn whole(columns: Columns) -> Result<String, String> {
    let mut text = String::new();
    columns.take(MOST_TEXT + 1).read_to_string(&mut text).map_err(|error| error.to_string())?;
    if text.len() as u64 > MOST_TEXT {
        return Err(format!("its cells hold more than {} MB; take a part of it", MOST_TEXT >> 20));
    }
    Ok(text)
}

/// The text of a file in whatever encoding it is.
fn decoded(
    bytes: Cow<'static, [u8]>,
    sidecar: &Sidecar,
    options: &Options,
    complaints: &mut Complaints,
    form: &mut Vec<String>,
) -> Option<Cow<'static, str>> {
    let stated = match sidecar.encoding.as_deref() {
        Some(name) => encoding::named(name).or_else(|| {
            let what = || format!("`{}` is no encoding; write `gb18030`, `big5` or `utf-8`", text::shown(name));
            complaints.whole(Severity::Error, Rule::Encoding, what);
            None
        }),
        None => None,
    };
    let choice = match options.encoding.or(stated) {
        Some(encoding) => {
            let mark = Encoding::for_bom(&bytes).filter(|(marked, _)| *marked == encoding).map_or(0, |(_, mark)| mark);
            Some(Choice { encoding, mark })
        }
        None => encoding::choose(&bytes, true),
    };
    // What is in no encoding is told as what it is not, at its first bad byte.
    let choice = choice.unwrap_or(Choice { encoding: UTF_8, mark: 0 });
    if choice.encoding != UTF_8 {
        form.push(choice.encoding.name().to_uppercase());
    }
    let head: Vec<u8> = bytes.get(..bytes.len().min(1 << 20)).unwrap_or_default().to_vec();
    match encoding::decode(bytes, choice) {
        Ok(text) => Some(with_line_ends(text)),
        Err(bad) => {
            let before = head.get(choice.mark..bad.good.min(head.len())).unwrap_or_default();
            let (before, _) = choice.encoding.decode_without_bom_handling(before);
            let (line, column) = text::place(&before, before.len());
            let name = choice.encoding.name();
            let what = || {
                format!(
                    "the byte `0x{:02X}` is not {name}; name the file's encoding: --encoding gb18030, big5, …",
                    bad.byte
                )
            };
            complaints.add(Severity::Error, Rule::Encoding, || Spot::from((line, column)), what);
            None
        }
    }
}

/// Old Macs ended lines with a carriage return alone; everything after this counts line feeds.
fn with_line_ends(text: Cow<'static, str>) -> Cow<'static, str> {
    if text.contains('\n') || !text.contains('\r') { text } else { Cow::Owned(text.replace('\r', "\n")) }
}

pub const fn separator_name(separator: u8) -> &'static str {
    match separator {
        b'\t' => "TSV",
        b';' => "CSV ;",
        b'|' => "CSV |",
        _ => "CSV",
    }
}

/// Whether the first bytes are not those of a workbook or of columns.
pub fn is_text(head: &[u8]) -> bool {
    Kind::of(head).is_none()
}

/// Whether the first bytes are those of columns.
pub fn is_columns(head: &[u8]) -> bool {
    Kind::of(head) == Some(Kind::Columns)
}

/// A file that is no text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Workbook(sheets::Book),
    /// Parquet or Arrow.
    Columns,
}

/// What columns are called.
pub const COLUMNS: &str = "Parquet/Arrow";

impl Kind {
    /// What the first bytes say.
    fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'P', b'K', 3, 4, ..] => Some(Self::Workbook(sheets::Book::Zipped)),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(Self::Workbook(sheets::Book::Old)),
            [b'P', b'A', b'R', b'1', ..] | [b'A', b'R', b'R', b'O', b'W', b'1', ..] => Some(Self::Columns),
            _ => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Workbook(sheets::Book::Zipped) => "xlsx/ods",
            Self::Workbook(sheets::Book::Old) => "xls",
            Self::Columns => COLUMNS,
        }
    }
}
