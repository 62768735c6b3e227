//! Every way the program may end in a terminal: it leaves it as it was found, with the exit code of the table.

use std::{
    fs,
    io::Read,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::{FIRST, terminal::Terminal};

const ENDING: [(&str, u32); 4] = [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)];
/// What is in a race is run that often.
const OFTEN: usize = 4;

#[test]
fn a_signal_restores_the_terminal_and_says_its_number() {
    for (signal, code) in ENDING {
        for keys in ["", "?", "/滨", "2i", ":"] {
            let mut t = Terminal::start(&["tests/fixtures/tiny"]);
            t.until(&FIRST);
            // Whatever lies over the screen by now, or is on its way.
            t.press(keys).signal(signal);
            assert_eq!(t.ended(), code, "SIG{signal} after `{keys}`");
            t.assert_restored();
        }
    }
}

#[test]
fn a_signal_ends_reading_too() {
    // A pipe that its own reader holds open never ends. The shell does not mind the signals, and says how the program ended.
    for (signal, code) in ENDING {
        let mut t = Terminal::shell(
            r#"trap '' TERM HUP INT QUIT; pipe=$(mktemp -u); mkfifo "$pipe"; exec 3<>"$pipe"; rm "$pipe"; "$0" - <&3; echo "left with $?""#,
        );
        t.until(&["正在读取", "Esc 停止"]);
        t.signal_group(signal);
        t.until(&[&format!("left with {code}")]);
        assert_eq!(t.ended(), 0);
        t.assert_restored();
    }
}

#[test]
fn a_stopped_program_gives_the_terminal_back_and_takes_it_again() {
    let mut t = Terminal::start(&["tests/fixtures/tiny"]);
    t.until(&FIRST);
    for _ in 0..OFTEN {
        t.signal("TSTP");
        t.until_so("the shell has its terminal", |t| !t.screen().alternate_screen() && !t.screen().hide_cursor());
        t.until_stopped();
        t.assert_restored();
        t.assert_settings();
        t.signal("CONT");
        t.until(&FIRST);
        t.until_so("it is ours again", |t| t.screen().alternate_screen() && t.screen().hide_cursor());
    }
    t.press("2").until(&["▾营收"]);
    t.signal("TSTP");
    t.until_stopped();
    // A signal that ends it reaches a stopped program when it goes on.
    t.signal("TERM");
    t.signal("CONT");
    assert_eq!(t.ended(), 143);
    t.assert_restored();
}

#[test]
fn a_broken_pipe_is_no_reason_to_end() {
    let mut t = Terminal::start(&["tests/fixtures/tiny"]);
    t.until(&FIRST);
    t.signal("PIPE");
    t.press("2").until(&["▾营收"]);
    t.press("q");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
}

#[test]
fn an_error_after_the_first_frame_is_told_on_the_shells_screen() {
    // Slow to come, and after it a file that is not there.
    let mut t = Terminal::shell(r#"(sleep 1; printf 'a,b\n') | "$0" - nowhere.csv; echo "left with $?""#);
    t.until(&["正在读取"]);
    assert!(t.screen().alternate_screen());
    t.until(&["error: `nowhere.csv`: cannot be read", "left with 2"]);
    assert_eq!(t.ended(), 0);
    t.assert_restored();
}

#[test]
fn a_terminal_that_cannot_be_read_ends_the_program_before_the_first_frame() {
    // No terminal of its own, and its input is another thing: there is nothing to read keys from.
    let mut t = Terminal::shell(r#"setsid --wait "$0" tests/fixtures/tiny </dev/null; echo "left with $?""#);
    t.until(&["the terminal cannot be used", "left with 2"]);
    assert_eq!(t.ended(), 0);
    t.assert_restored();
}

#[test]
fn a_terminal_of_an_odd_size_is_no_reason_to_end() {
    for (rows, columns) in [(0, 0), (1, 1), (0, 80), (24, 0), (60_000, 60_000)] {
        let script = format!(
            r#"stty rows {rows} cols {columns}; "$0" tests/fixtures/tiny; code=$?; stty rows 24 cols 80; echo "left with $code""#
        );
        let mut t = Terminal::shell(&script);
        // What is asked comes before the first frame.
        t.until_so("a frame", |t| t.raw().windows(4).any(|part| part == b"\x1b[c\x1b"));
        t.press("2").press("j").press("q").until(&["left with 0"]);
        assert_eq!(t.ended(), 0);
        t.assert_restored();
    }
}

/// Runs a script in a terminal until a word is on it, takes the terminal away, and says what the script has written to the
/// file `$1`; the program is `$0`.
fn after_hanging_up(name: &str, script: &str, word: &str) -> String {
    let file: PathBuf = std::env::temp_dir().join(format!("zonescope-{name}-{}", std::process::id()));
    let _ = fs::remove_file(&file);
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_zonescope"), file.to_str().unwrap()]);
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    for (key, value) in [("LC_ALL", "zh_CN.UTF-8"), ("TERM", "xterm-256color"), ("ZONESCOPE_SESSION", "off")] {
        command.env(key, value);
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let (mut room, mut seen) = ([0; 4096], vec![]);
    while !String::from_utf8_lossy(&seen).contains(word) {
        let read = reader.read(&mut room).unwrap();
        assert!(read > 0, "{}", String::from_utf8_lossy(&seen));
        seen.extend_from_slice(&room[..read]);
    }
    // With the last of these the line is cut.
    drop((reader, pair.master));
    let deadline = Instant::now() + Duration::from_secs(30);
    while Instant::now() < deadline {
        if let Ok(told) = fs::read_to_string(&file)
            && told.ends_with('\n')
        {
            let _ = child.wait();
            fs::remove_file(&file).unwrap();
            return told.trim().to_owned();
        }
        thread::sleep(Duration::from_millis(20));
    }
    panic!("it did not end");
}

#[test]
fn a_terminal_that_is_closed_ends_the_program_as_a_hang_up() {
    // In the group of the first process of the terminal, which is told by a signal, and in one that only finds nothing to
    // read any more. Which is noticed first must not matter.
    let with_the_shell = r#"trap "" HUP; "$0" tests/fixtures/tiny 2>/dev/null; echo "$?" >"$1""#;
    let by_itself = r#"trap "" HUP; set -m; (set +m; "$0" tests/fixtures/tiny 2>/dev/null; echo "$?" >"$1"); true"#;
    for _ in 0..OFTEN {
        assert_eq!(after_hanging_up("with", with_the_shell, "总览"), "129");
        assert_eq!(after_hanging_up("alone", by_itself, "总览"), "129");
    }
}
