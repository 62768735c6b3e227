//! Colours by what they mean. Indexed colours, for they are short on the wire and the same over SSH.

use std::{fmt, str::FromStr};

use ratatui::style::{Color, Modifier, Style};

/// A built-in theme.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum ThemeName {
    /// For a dark background.
    #[default]
    Dark,
    /// For a white background, and projectors.
    Light,
    /// No colour at all: bold, dim, underlined, reversed.
    Mono,
}

impl ThemeName {
    /// Every built-in theme.
    pub const ALL: [Self; 3] = [Self::Dark, Self::Light, Self::Mono];

    /// The name on the command line and in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
        }
    }
}

impl fmt::Display for ThemeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a text is not a theme.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is not a theme; write `dark`, `light` or `mono`")]
pub struct NotATheme(pub String);

impl FromStr for ThemeName {
    type Err = NotATheme;

    fn from_str(text: &str) -> Result<Self, NotATheme> {
        Self::ALL.into_iter().find(|name| name.name() == text).ok_or_else(|| NotATheme(text.to_owned()))
    }
}

/// A style for every role; nothing on a screen is told by colour alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Theme {
    /// Anything without a role: the terminal's own.
    pub text: Style,
    /// Context one may skip: units, notes, counts.
    pub muted: Style,
    /// What the screen or the overlay is about.
    pub title: Style,
    /// The names of columns.
    pub header: Style,
    /// A screen one is not on.
    pub tab: Style,
    /// The screen one is on.
    pub tab_active: Style,
    /// The name of the row under the cursor.
    pub cursor: Style,
    /// The cell under the cursor.
    pub cell: Style,
    /// What was marked for comparing.
    pub marked: Style,
    /// Moved the way one wants.
    pub good: Style,
    /// Moved the other way.
    pub bad: Style,
    /// Something to look into.
    pub warn: Style,
    /// No number.
    pub missing: Style,
    /// A number that is not firm.
    pub estimate: Style,
    /// Axes, ticks and grids.
    pub axis: Style,
    /// The border of an overlay.
    pub border: Style,
    /// Something that opens.
    pub link: Style,
    /// The lines of a chart, one after the other.
    pub series: [Style; 8],
    /// The background of a heat map, low to high, with a text colour that reads on it.
    pub ramp: [Style; 5],
    /// The best of a row.
    pub best: Style,
}

const PLAIN: Style = Style::new();
const BOLD: Style = PLAIN.add_modifier(Modifier::BOLD);
const DIM: Style = PLAIN.add_modifier(Modifier::DIM);
const UNDERLINED: Style = PLAIN.add_modifier(Modifier::UNDERLINED);
const REVERSED: Style = PLAIN.add_modifier(Modifier::REVERSED);

const fn ink(index: u8) -> Style {
    PLAIN.fg(Color::Indexed(index))
}

const fn heat(ground: u8, ink: u8) -> Style {
    PLAIN.bg(Color::Indexed(ground)).fg(Color::Indexed(ink))
}

impl Theme {
    /// The built-in theme of that name.
    pub const fn named(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => Self::dark(),
            ThemeName::Light => Self::light(),
            ThemeName::Mono => Self::mono(),
        }
    }

    /// The style of a series by its place; a ninth starts again.
    pub const fn line(&self, place: usize) -> Style {
        self.series[place % self.series.len()]
    }

    /// The heat of a share between 0 and 1 of the way from low to high.
    pub fn heat(&self, share: f64) -> Style {
        self.ramp[self.step(share)]
    }

    /// Whether heat is a colour of the ground; where it is not, a sign has to tell it.
    pub const fn has_heat(&self) -> bool {
        self.ramp[0].bg.is_some()
    }

    /// The place on the ramp of a share between 0 and 1.
    pub fn step(&self, share: f64) -> usize {
        ((share * self.ramp.len() as f64) as usize).min(self.ramp.len() - 1)
    }

    const fn dark() -> Self {
        Self {
            text: PLAIN,
            muted: ink(246),
            title: BOLD,
            header: BOLD,
            tab: ink(246),
            tab_active: ink(81).add_modifier(Modifier::BOLD).add_modifier(Modifier::UNDERLINED),
            cursor: ink(81).add_modifier(Modifier::BOLD),
            cell: ink(81).add_modifier(Modifier::REVERSED),
            marked: ink(221),
            good: ink(114),
            bad: ink(210),
            warn: ink(215),
            missing: ink(243),
            estimate: ink(180),
            axis: ink(243),
            border: ink(246),
            link: ink(111).add_modifier(Modifier::UNDERLINED),
            series: [ink(81), ink(215), ink(114), ink(213), ink(227), ink(147), ink(203), ink(252)],
            ramp: [heat(236, 252), heat(24, 255), heat(37, 16), heat(79, 16), heat(193, 16)],
            best: BOLD,
        }
    }

    const fn light() -> Self {
        Self {
            text: PLAIN,
            muted: ink(241),
            title: BOLD,
            header: BOLD,
            tab: ink(241),
            tab_active: ink(25).add_modifier(Modifier::BOLD).add_modifier(Modifier::UNDERLINED),
            cursor: ink(25).add_modifier(Modifier::BOLD),
            cell: ink(25).add_modifier(Modifier::REVERSED),
            marked: ink(130),
            good: ink(22),
            bad: ink(124),
            warn: ink(130),
            missing: ink(244),
            estimate: ink(94),
            axis: ink(244),
            border: ink(241),
            link: ink(26).add_modifier(Modifier::UNDERLINED),
            series: [ink(25), ink(130), ink(28), ink(126), ink(58), ink(55), ink(160), ink(238)],
            ramp: [heat(255, 16), heat(152, 16), heat(74, 16), heat(25, 255), heat(17, 255)],
            best: BOLD,
        }
    }

    const fn mono() -> Self {
        Self {
            text: PLAIN,
            muted: DIM,
            title: BOLD,
            header: BOLD,
            tab: PLAIN,
            tab_active: BOLD.add_modifier(Modifier::UNDERLINED),
            cursor: BOLD,
            cell: REVERSED,
            marked: BOLD,
            good: PLAIN,
            bad: PLAIN,
            warn: BOLD,
            missing: DIM,
            estimate: PLAIN,
            axis: DIM,
            border: PLAIN,
            link: UNDERLINED,
            series: [BOLD, PLAIN, DIM, BOLD, PLAIN, DIM, BOLD, PLAIN],
            ramp: [DIM, PLAIN, UNDERLINED, BOLD.add_modifier(Modifier::UNDERLINED), REVERSED],
            best: BOLD,
        }
    }
}

#[cfg(test)]
mod tests;
