//! Distribution: how one measure lies over the parks of a group, and in how few hands it is.

mod draw;
mod histogram;
mod layout;
mod spreading;
mod table;
mod years;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Asked, Choices, Cx, Grid, Layer, Lens, Outcome, Request, Scope, Screen, Spec, measured,
    rows::Rows,
    sieve::{Sifted, shows},
};
use spreading::{Shares, Spreading};

use crate::{
    analysis::{
        bins::Bins,
        rank::{self, Rank},
        spread::{Quarter, Quartiles, Spread},
    },
    error::Result,
    intent::Intent,
    model::{At, Better, Catalog, FactId, Indicator, Lang, Mark, Measure, ParkId, Period, measure::Refusal},
    store::{MeasureColumn, Measured, Store},
};

/// At most so many years are set beside each other.
const MOST_YEARS: usize = 12;
/// Fewer parks than this with a figure in every year are no field to follow over the years.
const LEAST_BALANCED: usize = 3;

/// Which table stands below the histogram where there is room for one only.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Part {
    /// The parks in the order of value.
    #[default]
    Parks,
    /// Concentration over the years.
    Years,
}

/// A histogram, a box, and the parks in them.
#[derive(Clone, Default)]
pub struct Distribution {
    /// The park under the cursor; who, not where.
    cursor: Option<ParkId>,
    rows: Rows,
    part: Part,
    /// Equal ratios on the axis; none: where the values span more than two decades.
    log: Option<bool>,
    filter: String,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    scope: Scope,
    marked: Vec<ParkId>,
    measure: Option<Measure>,
    at: At,
    part: Part,
    filter: String,
    sieve: Sifted,
}

/// One park in the list.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Row {
    pub park: ParkId,
    pub cell: Measured,
    /// None for a park that is marked and not among those counted: from elsewhere, a total, or a part of another.
    pub rank: Option<Rank>,
}

pub struct View {
    measure: Option<Measure>,
    /// The indicator as it reads in its form.
    about: Indicator,
    refused: Option<Refusal>,
    kind: Shares,
    rows: Vec<Row>,
    /// The values of the parks that may be ranked beside each other, from low to high.
    values: Vec<f64>,
    quartiles: Option<Quartiles>,
    mean: Option<f64>,
    /// How many parks could have a figure.
    of: usize,
    /// Totals and parts of other parks that have a figure and are not among the values.
    left_out: usize,
    /// Round or preliminary figures, and bounds, among the values.
    soft: usize,
    bounds: usize,
    periods: Vec<Period>,
    /// Of the one period most parks have a figure of.
    now: Option<Spreading>,
    /// Newest first.
    years: Vec<Spreading>,
    /// The figures beneath each of them, where they are shown.
    year_facts: Vec<Vec<FactId>>,
    /// How many parks have a figure in every year of the table.
    balanced: usize,
    part: Part,
    at: At,
    /// The width of the longest name, Chinese and English.
    names: [u16; 2],
}

impl Screen for Distribution {
    const SPEC: Spec = Spec {
        id: "distribution",
        intent: Intent::Distribution,
        layers: &[
            Layer::Rows,
            Layer::Parks,
            Layer::Find,
            Layer::Choice,
            Layer::Time,
            Layer::Scope,
            Layer::Scale,
            Layer::Parts,
        ],
        footer: &[
            Intent::Mark,
            Intent::Where,
            Intent::Measures,
            Intent::Measure,
            Intent::Part,
            Intent::Log,
            Intent::Group,
            Intent::Filter,
            Intent::AddPark,
            Intent::ExactPeriod,
        ],
    };
    type Query = Query;
    type View = View;

    fn open() -> Self {
        Self::default()
    }

    fn query(&self, lens: &Lens) -> Query {
        Query {
            scope: lens.scope.clone(),
            marked: lens.marked.clone(),
            measure: lens.focused(),
            at: lens.at,
            part: self.part,
            filter: self.filter.trim().to_owned(),
            sieve: lens.sieve.clone(),
        }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        Ok(view(store, query))
    }

    fn react(&mut self, intent: Intent, view: &View, lens: &Lens) -> Outcome {
        self.follow(view);
        if self.rows.react(intent, view.rows.len()) {
            self.cursor = view.rows.get(self.rows.cursor).map(|row| row.park);
            return match self.cursor {
                Some(park) if lens.park != Some(park) => Outcome::Ask(Request::Focus(park)),
                _ => Outcome::Changed,
            };
        }
        match intent {
            Intent::Mark => return self.cursor.map_or(Outcome::Changed, |park| Outcome::Ask(Request::Mark(park))),
            Intent::Where => {
                let Some((row, measure)) = view.rows.get(self.rows.cursor).zip(view.measure) else {
                    return Outcome::Changed;
                };
                let fact = Some(row.cell.fact);
                return Outcome::Ask(Request::Where(Asked { park: row.park, indicator: measure.of, fact }));
            }
            Intent::Log => self.log = Some(!self.is_log(view)),
            Intent::Part => {
                self.part = match self.part {
                    Part::Parks => Part::Years,
                    Part::Years => Part::Parks,
                }
            }
            _ => return Outcome::Ignored,
        }
        Outcome::Changed
    }

    fn render(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        self.follow(view);
        self.draw(view, cx, area, buf);
    }

    fn choices(&mut self, book: &mut Choices<'_>) {
        book.park("cursor", &mut self.cursor);
        book.one_of("part", &mut self.part, &[(Part::Parks, "parks"), (Part::Years, "years")]);
        book.maybe("log", &mut self.log);
        book.text("filter", &mut self.filter);
    }

    fn grid(view: &View, catalog: &Catalog, lang: Lang, rows: usize) -> Grid {
        match view.part {
            Part::Parks => table::to_grid(view, catalog, lang, rows),
            Part::Years => years::to_grid(view, catalog, lang, rows),
        }
    }

    fn cites(view: &View, rows: usize) -> Vec<Vec<FactId>> {
        if view.part == Part::Years {
            return view.year_facts.iter().take(rows).cloned().collect();
        }
        view.rows.iter().take(rows).map(|row| measured::cited([Ok(row.cell)])).collect()
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.filter)
    }
}

impl Distribution {
    /// Puts the cursor back on its park after the rows changed.
    fn follow(&mut self, view: &View) {
        self.rows.follow(&mut self.cursor, view.rows.len(), |row| view.rows[row].park);
    }

    /// Whether equal lengths on the axis are equal ratios; never where a value is not above zero.
    fn is_log(&self, view: &View) -> bool {
        let can = view.values.first().is_some_and(|least| *least > 0.0);
        can && self.log.unwrap_or_else(|| Bins::suits_log(&view.values))
    }
}

fn view(store: &Store, query: &Query) -> View {
    let catalog = store.catalog();
    let mut view = View {
        measure: query.measure,
        about: Indicator::default(),
        refused: None,
        kind: Shares::Nothing,
        rows: vec![],
        values: vec![],
        quartiles: None,
        mean: None,
        of: 0,
        left_out: 0,
        soft: 0,
        bounds: 0,
        periods: vec![],
        now: None,
        years: vec![],
        year_facts: vec![],
        balanced: 0,
        part: query.part,
        at: query.at,
        names: [0; 2],
    };
    let Some(measure) = query.measure else { return view };
    let mut parks = query.scope.parks().to_vec();
    let members = parks.len();
    let inside = catalog.among(&parks);
    parks.extend(query.marked.iter().copied().filter(|park| !inside[park.index()]));
    let column = store.measured(&parks, &parks[..members], measure, query.at);
    let mut ranked = store.rankable(&parks[..members]);
    view.of = ranked.iter().filter(|ranked| **ranked).count();
    ranked.resize(parks.len(), false);
    view.about = measured::as_shown(measure, catalog);
    view.refused = column.refused;
    view.kind = Shares::of(measure, catalog.indicator(measure.of));
    let in_field = |(cell, ranked): (Option<f64>, &bool)| cell.filter(|_| *ranked);
    let field: Vec<Option<f64>> = column.values().zip(&ranked).map(in_field).collect();
    let ranks = rank::ranks(&field, view.about.better);
    let like = catalog.parks_like(&query.filter);
    let matches = |park: ParkId| like.has(park.index()) && shows(&query.sieve, park);
    let (mut periods, mut beside) = (vec![], vec![]);
    for (place, cell) in column.cells.iter().enumerate() {
        let (Ok(cell), park) = (cell, parks[place]) else { continue };
        let is_marked = query.marked.contains(&park);
        if ranked[place] {
            periods.push(cell.period);
            match cell.mark {
                Mark::Exact => {}
                Mark::About | Mark::Expected => view.soft += 1,
                _ => view.bounds += 1,
            }
        } else {
            view.left_out += usize::from(place < members);
        }
        if !ranked[place] && is_marked && matches(park) {
            beside.push(Row { park, cell: *cell, rank: None });
        }
    }
    let better = view.about.better;
    let order = rank::in_order(&ranks.iter().map(|rank| rank.map(|rank| rank.place)).collect::<Vec<_>>());
    let in_place = || order.iter().map(|place| *place as usize);
    let row = |place: usize| Some(Row { park: parks[place], cell: column.cells[place].ok()?, rank: ranks[place] });
    view.rows = in_place().filter(|place| matches(parks[*place])).filter_map(row).collect();
    beside.sort_by(|a, b| rank::order(better, a.cell.value, b.cell.value));
    view.rows.append(&mut beside);
    periods.sort_unstable();
    let fullest = fullest(&periods);
    periods.dedup();
    view.periods = periods;
    view.values = in_place().filter_map(|place| field[place]).collect();
    if better != Better::Lower {
        view.values.reverse();
    }
    view.quartiles = Quartiles::of(&view.values);
    view.mean = Spread::of(&view.values).map(|spread| spread.mean);
    view.names = measured::longest_names(&view.rows.iter().map(|row| row.park), catalog);
    parks.truncate(members);
    view.spread_over(store, &parks, measure, fullest, query.at);
    view
}

/// The period most of these are; of several the newest. They are in order.
fn fullest(periods: &[Period]) -> Option<Period> {
    let runs = periods.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0]));
    runs.max().map(|(_, period)| period)
}

impl View {
    /// How the measure is spread, now and over the years up to the one asked for.
    fn spread_over(&mut self, store: &Store, group: &[ParkId], measure: Measure, now: Option<Period>, at: At) {
        if self.kind == Shares::Nothing || self.refused.is_some() {
            return;
        }
        let counted = store.counted(group);
        let spreading = |column: &MeasureColumn, period: Period| Spreading::of(column, &counted, self.kind, period);
        let of_now = now.map(|period| spreading(&store.measured(group, group, measure, At::Exact(period)), period));
        let upto = at.period().calendar_year();
        let (mut years, _) = store.figure_years(group, measure);
        years.retain(|year| *year <= upto);
        years.drain(..years.len().saturating_sub(MOST_YEARS));
        let in_table = self.part == Part::Years;
        // Of each year how it is spread, and the figures that count, park after park.
        let columns = store.each_year(group, group, measure, years, |year, column| {
            let values = column.values().zip(&counted).map(|(value, counts)| value.filter(|_| *counts));
            let counting = column.cells.iter().zip(&counted).filter(|(_, counts)| **counts).map(|(cell, _)| *cell);
            let facts = if in_table { measured::cited(counting) } else { vec![] };
            ((spreading(&column, Period::year(year)), facts), values.collect())
        });
        let (table, columns): (Vec<_>, Vec<Vec<Option<f64>>>) = columns.into_iter().unzip();
        let (mut table, mut facts): (Vec<Spreading>, Vec<Vec<FactId>>) = table.into_iter().unzip();
        for (place, pair) in columns.windows(2).enumerate() {
            let moved = |from: &[Option<f64>], to: &[Option<f64>]| {
                from.iter().zip(to).filter(|(from, to)| from.is_none() && to.is_some()).count()
            };
            (table[place + 1].entered, table[place + 1].left) = (moved(&pair[0], &pair[1]), moved(&pair[1], &pair[0]));
        }
        let is_in_all = |park: &usize| !columns.is_empty() && columns.iter().all(|column| column[*park].is_some());
        let in_all: Vec<usize> = (0..group.len()).filter(is_in_all).collect();
        self.balanced = in_all.len();
        if self.balanced >= LEAST_BALANCED {
            for (year, column) in table.iter_mut().zip(&columns) {
                year.balanced =
                    spreading::variation(&in_all.iter().filter_map(|park| column[*park]).collect::<Vec<_>>());
            }
        }
        table.reverse();
        facts.reverse();
        (self.now, self.years, self.year_facts) = (of_now, table, facts);
    }

    /// How many figures are behind the histogram, and of what sort: `44/92 有数，其中 3 个约数或预计、5 个上下限`.
    fn coverage(&self, lang: Lang) -> Vec<String> {
        let (count, of) = (self.values.len(), self.of);
        let mut said = vec![match lang {
            Lang::Zh => format!("{count}/{of} 有数"),
            Lang::En => format!("{count} of {of} have a figure"),
        }];
        for (count, zh, en) in
            [(self.soft, "个约数或预计", "about or expected"), (self.bounds, "个上下限", "at a bound")]
        {
            if count > 0 {
                said.push(match lang {
                    Lang::Zh => format!("{count} {zh}"),
                    Lang::En => format!("{count} {en}"),
                });
            }
        }
        if self.left_out > 0 {
            said.push(match lang {
                Lang::Zh => format!("不计 {} 个合计或子园", self.left_out),
                Lang::En => format!("{} not counted (totals, parts)", self.left_out),
            });
        }
        said
    }

    /// The quarter of a park that is counted.
    fn quarter(&self, row: &Row) -> Option<Quarter> {
        Some(self.quartiles.filter(|_| row.rank.is_some())?.quarter(row.cell.value))
    }

    /// Whether ranks are over several years or over figures that are not exact.
    fn is_unsure(&self) -> bool {
        self.periods.len() > 1 || self.soft + self.bounds > 0
    }
}

/// The quarter in words, from the top one down.
const fn quarter_words(quarter: Quarter, lang: Lang) -> &'static str {
    match quarter {
        Quarter::Top => lang.pick("高", "top"),
        Quarter::Upper => lang.pick("中高", "upper"),
        Quarter::Lower => lang.pick("中低", "lower"),
        Quarter::Bottom => lang.pick("低", "bottom"),
    }
}

/// How quantiles are made, for whoever wants to check them.
const fn definition(lang: Lang) -> &'static str {
    lang.pick(
        "分位数按类型7 (线性内插, 同 Excel、R)",
        "quantiles of type 7 (linear between neighbours, as in Excel and R)",
    )
}
