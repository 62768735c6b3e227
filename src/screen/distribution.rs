//! Distribution: how one measure lies over the parks of a group, and in how few hands it is.

mod draw;
mod histogram;
mod layout;
mod years;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Asked, Cx, Grid, Layer, Lens, Outcome, Request, Screen, Spec, format, grid, measured, rows::Rows};
use crate::{
    analysis::{
        concentration::Concentration,
        rank::{self, Rank},
        spread::{Quarter, Quartiles, Spread},
    },
    error::Result,
    intent::Intent,
    model::{
        Adds, At, Catalog, Form, GroupId, Indicator, Lang, Mark, Measure, Nature, ParkId, Period, measure::Refusal,
    },
    store::{MeasureColumn, Measured, Store},
    ui::{GlyphSet, number, text::width},
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
#[derive(Default)]
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
    group: GroupId,
    marked: Vec<ParkId>,
    measure: Option<Measure>,
    at: At,
    part: Part,
    filter: String,
}

/// One park in the list.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Row {
    pub park: ParkId,
    pub cell: Measured,
    /// None for a park that is marked and not among those counted: from elsewhere, a total, or a part of another.
    pub rank: Option<Rank>,
}

/// What may be said of how a measure is concentrated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shares {
    /// Amounts that add up: shares of their sum mean something.
    Amounts,
    /// Ratios: how unlike they are, but no shares.
    Ratios,
    /// Places, points, rates of growth: nothing.
    Nothing,
}

impl Shares {
    /// Of an indicator in a form.
    pub fn of(measure: Measure, indicator: &Indicator) -> Self {
        match (measure.form, indicator.adds, indicator.nature) {
            (Form::Level, Adds::Sum, _) => Self::Amounts,
            (Form::Level, Adds::Ratio, _) | (Form::Level, _, Nature::Ratio) | (Form::Per(_), ..) => Self::Ratios,
            _ => Self::Nothing,
        }
    }

    /// Why something is not said.
    const fn refusal(self, lang: Lang) -> Option<&'static str> {
        match self {
            Self::Amounts => None,
            Self::Ratios => {
                Some(lang.pick("比率不可加: 无份额、HHI、首位度", "ratios do not add up: no shares, HHI or primacy"))
            }
            Self::Nothing => Some(lang.pick(
                "位次、得分、增速等不可加, 不计集中度",
                "places, points and rates do not add up: no concentration",
            )),
        }
    }
}

/// How a measure is spread over the group in one period.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Spreading {
    pub period: Period,
    /// Members with a figure of that very period, and of how many.
    pub count: usize,
    pub of: usize,
    /// How many of the figures are estimates, preliminary or bounds.
    pub soft: usize,
    /// Some figure is below zero: then nothing is said.
    pub has_negative: bool,
    /// σ ÷ μ.
    pub variation: Option<f64>,
    pub shares: Concentration,
    /// Members that have a figure and had none in the year before in the table, and the other way round.
    pub entered: usize,
    pub left: usize,
    /// σ ÷ μ over the members that have a figure in every year of the table.
    pub balanced: Option<f64>,
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
            group: lens.group,
            marked: lens.marked.clone(),
            measure: lens.measure(),
            at: lens.at,
            part: self.part,
            filter: self.filter.trim().to_owned(),
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

    fn grid(view: &View, catalog: &Catalog, lang: Lang) -> Grid {
        Self::first_rows(view, catalog, lang, usize::MAX)
    }

    fn first_rows(view: &View, catalog: &Catalog, lang: Lang, rows: usize) -> Grid {
        match view.part {
            Part::Parks => to_grid(view, catalog, lang, rows),
            Part::Years => years::to_grid(view, catalog, lang, rows),
        }
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.filter)
    }
}

impl Distribution {
    /// Puts the cursor back on its park after the rows changed.
    fn follow(&mut self, view: &View) {
        if let Some(place) = self.cursor.and_then(|park| view.rows.iter().position(|row| row.park == park)) {
            self.rows.cursor = place;
        } else {
            self.rows.cursor = self.rows.cursor.min(view.rows.len().saturating_sub(1));
            self.cursor = view.rows.get(self.rows.cursor).map(|row| row.park);
        }
    }

    /// Whether equal lengths on the axis are equal ratios; never where a value is not above zero.
    fn is_log(&self, view: &View) -> bool {
        let can = view.values.first().is_some_and(|least| *least > 0.0);
        can && self.log.unwrap_or_else(|| crate::analysis::bins::Bins::suits_log(&view.values))
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
        balanced: 0,
        part: query.part,
        at: query.at,
        names: [0; 2],
    };
    let Some(measure) = query.measure else { return view };
    let mut parks = catalog.members_of(query.group);
    let members = parks.len();
    let inside = catalog.among(&parks);
    parks.extend(query.marked.iter().copied().filter(|park| !inside[park.index()]));
    let column = store.measured(&parks, &parks[..members], measure, query.at);
    let mut ranked = store.rankable(&parks[..members]);
    view.of = ranked.iter().filter(|ranked| **ranked).count();
    ranked.resize(parks.len(), false);
    view.about = measured::as_shown(measure, &column.unit, catalog);
    view.refused = column.refused;
    view.kind = Shares::of(measure, catalog.indicator(measure.of));
    let in_field = |(cell, ranked): (Option<f64>, &bool)| cell.filter(|_| *ranked);
    let field: Vec<Option<f64>> = column.values().zip(&ranked).map(in_field).collect();
    let ranks = rank::ranks(&field, view.about.better);
    let matches = |park: ParkId| query.filter.is_empty() || catalog.park_matches(park, &query.filter);
    let mut periods = vec![];
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
        if (ranked[place] || is_marked) && matches(park) {
            view.rows.push(Row { park, cell: *cell, rank: ranks[place] });
        }
    }
    let better = view.about.better;
    view.rows.sort_by(|a, b| {
        let is_beside = |row: &Row| row.rank.is_none();
        is_beside(a).cmp(&is_beside(b)).then_with(|| rank::order(better, a.cell.value, b.cell.value))
    });
    periods.sort_unstable();
    let fullest = fullest(&periods);
    periods.dedup();
    view.periods = periods;
    view.values = field.into_iter().flatten().collect();
    view.values.sort_unstable_by(f64::total_cmp);
    view.quartiles = Quartiles::of(&view.values);
    view.mean = Spread::of(&view.values).map(|spread| spread.mean);
    let longest = |lang| view.rows.iter().map(|row| width(catalog.park_name(row.park, lang))).max().unwrap_or(0) as u16;
    view.names = [longest(Lang::Zh), longest(Lang::En)];
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
        let columns = store.measured_years(group, group, measure, years.iter().copied());
        let mut table: Vec<Spreading> =
            columns.iter().zip(&years).map(|(column, year)| spreading(column, Period::year(*year))).collect();
        let has = |column: &MeasureColumn, place: usize| counted[place] && column.cells[place].is_ok();
        for (place, pair) in columns.windows(2).enumerate() {
            let moved = |from: &MeasureColumn, to: &MeasureColumn| {
                (0..group.len()).filter(|park| has(to, *park) && !has(from, *park)).count()
            };
            (table[place + 1].entered, table[place + 1].left) = (moved(&pair[0], &pair[1]), moved(&pair[1], &pair[0]));
        }
        let in_all: Vec<bool> = (0..group.len())
            .map(|park| !columns.is_empty() && columns.iter().all(|column| has(column, park)))
            .collect();
        self.balanced = in_all.iter().filter(|park| **park).count();
        if self.balanced >= LEAST_BALANCED {
            for (year, column) in table.iter_mut().zip(&columns) {
                year.balanced = Spreading::of(column, &in_all, self.kind, year.period).variation;
            }
        }
        table.reverse();
        (self.now, self.years) = (of_now, table);
    }

    /// How many figures are behind the histogram, and of what sort: `44/92 有数，其中 3 个约数或预计、5 个上下限`.
    fn coverage(&self, lang: Lang) -> String {
        let (count, of) = (self.values.len(), self.of);
        let mut said = match lang {
            Lang::Zh => format!("{count}/{of} 有数"),
            Lang::En => format!("{count} of {of} have a figure"),
        };
        for (count, zh, en) in [(self.soft, "个约数或预计", "about or expected"), (self.bounds, "个上下限", "bounds")]
        {
            if count > 0 {
                said.push_str(&match lang {
                    Lang::Zh => format!(", {count} {zh}"),
                    Lang::En => format!(", {count} {en}"),
                });
            }
        }
        if self.left_out > 0 {
            said.push_str(&match lang {
                Lang::Zh => format!(", 不计 {} 个合计或子园", self.left_out),
                Lang::En => format!(", without {} totals or parts", self.left_out),
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

impl Spreading {
    /// Over the members that count, of their figures of one period.
    fn of(column: &MeasureColumn, counted: &[bool], kind: Shares, period: Period) -> Self {
        let cells = column.cells.iter().zip(counted).filter(|(_, counts)| **counts);
        let cells: Vec<&Measured> = cells.filter_map(|(cell, _)| cell.as_ref().ok()).collect();
        let mut values: Vec<f64> = cells.iter().map(|cell| cell.value).collect();
        values.sort_unstable_by(f64::total_cmp);
        let has_negative = values.first().is_some_and(|least| *least < 0.0);
        let shares = Concentration::of(&values);
        let spread = Spread::of(&values).filter(|_| !has_negative && values.len() > 1);
        Self {
            period,
            count: values.len(),
            of: counted.iter().filter(|counts| **counts).count(),
            soft: cells.iter().filter(|cell| !cell.mark.is_exact()).count(),
            has_negative,
            variation: spread.and_then(Spread::variation),
            shares: match kind {
                Shares::Amounts => shares,
                Shares::Ratios => Concentration { gini: shares.gini, ..Concentration::default() },
                Shares::Nothing => Concentration::default(),
            },
            entered: 0,
            left: 0,
            balanced: None,
        }
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

fn to_grid(view: &View, catalog: &Catalog, lang: Lang, most: usize) -> Grid {
    use grid::{Column, Value};
    let columns = vec![
        Column::plain("park"),
        Column::shown("name", lang.pick("园区", "park")),
        Column::plain("counted"),
        Column::shown("rank", lang.pick("位次", "rank")),
        Column::shown("value", lang.pick("数值", "value")),
        Column::shown("period", lang.pick("时期", "period")),
        Column::shown("percentile", lang.pick("百分位", "percentile")),
        Column::shown("quarter", lang.pick("四分位组", "quarter")),
        Column::plain("of"),
        Column::plain("mark"),
        Column::plain("computed"),
        Column::plain("disputed"),
    ];
    let row = |row: &Row| {
        let Measured { value, mark, computed, disputed, .. } = row.cell;
        let sign = if computed { "c" } else { "" };
        let shown = format!("{}{sign}", grid::said(value, mark, disputed));
        let rank = row.rank.map(|rank| Value::Number(f64::from(rank.place), format::rank(rank, view.is_unsure())));
        let percentile = row.rank.and_then(Rank::percentile);
        let quarter = view.quarter(row).map(|quarter| {
            Value::Code(quarter_words(quarter, Lang::En).to_owned(), quarter_words(quarter, lang).to_owned())
        });
        vec![
            Value::text(&catalog.park(row.park).slug),
            Value::text(catalog.park_name(row.park, lang)),
            Value::Flag(row.rank.is_some()),
            rank.unwrap_or(Value::Missing),
            Value::Number(value, shown),
            Value::text(row.cell.period.to_string()),
            percentile.map_or(Value::Missing, |share| Value::Number(share, number::grouped(share, 1))),
            quarter.unwrap_or(Value::Missing),
            row.rank.map_or(Value::Missing, |rank| Value::count(rank.of)),
            Value::text(mark.name()),
            Value::Flag(computed),
            Value::Flag(disputed),
        ]
    };
    let mut notes = titles(view, catalog, lang);
    if let (Some(quartiles), Some(mean)) = (view.quartiles, view.mean) {
        let Quartiles { least, tenth, lower, median, upper, ninetieth, most } = quartiles;
        let names = [lang.pick("最小", "min"), "P10", "P25", lang.pick("中位", "median"), "P75", "P90"];
        let named = names.iter().zip([least, tenth, lower, median, upper, ninetieth]);
        let mut said: Vec<String> =
            named.map(|(name, value)| format!("{name} {}", number::grouped(value, 2))).collect();
        said.push(format!("{} {}", lang.pick("最大", "max"), number::grouped(most, 2)));
        said.push(format!("{} {}", lang.pick("均值", "mean"), number::grouped(mean, 2)));
        notes.push(format!("{} c; {}", said.join("  "), definition(lang)));
    }
    notes.extend(years::in_words(view, lang, GlyphSet::Rich.glyphs()));
    Grid { columns, rows: view.rows.iter().take(most).map(row).collect(), notes }
}

/// What every printed table begins with: the measure and its unit, the rule for the period, what is counted.
fn titles(view: &View, catalog: &Catalog, lang: Lang) -> Vec<String> {
    let Some(measure) = view.measure else { return vec![] };
    let name = format!("{} ({})", measured::name(measure, catalog, lang), view.about.unit.label(lang));
    let mut notes = vec![name, grid::rule_note(view.at, lang), view.coverage(lang)];
    if view.periods.len() > 1 {
        notes.push(lang.pick("跨年混排", "years are mixed").to_owned());
    }
    notes
}
