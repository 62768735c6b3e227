//! `TERM=dumb`: a terminal that moves no cursor gets lines, is asked nothing and stays as it was.

use super::terminal::Terminal;

const DUMB: [(&str, &str); 1] = [("TERM", "dumb")];

fn raw(t: &Terminal) -> String {
    String::from_utf8_lossy(t.raw()).into_owned()
}

#[test]
fn a_terminal_that_moves_no_cursor_gets_lines_and_nothing_else() {
    let mut t = Terminal::start_with(&["tests/fixtures/tiny"], &DUMB);
    t.until_so("a prompt", |t| raw(t).ends_with("> "));
    t.press("ranking\n").until_so("the answer and a prompt", |t| raw(t).contains("数值: ") && raw(t).ends_with("> "));
    t.press("compare 青山 南港\n").until_so("another", |t| raw(t).contains("南港: ") && raw(t).ends_with("> "));
    t.press("退出\n");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
    let said = raw(&t);
    let odd = said.chars().find(|c| c.is_control() && !matches!(c, '\r' | '\n'));
    assert_eq!(odd, None, "{said:?}");
    for words in ["逐行模式", "亿元", "时期 "] {
        assert!(said.contains(words), "`{words}` is not in\n{said}");
    }
}

#[test]
fn the_end_of_what_is_typed_ends_it_and_so_does_ctrl_c() {
    // Of a signal nobody catches the shell says 130; how a pseudo-terminal tells it differs.
    for (key, is_fine) in [("\u{4}", true), ("\u{3}", false)] {
        let mut t = Terminal::start_with(&["tests/fixtures/tiny"], &DUMB);
        t.until_so("a prompt", |t| raw(t).ends_with("> "));
        t.press(key);
        assert_eq!(t.ended() == 0, is_fine, "{key:?}: {}", raw(&t));
        t.assert_restored();
    }
}
