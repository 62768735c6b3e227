//! What is there and what is not: the full years of one indicator, park by park.

use super::Store;
use crate::model::{FactId, IndicatorId, Kind, Mark, ParkId};

/// What the sources say of one year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Known {
    /// One value, as printed.
    Firm,
    /// One value: preliminary, round, or a bound.
    Soft,
    /// Several values.
    Disputed,
    /// None, and a source says so.
    Denied,
}

impl Known {
    /// Everything that can be known, in the order of a legend.
    pub const ALL: [Self; 4] = [Self::Firm, Self::Soft, Self::Disputed, Self::Denied];

    /// The name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Soft => "soft",
            Self::Disputed => "disputed",
            Self::Denied => "denied",
        }
    }

    /// Whether there is a value.
    pub const fn is_filled(self) -> bool {
        !matches!(self, Self::Denied)
    }
}

/// One year of which a source says something.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Stated {
    pub year: i32,
    pub known: Known,
    /// The value shown first and how firm it is; none where a source says that there is none.
    pub value: Option<(f64, Mark)>,
    pub fact: FactId,
}

/// One park's years, oldest first.
#[derive(Clone, PartialEq, Debug)]
pub struct Covered {
    pub park: ParkId,
    pub years: Vec<Stated>,
}

impl Covered {
    /// What is said of a year.
    pub fn get(&self, year: i32) -> Option<&Stated> {
        self.years.binary_search_by_key(&year, |said| said.year).ok().map(|place| &self.years[place])
    }

    /// How many years have a value.
    pub fn filled(&self) -> usize {
        self.years.iter().filter(|said| said.known.is_filled()).count()
    }

    /// The runs of years without a value within a span, oldest first.
    pub fn gaps(&self, (first, last): (i32, i32)) -> Vec<(i32, i32)> {
        let mut gaps = vec![];
        let mut next = first;
        for year in self.years.iter().filter(|said| said.known.is_filled()).map(|said| said.year).chain([last + 1]) {
            if next < year {
                gaps.push((next, year - 1));
            }
            next = year + 1;
        }
        gaps
    }
}

/// Some parks and one indicator: which full years have a figure.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Coverage {
    /// One a park, in the order asked.
    pub rows: Vec<Covered>,
    /// The first and the last year that any source speaks of.
    pub span: Option<(i32, i32)>,
    /// How many parks have a value in each year of the span.
    pub by_year: Vec<usize>,
    /// Figures for a part of a year, which fill no cell.
    pub part_year: usize,
}

impl Coverage {
    /// How many cells have a value.
    pub fn filled(&self) -> usize {
        self.by_year.iter().sum()
    }

    /// How many cells there are: parks times years.
    pub fn cells(&self) -> usize {
        self.rows.len() * self.by_year.len()
    }
}

impl Store {
    /// Which full years have an actual figure of an indicator, park by park. It reads the indicator's rows and no others.
    pub fn coverage_of(&self, parks: &[ParkId], indicator: IndicatorId) -> Coverage {
        let mut part_year = 0;
        let row = |park: &ParkId| {
            let (years, partial) = self.years_of(*park, indicator);
            part_year += partial;
            Covered { park: *park, years }
        };
        let rows: Vec<Covered> = parks.iter().map(row).collect();
        let first = rows.iter().filter_map(|row| row.years.first()).map(|said| said.year).min();
        let span = first.zip(rows.iter().filter_map(|row| row.years.last()).map(|said| said.year).max());
        let mut by_year = span.map(|(first, last)| vec![0; (last - first + 1) as usize]).unwrap_or_default();
        let first = first.unwrap_or_default();
        for said in rows.iter().flat_map(|row| &row.years).filter(|said| said.known.is_filled()) {
            by_year[(said.year - first) as usize] += 1;
        }
        Coverage { rows, span, by_year, part_year }
    }

    /// One park's years, and how many figures it has for parts of a year.
    fn years_of(&self, park: ParkId, indicator: IndicatorId) -> (Vec<Stated>, usize) {
        let columns = self.frame.columns();
        let mut years = Vec::new();
        let mut part_year = 0;
        // The first row of a fact is the one shown; where no row has a value, the first says that there is none.
        for row in self.frame.rows_of(park, indicator, Kind::Actual) {
            let (period, about, value) = (columns.period(row), columns.about(row), columns.value(row));
            if !period.is_year() {
                part_year += usize::from(about.is_shown());
                continue;
            }
            let known = match about.mark() {
                _ if value.is_none() => Known::Denied,
                _ if about.is_disputed() => Known::Disputed,
                Mark::Exact => Known::Firm,
                _ => Known::Soft,
            };
            let value = value.map(|value| (value, about.mark()));
            years.push(Stated { year: period.calendar_year(), known, value, fact: FactId::at(row) });
        }
        years.dedup_by_key(|said| said.year);
        (years, part_year)
    }
}
