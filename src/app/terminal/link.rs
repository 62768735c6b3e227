//! The line to the terminal: what of the frames sent has come through, as far as the terminal says.
//!
//! What a program writes is taken by buffers on the way (the pseudo-terminal, SSH, the network) long before a slow line has
//! carried it, so writing never says that the screen is behind. Its answers do: after some bytes of frames the terminal is
//! asked for its class once more, which it answers when it has drawn all before. While much is unanswered no frame is sent;
//! the next one then shows the state of that moment, and those between are never made.

use std::{
    collections::VecDeque,
    io::{self, Write},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use crate::app::input::Answer;

/// The question a terminal has answered before: its class (DA1).
const CLASS: &[u8] = b"\x1b[c";
/// So many bytes of frames go out unasked. Moves of a cursor are asked about every tenth time.
const UNASKED: u64 = 1 << 10;
/// While more than this is unanswered, no frame is sent: two seconds of a line of 2 KB a second.
const BEHIND: u64 = 4 << 10;
/// What is unanswered for longer will never be, and counts as shown.
const PATIENCE: Duration = Duration::from_secs(10);
/// Who leaves the terminal waits for answers under way, which are not for the shell: for each twice as long as the last one
/// took, within these bounds, so that a terminal that stops answering keeps nobody; and as long as they keep coming, no
/// longer than this in all.
const SILENCE: (Duration, Duration) = (Duration::from_millis(250), Duration::from_millis(800));
const UNDER_WAY: Duration = Duration::from_secs(2);
/// A terminal that has not answered by then since it was entered never will.
const PERHAPS: Duration = Duration::from_millis(500);

/// What is known of the line; the same for all who hold it.
#[derive(Clone, Default)]
pub struct Link(Arc<(Mutex<State>, Condvar)>);

#[derive(Default)]
struct State {
    /// Whether the terminal can hold a frame back until it is whole; not, as long as it has not said so.
    can_hold: bool,
    /// Whether it has ever told its class.
    answers: bool,
    /// Bytes sent, and how many of them have been shown for sure.
    sent: u64,
    shown: u64,
    /// Questions unanswered: after how many bytes, and when.
    asked: VecDeque<(u64, Instant)>,
    /// How long the last answer took.
    took: Duration,
}

impl State {
    /// Forgets questions nobody will answer any more.
    fn forget_lost(&mut self) {
        while let Some((bytes, _)) = self.asked.front().filter(|(_, when)| when.elapsed() > PATIENCE) {
            self.shown = *bytes;
            self.asked.pop_front();
        }
    }
}

impl Link {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a frame can be held back until it is whole.
    pub fn can_hold(&self) -> bool {
        self.state().can_hold
    }

    /// Takes in what the terminal says.
    pub fn hear(&self, answer: Answer) {
        let mut state = self.state();
        match answer {
            Answer::Mode { mode: 2026, state: 1 | 2 } => state.can_hold = true,
            Answer::Class { .. } => {
                state.answers = true;
                if let Some((bytes, when)) = state.asked.pop_front() {
                    (state.shown, state.took) = (bytes, when.elapsed());
                }
                self.0.1.notify_all();
            }
            _ => {}
        }
    }

    /// The terminal was asked for its class, before any frame.
    pub fn asked(&self) {
        self.state().asked.push_back((0, Instant::now()));
    }

    /// A frame of so many bytes was written. Where it is time to, the terminal is asked whether it has come so far.
    ///
    /// # Errors
    /// Where the terminal cannot be written.
    pub fn sent(&self, bytes: u64, out: &mut impl Write) -> io::Result<()> {
        let mut state = self.state();
        state.sent += bytes;
        let sent = state.sent;
        let known = state.asked.back().map_or(state.shown, |(bytes, _)| *bytes);
        if state.answers && sent - known >= UNASKED {
            out.write_all(CLASS)?;
            state.asked.push_back((sent, Instant::now()));
        }
        Ok(())
    }

    /// How long to wait for an answer at most before a frame is sent; none where the terminal has not fallen behind.
    pub fn behind(&self) -> Option<Duration> {
        let mut state = self.state();
        state.forget_lost();
        let (_, when) = state.asked.front()?;
        (state.answers && state.sent - state.shown > BEHIND).then(|| PATIENCE.saturating_sub(when.elapsed()))
    }

    /// Waits for answers that must be under way, for a moment; then what is still to come counts as come. For those who leave
    /// the terminal to a shell.
    pub fn settle(&self) {
        let mut state = self.state();
        let begun = Instant::now();
        let mut since = begun;
        while let Some((_, when)) = state.asked.back() {
            let within = if state.answers { UNDER_WAY } else { PERHAPS };
            let silence = (state.took * 2).clamp(SILENCE.0, SILENCE.1);
            let left = [(within, *when), (UNDER_WAY, begun), (silence, since)]
                .map(|(within, since)| within.saturating_sub(since.elapsed()))
                .into_iter()
                .min()
                .unwrap_or_default();
            if left.is_zero() {
                break;
            }
            let unanswered = state.asked.len();
            state = self.0.1.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
            if state.asked.len() < unanswered {
                since = Instant::now();
            }
        }
        state.asked.clear();
        state.shown = state.sent;
    }

    /// Nothing will be answered any more: the terminal is gone.
    pub fn lose(&self) {
        self.state().asked.clear();
        self.0.1.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::{
        thread,
        time::{Duration, Instant},
    };

    use super::{Answer, BEHIND, CLASS, Link, PATIENCE, SILENCE, UNASKED, UNDER_WAY};

    const CLASS_TOLD: Answer = Answer::Class { has_clipboard: false };

    /// What is asked after a frame of so many bytes.
    fn frame(link: &Link, bytes: u64) -> Vec<u8> {
        let mut out = vec![];
        link.sent(bytes, &mut out).unwrap();
        out
    }

    /// A line to a terminal that has answered once.
    fn answered() -> Link {
        let link = Link::default();
        link.asked();
        link.hear(CLASS_TOLD);
        link
    }

    #[test]
    fn a_silent_terminal_is_asked_nothing_more_and_never_behind() {
        let link = Link::default();
        link.asked();
        for _ in 0..100 {
            assert!(frame(&link, 4000).is_empty() && link.behind().is_none());
        }
    }

    #[test]
    fn small_frames_are_asked_about_together() {
        let link = answered();
        let asked: Vec<usize> = (1..=20).filter(|_| !frame(&link, 150).is_empty()).collect();
        assert_eq!(asked, [7, 14], "every {UNASKED} bytes");
    }

    #[test]
    fn no_frame_is_sent_while_much_is_unanswered() {
        let link = answered();
        assert_eq!(frame(&link, BEHIND), CLASS);
        assert!(link.behind().is_none(), "no more than what may be on the way");
        assert_eq!(frame(&link, UNASKED), CLASS);
        assert!(link.behind().is_some_and(|wait| wait <= PATIENCE));
        link.hear(CLASS_TOLD);
        assert!(link.behind().is_none(), "the first has been drawn, little is left");
        assert!(frame(&link, 10).is_empty());
        link.hear(CLASS_TOLD);
        link.hear(CLASS_TOLD);
        assert!(link.behind().is_none(), "an answer to nothing asked");
    }

    #[test]
    fn what_was_sent_before_the_first_answer_does_not_stop_anything() {
        let link = Link::default();
        link.asked();
        frame(&link, 9000);
        link.hear(CLASS_TOLD);
        assert!(link.behind().is_none(), "nothing is asked, so nothing can answer");
        assert_eq!(frame(&link, 100), CLASS);
        assert!(link.behind().is_some());
    }

    #[test]
    fn who_leaves_waits_for_an_answer_under_way() {
        let link = answered();
        frame(&link, UNASKED);
        let other = link.clone();
        let waits = thread::spawn(move || other.settle());
        link.hear(CLASS_TOLD);
        waits.join().unwrap();
        // And not for long where none comes, nor at all where none is asked.
        let silent = Link::default();
        let since = Instant::now();
        silent.asked();
        silent.settle();
        assert!(since.elapsed() >= SILENCE.0, "it was waited for");
        frame(&link, UNASKED + BEHIND);
        assert!(link.behind().is_some());
        link.lose();
        link.settle();
        assert!(link.behind().is_none());
    }

    #[test]
    fn a_slow_line_is_waited_for_as_long_as_it_is_slow_and_one_that_is_silent_is_not() {
        let took = |took| {
            let link = answered();
            link.state().took = took;
            frame(&link, UNASKED);
            let since = Instant::now();
            link.settle();
            since.elapsed()
        };
        for (last, at_least) in [(Duration::ZERO, SILENCE.0), (SILENCE.0, 2 * SILENCE.0), (PATIENCE, SILENCE.1)] {
            assert!(took(last) >= at_least, "{last:?}");
        }
        // What a stalled machine adds is not the line's.
        let quickest = (0..5).map(|_| took(Duration::ZERO)).min().unwrap();
        assert!(quickest < UNDER_WAY / 2, "{quickest:?}");
    }
}
