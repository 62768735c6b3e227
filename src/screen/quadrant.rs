//! Quadrant: two measures of every park at once, cut at the middle: who is large, who is fast, who is both.

mod draw;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Asked, Choices, Cx, Grid, Layer, Lens, Outcome, Request, Scope, Screen, Spec,
    format::Writing,
    grid, measured,
    rows::Rows,
    sieve::{Sifted, shows},
};
use crate::{
    analysis::{
        quadrant::{Cut, Quadrant, extremes, is_upper, may_cross},
        rank,
    },
    error::Result,
    intent::Intent,
    model::{At, Better, Catalog, FactId, Form, IndicatorId, Lang, Measure, ParkId, Period, Unit, measure::Refusal},
    store::{Measured, Span, Store, Why, usual},
    ui::{GlyphSet, number},
};

/// So many parks are candidates for a name in the plane, beside those marked.
const NAMED: usize = 80;

/// Two measures at once.
#[derive(Clone)]
pub struct Quadrants {
    rows: Rows,
    /// The park under the cursor; who, not where.
    cursor: Option<ParkId>,
    /// The measure under the cursor: 0 goes across, 1 up.
    column: usize,
    cut: Cut,
    /// Over how many years growth is taken; none: as most parks have.
    years: Option<i32>,
    /// Whether scales are logarithmic; none: where the values ask for it.
    log: Option<bool>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    across: Option<Measure>,
    second: Option<IndicatorId>,
    scope: Scope,
    marked: Vec<ParkId>,
    at: At,
    cut: Cut,
    years: Option<i32>,
    sieve: Sifted,
}

/// One of the two measures.
pub struct Side {
    pub measure: Measure,
    pub unit: Unit,
    pub better: Better,
    pub refused: Option<Refusal>,
    /// The periods its figures are from, oldest first.
    pub periods: Vec<Period>,
    /// Where it is cut; none where there is no such figure.
    pub cut: Option<f64>,
    /// All values are above zero, and the largest is more than ten times the smallest.
    pub is_wide: bool,
}

/// One park.
pub struct Row {
    pub park: ParkId,
    /// Not of the group: shown because it is marked, never counted.
    pub outside: bool,
    pub cells: [std::result::Result<Measured, Why>; 2],
    pub quadrant: Option<Quadrant>,
    /// A bound that may lie in another quarter.
    pub unsure: bool,
}

pub struct View {
    /// The measure that goes across and the one that goes up; none without an indicator.
    pub sides: Option<[Side; 2]>,
    /// The years growth is taken over, where it is growth.
    pub span: Option<Span>,
    /// The spans there are figures for, from the shortest.
    pub spans: Vec<Span>,
    /// Those with both figures first, from the best across.
    pub rows: Vec<Row>,
    /// How many have both.
    pub points: usize,
    /// How many of the group stand in each quarter, in the order of [`Quadrant::ALL`].
    pub counts: [usize; 4],
    /// How many of the group lack a figure.
    pub lacking: usize,
    /// The rows to name in the plane, the most extreme first.
    pub named: Vec<usize>,
    pub cut: Cut,
    pub at: At,
}

impl View {
    const fn nothing(query: &Query) -> Self {
        Self {
            sides: None,
            span: None,
            spans: vec![],
            rows: vec![],
            points: 0,
            counts: [0; 4],
            lacking: 0,
            named: vec![],
            cut: query.cut,
            at: query.at,
        }
    }
}

impl Screen for Quadrants {
    const SPEC: Spec = Spec {
        id: "quadrant",
        intent: Intent::Quadrant,
        layers: &[Layer::Rows, Layer::Columns, Layer::Parks, Layer::Choice, Layer::Time, Layer::Scope, Layer::Plane],
        footer: &[Intent::Measures, Intent::Cut, Intent::Span, Intent::Log, Intent::Mark, Intent::Where, Intent::Group],
    };
    type Query = Query;
    type View = View;

    fn open() -> Self {
        Self { rows: Rows::default(), cursor: None, column: 0, cut: Cut::default(), years: None, log: None }
    }

    fn query(&self, lens: &Lens) -> Query {
        let of = lens.indicator.or_else(|| lens.measures.first().copied());
        Query {
            across: of.map(|of| lens.measure(of)),
            second: lens.second.filter(|second| Some(*second) != of),
            scope: lens.scope.clone(),
            marked: lens.marked.clone(),
            at: lens.at,
            cut: self.cut,
            years: self.years,
            sieve: lens.sieve.clone(),
        }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        Ok(query.across.map_or_else(|| View::nothing(query), |across| view(store, query, across)))
    }

    fn react(&mut self, intent: Intent, view: &View, _: &Lens) -> Outcome {
        self.follow(view);
        if self.rows.react(intent, view.rows.len()) {
            self.cursor = view.rows.get(self.rows.cursor).map(|row| row.park);
            return self.cursor.map_or(Outcome::Changed, |park| Outcome::Ask(Request::Focus(park)));
        }
        match intent {
            Intent::Left => self.column = 0,
            Intent::Right => self.column = 1,
            Intent::Mark => return self.cursor.map_or(Outcome::Changed, |park| Outcome::Ask(Request::Mark(park))),
            Intent::Where => {
                let row = view.rows.get(self.rows.cursor).zip(view.sides.as_ref());
                let Some((row, sides)) = row else { return Outcome::Changed };
                let Measure { of: indicator, form } = sides[self.column].measure;
                let fact = row.cells[self.column].ok().map(|cell| cell.fact);
                let span = view.span.filter(|_| self.column == 1);
                let at = span.map_or(view.at, |span| At::Exact(span.to));
                return Outcome::Ask(Request::WhereAs(Asked { park: row.park, indicator, fact }, form, at));
            }
            Intent::Cut => self.cut = self.cut.next(),
            Intent::Span => self.years = next_span(view),
            Intent::Log => {
                let is_log = view.sides.as_ref().is_some_and(|sides| self.is_log(&sides[0]));
                self.log = Some(!is_log);
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
        book.count("column", &mut self.column);
        let cuts = [(Cut::Median, "median"), (Cut::Mean, "mean"), (Cut::Benchmark, "benchmark")];
        book.one_of("cut", &mut self.cut, &cuts);
        book.number("years", &mut self.years);
        book.maybe("log", &mut self.log);
    }

    fn grid(view: &View, catalog: &Catalog, lang: Lang, rows: usize) -> Grid {
        to_grid(view, catalog, lang, rows)
    }

    fn cites(view: &View, rows: usize) -> Vec<Vec<FactId>> {
        view.rows.iter().take(rows).map(|row| measured::cited(row.cells)).collect()
    }
}

impl Quadrants {
    /// Puts the cursor back on its park after the rows changed.
    fn follow(&mut self, view: &View) {
        self.rows.follow(&mut self.cursor, view.rows.len(), |row| view.rows[row].park);
    }

    /// Whether a scale is logarithmic: of amounts over more than a decade, unless one asked otherwise.
    fn is_log(&self, side: &Side) -> bool {
        side.is_wide && self.log.unwrap_or(true)
    }
}

/// The length after the one shown, from the longest back to the shortest; then as most parks have again.
fn next_span(view: &View) -> Option<i32> {
    let now = view.span?.years();
    let longer = view.spans.iter().map(|span| span.years()).find(|years| *years > now);
    longer.or_else(|| view.spans.first().map(|span| span.years()))
}

fn view(store: &Store, query: &Query, across: Measure) -> View {
    let catalog = store.catalog();
    let members = query.scope.parks();
    let ranked = store.rankable(members);
    let mut parks: Vec<ParkId> = members.iter().zip(&ranked).filter(|(_, ranked)| **ranked).map(|(p, _)| *p).collect();
    let inside = parks.len();
    parks.extend(measured::strangers(catalog, members, &query.marked));
    let spans = store.spans(&parks[..inside], across.of, query.at);
    let (up, at, span) = upright(catalog, query, across, &spans);
    let columns = [store.measured(&parks, members, across, query.at), store.measured(&parks, members, up, at)];
    let values = |side: usize| columns[side].values().take(inside);
    let points: Vec<(f64, f64)> = values(0).zip(values(1)).filter_map(|(x, y)| Some((x?, y?))).collect();
    let benchmark = query.marked.first().and_then(|park| parks.iter().position(|other| other == park));
    let side = |side: usize| {
        let own: Vec<f64> = points.iter().map(|point| if side == 0 { point.0 } else { point.1 }).collect();
        let (least, most) = own.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(*v), h.max(*v)));
        let column = &columns[side];
        let better = measured::better(column.measure, catalog);
        Side {
            measure: column.measure,
            unit: column.unit.clone(),
            // Growth is fast or slow whatever one makes of it.
            better: if matches!(column.measure.form, Form::Cagr { .. }) { Better::Higher } else { better },
            refused: column.refused,
            periods: column.periods.clone(),
            cut: query.cut.through(&own, benchmark.and_then(|place| column.cells[place].ok()).map(|cell| cell.value)),
            is_wide: least > 0.0 && most > least * 10.0,
        }
    };
    let sides = [side(0), side(1)];
    let both = benchmark.is_none_or(|place| columns.iter().all(|column| column.cells[place].is_ok()));
    let row = |(place, park): (usize, &ParkId)| {
        let cells = [0, 1].map(|side: usize| columns[side].cells[place]);
        let quarter = quarter(&sides, &cells).filter(|_| both || query.cut != Cut::Benchmark);
        let (quadrant, unsure) = quarter.map_or((None, false), |(quadrant, unsure)| (Some(quadrant), unsure));
        Row { park: *park, outside: place >= inside, cells, quadrant, unsure }
    };
    let mut rows: Vec<Row> = parks.iter().enumerate().map(row).collect();
    let value = |row: &Row, side: usize| row.cells[side].ok().map(|cell| cell.value);
    let has_both = |row: &Row| row.cells.iter().all(std::result::Result::is_ok);
    rows.sort_by(|a, b| {
        let by = |side: usize| match (value(a, side), value(b, side)) {
            (Some(a), Some(b)) => rank::order(sides[side].better, a, b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        };
        has_both(b).cmp(&has_both(a)).then_with(|| by(0)).then_with(|| by(1)).then_with(|| a.park.cmp(&b.park))
    });
    // The quarters are counted over the group, whichever of it are shown.
    let counts = Quadrant::ALL.map(|q| rows.iter().filter(|row| !row.outside && row.quadrant == Some(q)).count());
    rows.retain(|row| shows(&query.sieve, row.park));
    let points = rows.iter().filter(|row| has_both(row)).count();
    let lacking = rows[points..].iter().filter(|row| !row.outside).count();
    let named = by_extremeness(&rows[..points], &sides);
    View { sides: Some(sides), span, spans, rows, points, counts, lacking, named, cut: query.cut, at: query.at }
}

/// What goes up: the second indicator, else the growth of the first; of what has no rate, its difference on the year before.
fn upright(catalog: &Catalog, query: &Query, across: Measure, spans: &[Span]) -> (Measure, At, Option<Span>) {
    let of = across.of;
    if let Some(second) = query.second {
        return (Measure { of: second, form: Form::Level }, query.at, None);
    }
    if (Form::Cagr { from: 0 }).refusal(catalog.indicator(of), None).is_some() {
        return (Measure { of, form: Form::Change }, query.at, None);
    }
    let asked = query.years.and_then(|years| spans.iter().find(|span| span.years() == years).copied());
    match asked.or_else(|| usual(spans)) {
        Some(span) => (Measure { of, form: Form::Cagr { from: span.from } }, At::Exact(span.to), Some(span)),
        None => (Measure { of, form: Form::Cagr { from: query.at.period().calendar_year() - 1 } }, query.at, None),
    }
}

/// The quarter two figures lie in, and whether a bound may lie in another.
fn quarter(sides: &[Side; 2], cells: &[std::result::Result<Measured, Why>; 2]) -> Option<(Quadrant, bool)> {
    let side = |place: usize| {
        let (cell, cut) = (cells[place].ok()?, sides[place].cut?);
        Some((is_upper(cell.value, cut, sides[place].better), may_cross(cell.value, cell.mark, cut)))
    };
    let (first, second) = (side(0)?, side(1)?);
    Some((Quadrant::of(first.0, second.0), first.1 || second.1))
}

/// The points farthest out, on the scales they are drawn on.
fn by_extremeness(rows: &[Row], sides: &[Side; 2]) -> Vec<usize> {
    let value = |row: &Row, side: usize| {
        let value = row.cells[side].map_or(0.0, |cell| cell.value);
        if sides[side].is_wide && value > 0.0 { value.log10() } else { value }
    };
    let far = extremes(&rows.iter().map(|row| (value(row, 0), value(row, 1))).collect::<Vec<_>>());
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|a, b| far[*b].total_cmp(&far[*a]));
    order.truncate(NAMED);
    order
}

/// What a quarter is called, Chinese and English: by size and speed, by what is better, or by what is more.
pub fn quadrant_words(quadrant: Quadrant, sides: &[Side; 2]) -> (&'static str, &'static str) {
    let [across, up] = sides;
    let is_lower = |side: &Side| side.better == Better::Lower;
    let is_growth = matches!(up.measure.form, Form::Cagr { .. });
    let names = if is_growth && !is_lower(across) {
        [
            ("领先且快", "large and fast"),
            ("规模大但缓", "large but slow"),
            ("小而快", "small but fast"),
            ("双低", "small and slow"),
        ]
    } else if is_lower(across) || is_lower(up) {
        [
            ("双优", "better in both"),
            ("横优纵弱", "better across"),
            ("纵优横弱", "better upward"),
            ("双弱", "behind in both"),
        ]
    } else {
        [("双高", "high in both"), ("横高纵低", "high across"), ("纵高横低", "high upward"), ("双低", "low in both")]
    };
    names[Quadrant::ALL.iter().position(|other| *other == quadrant).unwrap_or(0)]
}

/// The code of a quarter for scripts.
const fn quadrant_code(quadrant: Quadrant) -> &'static str {
    match quadrant {
        Quadrant::Both => "both",
        Quadrant::First => "x_only",
        Quadrant::Second => "y_only",
        Quadrant::Neither => "neither",
    }
}

/// Where it is cut, in words.
pub const fn cut_words(cut: Cut) -> (&'static str, &'static str) {
    match cut {
        Cut::Median => ("中位数", "median"),
        Cut::Mean => ("均值", "mean"),
        Cut::Benchmark => ("标杆", "benchmark"),
    }
}

fn to_grid(view: &View, catalog: &Catalog, lang: Lang, most: usize) -> Grid {
    use grid::{Column, Value};
    let t = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    let heading = |place: usize| {
        view.sides.as_ref().map_or_else(String::new, |sides| {
            let side = &sides[place];
            format!("{} ({})", measured::name(side.measure, catalog, lang), side.unit.label(lang))
        })
    };
    let mut columns = vec![
        Column::plain("park"),
        Column::shown("name", t("园区", "park")),
        Column::plain("in_group"),
        Column::shown("quadrant", t("象限", "quadrant")),
        Column::plain("unsure"),
    ];
    for (place, axis) in ["x", "y"].into_iter().enumerate() {
        columns.push(Column::shown(axis, heading(place)));
        columns.push(Column::shown(format!("{axis}_period"), t("时期", "period")));
        for more in ["mark", "computed", "disputed", "unit", "indicator", "cut", "missing"] {
            columns.push(Column::plain(format!("{axis}_{more}")));
        }
    }
    columns.push(Column::plain("y_from"));
    let Some(sides) = &view.sides else { return Grid { columns, ..Grid::default() } };
    let writings = [0, 1].map(|place: usize| {
        let values = view.rows.iter().filter_map(|row| row.cells[place].ok()).map(|cell| cell.value);
        measured::writing(sides[place].measure, &sides[place].unit, values, catalog, lang)
    });
    let signs = GlyphSet::Rich.glyphs();
    let rows = view.rows.iter().take(most).map(|row| {
        let park = catalog.park(row.park);
        let quadrant = row.quadrant.map_or(Value::Missing, |quadrant| {
            let (zh, en) = quadrant_words(quadrant, sides);
            let unsure = if row.unsure { "~" } else { "" };
            Value::Code(quadrant_code(quadrant).to_owned(), format!("{unsure}{}", lang.pick(zh, en)))
        });
        let mut cells = vec![
            Value::text(&park.slug),
            Value::text(park.short.get(lang)),
            Value::Flag(!row.outside),
            quadrant,
            Value::Flag(row.unsure),
        ];
        for (place, side) in sides.iter().enumerate() {
            let cell = row.cells[place];
            let shown = |cell: Measured| {
                let decimals = writings[place].decimals;
                let text =
                    if cell.computed { number::grouped(cell.value, decimals) } else { number::exact(cell.value) };
                let computed = if cell.computed { " c" } else { "" };
                let disputed = if cell.disputed { "!" } else { "" };
                format!("{}{disputed}{computed}", number::with_mark(&text, cell.mark, signs))
            };
            cells.push(cell.map_or(Value::Missing, |cell| Value::Number(cell.value, shown(cell))));
            cells.push(Value::maybe(cell.ok().map(|cell| cell.period.to_string())));
            cells.push(Value::maybe(cell.ok().map(|cell| cell.mark.name())));
            cells.push(cell.map_or(Value::Missing, |cell| Value::Flag(cell.computed)));
            cells.push(cell.map_or(Value::Missing, |cell| Value::Flag(cell.disputed)));
            cells.push(Value::text(side.unit.code()));
            cells.push(Value::text(&catalog.indicator(side.measure.of).slug));
            cells.push(side.cut.map_or(Value::Missing, |cut| Value::Number(cut, number::exact(cut))));
            cells.push(Value::maybe(cell.err().map(|why| lang.pick(why.words().0, why.words().1))));
        }
        cells.push(view.span.map_or(Value::Missing, |span| Value::count(span.from)));
        cells
    });
    Grid { rows: rows.collect(), columns, notes: notes(view, sides, &writings, lang) }
}

fn notes(view: &View, sides: &[Side; 2], writings: &[Writing; 2], lang: Lang) -> Vec<String> {
    let (zh, en) = cut_words(view.cut);
    let at = |place: usize| {
        let unit = &writings[place].scale.label;
        sides[place].cut.map_or_else(|| "?".to_owned(), |cut| format!("{}{unit}", writings[place].number(cut)))
    };
    let cut = format!("{}: {} × {}", lang.pick(zh, en), at(0), at(1));
    let counts: Vec<String> = Quadrant::ALL
        .iter()
        .zip(view.counts)
        .map(|(quadrant, count)| {
            let (zh, en) = quadrant_words(*quadrant, sides);
            format!("{} {count}", lang.pick(zh, en))
        })
        .collect();
    let lacking = match lang {
        Lang::Zh => format!("缺 {}", view.lacking),
        Lang::En => format!("{} lack a figure", view.lacking),
    };
    let span = view.span.map(|span| match lang {
        Lang::Zh => format!("年均增速: {}-{}，两端都有数的才算 (c 测算)", span.from, span.to),
        Lang::En => format!("growth a year: {}-{}, of parks with both years (c: computed here)", span.from, span.to),
    });
    let said = sides.iter().find_map(|side| side.refused).map(|refusal| {
        let (zh, en) = refusal.words();
        lang.pick(zh, en).to_owned()
    });
    [Some(cut), Some(format!("{}, {lacking}", counts.join(", "))), span, said, Some(grid::rule_note(view.at, lang))]
        .into_iter()
        .flatten()
        .collect()
}
