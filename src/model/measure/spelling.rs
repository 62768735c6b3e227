//! Forms as they are written on the command line.

use std::fmt;

use super::{Form, IndicatorId};

/// Why a text names no form.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "`{0}` is no form (算法); write `level`, `change`, `percent`, `cagr:2016`, `index:2016`, `share`, `contribution`, \
     `pull`, `per:employees`, `percentile`, `z`, `rank`, `lq:employees` or `effect`"
)]
pub struct NotAForm(pub String);

impl Form {
    /// The form written so. `year` is the one taken where `cagr` and `index` name none; `indicator` finds one by its name.
    pub fn parse<E: From<NotAForm>>(
        text: &str,
        year: i32,
        indicator: impl Fn(&str) -> Result<IndicatorId, E>,
    ) -> Result<Self, E> {
        let wrong = || E::from(NotAForm(text.chars().take(40).collect()));
        let (name, rest) = match text.trim().split_once([':', '：']) {
            Some((name, rest)) => (name.trim(), Some(rest.trim()).filter(|rest| !rest.is_empty())),
            None => (text.trim(), None),
        };
        let since = |rest: Option<&str>| match rest {
            None => Ok(year),
            Some(rest) => rest.parse().ok().filter(|_| rest.len() == 4).ok_or_else(wrong),
        };
        let form = match (name.to_ascii_lowercase().as_str(), rest) {
            ("cagr" | "年均" | "年均增速", rest) => Self::Cagr { from: since(rest)? },
            ("index" | "指数", rest) => Self::Index { base: since(rest)? },
            ("per" | "除以", Some(by)) => Self::Per(indicator(by)?),
            ("lq" | "区位商", Some(by)) => Self::LocationQuotient(indicator(by)?),
            ("level" | "原值", None) => Self::Level,
            ("change" | "增减", None) => Self::Change,
            ("percent" | "growth" | "同比", None) => Self::Growth,
            ("share" | "占比", None) => Self::Share,
            ("contribution" | "贡献率", None) => Self::Contribution,
            ("pull" | "拉动", None) => Self::Pull,
            ("percentile" | "百分位", None) => Self::Percentile,
            ("z" | "标准分", None) => Self::ZScore,
            ("rank" | "位次", None) => Self::Rank,
            ("effect" | "影响", None) => Self::Effect,
            _ => return Err(wrong()),
        };
        Ok(form)
    }

    /// How it is written on the command line; `by` is the slug of the second indicator.
    pub fn code(self, by: Option<&str>) -> String {
        match by.filter(|_| self.by().is_some()) {
            Some(by) => format!("{self}:{by}"),
            None => self.to_string(),
        }
    }
}

/// The form on the command line, without the second indicator.
impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Level => f.write_str("level"),
            Self::Change => f.write_str("change"),
            Self::Growth => f.write_str("percent"),
            Self::Cagr { from } => write!(f, "cagr:{from}"),
            Self::Index { base } => write!(f, "index:{base}"),
            Self::Share => f.write_str("share"),
            Self::Contribution => f.write_str("contribution"),
            Self::Pull => f.write_str("pull"),
            Self::Per(_) => f.write_str("per"),
            Self::Percentile => f.write_str("percentile"),
            Self::ZScore => f.write_str("z"),
            Self::Rank => f.write_str("rank"),
            Self::LocationQuotient(_) => f.write_str("lq"),
            Self::Effect => f.write_str("effect"),
        }
    }
}
