//! What is copied reaches the terminal by OSC 52.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::terminal::Terminal;
use crate::run::Scratch;

/// Every text the terminal was asked to take, of sequences that begin and end so.
fn taken(raw: &[u8], begin: &str, end: &str) -> Vec<String> {
    let raw = String::from_utf8_lossy(raw).into_owned();
    let sent = raw.split(begin).skip(1).filter_map(|rest| rest.split(end).next());
    sent.map(|coded| String::from_utf8(STANDARD.decode(coded).unwrap()).unwrap()).collect()
}

fn copied(env: &[(&str, &str)]) -> Terminal {
    let mut t = Terminal::start_with(&["tests/fixtures/tiny"], env);
    t.until(&["1 总览"]);
    t.press("2").until(&["▾营收"]);
    t.until_so("a cursor", |t| t.cursor_row().is_some());
    t.press("y").until(&["复制", "TSV"]);
    t.press("4").until(&["已发往终端剪贴板 (OSC 52)", "TSV"]);
    t
}

fn leave(mut t: Terminal) {
    t.press("q");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
}

#[test]
fn the_terminal_is_asked_to_take_the_table() {
    let t = copied(&[]);
    let texts = taken(t.raw(), "\x1b]52;c;", "\x07");
    assert_eq!(texts.len(), 1);
    assert!(texts[0].starts_with("park\tname\t") && texts[0].contains("qingshan\t青山"), "{}", texts[0]);
    leave(t);
}

#[test]
fn tmux_is_asked_itself_and_to_hand_it_through() {
    let t = copied(&[("TMUX", "/tmp/tmux-0/default,1,0"), ("TERM", "tmux-256color")]);
    let through = taken(t.raw(), "\x1bPtmux;\x1b\x1b]52;c;", "\x07\x1b\\");
    assert_eq!(through.len(), 1);
    assert_eq!(taken(t.raw(), "\x1b]52;c;", "\x07").first(), through.first());
    assert!(t.text().contains("allow-passthrough"), "{}", t.text());
    leave(t);
}

#[test]
fn screen_is_handed_short_pieces() {
    let t = copied(&[("STY", "7.pts-0"), ("TERM", "screen-256color")]);
    let raw = String::from_utf8_lossy(t.raw()).into_owned();
    let pieces: Vec<&str> = raw.split("\x1bP").skip(1).filter_map(|rest| rest.split("\x1b\\").next()).collect();
    assert!(pieces.len() > 1 && pieces.iter().all(|piece| piece.len() < 768), "{} pieces", pieces.len());
    let texts = taken(pieces.concat().as_bytes(), "\x1b]52;c;", "\x07");
    assert!(texts.len() == 1 && texts[0].contains("qingshan\t青山"), "{texts:?}");
    leave(t);
}

#[test]
fn what_is_too_long_goes_to_a_file_and_that_is_said() {
    let scratch = Scratch::new("cp");
    let rows: Vec<String> = (0..3000).map(|park| format!("park number {park},营收,2022,{park},亿元\n")).collect();
    let figures = format!("park,indicator,period,value,unit\n{}", rows.concat());
    let file = scratch.file("many.csv", &figures);
    let state = scratch.path("state");
    let mut t = Terminal::start_with(&[&file], &[("XDG_STATE_HOME", &state)]);
    t.until(&["1 总览"]);
    t.press("2").until(&["▾营收"]);
    t.press("y4").until(&["过长未发送", "copied.txt"]);
    assert_eq!(taken(t.raw(), "\x1b]52;c;", "\x07"), [""; 0]);
    let kept = std::fs::read_to_string(format!("{state}/zonescope/copied.txt")).unwrap();
    assert_eq!(kept.lines().count(), 3001);
    leave(t);
}
