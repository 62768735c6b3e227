//! Sources: each source and what it supports, each fact that sources state differently, and what to beware of.

mod draw;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Asked, Choices, Cx, Grid, Layer, Lens, Outcome, Request, Screen, Spec, disputes, grid, rows::Rows};
use crate::{
    error::Result,
    intent::Intent,
    model::{Catalog, Collation, Kind, Lang, Observation, Remark, Roll, Source, find::Reader},
    store::{Statements, Store},
    ui::number,
};

/// What is listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Part {
    #[default]
    Sources,
    Conflicts,
    Remarks,
}

/// Sources, conflicts and remarks.
#[derive(Clone, Default)]
pub struct Sources {
    part: Part,
    rows: Rows,
    /// Whether the cursor is among the facts of the source rather than among the sources.
    inside: bool,
    facts: Rows,
    filter: String,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    part: Part,
    filter: String,
    by: Collation,
}

/// One source and the observations it supports.
pub struct Supported {
    source: Source,
    facts: Statements,
}

pub enum View {
    Sources(Vec<Supported>),
    Conflicts(Vec<Vec<Observation>>),
    Remarks(Vec<Remark>),
}

impl View {
    const fn len(&self) -> usize {
        match self {
            Self::Sources(all) => all.len(),
            Self::Conflicts(all) => all.len(),
            Self::Remarks(all) => all.len(),
        }
    }
}

impl Screen for Sources {
    const SPEC: Spec = Spec {
        id: "sources",
        intent: Intent::Sources,
        layers: &[Layer::Rows, Layer::Columns, Layer::Find, Layer::Parts],
        footer: &[Intent::Part, Intent::Where, Intent::Filter, Intent::Language],
    };
    type Query = Query;
    type View = View;

    fn open() -> Self {
        Self::default()
    }

    fn query(&self, lens: &Lens) -> Query {
        Query { part: self.part, filter: self.filter.trim().to_lowercase(), by: lens.naming.by }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        Ok(match query.part {
            Part::Sources => View::Sources(sources(store, &query.filter, query.by)),
            Part::Conflicts => View::Conflicts(disputes::all(store, &query.filter)),
            Part::Remarks => View::Remarks(remarks(store, &query.filter)),
        })
    }

    fn react(&mut self, intent: Intent, view: &View, _: &Lens) -> Outcome {
        let facts = match view {
            View::Sources(all) => all.get(self.rows.cursor).map_or(0, |supported| supported.facts.len()),
            _ => 0,
        };
        if self.inside && facts > 0 {
            if self.facts.react(intent, facts) {
                return Outcome::Changed;
            }
        } else if self.rows.react(intent, view.len()) {
            self.facts = Rows::default();
            return Outcome::Changed;
        }
        match intent {
            Intent::Part => {
                self.part = match self.part {
                    Part::Sources => Part::Conflicts,
                    Part::Conflicts => Part::Remarks,
                    Part::Remarks => Part::Sources,
                };
                (self.rows, self.inside) = (Rows::default(), false);
            }
            Intent::Right => self.inside = facts > 0,
            Intent::Left => self.inside = false,
            Intent::Back if self.inside => self.inside = false,
            Intent::Where => return self.ask_where(view),
            _ => return Outcome::Ignored,
        }
        Outcome::Changed
    }

    fn render(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        self.rows.cursor = self.rows.cursor.min(view.len().saturating_sub(1));
        self.draw(view, cx, area, buf);
    }

    fn choices(&mut self, book: &mut Choices<'_>) {
        let parts = [(Part::Sources, "sources"), (Part::Conflicts, "conflicts"), (Part::Remarks, "remarks")];
        book.one_of("part", &mut self.part, &parts);
        book.text("filter", &mut self.filter);
    }

    fn grid(view: &View, catalog: &Catalog, lang: Lang, _: usize) -> Grid {
        to_grid(view, catalog, lang)
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.filter)
    }
}

/// The sources that support anything, the best grade and the most figures first, then by their titles.
fn sources(store: &Store, filter: &str, by: Collation) -> Vec<Supported> {
    let (catalog, mut reader) = (store.catalog(), Reader::new(filter));
    let all: Vec<Supported> = catalog
        .sources
        .iter()
        .zip(store.by_source())
        .filter(|(source, _)| {
            let (zh, en) = source.grade.words();
            reader.fits([&*source.slug, &source.title, &source.publisher, &source.url, zh, en])
        })
        .map(|(source, facts)| Supported { source: source.clone(), facts })
        .collect();
    let titles = Roll::of(all.iter().map(|supported| (&*supported.source.title, &*supported.source.slug)), by);
    let mut all: Vec<(usize, Supported)> = all.into_iter().enumerate().collect();
    all.sort_by_key(|(place, of)| (of.source.grade, std::cmp::Reverse(of.facts.len()), titles.stands(*place)));
    all.into_iter().map(|(_, supported)| supported).collect()
}

fn remarks(store: &Store, filter: &str) -> Vec<Remark> {
    let catalog = store.catalog();
    let ([parks, indicators], mut reader) = (catalog.both_like(filter), Reader::new(filter));
    let fits = |remark: &&Remark| {
        reader.fits([&*remark.text.zh, &remark.text.en])
            || remark.parks.iter().any(|park| parks.has(park.index()))
            || remark.indicators.iter().any(|indicator| indicators.has(indicator.index()))
    };
    catalog.remarks.iter().filter(fits).cloned().collect()
}

impl Sources {
    fn ask_where(&mut self, view: &View) -> Outcome {
        match view {
            View::Sources(all) => match all.get(self.rows.cursor) {
                Some(supported) if self.inside => {
                    supported.facts.get(self.facts.cursor).map_or(Outcome::Changed, |what| disputes::story(&what))
                }
                Some(supported) => {
                    self.inside = supported.facts.len() > 0;
                    Outcome::Changed
                }
                None => Outcome::Changed,
            },
            View::Conflicts(all) => {
                let first = all.get(self.rows.cursor).and_then(|said| said.first());
                first.map_or(Outcome::Changed, disputes::story)
            }
            View::Remarks(all) => match all.get(self.rows.cursor) {
                Some(Remark { parks, indicators, .. }) if !parks.is_empty() && !indicators.is_empty() => {
                    Outcome::Ask(Request::Where(Asked { park: parks[0], indicator: indicators[0], fact: None }))
                }
                _ => Outcome::Changed,
            },
        }
    }
}

fn to_grid(view: &View, catalog: &Catalog, lang: Lang) -> Grid {
    use grid::{Column, Value};
    let shown = |names: &[&str]| names.iter().map(|name| Column::shown(*name, *name)).collect::<Vec<_>>();
    let fact = |what: &Observation| {
        let indicator = catalog.indicator(what.fact.indicator);
        let kind = if what.fact.kind == Kind::Target { "target" } else { "actual" };
        vec![
            Value::text(&catalog.park(what.fact.park).slug),
            Value::text(&indicator.slug),
            Value::text(what.fact.period.to_string()),
            Value::text(kind),
            what.value.map_or(Value::Missing, |value| Value::Number(value, number::exact(value))),
            Value::unit(indicator, lang),
            Value::text(what.mark.name()),
        ]
    };
    let source = |source: Option<&Source>| {
        vec![
            Value::maybe(source.map(|s| s.slug.as_str())),
            Value::maybe(source.map(|s| s.title.as_str())),
            Value::maybe(source.map(|s| s.publisher.as_str())),
            Value::maybe(source.map(|s| s.date.as_str())),
            Value::maybe(source.map(|s| s.url.as_str())),
            Value::maybe(source.map(|s| s.locator.as_str())),
            Value::maybe(source.map(|s| s.grade.words().1)),
        ]
    };
    let names = ["source", "title", "publisher", "date", "url", "locator", "grade"];
    match view {
        View::Sources(all) => {
            let mut columns = shown(&names);
            columns.push(Column::shown("facts", "facts"));
            let row = |supported: &Supported| {
                let mut cells = source(Some(&supported.source));
                cells.push(Value::count(supported.facts.len() as u32));
                cells
            };
            Grid { columns, rows: all.iter().map(row).collect(), notes: vec![] }
        }
        View::Conflicts(all) => {
            let mut columns = shown(&["park", "indicator", "period", "kind", "value", "unit", "mark"]);
            columns.extend(shown(&names));
            let row = |what: &Observation| {
                let mut cells = fact(what);
                cells.extend(source(what.source.map(|id| catalog.source(id))));
                cells
            };
            Grid { columns, rows: all.iter().flatten().map(row).collect(), notes: vec![] }
        }
        View::Remarks(all) => {
            let row = |remark: &Remark| {
                let parks: Vec<_> = remark.parks.iter().map(|id| catalog.park(*id).slug.as_str()).collect();
                let indicators: Vec<_> =
                    remark.indicators.iter().map(|id| catalog.indicator(*id).slug.as_str()).collect();
                vec![
                    Value::text(remark.kind.words().1),
                    Value::text(parks.join(" ")),
                    Value::text(indicators.join(" ")),
                    Value::text(remark.text.get(lang)),
                ]
            };
            Grid {
                columns: shown(&["kind", "parks", "indicators", "text"]),
                rows: all.iter().map(row).collect(),
                notes: vec![],
            }
        }
    }
}
