//! Columns that are computed: a formula over indicators, and the indicator that comes of it.
#![expect(dead_code, reason = "columns come next")]

use std::sync::Arc;

use super::{
    Amount, Names,
    amount::{Counted, Reader},
    names::{called, in_one_money},
    parse::{Comparison, Node, What, parse},
    slip::{Slip, Span, Wrong},
};
use crate::model::{Adds, Better, Catalog, Category, Indicator, IndicatorId, Label, Lang, Nature, Period, Unit};

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
    /// With the slugs of its indicators: what it is, for other programs.
    definition: String,
    inputs: Vec<IndicatorId>,
    amount: Amount,
    times: f64,
}

impl Formula {
    /// As it was typed, with its name.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// With the slugs of its indicators.
    pub fn definition(&self) -> &str {
        &self.definition
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

/// The computed indicator a text defines: `出口/营收`, or with a name, `出口依存度 = 出口/营收`.
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
    let definition =
        said(&|about| about.formula.as_ref().map_or_else(|| about.slug.clone(), |f| format!("({})", f.definition)));
    let slug = name.as_ref().map_or_else(|| definition.clone(), |(name, _)| name.clone());
    let at = name.as_ref().map_or(tree.at, |(_, at)| *at);
    let is_other = |id: IndicatorId| !catalog.indicator(id).is_computed();
    if name.is_some() && called(catalog, &slug).is_some_and(is_other) {
        return Err(Slip::new(at, Wrong::Taken(slug)));
    }
    let formed = Label {
        zh: said(&|about| about.short.get(Lang::Zh).to_owned()),
        en: said(&|about| about.short.get(Lang::En).to_owned()),
    };
    let shown = name.map_or_else(|| formed.clone(), |(name, _)| Label::same(&name));
    let (unit, times) = counted.of.read_in(counted.by);
    let better = better(&counted, &reader.inputs, catalog);
    let is_share = unit.is_percent();
    let formula =
        Formula { text: text.trim().to_owned(), definition, inputs: reader.inputs, amount: counted.amount, times };
    Ok(Indicator {
        slug,
        name: shown.clone(),
        short: shown,
        better,
        category: Category::Other,
        nature: if is_share { Nature::Ratio } else { Nature::Index },
        adds: Adds::Never,
        decimals: decimals(&unit),
        about: formed,
        unit,
        formula: Some(Arc::new(formula)),
        ..Indicator::default()
    })
}

const fn decimals(_: &Unit) -> u8 {
    2
}

/// Over what is neither good nor bad it goes the way of what is divided, as per head does.
fn better(counted: &Counted, inputs: &[IndicatorId], catalog: &Catalog) -> Better {
    fn leading(amount: &Amount) -> Option<usize> {
        match amount {
            Amount::Figure(place) => Some(*place),
            Amount::Quotient(pair) => leading(&pair.0),
            Amount::Product(pair) if pair.1.is_number() => leading(&pair.0),
            _ => None,
        }
    }
    leading(&counted.amount).map_or(Better::Neither, |place| catalog.indicator(inputs[place]).better)
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
