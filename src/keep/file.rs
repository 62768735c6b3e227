//! A file written whole or not at all: beside its place first, then renamed.

use std::{
    fs::{self, File, Permissions},
    io::{self, BufWriter, Read as _, Write},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

use crate::{
    access::Pen,
    error::{Error, Result},
};

/// What becomes of a file that is there already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum There {
    /// It is replaced, and keeps its permissions.
    Replace,
    /// It stays, and nothing is written.
    Keep,
}

/// Writes a file. Whoever opens the path meanwhile finds what was there before, or all of the new. A link is followed; a
/// device or a pipe is written as it is.
///
/// # Errors
/// [`Error::Exists`] where there is one and it is to be kept; else what the system says, with the path.
pub fn put(_: Pen, path: &Path, there: There, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    // What a link leads to is what is meant.
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let failed = |source: io::Error| Error::Save { path: path.to_owned(), source: worded(&place, source) };
    let before = fs::metadata(&place).ok();
    match &before {
        Some(about) if about.is_dir() => return Err(failed(io::Error::other("it is a folder; name a file in it"))),
        Some(about) if !about.is_file() => {
            let file = File::options().write(true).open(&place).map_err(failed)?;
            return filled(file, path, write).map(drop);
        }
        Some(_) if there == There::Keep => return Err(Error::Exists(path.to_owned())),
        // A rename would do it all the same, against what the owner of the file said.
        Some(about) if about.permissions().readonly() => {
            return Err(failed(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only")));
        }
        _ => {}
    }
    let part = beside(&place, before.map(|about| about.permissions())).map_err(failed)?;
    let (file, part) = part.into_parts();
    let file = filled(file, path, write)?;
    file.sync_all().map_err(failed)?;
    match there {
        There::Replace => part.persist(&place).map_err(|error| failed(error.error)),
        There::Keep => part.persist_noclobber(&place).map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => Error::Exists(path.to_owned()),
            _ => failed(error.error),
        }),
    }
}

/// Makes a folder, and those it is in.
///
/// # Errors
/// What the system says, with the path of what was to be written there.
pub fn make_folder(_: Pen, folder: &Path, path: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|source| Error::Save { path: path.to_owned(), source })
}

/// The text of a file that the program keeps; none where there is none. A pipe or a device in its place is not waited for.
///
/// # Errors
/// What the system says, with the path; that it is no file, is not UTF-8 or is longer than so many bytes.
pub fn text_of(path: &Path, longest: u64) -> Result<Option<String>> {
    let failed = |source| Error::Read { path: path.to_owned(), source };
    match fs::metadata(path) {
        Ok(about) if !about.is_file() => return Err(failed(io::Error::other("it is no file"))),
        Ok(_) => {}
        // Below a home that is a file there is none either.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(failed(error)),
    }
    let mut bytes = vec![];
    File::open(path).and_then(|file| file.take(longest + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > longest {
        return Err(failed(io::Error::other(format!("it is longer than {longest} bytes"))));
    }
    String::from_utf8(bytes).map(Some).map_err(|_| failed(io::Error::other("it is not UTF-8")))
}

/// The path with `~/` as the shell reads it.
pub fn expanded(path: &Path) -> PathBuf {
    let home = std::env::home_dir().filter(|home| !home.as_os_str().is_empty());
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

/// Writes all of it; the error beneath is told with the path, a full disk and a closed pipe alike.
fn filled(file: File, path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<File> {
    let mut out = BufWriter::new(Watched { file, failed: None });
    let said = |source: io::Error| Error::Save { path: path.to_owned(), source };
    let written = write(&mut out);
    // Who wrote may have its own words for it, or none.
    if let Some(source) = out.get_mut().failed.take() {
        return Err(said(source));
    }
    written.map_err(|error| match error {
        Error::Write(source) => said(source),
        error => error,
    })?;
    Ok(out.into_inner().map_err(|error| said(error.into_error()))?.file)
}

/// A file, and what the system said when it could not be written.
struct Watched {
    file: File,
    failed: Option<io::Error>,
}

impl Write for Watched {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes);
        if let Err(error) = &written
            && error.kind() != io::ErrorKind::Interrupted
        {
            self.failed = Some(error.raw_os_error().map_or_else(|| error.kind().into(), io::Error::from_raw_os_error));
        }
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// An empty file in the same folder, for only within one can a file take another's place at once.
fn beside(place: &Path, permissions: Option<Permissions>) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".zonescope-").suffix(".part");
    // As any program makes a file: for everyone, less what the umask takes away.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let part = builder.tempfile_in(folder_of(place))?;
    if let Some(permissions) = permissions {
        part.as_file().set_permissions(permissions)?;
    }
    Ok(part)
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The error in words that say what to do, where the system's own name another file.
fn worded(place: &Path, source: io::Error) -> io::Error {
    let folder = folder_of(place);
    match source.kind() {
        io::ErrorKind::NotFound if !folder.exists() => {
            io::Error::new(source.kind(), format!("there is no folder `{}`", folder.display()))
        }
        io::ErrorKind::PermissionDenied if source.raw_os_error().is_some() => {
            io::Error::new(source.kind(), format!("nothing may be written in the folder `{}`", folder.display()))
        }
        _ => source,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{There, put};
    use crate::{
        access::Pen,
        error::{Error, Result},
    };

    fn scratch() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    fn said(error: &Error) -> String {
        use std::error::Error as _;
        format!("{error}: {}", error.source().map(ToString::to_string).unwrap_or_default())
    }

    fn text(words: &'static str) -> impl FnOnce(&mut dyn std::io::Write) -> Result<()> {
        move |out| out.write_all(words.as_bytes()).map_err(Error::Write)
    }

    #[test]
    fn a_file_that_is_there_is_replaced_only_when_that_is_meant() {
        let folder = scratch();
        let path = folder.path().join("a.csv");
        put(Pen::TEST, &path, There::Keep, text("one")).unwrap();
        assert!(matches!(put(Pen::TEST, &path, There::Keep, text("two")), Err(Error::Exists(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        put(Pen::TEST, &path, There::Replace, text("two")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
    }

    #[test]
    fn what_fails_half_way_leaves_the_old_file_and_no_other() {
        let folder = scratch();
        let path = folder.path().join("a.csv");
        fs::write(&path, "old").unwrap();
        let failing = put(Pen::TEST, &path, There::Replace, |out| {
            out.write_all(&vec![b'x'; 100_000]).map_err(Error::Write)?;
            Err(Error::Write(std::io::Error::other("no room")))
        });
        assert!(said(&failing.unwrap_err()).contains("a.csv`: cannot be written: no room"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let folder = scratch();
        let path = folder.path().join("no/a.csv");
        let error = put(Pen::TEST, &path, There::Keep, text("x")).unwrap_err();
        assert!(said(&error).contains("there is no folder `"), "{}", said(&error));
        assert!(put(Pen::TEST, folder.path(), There::Replace, text("x")).is_err(), "a folder is no file");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_a_link_is_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = scratch();
        let (path, link) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        put(Pen::TEST, &link, There::Replace, text("new")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        assert!(put(Pen::TEST, &path, There::Replace, text("newer")).is_err(), "a file that is read-only stays");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told() {
        let error = put(Pen::TEST, "/dev/full".as_ref(), There::Replace, text("x")).unwrap_err();
        assert!(said(&error).contains("No space left"), "{}", said(&error));
    }
}
