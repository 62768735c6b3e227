//! The threads: one reads the terminal, one loads, one answers questions. All send into the same inbox.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use super::{App, Effect, Msg, terminal};
use crate::{
    error::{Error, Result},
    load::{self, Request},
    store::Store,
};

/// Whoever carries out effects.
pub trait Perform {
    /// Carries one out; its answer, if any, comes as a message.
    fn perform(&mut self, effect: Effect);
}

/// Carries out effects on a worker thread.
pub struct Threads {
    jobs: Sender<Effect>,
}

impl Threads {
    /// Starts the worker.
    pub fn start(out: &Sender<Msg>) -> Result<Self> {
        let (jobs, inbox) = channel();
        let out = out.clone();
        spawn("answers", move || answer(&inbox, &out))?;
        Ok(Self { jobs })
    }
}

impl Perform for Threads {
    fn perform(&mut self, effect: Effect) {
        if let Effect::Suspend = effect {
            terminal::suspend();
            return;
        }
        // The worker ends only with the program.
        let _ = self.jobs.send(effect);
    }
}

/// Carries out effects at once: for `show` and for tests.
#[derive(Default)]
pub struct Inline {
    answers: Vec<Msg>,
}

impl Perform for Inline {
    fn perform(&mut self, effect: Effect) {
        if let Effect::Compute { .. } = effect {
            self.answers.push(computed(effect));
        }
    }
}

impl Inline {
    /// Feeds the app a message, and all that follows from it.
    pub fn feed(&mut self, app: &mut App, msg: Msg) {
        self.answers.push(msg);
        while let Some(msg) = self.answers.pop() {
            for effect in app.update(msg) {
                self.perform(effect);
            }
        }
    }
}

/// Answers the newest question of each pane and skips the ones overtaken.
fn answer(jobs: &Receiver<Effect>, out: &Sender<Msg>) {
    while let Ok(first) = jobs.recv() {
        let mut newest = BTreeMap::new();
        for effect in std::iter::once(first).chain(jobs.try_iter()) {
            if let Effect::Compute { pane, .. } = effect {
                newest.insert(pane, effect);
            }
        }
        for effect in newest.into_values() {
            if out.send(computed(effect)).is_err() {
                return;
            }
        }
    }
}

fn computed(effect: Effect) -> Msg {
    let Effect::Compute { pane, ticket, store, compute } = effect else {
        return Msg::Lost(Error::Bug("answering something that was no question".into()));
    };
    let view = catch_unwind(AssertUnwindSafe(|| compute(&store)));
    Msg::Computed { pane, ticket, view: view.unwrap_or_else(|_| Err(Error::Bug("computing a view".into()))) }
}

/// Loads and builds; a panic is an error like others.
pub fn open(request: &Request) -> Result<Arc<Store>> {
    let opened = catch_unwind(AssertUnwindSafe(|| Ok(Arc::new(Store::build(load::load(request)?)?))));
    opened.unwrap_or_else(|_| Err(Error::Bug("loading the data".into())))
}

/// Starts a named thread.
pub fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map(drop).map_err(Error::Terminal)
}
