//! Whether the colours can be read.

use super::{Color, Modifier, Style, Theme, ThemeName};

/// Red, green and blue of an indexed colour, by the formula xterm uses.
fn rgb(index: u8) -> [u8; 3] {
    let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match index {
        0..16 => panic!("{index} is whatever the terminal likes"),
        16..232 => [step((index - 16) / 36), step((index - 16) / 6 % 6), step((index - 16) % 6)],
        232.. => [8 + 10 * (index - 232); 3],
    }
}

/// The contrast ratio of the Web Content Accessibility Guidelines.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let light = |rgb: [u8; 3]| {
        let [r, g, b] = rgb
            .map(|part| f64::from(part) / 255.0)
            .map(|part| if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
        0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
    };
    let (a, b) = (light(a), light(b));
    a.max(b) / a.min(b)
}

fn index(color: Option<Color>) -> Option<u8> {
    color.map(|color| match color {
        Color::Indexed(index) => index,
        other => panic!("{other} is not an indexed colour"),
    })
}

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

#[test]
fn everything_reads_on_its_background() {
    for (name, ground) in [(ThemeName::Dark, [0x1e; 3]), (ThemeName::Light, [0xff; 3])] {
        let theme = Theme::named(name);
        for style in words(&theme) {
            assert!(style.bg.is_none(), "the terminal's own background stays");
            if let Some(ink) = index(style.fg) {
                assert!(contrast(rgb(ink), ground) >= 4.5, "{ink} in {name}: {}", contrast(rgb(ink), ground));
            }
        }
        for quiet in [theme.missing, theme.axis].map(|style| index(style.fg).unwrap()) {
            assert!(contrast(rgb(quiet), ground) >= 3.0, "{quiet} in {name}");
        }
        for heat in theme.ramp.map(|style| contrast(rgb(index(style.fg).unwrap()), rgb(index(style.bg).unwrap()))) {
            assert!(heat >= 4.5, "{heat} in {name}");
        }
    }
}

#[test]
fn mono_has_no_colour_and_uses_what_every_terminal_draws() {
    let theme = Theme::named(ThemeName::Mono);
    let known = Modifier::BOLD | Modifier::DIM | Modifier::REVERSED | Modifier::UNDERLINED;
    for style in words(&theme).into_iter().chain(theme.ramp).chain([theme.missing, theme.axis]) {
        assert_eq!((style.fg, style.bg), (None, None));
        assert!(known.contains(style.add_modifier), "{style:?}");
    }
}

#[test]
fn series_and_heat_are_told_apart() {
    for theme in [ThemeName::Dark, ThemeName::Light].map(Theme::named) {
        for (i, style) in theme.series.iter().enumerate() {
            assert!(!theme.series[..i].contains(style), "{style:?} twice");
        }
    }
    for theme in ThemeName::ALL.map(Theme::named) {
        for (i, style) in theme.ramp.iter().enumerate() {
            assert!(!theme.ramp[..i].contains(style), "{style:?} twice");
        }
        assert!(theme.cell.add_modifier.contains(Modifier::REVERSED), "the cell shows without colour");
        assert_eq!(theme.text, Style::new());
    }
}

#[test]
fn heat_grows_one_way() {
    let light = |style: &Style| contrast(rgb(index(style.bg).unwrap()), [0; 3]);
    let rises = |name| Theme::named(name).ramp.is_sorted_by(|a, b| light(a) < light(b));
    let falls = |name| Theme::named(name).ramp.is_sorted_by(|a, b| light(a) > light(b));
    assert!(rises(ThemeName::Dark) && falls(ThemeName::Light));
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
fn names_read_back() {
    for name in ThemeName::ALL {
        assert_eq!(name.to_string().parse(), Ok(name));
    }
    assert!("solarized".parse::<ThemeName>().is_err());
}
