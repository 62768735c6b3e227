//! The terminal's clipboard, told by OSC 52: through tmux and screen, and never more than terminals take.

use base64::{Engine, engine::general_purpose::STANDARD};

/// The longest text in base64. Terminals cut or drop a longer sequence without a word; the number is that of hterm's
/// `osc52.sh`, the least among those that are known.
pub const MOST: usize = 100_000;

/// GNU screen keeps a string of at most 768 bytes (`MAXSTR` in its `screen.h`).
const MOST_IN_SCREEN: usize = 700;

/// What lies between the program and the terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Inside {
    Nothing,
    Tmux,
    Screen,
}

impl Inside {
    /// By what the environment says. Of two, one in the other, TERM names the inner one.
    pub fn of(env: &dyn Fn(&str) -> Option<String>) -> Self {
        let (tmux, screen) = (env("TMUX").is_some(), env("STY").is_some());
        let term = env("TERM").unwrap_or_default();
        match (tmux, screen) {
            (true, true) if term.starts_with("screen.") => Self::Screen,
            (true, _) => Self::Tmux,
            (false, true) => Self::Screen,
            (false, false) => Self::Nothing,
        }
    }
}

/// The bytes that ask the terminal to take a text; none where it is too long.
pub fn sequence(text: &str, inside: Inside) -> Option<Vec<u8>> {
    let coded = STANDARD.encode(text);
    if coded.len() > MOST {
        return None;
    }
    let plain = format!("\x1b]52;c;{coded}\x07");
    Some(match inside {
        Inside::Nothing => plain.into_bytes(),
        // Bare, for a tmux with `set-clipboard on`, and handed through, for one with `allow-passthrough on`.
        Inside::Tmux => format!("{plain}\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b")).into_bytes(),
        Inside::Screen => {
            let parts = plain.as_bytes().chunks(MOST_IN_SCREEN);
            parts.flat_map(|part| [b"\x1bP", part, b"\x1b\\"].concat()).collect()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Inside, MOST, sequence};

    #[test]
    fn a_text_is_coded_and_wrapped_for_what_lies_between() {
        let check = |inside, expect: &str| {
            assert_eq!(String::from_utf8(sequence("滨江", inside).unwrap()).unwrap(), expect);
        };
        check(Inside::Nothing, "\x1b]52;c;5ruo5rGf\x07");
        check(Inside::Tmux, "\x1b]52;c;5ruo5rGf\x07\x1bPtmux;\x1b\x1b]52;c;5ruo5rGf\x07\x1b\\");
        check(Inside::Screen, "\x1bP\x1b]52;c;5ruo5rGf\x07\x1b\\");
    }

    #[test]
    fn screen_gets_short_strings_that_make_the_whole() {
        let sent = String::from_utf8(sequence(&"x".repeat(3000), Inside::Screen).unwrap()).unwrap();
        let parts: Vec<&str> = sent.split("\x1bP").skip(1).collect();
        assert!(parts.len() > 5 && parts.iter().all(|part| part.len() < 768));
        let whole: String = parts.iter().map(|part| part.strip_suffix("\x1b\\").unwrap()).collect();
        assert_eq!(whole.as_bytes(), sequence(&"x".repeat(3000), Inside::Nothing).unwrap());
    }

    #[test]
    fn what_is_too_long_is_not_sent() {
        assert!(sequence(&"x".repeat(MOST / 4 * 3), Inside::Nothing).is_some());
        assert!(sequence(&"x".repeat(MOST / 4 * 3 + 1), Inside::Nothing).is_none());
    }

    #[test]
    fn the_environment_says_what_lies_between() {
        let check = |said: &[(&str, &str)], expect| {
            let env = |name: &str| said.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(Inside::of(&env), expect, "{said:?}");
        };
        check(&[], Inside::Nothing);
        check(&[("TMUX", "/tmp/x")], Inside::Tmux);
        check(&[("STY", "1.pts"), ("TERM", "screen")], Inside::Screen);
        check(&[("TMUX", "/tmp/x"), ("STY", "1.pts"), ("TERM", "screen-256color")], Inside::Tmux);
        check(&[("TMUX", "/tmp/x"), ("STY", "1.pts"), ("TERM", "screen.xterm-256color")], Inside::Screen);
    }
}
