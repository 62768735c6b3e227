//! `zonescope doctor` in a terminal that answers, one that is silent, and none.

use super::terminal::Terminal;
use crate::run::{program, run};

/// The last of the questions: every terminal answers it.
const LAST: &[u8] = b"\x1b[c";

fn asked(args: &[&str], env: &[(&str, &str)]) -> Terminal {
    let mut t = Terminal::start_with(args, env);
    t.until_so("the questions", |t| t.raw().windows(LAST.len()).any(|part| part == LAST));
    t
}

#[test]
fn what_a_terminal_answers_is_told_with_what_to_do() {
    let mut t = asked(&["doctor", "--lang", "en"], &[]);
    t.press("\x1b[1;5R\x1b[1;3R\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?2026;2$y\x1b[?1006;2$y\x1b[?62;52c");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
    let told = String::from_utf8_lossy(t.raw()).into_owned();
    for words in ["80x24", "light", "#ffffff", "ambiguous signs (·─) take 2 cells", "--background dark|light", "OSC 52"]
    {
        assert!(told.contains(words), "`{words}` is not in\n{told}");
    }
    assert!(!told.contains("rgb:") && !t.text().contains('·') || t.text().contains("(·─)"), "{}", t.text());
}

#[test]
fn a_silent_terminal_is_waited_for_a_second_and_a_wide_one_with_fine_lines_is_warned_about() {
    let mut t = asked(&["doctor"], &[]);
    assert_eq!(t.ended(), 0);
    let told = String::from_utf8_lossy(t.raw()).into_owned();
    assert!(told.contains("没有回答") && told.contains("没有说明: 当作深色"), "{told}");
    let mut t = asked(&["doctor", "--glyphs", "rich", "--format", "json"], &[]);
    t.press("\x1b[1;5R\x1b[1;3R\x1b[?6c");
    assert_eq!(t.ended(), 0);
    let told = String::from_utf8_lossy(t.raw()).into_owned();
    assert!(told.contains(r#""id": "glyphs""#) && told.contains("用 --glyphs cjk-safe"), "{told}");
}

#[test]
fn a_terminal_that_may_take_harm_is_not_asked() {
    let mut t = Terminal::start_with(&["doctor"], &[("STY", "7.pts"), ("TERM", "screen")]);
    assert_eq!(t.ended(), 0);
    let told = String::from_utf8_lossy(t.raw()).into_owned();
    assert!(told.contains("GNU screen") && told.contains("未询问") && !told.contains("\x1b[6n"), "{told}");
}

#[test]
fn where_there_is_no_terminal_it_says_so_and_what_it_knows() {
    let ran = run(&["doctor", "--format", "json", "--lang", "en"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("this is no terminal"), "{}", ran.err);
    let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert!(found.as_array().is_some_and(|found| found.iter().any(|one| one["id"] == "colours")));
}

#[test]
fn a_locale_of_another_encoding_is_warned_about() {
    let advice = |locale: &str| {
        let mut doctor = program();
        let ran = doctor.args(["doctor", "--format", "json", "--lang", "zh"]).env("LC_ALL", locale).output().unwrap();
        let found: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
        let language = found.as_array().unwrap().iter().find(|one| one["id"] == "language").unwrap().clone();
        language["advice"].as_str().unwrap_or_default().to_owned()
    };
    assert!(advice("zh_CN.GB18030").contains("GB18030"));
    for fine in ["zh_CN.UTF-8", "zh_CN.utf8", "C.UTF-8", "C", "zh_CN", "en_US.UTF-8@euro"] {
        assert_eq!(advice(fine), "", "{fine}");
    }
}
