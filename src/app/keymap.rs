//! Keys to intents, by layer. Footers and help are made from this table, so they cannot be wrong.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::intent::Intent;
use crate::screen::Layer;

/// Which keys mean what, where. The first key of a row is the one shown in footers.
const BINDINGS: &[(Layer, Intent, &[&str])] = &[
    (Layer::Rows, Intent::Down, &["down", "j"]),
    (Layer::Rows, Intent::Up, &["up", "k"]),
    (Layer::Rows, Intent::PageDown, &["pgdn", "ctrl-f"]),
    (Layer::Rows, Intent::PageUp, &["pgup", "ctrl-b"]),
    (Layer::Rows, Intent::First, &["home"]),
    (Layer::Rows, Intent::Last, &["end", "G"]),
    (Layer::Rows, Intent::Where, &["i", "enter"]),
    (Layer::Columns, Intent::Right, &["right", "l"]),
    (Layer::Columns, Intent::Left, &["left", "h"]),
    (Layer::Siblings, Intent::NextPark, &["right", "l"]),
    (Layer::Siblings, Intent::PrevPark, &["left", "h"]),
    (Layer::Parks, Intent::Mark, &["space"]),
    (Layer::Table, Intent::Sort, &["s"]),
    (Layer::Table, Intent::SortChange, &["%"]),
    (Layer::Table, Intent::SortThen, &["S"]),
    (Layer::Table, Intent::DropColumn, &["x"]),
    (Layer::Table, Intent::MoveLeft, &["<"]),
    (Layer::Table, Intent::MoveRight, &[">"]),
    (Layer::Table, Intent::Wider, &["+", "="]),
    (Layer::Table, Intent::Narrower, &["-"]),
    (Layer::Table, Intent::Heat, &["c"]),
    (Layer::Table, Intent::Blank, &["z"]),
    (Layer::Table, Intent::Detail, &["d"]),
    (Layer::Find, Intent::Filter, &["/"]),
    (Layer::Choice, Intent::Measures, &["m"]),
    (Layer::Time, Intent::Earlier, &["["]),
    (Layer::Time, Intent::Later, &["]"]),
    (Layer::Time, Intent::ExactPeriod, &["e"]),
    (Layer::Time, Intent::Window, &["w"]),
    (Layer::Years, Intent::Earlier, &["["]),
    (Layer::Years, Intent::Later, &["]"]),
    (Layer::Scope, Intent::Group, &["g"]),
    (Layer::Chart, Intent::Index, &["n"]),
    (Layer::Chart, Intent::Log, &["o"]),
    (Layer::Scale, Intent::Log, &["o"]),
    (Layer::Plane, Intent::Log, &["o"]),
    (Layer::Plane, Intent::Cut, &["c"]),
    (Layer::Plane, Intent::Span, &["s"]),
    (Layer::Pane, Intent::Detail, &["d"]),
    (Layer::Tiers, Intent::Tiers, &["n"]),
    (Layer::Parts, Intent::Part, &["p"]),
    (Layer::Order, Intent::Sort, &["s"]),
    (Layer::Cells, Intent::Heat, &["c"]),
    (Layer::Cells, Intent::Blank, &["z"]),
    (Layer::Global, Intent::Measure, &["v"]),
    (Layer::Weights, Intent::Scheme, &["m"]),
    (Layer::Weights, Intent::Heavier, &["+", "="]),
    (Layer::Weights, Intent::Lighter, &["-"]),
    (Layer::Weights, Intent::AsGiven, &["x"]),
    (Layer::Weights, Intent::Aim, &["n"]),
    (Layer::Global, Intent::AddPark, &["a"]),
    (Layer::Global, Intent::Unmark, &["u"]),
    (Layer::Global, Intent::Overview, &["1"]),
    (Layer::Global, Intent::Ranking, &["2"]),
    (Layer::Global, Intent::Profile, &["3"]),
    (Layer::Global, Intent::Compare, &["4"]),
    (Layer::Global, Intent::Trend, &["5"]),
    (Layer::Global, Intent::Sources, &["6"]),
    (Layer::Global, Intent::Quality, &["7"]),
    (Layer::Global, Intent::Score, &["8"]),
    (Layer::Global, Intent::Quadrant, &["9"]),
    (Layer::Global, Intent::Matrix, &["0"]),
    (Layer::Global, Intent::Distribution, &["b"]),
    (Layer::Global, Intent::Flow, &["r"]),
    (Layer::Global, Intent::Peers, &["f"]),
    (Layer::Global, Intent::Targets, &["t"]),
    (Layer::Global, Intent::NextScreen, &["tab"]),
    (Layer::Global, Intent::PrevScreen, &["backtab"]),
    (Layer::Global, Intent::Language, &["L"]),
    (Layer::Global, Intent::Theme, &["T"]),
    (Layer::Global, Intent::Glyphs, &["Y"]),
    (Layer::Global, Intent::Reload, &["R"]),
    (Layer::Global, Intent::Redraw, &["ctrl-l"]),
    (Layer::Global, Intent::Suspend, &["ctrl-z"]),
    (Layer::Global, Intent::Help, &["?"]),
    (Layer::Global, Intent::Back, &["esc"]),
    (Layer::Global, Intent::Quit, &["q", "ctrl-c"]),
];

/// The intent of a key where these layers apply.
pub fn look_up(layers: &[Layer], key: &KeyEvent) -> Option<Intent> {
    let name = name(key)?;
    let applies = |layer: &Layer| *layer == Layer::Global || layers.contains(layer);
    BINDINGS
        .iter()
        .find(|(layer, _, keys)| applies(layer) && keys.contains(&name.as_str()))
        .map(|(_, intent, _)| *intent)
}

/// The keys of an intent, the one to show first.
pub fn keys_of(intent: Intent) -> &'static [&'static str] {
    BINDINGS.iter().find(|(_, other, _)| *other == intent).map_or(&[], |(.., keys)| *keys)
}

/// The intents that work where these layers apply, in the order of the table.
pub fn available(layers: &[Layer]) -> impl Iterator<Item = Intent> + '_ {
    BINDINGS
        .iter()
        .filter(|(layer, ..)| *layer == Layer::Global || layers.contains(layer))
        .map(|(_, intent, _)| *intent)
}

/// A key as it is written in the table: `j`, `S`, `ctrl-c`, `pgdn`.
pub fn name(key: &KeyEvent) -> Option<String> {
    let plain = match key.code {
        KeyCode::Char(' ') => "space".to_owned(),
        KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::CONTROL) => format!("ctrl-{}", c.to_ascii_lowercase()),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::Enter => "enter".to_owned(),
        KeyCode::Esc => "esc".to_owned(),
        KeyCode::Tab => "tab".to_owned(),
        KeyCode::BackTab => "backtab".to_owned(),
        KeyCode::Backspace => "backspace".to_owned(),
        KeyCode::Delete => "delete".to_owned(),
        KeyCode::Up => "up".to_owned(),
        KeyCode::Down => "down".to_owned(),
        KeyCode::Left => "left".to_owned(),
        KeyCode::Right => "right".to_owned(),
        KeyCode::Home => "home".to_owned(),
        KeyCode::End => "end".to_owned(),
        KeyCode::PageUp => "pgup".to_owned(),
        KeyCode::PageDown => "pgdn".to_owned(),
        _ => return None,
    };
    (!key.modifiers.contains(KeyModifiers::ALT)).then_some(plain)
}

/// The key of a name; a single character is itself. None if there is no such key.
pub fn key(name: &str) -> Option<KeyEvent> {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    Some(match name {
        "space" => plain(KeyCode::Char(' ')),
        "enter" => plain(KeyCode::Enter),
        "esc" => plain(KeyCode::Esc),
        "tab" => plain(KeyCode::Tab),
        "backtab" => plain(KeyCode::BackTab),
        "backspace" => plain(KeyCode::Backspace),
        "delete" => plain(KeyCode::Delete),
        "up" => plain(KeyCode::Up),
        "down" => plain(KeyCode::Down),
        "left" => plain(KeyCode::Left),
        "right" => plain(KeyCode::Right),
        "home" => plain(KeyCode::Home),
        "end" => plain(KeyCode::End),
        "pgup" => plain(KeyCode::PageUp),
        "pgdn" => plain(KeyCode::PageDown),
        _ => {
            let (control, rest) = name.strip_prefix("ctrl-").map_or((false, name), |rest| (true, rest));
            let mut chars = rest.chars();
            let (Some(c), None) = (chars.next(), chars.next()) else { return None };
            KeyEvent::new(KeyCode::Char(c), if control { KeyModifiers::CONTROL } else { KeyModifiers::NONE })
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{BINDINGS, key, keys_of, look_up, name};
    use crate::{intent::Intent, screen::Layer};

    #[test]
    fn every_key_reads_back() {
        for written in BINDINGS.iter().flat_map(|(.., keys)| *keys) {
            let event = key(written).unwrap_or_else(|| panic!("{written}"));
            assert_eq!(name(&event).as_deref(), Some(*written));
        }
    }

    #[test]
    fn no_screen_has_a_key_twice() {
        for pane in crate::screen::all() {
            let layers = pane.spec().layers;
            for intent in super::available(layers) {
                for written in keys_of(intent) {
                    assert_eq!(
                        look_up(layers, &key(written).unwrap()),
                        Some(intent),
                        "{written} on {}",
                        pane.spec().id
                    );
                }
            }
        }
    }

    #[test]
    fn every_intent_has_a_key() {
        for intent in Intent::ALL {
            assert!(!keys_of(*intent).is_empty(), "{intent:?}");
        }
    }

    #[test]
    fn a_key_of_another_layer_does_nothing() {
        assert_eq!(look_up(&[], &key("s").unwrap()), None);
        assert_eq!(look_up(&[Layer::Table], &key("s").unwrap()), Some(Intent::Sort));
        assert_eq!(look_up(&[], &key("q").unwrap()), Some(Intent::Quit));
    }
}
