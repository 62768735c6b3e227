//! The `[keys]` of a file of settings: which keys mean what, changed where somebody wants it otherwise.

use std::fmt::Write as _;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

pub use super::names::{intent_name, layer_name};
use super::slips::{Slips, shown, way_out};
use crate::{
    app::keymap::{Binding, Keymap, key, name},
    intent::Intent,
    load::toml_kind,
    model::Lang,
    screen::Layer,
};

/// The keys as the table changes them, for screens of these layers; none where anything in it cannot be.
pub fn of(table: &Spanned<DeValue<'_>>, screens: &[&[Layer]], slips: &mut Slips) -> Option<Keymap> {
    let before = slips.count();
    let mut changed = Changed { keymap: Keymap::default(), places: vec![] };
    changed.places.resize(changed.keymap.bindings.len(), None);
    match table.get_ref() {
        DeValue::Table(layers) => layers.iter().for_each(|(layer, intents)| changed.layer(layer, intents, slips)),
        other => slips.add(table.span().start, format!("`keys`: this is {}; write `[keys.global]`", toml_kind(other))),
    }
    changed.unbound(slips);
    changed.conflicts(screens, slips);
    (slips.count() == before).then_some(changed.keymap)
}

type Name<'i> = Spanned<std::borrow::Cow<'i, str>>;

/// The keys, and where the file speaks of each binding.
struct Changed {
    keymap: Keymap,
    places: Vec<Option<usize>>,
}

impl Changed {
    fn layer(&mut self, layer: &Name<'_>, intents: &Spanned<DeValue<'_>>, slips: &mut Slips) {
        let (at, written) = (layer.span().start, layer.get_ref());
        let known = self.keymap.bindings.iter().find(|binding| layer_name(binding.layer) == *written);
        let Some(layer) = known.map(|binding| binding.layer) else {
            let way_out = way_out(written, layers(&self.keymap).into_iter().map(layer_name));
            return slips.add(at, format!("`keys.{}` is no layer; {way_out}", shown(written)));
        };
        let DeValue::Table(intents) = intents.get_ref() else {
            let found = toml_kind(intents.get_ref());
            return slips.add(at, format!("`keys.{written}`: this is {found}; write `[keys.{written}]`"));
        };
        for (intent, keys) in intents {
            let found = self
                .keymap
                .bindings
                .iter()
                .position(|binding| binding.layer == layer && intent_name(binding.intent) == *intent.get_ref());
            match found {
                Some(place) => self.binding(place, keys, slips),
                None => slips.add(intent.span().start, self.unknown(layer, intent.get_ref())),
            }
        }
    }

    /// What to write in place of an intent this layer does not have.
    fn unknown(&self, layer: Layer, written: &str) -> String {
        let bindings = self.keymap.bindings.iter();
        let elsewhere = bindings.clone().filter(|binding| intent_name(binding.intent) == written);
        let elsewhere: Vec<String> =
            elsewhere.map(|binding| format!("`[keys.{}]`", layer_name(binding.layer))).collect();
        let way_out = if elsewhere.is_empty() {
            let here = bindings.filter(|binding| binding.layer == layer);
            way_out(written, here.map(|binding| intent_name(binding.intent)))
        } else {
            format!("write it under {}", elsewhere.join(" or "))
        };
        format!("`{}` is nothing one can ask for in `keys.{}`; {way_out}", shown(written), layer_name(layer))
    }

    /// One key, a list in place of the keys there are, or `{ add = …, remove = … }`.
    fn binding(&mut self, place: usize, written: &Spanned<DeValue<'_>>, slips: &mut Slips) {
        self.places[place] = Some(written.span().start);
        match written.get_ref() {
            DeValue::Table(changes) => self.change(place, changes, slips),
            _ => self.keymap.bindings[place].keys = keys_in(written, slips),
        }
    }

    fn change(&mut self, place: usize, changes: &DeTable<'_>, slips: &mut Slips) {
        let keys = &mut self.keymap.bindings[place].keys;
        let (mut added, mut removed) = (vec![], vec![]);
        for (what, written) in changes {
            match what.get_ref().as_ref() {
                "add" => added = keys_in(written, slips),
                "remove" => {
                    removed = keys_in(written, slips);
                    for gone in removed.iter().filter(|gone| !keys.contains(gone)) {
                        let there = keys.join("`, `");
                        slips.add(
                            written.span().start,
                            format!("`{gone}` is not there to be removed; there are `{there}`"),
                        );
                    }
                }
                other => slips
                    .add(what.span().start, format!("`{}` is not known here; write `add` or `remove`", shown(other))),
            }
        }
        keys.retain(|key| !removed.contains(key));
        for key in added {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }

    /// Nobody is locked in: leaving and help keep a key.
    fn unbound(&self, slips: &mut Slips) {
        for (binding, place) in self.keymap.bindings.iter().zip(&self.places) {
            if matches!(binding.intent, Intent::Quit | Intent::Help) && binding.keys.is_empty() {
                let name = intent_name(binding.intent);
                slips.add(place.unwrap_or(0), format!("`{name}` must have a key; write one"));
            }
        }
    }

    /// A key that means two things on one screen, or that never arrives as such.
    fn conflicts(&self, screens: &[&[Layer]], slips: &mut Slips) {
        let bindings = &self.keymap.bindings;
        for (place, binding) in bindings.iter().enumerate() {
            let Some(at) = self.places[place] else { continue };
            for key in &binding.keys {
                if key == "ctrl-c" && binding.intent != Intent::Quit {
                    slips.add(at, "`ctrl-c` always leaves; take another key");
                }
                let meets = |other: &&Binding| {
                    let on = |screen: &&[Layer]| {
                        [binding.layer, other.layer]
                            .iter()
                            .all(|layer| *layer == Layer::Global || screen.contains(layer))
                    };
                    other.intent != binding.intent && other.keys.contains(key) && screens.iter().any(on)
                };
                // Of two that were changed the later one is told.
                let before = |other: usize| self.places[other].is_none_or(|other| other < at);
                let other = bindings.iter().enumerate().find(|(other, binding)| before(*other) && meets(binding));
                if let Some((_, other)) = other {
                    let (layer, intent) = (layer_name(other.layer), intent_name(other.intent));
                    slips.add(at, format!("`{key}` is `{intent}` of `keys.{layer}` already, on the same screen"));
                }
            }
        }
    }
}

/// The keys that are written there, each of which a terminal can send.
fn keys_in(written: &Spanned<DeValue<'_>>, slips: &mut Slips) -> Vec<String> {
    let values: Vec<&Spanned<DeValue<'_>>> = match written.get_ref() {
        DeValue::Array(values) => values.iter().collect(),
        _ => vec![written],
    };
    let mut keys: Vec<String> = vec![];
    for value in values {
        let at = value.span().start;
        match value.get_ref().as_str().map(checked) {
            Some(Ok(key)) if keys.contains(&key) => slips.add(at, format!("`{key}` stands here twice")),
            Some(Ok(key)) => keys.push(key),
            Some(Err(what)) => slips.add(at, what),
            None => {
                slips.add(
                    at,
                    format!("this is {}; write a key in quotes, such as \"ctrl-n\"", toml_kind(value.get_ref())),
                );
            }
        }
    }
    keys
}

/// A key as the table writes it.
fn checked(written: &str) -> Result<String, String> {
    // A terminal sends the same for both.
    for (never, sent) in [("ctrl-i", "tab"), ("ctrl-m", "enter"), ("ctrl-[", "esc")] {
        if written.eq_ignore_ascii_case(never) {
            return Err(format!("a terminal sends `{sent}` for `{written}`; write `{sent}`, or take another key"));
        }
    }
    match key(written).and_then(|event| name(&event)) {
        Some(name) if name == written => Ok(name),
        Some(name) => Err(format!("`{}` is written `{name}`", shown(written))),
        None => Err(format!(
            "`{}` is no key; write a character, `ctrl-n`, `f5`, `enter`, `space`, `tab`, `pgdn` and the like",
            shown(written)
        )),
    }
}

/// The layers in the order of the table, each once.
fn layers(keymap: &Keymap) -> Vec<Layer> {
    let mut layers = vec![];
    for binding in &keymap.bindings {
        if !layers.contains(&binding.layer) {
            layers.push(binding.layer);
        }
    }
    layers
}

/// The keys as a file of settings would have them, with what each does.
pub fn written(keymap: &Keymap, lang: Lang) -> String {
    let mut text = String::new();
    for layer in layers(keymap) {
        let gap = if text.is_empty() { "" } else { "\n" };
        let _ = writeln!(text, "{gap}[keys.{}]", layer_name(layer));
        for binding in keymap.bindings.iter().filter(|binding| binding.layer == layer) {
            let keys = toml::Value::from(binding.keys.clone());
            let line = format!("{} = {keys}", intent_name(binding.intent));
            let _ = writeln!(text, "{line:<40} # {}", binding.intent.help(lang));
        }
    }
    text
}

/// Reads bytes as a file whose `[keys]` somebody wrote in bad faith, and sees that what was taken of it holds. For tests and
/// fuzzing.
#[cfg(any(test, fuzzing))]
pub fn hold(bytes: &[u8]) {
    use Layer::{Chart, Choice, Columns, Find, Parks, Rows, Scope, Siblings, Table, Time};
    const SCREENS: [&[Layer]; 3] =
        [&[Rows, Columns, Parks, Table, Find, Choice, Time, Scope], &[Rows, Siblings, Time], &[Rows, Chart]];
    let text = String::from_utf8_lossy(bytes);
    let read = |text: &str| {
        let (mut slips, mut keymap) = (Slips::default(), None);
        let (document, _) = DeTable::parse_recoverable(text);
        for (key, value) in document.get_ref() {
            if key.get_ref() == "keys" {
                keymap = of(value, &SCREENS, &mut slips);
            }
        }
        let placed = slips.placed("c.toml", text);
        assert!(placed.iter().all(|slip| !slip.contains('\n')), "{placed:?}");
        keymap
    };
    let Some(keymap) = read(&text) else { return };
    for layers in SCREENS {
        for binding in keymap.available(layers) {
            for written in &binding.keys {
                let event = key(written).unwrap_or_else(|| panic!("`{written}` cannot be pressed"));
                assert_eq!(keymap.look_up(layers, &event), Some(binding.intent), "{written}");
            }
        }
    }
    for intent in [Intent::Quit, Intent::Help] {
        assert!(!keymap.keys_of(&[], intent).is_empty(), "{intent:?}");
    }
    assert_eq!(read(&written(&keymap, Lang::En)), Some(keymap), "written, it reads back");
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{hold, written};
    use crate::{
        app::keymap::Keymap,
        cli::config::file::parse,
        intent::Intent,
        model::Lang,
        screen::{Layer, Layer::Rows},
    };

    #[track_caller]
    fn keys(text: &str, intent: Intent) -> Vec<String> {
        let read = parse(text, "c.toml", Path::new(""));
        assert_eq!(read.slips, [""; 0], "{text}");
        read.keymap.unwrap().keys_of(&[Rows], intent).to_vec()
    }

    #[track_caller]
    fn slips(text: &str, expect: &[&str]) {
        let read = parse(text, "c.toml", Path::new(""));
        assert_eq!(read.slips, expect, "{text}");
        assert_eq!(read.keymap, None, "{text}");
    }

    #[test]
    fn keys_are_replaced_added_and_removed() {
        assert_eq!(keys("[keys.rows]\ndown = \"ctrl-n\"", Intent::Down), ["ctrl-n"]);
        assert_eq!(keys("[keys.rows]\ndown = [\"J\", \"f5\"]", Intent::Down), ["J", "f5"]);
        assert_eq!(
            keys("[keys.rows]\ndown = { add = \"ctrl-n\", remove = [\"j\"] }", Intent::Down),
            ["down", "ctrl-n"]
        );
        assert_eq!(keys("[keys.global]\nunmark = []", Intent::Unmark), [""; 0]);
        // A key that is given up is free for something else.
        assert_eq!(keys("[keys.global]\nunmark = []\nadd-park = [\"u\"]", Intent::AddPark), ["u"]);
        // What never meets on a screen may share a key, as it does in the table.
        assert_eq!(keys("[keys.parts]\npart = \"S\"", Intent::Part), [""; 0]);
    }

    #[test]
    fn every_line_that_cannot_be_is_told() {
        slips(
            "[keys.row]\ndown = \"j\"\n[keys.rows]\ndwn = \"j\"\nsort = \"j\"\nup = [\"ctrl-\", 3, \"k\", \"k\"]\nfirst = { ad = \"g\" }\n",
            &[
                "c.toml:1:7: `keys.row` is no layer; did you mean `rows`?",
                "c.toml:4:1: `dwn` is nothing one can ask for in `keys.rows`; did you mean `down`?",
                "c.toml:5:1: `sort` is nothing one can ask for in `keys.rows`; write it under `[keys.table]` or `[keys.order]`",
                "c.toml:6:7: `ctrl-` is no key; write a character, `ctrl-n`, `f5`, `enter`, `space`, `tab`, `pgdn` and the like",
                "c.toml:6:16: this is a number; write a key in quotes, such as \"ctrl-n\"",
                "c.toml:6:24: `k` stands here twice",
                "c.toml:7:11: `ad` is not known here; write `add` or `remove`",
            ],
        );
        slips("keys = 3", &["c.toml:1:8: `keys`: this is a number; write `[keys.global]`"]);
        slips("[keys]\nrows = \"j\"", &["c.toml:2:1: `keys.rows`: this is a text; write `[keys.rows]`"]);
    }

    #[test]
    fn keys_that_meet_on_a_screen_must_differ() {
        slips(
            "[keys.table]\nheat = \"j\"\n",
            &["c.toml:2:8: `j` is `down` of `keys.rows` already, on the same screen"],
        );
        slips(
            "[keys.table]\nheat = \"Z\"\nblank = \"Z\"\n",
            &["c.toml:3:9: `Z` is `heat` of `keys.table` already, on the same screen"],
        );
    }

    #[test]
    fn nobody_is_locked_in() {
        slips(
            "[keys.global]\nquit = []\nhelp = { remove = \"?\" }\n",
            &["c.toml:2:8: `quit` must have a key; write one", "c.toml:3:8: `help` must have a key; write one"],
        );
        slips(
            "[keys.rows]\nfirst = \"ctrl-c\"\n",
            &[
                "c.toml:2:9: `ctrl-c` always leaves; take another key",
                "c.toml:2:9: `ctrl-c` is `quit` of `keys.global` already, on the same screen",
            ],
        );
        slips(
            "[keys.rows]\nfirst = \"ctrl-m\"\n",
            &["c.toml:2:9: a terminal sends `enter` for `ctrl-m`; write `enter`, or take another key"],
        );
        slips("[keys.rows]\nfirst = \"ctrl-G\"\n", &["c.toml:2:9: `ctrl-G` is written `ctrl-g`"]);
    }

    #[test]
    fn the_table_as_it_is_written_reads_back() {
        for lang in [Lang::Zh, Lang::En] {
            let text = written(&Keymap::default(), lang);
            let read = parse(&text, "c.toml", Path::new(""));
            assert_eq!(read.slips, [""; 0]);
            assert_eq!(read.keymap, Some(Keymap::default()));
        }
    }

    #[test]
    fn whatever_is_written_what_is_taken_holds() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/keys");
        let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        assert!(files.len() > 3, "{files:?}");
        for path in files {
            let bytes = std::fs::read(path).unwrap();
            hold(&bytes);
            // Torn anywhere, and each byte another in turn.
            for at in 0..bytes.len() {
                hold(&bytes[..at]);
                for other in [b'"', b'[', b'.', b'=', b'j', b'\n', 0xff] {
                    let mut changed = bytes.clone();
                    changed[at] = other;
                    hold(&changed);
                }
            }
        }
    }

    #[test]
    fn the_names_are_those_people_have_in_their_files() {
        // Renaming an intent in the code must not break a file: this list only grows.
        let text = written(&Keymap::default(), Lang::En);
        for name in
            ["down", "up", "page-down", "where", "next-park", "mark", "sort", "add-park", "compare", "quit", "help"]
        {
            assert!(text.contains(&format!("\n{name} = [")), "{name}");
        }
        assert!(Keymap::default().bindings.iter().any(|binding| super::layer_name(binding.layer) == "global"));
        assert_eq!(super::layer_name(Layer::Siblings), "siblings");
    }
}
