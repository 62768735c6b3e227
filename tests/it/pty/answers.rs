//! A terminal that answers, one that is silent, and one that answers late or nonsense.

use super::terminal::Terminal;

const QUESTION: &str = "\x1b]11;?\x07\x1b[?2026$p\x1b[c";

fn has(t: &Terminal, text: &str) -> bool {
    t.raw().windows(text.len()).any(|part| part == text.as_bytes())
}

/// The light theme's colour of the open tab, and the dark one's.
const LIGHT: &str = "38;5;25m";
const DARK: &str = "38;5;81m";

#[track_caller]
fn leave(mut t: Terminal) {
    t.press("q");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
    assert!(!t.text().contains("rgb") && !t.text().contains("2026;"), "{}", t.text());
}

#[test]
fn a_light_background_is_answered_with_the_light_theme_and_frames_are_held_till_whole() {
    let mut t = Terminal::start(&["tests/fixtures/tiny"]);
    t.until_so("the question", |t| has(t, QUESTION));
    t.press("\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?2026;2$y\x1b[?62;22c");
    t.until(&["1 总览", "q 退出"]);
    t.until_so("the light theme", |t| has(t, LIGHT));
    t.press("2").until(&["▾营收"]);
    t.until_so("a frame that is held", |t| has(t, "\x1b[?2026h"));
    t.until_so("and shown", |t| has(t, "\x1b[?2026l"));
    leave(t);
}

#[test]
fn a_silent_terminal_gets_the_dark_theme_and_no_frame_waits_for_it() {
    let mut t = Terminal::start(&["tests/fixtures/tiny"]);
    t.until(&["1 总览", "q 退出"]);
    t.until_so("the dark theme", |t| has(t, DARK));
    assert!(!has(&t, "\x1b[?2026h"), "nobody said that frames can be held");
    leave(t);
}

#[test]
fn a_late_answer_in_pieces_is_neither_a_key_nor_a_text() {
    let mut t = Terminal::start(&["tests/fixtures/tiny"]);
    t.until(&["1 总览", "q 退出"]);
    t.press("2").until(&["▾营收"]);
    t.until_so("a cursor", |t| t.cursor_row().is_some());
    let before = t.cursor_row();
    // In the filter every letter would show.
    t.press("/").until(&["Esc 清除"]);
    for piece in ["\x1b]11;rg", "b:0000/00", "00/0000\x1b", "\\\x1b[?2026;", "0$y\x1b[?6", "2;22c"] {
        t.press(piece);
    }
    t.press("\x1b]11;junk\x07\x1b]4;1;rgb:ff/ff/ff\x07\x1b[?1;2;3;4cx");
    t.until(&["/ x"]);
    t.press("\x7f\r").until_so("the filter is closed", |t| !t.text().contains("Esc 清除"));
    t.until_so("the cursor is where it was", |t| t.cursor_row() == before);
    leave(t);
}

#[test]
fn what_says_the_background_otherwise_is_not_asked_about() {
    for (args, env) in [
        (&["tests/fixtures/tiny", "--background", "light"][..], &[][..]),
        (&["tests/fixtures/tiny"], &[("COLORFGBG", "0;15")]),
        (&["tests/fixtures/tiny"], &[("NO_COLOR", "1")]),
        (&["tests/fixtures/tiny"], &[("STY", "7.pts"), ("TERM", "screen.xterm-256color")]),
    ] {
        let mut t = Terminal::start_with(args, env);
        t.until(&["1 总览", "q 退出"]);
        assert!(!has(&t, "\x1b]11;?"), "{args:?} {env:?}");
        leave(t);
    }
}
