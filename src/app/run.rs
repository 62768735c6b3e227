//! The loop: draw, wait, drain, update; until done.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::{Duration, Instant},
};

use ratatui::{Terminal, backend::Backend};
use signal_hook::consts::SIGHUP;

use super::{
    Again, App, Effect, End, Msg, changes,
    input::Answer,
    terminal::{self, Link, listen},
    work::{Lent, Perform, Threads},
};
use crate::{
    error::{Error, Result},
    load::Request,
};

/// Data that opens within this time is never announced as loading.
const PATIENCE: Duration = Duration::from_millis(150);
/// How often the screen says how far reading has come, while something is read and never else.
const BEAT: Duration = Duration::from_millis(125);

/// Runs the dashboard in the terminal until it ends; with files looked after, and read again when they change.
pub fn dashboard(request: Request, app: App, looks_after: bool, lent: Lent) -> Result<End> {
    let (out, inbox) = channel();
    let mut app = app.rereads(Again::of(&request));
    if looks_after {
        // Before they are read: what changes meanwhile must not go unseen.
        changes::look_after(&request, &out)?;
    }
    let keyboard = lent.keyboard;
    let mut world = Threads::start(&out, request, app.columns(), lent)?;
    let mut screen = terminal::enter(app.asks(), app.signs(), app.mouse())?;
    let link = screen.link();
    listen::listen(&out, keyboard, &link)?;
    let ran = run(screen.terminal(), &link, &mut app, &inbox, &mut world);
    match ran {
        Ok(()) => screen.leave(),
        Err(_) => drop(screen),
    }
    if let Some(question) = app.kept_question() {
        world.perform(Effect::Remember(Box::new(question)));
    }
    match ran {
        Err(Error::Terminal(error)) if listen::is_hung_up(&error) => return Ok(End::Signal(SIGHUP)),
        ran => ran?,
    }
    app.take_end().ok_or_else(|| Error::Bug("leaving without an end".into()))
}

/// The loop itself, over any backend; with frames no faster than the line carries them.
pub fn run<B>(
    terminal: &mut Terminal<B>,
    link: &Link,
    app: &mut App,
    inbox: &Receiver<Msg>,
    world: &mut impl Perform,
) -> Result<()>
where
    B: Backend,
    B::Error: Into<std::io::Error>,
{
    // Nothing is drawn before there is something to show, unless that takes long.
    let mut drawn = Instant::now();
    let mut is_stale = true;
    let mut first = begin(app, inbox).or_else(|| world.progress().map(Msg::Progress));
    while !app.is_done() {
        let mut redraw = false;
        for msg in first.take().into_iter().chain(inbox.try_iter()) {
            // What the terminal says of the line is no reason to draw the same again.
            is_stale |= !matches!(msg, Msg::Told(Answer::Class { .. } | Answer::Mode { .. }));
            for effect in app.update(msg) {
                match effect {
                    Effect::Redraw => redraw = true,
                    Effect::Suspend => {
                        link.settle();
                        world.perform(Effect::Suspend);
                        redraw = true;
                    }
                    effect => world.perform(effect),
                }
            }
        }
        if app.is_done() {
            break;
        }
        if redraw {
            terminal.clear().map_err(|error| Error::Terminal(error.into()))?;
        }
        // An answer is a moment away: draw it, not the state before it.
        if !app.is_settled()
            && drawn.elapsed() < PATIENCE
            && let Ok(msg) = inbox.recv_timeout(PATIENCE)
        {
            first = Some(msg);
            continue;
        }
        // A frame now would only wait behind the others: what has happened until they are shown is drawn at once.
        if let Some(left) = link.behind() {
            first = inbox.recv_timeout(left).ok();
            continue;
        }
        if std::mem::take(&mut is_stale) {
            draw(terminal, app)?;
        }
        let msg = wait(app, inbox, world)?;
        // Patience is counted from when something happened, not from the frame before it.
        if !matches!(msg, Msg::Progress(_)) {
            drawn = Instant::now();
        }
        first = Some(msg);
    }
    Ok(())
}

/// The first thing there is to show, within patience. What the terminal answers is taken in, and nothing to show.
fn begin(app: &mut App, inbox: &Receiver<Msg>) -> Option<Msg> {
    let until = Instant::now() + PATIENCE;
    loop {
        match inbox.recv_timeout(until.saturating_duration_since(Instant::now())).ok()? {
            told @ Msg::Told(_) => drop(app.update(told)),
            msg => return Some(msg),
        }
    }
}

/// What happens next: while something is read, at the latest that it has come further.
fn wait(app: &App, inbox: &Receiver<Msg>, world: &impl Perform) -> Result<Msg> {
    let beat = app.is_reading().then(|| inbox.recv_timeout(BEAT));
    let progress = || world.progress().map(Msg::Progress);
    let next = match beat {
        Some(Err(RecvTimeoutError::Timeout)) => progress().or_else(|| inbox.recv().ok()),
        Some(next) => next.ok(),
        None => inbox.recv().ok(),
    };
    next.ok_or_else(|| Error::Bug("waiting for messages nobody can send".into()))
}

fn draw<B>(terminal: &mut Terminal<B>, app: &mut App) -> Result<()>
where
    B: Backend,
    B::Error: Into<std::io::Error>,
{
    terminal
        .draw(|frame| {
            if let Some(cursor) = app.render(frame.area(), frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })
        .map(drop)
        .map_err(|error| Error::Terminal(error.into()))
}
