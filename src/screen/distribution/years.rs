//! Concentration now and over the years: in words, as a table, and for printing.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{LEAST_BALANCED, Shares, Spreading, View, table::titles};
use crate::{
    model::{Catalog, Lang},
    screen::{
        Cx, Grid,
        grid::{Column, Value},
    },
    ui::{
        Glyphs, number,
        shell::put,
        spark,
        text::{fit, pad_end, pad_start, width},
    },
};

/// What is said of the concentration of the one period most parks have a figure of, and why the rest is not said.
pub fn in_words(view: &View, lang: Lang, glyphs: &Glyphs) -> Vec<String> {
    let mut said = vec![];
    if let Some(now) = view.now {
        let about = if now.soft > 0 { glyphs.about } else { "" };
        let figure = |name: &str, value: Option<f64>, decimals: u8, unit: &str| {
            value.map(|value| format!("{name} {about}{}{unit}", number::grouped(value, decimals)))
        };
        let of = now.shares;
        let figures = [
            figure("CR4", of.largest_four, 1, "%"),
            figure("HHI", of.herfindahl, 0, ""),
            figure(lang.pick("基尼", "Gini"), of.gini, 3, ""),
            figure("CV", now.variation, 3, ""),
            figure(lang.pick("首位度", "primacy"), of.primacy, 2, ""),
        ];
        let figures: Vec<String> = figures.into_iter().flatten().collect();
        let words = lang.pick("集中度 c", "concentration c");
        let over = format!("{words} {} ({}/{})", now.period.words(lang), now.count, now.of);
        if !figures.is_empty() {
            said.push(format!("{over}: {}", figures.join("  ")));
        } else if now.has_negative {
            said.push(format!("{over}: {}", lang.pick("有负值, 不计", "not said, for some figures are below zero")));
        } else {
            said.push(format!("{over}: {}", lang.pick("数太少", "too few figures")));
        }
    }
    said.extend(view.kind.refusal(lang).filter(|_| view.measure.is_some()).map(str::to_owned));
    said
}

/// What the table of years must be read with.
fn notes(view: &View, lang: Lang) -> Vec<String> {
    let mut said = vec![match (view.balanced >= LEAST_BALANCED, lang) {
        (true, Lang::Zh) => format!("同组: 表中各年都有数的 {} 个园区", view.balanced),
        (true, Lang::En) => format!("same set: the {} parks with a figure in every year here", view.balanced),
        (false, Lang::Zh) => format!("各年都有数的园区只有 {} 个, 不计同组", view.balanced),
        (false, Lang::En) => format!("only {} parks have a figure in every year: no same set", view.balanced),
    }];
    if view.years.iter().any(Spreading::has_moved) {
        said.push(
            lang.pick("! 有园区进出, 与前一年不可比", "! parks came or went: not comparable with the year before")
                .to_owned(),
        );
    }
    if view.years.iter().any(|year| year.soft > 0) {
        said.push(lang.pick("约: 含约数、预计或上下限", "about: with round or expected figures, or bounds").to_owned());
    }
    said
}

impl Spreading {
    /// Whether the members are others than in the year before.
    pub const fn has_moved(&self) -> bool {
        self.entered + self.left > 0
    }

    /// `+2-1!`, or nothing where the members are the same.
    fn moves(&self) -> String {
        if self.has_moved() { format!("+{}-{}!", self.entered, self.left) } else { String::new() }
    }
}

/// A column: its heading, its decimals, and what stands in it.
type Figure = (&'static str, u8, fn(&Spreading) -> Option<f64>);

/// The columns of the table, in the order of room.
fn columns(view: &View, lang: Lang) -> Vec<Figure> {
    let mut columns: Vec<Figure> = vec![
        ("CV", 3, |year| year.variation),
        (lang.pick("同组CV", "same CV"), 3, |year| year.balanced),
        (lang.pick("基尼", "Gini"), 3, |year| year.shares.gini),
    ];
    if view.kind == Shares::Amounts {
        columns.push(("CR4%", 1, |year| year.shares.largest_four));
        columns.push(("HHI", 0, |year| year.shares.herfindahl));
        columns.push((lang.pick("首位度", "primacy"), 2, |year| year.shares.primacy));
    }
    columns
}

/// The table of years, newest first.
pub fn table(view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    const CELL: u16 = 8;
    let room = |x: u16| area.right().saturating_sub(x);
    let mut y = area.y;
    let mut line = |words: &str, style| {
        if y < area.bottom() {
            let words = fit(words, usize::from(area.width), cx.glyphs.ellipsis);
            put(buf, area.x, y, area.width, &words, style);
            y += 1;
        }
    };
    let by_age: Vec<Option<f64>> = view.years.iter().rev().map(|year| year.variation).collect();
    let trend = spark(&by_age, cx.glyphs);
    let title = format!("{}  CV {trend}", cx.t("历年集中度 c", "over the years c"));
    if view.years.is_empty() {
        line(&title, cx.theme.header);
        for words in in_words(view, cx.lang, cx.glyphs) {
            line(&words, cx.theme.muted);
        }
        line(cx.t("没有可比的年度数据", "no annual figures to set beside each other"), cx.theme.muted);
        return;
    }
    let all = columns(view, cx.lang);
    let shown = all.len().min(usize::from(area.width.saturating_sub(20) / CELL));
    let mut head = format!("{}{}", pad_end(cx.t("年份", "year"), 5), pad_start(cx.t("园区", "n"), 5));
    for (name, ..) in &all[..shown] {
        head.push_str(&pad_start(name, usize::from(CELL)));
    }
    head.push_str(cx.t("  进出", "  in, out"));
    let notes = notes(view, cx.lang);
    let left = usize::from(area.height.saturating_sub(2));
    let kept = left.saturating_sub(notes.len()).max(left.min(3)).min(view.years.len());
    let more = match (view.years.len() - kept, cx.lang) {
        (0, _) => String::new(),
        (more, Lang::Zh) => format!("  另有 {more} 年, 窗口加高可见"),
        (more, Lang::En) => format!("  {more} more years on a taller screen"),
    };
    line(&format!("{title}{more}"), cx.theme.header);
    line(&head, cx.theme.muted);
    for year in view.years.iter().take(kept) {
        let mut x = put(buf, area.x, y, area.width, &pad_end(&year.period.to_string(), 5), cx.theme.text);
        x = put(buf, x, y, room(x), &pad_start(&year.count.to_string(), 5), cx.theme.muted);
        let about = if year.soft > 0 { cx.glyphs.about } else { "" };
        for (_, decimals, value) in &all[..shown] {
            let (text, style) = match value(year) {
                Some(value) if year.soft > 0 => {
                    (format!("{about}{}", number::grouped(value, *decimals)), cx.theme.estimate)
                }
                Some(value) => (number::grouped(value, *decimals), cx.theme.text),
                None => (cx.glyphs.missing.to_owned(), cx.theme.missing),
            };
            x = put(buf, x, y, room(x), &number::in_cells(&text, usize::from(CELL)), style);
        }
        put(buf, x + 2, y, room(x + 2), &year.moves(), cx.theme.warn);
        y += 1;
    }
    for words in notes {
        if y < area.bottom() {
            let words = fit(&words, usize::from(area.width), cx.glyphs.ellipsis);
            put(buf, area.x, y, area.width, &words, cx.theme.muted);
            y += 1;
        }
    }
}

/// The cells the table takes with all its columns.
pub fn wanted(view: &View, lang: Lang) -> u16 {
    let moves = view.years.iter().map(|year| width(&year.moves())).max().unwrap_or(0);
    columns(view, lang).len() as u16 * 8 + 13 + (moves as u16).max(8)
}

/// The table of years for files and pipes.
pub fn to_grid(view: &View, catalog: &Catalog, lang: Lang, most: usize) -> Grid {
    let t = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    let columns = vec![
        Column::shown("year", t("年份", "year")),
        Column::shown("count", t("有数园区", "parks")),
        Column::plain("of"),
        Column::shown("cv", "CV"),
        Column::shown("cv_same_set", t("同组CV", "same-set CV")),
        Column::shown("gini", t("基尼", "Gini")),
        Column::shown("cr4", "CR4%"),
        Column::shown("hhi", "HHI"),
        Column::shown("primacy", t("首位度", "primacy")),
        Column::shown("entered", t("进", "entered")),
        Column::shown("left", t("出", "left")),
        Column::plain("not_exact"),
    ];
    let figure = |value: Option<f64>, decimals: u8| {
        value.map_or(Value::Missing, |value| Value::Number(value, number::grouped(value, decimals)))
    };
    let row = |year: &Spreading| {
        vec![
            Value::text(year.period.to_string()),
            Value::count(year.count as u32),
            Value::count(year.of as u32),
            figure(year.variation, 3),
            figure(year.balanced, 3),
            figure(year.shares.gini, 3),
            figure(year.shares.largest_four, 1),
            figure(year.shares.herfindahl, 0),
            figure(year.shares.primacy, 2),
            Value::count(year.entered as u32),
            Value::count(year.left as u32),
            Value::count(year.soft as u32),
        ]
    };
    let mut said = titles(view, catalog, lang);
    said.extend(view.kind.refusal(lang).filter(|_| view.measure.is_some()).map(str::to_owned));
    said.extend(notes(view, lang));
    Grid { columns, rows: view.years.iter().take(most).map(row).collect(), notes: said }
}
