//! The comparison for a room: indicators down, parks across, each figure with its gap to the benchmark.

use super::{Compare, Row, View, words};
use crate::{
    model::Nature,
    screen::{Cx, board, format, where_from},
    store::Why,
    ui::number,
};

impl Compare {
    pub(super) fn on_board(&self, view: &View, cx: &Cx<'_>) -> board::Board {
        let heads = view.parks.iter().enumerate().map(|(place, park)| {
            let sign = cx.glyphs.points[place % cx.glyphs.points.len()];
            let name = cx.catalog.park_name(*park, cx.lang);
            let benchmark = if place == 0 { cx.t(" 基准", " bench") } else { "" };
            board::Head { name: format!("{sign} {name}{benchmark}"), about: String::new(), style: cx.theme.line(place) }
        });
        let rows = view.rows.iter().map(|row| {
            let writing = words::writing(row, cx.catalog, cx.lang);
            board::Line {
                place: String::new(),
                sign: "",
                name: row.about(cx.catalog).short.get(cx.lang).to_owned(),
                about: writing.scale.label.clone(),
                figures: (0..view.parks.len()).map(|place| figure(row, place, &writing, cx)).collect(),
            }
        });
        let chosen = view.rows.iter().take_while(|row| row.chapter.is_none()).count();
        board::Board {
            title: String::new(),
            heads: heads.collect(),
            rows: rows.collect(),
            above: 0,
            cursor: (self.rows.cursor, self.column),
            kept: view.parks.len().max(2),
            least: chosen.clamp(3, 6),
            nothing: cx.keyed(
                "还没有标记园区: 退出会议模式后用 {AddPark} 加入",
                "no parks are marked: leave, then {AddPark} adds some",
            ),
        }
    }
}

fn figure(row: &Row, place: usize, writing: &format::Writing, cx: &Cx<'_>) -> board::Figure {
    let indicator = row.about(cx.catalog);
    let Some(cell) = &row.cells[place] else {
        let (zh, en) = row.whys.get(place).copied().flatten().map_or(("没有数据", "no figure"), Why::words);
        return board::Figure::missing(cx.t(zh, en), cx);
    };
    let reading = &cell.reading;
    let best = if row.best[place] { cx.glyphs.best } else { "" };
    let computed = if cell.computed { "c" } else { "" };
    let disputed = if reading.disputed { "!" } else { "" };
    let mut said = vec![cell.period.words(cx.lang)];
    if let Some(gap) = &row.gaps[place] {
        said.push(format!("{} {}", cx.t("差", "gap"), words::gap_figure(gap, indicator, writing, cx.pen())));
        said.extend(gap.times.map(|times| {
            let times = number::with_mark(&number::grouped(times, 2), gap.mark, cx.glyphs);
            format!("{times}{}", cx.t("倍", " times"))
        }));
    }
    let most = row.cells.iter().flatten().map(|cell| cell.reading.value).fold(0.0, f64::max);
    let has_bar = indicator.nature != Nature::Rank && most > 0.0 && row.cells.iter().flatten().count() > 1;
    let style = if row.best[place] { cx.theme.best } else { format::figure_style(reading, cx) };
    let in_full = if cell.computed { format::computed } else { format::alone };
    let value = in_full(indicator, reading.value, reading.mark, cx);
    let told = if reading.disputed { cx.t(" ! 来源说法不一", " ! sources differ") } else { "" };
    board::Figure {
        text: format!("{best}{}{computed}{disputed}", writing.figure(reading, cx)),
        year: cx.glyphs.year_tag(cell.period.calendar_year()),
        source: format!("{value} {} {}{told}", cell.period.words(cx.lang), where_from::in_short(reading.source, cx)),
        said,
        bar: has_bar.then(|| reading.value / most),
        style,
    }
}
