//! A line that was typed, as a command and what its words mean; or which word is wrong, and why.

use std::ops::Range;

use super::{Command, Count, Kind, Value, known::Known, named};

/// A word of a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// What it says, without quotes.
    pub text: String,
    /// Its bytes in the line, quotes and all.
    pub place: Range<usize>,
}

/// The word that is wrong, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    pub place: Range<usize>,
    pub why: String,
}

/// The words of a line; a name of several words stands in quotes, of whatever kind people type.
pub fn words(line: &str) -> Vec<Word> {
    let mut words = vec![];
    let mut open: Option<Word> = None;
    let mut is_quoted = false;
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        if matches!(c, '"' | '“' | '”' | '＂') {
            is_quoted = !is_quoted;
            open.get_or_insert_with(|| Word { text: String::new(), place: at..end }).place.end = end;
        } else if !is_quoted && c.is_whitespace() {
            words.extend(open.take());
        } else {
            let word = open.get_or_insert_with(|| Word { text: String::new(), place: at..end });
            word.text.push(c);
            word.place.end = end;
        }
    }
    words.extend(open);
    words
}

/// What a line asks for.
pub fn parse(line: &str, known: &Known<'_>) -> Result<(&'static Command, Vec<Value>), Wrong> {
    let words = words(line);
    let Some(first) = words.first() else {
        return Err(Wrong { place: 0..0, why: known.t("输入命令", "type a command").to_owned() });
    };
    let Some(command) = named(&first.text) else {
        return Err(Wrong { place: first.place.clone(), why: known.no_command(&first.text) });
    };
    let mut values = vec![];
    let mut rest = words.iter().skip(1).peekable();
    for argument in command.takes {
        if argument.kind.is_rest() {
            // As it stands: what is typed here has rules of its own.
            let from = rest.peek().map_or(line.len(), |word| word.place.start);
            let text = line.get(from..).unwrap_or_default().trim_end();
            if !text.is_empty() {
                values.push(
                    known
                        .rest(argument.kind, text)
                        .map_err(|Wrong { place, why }| Wrong { place: from + place.start..from + place.end, why })?,
                );
            }
            rest = words.iter().skip(words.len()).peekable();
        }
        let most = if matches!(argument.count, Count::Some | Count::Any) { usize::MAX } else { 1 };
        let mut taken = vec![];
        for word in rest.by_ref().take(most) {
            // Several may stand with commas between them, as on the command line.
            let is_list = most > 1 && matches!(argument.kind, Kind::Park | Kind::Indicator);
            let parts = word.text.split(|c| is_list && matches!(c, ',' | '，' | '、')).filter(|part| !part.is_empty());
            for part in parts {
                let value = known.value(argument.kind, part);
                taken.push(value.map_err(|why| Wrong { place: word.place.clone(), why })?);
            }
        }
        let is_missing = taken.is_empty() && !matches!(values.last(), Some(Value::Text(_)));
        if is_missing && matches!(argument.count, Count::One | Count::Some) {
            let usage = command.usage(known.lang, "...");
            let why = known.t("还缺: ", "more is needed: ").to_owned() + &usage;
            return Err(Wrong { place: line.len()..line.len(), why });
        }
        values.extend(taken);
    }
    match rest.next() {
        Some(word) => {
            let why = format!("`{}`: {}", word.text, known.t("多余", "one word too many"));
            Err(Wrong { place: word.place.clone(), why })
        }
        None => Ok((command, values)),
    }
}
