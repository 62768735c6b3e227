//! Columns that are computed: a formula over indicators, and the indicator that comes of it.

use std::sync::Arc;

use super::{
    Amount, Names,
    amount::{Counted, Reader},
    attribute::Attribute,
    names::{called, in_one_money},
    parse::{Comparison, Node, What, parse},
    slip::{Slip, Span, Wrong},
};
use crate::model::{Adds, Better, Catalog, Category, Indicator, IndicatorId, Label, Lang, Nature, Period};

/// Amounts of the indicators of one park and one period.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    pub inputs: Vec<IndicatorId>,
    /// The period asked for; none: by the rule that holds.
    pub period: Option<Period>,
}

/// What a computed indicator is computed by.
#[derive(Clone, PartialEq, Debug)]
pub struct Formula {
    /// As it was typed, with its name.
    text: String,
    /// With the short names of its indicators.
    said: Label,
    inputs: Vec<IndicatorId>,
    amount: Amount,
    times: f64,
}

impl Formula {
    /// As it was typed, with its name.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The formula with the short names of its indicators: `出口总额 / 营收`.
    pub fn said(&self, lang: Lang) -> &str {
        self.said.get(lang)
    }

    /// The indicators in it, each once.
    pub fn inputs(&self) -> &[IndicatorId] {
        &self.inputs
    }

    /// The arithmetic, each figure by its place among the inputs and in its own unit.
    pub const fn amount(&self) -> &Amount {
        &self.amount
    }

    /// What turns the amount into the unit of the column.
    pub const fn times(&self) -> f64 {
        self.times
    }

    /// The formula with a word for each input, for its story: `(a − b) ÷ c`.
    pub fn written(&self, word: &dyn Fn(usize) -> String) -> String {
        written(&self.amount, word, 0)
    }
}

/// The computed indicator a text defines: `出口/营收`, or with a name, `出口依存度 = 出口/营收`. Its figures are of one park, one period
/// and, as far as the catalogue says, one perimeter.
pub fn column(text: &str, scope: Names<'_>) -> Result<Indicator, Slip> {
    let tree = parse(text)?;
    let (name, tree) = match tree.what {
        What::Compare(Comparison::Equal, _, pair) => match pair.0.what {
            What::Name { text, period: None, .. } => (Some((text, pair.0.at)), pair.1),
            _ => return Err(Slip::new(tree.at, Wrong::NotAnAmount)),
        },
        what => (None, Node { at: tree.at, what }),
    };
    let read = |money| {
        let mut reader = Reader::new(scope, money);
        reader.amount(&tree).map(|counted| (counted, reader))
    };
    let (counted, reader) = in_one_money(scope.catalog, read)?;
    if let Some((_, at)) = reader.period {
        return Err(Slip::new(at, Wrong::NoPeriodHere));
    }
    if reader.inputs.is_empty() {
        return Err(Slip::new(tree.at, Wrong::NoFigure));
    }
    let catalog = scope.catalog;
    let said = |word: &dyn Fn(&Indicator) -> String| replaced(text, tree.at, &reader.found, catalog, word);
    let slug = name.as_ref().map_or_else(|| said(&|about| about.slug.clone()), |(name, _)| name.trim().to_owned());
    let at = name.as_ref().map_or(tree.at, |(_, at)| *at);
    if called(catalog, &slug).is_some() || Attribute::named(&slug).is_some() {
        return Err(Slip::new(at, Wrong::Taken(slug)));
    }
    let formed = Label {
        zh: said(&|about| about.short.get(Lang::Zh).to_owned()),
        en: said(&|about| about.short.get(Lang::En).to_owned()),
    };
    let shown = name.map_or_else(|| formed.clone(), |(name, _)| Label::same(name.trim()));
    let (unit, times) = counted.of.read_in(counted.by);
    let inputs: Vec<&Indicator> = reader.inputs.iter().map(|id| catalog.indicator(*id)).collect();
    let Made { nature, adds, ratio } = Made::of(&counted.amount, &reader.inputs, &inputs);
    let indicator = Indicator {
        slug,
        name: shown.clone(),
        short: shown,
        better: better(&counted, &inputs),
        category: Category::Other,
        nature,
        adds,
        numerator: ratio.map(|(over, _)| over),
        denominator: ratio.map(|(_, under)| under),
        decimals: if adds == Adds::Sum { inputs.iter().map(|about| about.decimals).max().unwrap_or(2) } else { 2 },
        scope: inputs.iter().find(|about| about.is_above_size()).and_then(|about| about.scope.clone()),
        about: formed.clone(),
        unit,
        ..Indicator::default()
    };
    let formula =
        Formula { text: text.trim().to_owned(), said: formed, inputs: reader.inputs, amount: counted.amount, times };
    Ok(Indicator { formula: Some(Arc::new(formula)), ..indicator })
}

/// What sort of quantity a formula comes to.
struct Made {
    nature: Nature,
    adds: Adds,
    /// One indicator over another, both of which add up.
    ratio: Option<(IndicatorId, IndicatorId)>,
}

impl Made {
    fn of(amount: &Amount, ids: &[IndicatorId], inputs: &[&Indicator]) -> Self {
        let all_add = inputs.iter().all(|about| about.adds == Adds::Sum);
        let nature = inputs[0].nature;
        if all_add && is_linear(amount) && inputs.iter().all(|about| about.nature == nature) {
            return Self { nature, adds: Adds::Sum, ratio: None };
        }
        let ratio = match amount {
            Amount::Quotient(pair) => match (&pair.0, &pair.1) {
                (Amount::Figure(over), Amount::Figure(under)) if all_add => Some((ids[*over], ids[*under])),
                _ => None,
            },
            _ => None,
        };
        let adds = if ratio.is_some() { Adds::Ratio } else { Adds::Never };
        Self { nature: Nature::Ratio, adds, ratio }
    }
}

/// Whether it is so many times each of some figures, added: what comes of sums is then the sum of what comes.
fn is_linear(amount: &Amount) -> bool {
    match amount {
        Amount::Figure(_) => true,
        Amount::Number(_) => false,
        Amount::Minus(of) => is_linear(of),
        Amount::Sum(pair, _) => is_linear(&pair.0) && is_linear(&pair.1),
        Amount::Product(pair) => {
            (is_linear(&pair.0) && pair.1.is_number()) || (pair.0.is_number() && is_linear(&pair.1))
        }
        Amount::Quotient(pair) => is_linear(&pair.0) && pair.1.is_number(),
    }
}

/// Over what is neither good nor bad it goes the way of what is divided, as per head does.
fn better(counted: &Counted, inputs: &[&Indicator]) -> Better {
    fn leading(amount: &Amount) -> Option<usize> {
        match amount {
            Amount::Figure(place) => Some(*place),
            Amount::Quotient(pair) => leading(&pair.0),
            Amount::Product(pair) if pair.1.is_number() => leading(&pair.0),
            _ => None,
        }
    }
    leading(&counted.amount).map_or(Better::Neither, |place| inputs[place].better)
}

/// A part of the text with another word for each of its names.
pub fn replaced(
    text: &str,
    part: Span,
    found: &[(Span, IndicatorId)],
    catalog: &Catalog,
    word: &dyn Fn(&Indicator) -> String,
) -> String {
    let mut found: Vec<_> = found.iter().filter(|(at, _)| part.from <= at.from && at.to <= part.to).collect();
    found.sort_by_key(|(at, _)| at.from);
    let mut said = String::new();
    let mut from = part.from;
    for (at, id) in found {
        said.push_str(&Span::new(from, at.from.max(from)).of(text));
        said.push_str(&word(catalog.indicator(*id)));
        from = at.to;
    }
    said.push_str(&Span::new(from, part.to).of(text));
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An amount in signs; brackets stand where a looser one lies in a tighter one.
fn written(amount: &Amount, word: &dyn Fn(usize) -> String, tightness: u8) -> String {
    let (words, own) = match amount {
        Amount::Figure(place) => return word(*place),
        Amount::Number(value) => return value.to_string(),
        Amount::Minus(of) => (format!("−{}", written(of, word, 3)), 1),
        Amount::Sum(pair, times) => {
            let sign = if *times < 0.0 { '−' } else { '+' };
            let factor =
                if times.abs().total_cmp(&1.0).is_eq() { String::new() } else { format!("{} × ", times.abs()) };
            let (left, right) = (written(&pair.0, word, 1), written(&pair.1, word, 2));
            (format!("{left} {sign} {factor}{right}"), 1)
        }
        Amount::Product(pair) => (format!("{} × {}", written(&pair.0, word, 2), written(&pair.1, word, 2)), 2),
        Amount::Quotient(pair) => (format!("{} ÷ {}", written(&pair.0, word, 2), written(&pair.1, word, 3)), 2),
    };
    if own < tightness { format!("({words})") } else { words }
}
