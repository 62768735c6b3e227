//! What colours say is said by signs as well.

use ratatui::{buffer::Buffer, style::Style};

use super::{sweep::SCREENS, tester::Tester};
use crate::{
    model::Lang,
    ui::{Depth, GlyphSet, Theme, ThemeName},
};

/// The runs of cells in one row that are drawn in a style of the theme.
fn runs(buf: &Buffer, style: Style) -> Vec<String> {
    let is = |x: u16, y: u16| {
        let cell = &buf[(x, y)];
        Some(cell.fg) == style.fg && cell.modifier == style.add_modifier && Some(cell.bg) != style.fg
    };
    let mut runs = vec![];
    for y in buf.area.top()..buf.area.bottom() {
        let row: Vec<u16> = (buf.area.left()..buf.area.right()).collect();
        for run in row.chunk_by(|a, b| is(*a, y) == is(*b, y)).filter(|run| is(run[0], y)) {
            runs.push(run.iter().map(|x| buf[(*x, y)].symbol()).collect());
        }
    }
    runs
}

#[test]
fn a_frame_without_colours_has_every_sign_of_the_frame_with_them() {
    // On Matrix the signs of heat take the room of a year; `flows::matrix` looks at it.
    for screen in SCREENS.into_iter().filter(|screen| *screen != "matrix") {
        for glyphs in GlyphSet::ALL {
            let frame = |depth| {
                let t = Tester::shipped(screen).parks(&["binjiang", "sip", "ningbo"]).glyphs(glyphs).depth(depth);
                let mut t = t.size(120, 40);
                t.keys("j right");
                t.frame()
            };
            let (colours, plain) = (frame(Depth::True), frame(Depth::None));
            let shades = glyphs.glyphs().shades;
            for (with, without) in colours.lines().zip(plain.lines()) {
                let mut left = without.chars();
                for sign in with.chars().filter(|c| !c.is_whitespace()) {
                    assert!(left.any(|c| c == sign), "{screen}: `{sign}` of `{with}` is not in `{without}`");
                }
                // What is more is heat, told by a sign where no ground can.
                let more = without.chars().filter(|c| !c.is_whitespace()).count()
                    - with.chars().filter(|c| !c.is_whitespace()).count();
                let signs = without.chars().filter(|c| shades.contains(&c.to_string().as_str())).count();
                assert!(more <= signs, "{screen}: `{without}` says more than `{with}`");
            }
        }
    }
}

#[test]
fn what_is_good_bad_or_unsure_says_so_in_signs_or_words() {
    let theme = Theme::named(ThemeName::Dark);
    let mut seen = [0; 3];
    for screen in SCREENS {
        for lang in [Lang::Zh, Lang::En] {
            let mut t = Tester::shipped(screen).parks(&["binjiang", "sip", "ningbo"]).lang(lang);
            t.keys("j");
            let (buf, _) = t.draw();
            for (place, style) in [theme.good, theme.bad, theme.estimate].into_iter().enumerate() {
                for run in runs(&buf, style) {
                    // A bar repeats the figure beside it; a line of a chart has its point and its name.
                    let is_drawn = |c| "█▉▊▋▌▍▎▏░ ●■▲▼▶◀◉▣○□△▽▷◁◎▢".contains(c) || ('⠀'..='⣿').contains(&c);
                    if run.chars().all(is_drawn) {
                        continue;
                    }
                    seen[place] += 1;
                    let signs = "+−-↑↓≈≥≤><ᵉ~±!—★=×c●◐○";
                    let has_sign = run.chars().any(|c| signs.contains(c) || c.is_alphabetic());
                    assert!(has_sign, "`{run}` on {screen} in {lang:?} is told by its colour alone");
                }
            }
        }
    }
    assert!(seen.iter().all(|seen| *seen > 0), "nothing was looked at: {seen:?}");
}
