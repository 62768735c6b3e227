//! What an amount in an expression is counted in: dimensions worked out from the units of what it is made of.

use crate::model::{
    Label, Lang, Unit,
    unit::{Dimension, Quotient},
};

/// One factor of a unit: a dimension, and how often it is multiplied (or, below zero, divided) in.
#[derive(Clone, PartialEq, Debug)]
struct Factor {
    dimension: Dimension,
    /// Prices of a year and the like, or the name of a unit that fits itself only.
    basis: String,
    times: i8,
    /// The unit it first came in.
    unit: Unit,
}

impl Factor {
    fn is_of(&self, other: &Self) -> bool {
        self.dimension == other.dimension && self.basis == other.basis
    }
}

/// The kind and the size of what a number counts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Quantity {
    factors: Vec<Factor>,
    /// One of it in the smallest parts of its dimensions.
    up: f64,
    down: f64,
    /// The unit itself, while the amount is in that of an indicator or a number.
    unit: Option<Unit>,
    /// A number of one sort of things by that of another (patents by firms), which is no percentage.
    is_count_by_count: bool,
}

impl Quantity {
    /// A plain number.
    pub fn pure() -> Self {
        Self { up: 1.0, down: 1.0, ..Self::default() }
    }

    /// What numbers in that unit count.
    pub fn of(unit: &Unit) -> Self {
        let pure = Self { unit: Some(unit.clone()), ..Self::pure() };
        let (up, down) = unit.size().map_or((1.0, 1.0), |size| (size.up as f64, size.down as f64));
        let factor = |dimension: Dimension, times: i8, basis: &str| Factor {
            dimension,
            basis: basis.to_owned(),
            times,
            unit: if times > 0 { unit.clone() } else { Unit::base(dimension).unwrap_or_default() },
        };
        match unit.dimension() {
            // A hundredth, whatever it is a percentage of; the smallest part is the basis point.
            Dimension::Percent | Dimension::Points => Self { up, down: down * 10_000.0, ..pure },
            Dimension::Times => pure,
            Dimension::Own if unit.code().is_empty() => pure,
            Dimension::Own => Self { factors: vec![factor(Dimension::Own, 1, unit.code())], ..pure },
            Dimension::Per(over, under) => {
                let over = Factor { unit: Unit::base(*over).unwrap_or_default(), ..factor(*over, 1, unit.basis()) };
                Self { up, down, factors: vec![over, factor(*under, -1, "")], ..pure }
            }
            dimension => Self { up, down, factors: vec![factor(dimension, 1, unit.basis())], ..pure },
        }
    }

    /// Whether it is a plain number, or a share of something.
    pub const fn is_number(&self) -> bool {
        self.factors.is_empty()
    }

    /// The unit itself, while it is that of an indicator or a number.
    pub const fn own_unit(&self) -> Option<&Unit> {
        self.unit.as_ref()
    }

    /// Whether it is in percent, so that a plain number beside it may be meant either way.
    pub fn is_percent(&self) -> bool {
        self.unit.as_ref().is_some_and(|unit| matches!(unit.dimension(), Dimension::Percent | Dimension::Points))
    }

    /// What turns a number in the other into one in this; none where they are not of one kind.
    pub fn from(&self, other: &Self) -> Option<f64> {
        let fits = |one: &Self, two: &Self| {
            one.factors
                .iter()
                .all(|factor| two.factors.iter().any(|other| other.is_of(factor) && other.times == factor.times))
        };
        let is_same = fits(self, other) && fits(other, self);
        is_same.then(|| other.up * self.down / (other.down * self.up))
    }

    /// The product, or the quotient.
    pub fn times(&self, other: &Self, over: bool) -> Self {
        let sign = if over { -1 } else { 1 };
        let mut factors = self.factors.clone();
        for factor in &other.factors {
            match factors.iter_mut().find(|own| own.is_of(factor)) {
                Some(own) => own.times = own.times.saturating_add(factor.times.saturating_mul(sign)),
                None => factors.push(Factor { times: factor.times.saturating_mul(sign), ..factor.clone() }),
            }
        }
        let has_count = |all: &[Factor]| all.iter().any(|factor| factor.dimension == Dimension::Count);
        let is_count_by_count = over && has_count(&self.factors) && has_count(&other.factors);
        factors.retain(|factor| factor.times != 0);
        let (up, down) = if over { (other.down, other.up) } else { (other.up, other.down) };
        Self {
            factors,
            up: self.up * up,
            down: self.down * down,
            unit: None,
            is_count_by_count: is_count_by_count || self.is_count_by_count || other.is_count_by_count,
        }
    }

    /// The sum of two, or the difference: of percentages that is percentage points.
    pub fn summed(&self, other: &Self, is_difference: bool) -> Self {
        if is_difference && self.is_percent() && other.is_percent() {
            return Self { unit: Some(Unit::parse("pp")), ..self.clone() };
        }
        self.clone()
    }

    /// Whether money in two currencies, or at the prices of two years, is in it: of such there is no ratio.
    pub fn is_of_two_moneys(&self) -> bool {
        self.factors.iter().filter(|factor| matches!(factor.dimension, Dimension::Money(_))).count() > 1
    }

    /// The unit to read it in, and what turns a number into it. `by` is the plain number it was multiplied by: of a ratio
    /// by 100 people mean the percentage.
    pub fn read_in(&self, by: f64) -> (Unit, f64) {
        if let Some(unit) = &self.unit {
            return (unit.clone(), 1.0);
        }
        let size = self.up / self.down;
        let [plus, minus] = [1, -1].map(|times| {
            let mut of = self.factors.iter().filter(move |factor| factor.times == times);
            (of.next(), of.next())
        });
        let is_simple = self.factors.iter().all(|factor| factor.times.abs() == 1);
        match (plus, minus) {
            ((None, _), (None, _)) if is_simple => {
                let percent = if self.is_count_by_count { "count_per_100_count" } else { "percent" };
                match by {
                    1.0 => (Unit::parse(percent), size * 100.0),
                    100.0 => (Unit::parse(percent), size),
                    _ => (Unit::plain("number", "", ""), size),
                }
            }
            ((Some(one), None), (None, _)) if is_simple => {
                let own = Self::of(&one.unit);
                (one.unit.clone(), own.from(self).unwrap_or(1.0))
            }
            ((Some(over), None), (Some(under), None)) if is_simple => match Quotient::of(&over.unit, &under.unit) {
                Some(quotient) => {
                    let own = Self::of(&over.unit).times(&Self::of(&under.unit), true);
                    (quotient.unit, own.from(self).unwrap_or(1.0) * quotient.times)
                }
                None => self.as_written(),
            },
            _ => self.as_written(),
        }
    }

    /// The units one after the other, as they came.
    fn as_written(&self) -> (Unit, f64) {
        let write = |lang: Lang| {
            let word = |factor: &Factor| match (factor.times.abs(), factor.unit.label(lang)) {
                (1, label) => label.to_owned(),
                (power, label) => format!("{label}^{power}"),
            };
            let part = |sign: i8| -> Vec<String> {
                self.factors.iter().filter(|factor| factor.times.signum() == sign).map(word).collect()
            };
            let (over, under) = (part(1), part(-1));
            let over = if over.is_empty() { "1".to_owned() } else { over.join("·") };
            if under.is_empty() { over } else { format!("{over}/{}", under.join("/")) }
        };
        let mut own = Self::pure();
        for factor in &self.factors {
            for _ in 0..factor.times.unsigned_abs() {
                own = own.times(&Self::of(&factor.unit), factor.times < 0);
            }
        }
        let (zh, en) = (write(Lang::Zh), write(Lang::En));
        (Unit::plain(&zh, &zh, &en), own.from(self).unwrap_or(1.0))
    }

    /// Its kind in words, to say that two differ.
    pub fn words(&self) -> Label {
        match &self.unit {
            Some(unit) if unit.dimension() == Dimension::Own && unit.code().is_empty() => number(),
            Some(unit) => label(unit),
            None if self.is_number() => number(),
            None => label(&self.read_in(1.0).0),
        }
    }

    /// How many of the smallest part of it a plain step (万, 亿) is of: of money, people and things it is clear.
    pub fn of_step(&self, step: f64) -> Option<f64> {
        let [one] = self.factors.as_slice() else {
            let [over, under] = self.factors.as_slice() else { return None };
            let is_rate = over.times == 1 && under.times == -1 && is_clear(over.dimension);
            return is_rate.then(|| Some(step * base_size(over.dimension)? / base_size(under.dimension)?))?;
        };
        (one.times == 1 && is_clear(one.dimension)).then(|| Some(step * base_size(one.dimension)?))?
    }

    /// A number of its smallest parts as a number in it.
    pub fn of_smallest(&self, value: f64) -> f64 {
        value * self.down / self.up
    }
}

const fn is_clear(dimension: Dimension) -> bool {
    use Dimension::{Count, Money, Person, PersonTime, PersonYear};
    matches!(dimension, Money(_) | Count | Person | PersonTime | PersonYear)
}

fn base_size(dimension: Dimension) -> Option<f64> {
    let size = Unit::base(dimension)?.size()?;
    Some(size.up as f64 / size.down as f64)
}

fn label(unit: &Unit) -> Label {
    let or_count = |label: &str, other: &str| if label.is_empty() { other.to_owned() } else { label.to_owned() };
    Label { zh: or_count(unit.label(Lang::Zh), "个"), en: or_count(unit.label(Lang::En), "a count") }
}

fn number() -> Label {
    Label { zh: "无单位的数".to_owned(), en: "a plain number".to_owned() }
}
