//! One park and indicator from year to year: jumps of unit, large changes, values copied forward, digits swapped.

use std::{cell::OnceCell, collections::HashMap};

use super::{
    Figure, Store, find,
    findings::{Findings, Words},
    words::change,
};
use crate::{
    analysis::{
        change::growth,
        plausible::{Usual, is_large, is_transposed, significant, unit_jump},
    },
    model::{FactId, Indicator, Kind, Lang, Mark, Nature, Rule, Severity, unit::Dimension},
    store::Series,
};

/// Counts and places below this move as they like, and are the same by chance.
const SMALL: f64 = 100.0;
/// How near a published rate of growth must be, in percentage points: it is at comparable prices.
const POINTS: f64 = 5.0;
/// How many digits it takes that two values are not the same, or so alike, by chance.
const DIGITS: usize = 4;

/// Looks at every series of actual figures.
pub fn look(store: &Store, findings: &mut Findings<'_>) {
    for indicator in store.catalog.indicator_ids() {
        let about = store.catalog.indicator(indicator);
        if !is_amount(about) && !is_unstated(about) && about.nature != Nature::Ratio {
            continue;
        }
        let figures = store.figures(indicator, Kind::Actual);
        for series in figures.chunk_by(|a, b| a.park == b.park) {
            look_at(store, about, series, findings);
        }
    }
}

/// An amount of money, things, people or land, for which a change in percent means something.
fn is_amount(about: &Indicator) -> bool {
    use Dimension::{Area, Count, Length, Money, Person};
    let dimension = about.unit.dimension();
    matches!(about.nature, Nature::Flow | Nature::Stock)
        && matches!(dimension, Money(_) | Count | Person | Area | Length)
}

/// Whether no unit is stated at all: what it is nobody knows, but that it jumps is the more likely.
fn is_unstated(about: &Indicator) -> bool {
    about.unit.code().is_empty()
}

/// Two figures of one series a year apart.
#[derive(Clone, Copy)]
struct Pair<'a> {
    about: &'a Indicator,
    from: &'a Figure,
    to: &'a Figure,
}

fn look_at(store: &Store, about: &Indicator, series: &[Figure], findings: &mut Findings<'_>) {
    let pairs = || pairs(about, series);
    // Most series have no large change, and need not be asked what is usual for them.
    let usual = OnceCell::new();
    let usual = || {
        *usual.get_or_init(|| {
            let years = pairs().filter(|pair| pair.to.period.is_year());
            Usual::of(&years.map(|pair| (pair.from.value, pair.to.value)).collect::<Vec<_>>())
        })
    };
    let rates = OnceCell::new();
    let rates = || rates.get_or_init(|| published(store, &series[0])).as_ref();
    // What jumped comes back the year after: that is one slip, not two.
    let mut jumped: HashMap<FactId, bool> = HashMap::new();
    for pair in pairs() {
        let Pair { from, to, .. } = pair;
        let is_up = to.value > from.value;
        let came_back = jumped.get(&from.fact) == Some(&!is_up);
        if let Some(step) = pair.jump() {
            if !came_back {
                jumped.insert(to.fact, is_up);
                findings.add(Rule::UnitJump, Severity::Warning, to, &[from], || jumped_words(store, from, to, step));
            }
        } else if pair.is_large(usual) {
            if !came_back && !pair.is_published(rates()) {
                jumped.insert(to.fact, is_up);
                findings.add(Rule::Change, Severity::Note, to, &[from], || changed_words(store, from, to));
            }
        } else if pair.is_repeated() {
            findings.add(Rule::Repeated, Severity::Note, to, &[from], || repeated_words(store, from, to));
        } else if pair.is_transposed() {
            findings.add(Rule::Transposed, Severity::Note, to, &[from], || transposed_words(store, from, to));
        }
    }
}

/// Every figure with that of the year before, where there is one.
fn pairs<'a>(about: &'a Indicator, series: &'a [Figure]) -> impl Iterator<Item = Pair<'a>> {
    series.iter().enumerate().filter_map(move |(place, to)| {
        let wanted = to.period.shift(-1);
        // It mostly stands just before.
        let beside = series[..place].last().filter(|from| from.period == wanted);
        let from = beside.or_else(|| find(series, to.park, wanted))?;
        Some(Pair { about, from, to })
    })
}

/// The rates of growth that sources print for the series of a figure.
fn published(store: &Store, figure: &Figure) -> Option<Series> {
    store.growth[figure.indicator.index()].map(|growth| store.series(figure.park, growth, Kind::Actual))
}

impl Pair<'_> {
    fn jump(self) -> Option<f64> {
        let is_meant = (is_amount(self.about) || is_unstated(self.about)) && !self.is_small();
        unit_jump(self.from.value, self.to.value).filter(|_| is_meant)
    }

    /// Whether the change is large and surely so: two bounds say nothing, and a bound only to its own side.
    fn is_large(self, usual: impl Fn() -> Option<Usual>) -> bool {
        let (from, to) = (self.from.value, self.to.value);
        let is_sure = match self.to.mark.over(self.from.mark) {
            None => false,
            Some(Mark::AtLeast | Mark::MoreThan) => to > from,
            Some(Mark::AtMost | Mark::LessThan) => to < from,
            Some(Mark::Exact | Mark::About | Mark::Expected) => true,
        };
        // Asking what is usual costs a sort, so the size comes first.
        is_sure && is_amount(self.about) && !self.is_small() && is_large(from, to, None) && is_large(from, to, usual())
    }

    /// The same value twice, where that is no matter of course: land stays as it is, and round or bounded figures repeat.
    fn is_repeated(self) -> bool {
        let is_same = self.from.value.total_cmp(&self.to.value).is_eq();
        let is_still = matches!(self.about.unit.dimension(), Dimension::Area | Dimension::Length);
        is_same && !is_still && self.is_exact() && significant(self.to.value) >= 3 && !self.is_small()
    }

    fn is_transposed(self) -> bool {
        let (from, to) = (self.from.value, self.to.value);
        self.is_exact() && may_be_transposed(from, to) && significant(to) >= DIGITS && is_transposed(from, to)
    }

    /// Whether a source prints about that rate of growth itself.
    fn is_published(self, rates: Option<&Series>) -> bool {
        let published = rates.and_then(|rates| Some(rates.get(self.to.period)?.reading.value));
        let rate = growth(self.from.value, self.to.value);
        published.zip(rate).is_some_and(|(published, rate)| (published - rate).abs() <= POINTS)
    }

    fn is_exact(self) -> bool {
        self.from.mark.is_exact() && self.to.mark.is_exact()
    }

    /// Whether so few are counted that any change is a small one.
    fn is_small(self) -> bool {
        let is_count = self.about.unit.dimension() == Dimension::Count || is_unstated(self.about);
        is_count && self.from.value.min(self.to.value) < SMALL
    }
}

/// Whether two numbers may differ by two digits that changed places: printing both to see costs more than all else here.
///
/// Where `a` and `b` changed places before `k` others, the numbers differ by `9 · |a − b| · 10ᵏ`.
fn may_be_transposed(one: f64, other: f64) -> bool {
    let ninth = (one - other).abs() / 9.0;
    let digit = ninth / 10_f64.powf(ninth.log10().floor());
    // What the two are off by, as binary numbers, is more of a small difference.
    let slack = 1e-9 + 4.0 * f64::EPSILON * one.abs().max(other.abs()) / ninth;
    // Just below a power of ten is that power.
    ninth > 0.0 && (digit - digit.round()).abs() <= digit * slack
}

fn jumped_words(store: &Store, from: &Figure, to: &Figure, step: f64) -> Words {
    let times = if step > 1.0 { format!("{step} times") } else { format!("1/{} of", step.recip().round()) };
    let what = format!("{} is about {times} the {}", store.dated(to), store.dated(from));
    Words { what, way_out: "check the units of the two" }
}

fn changed_words(store: &Store, from: &Figure, to: &Figure) -> Words {
    let changed = change(to.value / from.value - 1.0);
    let what = format!("{} after {}, {changed}", store.dated(to), store.dated(from));
    Words { what, way_out: "check whether unit, perimeter or definition changed" }
}

fn repeated_words(store: &Store, from: &Figure, to: &Figure) -> Words {
    let what = format!("{} is the same as in {}", store.dated(to), from.period.words(Lang::En));
    Words { what, way_out: "check that it was not copied forward" }
}

fn transposed_words(store: &Store, from: &Figure, to: &Figure) -> Words {
    let what = format!("{} and {} differ by two digits that changed places", store.dated(to), store.dated(from));
    Words { what, way_out: "check both, they may well be right" }
}

#[cfg(test)]
mod tests {
    use super::{is_transposed, may_be_transposed};

    #[test]
    fn what_is_transposed_may_be() {
        let check = |one: f64, other: f64| {
            assert!(is_transposed(one, other) && may_be_transposed(one, other), "{one} {other}");
            assert!(may_be_transposed(other, one), "{other} {one}");
        };
        check(1284.5, 1248.5);
        check(12.84, 18.24);
        check(123_456_789_012.34, 123_456_798_012.34);
    }

    #[test]
    fn every_swap_of_two_digits_of_many_numbers_may_be_one() {
        let numbers = (1..100_000_u64).map(|n| n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 14);
        for number in numbers.filter(|number| *number > 9) {
            let digits = number.to_string();
            let point = (number % 13) as usize;
            let place = number as usize % (digits.len() - 1);
            let mut swapped = digits.clone().into_bytes();
            swapped.swap(place, place + 1);
            let swapped = String::from_utf8(swapped).unwrap();
            let read = |digits: &str| format!("{digits}e-{point}").parse::<f64>().unwrap();
            let (one, other) = (read(&digits), read(&swapped));
            if is_transposed(one, other) {
                assert!(may_be_transposed(one, other), "{one} {other}");
            }
        }
    }

    #[test]
    fn what_differs_by_no_such_step_is_not_looked_at() {
        for (one, other) in [(100.0, 110.0), (1284.5, 1284.5), (12.0, 13.1), (0.0, 0.0)] {
            assert!(!may_be_transposed(one, other), "{one} {other}");
        }
    }
}
