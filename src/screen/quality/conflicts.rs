//! Conflicts: what each is about, the value shown, the others, and how far they are apart.

use std::cmp::Ordering;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::{
    intent::Intent,
    model::{Catalog, Indicator, Kind, Lang, Mark, Nature, Observation},
    screen::{Cx, Grid, Outcome, disputes, grid, rows::Rows},
    store::Store,
    ui::{
        number,
        shell::{put, status_line},
        text::{fit, pad_start, width},
    },
};

/// The cursor among the conflicts, and whether those furthest apart come first.
#[derive(Clone, Default)]
pub struct List {
    rows: Rows,
    pub by_spread: bool,
}

/// A fact that sources state differently.
pub struct Dispute {
    /// The value shown on the other screens, then what else was said; never empty.
    said: Vec<Observation>,
    spread: Option<Spread>,
}

/// How far the statements are apart.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Spread {
    value: f64,
    by: By,
    /// Whether every statement is exact; between bounds and round figures it is only about so much.
    is_exact: bool,
}

/// What a spread is counted in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum By {
    /// Percent of the value shown.
    Percent,
    /// Percentage points, for what is a percentage itself.
    Points,
    Places,
}

impl By {
    const fn name(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Points => "points",
            Self::Places => "places",
        }
    }

    fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Percent => "%",
            Self::Points => "pp",
            Self::Places => lang.pick("位", " pl."),
        }
    }
}

impl Dispute {
    /// The statement shown on the other screens.
    pub fn shown(&self) -> &Observation {
        &self.said[0]
    }

    /// The other values, each once with the first that says it.
    fn others(&self) -> Vec<&Observation> {
        let mut others: Vec<&Observation> = vec![];
        for what in &self.said[1..] {
            let is_said = |other: &&Observation| other.value == what.value && other.mark == what.mark;
            if !others.iter().any(is_said) && !is_said(&self.shown()) {
                others.push(what);
            }
        }
        others
    }
}

pub fn view(store: &Store, filter: &str, by_spread: bool) -> Vec<Dispute> {
    let catalog = store.catalog();
    let dispute = |said: Vec<Observation>| {
        let indicator = catalog.indicator(said.first()?.fact.indicator);
        Some(Dispute { spread: spread(indicator, &said), said })
    };
    let mut all: Vec<Dispute> = disputes::all(store, filter).into_iter().filter_map(dispute).collect();
    if by_spread {
        all.sort_by(|a, b| widest_first(a.spread.as_ref(), b.spread.as_ref()));
    }
    all
}

/// The largest of its kind first; what has no spread last.
fn widest_first(a: Option<&Spread>, b: Option<&Spread>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.by.cmp(&b.by).then_with(|| b.value.total_cmp(&a.value)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

impl List {
    pub fn react(&mut self, intent: Intent, all: &[Dispute]) -> Outcome {
        if self.rows.react(intent, all.len()) {
            return Outcome::Changed;
        }
        match intent {
            Intent::Sort => self.by_spread = !self.by_spread,
            Intent::Where => {
                let shown = all.get(self.rows.cursor).map(Dispute::shown);
                return shown.map_or(Outcome::Changed, disputes::story);
            }
            other => return super::elsewhere(other),
        }
        Outcome::Changed
    }

    pub fn draw(&mut self, all: &[Dispute], cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let head = Rect { height: 1, ..area };
        if all.is_empty() {
            let words = cx.t(
                "没有: 各来源说到同一个数时都一致，或没有符合查找的",
                "none: sources that speak of one fact agree, or none fits the filter",
            );
            status_line(buf, head, words, cx.theme.muted, cx.glyphs);
            return;
        }
        let widths = Widths::of(area.width);
        let sign = if self.by_spread { cx.glyphs.down } else { "" };
        let spread = format!("{}{sign}", cx.t("相差", "spread"));
        let names =
            [cx.t("指标", "indicator"), cx.t("园区", "park"), cx.t("时期", "period"), cx.t("显示值", "shown"), &spread];
        let x = parts(&widths, names.map(|name| (name, cx.theme.muted)), head, &Cx { sought: None, ..*cx }, buf);
        put(buf, x, area.y, area.right().saturating_sub(x), cx.t("其他说法", "others"), cx.theme.muted);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let shown = self.rows.view(all.len(), usize::from(body.height));
        cx.hits.rows(body, shown.clone(), self.rows.cursor);
        for (line, place) in shown.enumerate() {
            let at = Rect { y: body.y + line as u16, height: 1, ..body };
            one(&all[place], &widths, cx, at, buf, place == self.rows.cursor);
        }
    }
}

/// From the smallest to the largest value said; none where the value shown is no base.
fn spread(indicator: &Indicator, said: &[Observation]) -> Option<Spread> {
    let shown = said.first()?.value?;
    let values = || said.iter().filter_map(|what| what.value);
    let apart = values().fold(f64::NEG_INFINITY, f64::max) - values().fold(f64::INFINITY, f64::min);
    let (value, by) = match indicator.nature {
        Nature::Rank => (apart, By::Places),
        _ if indicator.unit.is_percent() => (apart, By::Points),
        _ if shown == 0.0 => return None,
        _ => (apart / shown.abs() * 100.0, By::Percent),
    };
    let is_exact = said.iter().all(|what| what.mark == Mark::Exact);
    value.is_finite().then_some(Spread { value, by, is_exact })
}

fn spread_words(spread: &Spread, cx: &Cx<'_>) -> String {
    let digits = match spread.by {
        By::Places => number::grouped(spread.value, 0),
        _ if spread.value < 0.1 => "<0.1".to_owned(),
        _ => number::grouped(spread.value, 1),
    };
    let about = if spread.is_exact || digits.starts_with('<') { "" } else { cx.glyphs.about };
    format!("{about}{digits}{}", spread.by.label(cx.lang))
}

/// How wide each part of a row is; a part of 0 has no room.
struct Widths {
    indicator: u16,
    park: u16,
    period: u16,
    value: u16,
    spread: u16,
}

impl Widths {
    const fn of(room: u16) -> Self {
        match room {
            ..60 => Self { indicator: 10, park: 8, period: 0, value: 14, spread: 0 },
            60..110 => Self { indicator: 12, park: 12, period: 10, value: 14, spread: 7 },
            _ => Self { indicator: 16, park: 16, period: 12, value: 16, spread: 9 },
        }
    }
}

fn one(dispute: &Dispute, widths: &Widths, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, under: bool) {
    let shown = dispute.shown();
    let indicator = cx.catalog.indicator(shown.fact.indicator);
    put(buf, at.x, at.y, 1, if under { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
    let fitted = |words: &str, cells: u16| fit(words, usize::from(cells), cx.glyphs.ellipsis).into_owned();
    let value = disputes::value(shown, cx);
    let spread = dispute.spread.as_ref().map_or_else(String::new, |spread| spread_words(spread, cx));
    let style = if under { cx.theme.cursor } else { cx.theme.text };
    let cells = [
        (&*fitted(indicator.short.get(cx.lang), widths.indicator), style),
        (&*fitted(cx.catalog.park_name(shown.fact.park, cx.lang), widths.park), style),
        (&*fitted(&disputes::period_words(shown, cx), widths.period), cx.theme.muted),
        (&*value, cx.theme.text),
        (&*spread, cx.theme.warn),
    ];
    let mut x = parts(widths, cells, at, cx, buf);
    for what in dispute.others() {
        let room = at.right().saturating_sub(x);
        // A number cut short would be another: rather without its grade, or not at all.
        let ways = [disputes::statement(what, cx), disputes::value(what, cx), cx.glyphs.ellipsis.to_owned()];
        let Some(words) = ways.iter().find(|words| width(words) <= usize::from(room)) else { break };
        x = put(buf, x, at.y, room, words, cx.theme.muted) + 2;
    }
}

/// Puts the parts of a row, the figures at the right of theirs; says where the row goes on.
fn parts(widths: &Widths, cells: [(&str, Style); 5], row: Rect, cx: &Cx<'_>, buf: &mut Buffer) -> u16 {
    let wide = [widths.indicator, widths.park, widths.period, widths.value, widths.spread];
    let mut x = row.x + 2;
    // A figure is never cut: where it has no room, the row goes on after it.
    for (place, ((words, style), cells)) in cells.into_iter().zip(wide).enumerate() {
        if cells == 0 {
            continue;
        }
        let cells = cells.max(if place < 3 { 0 } else { width(words) as u16 });
        let words = if place < 3 { words.to_owned() } else { pad_start(words, usize::from(cells)) };
        let at = Rect { x, width: cells.min(row.right().saturating_sub(x)), ..row };
        if place < 2 {
            cx.put_name(buf, at, &words, style)
        } else {
            put(buf, at.x, at.y, at.width, &words, style)
        };
        x += cells + 1;
    }
    x + 1
}

pub fn to_grid(all: &[Dispute], catalog: &Catalog, lang: Lang) -> Grid {
    use grid::{Column, Value};
    let columns = vec![
        Column::plain("indicator"),
        Column::shown("indicator_name", lang.pick("指标", "indicator")),
        Column::plain("park"),
        Column::shown("name", lang.pick("园区", "park")),
        Column::shown("period", lang.pick("时期", "period")),
        Column::plain("kind"),
        Column::shown("value", lang.pick("显示值", "shown")),
        Column::plain("mark"),
        Column::shown("unit", lang.pick("单位", "unit")),
        Column::shown("others", lang.pick("其他说法", "others")),
        Column::shown("spread", lang.pick("相差", "spread")),
        Column::shown("spread_in", lang.pick("相差单位", "spread in")),
        Column::plain("spread_exact"),
        Column::plain("statements"),
    ];
    let number = |what: &Observation| {
        let value = what.value?;
        Some((value, grid::said(value, what.mark, false)))
    };
    let row = |dispute: &Dispute| {
        let shown = dispute.shown();
        let indicator = catalog.indicator(shown.fact.indicator);
        let others: Vec<String> =
            dispute.others().into_iter().filter_map(number).map(|(_, told)| told.replace(',', "")).collect();
        let spread = dispute.spread.as_ref();
        vec![
            Value::text(&indicator.slug),
            Value::text(indicator.short.get(lang)),
            Value::text(&catalog.park(shown.fact.park).slug),
            Value::text(catalog.park_name(shown.fact.park, lang)),
            Value::text(shown.fact.period.to_string()),
            Value::text(if shown.fact.kind == Kind::Target { "target" } else { "actual" }),
            number(shown).map_or(Value::Missing, |(value, told)| Value::Number(value, told)),
            Value::text(shown.mark.name()),
            Value::unit(indicator, lang),
            Value::text(others.join(" ")),
            spread.map_or(Value::Missing, |s| Value::Number(s.value, number::grouped(s.value, 1))),
            Value::maybe(spread.map(|s| s.by.name())),
            spread.map_or(Value::Missing, |s| Value::Flag(s.is_exact)),
            Value::count(dispute.said.len() as u32),
        ]
    };
    Grid { columns, rows: all.iter().map(row).collect(), notes: vec![] }
}
