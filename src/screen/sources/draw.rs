//! How sources, conflicts and remarks are drawn.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Sources, Supported, View};
use crate::{
    model::{Observation, Remark},
    screen::{
        Cx,
        disputes::{self, period_words},
        format, parts,
    },
    ui::{
        shell::put,
        text::{fit, pad_end, pad_start, width, wrap},
    },
};

impl Sources {
    pub(super) fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let names = [cx.t("来源", "sources"), cx.t("说法不一", "conflicts"), cx.t("口径提示", "remarks")];
        let count = |place: usize| (place == self.part as usize).then(|| view.len());
        let parts: Vec<_> =
            names.into_iter().enumerate().map(|(place, name)| parts::Part { name, count: count(place) }).collect();
        parts::tabs(&parts, self.part as usize, &self.filter, cx, area, buf);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        if view.len() == 0 {
            put(buf, body.x + 2, body.y, body.width, cx.t("没有", "none"), cx.theme.muted);
            return;
        }
        match view {
            View::Sources(all) => self.sources(all, cx, body, buf),
            View::Conflicts(all) => self.conflicts(all, cx, body, buf),
            View::Remarks(all) => self.remarks(all, cx, body, buf),
        }
    }

    fn sources(&mut self, all: &[Supported], cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let below = if area.height >= 12 { area.height / 2 } else { 0 };
        let list = Rect { height: area.height - below, ..area };
        let shown = self.rows.view(all.len(), usize::from(list.height));
        if !self.inside {
            cx.hits.rows(list, shown.clone(), self.rows.cursor);
        }
        for (y, place) in shown.enumerate() {
            let Supported { source, facts } = &all[place];
            let under = place == self.rows.cursor;
            let (y, width) = (list.y + y as u16, list.width);
            let cursor = if under && !self.inside { cx.glyphs.cursor } else { " " };
            put(buf, list.x, y, 1, cursor, cx.theme.cursor);
            let (zh, en) = source.grade.words();
            let graded = if source.grade.is_second_hand() { cx.theme.warn } else { cx.theme.good };
            put(buf, list.x + 2, y, 10, &pad_end(cx.lang.pick(zh, en), 10), graded);
            put(buf, list.x + 12, y, 5, &pad_start(&facts.len().to_string(), 4), cx.theme.text);
            put(buf, list.x + 17, y, 11, &pad_end(&fit(&source.date, 10, cx.glyphs.ellipsis), 11), cx.theme.muted);
            let style = if under { cx.theme.cursor } else { cx.theme.text };
            let room = width.saturating_sub(29);
            let half = if width >= 110 { room * 2 / 3 } else { room };
            let title = fit(&source.title, usize::from(half), cx.glyphs.ellipsis);
            cx.put_name(buf, Rect { x: list.x + 28, y, width: half, height: 1 }, &title, style);
            if half < room {
                let by = fit(&source.publisher, usize::from(room - half - 2), cx.glyphs.ellipsis);
                let at = Rect { x: list.x + 28 + half + 2, y, width: room - half - 2, height: 1 };
                cx.put_name(buf, at, &by, cx.theme.muted);
            }
        }
        if let Some(supported) = all.get(self.rows.cursor).filter(|_| below > 0) {
            self.supported(supported, cx, Rect { y: list.bottom(), height: below, ..area }, buf);
        }
    }

    /// The source in full, and what it supports.
    fn supported(&mut self, supported: &Supported, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let source = &supported.source;
        let (zh, en) = source.grade.words();
        let room = usize::from(area.width.saturating_sub(4));
        let mut y = area.y;
        for x in area.x + 1..area.right().saturating_sub(1) {
            put(buf, x, y, 1, cx.glyphs.rule, cx.theme.border);
        }
        y += 1;
        let head = format!("{}  {}  {}  [{}]", source.slug, source.publisher, source.date, cx.lang.pick(zh, en));
        for (words, style) in [
            (source.title.as_str(), cx.theme.title),
            (&head, cx.theme.muted),
            (&source.url, cx.theme.link),
            (&source.locator, cx.theme.muted),
        ] {
            if !words.trim().is_empty() && y + 2 < area.bottom() {
                put(buf, area.x + 2, y, area.width.saturating_sub(4), &fit(words, room, cx.glyphs.ellipsis), style);
                y += 1;
            }
        }
        let rows = usize::from(area.bottom().saturating_sub(y));
        let shown = self.facts.view(supported.facts.len(), rows);
        if self.inside {
            let list = Rect { y, height: rows as u16, ..area };
            cx.hits.rows(list, shown.clone(), self.facts.cursor);
        }
        for place in shown {
            let Some(what) = supported.facts.get(place) else { break };
            let under = self.inside && place == self.facts.cursor;
            put(buf, area.x, y, 1, if under { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
            let style = if under { cx.theme.cursor } else { cx.theme.text };
            put(buf, area.x + 2, y, area.width.saturating_sub(3), &fact_words(&what, cx), style);
            y += 1;
        }
    }

    fn conflicts(&mut self, all: &[Vec<Observation>], cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let shown = self.rows.view(all.len(), usize::from(area.height));
        cx.hits.rows(area, shown.clone(), self.rows.cursor);
        for (y, place) in shown.enumerate() {
            let said = &all[place];
            let y = area.y + y as u16;
            let under = place == self.rows.cursor;
            put(buf, area.x, y, 1, if under { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
            let Some(first) = said.first() else { continue };
            let style = if under { cx.theme.cursor } else { cx.theme.text };
            let name = format!(
                "{} {} {}",
                cx.catalog.park_name(first.fact.park, cx.lang),
                cx.catalog.indicator_name(first.fact.indicator, cx.lang),
                period_words(first, cx)
            );
            let wide = if area.width >= 120 { 44 } else { 34 };
            let name = pad_end(&fit(&name, usize::from(wide), cx.glyphs.ellipsis), usize::from(wide));
            cx.put_name(buf, Rect { x: area.x + 2, y, width: wide, height: 1 }, &name, style);
            let mut x = area.x + 2 + wide + 1;
            for (order, what) in said.iter().enumerate() {
                let words = disputes::statement(what, cx);
                let style = if order == 0 { cx.theme.text } else { cx.theme.muted };
                if x + 4 < area.right() {
                    x = put(buf, x, y, area.right().saturating_sub(x), &words, style) + 2;
                }
            }
        }
    }

    fn remarks(&mut self, all: &[Remark], cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let below = if area.height >= 12 { 6 } else { 0 };
        let list = Rect { height: area.height - below, ..area };
        let shown = self.rows.view(all.len(), usize::from(list.height));
        cx.hits.rows(list, shown.clone(), self.rows.cursor);
        for (y, place) in shown.enumerate() {
            let remark = &all[place];
            let under = place == self.rows.cursor;
            let y = list.y + y as u16;
            put(buf, list.x, y, 1, if under { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
            let (zh, en) = remark.kind.words();
            let kind = cx.lang.pick(zh, en);
            let x = put(buf, list.x + 2, y, 10, &pad_end(kind, 9), cx.theme.warn);
            let style = if under { cx.theme.cursor } else { cx.theme.text };
            let room = list.right().saturating_sub(x + 1);
            let words = fit(remark.text.get(cx.lang), usize::from(room), cx.glyphs.ellipsis);
            cx.put_name(buf, Rect { x, y, width: room, height: 1 }, &words, style);
        }
        let Some(remark) = all.get(self.rows.cursor).filter(|_| below > 0) else { return };
        let mut y = list.bottom();
        for x in area.x + 1..area.right().saturating_sub(1) {
            put(buf, x, y, 1, cx.glyphs.rule, cx.theme.border);
        }
        for part in wrap(remark.text.get(cx.lang), usize::from(area.width.saturating_sub(4))).iter().take(4) {
            y += 1;
            put(buf, area.x + 2, y, area.width.saturating_sub(3), part, cx.theme.text);
        }
        let named = remark
            .parks
            .iter()
            .map(|park| cx.catalog.park_name(*park, cx.lang))
            .chain(remark.indicators.iter().map(|indicator| cx.catalog.indicator_name(*indicator, cx.lang)));
        let named = named.collect::<Vec<_>>().join(" ");
        let room = area.width.saturating_sub(4);
        put(
            buf,
            area.x + 2,
            area.bottom() - 1,
            room,
            &fit(&named, usize::from(room), cx.glyphs.ellipsis),
            cx.theme.muted,
        );
    }
}

/// `杭州滨江 生产总值 2022年 2,184.8 亿元`.
fn fact_words(what: &Observation, cx: &Cx<'_>) -> String {
    let indicator = cx.catalog.indicator(what.fact.indicator);
    let value =
        what.value.map_or_else(|| cx.t("无数据", "none").to_owned(), |v| format::alone(indicator, v, what.mark, cx));
    let name = pad_end(cx.catalog.park_name(what.fact.park, cx.lang), 14);
    let called = pad_end(indicator.short.get(cx.lang), 16);
    let note = what.note.as_deref().map_or(String::new(), |note| format!("  {note}"));
    format!(
        "{name} {called} {} {}{note}",
        pad_end(&period_words(what, cx), 14),
        pad_start(&value, 16.max(width(&value)))
    )
}
