//! Keys written on the command line: `j space "滨江" enter`, `:compare space "滨江" enter`.

use crossterm::event::KeyEvent;

use crate::{
    app::keymap,
    error::{Error, Result},
};

/// The keys of a text: names of keys apart by blanks, texts to type in quotes, and `:` with a command behind it.
pub fn pressed(text: &str) -> Result<Vec<KeyEvent>> {
    let mut keys = vec![];
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let quoted = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
        let is_whole = |(_, after): &(&str, &str)| after.is_empty() || after.starts_with(char::is_whitespace);
        if let Some((word, after)) = quoted.filter(is_whole) {
            keys.extend(typed(word));
            rest = after.trim_start();
            continue;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        match (keymap::key(name), name.strip_prefix(':')) {
            (Some(key), _) => keys.push(key),
            (None, Some(_)) => keys.extend(typed(name)),
            (None, None) => {
                return Err(Error::Usage(format!(
                    "`{name}` is no key; write `j`, `space`, `pgdn`, `ctrl-l`, `:command`, or a text to type in quotes: `\"滨江\"`"
                )));
            }
        }
        rest = after.trim_start();
    }
    Ok(keys)
}

fn typed(word: &str) -> impl Iterator<Item = KeyEvent> {
    word.chars().filter_map(|c| keymap::key(&c.to_string()))
}

#[cfg(test)]
mod tests {
    use super::pressed;
    use crate::app::keymap;

    #[test]
    fn keys_texts_and_commands_are_read() {
        for (text, expect) in [
            ("j j space 4", "j j space 4"),
            ("a \"滨江\" enter", "a 滨 江 enter"),
            ("\"a b\"", "a space b"),
            (":year space \"2022\"", ": y e a r space 2 0 2 2"),
            (": \"对标 滨江\" enter", ": 对 标 space 滨 江 enter"),
            ("ctrl-p  esc", "ctrl-p esc"),
            ("\" \"", "space"),
            ("\" j", "\" j"),
            ("", ""),
        ] {
            let keys: Vec<String> = pressed(text).unwrap().iter().filter_map(keymap::name).collect();
            assert_eq!(keys.join(" "), expect, "{text}");
        }
        for wrong in ["滨江", "j k5", "\"滨江", "\"a\"b"] {
            assert!(pressed(wrong).is_err(), "{wrong}");
        }
    }
}
