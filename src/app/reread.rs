//! Reading the same files again: the figures from before stay until the new ones are whole, and if these are not, for good.

use std::{path::Path, sync::Arc};

use super::{App, Effect, Overlay, Progress, WHERE, column::column_typed};
use crate::{
    error::{Error, Result},
    load::{Input, Request},
    model::{At, Problem, Rule, Severity},
    screen::{self, Asked, Lens, Ticket, sieve::Sieve},
    store::Store,
    ui::number,
};

mod moved;

pub(super) use moved::Moved;

/// Whether what was read can be read again.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Again {
    /// There are files.
    Files,
    /// What came through a pipe is gone.
    Once,
    /// Nothing but what is compiled in.
    #[default]
    Nothing,
}

impl Again {
    /// Of what is to be opened: tables, and schemes.
    pub fn of(request: &Request) -> Self {
        let Request { inputs, options } = request;
        if inputs.iter().any(Input::is_once) {
            return Self::Once;
        }
        let is_file = |input: &Input| *input != Input::Embedded;
        if inputs.iter().any(is_file) || !options.schemes.is_empty() { Self::Files } else { Self::Nothing }
    }
}

/// A reading that goes on while the figures from before are shown.
pub struct Rereading {
    /// Tells its outcome from that of one that was stopped.
    ticket: Ticket,
    pub progress: Progress,
}

impl App {
    /// Asks for the same files again, or says why not.
    pub(super) fn read_again(&mut self) -> Option<Effect> {
        if self.rereading.is_some() || self.store.is_none() {
            return None;
        }
        match self.again {
            Again::Files => {
                self.ticket += 1;
                self.rereading = Some(Rereading { ticket: self.ticket, progress: Progress::default() });
                return Some(Effect::Read { ticket: self.ticket, columns: self.columns.asked.clone() });
            }
            Again::Once => {
                self.notice = Some(self.t("标准输入只能读一次", "standard input can be read only once"));
            }
            Again::Nothing => {
                self.notice =
                    Some(self.t("没有可以重读的文件: 数据是内置的", "no file to read again: the data is built in"));
            }
        }
        None
    }

    /// Asks for files that have changed, once nothing else is being read.
    pub(super) fn read_what_changed(&mut self) -> Option<Effect> {
        if !self.is_outdated || self.is_meeting() || self.rereading.is_some() || self.store.is_none() {
            return None;
        }
        self.is_outdated = false;
        if self.again == Again::Files { self.read_again() } else { None }
    }

    /// Stops it; the figures stay as they are.
    pub(super) fn stop_reading_again(&mut self) -> Effect {
        self.rereading = None;
        self.notice = Some(self.t("已停止重读: 仍是原来的数据", "stopped: these are the figures from before"));
        Effect::Stop
    }

    /// Takes the new figures if they are whole. What was stopped before it came is dropped.
    pub(super) fn reread(&mut self, ticket: Ticket, opened: Result<Arc<Store>>) {
        if self.rereading.take_if(|reading| reading.ticket == ticket).is_none() {
            return;
        }
        let Some(old) = self.store.clone() else { return };
        let why = match opened {
            Err(error) => Some(reason(&error)),
            Ok(store) => {
                let why = broken(&old, &store).map(ToString::to_string);
                if why.is_none() {
                    self.swap(&old, store);
                }
                why
            }
        };
        if let Some(why) = why {
            let kept = self.t("仍是原来的数据", "the figures from before stay");
            self.notice = Some(format!("{kept}: {why}"));
        }
    }

    /// Puts the new figures in the place of the old, and the question to them.
    fn swap(&mut self, old: &Store, new: Arc<Store>) {
        let Some(lens) = &self.lens else { return };
        let moved = Moved { from: old.catalog(), to: new.catalog() };
        let (typed, mut lens) = (lens.sieve.clone(), carried(lens, &moved, old, &new));
        let filter = typed.map(|sieve| screen::sieve::read(&new, &sieve.filter.text));
        let slip = filter.as_ref().and_then(|filter| filter.as_ref().err().cloned());
        if let Some(Ok(filter)) = filter {
            lens.sieve = Some(Arc::new(Sieve::of(&new, filter, &lens)));
        }
        if moved.is_still() {
            for (pane, is_stale) in self.panes.iter_mut().zip(&mut self.stale) {
                pane.forget();
                *is_stale = pane.has_answer();
            }
        } else {
            // What screens remember are places in the old catalogue, and these now mean others.
            let mut fresh = screen::all();
            fresh.push(screen::where_from());
            for (old, new) in self.panes.iter_mut().zip(&mut fresh) {
                if let (Some(old), Some(new)) = (old.filter(), new.filter()) {
                    new.clone_from(old);
                }
            }
            self.panes = fresh;
            self.stale = [false; WHERE + 1];
        }
        match &mut self.overlay {
            Overlay::Where if lens.asked.is_none() => self.overlay = Overlay::None,
            Overlay::Menu(menu) => *menu = menu.over(&new, &lens, |choice, id| moved.item(choice, id)),
            _ => {}
        }
        self.notice = Some(self.told_problems(&new).unwrap_or_else(|| {
            let figures = number::grouped(new.len() as f64, 0);
            self.t(&format!("已重读: {figures} 个数"), &format!("read again: {figures} figures"))
        }));
        let gone = self.columns.asked.iter().filter(|text| column_typed(&new, text).is_none());
        let gone: Vec<&str> = gone.map(String::as_str).collect();
        if !gone.is_empty() {
            let gone = gone.join(", ");
            self.notice = Some(self.t(&format!("算不出的列: {gone}"), &format!("columns that cannot be made: {gone}")));
        }
        if let Some(slip) = slip {
            let words = slip.words(self.look.lang);
            self.notice = Some(self.t(&format!("筛选已取消: {words}"), &format!("the filter is gone: {words}")));
        }
        self.lens = Some(lens);
        self.store = Some(new);
    }
}

/// The question, in the words of the new catalogue; what is not there any more is not asked any more.
fn carried(lens: &Lens, moved: &Moved<'_>, old: &Store, new: &Store) -> Lens {
    let first = Lens::first(new);
    let measures: Vec<_> = lens.measures.iter().filter_map(|id| moved.indicator(*id)).collect();
    let asked = |asked: Asked| {
        let (park, indicator) = (moved.park(asked.park)?, moved.indicator(asked.indicator)?);
        let fact = asked.fact.and_then(|id| {
            let fact = old.observation(id).fact;
            new.series(park, indicator, fact.kind).get(fact.period).map(|point| point.reading.fact)
        });
        Some(Asked { park, indicator, fact })
    };
    let marked: Vec<_> = lens.marked.iter().filter_map(|id| moved.park(*id)).collect();
    Lens {
        scope: moved.scope(&lens.scope, new, &marked),
        marked,
        measures: if measures.is_empty() { first.measures } else { measures },
        // There was no year to look at when there were no figures.
        at: if matches!(lens.at, At::Latest { upto: ..=0, .. }) { first.at } else { lens.at },
        form: moved.form(lens.form).unwrap_or_default(),
        park: lens.park.and_then(|id| moved.park(id)),
        indicator: lens.indicator.and_then(|id| moved.indicator(id)).or(first.indicator),
        second: lens.second.and_then(|id| moved.indicator(id)),
        asked: lens.asked.and_then(asked),
        asked_as: None,
        asked_from: None,
        scheme: lens.scheme.and_then(|id| moved.scheme(id)).or(first.scheme),
        runs: lens.runs,
        // Its names are looked up again in the new catalogue.
        sieve: None,
        naming: lens.naming,
    }
}

/// A file, or a folder of files, that was fine and now cannot be read at all; or a scheme that was one and now is none.
fn broken<'a>(old: &Store, new: &'a Store) -> Option<&'a Problem> {
    let is_whole = |problem: &&Problem| problem.severity == Severity::Error && problem.rule == Rule::File;
    let was_fine = |problem: &&Problem| {
        let is_known = |path: &str| Path::new(path).starts_with(&problem.file);
        // Of a catalogue nothing is kept but what it said: one that cannot be read now was read before.
        let is_catalog = Path::new(&problem.file).extension().is_some_and(|extension| extension == "toml");
        let was_broken = old.problems().iter().filter(is_whole).any(|before| before.file == problem.file);
        !was_broken && (is_catalog || old.files().iter().any(|file| is_known(&file.path)))
    };
    let was_scheme = |problem: &&Problem| {
        problem.severity == Severity::Error && old.catalog().schemes.iter().any(|scheme| scheme.file == problem.file)
    };
    new.problems().iter().find(|problem| (is_whole(problem) && was_fine(problem)) || was_scheme(problem))
}

/// An error with what caused it, on one line.
pub(super) fn reason(error: &Error) -> String {
    use std::error::Error as _;
    error.source().map_or_else(|| error.to_string(), |source| format!("{error} ({source})"))
}

#[cfg(test)]
mod tests {
    use super::Again;
    use crate::load::{Input, Request};

    #[test]
    fn only_files_can_be_read_again() {
        let check = |inputs: &[Input], expect| {
            assert_eq!(Again::of(&Request::from(inputs.to_vec())), expect, "{inputs:?}");
        };
        check(&[Input::Embedded], Again::Nothing);
        check(&[Input::Path("a".into())], Again::Files);
        check(&[Input::Embedded, Input::Path("a".into())], Again::Files);
        check(&[Input::Path("a".into()), Input::Stdin], Again::Once);
        check(&[Input::Pipe("a".into())], Again::Once);
        let mut request = Request::from(Input::Embedded);
        request.options.schemes.push("mine.toml".into());
        assert_eq!(Again::of(&request), Again::Files);
    }
}
