//! Series as the lines of a chart, in the unit they are read in or as an index.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{Cx, format, format::Writing};
use crate::{
    analysis::change,
    model::{Indicator, Nature, ParkId, Period},
    store::Series,
    ui::{Chart, Line, shell::put},
};

/// How the values are drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Scales {
    /// As an index with the base year at 100.
    pub index: bool,
    pub log: bool,
}

/// Lines ready to draw; the place of a line is the place of its park, so that signs and colours agree with a table's.
pub struct Drawing {
    pub lines: Vec<Line>,
    /// The unit, or the base of the index, in words.
    pub unit: String,
    base: Option<i32>,
    places: bool,
    log: bool,
}

impl Drawing {
    /// The series of these parks, one a line; none of the points where a park is not drawn.
    pub fn of(series: &[(ParkId, &Series)], about: &Indicator, writing: &Writing, scales: Scales, cx: &Cx<'_>) -> Self {
        let base = scales.index.then(|| format::base_year(series.iter().map(|(_, series)| *series))).flatten();
        let line = |(place, (park, series)): (usize, &(ParkId, &Series))| {
            let at_base = base.and_then(|year| series.get(Period::year(year))).map(|point| point.reading.value);
            let points = series.years().filter_map(|point| {
                let value = match (scales.index, at_base) {
                    (true, at_base) => change::index(at_base?, point.reading.value)?,
                    (false, _) => point.reading.value / writing.scale.divide,
                };
                Some((point.period.calendar_year(), value, point.reading.mark.is_exact()))
            });
            let name = cx.catalog.park_name(*park, cx.lang).to_owned();
            Line { name, style: cx.theme.line(place), points: points.collect() }
        };
        let unit = match (scales.index, base) {
            (true, Some(year)) => format!("{year}=100"),
            (true, None) => cx.t("没有可作基年的年份", "no year to serve as base").to_owned(),
            (false, _) => writing.scale.label.clone(),
        };
        let log = if scales.log { cx.t("  对数坐标", "  log scale") } else { "" };
        Self {
            lines: series.iter().enumerate().map(line).collect(),
            unit: format!("{unit}{log}"),
            base,
            places: about.nature == Nature::Rank && !scales.index,
            log: scales.log,
        }
    }

    /// How many parks have no figure for the base year, and so no line.
    pub fn left_out(&self) -> usize {
        if self.base.is_none() {
            return 0;
        }
        self.lines.iter().filter(|line| line.points.is_empty()).count()
    }

    /// Draws the lines, or says in these words that there are none.
    pub fn render(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer, none: &str) {
        if self.lines.iter().all(|line| line.points.is_empty()) {
            put(buf, area.x + 1, area.y, area.width, none, cx.theme.muted);
            return;
        }
        let (log, places) = (self.log, self.places);
        let soft = cx.t("约数或预计", "about or expected");
        let chart = Chart { lines: &self.lines, log, places, unit: "", soft, glyphs: cx.glyphs, theme: cx.theme };
        (&chart).render(area, buf);
    }
}
