//! The dashboard line by line, for screen readers and terminals that move no cursor: commands are typed as in the palette,
//! and every answer is text that only grows downwards.

use std::{
    io::{self, BufRead, IsTerminal, Write},
    process::ExitCode,
    sync::Arc,
};

use clap::Args;

use super::{Exit, failed, handing};
use crate::{
    access::Access,
    app::{App, Msg, command::COMMANDS, work::Inline},
    error::{Error, Result},
    model::Lang,
    report::{self, plain},
    screen::Handout,
    store::Store,
};

#[derive(Args, Clone, Debug)]
pub struct PlainArgs {
    /// Line by line: commands are typed, answers are text to be heard; so by itself where TERM is dumb
    #[arg(long)]
    plain: bool,
}

impl PlainArgs {
    /// Whether lines are wanted, by flag or by a terminal that can do no more.
    pub fn is_asked(&self) -> bool {
        self.plain || (std::env::var("TERM").is_ok_and(|term| term == "dumb") && io::stdout().is_terminal())
    }
}

/// So many records are read out at once.
const RECORDS: usize = 10;

/// What was last read out, and how far.
struct Reading {
    handout: Option<Handout>,
    from: usize,
}

/// Answers lines until there are no more.
///
/// # Errors
/// What the wishes of the command line, or the output, come to.
pub fn run(mut app: App, store: Arc<Store>, access: Access) -> Result<ExitCode> {
    let mut world = Inline::within(access);
    world.clerk = Some(handing::write);
    world.keeps = true;
    world.feed(&mut app, Msg::Opened(Ok(store)));
    failed(&mut app)?;
    let mut out = report::Clean::new(io::stdout());
    match talk(&mut app, &mut world, &mut io::stdin().lock(), &mut out) {
        // A reader that has had enough is no error of ours.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Write(error)),
        _ => Ok(Exit::Fine.into()),
    }
}

fn talk(app: &mut App, world: &mut Inline, lines: &mut impl BufRead, out: &mut impl Write) -> io::Result<()> {
    let t = |app: &mut App, zh: &'static str, en: &'static str| app.state().1.pick(zh, en);
    writeln!(
        out,
        "{}",
        t(
            app,
            "逐行模式。输入命令后回车; 帮助 列出命令, 退出 结束。",
            "Line by line. Type a command and Enter; help lists them, quit ends."
        )
    )?;
    if let Some(notice) = app.take_notice() {
        writeln!(out, "{notice}")?;
    }
    let mut reading = Reading { handout: app.handout(usize::MAX), from: 0 };
    go_on(&mut reading, RECORDS, app, out)?;
    let asks = io::stdin().is_terminal();
    let mut bytes = vec![];
    loop {
        if asks {
            write!(out, "> ")?;
        }
        out.flush()?;
        bytes.clear();
        if lines.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(());
        }
        let line: String = String::from_utf8_lossy(&bytes).chars().filter(|c| !c.is_control()).collect();
        match line.trim().to_lowercase().as_str() {
            "退出" | "quit" | "exit" | "q" => return Ok(()),
            "帮助" | "help" | "?" => help(app, out)?,
            "" | "更多" | "more" => go_on(&mut reading, RECORDS, app, out)?,
            "全部" | "all" => go_on(&mut reading, usize::MAX, app, out)?,
            "再读" | "again" => {
                reading.from = 0;
                go_on(&mut reading, RECORDS, app, out)?;
            }
            _ => answer(line.trim(), app, world, &mut reading, out)?,
        }
    }
}

/// Does what a line says, and reads out what it shows.
fn answer(
    line: &str,
    app: &mut App,
    world: &mut Inline,
    reading: &mut Reading,
    out: &mut impl Write,
) -> io::Result<()> {
    let before = app.state();
    world.feed(app, Msg::Line(line.to_owned()));
    let lang = app.state().1;
    if let Some(wrong) = app.take_slip() {
        let part = line.get(wrong.place).unwrap_or_default();
        let at = if part.is_empty() || wrong.why.contains(part) { String::new() } else { format!("`{part}`: ") };
        return writeln!(out, "{}: {at}{}", lang.pick("有误", "Wrong"), wrong.why);
    }
    if let Some(story) = app.take_story() {
        return plain::write(&story, 0, usize::MAX, out).map(drop);
    }
    let notice = app.take_notice();
    if app.state() != before {
        *reading = Reading { handout: app.handout(usize::MAX), from: 0 };
        go_on(reading, RECORDS, app, out)?;
    } else if notice.is_none() {
        writeln!(out, "{}", lang.pick("没有变化。", "Nothing has changed."))?;
    }
    notice.map_or(Ok(()), |notice| writeln!(out, "{notice}"))
}

/// Reads out the next records.
fn go_on(reading: &mut Reading, most: usize, app: &mut App, out: &mut impl Write) -> io::Result<()> {
    let lang = app.state().1;
    let Some(handout) = &reading.handout else { return Ok(()) };
    if reading.from > 0 && reading.from >= handout.grid.rows.len() {
        return writeln!(out, "{}", lang.pick("已读完。再读 从头开始。", "That is all. again starts over."));
    }
    let is_more = plain::write(handout, reading.from, most, out)?;
    reading.from = reading.from.saturating_add(most).min(handout.grid.rows.len().max(1));
    if is_more {
        writeln!(
            out,
            "{}",
            lang.pick("空行或 更多 继续, 全部 读完。", "An empty line or more goes on, all reads the rest.")
        )?;
    }
    Ok(())
}

/// What can be typed.
fn help(app: &mut App, out: &mut impl Write) -> io::Result<()> {
    let lang = app.state().1;
    let screens = app.screens().join(lang.pick("、", ", "));
    writeln!(out, "{}: {screens}", lang.pick("界面, 输入名称即可", "Screens, by their names"))?;
    for command in COMMANDS.iter().filter(|command| !command.names.1.contains(&"meeting")) {
        let (zh, en) = command.help;
        writeln!(out, "{}: {}", command.usage(lang, "..."), lang.pick(zh, en))?;
    }
    match lang {
        Lang::Zh => writeln!(out, "更多, 全部, 再读: 往下读, 读完, 从头读。帮助。退出。"),
        Lang::En => writeln!(out, "more, all, again: read on, to the end, from the start. help. quit."),
    }
}
