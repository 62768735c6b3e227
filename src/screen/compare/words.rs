//! The comparison in sentences: one of a row, one of a pair of parks, and the strengths and weaknesses of a park.

use super::{Gap, Row, View, beside::catch_words};
use crate::{
    analysis::{
        Firm,
        gap::{CatchUp, size, to_close},
    },
    model::{Better, Catalog, Indicator, Lang, Nature},
    screen::{Pen, format::Writing},
    store::{Chase, Ranked, Standing},
    ui::number,
};

/// A park of a row against the benchmark: both figures with their years, the gap, the ratio, when it closes, and the middle
/// of the group.
pub fn of_row(row: &Row, place: usize, view: &View, catalog: &Catalog, pen: Pen) -> Option<String> {
    let mut said = vec![against(row, place, view, catalog, pen)?];
    said.extend(row.beside.chases.get(place).copied().flatten().map(|chase| closing(&chase, pen)));
    if let Some(group) = &row.beside.group
        && let Some(median) = group.median
    {
        let (writing, year) = (writing(row, catalog, pen.lang), group.period.words(pen.lang));
        let middle = with_unit(&number::with_mark(&writing.number(median.value), median.mark, pen.glyphs), &writing);
        said.push(match pen.lang {
            Lang::Zh => format!("范围内{year}有数的 {} 个园区，中位数 {middle}(测算)", group.count),
            Lang::En => format!(
                "median of the {} parks of the group with a figure for {year}: {middle} (computed)",
                group.count
            ),
        });
    }
    Some(ended(&said, pen))
}

/// A park against the benchmark over all rows: how often ahead and behind, and the largest gap behind.
pub fn of_pair(place: usize, view: &View, catalog: &Catalog, pen: Pen) -> Option<String> {
    let names = |place: usize| catalog.park(view.parks[place]).short.get(pen.lang);
    let compared: Vec<(&Row, bool)> =
        view.rows.iter().filter_map(|row| Some((row, is_ahead(row, place, catalog)?))).collect();
    let ahead = compared.iter().filter(|(_, ahead)| *ahead).count();
    let level = compared.iter().filter(|(row, _)| row.gaps[place].is_some_and(|gap| gap.by == 0.0)).count();
    let behind = compared.len() - ahead;
    let mut said = vec![match (pen.lang, level) {
        _ if compared.is_empty() => {
            let (own, other) = (names(place), names(0));
            match pen.lang {
                Lang::Zh => format!("{own}与{other}没有可分高下的共同指标"),
                Lang::En => format!("{own} and {other} share no indicator of which one way is better"),
            }
        }
        (Lang::Zh, _) => {
            let (own, other, n) = (names(place), names(0), compared.len());
            format!("{own}与{other}可分高下的 {n} 项指标中，不低于对方 {ahead} 项，落后 {behind} 项")
        }
        (Lang::En, _) => {
            let (own, other, n) = (names(place), names(0), compared.len());
            format!(
                "Of {n} indicators of which one way is better, {own} is level with or ahead of {other} in {ahead} and behind in {behind}"
            )
        }
    }];
    if let Some(row) = largest_behind(place, view, catalog) {
        said.extend(against(row, place, view, catalog, pen).map(|words| match pen.lang {
            Lang::Zh => format!("相对差距最大的是: {words}"),
            Lang::En => format!("the largest gap in proportion: {words}"),
        }));
        said.extend(row.beside.chases[place].map(|chase| closing(&chase, pen)));
    }
    Some(ended(&said, pen)).filter(|_| place > 0)
}

/// The row in which a park is furthest behind the benchmark, by the ratio of the two.
pub fn largest_behind<'a>(place: usize, view: &'a View, catalog: &Catalog) -> Option<&'a Row> {
    let behind = view.rows.iter().filter(|row| is_ahead(row, place, catalog) == Some(false));
    let sized = behind.filter_map(|row| Some((size(row.gaps[place]?.times?)?, row)));
    sized
        .fold(None, |most: Option<(f64, &Row)>, (size, row)| match most {
            Some((largest, _)) if largest >= size => most,
            _ => Some((size, row)),
        })
        .map(|(_, row)| row)
}

/// Whether a park is level with the benchmark or ahead of it; none where no way is better, or a bound leaves it open.
fn is_ahead(row: &Row, place: usize, catalog: &Catalog) -> Option<bool> {
    let gap = row.gaps.get(place).copied().flatten()?;
    let better = row.about(catalog).better;
    let by = Firm { value: gap.by, mark: gap.mark };
    let by = match better {
        Better::Higher => by,
        Better::Lower => by.flip(),
        Better::Neither => return None,
    };
    if by.value >= 0.0 { (!by.may_be_less()).then_some(true) } else { (!by.may_be_more()).then_some(false) }
}

/// `A“X”2024年 5.0%，低于B(2022年 7.3%) 2.3个百分点，为其 0.68 倍`.
pub fn against(row: &Row, place: usize, view: &View, catalog: &Catalog, pen: Pen) -> Option<String> {
    let gap = row.gaps.get(place).copied().flatten()?;
    let indicator = row.about(catalog);
    let writing = writing(row, catalog, pen.lang);
    let figure = |place: usize| {
        let cell = row.cells[place].as_ref()?;
        let computed = if cell.computed { "c" } else { "" };
        let words = number::with_mark(&writing.digits(&cell.reading), cell.reading.mark, pen.glyphs) + computed;
        Some((cell.period.words(pen.lang), with_unit(&words, &writing)))
    };
    let ((year, own), (their_year, theirs)) = (figure(place)?, figure(0)?);
    let name = |place: usize| catalog.park(view.parks[place]).short.get(pen.lang);
    let (a, b, what) = (name(place), name(0), indicator.short.get(pen.lang));
    let by = distance(gap, indicator, &writing, pen);
    let is_rank = indicator.nature == Nature::Rank;
    let above = if is_rank { gap.by < 0.0 } else { gap.by > 0.0 };
    let stands = match (gap.by == 0.0, is_rank, above) {
        (true, ..) => pen.t("持平于", "level with"),
        (_, true, true) => pen.t("前于", "ahead of"),
        (_, true, false) => pen.t("后于", "behind"),
        (_, false, true) => pen.t("高于", "above"),
        (_, false, false) => pen.t("低于", "below"),
    };
    let by = if gap.by == 0.0 { String::new() } else { format!(" {by}") };
    let times = gap.times.map(|times| number::with_mark(&number::grouped(times, 2), gap.mark, pen.glyphs));
    let close = closes_by(row, place, catalog).map(|close| pen.rate(close));
    Some(match pen.lang {
        Lang::Zh => {
            let times = times.map_or(String::new(), |times| format!("，为其 {times} 倍"));
            let close = close.map_or(String::new(), |close| format!("，追平须 {close}"));
            format!("{a}“{what}”{year} {own}，{stands}{b}({their_year} {theirs}){by}{times}{close}")
        }
        Lang::En => {
            let times = times.map_or(String::new(), |times| format!(", {times} times it"));
            let close = close.map_or(String::new(), |close| format!(", {close} to be level"));
            format!("{a}, {what}: {own} in {year},{by} {stands} {b} ({theirs} in {their_year}){times}{close}")
        }
    })
}

/// What a park that is behind must move by to be level, in percent, where both figures are of one period; none for shares,
/// which move by points.
pub fn closes_by(row: &Row, place: usize, catalog: &Catalog) -> Option<Firm> {
    let indicator = row.about(catalog);
    row.gaps.get(place).copied().flatten()?.times.filter(|_| !indicator.unit.is_percent())?;
    let (own, theirs) = (row.cells[place].as_ref()?, row.cells[0].as_ref()?);
    // Of two years it would mix the gap with the time between them.
    if own.period != theirs.period {
        return None;
    }
    let (own, theirs) = (own.reading, theirs.reading);
    let close = to_close(own.value, theirs.value).filter(|_| is_ahead(row, place, catalog) == Some(false));
    Firm::of(close?, theirs.mark.over(own.mark))
}

/// The gap with its sign, as in its cell: places for ranks, points for shares.
pub fn gap_figure(gap: &Gap, indicator: &Indicator, writing: &Writing, pen: Pen) -> String {
    if indicator.nature == Nature::Rank {
        let places = match -gap.by as i32 {
            0 => pen.glyphs.level.to_owned(),
            up if up > 0 => format!("{}{up}", pen.glyphs.rise),
            down => format!("{}{}", pen.glyphs.fall, -down),
        };
        return number::with_mark(&places, gap.mark, pen.glyphs);
    }
    let points = if indicator.unit.is_percent() { "pp" } else { "" };
    let decimals = if gap.mark.is_exact() { writing.decimals } else { writing.decimals.min(1) };
    let by = number::signed(gap.by / writing.scale.divide, decimals, pen.glyphs);
    number::with_mark(&format!("{by}{points}"), gap.mark, pen.glyphs)
}

/// The gap without its sign: percentage points for shares, places for ranks, else in the unit.
fn distance(gap: Gap, indicator: &Indicator, writing: &Writing, pen: Pen) -> String {
    let decimals = if gap.mark.is_exact() { writing.decimals } else { writing.decimals.min(1) };
    // Without its sign a lower bound of what is missing is an upper one of the distance.
    let by = Firm { value: gap.by, mark: gap.mark };
    let by = if gap.by < 0.0 { by.flip() } else { by };
    let figure = number::with_mark(&number::grouped(by.value / writing.scale.divide, decimals), by.mark, pen.glyphs);
    if indicator.nature == Nature::Rank {
        format!("{figure}{}", pen.t(" 位", " places"))
    } else if indicator.unit.is_percent() {
        format!("{figure}{}", pen.t(" 个百分点", " percentage points"))
    } else {
        with_unit(&figure, writing)
    }
}

/// When it closes, with the two paces and their window.
pub fn closing(chase: &Chase, pen: Pen) -> String {
    let pace = |firm: Firm| {
        let digits = number::signed(firm.value, 2, pen.glyphs);
        number::with_mark(&format!("{digits}{}", if chase.by_points { "" } else { "%" }), firm.mark, pen.glyphs)
    };
    let (from, to) = chase.years;
    let paces = match pen.lang {
        Lang::Zh => format!("{from}-{to}年年均 {} 对 {}", pace(chase.own_pace), pace(chase.other_pace)),
        Lang::En => format!("{} against {} a year over {from}-{to}", pace(chase.own_pace), pace(chase.other_pace)),
    };
    let frozen = match (chase.moving, chase.frozen) {
        (CatchUp::Ahead, _) | (_, None) => String::new(),
        (_, Some(frozen)) => {
            let words = catch_words(chase, frozen, pen);
            match pen.lang {
                Lang::Zh => format!("，对方止步则 {words}"),
                Lang::En => format!("; were the other to stand still, {words}"),
            }
        }
    };
    match (chase.moving, pen.lang) {
        (CatchUp::Ahead, Lang::Zh) => format!("按{to}年同年数已超过({paces})"),
        (CatchUp::Ahead, Lang::En) => format!("ahead already by the figures of {to} ({paces})"),
        (CatchUp::Never, Lang::Zh) => format!("按现速无法追上({paces}){frozen}"),
        (CatchUp::Never, Lang::En) => format!("at this pace never level ({paces}){frozen}"),
        (CatchUp::Long, Lang::Zh) => format!("追上须 >50 年({paces}){frozen}"),
        (CatchUp::Long, Lang::En) => format!("level in more than 50 years ({paces}){frozen}"),
        (moving, Lang::Zh) => format!("按{to}年同年数追上约须 {}({paces}){frozen}", catch_words(chase, moving, pen)),
        (moving, Lang::En) => format!("from {to} level in {} ({paces}){frozen}", catch_words(chase, moving, pen)),
    }
}

/// The strengths and the weaknesses of a park, each with its rank and year.
pub fn of_standing(standing: &Standing, catalog: &Catalog, pen: Pen) -> String {
    let name = catalog.park(standing.park).short.get(pen.lang);
    let list = |all: &[Ranked]| {
        let words: Vec<String> = all.iter().map(|ranked| in_short(ranked, catalog, pen)).collect();
        if words.is_empty() { pen.t("无", "none").to_owned() } else { words.join(pen.t("、", ", ")) }
    };
    let (best, worst, n) = (list(&standing.best), list(&standing.worst), standing.ranked);
    match pen.lang {
        _ if n == 0 => format!(
            "{name}: {}",
            pen.t("不在范围内，或范围内可比的园区不足五个", "not of the group, or too few to be ranked among")
        ),
        Lang::Zh => format!("{name}  优势: {best}  短板: {worst}  (可排 {n} 项)"),
        Lang::En => format!("{name}  strong: {best}  weak: {worst}  ({n} ranked)"),
    }
}

/// `R&D/GDP 1/23 (2022)`.
pub fn in_short(ranked: &Ranked, catalog: &Catalog, pen: Pen) -> String {
    let name = catalog.indicator(ranked.indicator).short.get(pen.lang);
    let rank = crate::screen::format::rank(ranked.rank, ranked.unsure);
    format!("{name} {rank} ({})", ranked.point.period)
}

/// How the row's figures are written, as in its cells.
pub fn writing(row: &Row, catalog: &Catalog, lang: Lang) -> Writing {
    let values = row.cells.iter().flatten().map(|cell| cell.reading.value);
    Writing::of(row.about(catalog), values, lang)
}

fn with_unit(figure: &str, writing: &Writing) -> String {
    match writing.scale.label.as_str() {
        "" => figure.to_owned(),
        "%" => format!("{figure}%"),
        unit => format!("{figure} {unit}"),
    }
}

fn ended(said: &[String], pen: Pen) -> String {
    match pen.lang {
        Lang::Zh => format!("{}。", said.join("；")),
        Lang::En => format!("{}.", said.join("; ")),
    }
}
