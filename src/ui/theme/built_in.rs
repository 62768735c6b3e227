//! The themes that come with the program, role by role.
//!
//! `dark`, `light` and `high-contrast` take their colours from the 240 that every terminal of 256 colours has alike, so
//! that they are the same in truecolor. The colours of `colour-blind` are those of Okabe and Ito, *Color Universal Design*
//! (2008, jfly.uni-koeln.de/color), and its heat is *cividis* (Nuñez, Anderson and Renslow 2018, PLOS ONE 13(7)); hues that
//! do not reach 4.5:1 on the background, there or by the nearest of 256, are made lighter or darker, with `OKLab`'s a and b
//! as they were.

use ratatui::style::{Color, Modifier, Style};

use super::{Ground, Theme};

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

/// A colour as it is written in the sources named above: `0xE69F00`.
const fn hex(rgb: u32) -> Color {
    Color::Rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

const fn named(color: Color) -> Style {
    PLAIN.fg(color)
}

const fn on(ground: Color, ink: Color) -> Style {
    PLAIN.bg(ground).fg(ink)
}

impl Theme {
    pub(super) const fn dark() -> Self {
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

    pub(super) const fn light() -> Self {
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

    /// 7:1 for all text, as the Web Content Accessibility Guidelines ask for their highest level.
    pub(super) const fn high_contrast(ground: Ground) -> Self {
        let [quiet, cursor, marked, good, bad, estimate, axis] = match ground {
            Ground::Dark => [252, 226, 51, 120, 217, 222, 248],
            Ground::Light => [238, 18, 90, 22, 88, 52, 240],
        };
        let series = match ground {
            Ground::Dark => [ink(51), ink(226), ink(120), ink(219), ink(216), ink(117), ink(217), ink(255)],
            Ground::Light => [ink(18), ink(88), ink(22), ink(90), ink(52), ink(23), ink(124), ink(236)],
        };
        let ramp = match ground {
            Ground::Dark => [heat(16, 231), heat(18, 231), heat(52, 231), heat(250, 16), heat(231, 16)],
            Ground::Light => [heat(231, 16), heat(252, 16), heat(248, 16), heat(18, 231), heat(16, 231)],
        };
        Self {
            text: PLAIN,
            muted: ink(quiet),
            title: BOLD,
            header: BOLD.add_modifier(Modifier::UNDERLINED),
            tab: ink(quiet),
            tab_active: REVERSED.add_modifier(Modifier::BOLD),
            cursor: ink(cursor).add_modifier(Modifier::BOLD),
            cell: ink(cursor).add_modifier(Modifier::REVERSED).add_modifier(Modifier::BOLD),
            marked: ink(marked).add_modifier(Modifier::BOLD),
            good: ink(good),
            bad: ink(bad).add_modifier(Modifier::BOLD),
            warn: ink(bad).add_modifier(Modifier::BOLD),
            missing: ink(axis),
            estimate: ink(estimate),
            axis: ink(axis),
            border: ink(quiet),
            link: PLAIN.add_modifier(Modifier::UNDERLINED),
            series,
            ramp,
            best: BOLD,
        }
    }

    pub(super) const fn colour_blind(ground: Ground) -> Self {
        let [blue, orange, sky, yellow, green, vermillion, purple] = match ground {
            Ground::Dark => [0x39_95_D7, 0xE6_9F_00, 0x56_B4_E9, 0xF0_E4_42, 0x00_9E_73, 0xE7_6E_22, 0xCC_79_A7],
            Ground::Light => [0x00_72_B2, 0xA9_65_00, 0x00_4B_7A, 0x73_65_00, 0x00_85_5C, 0x98_24_00, 0x8A_3E_6A],
        };
        let [quiet, faint, strong, cursor, good, bad, marked] = match ground {
            Ground::Dark => [246, 243, 252, sky, sky, orange, yellow],
            Ground::Light => [241, 244, 238, blue, blue, vermillion, purple],
        };
        let ramp = match ground {
            Ground::Dark => [
                on(hex(0x00_22_4E), hex(0xEE_EE_EE)),
                on(hex(0x43_4E_6C), hex(0xFF_FF_FF)),
                on(hex(0x8A_86_78), hex(0x00_00_00)),
                on(hex(0xBC_AE_6C), hex(0x00_00_00)),
                on(hex(0xFE_E8_38), hex(0x00_00_00)),
            ],
            Ground::Light => [
                on(hex(0xFE_E8_38), hex(0x00_00_00)),
                on(hex(0xBC_AE_6C), hex(0x00_00_00)),
                on(hex(0x8A_86_78), hex(0x00_00_00)),
                on(hex(0x43_4E_6C), hex(0xFF_FF_FF)),
                on(hex(0x00_22_4E), hex(0xEE_EE_EE)),
            ],
        };
        Self {
            text: PLAIN,
            muted: ink(quiet as u8),
            title: BOLD,
            header: BOLD,
            tab: ink(quiet as u8),
            tab_active: named(hex(cursor)).add_modifier(Modifier::BOLD).add_modifier(Modifier::UNDERLINED),
            cursor: named(hex(cursor)).add_modifier(Modifier::BOLD),
            cell: named(hex(cursor)).add_modifier(Modifier::REVERSED),
            marked: named(hex(marked)),
            good: named(hex(good)),
            bad: named(hex(bad)),
            warn: named(hex(bad)).add_modifier(Modifier::BOLD),
            missing: ink(faint as u8),
            estimate: named(hex(purple)),
            axis: ink(faint as u8),
            border: ink(quiet as u8),
            link: named(hex(cursor)).add_modifier(Modifier::UNDERLINED),
            series: [
                named(hex(blue)),
                named(hex(orange)),
                named(hex(green)),
                named(hex(purple)),
                named(hex(sky)),
                named(hex(vermillion)),
                named(hex(yellow)),
                ink(strong as u8),
            ],
            ramp,
            best: BOLD,
        }
    }

    /// What reads on black and on white alike in the usual sixteen: red, magenta, and the terminal's own text. Bright
    /// black is not among them: where Solarized is set it is the background.
    pub(super) const fn sixteen(ground: Ground) -> Self {
        let ramp = match ground {
            Ground::Dark => [
                on(Color::Black, Color::White),
                on(Color::Blue, Color::White),
                on(Color::Magenta, Color::White),
                on(Color::Cyan, Color::Black),
                on(Color::White, Color::Black),
            ],
            Ground::Light => [
                on(Color::White, Color::Black),
                on(Color::Cyan, Color::Black),
                on(Color::Magenta, Color::White),
                on(Color::Blue, Color::White),
                on(Color::Black, Color::White),
            ],
        };
        let (red, magenta) = (named(Color::Red), named(Color::Magenta));
        Self {
            text: PLAIN,
            muted: DIM,
            title: BOLD,
            header: BOLD,
            tab: PLAIN,
            tab_active: BOLD.add_modifier(Modifier::UNDERLINED),
            cursor: BOLD,
            cell: REVERSED,
            marked: magenta,
            good: PLAIN,
            bad: red,
            warn: red,
            missing: DIM,
            estimate: magenta,
            axis: DIM,
            border: PLAIN,
            link: UNDERLINED,
            series: [
                magenta,
                PLAIN,
                red,
                DIM,
                magenta.add_modifier(Modifier::UNDERLINED),
                BOLD,
                red.add_modifier(Modifier::UNDERLINED),
                UNDERLINED,
            ],
            ramp,
            best: BOLD,
        }
    }

    /// The same where red is hard to tell from the rest.
    pub(super) const fn sixteen_without_red(ground: Ground) -> Self {
        let magenta = named(Color::Magenta);
        let underlined = magenta.add_modifier(Modifier::UNDERLINED);
        let bold = BOLD.add_modifier(Modifier::UNDERLINED);
        Self {
            marked: BOLD,
            bad: magenta,
            warn: magenta,
            estimate: PLAIN,
            series: [magenta, PLAIN, bold, DIM, underlined, BOLD, DIM.add_modifier(Modifier::UNDERLINED), UNDERLINED],
            ..Self::sixteen(ground)
        }
    }

    pub(super) const fn mono() -> Self {
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
