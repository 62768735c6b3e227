//! What tells what is to be opened from what was opened before, so that what was made of it can be used again.

use std::{
    env,
    fmt::Write as _,
    fs::{self, File, Metadata},
    io::{self, Read},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use encoding_rs::Encoding;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::{Input, Request, part};

/// Fewer bytes than this are read before what is kept of them would be found.
pub const LEAST: u64 = 16 << 20;
/// A file written so short a time ago may be written again without its time telling.
const SETTLED: Duration = Duration::from_secs(2);

/// What is to be opened: which files, as the system knows them, and how they are read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trace {
    /// The files by their names and lengths, how they are read, and which build of the program reads them.
    pub asked: u64,
    /// When each was written, and where it lies on its disk.
    pub stamped: u64,
    files: Vec<PathBuf>,
    newest: SystemTime,
}

impl Trace {
    /// Of a request for what is compiled in, or for files on disk of so many bytes or more; none where it takes in anything
    /// else, such as a pipe or an archive, or where the system cannot tell.
    pub fn of(request: &Request, least: u64) -> Option<Self> {
        let Request { inputs, options } = request;
        let mut asked = String::new();
        let encoding = options.encoding.map(Encoding::name);
        let _ = write!(asked, "{} {encoding:?} {:?} {:?}", build()?, options.shape, options.assume);
        let mut files = options.schemes.clone();
        let mut bytes = 0;
        for input in inputs {
            let _ = write!(asked, " {input:?}");
            match input {
                // Small, but what most starts wait for. Which it is, the build says.
                Input::Embedded => bytes += least,
                Input::Stdin | Input::Pipe(_) => return None,
                Input::Path(_) => files.extend(part::open(input, &mut vec![]).ok()?.files()?),
            }
        }
        let (mut stamped, mut newest) = (String::new(), SystemTime::UNIX_EPOCH);
        for file in &mut files {
            let (place, about) = (fs::canonicalize(&file).ok()?, fs::metadata(&file).ok()?);
            let _ = write!(asked, " {} {}", place.display(), about.len());
            let _ = write!(stamped, " {}", stamp(&about)?);
            (newest, bytes) = (newest.max(about.modified().ok()?), bytes + about.len());
            *file = place;
        }
        let (asked, stamped) = (xxh3_64(asked.as_bytes()), xxh3_64(stamped.as_bytes()));
        (bytes >= least).then_some(Self { asked, stamped, files, newest })
    }

    /// A digest of all the files hold. Reads them to the end.
    ///
    /// # Errors
    /// What reading says.
    pub fn content(&self) -> io::Result<u64> {
        let (mut digest, mut bytes) = (Xxh3::new(), vec![0; 1 << 20]);
        for file in &self.files {
            let mut file = File::open(file)?;
            loop {
                match file.read(&mut bytes) {
                    Ok(0) => break,
                    Ok(read) => digest.update(&bytes[..read]),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(digest.digest())
    }

    /// Whether a later change of any of the files would be told by its time.
    pub fn is_settled(&self) -> bool {
        SystemTime::now().duration_since(self.newest).is_ok_and(|age| age > SETTLED)
    }
}

/// The program itself: another build may read the same file otherwise.
fn build() -> Option<String> {
    let program: &Path = &env::current_exe().ok()?;
    let about = fs::metadata(program).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), about.len(), stamp(&about)?))
}

/// Times to the nanosecond, and the place on the disk.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere the system may not know")]
fn stamp(about: &Metadata) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let written = (about.mtime(), about.mtime_nsec(), about.ctime(), about.ctime_nsec());
    Some(format!("{written:?} {} {}", about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn stamp(about: &Metadata) -> Option<String> {
    Some(format!("{:?}", about.modified().ok()?))
}
