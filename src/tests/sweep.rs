//! Every screen at every size, on every kind of data, under every key: nothing panics, nothing is half drawn.

use std::{collections::BTreeSet, sync::OnceLock};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;

use super::tester::{Opened, Tester, fixture, shipped, tiny};
use crate::{
    app::{Msg, keymap},
    intent::Intent,
    model::Lang,
    ui::{GlyphSet, ThemeName},
};

pub use crate::trial::whole as assert_whole;

pub const SCREENS: [&str; 14] = [
    "overview",
    "ranking",
    "profile",
    "compare",
    "trend",
    "sources",
    "quality",
    "score",
    "quadrant",
    "matrix",
    "distribution",
    "flow",
    "peers",
    "targets",
];

const SIZES: [(u16, u16); 11] =
    [(0, 0), (1, 1), (5, 3), (20, 5), (39, 8), (40, 12), (80, 24), (140, 45), (200, 60), (400, 3), (3, 200)];

/// What lies over the screen after these keys.
const OVERLAYS: [&str; 10] = ["", "?", "i", "/", "F", "a", "g", "v", ":", "P"];

fn all_data() -> [(&'static str, Opened); 4] {
    static ODD: OnceLock<[Opened; 2]> = OnceLock::new();
    let [nothing, one] = ODD.get_or_init(|| [fixture("odd/header-only.csv"), fixture("odd/one-row.csv")]).clone();
    [("shipped", shipped()), ("tiny", tiny()), ("nothing", nothing), ("one row", one)]
}

#[test]
fn every_screen_draws_whole_cells_at_every_size_on_every_data() {
    for (data, opened) in all_data() {
        for screen in SCREENS {
            for (theme, lang) in [(ThemeName::Dark, Lang::Zh), (ThemeName::Mono, Lang::En)] {
                let mut t = Tester::on(opened.clone(), screen).theme(theme).lang(lang);
                t.keys("4 a enter down enter esc");
                t.keys(key_of(screen));
                for overlay in OVERLAYS {
                    t.keys(overlay);
                    for (columns, rows) in SIZES {
                        t.resize(columns, rows);
                        let told = format!("{screen} of {data} at {columns}x{rows} in {lang:?} after `{overlay}`");
                        assert_whole(&t.draw().0, &told);
                    }
                    t.keys("esc");
                }
            }
        }
    }
}

#[test]
fn every_key_may_be_pressed_on_every_screen_and_inside_every_overlay() {
    for (data, opened) in all_data() {
        // Three sizes where a frame is cheap; the usual one for the rest.
        let sizes = if data == "tiny" { &[(40, 12), (80, 24), (140, 45)][..] } else { &[(80, 24)] };
        for screen in SCREENS {
            for (columns, rows) in sizes {
                for overlay in OVERLAYS {
                    let mut t = Tester::on(opened.clone(), screen).size(*columns, *rows);
                    for intent in Intent::ALL.iter().filter(|intent| **intent != Intent::Quit) {
                        let key = keymap::keys_of(*intent)[0];
                        t.press(&format!("{} {overlay} {key}", key_of(screen)));
                        let told = format!("{screen} of {data} at {columns}x{rows}, `{overlay}`, {intent:?}");
                        assert_whole(&t.draw().0, &told);
                        t.press("esc esc");
                        assert!(t.end().is_none(), "{told} ended it");
                    }
                }
            }
        }
    }
}

#[test]
fn every_glyph_set_and_theme_draws_whole_cells() {
    for glyphs in [GlyphSet::Rich, GlyphSet::CjkSafe, GlyphSet::Ascii] {
        for theme in [ThemeName::Dark, ThemeName::HighContrast, ThemeName::Mono] {
            for screen in SCREENS {
                let mut t = Tester::shipped(screen).parks(&["binjiang", "sip"]).glyphs(glyphs).theme(theme);
                assert_whole(&t.draw().0, &format!("{screen} with {glyphs:?} in {theme:?}"));
            }
        }
    }
}

#[test]
fn the_ascii_set_draws_nothing_but_ascii_around_english_words() {
    for screen in SCREENS {
        let mut t = Tester::tiny(screen).parks(&["qingshan", "nangang"]).glyphs(GlyphSet::Ascii).lang(Lang::En);
        let odd = |c: &char| !c.is_ascii() && !('\u{3000}'..='\u{9fff}').contains(c);
        let found: Vec<char> = t.frame().chars().filter(odd).collect();
        assert!(found.is_empty(), "{screen}: {found:?} in\n{}", t.frame());
    }
}

#[test]
fn a_storm_of_keys_and_resizes_breaks_nothing() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let letters: Vec<char> = "滨江gdp 高企é…[]<>=+-\u{200d}\u{7}".chars().collect();
    for (data, opened) in all_data() {
        let mut t = Tester::on(opened, "overview");
        let mut pressed = vec![];
        for step in 0..1000 {
            match dice.roll(20) {
                0 => {
                    let (columns, rows) = SIZES[dice.roll(SIZES.len())];
                    t.resize(columns.min(200), rows.min(60));
                }
                1 | 2 => {
                    let letter = letters[dice.roll(letters.len())];
                    let key = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
                    t.feed(Msg::Term(Event::Key(key)));
                    pressed.push(letter.to_string());
                }
                _ => {
                    let keys = keymap::keys_of(Intent::ALL[dice.roll(Intent::ALL.len())]);
                    let key = keys[dice.roll(keys.len())];
                    if !matches!(key, "q" | "ctrl-c") {
                        t.press(key);
                        pressed.push(key.to_owned());
                    }
                }
            }
            if step % 3 == 0 {
                let last = pressed.len().saturating_sub(12);
                assert_whole(&t.draw().0, &format!("{data} after step {step}: … {}", pressed[last..].join(" ")));
            }
            assert!(t.end().is_none(), "{data} ended after {}", pressed.join(" "));
        }
    }
}

#[test]
fn every_row_of_every_table_is_as_wide_as_its_header() {
    for (data, opened) in all_data() {
        for screen in SCREENS {
            for keys in ["", "p", "p p", "p p p"] {
                let mut t = Tester::on(opened.clone(), screen);
                t.press(keys);
                let grid = t.grid();
                let names: Vec<&str> = grid.columns.iter().map(|column| column.name.as_str()).collect();
                let told = format!("{screen} of {data} after `{keys}`: {names:?}");
                assert!(grid.rows.iter().all(|row| row.len() == names.len()), "{told}");
                let distinct: BTreeSet<&str> = names.iter().copied().collect();
                assert_eq!(distinct.len(), names.len(), "a name stands twice in {told}");
            }
        }
    }
}

/// The key of a screen.
pub fn key_of(screen: &str) -> &'static str {
    let pane = crate::screen::all().into_iter().find(|pane| pane.spec().id == screen).unwrap();
    keymap::keys_of(pane.spec().intent)[0]
}

#[test]
fn no_screen_is_left_out_of_the_sweep() {
    let all: Vec<&str> = crate::screen::all().iter().map(|pane| pane.spec().id).collect();
    assert_eq!(all, SCREENS);
}

#[test]
fn half_a_character_is_noticed() {
    let mut buf = Buffer::with_lines(["ab中文"]);
    assert_whole(&buf, "as it should be");
    buf[(3, 0)].set_symbol("x");
    let caught = std::panic::catch_unwind(|| assert_whole(&buf, "spoiled"));
    assert!(caught.is_err());
}

/// Numbers that look random and are the same every time (xorshift).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}
