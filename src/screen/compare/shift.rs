//! Below the table: the growth of the parks in the row's indicator taken apart against the group's (shift-share).

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{Compare, Row, View};
use crate::{
    analysis::shift_share::{Effects, Pair, together},
    model::{Indicator, Lang},
    screen::{
        Cx, Pen,
        format::Writing,
        grid::{Column, Value},
    },
    store::{Shift, Shifted, Split, Why},
    ui::{
        number,
        shell::put,
        text::{fit, pad_start, wrap},
    },
};

/// What is taken apart: the names of the figures, Chinese and English, in the order of [`figures`].
const NAMES: [(&str, &str); 6] = [
    ("期初", "before"),
    ("增量c", "change c"),
    ("份额c", "share c"),
    ("结构c", "mix c"),
    ("竞争c", "own c"),
    ("其余c", "rest c"),
];

/// What it is made of: the sum before, the change of all, what is everybody's, that of the mix, one's own, and what no part
/// accounts for.
fn figures(shifted: &Shifted) -> [Option<f64>; 6] {
    let Effects { change, share, mix, own } = together(&shifted.effects);
    let before = shifted.pairs.iter().map(|pair| pair.before).sum();
    [Some(before), Some(change), Some(share), Some(mix), Some(own), shifted.rest]
}

impl Compare {
    /// Draws it: the group in a line, a row a park, the parts of the park under the cursor, and by which formula.
    pub(super) fn shift(&self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let rule = cx.glyphs.rule.repeat(usize::from(area.width.saturating_sub(2)));
        put(buf, area.x + 1, area.y, area.width.saturating_sub(2), &rule, cx.theme.axis);
        let Some(row) = view.rows.get(self.rows.cursor) else { return };
        let Some(shift) = &row.shift else { return };
        let indicator = cx.catalog.indicator(row.indicator);
        let width = usize::from(area.width.saturating_sub(3));
        let mut y = area.y + 1;
        let mut line = |words: &str, style: Style| {
            if y < area.bottom() {
                put(buf, area.x + 1, y, area.width.saturating_sub(2), words, style);
            }
            y += 1;
        };
        let shift = match shift {
            Ok(shift) => shift,
            Err(why) => {
                let title = format!("{} {}", cx.t("增长分解", "growth taken apart:"), indicator.name.get(cx.lang));
                line(&title, cx.theme.header);
                line(&format!("{} {}", cx.glyphs.missing, why_words(*why, cx.lang)), cx.theme.muted);
                return;
            }
        };
        let all = shift.parks.iter().flatten().flat_map(|park| figures(park).into_iter().flatten());
        let writing = Writing::of(indicator, all, cx.lang);
        let (kept, rest) = columns(shift, area.width);
        let title = title(shift, indicator, &writing, cx.pen());
        for words in wrap(&title, width) {
            line(&words, cx.theme.header);
        }
        let head = |(zh, en): (&str, &str)| pad_start(cx.lang.pick(zh, en), usize::from(CELL));
        let heads: Vec<String> = kept.iter().map(|at| head(NAMES[*at])).collect();
        line(&format!("{:name$}{}", "", heads.concat(), name = usize::from(NAME)), cx.theme.muted);
        for (place, park) in view.parks.iter().enumerate() {
            let sign = cx.glyphs.points[place % cx.glyphs.points.len()];
            let name = format!("{sign} {}", cx.catalog.park_name(*park, cx.lang));
            let name = crate::ui::text::pad_end(&fit(&name, usize::from(NAME), cx.glyphs.ellipsis), NAME.into());
            let cells = match &shift.parks[place] {
                Ok(shifted) => {
                    let cell = |at: &usize| {
                        figures(shifted)[*at].map_or_else(
                            || cx.glyphs.missing.to_owned(),
                            |value| written(value, *at > 0, shifted, &writing, cx.pen()),
                        )
                    };
                    kept.iter().map(|at| number::in_cells(&cell(at), CELL.into())).collect::<String>()
                }
                Err(why) => format!("  {} {}", cx.glyphs.missing, why_words(*why, cx.lang)),
            };
            line(&format!("{name}{cells}"), cx.theme.line(place));
        }
        let of_park = shift.parks.get(self.column).and_then(|park| park.as_ref().ok());
        if let (Split::Parts(parts), Some(shifted)) = (&shift.split, of_park) {
            let park = cx.catalog.park_name(view.parks[self.column], cx.lang);
            for (place, part) in parts.iter().enumerate() {
                let words = part_words(place, cx.catalog.indicator(*part), shifted, shift, &writing, cx.pen());
                let words = if place == 0 { format!("{park}  {words}") } else { words };
                for words in wrap(&words, width) {
                    line(&words, cx.theme.text);
                }
            }
        }
        for words in notes(shift, rest, cx.pen()).iter().flat_map(|note| wrap(note, width)) {
            line(&words, cx.theme.muted);
        }
    }
}

/// Cells of a name, and of a figure with the blank before it.
const NAME: u16 = 16;
const CELL: u16 = 11;

/// The columns there is room for and something to say in, and whether anything is left over the parts.
fn columns(shift: &Shift, width: u16) -> (Vec<usize>, bool) {
    let is_split = matches!(shift.split, Split::Parts(_));
    let rest = shift.parks.iter().flatten().any(|park| park.rest.is_some_and(|rest| rest != 0.0));
    let wanted = [true, true, true, is_split, true, rest];
    let room = usize::from(width.saturating_sub(NAME + 2) / CELL);
    let mut kept: Vec<usize> = (0..NAMES.len()).filter(|at| wanted[*at]).collect();
    // What it begins with goes first: the change and what it is made of belong together.
    if kept.len() > room {
        kept.retain(|at| *at != 0);
    }
    kept.truncate(room.max(1));
    (kept, rest)
}

/// A figure in the step of the table, with its sign where it is a change.
fn written(value: f64, is_change: bool, shifted: &Shifted, writing: &Writing, pen: Pen) -> String {
    let value = value / writing.scale.divide;
    let digits = if is_change {
        number::signed(value, writing.decimals, pen.glyphs)
    } else {
        number::grouped(value, writing.decimals)
    };
    number::with_mark(&digits, shifted.mark, pen.glyphs)
}

/// `营业收入 亿元  2019年至2023年  范围 +23.4%c (12/92 个园区有两年的数)`.
fn title(shift: &Shift, indicator: &Indicator, writing: &Writing, pen: Pen) -> String {
    let sum = |of: fn(&Pair) -> f64| shift.whole.iter().map(of).sum();
    let all = Pair { before: sum(|pair| pair.before), now: sum(|pair| pair.now) };
    let rate = all.growth().map_or_else(|| pen.glyphs.missing.to_owned(), |rate| rate_words(rate, pen));
    let (name, unit) = (indicator.name.get(pen.lang), &writing.scale.label);
    let (from, to) = (shift.from.words(pen.lang), shift.to.words(pen.lang));
    let (count, of) = (shift.count, shift.of);
    let parts = match &shift.split {
        Split::Parts(parts) => parts.len(),
        _ => 0,
    };
    match pen.lang {
        Lang::Zh if parts > 0 => {
            format!("增长分解 {name} {unit}  {from}至{to}  范围{parts}个分项之和 {rate} ({count}/{of} 个园区两年有数)")
        }
        Lang::En if parts > 0 => format!(
            "growth taken apart: {name} {unit}  {from} to {to}  {parts} parts of the group {rate} ({count} of {of} parks have both years)"
        ),
        Lang::Zh => format!("增长分解 {name} {unit}  {from}至{to}  范围 {rate} ({count}/{of} 个园区两年有数)"),
        Lang::En => format!(
            "growth taken apart: {name} {unit}  {from} to {to}  group {rate} ({count} of {of} parks have both years)"
        ),
    }
}

/// A part of the park: its rate and the group's, and what it gives.
fn part_words(place: usize, part: &Indicator, shifted: &Shifted, shift: &Shift, writing: &Writing, pen: Pen) -> String {
    let rate = |pair: Pair| pair.growth().map_or_else(|| pen.glyphs.missing.to_owned(), |rate| rate_words(rate, pen));
    let (own, whole, effects) = (shifted.pairs[place], shift.whole[place], shifted.effects[place]);
    let figure = |value: f64| written(value, true, shifted, writing, pen);
    let (own, whole) = (rate(own), rate(whole));
    let [change, share, mix, own_part] = [effects.change, effects.share, effects.mix, effects.own].map(figure);
    let name = part.short.get(pen.lang);
    match pen.lang {
        Lang::Zh => {
            format!("{name} {own} (范围 {whole}): 增量 {change} = 份额 {share}，结构 {mix}，竞争 {own_part}")
        }
        Lang::En => format!("{name} {own} (group {whole}): change {change} = share {share}, mix {mix}, own {own_part}"),
    }
}

fn rate_words(rate: f64, pen: Pen) -> String {
    format!("{}%c", number::signed(rate * 100.0, 1, pen.glyphs))
}

/// By which formula, and what is not known.
fn notes(shift: &Shift, rest: bool, pen: Pen) -> Vec<String> {
    let mut notes = vec![];
    let is_split = matches!(shift.split, Split::Parts(_));
    match &shift.split {
        Split::Parts(_) => {}
        Split::NoParts => notes.push(
            pen.t(
                "指标目录没有标明它的分项(part_of)，结构与竞争分不开，合在竞争里",
                "the catalogue names no parts of it (part_of): mix and own cannot be told apart, and stand as own",
            )
            .to_owned(),
        ),
        Split::NoFigures(parts) => notes.push(match pen.lang {
            Lang::Zh => format!(
                "目录标明了 {} 个分项，但没有两个园区两年都有全部分项的数，结构与竞争分不开，合在竞争里",
                parts.len()
            ),
            Lang::En => format!(
                "the catalogue names {} parts of it, but no two parks have all of them in two years: mix and own stand as own",
                parts.len()
            ),
        }),
    }
    notes.push(
        match (is_split, pen.lang) {
            (true, Lang::Zh) => {
                "增量=份额+结构+竞争: 份额=期初×范围增速，结构=期初×(范围分项增速-范围增速)，竞争=增量-期初×范围分项增速，按分项加总"
            }
            (true, Lang::En) => {
                "change = share + mix + own: share = before x growth of the group; mix = before x (growth of the part in the group - growth of the group); own = change - before x growth of the part in the group; summed over the parts"
            }
            (false, Lang::Zh) => "增量=份额+竞争: 份额=期初×范围增速，竞争=期初×(本园区增速-范围增速)",
            (false, Lang::En) => {
                "change = share + own: share = before x growth of the group, own = before x (growth of the park - growth of the group)"
            }
        }
        .to_owned(),
    );
    if rest {
        notes.push(
            pen.t("其余: 指标本身的增量减各分项之和", "rest: the change of the indicator less that of its parts")
                .to_owned(),
        );
    }
    notes
}

fn why_words(why: Why, lang: Lang) -> &'static str {
    let (zh, en) = match why {
        Why::Alone => ("没有两个园区有同样两年的数", "no two parks have figures of the same two years"),
        Why::NoBase(_) => ("这两年缺数", "no figures of both years"),
        why => why.words(),
    };
    lang.pick(zh, en)
}

/// The columns of a park in the printed table.
pub fn columns_of(slug: &str, lang: Lang) -> impl Iterator<Item = Column> {
    let names = ["before", "change", "share", "mix", "own", "rest"];
    let column =
        move |(name, (zh, en)): (&str, (&str, &str))| Column::shown(format!("{slug}_shift_{name}"), lang.pick(zh, en));
    names.into_iter().zip(NAMES).map(column)
}

/// The cells of [`columns_of`].
pub fn cells_of(row: &Row, place: usize, pen: Pen) -> Vec<Value> {
    let shifted = row.shift.as_ref().and_then(|shift| shift.as_ref().ok()?.parks[place].as_ref().ok());
    let Some(shifted) = shifted else { return vec![Value::Missing; NAMES.len()] };
    let value = |(at, value): (usize, Option<f64>)| {
        value.map_or(Value::Missing, |value| {
            let digits = if at > 0 { number::signed(value, 2, pen.glyphs) } else { number::grouped(value, 2) };
            Value::Number(value, number::with_mark(&format!("{digits} c"), shifted.mark, pen.glyphs))
        })
    };
    figures(shifted).into_iter().enumerate().map(value).collect()
}

/// The two years, and the group's rate, in the printed table.
pub fn group_cells(row: &Row, pen: Pen) -> [Value; 4] {
    let Some(Ok(shift)) = &row.shift else { return std::array::from_fn(|_| Value::Missing) };
    let sum = |of: fn(&Pair) -> f64| shift.whole.iter().map(of).sum();
    let all = Pair { before: sum(|pair| pair.before), now: sum(|pair| pair.now) };
    let rate = all.growth().map_or(Value::Missing, |rate| Value::Number(rate * 100.0, rate_words(rate, pen)));
    [Value::text(shift.from.to_string()), Value::text(shift.to.to_string()), rate, Value::count(shift.count)]
}
