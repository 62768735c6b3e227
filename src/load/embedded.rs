//! The copy of `data/` compiled in.

use super::part::{Bundle, CatalogParts, Part, Table};

/// A file of `data/`, by its path and its text.
macro_rules! embedded {
    ($path:expr) => {
        Part::embedded(concat!("data/", $path), include_str!(concat!("../../data/", $path)))
    };
}

/// A file of `data/catalog/`, made ready by the build.
macro_rules! ready {
    ($stem:literal) => {
        Some(Part::ready(
            concat!("data/catalog/", $stem, ".toml"),
            include_str!(concat!(env!("OUT_DIR"), "/", $stem, ".json")),
        ))
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

/// The schemes, the one to begin with first.
pub fn schemes() -> [Part; 5] {
    [
        embedded!("schemes/equal.toml"),
        embedded!("schemes/most-2021.toml"),
        embedded!("schemes/miit-2024.toml"),
        embedded!("schemes/torch-2014.toml"),
        embedded!("schemes/most-2013.toml"),
    ]
}

/// Everything the program knows by itself.
pub fn bundle() -> Bundle {
    Bundle {
        catalog: CatalogParts {
            parks: ready!("parks"),
            indicators: ready!("indicators"),
            sources: ready!("sources"),
            groups: ready!("groups"),
            remarks: ready!("remarks"),
        },
        tables: vec![table!("china"), table!("elsewhere"), table!("zhejiang")],
        schemes: vec![],
    }
}
