//! Everything that can be said of one target, from its figures.

use super::{Aimed, Verdict, Way, attained, elapsed, is_reached, progress, projected, required, threshold, verdict};
use crate::analysis::Firm;

/// A target and the figures it is judged by.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Case {
    pub aimed: Aimed,
    pub target: Firm,
    /// The year it is due.
    pub due: i32,
    /// The last year before the plan, where it is known.
    pub from: Option<i32>,
    /// The figure of that year; for what is gathered or averaged over the plan there is none.
    pub base: Option<Firm>,
    /// The latest figure: a level, or what was gathered or averaged since the base year.
    pub now: Firm,
    /// Its year, not after the one the target is due.
    pub at: i32,
    /// The pace so far: percent a year for a level, points or amounts a year otherwise.
    pub pace: Option<Firm>,
}

/// What there is to say; each none where it cannot be said.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Outcome {
    /// The part of the way from base to target.
    pub progress: Option<Firm>,
    /// 序时进度.
    pub elapsed: Option<f64>,
    /// 完成率, the figure over the target.
    pub attained: Option<Firm>,
    pub verdict: Option<Verdict>,
    /// What is still needed a year: percent for a level, points or amounts otherwise. None once due or reached.
    pub required: Option<Firm>,
    /// What the pace leads to in the year the target is due.
    pub projected: Option<Firm>,
    /// How much that misses the target by: positive falls short, whichever way the target is reached.
    pub shortfall: Option<Firm>,
}

/// Judges a target by what is known of it.
///
/// Without a base year it is a target of its own year: the figure of another year neither reaches nor misses it.
pub fn judge(case: &Case) -> Outcome {
    let Case { aimed, target, due, now, at, .. } = *case;
    let way = aimed.way();
    let aim = threshold(target, way);
    let left = due - at;
    let time = case.from.and_then(|from| elapsed(from, at, due));
    let is_wanted = (way == Way::Up) == (target.value > 0.0);
    // Of a limit one does not want a large share.
    let attained = attained(now, target, way).filter(|_| is_wanted);
    // In the base year itself, or before it, there is no way to have gone.
    let from_base = || case.base.filter(|_| time.is_some()).and_then(|base| progress(base, now, target, way));
    let (progress, needed, led) = match aimed {
        Aimed::Level(_) => {
            let led = case.pace.and_then(|pace| Firm::of(projected(now.value, pace.value, left), Some(pace.mark)));
            (from_base(), required(now, aim, left), led)
        }
        Aimed::Ratio(_) => (from_base(), by_points(now, aim, left), by_pace(case, left)),
        Aimed::Cumulative(_) => (attained, by_points(now, aim, left), by_pace(case, left)),
        Aimed::Compound(_) => (attained, None, None),
        Aimed::Average(_) | Aimed::Yearly(_) => (None, None, None),
    };
    let is_open = left > 0;
    let reached = is_reached(now, target, way);
    let projected = led.filter(|_| is_open);
    let shortfall = projected.and_then(|led| {
        let (led, aim) = if way == Way::Down { (led.flip(), aim.flip()) } else { (led, aim) };
        Firm::of(aim.value - led.value, aim.mark.over(led.mark))
    });
    Outcome {
        progress,
        elapsed: time,
        attained,
        verdict: said(case, progress, attained, reached),
        required: needed.filter(|_| is_open && reached != Some(true)),
        projected,
        shortfall,
    }
}

fn said(case: &Case, progress: Option<Firm>, attained: Option<Firm>, reached: Option<bool>) -> Option<Verdict> {
    let Case { aimed, target, due, at, .. } = *case;
    let is_due = due == at;
    let reached = reached.filter(|_| is_due || case.from.is_some());
    // A share of the target says how far one is only where more of it is wanted.
    let is_wanted = (aimed.way() == Way::Up) == (target.value > 0.0);
    match aimed {
        // A rate is not gathered over the years: each year the whole of it is due, and it may still fall.
        Aimed::Average(_) | Aimed::Yearly(_) => match reached {
            Some(true) => Some(if is_due { Verdict::Done } else { Verdict::OnTrack }),
            _ => attained.filter(|_| is_wanted).and_then(|share| verdict(share, 1.0)),
        },
        // A limit on what is gathered can be broken early and be kept only at the end.
        Aimed::Cumulative(_) | Aimed::Compound(_) if !is_wanted => match reached {
            Some(true) if is_due => Some(Verdict::Done),
            Some(false) => Some(Verdict::Behind),
            _ => None,
        },
        _ if reached == Some(true) => Some(Verdict::Done),
        _ => verdict(progress?, elapsed(case.from?, at, due)?),
    }
}

/// What is still needed a year in the unit itself, `(T − x_t) ÷ (t1 − t)`.
fn by_points(now: Firm, target: Firm, years: i32) -> Option<Firm> {
    let a_year = (target.value - now.value) / f64::from(years);
    Firm::of(a_year, target.mark.over(now.mark)).filter(|_| years > 0)
}

/// What a pace in the unit itself leads to.
fn by_pace(case: &Case, years: i32) -> Option<Firm> {
    case.pace.and_then(|pace| Firm::of(case.now.value + pace.value * f64::from(years), Some(pace.mark)))
}
