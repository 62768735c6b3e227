//! What is done to an indicator before it is shown: growth, shares, per head and the like.

use super::{Adds, Better, Catalog, Indicator, IndicatorId, Lang, Nature, Unit, unit::Dimension, unit::Quotient};

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
    /// 影响: what the park does to the group's ratio: the ratio of sums with it less the one without it.
    Effect,
}

/// An indicator in a form.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Measure {
    pub of: IndicatorId,
    pub form: Form,
}

impl Measure {
    /// The indicator as it is in the form; as it is anyway where the form says nothing of it.
    pub fn formed(self, catalog: &Catalog) -> Indicator {
        let (about, by) = (catalog.indicator(self.of), self.form.by().map(|by| catalog.indicator(by)));
        let form = if self.form.refusal(about, by).is_some() { Form::Level } else { self.form };
        form.applied(about, by)
    }
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
                | Self::Effect
        )
    }

    /// Whether the form sums over the group, so that what is a part of another must not count twice.
    pub const fn is_of_sum(self) -> bool {
        matches!(self, Self::Share | Self::Contribution | Self::Pull | Self::LocationQuotient(_) | Self::Effect)
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
            Self::Effect => ("影响", "effect"),
        };
        lang.pick(zh, en).to_owned()
    }

    /// What it is, in a few words beside its name; `by` is the name of the second indicator.
    pub fn about(self, by: Option<&str>, lang: Lang) -> String {
        let by = by.unwrap_or("?");
        let (zh, en) = match self {
            Self::Level => ("如所载", "as published"),
            Self::Change => ("比上年增减: 绝对量、百分点、位次", "on the year before: amount, points, places"),
            Self::Growth => ("比上年增长%，有公布数用公布数", "percent on the year before, as published where it is"),
            Self::Cagr { from } => {
                return match lang {
                    Lang::Zh => format!("{from}年以来年均增长%"),
                    Lang::En => format!("compound percent a year since {from}"),
                };
            }
            Self::Index { .. } => ("基年为100", "the base year is 100"),
            Self::Share => ("占范围内有数园区合计的%", "percent of the sum over the group's parks with figures"),
            Self::Contribution => ("占范围增量的%", "percent of the change of the group"),
            Self::Pull => ("拉动范围增长的百分点", "points of the growth of the group"),
            Self::Per(_) => {
                return match lang {
                    Lang::Zh => format!("除以同园区同期的{by}"),
                    Lang::En => format!("over {by} of the same park and period"),
                };
            }
            Self::Percentile => ("在范围内超过其他园区的%", "percent of the others in the group it stands above"),
            Self::ZScore => ("距范围均值几个标准差", "deviations from the mean of the group"),
            Self::Rank => ("在范围内，同期", "in the group, of one period"),
            Self::LocationQuotient(_) => {
                return match lang {
                    Lang::Zh => format!("占比除以{by}的占比"),
                    Lang::En => format!("its share over its share of {by}"),
                };
            }
            Self::Effect => ("范围的比率减去不含本园区的比率", "the group's ratio less what it is without the park"),
        };
        lang.pick(zh, en).to_owned()
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
            Self::Effect if of.adds != Adds::Ratio || of.numerator.is_none() || of.denominator.is_none() => {
                Some(Refusal::NotARatio)
            }
            Self::Per(_) | Self::LocationQuotient(_) => {
                let Some(by) = by else { return Some(Refusal::NoSecond) };
                if !adds_up(of) || !adds_up(by) {
                    Some(Refusal::NotASum)
                } else if of.slug == by.slug {
                    Some(Refusal::Itself)
                } else if of.differs_in_perimeter(by) {
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

    /// Which way the result is better, given which way the indicator is.
    pub fn better(self, of: &Indicator) -> Better {
        match self {
            Self::Rank => Better::Lower,
            Self::Percentile => Better::Higher,
            // Places gained.
            Self::Change if of.nature == Nature::Rank => Better::Higher,
            _ => of.better,
        }
    }

    /// The indicator as it is in this form: its unit, direction, decimals and kind are those of the result, its names are
    /// its own. Nothing of it adds up.
    pub fn applied(self, of: &Indicator, by: Option<&Indicator>) -> Indicator {
        let (nature, decimals) = match self {
            Self::Level => return of.clone(),
            Self::Change => (if of.nature == Nature::Rank { Nature::Index } else { of.nature }, of.decimals),
            Self::Growth | Self::Cagr { .. } | Self::Index { .. } | Self::Contribution => (Nature::Ratio, 1),
            Self::Share | Self::Pull | Self::ZScore => (Nature::Ratio, 2),
            Self::Percentile => (Nature::Ratio, 0),
            Self::Rank => (Nature::Rank, 0),
            Self::Per(_) | Self::LocationQuotient(_) => (Nature::Index, 2),
            Self::Effect => (Nature::Index, (of.decimals + 2).min(4)),
        };
        let (unit, better) = (self.unit(of, by), self.better(of));
        Indicator { unit, better, nature, adds: Adds::Never, decimals, ..of.clone() }
    }

    /// The unit of the result. Of what is refused it is the unit of the indicator.
    pub fn unit(self, of: &Indicator, by: Option<&Indicator>) -> Unit {
        match self {
            Self::Change | Self::Effect if of.unit.is_percent() => Unit::parse("pp"),
            Self::Level | Self::Change | Self::Effect => of.unit.clone(),
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

#[cfg(test)]
mod tests;
