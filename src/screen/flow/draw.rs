//! How the rank flow is drawn: years across, places down, lines between the places of those one follows.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{Flow, Move, Placed, View, Year};
use crate::{
    analysis::flow::{in_common, movers},
    model::{Lang, ParkId, measure::Refusal},
    screen::{Cx, measured},
    ui::{
        GlyphSet,
        chart::strand,
        number,
        shell::{put, status_line},
        text::{fit, pad_end, pad_start, width, wrap},
    },
};

/// From so many cells on, moves are told in figures and lines have room.
const WIDE: u16 = 100;
/// From so many on, years stand so far apart that lines join them.
const JOINED: u16 = 56;
/// From so many cells between two years on, all that are in view are joined, and not only those one follows.
const ALL_JOINED: u16 = 4;
/// From so many on, movers stand beside the flow.
const PANE: u16 = 124;

/// Where the years stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Columns {
    /// How many years there is room for.
    count: usize,
    /// Cells of a place, of a name, of a move; and between one year and the next.
    place: u16,
    name: u16,
    moved: u16,
    gap: u16,
}

impl Columns {
    /// For so many cells and years, places of so many digits, and names of so many cells.
    fn new(room: u16, years: usize, digits: u16, name: u16) -> Self {
        // The sign, the place with what says how firm it is or that it is shared, a blank, the name, the move.
        let fixed = |moved: u16| 1 + digits + 1 + moved;
        let fits =
            |name: u16, moved: u16, least: u16| usize::from((room + least) / (fixed(moved) + name + least)).min(years);
        // Three years are wanted most, then room for lines, as many years as moves in figures leave room for once they come,
        // these moves, and then more years.
        let short = name.min(8);
        let few = usize::from((WIDE + 4) / (fixed(5) + short + 4)).min(years);
        let (moved, least, most) = match room {
            WIDE.. => (5, 4, years),
            JOINED.. => (1, 3, few),
            _ => (1, 1, few.min(3)),
        };
        let fits = |name: u16| fits(name, moved, least).min(most);
        // Names are cut a little before years are given up.
        let name = if fits(name) < fits(short).min(5) { short } else { name };
        let fixed = fixed(moved);
        let count = fits(name).max(1);
        let name = name.min(room.saturating_sub(fixed));
        let spare = room.saturating_sub((fixed + name) * count as u16);
        let gap = (spare / (count as u16 - 1).max(1)).clamp(least, 10);
        Self { count, place: digits, name, moved, gap }
    }

    const fn width(self) -> u16 {
        1 + self.place + 1 + self.name + self.moved
    }

    const fn x(self, column: usize) -> u16 {
        column as u16 * (self.width() + self.gap)
    }
}

impl Flow {
    pub(super) fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let Some(measure) = view.measure else {
            let words = cx.keyed("没有指标: {Measures} 选择", "no indicator: {Measures} chooses");
            put(buf, area.x + 1, area.y, area.width.saturating_sub(1), &words, cx.theme.muted);
            return;
        };
        let title = measured::name(measure, cx.catalog, cx.lang);
        let how = if view.published {
            cx.t("公布位次", "places as published")
        } else {
            cx.t("位次 c 测算", "places, c computed here")
        };
        let x = put(buf, area.x + 1, area.y, area.width.saturating_sub(1), &title, cx.theme.title);
        let x = put(buf, x + 2, area.y, area.right().saturating_sub(x + 2), how, cx.theme.muted);
        let unit = view.unit.label(cx.lang);
        if !view.published && !unit.is_empty() {
            let words = format!("({unit})");
            put(buf, x + 1, area.y, area.right().saturating_sub(x + 1), &words, cx.theme.muted);
        }
        if view.years.is_empty() {
            let refused = view.refused.map(Refusal::words);
            let (zh, en) = refused.unwrap_or((
                "这些年没有年度数据可排: {Measures} 换指标, {Group} 换范围",
                "no annual figures to rank in these years: {Measures} another indicator, {Group} another group",
            ));
            put(buf, area.x + 1, area.y + 2, area.width.saturating_sub(1), &cx.keyed(zh, en), cx.theme.muted);
            return;
        }
        let pane = self.detail.unwrap_or(area.width >= PANE) && area.width >= WIDE;
        let beside = if pane { 34 } else { 0 };
        let table = Rect { x: area.x + 1, width: area.width.saturating_sub(2 + beside), ..area };
        let shown = self.table(view, cx, table, buf);
        if pane && let [first, .., last] = &view.years[shown] {
            let pane =
                Rect { x: table.right() + 2, y: area.y + 1, width: beside - 2, height: area.height.saturating_sub(2) };
            let year = view.years.len() - 1 - self.back;
            draw_movers(view, (first, last), year, cx, pane, buf);
        }
        self.status(view, cx, Rect { y: area.bottom() - 1, height: 1, ..area }, buf);
    }

    /// Draws the years there is room for; which they are.
    fn table(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) -> std::ops::Range<usize> {
        let last_year = view.years.len() - 1 - self.back.min(view.years.len() - 1);
        let most =
            view.years.iter().filter_map(|year| year.placed.last()).map(|placed| placed.place).max().unwrap_or(1);
        let marks = view.years.iter().flat_map(|year| &year.placed).take(2000).any(|p| !p.mark.is_exact());
        let digits = (most.max(10).ilog10() + 1) as u16 + u16::from(marks && view.published);
        let names = view.years[last_year].placed.iter().take(400).map(|placed| width(name(view, placed, cx)));
        let columns = Columns::new(area.width, view.years.len(), digits, names.max().unwrap_or(8).clamp(4, 12) as u16);
        let end = view.years.len() - self.back.saturating_sub(columns.count - 1).min(view.years.len() - columns.count);
        let shown = end - columns.count..end;
        let heads = if area.height >= 12 { 3 } else { area.height.saturating_sub(3).min(2) };
        let head = Rect { y: area.y + 1, height: heads, ..area };
        let body = Rect { y: head.bottom(), height: area.height.saturating_sub(heads + 2), ..area };
        let slots = view.years[shown.clone()].iter().map(|year| year.placed.len()).max().unwrap_or(0);
        // Other years may have more places than the one under the cursor.
        let cursor = self.rows.cursor;
        let rows = self.rows.view(slots, usize::from(body.height));
        self.rows.cursor = cursor;
        for (column, place) in shown.clone().enumerate() {
            let x = area.x + columns.x(column);
            let room = columns.width().min(area.right().saturating_sub(x));
            let at = Rect { x, width: room, ..head };
            draw_head(&view.years[place], cx, at, buf, place == last_year);
            let year = &view.years[place];
            if place == last_year {
                let there = rows.start..rows.end.min(year.placed.len());
                cx.hits.rows(Rect { x, width: room, ..body }, there, self.rows.cursor);
            }
            for (line, slot) in rows.clone().enumerate() {
                let Some(placed) = year.placed.get(slot) else { break };
                let at = Rect { x, y: body.y + line as u16, width: room, height: 1 };
                let here = place == last_year && slot == self.rows.cursor;
                self.cell(view, place, placed, columns, cx, at, buf, here);
            }
        }
        for pair in shown.clone().zip(shown.clone().skip(1)).enumerate() {
            let (column, (from, to)) = pair;
            let x = area.x + columns.x(column) + columns.width();
            let at = Rect { x, width: columns.gap.min(area.right().saturating_sub(x)), ..body };
            self.strands(view, (from, to), rows.start, cx, at, buf);
        }
        shown
    }

    #[expect(clippy::too_many_arguments, reason = "a cell stands where park, year and cursor meet")]
    fn cell(
        &self,
        view: &View,
        year: usize,
        placed: &Placed,
        columns: Columns,
        cx: &Cx<'_>,
        at: Rect,
        buf: &mut Buffer,
        here: bool,
    ) {
        let park = view.parks[placed.park as usize];
        let followed = self.cursor == Some(park);
        let mark = marked(park, cx);
        let (sign, style) = match (followed, mark) {
            (_, Some(mark)) => (cx.glyphs.points[mark % cx.glyphs.points.len()], cx.theme.line(mark)),
            (true, None) => (cx.glyphs.cursor, cx.theme.cursor),
            (false, None) => (" ", cx.theme.text),
        };
        let style = if here { cx.theme.cell } else { style };
        put(buf, at.x, at.y, 1, sign, style);
        let firm = if view.published { cx.glyphs.mark_sign(placed.mark) } else { ("", "") };
        let place = format!("{}{}{}", firm.0, placed.place, firm.1);
        let place = number::in_cells(&place, columns.place.into());
        // A place that is shared, or whose figure is of another perimeter, says so beside its number.
        let beside = if placed.broken {
            "*"
        } else if placed.tied {
            "="
        } else {
            " "
        };
        let room = |used: u16| at.width.saturating_sub(used);
        put(buf, at.x + 1, at.y, room(1), &format!("{place}{beside}"), if here { style } else { cx.theme.muted });
        let used = 2 + columns.place;
        let called =
            pad_end(&fit(name(view, placed, cx), columns.name.into(), cx.glyphs.ellipsis), columns.name.into());
        put(buf, at.x + used, at.y, room(used), &called, style);
        let used = used + columns.name;
        let (words, style) = move_words(view.moved(year, placed), columns.moved, cx);
        put(buf, at.x + used, at.y, room(used), &pad_end(&words, columns.moved.into()), style);
    }

    /// Lines from year to year for the park under the cursor and those marked, and where there is room for all, the others
    /// faintly below; never across a break or a year left out.
    fn strands(&self, view: &View, (from, to): (usize, usize), top: usize, cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
        let (before, now) = (&view.years[from], &view.years[to]);
        if at.width < 2 || !view.follows(to) {
            return;
        }
        let join = |place: usize, style: Style| {
            let is_broken = now.park(place).is_some_and(|placed| placed.broken);
            let row = |year: &Year| Some(year.slot(place)? as i64 - top as i64);
            (!is_broken).then_some(())?;
            Some((row(before)?, row(now)?, style))
        };
        let line = |park: ParkId, style: Style| join(view.parks.iter().position(|other| *other == park)?, style);
        let in_view = before.placed.len().max(now.placed.len()) <= usize::from(at.height);
        let all = in_view && at.width >= ALL_JOINED && cx.glyphs.set != GlyphSet::Ascii;
        let others = if all { 0..view.parks.len() } else { 0..0 };
        let mut lines: Vec<(i64, i64, Style)> = others.filter_map(|place| join(place, cx.theme.axis)).collect();
        lines.extend(cx.lens.marked.iter().enumerate().filter_map(|(mark, park)| line(*park, cx.theme.line(mark))));
        lines.extend(
            self.cursor.filter(|park| marked(*park, cx).is_none()).and_then(|park| line(park, cx.theme.cursor)),
        );
        strand(buf, at, &lines, cx.glyphs.set);
    }

    fn status(&self, view: &View, cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
        let mut said = vec![];
        let unranked: Vec<&str> = cx
            .lens
            .marked
            .iter()
            .filter(|park| !view.parks.contains(park))
            .map(|park| cx.catalog.park_name(*park, cx.lang))
            .collect();
        if !unranked.is_empty() {
            let words = cx.t("不在范围内或为合计，不排", "outside the group or totals, unranked");
            said.push(format!("{}: {words}", unranked.join(" ")));
        }
        if let Some(year) = self.year(view) {
            let place = self.cursor.and_then(|park| view.parks.iter().position(|other| *other == park));
            if let Some((park, place)) = self.cursor.zip(place)
                && year.park(place).is_none()
            {
                let name = cx.catalog.park_name(park, cx.lang);
                said.push(match cx.lang {
                    Lang::Zh => format!("{name} {}年无位次", year.of),
                    Lang::En => format!("{name} has no place in {}", year.of),
                });
            }
        }
        let has_break = view.years.iter().any(|year| year.is_break() || year.placed.iter().any(|p| p.broken));
        if has_break {
            said.push(
                cx.t(
                    "* 参排园区变动逾1/3或口径有提示，不可直比",
                    "* over 1/3 came or went, or a remark: not to compare",
                )
                .to_owned(),
            );
        }
        if view.years.iter().any(|year| year.after_gap) {
            said.push(cx.t("年份有缺，不连线", "years left out are not joined").to_owned());
        }
        if view.years.iter().any(|year| year.placed.iter().any(|placed| placed.tied)) {
            said.push(cx.t("= 并列", "= shared").to_owned());
        }
        if !view.published && view.years.iter().any(|year| year.unsure) {
            said.push(cx.t("~ 含约数或上下限", "~ round figures or bounds among them").to_owned());
        }
        said.push(cx.t("+新进(上年无数) -退出(今年无数)", "+ came, - went: had or have no figure").to_owned());
        let separator = format!(" {} ", cx.glyphs.missing);
        status_line(buf, at, &said.join(&separator), cx.theme.muted, cx.glyphs);
    }
}

/// The year, how many are ranked, and how many came and went.
fn draw_head(year: &Year, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, here: bool) {
    if at.height == 0 {
        return;
    }
    let broken = if year.is_break() { "*" } else { "" };
    let gap = if year.after_gap { cx.glyphs.ellipsis } else { "" };
    let style = if here { cx.theme.cursor } else { cx.theme.header };
    put(buf, at.x + 1, at.y, at.width.saturating_sub(1), &format!("{gap}{}{broken}", year.of), style);
    let unsure = if year.unsure { "~" } else { "" };
    let mut rows = vec![format!("{unsure}n={}", year.placed.len())];
    if let Some(turnover) = year.turnover.filter(|turnover| turnover.came + turnover.went > 0) {
        let changed = format!("+{} {}{}", turnover.came, cx.glyphs.minus, turnover.went);
        if at.height >= 3 {
            rows.push(changed);
        }
    }
    for (line, words) in rows.iter().enumerate().take(usize::from(at.height) - 1) {
        put(buf, at.x + 1, at.y + 1 + line as u16, at.width.saturating_sub(1), words, cx.theme.muted);
    }
}

/// The largest rises and falls from the first year shown to the last.
///
/// Below, who came and went in the year under the cursor, where that can be said.
fn draw_movers(view: &View, (first, last): (&Year, &Year), year: usize, cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
    let most = usize::from(at.height.saturating_sub(12) / 2).clamp(1, 10);
    let (then, now) = (first.places(), last.places());
    let (then, now) = if view.published { (then, now) } else { in_common(&then, &now) };
    let (rises, falls) = movers(&then, &now, most);
    let mut y = at.y;
    let mut line = |words: &str, style: Style| {
        if y < at.bottom() {
            put(buf, at.x, y, at.width, words, style);
            y += 1;
        }
    };
    let title = format!("{} {}-{}", cx.t("位次变动", "moves"), first.of, last.of);
    line(&title, cx.theme.title);
    let both = then.iter().zip(&now).filter(|(then, now)| then.is_some() && now.is_some()).count();
    let among = match cx.lang {
        Lang::Zh => format!("两端都有位次的 {both} 个园区"),
        Lang::En => format!("{both} parks with a place in both"),
    };
    line(&among, cx.theme.muted);
    // Between the ends there may be a break, and then places are of different fields.
    let between = view.years.iter().filter(|year| first.of < year.of && year.of <= last.of);
    if between.clone().any(Year::is_break) {
        line(cx.t("* 期间有断点，仅供参考", "* across a break: with care"), cx.theme.warn);
    }
    for (words, list, style) in
        [(cx.t("上升最多", "rose most"), rises, cx.theme.good), (cx.t("下降最多", "fell most"), falls, cx.theme.bad)]
    {
        line("", cx.theme.text);
        line(words, cx.theme.header);
        if list.is_empty() {
            line(cx.glyphs.missing, cx.theme.missing);
        }
        for mover in list {
            let by = pad_start(&places(mover.gained(), cx), 5);
            let name = cx.catalog.park_name(view.parks[mover.park], cx.lang);
            let name = pad_end(&fit(name, 14, cx.glyphs.ellipsis), 14);
            line(&format!("{by} {name} {}{}{}", mover.from, cx.t("到", " to "), mover.to), style);
        }
    }
    if !view.is_known_before(year) {
        return;
    }
    let (before, now) = (&view.years[year - 1], &view.years[year]);
    let missing = |of: &Year, other: &Year| {
        let gone = of.placed.iter().filter(|placed| other.park(placed.park as usize).is_none());
        gone.take(8).map(|placed| name(view, placed, cx)).collect::<Vec<_>>().join(" ")
    };
    for (words, names) in [(cx.t("新进", "came"), missing(now, before)), (cx.t("退出", "went"), missing(before, now))]
    {
        if !names.is_empty() {
            line("", cx.theme.text);
            line(&format!("{} {words}", now.of), cx.theme.header);
            for part in wrap(&names, at.width.into()).iter().take(3) {
                line(part, cx.theme.text);
            }
        }
    }
}

/// A place gained or lost, new, or blank; in one cell only the sign.
fn move_words(moved: Move, cells: u16, cx: &Cx<'_>) -> (String, Style) {
    match moved {
        Move::Unknown => (String::new(), cx.theme.muted),
        Move::New if cells > 2 => (cx.t(" 新进", " new").to_owned(), cx.theme.title),
        Move::New => ("+".to_owned(), cx.theme.title),
        Move::Gained(by) => {
            let style = match by {
                0 => cx.theme.muted,
                1.. => cx.theme.good,
                _ => cx.theme.bad,
            };
            let words = if cells > 2 { format!(" {}", places(by, cx)) } else { places(by, cx) };
            // A move that does not fit is its sign: a number cut short would be another.
            let fits = width(&words) <= usize::from(cells);
            (if fits { words } else { words.trim_start().chars().take(1).collect() }, style)
        }
    }
}

/// `↑6`, `↓2`, `—`.
fn places(by: i64, cx: &Cx<'_>) -> String {
    crate::screen::format::places(i32::try_from(by).unwrap_or(i32::MAX), cx)
}

fn name<'a>(view: &View, placed: &Placed, cx: &Cx<'a>) -> &'a str {
    cx.catalog.park_name(view.parks[placed.park as usize], cx.lang)
}

/// The place among the marked parks.
fn marked(park: ParkId, cx: &Cx<'_>) -> Option<usize> {
    cx.lens.marked.iter().position(|other| *other == park)
}

#[cfg(test)]
mod tests {
    use super::Columns;
    use crate::ui::room::assert_goes_in_order;

    #[test]
    fn years_take_the_room_there_is() {
        let check = |room: u16, years: usize, expect: (usize, u16, u16)| {
            let columns = Columns::new(room, years, 2, 12);
            assert_eq!((columns.count, columns.name, columns.gap), expect, "{room} cells, {years} years");
            assert!(columns.x(columns.count - 1) + columns.width() <= room.max(columns.width()));
        };
        check(78, 10, (4, 12, 3));
        check(78, 3, (3, 12, 10));
        check(138, 16, (5, 12, 8));
        check(40, 9, (2, 12, 6));
        check(70, 10, (4, 8, 6));
        check(56, 10, (3, 8, 8));
        check(10, 9, (1, 5, 1));
        assert_goes_in_order(10..250, |room| {
            let Columns { count, moved, .. } = Columns::new(room, 16, 2, 12);
            [count > 0, count > 1, count > 2, count > 3, moved > 1, count > 4, count > 5, count > 6].to_vec()
        });
    }
}
