//! The ranking for a room: places, names, one indicator or a few with wide bars.

use super::{Head, Ranking, Row, View, draw::in_full};
use crate::{
    screen::{
        Cx, board,
        format::{self, Writing},
        measured,
    },
    store::Why,
};

/// So many rows above and below the cursor's are put into words: no screen has more.
const NEAR: usize = 200;

impl Ranking {
    pub(super) fn on_board(&self, view: &View, cx: &Cx<'_>) -> board::Board {
        let columns: Vec<(usize, &Head, Writing)> = view
            .heads()
            .iter()
            .enumerate()
            .map(|(place, head)| (place, head, Writing::of(head.about(cx.catalog), middle(head), cx.lang)))
            .collect();
        let heads = columns.iter().map(|(_, head, writing)| {
            let measure = cx.lens.measure(head.indicator);
            let name = measured::name(measure, cx.catalog, cx.lang);
            board::Head { name, about: writing.scale.label.clone(), style: cx.theme.header }
        });
        let column = self.column.saturating_sub(1).min(columns.len().saturating_sub(1));
        let above = self.rows.cursor.saturating_sub(NEAR);
        let near = above..(self.rows.cursor + NEAR).min(view.rows.len());
        let rows = near.filter_map(|place| view.row(place)).map(|row| board::Line {
            // Of the column under the cursor: it is the one that is always in view.
            place: row.cell(column).and_then(|cell| cell.rank).map_or(String::new(), |rank| {
                let unsure = view.heads().get(column).is_some_and(|head| head.unsure);
                format!("{}{}", if unsure { "~" } else { "" }, rank.place)
            }),
            sign: match cx.lens.marked.iter().position(|park| *park == row.park) {
                Some(0) => cx.glyphs.best,
                Some(_) => cx.glyphs.marked,
                None => "",
            },
            name: cx.catalog.park_name(row.park, cx.lang).to_owned(),
            about: String::new(),
            figures: columns.iter().map(|(place, head, writing)| figure(row, *place, head, writing, cx)).collect(),
        });
        board::Board {
            title: String::new(),
            heads: heads.collect(),
            rows: rows.collect(),
            above,
            cursor: (self.rows.cursor - above, column),
            kept: 1,
            least: 8,
            nothing: cx.t("没有符合的园区", "no parks").to_owned(),
        }
    }
}

fn middle(head: &Head) -> Option<f64> {
    head.values.get(head.values.len() / 2).copied()
}

fn figure(row: Row<'_>, place: usize, head: &Head, writing: &Writing, cx: &Cx<'_>) -> board::Figure {
    let Some(cell) = row.cell(place) else {
        let (zh, en) = row.why(place).map_or(("没有数据", "no figure"), Why::words);
        return board::Figure::missing(cx.t(zh, en), cx);
    };
    let reading = &cell.reading;
    let computed = if cell.computed { "c" } else { "" };
    let disputed = if reading.disputed { "!" } else { "" };
    let change =
        cell.change.map(|change| format!("{} {}", cx.t("同比", "change"), format::change_in_full(&change, cx)));
    let rank = cell.rank.map(|rank| format!("{} {}", cx.t("位次", "rank"), format::rank(rank, head.unsure)));
    // Of places the first is the best, and no length says so.
    let most = head.values.last().copied().unwrap_or(0.0);
    let has_bar = !format::is_rank(head.about(cx.catalog)) && most > 0.0;
    board::Figure {
        text: format!("{}{computed}{disputed}", writing.figure(reading, cx)),
        year: cx.glyphs.year_tag(cell.period.calendar_year()),
        said: [Some(cell.period.words(cx.lang)), change, rank].into_iter().flatten().collect(),
        bar: has_bar.then(|| reading.value / most),
        style: format::figure_style(reading, cx),
        source: in_full(cell, head, cx),
    }
}
