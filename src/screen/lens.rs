//! What is being looked at: one question, shared by all screens, so that switching keeps it.

use super::{
    Asked,
    scope::{Base, LEAST, Only, Scope},
    sieve::Sifted,
};
use crate::{
    analysis::score::Runs,
    error::{Error, Result},
    model::{
        At, Catalog, Form, GroupId, IndicatorId, Kind, Measure, Naming, ParkId, Period, SchemeId, catalog::Miss,
        measure::NotAForm,
    },
    store::Store,
};

/// At most so many parks are compared.
pub const MOST_MARKED: usize = 8;

/// The families whose best-covered member is shown first: output, enterprises, R&D, patents, standing.
const HEADLINES: &[&[&str]] = &[
    &["gdp", "revenue", "gross_output", "gross_output_above_size"],
    &["hte_count", "enterprises", "sci_sme_count"],
    &["rd_intensity_gdp", "rd_intensity_revenue", "rd_expenditure"],
    &["invention_patents_per_10k_pop", "invention_patents_valid", "patents_granted"],
    &["national_rank"],
];

/// The question.
#[derive(Clone, PartialEq, Debug)]
pub struct Lens {
    /// The parks marked for comparison; the first is the benchmark.
    pub marked: Vec<ParkId>,
    /// The indicators shown.
    pub measures: Vec<IndicatorId>,
    pub at: At,
    /// The group everything is counted over.
    pub scope: Scope,
    /// What is done to the indicators before they are shown.
    pub form: Form,
    /// The park one looks at.
    pub park: Option<ParkId>,
    /// The indicator one looks at.
    pub indicator: Option<IndicatorId>,
    /// The indicator set against it, where one was chosen.
    pub second: Option<IndicatorId>,
    /// The number asked about, while its story is open.
    pub asked: Option<Asked>,
    /// In which form and of what time it was asked about, where those are not the lens's own.
    pub asked_as: Option<(Form, At)>,
    /// The park it is held against, where it was asked how far apart the two are.
    pub asked_from: Option<ParkId>,
    /// How scores are made.
    pub scheme: Option<SchemeId>,
    /// How often scores are drawn anew to see how sure they are.
    pub runs: Runs,
    /// Which parks are shown; none: all.
    pub sieve: Sifted,
    /// In which language names are shown, and so put in order.
    pub naming: Naming,
}

impl Lens {
    /// The question one starts with: the default group, the headline indicators most of its parks have, the latest years.
    pub fn first(store: &Store) -> Self {
        let catalog = store.catalog();
        let scope = Scope::whole(catalog, Base::Group(GroupId(0)));
        let members = scope.parks();
        let inside = (members.len() < catalog.parks.len()).then(|| catalog.among(members));
        let covered = |id: IndicatorId| match &inside {
            Some(inside) => store.parks_with(id, Kind::Actual).iter().filter(|park| inside[park.index()]).count(),
            None => store.count_parks(id),
        };
        let best = |family: &&[&str]| {
            let known = family.iter().filter_map(|slug| catalog.indicator_by_slug(slug));
            known.map(|id| (covered(id), id)).filter(|(n, _)| *n > 0).reduce(|a, b| if b.0 > a.0 { b } else { a })
        };
        let mut measures: Vec<IndicatorId> = HEADLINES.iter().filter_map(best).map(|(_, id)| id).collect();
        if measures.is_empty() {
            // Data of one's own: the indicators most parks have.
            let mut all: Vec<IndicatorId> =
                catalog.indicator_ids().filter(|id| !catalog.indicator(*id).is_computed()).collect();
            all.sort_by_cached_key(|id| std::cmp::Reverse(covered(*id)));
            measures = all.into_iter().take(6).collect();
        }
        let last = store.years().map_or(0, |(_, last)| last);
        // The newest year is often a handful of early figures; start where there is something to rank.
        let enough = members.len().div_ceil(8);
        let has_enough = |year: &i32| {
            let figures =
                |missing: usize, id: &IndicatorId| missing - store.count_at(members, *id, Period::year(*year), missing);
            measures.iter().fold(enough, figures) == 0
        };
        let upto = (last - 2..=last).rev().find(has_enough).unwrap_or(last);
        // Data without a single full year is shown for the period it has.
        let at = match store.newest_period() {
            Some(period) if upto == 0 => At::Exact(period),
            _ => At::Latest { upto, back: 4 },
        };
        // A scheme the data has something for; one's own come first.
        let known = catalog.schemes.iter().position(|scheme| scheme.known() > 0).unwrap_or(0);
        Self {
            marked: vec![],
            at,
            form: Form::Level,
            park: None,
            indicator: measures.first().copied(),
            second: None,
            measures,
            scope,
            asked: None,
            asked_as: None,
            asked_from: None,
            scheme: Some(SchemeId::at(known)).filter(|id| catalog.scheme(*id).is_some()),
            runs: Runs { count: 1000, seed: 1 },
            sieve: None,
            naming: Naming::default(),
        }
    }

    /// The park one looks at: the one chosen, else the first marked.
    pub fn park(&self) -> Option<ParkId> {
        self.park.or_else(|| self.marked.first().copied())
    }

    /// The indicator one looks at, in the form it is shown in.
    pub fn focused(&self) -> Option<Measure> {
        let of = self.indicator.or_else(|| self.measures.first().copied())?;
        Some(Measure { of, form: self.form })
    }

    /// An indicator in the form one looks at.
    pub const fn measure(&self, of: IndicatorId) -> Measure {
        Measure { of, form: self.form }
    }

    /// Marks a park, or takes its mark away; false when there is no room.
    pub fn toggle(&mut self, park: ParkId) -> bool {
        if let Some(place) = self.marked.iter().position(|marked| *marked == park) {
            self.marked.remove(place);
        } else if self.marked.len() < MOST_MARKED {
            self.marked.push(park);
        } else {
            return false;
        }
        true
    }

    /// Keeps a group of marked parks to the marks. False where too few are left, so that all of the group stands in again.
    pub fn follow(&mut self, catalog: &Catalog) -> bool {
        if self.scope.only != Only::Marked || self.scope.parks() == self.marked {
            return true;
        }
        let (base, is_enough) = (self.scope.base.clone(), self.marked.len() >= LEAST);
        let scope = if is_enough { Scope::marked(catalog, base, &self.marked) } else { Scope::whole(catalog, base) };
        self.scope = scope;
        is_enough
    }
}

/// The park of that name, or an error that says which it could be.
pub fn park_named(catalog: &Catalog, name: &str) -> Result<ParkId> {
    catalog.park_meant(name).map_err(|miss| {
        let told = |id: &ParkId| {
            let park = catalog.park(*id);
            format!("`{}` ({}, {})", park.slug, park.name.zh, park.name.en)
        };
        no_such("park", "园区", name, miss, told)
    })
}

/// The indicator of that name, or an error that says which it could be.
pub fn indicator_named(catalog: &Catalog, name: &str) -> Result<IndicatorId> {
    catalog.indicator_meant(name).map_err(|miss| {
        let told = |id: &IndicatorId| {
            let indicator = catalog.indicator(*id);
            format!("`{}` ({}, {})", indicator.slug, indicator.name.zh, indicator.name.en)
        };
        no_such("indicator", "指标", name, miss, told)
    })
}

/// The group of that name, or an error that says which it could be.
pub fn group_named(catalog: &Catalog, name: &str) -> Result<GroupId> {
    catalog.group_meant(name).map_err(|miss| {
        let told = |id: &GroupId| format!("`{}` ({})", catalog.group(*id).slug, catalog.group(*id).name.zh);
        no_such("group", "园区范围", name, miss, told)
    })
}

/// The scheme of that name or file, or an error that says which it could be.
pub fn scheme_named(catalog: &Catalog, name: &str) -> Result<SchemeId> {
    catalog.scheme_meant(name).map_err(|miss| {
        let told = |id: &SchemeId| {
            catalog.scheme(*id).map_or(String::new(), |scheme| format!("`{}` ({})", scheme.slug, scheme.name.zh))
        };
        let miss = match miss {
            Miss::None(near) if near.is_empty() => Miss::None(catalog.schemes.iter().map(|s| s.slug.clone()).collect()),
            miss => miss,
        };
        no_such("scheme", "评价方案", name, miss, told)
    })
}

fn no_such<Id>(what: &str, zh: &str, name: &str, miss: Miss<Id>, told: impl Fn(&Id) -> String) -> Error {
    Error::Name(match miss {
        Miss::Several(ids) => {
            let list: Vec<String> = ids.iter().take(20).map(|id| format!("\n  {}", told(id))).collect();
            let more = ids.len().saturating_sub(20);
            let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
            format!("`{name}` fits several {what}s ({zh}); name one of:{}{more}", list.concat())
        }
        Miss::None(near) if near.is_empty() => format!("no {what} ({zh}) is called `{name}`"),
        Miss::None(near) => {
            format!("no {what} ({zh}) is called `{name}`; did you mean `{}`?", near.join("`, `"))
        }
    })
}

/// The form written so, or an error that says how forms are written. Without a year `cagr` and `index` look back five.
pub fn form_named(catalog: &Catalog, text: &str, at: At) -> Result<Form> {
    let year = at.period().calendar_year() - BACK;
    Form::parse(text, year, |name| indicator_named(catalog, name).map_err(Unread::Name)).map_err(
        |unread| match unread {
            Unread::Name(error) => error,
            Unread::Form(error) => Error::Usage(error.to_string()),
        },
    )
}

/// So many years lie between the base of a growth or an index and the year shown, where nobody says.
pub const BACK: i32 = 5;

/// Why a form was not read.
enum Unread {
    Form(NotAForm),
    Name(Error),
}

impl From<NotAForm> for Unread {
    fn from(error: NotAForm) -> Self {
        Self::Form(error)
    }
}
