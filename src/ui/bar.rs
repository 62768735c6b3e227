//! A number as a length.

use super::Glyphs;

/// The value as a part of `max` in exactly so many cells, on a light track; blank where there is no value.
pub fn bar(value: Option<f64>, max: f64, cells: u16, glyphs: &Glyphs) -> String {
    let cells = usize::from(cells);
    let Some(value) = value.filter(|value| !value.is_nan()) else {
        return " ".repeat(cells);
    };
    let steps = glyphs.bar_parts.len() + 1;
    let filled = filled(value, max, cells * steps);
    let (full, part) = (filled / steps, filled % steps);
    let part = part.checked_sub(1).map_or("", |part| glyphs.bar_parts[part]);
    let track = cells - full - usize::from(!part.is_empty());
    [&glyphs.bar_full.repeat(full), part, &glyphs.bar_track.repeat(track)].concat()
}

/// A share of one as a bar with an upright tick at another share: how far one is, and how far one should be.
pub fn bar_to_tick(share: f64, tick: Option<f64>, cells: u16, glyphs: &Glyphs) -> String {
    let drawn = bar(Some(share), 1.0, cells, glyphs);
    let Some(tick) = tick.filter(|tick| (0.0..=1.0).contains(tick) && cells > 0) else { return drawn };
    // The tick stands on the cell in which the share it marks ends.
    let at = ((tick * f64::from(cells)).ceil() as usize).clamp(1, usize::from(cells)) - 1;
    let symbols = drawn.chars().enumerate();
    symbols.map(|(place, symbol)| if place == at { glyphs.upright.to_owned() } else { symbol.to_string() }).collect()
}

/// A difference as a length from the middle, to the left below zero and to the right above it, so many cells to either side.
pub fn leaning(value: Option<f64>, max: f64, cells: u16, glyphs: &Glyphs) -> String {
    let cells = usize::from(cells);
    let Some(value) = value.filter(|value| !value.is_nan()) else {
        return " ".repeat(cells * 2 + 1);
    };
    let filled = ((value.abs() / max).clamp(0.0, 1.0) * cells as f64).round() as usize;
    let (full, rest) = (glyphs.bar_full.repeat(filled), " ".repeat(cells - filled));
    let blank = " ".repeat(cells);
    let (left, right) = if value < 0.0 { ([rest, full].concat(), blank) } else { (blank, [full, rest].concat()) };
    format!("{left}{}{right}", glyphs.upright)
}

/// How many of so many steps; what is more than nothing is at least one.
fn filled(value: f64, max: f64, steps: usize) -> usize {
    let share = (value / max).clamp(0.0, 1.0);
    if value <= 0.0 || max <= 0.0 || share.is_nan() || steps == 0 {
        return 0;
    }
    ((share * steps as f64).round() as usize).clamp(1, steps)
}

#[cfg(test)]
mod tests {
    use super::{Glyphs, bar, bar_to_tick, leaning};
    use crate::ui::{GlyphSet, text};

    #[test]
    fn the_length_is_the_share() {
        let check = |value: f64, [rich, safe, ascii]: [&str; 3]| {
            assert_eq!(bar(Some(value), 8.0, 4, Glyphs::RICH), rich, "{value}");
            assert_eq!(bar(Some(value), 8.0, 4, Glyphs::CJK_SAFE), safe, "{value}");
            assert_eq!(bar(Some(value), 8.0, 4, Glyphs::ASCII), ascii, "{value}");
        };
        check(8.0, ["████", "⣿⣿⣿⣿", "####"]);
        check(5.0, ["██▌░", "⣿⣿⣇⣀", "###."]);
        check(0.01, ["▏░░░", "⣇⣀⣀⣀", "#..."]);
        check(0.0, ["░░░░", "⣀⣀⣀⣀", "...."]);
        check(-3.0, ["░░░░", "⣀⣀⣀⣀", "...."]);
        check(99.0, ["████", "⣿⣿⣿⣿", "####"]);
    }

    #[test]
    fn the_tick_stands_where_one_should_be() {
        let check = |share: f64, tick: Option<f64>, [rich, safe, ascii]: [&str; 3]| {
            assert_eq!(bar_to_tick(share, tick, 5, Glyphs::RICH), rich, "{share} {tick:?}");
            assert_eq!(bar_to_tick(share, tick, 5, Glyphs::CJK_SAFE), safe, "{share} {tick:?}");
            assert_eq!(bar_to_tick(share, tick, 5, Glyphs::ASCII), ascii, "{share} {tick:?}");
        };
        check(0.4, Some(0.8), ["██░│░", "⣿⣿⣀⡇⣀", "##.|."]);
        check(1.3, Some(0.2), ["│████", "⡇⣿⣿⣿⣿", "|####"]);
        check(-0.2, Some(1.0), ["░░░░│", "⣀⣀⣀⣀⡇", "....|"]);
        check(0.4, None, ["██░░░", "⣿⣿⣀⣀⣀", "##..."]);
        assert_eq!(bar_to_tick(0.4, Some(0.5), 0, Glyphs::RICH), "");
    }

    #[test]
    fn a_difference_leans_to_its_side() {
        let check =
            |value: f64, expect: &str| assert_eq!(leaning(Some(value), 2.0, 3, Glyphs::ASCII), expect, "{value}");
        check(0.1, "   |   ");
        check(0.7, "   |#  ");
        check(9.0, "   |###");
        check(-1.4, " ##|   ");
        check(f64::NEG_INFINITY, "###|   ");
        assert_eq!(leaning(None, 2.0, 3, Glyphs::ASCII), "       ");
        assert_eq!(leaning(Some(f64::NAN), 2.0, 0, Glyphs::ASCII), " ");
    }

    #[test]
    fn nothing_known_is_blank_and_every_bar_is_as_wide_as_asked() {
        assert_eq!(bar(None, 8.0, 3, Glyphs::RICH), "   ");
        assert_eq!(bar(Some(f64::NAN), 8.0, 3, Glyphs::RICH), "   ");
        let odd = [f64::NEG_INFINITY, -1.0, 0.0, 1e-300, 0.7, 1e308, f64::INFINITY, f64::NAN];
        for (value, max) in odd.into_iter().flat_map(|value| odd.map(|max| (value, max))) {
            for (set, cells) in GlyphSet::ALL.into_iter().flat_map(|set| [0, 1, 7].map(|cells| (set, cells))) {
                assert_eq!(
                    text::width(&bar(Some(value), max, cells, set.glyphs())),
                    usize::from(cells),
                    "{value}/{max}"
                );
            }
        }
    }
}
