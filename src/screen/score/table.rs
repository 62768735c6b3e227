//! The scores as rows and columns: all that the screen knows, unrounded for scripts.

use super::{
    Shown, View,
    draw::{score_words, share_words, span_words},
    field::Goal,
};
use crate::{
    model::{
        Catalog, Lang,
        scheme::{Measure, What},
    },
    screen::{
        Grid,
        grid::{self, Column, Value},
    },
    ui::number,
};

pub fn to_grid(view: &View, catalog: &Catalog, lang: Lang) -> Grid {
    let t = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    let Some(shown) = &view.shown else { return Grid::default() };
    let scheme = &shown.field.scheme;
    let mut columns = vec![
        Column::shown("place", t("位次", "rank")),
        Column::plain("park"),
        Column::shown("name", t("园区", "park")),
        Column::shown("score", t("得分(测算)", "score (computed)")),
        Column::shown("coverage", t("覆盖", "data")),
        Column::plain("of"),
        Column::shown("rank_low", t("位次区间", "5-95%")),
        Column::plain("rank_median"),
        Column::plain("rank_high"),
        Column::shown("top_10", t("前10概率", "in top 10")),
        Column::shown("rank_move", t("升降", "move")),
    ];
    for node in 1..scheme.nodes.len() {
        let about = &scheme.nodes[node];
        let name = format!("points_{}", name_of(shown, node, catalog));
        columns.push(if about.depth == 1 { Column::shown(name, about.name.get(lang)) } else { Column::plain(name) });
    }
    for leaf in &scheme.leaves {
        let name = name_of(shown, leaf.node, catalog);
        columns.extend(["value", "period", "gives", "needed"].map(|what| Column::plain(format!("{what}_{name}"))));
    }
    columns.extend(["scheme", "provenance", "weights_changed", "runs", "seed"].map(Column::plain));
    let rows = shown.listed.iter().map(|row| line(shown, *row as usize, catalog, lang)).collect();
    Grid { columns, rows, notes: notes(shown, view, lang) }
}

fn line(shown: &Shown, row: usize, catalog: &Catalog, lang: Lang) -> Vec<Value> {
    let (field, scored) = (&shown.field, &shown.scored);
    let park = catalog.park(field.inputs.parks[row]);
    let place = scored.places[row];
    let exact = |value: Option<f64>, decimals: u8| {
        value.map_or(Value::Missing, |value| Value::Number(value, number::grouped(value, decimals)))
    };
    let interval = shown.interval(row);
    let coverage = scored.scores.coverage[row];
    let mut cells = vec![
        if place > 0 { Value::Number(f64::from(place), shown.place_words(row)) } else { Value::Missing },
        Value::text(&park.slug),
        Value::text(park.short.get(lang)),
        shown.points(0, row).map_or(Value::Missing, |score| Value::Number(score, score_words(score))),
        Value::Number(coverage, share_words(coverage)),
        Value::count(scored.of),
        interval.map_or(Value::Missing, |interval| Value::Number(interval.low, span_words(&interval))),
        interval.map_or(Value::Missing, |interval| Value::count(interval.median)),
        interval.map_or(Value::Missing, |interval| Value::count(interval.high)),
        interval.map_or(Value::Missing, |interval| Value::Number(interval.top, share_words(interval.top))),
        scored.moved[row].map_or(Value::Missing, Value::count),
    ];
    cells.extend((1..field.scheme.nodes.len()).map(|node| exact(shown.points(node, row), 1)));
    let explained = field.explain(scored, row, Goal::Next);
    for leaf in 0..field.scheme.leaves.len() {
        let point = field.inputs.figure(leaf, row);
        let value = point.map(|_| field.inputs.columns[leaf].values[row]);
        cells.push(exact(value, 4));
        cells.push(Value::maybe(point.map(|point| point.period.to_string())));
        cells.push(exact(explained.parts[leaf], 2));
        cells.push(exact(explained.needed[leaf], 4));
    }
    cells.push(Value::text(&field.scheme.slug));
    cells.push(Value::text(field.scheme.provenance.name()));
    cells.push(Value::Flag(shown.is_changed));
    let robust = shown.sure.as_ref().map(|sure| &sure.robust);
    cells.push(robust.map_or(Value::Missing, |robust| Value::count(robust.runs as f64)));
    cells.push(robust.map_or(Value::Missing, |robust| Value::text(robust.seed.to_string())));
    cells
}

/// The slug of a leaf's indicator, else its number, else its place: unique in the scheme.
fn name_of(shown: &Shown, node: usize, catalog: &Catalog) -> String {
    let scheme = &shown.field.scheme;
    let about = &scheme.nodes[node];
    let plain = |leaf: usize| match scheme.leaves[leaf].measure {
        Some(Measure::Plain(id)) => Some(catalog.indicator(id).slug.clone()),
        _ => None,
    };
    let named = match about.what {
        What::Leaf(leaf) => plain(leaf),
        What::Branch(_) => None,
    };
    let is_twice = |id: &str| scheme.nodes.iter().filter(|other| other.id == id).count() > 1;
    let twice = |slug: &String| (0..scheme.leaves.len()).filter(|leaf| plain(*leaf).as_ref() == Some(slug)).count() > 1;
    named
        .filter(|slug| !twice(slug))
        .or_else(|| (!about.id.is_empty() && !is_twice(&about.id)).then(|| about.id.clone()))
        .unwrap_or_else(|| format!("node{node}"))
}

fn notes(shown: &Shown, view: &View, lang: Lang) -> Vec<String> {
    let scheme = &shown.field.scheme;
    let (zh, en) = scheme.provenance.words();
    let have = shown.field.inputs.columns.iter().filter(|column| column.count() > 0).count();
    let all = scheme.leaves.len();
    let (name, slug) = (scheme.name.get(lang), &scheme.slug);
    let mut notes = vec![match lang {
        Lang::Zh => format!("方案: {name} ({slug}), {zh}, {have}/{all} 项有数; 得分为测算，非官方结果"),
        Lang::En => format!(
            "scheme: {name} ({slug}), {en}, {have} of {all} indicators with data; scores are computed, not official"
        ),
    }];
    if shown.is_changed {
        notes.push(lang.pick("权重已改，不是方案所载", "weights were changed and are not the scheme's").to_owned());
    }
    notes.push(grid::rule_note(view.question.at, lang));
    if let Some(sure) = &shown.sure {
        let (runs, seed) = (sure.robust.runs, sure.robust.seed);
        notes.push(match lang {
            Lang::Zh => format!("位次区间: {runs} 次抽样的 5%-95%, 种子 {seed}; 权重±25%, 标准化与合成方法随机"),
            Lang::En => {
                format!("5-95%: of {runs} runs, seed {seed}; weights within 25%, methods of points and means at random")
            }
        });
    }
    notes
}
