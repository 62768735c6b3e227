//! Targets of a plan: how far one has come, how far one should be, and where it leads.
//!
//! Rates are in percent a year, shares (progress, 完成率, 序时进度) are fractions of one. Formulas: `docs/comparison.md`.

mod judge;

pub use judge::{Case, Outcome, judge};

use super::{Firm, change::compound};
use crate::model::{Better, Indicator, Mark, Nature};

/// Which way a target is reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// Reached from below.
    Up,
    /// Reached from above: a limit (约束性指标), such as energy per value added.
    Down,
}

/// What sort of target it is, which says by which formulas it is judged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aimed {
    /// An amount or a count; it grows by percent.
    Level(Way),
    /// A percentage, a rank, a score or an index; it moves by points.
    Ratio(Way),
    /// An average rate of growth over the plan (年均).
    Average(Way),
    /// A rate of growth of the one year.
    Yearly(Way),
    /// A sum over the years of the plan (累计).
    Cumulative(Way),
    /// A rate of growth compounded over the plan, such as a total reduction (累计下降).
    Compound(Way),
}

impl Aimed {
    /// What a target of that indicator is. `total` and `average` say that the source calls it a total over the plan, or an
    /// annual average.
    ///
    /// A published growth rate is a growth target: compounded where it is called a total, an average where it is called one
    /// or where the year ends a five-year plan, else of its own year. A flow that is called a total is cumulative. What is in
    /// percent, a rank, a score or an index moves by points. All else is a level. A limit is what is better lower, or, where
    /// no way is better, what is stated as "at most".
    pub fn of(indicator: &Indicator, mark: Mark, ends_plan: bool, total: bool, average: bool) -> Self {
        let is_limit = match indicator.better {
            Better::Lower => true,
            Better::Higher => false,
            Better::Neither => matches!(mark, Mark::AtMost | Mark::LessThan),
        };
        let way = if is_limit { Way::Down } else { Way::Up };
        match indicator.nature {
            Nature::Growth if total => Self::Compound(way),
            Nature::Growth if average || ends_plan => Self::Average(way),
            Nature::Growth => Self::Yearly(way),
            Nature::Flow if total => Self::Cumulative(way),
            Nature::Rank => Self::Ratio(Way::Down),
            Nature::Score | Nature::Index => Self::Ratio(way),
            _ if indicator.unit.is_percent() => Self::Ratio(way),
            _ => Self::Level(way),
        }
    }

    /// Which way it is reached.
    pub const fn way(self) -> Way {
        match self {
            Self::Level(way)
            | Self::Ratio(way)
            | Self::Average(way)
            | Self::Yearly(way)
            | Self::Cumulative(way)
            | Self::Compound(way) => way,
        }
    }

    /// Its stable name, for scripts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Level(Way::Up) => "level-up",
            Self::Level(Way::Down) => "level-down",
            Self::Ratio(_) => "ratio",
            Self::Average(_) => "growth-average",
            Self::Yearly(_) => "growth-year",
            Self::Cumulative(_) => "cumulative",
            Self::Compound(_) => "growth-total",
        }
    }

    /// What it is in words, Chinese and English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Level(Way::Up) => ("水平目标", "level to reach"),
            Self::Level(Way::Down) => ("约束性目标", "limit to stay below"),
            Self::Ratio(Way::Up) => ("比率目标", "ratio to reach"),
            Self::Ratio(Way::Down) => ("约束性比率或位次", "ratio or rank to come down to"),
            Self::Average(_) => ("年均增速目标", "average annual growth"),
            Self::Yearly(_) => ("当年增速目标", "growth of the year"),
            Self::Cumulative(_) => ("累计目标", "total over the plan"),
            Self::Compound(_) => ("累计增减幅目标", "total change over the plan"),
        }
    }
}

/// How a target stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verdict {
    /// Progress below 序时进度 by more than five points.
    Behind,
    /// Progress within five points below 序时进度.
    Nearly,
    /// Progress at or above 序时进度.
    OnTrack,
    /// Reached.
    Done,
}

/// The base year of a target: the last year before the five-year plan that it ends (2025: 2020); none where its year ends
/// no plan.
pub const fn plan_base(year: i32) -> Option<i32> {
    if year.rem_euclid(5) == 0 { Some(year - 5) } else { None }
}

/// The target as a threshold: "at least T" is a floor and T reaches it; so is "at most T" for a limit. Any other mark stays.
pub fn threshold(target: Firm, way: Way) -> Firm {
    let is_floor = matches!((way, target.mark), (Way::Up, Mark::AtLeast | Mark::MoreThan));
    let is_ceiling = matches!((way, target.mark), (Way::Down, Mark::AtMost | Mark::LessThan));
    if is_floor || is_ceiling { Firm::exact(target.value) } else { target }
}

/// Progress `(x_t − x_0) ÷ (T − x_0)`, a fraction of the way from the base to the target.
///
/// None where the target does not lie beyond the base, and where bounds leave nothing to say. For a limit both
/// differences are negative and the formula is the same.
pub fn progress(base: Firm, now: Firm, target: Firm, way: Way) -> Option<Firm> {
    let seen = |firm: Firm| if way == Way::Down { firm.flip() } else { firm };
    let (base, now, target) = (seen(base), seen(now), seen(threshold(target, way)));
    let all = target.value - base.value;
    let mark = now.mark.over(target.mark).and_then(|mark| match () {
        () if base.mark.is_exact() => Some(mark),
        // Below the target a higher base means less progress, beyond it more.
        () if now.value <= target.value => mark.over(base.mark),
        () if mark.is_exact() => Some(base.mark),
        () => None,
    });
    Firm::of((now.value - base.value) / all, mark).filter(|_| all > 0.0)
}

/// 序时进度 `τ = (t − t0) ÷ (t1 − t0)`, the part of the plan's time that has passed; none outside the plan.
pub fn elapsed(base: i32, now: i32, due: i32) -> Option<f64> {
    (base < now && now <= due).then(|| f64::from(now - base) / f64::from(due - base))
}

/// 完成率 `x_t ÷ T`, also called progress in the wild and not the same; none where the two have no ratio.
pub fn attained(now: Firm, target: Firm, way: Way) -> Option<Firm> {
    let target = threshold(target, way);
    let is_ratio = target.value != 0.0 && (now.value == 0.0 || now.value.signum() == target.value.signum());
    // Of two negative numbers the smaller is the larger part.
    let mark = if target.value < 0.0 { now.flip().mark.over(target.flip().mark) } else { now.mark.over(target.mark) };
    Firm::of(now.value / target.value, mark).filter(|_| is_ratio)
}

/// Whether the target is reached, as far as the marks prove it; none where they leave it open.
pub fn is_reached(now: Firm, target: Firm, way: Way) -> Option<bool> {
    let target = threshold(target, way);
    let (now, target) = if way == Way::Down { (now.flip(), target.flip()) } else { (now, target) };
    if now.value >= target.value {
        (!now.may_be_less() && !target.may_be_more()).then_some(true)
    } else {
        (!now.may_be_more() && !target.may_be_less()).then_some(false)
    }
}

/// The verdict: reached at 1, on track at 序时进度 `τ`, nearly so at `τ − 0.05`, else behind. None where a bound leaves it
/// open: "at least 30 %" may be anything above.
pub fn verdict(progress: Firm, elapsed: f64) -> Option<Verdict> {
    // Shares are quotients of decimals: 0.55 less 0.05 must not miss 0.5 by its last bit.
    const DUST: f64 = 1e-9;
    let reached = match progress.value + DUST {
        share if share >= 1.0 => Verdict::Done,
        share if share >= elapsed => Verdict::OnTrack,
        share if share >= elapsed - 0.05 => Verdict::Nearly,
        _ => Verdict::Behind,
    };
    match reached {
        Verdict::Behind if progress.may_be_more() => None,
        Verdict::Behind => Some(reached),
        _ if progress.may_be_less() => None,
        _ => Some(reached),
    }
}

/// The growth a year that is still needed, `(T ÷ x_t)^{1/(t1 − t)} − 1`, in percent.
pub fn required(now: Firm, target: Firm, years: i32) -> Option<Firm> {
    Firm::of(compound(now.value, target.value, years)?, target.mark.over(now.mark))
}

/// What a level comes to at that growth a year in percent: `x̂ = x_t (1 + g)^{t1 − t}`.
pub fn projected(now: f64, rate: f64, years: i32) -> f64 {
    now * (1.0 + rate / 100.0).powi(years)
}

/// The average of annual rates, all in percent, by their product: `(Π(1 + g))^{1/n} − 1`; none of nothing or of a loss of all.
pub fn average(rates: &[f64]) -> Option<f64> {
    let all = compounded(rates)?;
    compound(100.0, 100.0 + all, i32::try_from(rates.len()).ok()?)
}

/// What annual rates in percent come to together: `Π(1 + g) − 1`. Of annual reductions `g = −r` this is less
/// `1 − Π(1 − r)`.
pub fn compounded(rates: &[f64]) -> Option<f64> {
    let product: f64 = rates.iter().map(|rate| 1.0 + rate / 100.0).product();
    (!rates.is_empty()).then_some((product - 1.0) * 100.0).filter(|all| all.is_finite())
}

#[cfg(test)]
mod tests;
