//! A terminal that answers, one that is silent, and one that answers late or nonsense.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use super::{FIRST, terminal::Terminal};

const QUESTION: &str = "\x1b]11;?\x07\x1b[?2026$p\x1b[c";
/// Frames are held from here on.
const HELD: &str = "\x1b[?2026h";

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
    t.until(&FIRST);
    t.until_so("the light theme", |t| has(t, LIGHT));
    t.press("2").until(&["▾营收"]);
    t.until_so("a frame that is held", |t| has(t, HELD));
    t.until_so("and shown", |t| has(t, "\x1b[?2026l"));
    leave(t);
}

#[test]
fn a_silent_terminal_gets_the_dark_theme_and_no_frame_waits_for_it() {
    let mut t = Terminal::start(&["tests/fixtures/tiny"]);
    t.until(&FIRST);
    t.until_so("the dark theme", |t| has(t, DARK));
    assert!(!has(&t, HELD), "nobody said that frames can be held");
    leave(t);
}

#[test]
fn a_late_answer_in_pieces_is_neither_a_key_nor_a_text() {
    let mut t = Terminal::start(&["tests/fixtures/tiny"]);
    t.until(&FIRST);
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
    let file = "tests/fixtures/tiny";
    for (args, env, asked) in [
        (&[file, "--background", "light"][..], &[][..], "\x1b[?2026$p\x1b[c"),
        (&[file], &[("COLORFGBG", "0;15")], "\x1b[?2026$p\x1b[c"),
        (&[file], &[("NO_COLOR", "1")], "\x1b[?2026$p\x1b[c"),
        (&[file], &[("STY", "7.pts"), ("TERM", "screen.xterm-256color")], ""),
        (&[file], &[("TERM", "linux")], ""),
    ] {
        let mut t = Terminal::start_with(args, env);
        t.until(&FIRST);
        assert!(!has(&t, "\x1b]11;?"), "{args:?} {env:?}");
        let has_asked = if asked.is_empty() { !has(&t, "\x1b[c") } else { has(&t, asked) };
        assert!(has_asked, "{args:?} {env:?}");
        leave(t);
    }
}

/// Two ambiguous signs at the beginning of the second row, and where the cursor is then.
const WIDTH: &str = "\x1b[2H·─\x1b[6n\r\x1b[K";
const ENGLISH: [(&str, &str); 1] = [("LC_ALL", "en_GB.UTF-8")];

#[test]
fn a_terminal_that_draws_ambiguous_signs_wide_gets_signs_that_are_not() {
    let mut t = Terminal::start_with(&["tests/fixtures/tiny"], &ENGLISH);
    t.until_so("the question", |t| has(t, &format!("{WIDTH}{QUESTION}")));
    t.press("\x1b[2;5R\x1b[?6c2");
    // The sign of the row under the cursor is `▌` in the other set.
    t.until(&["2 ranking", "⡇"]);
    t.until_so("nothing of the other set", |t| !t.text().contains(['·', '▌']));
    leave(t);
}

#[test]
fn one_that_draws_them_narrow_or_says_nothing_keeps_the_fine_ones_and_a_key_is_no_answer() {
    // F3 with Shift, with Ctrl: the same form in the first row.
    for answer in ["\x1b[2;3R\x1b[?6c", "\x1b[?6c", "\x1b[1;2R\x1b[1;5R\x1b[?6c"] {
        let mut t = Terminal::start_with(&["tests/fixtures/tiny"], &ENGLISH);
        t.until_so("the question", |t| has(t, WIDTH));
        t.press(answer).press("2").until(&["2 ranking", "▌"]);
        // Another frame, after all of it was read.
        t.press("T").until(&["theme: ", "▌"]);
        leave(t);
    }
}

#[test]
fn who_has_chosen_signs_is_not_asked_how_wide_they_are() {
    let chosen = ["tests/fixtures/tiny", "--glyphs", "rich"];
    let console = [("TERM", "linux"), ENGLISH[0]];
    for (args, env) in [(&chosen[..], &ENGLISH[..]), (&chosen[..1], &[]), (&chosen[..1], &console)] {
        let mut t = Terminal::start_with(args, env);
        t.until(&["q "]);
        assert!(!has(&t, "\x1b[6n"), "{args:?} {env:?}");
        leave(t);
    }
}

#[test]
fn a_pasted_text_goes_where_one_types_and_is_no_keys() {
    let mut t = Terminal::start(&["tests/fixtures/tiny"]);
    t.until(&FIRST);
    // On a screen it means nothing: neither `2` nor `q` is pressed.
    t.press("\x1b[200~2q\r\x1b[201~").press("3").until(&["青山"]);
    t.press("2/").until(&["Esc 清除"]);
    t.press("\x1b[200~青\x1b[B").press("山\x1b[201~").until(&["/ 青[B山"]);
    t.press("\x15\r");
    leave(t);
}

#[test]
fn keys_come_back_after_the_shell_had_the_terminal() {
    // What is typed meanwhile is the shell's.
    let script = r#"set -m; "$0" tests/fixtures/tiny; echo "stopped"; read -r line; echo "the shell got $line"; fg >/dev/null; echo "left with $?""#;
    for stop in ["\x1a", "\x1b[122;5u"] {
        let mut t = Terminal::shell(script);
        t.until(&FIRST);
        t.press(stop).until(&["stopped"]);
        t.assert_restored();
        t.press("2jq\n").until_so("the line is the shell's", |t| has(t, "the shell got 2jq"));
        t.until(&FIRST);
        assert!(t.screen().alternate_screen() && t.screen().bracketed_paste() && t.screen().hide_cursor());
        t.press("2").until(&["▾营收"]);
        t.press("q").until(&["left with 0"]);
        assert_eq!(t.ended(), 0);
        t.assert_restored();
    }
}

/// The last words of the question how far the terminal has come; a part of the first question too.
const CLASS: &str = "\x1b[c";

fn times(t: &Terminal, text: &str) -> usize {
    t.raw().windows(text.len()).filter(|part| *part == text.as_bytes()).count()
}

#[test]
fn a_terminal_that_is_behind_gets_no_frame_until_it_has_drawn_those_before() {
    let mut t = Terminal::start(&["tests/fixtures/tiny"]);
    t.until(&FIRST);
    t.press("\x1b[?62;22c");
    // From here on it answers nothing: what is sent is still on the way to it.
    t.forget();
    t.press("2").until(&["▾营收"]);
    t.until_so("it is asked how far it has come", |t| has(t, CLASS));
    // Slowly enough for each key to get a frame, if it could.
    for key in "12345678".repeat(40).chars() {
        t.press(&key.to_string());
        sleep(Duration::from_millis(5));
    }
    t.press("2?").press(&"\x1b[?62;22c".repeat(8));
    t.until(&["任意键关闭"]);
    let (sent, asked) = (t.raw().len(), times(&t, CLASS));
    assert!(sent < 60_000, "{sent} bytes of 320 screens, asked {asked} times");
    t.press("\x1b").press(&"\x1b[?62;22c".repeat(asked));
    leave(t);
}

/// How long leaving takes where the terminal answered once and then no more, with a question just asked.
fn leaving_a_terminal_that_fell_silent() -> Duration {
    let mut t = Terminal::start(&["tests/fixtures/tiny"]);
    t.until_so("the question", |t| has(t, QUESTION));
    t.press("\x1b[?2026;2$y\x1b[?62;22c");
    t.until(&FIRST);
    // Screen after screen, until it is asked whether they have come.
    for screen in ["2", "3", "4", "5", "6", "7"].iter().cycle() {
        t.forget();
        t.press(screen).until_so("a whole frame", |t| has(t, "\x1b[?2026l"));
        if has(&t, CLASS) {
            break;
        }
    }
    let since = Instant::now();
    t.press("q");
    assert_eq!(t.ended(), 0);
    let took = since.elapsed();
    t.assert_restored();
    took
}

#[test]
fn a_terminal_that_stops_answering_keeps_nobody() {
    // On a machine that is busy one may take as long as it likes; not every one of so many.
    let is_quick = |_| leaving_a_terminal_that_fell_silent() < Duration::from_millis(1200);
    assert!((0..20).any(is_quick), "leaving takes too long, every time");
}
