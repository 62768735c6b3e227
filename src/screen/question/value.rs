//! A question as it is kept and sent: names and what was chosen for each.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A question: which screen, and what was chosen, by stable names. What is not said is as it is at the start.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Question {
    pub screen: String,
    #[serde(flatten)]
    pub said: BTreeMap<String, Said>,
}

/// What was chosen for one thing.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Said {
    Flag(bool),
    Number(i64),
    List(Vec<String>),
    Text(String),
}

impl Question {
    /// Whether they ask the same, wherever the cursor is. The park and the indicator one looks at go with the cursor where
    /// a screen has one; where it has none, they are what is asked.
    pub fn is_same_but_for_the_cursor(&self, other: &Self) -> bool {
        let moved = |name: &str| self.said.get(name) != other.said.get(name);
        let (row, column) = (moved("cursor"), moved("column"));
        let follows = |name: &str| match name {
            "cursor" | "column" => true,
            "park" => row,
            "indicator" => row || column,
            _ => false,
        };
        let mut names = self.said.keys().chain(other.said.keys());
        self.screen == other.screen && names.all(|name| follows(name) || !moved(name))
    }
}
