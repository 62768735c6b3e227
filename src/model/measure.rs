//! What is done to an indicator before it is shown: growth, shares, per head and the like.

use super::{Adds, Indicator, IndicatorId, Lang, Nature, Unit, unit::Dimension, unit::Quotient};

mod refusal;
mod spelling;

pub use refusal::Refusal;
pub use spelling::NotAForm;

/// How an indicator is shown. The formulas are those of [`crate::analysis`]; `docs/formulas.md` has them in words.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Form {
    /// As published.
    #[default]
    Level,
    /// The difference on the year before, in the unit itself; percentage points of a percentage, places of a rank.
    Change,
    /// Percent on the year before (同比): the published rate where there is one.
    Growth,
    /// The compound rate a year since that year (年均增速).
    Cagr { from: i32 },
    /// That year is 100.
    Index { base: i32 },
    /// Percent of the sum over the group.
    Share,
    /// 贡献率: percent of the change of the group.
    Contribution,
    /// 拉动: the percentage points it adds to the growth of the group.
    Pull,
    /// By another indicator of the same park and period.
    Per(IndicatorId),
    /// The share of the others in the group that one stands above, 0 to 100.
    Percentile,
    /// Deviations from the mean of the group.
    ZScore,
    /// The place in the group.
    Rank,
    /// 区位商: the share of the group's sum over the share of another indicator's.
    LocationQuotient(IndicatorId),
}

/// An indicator in a form.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Measure {
    pub of: IndicatorId,
    pub form: Form,
}

impl Form {
    /// The second indicator the form needs.
    pub const fn by(self) -> Option<IndicatorId> {
        match self {
            Self::Per(by) | Self::LocationQuotient(by) => Some(by),
            _ => None,
        }
    }

    /// Whether a value depends on the other parks of the group.
    pub const fn is_of_group(self) -> bool {
        matches!(
            self,
            Self::Share
                | Self::Contribution
                | Self::Pull
                | Self::Percentile
                | Self::ZScore
                | Self::Rank
                | Self::LocationQuotient(_)
        )
    }

    /// Whether the form sums over the group, so that what is a part of another must not count twice.
    pub const fn is_of_sum(self) -> bool {
        matches!(self, Self::Share | Self::Contribution | Self::Pull | Self::LocationQuotient(_))
    }

    /// Its name for a heading, without the second indicator: `同比`, `growth`.
    pub fn short(self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::Level => ("原值", "level"),
            Self::Change => ("增减", "change"),
            Self::Growth => ("同比", "growth"),
            Self::Cagr { from } => return format!("{} {from}-", lang.pick("年均", "CAGR")),
            Self::Index { base } => return format!("{base}=100"),
            Self::Share => ("占比", "share"),
            Self::Contribution => ("贡献率", "contribution"),
            Self::Pull => ("拉动", "pull"),
            Self::Per(_) => ("单位量", "per"),
            Self::Percentile => ("百分位", "percentile"),
            Self::ZScore => ("标准分", "z-score"),
            Self::Rank => ("位次", "rank"),
            Self::LocationQuotient(_) => ("区位商", "LQ"),
        };
        lang.pick(zh, en).to_owned()
    }

    /// What it is, in a few words; `by` is the name of the second indicator.
    pub fn long(self, by: Option<&str>, lang: Lang) -> String {
        let by = by.unwrap_or("?");
        match (self, lang) {
            (Self::Level, Lang::Zh) => "原值 (如所载)".into(),
            (Self::Level, Lang::En) => "level, as published".into(),
            (Self::Change, Lang::Zh) => "比上年增减 (绝对量、百分点、位次)".into(),
            (Self::Change, Lang::En) => "difference on the year before (amount, pp, places)".into(),
            (Self::Growth, Lang::Zh) => "同比增速 (%, 有公布数用公布数)".into(),
            (Self::Growth, Lang::En) => "growth on the year before (%, as published where it is)".into(),
            (Self::Cagr { from }, Lang::Zh) => format!("{from}年以来年均增速 (%)"),
            (Self::Cagr { from }, Lang::En) => format!("compound growth a year since {from} (%)"),
            (Self::Index { base }, Lang::Zh) => format!("指数 ({base}年=100)"),
            (Self::Index { base }, Lang::En) => format!("index ({base} = 100)"),
            (Self::Share, Lang::Zh) => "占比 (占所选范围合计的%)".into(),
            (Self::Share, Lang::En) => "share of the sum over the group (%)".into(),
            (Self::Contribution, Lang::Zh) => "贡献率 (占所选范围增量的%)".into(),
            (Self::Contribution, Lang::En) => "contribution to the change of the group (%)".into(),
            (Self::Pull, Lang::Zh) => "拉动 (拉动所选范围增长的百分点)".into(),
            (Self::Pull, Lang::En) => "points of the growth of the group (pp)".into(),
            (Self::Per(_), Lang::Zh) => format!("人均、地均等 (除以{by})"),
            (Self::Per(_), Lang::En) => format!("per head, per area … (over {by})"),
            (Self::Percentile, Lang::Zh) => "百分位 (在所选范围, 0-100)".into(),
            (Self::Percentile, Lang::En) => "percentile in the group (0 to 100)".into(),
            (Self::ZScore, Lang::Zh) => "标准分 (距均值几个标准差)".into(),
            (Self::ZScore, Lang::En) => "z-score (deviations from the mean)".into(),
            (Self::Rank, Lang::Zh) => "位次 (在所选范围)".into(),
            (Self::Rank, Lang::En) => "rank in the group".into(),
            (Self::LocationQuotient(_), Lang::Zh) => format!("区位商 (占比除以{by}的占比)"),
            (Self::LocationQuotient(_), Lang::En) => format!("location quotient (share over that of {by})"),
        }
    }

    /// Why the form says nothing of such an indicator; none where it does. `by` is the second indicator.
    pub fn refusal(self, of: &Indicator, by: Option<&Indicator>) -> Option<Refusal> {
        let is_rank = of.nature == Nature::Rank || of.unit.dimension() == Dimension::Rank;
        let is_share = matches!(of.unit.dimension(), Dimension::Percent | Dimension::Points);
        let adds_up = |indicator: &Indicator| indicator.adds == Adds::Sum;
        match self {
            Self::Level | Self::Change => None,
            _ if is_rank => Some(Refusal::OfRank),
            Self::Growth | Self::Cagr { .. } | Self::Index { .. } if is_share || of.nature == Nature::Growth => {
                Some(Refusal::OfPercent)
            }
            Self::Growth | Self::Cagr { .. } | Self::Index { .. } if of.nature == Nature::Score => {
                Some(Refusal::OfScore)
            }
            Self::Share | Self::Contribution | Self::Pull if !adds_up(of) => Some(Refusal::NotASum),
            Self::Per(_) | Self::LocationQuotient(_) => {
                let Some(by) = by else { return Some(Refusal::NoSecond) };
                if !adds_up(of) || !adds_up(by) {
                    Some(Refusal::NotASum)
                } else if of.slug == by.slug {
                    Some(Refusal::Itself)
                } else if is_above_size(of) != is_above_size(by) && of.scope.is_some() && by.scope.is_some() {
                    Some(Refusal::Perimeter)
                } else if matches!(self, Self::Per(_)) && Quotient::of(&of.unit, &by.unit).is_none() {
                    Some(Refusal::Currencies)
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    /// The unit of the result. Of what is refused it is the unit of the indicator.
    pub fn unit(self, of: &Indicator, by: Option<&Indicator>) -> Unit {
        match self {
            Self::Level => of.unit.clone(),
            Self::Change if of.unit.is_percent() => Unit::parse("pp"),
            Self::Change => of.unit.clone(),
            Self::Growth | Self::Cagr { .. } | Self::Share | Self::Contribution => Unit::parse("percent"),
            Self::Index { .. } => Unit::parse("index"),
            Self::Pull => Unit::parse("pp"),
            Self::Per(_) => by
                .and_then(|by| Quotient::of(&of.unit, &by.unit))
                .map_or_else(|| of.unit.clone(), |quotient| quotient.unit),
            Self::Percentile => Unit::plain("percentile", "百分位", "percentile"),
            Self::ZScore => Unit::plain("sd", "标准差", "SD"),
            Self::Rank => Unit::parse("rank"),
            Self::LocationQuotient(_) => Unit::plain("quotient", "(1=均等)", "(1 = even)"),
        }
    }
}

/// Whether the definition takes in firms above a size only (规上). Such a figure and one of all firms are no ratio.
fn is_above_size(indicator: &Indicator) -> bool {
    indicator.scope.as_ref().is_some_and(|scope| scope.zh.starts_with("规上"))
}

#[cfg(test)]
mod tests;
