//! Whether the symbols are as wide as they say, and told apart.

use unicode_width::UnicodeWidthStr;

use super::{GlyphSet, Glyphs, Mark};

fn all(g: &Glyphs) -> Vec<&'static str> {
    let one = [
        g.cursor,
        g.marked,
        g.missing,
        g.ellipsis,
        g.up,
        g.down,
        g.rise,
        g.fall,
        g.level,
        g.minus,
        g.dash,
        g.times,
        g.best,
        g.about,
        g.more,
        g.less,
        g.expected,
        g.rule,
        g.upright,
        g.grid,
        g.spark_gap,
        g.bar_full,
        g.bar_track,
    ];
    let f = &g.frame;
    let frame = [f.top, f.bottom, f.left, f.right, f.top_left, f.top_right, f.bottom_left, f.bottom_right];
    [&one[..], &frame, &g.points, &g.hollow, &g.known, &g.spark, &g.interval, g.bar_parts, g.column_parts, &g.shades]
        .concat()
}

#[test]
fn every_symbol_is_one_cell_and_a_bound_at_most_two() {
    for set in GlyphSet::ALL {
        let glyphs = set.glyphs();
        assert_eq!(glyphs.set, set);
        for symbol in all(glyphs) {
            assert_eq!(symbol.width(), 1, "{symbol} in {set}");
        }
        assert!(glyphs.at_least.width() <= 2 && glyphs.at_most.width() <= 2);
    }
}

#[test]
fn the_safe_set_has_nothing_ambiguous_and_ascii_only_ascii() {
    for symbol in all(Glyphs::CJK_SAFE).into_iter().chain([Glyphs::CJK_SAFE.at_least, Glyphs::CJK_SAFE.at_most]) {
        assert_eq!(symbol.width_cjk(), symbol.width(), "{symbol} is ambiguous");
    }
    for symbol in all(Glyphs::ASCII).into_iter().chain([Glyphs::ASCII.at_least, Glyphs::ASCII.at_most]) {
        assert!(symbol.is_ascii(), "{symbol}");
    }
}

#[test]
fn points_and_levels_are_told_apart() {
    for set in GlyphSet::ALL {
        let g = set.glyphs();
        let known = [&g.known[..], &[g.missing]].concat();
        for symbols in
            [[&g.points[..], &g.hollow].concat(), known, g.spark.to_vec(), g.shades.to_vec(), vec![g.cursor, g.marked]]
        {
            let mut once = symbols.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), symbols.len(), "{symbols:?}");
        }
    }
}

#[test]
fn every_mark_has_its_sign_in_every_set() {
    for set in GlyphSet::ALL {
        let signs = Mark::ALL.map(|mark| set.glyphs().mark_sign(mark));
        for (i, sign) in signs.iter().enumerate() {
            assert!(!signs[..i].contains(sign), "{sign:?} twice in {set}");
        }
    }
    for mark in Mark::ALL {
        let (before, after) = Glyphs::RICH.mark_sign(mark);
        assert_eq!(format!("{before}{after}"), mark.sign());
    }
}

#[test]
fn a_year_is_tagged_in_two_digits_while_they_say_which_century() {
    let check = |year: i32, rich: &str, plain: &str| {
        assert_eq!(Glyphs::RICH.year_tag(year), rich);
        assert_eq!(Glyphs::CJK_SAFE.year_tag(year), plain);
        assert_eq!(Glyphs::ASCII.year_tag(year), plain);
    };
    check(2022, "²²", "'22");
    check(2008, "⁰⁸", "'08");
    check(1950, "⁵⁰", "'50");
    check(2049, "⁴⁹", "'49");
    check(1949, "¹⁹⁴⁹", "1949");
    check(2050, "²⁰⁵⁰", "2050");
    check(-5, "⁻⁰⁰⁵", "-005");
}

#[test]
fn names_read_back() {
    for set in GlyphSet::ALL {
        assert_eq!(set.to_string().parse(), Ok(set));
    }
    assert!("unicode".parse::<GlyphSet>().is_err());
}
