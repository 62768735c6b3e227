//! What stands beside the figures of a row: the group's middle and mean of the same period, and who catches up when.

use ratatui::{buffer::Buffer, layout::Rect};

use super::Row;
use crate::{
    analysis::{Firm, gap::CatchUp},
    model::{At, Form, Measure, ParkId, Period},
    screen::{Cx, Pen, format::Writing},
    store::{Cell, Chase, Series, Store},
    ui::{number, shell::put, text::pad_start},
};

/// What stands beside a row's figures.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Beside {
    /// None where no park of the row has a figure.
    pub group: Option<Group>,
    /// One a park: how it stands to catch up with the benchmark.
    pub chases: Vec<Option<Chase>>,
}

/// The group's figures of one period, computed here.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Group {
    /// The period of the benchmark's figure, or of the first there is.
    pub period: Period,
    pub median: Option<Firm>,
    pub mean: Option<Firm>,
    /// How many members have a figure of that period, and how many there are.
    pub count: usize,
    pub of: usize,
}

/// Computes it. Catching up is of levels, whose growth it asks for: in a form nothing is said of it.
pub fn of(
    store: &Store,
    members: &[ParkId],
    measure: Measure,
    parks: &[ParkId],
    (cells, series): (&[Option<Cell>], &[Series]),
    at: At,
) -> Beside {
    let period = cells.iter().flatten().map(|cell| cell.period).next();
    let group = period.map(|period| {
        let peers = store.peers_in(members, measure, period);
        Group { period, median: peers.median(), mean: peers.mean(), count: peers.count(), of: peers.of }
    });
    if measure.form != Form::Level {
        return Beside { group, chases: vec![None; parks.len()] };
    }
    let indicator = measure.of;
    let benchmark = parks.first().copied().zip(series.first());
    let chase = |(park, own): (&ParkId, &Series)| store.chase(indicator, (*park, own), benchmark?, at);
    Beside { group, chases: parks.iter().zip(series).map(chase).collect() }
}

/// When a park catches up, in few cells: `≈10.2年`, `已超过`, `追不上`, `>50年`.
pub fn catch_words(chase: &Chase, moving: CatchUp, pen: Pen) -> String {
    match moving {
        CatchUp::Ahead => pen.t("已超过", "ahead").to_owned(),
        CatchUp::Never => pen.t("追不上", "never").to_owned(),
        CatchUp::Long => pen.t(">50年", ">50 y").to_owned(),
        CatchUp::Years(years) => {
            let about = if chase.is_about { pen.glyphs.about } else { "" };
            format!("{about}{}{}", number::grouped(years, 1), pen.t("年", " y"))
        }
    }
}

/// The cells of the group's two columns; 0 where there is no room.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Columns {
    pub median: u16,
    pub mean: u16,
}

impl Columns {
    const CELLS: u16 = 16;

    /// What fits beside so many parks of which each takes so many cells with its value, gap, ratio and bar.
    pub const fn fit(all: u16, parks: u16, each: u16) -> Self {
        let left = all.saturating_sub(parks * (each + 1));
        Self {
            median: if left > Self::CELLS { Self::CELLS } else { 0 },
            mean: if left > 2 * Self::CELLS + 1 { Self::CELLS } else { 0 },
        }
    }

    /// The cells of both with the blanks before them.
    pub fn width(self) -> u16 {
        [self.median, self.mean].into_iter().filter(|cells| *cells > 0).map(|cells| cells + 1).sum()
    }

    /// Draws the headings.
    pub fn head(self, cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
        let titles =
            [(self.median, cx.t("范围中位 测算", "median (c)")), (self.mean, cx.t("范围均值 测算", "mean (c)"))];
        let mut x = at.x;
        for (cells, title) in titles.into_iter().filter(|(cells, _)| *cells > 0) {
            put(buf, x, at.y, cells, &pad_start(title, usize::from(cells)), cx.theme.muted);
            x += cells + 1;
        }
    }

    /// Draws the two of a row: `456c ²² n23`.
    pub fn cells(self, row: &Row, writing: &Writing, cx: &Cx<'_>, at: Rect, buf: &mut Buffer) {
        let Some(group) = &row.beside.group else { return };
        let mut x = at.x;
        for (cells, value) in [(self.median, group.median), (self.mean, group.mean)] {
            if cells == 0 {
                continue;
            }
            let words = value.map_or_else(
                || cx.glyphs.missing.to_owned(),
                |value| {
                    let figure = number::with_mark(&writing.number(value.value), value.mark, cx.glyphs);
                    format!("{figure}c {} n{}", cx.glyphs.year_tag(group.period.calendar_year()), group.count)
                },
            );
            let style = if value.is_some() { cx.theme.muted } else { cx.theme.missing };
            put(buf, x, at.y, cells, &number::in_cells(&words, usize::from(cells)), style);
            x += cells + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Columns;

    #[test]
    fn the_group_comes_after_all_that_is_published() {
        let fit = |all| Columns::fit(all, 3, 30);
        assert_eq!(fit(93 + 16), Columns::default());
        assert_eq!((fit(93 + 17).median, fit(93 + 17).mean), (16, 0));
        assert_eq!(fit(93 + 34).width(), 34);
    }
}
