//! Keys to intents, by layer. Footers and help are made from this table, so they cannot be wrong.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::intent::Intent;
use crate::model::Lang;
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
    (Layer::Weights, Intent::WorkingScheme, &["s"]),
    (Layer::Weights, Intent::Heavier, &["+", "="]),
    (Layer::Weights, Intent::Lighter, &["-"]),
    (Layer::Weights, Intent::AsGiven, &["x"]),
    (Layer::Weights, Intent::Aim, &["n"]),
    (Layer::Meeting, Intent::NextSlide, &["right", "pgdn", "space", "n"]),
    (Layer::Meeting, Intent::PrevSlide, &["left", "pgup", "b", "backspace"]),
    (Layer::Meeting, Intent::First, &["home"]),
    (Layer::Meeting, Intent::Last, &["end"]),
    (Layer::Meeting, Intent::Down, &["down", "j"]),
    (Layer::Meeting, Intent::Up, &["up", "k"]),
    (Layer::Meeting, Intent::Right, &["l"]),
    (Layer::Meeting, Intent::Left, &["h"]),
    (Layer::Meeting, Intent::Spotlight, &["s"]),
    (Layer::Meeting, Intent::Where, &["i", "enter"]),
    (Layer::Meeting, Intent::Curtain, &["."]),
    (Layer::Global, Intent::Condition, &["F"]),
    (Layer::Global, Intent::FormulaColumn, &["C"]),
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
    (Layer::Global, Intent::Undo, &["U"]),
    (Layer::Global, Intent::Redo, &["ctrl-r"]),
    (Layer::Global, Intent::SaveView, &["W"]),
    (Layer::Global, Intent::Views, &["V"]),
    (Layer::Global, Intent::Meeting, &["P"]),
    (Layer::Global, Intent::Export, &["E"]),
    (Layer::Global, Intent::Language, &["L"]),
    (Layer::Global, Intent::Theme, &["T"]),
    (Layer::Global, Intent::Glyphs, &["Y"]),
    (Layer::Global, Intent::Copy, &["y"]),
    (Layer::Global, Intent::Mouse, &["M"]),
    (Layer::Global, Intent::Reload, &["R"]),
    (Layer::Global, Intent::Redraw, &["ctrl-l"]),
    (Layer::Global, Intent::Suspend, &["ctrl-z"]),
    (Layer::Global, Intent::Palette, &[":", "ctrl-p"]),
    (Layer::Global, Intent::Help, &["?"]),
    (Layer::Global, Intent::Back, &["esc"]),
    (Layer::Global, Intent::Quit, &["q", "ctrl-c"]),
];

/// The keys of an intent in a layer, the one to show first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Binding {
    pub layer: Layer,
    pub intent: Intent,
    pub keys: Vec<String>,
}

/// Which keys mean what: the table above, or as somebody changed it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keymap {
    /// In the order of the table: help lists them so.
    pub bindings: Vec<Binding>,
}

impl Default for Keymap {
    fn default() -> Self {
        let written = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
        let binding = |(layer, intent, keys): &(Layer, Intent, &[&str])| Binding {
            layer: *layer,
            intent: *intent,
            keys: written(keys),
        };
        Self { bindings: BINDINGS.iter().map(binding).collect() }
    }
}

impl Keymap {
    /// The intent of a key where these layers apply.
    pub fn look_up(&self, layers: &[Layer], key: &KeyEvent) -> Option<Intent> {
        let name = name(key)?;
        self.applying(layers).find(|binding| binding.keys.contains(&name)).map(|binding| binding.intent)
    }

    /// The keys of an intent where these layers apply, the one to show first.
    pub fn keys_of(&self, layers: &[Layer], intent: Intent) -> &[String] {
        self.applying(layers).find(|binding| binding.intent == intent).map_or(&[], |binding| &binding.keys)
    }

    /// The key to show for an intent where these layers apply; nothing where it has none.
    pub fn key_of(&self, layers: &[Layer], intent: Intent) -> &str {
        self.keys_of(layers, intent).first().map_or("", String::as_str)
    }

    /// The key of an intent in a sentence: the one here, else the one on screens that have it, else how the palette finds it.
    pub fn said(&self, layers: &[Layer], intent: Intent, lang: Lang) -> String {
        let in_words = |zh: &'static str, en: &'static str| lang.pick(zh, en).to_owned();
        let anywhere = || self.bindings.iter().filter(|one| one.intent == intent).find_map(|one| one.keys.first());
        match self.keys_of(layers, intent).first().or_else(anywhere).map_or("", String::as_str) {
            "" => format!("{}{}", self.key_of(layers, Intent::Palette), intent.help(lang)),
            "esc" => in_words("Esc", "Esc"),
            "enter" => in_words("回车", "Enter"),
            "left" => in_words("左键", "left"),
            "right" => in_words("右键", "right"),
            "up" => in_words("上键", "up"),
            "down" => in_words("下键", "down"),
            key => key.to_owned(),
        }
    }

    /// What has a key where these layers apply, in the order of the table.
    pub fn available(&self, layers: &[Layer]) -> impl Iterator<Item = &Binding> {
        self.applying(layers).filter(|binding| !binding.keys.is_empty())
    }

    fn applying(&self, layers: &[Layer]) -> impl Iterator<Item = &Binding> {
        let applies = |layer: &Layer| *layer == Layer::Global || layers.contains(layer);
        self.bindings.iter().filter(move |binding| applies(&binding.layer))
    }
}

/// The keys of an intent as the program comes, in whatever layer.
#[cfg(test)]
pub fn keys_of(intent: Intent) -> &'static [&'static str] {
    BINDINGS.iter().find(|(_, other, _)| *other == intent).map_or(&[], |(.., keys)| *keys)
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
        KeyCode::Insert => "insert".to_owned(),
        KeyCode::F(number) => format!("f{number}"),
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
        "insert" => plain(KeyCode::Insert),
        _ => {
            let number = name.strip_prefix('f').and_then(|number| number.parse().ok());
            if let Some(number) = number.filter(|number| (1..=12).contains(number)) {
                return Some(plain(KeyCode::F(number)));
            }
            let (control, rest) = name.strip_prefix("ctrl-").map_or((false, name), |rest| (true, rest));
            let mut chars = rest.chars();
            let (Some(c), None) = (chars.next(), chars.next()) else { return None };
            KeyEvent::new(KeyCode::Char(c), if control { KeyModifiers::CONTROL } else { KeyModifiers::NONE })
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{BINDINGS, Keymap, key, name};
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
        let keymap = Keymap::default();
        for pane in crate::screen::all() {
            let layers = pane.spec().layers;
            for binding in keymap.available(layers) {
                for written in &binding.keys {
                    let found = keymap.look_up(layers, &key(written).unwrap());
                    assert_eq!(found, Some(binding.intent), "{written} on {}", pane.spec().id);
                }
            }
        }
    }

    #[test]
    fn every_intent_has_a_key() {
        for intent in Intent::ALL {
            assert!(BINDINGS.iter().any(|(_, other, keys)| other == intent && !keys.is_empty()), "{intent:?}");
        }
    }

    #[test]
    fn a_key_of_another_layer_does_nothing() {
        let keymap = Keymap::default();
        assert_eq!(keymap.look_up(&[], &key("s").unwrap()), None);
        assert_eq!(keymap.look_up(&[Layer::Table], &key("s").unwrap()), Some(Intent::Sort));
        assert_eq!(keymap.look_up(&[], &key("q").unwrap()), Some(Intent::Quit));
    }
}
