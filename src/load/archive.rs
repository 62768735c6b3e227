//! Zip archives that are no workbooks, such as the World Bank's downloads: each table in one as a file of its own.

use std::{
    fs,
    io::{Cursor, Read as _},
    path::{Component, Path},
};

use zip::ZipArchive;

use super::{encoding, kinds, sheets};

/// The name of a file in an archive, and what is in it.
pub type Entry = (String, Vec<u8>);

/// What an archive begins with.
const MAGIC: &[u8; 4] = b"PK\x03\x04";

/// Whether a file begins as archives do. What can be read only once, such as a pipe, is not looked at.
pub fn is_likely(path: &Path) -> bool {
    let mut head = [0; MAGIC.len()];
    path.is_file() && fs::File::open(path).is_ok_and(|mut file| file.read_exact(&mut head).is_ok()) && head == *MAGIC
}

/// The tables in an archive, sorted by name; none where the bytes are something else.
pub fn entries(bytes: &[u8]) -> Option<Result<Vec<Entry>, String>> {
    if !bytes.starts_with(MAGIC) {
        return None;
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let is_workbooks = |name: &str| matches!(name, "[Content_Types].xml" | "mimetype");
    let is_workbook = archive.file_names().any(|name| name.is_ok_and(|name| is_workbooks(&name)));
    (!is_workbook).then(|| {
        let tables = sheets::measure(bytes).and_then(|()| tables(archive));
        tables.map_err(|what| format!("the archive cannot be read ({what}); unpack it and open the folder"))
    })
}

fn tables(mut archive: ZipArchive<Cursor<&[u8]>>) -> Result<Vec<Entry>, String> {
    let mut tables = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| error.to_string())?;
        let name = decoded(entry.name_raw()).unwrap_or_default();
        if entry.is_file() && is_meant(&name) {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
            tables.push((name, bytes));
        }
    }
    if tables.is_empty() {
        return Err("no file in it is a table".to_owned());
    }
    tables.sort();
    Ok(tables)
}

/// A name in whatever encoding the archive's maker used: zip itself knows two, and neither is Chinese.
fn decoded(raw: &[u8]) -> Option<String> {
    let choice = encoding::choose(raw, true)?;
    encoding::decode(raw.to_vec().into(), choice).ok().map(std::borrow::Cow::into_owned)
}

/// Whether an entry is a table, and nothing on its way is hidden or leads out of the archive.
fn is_meant(name: &str) -> bool {
    let is_plain = |part: Component<'_>| match part {
        Component::Normal(name) => !name.to_string_lossy().starts_with(['.', '_']),
        _ => false,
    };
    let path = Path::new(name);
    kinds::is_table(path) && path.parent().is_none_or(|folder| folder.components().all(is_plain))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use encoding_rs::GB18030;
    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::entries;

    fn zip(files: &[(&str, &str)]) -> Vec<u8> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            out.start_file(*name, SimpleFileOptions::default()).unwrap();
            out.write_all(text.as_bytes()).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    fn names(bytes: &[u8]) -> Option<Result<Vec<String>, String>> {
        let names = |all: Vec<super::Entry>| all.into_iter().map(|(name, _)| name).collect();
        entries(bytes).map(|found| found.map(names))
    }

    #[test]
    fn the_tables_of_an_archive_are_found() {
        let bytes = zip(&[
            ("b/园区.csv", "x"),
            ("API_NY.csv", "the figures"),
            ("Metadata_Country_API_NY.csv", "x"),
            ("__MACOSX/API_NY.csv", "x"),
            ("../out.csv", "x"),
            ("readme.pdf", "x"),
        ]);
        assert_eq!(names(&bytes), Some(Ok(vec!["API_NY.csv".to_owned(), "b/园区.csv".to_owned()])));
        assert_eq!(entries(&bytes).unwrap().unwrap()[0].1, b"the figures");
    }

    #[test]
    fn what_is_a_workbook_or_no_archive_is_left_to_others() {
        assert_eq!(names(&zip(&[("[Content_Types].xml", "<x/>"), ("xl/a.csv", "")])), None);
        assert_eq!(names(b"PK\x03\x04 and no more"), None);
        assert_eq!(names(b"park,indicator"), None);
        let said = names(&zip(&[("readme.pdf", "x")])).unwrap().unwrap_err();
        assert_eq!(said, "the archive cannot be read (no file in it is a table); unpack it and open the folder");
    }

    #[test]
    fn names_of_entries_are_read_in_their_encoding() {
        let (raw, ..) = GB18030.encode("国家高新区主要经济指标");
        assert_eq!(super::decoded(&raw).as_deref(), Some("国家高新区主要经济指标"));
    }
}
