//! What files are called: which hold tables, which stand beside one, which are not meant at all.

use std::path::{Path, PathBuf};

/// Endings of text, which may also be packed.
const TEXT: [&str; 7] = ["csv", "tsv", "tab", "txt", "json", "ndjson", "jsonl"];
/// Endings of workbooks and of columns.
const BINARY: [&str; 8] = ["xlsx", "xlsm", "xls", "ods", "parquet", "arrow", "feather", "ipc"];
/// Endings of what text is packed with.
const PACKED: [&str; 2] = [".gz", ".zst"];

/// Whether a file of that name is read where nobody names it: one in a folder or in an archive.
pub fn is_table(path: &Path) -> bool {
    let name = name(path);
    let unpacked = PACKED.iter().find_map(|end| name.strip_suffix(end));
    let Some((stem, ending)) = unpacked.unwrap_or(&name).rsplit_once('.') else { return false };
    let is_known = TEXT.contains(&ending) || (unpacked.is_none() && BINARY.contains(&ending));
    is_known && !stem.is_empty() && !is_aside(path)
}

/// Whether a file holds no figures, whatever its ending: a sidecar, a hidden file, the lock of an open workbook, and
/// what the World Bank packs beside its tables.
pub fn is_aside(path: &Path) -> bool {
    let name = name(path);
    let begins = [".", "~$", "metadata_country", "metadata_indicator"];
    begins.iter().any(|begin| name.starts_with(begin)) || path.extension().is_some_and(|ending| ending == "toml")
}

/// The sidecar of a file, if there is one: `x.toml` beside `x.csv` and `x.csv.gz`.
pub fn sidecar(path: &Path) -> Option<PathBuf> {
    let is_packed = PACKED.iter().any(|end| name(path).ends_with(end));
    let table = if is_packed { path.with_extension("") } else { path.to_owned() };
    Some(table.with_extension("toml")).filter(|beside| beside != path && beside.is_file())
}

/// The endings that are read, for people.
pub fn list() -> String {
    let all: Vec<String> = TEXT.iter().chain(&BINARY).map(|ending| format!(".{ending}")).collect();
    format!("{}; text also as {}", all.join(" "), PACKED.join(" or "))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().to_lowercase()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{is_aside, is_table};

    #[test]
    fn tables_are_told_by_their_names() {
        for name in ["a.csv", "A.CSV", "b.tab", "高新区.xlsx", "x.y.ndjson", "a.csv.gz", "a.json.zst", "z/a.feather"]
        {
            assert!(is_table(Path::new(name)), "{name}");
        }
        for name in ["a", "a.toml", ".a.csv", ".csv", "~$a.xlsx", "a.xlsx.gz", "a.gz", "a.pdf", "a.csv.bak"] {
            assert!(!is_table(Path::new(name)), "{name}");
        }
        for name in ["Metadata_Country_API_NY.GDP.csv", "Metadata_Indicator_API_NY.GDP.csv", "a.toml", ".a"] {
            assert!(is_aside(Path::new(name)) && !is_table(Path::new(name)), "{name}");
        }
        assert!(!is_aside(Path::new("API_NY.GDP.csv")));
    }
}
