//! The row that names the parts of a screen.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Cx, hits::Target};
use crate::{
    intent::Intent,
    ui::{
        shell::put,
        text::{fit, width},
    },
};

/// One part: its name, and how many things it holds where that is known.
pub struct Part {
    pub name: &'static str,
    pub count: Option<usize>,
}

/// Draws the names of the parts, the one that is shown, how to switch, and the filter.
pub fn tabs(parts: &[Part], here: usize, filter: &str, cx: &Cx<'_>, row: Rect, buf: &mut Buffer) {
    let mut x = row.x + 1;
    for (place, Part { name, count }) in parts.iter().enumerate() {
        let words = count.map_or_else(|| (*name).to_owned(), |count| format!("{name} {count}"));
        let style = if place == here { cx.theme.tab_active } else { cx.theme.tab };
        let from = x;
        x = put(buf, x, row.y, row.right().saturating_sub(x), &words, style) + 2;
        let times = (place + parts.len() - here) % parts.len();
        cx.hits.put(Rect { x: from, width: x - from - 2, ..row }, Target::Do(Intent::Part, times));
    }
    let how = cx.keyed("({Part} 切换)", "({Part} switches)");
    put(buf, x, row.y, row.right().saturating_sub(x), &how, cx.theme.muted);
    if !filter.is_empty() {
        let x = x + width(&how) as u16 + 2;
        let room = row.right().saturating_sub(x);
        put(buf, x, row.y, room, &fit(&format!("/{filter}"), usize::from(room), cx.glyphs.ellipsis), cx.theme.title);
    }
}
