//! The weights of a scheme, to be changed, and the first parks under them.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Score, Shown, step_of};
use crate::{
    intent::Intent,
    model::{Lang, scheme::What},
    screen::Cx,
    ui::{
        number,
        shell::{put, status_line},
        text::{fit, pad_end, pad_start},
    },
};

const WEIGHT: u16 = 8;
const SHARE: u16 = 6;
const FROM: u16 = 8;
const DATA: u16 = 5;
const WITHOUT: u16 = 6;
/// The list of parks beside the weights.
const BESIDE: u16 = 28;

impl Score {
    pub(super) fn weights_part(&mut self, shown: &Shown, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let beside = if area.width >= 76 { BESIDE.max(area.width / 3) } else { 0 };
        let foot = u16::from(area.height >= 5);
        let left = Rect { width: area.width - beside, height: area.height - foot, ..area };
        self.weights_table(shown, cx, left, buf);
        if beside > 0 {
            let at = Rect { x: left.right() + 1, width: beside - 1, height: left.height, ..area };
            self.table(shown, cx, at, buf);
        }
        if foot > 0 {
            let node = (self.nodes.cursor + 1).min(shown.field.scheme.nodes.len().saturating_sub(1));
            let step = number::exact((step_of(&shown.field.scheme, node) * 1e9).round() / 1e9);
            let [more, less, given] = [Intent::Heavier, Intent::Lighter, Intent::AsGiven].map(|intent| cx.key(intent));
            let words = match cx.lang {
                Lang::Zh => format!(
                    "{more}/{less} 改一档({step})  {given} 全部还原  权重在组内相对计; 影响: 去掉此项时位次平均变动"
                ),
                Lang::En => format!(
                    "{more}/{less} one step ({step})  {given} all as given  relative within a group; moves: mean change of rank without it"
                ),
            };
            status_line(buf, Rect { y: area.bottom() - 1, height: 1, ..area }, &words, cx.theme.muted, cx.glyphs);
        }
    }

    fn weights_table(&mut self, shown: &Shown, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let scheme = &shown.field.scheme;
        let mut left = area.width.saturating_sub(2 + 14 + 1 + WEIGHT + 1 + SHARE + 1);
        let mut take = |cells: u16| {
            let fits = left > cells;
            left -= if fits { cells + 1 } else { 0 };
            fits
        };
        let [has_from, has_data, has_without] = [FROM, DATA, WITHOUT].map(&mut take);
        let name = 14 + left.min(30);
        let heads = [
            (cx.t("组与指标", "groups and indicators"), name, true),
            (cx.t("权重", "weight"), WEIGHT, true),
            (cx.t("占比%", "share%"), SHARE, true),
            (cx.t("权重性质", "standing"), FROM, has_from),
            (cx.t("有数", "data"), DATA, has_data),
            (cx.t("影响", "moves"), WITHOUT, has_without),
        ];
        let mut x = area.x + 2;
        for (place, (words, cells, _)) in heads.into_iter().enumerate().filter(|(_, (.., there))| *there) {
            let words = fit(words, cells.into(), cx.glyphs.ellipsis);
            let words = if place == 0 { pad_end(&words, cells.into()) } else { pad_start(&words, cells.into()) };
            put(buf, x, area.y, area.right().saturating_sub(x).min(cells), &words, cx.theme.header);
            x += cells + 1;
        }
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let nodes = self.nodes.view(scheme.nodes.len().saturating_sub(1), body.height.into());
        cx.hits.rows(body, nodes.clone(), self.nodes.cursor);
        for (line, place) in nodes.enumerate() {
            let (node, y, under) = (place + 1, body.y + line as u16, place == self.nodes.cursor);
            let about = &scheme.nodes[node];
            if under {
                put(buf, area.x, y, 1, cx.glyphs.cursor, cx.theme.cursor);
            }
            let weight = shown.scored.weights[node];
            let is_changed = (weight - about.weight).abs() > 1e-12;
            let label = format!(
                "{}{}{}{}",
                "  ".repeat(about.depth - 1),
                about.id,
                if about.id.is_empty() { "" } else { " " },
                about.name.get(cx.lang)
            );
            let style = match (under, is_changed) {
                (true, _) => cx.theme.cursor,
                (false, true) => cx.theme.marked,
                (false, false) => cx.theme.text,
            };
            let (data, without) = match about.what {
                What::Leaf(leaf) => {
                    let without = shown.sure.as_ref().and_then(|sure| sure.without.get(leaf).copied().flatten());
                    let count = shown.field.inputs.columns[leaf].count();
                    (count.to_string(), without.map_or(String::new(), |moves| number::grouped(moves, 1)))
                }
                What::Branch(_) => (String::new(), String::new()),
            };
            let (zh, en) = if is_changed { ("自设", "yours") } else { about.provenance.words() };
            let changed = if is_changed { cx.glyphs.marked } else { "" };
            let cells = [
                (label, name, true, style),
                (format!("{changed}{}", number::exact(weight)), WEIGHT, true, style),
                (number::grouped(scheme.share(&shown.scored.weights, node) * 100.0, 1), SHARE, true, cx.theme.muted),
                (cx.lang.pick(zh, en).to_owned(), FROM, has_from, cx.theme.muted),
                (data, DATA, has_data, cx.theme.muted),
                (without, WITHOUT, has_without, cx.theme.muted),
            ];
            let mut x = area.x + 2;
            for (place, (words, cells, _, style)) in
                cells.into_iter().enumerate().filter(|(_, (_, _, there, _))| *there)
            {
                let words = fit(&words, cells.into(), cx.glyphs.ellipsis);
                let words = if place == 0 { pad_end(&words, cells.into()) } else { pad_start(&words, cells.into()) };
                put(buf, x, y, area.right().saturating_sub(x).min(cells), &words, style);
                x += cells + 1;
            }
        }
    }
}
