//! The terminal asked what it can do, for `doctor`: one batch of questions, and what of it is answered in time.

use std::{
    io::{self, Write},
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::{Keyboard, listen::read};
use crate::{
    app::{
        input::{Answer, Decoder, Input},
        work::spawn,
    },
    error::{Error, Result},
};

/// What is written to see how many cells it takes: signs that are ambiguous in Unicode, and a Chinese character.
const AMBIGUOUS: &str = "·─";
const WIDE: &str = "中";
/// A terminal that answers at all has answered within this, or its line is very slow. Every terminal answers to the last
/// question, so only one that is silent costs this.
const PATIENCE: Duration = Duration::from_secs(1);

/// What a terminal told of itself; none where it did not.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Told {
    /// Red, green and blue behind the text.
    pub background: Option<[u8; 3]>,
    /// Whether it can hold a frame back until it is whole.
    pub holds: Option<bool>,
    /// Whether it tells clicks in numbers.
    pub clicks: Option<bool>,
    /// How many cells an ambiguous sign takes, and a Chinese character.
    pub ambiguous: Option<u16>,
    pub wide: Option<u16>,
    /// Whether it says that programs may write its clipboard; where it does not, nobody knows.
    pub has_clipboard: bool,
    /// From the question to the last answer.
    pub took: Option<Duration>,
}

/// The questions. What is written to be measured stands at the beginning of a line, and is gone at once.
fn questions() -> String {
    format!("\r{AMBIGUOUS}\x1b[6n\r{WIDE}\x1b[6n\r\x1b[K\x1b]11;?\x07\x1b[?2026$p\x1b[?1006$p\x1b[c")
}

/// Asks, and waits for the answers: until the last one, a second at most. Echo is off meanwhile, and keys pressed are lost.
///
/// # Errors
/// Where the terminal cannot be read or written.
pub fn probe(keyboard: Keyboard, mut out: impl Write) -> Result<Told> {
    let (bytes, come) = channel();
    let keyboard = keyboard()?;
    enable_raw_mode().map_err(Error::Terminal)?;
    // It ends with the program: nothing can wake it.
    let told = spawn("keyboard", move || read(keyboard, &bytes)).and_then(|()| {
        out.write_all(questions().as_bytes()).and_then(|()| out.flush()).map_err(Error::Terminal)?;
        Ok(collect(&come, Instant::now()))
    });
    let restored = disable_raw_mode().map_err(Error::Terminal);
    told.and_then(|told| restored.map(|()| told))
}

/// The answers, up to the last one or as long as patience lasts.
fn collect(come: &Receiver<io::Result<Vec<u8>>>, since: Instant) -> Told {
    let (mut told, mut decoder, mut cursors) = (Told::default(), Decoder::default(), vec![]);
    while let Ok(Ok(bytes)) = come.recv_timeout(PATIENCE.saturating_sub(since.elapsed())) {
        for input in decoder.feed(&bytes) {
            let Input::Answer(answer) = input else { continue };
            match answer {
                Answer::Background(rgb) => told.background = Some(rgb),
                Answer::Mode { mode: 2026, state } => told.holds = Some(is_known(state)),
                Answer::Mode { mode: 1006, state } => told.clicks = Some(is_known(state)),
                Answer::Mode { .. } => {}
                Answer::Cursor { column, .. } => cursors.push(column.saturating_sub(1)),
                Answer::Class { has_clipboard } => {
                    (told.has_clipboard, told.took) = (has_clipboard, Some(since.elapsed()));
                }
            }
        }
        if told.took.is_some() {
            break;
        }
    }
    let signs = AMBIGUOUS.chars().count() as u16;
    told.ambiguous = cursors.first().map(|cells| cells.div_ceil(signs));
    told.wide = cursors.get(1).copied();
    told
}

/// Whether a mode is one the terminal knows and can switch.
const fn is_known(state: u16) -> bool {
    matches!(state, 1..=3)
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc::channel, time::Instant};

    use super::{Told, collect};

    fn told(pieces: &[&str]) -> Told {
        let (send, come) = channel();
        for piece in pieces {
            send.send(Ok(piece.as_bytes().to_vec())).unwrap();
        }
        // With nobody left to send, waiting ends at once.
        drop(send);
        Told { took: None, ..collect(&come, Instant::now()) }
    }

    #[test]
    fn answers_are_told_apart_however_they_come() {
        let all = "\x1b[7;3R\x1b[7;3R\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?2026;2$y\x1b[?1006;0$y\x1b[?62;52c";
        let expect = Told {
            background: Some([0; 3]),
            holds: Some(true),
            clicks: Some(false),
            ambiguous: Some(1),
            wide: Some(2),
            has_clipboard: true,
            took: None,
        };
        assert_eq!(told(&[all]), expect);
        let (first, second) = all.split_at(31);
        assert_eq!(told(&[first, "j", second]), Told { background: None, ..expect });
        let (first, second) = all.split_at(12);
        assert_eq!(told(&[first, "j", second]), expect, "a key between two answers");
        assert_eq!(told(&["\x1b[1;5R\x1b[1;3R\x1b[?1;2c"]).ambiguous, Some(2));
        assert_eq!(told(&["\x1b[1;4R"]).ambiguous, Some(2), "some of them are wide");
    }

    #[test]
    fn after_the_last_answer_nobody_waits() {
        let (send, come) = channel();
        send.send(Ok(b"\x1b[?6c".to_vec())).unwrap();
        // The sender is still there: without an end of its own it would wait until nothing comes.
        assert!(collect(&come, Instant::now()).took.is_some());
        drop(send);
    }
}
