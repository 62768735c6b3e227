//! The growth of parks taken apart against that of their group (shift-share): by the parts of an indicator where they are
//! known, else what is its own and what is everybody's.

use super::{
    Store, Why,
    frame::Columns,
    span::{Span, Years, usual},
};
use crate::{
    analysis::shift_share::{Effects, Pair, shift_share},
    model::{Adds, At, IndicatorId, Kind, Mark, ParkId, Period, measure::Refusal},
};

/// The growth of some parks against that of a group, over two years.
#[derive(Clone, PartialEq, Debug)]
pub struct Shift {
    pub from: Period,
    pub to: Period,
    pub split: Split,
    /// The group's figures of each part, over the members that have all of them in both years.
    pub whole: Vec<Pair>,
    /// Over how many members, and of how many that count.
    pub count: u32,
    pub of: u32,
    /// One a park asked for.
    pub parks: Vec<Result<Shifted, Why>>,
}

/// What the growth is split by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Split {
    /// These parts, in the order of the catalogue.
    Parts(Vec<IndicatorId>),
    /// The catalogue names no two parts of the indicator.
    NoParts,
    /// It does, but no two members have figures of all of them in two years.
    NoFigures(Vec<IndicatorId>),
}

/// The growth of one park.
#[derive(Clone, PartialEq, Debug)]
pub struct Shifted {
    /// Its figures of each part; of the indicator itself where there are none.
    pub pairs: Vec<Pair>,
    pub effects: Vec<Effects>,
    pub mark: Mark,
    /// What the indicator itself changed by beyond its parts; none without parts, or where it lacks a figure.
    pub rest: Option<f64>,
}

impl Store {
    /// The growth of these parks taken apart against the group. Over the usual span of years, or from that year on.
    ///
    /// The group is the members a sum takes in that have every figure of both years, none of them a bound and none a remark
    /// warns of; a park that is not one of these has no effects.
    pub fn shift_share(
        &self,
        indicator: IndicatorId,
        (parks, members): (&[ParkId], &[ParkId]),
        at: At,
        from: Option<i32>,
    ) -> Result<Shift, Why> {
        if self.catalog.indicator(indicator).adds != Adds::Sum {
            return Err(Why::Refused(Refusal::NotASum));
        }
        let counted = self.counted(members);
        let field: Vec<ParkId> =
            members.iter().zip(&counted).filter(|(_, counts)| **counts).map(|(park, _)| *park).collect();
        let named = self.parts_of(indicator);
        let by_parts = if named.len() > 1 { self.shift_by(&named, &field, at, from) } else { None };
        let (split, found) = match by_parts {
            Some(found) => (Split::Parts(named), Some(found)),
            None if named.len() > 1 => (Split::NoFigures(named), self.shift_by(&[indicator], &field, at, from)),
            None => (Split::NoParts, self.shift_by(&[indicator], &field, at, from)),
        };
        let Found { span, years, whole, count, mark } = found.ok_or(Why::Alone)?;
        let by: &[IndicatorId] = if let Split::Parts(named) = &split { named } else { &[indicator] };
        let (from, to) = (span.to.shift(-span.years()), span.to);
        let ends = Ends { from, to };
        let one = |park: &ParkId| {
            let place = field.iter().position(|member| member == park).ok_or(Why::NotCounted)?;
            let figures = self.pairs(*park, by, ends).ok_or(Why::NoBase(from))?;
            if !years[place].reach(span_end(at, span), span_end(at, span) + span.years()) {
                return Err(if figures.mark.is_none() { Why::Bounds } else { Why::Warned });
            }
            let effects = shift_share(&figures.pairs, &whole).ok_or(Why::NotPositive)?;
            let own = self.pairs(*park, &[indicator], ends).filter(|_| matches!(split, Split::Parts(_)));
            let of_parts: f64 = figures.pairs.iter().map(|pair| pair.change()).sum();
            let rest = own.map(|own| own.pairs[0].change() - of_parts);
            Ok(Shifted {
                pairs: figures.pairs,
                effects,
                mark: Mark::together(&[figures.mark.ok_or(Why::Bounds)?, mark]).ok_or(Why::Bounds)?,
                rest,
            })
        };
        let parks = parks.iter().map(one).collect();
        Ok(Shift { from, to, split, whole, count, of: field.len() as u32, parks })
    }

    /// The parts of an indicator that are counted in its unit and add up as it does.
    fn parts_of(&self, whole: IndicatorId) -> Vec<IndicatorId> {
        let unit = &self.catalog.indicator(whole).unit;
        let is_part = |id: &IndicatorId| {
            let about = self.catalog.indicator(*id);
            about.part_of == Some(whole) && about.adds == Adds::Sum && about.unit == *unit
        };
        self.catalog.indicator_ids().filter(is_part).collect()
    }

    /// The span, and the group over it; none where fewer than two members have all figures of any two years.
    fn shift_by(&self, by: &[IndicatorId], field: &[ParkId], at: At, from: Option<i32>) -> Option<Found> {
        let fits = |value: f64, mark: Mark| value >= 0.0 && !mark.is_bound();
        let mut years = self.known_years(field, *by.first()?, last_of(at), fits);
        for part in &by[1..] {
            for (all, part) in years.iter_mut().zip(self.known_years(field, *part, last_of(at), fits)) {
                *all = all.and(part);
            }
        }
        let span = match from {
            Some(from) => Span::since(&years, at, from),
            None => usual(&Span::all(&years, at)),
        };
        let span = span.filter(|span| span.parks > 1)?;
        let end = span_end(at, span);
        let ends = Ends { from: span.to.shift(-span.years()), to: span.to };
        let (mut whole, mut count, mut mark) = (vec![Pair::default(); by.len()], 0, Mark::Exact);
        for (park, _) in field.iter().zip(&years).filter(|(_, years)| years.reach(end, end + span.years())) {
            let Some(figures) = self.pairs(*park, by, ends) else { continue };
            for (sum, pair) in whole.iter_mut().zip(&figures.pairs) {
                *sum = Pair { before: sum.before + pair.before, now: sum.now + pair.now };
            }
            count += 1;
            mark = Mark::together(&[mark, figures.mark?])?;
        }
        Some(Found { span, years, whole, count, mark })
    }

    /// A park's figures of both ends, one pair an indicator; none where one is missing.
    fn pairs(&self, park: ParkId, by: &[IndicatorId], ends: Ends) -> Option<Figures> {
        let columns: Columns<'_> = self.frame.columns();
        let mut marks = vec![];
        let mut figure = |indicator: IndicatorId, period: Period| {
            let row = columns.newest(self.frame.rows_of(park, indicator, Kind::Actual), At::Exact(period))?;
            let reading = columns.point(row).reading;
            marks.push(reading.mark);
            Some(reading.value)
        };
        let mut pair = |id: &IndicatorId| Some(Pair { before: figure(*id, ends.from)?, now: figure(*id, ends.to)? });
        let pairs = by.iter().map(&mut pair).collect::<Option<Vec<Pair>>>()?;
        Some(Figures { pairs, mark: Mark::together(&marks) })
    }
}

/// What a span was found by.
struct Found {
    span: Span,
    /// Of each member of the field the years it has all figures of.
    years: Vec<Years>,
    whole: Vec<Pair>,
    count: u32,
    /// How firm the sums are.
    mark: Mark,
}

#[derive(Clone, Copy)]
struct Ends {
    from: Period,
    to: Period,
}

/// A park's figures of two years, and how firm what is made of them is; none where a bound is among them.
struct Figures {
    pairs: Vec<Pair>,
    mark: Option<Mark>,
}

/// The newest period the rule takes.
const fn last_of(at: At) -> Period {
    at.period()
}

/// How many years before the newest period a span ends.
const fn span_end(at: At, span: Span) -> i32 {
    last_of(at).calendar_year() - span.to.calendar_year()
}
