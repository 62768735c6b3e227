//! The threads that listen to the terminal and to signals.

use std::{
    io::{self, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    process,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use crossterm::{
    event::Event,
    terminal::{disable_raw_mode, size},
};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
};

use super::{Keyboard, Link, restore};
use crate::{
    app::{
        Msg,
        input::{Answer, Decoder, Input},
        work::spawn,
    },
    error::{Error, Result},
};

/// A background, or a width, that is told later than this is not taken: nothing changes under the eyes of somebody who reads.
const ANSWERS_COUNT_FOR: Duration = Duration::from_secs(2);
/// A program that is to end and cannot, for its terminal takes nothing any more, ends after this.
const ENDS_WITHIN: Duration = Duration::from_secs(3);
/// And its terminal, if it takes anything, has its screen back after this at the latest.
const GIVEN_BACK_WITHIN: Duration = Duration::from_millis(300);

/// Sends keys, answers, resizes and signals to the inbox.
pub fn listen(out: &Sender<Msg>, keyboard: Keyboard, link: &Link) -> Result<()> {
    listen_to_keys(out, keyboard()?, link)?;
    listen_to_signals(out)
}

fn listen_to_keys(out: &Sender<Msg>, keyboard: Box<dyn Read + Send>, link: &Link) -> Result<()> {
    let (bytes, come) = channel();
    watched("keyboard", "reading keys", out, move || {
        read(keyboard, &bytes);
        None
    })?;
    let (keys, link) = (out.clone(), link.clone());
    let until = Instant::now() + ANSWERS_COUNT_FOR;
    watched("keys", "reading keys", out, move || {
        let last = decode(&come, &keys, &link, until);
        link.lose();
        last
    })
}

/// Whether a terminal is gone for good: closed, or its line is cut.
pub fn is_hung_up(error: &io::Error) -> bool {
    /// What reading and writing a terminal that is gone comes to, on every Unix.
    const EIO: i32 = 5;
    matches!(error.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::BrokenPipe)
        || error.raw_os_error() == Some(EIO)
}

/// Starts a thread without which the program could not go on: if it panics, or says that it cannot go on, the program ends.
fn watched(
    name: &str,
    doing: &'static str,
    out: &Sender<Msg>,
    work: impl FnOnce() -> Option<Msg> + Send + 'static,
) -> Result<()> {
    let out = out.clone();
    spawn(name, move || {
        let last = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Some(Msg::Lost(Error::Bug(doing.into()))));
        if let Some(msg) = last {
            // With the receiver gone the program is ending anyway.
            let _ = out.send(msg);
        }
    })
}

/// Hands on what comes in, as it comes: a thread of its own, for nothing can wake it.
pub(super) fn read(mut keyboard: Box<dyn Read + Send>, bytes: &Sender<io::Result<Vec<u8>>>) {
    let mut room = [0; 4096];
    loop {
        let come = match keyboard.read(&mut room) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => Ok(room[..read].to_vec()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => Err(error),
        };
        let is_over = come.is_err();
        if bytes.send(come).is_err() || is_over {
            return;
        }
    }
}

/// Makes keys and answers of bytes; the last word, where nothing can come any more.
fn decode(come: &Receiver<io::Result<Vec<u8>>>, out: &Sender<Msg>, link: &Link, answers_until: Instant) -> Option<Msg> {
    let mut decoder = Decoder::default();
    loop {
        let next = match decoder.patience() {
            Some(patience) => come.recv_timeout(patience),
            None => come.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let inputs = match next {
            Ok(Ok(bytes)) => decoder.feed(&bytes),
            Ok(Err(error)) if is_hung_up(&error) => return Some(Msg::Signal(SIGHUP)),
            Ok(Err(error)) => return Some(Msg::Lost(Error::Terminal(error))),
            Err(RecvTimeoutError::Timeout) => decoder.settle().into_iter().collect(),
            // The other thread says why.
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        for input in inputs {
            let msg = match input {
                Input::Event(event) => Msg::Term(event),
                Input::Answer(Answer::Background(_) | Answer::Cursor { .. }) if Instant::now() > answers_until => {
                    continue;
                }
                Input::Answer(answer) => {
                    link.hear(answer);
                    Msg::Told(answer)
                }
            };
            if out.send(msg).is_err() {
                return None;
            }
        }
    }
}

fn listen_to_signals(out: &Sender<Msg>) -> Result<()> {
    let signals = out.clone();
    let mut wanted = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGWINCH]).map_err(Error::Terminal)?;
    watched("signals", "waiting for signals", out, move || {
        for signal in wanted.forever() {
            let msg = match (signal, size()) {
                (SIGWINCH, Ok((columns, rows))) => Msg::Term(Event::Resize(columns, rows)),
                (SIGWINCH, Err(_)) => continue,
                (signal, _) => Msg::Signal(signal),
            };
            let is_last = matches!(msg, Msg::Signal(signal) if signal != SIGTSTP);
            if signals.send(msg).is_err() {
                return None;
            }
            if is_last {
                end_all_the_same(signal);
            }
        }
        None
    })
}

/// Ends the program where nobody reads the message: the main thread is writing to a terminal that takes nothing, or has more
/// to do than it can.
#[expect(clippy::exit, reason = "the thread that could return an exit code is stuck")]
fn end_all_the_same(signal: i32) {
    thread::sleep(ENDS_WITHIN);
    // A terminal that does take something is given back.
    let (given_back, waits) = channel();
    let _ = spawn("giving back", move || {
        restore();
        let _ = given_back.send(());
    });
    let _ = waits.recv_timeout(GIVEN_BACK_WITHIN);
    let _ = disable_raw_mode();
    process::exit(128 + signal);
}

#[cfg(test)]
mod tests {
    use std::{
        io::{self, Cursor, Read},
        sync::mpsc::{Receiver, channel},
        time::{Duration, Instant},
    };

    use super::{Answer, Link, Msg, SIGHUP, decode, listen_to_keys, read, watched};
    use crate::error::Error;

    /// What comes of a keyboard that sends this and is then unplugged, where answers count for so long.
    fn heard(bytes: &'static [u8], answers: Duration) -> (Vec<Msg>, Link) {
        let ((send, come), (out, inbox), link) = (channel(), channel(), Link::default());
        read(Box::new(Cursor::new(bytes)), &send);
        let last = decode(&come, &out, &link, Instant::now() + answers);
        drop(out);
        (inbox.iter().chain(last).collect(), link)
    }

    const LONG: Duration = Duration::from_mins(1);

    #[test]
    fn a_terminal_that_is_closed_is_a_hang_up() {
        let (msgs, _) = heard(b"", LONG);
        assert!(matches!(msgs[..], [Msg::Signal(SIGHUP)]));
    }

    #[test]
    fn an_answer_counts_for_a_while() {
        let white = b"\x1b]11;rgb:ff/ff/ff\x07\x1b[2;5R\x1b[?2026;2$y";
        let (msgs, link) = heard(white, LONG);
        assert!(matches!(msgs[0], Msg::Told(Answer::Background([255, 255, 255]))) && link.can_hold());
        assert!(matches!(msgs[1], Msg::Told(Answer::Cursor { row: 2, column: 5 })));
        let (msgs, link) = heard(white, Duration::ZERO);
        let is_late = |msg: &Msg| matches!(msg, Msg::Told(Answer::Background(_) | Answer::Cursor { .. }));
        assert!(!msgs.iter().any(is_late));
        assert!(link.can_hold(), "frames can be held from whenever on");
        assert!(!heard(b"\x1b[?2026;0$y", LONG).1.can_hold(), "not known");
    }

    struct Broken;

    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            panic!("the keyboard fell to the floor")
        }
    }

    fn ends_with_a_bug(inbox: &Receiver<Msg>) -> bool {
        matches!(inbox.recv_timeout(LONG), Ok(Msg::Lost(Error::Bug(_))))
    }

    #[test]
    fn a_thread_that_panics_is_told_and_not_waited_for_in_vain() {
        let (out, inbox) = channel();
        listen_to_keys(&out, Box::new(Broken), &Link::default()).unwrap();
        assert!(ends_with_a_bug(&inbox));
        watched("a test", "testing", &out, || panic!("as it should")).unwrap();
        assert!(ends_with_a_bug(&inbox));
    }
}
