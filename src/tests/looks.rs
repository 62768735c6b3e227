//! What every frame keeps to, whatever the screen, what lies over it, language, signs, colours and size.

use std::collections::HashSet;

use ratatui::{buffer::Buffer, style::Color};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{
    sweep::{SCREENS, assert_whole},
    tester::Tester,
};
use crate::{
    cli,
    model::Lang,
    ui::{Depth, GlyphSet},
};

const SIZES: [(u16, u16); 3] = [(40, 12), (80, 24), (140, 45)];

/// The keys to what lies over a screen.
const OVERLAYS: [&str; 7] = ["", "?", "i", "F \"gdp>\"", "m", ":", "P"];

/// What is looked at: a screen with marks, the cursor not where it begins.
fn shown(screen: &str, lang: Lang) -> Tester {
    Tester::shipped(screen).parks(&["binjiang", "sip", "shenzhen"]).lang(lang).runs(50)
}

/// Every frame there is of a screen in a language: without colours and with ever more, but over the screen only without and
/// with all of them.
fn frames(screen: &str, lang: Lang, mut look: impl FnMut(GlyphSet, &[(Depth, Buffer)], &dyn Fn() -> String)) {
    let mut t = shown(screen, lang);
    for overlay in OVERLAYS {
        t.press(overlay);
        let depths = if overlay.is_empty() { &Depth::ALL[..] } else { &[Depth::None, Depth::True] };
        for (columns, rows) in SIZES {
            t.resize(columns, rows);
            for glyphs in GlyphSet::ALL {
                let frames = depths.iter().map(|depth| {
                    t.app.redress(glyphs, *depth);
                    (*depth, t.draw().0)
                });
                let frames: Vec<(Depth, Buffer)> = frames.collect();
                let told = || format!("{screen} after `{overlay}` in {lang:?}, {glyphs}, at {columns}x{rows}");
                look(glyphs, &frames, &told);
            }
        }
        t.press("esc esc");
    }
}

fn keeps_to_its_looks(screens: &[&str]) {
    let mut fine: [HashSet<String>; 3] = Default::default();
    for screen in screens {
        for lang in [Lang::Zh, Lang::En] {
            frames(screen, lang, |glyphs, frames, told| {
                let (_, full) = frames.last().unwrap();
                assert_whole(full, &told());
                let fine = &mut fine[glyphs as usize];
                for (depth, buf) in frames {
                    // On Matrix heat without colours is a sign, which takes cells.
                    let may_differ = *depth == Depth::None && *screen == "matrix";
                    for (cell, other) in buf.content().iter().zip(full.content()) {
                        let symbol = cell.symbol();
                        let is_same = may_differ || symbol == other.symbol();
                        assert!(is_same, "`{symbol}` by {depth}: {}\n{}", told(), cli::text_of(buf));
                        if !symbol.is_ascii() && !fine.contains(symbol) {
                            assert!(!is_odd(symbol, glyphs), "`{symbol}` in {}\n{}", told(), cli::text_of(buf));
                            fine.insert(symbol.to_owned());
                        }
                    }
                    let odd = colours(buf).into_iter().find(|(fg, bg)| !is_of(*depth, *fg, *bg));
                    assert_eq!(odd, None, "{}, {depth}", told());
                }
            });
        }
    }
}

// Two tests, so that two cores share them.
#[test]
fn every_frame_of_the_first_screens_keeps_to_its_colours_signs_and_cells() {
    keeps_to_its_looks(&SCREENS[..7]);
}

#[test]
fn every_frame_of_the_other_screens_keeps_to_its_colours_signs_and_cells() {
    keeps_to_its_looks(&SCREENS[7..]);
}

/// The pairs of text and background in a frame.
fn colours(buf: &Buffer) -> HashSet<(Color, Color)> {
    let mut found = HashSet::new();
    for cells in buf.content().chunk_by(|a, b| (a.fg, a.bg) == (b.fg, b.bg)) {
        found.insert((cells[0].fg, cells[0].bg));
    }
    found
}

/// Those of the sixteen that read on black and on white alike.
const SIXTEEN: [Color; 3] = [Color::Red, Color::Magenta, Color::Reset];

fn is_of(depth: Depth, fg: Color, bg: Color) -> bool {
    let indexed = |color: Color| matches!(color, Color::Reset | Color::Indexed(16..));
    match depth {
        Depth::None => (fg, bg) == (Color::Reset, Color::Reset),
        // On the terminal's own background, or a pair: then both are said.
        Depth::Sixteen => (bg == Color::Reset && SIXTEEN.contains(&fg)) || (bg != Color::Reset && fg != Color::Reset),
        Depth::Indexed => indexed(fg) && indexed(bg),
        Depth::True => true,
    }
}

/// Whether a cell holds what its set has not. Letters of names are of no set, nor are the words of a language, which take
/// two cells everywhere.
fn is_odd(symbol: &str, glyphs: GlyphSet) -> bool {
    let is_letter = symbol.chars().next().is_some_and(char::is_alphabetic);
    match glyphs {
        GlyphSet::Rich => false,
        GlyphSet::CjkSafe => symbol.width() != symbol.width_cjk(),
        GlyphSet::Ascii => !is_letter && symbol.chars().any(|c| c.width() != Some(2)),
    }
}

#[test]
fn screen_and_period_are_told_at_every_size() {
    for screen in SCREENS {
        for lang in [Lang::Zh, Lang::En] {
            for (columns, rows) in SIZES {
                for form in ["level", "share", "cagr:2016"] {
                    let mut t = shown(screen, lang).form(form).size(columns, rows);
                    let frame = t.frame();
                    let title = frame.lines().next().unwrap();
                    let name = crate::screen::all()
                        .into_iter()
                        .find(|pane| pane.spec().id == screen)
                        .map(|pane| pane.spec().intent.help(lang))
                        .unwrap();
                    for words in [name, "2020-2024"] {
                        assert!(title.contains(words), "`{words}` is not in `{title}`: {screen} at {columns}x{rows}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_figure_has_its_unit_at_every_size() {
    // The others show figures of many units, or none at all.
    let of_one = ["ranking", "compare", "trend", "quality", "quadrant", "matrix", "distribution", "flow", "peers"];
    for screen in of_one.into_iter().chain(["overview", "profile", "targets"]) {
        for (lang, unit) in [(Lang::Zh, "亿元"), (Lang::En, "CNY")] {
            for (columns, rows) in SIZES {
                let mut t = shown(screen, lang).indicators(&["gdp", "revenue"]).size(columns, rows);
                t.press("down");
                t.sees(&[unit]);
            }
        }
    }
}

#[test]
fn two_parks_are_compared_on_the_smallest_terminal() {
    for (lang, names) in [(Lang::Zh, ["杭州滨江", "苏州工"]), (Lang::En, ["Binjiang", "Suzhou"])] {
        for glyphs in GlyphSet::ALL {
            shown("compare", lang).glyphs(glyphs).size(40, 12).sees(&names);
            shown("compare", lang).glyphs(glyphs).size(40, 12).keys("P").sees(&names);
        }
    }
}

#[test]
fn every_screen_at_three_sizes() {
    for screen in SCREENS {
        for (lang, code) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
            let mut t = shown(screen, lang);
            t.keys("down");
            let frames = SIZES.map(|(columns, rows)| {
                t.resize(columns, rows);
                format!("{columns}x{rows}\n{}", t.frame())
            });
            insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(format!("looks-{screen}-{code}"), frames.join("\n"));
            });
        }
    }
}
