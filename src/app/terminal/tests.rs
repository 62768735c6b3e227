//! What happens to a terminal when the program panics: the real threads and the real screen, in a terminal of their own.

use std::{
    env,
    io::{Read, stdin},
    num::NonZeroU16,
    sync::mpsc::channel,
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::{Answer, Asks, LARGEST, Signs, enter, listen, within_bounds};
use crate::{
    app::{App, Effect, End, Look, Msg, Wish, mouse::Mouse, run, work::Perform},
    error::{Error, Result},
};

/// Which of the three is to panic, in the process that does.
const WHO: &str = "ZONESCOPE_TEST_PANICS_IN";

/// A world that panics when it is asked for anything.
struct Panics;

impl Perform for Panics {
    fn perform(&mut self, _: Effect) {
        panic!("on purpose, in the main thread")
    }
}

/// A keyboard that panics.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        panic!("on purpose, in the thread of keys")
    }
}

/// Not a test by itself: the next one runs it in a terminal.
#[test]
#[ignore = "run by the test beside it, in a terminal of its own"]
fn panics() {
    let Ok(who) = env::var(WHO) else { return };
    let (out, inbox) = channel();
    let mut screen = enter(Asks::Holds, Signs::Settled, Mouse::Ours).unwrap();
    let keyboard: super::Keyboard = match who.as_str() {
        "keys" => || -> Result<Box<dyn Read + Send>> { Ok(Box::new(Broken)) },
        _ => || -> Result<Box<dyn Read + Send>> { Ok(Box::new(stdin())) },
    };
    let mut app = App::new(Look::default(), Wish::default());
    listen::listen(&out, keyboard, &screen.link()).unwrap();
    if who == "main" {
        // Asks the world to stop reading.
        out.send(Msg::Term(crossterm::event::Event::Key(crossterm::event::KeyCode::Esc.into()))).unwrap();
    }
    let link = screen.link();
    run::run(screen.terminal(), &link, &mut app, &inbox, &mut Panics).unwrap();
    screen.leave();
    match app.take_end() {
        Some(End::Failed(error @ Error::Bug(_))) => println!("told: {error}"),
        end => println!("told: {end:?}"),
    }
}

#[track_caller]
fn check(who: &str, words: &[&str]) {
    let size = PtySize { rows: 24, cols: 100, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "app::terminal::tests::panics", "--nocapture", "--test-threads=1"]);
    command.env(WHO, who);
    command.env("TERM", "xterm-256color");
    let before = format!("{:?}", pair.master.get_termios().unwrap());
    let mut child = pair.slave.spawn_command(command).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    // Held, so that its settings can be looked at when the program is gone.
    let slave = pair.slave;
    let reading = std::thread::spawn(move || {
        let mut bytes = vec![];
        let _ = reader.read_to_end(&mut bytes);
        bytes
    });
    child.wait().unwrap();
    assert_eq!(format!("{:?}", pair.master.get_termios().unwrap()), before, "the settings of the terminal");
    drop(slave);
    let bytes = reading.join().unwrap();
    let mut parser = vt100::Parser::new(NonZeroU16::new(60).unwrap(), NonZeroU16::new(100).unwrap(), 0);
    parser.process(&bytes);
    let (screen, text) = (parser.screen(), parser.screen().contents());
    assert!(bytes.windows(8).any(|part| part == b"\x1b[?1049h"), "it was never entered: {text}");
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste(), "{text}");
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "{text}");
    for word in words {
        assert!(text.contains(word), "`{word}` is not in\n{text}");
    }
}

#[test]
fn a_terminal_of_any_size_is_drawn_on() {
    for size in [(0, 0), (1, 1), (0, 24), (80, 24), (500, 1), (1600, 500)] {
        assert_eq!(within_bounds(size), size);
    }
    assert_eq!(within_bounds((u16::MAX, u16::MAX)), LARGEST);
    assert_eq!((within_bounds((60_000, 3)), within_bounds((3, 60_000))), ((LARGEST.0, 3), (3, LARGEST.1)));
}

#[test]
fn what_may_be_a_key_is_no_answer_about_signs() {
    let wide = |row, column| Signs::are_wide(Answer::Cursor { row, column });
    assert_eq!((wide(2, 3), wide(2, 4), wide(2, 5)), (Some(false), Some(true), Some(true)));
    for column in 0..300 {
        assert_eq!(wide(1, column), None, "F3 with a modifier");
    }
    assert_eq!((wide(2, 1), wide(2, 6), wide(3, 5)), (None, None, None), "nobody asked for that");
}

#[test]
fn a_panic_of_the_main_thread_gives_the_terminal_back_and_is_reported() {
    check("main", &["on purpose, in the main thread", "src/app/terminal/tests.rs"]);
}

#[test]
fn a_panic_of_the_thread_of_keys_ends_the_program_as_a_bug() {
    check("keys", &["told: a bug in zonescope, while reading keys"]);
}
