//! Compare: the marked parks side by side, the first the benchmark; below, one indicator over time.

mod draw;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Asked, Cx, Grid, Layer, Lens, Outcome, Request, Screen, Spec, grid, lines::Scales, rows::Rows};
use crate::{
    analysis::change,
    error::Result,
    intent::Intent,
    model::{At, Better, Catalog, Category, Form, GroupId, Indicator, IndicatorId, Kind, Lang, Mark, Nature, ParkId},
    store::{Cell, Reading, Run, Series, Store, Why},
    ui::number,
};

/// The marked parks side by side.
#[derive(Default)]
pub struct Compare {
    rows: Rows,
    /// The park's column under the cursor.
    column: usize,
    scales: Scales,
    filter: String,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    parks: Vec<ParkId>,
    measures: Vec<IndicatorId>,
    at: At,
    form: Form,
    group: GroupId,
    filter: String,
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
    /// The levels, in any form.
    pub series: Vec<Series>,
    /// One a park; none for the benchmark itself, or where either value is missing.
    pub gaps: Vec<Option<Gap>>,
    /// Which parks have the best value.
    pub best: Vec<bool>,
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
    pub form: Form,
}

impl Screen for Compare {
    const SPEC: Spec = Spec {
        id: "compare",
        intent: Intent::Compare,
        layers: &[Layer::Rows, Layer::Columns, Layer::Parks, Layer::Find, Layer::Choice, Layer::Time, Layer::Chart],
        footer: &[
            Intent::AddPark,
            Intent::Where,
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
            at: lens.at,
            form: lens.form,
            group: lens.group,
            filter: self.filter.trim().to_owned(),
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
        if !query.filter.is_empty() {
            of.retain(|(_, id)| catalog.indicator_matches(*id, &query.filter));
        }
        let indicators: Vec<IndicatorId> = of.iter().map(|(_, id)| *id).collect();
        let members = catalog.members_of(query.group);
        let slice = store.slice_in(query.form, &query.parks, &members, &indicators, query.at);
        let rows = slice.columns.into_iter().zip(&of).map(|(column, (chapter, indicator))| {
            let about = column.formed.as_deref().unwrap_or_else(|| catalog.indicator(*indicator));
            Row {
                indicator: *indicator,
                chapter: *chapter,
                gaps: gaps(&column.cells, about.nature, query.form),
                best: best(&column.cells, about.better),
                formed: column.formed,
                whys: column.whys,
                cells: column.cells,
                series: column.series.iter().map(Run::series).collect(),
            }
        });
        // The chosen indicators always, the others where there is something to compare.
        let enough = 2.min(query.parks.len());
        let has = |row: &Row| row.chapter.is_none() || row.cells.iter().flatten().count() >= enough;
        Ok(View { parks: query.parks.clone(), rows: rows.filter(has).collect(), at: query.at, form: query.form })
    }

    fn react(&mut self, intent: Intent, view: &View, lens: &Lens) -> Outcome {
        if self.rows.react(intent, view.rows.len()) {
            let indicator = view.rows.get(self.rows.cursor).map(|row| row.indicator);
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
            Intent::Index => self.scales.index = !self.scales.index,
            Intent::Log => self.scales.log = !self.scales.log,
            _ => return Outcome::Ignored,
        }
        Outcome::Changed
    }

    fn render(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        self.column = self.column.min(view.parks.len().saturating_sub(1));
        self.rows.cursor = self.rows.cursor.min(view.rows.len().saturating_sub(1));
        self.draw(view, cx, area, buf);
    }

    fn grid(view: &View, catalog: &Catalog, lang: Lang) -> Grid {
        to_grid(view, catalog, lang)
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.filter)
    }
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
        }
    }
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
            }
        }
        cells
    });
    let form = grid::form_note(view.form, catalog, lang);
    Grid { rows: rows.collect(), columns, notes: std::iter::once(grid::rule_note(view.at, lang)).chain(form).collect() }
}

#[cfg(test)]
mod tests {
    use super::{best, gaps};
    use crate::{
        model::{Better, FactId, Form, Mark, Nature, Period},
        store::{Cell, Reading},
    };

    fn cell(value: f64, mark: Mark) -> Cell {
        let reading = Reading { value, mark, fact: FactId(0), source: None, disputed: false, second_hand: false };
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
