//! How many colours there are, and which of them comes nearest to the one that is meant.

use std::{fmt, str::FromStr};

use ratatui::style::{Color, Style};

/// How many colours a terminal has.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Depth {
    /// None: bold, dim, underlined and reversed only.
    None,
    /// The sixteen with a name, which everyone may have set to something else.
    Sixteen,
    /// 256, of which 240 are the same everywhere.
    #[default]
    Indexed,
    /// Any colour.
    True,
}

impl Depth {
    /// Every depth, from the least.
    pub const ALL: [Self; 4] = [Self::None, Self::Sixteen, Self::Indexed, Self::True];

    /// The name on the command line and in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Sixteen => "16",
            Self::Indexed => "256",
            Self::True => "truecolor",
        }
    }
}

impl fmt::Display for Depth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a text is no number of colours.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no number of colours; write `truecolor`, `256`, `16` or `none`")]
pub struct NotADepth(pub String);

impl FromStr for Depth {
    type Err = NotADepth;

    fn from_str(text: &str) -> Result<Self, NotADepth> {
        Self::ALL.into_iter().find(|depth| depth.name() == text).ok_or_else(|| NotADepth(text.to_owned()))
    }
}

/// Red, green and blue.
pub type Rgb = [u8; 3];

/// The sixteen as xterm has them: a guess, for everyone may have set them to something else.
const SIXTEEN: [(Color, Rgb); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

/// The colour of an index, by the formula xterm uses; none for the first sixteen, which are whatever the terminal likes.
pub const fn rgb_of(index: u8) -> Option<Rgb> {
    const fn step(n: u8) -> u8 {
        if n == 0 { 0 } else { 55 + 40 * n }
    }
    match index {
        0..16 => None,
        16..232 => Some([step((index - 16) / 36), step((index - 16) / 6 % 6), step((index - 16) % 6)]),
        232.. => Some([8 + 10 * (index - 232); 3]),
    }
}

/// Lightness and two axes of colour, in which equal distances look about equal (`OKLab`, Ottosson 2020).
fn oklab(rgb: Rgb) -> [f64; 3] {
    const CONES: [[f64; 3]; 3] = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    const LAB: [[f64; 3]; 3] = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    let times = |matrix: [[f64; 3]; 3], by: [f64; 3]| matrix.map(|row| row.iter().zip(by).map(|(a, b)| a * b).sum());
    let linear = rgb
        .map(|part| f64::from(part) / 255.0)
        .map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
    times(LAB, times(CONES, linear).map(f64::cbrt))
}

/// How unlike two colours look.
fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum()
}

/// The colours there are, to find the nearest of them: the one least far in `OKLab`, and of equals the first.
pub struct Reduction {
    depth: Depth,
    palette: Vec<(Color, [f64; 3])>,
}

impl Reduction {
    /// To that many colours. Of 256 only the 240 count that are the same everywhere.
    pub fn to(depth: Depth) -> Self {
        let palette = match depth {
            Depth::None | Depth::True => vec![],
            Depth::Sixteen => SIXTEEN.iter().map(|(color, rgb)| (*color, oklab(*rgb))).collect(),
            Depth::Indexed => {
                (16..=255).filter_map(|index| Some((Color::Indexed(index), oklab(rgb_of(index)?)))).collect()
            }
        };
        Self { depth, palette }
    }

    /// A style in these colours.
    pub fn style(&self, style: Style) -> Style {
        Style { fg: style.fg.map(|color| self.color(color)), bg: style.bg.map(|color| self.color(color)), ..style }
    }

    fn color(&self, color: Color) -> Color {
        match (self.depth, color) {
            (Depth::None, _) => Color::Reset,
            // The same colour in half the bytes.
            (Depth::True, Color::Rgb(r, g, b)) => {
                (16..=255).find(|index| rgb_of(*index) == Some([r, g, b])).map_or(color, Color::Indexed)
            }
            (Depth::Indexed | Depth::Sixteen, Color::Rgb(r, g, b)) => self.nearest([r, g, b]),
            (Depth::Sixteen, Color::Indexed(index)) => match rgb_of(index) {
                Some(rgb) => self.nearest(rgb),
                None => SIXTEEN[usize::from(index)].0,
            },
            (_, color) => color,
        }
    }

    fn nearest(&self, rgb: Rgb) -> Color {
        let meant = oklab(rgb);
        let near = self.palette.iter().min_by(|a, b| distance(a.1, meant).total_cmp(&distance(b.1, meant)));
        near.map_or(Color::Reset, |(color, _)| *color)
    }
}

#[cfg(test)]
mod tests {
    use super::{Color, Depth, Reduction};

    #[test]
    fn names_read_back() {
        for depth in Depth::ALL {
            assert_eq!(depth.to_string().parse(), Ok(depth));
        }
        assert!("88".parse::<Depth>().is_err());
    }

    #[test]
    fn the_nearest_colour_is_found_among_those_that_are_the_same_everywhere() {
        let check = |depth, rgb: [u8; 3], near| {
            assert_eq!(Reduction::to(depth).color(Color::Rgb(rgb[0], rgb[1], rgb[2])), near, "{rgb:?} in {depth}");
        };
        check(Depth::Indexed, [0, 0, 0], Color::Indexed(16));
        check(Depth::Indexed, [255, 255, 255], Color::Indexed(231));
        check(Depth::Indexed, [0x5f, 0xd7, 0xff], Color::Indexed(81));
        check(Depth::Indexed, [0x5e, 0xd6, 0xfe], Color::Indexed(81));
        check(Depth::Indexed, [128, 128, 128], Color::Indexed(244));
        check(Depth::True, [0x5f, 0xd7, 0xff], Color::Indexed(81));
        check(Depth::True, [0x56, 0xb4, 0xe9], Color::Rgb(0x56, 0xb4, 0xe9));
        check(Depth::Sixteen, [200, 10, 10], Color::Red);
        check(Depth::Sixteen, [250, 250, 250], Color::White);
        check(Depth::None, [1, 2, 3], Color::Reset);
    }

    #[test]
    fn a_colour_that_is_there_stays_itself() {
        for index in 0..=255 {
            assert_eq!(Reduction::to(Depth::Indexed).color(Color::Indexed(index)), Color::Indexed(index));
        }
        for (color, [r, g, b]) in super::SIXTEEN {
            assert_eq!(Reduction::to(Depth::Sixteen).color(color), color);
            assert_eq!(Reduction::to(Depth::Sixteen).color(Color::Rgb(r, g, b)), color);
        }
    }
}
