//! Charts as they are seen.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
    widgets::Widget,
};
use unicode_width::UnicodeWidthStr;

use super::{Chart, Line};
use crate::ui::{GlyphSet, Theme, ThemeName};

fn line(name: &str, points: &[(i32, f64)]) -> Line {
    let points = points.iter().map(|(year, value)| (*year, *value, true)).collect();
    Line { name: name.to_owned(), style: Style::new(), points }
}

fn parks() -> Vec<Line> {
    let mut lines = vec![
        line("苏州工业园区", &[(2019, 2743.0), (2020, 2907.0), (2021, 3330.0), (2022, 3516.0), (2024, 4002.0)]),
        line("杭州(滨江)", &[(2020, 1746.0), (2021, 2023.0), (2022, 2185.0)]),
        line("宁波", &[(2022, 289.0), (2019, 210.0)]),
    ];
    lines[1].points[2].2 = false;
    lines
}

fn drawn(lines: &[Line], log: bool, set: GlyphSet, width: u16, height: u16) -> Vec<String> {
    let theme = Theme::named(ThemeName::Mono);
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    Chart { lines, log, places: false, unit: "亿元", soft: set.glyphs().about, glyphs: set.glyphs(), theme: &theme }
        .render(buf.area, &mut buf);
    rows(&buf)
}

/// The rows with a wide character written once, without the blanks at their ends.
fn rows(buf: &Buffer) -> Vec<String> {
    let row = |y: u16| {
        let mut text = String::new();
        let mut x = 0;
        while x < buf.area.width {
            let symbol = buf[(x, y)].symbol();
            text.push_str(symbol);
            x += crate::ui::text::width(symbol).max(1) as u16;
        }
        text.trim_end().to_owned()
    };
    (0..buf.area.height).map(row).collect()
}

#[test]
fn a_missing_year_is_a_gap_and_names_stand_at_the_ends() {
    let expect = [
        "亿元                                                         □ ≈",
        "5,000│    ⠐   ⠐   ⠐   ⠐   ⠐   ⠐   ⠐   ⠐   ⠐   ⠐",
        "4,000│    ⠐   ⠐   ⠐   ⠐   ⠐   ⠐   ⠐   ⠐   ⠐   ⠐ ● ● 苏州工业园区",
        "     │                   ⣀⣀⣀⣀⠤⠤●",
        "3,000│    ⣀⣀⣀⣀●⡠⠤⠤⠔⠒⠒⠊⠉●⠉ ⠐   ⠐   ⠐   ⠐   ⠐   ⠐",
        "     │●⠉⠉⠉",
        "2,000│    ⠐   ■⣀⡠⠤⠤⠤⠤⠒⠒■⠒⠒⠒⠉⠉⠉⠉□  ⠐   ⠐   ⠐   ⠐   □ 杭州(滨江)",
        "     │",
        "1,000│    ⠐   ⠐   ⠐   ⠐   ⠐   ⠐   ⠐   ⠐   ⠐   ⠐",
        "    0│▲   ⠐   ⠐   ⠐   ⠐   ⠐   ⠐▲  ⠐   ⠐   ⠐   ⠐   ▲ 宁波",
        "     └───────────────────────────────────────────",
        "     2019    2020     2021    2022     2023    2024",
    ];
    assert_eq!(drawn(&parks(), false, GlyphSet::Rich, 64, 12), expect);
}

#[test]
fn letters_tell_the_lines_apart_where_shapes_may_be_wide() {
    let expect = [
        "亿元                                         b ~",
        "6,000⡇    ⠐   ⠐   ⠐   ⠐   ⠐   ⠐",
        "     ⡇",
        "4,000⡇    ⠐ ⢀⣀⣀⠤A⠤⠤⠤⠤⠤A   ⠐   ⠐ A A 苏州工业园区",
        "2,000⡇A⠉⠉⠉⠉A⠁⢀⣀⣀B⣀⣀⣀⣀⣀b   ⠐   ⠐   b 杭州(滨江)",
        "     ⡇     B⠉⠁",
        "    0⡇C   ⠐   ⠐   ⠐   C   ⠐   ⠐   C 宁波",
        "     ⣇⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀",
        "     2019 2020 2021  2022 2023 2024",
    ];
    let safe = drawn(&parks(), false, GlyphSet::CjkSafe, 48, 9);
    assert_eq!(safe, expect);
    let wide = |row: &String| row.width_cjk() == row.width();
    assert!(safe.iter().all(wide), "nothing ambiguous");
}

#[test]
fn ascii_lines_are_characters() {
    let expect = [
        "亿元                                                         b ~",
        "5,000|    .   .   .   .   .   .   .   .   .   .",
        "     |",
        "4,000|    .   .   .   .   ./---A  .   .   .   . A A 苏州工业园区",
        "3,000|    /---A--------A---   .   .   .   .   .",
        "     |A---",
        "2,000|    .   B--------B-------b  .   .   .   .   b 杭州(滨江)",
        "1,000|    .   .   .   .   .   .   .   .   .   .",
        "     |",
        "    0|C   .   .   .   .   .   .C  .   .   .   .   C 宁波",
        "     +-------------------------------------------",
        "     2019    2020     2021    2022     2023    2024",
    ];
    assert_eq!(drawn(&parks(), false, GlyphSet::Ascii, 64, 12), expect);
}

#[test]
fn a_logarithmic_chart_says_how_many_values_it_leaves_out() {
    let mut lines = parks();
    lines.push(line("合肥", &[(2020, 0.0), (2021, -3.0), (2022, 1300.0), (2023, f64::NAN)]));
    let expect = [
        "亿元 (log)                            □ ≈  ≤0: 2",
        "5,000│    ⠐   ⠐   ⠐⣀⣀⣀●   ⠐   ⠐ ● ● 苏州工业园区",
        "     │●⠤⠔⠒⠒●⠒⠊⠉⠉●⠉⠉",
        "2,000│    ⠐■⠤⠔⠒⠒■⠒⠒⠉⠉⠉□   ⠐   ⠐   □ 杭州(滨江)",
        "     │                ▼           ▼ 合肥",
        "1,000│    ⠐   ⠐   ⠐   ⠐   ⠐   ⠐",
        "  500│    ⠐   ⠐   ⠐   ⠐   ⠐   ⠐",
        "     │                ▲           ▲ 宁波",
        "  200│▲   ⠐   ⠐   ⠐   ⠐   ⠐   ⠐",
        "     └───────────────────────────",
        "     2019 2020 2021  2022 2023 2024",
    ];
    assert_eq!(drawn(&lines, true, GlyphSet::Rich, 48, 11), expect);
}

#[test]
fn names_of_lines_that_end_together_move_apart() {
    let lines = ["中关村", "深圳", "武汉东湖", "西安"].map(|name| line(name, &[(2022, 5.0), (2023, 6.0)]));
    let expect = [
        "亿元",
        "6.0⡇    ⠐   ⠐   ⠐   ⠐   ⣀⠤⠔⠊A A 中关村",
        "   ⡇               ⣀⠤⠔⠊⠉      B 深圳",
        "5.5⡇    ⠐   ⠐⢀⣀⠤⠒⠊⠉ ⠐   ⠐   ⠐ C 武汉东湖",
        "   ⡇    ⢀⣀⠤⠒⠊⠁                D 西安",
        "5.0⡇A⠤⠒⠊⠁   ⠐   ⠐   ⠐   ⠐   ⠐",
        "   ⣇⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀",
        "   2022                    2023",
    ];
    assert_eq!(drawn(&lines, false, GlyphSet::CjkSafe, 40, 8), expect);
}

#[test]
fn a_single_value_stands_in_the_middle() {
    let expect = [
        "亿元",
        "6,000│    ⠐   ⠐   ⠐   ⠐   ⠐   ⠐",
        "5,500│    ⠐   ⠐   ⠐   ⠐   ⠐   ⠐",
        "     │",
        "5,000│    ⠐   ⠐   ⠐●  ⠐   ⠐   ⠐   ● 深圳",
        "4,500│    ⠐   ⠐   ⠐   ⠐   ⠐   ⠐",
        "     └───────────────────────────",
        "                  2022",
    ];
    assert_eq!(drawn(&[line("深圳", &[(2022, 5082.0)])], false, GlyphSet::Rich, 40, 8), expect);
}

#[test]
fn a_small_area_keeps_what_fits() {
    let check = |width: u16, height: u16, expect: &[&str]| {
        assert_eq!(drawn(&parks(), false, GlyphSet::Rich, width, height), expect, "{width}x{height}");
    };
    check(
        20,
        5,
        &[
            "亿元             □ ≈",
            "5,000│    ⠐ ⢀⣀●   ⠐●",
            "     │●⠒⠒●⣉●⡡⠤□",
            "    0│▲   ⠐   ▲   ⠐",
            "        2020    2024",
        ],
    );
    check(12, 4, &["    ⠐⢀⣀●⠐  ●", "●⠒●⣉●⡡⠤□", "▲   ⠐  ▲⠐", "2019    2024"]);
    check(5, 3, &["●●● ●", "▲■□ ⠐", " 2024"]);
    check(1, 1, &["●"]);
    check(3, 0, &[]);
}

#[test]
fn a_point_has_the_style_of_its_line_whatever_is_below() {
    let theme = Theme::named(ThemeName::Mono);
    let styled = |style: Style| Line { style, ..line("", &[(2020, 0.0), (2021, 5.0), (2022, 0.0)]) };
    let lines = [styled(theme.text), styled(theme.title)];
    let mut buf = Buffer::empty(Rect::new(0, 0, 40, 9));
    Chart {
        lines: &lines,
        log: false,
        places: false,
        unit: "",
        soft: "≈",
        glyphs: GlyphSet::Rich.glyphs(),
        theme: &theme,
    }
    .render(buf.area, &mut buf);
    let points: Vec<_> = buf.content().iter().filter(|cell| cell.symbol() == "●").map(|cell| cell.modifier).collect();
    assert_eq!(points, [Modifier::empty(); 3]);
}

#[test]
fn nothing_to_show_is_a_quiet_line() {
    assert_eq!(drawn(&[], false, GlyphSet::Rich, 6, 3), ["", "──────", ""]);
    assert_eq!(drawn(&[line("西安", &[(2022, -1.0)])], true, GlyphSet::Ascii, 6, 3), ["", "------", ""]);
}

#[test]
fn no_size_and_no_values_panic() {
    let odd = [f64::MIN, -1.0, 0.0, 5e-324, 1e308, f64::MAX, f64::NAN, f64::INFINITY];
    let mut lines = parks();
    lines.push(line("极端", &[(i32::MIN, odd[0]), (i32::MAX, odd[4]), (i32::MAX - 1, odd[5])]));
    for (i, value) in odd.into_iter().enumerate() {
        lines.push(line("", &[(2020, value), (2020, 3.0), (2021, odd[(i * 3) % odd.len()])]));
    }
    for (width, height) in (0..30).flat_map(|width| (0..9).map(move |height| (width, height))) {
        for (set, log) in GlyphSet::ALL.into_iter().flat_map(|set| [(set, false), (set, true)]) {
            drawn(&lines, log, set, width, height);
            drawn(&lines[4..], log, set, width, height);
        }
    }
    drawn(&parks(), false, GlyphSet::Rich, 200, 60);
}

#[test]
fn a_strand_is_cut_where_it_leaves_its_area() {
    let drawn = |from: i64, to: i64| -> Vec<String> {
        let area = Rect::new(0, 0, 5, 3);
        let mut buf = Buffer::empty(area);
        super::strand(&mut buf, area, &[(from, to, Style::new())], GlyphSet::Ascii);
        let row = |y| (0..5).map(|x| buf[(x, y)].symbol().to_owned()).collect::<String>();
        (0..3).map(row).collect()
    };
    assert_eq!(drawn(1, 1), ["     ", "-----", "     "]);
    assert_eq!(drawn(0, 2), ["-    ", " \\-  ", "   \\-"], "from corner to corner");
    assert_eq!(drawn(-2, 2)[2].trim().len(), 1, "only what is inside");
    assert_eq!(drawn(7, 9), ["     "; 3]);
    assert_eq!(drawn(i64::from(u32::MAX), -9)[0].trim().len().max(1), 1);
}
