//! The copy of `data/` compiled in.

use super::part::{Bundle, CatalogParts, Part, Table};

/// A file of `data/`, by its path and its text.
macro_rules! embedded {
    ($path:expr) => {
        Part::embedded(concat!("data/", $path), include_str!(concat!("../../data/", $path)))
    };
}

/// A table of `data/observations/` and its sidecar.
macro_rules! table {
    ($stem:literal) => {
        Table {
            part: embedded!(concat!("observations/", $stem, ".csv")),
            sidecar: Some(embedded!(concat!("observations/", $stem, ".toml"))),
        }
    };
}

/// Everything the program knows by itself.
pub fn bundle() -> Bundle {
    Bundle {
        catalog: CatalogParts {
            parks: Some(embedded!("catalog/parks.toml")),
            indicators: Some(embedded!("catalog/indicators.toml")),
            sources: Some(embedded!("catalog/sources.toml")),
            groups: Some(embedded!("catalog/groups.toml")),
            remarks: Some(embedded!("catalog/remarks.toml")),
        },
        tables: vec![table!("china"), table!("elsewhere"), table!("zhejiang")],
    }
}
