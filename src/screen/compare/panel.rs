//! Below the table: a chart, where each park stands, in sentences, or growth taken apart.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Compare, View, words};
use crate::{
    intent::Intent,
    model::Lang,
    screen::Cx,
    ui::{shell::put, text::wrap},
};

/// What stands below the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Below {
    /// The row's indicator over time.
    #[default]
    Chart,
    /// The row, each pair and each park in sentences.
    Standing,
    /// The growth of the row's indicator taken apart against the group's.
    Shift,
}

impl Below {
    /// The one after it.
    pub const fn next(self) -> Self {
        match self {
            Self::Chart => Self::Standing,
            Self::Standing => Self::Shift,
            Self::Shift => Self::Chart,
        }
    }

    /// How many rows it takes of so many.
    pub fn height(self, all: u16) -> u16 {
        match self {
            Self::Chart if all >= 18 => (all * 2 / 5).min(18),
            Self::Standing | Self::Shift if all >= 8 => all / 2,
            Self::Chart | Self::Standing | Self::Shift => 0,
        }
    }
}

/// What the rows are sorted by, where it is not their chapters.
pub fn sorted_words(view: &View, cx: &Cx<'_>) -> Option<String> {
    let (park, key) = (cx.catalog.park_name(view.by_gap?, cx.lang), cx.key(Intent::Sort));
    Some(match cx.lang {
        Lang::Zh => format!("按{park}与基准的相对差距从大到小 ({key} 还原)"),
        Lang::En => format!("by the gap of {park} in proportion, largest first ({key}: back)"),
    })
}

impl Compare {
    /// Draws the sentences: of the cell under the cursor, of each pair, of each park.
    pub(super) fn standing(&self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let pen = cx.pen();
        let row = view.rows.get(self.rows.cursor);
        let place = self.column.max(1);
        let mut said = vec![];
        said.extend(row.and_then(|row| words::of_row(row, place, view, cx.catalog, pen)));
        said.extend((1..view.parks.len()).filter_map(|place| words::of_pair(place, view, cx.catalog, pen)));
        said.extend(view.standings.iter().map(|standing| words::of_standing(standing, cx.catalog, pen)));
        let rule = cx.glyphs.rule.repeat(usize::from(area.width.saturating_sub(2)));
        put(buf, area.x + 1, area.y, area.width.saturating_sub(2), &rule, cx.theme.axis);
        let width = usize::from(area.width.saturating_sub(4));
        let lines = said.iter().flat_map(|one| {
            let lines = wrap(one, width);
            lines.into_iter().enumerate().map(|(line, words)| (line == 0, words))
        });
        for ((first, words), y) in lines.zip(area.y + 1..area.bottom()) {
            if first {
                put(buf, area.x + 1, y, 1, cx.glyphs.dash, cx.theme.muted);
            }
            put(buf, area.x + 3, y, area.width.saturating_sub(4), &words, cx.theme.text);
        }
    }
}
