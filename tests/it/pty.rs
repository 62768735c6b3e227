//! The program in a terminal: its frames, its keys, its signals, and the terminal as it was found.

mod answers;
mod copy;
mod doctor;
mod dumb;
mod ends;
mod mouse;
pub mod terminal;

use std::fs;

use terminal::Terminal;

/// The words of a complete first frame.
const FIRST: [&str; 3] = ["1 总览", "2 排行", "q 退出"];

#[test]
fn the_first_frame_is_whole_and_keys_move_and_q_leaves() {
    let mut t = Terminal::start(&[]);
    t.until(&FIRST);
    assert!(t.screen().alternate_screen() && t.screen().hide_cursor() && t.screen().bracketed_paste());
    let first = t.text();
    assert_eq!(first.lines().count(), 24, "{first}");
    // Words that only the ranking has: keys pressed before it is answered would be lost.
    t.press("2").until(&["▾GDP", "杭州滨江", "深圳高新"]);
    t.until_so("a cursor", |t| t.cursor_row().is_some());
    let before = t.cursor_row();
    t.press("j").until_so("the cursor moved", |t| t.cursor_row() > before);
    t.press("k").until_so("the cursor came back", |t| t.cursor_row() == before);
    t.press("/滨江").until_so("the table narrowed", |t| !t.text().contains("深圳高新"));
    t.press("\r").until(&["杭州滨江"]);
    t.press("q");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
}

#[test]
fn the_arrow_keys_are_understood() {
    let mut t = Terminal::start(&["tests/fixtures/tiny"]);
    t.until(&FIRST);
    t.press("2").until(&["▾营收", "青山", "南港"]);
    t.until_so("a cursor", |t| t.cursor_row().is_some());
    let before = t.cursor_row();
    t.press("\u{1b}[B\u{1b}[B").until_so("two rows down", |t| t.cursor_row() == before.map(|row| row + 2));
    t.press("\u{1b}[A").until_so("one row up", |t| t.cursor_row() == before.map(|row| row + 1));
    t.press("\u{3}");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
}

#[test]
fn the_shell_finds_its_terminal_as_it_left_it() {
    let script = r#"before=$(stty -g); "$0"; code=$?; [ "$before" = "$(stty -g)" ] && echo "as before, $code""#;
    let mut t = Terminal::shell(script);
    t.until(&FIRST);
    t.press("q").until(&["as before, 0"]);
    assert_eq!(t.ended(), 0);
    t.assert_restored();
}

#[test]
fn a_new_size_is_a_new_frame() {
    let mut t = Terminal::start(&["tests/fixtures/tiny"]);
    t.until(&FIRST);
    t.resize(160, 40);
    t.until(&["zonescope", "5 走势"]);
    t.until_so("the footer is in the last row", |t| t.text().lines().nth(39).is_some_and(|l| l.contains("q 退出")));
    t.resize(30, 5);
    t.until(&["窗口太小: 30x5"]);
    t.resize(80, 24);
    t.until(&FIRST);
    t.press("q");
    assert_eq!(t.ended(), 0);
}

#[test]
fn a_broken_file_still_opens_and_says_so() {
    let mut t = Terminal::start(&["tests/fixtures/bad/status.csv"]);
    t.until(&["1 处问题", "zonescope check"]);
    t.press("2").until(&["营收"]);
    t.press("q");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
}

#[test]
fn a_missing_file_is_told_after_the_terminal_is_restored() {
    let mut t = Terminal::start(&["nowhere.csv"]);
    assert_eq!(t.ended(), 2);
    t.assert_restored();
    assert!(t.text().contains("`nowhere.csv`: cannot be read"), "{}", t.text());
}

#[test]
fn a_changed_file_is_read_again_and_a_lost_one_changes_nothing() {
    let path = std::env::temp_dir().join(format!("zonescope-pty-{}.csv", std::process::id()));
    let write =
        |value: &str| fs::write(&path, format!("park,indicator,period,value,unit\n甲园,营收,2022,{value},亿元\n"));
    write("1234").unwrap();
    let mut t = Terminal::start(&[path.to_str().unwrap(), "--no-watch"]);
    t.until(&FIRST);
    t.press("2").until(&["甲园", "1,234"]);
    write("5678").unwrap();
    t.press("R").until(&["甲园", "5,678", "已重读: 1 个数"]);
    fs::remove_file(&path).unwrap();
    t.press("R").until(&["5,678", "仍是原来的数据"]);
    t.press("q");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
}

#[test]
fn files_that_change_are_read_again_by_themselves() {
    let folder = std::env::temp_dir().join(format!("zonescope-watch-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("mine.csv");
    let text = |value: &str| format!("park,indicator,period,value,unit\n甲园,营收,2022,{value},亿元\n");
    fs::write(&path, text("1234")).unwrap();
    for opened in [&path, &folder] {
        let mut t = Terminal::start(&[opened.to_str().unwrap()]);
        t.until(&FIRST);
        t.press("2").until(&["甲园", "1,234"]);
        t.press(" ").until(&["已标1"]);
        // As editors save: another file in its place.
        fs::write(folder.join(".mine.csv.tmp"), text("5678")).unwrap();
        fs::rename(folder.join(".mine.csv.tmp"), &path).unwrap();
        t.until(&["5,678", "已重读: 1 个数", "已标1"]);
        // Into the file itself, torn: what was there stays.
        fs::write(&path, [0x50, 0x4b, 0x03, 0x04, 0xff]).unwrap();
        t.until(&["5,678", "仍是原来的数据"]);
        fs::remove_file(&path).unwrap();
        fs::write(&path, text("1234")).unwrap();
        t.until(&["1,234", "已重读: 1 个数"]);
        t.press("q");
        assert_eq!(t.ended(), 0);
        t.assert_restored();
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn reading_that_takes_long_is_told_and_can_be_stopped() {
    // A pipe that its own reader holds open never ends.
    let script = r#"pipe=$(mktemp -u); mkfifo "$pipe"; exec 3<>"$pipe"; rm "$pipe"; "$0" - <&3; echo "left with $?""#;
    for key in ["\u{1b}", "q", "\u{3}"] {
        let mut t = Terminal::shell(script);
        t.until(&["正在读取", "1 秒", "Esc 停止"]);
        t.press(key).until(&["stopped before everything was read", "left with 130"]);
        t.assert_restored();
    }
}

#[test]
fn figures_from_a_pipe_leave_the_keys_to_the_terminal() {
    let csv = r"park,indicator,period,value,unit\n甲园,营收,2022,1234,亿元\n";
    let mut t = Terminal::shell(&format!(r#"printf '{csv}' | "$0" -; echo "left with $?""#));
    t.until(&FIRST);
    t.press("2").until(&["甲园", "1,234"]);
    t.press("q").until(&["left with 0"]);
    t.assert_restored();
}

#[test]
fn a_command_that_waits_says_so_and_ends_on_ctrl_c() {
    let folder = std::env::temp_dir().join(format!("zonescope-waits-{}", std::process::id()));
    let to = folder.to_str().unwrap();
    for args in [&["check", "-"][..], &["import", "-", "--to", to], &["query", "select 1", "--data", "-"]] {
        let mut t = Terminal::start(args);
        t.until(&[" s  reading"]);
        t.press("\u{3}");
        assert_eq!(t.ended(), 130, "{args:?}");
        assert!(!t.text().contains("reading  ") && t.text().contains("stopped"), "{}", t.text());
    }
    assert!(!folder.exists());
}

#[test]
fn the_dashboard_begins_as_settings_say_and_answers_their_keys() {
    let mut t = Terminal::start(&["--config", "tests/fixtures/settings/good.toml"]);
    t.until(&["2 ranking", "Zhejiang", "q quit"]);
    t.until_so("a cursor", |t| t.cursor_row().is_some());
    let before = t.cursor_row();
    t.press("\u{e}").until_so("ctrl-n moves the cursor", |t| t.cursor_row() > before);
    // Space marks, and u, which these settings take away, does not take the mark back.
    t.press(" ").until(&["1 marked"]);
    t.press("u?").until(&["The keys that work here", "down j ctr"]);
    assert!(!t.text().contains("clear all marks"), "{}", t.text());
    t.press("xq");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
}

#[test]
fn what_is_wrong_in_ones_own_settings_is_told_in_the_footer() {
    let home = std::env::temp_dir().join(format!("zonescope-settings-{}", std::process::id()));
    fs::create_dir_all(home.join("zonescope")).unwrap();
    fs::write(home.join("zonescope/config.toml"), "screen = \"ranking\"\nthem = \"dark\"\n").unwrap();
    let mut t = Terminal::shell(&format!("XDG_CONFIG_HOME='{}' exec \"$0\"", home.display()));
    t.until(&["▾GDP", "设置文件有 1 处错误", "zonescope config check"]);
    t.press("q");
    assert_eq!(t.ended(), 0);
    fs::remove_dir_all(&home).unwrap();
}
