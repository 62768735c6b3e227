//! Where things lie: whether a folder may be written, and what a file in it is called.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
};

use super::write::{There, look};
use crate::{
    access::Pen,
    error::{Error, Result},
    load::{self, Input},
};

/// The files of a catalogue.
pub const CATALOG: [&str; 5] = ["parks.toml", "indicators.toml", "sources.toml", "groups.toml", "remarks.toml"];

/// More bytes than this make no file name everywhere, with a number and an ending to come.
const LONGEST: usize = 120;

/// A path made absolute, its links followed as far as it exists.
pub fn settled(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let found = whole.ancestors().find_map(|part| Some((part, fs::canonicalize(part).ok()?)));
    let Some((part, mut settled)) = found else { return whole };
    for component in whole.strip_prefix(part).into_iter().flat_map(Path::components) {
        match component {
            // Nothing exists below, so that there is no link to go back through.
            Component::ParentDir => _ = settled.pop(),
            component => settled.push(component),
        }
    }
    settled
}

/// A settled path as seen from a settled folder, with `/`: the two may move together.
pub fn seen_from(folder: &Path, path: &Path) -> String {
    let (here, there): (Vec<_>, Vec<_>) = (folder.components().collect(), path.components().collect());
    let shared = here.iter().zip(&there).take_while(|(one, two)| one == two).count();
    if shared == 0 {
        return path.display().to_string();
    }
    let up = here.iter().skip(shared).map(|_| "..".to_owned());
    let down = there.iter().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// Refuses a folder that would be read as well as written, or that is not what it should be.
pub fn accept(to: &Path, inputs: &[Input]) -> Result<()> {
    let refuse = |what: String| Err(Error::Usage(format!("`{}`: {what}", to.display())));
    let settled = settled(to);
    for input in inputs {
        let Input::Path(source) = input else { continue };
        let Ok(found) = fs::canonicalize(source) else { continue };
        let shown = source.display();
        if found.starts_with(&settled) {
            return refuse(format!("`{shown}` lies in it and would be read and written at once; name another folder"));
        }
        if settled.starts_with(&found) {
            return refuse(format!("lies in `{shown}`, which is read; name a folder outside of it"));
        }
    }
    for (folder, what) in [(to.to_owned(), "a folder"), (to.join("catalog"), "a folder, and no link")] {
        let found = if folder == to { fs::metadata(&folder) } else { fs::symlink_metadata(&folder) };
        if found.is_ok_and(|about| !about.is_dir()) {
            return Err(Error::Usage(format!("`{}` should be {what}; move it away", folder.display())));
        }
    }
    for name in CATALOG {
        let file = to.join("catalog").join(name);
        if look(&file)? == There::Odd {
            return Err(Error::Usage(format!("`{}` should be a file, and no link; move it away", file.display())));
        }
    }
    accept_tables(to)
}

/// Refuses a folder whose tables are read from where they would no longer be looked for.
fn accept_tables(to: &Path) -> Result<()> {
    let tables = to.join("observations");
    match fs::symlink_metadata(&tables) {
        Ok(about) if about.is_dir() => return Ok(()),
        Ok(_) => {
            return Err(Error::Usage(format!("`{}` should be a folder, and no link; move it away", tables.display())));
        }
        Err(_) => {}
    }
    let held = fs::read_dir(to).into_iter().flatten().flatten().map(|entry| entry.path());
    match held.filter(|path| load::is_table(path)).min() {
        Some(table) => Err(Error::Usage(format!(
            "`{}` would no longer be read once there is `observations/`; move it there first",
            table.display()
        ))),
        None => Ok(()),
    }
}

/// Makes the two folders.
pub fn make(_: Pen, to: &Path) -> Result<()> {
    for folder in [to.join("catalog"), to.join("observations")] {
        fs::create_dir_all(&folder).map_err(|source: io::Error| Error::Save { path: folder.clone(), source })?;
    }
    Ok(())
}

/// The name of a table, from the file and the sheet it was read from: letters, digits, `-`, `_` and `.`.
pub fn stem(path: &str, sheet: Option<&str>) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut name = name.trim_start_matches('.');
    for packed in [".gz", ".zst", ".zip", ".bz2", ".xz"] {
        name = name.strip_suffix(packed).unwrap_or(name);
    }
    let ending =
        |at: usize| name.get(at + 1..).is_some_and(|it| it.len() <= 5 && it.chars().all(char::is_alphanumeric));
    let name = name.rfind('.').filter(|at| *at > 0 && ending(*at)).and_then(|at| name.get(..at)).unwrap_or(name);
    let whole = sheet.map_or_else(|| name.to_owned(), |sheet| format!("{name}-{sheet}"));
    let mut stem = String::new();
    for c in whole.chars() {
        if c.is_alphanumeric() || matches!(c, '_' | '.') {
            stem.push(c);
        } else if !stem.ends_with('-') {
            stem.push('-');
        }
    }
    let stem = stem.get(..stem.floor_char_boundary(LONGEST)).unwrap_or_default().trim_matches(['-', '.']);
    match stem.to_lowercase().as_str() {
        "" => "figures".to_owned(),
        // Names that Windows keeps for devices, whatever the ending.
        "con" | "prn" | "aux" | "nul" => format!("{stem}_"),
        device if device.len() == 4 && (device.starts_with("com") || device.starts_with("lpt")) => format!("{stem}_"),
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{seen_from, stem};

    #[test]
    fn a_table_is_called_after_its_file_and_sheet() {
        let check = |path: &str, sheet: Option<&str>, expect: &str| assert_eq!(stem(path, sheet), expect, "{path}");
        check("data/observations/china.csv", None, "china");
        check("年鉴 2023（表1）.xlsx", Some("分园区/主要指标"), "年鉴-2023-表1-分园区-主要指标");
        check("x.csv.gz", None, "x");
        check("2023.浙江.csv", None, "2023.浙江");
        check("v1.2 of the figures", None, "v1.2-of-the-figures");
        check("../..", None, "figures");
        check("NUL.csv", None, "NUL_");
        check("-.csv", None, "figures");
        check(&"长".repeat(100), None, &"长".repeat(40));
    }

    #[test]
    fn a_source_is_seen_from_the_folder() {
        let check = |path: &str, expect: &str| assert_eq!(seen_from(Path::new("/a/b"), Path::new(path)), expect);
        check("/a/x.csv", "../x.csv");
        check("/a/b/c/x.csv", "c/x.csv");
        check("/z/x.csv", "../../z/x.csv");
    }
}
