//! Colours by what they mean, in as many colours as the terminal has. Indexed ones where they will do: they are short on
//! the wire and the same over SSH.

use std::{fmt, str::FromStr};

use ratatui::style::Style;

mod built_in;
mod depth;
mod spelling;

pub use depth::Depth;
pub use spelling::{Slip, base_of};

/// Whether the background of the terminal is dark or light.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Ground {
    #[default]
    Dark,
    Light,
}

impl Ground {
    /// Of a colour: light where black reads on it better than white (WCAG contrast).
    pub fn of(rgb: [u8; 3]) -> Self {
        let [r, g, b] = rgb.map(|part| (f64::from(part) / 255.0).powf(2.2));
        if 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 { Self::Light } else { Self::Dark }
    }
}

/// A theme by name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum ThemeName {
    /// Dark or light, as the background is.
    #[default]
    Auto,
    /// For a dark background.
    Dark,
    /// For a white background, and projectors.
    Light,
    /// Few colours, every one of them far from the background.
    HighContrast,
    /// Blue and orange where others have green and red.
    ColourBlind,
    /// No colour at all: bold, dim, underlined, reversed.
    Mono,
    /// The one of a file of the user's.
    Own,
}

impl ThemeName {
    /// Every built-in theme.
    pub const BUILT_IN: [Self; 5] = [Self::Dark, Self::Light, Self::HighContrast, Self::ColourBlind, Self::Mono];

    /// The name on the command line and in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::ColourBlind => "colour-blind",
            Self::Mono => "mono",
            Self::Own => "own",
        }
    }

    /// What it is called in both languages.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Auto => ("自动", "automatic"),
            Self::Dark => ("深色", "dark"),
            Self::Light => ("浅色", "light"),
            Self::HighContrast => ("高对比", "high contrast"),
            Self::ColourBlind => ("色觉友好(蓝/橙)", "colour-blind safe"),
            Self::Mono => ("单色", "no colours"),
            Self::Own => ("自定义", "your own"),
        }
    }

    /// The one it comes to on that background.
    pub const fn on(self, ground: Ground) -> Self {
        match (self, ground) {
            (Self::Auto, Ground::Dark) => Self::Dark,
            (Self::Auto, Ground::Light) => Self::Light,
            (named, _) => named,
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
#[error("`{0}` is not a theme; write `auto`, `dark`, `light`, `high-contrast`, `colour-blind` or `mono`")]
pub struct NotATheme(pub String);

impl FromStr for ThemeName {
    type Err = NotATheme;

    fn from_str(text: &str) -> Result<Self, NotATheme> {
        let mut all = [Self::Auto].into_iter().chain(Self::BUILT_IN);
        all.find(|name| name.name() == text).ok_or_else(|| NotATheme(text.to_owned()))
    }
}

macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $role:ident,)+) => {
        /// A style for every role; nothing on a screen is told by colour alone.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub struct Theme {
            $($(#[doc = $doc])+ pub $role: Style,)+
            /// The lines of a chart, one after the other.
            pub series: [Style; 8],
            /// The background of a heat map, low to high, with a text colour that reads on it.
            pub ramp: [Style; 5],
        }

        impl Theme {
            /// The roles that have one style, by name.
            pub const ROLES: &'static [&'static str] = &[$(stringify!($role),)+];

            /// The style of a role, by name.
            fn role(&mut self, name: &str) -> Option<&mut Style> {
                match name {
                    $(stringify!($role) => Some(&mut self.$role),)+
                    _ => None,
                }
            }

            /// The same with every style made another one.
            fn map(mut self, change: impl Fn(Style) -> Style) -> Self {
                $(self.$role = change(self.$role);)+
                self.series = self.series.map(&change);
                self.ramp = self.ramp.map(&change);
                self
            }
        }
    };
}

roles! {
    /// Anything without a role: the terminal's own.
    text,
    /// Context one may skip: units, notes, counts.
    muted,
    /// What the screen or the overlay is about.
    title,
    /// The names of columns.
    header,
    /// A screen one is not on.
    tab,
    /// The screen one is on.
    tab_active,
    /// The name of the row under the cursor.
    cursor,
    /// The cell under the cursor.
    cell,
    /// What was marked for comparing.
    marked,
    /// Moved the way one wants.
    good,
    /// Moved the other way.
    bad,
    /// Something to look into.
    warn,
    /// No number.
    missing,
    /// A number that is not firm.
    estimate,
    /// Axes, ticks and grids.
    axis,
    /// The border of an overlay.
    border,
    /// Something that opens.
    link,
    /// The best of a row.
    best,
}

impl Theme {
    /// The built-in theme of that name, on that background, in as many colours as there are.
    pub fn of(name: ThemeName, ground: Ground, depth: Depth) -> Self {
        match (name.on(ground), depth) {
            // Of 16 colours what stands out most is the terminal's own text on its own background.
            (ThemeName::Mono, _) | (_, Depth::None) | (ThemeName::HighContrast, Depth::Sixteen) => Self::mono(),
            (ThemeName::ColourBlind, Depth::Sixteen) => Self::sixteen_without_red(ground),
            (ThemeName::Light, Depth::Sixteen) => Self::sixteen(Ground::Light),
            (_, Depth::Sixteen) => Self::sixteen(ground),
            (ThemeName::Light, _) => Self::light(),
            (ThemeName::HighContrast, _) => Self::high_contrast(ground),
            (ThemeName::ColourBlind, depth) => Self::colour_blind(ground).reduced(depth),
            (ThemeName::Dark | ThemeName::Auto | ThemeName::Own, _) => Self::dark(),
        }
    }

    /// The built-in theme of that name on a dark background, in 256 colours.
    #[cfg(test)]
    pub fn named(name: ThemeName) -> Self {
        Self::of(name, Ground::Dark, Depth::Indexed)
    }

    /// The same in no more colours than there are.
    #[must_use]
    pub fn reduced(self, depth: Depth) -> Self {
        let heat_was = self.has_heat();
        match depth {
            Depth::None => Self::mono(),
            depth => {
                let fewer = depth::Reduction::to(depth);
                let theme = self.map(|style| fewer.style(style));
                debug_assert_eq!(theme.has_heat(), heat_was, "a colour never becomes none");
                theme
            }
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
}

#[cfg(test)]
mod tests;
