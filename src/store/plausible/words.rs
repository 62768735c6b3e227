//! Figures in words: what stands in the messages.

use super::{Figure, Store};
use crate::model::{Lang, unit::Dimension};

impl Store {
    /// Whose and what: `Binjiang, GDP`.
    pub(super) fn whose(&self, figure: &Figure) -> String {
        let park = self.catalog.park_name(figure.park, Lang::En);
        format!("{park}, {}", self.named(figure))
    }

    /// What, in a word or two.
    pub(super) fn named(&self, figure: &Figure) -> &str {
        self.catalog.indicator_name(figure.indicator, Lang::En)
    }

    /// How much: `≥1088.9 100M_CNY`, `5.87 %`, `24294`.
    pub(super) fn amount(&self, figure: &Figure) -> String {
        let unit = &self.catalog.indicator(figure.indicator).unit;
        let number = format!("{}{}", figure.mark.sign(), figure.value);
        match unit.dimension() {
            _ if unit.code().is_empty() => number,
            Dimension::Count | Dimension::Rank if unit.code() != "10k_count" => number,
            Dimension::Percent if unit.code() == "percent" => format!("{number} %"),
            _ => format!("{number} {}", unit.code()),
        }
    }

    /// How much and when: `1088.9 100M_CNY in 2017`.
    pub(super) fn dated(&self, figure: &Figure) -> String {
        format!("{} in {}", self.amount(figure), figure.period.words(Lang::En))
    }
}

/// A computed number, to as many digits as one compares: 3 of a small one, whole from 100.
pub fn computed(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

/// A fraction as a change: `+5.2 %`, `-14 %`.
pub fn change(fraction: f64) -> String {
    let percent = fraction * 100.0;
    if percent.abs() >= 100.0 { format!("{percent:+.0} %") } else { format!("{percent:+.1} %") }
}
