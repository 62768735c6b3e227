//! The mouse in a real terminal: asked for, told of, left to the terminal, and given back.

use vt100::MouseProtocolMode::{None, PressRelease};

use super::{FIRST, terminal::Terminal};

/// A click there and the button let go, as the terminal tells it; columns and rows from 0.
fn click(t: &mut Terminal, column: usize, row: usize) {
    let (column, row) = (column + 1, row + 1);
    t.press(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
}

#[test]
fn clicks_are_answered_until_m_leaves_them_to_the_terminal() {
    let mut t = Terminal::start(&["tests/fixtures/tiny"]);
    t.until(&FIRST);
    assert_eq!(t.screen().mouse_protocol_mode(), PressRelease);
    // `2 排行` in the title bar.
    click(&mut t, 9, 0);
    t.until(&["▾营收", "南港"]);
    let row = t.text().lines().position(|line| line.contains("南港")).unwrap();
    click(&mut t, 5, row);
    t.until_so("the cursor is where the click was", |t| t.cursor_row() == Some(row));
    t.press("M").until(&["鼠标: 关"]);
    assert_eq!(t.screen().mouse_protocol_mode(), None);
    t.press("M").until(&["鼠标: 开"]);
    assert_eq!(t.screen().mouse_protocol_mode(), PressRelease);
    // After the shell had it, it is asked for again.
    t.signal("TSTP");
    t.until_stopped();
    t.until_so("the shell has its mouse", |t| t.screen().mouse_protocol_mode() == None);
    t.signal("CONT");
    t.until_so("the mouse is ours again", |t| t.screen().mouse_protocol_mode() == PressRelease);
    t.press("q");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
}

#[test]
fn a_flag_or_a_setting_leaves_the_mouse_to_the_terminal() {
    for (args, env) in [
        (&["tests/fixtures/tiny", "--no-mouse"][..], &[][..]),
        (&["tests/fixtures/tiny"], &[("ZONESCOPE_MOUSE", "false")]),
    ] {
        let mut t = Terminal::start_with(args, env);
        t.until(&FIRST);
        assert_eq!(t.screen().mouse_protocol_mode(), None);
        t.signal("TSTP");
        t.until_stopped();
        t.signal("CONT");
        t.until_so("it is back", |t| t.screen().alternate_screen());
        t.press("2").until(&["▾营收"]);
        assert_eq!(t.screen().mouse_protocol_mode(), None);
        assert!(!t.raw().windows(8).any(|part| part == b"\x1b[?1000h"));
        t.press("q");
        assert_eq!(t.ended(), 0);
        t.assert_restored();
    }
}
