//! Whether what was opened has changed on disk: a message once, when the writing has come to rest.

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    path::{self, Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::{Duration, Instant},
};

use notify::{
    Event, EventKind, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode},
};

use super::{Msg, work::spawn};
use crate::{
    error::Result,
    load::{Input, Request},
};

/// So long nothing may happen before files count as written.
const REST: Duration = Duration::from_millis(300);
/// A file that never comes to rest is read all the same.
const MOST: Duration = Duration::from_secs(5);

/// What is looked at: folders, and in some of them certain files only.
#[derive(Clone, PartialEq, Debug, Default)]
struct Places {
    folders: BTreeSet<PathBuf>,
    /// Folders of which every table counts.
    whole: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Places {
    fn of(request: &Request) -> Self {
        let mut places = Self::default();
        for input in &request.inputs {
            if let Input::Path(path) = input {
                places.add(path);
            }
        }
        for path in &request.options.schemes {
            places.add(path);
        }
        places
    }

    fn add(&mut self, path: &Path) {
        // The system tells of whole paths.
        let Ok(path) = path::absolute(path) else { return };
        if path.is_dir() {
            let parts = ["catalog", "observations", "schemes"].map(|part| path.join(part));
            for folder in parts.into_iter().filter(|part| part.is_dir()).chain([path.clone()]) {
                self.folders.insert(folder.clone());
                self.whole.push(folder);
            }
            return;
        }
        // Whoever saves a file may put another in its place: only its folder knows.
        let above = |path: &Path| path.parent().map(Path::to_owned);
        let is_pattern = |path: &Path| path.to_string_lossy().contains(['*', '?', '[']);
        if path.exists() || !is_pattern(&path) {
            self.folders.extend(above(&path));
            self.files.push(path);
            return;
        }
        let there = path.to_str().and_then(|pattern| glob::glob(pattern).ok());
        let there = there.into_iter().flatten().flatten().filter_map(|file| above(&file));
        let first = path.ancestors().find(|folder| !is_pattern(folder)).map(Path::to_owned);
        for folder in there.chain(first) {
            self.folders.insert(folder.clone());
            self.whole.push(folder);
        }
    }

    /// Whether a file that was written to, came or went is one of what was opened.
    fn has(&self, path: &Path) -> bool {
        let Some(name) = path.file_name().map(OsStr::to_string_lossy) else { return false };
        // What editors and offices write beside a file while they have it open.
        let is_scratch = name.starts_with(['.', '~']) || name.ends_with(['~', '#']) || name.ends_with(".tmp");
        if is_scratch || name.ends_with(".swp") {
            return false;
        }
        let within = path.parent().is_some_and(|folder| self.whole.iter().any(|whole| whole == folder));
        // A table may have a .toml of the same name beside it that says how to read it.
        let same = |file: &PathBuf| file == path || file.with_extension("toml") == path;
        within || self.files.iter().any(same)
    }
}

/// Looks after what was opened, on threads of its own that sleep until something happens. Where the system has nothing to
/// tell of a file, as over some networks, nothing comes.
pub fn look_after(request: &Request, out: &Sender<Msg>) -> Result<()> {
    let places = Places::of(request);
    if places.folders.is_empty() {
        return Ok(());
    }
    let (out, folders) = (out.clone(), places.folders.clone());
    spawn("changes", move || {
        let (tell, told) = channel();
        let looks = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| is_change(&event) && event.paths.iter().any(|path| places.has(path))) {
                // The other end is there as long as this is.
                let _ = tell.send(());
            }
        });
        let Ok(mut looks) = looks else { return };
        for folder in &folders {
            // One that cannot be looked after is one that is read again by hand.
            let _ = looks.watch(folder, RecursiveMode::NonRecursive);
        }
        while let Some(()) = rest(&told) {
            if out.send(Msg::Changed).is_err() {
                return;
            }
        }
    })
}

/// Whether a file may be another after it. That it was read is none.
fn is_change(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

/// Waits for a change, and then until there are no more; none once nobody tells any more.
fn rest(told: &Receiver<()>) -> Option<()> {
    told.recv().ok()?;
    let since = Instant::now();
    while since.elapsed() < MOST {
        match told.recv_timeout(REST) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use std::path::absolute;

    use super::Places;
    use crate::load::{Input, Request};

    fn places(path: &str) -> Places {
        Places::of(&Request::from(Input::Path(path.into())))
    }

    fn has(places: &Places, path: &str) -> bool {
        places.has(&absolute(path).unwrap())
    }

    #[test]
    fn a_file_is_looked_after_by_its_folder_and_with_what_says_how_to_read_it() {
        let places = places("tests/fixtures/bad/status.csv");
        assert_eq!(places.folders.iter().collect::<Vec<_>>(), [&absolute("tests/fixtures/bad").unwrap()]);
        let has = |name: &str| has(&places, &format!("tests/fixtures/bad/{name}"));
        assert!(has("status.csv") && has("status.toml"));
        assert!(!has("other.csv") && !has(".status.csv.swp") && !has("status.csv~"));
    }

    #[test]
    fn a_bare_name_lies_in_the_folder_one_is_in() {
        assert!(has(&places("Cargo.toml"), "./Cargo.toml"));
    }

    #[test]
    fn a_folder_is_looked_after_with_its_parts() {
        let places = places("data");
        assert!(has(&places, "data/observations/china.csv") && has(&places, "data/catalog/parks.toml"));
        assert!(has(&places, "data/new.csv") && !has(&places, "data/observations/~$china.csv"));
        assert!(!has(&places, "elsewhere/new.csv"));
    }

    #[test]
    fn a_pattern_is_looked_after_where_it_may_find_something() {
        assert!(has(&places("tests/fixtures/bad/*.csv"), "tests/fixtures/bad/new.csv"));
        assert!(has(&places("tests/fixtures/b*/*.csv"), "tests/fixtures/bad/new.csv"));
        assert!(Places::of(&Request::from(Input::Embedded)).folders.is_empty());
    }
}
