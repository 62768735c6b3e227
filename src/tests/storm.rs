//! A storm of keys, pastes and sizes on one app that never rests: nothing panics, nothing slows down, nothing piles up.

use std::{
    fs,
    time::{Duration, Instant},
};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::{
    sweep::{Dice, assert_whole},
    tester::{Opened, Tester, shipped, tiny},
    worked::Work,
};
use crate::{app::Msg, app::keymap, intent::Intent, model::Lang, trial::TEXTS};

/// Time is taken over so many parts of a storm.
const PARTS: usize = 20;

struct Storm {
    dice: Dice,
    keys: Vec<KeyEvent>,
    /// The keys pressed last, to be told.
    last: Vec<String>,
}

impl Storm {
    fn new(seed: u64) -> Self {
        let all = Intent::ALL.iter().flat_map(|intent| keymap::keys_of(*intent));
        let keys = all.flat_map(|key| crate::cli::keys::pressed(key).unwrap()).collect();
        Self { dice: Dice(seed), keys, last: vec![] }
    }

    /// One thing that happens.
    fn step(&mut self, t: &mut Tester) {
        let roll = self.dice.roll(100);
        match roll {
            0..=3 => {
                let (columns, rows) = (self.dice.roll(200) as u16, self.dice.roll(60) as u16);
                t.resize(columns, rows);
                self.last.push(format!("{columns}x{rows}"));
            }
            4..=6 => {
                let text = TEXTS[self.dice.roll(TEXTS.len())];
                t.feed(Msg::Term(Event::Paste(text.to_owned())));
                self.last.push(format!("paste {text:?}"));
            }
            7 => t.feed(Msg::Term([Event::FocusGained, Event::FocusLost][self.dice.roll(2)].clone())),
            8 => t.feed(Msg::Changed),
            9..=24 => {
                let text: Vec<char> = TEXTS[self.dice.roll(TEXTS.len())].chars().collect();
                let letter = text[self.dice.roll(text.len())];
                self.press(t, KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
            }
            25..=27 => {
                let codes = [
                    KeyCode::F(5),
                    KeyCode::Null,
                    KeyCode::Insert,
                    KeyCode::CapsLock,
                    KeyCode::Delete,
                    KeyCode::BackTab,
                ];
                let modifiers = KeyModifiers::from_bits_truncate(self.dice.roll(64) as u8);
                let code = codes[self.dice.roll(codes.len())];
                self.press(t, KeyEvent::new(code, modifiers));
            }
            28 => {
                let mut key = self.keys[self.dice.roll(self.keys.len())];
                key.kind = KeyEventKind::Release;
                self.press(t, key);
            }
            29..=32 => self.press(t, KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE)),
            _ => {
                let key = self.keys[self.dice.roll(self.keys.len())];
                self.press(t, key);
            }
        }
        // Leaving is one of the things that happen; this one stays.
        drop(t.end());
    }

    fn press(&mut self, t: &mut Tester, key: KeyEvent) {
        self.last.push(format!("{:?}", key.code));
        t.feed(Msg::Term(Event::Key(key)));
    }
}

/// Memory held by this process, in MB; nothing where the system does not tell.
fn held() -> Option<f64> {
    let pages = fs::read_to_string("/proc/self/statm").ok()?.split(' ').nth(1)?.parse::<f64>().ok()?;
    Some(pages * 4096.0 / 1e6)
}

/// What a storm took: for each part its time, and the memory held after it.
fn rage(opened: Opened, steps: usize, seed: u64) -> Vec<(Duration, f64)> {
    let folder = tempfile::tempdir().unwrap();
    let views = folder.path().join("views.toml");
    let mut t = Tester::on(opened, "overview").lang(Lang::Zh).runs(5).keeping(&views);
    let mut storm = Storm::new(seed);
    let part = |_| {
        let work = Work::begins();
        for step in 0..steps / PARTS {
            storm.step(&mut t);
            if step % 7 == 0 {
                let from = storm.last.len().saturating_sub(12);
                assert_whole(&t.draw().0, &storm.last[from..].join(" "));
                storm.last.drain(..from);
            }
        }
        // Views that were saved are somebody's data, and may grow.
        let _ = fs::remove_file(&views);
        (work.took(), held().unwrap_or(0.0))
    };
    (0..PARTS).map(part).collect()
}

/// How much longer the later parts took than the earlier ones, in the middle of each half.
fn slowing(parts: &[(Duration, f64)]) -> f64 {
    let middle = |parts: &[(Duration, f64)]| {
        let mut times: Vec<f64> = parts.iter().map(|(time, _)| time.as_secs_f64()).collect();
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    let (early, late) = parts.split_at(parts.len() / 2);
    middle(late) / middle(early)
}

#[test]
fn a_storm_breaks_and_slows_nothing() {
    let parts = rage(tiny(), 6000, 0x9E37_79B9_7F4A_7C15);
    // Other tests run beside this one: only what is far out of proportion counts here.
    assert!(slowing(&parts) < 4.0, "{parts:?}");
}

/// Alone: `cargo test --lib -- --ignored --nocapture a_million` (docs/reliability.md).
#[test]
#[ignore = "takes most of an hour: docs/reliability.md"]
fn a_million_keys_break_and_slow_nothing_and_pile_up_nothing() {
    for (name, opened, steps) in [("shipped", shipped(), 50_000), ("tiny", tiny(), 950_000)] {
        let since = Instant::now();
        let parts = rage(opened, steps, 0x2545_F491_4F6C_DD1D);
        let (first, last) = (parts[PARTS / 4].1, parts[PARTS - 1].1);
        let told = format!(
            "{name}: {steps} steps in {:.0?}, late to early {:.2}, {first:.0} MB after a quarter, {last:.0} MB at the end",
            since.elapsed(),
            slowing(&parts)
        );
        fs::write(std::env::temp_dir().join(format!("zonescope-storm-{name}.txt")), &told).unwrap();
        assert!(slowing(&parts) < 1.5, "{told}: {parts:?}");
        assert!(last < first * 1.2 + 16.0, "{told}: {parts:?}");
    }
}
