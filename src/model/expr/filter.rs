//! Which parks are shown: tests of what the catalogue says of them, and of their figures.

use std::cmp::Ordering;

use super::{
    Amount, Names, Truth,
    amount::{Counted, Reader},
    attribute::Attribute,
    formula::{Figure, replaced},
    names::in_one_money,
    parse::{Comparison, Node, What, parse},
    slip::{Slip, Span, Wrong},
};
use crate::model::{IndicatorId, Label, Lang};

/// A filter, understood.
#[derive(Clone, PartialEq, Debug)]
pub struct Filter {
    /// As it was typed.
    pub text: String,
    /// The same with the indicators by their short names, so that one sees which were meant.
    pub said: Label,
    pub test: Test,
    /// Whether it asks which parks are marked.
    pub is_of_marks: bool,
}

/// What is asked of a park.
#[derive(Clone, PartialEq, Debug)]
pub enum Test {
    /// Settled by the catalogue, park by park.
    Parks(Vec<Truth>),
    Marked,
    /// Whether there is a figure.
    Has(Figure),
    /// Two amounts in one unit.
    Compare(Figure, Comparison, Box<(Amount, Amount)>),
    Not(Box<Self>),
    Both(Box<(Self, Self)>),
    Either(Box<(Self, Self)>),
}

impl Filter {
    /// The filter a text asks for.
    pub fn read(text: &str, scope: Names<'_>) -> Result<Self, Slip> {
        let tree = parse(text)?;
        let mut reader = Tests { scope, text, found: vec![], is_of_marks: false };
        let asked = reader.test(&tree)?;
        let whole = Span::new(0, text.chars().count());
        let said =
            |lang: Lang| replaced(text, whole, &reader.found, scope.catalog, &|about| about.short.get(lang).to_owned());
        let said = Label { zh: said(Lang::Zh), en: said(Lang::En) };
        Ok(Self { text: text.trim().to_owned(), said, test: asked, is_of_marks: reader.is_of_marks })
    }
}

struct Tests<'a> {
    scope: Names<'a>,
    text: &'a str,
    found: Vec<(Span, IndicatorId)>,
    is_of_marks: bool,
}

impl Tests<'_> {
    fn test(&mut self, node: &Node) -> Result<Test, Slip> {
        match &node.what {
            What::Both(pair) => Ok(Test::Both(Box::new((self.test(&pair.0)?, self.test(&pair.1)?)))),
            What::Either(pair) => Ok(Test::Either(Box::new((self.test(&pair.0)?, self.test(&pair.1)?)))),
            What::Not(of) => Ok(Test::Not(Box::new(self.test(of)?))),
            What::Compare(comparison, at, pair) => self.compare(*comparison, *at, &pair.0, &pair.1),
            What::Contains(at, pair) => {
                let Some(attribute) = attribute(&pair.0) else {
                    // Who misspelt the property is told so.
                    self.amount(&pair.0)?;
                    return Err(Slip::new(*at, Wrong::NotForFigures));
                };
                let words = self.value(&pair.1);
                Ok(Test::Parks(attribute.contains(&words, pair.1.at, self.scope.catalog)?))
            }
            What::In(of, list) => {
                let mut any: Option<Test> = None;
                for value in list {
                    let test = self.compare(Comparison::Equal, of.at, of, value)?;
                    any = Some(match any {
                        None => test,
                        Some(before) => Test::Either(Box::new((before, test))),
                    });
                }
                any.ok_or_else(|| Slip::new(node.at, Wrong::NoOperand))
            }
            What::Has(of) => self.has(of),
            What::Missing(of) => Ok(Test::Not(Box::new(self.has(of)?))),
            What::Name { .. } if attribute(node) == Some(Attribute::Marked) => {
                self.is_of_marks = true;
                Ok(Test::Marked)
            }
            What::Number(..) | What::Name { .. } | What::Minus(_) | What::Math(..) => {
                if attribute(node).is_none() {
                    self.amount(node)?;
                }
                Err(Slip::new(node.at, Wrong::NotATest))
            }
        }
    }

    fn has(&mut self, of: &Node) -> Result<Test, Slip> {
        if let Some(attribute) = attribute(of) {
            return Ok(Test::Parks(attribute.known(self.scope.catalog)));
        }
        if !matches!(of.what, What::Name { .. }) {
            return Err(Slip::new(of.at, Wrong::NotAnIndicator));
        }
        let (_, figure) = self.amount(of)?;
        Ok(Test::Has(figure))
    }

    fn amount(&mut self, node: &Node) -> Result<(Counted, Figure), Slip> {
        let mut reader = Reader::new(self.scope, None);
        let counted = reader.amount(node)?;
        self.find(&reader.found);
        Ok((counted, Figure { inputs: reader.inputs, period: reader.period.map(|(period, _)| period) }))
    }

    /// What is typed as the value of a property: a name, or anything else as it stands.
    fn value(&self, node: &Node) -> String {
        match &node.what {
            What::Name { text, period: None, .. } => text.clone(),
            _ => node.at.of(self.text).trim().to_owned(),
        }
    }

    fn compare(&mut self, comparison: Comparison, at: Span, left: &Node, right: &Node) -> Result<Test, Slip> {
        match attribute(left) {
            Some(Attribute::Founded) => self.founded(comparison, right),
            Some(attribute) => {
                let is_not = match comparison {
                    Comparison::Equal => false,
                    Comparison::NotEqual => true,
                    _ => return Err(Slip::new(at, Wrong::NotForWords(attribute.label()))),
                };
                let test = Test::Parks(attribute.is(&self.value(right), right.at, &self.scope)?);
                Ok(if is_not { Test::Not(Box::new(test)) } else { test })
            }
            None => self.compare_amounts(comparison, at, left, right),
        }
    }

    fn founded(&self, comparison: Comparison, right: &Node) -> Result<Test, Slip> {
        let year = match &right.what {
            What::Number(year, None) => *year,
            What::Number(year, Some((unit, _))) if unit == "年" => *year,
            _ => return Err(Slip::new(right.at, Wrong::Number)),
        };
        let parks = &self.scope.catalog.parks;
        if parks.iter().all(|park| park.founded.is_none()) {
            return Err(Slip::new(right.at, Wrong::NobodySays(Attribute::Founded.label())));
        }
        let is = |founded: i32| Truth::of(comparison.holds(f64::from(founded).total_cmp(&year)));
        Ok(Test::Parks(parks.iter().map(|park| park.founded.map_or(Truth::Missing, is)).collect()))
    }

    fn compare_amounts(&mut self, comparison: Comparison, at: Span, left: &Node, right: &Node) -> Result<Test, Slip> {
        let scope = self.scope;
        let read = |money| compared(scope, comparison, at, [left, right], money);
        let (test, found) = in_one_money(scope.catalog, read)?;
        self.find(&found);
        Ok(test)
    }

    fn find(&mut self, found: &[(Span, IndicatorId)]) {
        // 100 < x < 200 names x once and compares it twice.
        self.found.extend(found.iter().filter(|one| !self.found.contains(one)).copied().collect::<Vec<_>>());
    }
}

/// Two amounts compared in one unit, and the indicators their names mean.
fn compared(
    scope: Names<'_>,
    comparison: Comparison,
    at: Span,
    [left, right]: [&Node; 2],
    money: Option<&'static str>,
) -> Result<(Test, Vec<(Span, IndicatorId)>), Slip> {
    let mut reader = Reader::new(scope, money);
    let (one, other) = (reader.amount(left)?, reader.amount(right)?);
    let (one, other) = (beside(one.clone(), &other, left.at)?, beside(other, &one, right.at)?);
    let Some(times) = one.of.from(&other.of) else {
        return Err(differ(&one, &other, [left, right], at));
    };
    let figure = Figure { inputs: reader.inputs, period: reader.period.map(|(period, _)| period) };
    Ok((Test::Compare(figure, comparison, Box::new((one.amount, other.amount.times(times)))), reader.found))
}

/// The property a bare name stands for.
fn attribute(node: &Node) -> Option<Attribute> {
    match &node.what {
        What::Name { text, is_quoted: false, period: None } => Attribute::named(text),
        _ => None,
    }
}

/// A number without a unit is in the unit of what it stands beside, 1000亿 in its money or its people.
fn beside(one: Counted, other: &Counted, at: Span) -> Result<Counted, Slip> {
    if other.is_plain || other.step.is_some() {
        return Ok(one);
    }
    let is_bare = other.of.own_unit().is_none() && other.of.is_number();
    let of = other.of.clone();
    match one.step {
        _ if is_bare => Ok(one),
        Some(value) => match of.of_step(value) {
            Some(smallest) => Ok(Counted { amount: Amount::Number(of.of_smallest(smallest)), of, ..one }),
            None => Err(Slip::new(at, Wrong::UnitUnsaid)),
        },
        None if one.is_plain => {
            let (_, times) = of.read_in(1.0);
            Ok(Counted { amount: one.amount.times(1.0 / times), of, ..one })
        }
        None => Ok(one),
    }
}

/// Two amounts of different kinds: where one is a number, its unit is what is wrong.
fn differ(one: &Counted, other: &Counted, nodes: [&Node; 2], at: Span) -> Slip {
    for (node, own) in [(nodes[1], &one.of), (nodes[0], &other.of)] {
        if let What::Number(_, Some((unit, at))) = &node.what {
            return Slip::new(*at, Wrong::UnitDiffers { has: unit.clone(), own: own.words() });
        }
    }
    Slip::new(at, Wrong::Differ { one: one.of.words(), other: other.of.words() })
}

impl Comparison {
    /// Whether it holds of two numbers that stand so.
    pub const fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Greater => order.is_gt(),
            Self::GreaterEqual => order.is_ge(),
            Self::Less => order.is_lt(),
            Self::LessEqual => order.is_le(),
        }
    }
}
