//! The profile for a room: one park, one indicator under the other.

use super::{Profile, Row, View, aim_words};
use crate::{
    screen::{
        Cx, board,
        format::{self, Writing},
        measured, where_from,
    },
    store::Why,
};

impl Profile {
    pub(super) fn on_board(&self, view: &View, cx: &Cx<'_>) -> board::Board {
        let title = view.park.map_or("", |park| cx.catalog.park(park).name.get(cx.lang)).to_owned();
        let rows = view.rows.iter().map(|row| {
            let about = row.about(cx.catalog);
            let values = row.cell.as_ref().map(|cell| cell.reading.value);
            let writing = Writing::of(about, values, cx.lang);
            board::Line {
                place: String::new(),
                sign: "",
                name: about.short.get(cx.lang).to_owned(),
                about: writing.scale.label.clone(),
                figures: vec![figure(row, &writing, cx)],
            }
        });
        let name = match cx.lens.form {
            crate::model::Form::Level => String::new(),
            form => format::form_words(form, cx.catalog, cx.lang),
        };
        board::Board {
            title,
            heads: vec![board::Head { name, about: String::new(), style: cx.theme.header }],
            rows: rows.collect(),
            above: 0,
            cursor: (self.rows.cursor.min(view.rows.len().saturating_sub(1)), 0),
            kept: 1,
            least: 6,
            nothing: cx.t("这里没有数据", "nothing here").to_owned(),
        }
    }
}

fn figure(row: &Row, writing: &Writing, cx: &Cx<'_>) -> board::Figure {
    let about = row.about(cx.catalog);
    let aim = row.aim.as_ref().map(|aim| aim_words(aim, row.indicator, cx));
    let Some(cell) = &row.cell else {
        let absent = row.why.map_or(cx.glyphs.missing, |why| measured::absent(why, 8, cx));
        let (zh, en) = row.why.map_or(("没有数据", "no figure"), Why::words);
        let mut figure = board::Figure::missing(cx.t(zh, en), cx);
        absent.clone_into(&mut figure.text);
        figure.said.extend(aim);
        return figure;
    };
    let reading = &cell.reading;
    let computed = if cell.computed { "c" } else { "" };
    let disputed = if reading.disputed { "!" } else { "" };
    let change =
        cell.change.map(|change| format!("{} {}", cx.t("同比", "change"), format::change_in_full(&change, cx)));
    let rank = cell.rank.map(|rank| format!("{} {}", cx.t("位次", "rank"), format::rank(rank, row.unsure)));
    let in_full = if cell.computed { format::computed } else { format::alone };
    let value = in_full(about, reading.value, reading.mark, cx);
    let told = if reading.disputed { cx.t(" ! 来源说法不一", " ! sources differ") } else { "" };
    // How many of the group it is level with or ahead of: the one scale that all rows share.
    let bar = cell.rank.and_then(crate::analysis::rank::Rank::percentile).map(|percent| percent / 100.0);
    let beaten = bar.map(|share| format!("{} {:.0}", cx.t("百分位", "percentile"), share * 100.0));
    board::Figure {
        text: format!("{}{computed}{disputed}", writing.figure(reading, cx)),
        year: cx.glyphs.year_tag(cell.period.calendar_year()),
        said: [Some(cell.period.words(cx.lang)), change, rank, beaten, aim].into_iter().flatten().collect(),
        bar,
        style: format::figure_style(reading, cx),
        source: format!("{value} {} {}{told}", cell.period.words(cx.lang), where_from::in_short(reading.source, cx)),
    }
}
