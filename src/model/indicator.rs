//! Indicators: what is measured, in which unit, and what may be done with it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{IndicatorId, Label, Unit, expr::Formula};

/// Whether more is better.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    Higher,
    Lower,
    /// Neither way: a size or a fact, ranked from large to small without praise.
    #[default]
    Neither,
}

/// What sort of quantity an indicator is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// An amount over a period.
    #[default]
    Flow,
    /// A state at the end of a period.
    Stock,
    /// One quantity over another; changes are in percentage points where it is a percentage.
    Ratio,
    /// A published rate of growth.
    Growth,
    /// A number against a base of 100 or the like.
    Index,
    /// A place in a list; 1 is best.
    Rank,
    /// Points given by a judge or a scheme.
    Score,
}

impl Nature {
    /// The nature in words, Chinese and English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Flow => ("流量(当期)", "flow (over the period)"),
            Self::Stock => ("存量(期末)", "stock (at the end)"),
            Self::Ratio => ("比率", "ratio"),
            Self::Growth => ("公布增速", "published growth"),
            Self::Index => ("指数", "index"),
            Self::Rank => ("位次", "rank"),
            Self::Score => ("得分", "score"),
        }
    }
}

/// How an indicator may be put together over several parks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Adds {
    /// The members' values add up.
    Sum,
    /// Recomputed from numerator and denominator, never averaged.
    Ratio,
    /// Not at all: ranks, scores, growth rates.
    #[default]
    Never,
}

/// The chapter an indicator stands in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    Economy,
    Innovation,
    Scale,
    Structure,
    Growth,
    Efficiency,
    Investment,
    Trade,
    Fiscal,
    Ranking,
    Social,
    #[default]
    Other,
}

impl Category {
    /// The chapter's heading, Chinese and English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Economy => ("经济规模", "Economy"),
            Self::Innovation => ("创新", "Innovation"),
            Self::Scale => ("主体与空间", "Scale"),
            Self::Structure => ("产业结构", "Structure"),
            Self::Growth => ("公布增速", "Published growth"),
            Self::Efficiency => ("效益", "Efficiency"),
            Self::Investment => ("投资与项目", "Investment"),
            Self::Trade => ("开放", "Trade"),
            Self::Fiscal => ("财政", "Fiscal"),
            Self::Ranking => ("评价与排名", "Rankings"),
            Self::Social => ("社会与治理", "Social"),
            Self::Other => ("其他", "Other"),
        }
    }
}

/// One indicator.
#[derive(Clone, PartialEq, Debug, Default, Deserialize, Serialize)]
pub struct Indicator {
    /// The name in files and on the command line.
    pub slug: String,
    pub name: Label,
    /// A name short enough for a column heading.
    pub short: Label,
    /// Other names people use; one may fit several indicators.
    pub alias: Vec<String>,
    /// The unit every value of it is kept in.
    pub unit: Unit,
    pub better: Better,
    pub category: Category,
    pub nature: Nature,
    pub adds: Adds,
    pub numerator: Option<IndicatorId>,
    pub denominator: Option<IndicatorId>,
    /// For a growth rate: what it is the growth of.
    pub base: Option<IndicatorId>,
    /// The whole it is a part of, such as an industry's output of all output: the parts of a whole do not overlap.
    pub part_of: Option<IndicatorId>,
    /// Decimals worth showing in the canonical unit.
    pub decimals: u8,
    /// The perimeter in a few words, where the definition states one.
    pub scope: Option<Label>,
    /// The definition.
    pub about: Label,
    /// What it is computed by, where it is no published indicator. Nobody keeps one with what was read.
    #[serde(skip)]
    pub formula: Option<Arc<Formula>>,
}

impl Indicator {
    /// Whether its figures are computed here, so that none is marked as published.
    pub const fn is_computed(&self) -> bool {
        self.formula.is_some()
    }

    /// Whether the definition takes in firms above a size only (规上). Such a figure and one of all firms are no ratio.
    pub fn is_above_size(&self) -> bool {
        self.scope.as_ref().is_some_and(|scope| scope.zh.starts_with("规上"))
    }

    /// Whether one is of firms above a size and the other, as far as both say, is not.
    pub fn differs_in_perimeter(&self, other: &Self) -> bool {
        self.is_above_size() != other.is_above_size() && self.scope.is_some() && other.scope.is_some()
    }
}
