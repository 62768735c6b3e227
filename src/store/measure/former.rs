//! Forms one park's figure after another.

use std::ops::Range;

use super::{MeasureColumn, Measured, Sum, Whole, Why};
use crate::{
    analysis::{change, change::Turn, rank, share, spread::Spread},
    model::{
        At, Indicator, IndicatorId, Kind, Mark, Nature, ParkId, Period, Remark, RemarkKind, Unit,
        measure::{Form, Measure, Refusal},
        unit::{Dimension, Quotient},
    },
    store::{Point, Reading, Store, frame::Columns},
};

/// Everything that is found once for a column: the rows of each park, what is warned of, and the group.
pub struct Former<'a> {
    measure: Measure,
    about: &'a Indicator,
    refused: Option<Refusal>,
    unit: Unit,
    /// What turns `x ÷ y` into the unit.
    times: f64,
    columns: Columns<'a>,
    parks: &'a [ParkId],
    shown: Rows,
    /// None where those shown are the group.
    group: Option<Rows>,
    /// The rates published of the parks shown.
    rates: Vec<Range<u32>>,
    members: &'a [ParkId],
    /// Which members the group is counted over, and the same by park.
    counted: Vec<bool>,
    is_counted: Vec<bool>,
    warnings: Vec<&'a Remark>,
    wholes: Vec<Whole>,
}

/// The rows of park after park: of the indicator, and of the second one where the form has one.
struct Rows {
    own: Vec<Range<u32>>,
    by: Vec<Range<u32>>,
}

impl Rows {
    fn of(store: &Store, parks: &[ParkId], measure: Measure) -> Self {
        let rows = |indicator: IndicatorId| rows_of(store, parks, indicator);
        let (own, by) = figures_of(store, measure);
        Self { own: rows(own), by: by.map(rows).unwrap_or_default() }
    }

    fn own(&self, place: usize) -> Range<usize> {
        wide(&self.own[place])
    }

    fn by(&self, place: usize) -> Range<usize> {
        self.by.get(place).map_or(0..0, wide)
    }
}

/// The indicators a form takes its figures from: the indicator and the second one; of what a park does to a ratio, the
/// numerator and the denominator.
pub fn figures_of(store: &Store, measure: Measure) -> (IndicatorId, Option<IndicatorId>) {
    let about = store.catalog().indicator(measure.of);
    match (measure.form, about.numerator, about.denominator) {
        (Form::Effect, Some(over), Some(under)) => (over, Some(under)),
        (form, ..) => (measure.of, form.by()),
    }
}

fn rows_of(store: &Store, parks: &[ParkId], indicator: IndicatorId) -> Vec<Range<u32>> {
    let mut walk = store.frame.walk(indicator, Kind::Actual);
    let narrow = |rows: Range<usize>| rows.start as u32..rows.end as u32;
    parks.iter().map(|park| narrow(walk.rows(*park))).collect()
}

const fn wide(rows: &Range<u32>) -> Range<usize> {
    rows.start as usize..rows.end as usize
}

impl<'a> Former<'a> {
    pub fn new(store: &'a Store, parks: &'a [ParkId], members: &'a [ParkId], measure: Measure) -> Self {
        let catalog = store.catalog();
        let (about, by) = (catalog.indicator(measure.of), measure.form.by().map(|by| catalog.indicator(by)));
        let refused = measure.form.refusal(about, by);
        let (over, under) = figures_of(store, measure);
        let times = match measure.form {
            Form::Effect => store.quotient(measure.of),
            _ => Some(by.and_then(|by| Quotient::of(&about.unit, &by.unit)).map_or(1.0, |quotient| quotient.times)),
        };
        let refused = refused.or_else(|| times.is_none().then_some(Refusal::NotARatio));
        let needs_group = measure.form.is_of_group() && refused.is_none();
        let counted = match (needs_group, measure.form.is_of_sum()) {
            (false, _) => vec![],
            (true, true) => store.counted(members),
            (true, false) => store.rankable(members),
        };
        let mut is_counted = vec![false; if needs_group { catalog.parks.len() } else { 0 }];
        for (park, _) in members.iter().zip(&counted).filter(|(_, counts)| **counts) {
            is_counted[park.index()] = true;
        }
        let rate = store.growth[measure.of.index()].filter(|_| measure.form == Form::Growth && refused.is_none());
        let speaks_of = |remark: &&Remark| {
            let of = |id: IndicatorId| remark.indicators.contains(&id);
            !remark.parks.is_empty() && (of(measure.of) || of(over) || under.is_some_and(of))
        };
        Self {
            measure,
            about,
            refused,
            unit: measure.form.unit(about, by),
            times: times.unwrap_or(1.0),
            columns: store.frame.columns(),
            parks,
            shown: Rows::of(store, parks, measure),
            group: (needs_group && parks != members).then(|| Rows::of(store, members, measure)),
            rates: rate.map(|rate| rows_of(store, parks, rate)).unwrap_or_default(),
            members,
            counted,
            is_counted,
            warnings: catalog.remarks.iter().filter(speaks_of).collect(),
            wholes: vec![],
        }
    }

    /// The column at one time.
    pub fn column(&mut self, at: At) -> MeasureColumn {
        let parks = 0..self.parks.len();
        let cells: Vec<Result<Measured, Why>> = match self.refused {
            Some(refusal) => parks.map(|_| Err(Why::Refused(refusal))).collect(),
            None => parks.map(|place| self.cell(place, at)).collect(),
        };
        let mut periods: Vec<Period> = vec![];
        for cell in cells.iter().flatten() {
            if periods.last() != Some(&cell.period) && !periods.contains(&cell.period) {
                periods.push(cell.period);
            }
        }
        periods.sort_unstable();
        let wholes = self.wholes.iter().filter(|whole| at.takes(whole.period)).cloned();
        MeasureColumn {
            measure: self.measure,
            unit: self.unit.clone(),
            refused: self.refused,
            cells,
            periods,
            wholes: wholes.collect(),
        }
    }

    /// The newest figure the form can be made of; else why there is none of the newest period.
    fn cell(&mut self, place: usize, at: At) -> Result<Measured, Why> {
        let columns = self.columns;
        let rate = self.rates.get(place).and_then(|rows| columns.newest(wide(rows), at));
        let rate = rate.map(|row| columns.point(row));
        let mut why = None;
        for row in columns.shown(columns.within(self.shown.own(place), at)).rev() {
            let point = columns.point(row);
            if !at.takes(point.period) {
                continue;
            }
            if rate.is_some_and(|rate| rate.period >= point.period) {
                break;
            }
            match self.formed(place, &point) {
                Err(Why::Turned(turn)) => return Err(Why::Turned(turn)),
                Err(reason) => why = why.or(Some(reason)),
                formed => return formed,
            }
        }
        match rate {
            Some(rate) => Ok(plain(&rate)),
            None => Err(why.unwrap_or(Why::Missing)),
        }
    }

    fn formed(&mut self, place: usize, point: &Point) -> Result<Measured, Why> {
        let (park, period) = (self.parks[place], point.period);
        if self.measure.form.is_of_group() && !self.is_counted[park.index()] {
            return Err(Why::NotCounted);
        }
        match self.measure.form {
            Form::Level => Ok(plain(point)),
            Form::Change | Form::Growth => {
                let before = self.before(place, park, period, period.shift(-1))?;
                self.changed(point, &before)
            }
            Form::Cagr { from: year } | Form::Index { base: year } => self.since(place, park, point, year),
            Form::Per(_) => {
                let by = self.second(place, park, period)?;
                let value = share::per(point.reading.value, by.value, self.times).ok_or(Why::NotPositive)?;
                set(point, &by, value)
            }
            Form::Share => {
                let (own, whole) = (&point.reading, self.whole(period));
                let value = share::share(own.value, whole.sum.value).ok_or(Why::NotPositive)?;
                // The share grows with the figure and falls with all the others.
                let mark = own.mark.over(whole.sum.mark_without(Some(own.mark))).ok_or(Why::Bounds)?;
                others(whole, Measured { value, mark, computed: true, ..plain(point) })
            }
            Form::Contribution | Form::Pull => {
                let before = self.before(place, park, period, period.shift(-1))?;
                let mark = firm(&[point.reading.mark, before.mark])?;
                let (form, whole) = (self.measure.form, self.whole(period));
                let (change, of_whole) = (point.reading.value - before.value, whole.sum.value - whole.by.value);
                let value = match form {
                    Form::Pull => share::pull(change, whole.by.value).ok_or(Why::NotPositive)?,
                    _ => share::contribution(change, of_whole).ok_or(Why::NoGrowth)?,
                };
                let mark = firm(&[mark, whole.sum.mark(), whole.by.mark()])?;
                others(whole, Measured { value, mark, ..beside(point, &before) })
            }
            Form::LocationQuotient(_) => {
                let by = self.second(place, park, period)?;
                let mark = firm(&[point.reading.mark, by.mark])?;
                let whole = self.whole(period);
                let value = share::location_quotient(point.reading.value, whole.sum.value, by.value, whole.by.value);
                let mark = firm(&[mark, whole.sum.mark(), whole.by.mark()])?;
                others(whole, Measured { value: value.ok_or(Why::NotPositive)?, mark, ..beside(point, &by) })
            }
            Form::Effect => {
                let by = self.second(place, park, period)?;
                let mark = firm(&[point.reading.mark, by.mark])?;
                let times = self.times;
                let whole = self.whole(period);
                let mark = firm(&[mark, whole.sum.mark(), whole.by.mark()])?;
                if whole.sum.count < 2 {
                    return Err(Why::Alone);
                }
                let sums = (whole.sum.value, whole.by.value);
                let effect = share::leave_one_out(sums, (point.reading.value, by.value)).ok_or(Why::NotPositive)?;
                Ok(Measured { value: effect * times, mark, ..beside(point, &by) })
            }
            Form::Rank | Form::Percentile | Form::ZScore => self.placed(point),
        }
    }

    /// The figure a change is on, unless a remark warns of it or of the other.
    fn before(&self, place: usize, park: ParkId, period: Period, base: Period) -> Result<Reading, Why> {
        let before = self.reading(self.shown.own(place), base).ok_or(Why::NoBase(base))?;
        if self.is_warned(park, &[period, base], Some(&(base..period))) { Err(Why::Warned) } else { Ok(before) }
    }

    fn changed(&self, point: &Point, before: &Reading) -> Result<Measured, Why> {
        let (from, to) = (before.value, point.reading.value);
        if self.measure.form == Form::Growth {
            if let Some(turn) = Turn::of(from, to) {
                return Err(Why::Turned(turn));
            }
            return set(point, before, change::growth(from, to).ok_or(Why::NotPositive)?);
        }
        if self.about.nature == Nature::Rank || self.about.unit.dimension() == Dimension::Rank {
            // Places gained: up is better.
            let mark = before.mark.over(point.reading.mark).ok_or(Why::Bounds)?;
            return Ok(Measured { value: from - to, mark, ..beside(point, before) });
        }
        set(point, before, to - from)
    }

    fn since(&self, place: usize, park: ParkId, point: &Point, year: i32) -> Result<Measured, Why> {
        let years = point.period.calendar_year() - year;
        let base = point.period.shift(-years);
        let before = self.before(place, park, point.period, base)?;
        match self.measure.form {
            Form::Index { .. } if years == 0 => {
                share::per(100.0, before.value, before.value).ok_or(Why::NotPositive)?;
                Ok(Measured { value: 100.0, mark: Mark::Exact, ..beside(point, &before) })
            }
            Form::Index { .. } => {
                set(point, &before, change::index(before.value, point.reading.value).ok_or(Why::NotPositive)?)
            }
            _ if years <= 0 => Err(Why::NoSpan),
            _ => {
                if let Some(turn) = Turn::of(before.value, point.reading.value) {
                    return Err(Why::Turned(turn));
                }
                let rate = change::compound(before.value, point.reading.value, years);
                set(point, &before, rate.ok_or(Why::NotPositive)?)
            }
        }
    }

    /// The second indicator of the same period, unless a remark warns of either.
    fn second(&self, place: usize, park: ParkId, period: Period) -> Result<Reading, Why> {
        let by = self.reading(self.shown.by(place), period).ok_or(Why::NoSecond(period))?;
        if self.is_warned(park, &[period], None) { Err(Why::Warned) } else { Ok(by) }
    }

    fn placed(&mut self, point: &Point) -> Result<Measured, Why> {
        let (form, better) = (self.measure.form, self.about.better);
        let whole = self.whole(point.period);
        let before = whole.order.partition_point(|other| rank::order(better, *other, point.reading.value).is_lt());
        let place = rank::Rank { place: before as u32 + 1, of: whole.sum.count };
        let value = match form {
            Form::Rank => f64::from(place.place),
            Form::Percentile => place.percentile().ok_or(Why::Alone)?,
            _ => {
                let spread = whole.spread.filter(|_| place.of > 1).ok_or(Why::Alone)?;
                spread.z_score(point.reading.value).ok_or(Why::Constant)?
            }
        };
        // A bound anywhere may change any place.
        let mark = if whole.sum.mark().is_exact() { Mark::Exact } else { Mark::About };
        Ok(Measured { value, mark, computed: true, ..plain(point) })
    }

    fn reading(&self, rows: Range<usize>, period: Period) -> Option<Reading> {
        let row = self.columns.newest(rows, At::Exact(period))?;
        Some(self.columns.point(row).reading)
    }

    /// Whether a remark speaks of the park in one of these periods, or of a break between them.
    fn is_warned(&self, park: ParkId, periods: &[Period], between: Option<&Range<Period>>) -> bool {
        let breaks = |remark: &Remark| {
            let lies_between = |at: &Period| between.is_some_and(|between| between.start < *at && *at < between.end);
            remark.kind == RemarkKind::Break && remark.periods.iter().any(lies_between)
        };
        let warns = |remark: &&Remark| {
            remark.parks.contains(&park) && (periods.iter().any(|period| remark.covers(*period)) || breaks(remark))
        };
        self.warnings.iter().any(warns)
    }

    /// The group in that period, put together when first asked for.
    fn whole(&mut self, period: Period) -> &Whole {
        let place = self.wholes.iter().position(|whole| whole.period == period).unwrap_or_else(|| {
            self.wholes.push(self.put_together(period));
            self.wholes.len() - 1
        });
        &self.wholes[place]
    }

    fn put_together(&self, period: Period) -> Whole {
        let rows = self.group.as_ref().unwrap_or(&self.shown);
        let (mut sum, mut by, mut order, mut of) = (Sum::default(), Sum::default(), vec![], 0);
        let is_ordered = !self.measure.form.is_of_sum();
        for (place, park) in self.members.iter().enumerate().filter(|(place, _)| self.counted[*place]) {
            of += 1;
            let Some(own) = self.reading(rows.own(place), period) else { continue };
            let pair = match self.measure.form {
                Form::Contribution | Form::Pull => {
                    let base = period.shift(-1);
                    let before = self.reading(rows.own(place), base);
                    before.filter(|_| !self.is_warned(*park, &[period, base], None))
                }
                Form::LocationQuotient(_) | Form::Effect => {
                    let second = self.reading(rows.by(place), period);
                    second.filter(|_| !self.is_warned(*park, &[period], None))
                }
                _ => {
                    sum.add(&own);
                    if is_ordered {
                        order.push(own.value);
                    }
                    continue;
                }
            };
            // The same members above and below, and only those whose figures are no bounds.
            if let Some(other) = pair.filter(|other| firm(&[own.mark, other.mark]).is_ok()) {
                sum.add(&own);
                by.add(&other);
            }
        }
        let spread = if self.measure.form == Form::ZScore { Spread::of(&order) } else { None };
        order.sort_unstable_by(|a, b| rank::order(self.about.better, *a, *b));
        Whole { period, of, sum, by, spread, order }
    }
}

/// The figure as it is.
const fn plain(point: &Point) -> Measured {
    let Point { period, reading } = *point;
    Measured {
        value: reading.value,
        period,
        mark: reading.mark,
        computed: reading.computed,
        fact: reading.fact,
        by: None,
        disputed: reading.disputed,
        second_hand: reading.second_hand,
    }
}

/// Made of the figure and another; value and mark are still those of the figure.
const fn beside(point: &Point, other: &Reading) -> Measured {
    let own = plain(point);
    Measured {
        computed: true,
        by: Some(other.fact),
        disputed: own.disputed || other.disputed,
        second_hand: own.second_hand || other.second_hand,
        ..own
    }
}

/// A value made of the figure and another, as firm as the two make it.
fn set(point: &Point, other: &Reading, value: f64) -> Result<Measured, Why> {
    let mark = point.reading.mark.over(other.mark).ok_or(Why::Bounds)?;
    Ok(Measured { value, mark, ..beside(point, other) })
}

/// The mark of what several figures make that are no bounds.
fn firm(marks: &[Mark]) -> Result<Mark, Why> {
    Mark::together(marks).ok_or(Why::Bounds)
}

/// The figure, where the group is more than the park.
const fn others(whole: &Whole, measured: Measured) -> Result<Measured, Why> {
    if whole.sum.count > 1 { Ok(measured) } else { Err(Why::Alone) }
}
