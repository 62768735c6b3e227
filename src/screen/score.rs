//! Score: the parks of a group by a scheme, what each score is made of, and how sure its place is.

mod about;
mod draw;
mod field;
mod lack;
mod park;
mod table;
mod tried;
mod weights;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Asked, Choices, Cx, Grid, Layer, Lens, Outcome, Request, Said, Scope, Screen, Spec,
    rows::Rows,
    sieve::{Sifted, shows},
};
use crate::{
    analysis::score::Runs,
    error::Result,
    intent::Intent,
    model::{At, Catalog, FactId, Lang, ParkId, Scheme, SchemeId, scheme::Measure},
    store::Store,
};
use field::{Field, Scored, Sure};
use lack::Lack;
pub use tried::{Placed, tried};

/// What is shown of the score.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Part {
    /// The parks by their scores.
    #[default]
    Ranking,
    /// What one park's score is made of.
    Park,
    /// The weights, to be changed.
    Weights,
    /// What the scheme is.
    About,
}

impl Part {
    const fn next(self) -> Self {
        match self {
            Self::Ranking => Self::Park,
            Self::Park => Self::Weights,
            Self::Weights => Self::About,
            Self::About => Self::Ranking,
        }
    }
}

/// The cursors of its parts, and the weights as somebody changed them.
#[derive(Clone, Default)]
pub struct Score {
    part: Part,
    /// Which place a park is told the way to.
    aim: park::Aim,
    /// The park under the cursor; who, not where.
    cursor: Option<ParkId>,
    rows: Rows,
    leaves: Rows,
    nodes: Rows,
    about: Rows,
    filter: String,
    /// Under the scheme of that name.
    weights: Option<(String, Vec<f64>)>,
    /// What the last answer was computed from.
    field: Option<Arc<Field>>,
    /// The question the last answer was to, once its intervals may be asked for.
    ready: Option<Question>,
    stop: Arc<AtomicBool>,
}

/// What the scores hang on.
#[derive(Clone, PartialEq, Debug)]
struct Question {
    scheme: Option<SchemeId>,
    scope: Scope,
    at: At,
    weights: Option<Vec<f64>>,
    filter: String,
    sieve: Sifted,
    runs: Runs,
}

/// A question, and what makes answering it cheap.
#[derive(Clone)]
pub struct Query {
    question: Question,
    /// Whether intervals are asked for too.
    is_long: bool,
    field: Option<Arc<Field>>,
    stop: Arc<AtomicBool>,
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        self.question == other.question && self.is_long == other.is_long
    }
}

pub struct View {
    question: Question,
    /// None where there is no scheme at all.
    shown: Option<Shown>,
}

struct Shown {
    field: Arc<Field>,
    scored: Scored,
    /// The parks that answer to the filter, by place.
    listed: Vec<u32>,
    is_changed: bool,
    /// None until the runs are made.
    sure: Option<Sure>,
    asked_runs: usize,
    /// Why nobody has a score; none where somebody has.
    lack: Option<Lack>,
}

impl Screen for Score {
    const SPEC: Spec = Spec {
        id: "score",
        intent: Intent::Score,
        layers: &[
            Layer::Rows,
            Layer::Siblings,
            Layer::Parks,
            Layer::Find,
            Layer::Weights,
            Layer::Time,
            Layer::Scope,
            Layer::Parts,
        ],
        footer: &[
            Intent::Part,
            Intent::Where,
            Intent::Scheme,
            Intent::Heavier,
            Intent::Lighter,
            Intent::AsGiven,
            Intent::Mark,
            Intent::Aim,
            Intent::Filter,
            Intent::Group,
            Intent::ExactPeriod,
        ],
    };
    type Query = Query;
    type View = View;

    fn open() -> Self {
        Self::default()
    }

    fn query(&self, lens: &Lens) -> Query {
        let scheme = self.field.as_ref().filter(|field| Some(field.id) == lens.scheme).map(|field| &field.scheme.slug);
        let weights =
            self.weights.as_ref().filter(|(slug, _)| Some(slug) == scheme).map(|(_, weights)| weights.clone());
        let question = Question {
            scheme: lens.scheme,
            scope: lens.scope.clone(),
            at: lens.at,
            weights,
            filter: self.filter.trim().to_owned(),
            sieve: lens.sieve.clone(),
            runs: lens.runs,
        };
        let is_long = lens.runs.count > 0 && self.ready.as_ref() == Some(&question);
        Query { question, is_long, field: self.field.clone(), stop: self.stop.clone() }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        let Question { scheme, scope, at, weights, filter, sieve, runs } = &query.question;
        let is_same = |field: &&Arc<Field>| Some(field.id) == *scheme && field.scope == *scope && field.at == *at;
        let known = query.field.as_ref().filter(is_same).cloned();
        let field = known.or_else(|| Field::of(store, (*scheme)?, scope, *at).map(Arc::new));
        let shown = field.map(|field| {
            let given = field.scheme.weights();
            let weights = weights.as_ref().filter(|weights| weights.len() == given.len());
            let is_changed = weights.is_some_and(|weights| *weights != given);
            let scored = field.score(weights.unwrap_or(&given));
            let sure =
                (query.is_long && scored.of > 0).then(|| field.sure(&scored.weights, *runs, &query.stop)).flatten();
            let catalog = store.catalog();
            let like = catalog.parks_like(filter);
            let mut listed = scored.order.clone();
            listed.retain(|row| {
                let park = field.inputs.parks[*row as usize];
                like.has(park.index()) && shows(sieve, park)
            });
            let lack = Lack::of(store, &field, &scored);
            Shown { field, scored, listed, is_changed, sure, asked_runs: runs.count, lack }
        });
        Ok(View { question: query.question.clone(), shown })
    }

    fn is_long(query: &Query) -> bool {
        query.is_long
    }

    fn accepted(&mut self, view: &View) {
        let is_new = self.ready.as_ref() != Some(&view.question);
        if is_new {
            // Runs for another question are of no use any more.
            self.stop.store(true, Ordering::Relaxed);
            self.stop = Arc::default();
        }
        self.ready = Some(view.question.clone());
        self.field = view.shown.as_ref().map(|shown| shown.field.clone());
    }

    fn forget(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        (self.field, self.ready) = (None, None);
    }

    fn react(&mut self, intent: Intent, view: &View, lens: &Lens) -> Outcome {
        let Some(shown) = &view.shown else { return Outcome::Ignored };
        self.follow(shown, lens);
        match intent {
            Intent::Part => self.part = self.part.next(),
            Intent::Back if self.part != Part::Ranking && self.filter.is_empty() => self.part = Part::Ranking,
            Intent::Mark => return self.cursor.map_or(Outcome::Changed, |park| Outcome::Ask(Request::Mark(park))),
            Intent::NextPark | Intent::PrevPark => {
                let step = if intent == Intent::NextPark { Intent::Down } else { Intent::Up };
                return self.walk(step, shown, lens);
            }
            Intent::Heavier | Intent::Lighter => self.weigh(shown, intent == Intent::Heavier),
            Intent::AsGiven => self.weights = None,
            Intent::Aim => self.aim = self.aim.next(!lens.marked.is_empty()),
            Intent::WorkingScheme => {
                let working = shown.lack.as_ref().and_then(|lack| lack.working);
                return working.map_or(Outcome::Changed, |(id, _)| Outcome::Ask(Request::Scheme(id)));
            }
            Intent::Where => return self.ask_where(shown),
            _ => return self.step(intent, shown, lens),
        }
        Outcome::Changed
    }

    fn render(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        if let Some(shown) = &view.shown {
            self.follow(shown, cx.lens);
        }
        self.draw(view, cx, area, buf);
    }

    fn choices(&mut self, book: &mut Choices<'_>) {
        let parts =
            [(Part::Ranking, "ranking"), (Part::Park, "park"), (Part::Weights, "weights"), (Part::About, "about")];
        book.one_of("part", &mut self.part, &parts);
        let aims = [(park::Aim::Next, "next"), (park::Aim::TopTen, "top-ten"), (park::Aim::Benchmark, "benchmark")];
        book.one_of("aim", &mut self.aim, &aims);
        book.park("cursor", &mut self.cursor);
        book.text("filter", &mut self.filter);
        self.weight_choices(book);
    }

    fn grid(view: &View, catalog: &Catalog, lang: Lang, _: usize) -> Grid {
        table::to_grid(view, catalog, lang)
    }

    fn cites(view: &View, rows: usize) -> Vec<Vec<FactId>> {
        let Some(shown) = &view.shown else { return vec![] };
        let inputs = &shown.field.inputs;
        let facts = |row: usize| {
            let points =
                (0..inputs.columns.len()).flat_map(move |leaf| [inputs.figure(leaf, row), inputs.under(leaf, row)]);
            points.flatten().map(|point| point.reading.fact).collect()
        };
        shown.listed.iter().take(rows).map(|row| facts(*row as usize)).collect()
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.filter)
    }
}

impl Score {
    /// The weights that were changed: the scheme's name, then `node=weight` for each that is not the scheme's own.
    fn weight_choices(&mut self, book: &mut Choices<'_>) {
        let catalog = book.store.catalog();
        let scheme = |slug: &str| catalog.scheme_by_slug(slug).and_then(|id| catalog.scheme(id));
        if book.is_taken() {
            let said = book.list("weights");
            let Some((slug, changed)) = said.split_first() else {
                self.weights = None;
                return;
            };
            let Some(scheme) = scheme(slug) else { return book.miss("weights", slug) };
            let mut weights: Vec<f64> = scheme.nodes.iter().map(|node| node.weight).collect();
            for text in changed {
                let pair = text.rsplit_once('=').and_then(|(node, weight)| {
                    let weight = weight.parse::<f64>().ok().filter(|weight| weight.is_finite() && *weight >= 0.0)?;
                    Some(((0..weights.len()).find(|at| node_name(scheme, *at) == node)?, weight))
                });
                match pair {
                    Some((at, weight)) => weights[at] = weight,
                    None => book.miss("weights", text),
                }
            }
            self.weights = Some((slug.clone(), weights));
        } else if let Some((slug, weights)) = &self.weights
            && let Some(scheme) = scheme(slug)
        {
            let changed = scheme
                .nodes
                .iter()
                .zip(weights)
                .enumerate()
                .filter(|(_, (node, weight))| (node.weight - **weight).abs() > 1e-12);
            let changed = changed.map(|(at, (_, weight))| format!("{}={weight}", node_name(scheme, at)));
            book.tell("weights", Some(Said::List(std::iter::once(slug.clone()).chain(changed).collect())));
        }
    }
}

/// A node's own name, where no other has it; else its place.
fn node_name(scheme: &Scheme, at: usize) -> String {
    let id = &scheme.nodes[at].id;
    let is_own = !id.is_empty() && scheme.nodes.iter().filter(|node| node.id == *id).count() == 1;
    if is_own { id.clone() } else { format!("#{at}") }
}

impl Score {
    /// Puts the cursor back on its park after the rows changed; at first on the park one looks at.
    fn follow(&mut self, shown: &Shown, lens: &Lens) {
        let park = self.cursor.or_else(|| lens.park());
        let place = |park: ParkId| {
            let row = shown.field.row_of(park)?;
            shown.listed.iter().position(|listed| *listed as usize == row)
        };
        if let Some(place) = park.and_then(place) {
            self.rows.cursor = place;
        }
        self.rows.cursor = self.rows.cursor.min(shown.listed.len().saturating_sub(1));
        self.cursor = shown.listed.get(self.rows.cursor).map(|row| shown.field.inputs.parks[*row as usize]);
    }

    /// The row of the park under the cursor.
    fn row(&self, shown: &Shown) -> Option<usize> {
        shown.listed.get(self.rows.cursor).map(|row| *row as usize)
    }

    /// Moves over the rows of the part.
    fn step(&mut self, intent: Intent, shown: &Shown, lens: &Lens) -> Outcome {
        let scheme = &shown.field.scheme;
        let moved = match self.part {
            Part::Ranking => return self.walk(intent, shown, lens),
            Part::Park => self.leaves.react(intent, scheme.leaves.len()),
            Part::Weights => self.nodes.react(intent, scheme.nodes.len().saturating_sub(1)),
            // How many lines there are is known when they are drawn.
            Part::About => self.about.react(intent, usize::MAX >> 1),
        };
        if moved { Outcome::Changed } else { Outcome::Ignored }
    }

    /// Moves over the parks.
    fn walk(&mut self, intent: Intent, shown: &Shown, lens: &Lens) -> Outcome {
        if !self.rows.react(intent, shown.listed.len()) {
            return Outcome::Ignored;
        }
        self.cursor = shown.listed.get(self.rows.cursor).map(|row| shown.field.inputs.parks[*row as usize]);
        match self.cursor {
            Some(park) if lens.park != Some(park) => Outcome::Ask(Request::Focus(park)),
            _ => Outcome::Changed,
        }
    }

    /// A step more or less weight on the node under the cursor: a tenth of the mean weight its group has in the scheme.
    fn weigh(&mut self, shown: &Shown, is_more: bool) {
        let scheme = &shown.field.scheme;
        if self.part != Part::Weights {
            // Which weight is meant is seen there only.
            self.part = Part::Weights;
            return;
        }
        let node = self.nodes.cursor + 1;
        if node >= scheme.nodes.len() {
            return;
        }
        let mut weights = shown.scored.weights.clone();
        let step = step_of(scheme, node);
        // In whole steps, so that a step back is a step back.
        let steps = (weights[node] / step + if is_more { 1.0 } else { -1.0 }).max(0.0);
        weights[node] = (steps * step * 1e9).round() / 1e9;
        let is_given = weights == scheme.weights();
        // Runs for the weights before are of no use any more, and would be in the way of the answer.
        self.stop.store(true, Ordering::Relaxed);
        self.stop = Arc::default();
        self.weights = (!is_given).then(|| (scheme.slug.clone(), weights));
    }

    /// From a score to what it is made of, from there to where the figure is from.
    fn ask_where(&mut self, shown: &Shown) -> Outcome {
        match (self.part, self.row(shown)) {
            (Part::Ranking, Some(_)) => self.part = Part::Park,
            (Part::Park, Some(row)) => {
                let leaf = self.leaves.cursor;
                let measure = shown.field.scheme.leaves.get(leaf).and_then(|leaf| leaf.measure);
                let Some(indicator) = measure.map(Measure::first) else { return Outcome::Changed };
                let fact = shown.field.inputs.figure(leaf, row).map(|point| point.reading.fact);
                return Outcome::Ask(Request::Where(Asked { park: shown.field.inputs.parks[row], indicator, fact }));
            }
            _ => {}
        }
        Outcome::Changed
    }
}

/// How much one key changes a weight by.
fn step_of(scheme: &Scheme, node: usize) -> f64 {
    let parent = scheme.nodes[node].parent;
    let (sum, count) =
        scheme.members(parent).fold((0.0, 0), |(sum, count), member| (sum + scheme.nodes[member].weight, count + 1));
    (sum / f64::from(count.max(1)) / 10.0).max(1e-9)
}
