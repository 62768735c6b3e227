//! The matrix for files and pipes.

use super::{Cell, View};
use crate::{
    model::{Adds, Catalog, Indicator, Lang, Mark},
    screen::{
        Grid,
        grid::{Column, Value},
        measured,
    },
    store::{Foot, Why},
    ui::{GlyphSet, number},
};

/// What the group comes to, in words: 合计 for sums, 合计比率 for ratios of sums.
pub const fn whole_words(about: &Indicator, lang: Lang) -> &'static str {
    match about.adds {
        Adds::Ratio => lang.pick("合计之比", "ratio of sums"),
        _ => lang.pick("合计", "sum"),
    }
}

/// The foot of a year in one line, with what it is over: `2022年: 合计 12,345.6 亿元 c (41/58), 中位 289.0 (41/58)`.
fn foot_words(foot: &Foot, year: i32, about: &Indicator, lang: Lang) -> String {
    let signs = GlyphSet::Rich.glyphs();
    let figure =
        |value: f64, mark: Mark| number::with_mark(&number::grouped(value, about.decimals.max(1)), mark, signs);
    let mut said = vec![];
    if let Some(whole) = foot.whole {
        let what = whole_words(about, lang);
        said.push(format!("{what} {} c ({}/{})", figure(whole.value, whole.mark), whole.count, whole.of));
    }
    if let Some((median, mark)) = foot.median {
        let what = lang.pick("中位数", "median");
        said.push(format!("{what} {} c ({}/{})", figure(median, mark), foot.count, foot.of));
    }
    format!("{year}: {}", said.join(lang.pick("，", ", ")))
}

/// The rows, a column a year, with what the group comes to as notes.
pub fn to_grid(view: &View, catalog: &Catalog, lang: Lang, most: usize) -> Grid {
    let mut columns =
        vec![Column::plain("park"), Column::shown("name", lang.pick("园区", "park")), Column::plain("in_group")];
    for year in view.years() {
        columns.push(Column::shown(year.to_string(), year.to_string()));
        columns.extend(["mark", "computed", "disputed", "why"].map(|more| Column::plain(format!("{year}_{more}"))));
    }
    let signs = GlyphSet::Rich.glyphs();
    let figure = |cell: Cell| match cell {
        Ok(cell) => {
            let computed = if cell.computed { "c" } else { "" };
            let disputed = if cell.disputed { "!" } else { "" };
            let digits = if cell.computed { number::grouped(cell.value, 2) } else { number::exact(cell.value) };
            let text = format!("{}{computed}{disputed}", number::with_mark(&digits, cell.mark, signs));
            [
                Value::Number(cell.value, text),
                Value::text(cell.mark.name()),
                Value::Flag(cell.computed),
                Value::Flag(cell.disputed),
                Value::Missing,
            ]
        }
        Err(why) => {
            let told = if why == Why::Missing { Value::Missing } else { Value::text(why.words().1) };
            [Value::Missing, Value::Missing, Value::Missing, Value::Missing, told]
        }
    };
    let row = |place: &u32| {
        let park = view.parks[*place as usize];
        let is_member = (*place as usize) < view.members;
        let mut cells = vec![
            Value::text(&catalog.park(park).slug),
            Value::text(catalog.park_name(park, lang)),
            Value::Flag(is_member),
        ];
        cells.extend((0..view.years().len()).flat_map(|year| figure(view.cell(*place, year))));
        cells
    };
    let mut notes = vec![];
    if let (Some(measure), Some(table)) = (view.measure, &view.table) {
        notes.push(measured::name_and_unit(measure, &view.about, catalog, lang));
        let feet = table.feet.iter().zip(&table.years).filter(|(foot, _)| foot.median.is_some());
        notes.extend(feet.map(|(foot, year)| foot_words(foot, *year, &view.about, lang)));
    }
    Grid { columns, rows: view.order.iter().take(most).map(row).collect(), notes }
}
