//! The distribution for files and pipes.

use super::{Row, View, definition, quarter_words, years};
use crate::{
    analysis::{rank::Rank, spread::Quartiles},
    model::{Catalog, Lang},
    screen::{
        Grid, format,
        grid::{Column, Value, rule_note, said as said_of},
        measured,
    },
    store::Measured,
    ui::{GlyphSet, number},
};

/// The parks in the order of value.
pub fn to_grid(view: &View, catalog: &Catalog, lang: Lang, most: usize) -> Grid {
    let columns = vec![
        Column::plain("park"),
        Column::shown("name", lang.pick("园区", "park")),
        Column::plain("counted"),
        Column::shown("rank", lang.pick("位次", "rank")),
        Column::shown("value", lang.pick("数值", "value")),
        Column::shown("period", lang.pick("时期", "period")),
        Column::shown("percentile", lang.pick("百分位", "percentile")),
        Column::shown("quarter", lang.pick("四分位组", "quarter")),
        Column::plain("of"),
        Column::plain("mark"),
        Column::plain("computed"),
        Column::plain("disputed"),
    ];
    let row = |row: &Row| {
        let Measured { value, mark, computed, disputed, .. } = row.cell;
        let sign = if computed { "c" } else { "" };
        let shown = format!("{}{sign}", said_of(value, mark, disputed));
        let rank = row.rank.map(|rank| Value::Number(f64::from(rank.place), format::rank(rank, view.is_unsure())));
        let percentile = row.rank.and_then(Rank::percentile);
        let quarter = view.quarter(row).map(|quarter| {
            Value::Code(quarter_words(quarter, Lang::En).to_owned(), quarter_words(quarter, lang).to_owned())
        });
        vec![
            Value::text(&catalog.park(row.park).slug),
            Value::text(catalog.park_name(row.park, lang)),
            Value::Flag(row.rank.is_some()),
            rank.unwrap_or(Value::Missing),
            Value::Number(value, shown),
            Value::text(row.cell.period.to_string()),
            percentile.map_or(Value::Missing, |share| Value::Number(share, number::grouped(share, 1))),
            quarter.unwrap_or(Value::Missing),
            row.rank.map_or(Value::Missing, |rank| Value::count(rank.of)),
            Value::text(mark.name()),
            Value::Flag(computed),
            Value::Flag(disputed),
        ]
    };
    let mut notes = titles(view, catalog, lang);
    if let (Some(quartiles), Some(mean)) = (view.quartiles, view.mean) {
        let Quartiles { least, tenth, lower, median, upper, ninetieth, most } = quartiles;
        let called = [lang.pick("最小", "min"), "P10", "P25", lang.pick("中位", "median"), "P75", "P90"];
        let values = called.iter().zip([least, tenth, lower, median, upper, ninetieth]);
        let mut said: Vec<String> =
            values.map(|(name, value)| format!("{name} {}", number::grouped(value, 2))).collect();
        said.push(format!("{} {}", lang.pick("最大", "max"), number::grouped(most, 2)));
        said.push(format!("{} {}", lang.pick("均值", "mean"), number::grouped(mean, 2)));
        notes.push(format!("{} c; {}", said.join("  "), definition(lang)));
    }
    notes.extend(years::in_words(view, lang, GlyphSet::Rich.glyphs()));
    Grid { columns, rows: view.rows.iter().take(most).map(row).collect(), notes }
}

/// What every printed table begins with: the measure and its unit, the rule for the period, what is counted.
pub fn titles(view: &View, catalog: &Catalog, lang: Lang) -> Vec<String> {
    let Some(measure) = view.measure else { return vec![] };
    let name = measured::name_and_unit(measure, &view.about, catalog, lang);
    let mut notes = vec![name, rule_note(view.at, lang), view.coverage(lang).join(", ")];
    if view.periods.len() > 1 {
        notes.push(lang.pick("跨年混排", "years are mixed").to_owned());
    }
    notes
}
