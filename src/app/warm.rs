//! Opening data: from what was kept of it, where that is what the files still say, and else from the files.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Instant,
};

use crate::{
    access::Access,
    error::{Error, Result},
    keep::shelf::{Mark, Shelf, Taken},
    load::{self, Request, Trace},
    store::{Mapped, Store},
};

/// What was opened, and what is to be done about it once nobody waits any more.
pub struct Opened {
    pub store: Arc<Store>,
    pub chore: Option<Chore>,
}

/// Tables that took a while to read, to be kept for the next start.
pub struct Chore {
    store: Arc<Store>,
    request: Request,
    least: u64,
    trace: Trace,
    shelf: Shelf,
}

/// Opens what is asked for; a panic is an error like others.
pub fn open(request: &Request, access: Access) -> Result<Opened> {
    let pen = access.pen("keeping what was read").ok().filter(|_| request.options.keeps);
    let shelf = pen.and_then(Shelf::of_user);
    open_by(shelf.as_ref(), request, load::LEAST)
}

/// The same, with what is kept somewhere, of files of so many bytes or more.
pub fn open_by(shelf: Option<&Shelf>, request: &Request, least: u64) -> Result<Opened> {
    let since = Instant::now();
    let opened = catch_unwind(AssertUnwindSafe(|| {
        let traced = shelf.and_then(|shelf| Some((shelf, Trace::of(request, least)?)));
        if let Some(store) = traced.as_ref().and_then(|(shelf, trace)| kept(shelf, trace)) {
            return Ok(Opened { store: Arc::new(store), chore: None });
        }
        let store = Arc::new(Store::build(load::load(request)?)?);
        let chore = traced.map(|(shelf, trace)| Chore {
            store: Arc::clone(&store),
            request: request.clone(),
            least,
            trace,
            shelf: shelf.clone(),
        });
        Ok(Opened { store, chore })
    }));
    log::info!("opened the data in {:.1?}", since.elapsed());
    opened.unwrap_or_else(|_| Err(Error::Bug("loading the data".into())))
}

/// What is kept of just these files. Where the system says that one was touched, what they hold decides.
fn kept(shelf: &Shelf, trace: &Trace) -> Option<Store> {
    let marks = shelf.kept(trace.asked);
    let same = marks.iter().copied().find(|mark| mark.stamped == trace.stamped);
    let mark = match same {
        Some(mark) => mark,
        None if marks.is_empty() => return None,
        None => {
            let content = trace.content().ok()?;
            let held = marks.into_iter().find(|mark| mark.content == content)?;
            let mark = Mark { stamped: trace.stamped, ..held };
            if !trace.is_settled() {
                return thawed(shelf, held);
            }
            shelf.rename(held, mark);
            mark
        }
    };
    thawed(shelf, mark)
}

fn thawed(shelf: &Shelf, mark: Mark) -> Option<Store> {
    let taken = shelf.take(mark)?;
    let thaw = || match taken {
        Taken::Bytes(bytes) => Store::thaw(bytes.into()),
        Taken::File(file) => Store::thaw(Mapped::new_from_file(&file).ok()?.into()),
    };
    let store = catch_unwind(AssertUnwindSafe(thaw)).ok().flatten();
    if store.is_none() {
        log::warn!("what was kept of the data cannot be used, and is taken away");
        shelf.drop(mark);
    }
    store
}

impl Chore {
    /// Keeps it, unless the files changed meanwhile or may change without telling. What goes wrong is told to the log only:
    /// nothing is lost but time.
    pub fn carry_out(self) {
        let Self { store, request, least, trace, shelf } = self;
        let is_same = || trace.is_settled() && Trace::of(&request, least).as_ref() == Some(&trace);
        let (since, content) = (Instant::now(), trace.content());
        let Some(content) = content.ok().filter(|_| is_same()) else { return };
        let mark = Mark { asked: trace.asked, stamped: trace.stamped, content };
        match shelf.put(mark, |out| store.freeze(out)) {
            Ok(()) => log::info!("kept the data for the next start in {:.1?}", since.elapsed()),
            Err(error) => log::warn!("the data is not kept for the next start: {error}"),
        }
    }
}

#[cfg(test)]
mod tests;
