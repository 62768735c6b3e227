//! A view for people three metres away: few rows, large figures, wide bars, one row or column in the light. A screen says
//! what is on it; how it is laid out and drawn is the same for all.

mod draw;
mod layout;

use ratatui::style::Style;

use super::Cx;

/// What of a view is shown large.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// What it is about, where the name of the screen does not say.
    pub title: String,
    pub heads: Vec<Head>,
    pub rows: Vec<Line>,
    /// So many rows stand above these: of very many only those near the cursor are given.
    pub above: usize,
    /// The row and the column in the light; the row among those given.
    pub cursor: (usize, usize),
    /// The columns that belong together: they are shown side by side as long as their figures fit at all.
    pub kept: usize,
    /// So many rows should be seen before figures grow.
    pub least: usize,
    /// What to say where there is nothing to show.
    pub nothing: String,
}

/// The heading of a column.
#[derive(Clone, Debug, Default)]
pub struct Head {
    pub name: String,
    /// Its unit, where all figures below have one.
    pub about: String,
    pub style: Style,
}

/// One row.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Its place among the others, where it has one.
    pub place: String,
    /// Whether it is one of the marked.
    pub sign: &'static str,
    pub name: String,
    /// Its unit, where it has one of its own.
    pub about: String,
    /// One a column.
    pub figures: Vec<Figure>,
}

/// One number with all that is said beside it.
#[derive(Clone, Debug, Default)]
pub struct Figure {
    /// The number with its marks; the sign for nothing where there is none.
    pub text: String,
    /// The year, small, for rows of one line.
    pub year: String,
    /// The period first, then what else there is to say, the most needed first.
    pub said: Vec<String>,
    /// A share of the longest bar.
    pub bar: Option<f64>,
    pub style: Style,
    /// The number in full with unit, period and source; empty where there is none.
    pub source: String,
}

impl Figure {
    /// There is no number, and why.
    pub fn missing(why: &str, cx: &Cx<'_>) -> Self {
        Self {
            text: cx.glyphs.missing.to_owned(),
            said: vec![why.to_owned()],
            style: cx.theme.missing,
            ..Self::default()
        }
    }
}

/// What stands in the light.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Spot {
    /// The row under the cursor.
    #[default]
    Row,
    /// The column under the cursor.
    Column,
    /// Everything alike.
    All,
}

impl Spot {
    /// The next one.
    pub const fn next(self) -> Self {
        match self {
            Self::Row => Self::Column,
            Self::Column => Self::All,
            Self::All => Self::Row,
        }
    }
}
