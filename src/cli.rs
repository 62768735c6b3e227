//! The command line: what is asked for, and the exit code that says how it went.

use std::{
    error::Error as _,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use crate::{
    access::{Access, Pen},
    analysis::score::Runs,
    app::{
        App, End, Look, Msg, Prefer, Wish, run,
        warm::{self, Chore},
        work::{self, Inline, Lent},
    },
    check,
    error::{Error, Result},
    import::{self, Edited, Fate, Mode},
    keep::{self, file::There},
    load::{self, Request},
    model::{Lang, Period, Problem, Rule},
    report::{self, Format},
    screen::Handout,
    store::{Form, Store},
    ui::Theme,
};
use clap::{Args, CommandFactory as _, Parser, Subcommand};
use crossterm::event::Event;

mod access;
mod brief;
mod completions;
mod config;
mod copied;
mod doctor;
mod exit;
mod expression;
pub mod handing;
mod journal;
pub mod keys;
mod look;
mod man;
mod mistyped;
mod plain;
mod reading;
mod theme;
mod tty;
mod version;
mod view;
mod waiting;

#[cfg(test)]
pub use crate::ui::paste::frame as text_of;
use config::{ConfigArgs, Settings};
use exit::Exit;
use handing::Handing;
use journal::Journal;
use look::LookArgs;
use reading::Reading;
use waiting::attend;

/// High-tech-zone (高新区) indicators in the terminal, every number with its source.
///
/// Without PATH the embedded figures are shown. PATH is a table of any usual form (.xlsx, .xls, .ods, .csv, .tsv, .json,
/// .parquet, .arrow, also .gz, .zst and .zip), a folder of them, or a pattern in quotes; - is standard input.
#[derive(Parser, Debug)]
#[command(
    version = version::SHORT,
    long_version = version::LONG,
    after_help = format!("{EXAMPLES}\n\n{}", exit::words())
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Files, folders or patterns to open instead of the embedded figures; - is standard input.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Do not read files again when they change; R does
    #[arg(long)]
    no_watch: bool,
    #[command(flatten)]
    tty: tty::TtyArgs,
    #[command(flatten)]
    view: view::ViewArgs,
    #[command(flatten)]
    plain: plain::PlainArgs,
    #[command(flatten)]
    columns: expression::Columns,
    #[command(flatten)]
    look: LookArgs,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    config: ConfigArgs,
    #[command(flatten)]
    journal: Journal,
    #[command(flatten)]
    access: access::AccessArgs,
}

const EXAMPLES: &str = "Examples:
  zonescope                                     the dashboard on the embedded figures
  zonescope yearbook.xlsx                       the dashboard on a file of one's own
  zonescope 'figures/*.csv' --with-embedded     on many files, beside the embedded figures
  zonescope 高新区.csv --encoding gb18030 --assume period=2023 --assume unit=亿元
  zonescope show ranking --indicator gdp,高企 --top 10
  zonescope show ranking --indicator gdp --measure share --period 2023
  zonescope show ranking --indicator revenue --measure per:employees
  zonescope show compare --park 滨江,苏州工业园,宁波 --format md
  zonescope show profile --park 滨江 --format csv
  zonescope show ranking -o ranking.xlsx        for a spreadsheet, with notes and sources
  zonescope show quadrant --size 140x45 -o quadrant.svg
  zonescope show ranking --keys 'j j space 4' --size 120x40
  zonescope show score --scheme most-2021 --format csv
  zonescope show score --scheme mine.toml --runs 10000 --seed 7
  zonescope show sources --keys p --format csv  the facts that sources state differently
  zonescope brief 滨江 苏州工业园 --format html > brief.html
  zonescope check mine/                         what is wrong or looks wrong, as file:line:column
  zonescope check mine.csv --strict --format sarif > mine.sarif
  zonescope export facts.parquet                all figures for other programs
  zonescope import yearbook.xlsx --to mine/     figures as a folder of one's own, to be edited";

#[derive(Subcommand, Debug)]
enum Command {
    /// Print a screen without a terminal.
    #[command(after_help = "Examples:
  zonescope show ranking --indicator gdp,高企 --top 10
  zonescope show compare --park 滨江,苏州工业园 --format md
  zonescope show ranking --keys 'j j space 4' --size 120x40")]
    Show(Box<Show>),
    /// The views saved with W: list, show, delete, where they are; a view as a token to be sent.
    #[command(subcommand)]
    View(view::Asked),
    /// Two parks on one page (对标简报): standing, strengths, gaps and when they close, targets, sources.
    #[command(after_help = "Example:
  zonescope brief 滨江 苏州工业园 --format html > brief.html")]
    Brief(brief::Brief),
    /// Report what is wrong with the data, or looks wrong, as `file:line:column: severity[rule]: what; way out`.
    #[command(
        after_help = "Errors are what could not be read or was left out, warnings what can hardly be right, notes what deserves a look.

Examples:
  zonescope check mine/ --strict
  zonescope check mine.csv --rules number,unit-jump --format json

Exit codes: 0 no error (there may be warnings and notes), 1 an error (with --strict a warning too), 2 could not do it."
    )]
    Check(Check),
    /// Ask the figures in SQL: one table, `facts`.
    #[command(
        after_help = "Columns of facts: park park_name level province indicator indicator_name period year value unit mark
kind shown source grade note status printed place. `shown` is true for the statement that screens show,
`printed` is the value as its file has it, `place` is file:line, or file!sheet!R6C7.

Example:
  zonescope query \"select park_name, value from facts where indicator = 'gdp' and year = 2022 and shown order by value desc\""
    )]
    Query {
        /// A `select` from `facts`.
        sql: String,
        /// Files, folders or patterns instead of the embedded figures; may be repeated.
        #[arg(long, value_name = "PATH")]
        data: Vec<PathBuf>,
        #[command(flatten)]
        handing: Handing,
    },
    /// Write all figures with their names, units, marks and sources to a file: the table of `query`, as Parquet, Arrow, CSV,
    /// TSV, JSON, XLSX and the like.
    #[command(after_help = "Example:
  zonescope export facts.parquet --data mine/")]
    Export {
        /// The file to write; its ending says the form.
        file: PathBuf,
        /// Files, folders or patterns instead of the embedded figures; may be repeated.
        #[arg(long, value_name = "PATH")]
        data: Vec<PathBuf>,
        /// Replace the file if it is there.
        #[arg(long)]
        force: bool,
    },
    /// Write figures of any form into a folder of one's own, to be edited and added to.
    #[command(
        after_help = "The folder has catalog/, with what is known of parks, indicators and sources, and observations/, with a
table for each file read. Importing again adds to it: tables that were edited there are left alone, and
entries are added at the end of the catalogue. Exit code 1: a table was refused, or there was no figure.

Example:
  zonescope import yearbook.xlsx old.csv --to mine/"
    )]
    Import {
        /// Files, folders or patterns; the embedded figures if none.
        #[arg(value_name = "SRC")]
        paths: Vec<PathBuf>,
        /// The folder to write.
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// Replace tables that were edited since they were imported; a copy is kept as .csv.bak.
        #[arg(long)]
        force: bool,
        /// Only list what would be done.
        #[arg(long)]
        dry_run: bool,
    },
    /// Begin an empty folder of one's own, with every file explained.
    #[command(after_help = "Example:
  zonescope init mine/")]
    Init {
        /// A folder that is empty or not there yet.
        dir: PathBuf,
    },
    /// Settings: what holds and who said so, where the file is, one to begin with, what is wrong in one.
    Config {
        #[command(subcommand)]
        asked: config::Command,
    },
    /// Print what a shell needs to complete commands, flags and the names of parks, indicators, groups and schemes.
    #[command(after_help = "Examples:
  zonescope completions bash > ~/.local/share/bash-completion/completions/zonescope
  zonescope completions zsh > ~/.zfunc/_zonescope        a folder of fpath
  zonescope completions fish > ~/.config/fish/completions/zonescope.fish
  zonescope completions powershell >> $PROFILE
  zonescope completions nushell > zonescope.nu           then: use zonescope.nu *

In PowerShell and Nushell flags are completed, names are not.")]
    Completions {
        #[arg(value_enum)]
        shell: completions::Shell,
    },
    /// Ask the terminal what it can do; what is made of it, why, and how to say it otherwise.
    Doctor(doctor::Doctor),
    /// Print the manual page, or write all of them.
    #[command(after_help = "Examples:
  zonescope man | man -l -
  zonescope man --to ~/.local/share/man/man1")]
    Man(man::Asked),
}

#[derive(Args, Debug)]
struct Check {
    /// Files, folders or patterns; the embedded figures if none.
    paths: Vec<PathBuf>,
    /// The same, as in the other commands.
    #[arg(long, value_name = "PATH")]
    data: Vec<PathBuf>,
    /// How to print the problems.
    #[arg(long, value_enum, default_value_t)]
    format: check::Form,
    /// Fail on warnings too.
    #[arg(long)]
    strict: bool,
    /// These rules only, such as `number,unit-jump`.
    #[arg(long, value_name = "A,B", value_delimiter = ',', value_parser = rule)]
    rules: Vec<Rule>,
}

#[derive(Args, Debug)]
struct Show {
    /// overview, ranking, profile, compare, trend, sources, quality, score, quadrant, matrix, distribution, flow, peers
    /// or targets
    screen: Option<String>,
    /// Files, folders or patterns instead of the embedded figures; may be repeated.
    #[arg(long, value_name = "PATH")]
    data: Vec<PathBuf>,
    /// Parks, by slug, Chinese or English name; the first is the benchmark.
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    park: Vec<String>,
    /// Indicators, by slug, Chinese or English name.
    #[arg(long, value_name = "X,Y", value_delimiter = ',')]
    indicator: Vec<String>,
    /// The parks to count over: a group by slug or name, parks (A,B,C), marked, or a tier of a group: GROUP/bands/1,
    /// thirds/2/2023/revenue, mean/1
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    /// That period and no other: 2022, 2022-05, 2022-01..06 [default: the latest of several years]
    #[arg(long, value_name = "P")]
    period: Option<Period>,
    /// What to make of the indicators: level, change, percent, cagr or cagr:2016, index or index:2016, share, contribution, pull,
    /// per:INDICATOR, percentile, z, rank or lq:INDICATOR [default: level]
    #[arg(long, value_name = "FORM")]
    measure: Option<String>,
    #[command(flatten)]
    expressions: expression::Expressions,
    #[command(flatten)]
    columns: expression::Columns,
    /// Sort by an indicator, or by name: X, X:desc or X:asc; several, separated by commas [default: the better end first]
    #[arg(long, value_name = "X[:desc]", value_delimiter = ',')]
    sort: Vec<String>,
    /// How often a score is drawn anew to see how sure its ranks are; 0: not at all
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = runs)]
    runs: usize,
    /// The seed of these draws: the same seed gives the same output
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Print the first N rows only.
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    #[command(flatten)]
    handing: Handing,
    /// Press these keys first, such as 'j j space 4', or a text in quotes to type it.
    #[arg(long, value_name = "KEYS", allow_hyphen_values = true)]
    keys: Option<String>,
    /// Print the frame one would see on a terminal of that size in cells [default with --keys: 80x24]
    #[arg(long, value_name = "COLSxROWS", value_parser = size)]
    size: Option<(u16, u16)>,
}

fn runs(text: &str) -> std::result::Result<usize, String> {
    let count = text.parse().ok().filter(|count| *count <= 1_000_000);
    count.ok_or_else(|| format!("`{text}` is no number of runs; write one up to 1000000"))
}

fn rule(text: &str) -> std::result::Result<Rule, String> {
    let names = || Rule::ALL.map(Rule::name).join(", ");
    Rule::named(text).ok_or_else(|| format!("`{text}` is no rule; there are {}", names()))
}

fn size(text: &str) -> std::result::Result<(u16, u16), String> {
    let parsed = text.split_once('x').and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    parsed
        .filter(|(w, h): &(u16, u16)| u32::from(*w) * u32::from(*h) <= 1_000_000)
        .ok_or_else(|| format!("`{text}` is not a size; write columns and rows, such as `120x40`"))
}

/// Runs the program.
pub fn main() -> ExitCode {
    outlive_limits();
    if let Some(code) = completions::asked(std::env::args_os().skip(1)) {
        return code;
    }
    let parsed = Cli::try_parse();
    let is_usage = parsed.as_ref().map_or_else(clap::Error::use_stderr, |cli| cli.command.is_none());
    if is_usage && let Some(error) = mistyped::command(std::env::args_os(), commands) {
        complain(&error);
        return Exit::Failed.into();
    }
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers; nobody to read them is no error.
            let _ = error.print();
            return if error.use_stderr() { Exit::Failed } else { Exit::Fine }.into();
        }
    };
    let ended = cli.journal.start(cli.access.access()).and_then(|()| run_command(cli));
    match ended {
        Ok(code) => code,
        Err(error @ Error::Stopped) => {
            log::info!("{error}");
            say(&error.to_string());
            Exit::Stopped.into()
        }
        // A reader that has had enough is no error of ours.
        Err(Error::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Fine.into(),
        Err(error) => {
            complain(&error);
            Exit::Failed.into()
        }
    }
}

/// A limit on the size of files (`ulimit -f`) is an error like a full disk, and not the end of the program.
fn outlive_limits() {
    #[cfg(unix)]
    // Where it cannot be, the system does what it did before.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}

/// The names of the commands, as somebody would type them.
fn commands() -> Vec<String> {
    let command = Cli::command();
    let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
    shown.map(|command| command.get_name().to_owned()).chain(["help".to_owned()]).collect()
}

/// `error: …`, and what caused it.
fn complain(error: &Error) {
    log::error!("{}", told(error));
    say(&format!("error: {error}"));
    for cause in causes(error) {
        say(&format!("caused by: {cause}"));
    }
}

/// An error and its causes on one line.
fn told(error: &Error) -> String {
    causes(error).fold(error.to_string(), |words, cause| format!("{words}: {cause}"))
}

/// What an error comes from, and what that comes from.
fn causes(error: &Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(error.source(), |&cause| cause.source())
}

fn run_command(cli: Cli) -> Result<ExitCode> {
    let env = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let access = cli.access.access();
    let settle = || config::settle(&cli.config, flags(&cli));
    // These do not depend on settings, be they right or wrong.
    match &cli.command {
        Some(Command::Config { asked }) => {
            let lang = |settings: &Settings| Ok(look::look(&cli.look.or(settings), &env)?.0.lang);
            return config::run(asked, &cli.config, access, &settle, &lang);
        }
        Some(Command::Completions { shell }) => return completions::run(*shell),
        Some(Command::Man(asked)) => return man::run(asked, access),
        _ => {}
    }
    let mut settings = settle()?;
    let looked = look::look(&cli.look.or(&settings), &env);
    let (look, own) = match looked {
        // A theme that is gone, or wrong, is left out like anything else in a file that nobody named.
        Err(error) if settings.gives_way("theme") => {
            settings.leave_out("theme", &told(&error));
            look::look(&cli.look.or(&settings), &env)?
        }
        looked => looked?,
    };
    let mut reading = cli.reading.clone();
    reading.scheme = settings.word("scheme");
    reading.no_cache = settings.switch("cache") == Some(false);
    let reading = &reading;
    if cli.command.is_some() && !cli.paths.is_empty() {
        let told = "a command opens no files named before it; name them after it, mostly with --data";
        return Err(Error::Usage(told.into()));
    }
    if cli.command.is_some() && !cli.columns.columns.is_empty() {
        return Err(Error::Usage("--column is of the dashboard and of `show`; write it after `show`".into()));
    }
    let Some(command) = cli.command else {
        let shown = if cli.plain.is_asked() { Shown::Lines } else { Shown::Screen };
        let asked = (cli.paths, cli.columns.columns);
        return dashboard(access, shown, asked, &cli.view, reading, look, own, settings);
    };
    for slip in &settings.slips {
        say(&format!("warning: {slip}"));
    }
    match command {
        Command::Show(mut show) => {
            show.data = settings.opens(show.data);
            print_screen(access, *show, reading, look, own, &cli.view)
        }
        Command::View(asked) => view::run(asked, access),
        Command::Brief(asked) => brief::run(asked, reading, look.lang, &settings),
        Command::Doctor(asked) => doctor::run(&asked, look, &settings, &env),
        Command::Check(asked) => check_data(asked, reading),
        Command::Export { file, data, force } => {
            let pen = access.pen("export writes a file")?;
            let request = reading.request(settings.opens(data));
            let Some(form) = column_form(&file) else {
                return query(access, "select * from facts", &request, &Handing::to(file, force), look.lang);
            };
            export(pen, &file, form, &request, force, look.lang)
        }
        Command::Import { paths, to, force, dry_run } => {
            let edited = if force { Edited::Replace } else { Edited::Refuse };
            let mode =
                if dry_run { Mode::List } else { Mode::Write(access.pen("import writes files; --dry-run none")?) };
            import(&reading.request(paths), &to, edited, mode)
        }
        Command::Init { dir } => init(access.pen("init writes files")?, &dir),
        Command::Config { .. } | Command::Completions { .. } | Command::Man(_) => {
            Err(Error::Bug("a command that was carried out already".into()))
        }
        Command::Query { sql, data, handing } => {
            query(access, &sql, &reading.request(settings.opens(data)), &handing, look.lang)
        }
    }
}

/// The settings that flags make.
fn flags(cli: &Cli) -> Vec<(&'static str, String)> {
    let watch = cli.no_watch.then(|| ("watch", "false".to_owned()));
    let cache = cli.reading.no_cache.then(|| ("cache", "false".to_owned()));
    let scheme = cli.reading.scheme.clone().map(|scheme| ("scheme", scheme));
    cli.look.flags().into_iter().chain(watch).chain(cache).chain(scheme).chain(cli.tty.flags()).collect()
}

/// How the dashboard is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// On a screen that is drawn.
    Screen,
    /// Line by line.
    Lines,
}

/// The dashboard, as the settings say it should begin.
#[expect(clippy::too_many_arguments, reason = "all that a command line says of it comes together here")]
fn dashboard(
    access: Access,
    shown: Shown,
    (paths, columns): (Vec<PathBuf>, Vec<String>),
    view: &view::ViewArgs,
    reading: &Reading,
    look: Look,
    own: Option<Theme>,
    settings: Settings,
) -> Result<ExitCode> {
    let prefer = Prefer {
        group: settings.word("group"),
        indicators: settings.words("indicators"),
        window: settings.number("window").and_then(|years| i32::try_from(years).ok()),
        slips: settings.slips.len(),
    };
    let paths = settings.opens(paths);
    // Line by line one begins anew: what was open is nothing that could be seen.
    let remembers = shown == Shown::Screen && settings.switch("session").unwrap_or(true);
    let keeps = access.pen("nothing is remembered").ok().filter(|_| remembers);
    let (begin, remember) = view.begin(keeps, &paths, reading.with_embedded)?;
    // What was open knows its screen.
    let screen = if begin.view.is_none() { settings.word("screen") } else { None };
    let wish = Wish { screen, scheme: reading.scheme.clone(), columns, prefer, ..begin };
    let (request, looks_after) = (reading.request(paths), settings.switch("watch").unwrap_or(true));
    let exports = settings.word("exports");
    let app = App::new(look, wish)
        .clicked(tty::mouse(&settings))
        .themed(own)
        .answers(settings.keymap)
        .within(access)
        .exports_to(exports);
    if shown == Shown::Lines {
        if request.inputs.iter().any(load::Input::is_once) {
            return Err(Error::Usage("line by line, standard input is where commands come from; name a file".into()));
        }
        let warm::Opened { store, chore } = attend(&request.options.watch, || warm::open(&request, access))?;
        let code = plain::run(app, store, access);
        chore.into_iter().for_each(Chore::carry_out);
        return code;
    }
    let lent = Lent { clerk: handing::write, keep: copied::write, keyboard: tty::keyboard, remember, access };
    match run::dashboard(request, app, looks_after, lent)? {
        End::Quit => Ok(Exit::Fine.into()),
        End::Signal(signal) => Ok(Exit::Signal(u8::try_from(signal).unwrap_or(0)).into()),
        End::Failed(error) => Err(error),
    }
}

fn print_screen(
    access: Access,
    show: Show,
    reading: &Reading,
    look: Look,
    own: Option<Theme>,
    asked: &view::ViewArgs,
) -> Result<ExitCode> {
    let format = format_of(&show, asked.meeting)?;
    let view = asked.asked()?;
    let request = reading.request(show.data);
    let sort = show.sort.iter().map(|key| sort_key(key)).collect::<Result<_>>()?;
    let wish = Wish {
        screen: match (&show.screen, &view) {
            (Some(name), _) => Some(screen_named(name)?),
            (None, Some(_)) => None,
            (None, None) => return Err(Error::Usage("name a screen to show, or a view with --view".to_owned())),
        },
        view,
        meeting: asked.meeting,
        parks: show.park,
        indicators: show.indicator,
        group: show.group,
        period: show.period,
        form: show.measure,
        scheme: reading.scheme.clone(),
        filter: show.expressions.filter,
        columns: show.columns.columns,
        runs: Some(Runs { count: show.runs, seed: show.seed }),
        sort,
        ..Wish::default()
    };
    let warm::Opened { store, chore } = warm::open(&request, access)?;
    talk(store.problems());
    let mut app = App::new(look, wish).themed(own).within(access);
    let store = work::compute(&store, &app.columns())?;
    let mut world = Inline::within(access);
    world.feed(&mut app, Msg::Opened(Ok(store)));
    for key in keys::pressed(show.keys.as_deref().unwrap_or(""))? {
        world.feed(&mut app, Msg::Term(Event::Key(key)));
    }
    failed(&mut app)?;
    if format.is_frame() {
        let (columns, rows) = show.size.unwrap_or((80, 24));
        let buf = app.frame(columns, rows);
        let ground = app.ground();
        let code = show.handing.deliver(access, format, |out| report::frame::print(&buf, ground, format, out));
        chore.into_iter().for_each(Chore::carry_out);
        return code;
    }
    let Some((pane, ..)) = app.shown() else {
        return Err(Error::Bug("showing a screen without data".into()));
    };
    if let Some(error) = pane.error() {
        return Err(Error::Bug(error.to_string()));
    }
    let handout = app.handout(show.top.unwrap_or(usize::MAX));
    let handout = handout.ok_or_else(|| Error::Bug("showing a screen without an answer".into()))?;
    let code = show.handing.deliver(access, format, |out| report::print(&handout, format, out));
    chore.into_iter().for_each(Chore::carry_out);
    // The system takes memory back faster than it can be given back in pieces.
    std::mem::forget((app, handout));
    code
}

/// The form to print in. A size is one of a frame.
fn format_of(show: &Show, meeting: bool) -> Result<Format> {
    let is_frame = show.size.is_some() || show.keys.is_some() || meeting;
    let format = show.handing.format()?.unwrap_or(if is_frame { Format::Txt } else { Format::Table });
    if show.size.is_some() && !format.is_frame() {
        let name = format.name();
        return Err(Error::Usage(format!(
            "--size is of a frame, and {name} is a table; --format svg and txt show frames"
        )));
    }
    Ok(format)
}

fn failed(app: &mut App) -> Result<()> {
    match app.take_end() {
        Some(End::Failed(error)) => Err(error),
        _ => Ok(()),
    }
}

fn screen_named(name: &str) -> Result<String> {
    let panes = crate::screen::all();
    let ids: Vec<&str> = panes.iter().map(|pane| pane.spec().id).collect();
    let title = |lang| panes.iter().position(|pane| pane.spec().intent.help(lang) == name);
    let place = ids.iter().position(|id| *id == name).or_else(|| title(Lang::Zh));
    place
        .map(|place| ids[place].to_owned())
        .ok_or_else(|| Error::Usage(format!("no screen is called `{name}`; there are `{}`", ids.join("`, `"))))
}

fn sort_key(text: &str) -> Result<(String, Option<bool>)> {
    match text.rsplit_once(':') {
        None => Ok((text.to_owned(), None)),
        Some((name, "desc")) => Ok((name.to_owned(), Some(true))),
        Some((name, "asc")) => Ok((name.to_owned(), Some(false))),
        Some((_, other)) => Err(Error::Usage(format!("`{other}` is no order; write `desc` or `asc`"))),
    }
}

fn check_data(asked: Check, reading: &Reading) -> Result<ExitCode> {
    let Check { mut paths, data, format, strict, rules } = asked;
    paths.extend(data);
    let request = reading.request(paths);
    let store = attend(&request.options.watch, || Store::build(load::load(&request)?))?;
    let mut problems = store.problems().to_vec();
    problems.extend_from_slice(store.plausible());
    problems.retain(|problem| rules.is_empty() || rules.contains(&problem.rule));
    printed(|out| check::print(&problems, format, out))?;
    let catalog = store.catalog();
    let loaded = check::Loaded {
        figures: store.len(),
        parks: catalog.parks.len(),
        indicators: catalog.indicators.len(),
        sources: catalog.sources.len(),
    };
    for line in check::summary(loaded, store.files(), &problems) {
        say(&line);
    }
    let bar = if strict { check::Bar::Warnings } else { check::Bar::Errors };
    Ok(if bar.fails(&problems) { Exit::Problems.into() } else { Exit::Fine.into() })
}

fn query(access: Access, sql: &str, request: &Request, handing: &Handing, lang: Lang) -> Result<ExitCode> {
    let format = handing.format()?.unwrap_or_default();
    if format.is_frame() {
        return Err(Error::Usage(format!("{} shows frames, and an answer is a table", format.name())));
    }
    let data = attend(&request.options.watch, || load::load(request))?;
    talk(&data.problems);
    let grid = report::grid_of(Store::build(data)?.query(sql, lang)?);
    let handout = Handout::plain("facts", grid, lang);
    handing.deliver(access, format, |out| report::print(&handout, format, out))
}

/// The form of a file of columns, by its ending.
fn column_form(file: &Path) -> Option<Form> {
    match file.extension()?.to_str()? {
        "parquet" => Some(Form::Parquet),
        "arrow" | "ipc" | "feather" => Some(Form::Arrow),
        _ => None,
    }
}

fn export(pen: Pen, file: &Path, form: Form, request: &Request, force: bool, lang: Lang) -> Result<ExitCode> {
    if file.exists() && !force {
        return Err(Error::Exists(file.to_owned()));
    }
    let data = attend(&request.options.watch, || load::load(request))?;
    talk(&data.problems);
    let store = Store::build(data)?;
    let there = if force { There::Replace } else { There::Keep };
    keep::file::put(pen, file, there, |out| store.export(form, lang, out))?;
    say(&format!("{} figures written to {}", store.len(), file.display()));
    Ok(Exit::Fine.into())
}

/// What became of every table, a line each; exit code 1 where one was refused.
fn import(request: &Request, to: &Path, edited: Edited, mode: Mode) -> Result<ExitCode> {
    let report = attend(&request.options.watch, || import::run(request, to, edited, mode))?;
    talk(&report.problems);
    for (path, figures, fate) in &report.tables {
        let path = path.display();
        match fate {
            Fate::Written => say(&format!("written   {path}: {}", counted(*figures))),
            Fate::Replaced { copy: None } => say(&format!("replaced  {path}: {}", counted(*figures))),
            Fate::Replaced { copy: Some(copy) } => {
                say(&format!("replaced  {path}: {}; the edited one is `{}`", counted(*figures), copy.display()));
            }
            Fate::Kept => say(&format!("kept      {path}: {}, as they were", counted(*figures))),
            Fate::Refused(why) => say(&format!("refused   {path}: {why}")),
            Fate::Empty => say(&format!("left out  {path}: no figures came in")),
        }
    }
    for (path, entries) in &report.catalog {
        let entries = if *entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") };
        say(&format!("added to  {}: {entries}", path.display()));
    }
    let figures: usize = report.tables.iter().filter(|(.., fate)| fate.is_in()).map(|(_, figures, _)| figures).sum();
    let refused = report.tables.iter().filter(|(.., fate)| matches!(fate, Fate::Refused(_))).count();
    let is_none = figures == 0;
    let and = if refused > 0 { format!("; refused: {refused}") } else { String::new() };
    let (figures, to) = (counted(figures), to.display());
    say(&match mode {
        Mode::Write(_) => format!("{figures} came into `{to}`{and}"),
        Mode::List => format!("{figures} would come into `{to}`{and}; nothing was written"),
    });
    Ok(if refused > 0 || is_none { Exit::Problems.into() } else { Exit::Fine.into() })
}

fn counted(figures: usize) -> String {
    if figures == 1 { "1 figure".to_owned() } else { format!("{figures} figures") }
}

fn init(pen: Pen, dir: &Path) -> Result<ExitCode> {
    for path in import::start::run(pen, dir)? {
        say(&format!("written   {}", path.display()));
    }
    say(&format!("`{}` says how to go on", dir.join("README.md").display()));
    Ok(Exit::Fine.into())
}

/// Says how many problems there were, where the output itself has no place for them.
fn talk(problems: &[Problem]) {
    if let Some(first) = problems.first() {
        say(&format!("{first}"));
        say(&format!("problems in the data: {}; `zonescope check` lists them", problems.len()));
    }
}

/// Talk goes to stderr, data to stdout; nobody to talk to is no reason to fail.
fn say(words: &str) {
    let _ = writeln!(report::Clean::new(io::stderr()), "{words}");
}

fn printed(print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<ExitCode> {
    let mut out = BufWriter::new(report::Clean::new(io::stdout().lock()));
    match print(&mut out).and_then(|()| out.flush()) {
        // A reader that has had enough is no error of ours.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Write(error)),
        _ => Ok(Exit::Fine.into()),
    }
}
