//! Files put in their place whole or not at all, and digests that tell whether one was edited since.

use std::{
    fmt,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    process,
};

use crate::{
    access::Pen,
    error::{Error, Result},
};

/// What stands at a path to be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum There {
    Nothing,
    /// A link, a folder, a device: nothing to be written over.
    Odd,
    File,
}

/// What stands at a path; a link is not followed.
pub fn look(path: &Path) -> Result<There> {
    match fs::symlink_metadata(path) {
        Ok(about) if about.is_file() => Ok(There::File),
        Ok(_) => Ok(There::Odd),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(There::Nothing),
        Err(source) => Err(Error::Read { path: path.to_owned(), source }),
    }
}

/// Writes beside the file and then renames, so that what stands at the path is whole at any time.
pub fn put(_: Pen, path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    // Of this process alone: two imports at once must not write into one another's file.
    let part = with_suffix(path, &format!(".{}.part", process::id()));
    let written = put_by(path, &part, write);
    if written.is_err() {
        // What is left of it is of no use; that it cannot be removed adds nothing to the error.
        let _ = fs::remove_file(&part);
    }
    written.map_err(|source| Error::Save { path: path.to_owned(), source })
}

fn put_by(path: &Path, part: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let before = fs::metadata(path).ok().map(|about| about.permissions());
    if before.as_ref().is_some_and(fs::Permissions::readonly) {
        // A rename would do it all the same, against what the owner of the file said.
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    // `create_new` follows no link.
    let mut out = BufWriter::new(File::options().write(true).create_new(true).open(part)?);
    write(&mut out)?;
    let out = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    if let Some(before) = before {
        out.set_permissions(before)?;
    }
    out.sync_all()?;
    fs::rename(part, path)
}

/// Where a copy of a file can be kept; one kept before is never written over.
pub fn copy_name(path: &Path) -> Result<PathBuf> {
    let mut number = 1;
    loop {
        let copy = with_suffix(path, &if number == 1 { ".bak".to_owned() } else { format!(".bak{number}") });
        let is_free = match look(&copy)? {
            There::Nothing => true,
            There::Odd => false,
            There::File => Digest::of(&copy)? == Digest::of(path)?,
        };
        if is_free {
            return Ok(copy);
        }
        number += 1;
    }
}

/// Copies a file whole.
pub fn copy(pen: Pen, from: &Path, to: &Path) -> Result<()> {
    let mut file = File::open(from).map_err(|source| Error::Read { path: from.to_owned(), source })?;
    put(pen, to, |out| io::copy(&mut file, out).map(drop))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// FNV-1a of what was written into it: it notices an edit, and is no guard against a forger.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Digest(u128);

impl Default for Digest {
    fn default() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }
}

impl Digest {
    /// Of a file.
    pub fn of(path: &Path) -> Result<Self> {
        let mut digest = Self::default();
        let read = File::open(path).and_then(|mut file| io::copy(&mut file, &mut digest));
        read.map_err(|source| Error::Read { path: path.to_owned(), source })?;
        Ok(digest)
    }
}

impl Write for Digest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        self.0 = bytes.iter().fold(self.0, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fnv1a-128:{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::Digest;

    #[test]
    fn a_digest_is_the_published_one() {
        let mut digest = Digest::default();
        digest.write_all(b"foobar").unwrap();
        assert_eq!(digest.to_string(), "fnv1a-128:343e1662793c64bf6f0d3597ba446f18");
    }
}
