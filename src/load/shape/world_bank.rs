//! The World Bank's CSV and its `DataBank`'s exports: countries and series down, years across.

use super::{Guess, Head, wide};
use crate::load::header::named;
use crate::load::layout::Field;

/// A wide table whose columns are called as the World Bank calls them.
pub fn sniff(head: &Head) -> Option<Guess> {
    let is_ours = |cells: &[String]| {
        let has = |name: &str| cells.iter().any(|cell| cell == name);
        (has("Country Name") || has("Country Code"))
            && cells.iter().any(|cell| {
                named(cell).is_some_and(|field| matches!(field, Field::Indicator | Field::IndicatorName))
                    || cell.contains("[YR")
                    || cell == "Time Code"
            })
    };
    let row = (0..head.rows.len().min(12)).find(|row| is_ours(head.row(*row)))?;
    let guess = wide::sniff(head)?;
    let is_databank =
        head.row(row).iter().any(|cell| cell.contains("[YR") || cell == "Time Code" || cell == "Series Code");
    let shape = if is_databank {
        ("世界银行 DataBank 导出", "World Bank DataBank export")
    } else {
        ("世界银行 CSV", "World Bank CSV")
    };
    let why = format!("row {} has the World Bank's names", head.at(row).line);
    Some(Guess { shape, sure: 97, why, ..guess })
}
