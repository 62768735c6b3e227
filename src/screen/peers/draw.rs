//! How peers are drawn: one sentence, the tiers, and how far each park is off in each measure.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{Head, Peers, Row, View, needed, sentence, tier_words};
use crate::{
    analysis::tiers::Scheme,
    model::Lang,
    screen::{Cx, format::Writing, measured},
    ui::{
        GlyphSet, leaning, number,
        room::kept,
        shell::{put, say, status_line},
        text::{fit, pad_start, width, wrap_in},
    },
};

/// Cursor, mark, a blank.
const GUTTER: u16 = 3;
/// The least cells of a name.
const NAME: u16 = 12;
/// Cells of a bar to either side of its middle, and the deviations they stand for.
const BAR: u16 = 3;
const FULL: f64 = 2.0;

/// How wide the columns are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Columns {
    name: u16,
    tier: u16,
    /// Of one measure, with the blank before it.
    measure: u16,
    /// Whether differences are drawn as bars too.
    bars: bool,
    /// How many measures there is room for.
    count: usize,
}

impl Columns {
    /// For so many measures in so many cells. Three measures are wanted most, then the tier, the other measures, bars, and
    /// last long names.
    fn new(room: u16, measures: usize) -> Self {
        const PLAIN: u16 = 11;
        const TIER: u16 = 15;
        // The distance, and how many measures it is over.
        let left = room.saturating_sub(GUTTER + NAME + 6 + 7);
        let mut wanted = vec![(false, PLAIN); measures];
        wanted.insert(measures.min(3), (true, TIER));
        let kept = kept(left, &wanted);
        let count = kept.iter().filter(|is_tier| !**is_tier).count();
        let tier = if count < kept.len() { TIER } else { 0 };
        let spare = left - tier - PLAIN * count as u16;
        let more = (2 * BAR - 1) * measures as u16;
        let bars = count == measures && spare >= more;
        let (measure, spare) = if bars { (PLAIN + 2 * BAR - 1, spare - more) } else { (PLAIN, spare) };
        // A name grows only once all else is there.
        let name = NAME + if bars { spare.min(4) } else { 0 };
        Self { name, tier, measure, bars, count }
    }

    const fn x(self, column: usize) -> u16 {
        GUTTER + self.name + 6 + 7 + self.tier + column as u16 * self.measure
    }
}

/// The sign of a deviation: the Greek letter is two cells wide in some terminals.
const fn sigma(cx: &Cx<'_>) -> &'static str {
    match cx.glyphs.set {
        GlyphSet::Rich => "σ",
        GlyphSet::CjkSafe | GlyphSet::Ascii => "sd",
    }
}

impl Peers {
    pub(super) fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let Some(park) = view.park else {
            let words = cx.keyed(
                "先选一个园区: 在排行({Ranking})上移动光标，或 {AddPark} 标记",
                "choose a park first: move the cursor on ranking ({Ranking}), or mark one ({AddPark})",
            );
            say(buf, area, &words, cx.theme.muted, cx.glyphs);
            return;
        };
        let name = cx.catalog.park_name(park, cx.lang);
        let title = match cx.lang {
            Lang::Zh => format!("与{name}相似的园区"),
            Lang::En => format!("Parks like {name}"),
        };
        let mut y = area.y;
        let mut line = |words: &str, style: Style| {
            if y < area.bottom() {
                let room = area.width.saturating_sub(2);
                put(buf, area.x + 1, y, room, &fit(words, room.into(), cx.glyphs.ellipsis), style);
                y += 1;
            }
        };
        line(&title, cx.theme.title);
        let room = usize::from(area.width.saturating_sub(2));
        let said = if view.is_alone {
            cx.t("它是合计或属于另一园区，不与单个园区比", "it is a total or a part of another: not like single parks")
                .to_owned()
        } else if view.known == 0 {
            cx.keyed(
                "它在所选指标上没有可比的数: {Measures} 换指标, {ExactPeriod} 取最新",
                "it has no figure to compare: {Measures} other indicators, {ExactPeriod} the latest",
            )
        } else {
            // Of the park itself there is nothing to say: then of the nearest.
            let place = self.rows.cursor.max(1);
            sentence(view, place, cx.catalog, cx.lang, sigma(cx)).unwrap_or_else(|| too_few(view, cx))
        };
        let most = if area.height >= 16 { 2 } else { 1 };
        for part in wrap_in(&said, room, most, cx.glyphs.ellipsis) {
            line(&part, cx.theme.text);
        }
        // The figures under the cursor have units and years, so they stay longer than the tiers.
        if area.height >= 12 {
            line(&tier_words(&view.tiers, cx.catalog, cx.lang), cx.theme.muted);
        }
        let focus = u16::from(area.height >= 9);
        let table = Rect { y, height: area.bottom().saturating_sub(y + 1 + focus), ..area };
        let shown = self.table(view, cx, table, buf);
        if focus > 0 {
            let at = Rect { y: area.bottom() - 2, height: 1, ..area };
            status_line(buf, at, &self.in_full(view, cx), cx.theme.text, cx.glyphs);
        }
        status(view, cx, Rect { y: area.bottom() - 1, height: 1, ..area }, buf, shown);
    }

    /// Draws the rows; how many measures are shown.
    fn table(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) -> usize {
        let columns = Columns::new(area.width, view.heads.len());
        if area.height < 2 {
            return columns.count;
        }
        let left = (self.column + 1).saturating_sub(columns.count.max(1));
        let shown = left..(left + columns.count).min(view.heads.len());
        let writings: Vec<Writing> = view
            .heads
            .iter()
            .enumerate()
            .map(|(place, head)| {
                let values = view.rows.iter().filter_map(|row| row.cells[place].ok()).map(|cell| cell.value);
                measured::writing(head.measure, &head.unit, values, cx.catalog, cx.lang)
            })
            .collect();
        let room = |x: u16| area.right().saturating_sub(x);
        let mut head = |x: u16, cells: u16, words: &str, style: Style| {
            let words = pad_start(&fit(words, cells.into(), cx.glyphs.ellipsis), cells.into());
            put(buf, area.x + x, area.y, cells.min(room(area.x + x)), &words, style);
        };
        let x = GUTTER + columns.name;
        head(x, 6, cx.t("距离", "apart"), cx.theme.header);
        head(x + 6, 7, cx.t("共有", "shared"), cx.theme.header);
        if columns.tier > 0 {
            head(x + 13, columns.tier, cx.t("梯队", "tier"), cx.theme.header);
        }
        for (column, place) in shown.clone().enumerate() {
            let style = if place == self.column { cx.theme.cursor } else { cx.theme.header };
            let name = measured::name(view.heads[place].measure, cx.catalog, cx.lang);
            head(columns.x(column) + 1, columns.measure - 1, &name, style);
        }
        let rows = self.rows.view(view.rows.len(), usize::from(area.height - 1));
        cx.hits.rows(Rect { y: area.y + 1, height: area.height - 1, ..area }, rows.clone(), self.rows.cursor);
        for (line, place) in rows.enumerate() {
            let row = &view.rows[place];
            let at = Rect { y: area.y + 1 + line as u16, height: 1, ..area };
            let under = place == self.rows.cursor;
            Self::start(view, row, columns, cx, at, buf, under);
            for (column, measure) in shown.clone().enumerate() {
                let x = at.x + columns.x(column) + 1;
                let (words, style) = cell(view, row, measure, &writings[measure], columns.bars, cx);
                let style = if under && measure == self.column { cx.theme.cell } else { style };
                let cells = (columns.measure - 1).min(at.right().saturating_sub(x));
                put(buf, x, at.y, cells, &number_in(&words, columns.measure - 1), style);
            }
        }
        columns.count
    }

    fn start(view: &View, row: &Row, columns: Columns, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, under: bool) {
        if under {
            put(buf, at.x, at.y, 1, cx.glyphs.cursor, cx.theme.cursor);
        }
        if let Some(place) = cx.lens.marked.iter().position(|park| *park == row.park) {
            let sign = if place == 0 { cx.glyphs.best } else { cx.glyphs.marked };
            put(buf, at.x + 1, at.y, 1, sign, cx.theme.marked);
        }
        let is_own = view.park == Some(row.park);
        let style = match (under, is_own, row.outside || row.likeness.is_none()) {
            (true, ..) => cx.theme.cursor,
            (_, true, _) => cx.theme.title,
            (_, _, true) => cx.theme.muted,
            _ => cx.theme.text,
        };
        let name = fit(cx.catalog.park_name(row.park, cx.lang), columns.name.into(), cx.glyphs.ellipsis);
        let room = |x: u16| at.right().saturating_sub(x);
        put(buf, at.x + GUTTER, at.y, columns.name.min(room(at.x + GUTTER)), &name, style);
        let (distance, shared) = match &row.likeness {
            Some(likeness) => {
                let unsure = if view.is_unsure(row) { "~" } else { "" };
                let distance = format!("{unsure}{}", number::grouped(likeness.distance, 2));
                (distance, format!("{}/{}", likeness.shared, view.known))
            }
            None if is_own => (String::new(), String::new()),
            None => (cx.glyphs.missing.to_owned(), String::new()),
        };
        let x = at.x + GUTTER + columns.name;
        put(buf, x, at.y, 6.min(room(x)), &number::in_cells(&distance, 6), cx.theme.text);
        put(buf, x + 6, at.y, 7.min(room(x + 6)), &number::in_cells(&shared, 7), cx.theme.muted);
        if columns.tier > 0 {
            let (words, style) = match row.tier {
                Some(tier) => {
                    let (zh, en) = view.tiers.scheme.tiers()[tier];
                    (cx.lang.pick(zh, en), cx.theme.text)
                }
                None => (cx.glyphs.missing, cx.theme.missing),
            };
            put(buf, x + 13, at.y, columns.tier.min(room(x + 13)), &pad_start(words, columns.tier.into()), style);
        }
    }

    /// The two figures behind the difference under the cursor, each with its year.
    fn in_full(&self, view: &View, cx: &Cx<'_>) -> String {
        let (Some(row), Some(own), Some(head)) =
            (view.rows.get(self.rows.cursor), view.rows.first(), view.heads.get(self.column))
        else {
            return String::new();
        };
        let figure = |row: &Row| {
            let name = cx.catalog.park_name(row.park, cx.lang);
            match row.cells[self.column] {
                Ok(cell) => {
                    let writing = measured::writing(head.measure, &head.unit, [cell.value], cx.catalog, cx.lang);
                    let text = measured::figure(&cell, &writing, cx);
                    format!("{name} {text} {} ({})", writing.scale.label, cell.period)
                }
                Err(why) => format!("{name} {}", cx.lang.pick(why.words().0, why.words().1)),
            }
        };
        let name = measured::name(head.measure, cx.catalog, cx.lang);
        let by = row.likeness.as_ref().and_then(|likeness| likeness.differences[self.column]);
        let by = by.map_or(String::new(), |by| format!(": {}{}", number::signed(by, 2, cx.glyphs), sigma(cx)));
        let log =
            if head.scaling.is_some_and(|scaling| scaling.log) { cx.t(" (按对数)", " (of logarithms)") } else { "" };
        match head.scaling {
            None => format!(
                "{name}: {}",
                cx.t(
                    "有数的园区不足三个或全都相同，不参与比较",
                    "fewer than three figures or all the same: not compared"
                )
            ),
            Some(_) if view.park == Some(row.park) => format!("{name}  {}", figure(row)),
            Some(_) => {
                format!("{name}  {}  {}  {}{by}{log}", figure(row), cx.t("对", "against"), figure(own))
            }
        }
    }
}

/// The figure of the park itself; of another how far it is off, as a bar and in deviations.
fn cell(view: &View, row: &Row, place: usize, writing: &Writing, bars: bool, cx: &Cx<'_>) -> (String, Style) {
    if view.park == Some(row.park) {
        return match row.cells[place] {
            Ok(cell) => {
                let tag = measured::year_tag(&cell, view.at.period().calendar_year(), cx);
                (format!("{}{tag}", measured::figure(&cell, writing, cx)), measured::style(&cell, cx))
            }
            Err(_) => (cx.glyphs.missing.to_owned(), cx.theme.missing),
        };
    }
    let Some(by) = row.likeness.as_ref().and_then(|likeness| likeness.differences[place]) else {
        return (cx.glyphs.missing.to_owned(), cx.theme.missing);
    };
    let text = number::signed(by, 1, cx.glyphs);
    let style = if by.abs() >= super::UNLIKE { cx.theme.text } else { cx.theme.muted };
    let bar = if bars { leaning(Some(by), FULL, BAR, cx.glyphs) } else { String::new() };
    (format!("{bar}{}", pad_start(&text, 7)), style)
}

/// A text at the right of so many cells; a number that does not fit is not cut short.
fn number_in(words: &str, cells: u16) -> String {
    if width(words) > usize::from(cells) {
        number::in_cells(words, cells.into())
    } else {
        pad_start(words, cells.into())
    }
}

/// Why nothing is said of a park.
fn too_few(view: &View, cx: &Cx<'_>) -> String {
    match cx.lang {
        Lang::Zh => format!("共有的指标不足{}项，不作比较", needed(view.known)),
        Lang::En => format!("fewer than {} measures in common: not compared", needed(view.known)),
    }
}

/// How many cannot be compared, and what the figures mix.
fn status(view: &View, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, shown: usize) {
    let mut said = vec![];
    let few = view.rows.iter().skip(1).filter(|row| row.likeness.is_none()).count();
    if few > 0 && view.known > 0 {
        said.push(match cx.lang {
            Lang::Zh => format!("{few} 个园区共有不足 {} 项", needed(view.known)),
            Lang::En => format!("{few} parks share fewer than {}", needed(view.known)),
        });
    }
    if view.heads.iter().any(|head: &Head| head.is_mixed) {
        said.push(cx.t("各取最新，跨年", "latest of each, mixed years").to_owned());
    }
    if view.tiers.scheme == Scheme::Mean && view.tiers.counts.iter().all(|count| *count == 0) {
        said.push(cx.t("此指标不作均值分档", "no tiers by the mean of this measure").to_owned());
    }
    let more = view.heads.len().saturating_sub(shown);
    if more > 0 {
        said.push(match cx.lang {
            Lang::Zh => format!("另有 {more} 列 (左右键)"),
            Lang::En => format!("{more} more columns (left, right)"),
        });
    }
    if view.rows.iter().any(|row| view.is_unsure(row)) {
        said.push(cx.t("~ 含约数或上下限", "~ of round figures or bounds").to_owned());
    }
    said.push(cx.t("正数: 数值比它大", "positive: more than it has").to_owned());
    let separator = format!(" {} ", cx.glyphs.missing);
    status_line(buf, at, &said.join(&separator), cx.theme.muted, cx.glyphs);
}

#[cfg(test)]
mod tests {
    use super::{Columns, NAME};
    use crate::ui::room::assert_goes_in_order;

    #[test]
    fn bars_go_before_a_measure_does() {
        let check = |room: u16, measures: usize, bars: bool, count: usize| {
            let columns = Columns::new(room, measures);
            assert_eq!((columns.bars, columns.count), (bars, count), "{measures} in {room}");
            assert!(count == 0 || columns.x(count) <= room);
        };
        check(140, 5, true, 5);
        check(100, 5, false, 5);
        check(80, 2, true, 2);
        check(80, 5, false, 3);
        check(40, 5, false, 1);
        check(20, 5, false, 0);
        assert_goes_in_order(0..250, |room| {
            let Columns { name, tier, bars, count, .. } = Columns::new(room, 5);
            [count > 0, count > 1, count > 2, tier > 0, count > 3, count > 4, bars, name > NAME].to_vec()
        });
    }
}
