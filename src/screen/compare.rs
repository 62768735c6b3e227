//! Compare: the marked parks side by side, the first the benchmark; below, one indicator over time, or where each stands.

mod beside;
mod board;
pub mod brief;
mod draw;
mod panel;
mod shift;
mod words;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Asked, Board, Choices, Cx, Grid, Layer, Lens, Outcome, Pen, Request, Scope, Screen, Spec, grid, lines::Scales,
    rows::Rows,
};
use crate::{
    analysis::{
        Firm, change,
        gap::{self, CatchUp},
    },
    error::Result,
    intent::Intent,
    model::{At, Better, Catalog, Category, Form, Indicator, IndicatorId, Kind, Lang, Mark, Measure, Nature, ParkId},
    store::{Cell, Chase, Reading, Series, Shift, Standing, Store, Why},
    ui::number,
};
use beside::Beside;
use panel::Below;

/// The marked parks side by side.
#[derive(Clone, Default)]
pub struct Compare {
    rows: Rows,
    /// The park's column under the cursor.
    column: usize,
    scales: Scales,
    filter: String,
    /// What stands below the table.
    below: Below,
    /// The park whose gap to the benchmark the rows are sorted by.
    by_gap: Option<ParkId>,
    /// The row under the cursor, to be found again after sorting.
    on: Option<IndicatorId>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    parks: Vec<ParkId>,
    measures: Vec<IndicatorId>,
    scope: Scope,
    at: At,
    form: Form,
    filter: String,
    by_gap: Option<ParkId>,
    /// Whether growth is taken apart too.
    is_shift: bool,
}

/// One indicator over the parks.
pub struct Row {
    pub indicator: IndicatorId,
    /// The indicator as it is in the form asked for; none where that is the level.
    pub formed: Option<Box<Indicator>>,
    /// The chapter; none for the indicators chosen, which come first.
    pub chapter: Option<Category>,
    pub cells: Vec<Option<Cell>>,
    /// Why there is no value in the form asked for; empty for the level.
    pub whys: Vec<Option<Why>>,
    /// The years, in the form asked for.
    pub series: Vec<Series>,
    /// One a park; none for the benchmark itself, or where either value is missing.
    pub gaps: Vec<Option<Gap>>,
    /// Which parks have the best value.
    pub best: Vec<bool>,
    pub beside: Beside,
    /// The growth of its levels taken apart, or why it is not; none where that was not asked.
    pub shift: Option<std::result::Result<Shift, Why>>,
}

impl Row {
    /// What the numbers of the row are: their unit, direction and decimals.
    pub fn about<'a>(&'a self, catalog: &'a Catalog) -> &'a Indicator {
        self.formed.as_deref().unwrap_or_else(|| catalog.indicator(self.indicator))
    }
}

/// How far a park is from the benchmark.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Gap {
    /// The park's value less the benchmark's.
    pub by: f64,
    /// The park's value over the benchmark's; none where that says nothing (ranks, other signs).
    pub times: Option<f64>,
    pub mark: Mark,
}

pub struct View {
    pub parks: Vec<ParkId>,
    pub rows: Vec<Row>,
    pub at: At,
    /// What each park is best and worst at in the group.
    pub standings: Vec<Standing>,
    /// The park whose gap the rows are sorted by; then there are no chapters.
    pub by_gap: Option<ParkId>,
    pub form: Form,
}

impl Screen for Compare {
    const SPEC: Spec = Spec {
        id: "compare",
        intent: Intent::Compare,
        layers: &[
            Layer::Rows,
            Layer::Columns,
            Layer::Parks,
            Layer::Find,
            Layer::Choice,
            Layer::Time,
            Layer::Scope,
            Layer::Chart,
            Layer::Parts,
            Layer::Order,
        ],
        footer: &[
            Intent::AddPark,
            Intent::Export,
            Intent::Where,
            Intent::Part,
            Intent::Sort,
            Intent::ExactPeriod,
            Intent::Index,
            Intent::Log,
            Intent::Measures,
            Intent::Filter,
            Intent::Trend,
        ],
    };
    type Query = Query;
    type View = View;

    fn open() -> Self {
        Self::default()
    }

    fn query(&self, lens: &Lens) -> Query {
        Query {
            parks: lens.marked.clone(),
            measures: lens.measures.clone(),
            scope: lens.scope.clone(),
            at: lens.at,
            form: lens.form,
            filter: self.filter.trim().to_owned(),
            by_gap: self.by_gap.filter(|park| lens.marked.iter().skip(1).any(|marked| marked == park)),
            is_shift: self.below == Below::Shift,
        }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        let catalog = store.catalog();
        let mut of: Vec<(Option<Category>, IndicatorId)> = query.measures.iter().map(|id| (None, *id)).collect();
        if !query.parks.is_empty() {
            let mut others: Vec<IndicatorId> =
                query.parks.iter().flat_map(|park| store.indicators_of(*park, Kind::Actual)).collect();
            others.sort_by_key(|id| (catalog.indicator(*id).category, *id));
            others.dedup();
            others.retain(|id| !query.measures.contains(id));
            of.extend(others.into_iter().map(|id| (Some(catalog.indicator(id).category), id)));
        }
        let like = catalog.indicators_like(&query.filter);
        of.retain(|(_, id)| like.has(id.index()));
        let indicators: Vec<IndicatorId> = of.iter().map(|(_, id)| *id).collect();
        let members = query.scope.parks();
        let slice = store.slice_in(query.form, &query.parks, members, &indicators, query.at);
        let rows = slice.columns.into_iter().zip(&of).map(|(column, (chapter, indicator))| {
            let about = column.formed.as_deref().unwrap_or_else(|| catalog.indicator(*indicator));
            let measure = Measure { of: *indicator, form: query.form };
            let series: Vec<Series> = if query.form == Form::Level {
                column.series.iter().collect()
            } else {
                store.measured_series(&query.parks, members, measure)
            };
            let of = (column.cells.as_slice(), series.as_slice());
            let beside = beside::of(store, members, measure, &query.parks, of, query.at);
            // From the year the form counts from, where it has one.
            let from = match query.form {
                Form::Cagr { from: year } | Form::Index { base: year } => Some(year),
                _ => None,
            };
            let shift = query.is_shift.then(|| store.shift_share(*indicator, (&query.parks, members), query.at, from));
            Row {
                beside,
                shift,
                indicator: *indicator,
                chapter: *chapter,
                gaps: gaps(&column.cells, about.nature, query.form),
                best: best(&column.cells, about.better),
                formed: column.formed,
                whys: column.whys,
                cells: column.cells,
                series,
            }
        });
        // The chosen indicators always, the others where there is something to compare.
        let enough = 2.min(query.parks.len());
        let has = |row: &Row| row.chapter.is_none() || row.cells.iter().flatten().count() >= enough;
        let mut rows: Vec<Row> = rows.filter(has).collect();
        if let Some(place) = query.by_gap.and_then(|park| query.parks.iter().position(|other| *other == park)) {
            sort_by_gap(&mut rows, place);
        }
        let standings = store.standings(&query.parks, members, query.at);
        Ok(View { parks: query.parks.clone(), rows, at: query.at, form: query.form, standings, by_gap: query.by_gap })
    }

    fn react(&mut self, intent: Intent, view: &View, lens: &Lens) -> Outcome {
        self.find(view);
        if self.rows.react(intent, view.rows.len()) {
            let indicator = view.rows.get(self.rows.cursor).map(|row| row.indicator);
            self.on = indicator;
            return match indicator {
                Some(id) if lens.indicator != Some(id) => Outcome::Ask(Request::FocusIndicator(id)),
                _ => Outcome::Changed,
            };
        }
        let park = view.parks.get(self.column).copied();
        match intent {
            Intent::Left => self.column = self.column.saturating_sub(1),
            Intent::Right => self.column = (self.column + 1).min(view.parks.len().saturating_sub(1)),
            Intent::Mark => {
                return park.map_or(Outcome::Changed, |park| Outcome::Ask(Request::Mark(park)));
            }
            Intent::Where => {
                let Some((row, park)) = view.rows.get(self.rows.cursor).zip(park) else { return Outcome::Changed };
                let fact = row.cells.get(self.column).and_then(Option::as_ref).map(|cell| cell.reading.fact);
                return Outcome::Ask(Request::Where(Asked { park, indicator: row.indicator, fact }));
            }
            Intent::Part => self.below = self.below.next(),
            Intent::Sort => {
                let against = view.parks.get(self.column.max(1)).copied();
                self.by_gap = against.filter(|_| view.by_gap != against);
                self.on = view.rows.get(self.rows.cursor).map(|row| row.indicator);
            }
            Intent::Index => self.scales.index = !self.scales.index,
            Intent::Log => self.scales.log = !self.scales.log,
            _ => return Outcome::Ignored,
        }
        Outcome::Changed
    }

    fn render(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        self.column = self.column.min(view.parks.len().saturating_sub(1));
        self.find(view);
        self.draw(view, cx, area, buf);
    }

    fn board(&mut self, view: &View, cx: &Cx<'_>) -> Option<Board> {
        self.column = self.column.min(view.parks.len().saturating_sub(1));
        self.find(view);
        Some(self.on_board(view, cx))
    }

    fn choices(&mut self, book: &mut Choices<'_>) {
        book.count("column", &mut self.column);
        book.flag("index", &mut self.scales.index);
        book.flag("log", &mut self.scales.log);
        book.one_of("part", &mut self.below, &[(Below::Chart, "chart"), (Below::Standing, "standing")]);
        book.park("sort", &mut self.by_gap);
        book.indicator("cursor", &mut self.on);
        book.text("filter", &mut self.filter);
    }

    fn grid(view: &View, catalog: &Catalog, lang: Lang, _: usize) -> Grid {
        to_grid(view, catalog, lang)
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.filter)
    }
}

impl Compare {
    /// Puts the cursor on its row again, wherever that is now.
    fn find(&mut self, view: &View) {
        let place = self.on.and_then(|on| view.rows.iter().position(|row| row.indicator == on));
        self.rows.cursor = place.unwrap_or(self.rows.cursor).min(view.rows.len().saturating_sub(1));
    }
}

/// The largest gap to the benchmark first, in proportion, for units differ; then what has no ratio, such as ranks; what has
/// no gap last.
fn sort_by_gap(rows: &mut [Row], place: usize) {
    let key = |row: &Row| {
        let gap = row.gaps[place]?;
        Some((gap.times.and_then(gap::size), gap.by.abs()))
    };
    for row in rows.iter_mut() {
        row.chapter = None;
    }
    rows.sort_by(|a, b| match (key(a), key(b)) {
        (Some((Some(a), _)), Some((Some(b), _))) | (Some((None, a)), Some((None, b))) => b.total_cmp(&a),
        (a, b) => {
            let rank = |key: Option<(Option<f64>, f64)>| key.map_or(2, |(size, _)| u8::from(size.is_none()));
            rank(a).cmp(&rank(b))
        }
    });
}

/// Each value against the first. Rates, places and scores are so much apart, and not so many times the other.
fn gaps(cells: &[Option<Cell>], nature: Nature, form: Form) -> Vec<Option<Gap>> {
    let is_amount = matches!(form, Form::Level | Form::Share | Form::Per(_) | Form::Index { .. });
    let gap = |(place, cell): (usize, &Option<Cell>)| {
        let (benchmark, own) = (cells.first()?.as_ref()?.reading, cell.as_ref()?.reading);
        let mark = own.mark.over(benchmark.mark)?;
        let times = (is_amount && !matches!(nature, Nature::Rank | Nature::Growth))
            .then(|| change::times(own.value, benchmark.value));
        (place > 0).then(|| Gap { by: own.value - benchmark.value, times: times.flatten(), mark })
    };
    cells.iter().enumerate().map(gap).collect()
}

/// The parks with the best value, as far as the marks prove it: "at most 2,800" is not known to be more than 1,928, and
/// nothing is known to be more than "at least 5,200". None where better has no direction or nobody is to beat.
fn best(cells: &[Option<Cell>], better: Better) -> Vec<bool> {
    use Mark::{AtLeast, AtMost, LessThan, MoreThan};
    let readings: Vec<Option<Reading>> = cells.iter().map(|cell| Some(cell.as_ref()?.reading)).collect();
    let may_be_more = |mark: Mark| matches!(mark, AtLeast | MoreThan);
    let may_be_less = |mark: Mark| matches!(mark, AtMost | LessThan);
    let beats = |own: &Reading, other: &Reading| match better {
        Better::Higher => own.value >= other.value && !may_be_less(own.mark) && !may_be_more(other.mark),
        Better::Lower => own.value <= other.value && !may_be_more(own.mark) && !may_be_less(other.mark),
        Better::Neither => false,
    };
    let is_best = |place: usize| {
        let others =
            || readings.iter().enumerate().filter(|(other, _)| *other != place).filter_map(|(_, r)| r.as_ref());
        readings[place].as_ref().is_some_and(|own| others().next().is_some() && others().all(|other| beats(own, other)))
    };
    (0..cells.len()).map(is_best).collect()
}

fn to_grid(view: &View, catalog: &Catalog, lang: Lang) -> Grid {
    use grid::{Column, Value};
    let t = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    let mut columns = vec![
        Column::plain("indicator"),
        Column::shown("indicator_name", t("指标", "indicator")),
        Column::shown("unit", t("单位", "unit")),
    ];
    for (place, park) in view.parks.iter().enumerate() {
        let park = catalog.park(*park);
        let slug = &park.slug;
        columns.push(Column::shown(slug, park.short.get(lang)));
        columns.push(Column::shown(format!("{slug}_period"), t("时期", "period")));
        columns.push(Column::plain(format!("{slug}_mark")));
        columns.push(Column::plain(format!("{slug}_best")));
        columns.push(Column::plain(format!("{slug}_source")));
        columns.push(Column::plain(format!("{slug}_grade")));
        if view.form != Form::Level {
            columns.push(Column::plain(format!("{slug}_computed")));
            columns.push(Column::plain(format!("{slug}_why")));
        }
        if place > 0 {
            columns.push(Column::shown(format!("{slug}_gap"), t("差", "gap")));
            columns.push(Column::shown(format!("{slug}_ratio"), t("倍", "times")));
            columns.push(Column::plain(format!("{slug}_gap_mark")));
            columns.push(Column::plain(format!("{slug}_to_close")));
            columns.push(Column::shown(format!("{slug}_catch_up"), t("追上", "level in")));
            columns.extend(CHASE.map(|name| Column::plain(format!("{slug}_{name}"))));
        }
    }
    columns.push(Column::shown("group_median", t("范围中位(测算)", "median (c)")));
    columns.push(Column::shown("group_mean", t("范围均值(测算)", "mean (c)")));
    columns.push(Column::shown("group_period", t("时期", "period")));
    columns.push(Column::shown("group_n", t("有数园区", "with a figure")));
    let is_shift = view.rows.iter().any(|row| row.shift.is_some());
    if is_shift {
        let names =
            [("shift_from", "分解自", "from"), ("shift_to", "至", "to"), ("shift_growth", "范围增速%", "group %")];
        columns.extend(names.map(|(name, zh, en)| Column::shown(name, t(zh, en))));
        columns.push(Column::plain("shift_n"));
        columns.extend(view.parks.iter().flat_map(|park| shift::columns_of(&catalog.park(*park).slug, lang)));
    }
    let pen = Pen { lang, glyphs: crate::ui::GlyphSet::Rich.glyphs() };
    let signs = crate::ui::GlyphSet::Rich.glyphs();
    let rows = view.rows.iter().map(|row| {
        let indicator = row.about(catalog);
        let mut cells =
            vec![Value::text(&indicator.slug), Value::text(indicator.short.get(lang)), Value::unit(indicator, lang)];
        for place in 0..view.parks.len() {
            let cell = row.cells[place].as_ref();
            let source = cell.and_then(|cell| cell.reading.source).map(|id| catalog.source(id));
            cells.push(cell.map_or(Value::Missing, grid::number));
            cells.push(Value::maybe(cell.map(|cell| cell.period.to_string())));
            cells.push(Value::maybe(cell.map(|cell| cell.reading.mark.name())));
            cells.push(cell.map_or(Value::Missing, |_| Value::Flag(row.best[place])));
            cells.push(Value::maybe(source.map(|source| source.slug.as_str())));
            cells.push(Value::maybe(source.map(|source| source.grade.words().1)));
            if view.form != Form::Level {
                let why = row.whys.get(place).copied().flatten();
                cells.push(cell.map_or(Value::Missing, |cell| Value::Flag(cell.computed)));
                cells.push(Value::maybe(why.map(|why| why.words().1)));
            }
            if place > 0 {
                let gap = row.gaps[place];
                let decimals = indicator.decimals.min(2);
                let shown = |gap: Gap| number::with_mark(&number::signed(gap.by, decimals, signs), gap.mark, signs);
                cells.push(gap.map_or(Value::Missing, |gap| Value::Number(gap.by, shown(gap))));
                let times = gap.and_then(|gap| Some((gap.times?, gap.mark)));
                cells.push(times.map_or(Value::Missing, |(times, mark)| {
                    Value::Number(times, number::with_mark(&number::grouped(times, 2), mark, signs))
                }));
                cells.push(Value::maybe(gap.map(|gap| gap.mark.name())));
                let close = words::closes_by(row, place, catalog);
                cells.push(close.map_or(Value::Missing, |close| Value::Number(close.value, pen.rate(close))));
                cells.extend(chase_cells(row.beside.chases[place].as_ref(), pen));
            }
        }
        cells.extend(group_cells(row, pen, indicator));
        if is_shift {
            cells.extend(shift::group_cells(row, pen));
            cells.extend((0..view.parks.len()).flat_map(|place| shift::cells_of(row, place, pen)));
        }
        cells
    });
    let rows = rows.collect();
    let mut notes = vec![grid::rule_note(view.at, lang)];
    notes.extend(grid::form_note(view.form, catalog, lang));
    notes.extend((1..view.parks.len()).filter_map(|place| words::of_pair(place, view, catalog, pen)));
    notes.extend(view.standings.iter().map(|standing| words::of_standing(standing, catalog, pen)));
    Grid { columns, rows, notes }
}

/// How a park of a row stands to catch up with the benchmark.
fn closing_of(row: &Row, place: usize) -> Option<&Chase> {
    row.beside.chases.get(place)?.as_ref()
}

/// What scripts get of catching up beside the word for it.
const CHASE: [&str; 6] = ["catch_up_years", "frozen_years", "pace", "benchmark_pace", "pace_from", "pace_to"];

fn chase_cells(chase: Option<&Chase>, pen: Pen) -> Vec<grid::Value> {
    use grid::Value;
    let Some(chase) = chase else { return vec![Value::Missing; CHASE.len() + 1] };
    let years = |told: Option<CatchUp>| match told {
        Some(CatchUp::Years(years)) => Value::Number(years, number::grouped(years, 1)),
        _ => Value::Missing,
    };
    let name = match chase.moving {
        CatchUp::Ahead => "ahead",
        CatchUp::Never => "never",
        CatchUp::Long => "over-50",
        CatchUp::Years(_) => "years",
    };
    vec![
        Value::Code(name.to_owned(), beside::catch_words(chase, chase.moving, pen)),
        years(Some(chase.moving)),
        years(chase.frozen),
        Value::count(chase.own_pace.value),
        Value::count(chase.other_pace.value),
        Value::count(chase.years.0),
        Value::count(chase.years.1),
    ]
}

fn group_cells(row: &Row, pen: Pen, indicator: &crate::model::Indicator) -> [grid::Value; 4] {
    use grid::Value;
    let Some(group) = row.beside.group else { return std::array::from_fn(|_| Value::Missing) };
    let figure = |firm: Option<Firm>| {
        firm.map_or(Value::Missing, |firm| {
            let digits = number::grouped(firm.value, indicator.decimals.min(2));
            Value::Number(firm.value, number::with_mark(&digits, firm.mark, pen.glyphs))
        })
    };
    let counted = |count: usize| Value::count(u32::try_from(count).unwrap_or(u32::MAX));
    [figure(group.median), figure(group.mean), Value::text(group.period.to_string()), counted(group.count)]
}

#[cfg(test)]
mod tests {
    use super::{best, gaps};
    use crate::{
        model::{Better, FactId, Form, Mark, Nature, Period},
        store::{Cell, Reading},
    };

    fn cell(value: f64, mark: Mark) -> Cell {
        let reading = Reading {
            value,
            mark,
            fact: FactId(0),
            source: None,
            disputed: false,
            second_hand: false,
            computed: false,
        };
        Cell { reading, period: Period::year(2022), change: None, rank: None, moved: None, computed: false }
    }

    #[test]
    fn the_first_park_is_the_benchmark() {
        let cells =
            [Some(cell(200.0, Mark::Exact)), Some(cell(100.0, Mark::Exact)), None, Some(cell(400.0, Mark::AtLeast))];
        let gaps = gaps(&cells, Nature::Flow, Form::Level);
        assert_eq!(gaps[0], None);
        assert_eq!(gaps[1].map(|gap| (gap.by, gap.times)), Some((-100.0, Some(0.5))));
        assert_eq!(gaps[2], None, "missing is no gap of 200");
        assert_eq!(gaps[3].map(|gap| gap.mark), Some(Mark::AtLeast), "a bound stays a bound");
    }

    #[test]
    fn the_best_follows_the_direction() {
        let cells = [Some(cell(5.0, Mark::Exact)), Some(cell(3.0, Mark::Exact)), None, Some(cell(3.0, Mark::Exact))];
        assert_eq!(best(&cells, Better::Higher), [true, false, false, false]);
        assert_eq!(best(&cells, Better::Lower), [false, true, false, true], "ties are both best");
        assert_eq!(best(&cells, Better::Neither), [false; 4]);
        assert_eq!(best(&[Some(cell(5.0, Mark::Exact)), None], Better::Higher), [false, false], "nobody to beat");
        let bounds = [Some(cell(1928.0, Mark::Exact)), Some(cell(2800.0, Mark::AtMost))];
        assert_eq!(best(&bounds, Better::Higher), [false, false], "at most 2,800 may be less than 1,928");
        let bounds = [Some(cell(5300.0, Mark::Exact)), Some(cell(5200.0, Mark::AtLeast))];
        assert_eq!(best(&bounds, Better::Higher), [false, false], "at least 5,200 may be more than 5,300");
    }
}
