//! Files on disk: regular ones, of a size that can be read, that nobody changes meanwhile.

use std::{
    fs::{self, File, Metadata},
    io::{self, Read},
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::unpack;

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = unpack::LARGEST;
/// What is said of a file that is another after it was read.
const CHANGED: &str = "it changed while it was read; open it again";

/// The bytes of a regular file. A pipe might never end, and a file that changes has two halves that do not belong together.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    whole(path, LARGEST, |file, bytes| file.read_to_end(bytes))
}

/// A file that is read bit by bit.
pub struct Opened {
    pub file: File,
    path: PathBuf,
    before: Stamp,
}

impl Opened {
    /// Opens a regular file.
    pub fn at(path: &Path) -> io::Result<Self> {
        // Opening a pipe waits for somebody to write into it.
        let about = fs::metadata(path)?;
        if !about.is_file() {
            let what = if about.is_dir() { "it is a folder" } else { "it is no regular file" };
            return Err(io::Error::other(format!("{what}; give a file, or `-` and pipe it in")));
        }
        let file = File::open(path)?;
        let before = Stamp::of(&file.metadata()?);
        Ok(Self { file, path: path.to_owned(), before })
    }

    /// How many bytes it has.
    pub const fn len(&self) -> u64 {
        self.before.length
    }

    /// An error if it is another now: written to, or replaced.
    pub fn unchanged(&self) -> io::Result<()> {
        // By its handle, whether it was written to; by its name, whether another has taken its place.
        let is_same = |after: Metadata| Stamp::of(&after) == self.before;
        let is_unchanged = self.file.metadata().is_ok_and(is_same) && fs::metadata(&self.path).is_ok_and(is_same);
        is_unchanged.then_some(()).ok_or_else(|| io::Error::other(CHANGED))
    }
}

fn whole(
    path: &Path,
    most: u64,
    read: impl FnOnce(&mut dyn Read, &mut Vec<u8>) -> io::Result<usize>,
) -> io::Result<Vec<u8>> {
    let opened = Opened::at(path)?;
    fits(opened.len(), most)?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(opened.len() as usize).map_err(|_| io::ErrorKind::OutOfMemory)?;
    read(&mut (&opened.file).take(most + 1), &mut bytes)?;
    fits(bytes.len() as u64, most)?;
    opened.unchanged().map(|()| bytes)
}

/// All that comes through a pipe, if it is no more than that.
pub fn drain(pipe: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    pipe.take(most + 1).read_to_end(&mut bytes)?;
    fits(bytes.len() as u64, most).map(|()| bytes)
}

/// Whether so many bytes are read.
fn fits(length: u64, most: u64) -> io::Result<()> {
    if length <= most {
        return Ok(());
    }
    Err(io::Error::other(format!("it is larger than {} MB; cut it", most >> 20)))
}

/// Why a file cannot be read, for a problem: the system's words need an introduction, ours do not.
pub fn worded(error: &io::Error) -> String {
    error.get_ref().map_or_else(|| format!("cannot be read ({error})"), ToString::to_string)
}

/// What tells a file from what it was before.
#[derive(PartialEq, Eq, Debug)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    inode: u64,
}

impl Stamp {
    fn of(about: &Metadata) -> Self {
        Self { length: about.len(), modified: about.modified().ok(), inode: inode(about) }
    }
}

#[cfg(unix)]
fn inode(about: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(about)
}

#[cfg(not(unix))]
const fn inode(_: &Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use std::{env, fs, path::Path, process};

    use super::{CHANGED, drain, read, whole};

    /// Reads a file that something happens to when half of it was read.
    fn changed(name: &str, happens: impl FnOnce(&Path)) -> bool {
        let path = env::temp_dir().join(format!("zonescope-{name}-{}", process::id()));
        fs::write(&path, "park,indicator,period,value\n").unwrap();
        let found = whole(&path, 1 << 10, |file, bytes| {
            let mut half = [0; 10];
            file.read_exact(&mut half)?;
            happens(&path);
            file.read_to_end(bytes)
        });
        fs::remove_file(&path).ok();
        found.is_err_and(|error| error.to_string() == CHANGED)
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_not_taken() {
        assert!(changed("shrinks", |path| fs::write(path, "").unwrap()));
        assert!(changed("grows", |path| fs::write(path, "park,indicator,period,value\na,i,2020,1\n").unwrap()));
        assert!(changed("goes", |path| fs::remove_file(path).unwrap()));
        assert!(!changed("stays", |_| {}));
        #[cfg(unix)]
        assert!(changed("is-replaced", |path| {
            let other = path.with_extension("new");
            fs::write(&other, "park,indicator,period,VALUE\n").unwrap();
            fs::rename(&other, path).unwrap();
        }));
    }

    #[test]
    fn what_is_too_large_is_not_read() {
        let path = env::temp_dir().join(format!("zonescope-large-{}", process::id()));
        fs::write(&path, vec![b'1'; (1 << 20) + 1]).unwrap();
        let of = |most| whole(&path, most, |file, bytes| file.read_to_end(bytes)).map(|bytes| bytes.len());
        let (refused, read) = (of(1 << 20).unwrap_err().to_string(), of((1 << 20) + 1).unwrap());
        fs::remove_file(&path).unwrap();
        assert_eq!((refused.as_str(), read), ("it is larger than 1 MB; cut it", (1 << 20) + 1));
        // It may grow while it is read, as a pipe does.
        let refused = drain(std::io::repeat(b'1'), 2 << 20).unwrap_err().to_string();
        assert_eq!(refused, "it is larger than 2 MB; cut it");
        assert_eq!(drain(&b"123"[..], 3).unwrap(), b"123");
    }

    #[test]
    fn a_folder_is_no_file() {
        assert!(read(&env::temp_dir()).unwrap_err().to_string().starts_with("it is a folder; "));
    }
}
