//! What a reader must know before joining or comparing figures: conflicts, breaks and traps, in words.

use serde::{Deserialize, Serialize};

use super::{IndicatorId, Label, ParkId, Period};

/// What a remark warns of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemarkKind {
    /// Two sources state one fact differently.
    Conflict,
    /// The perimeter or the base changed: do not join.
    Break,
    /// A unit or a definition that is easily misread.
    Trap,
}

impl RemarkKind {
    /// The kind in words, Chinese and English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Conflict => ("冲突", "conflict"),
            Self::Break => ("口径变化", "break"),
            Self::Trap => ("易误读", "trap"),
        }
    }
}

/// One remark; an empty list means any.
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
pub struct Remark {
    pub kind: RemarkKind,
    pub parks: Vec<ParkId>,
    pub indicators: Vec<IndicatorId>,
    pub periods: Vec<Period>,
    pub text: Label,
}

impl Remark {
    /// Whether it speaks of this park and indicator, in whatever period.
    pub fn is_about(&self, park: ParkId, indicator: IndicatorId) -> bool {
        (self.parks.is_empty() || self.parks.contains(&park))
            && (self.indicators.is_empty() || self.indicators.contains(&indicator))
            && !(self.parks.is_empty() && self.indicators.is_empty())
    }

    /// Whether it names this period, or none.
    pub fn covers(&self, period: Period) -> bool {
        self.periods.is_empty() || self.periods.contains(&period)
    }
}
