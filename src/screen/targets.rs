//! Targets: what plans aim at, how far the figures have come, and whether that is fast enough.

mod draw;
mod table;
mod words;

use std::cmp::Ordering;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Asked, Choices, Cx, Grid, Layer, Lens, Outcome, Request, Scope, Screen, Spec,
    rows::Rows,
    sieve::{Sifted, shows},
};
use crate::{
    error::Result,
    intent::Intent,
    model::{At, Catalog, IndicatorId, Lang, Naming, ParkId, Period},
    store::{Store, Target},
};

pub use words::{sentence, verdict_words};

/// The targets of a group and how they stand.
#[derive(Clone)]
pub struct Targets {
    sort: Sort,
    /// The column under the cursor.
    column: By,
    rows: Rows,
    /// The target under the cursor; which, not where.
    cursor: Option<(ParkId, IndicatorId, Period)>,
    filter: String,
}

/// What the rows are sorted by, and which way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Sort {
    by: By,
    falling: bool,
}

/// The columns, from left to right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum By {
    Park,
    Indicator,
    /// By the year it is due.
    Target,
    /// By the year of the figure.
    Actual,
    Progress,
    Attained,
    Verdict,
    Required,
    /// By what the pace leads to, over the target.
    Projected,
    /// By the shortfall, over the target.
    Shortfall,
}

impl By {
    const ALL: [Self; 10] = [
        Self::Park,
        Self::Indicator,
        Self::Target,
        Self::Actual,
        Self::Progress,
        Self::Attained,
        Self::Verdict,
        Self::Required,
        Self::Projected,
        Self::Shortfall,
    ];

    /// The name in a view.
    const fn code(self) -> &'static str {
        match self {
            Self::Park => "park",
            Self::Indicator => "indicator",
            Self::Target => "target",
            Self::Actual => "actual",
            Self::Progress => "progress",
            Self::Attained => "attained",
            Self::Verdict => "verdict",
            Self::Required => "required",
            Self::Projected => "projected",
            Self::Shortfall => "shortfall",
        }
    }

    /// The number it sorts a target by; none sorts last.
    fn key(self, target: &Target) -> Option<f64> {
        let outcome = &target.outcome;
        let aim = target.aim.reading.value;
        let over_target = |value: f64| (aim != 0.0).then(|| value / aim.abs());
        match self {
            Self::Park | Self::Indicator => None,
            Self::Target => Some(f64::from(target.aim.period.calendar_year())),
            Self::Actual => target.now.map(|now| f64::from(now.period.calendar_year())),
            Self::Progress => outcome.progress.map(|progress| progress.value),
            Self::Attained => outcome.attained.map(|attained| attained.value),
            Self::Verdict => outcome.verdict.map(|verdict| f64::from(verdict as u8)),
            Self::Required => outcome.required.map(|required| required.value),
            Self::Projected => outcome.projected.and_then(|projected| over_target(projected.value)),
            Self::Shortfall => outcome.shortfall.and_then(|shortfall| over_target(shortfall.value)),
        }
    }
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    scope: Scope,
    marked: Vec<ParkId>,
    at: At,
    sort: Sort,
    naming: Naming,
    filter: String,
    sieve: Sifted,
}

pub struct View {
    targets: Vec<Target>,
    at: At,
}

impl Screen for Targets {
    const SPEC: Spec = Spec {
        id: "targets",
        intent: Intent::Targets,
        layers: &[Layer::Rows, Layer::Columns, Layer::Parks, Layer::Find, Layer::Time, Layer::Scope, Layer::Order],
        footer: &[Intent::Where, Intent::Sort, Intent::Mark, Intent::Filter, Intent::Group, Intent::Earlier],
    };
    type Query = Query;
    type View = View;

    fn open() -> Self {
        Self {
            sort: Sort { by: By::Target, falling: true },
            column: By::Target,
            rows: Rows::default(),
            cursor: None,
            filter: String::new(),
        }
    }

    fn query(&self, lens: &Lens) -> Query {
        Query {
            scope: lens.scope.clone(),
            marked: lens.marked.clone(),
            at: lens.at,
            sort: self.sort,
            naming: lens.naming,
            filter: self.filter.trim().to_owned(),
            sieve: lens.sieve.clone(),
        }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        let catalog = store.catalog();
        let mut targets = store.targets(&parks(catalog, query), query.at);
        let [parks_like, indicators_like] = catalog.both_like(&query.filter);
        targets.retain(|target| parks_like.has(target.park.index()) || indicators_like.has(target.indicator.index()));
        targets.sort_by(|a, b| order(a, b, query.sort, query.naming, catalog));
        Ok(View { targets, at: query.at })
    }

    fn react(&mut self, intent: Intent, view: &View, _: &Lens) -> Outcome {
        self.find(view);
        if self.rows.react(intent, view.targets.len()) {
            self.cursor = view.targets.get(self.rows.cursor).map(identity);
            return Outcome::Changed;
        }
        let target = view.targets.get(self.rows.cursor);
        let place = By::ALL.iter().position(|by| *by == self.column).unwrap_or(0);
        match (intent, target) {
            (Intent::Left, _) => self.column = By::ALL[place.saturating_sub(1)],
            (Intent::Right, _) => self.column = By::ALL[(place + 1).min(By::ALL.len() - 1)],
            (Intent::Sort, _) => {
                let falling = if self.sort.by == self.column { !self.sort.falling } else { self.falls_first() };
                self.sort = Sort { by: self.column, falling };
            }
            (Intent::Mark, Some(target)) => return Outcome::Ask(Request::Mark(target.park)),
            (Intent::Where, Some(target)) => {
                let about_target = matches!(self.column, By::Park | By::Indicator | By::Target);
                let aim = target.aim.reading.fact;
                let fact = target.now.filter(|_| !about_target).map_or(aim, |now| now.reading.fact);
                let Target { park, indicator, .. } = *target;
                return Outcome::Ask(Request::Where(Asked { park, indicator, fact: Some(fact) }));
            }
            (Intent::Mark | Intent::Where, None) => {}
            _ => return Outcome::Ignored,
        }
        Outcome::Changed
    }

    fn render(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        self.find(view);
        self.draw(view, cx, area, buf);
    }

    fn choices(&mut self, book: &mut Choices<'_>) {
        let all = By::ALL.map(|by| (by, by.code()));
        book.one_of("sort", &mut self.sort.by, &all);
        book.flag("falling", &mut self.sort.falling);
        book.one_of("column", &mut self.column, &all);
        book.text("filter", &mut self.filter);
    }

    fn grid(view: &View, catalog: &Catalog, lang: Lang, _: usize) -> Grid {
        table::of(view, catalog, lang)
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.filter)
    }
}

impl Targets {
    /// Whether the column under the cursor is first sorted from the largest: names and verdicts are not.
    const fn falls_first(&self) -> bool {
        !matches!(self.column, By::Park | By::Indicator | By::Verdict)
    }

    /// Puts the cursor on its target again, wherever that is now.
    fn find(&mut self, view: &View) {
        let place = self.cursor.and_then(|wanted| view.targets.iter().position(|target| identity(target) == wanted));
        self.rows.cursor = place.unwrap_or(self.rows.cursor).min(view.targets.len().saturating_sub(1));
    }
}

/// The parks asked about: the group's, the marked ones, and in the first group, which is everybody's, the wider areas.
fn parks(catalog: &Catalog, query: &Query) -> Vec<ParkId> {
    let mut parks = query.scope.parks().to_vec();
    parks.extend(&query.marked);
    if query.scope.is_first() {
        parks.extend(catalog.park_ids().filter(|id| !catalog.park(*id).level.is_zone()));
    }
    parks.retain(|park| shows(&query.sieve, *park));
    parks
}

const fn identity(target: &Target) -> (ParkId, IndicatorId, Period) {
    (target.park, target.indicator, target.aim.period)
}

/// By the key asked for, what has none last; then what can be judged before what cannot, the later due first.
fn order(a: &Target, b: &Target, sort: Sort, naming: Naming, catalog: &Catalog) -> Ordering {
    let turn = |order: Ordering| if sort.falling { order.reverse() } else { order };
    let name = |target: &Target| match sort.by {
        By::Park => catalog.park_roll(naming).stands(target.park.index()),
        By::Indicator => catalog.indicator_roll(naming).stands(target.indicator.index()),
        _ => 0,
    };
    let by_key = match (sort.by.key(a), sort.by.key(b)) {
        (Some(a), Some(b)) => turn(a.total_cmp(&b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => turn(name(a).cmp(&name(b))),
    };
    let judged = |target: &Target| (target.outcome.verdict.is_none(), target.now.is_none());
    let due = |target: &Target| target.aim.period;
    by_key
        .then_with(|| judged(a).cmp(&judged(b)))
        .then_with(|| due(b).cmp(&due(a)))
        .then_with(|| (a.park, a.indicator).cmp(&(b.park, b.indicator)))
}
