//! Typed commands: what they are called, what they take and what they do.
//!
//! A new one is a row in [`table`]: names, what it takes, a line of help, and a function of the app.

pub mod known;
pub mod parse;
pub mod table;

pub use table::COMMANDS;

use super::{App, Effect};
use crate::{
    intent::Intent,
    model::{At, Form, IndicatorId, Lang, ParkId, SchemeId},
    screen::Scope,
};

/// One command.
pub struct Command {
    /// What it is called in Chinese and in English; the first is shown.
    pub names: (&'static [&'static str], &'static [&'static str]),
    pub takes: &'static [Argument],
    pub help: (&'static str, &'static str),
    /// Does it, or says why it cannot be done.
    pub run: fn(&mut App, &[Value]) -> Result<Vec<Effect>, String>,
}

impl Command {
    /// What it is called in one language.
    pub fn name(&self, lang: Lang) -> &'static str {
        lang.pick(self.names.0, self.names.1).first().copied().unwrap_or_default()
    }

    /// How it is typed: `compare park…`.
    pub fn usage(&self, lang: Lang, ellipsis: &str) -> String {
        let argument = |argument: &Argument| {
            let (zh, en) = argument.kind.words();
            let word = lang.pick(zh, en);
            match argument.count {
                Count::One => format!(" {word}"),
                Count::Maybe => format!(" [{word}]"),
                Count::Some => format!(" {word}{ellipsis}"),
                Count::Any => format!(" [{word}{ellipsis}]"),
            }
        };
        self.name(lang).to_owned() + &self.takes.iter().map(argument).collect::<String>()
    }

    /// Whether it can be done without another word.
    pub fn is_whole(&self) -> bool {
        self.takes.iter().all(|argument| matches!(argument.count, Count::Maybe | Count::Any))
    }

    /// The argument that the word of that place is for, not counting the command's name.
    pub fn argument(&self, place: usize) -> Option<&Argument> {
        let goes_on = |last: &&Argument| last.kind.is_rest() || matches!(last.count, Count::Some | Count::Any);
        let last = self.takes.last().filter(goes_on);
        self.takes.get(place).or(last)
    }
}

/// What is typed after a command.
pub struct Argument {
    pub kind: Kind,
    pub count: Count,
}

/// How many there are; several only come last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Count {
    One,
    /// One or none.
    Maybe,
    /// One or more.
    Some,
    /// Any number, none as well.
    Any,
}

/// What a word means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Park,
    Indicator,
    Group,
    Scheme,
    Form,
    Screen,
    /// `2022`, `2019-2023`, `2022-05`, `latest`.
    Period,
    /// One of these, each by its names: Chinese, English, and others.
    Choice(&'static [&'static [&'static str]]),
    /// All that is left of the line, as it is.
    Text,
    /// The same, read as a condition.
    Condition,
    /// The same, as the name of a saved view.
    View,
    /// The same, as a file whose ending says its form.
    File,
}

impl Kind {
    /// What it is called where its place is shown.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Park => ("园区", "park"),
            Self::Indicator => ("指标", "indicator"),
            Self::Group => ("范围", "group"),
            Self::Scheme => ("方案", "scheme"),
            Self::Form => ("算法", "form"),
            Self::Screen => ("界面", "screen"),
            Self::Period => ("时期", "period"),
            Self::Choice(_) => ("选项", "choice"),
            Self::Text => ("文字", "text"),
            Self::Condition => ("条件", "condition"),
            Self::View => ("视图", "view"),
            Self::File => ("文件", "file"),
        }
    }

    /// Whether it takes all that is left of the line.
    pub const fn is_rest(self) -> bool {
        matches!(self, Self::Text | Self::Condition | Self::View | Self::File)
    }
}

/// What a word meant.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    Park(ParkId),
    Indicator(IndicatorId),
    Group(Scope),
    Scheme(SchemeId),
    Form(Form),
    /// The intent that opens it.
    Screen(Intent),
    Period(At),
    /// The place in the list of choices.
    Choice(usize),
    Text(String),
}

/// The command of that name, in whatever language.
pub fn named(name: &str) -> Option<&'static Command> {
    let name = name.to_lowercase();
    COMMANDS.iter().find(|command| command.names.0.iter().chain(command.names.1).any(|other| *other == name))
}
