//! How the palette looks: what is typed, what it can be, and a line that says how it goes on.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{Entry, Listed, Palette};
use crate::{
    app::{
        chrome::overlay_width,
        command::{Kind, known::Known},
        menu::also,
    },
    model::{IndicatorId, ParkId, find::Wanted},
    screen::{Cx, hits::Target},
    ui::{
        emphasis::put_found,
        shell::{overlay, put},
        text,
    },
};

/// The cells of a name, and of a key.
const NAME: u16 = 24;
const KEY: u16 = 9;

impl Palette {
    /// Draws it; the place of the text cursor.
    pub fn render(&self, area: Rect, buf: &mut Buffer, cx: &Cx<'_>, known: &Known<'_>) -> Option<Position> {
        let width = overlay_width(area, 100);
        let height = area.height.saturating_sub(2).min(26);
        let place = Rect { x: area.x + (area.width - width) / 2, y: area.y + 1, width, height };
        let title = cx.t("命令: 输入名称或拼音", "Commands: type a name");
        let inner = overlay(buf, place, title, cx.glyphs, cx.theme);
        cx.hits.put(place, Target::Nothing);
        if inner.height < 2 || inner.width < 8 {
            return None;
        }
        let x = put(buf, inner.x, inner.y, inner.width, ": ", cx.theme.title);
        let room = Rect { x, width: inner.right().saturating_sub(x), height: 1, ..inner };
        let wrong = self.wrong.as_ref().map(|wrong| &wrong.place);
        let cursor = self.line.draw_marked(room, buf, cx.theme.text, wrong);
        let list = Rect { y: inner.y + 1, height: inner.height.saturating_sub(2), ..inner };
        self.list(list, buf, cx, known);
        if inner.height > 2 {
            let (words, style) = self.told(cx);
            let words = text::fit(&words, usize::from(inner.width.saturating_sub(2)), cx.glyphs.ellipsis);
            put(buf, inner.x + 1, inner.bottom() - 1, inner.width.saturating_sub(2), &words, style);
        }
        Some(cursor)
    }

    fn list(&self, area: Rect, buf: &mut Buffer, cx: &Cx<'_>, known: &Known<'_>) {
        let rows = usize::from(area.height);
        if self.shown.is_empty() && !self.is_free_text() {
            let none = cx.t("没有匹配的名称", "nothing is called that");
            put(buf, area.x + 2, area.y, area.width.saturating_sub(2), none, cx.theme.muted);
        }
        let wanted = match &self.listed {
            Listed::Entries | Listed::Parks => Wanted::new(self.line.text()),
            Listed::Words(_, place) => {
                Wanted::new(self.line.text().get(place.clone()).unwrap_or_default().trim_matches('"'))
            }
        };
        let top = (self.cursor + 1).saturating_sub(rows);
        cx.hits.choices(area, top..self.shown.len(), self.cursor);
        for (line, (place, id)) in self.shown.iter().enumerate().skip(top).take(rows).enumerate() {
            let y = area.y + line as u16;
            let is_here = place == self.cursor;
            put(buf, area.x, y, 1, if is_here { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
            let (key, name, detail) = self.words(*id, cx, known);
            let keys = if self.listed == Listed::Entries { KEY } else { 0 };
            if keys > 0 {
                put(buf, area.x + 1, y, keys - 1, &text::pad_start(&key, usize::from(keys - 2)), cx.theme.title);
            }
            let other = match &self.listed {
                Listed::Words(Kind::Park, _) | Listed::Parks => {
                    wanted.fitted([&name, &detail], cx.catalog.called_park(ParkId(*id)))
                }
                Listed::Words(Kind::Indicator, _) => {
                    wanted.fitted([&name, &detail], cx.catalog.called_indicator(IndicatorId(*id)))
                }
                _ => None,
            };
            let detail = also(other, detail, cx.glyphs);
            let style = if is_here { cx.theme.cursor } else { cx.theme.text };
            let x = area.x + 2 + keys;
            let cells = NAME.min(area.right().saturating_sub(x));
            let padded = text::pad_end(&text::fit(&name, usize::from(cells), cx.glyphs.ellipsis), usize::from(cells));
            let x = put_found(buf, x, y, cells, &padded, &wanted.emphasis(&name), style);
            let room = area.right().saturating_sub(x + 1);
            let cut = text::fit(&detail, usize::from(room), cx.glyphs.ellipsis);
            put_found(buf, x + 1, y, room, &cut, &wanted.emphasis(&detail), cx.theme.muted);
        }
    }

    fn words(&self, id: u32, cx: &Cx<'_>, known: &Known<'_>) -> (String, String, String) {
        match (&self.listed, self.entries.get(id as usize)) {
            (Listed::Words(kind, _), _) => {
                let (name, detail) = known.words(*kind, id);
                (String::new(), name, detail)
            }
            (Listed::Parks, _) => {
                let (name, detail) = known.words(Kind::Park, id);
                (String::new(), name, detail)
            }
            (Listed::Entries, Some(Entry::Intent(intent, key))) => {
                (key.clone(), intent.help(cx.lang).to_owned(), intent.help(cx.lang.other()).to_owned())
            }
            (Listed::Entries, Some(Entry::Command(command))) => {
                let other = command.name(cx.lang.other());
                let (zh, en) = command.help;
                let usage = command.usage(cx.lang, cx.glyphs.ellipsis);
                (":".to_owned(), usage, format!("{other} · {}", cx.lang.pick(zh, en)))
            }
            (Listed::Entries, None) => Default::default(),
        }
    }

    /// Whether the command takes whatever is typed.
    fn is_free_text(&self) -> bool {
        matches!(self.listed, Listed::Words(crate::app::command::Kind::Text, _))
    }

    /// What is wrong, or how it goes on.
    fn told(&self, cx: &Cx<'_>) -> (String, ratatui::style::Style) {
        if let Some(wrong) = &self.wrong {
            return (wrong.why.clone(), cx.theme.warn);
        }
        let told = match self.command().filter(|_| self.listed != Listed::Entries) {
            _ if self.listed == Listed::Parks => {
                cx.t("园区: 回车看它的各项指标  Tab 补全", "Parks: Enter shows its figures  Tab completes").to_owned()
            }
            Some(command) => {
                let (zh, en) = command.help;
                let usage = command.usage(cx.lang, cx.glyphs.ellipsis);
                let keys = cx.t("Tab 补全  回车执行", "Tab completes  Enter does it");
                format!("{usage}  {}  {keys}", cx.lang.pick(zh, en))
            }
            None => cx
                .t(
                    "回车执行  Tab 补全  空行按 ↑ 取历史  Esc 关闭",
                    "Enter does it  Tab completes  ↑ on an empty line: history  Esc closes",
                )
                .to_owned(),
        };
        (told.replace('↑', cx.glyphs.up), cx.theme.muted)
    }
}
