//! The arithmetic of an expression with every name found and every unit worked out.

use super::{
    Names,
    parse::{Math, Node, What},
    quantity::Quantity,
    slip::{Slip, Span, Wrong},
};
use crate::model::{IndicatorId, Period, Unit, unit::Dimension};

/// Arithmetic over figures, each given by its place among them and in its own unit.
#[derive(Clone, PartialEq, Debug)]
pub enum Amount {
    Figure(usize),
    Number(f64),
    Minus(Box<Self>),
    /// The first and so many times the second: units of one kind differ in their steps.
    Sum(Box<(Self, Self)>, f64),
    Product(Box<(Self, Self)>),
    Quotient(Box<(Self, Self)>),
}

impl Amount {
    /// So many times this.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        if factor.total_cmp(&1.0).is_eq() { self } else { Self::Product(Box::new((self, Self::Number(factor)))) }
    }

    /// Whether no figure is in it.
    pub fn is_number(&self) -> bool {
        match self {
            Self::Figure(_) => false,
            Self::Number(_) => true,
            Self::Minus(of) => of.is_number(),
            Self::Sum(pair, _) | Self::Product(pair) | Self::Quotient(pair) => pair.0.is_number() && pair.1.is_number(),
        }
    }

    fn moved(&self, places: &[usize]) -> Self {
        let pair = |pair: &(Self, Self)| Box::new((pair.0.moved(places), pair.1.moved(places)));
        match self {
            Self::Figure(place) => Self::Figure(places[*place]),
            Self::Number(value) => Self::Number(*value),
            Self::Minus(of) => Self::Minus(Box::new(of.moved(places))),
            Self::Sum(of, times) => Self::Sum(pair(of), *times),
            Self::Product(of) => Self::Product(pair(of)),
            Self::Quotient(of) => Self::Quotient(pair(of)),
        }
    }
}

/// Reads amounts, and gathers the indicators in them.
pub struct Reader<'a> {
    pub scope: Names<'a>,
    pub inputs: Vec<IndicatorId>,
    /// The period all of them are asked for.
    pub period: Option<(Period, Span)>,
    /// The money that names of several indicators are taken in.
    money: Option<&'static str>,
    /// Names found, with their places, to write the expression as it was understood.
    pub found: Vec<(Span, IndicatorId)>,
}

/// An amount with what it is counted in.
#[derive(Clone, PartialEq, Debug)]
pub struct Counted {
    pub amount: Amount,
    pub of: Quantity,
    /// A number that says no unit: it is in the unit of what it is compared with.
    pub is_plain: bool,
    /// A number of 万 or 亿, of which only what it is compared with says of what.
    pub step: Option<f64>,
    /// The plain number the rest was multiplied by.
    pub by: f64,
}

impl Counted {
    const fn new(amount: Amount, of: Quantity) -> Self {
        Self { amount, of, is_plain: false, step: None, by: 1.0 }
    }
}

impl<'a> Reader<'a> {
    pub const fn new(scope: Names<'a>, money: Option<&'static str>) -> Self {
        Self { scope, inputs: vec![], period: None, money, found: vec![] }
    }

    /// The amount a part of an expression stands for.
    pub fn amount(&mut self, node: &Node) -> Result<Counted, Slip> {
        match &node.what {
            What::Number(value, unit) => number(*value, unit.as_ref()),
            What::Name { text, period, .. } => self.figure(text, node.at, *period),
            What::Minus(of) => {
                let of = self.amount(of)?;
                Ok(Counted {
                    amount: Amount::Minus(Box::new(of.amount)),
                    by: -of.by,
                    step: of.step.map(|step| -step),
                    ..of
                })
            }
            What::Math(math, at, pair) => {
                if let Some(slip) = self.is_one_name(node) {
                    return Err(slip);
                }
                let (left, right) = (self.amount(&pair.0)?, self.amount(&pair.1)?);
                let operands = [(&pair.0, &left), (&pair.1, &right)];
                if let Some((node, _)) = operands.iter().find(|(_, of)| of.of.is_rank()) {
                    return Err(Slip::new(node.at, Wrong::OfRank));
                }
                match math {
                    Math::Plus | Math::Minus => summed(left, right, *math == Math::Minus, *at, &pair.1),
                    Math::Times | Math::Over => multiplied(left, right, *math == Math::Over, *at, &pair.1),
                }
            }
            What::Compare(..)
            | What::Contains(..)
            | What::In(..)
            | What::Not(_)
            | What::Both(_)
            | What::Either(_)
            | What::Has(_)
            | What::Missing(_) => Err(Slip::new(node.at, Wrong::NotAnAmount)),
        }
    }

    /// `R&D/GDP` is the name of an indicator: unless its parts are names too, it has to be quoted.
    fn is_one_name(&self, node: &Node) -> Option<Slip> {
        let What::Math(math, _, pair) = &node.what else { return None };
        let (What::Name { text: left, .. }, What::Name { text: right, .. }) = (&pair.0.what, &pair.1.what) else {
            return None;
        };
        let sign = match math {
            Math::Plus => "+",
            Math::Minus => "-",
            Math::Times => "*",
            Math::Over => "/",
        };
        let whole = format!("{left}{sign}{right}");
        let are_names = [left, right].into_iter().all(|name| self.scope.is_name(name));
        (!are_names && self.scope.is_name(&whole)).then(|| Slip::new(node.at, Wrong::Quote(whole)))
    }

    fn figure(&mut self, name: &str, at: Span, period: Option<(Period, Span)>) -> Result<Counted, Slip> {
        let id = self.scope.indicator(name, at, self.money)?;
        match (period, self.period) {
            (Some((period, at)), Some((before, _))) if period != before => {
                return Err(Slip::new(at, Wrong::TwoPeriods));
            }
            (Some(_), None) if !self.inputs.is_empty() => return Err(Slip::new(at, Wrong::TwoPeriods)),
            (None, Some((_, said))) => return Err(Slip::new(said, Wrong::TwoPeriods)),
            (period, _) => self.period = period,
        }
        let named = Span::new(at.from, at.from + name_length(at, period));
        if !self.found.contains(&(named, id)) {
            self.found.push((named, id));
        }
        let catalog = self.scope.catalog;
        let about = catalog.indicator(id);
        let of = Quantity::of(&about.unit);
        if let Some(formula) = &about.formula {
            let places: Vec<usize> =
                formula.inputs().iter().map(|input| self.place(*input, at)).collect::<Result<_, _>>()?;
            return Ok(Counted::new(formula.amount().moved(&places).times(formula.times()), of));
        }
        Ok(Counted::new(Amount::Figure(self.place(id, at)?), of))
    }

    /// The place of an indicator among the inputs. Two of different perimeters are in no one formula.
    fn place(&mut self, id: IndicatorId, at: Span) -> Result<usize, Slip> {
        if let Some(place) = self.inputs.iter().position(|input| *input == id) {
            return Ok(place);
        }
        let catalog = self.scope.catalog;
        let about = catalog.indicator(id);
        if self.inputs.iter().any(|input| catalog.indicator(*input).differs_in_perimeter(about)) {
            return Err(Slip::new(at, Wrong::Perimeter));
        }
        self.inputs.push(id);
        Ok(self.inputs.len() - 1)
    }
}

const fn name_length(at: Span, period: Option<(Period, Span)>) -> usize {
    match period {
        Some((_, said)) => said.from - at.from,
        None => at.to - at.from,
    }
}

fn number(value: f64, unit: Option<&(String, Span)>) -> Result<Counted, Slip> {
    let Some((written, at)) = unit else {
        return Ok(Counted { is_plain: true, by: value, ..Counted::new(Amount::Number(value), Quantity::pure()) });
    };
    // 万, 亿, 万亿: a step of something that is not said.
    if let Some(step) = Unit::step(written) {
        let amount = Amount::Number(value * step);
        return Ok(Counted { step: Some(value * step), by: value * step, ..Counted::new(amount, Quantity::pure()) });
    }
    let read = Unit::parse(written);
    if !read.is_known() {
        return Err(Slip::new(*at, Wrong::UnknownUnit(written.clone())));
    }
    Ok(Counted::new(Amount::Number(value), Quantity::of(&read)))
}

fn summed(left: Counted, right: Counted, is_difference: bool, at: Span, last: &Node) -> Result<Counted, Slip> {
    for (plain, other) in [(&left, &right), (&right, &left)] {
        if plain.is_plain && other.of.is_percent() {
            return Err(Slip::new(last.at, Wrong::PlainBesidePercent));
        }
    }
    let Some(times) = left.of.from(&right.of) else {
        return Err(Slip::new(at, Wrong::Differ { one: left.of.words(), other: right.of.words() }));
    };
    let is_plain = left.is_plain && right.is_plain;
    let of = left.of.summed(&right.of, is_difference);
    let times = if is_difference { -times } else { times };
    let by = if is_plain { left.by + times * right.by } else { 1.0 };
    let amount = Amount::Sum(Box::new((left.amount, right.amount)), times);
    Ok(Counted { is_plain, by, ..Counted::new(amount, of) })
}

fn multiplied(left: Counted, right: Counted, is_over: bool, at: Span, last: &Node) -> Result<Counted, Slip> {
    let is_number = |counted: &Counted| counted.is_plain || counted.step.is_some();
    if is_over && right.amount.is_number() && right.by == 0.0 {
        return Err(Slip::new(last.at, Wrong::ByZero));
    }
    let of = match (is_number(&left), is_number(&right)) {
        // So many times an amount is in its unit.
        (_, true) => left.of.clone(),
        (true, false) if !is_over => right.of.clone(),
        _ => left.of.times(&right.of, is_over),
    };
    if of.is_of_two_moneys() {
        return Err(Slip::new(at, Wrong::Currencies));
    }
    let by = if is_over { left.by / right.by } else { left.by * right.by };
    let is_plain = left.is_plain && right.is_plain;
    let pair = Box::new((left.amount, right.amount));
    let amount = if is_over { Amount::Quotient(pair) } else { Amount::Product(pair) };
    Ok(Counted { is_plain, by, ..Counted::new(amount, of) })
}

impl Quantity {
    /// Whether it is a place in a list.
    pub fn is_rank(&self) -> bool {
        self.own_unit().is_some_and(|unit| unit.dimension() == Dimension::Rank)
    }
}
