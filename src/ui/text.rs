//! Text measured in cells: 中 takes two, é one however it is written.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The cells a text takes on the screen.
pub fn width(text: &str) -> usize {
    simple_width(text).unwrap_or_else(|| text.graphemes(true).map(cells_of).sum())
}

/// The cells of a text of nothing but ASCII and Chinese, in which every character is a grapheme; none of any other.
fn simple_width(text: &str) -> Option<usize> {
    text.chars().try_fold(0, |cells, c| match c {
        '\0'..='\x1f' | '\x7f' => Some(cells),
        ' '..='~' => Some(cells + 1),
        // Ideographs, the punctuation 、 to 】 and ！ to ｠.
        '\u{4E00}'..='\u{9FFF}' | '\u{3001}'..='\u{3011}' | '\u{FF01}'..='\u{FF60}' => Some(cells + 2),
        _ => None,
    })
}

/// The cells of one grapheme, as a cell of the screen holds it; control characters are never drawn.
pub fn cells_of(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) { 0 } else { grapheme.width() }
}

/// The text if it fits, else as much of it as fits before the ellipsis; never half a wide character.
pub fn fit<'a>(text: &'a str, cells: usize, ellipsis: &str) -> Cow<'a, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    let ellipsis = if width(ellipsis) <= cells { ellipsis } else { "" };
    let head = start(text, cells - width(ellipsis));
    Cow::Owned(format!("{head}{ellipsis}"))
}

/// The text if it fits, else as much of its end as fits after the ellipsis: of a path the end says more.
pub fn fit_end<'a>(text: &'a str, cells: usize, ellipsis: &str) -> Cow<'a, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    let ellipsis = if width(ellipsis) <= cells { ellipsis } else { "" };
    let mut used = width(ellipsis);
    let from = text.grapheme_indices(true).rev().take_while(|(_, grapheme)| {
        used += cells_of(grapheme);
        used <= cells
    });
    let from = from.last().map_or(text.len(), |(at, _)| at);
    Cow::Owned(format!("{ellipsis}{}", text.get(from..).unwrap_or_default()))
}

/// As many whole graphemes as fit.
fn start(text: &str, cells: usize) -> &str {
    let mut used = 0;
    let end = text.grapheme_indices(true).find(|(_, grapheme)| {
        used += cells_of(grapheme);
        used > cells
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// The text at the left of exactly so many cells, cut if it is longer.
pub fn pad_end(text: &str, cells: usize) -> String {
    pad(text, cells, |_| 0)
}

/// The text at the right of exactly so many cells, cut if it is longer.
pub fn pad_start(text: &str, cells: usize) -> String {
    pad(text, cells, |room| room)
}

fn pad(text: &str, cells: usize, before: impl Fn(usize) -> usize) -> String {
    let text = fit(text, cells, "");
    let room = cells.saturating_sub(width(&text));
    let before = before(room);
    // `format!` knows no width beyond 65,535, and a name may be as long.
    [&" ".repeat(before), &*text, &" ".repeat(room - before)].concat()
}

/// The text in lines of at most so many cells: Chinese breaks anywhere but at punctuation, words only where too long.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    if cells == 0 {
        return Vec::new();
    }
    text.lines().flat_map(|paragraph| fill(&pieces(paragraph), cells)).collect()
}

/// The same in at most so many lines; what is left over goes at an ellipsis.
pub fn wrap_in(text: &str, cells: usize, lines: usize, ellipsis: &str) -> Vec<String> {
    let mut wrapped = wrap(text, cells);
    if wrapped.len() > lines {
        wrapped.truncate(lines);
        if let Some(last) = wrapped.last_mut() {
            *last = format!("{}{ellipsis}", start(last, cells.saturating_sub(width(ellipsis))).trim_end());
        }
    }
    wrapped
}

/// What must stay together on a line, and the blanks before it.
#[derive(Default)]
struct Piece {
    blanks: usize,
    text: String,
}

fn pieces(paragraph: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut blanks = 0;
    let mut before = "";
    for grapheme in paragraph.graphemes(true) {
        if grapheme.trim().is_empty() {
            blanks += cells_of(grapheme).max(1);
        } else {
            match pieces.last_mut() {
                Some(piece) if blanks == 0 && !may_break(before, grapheme) => piece.text.push_str(grapheme),
                _ => pieces.push(Piece { blanks, text: grapheme.to_owned() }),
            }
            blanks = 0;
        }
        before = grapheme;
    }
    pieces
}

fn may_break(before: &str, after: &str) -> bool {
    const OPENING: &str = "（「『【《〈〔“‘([{";
    const CLOSING: &str = "、。，；：！？）」』】》〉〕”’…·％‰%,.;:!?)]}";
    let is_wide = |grapheme: &str| cells_of(grapheme) == 2;
    !OPENING.contains(before) && !CLOSING.contains(after) && (is_wide(before) || is_wide(after))
}

fn fill(pieces: &[Piece], cells: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for Piece { blanks, text } in pieces {
        let wide = width(text);
        let blanks = if line.is_empty() { 0 } else { *blanks };
        if used + blanks + wide <= cells {
            line.extend(std::iter::repeat_n(' ', blanks));
            line.push_str(text);
            used += blanks + wide;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let mut rest = text.as_str();
        while width(rest) > cells {
            let head = start(rest, cells);
            // A wide character does not go into one cell: it is left out, as the edge of a screen would.
            let taken = if head.is_empty() { rest.graphemes(true).next().map_or(0, str::len) } else { head.len() };
            if !head.is_empty() {
                lines.push(head.to_owned());
            }
            rest = rest.get(taken..).unwrap_or_default();
        }
        line.push_str(rest);
        used = width(rest);
    }
    // An empty paragraph is an empty line.
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use unicode_segmentation::UnicodeSegmentation;

    use super::{cells_of, fit, fit_end, pad_end, pad_start, simple_width, width, wrap, wrap_in};

    #[test]
    fn width_is_in_cells() {
        let check = |text: &str, cells: usize| assert_eq!(width(text), cells, "{text}");
        check("", 0);
        check("中关村", 6);
        check("e\u{301}", 1);
        check("ＡＢ", 4);
        check("👩‍👩‍👧", 2);
        check("a\tb\u{7}", 2);
    }

    #[test]
    fn simple_texts_are_as_wide_as_their_graphemes() {
        let mut simple = 0;
        for c in ('\0'..='\u{FFFF}').filter(|c| simple_width(&c.to_string()).is_some()) {
            for text in [format!("{c}"), format!("{c}a"), format!("中{c}{c}"), format!("{c}\n")] {
                let cells = text.graphemes(true).map(cells_of).sum();
                assert_eq!(simple_width(&text), Some(cells), "{text:?}");
            }
            simple += 1;
        }
        assert!(simple > 21_000, "{simple}");
    }

    #[test]
    fn a_cut_never_splits_a_character() {
        let check =
            |text: &str, cells: usize, expect: &str| assert_eq!(fit(text, cells, "…"), expect, "{text} {cells}");
        check("中关村", 6, "中关村");
        check("中关村", 5, "中关…");
        check("中关村", 4, "中…");
        check("中关村", 2, "…");
        check("中关村", 1, "…");
        check("中关村", 0, "");
        check("cafe\u{301}s", 5, "cafe\u{301}s");
        check("cafe\u{301}s!", 5, "cafe\u{301}…");
        check("👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧…");
        check("ＡＢＣ", 4, "Ａ…");
        assert_eq!(fit("abc", 1, ">="), "a", "an ellipsis that does not fit is left out");
    }

    #[test]
    fn a_path_keeps_its_end() {
        let check = |text: &str, cells: usize, expect: &str| assert_eq!(fit_end(text, cells, "…"), expect, "{text}");
        check("data/x.csv:2", 12, "data/x.csv:2");
        check("data/x.csv:2", 8, "…x.csv:2");
        check("数据/表.csv", 8, "…/表.csv");
        check("数据/表.csv", 6, "….csv");
        check("数据", 1, "…");
        check("数据", 0, "");
    }

    #[test]
    fn padding_is_exact() {
        assert_eq!(pad_end("中关村", 8), "中关村  ");
        assert_eq!(pad_start("x", 100_000).len(), 100_000);
        assert_eq!(pad_start("中关村", 8), "  中关村");
        assert_eq!(pad_end("中关村", 5), "中关 ");
        assert_eq!(pad_start("中关村", 5), " 中关");
    }

    #[test]
    fn lines_break_as_a_reader_expects() {
        let check = |text: &str, cells: usize, expect: &[&str]| assert_eq!(wrap(text, cells), expect, "{text} {cells}");
        check("国家高新区综合评价", 8, &["国家高新", "区综合评", "价"]);
        check("营业收入，亿元。", 8, &["营业收", "入，亿", "元。"]);
        check("营业收入（亿元）", 10, &["营业收入", "（亿元）"]);
        check("the quick brown fox", 10, &["the quick", "brown fox"]);
        check("a  b", 9, &["a  b"]);
        check("incomprehensible", 6, &["incomp", "rehens", "ible"]);
        check("2024年R&D投入强度", 9, &["2024年R&D", "投入强度"]);
        check("一\n\n二", 4, &["一", "", "二"]);
        check("中关村", 1, &[""]);
        check("中关村", 0, &[]);
        check("", 5, &[]);
    }

    #[test]
    fn what_has_no_line_goes_at_an_ellipsis() {
        let check = |lines: usize, expect: &[&str]| assert_eq!(wrap_in("国家高新区综合评价", 8, lines, "…"), expect);
        check(3, &["国家高新", "区综合评", "价"]);
        check(2, &["国家高新", "区综合…"]);
        check(0, &[]);
        assert_eq!(wrap_in("the quick brown fox", 10, 1, "…"), ["the quick…"]);
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_asked(text in "[ a-z中关村，。（é👩ＡＢ\u{301}\u{200d}\n\t]{0,40}", cells in 0_usize..24) {
            prop_assert!(width(&fit(&text, cells, "…")) <= cells);
            prop_assert!(width(&fit_end(&text, cells, "…")) <= cells);
            prop_assert_eq!(width(&pad_end(&text, cells)), cells);
            prop_assert_eq!(width(&pad_start(&text, cells)), cells);
            for line in wrap(&text, cells).into_iter().chain(wrap_in(&text, cells, 2, "…")) {
                prop_assert!(width(&line) <= cells, "{:?}", line);
            }
        }

        #[test]
        fn wrapping_loses_only_blanks(text in "[ a-z中关村，。（ＡＢ]{0,40}", cells in 2_usize..24) {
            let bare = |text: &str| text.replace(' ', "");
            prop_assert_eq!(bare(&wrap(&text, cells).concat()), bare(&text));
        }
    }
}
