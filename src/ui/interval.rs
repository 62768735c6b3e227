//! An interval of places as a line: `├──●──┤`.

use super::Glyphs;

/// Where it lies among places 1 to `of`, the first at the left, in exactly so many cells.
pub fn interval(low: f64, middle: f64, high: f64, of: f64, cells: u16, glyphs: &Glyphs) -> String {
    let [from, between, at, to] = glyphs.interval;
    let last = f64::from(cells) - 1.0;
    let cell = |place: f64| {
        let share = if of > 1.0 { (place - 1.0) / (of - 1.0) } else { 0.0 };
        (share.clamp(0.0, 1.0) * last).round() as u16
    };
    let (low, middle, high) = (cell(low), cell(middle), cell(high));
    let sign = |x: u16| match x {
        x if x == middle => at,
        x if x == low => from,
        x if x == high => to,
        x if x > low && x < high => between,
        _ => " ",
    };
    (0..cells).map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::{Glyphs, interval};
    use crate::ui::{GlyphSet, text};

    #[test]
    fn the_ends_and_the_middle_stand_at_their_places() {
        let check = |(low, middle, high), rich: &str| {
            assert_eq!(interval(low, middle, high, 11.0, 11, Glyphs::RICH), rich);
        };
        check((3.0, 6.0, 9.0), "  ├──●──┤  ");
        check((1.0, 1.0, 4.0), "●──┤       ");
        check((11.0, 11.0, 11.0), "          ●");
        check((2.0, 3.0, 4.0), " ├●┤       ");
    }

    #[test]
    fn it_is_as_wide_as_asked_whatever_is_asked() {
        for set in GlyphSet::ALL {
            for cells in [0, 1, 2, 9] {
                for (low, middle, high, of) in [(1.0, 1.0, 1.0, 1.0), (0.0, 5.0, 99.0, 9.0), (f64::NAN, 1.0, 2.0, 0.0)]
                {
                    let width = text::width(&interval(low, middle, high, of, cells, set.glyphs()));
                    assert_eq!(width, usize::from(cells));
                }
            }
        }
    }
}
