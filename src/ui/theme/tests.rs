//! Whether the colours can be read.

use ratatui::style::{Color, Modifier};

use super::{
    Depth, Ground, Style, Theme, ThemeName,
    depth::{Rgb, rgb_of},
};

const GROUNDS: [Ground; 2] = [Ground::Dark, Ground::Light];

/// The contrast ratio of the Web Content Accessibility Guidelines.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let light = |rgb: Rgb| {
        let [r, g, b] = linear(rgb);
        0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
    };
    let (a, b) = (light(a), light(b));
    a.max(b) / a.min(b)
}

fn linear(rgb: Rgb) -> [f64; 3] {
    rgb.map(|part| f64::from(part) / 255.0)
        .map(|part| if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) })
}

/// Red, green and blue of a colour that is the same everywhere.
fn fixed(color: Color) -> Rgb {
    match color {
        Color::Indexed(index) => rgb_of(index).unwrap_or_else(|| panic!("{index} is whatever the terminal likes")),
        Color::Rgb(r, g, b) => [r, g, b],
        other => panic!("{other} is whatever the terminal likes"),
    }
}

/// The styles of words, which must be read.
fn words(t: &Theme) -> Vec<Style> {
    let one = [
        t.text,
        t.muted,
        t.title,
        t.header,
        t.tab,
        t.tab_active,
        t.cursor,
        t.cell,
        t.marked,
        t.good,
        t.bad,
        t.warn,
        t.estimate,
        t.border,
        t.link,
        t.best,
    ];
    [&one[..], &t.series].concat()
}

/// Every style there is.
fn styles(t: &Theme) -> Vec<Style> {
    [&words(t)[..], &[t.missing, t.axis], &t.ramp].concat()
}

/// The backgrounds a theme is made for, as grey as they usually come.
fn grounds_of(name: ThemeName) -> Vec<Ground> {
    match name {
        ThemeName::Dark => vec![Ground::Dark],
        ThemeName::Light => vec![Ground::Light],
        _ => GROUNDS.to_vec(),
    }
}

#[test]
fn everything_reads_on_its_background() {
    for name in ThemeName::BUILT_IN {
        let (least, quiet_least) = if name == ThemeName::HighContrast { (7.0, 7.0) } else { (4.5, 3.0) };
        for (ground, depth) in
            grounds_of(name).into_iter().flat_map(|ground| [Depth::Indexed, Depth::True].map(|depth| (ground, depth)))
        {
            let theme = Theme::of(name, ground, depth);
            let behind = if ground == Ground::Dark { [0x1e; 3] } else { [0xff; 3] };
            let check = |style: Style, least: f64| {
                assert!(style.bg.is_none(), "the terminal's own background stays");
                let Some(ink) = style.fg else { return };
                let found = contrast(fixed(ink), behind);
                assert!(found >= least, "{ink} in {name} on {ground:?} at {depth}: {found}");
            };
            for style in words(&theme) {
                check(style, least);
            }
            for style in [theme.missing, theme.axis] {
                check(style, quiet_least);
            }
            for step in theme.ramp.iter().filter(|_| theme.has_heat()) {
                let found = contrast(fixed(step.fg.unwrap()), fixed(step.bg.unwrap()));
                assert!(found >= 4.5, "{step:?} in {name} on {ground:?} at {depth}: {found}");
            }
        }
    }
}

/// The sixteen as others than xterm have them: black, red, green, yellow, blue, magenta, cyan, white, as far as they are used.
const PALETTES: [(&str, [(Color, Rgb); 6]); 4] = [
    ("xterm", palette([0, 0, 0], [205, 0, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205], [255, 255, 255])),
    ("VGA", palette([0, 0, 0], [170, 0, 0], [0, 0, 170], [170, 0, 170], [0, 170, 170], [255, 255, 255])),
    ("Windows", palette([12, 12, 12], [197, 15, 31], [0, 55, 218], [136, 23, 152], [58, 150, 221], [242, 242, 242])),
    ("Tango", palette([46, 52, 54], [204, 0, 0], [52, 101, 164], [117, 80, 123], [6, 152, 154], [238, 238, 236])),
];

const fn palette(black: Rgb, red: Rgb, blue: Rgb, magenta: Rgb, cyan: Rgb, white: Rgb) -> [(Color, Rgb); 6] {
    [
        (Color::Black, black),
        (Color::Red, red),
        (Color::Blue, blue),
        (Color::Magenta, magenta),
        (Color::Cyan, cyan),
        (Color::White, white),
    ]
}

#[test]
fn sixteen_colours_read_on_black_and_on_white_whoever_set_them() {
    for (whose, palette) in PALETTES {
        let rgb = |color: Color| {
            let found = palette.iter().find(|(named, _)| *named == color);
            found.unwrap_or_else(|| panic!("{color} is not among those that read everywhere")).1
        };
        for (name, ground) in ThemeName::BUILT_IN.iter().flat_map(|name| GROUNDS.map(|ground| (*name, ground))) {
            let theme = Theme::of(name, ground, Depth::Sixteen);
            for style in words(&theme).into_iter().chain([theme.missing, theme.axis]) {
                assert!(style.bg.is_none());
                for behind in [[0; 3], [255; 3]] {
                    let found = style.fg.map_or(21.0, |ink| contrast(rgb(ink), behind));
                    // The Guidelines' least for large text; two of the palettes have no red at all that does better on black.
                    assert!(found >= 2.5, "{style:?} in {name} of {whose} on {behind:?}: {found}");
                }
            }
            for step in theme.ramp.iter().filter(|_| theme.has_heat()) {
                let found = contrast(rgb(step.fg.unwrap()), rgb(step.bg.unwrap()));
                assert!(found >= 2.8, "{step:?} in {name} of {whose}: {found}");
            }
        }
    }
}

#[test]
fn each_depth_has_its_own_colours_only() {
    for (name, ground) in ThemeName::BUILT_IN.iter().flat_map(|name| GROUNDS.map(|ground| (*name, ground))) {
        for depth in Depth::ALL {
            let theme = Theme::of(name, ground, depth);
            for color in styles(&theme).into_iter().flat_map(|style| [style.fg, style.bg]).flatten() {
                let fits = match color {
                    Color::Rgb(..) => depth == Depth::True,
                    Color::Indexed(16..) => matches!(depth, Depth::True | Depth::Indexed),
                    Color::Indexed(_) | Color::Reset => false,
                    _ => depth == Depth::Sixteen,
                };
                assert!(fits, "{color} in {name} at {depth}");
            }
        }
    }
}

#[test]
fn without_colours_every_theme_is_mono_and_uses_what_every_terminal_draws() {
    let known = Modifier::BOLD | Modifier::DIM | Modifier::REVERSED | Modifier::UNDERLINED;
    for (name, ground) in ThemeName::BUILT_IN.iter().flat_map(|name| GROUNDS.map(|ground| (*name, ground))) {
        let theme = Theme::of(name, ground, Depth::None);
        assert_eq!(theme, Theme::of(ThemeName::Mono, ground, Depth::True));
        for style in styles(&theme) {
            assert_eq!((style.fg, style.bg), (None, None));
            assert!(known.contains(style.add_modifier), "{style:?}");
        }
    }
}

#[test]
fn series_and_heat_are_told_apart() {
    for (name, ground) in ThemeName::BUILT_IN.iter().flat_map(|name| GROUNDS.map(|ground| (*name, ground))) {
        for depth in Depth::ALL {
            let theme = Theme::of(name, ground, depth);
            let has_colours = depth != Depth::None && name != ThemeName::Mono;
            let is_plain = name == ThemeName::HighContrast && depth == Depth::Sixteen;
            for (i, style) in theme.series.iter().enumerate().filter(|_| has_colours && !is_plain) {
                assert!(!theme.series[..i].contains(style), "{style:?} twice in {name} at {depth}");
            }
            for (i, style) in theme.ramp.iter().enumerate() {
                assert!(!theme.ramp[..i].contains(style), "{style:?} twice in {name} at {depth}");
            }
            assert!(theme.cell.add_modifier.contains(Modifier::REVERSED), "the cell shows without colour");
            assert_eq!(theme.text, Style::new());
        }
    }
}

#[test]
fn heat_grows_one_way() {
    let light = |style: &Style| contrast(fixed(style.bg.unwrap()), [0; 3]);
    for name in [ThemeName::Dark, ThemeName::Light, ThemeName::HighContrast, ThemeName::ColourBlind] {
        for (ground, depth) in
            grounds_of(name).into_iter().flat_map(|ground| [Depth::Indexed, Depth::True].map(|depth| (ground, depth)))
        {
            let ramp = Theme::of(name, ground, depth).ramp;
            let grows = match ground {
                Ground::Dark => ramp.is_sorted_by(|a, b| light(a) < light(b)),
                Ground::Light => ramp.is_sorted_by(|a, b| light(a) > light(b)),
            };
            assert!(grows, "{name} on {ground:?} at {depth}: {:?}", ramp.map(|step| light(&step)));
        }
    }
}

/// What someone sees who lacks one of the three kinds of cones (Machado, Oliveira and Fernandes 2009, severity 1), in linear light.
const LACKING: [(&str, [[f64; 3]; 3]); 3] = [
    (
        "protanopia",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deuteranopia",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritanopia",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

#[test]
fn the_colour_blind_theme_tells_good_from_bad_by_every_kind_of_eye() {
    let seen = |matrix: [[f64; 3]; 3], color: Option<Color>| {
        let light = linear(fixed(color.unwrap()));
        matrix.map(|row| row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0))
    };
    // A plain distance of linear light is enough to tell "alike" from "unlike".
    let apart = |a: [f64; 3], b: [f64; 3]| a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
    for (ground, depth) in GROUNDS.iter().flat_map(|ground| [Depth::Indexed, Depth::True].map(|d| (*ground, d))) {
        let theme = Theme::of(ThemeName::ColourBlind, ground, depth);
        for (lack, matrix) in LACKING {
            let pairs = [
                (theme.good, theme.bad),
                (theme.series[0], theme.series[1]),
                (theme.series[1], theme.series[2]),
                (theme.series[0], theme.series[3]),
            ];
            for (a, b) in pairs {
                let found = apart(seen(matrix, a.fg), seen(matrix, b.fg));
                assert!(found > 0.1, "{:?} and {:?} in {lack} on {ground:?} at {depth}: {found:.3}", a.fg, b.fg);
            }
        }
    }
}

#[test]
fn a_background_is_light_where_black_reads_better_on_it() {
    for (rgb, ground) in [
        ([0, 0, 0], Ground::Dark),
        ([0x1e, 0x1e, 0x2e], Ground::Dark),
        ([0x00, 0x2b, 0x36], Ground::Dark),
        ([0xfd, 0xf6, 0xe3], Ground::Light),
        ([255, 255, 255], Ground::Light),
        ([200, 200, 200], Ground::Light),
    ] {
        assert_eq!(Ground::of(rgb), ground, "{rgb:?}");
        assert_eq!(ground == Ground::Light, contrast(rgb, [0; 3]) > contrast(rgb, [255; 3]), "{rgb:?}");
    }
}

#[test]
fn shares_find_their_style() {
    let theme = Theme::named(ThemeName::Dark);
    let check = |share: f64, step: usize| assert_eq!(theme.heat(share), theme.ramp[step], "{share}");
    check(0.0, 0);
    check(0.2, 1);
    check(0.99, 4);
    check(1.0, 4);
    check(7.0, 4);
    check(-1.0, 0);
    check(f64::NAN, 0);
    assert_eq!(theme.line(9), theme.series[1]);
}

#[test]
fn names_read_back_and_auto_follows_the_background() {
    for name in ThemeName::BUILT_IN.into_iter().chain([ThemeName::Auto]) {
        assert_eq!(name.to_string().parse(), Ok(name));
    }
    assert!("solarized".parse::<ThemeName>().is_err() && "own".parse::<ThemeName>().is_err());
    for (ground, name) in GROUNDS.into_iter().zip([ThemeName::Dark, ThemeName::Light]) {
        for depth in Depth::ALL {
            assert_eq!(Theme::of(ThemeName::Auto, ground, depth), Theme::of(name, ground, depth));
        }
    }
}
