//! Saving what is shown under a name, and the list of what was saved.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{Dialogue, Said, ask};
use crate::{
    app::{App, Effect, Overlay, chrome::overlay_width, line::Line, reread::reason},
    error::{Error, Result},
    intent::Intent,
    keep::{
        file::There,
        views::{Change, Saved},
    },
    screen::{Cx, hits::Target},
    ui::{
        shell::{centered, overlay, put},
        text,
    },
};

/// A name is asked for.
pub struct Naming {
    name: Line,
    /// The view that gets another name; none: what is shown is saved.
    of: Option<String>,
    /// A view of that name is there: whether it may go.
    replacing: bool,
}

impl Naming {
    pub const fn line(&mut self) -> Option<&mut Line> {
        if self.replacing { None } else { Some(&mut self.name) }
    }

    pub fn key(&mut self, key: &KeyEvent) -> Said {
        let name = self.name.text().trim().to_owned();
        let is_yes = matches!(key.code, KeyCode::Enter) || (self.replacing && key.code == KeyCode::Char('y'));
        match key.code {
            KeyCode::Esc | KeyCode::Char('n') if self.replacing => {
                self.replacing = false;
                Said::Open
            }
            KeyCode::Esc => Said::Closed,
            _ if is_yes && !name.is_empty() => {
                let there = if self.replacing { There::Replace } else { There::Keep };
                let of = self.of.clone();
                Said::Do(Box::new(move |app| app.name_view(of, name, there)))
            }
            _ => Said::Open,
        }
    }

    pub fn render(&self, area: Rect, buf: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let title = match self.of {
            None => {
                cx.t("保存视图: 输入名称，回车保存，Esc 取消", "Save this view: type a name, Enter saves, Esc leaves")
            }
            Some(_) => cx.t("视图改名: 输入新名称，回车，Esc 取消", "Rename: type a name, Enter, Esc leaves"),
        };
        let (rest, cursor) = ask(area, 4, title, &self.name, buf, cx)?;
        if self.replacing {
            let said =
                cx.t("已有同名视图: 回车覆盖，Esc 另起名", "there is one already: Enter replaces it, Esc renames");
            put(buf, rest.x + 2, rest.y, rest.width.saturating_sub(2), said, cx.theme.warn);
        }
        (!self.replacing).then_some(cursor)
    }
}

/// The list of what was saved.
#[derive(Default)]
pub struct Views {
    /// None until they are read.
    all: Option<Vec<Saved>>,
    cursor: usize,
    /// Whether the view under the cursor is to be deleted.
    deleting: bool,
    /// What reopens what is shown elsewhere.
    token: String,
}

impl Views {
    fn name(&self) -> Option<String> {
        self.all.as_ref()?.get(self.cursor).map(|view| view.name.clone())
    }

    pub fn key(&mut self, key: &KeyEvent) -> Said {
        let last = self.all.as_ref().map_or(0, |all| all.len().saturating_sub(1));
        let Some(name) = self.name() else {
            return if matches!(key.code, KeyCode::Esc | KeyCode::Char('q' | 'V')) { Said::Closed } else { Said::Open };
        };
        if std::mem::take(&mut self.deleting) {
            let is_yes = matches!(key.code, KeyCode::Enter | KeyCode::Char('y'));
            return if is_yes { change(Change::Delete(name)) } else { Said::Open };
        }
        match key.code {
            KeyCode::Up | KeyCode::Char('k') => self.cursor = self.cursor.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => self.cursor = (self.cursor + 1).min(last),
            KeyCode::Char('d') | KeyCode::Delete => self.deleting = true,
            KeyCode::Char('<') => {
                self.cursor = self.cursor.saturating_sub(1);
                return change(Change::Move { name, by: -1 });
            }
            KeyCode::Char('>') => {
                self.cursor = (self.cursor + 1).min(last);
                return change(Change::Move { name, by: 1 });
            }
            KeyCode::Char('r') => {
                return Said::Do(Box::new(move |app| {
                    let naming = Naming { name: Line::of(&name), of: Some(name), replacing: false };
                    app.overlay = Overlay::Dialogue(Dialogue::Naming(naming));
                    vec![]
                }));
            }
            KeyCode::Enter => {
                let Some(view) = self.all.as_ref().and_then(|all| all.get(self.cursor)).cloned() else {
                    return Said::Open;
                };
                return Said::Do(Box::new(move |app| {
                    app.open_view(&view.name, &view.question);
                    vec![]
                }));
            }
            KeyCode::Esc | KeyCode::Char('q' | 'V') => return Said::Closed,
            _ => {}
        }
        Said::Open
    }

    pub fn render(&self, area: Rect, buf: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let none = vec![];
        let all = self.all.as_ref().unwrap_or(&none);
        let height = (all.len() as u16 + 6).clamp(8, 30).min(area.height.saturating_sub(2));
        let place = centered(area, overlay_width(area, 96), height);
        let title = cx.t(
            "视图: 回车打开，r 改名，d 删除，< > 排序，Esc 关闭",
            "Views: Enter opens, r renames, d deletes, < > move, Esc closes",
        );
        let inner = overlay(buf, place, title, cx.glyphs, cx.theme);
        cx.hits.put(place, Target::Nothing);
        let rows = usize::from(inner.height.saturating_sub(3));
        let top = (self.cursor + 1).saturating_sub(rows);
        cx.hits.rows(Rect { height: rows as u16, ..inner }, top..all.len(), self.cursor);
        if all.is_empty() {
            let said = match self.all {
                None => cx.t("正在读取", "reading").to_owned(),
                Some(_) => {
                    cx.keyed("还没有视图: {SaveView} 把当前画面存为视图", "none yet: {SaveView} saves what is shown")
                }
            };
            put(buf, inner.x + 2, inner.y, inner.width.saturating_sub(2), &said, cx.theme.muted);
        }
        for (line, (at, view)) in all.iter().enumerate().skip(top).take(rows).enumerate() {
            let y = inner.y + line as u16;
            let is_chosen = at == self.cursor;
            let style = if is_chosen { cx.theme.cursor } else { cx.theme.text };
            put(buf, inner.x, y, 1, if is_chosen { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
            let x = put(buf, inner.x + 2, y, 30, &text::pad_end(&view.name, 30), style);
            put(buf, x + 1, y, 13, &text::pad_end(&view.question.screen, 13), cx.theme.muted);
        }
        let low = inner.bottom().saturating_sub(2);
        if self.deleting {
            let said =
                cx.t("删除这个视图? 回车删除，其他键取消", "delete this view? Enter deletes, any other key does not");
            put(buf, inner.x + 2, low, inner.width.saturating_sub(2), said, cx.theme.warn);
        } else if !self.token.is_empty() {
            let said = cx.t(
                "当前画面的代码，可发给同事 (zonescope --view):",
                "what is shown, for a colleague (zonescope --view):",
            );
            put(buf, inner.x + 2, low, inner.width.saturating_sub(2), said, cx.theme.muted);
            put(buf, inner.x + 2, low + 1, inner.width.saturating_sub(2), &self.token, cx.theme.text);
        }
        None
    }
}

fn change(change: Change) -> Said {
    Said::Do(Box::new(move |_| vec![Effect::Views(Some(change))]))
}

impl App {
    /// Opens the list; it is read meanwhile.
    pub(in crate::app) fn open_views(&mut self) -> Effect {
        let token = self.token().unwrap_or_default();
        self.overlay = Overlay::Dialogue(Dialogue::Views(Views { token, ..Views::default() }));
        Effect::Views(None)
    }

    /// Asks under which name what is shown is to be saved.
    pub(in crate::app) fn open_naming(&mut self) {
        let title = self.panes[self.current].spec().intent.help(self.look.lang);
        let park = self.lens.as_ref().zip(self.store.as_ref()).and_then(|(lens, store)| {
            lens.park().map(|park| store.catalog().park_name(park, self.look.lang).to_owned())
        });
        let name = park.map_or_else(|| title.to_owned(), |park| format!("{title} {park}"));
        let naming = Naming { name: Line::of(&name), of: None, replacing: false };
        self.overlay = Overlay::Dialogue(Dialogue::Naming(naming));
    }

    fn name_view(&mut self, of: Option<String>, name: String, there: There) -> Vec<Effect> {
        let change = if let Some(from) = of {
            Change::Rename { from, to: name }
        } else {
            let Some(question) = self.question() else { return vec![] };
            Change::Save { view: Saved { name, question }, there }
        };
        vec![Effect::Views(Some(change))]
    }

    /// Opens a saved view by its name, once they are read.
    pub(in crate::app) fn open_saved(&mut self, name: &str) -> Option<Effect> {
        if self.refuses(Intent::Views) {
            return None;
        }
        self.wanted_view = Some(name.to_owned());
        Some(Effect::Views(None))
    }

    /// Saves what is shown under that name; where it is taken, whether to replace that one is asked.
    pub(in crate::app) fn save_as(&mut self, name: &str) -> Vec<Effect> {
        if self.refuses(Intent::SaveView) {
            return vec![];
        }
        let naming = Naming { name: Line::of(name), of: None, replacing: false };
        self.overlay = Overlay::Dialogue(Dialogue::Naming(naming));
        self.name_view(None, name.to_owned(), There::Keep)
    }

    /// The view that was asked for by name, among those that are saved.
    fn open_wanted(&mut self, name: &str, read: Result<Vec<Saved>>) {
        match read {
            Err(error) => self.notice = Some(reason(&error)),
            Ok(all) => {
                if let Some(view) = all.iter().find(|view| view.name == name) {
                    self.open_view(&view.name, &view.question);
                    self.note_step();
                } else {
                    let list = self.keyed("{Views} 列出已存视图", "{Views} lists those that are saved");
                    self.notice =
                        Some(self.t(
                            &format!("没有名为 {name} 的视图: {list}"),
                            &format!("no view is called {name}: {list}"),
                        ));
                }
            }
        }
    }

    /// The views as they are now, or why not.
    pub(in crate::app) fn views(&mut self, read: Result<Vec<Saved>>) {
        let lang = self.look.lang;
        if self.is_meeting() {
            return self.take_pages(read);
        }
        if let Some(name) = self.wanted_view.take() {
            return self.open_wanted(&name, read);
        }
        match (&mut self.overlay, read) {
            (Overlay::Dialogue(Dialogue::Naming(naming)), Err(Error::Taken(_))) if naming.of.is_none() => {
                naming.replacing = true;
            }
            (Overlay::Dialogue(Dialogue::Naming(naming)), Ok(all)) => {
                let name = naming.name.text().trim().to_owned();
                if naming.of.is_some() {
                    let cursor = all.iter().position(|view| view.name == name).unwrap_or(0);
                    let token = self.token().unwrap_or_default();
                    let views = Views { all: Some(all), cursor, token, deleting: false };
                    self.overlay = Overlay::Dialogue(Dialogue::Views(views));
                } else {
                    self.overlay = Overlay::None;
                    self.notice = Some(lang.pick("已保存视图 ", "saved the view ").to_owned() + &name);
                }
            }
            (Overlay::Dialogue(Dialogue::Views(views)), Ok(all)) => {
                views.cursor = views.cursor.min(all.len().saturating_sub(1));
                views.all = Some(all);
            }
            // They are read for what may be typed; one that is asked for is read again.
            (Overlay::Palette(_), Ok(all)) => {
                self.saved = Some(all);
                self.look_at_palette();
            }
            (overlay, Err(error)) if !matches!(overlay, Overlay::Palette(_)) => {
                // A file that people broke is told in full, and stays as it is.
                if matches!(overlay, Overlay::Dialogue(Dialogue::Views(_))) {
                    *overlay = Overlay::None;
                }
                self.notice = Some(reason(&error));
            }
            _ => {}
        }
    }
}
