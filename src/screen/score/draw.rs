//! How the score is drawn: what it is and is not in the first two lines, then the part that is shown.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{Part, Score, Shown, View, park};
use crate::{
    analysis::score::Interval,
    model::{Lang, scheme::What},
    screen::{Cx, format, parts},
    ui::{
        interval, number,
        room::kept,
        shell::{put, status_line},
        text::{fit, pad_end, pad_start, width, wrap},
    },
};

/// Cursor, mark, a blank.
const GUTTER: u16 = 3;
const PLACE: u16 = 4;
const SCORE: u16 = 8;
const COVERAGE: u16 = 5;
const SPAN: u16 = 7;
const LINE: u16 = 15;
const MOVED: u16 = 4;
const GROUP: u16 = 8;

impl Score {
    pub(super) fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let names = [cx.t("排名", "ranking"), cx.t("构成", "made of"), cx.t("权重", "weights"), cx.t("方案", "scheme")];
        let tabs = names.map(|name| parts::Part { name, count: None });
        parts::tabs(&tabs, self.part as usize, &self.filter, cx, Rect { height: 1.min(area.height), ..area }, buf);
        let Some(shown) = &view.shown else {
            let words = cx.t("没有评价方案: --scheme 指定一个文件", "there is no scheme: --scheme names a file");
            put(buf, area.x + 2, area.y + 2, area.width.saturating_sub(2), words, cx.theme.muted);
            return;
        };
        if area.height < 4 {
            return;
        }
        notice(shown, cx, Rect { y: area.y + 1, height: 1, ..area }, buf);
        let body = Rect { y: area.y + 2, height: area.height - 2, ..area };
        match self.part {
            Part::Ranking => self.ranking(shown, cx, body, buf),
            Part::Park => {
                let row = self.row(shown);
                park::draw(shown, row, self.aim, &mut self.leaves, cx, body, buf);
            }
            Part::Weights => self.weights_part(shown, cx, body, buf),
            Part::About => self.about_part(shown, cx, body, buf),
        }
    }

    fn ranking(&mut self, shown: &Shown, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let pane = if area.width >= 120 && area.height >= 12 { (area.width * 2 / 5).clamp(50, 76) } else { 0 };
        let table = Rect { width: area.width - pane, ..area };
        let foot = u16::from(table.height >= 6);
        let rows_area = Rect { height: table.height - foot, ..table };
        self.table(shown, cx, rows_area, buf);
        if foot > 0 {
            let at = Rect { y: area.bottom() - 1, height: 1, ..area };
            status_line(buf, at, &status(shown, cx), cx.theme.muted, cx.glyphs);
        }
        if pane > 0 {
            let at = Rect { x: table.right() + 1, width: pane - 2, height: area.height - foot, ..area };
            let mut rows = crate::screen::rows::Rows { cursor: usize::MAX, top: 0 };
            park::draw(shown, self.row(shown), self.aim, &mut rows, cx, at, buf);
        }
    }

    pub(super) fn table(&mut self, shown: &Shown, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let columns = Columns::of(shown, cx, area.width);
        columns.heads(shown, cx, Rect { height: 1.min(area.height), ..area }, buf);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let skip = if shown.listed.is_empty() || shown.scored.of == 0 { nobody(shown, cx, body, buf) } else { 0 };
        if shown.listed.is_empty() {
            return;
        }
        let body = Rect { y: body.y + skip, height: body.height.saturating_sub(skip), ..body };
        let rows = self.rows.view(shown.listed.len(), usize::from(body.height));
        // Beside the weights it only shows what they come to.
        if self.part == Part::Ranking {
            cx.hits.rows(body, rows.clone(), self.rows.cursor);
        }
        for (line, place) in rows.enumerate() {
            let at = Rect { y: body.y + line as u16, height: 1, ..body };
            columns.row(shown, shown.listed[place] as usize, cx, at, buf, place == self.rows.cursor);
        }
    }
}

/// Why there is no score at all, and what to do; the rows that takes.
fn nobody(shown: &Shown, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) -> u16 {
    let room = area.width.saturating_sub(3);
    let said = match &shown.lack {
        Some(lack) if !shown.listed.is_empty() => lack.words(cx),
        _ => vec![cx.keyed(
            "没有符合的园区: {Back} 清除查找, {Group} 换范围",
            "no parks: {Back} clears the filter, {Group} another group",
        )],
    };
    let lines = said.iter().enumerate().flat_map(|(nth, words)| {
        let style = if nth == 0 { cx.theme.warn } else { cx.theme.text };
        wrap(words, usize::from(room)).into_iter().map(move |line| (line, style))
    });
    let mut y = area.y;
    for (line, style) in lines.take(usize::from(area.height)) {
        put(buf, area.x + 2, y, room, &line, style);
        y += 1;
    }
    y + 1 - area.y
}

/// What the score is: the scheme, how official, on how many figures, and that it is nobody's published result.
fn notice(shown: &Shown, cx: &Cx<'_>, row: Rect, buf: &mut Buffer) {
    let scheme = &shown.field.scheme;
    let (zh, en) = scheme.provenance.words();
    let (have, all) =
        (shown.field.inputs.columns.iter().filter(|column| column.count() > 0).count(), scheme.leaves.len());
    let mut words = vec![match cx.lang {
        Lang::Zh => format!("{zh} {have}/{all}项有数"),
        Lang::En => format!("{en}, {have} of {all} with data"),
    }];
    words.push(cx.t("测算(c)，非官方结果", "computed (c), not official").to_owned());
    if shown.is_changed {
        words.push(cx.t("权重已改(自设)", "your weights").to_owned());
    }
    let separator = format!(" {} ", cx.glyphs.missing);
    let mut facts = words.join(&separator);
    let room = usize::from(row.width.saturating_sub(2));
    if width(&facts) > room {
        // That it is nobody's result is said before how it is called.
        words[0] = format!("{have}/{all}");
        words.rotate_left(1);
        facts = fit(&words.join(&separator), room, cx.glyphs.ellipsis).into_owned();
    }
    let style = if shown.is_changed { cx.theme.marked } else { cx.theme.warn };
    let cells = (width(&facts) as u16).min(row.width.saturating_sub(2));
    let room = row.width.saturating_sub(cells + 4);
    // A few letters of a name say nothing.
    let name = if room < 6 { "".into() } else { fit(scheme.name.get(cx.lang), usize::from(room), cx.glyphs.ellipsis) };
    let x = put(buf, row.x + 1, row.y, room, &name, cx.theme.title);
    let x = if name.is_empty() { x } else { x + 2 };
    put(buf, x, row.y, row.right().saturating_sub(x + 1), &facts, style);
}

/// What one does not see: parks without a score, mixed years, how the intervals came about.
fn status(shown: &Shown, cx: &Cx<'_>) -> String {
    let (field, scored) = (&shown.field, &shown.scored);
    let mut said = vec![];
    let short = field.inputs.parks.len() as u32 - scored.of;
    let share = number::grouped(field.scheme.coverage * 100.0, 0);
    match (&shown.sure, cx.lang) {
        _ if scored.of == 0 => {}
        (Some(sure), Lang::Zh) => said.push(format!("区间5-95%: {}次 种子{}", sure.robust.runs, sure.robust.seed)),
        (Some(sure), Lang::En) => said.push(format!("5-95%: {} runs, seed {}", sure.robust.runs, sure.robust.seed)),
        (None, _) if shown.runs() == 0 => {}
        (None, _) => said.push(cx.t("区间计算中", "intervals under way").to_owned()),
    }
    if field.inputs.is_mixed() {
        said.push(cx.t("跨年混排，不比上年", "mixed years, no moves").to_owned());
    }
    if short > 0 {
        said.push(match cx.lang {
            Lang::Zh => format!("{short} 个不足{share}%权重，不计分"),
            Lang::En => format!("{short} below {share}% of weight, no score"),
        });
    }
    if field.inputs.left_out > 0 {
        said.push(match cx.lang {
            Lang::Zh => format!("{} 个合计或子园不计", field.inputs.left_out),
            Lang::En => format!("{} totals or parts left out", field.inputs.left_out),
        });
    }
    said.join(&format!(" {} ", cx.glyphs.missing))
}

impl Shown {
    /// How many runs are asked for.
    fn runs(&self) -> usize {
        self.asked_runs
    }

    /// The place of a row: `~5`, the sign where years are mixed or figures are not exact.
    pub(super) fn place_words(&self, row: usize) -> String {
        match self.scored.places[row] {
            0 => String::new(),
            place => format!("{}{place}", if self.is_unsure() { "~" } else { "" }),
        }
    }

    pub(super) fn is_unsure(&self) -> bool {
        self.field.inputs.is_mixed() || self.field.inputs.is_inexact()
    }

    pub(super) fn interval(&self, row: usize) -> Option<Interval> {
        self.sure.as_ref().and_then(|sure| sure.robust.intervals.get(row).copied().flatten())
    }

    /// The points of a group, or of an indicator.
    pub(super) fn points(&self, node: usize, row: usize) -> Option<f64> {
        let points = match self.field.scheme.nodes[node].what {
            What::Leaf(leaf) => self.field.prepared.points[leaf][row],
            What::Branch(_) => self.scored.scores.groups[node][row],
        };
        Some(points).filter(|points| !points.is_nan())
    }
}

/// `82.19c`.
pub(super) fn score_words(score: f64) -> String {
    format!("{}c", number::grouped(score, 2))
}

/// `3-9`, halves where the quantile lies between.
pub(super) fn span_words(interval: &Interval) -> String {
    let place = |place: f64| number::grouped(place, u8::from(place.fract() != 0.0));
    format!("{}-{}", place(interval.low), place(interval.high))
}

/// `67%`; never 100% while a figure is missing.
pub(super) fn share_words(share: f64) -> String {
    let whole = (share * 100.0).round();
    if whole >= 100.0 && share < 1.0 - 1e-9 { "99%".to_owned() } else { format!("{whole}%") }
}

/// Which columns there is room for.
struct Columns {
    name: u16,
    span: bool,
    line: bool,
    moved: bool,
    /// Members of the whole.
    groups: Vec<usize>,
}

/// The columns that are there where there is room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum More {
    Span,
    Moved,
    Line,
    /// A member of the whole.
    Group(usize),
}

impl Columns {
    fn of(shown: &Shown, cx: &Cx<'_>, room: u16) -> Self {
        let [zh, en] = shown.field.names;
        let longest = cx.lang.pick(zh, en).clamp(8, 20);
        let name = longest.min(14);
        let left = room.saturating_sub(GUTTER + PLACE + 1 + name + 1 + SCORE + 1 + COVERAGE + 1);
        let has_span = shown.runs() > 0 && shown.scored.of > 0;
        let groups = shown.field.scheme.members(0).map(More::Group);
        // Most wanted first.
        let wanted = [
            (More::Span, SPAN, has_span),
            (More::Moved, MOVED, !shown.field.inputs.is_mixed()),
            (More::Line, LINE, has_span),
        ];
        let wanted: Vec<(More, u16)> = wanted
            .into_iter()
            .filter(|(.., is_there)| *is_there)
            .map(|(more, cells, _)| (more, cells + 1))
            .chain(groups.map(|group| (group, GROUP + 1)))
            .collect();
        let kept = kept(left, &wanted);
        // What is left over goes to long names.
        let used: u16 = wanted.iter().take(kept.len()).map(|(_, cells)| cells).sum();
        let name = (name + (left - used)).min(longest);
        let has = |more: More| kept.contains(&more);
        let group = |more: &More| if let More::Group(node) = more { Some(*node) } else { None };
        Self {
            name,
            span: has(More::Span),
            line: has(More::Line),
            moved: has(More::Moved),
            groups: kept.iter().filter_map(group).collect(),
        }
    }

    fn heads(&self, shown: &Shown, cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
        let mut x = at.x + GUTTER;
        let mut head = |words: &str, cells: u16, is_left: bool| {
            let words = fit(words, usize::from(cells), cx.glyphs.ellipsis);
            let words = if is_left { pad_end(&words, cells.into()) } else { pad_start(&words, cells.into()) };
            put(buf, x, at.y, at.right().saturating_sub(x).min(cells), &words, cx.theme.header);
            x += cells + 1;
        };
        head(cx.t("位次", "rank"), PLACE, false);
        head(&format!("{} {}", cx.t("园区", "park"), shown.listed.len()), self.name, true);
        head(cx.t("得分c", "score c"), SCORE, false);
        head(cx.t("覆盖", "data"), COVERAGE, false);
        if self.span {
            head("5-95%", SPAN, false);
        }
        if self.line {
            head(
                &format!(
                    "1{}{}",
                    " ".repeat(usize::from(LINE).saturating_sub(1 + digits(shown.scored.of))),
                    shown.scored.of
                ),
                LINE,
                true,
            );
        }
        if self.moved {
            head(cx.t("升降", "move"), MOVED, false);
        }
        for node in &self.groups {
            head(shown.field.scheme.nodes[*node].name.get(cx.lang), GROUP, false);
        }
    }

    fn row(&self, shown: &Shown, row: usize, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, under: bool) {
        let park = shown.field.inputs.parks[row];
        if under {
            put(buf, at.x, at.y, 1, cx.glyphs.cursor, cx.theme.cursor);
        }
        if let Some(place) = cx.lens.marked.iter().position(|marked| *marked == park) {
            put(buf, at.x + 1, at.y, 1, if place == 0 { cx.glyphs.best } else { cx.glyphs.marked }, cx.theme.marked);
        }
        let mut x = at.x + GUTTER;
        let mut cell = |words: &str, cells: u16, style: Style, is_left: bool| {
            let words = if is_left { pad_end(words, cells.into()) } else { pad_start(words, cells.into()) };
            let place = Rect { x, width: at.right().saturating_sub(x).min(cells), ..at };
            if is_left {
                cx.put_name(buf, place, &words, style)
            } else {
                put(buf, x, at.y, place.width, &words, style)
            };
            x += cells + 1;
        };
        let text = if under { cx.theme.cursor } else { cx.theme.text };
        cell(&shown.place_words(row), PLACE, cx.theme.muted, false);
        let name = fit(cx.catalog.park_name(park, cx.lang), usize::from(self.name), cx.glyphs.ellipsis);
        cell(&name, self.name, text, true);
        match shown.points(0, row) {
            Some(score) => cell(&score_words(score), SCORE, cx.theme.estimate, false),
            None => cell(cx.glyphs.missing, SCORE, cx.theme.missing, false),
        }
        let coverage = shown.scored.scores.coverage[row];
        let style = if coverage < 1.0 - 1e-9 { cx.theme.warn } else { cx.theme.muted };
        cell(&share_words(coverage), COVERAGE, style, false);
        let interval = shown.interval(row);
        if self.span {
            cell(&interval.as_ref().map_or(String::new(), span_words), SPAN, cx.theme.muted, false);
        }
        if self.line {
            let of = f64::from(shown.scored.of);
            let drawn =
                interval.map_or(String::new(), |i| interval::interval(i.low, i.median, i.high, of, LINE, cx.glyphs));
            cell(&drawn, LINE, cx.theme.line(0), true);
        }
        if self.moved {
            cell(
                &shown.scored.moved[row].map_or(String::new(), |moved| format::places(moved, cx)),
                MOVED,
                cx.theme.muted,
                false,
            );
        }
        for node in &self.groups {
            match shown.points(*node, row) {
                Some(points) => cell(&number::grouped(points, 1), GROUP, cx.theme.text, false),
                None => cell(cx.glyphs.missing, GROUP, cx.theme.missing, false),
            }
        }
    }
}

fn digits(number: u32) -> usize {
    number.checked_ilog10().map_or(1, |digits| digits as usize + 1)
}
