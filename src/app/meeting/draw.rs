//! What a room sees.

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::{Color, Modifier, Style},
};

use super::{App, LAYERS, Meeting};
use crate::{
    app::{chrome, context},
    intent::Intent,
    screen::{Cx, Spot, hits::Target},
    ui::{
        shell::put,
        text::{fit, width},
    },
};

impl App {
    /// Draws what the room sees: what it is, the view, and at the end what its figures answer to.
    pub(in crate::app) fn draw_meeting(&mut self, area: Rect, buf: &mut Buffer) {
        let (Some(meeting), Some(store), Some(lens)) = (&mut self.meeting, &self.store, &self.lens) else { return };
        if meeting.is_dark {
            return;
        }
        let key = |intent| self.keys.said(LAYERS, intent, self.look.lang);
        let cx = context(self.look, &self.theme, store, lens, &self.hits, &key);
        let shown = &mut self.panes[self.current];
        let (screen, board) = (shown.spec().intent, shown.board(&cx));
        heading(meeting, screen, board.as_ref().map_or("", |board| &board.title), &cx, area, buf);
        let gap = u16::from(area.height >= 16);
        let body = Rect { y: area.y + 1 + gap, height: area.height.saturating_sub(2 + gap), ..area };
        if let Some(board) = board {
            meeting.top = board.draw(meeting.spot, meeting.top, &cx, body, buf);
        } else {
            shown.render(&cx, body, buf);
            if meeting.spot == Spot::Row && is_table(screen) {
                light_cursor(&cx, body, buf);
            }
        }
        let row = Rect { y: area.bottom() - 1, height: 1, ..area };
        match (shown.error(), &self.notice) {
            (Some(error), _) => chrome::message(row, buf, &error.to_string(), cx.theme.bad, &cx),
            (None, Some(notice)) => chrome::message(row, buf, notice, cx.theme.warn, &cx),
            (None, None) => footer(screen, &key(Intent::Meeting), &cx, row, buf),
        }
    }
}

/// What the page is called and which it is.
fn heading(meeting: &Meeting, screen: Intent, about: &str, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    let name = meeting.page.and_then(|page| meeting.pages.get(page)).map_or("", |page| &page.name);
    let mut title = name.to_owned();
    for more in [screen.help(cx.lang), about] {
        if !more.is_empty() && !title.contains(more) {
            title = if title.is_empty() { more.to_owned() } else { format!("{title}  {more}") };
        }
    }
    let number = match (meeting.page, meeting.pages.len()) {
        (_, 0) => String::new(),
        (None, all) => format!("{}/{all}", cx.glyphs.dash),
        (Some(page), all) => format!("{}/{all}", page + 1),
    };
    let from = area.right().saturating_sub(width(&number) as u16 + 1);
    put(buf, from, area.y, area.right().saturating_sub(from), &number, cx.theme.title);
    let room = from.saturating_sub(area.x + 2);
    put(buf, area.x + 1, area.y, room, &fit(&title, usize::from(room), cx.glyphs.ellipsis), cx.theme.title);
}

/// What the figures answer to, and how to leave.
fn footer(screen: Intent, leave: &str, cx: &Cx<'_>, row: Rect, buf: &mut Buffer) {
    let keys = format!("{} {}", cx.key(Intent::Help), cx.t("键", "keys"));
    let leave = format!("{leave} {}", cx.t("退出", "leaves"));
    let from = row.right().saturating_sub((width(&keys) + 2 + width(&leave)) as u16 + 1);
    let mut x = from;
    for (words, intent) in [(keys, Intent::Help), (leave, Intent::Meeting)] {
        let next = put(buf, x, row.y, row.right().saturating_sub(x), &words, cx.theme.muted);
        cx.hits.put(Rect { x, width: next - x, ..row }, Target::Do(intent, 1));
        x = next + 2;
    }
    let question = chrome::question(cx.catalog, cx.lens, cx.lang, screen);
    let sieve = cx.lens.sieve.as_ref().filter(|_| chrome::is_sifted(screen));
    let room = from.saturating_sub(row.x + 3);
    let words = question.fit(room.into(), cx.glyphs.ellipsis);
    let words = format!("{words}{}", sieve.map_or(String::new(), |sieve| format!("  {}", sieve.note(cx.lang))));
    put(buf, row.x + 1, row.y, room, &fit(&words, usize::from(room), cx.glyphs.ellipsis), cx.theme.text);
}

/// Whether a screen that is drawn as it is consists of rows; a chart shows the one with the cursor in its own way.
const fn is_table(screen: Intent) -> bool {
    matches!(
        screen,
        Intent::Matrix | Intent::Score | Intent::Peers | Intent::Targets | Intent::Sources | Intent::Quality
    )
}

/// Dims every row but the cursor's, and leaves the headings.
fn light_cursor(cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    let (cursor, headings) = (cx.theme.cursor, [cx.theme.header, cx.theme.title]);
    let is_in =
        |cell: &Cell, style: Style| style.fg.is_none_or(|fg| fg == cell.fg) && cell.modifier == style.add_modifier;
    let is_lit = |y: u16, buf: &Buffer| {
        (area.x..area.right()).any(|x| buf[(x, y)].symbol() == cx.glyphs.cursor && is_in(&buf[(x, y)], cursor))
    };
    let rows: Vec<u16> = (area.y..area.bottom()).collect();
    let lit: Vec<u16> = rows.iter().copied().filter(|y| is_lit(*y, buf)).collect();
    let [lit] = lit.as_slice() else { return };
    for y in rows {
        for x in area.x..area.right() {
            let cell = &mut buf[(x, y)];
            if y == *lit {
                cell.modifier |= Modifier::BOLD;
            } else if !headings.iter().any(|style| is_in(cell, *style)) {
                (cell.fg, cell.bg, cell.modifier) = (Color::Reset, Color::Reset, Modifier::empty());
                cell.set_style(cx.theme.muted);
            }
        }
    }
}
