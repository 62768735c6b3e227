//! Writing what is shown to a file: in which form, under which name, and not over another without asking.

use std::{path::PathBuf, sync::Arc};

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{Dialogue, Said, ask};
use crate::{
    access::Pen,
    app::{App, Effect, Overlay, line::Line, reread::reason},
    error::{Error, Result},
    intent::Intent,
    keep::file::There,
    model::Lang,
    screen::{Cx, Format, Handout},
    store::Store,
    ui::{Ground, shell::put},
};

/// A file to be written.
pub struct Order {
    pub path: PathBuf,
    pub there: There,
    pub format: Format,
    pub body: Body,
}

/// What is written.
pub enum Body {
    /// A view, computed again where it is written, so that nobody waits for it.
    Table { store: Arc<Store>, view: Making },
    /// The frame as it is drawn.
    Frame(Buffer, Ground),
}

/// Makes what is handed over out of the facts.
pub type Making = Box<dyn FnOnce(&Store) -> Result<Handout> + Send>;

/// Whoever writes files: the command line lends it, for it alone knows how views are printed. It says where the file is.
pub type Clerk = fn(Pen, Order) -> Result<PathBuf>;

/// The dialogue.
pub struct Export {
    name: Line,
    cursor: usize,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Asking,
    Writing,
    /// There is such a file: whether it may go.
    Replacing,
}

/// The forms that are offered.
fn formats() -> impl Iterator<Item = Format> {
    Format::ALL.into_iter().filter(|format| !matches!(format, Format::Table | Format::Plain))
}

impl Export {
    /// With a name proposed, less its ending.
    fn new(stem: &str) -> Self {
        let mut export = Self { name: Line::default(), cursor: 0, state: State::Asking };
        export.name = Line::of(&format!("{stem}.{}", export.format().name()));
        export
    }

    fn format(&self) -> Format {
        formats().nth(self.cursor).unwrap_or_default()
    }

    pub const fn line(&mut self) -> Option<&mut Line> {
        match self.state {
            State::Asking => Some(&mut self.name),
            State::Writing | State::Replacing => None,
        }
    }

    /// An ending that is typed chooses the form.
    pub fn typed(&mut self) {
        let ending = self.name.text().rsplit_once('.').map_or("", |(_, ending)| ending);
        let place = Format::of_ending(ending).and_then(|format| formats().position(|other| other == format));
        self.cursor = place.unwrap_or(self.cursor);
    }

    /// Chooses another form; the ending follows.
    fn step(&mut self, by: isize) {
        let ending = self.name.text().rsplit_once('.').filter(|(_, ending)| Format::of_ending(ending).is_some());
        let stem = ending.map_or_else(|| self.name.text(), |(stem, _)| stem).to_owned();
        self.cursor = self.cursor.saturating_add_signed(by).min(formats().count() - 1);
        self.name = Line::of(&format!("{stem}.{}", self.format().name()));
    }

    pub fn key(&mut self, key: &KeyEvent) -> Said {
        match (self.state, key.code) {
            (State::Replacing, KeyCode::Enter | KeyCode::Char('y')) => self.order(There::Replace),
            (State::Replacing, KeyCode::Esc | KeyCode::Char('n')) => {
                self.state = State::Asking;
                Said::Open
            }
            (State::Asking, KeyCode::Enter) if !self.name.text().trim().is_empty() => self.order(There::Keep),
            (State::Asking, KeyCode::Up) => {
                self.step(-1);
                Said::Open
            }
            (State::Asking, KeyCode::Down) => {
                self.step(1);
                Said::Open
            }
            (State::Asking | State::Writing, KeyCode::Esc) => Said::Closed,
            _ => Said::Open,
        }
    }

    fn order(&mut self, there: There) -> Said {
        self.state = State::Writing;
        let (path, format) = (PathBuf::from(self.name.text().trim()), self.format());
        Said::Do(Box::new(move |app| app.order(path, there, format).into_iter().collect()))
    }

    pub fn render(&self, area: Rect, buf: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let title = cx.t(
            "导出: 输入文件名，↑↓选格式，回车写入，Esc 取消",
            "Export: type a file name, up and down choose the form, Enter writes, Esc leaves",
        );
        let title = title.replace("↑↓", &format!("{}{}", cx.glyphs.up, cx.glyphs.down));
        let (rest, cursor) = ask(area, formats().count() as u16 + 5, &title, &self.name, buf, cx)?;
        let said = match self.state {
            State::Asking => "",
            State::Writing => cx.t("正在写入", "writing"),
            State::Replacing => {
                cx.t("已有此文件: 回车覆盖，Esc 另起名", "the file is there already: Enter replaces it, Esc renames")
            }
        };
        put(buf, rest.x + 2, rest.y, rest.width.saturating_sub(2), said, cx.theme.warn);
        if self.state == State::Asking {
            let list = Rect { y: rest.y + 1, height: rest.height.saturating_sub(1), ..rest };
            cx.hits.rows(list, 0..formats().count(), self.cursor);
        }
        for (line, format) in formats().enumerate().take(usize::from(rest.height.saturating_sub(1))) {
            let y = rest.y + 1 + line as u16;
            let is_chosen = line == self.cursor;
            let style = if is_chosen { cx.theme.cursor } else { cx.theme.text };
            put(buf, rest.x, y, 1, if is_chosen { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
            put(buf, rest.x + 2, y, 9, format.name(), style);
            let (zh, en) = format.words();
            put(buf, rest.x + 12, y, rest.width.saturating_sub(12), cx.t(zh, en), cx.theme.muted);
        }
        (self.state == State::Asking).then_some(cursor)
    }
}

impl App {
    /// Opens the dialogue, with a name that says what is shown.
    pub(in crate::app) fn open_export(&mut self) {
        if self.lens.is_some() {
            self.overlay = Overlay::Dialogue(Dialogue::Export(Export::new(&self.stem())));
        }
    }

    /// Writes to that file in the form its ending says; where it is there, whether to replace it is asked.
    pub(in crate::app) fn export_to(&mut self, file: &str) -> Vec<Effect> {
        if self.refuses(Intent::Export) {
            return vec![];
        }
        let mut export = Export { name: Line::of(file), cursor: 0, state: State::Writing };
        export.typed();
        let format = export.format();
        self.overlay = Overlay::Dialogue(Dialogue::Export(export));
        self.order(PathBuf::from(file), There::Keep, format).into_iter().collect()
    }

    /// A name for what is shown, less its ending.
    pub(in crate::app) fn stem(&self) -> String {
        let period = self.lens.as_ref().map_or_else(String::new, |lens| lens.at.period().to_string());
        let period = if matches!(period.as_str(), "" | "0") { String::new() } else { format!("-{period}") };
        format!("{}{period}", self.panes[self.current].spec().id)
    }

    /// What has to be written, as it is shown now; a bare name goes to the folder of exports.
    fn order(&mut self, path: PathBuf, there: There, format: Format) -> Option<Effect> {
        let path = match &self.exports {
            Some(folder) if path.is_relative() && !path.starts_with("~") => folder.join(path),
            _ => path,
        };
        let body = if format.is_frame() {
            let (overlay, notice) = (std::mem::replace(&mut self.overlay, Overlay::None), self.notice.take());
            let frame = self.frame(self.size.0, self.size.1);
            (self.overlay, self.notice) = (overlay, notice);
            Body::Frame(frame, self.ground())
        } else {
            let view = self.handing()?;
            Body::Table { store: Arc::clone(self.store.as_ref()?), view }
        };
        Some(Effect::HandOver(Box::new(Order { path, there, format, body })))
    }

    /// The file is written, or could not be.
    pub(in crate::app) fn handed_over(&mut self, written: Result<PathBuf>) {
        let is_waiting = |export: &Export| export.state == State::Writing;
        let waiting = match &mut self.overlay {
            Overlay::Dialogue(Dialogue::Export(export)) if is_waiting(export) => Some(export),
            _ => None,
        };
        match (written, waiting) {
            (Err(Error::Exists(_)), Some(export)) => export.state = State::Replacing,
            (Err(error), waiting) => {
                if let Some(export) = waiting {
                    export.state = State::Asking;
                }
                self.notice = Some(match (&error, self.look.lang) {
                    (Error::Exists(path), Lang::Zh) => format!("已有文件 `{}`，未覆盖", path.display()),
                    (Error::Exists(path), Lang::En) => format!("`{}` is there already, and was left", path.display()),
                    _ => reason(&error),
                });
            }
            (Ok(path), waiting) => {
                if waiting.is_some() {
                    self.overlay = Overlay::None;
                }
                let path = path.display();
                self.notice = Some(self.t(&format!("已写入 {path}"), &format!("written to {path}")));
            }
        }
    }
}
