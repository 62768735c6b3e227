//! The loop: draw, wait, drain, update; until done.

use std::{
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use ratatui::{Terminal, backend::Backend};

use super::{
    App, Effect, End, Look, Msg, Wish, terminal,
    work::{self, Perform, Threads},
};
use crate::{
    error::{Error, Result},
    load::Request,
};

/// Data that opens within this time is never announced as loading.
const PATIENCE: Duration = Duration::from_millis(150);

/// Runs the dashboard in the terminal until it ends.
pub fn dashboard(request: Request, look: Look, wish: Wish) -> Result<End> {
    let (out, inbox) = channel();
    let loaded = out.clone();
    work::spawn("loading", move || drop(loaded.send(Msg::Opened(work::open(&request)))))?;
    let mut world = Threads::start(&out)?;
    let mut app = App::new(look, wish);
    let mut screen = terminal::enter()?;
    terminal::listen(&out)?;
    let ran = run(screen.terminal(), &mut app, &inbox, &mut world);
    screen.leave();
    ran?;
    app.take_end().ok_or_else(|| Error::Bug("leaving without an end".into()))
}

/// The loop itself, over any backend.
pub fn run<B>(terminal: &mut Terminal<B>, app: &mut App, inbox: &Receiver<Msg>, world: &mut impl Perform) -> Result<()>
where
    B: Backend,
    B::Error: Into<std::io::Error>,
{
    // Nothing is drawn before there is something to show, unless that takes long.
    let mut first = inbox.recv_timeout(PATIENCE).ok();
    let mut drawn = Instant::now();
    while !app.is_done() {
        let mut redraw = false;
        for msg in first.take().into_iter().chain(inbox.try_iter()) {
            for effect in app.update(msg) {
                match effect {
                    Effect::Redraw => redraw = true,
                    effect @ Effect::Compute { .. } => world.perform(effect),
                    Effect::Suspend => {
                        world.perform(Effect::Suspend);
                        redraw = true;
                    }
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
        draw(terminal, app)?;
        let wait = inbox.recv().map_err(|_| Error::Bug("waiting for messages nobody can send".into()))?;
        // Patience is counted from when something happened, not from the frame before it.
        drawn = Instant::now();
        first = Some(wait);
    }
    Ok(())
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
