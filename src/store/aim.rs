//! Targets, and how far the figures are.

use super::{Point, Series, Store};
use crate::model::{IndicatorId, Kind, Mark, Nature, ParkId};

/// A target and the figure beside it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Aim {
    pub target: Point,
    pub progress: Option<Progress>,
}

/// How far a figure is from its target.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Progress {
    /// For amounts the figure as a share of the target in percent (完成率), else the figure less the target.
    pub value: f64,
    pub is_share: bool,
    pub mark: Mark,
}

impl Store {
    /// The first target not due before that year, else the last one, and how far the figure is from it.
    pub fn aim(&self, park: ParkId, indicator: IndicatorId, from: i32, now: Option<&Point>) -> Option<Aim> {
        let Series { points } = self.series(park, indicator, Kind::Target);
        let open = points.iter().find(|point| point.period.calendar_year() >= from);
        let target = *open.or_else(|| points.last())?;
        // A figure from after the target's time says how things went on, not how far the target is.
        let progress = now.filter(|now| now.period <= target.period).and_then(|now| {
            let mark = now.reading.mark.over(target.reading.mark)?;
            let (value, aim) = (now.reading.value, target.reading.value);
            match self.catalog.indicator(indicator).nature {
                // A rate aimed at for one year says nothing of another.
                Nature::Growth if now.period != target.period => None,
                Nature::Flow | Nature::Stock if aim > 0.0 => Some((value / aim * 100.0, true, mark)),
                Nature::Flow | Nature::Stock => None,
                _ => Some((value - aim, false, mark)),
            }
        });
        let progress = progress.map(|(value, is_share, mark)| Progress { value, is_share, mark });
        Some(Aim { target, progress })
    }
}
