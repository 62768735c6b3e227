//! Tables that were read, kept for the next start: one file for each, told by digests in its name. The folder may be deleted at
//! any time, and several programs may use it at once: files are whole or not there, and never written to again.

use std::{
    fs::{self, File},
    io::Read as _,
    path::PathBuf,
    time::{Duration, SystemTime},
};

use super::file::{self, There};
use crate::{
    access::Pen,
    error::{Error, Result},
};

/// All together take no more than this; what was not used for longest goes first.
const MOST: u64 = 4 << 30;
/// From so many bytes on a file is to be mapped. What is mapped from a disk of the network may be taken away by another machine,
/// and the program with it; so what is small is read.
const LARGE: u64 = 16 << 20;
/// What a program left that was ended while it wrote is taken away after this.
const LEFT: Duration = Duration::from_hours(1);
/// What nobody used for so long is of tables, or of a build of the program, that are gone.
const UNUSED: Duration = Duration::from_hours(90 * 24);
const ENDING: &str = "store";

/// The folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shelf {
    pen: Pen,
    folder: PathBuf,
    most: u64,
}

/// By what a file is found: what was asked, the stamps of its files, and what they hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    pub asked: u64,
    pub stamped: u64,
    pub content: u64,
}

/// What was kept.
pub enum Taken {
    Bytes(Vec<u8>),
    File(File),
}

impl Mark {
    fn name(self) -> String {
        format!("{:016x}-{:016x}-{:016x}.{ENDING}", self.asked, self.stamped, self.content)
    }

    fn of_name(name: &str) -> Option<Self> {
        let mut digests = name.strip_suffix(ENDING)?.strip_suffix('.')?.split('-');
        let mut next = || u64::from_str_radix(digests.next()?, 16).ok();
        Some(Self { asked: next()?, stamped: next()?, content: next()? })
    }
}

/// Whether it is a file being written, or left by a program that was ended while it wrote.
fn is_part(name: &str) -> bool {
    name.strip_suffix("part").is_some_and(|rest| rest.ends_with('.'))
}

impl Shelf {
    /// In the user's folder for such things; none where there is no home.
    pub fn of_user(pen: Pen) -> Option<Self> {
        use etcetera::BaseStrategy;
        Some(Self::at(pen, etcetera::choose_base_strategy().ok()?.cache_dir().join("zonescope")))
    }

    /// In that folder, which need not be there yet.
    pub const fn at(pen: Pen, folder: PathBuf) -> Self {
        Self { pen, folder, most: MOST }
    }

    /// What is kept for that question.
    pub fn kept(&self, asked: u64) -> Vec<Mark> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return vec![] };
        let marks = entries.flatten().filter_map(|entry| Mark::of_name(entry.file_name().to_str()?));
        marks.filter(|mark| mark.asked == asked).collect()
    }

    /// Takes one of them, which counts as use.
    pub fn take(&self, mark: Mark) -> Option<Taken> {
        let mut file = File::open(self.place(mark)).ok()?;
        // Where nothing may be written it is not known as used, and no worse.
        let _ = file.set_modified(SystemTime::now());
        let length = file.metadata().ok()?.len();
        if length >= LARGE {
            return Some(Taken::File(file));
        }
        let mut bytes = Vec::with_capacity(length as usize);
        file.read_to_end(&mut bytes).ok()?;
        Some(Taken::Bytes(bytes))
    }

    /// The files have other stamps now and hold the same: the next start need not read them again to know.
    pub fn rename(&self, from: Mark, to: Mark) {
        if fs::rename(self.place(from), self.place(to)).is_err() {
            log::info!("what is kept could not be given its new name");
        }
    }

    /// Takes one away that is of no use.
    pub fn drop(&self, mark: Mark) {
        let _ = fs::remove_file(self.place(mark));
    }

    /// Keeps what is written, in place of what was kept for the same question.
    ///
    /// # Errors
    /// What writing says; nothing is left then.
    pub fn put(&self, mark: Mark, write: impl FnOnce(&mut dyn std::io::Write) -> Result<()>) -> Result<()> {
        let failed = |source| Error::Save { path: self.folder.clone(), source };
        let mut folder = fs::DirBuilder::new();
        // What somebody looked at is nobody else's affair.
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        folder.recursive(true).create(&self.folder).map_err(failed)?;
        file::put(self.pen, &self.place(mark), There::Replace, write)?;
        for other in self.kept(mark.asked).into_iter().filter(|other| *other != mark) {
            self.drop(other);
        }
        self.tidy(mark);
        Ok(())
    }

    /// Makes room: of what is too much, and of what nobody uses any more; never of the one just kept.
    fn tidy(&self, but: Mark) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let mut kept = vec![];
        for entry in entries.flatten() {
            let (Ok(about), name) = (entry.metadata(), entry.file_name()) else { continue };
            let (Some(name), Ok(used)) = (name.to_str(), about.modified()) else { continue };
            match Mark::of_name(name) {
                Some(mark) => kept.push((mark != but, used, about.len(), entry.path())),
                None if is_part(name) && used.elapsed().is_ok_and(|age| age > LEFT) => {
                    let _ = fs::remove_file(entry.path());
                }
                None => {}
            }
        }
        // The one just kept first, then the newest.
        kept.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        let mut all = 0;
        for (is_other, used, bytes, path) in kept {
            all += bytes;
            let is_unused = || used.elapsed().is_ok_and(|age| age > UNUSED);
            if is_other && (all > self.most || is_unused()) {
                let _ = fs::remove_file(path);
            }
        }
    }

    fn place(&self, mark: Mark) -> PathBuf {
        self.folder.join(mark.name())
    }
}
