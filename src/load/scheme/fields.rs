//! The keys of a table, taken one by one; what is of the wrong kind or left over is a slip.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::text;
use crate::model::{
    Label, Severity,
    scheme::{Bounds, Method},
};

/// What is wrong in a scheme file, with the offsets of it.
#[derive(Debug, Default)]
pub struct Slips(Vec<(usize, Severity, String)>);

impl Slips {
    /// Something for which the scheme cannot be used.
    pub fn error(&mut self, at: usize, what: String) {
        self.0.push((at, Severity::Error, what));
    }

    /// Something that was passed over.
    pub fn warning(&mut self, at: usize, what: String) {
        self.0.push((at, Severity::Warning, what));
    }

    /// A word that is not in a vocabulary.
    pub fn unknown_word(&mut self, at: usize, key: &str, word: &str, known: &[&str]) {
        let word = text::shown(word);
        self.error(at, format!("`{key}`: `{word}` is not known; write `{}`", known.join("`, `")));
    }

    /// Whether the scheme cannot be used.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|(_, severity, _)| *severity == Severity::Error)
    }

    /// All of them, in the order of the file.
    pub fn sorted(mut self) -> Vec<(usize, Severity, String)> {
        self.0.sort_by_key(|(at, ..)| *at);
        self.0
    }
}

type Value<'i> = Spanned<DeValue<'i>>;

/// A table of the file.
pub struct Fields<'i> {
    /// `group.leaf`: for people.
    path: String,
    /// Where the table begins.
    at: usize,
    left: Vec<(Spanned<std::borrow::Cow<'i, str>>, Value<'i>)>,
    /// Every key that was asked for.
    known: Vec<&'static str>,
}

impl<'i> Fields<'i> {
    pub fn of(table: DeTable<'i>, path: &str, at: usize) -> Self {
        Self { path: path.to_owned(), at, left: table.into_iter().collect(), known: vec![] }
    }

    /// Where a key's value stands; where it is not there, the table.
    pub fn at(&self, key: &str) -> usize {
        let found = self.left.iter().find(|(found, _)| found.get_ref() == key);
        found.map_or(self.at, |(_, value)| value.span().start)
    }

    /// Whether a key is there.
    pub fn has(&self, key: &str) -> bool {
        self.left.iter().any(|(found, _)| found.get_ref() == key)
    }

    fn take(&mut self, key: &'static str) -> Option<Value<'i>> {
        self.known.push(key);
        let place = self.left.iter().position(|(found, _)| found.get_ref() == key)?;
        Some(self.left.swap_remove(place).1)
    }

    /// The key with the tables around it.
    fn full(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn wrong(&self, key: &str, value: &Value<'_>, wanted: &str, slips: &mut Slips) {
        let found = kind(value.get_ref());
        slips.error(value.span().start, format!("`{}`: this is {found}; write {wanted}", self.full(key)));
    }

    /// A text, without what nobody sees.
    pub fn text(&mut self, key: &'static str, slips: &mut Slips) -> Option<String> {
        let value = self.take(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(text::clean(text).into_owned()),
            DeValue::Datetime(date) => Some(date.to_string()),
            _ => {
                self.wrong(key, &value, "a text in quotes", slips);
                None
            }
        }
    }

    /// One text, or a list of them, each with its place.
    pub fn list(&mut self, key: &'static str, slips: &mut Slips) -> Vec<(String, usize)> {
        let Some(value) = self.take(key) else { return vec![] };
        let values = match value.get_ref() {
            DeValue::Array(values) => values.iter().collect(),
            _ => vec![&value],
        };
        let text = |value: &Value<'_>| {
            if let DeValue::String(text) = value.get_ref() {
                return Some((text::clean(text).into_owned(), value.span().start));
            }
            self.wrong(key, value, "texts in quotes", slips);
            None
        };
        values.into_iter().filter_map(text).collect()
    }

    /// A text in both languages, or one for both.
    pub fn label(&mut self, key: &'static str, slips: &mut Slips) -> Option<Label> {
        let value = self.take(key)?;
        let at = value.span().start;
        match value.into_inner() {
            DeValue::String(text) => Some(Label::same(&text::clean(&text))),
            DeValue::Table(table) => {
                let mut both = Fields::of(table, &self.full(key), at);
                let (zh, en) = (both.text("zh", slips), both.text("en", slips));
                both.finish(slips);
                let one = zh.clone().or_else(|| en.clone()).unwrap_or_default();
                Some(Label { zh: zh.unwrap_or_else(|| one.clone()), en: en.unwrap_or(one) })
            }
            other => {
                let what =
                    format!("`{}`: this is {}; write a text, or `{{ zh = …, en = … }}`", self.full(key), kind(&other));
                slips.error(at, what);
                None
            }
        }
    }

    /// A number that is one.
    pub fn number(&mut self, key: &'static str, slips: &mut Slips) -> Option<f64> {
        let value = self.take(key)?;
        let number = number(value.get_ref());
        if number.is_none() {
            self.wrong(key, &value, "a number", slips);
        }
        number
    }

    /// A list of numbers.
    pub fn numbers(&mut self, key: &'static str, slips: &mut Slips) -> Option<Vec<f64>> {
        let value = self.take(key)?;
        let numbers = match value.get_ref() {
            DeValue::Array(values) => values.iter().map(|value| number(value.get_ref())).collect(),
            _ => None,
        };
        if numbers.is_none() {
            self.wrong(key, &value, "a list of numbers", slips);
        }
        numbers
    }

    /// A word of a vocabulary.
    pub fn word<T: Copy, const N: usize>(
        &mut self,
        key: &'static str,
        all: [T; N],
        name: impl Fn(T) -> &'static str,
        slips: &mut Slips,
    ) -> Option<T> {
        let at = self.at(key);
        let word = self.text(key, slips)?;
        let found = all.into_iter().find(|one| name(*one) == word);
        if found.is_none() {
            slips.unknown_word(at, &self.full(key), &word, &all.map(&name));
        }
        found
    }

    /// `normalise = "min-max"`, or a table with its `method` and bounds.
    pub fn method(&mut self, slips: &mut Slips) -> Option<Method> {
        let value = self.take("normalise")?;
        let (at, path) = (value.span().start, self.full("normalise"));
        let mut table = match value.into_inner() {
            DeValue::String(word) => return named(&word, None, at, &path, slips),
            DeValue::Table(table) => Self::of(table, &path, at),
            other => {
                slips.error(at, format!("`{path}`: this is {}; write a method in quotes", kind(&other)));
                return None;
            }
        };
        let word = table.text("method", slips).unwrap_or_default();
        let (low, high) = (table.number("low", slips), table.number("high", slips));
        let (bad, good) = (table.number("bad", slips), table.number("good", slips));
        table.finish(slips);
        named(&word, Some([low, high, bad, good]), at, &path, slips)
    }

    /// The tables of `[[key]]`, each with its own keys.
    pub fn tables(&mut self, key: &'static str, slips: &mut Slips) -> Vec<Self> {
        let Some(value) = self.take(key) else { return vec![] };
        let path = self.full(key);
        let at = value.span().start;
        let DeValue::Array(values) = value.into_inner() else {
            slips.error(at, format!("`{path}`: write `[[{path}]]`, once for each"));
            return vec![];
        };
        let mut tables = vec![];
        for value in values {
            let at = value.span().start;
            match value.into_inner() {
                DeValue::Table(table) => tables.push(Self::of(table, &path, at)),
                other => slips.error(at, format!("`{path}`: this is {}; write `[[{path}]]`", kind(&other))),
            }
        }
        tables
    }

    /// Where the table stands.
    pub const fn place(&self) -> usize {
        self.at
    }

    /// Tells of every key nobody asked for.
    pub fn finish(self, slips: &mut Slips) {
        for (key, _) in &self.left {
            let alike = |known: &&&str| strsim::jaro_winkler(known, key.get_ref());
            let near = self.known.iter().max_by(|a, b| alike(a).total_cmp(&alike(b))).filter(|near| alike(near) > 0.75);
            let way_out = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are `{}`", self.known.join("`, `")),
            };
            let key_name = self.full(&text::clean(key.get_ref()));
            slips.error(key.span().start, format!("`{}` is not known here; {way_out}", text::shown(&key_name)));
        }
    }
}

/// The method of a name, with the bounds it asks for.
fn named(word: &str, bounds: Option<[Option<f64>; 4]>, at: usize, path: &str, slips: &mut Slips) -> Option<Method> {
    let [low, high, bad, good] = bounds.unwrap_or_default();
    let method = match word {
        "min-max" => Method::MinMax,
        "z-score" => Method::ZScore,
        "rank" => Method::Rank,
        "percentile" => Method::Percentile,
        "leader" => Method::Leader,
        "goalposts" => match (low, high) {
            (Some(low), Some(high)) if low < high => Method::Goalposts { low, high },
            _ => {
                slips.error(at, format!("`{path}`: goalposts need `low` and `high`, `low` the less of the two"));
                return None;
            }
        },
        "efficacy" => match (bad, good) {
            (None, None) => Method::Efficacy(None),
            (Some(bad), Some(good)) if (bad - good).abs() > 0.0 => Method::Efficacy(Some(Bounds { bad, good })),
            _ => {
                let what = "needs both `bad` (不允许值) and `good` (满意值), not the same, or neither";
                slips.error(at, format!("`{path}`: the efficacy coefficient {what}"));
                return None;
            }
        },
        other => {
            slips.unknown_word(at, path, other, &Method::NAMES);
            return None;
        }
    };
    let (posts, limits) = (low.is_some() || high.is_some(), bad.is_some() || good.is_some());
    if (posts && word != "goalposts") || (limits && word != "efficacy") {
        slips.error(at, format!("`{path}`: `low` and `high` are for goalposts, `bad` and `good` for efficacy"));
    }
    Some(method)
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    let text = match value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        _ => return None,
    };
    text.replace('_', "").parse().ok().filter(|number: &f64| number.is_finite() && number.abs() < 1e15)
}

/// What a value is, in words.
pub const fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
