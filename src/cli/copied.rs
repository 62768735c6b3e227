//! Where a copied text goes that is too long for a terminal's clipboard: a file in the folder of state, for its owner only.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use etcetera::{BaseStrategy, choose_base_strategy};
use tempfile::Builder;

use crate::{
    access::Pen,
    error::{Error, Result},
    keep::file,
};

/// Writes it, in place of the one before.
pub fn write(pen: Pen, text: &str) -> Result<PathBuf> {
    let home = choose_base_strategy().map_err(|error| Error::Usage(format!("no folder to write to: {error}")))?;
    let folder = home.state_dir().unwrap_or_else(|| home.cache_dir()).join("zonescope");
    written(pen, &folder, text)
}

fn written(pen: Pen, folder: &Path, text: &str) -> Result<PathBuf> {
    let path = folder.join("copied.txt");
    let failed = |source| Error::Save { path: path.clone(), source };
    file::make_folder(pen, folder, &path)?;
    // Beside it first, so that it is whole, and by a name nobody else can have put there.
    let mut part = Builder::new().prefix(".copied-").tempfile_in(folder).map_err(failed)?;
    part.write_all(text.as_bytes()).map_err(failed)?;
    part.persist(&path).map_err(|error| failed(error.error))?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::written;
    use crate::access::Pen;

    #[test]
    fn the_text_is_there_whole_and_replaces_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("a/b");
        written(Pen::TEST, &below, "one, which is longer").unwrap();
        let path = written(Pen::TEST, &below, "two").unwrap();
        assert_eq!(std::fs::read_to_string(path).unwrap(), "two");
        assert_eq!(std::fs::read_dir(below).unwrap().count(), 1);
    }
}
