//! The threads: one reads the terminal, one loads, one answers questions. All send into the same inbox.

#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::Instant,
};

use super::{
    App, Effect, Msg, Progress,
    clip::{self, Inside},
    copy::{Parcel, Sent},
    dialogue::export::{Clerk, Order},
    terminal::{self, Keyboard},
    warm,
};
use crate::{
    access::{Access, Pen},
    error::{Error, Result},
    keep::views::{self, Change, Saved},
    load::{Request, Watch},
    screen::{Question, sieve},
    store::{Failed, Store},
};

/// Why a long copy is refused.
const TOO_LONG: &str = "too long for the terminal's clipboard, and no file is written";

/// Whoever carries out effects.
pub trait Perform {
    /// Carries one out; its answer, if any, comes as a message.
    fn perform(&mut self, effect: Effect);

    /// How far what is being read has come; none where nobody could say.
    fn progress(&self) -> Option<Progress> {
        None
    }
}

/// Writes a text to a file of its own and says which.
pub type Keep = fn(Pen, &str) -> Result<PathBuf>;

/// What the command line lends, for it alone knows how.
pub struct Lent {
    /// Writes views that are handed over.
    pub clerk: Clerk,
    /// Writes what is copied and too long for the terminal's clipboard.
    pub keep: Keep,
    /// Opens what keys are read from.
    pub keyboard: Keyboard,
    /// Remembers what was open.
    pub remember: Box<dyn Fn(&Question)>,
    /// What may be done at all.
    pub access: Access,
}

/// Carries out effects on threads: one that answers, and one for each reading.
pub struct Threads {
    jobs: Sender<Effect>,
    /// Questions that take a while, so that the quick ones need not wait.
    long: Sender<Effect>,
    out: Sender<Msg>,
    request: Request,
    lent: Lent,
    /// The latest reading: how far it is, and since when.
    watch: Watch,
    since: Instant,
}

impl Threads {
    /// Starts the worker, and reading.
    pub fn start(out: &Sender<Msg>, request: Request, columns: Asked, lent: Lent) -> Result<Self> {
        let (jobs, inbox) = channel();
        let (watch, since) = (request.options.watch.clone(), Instant::now());
        read(&request, columns, lent.access, out, Msg::Opened)?;
        let answers = out.clone();
        spawn("answers", move || answer(&inbox, &answers))?;
        let (long, inbox) = channel();
        let answers = out.clone();
        spawn("long answers", move || answer(&inbox, &answers))?;
        Ok(Self { jobs, long, out: out.clone(), request, lent, watch, since })
    }
}

impl Threads {
    /// Sends a text to the terminal's clipboard; what is too long for it goes to a file.
    fn copy(&self, parcel: Parcel) -> Result<Sent> {
        let Parcel { text, called } = parcel;
        let inside = Inside::of(&|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        match clip::sequence(&text, inside) {
            Some(bytes) => {
                terminal::send(&bytes)?;
                Ok(Sent::Terminal { called, bytes: text.len(), through_tmux: inside == Inside::Tmux })
            }
            None => Ok(Sent::File { called, path: (self.lent.keep)(self.lent.access.pen(TOO_LONG)?, &text)? }),
        }
    }
}

impl Perform for Threads {
    fn perform(&mut self, effect: Effect) {
        match effect {
            // The app does not ask for it then.
            Effect::Suspend if self.lent.access == Access::ReadOnly => {}
            Effect::Suspend => terminal::suspend(),
            // A terminal that cannot be written to is noticed with the next frame.
            Effect::Mouse(mouse) => drop(terminal::point(mouse)),
            Effect::Stop => self.watch.stop(),
            Effect::Copy(parcel) => drop(self.out.send(Msg::Sent(self.copy(parcel)))),
            Effect::Read { ticket, columns } => {
                (self.watch, self.since) = (Watch::default(), Instant::now());
                self.request.options.watch = self.watch.clone();
                let tell = move |opened| Msg::Reread { ticket, opened };
                let asked = Asked { columns, ..Asked::default() };
                if let Err(error) = read(&self.request, asked, self.lent.access, &self.out, tell) {
                    // The receiver is the caller, and there.
                    let _ = self.out.send(tell(Err(error)));
                }
            }
            Effect::Columns { ticket, store, texts } => {
                let out = self.out.clone();
                let compute = move || drop(out.send(Msg::Columns { ticket, made: with_columns(&store, &texts) }));
                if let Err(error) = spawn("columns", compute) {
                    let _ = self.out.send(Msg::Columns { ticket, made: Err(error) });
                }
            }
            Effect::HandOver(order) => {
                let (lent, out) = ((self.lent.clerk, self.lent.access), self.out.clone());
                let write = move || drop(out.send(Msg::HandedOver(handed_over(lent, *order))));
                if let Err(error) = spawn("handing over", write) {
                    let _ = self.out.send(Msg::HandedOver(Err(error)));
                }
            }
            Effect::Remember(question) => (self.lent.remember)(&question),
            Effect::Views(change) => {
                let (access, out) = (self.lent.access, self.out.clone());
                if let Err(error) = spawn("views", move || drop(out.send(Msg::Views(changed(access, change))))) {
                    let _ = self.out.send(Msg::Views(Err(error)));
                }
            }
            // The workers end only with the program.
            Effect::Compute { ref compute, .. } if compute.is_long => drop(self.long.send(effect)),
            effect @ (Effect::Compute { .. } | Effect::Redraw) => drop(self.jobs.send(effect)),
        }
    }

    fn progress(&self) -> Option<Progress> {
        Some(Progress { seen: self.watch.seen(), waited: self.since.elapsed() })
    }
}

/// Reads on a thread of its own.
fn read(
    request: &Request,
    asked: Asked,
    access: Access,
    out: &Sender<Msg>,
    tell: impl FnOnce(Result<Arc<Store>>) -> Msg + Send + 'static,
) -> Result<()> {
    let (request, out) = (request.clone(), out.clone());
    spawn("loading", move || {
        let opened = warm::open(&request, access);
        let opened = opened.and_then(|warm::Opened { store, chore }| Ok((compute(&store, &asked)?, chore)));
        let (store, chore) = match opened {
            Ok((store, chore)) => (Ok(store), chore),
            Err(error) => (Err(error), None),
        };
        if out.send(tell(store)).is_ok()
            && let Some(chore) = chore
        {
            chore.carry_out();
        }
    })
}

/// Carries out effects at once: for `show` and for tests.
#[derive(Default)]
pub struct Inline {
    /// What is still to be told.
    pub answers: Vec<Msg>,
    /// What may be done.
    access: Access,
    /// What is read again when the app asks for it.
    #[cfg(test)]
    pub request: Option<Request>,
    /// Who writes files, and whether views are kept; nobody does for `show`, which prints.
    pub clerk: Option<Clerk>,
    pub keeps: bool,
    /// What was copied last.
    #[cfg(any(test, fuzzing))]
    pub copied: Option<Parcel>,
    /// Where views are kept in a test.
    #[cfg(any(test, fuzzing))]
    pub views: Option<PathBuf>,
}

impl Perform for Inline {
    fn perform(&mut self, effect: Effect) {
        match effect {
            effect @ Effect::Compute { .. } => self.answers.push(computed(effect)),
            Effect::Columns { ticket, store, texts } => {
                self.answers.push(Msg::Columns { ticket, made: with_columns(&store, &texts) });
            }
            #[cfg(any(test, fuzzing))]
            Effect::Copy(parcel) => {
                let sent =
                    Sent::Terminal { called: parcel.called.clone(), bytes: parcel.text.len(), through_tmux: false };
                self.copied = Some(parcel);
                self.answers.push(Msg::Sent(Ok(sent)));
            }
            #[cfg(test)]
            Effect::Read { ticket, columns } => {
                let Some(request) = &self.request else { return };
                let asked = Asked { columns, ..Asked::default() };
                self.answers
                    .push(Msg::Reread { ticket, opened: open(request).and_then(|store| compute(&store, &asked)) });
            }
            Effect::HandOver(order) if self.clerk.is_some() => {
                self.answers.extend(self.clerk.map(|clerk| Msg::HandedOver(handed_over((clerk, self.access), *order))));
            }
            #[cfg(any(test, fuzzing))]
            Effect::Views(change) if self.views.is_some() => {
                let path = self.views.clone().unwrap_or_default();
                let read = change.map_or_else(|| views::read(&path), |change| views::change(Pen::TEST, &path, change));
                self.answers.push(Msg::Views(read));
            }
            // Views are shown, and none is changed where nobody looks.
            Effect::Views(None) => self.answers.push(Msg::Views(changed(self.access, None))),
            Effect::Views(change @ Some(_)) if self.keeps => {
                self.answers.push(Msg::Views(changed(self.access, change)));
            }
            Effect::Views(Some(_)) => {
                let why = "nothing is kept by `show`";
                self.answers.push(Msg::Views(Err(Error::Usage(why.to_owned()))));
            }
            Effect::HandOver(_) => {
                let why = "nothing is written here; `zonescope show` has --format and -o FILE";
                self.answers.push(Msg::HandedOver(Err(Error::Usage(why.to_owned()))));
            }
            _ => {}
        }
    }
}

impl Inline {
    /// Carries out what may be done.
    pub fn within(access: Access) -> Self {
        Self { access, ..Self::default() }
    }

    /// Feeds the app a message, and all that follows from it.
    pub fn feed(&mut self, app: &mut App, msg: Msg) {
        self.answers.push(msg);
        while let Some(msg) = self.answers.pop() {
            for effect in app.update(msg) {
                self.perform(effect);
                // Where the program is tried, a panic that was caught is one all the same.
                #[cfg(any(test, fuzzing))]
                assert!(!self.answers.last().is_some_and(Msg::is_bug), "something panicked, and was caught: see above");
            }
        }
    }
}

/// The saved views, after a change if one is meant.
fn changed(access: Access, change: Option<Change>) -> Result<Vec<Saved>> {
    // Reading them would open a file that was not named.
    let pen = access.pen("saved views are neither read nor written")?;
    let nowhere = || Error::Usage("there is no home, and so no place for views".to_owned());
    let path = views::path().ok_or_else(nowhere)?;
    let kept =
        AssertUnwindSafe(|| change.map_or_else(|| views::read(&path), |change| views::change(pen, &path, change)));
    catch_unwind(kept).unwrap_or_else(|_| Err(Error::Bug("keeping views".into())))
}

/// Writes a file; a panic is an error like others.
fn handed_over((clerk, access): (Clerk, Access), order: Order) -> Result<PathBuf> {
    let pen = access.pen("no file is written")?;
    let written = catch_unwind(AssertUnwindSafe(|| clerk(pen, order)));
    written.unwrap_or_else(|_| Err(Error::Bug("writing a file".into())))
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
    let since = Instant::now();
    let view = catch_unwind(AssertUnwindSafe(|| (compute.answer)(&store)));
    log::info!("answered screen {pane} (question {ticket}) in {:.1?}", since.elapsed());
    Msg::Computed { pane, ticket, view: view.unwrap_or_else(|_| Err(Error::Bug("computing a view".into()))) }
}

/// Opens data at once.
#[cfg(any(test, fuzzing))]
pub fn open(request: &Request) -> Result<Arc<Store>> {
    warm::open(request, Access::Full).map(|opened| opened.store)
}

/// Columns to be computed of what is opened.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Those that are left out where they cannot be made.
    pub columns: Vec<String>,
    /// Those of the command line: one that cannot be made is an error.
    pub wanted: Vec<String>,
}

/// The same figures with columns computed.
pub fn compute(store: &Arc<Store>, asked: &Asked) -> Result<Arc<Store>> {
    let texts: Vec<String> = asked.columns.iter().chain(&asked.wanted).cloned().collect();
    if texts.is_empty() {
        return Ok(Arc::clone(store));
    }
    let (store, failed) = with_columns(store, &texts)?;
    match failed.iter().find(|(text, _)| asked.wanted.contains(text)) {
        Some((text, slip)) => Err(sieve::complaint("--column", text, slip)),
        None => Ok(store),
    }
}

/// Computes columns; a panic is an error like others.
fn with_columns(store: &Store, texts: &[String]) -> Result<(Arc<Store>, Vec<Failed>)> {
    let since = Instant::now();
    let made = catch_unwind(AssertUnwindSafe(|| store.with_columns(texts)));
    log::info!("computed {} columns in {:.1?}", texts.len(), since.elapsed());
    made.unwrap_or_else(|_| Err(Error::Bug("computing columns".into())))
        .map(|(store, failed)| (Arc::new(store), failed))
}

/// Starts a named thread.
pub fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map(drop).map_err(Error::Terminal)
}
