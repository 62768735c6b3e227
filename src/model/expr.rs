//! Expressions people type: which parks to show (`省=浙江 and 营收>1000亿`), and columns to compute (`出口/营收`).
//!
//! A text becomes tokens (`lex`), these a tree (`parse`), and the tree a [`Filter`] or a [`Formula`] where every name is one
//! of the catalogue and every unit fits (`filter`, `formula`). Places in the text are counted in characters.

use super::{Catalog, IndicatorId};

mod amount;
mod attribute;
mod filter;
mod formula;
mod lex;
mod names;
mod parse;
mod quantity;
mod slip;
#[cfg(test)]
mod tests;
#[cfg(any(test, fuzzing))]
pub mod trial;

pub use amount::Amount;
pub use attribute::properties;
pub use filter::{Filter, Test};
pub use formula::{Figure, Formula, column};
pub use parse::Comparison;
pub use slip::Slip;

/// What names may mean: the catalogue, and how many parks have an indicator, which decides between several of one name.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    pub catalog: &'a Catalog,
    pub parks_with: &'a dyn Fn(IndicatorId) -> usize,
}

/// A name as it is typed, so that it is read as one: in brackets where it has blanks or signs.
pub fn written(name: &str) -> String {
    let is_word =
        matches!(lex::tokens(name).as_deref(), Ok([lex::Token { kind: lex::Kind::Word(word), .. }]) if word == name);
    if is_word { name.to_owned() } else { format!("[{name}]") }
}

/// True, false, or why nobody can say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Truth {
    Yes,
    No,
    /// There is no figure, or the catalogue does not say.
    Missing,
    /// The figure is a bound or a round one, and the truth lies on either side.
    Unsure,
}

impl Truth {
    /// Of what is known.
    pub const fn of(is_so: bool) -> Self {
        if is_so { Self::Yes } else { Self::No }
    }

    /// Both are so: one that is not settles it.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Missing, _) | (_, Self::Missing) => Self::Missing,
            (Self::Unsure, _) | (_, Self::Unsure) => Self::Unsure,
            (Self::Yes, Self::Yes) => Self::Yes,
        }
    }

    /// One of them is so: one that is settles it.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// The contrary; what nobody can say stays so.
    #[must_use]
    pub const fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            open => open,
        }
    }
}
