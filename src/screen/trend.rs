//! Trend: one indicator, many parks, over time; the figures stand below the lines.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Asked, Choices, Cx, Grid, Layer, Lens, Outcome, Request, Scope, Screen, Spec,
    format::{self, Writing},
    grid,
    lines::{Drawing, Scales},
    measured,
    rows::Rows,
    sieve::{Sifted, shows},
};
use crate::{
    analysis::rank,
    error::Result,
    intent::Intent,
    model::{At, Catalog, Form, Indicator, IndicatorId, Kind, Lang, Measure, ParkId, Period},
    store::{Reading, Series, Store},
    ui::{
        shell::{put, say, status_line},
        text::{fit, pad_end, pad_start, width},
    },
};

/// So many parks are drawn when none is marked.
const LEADERS: usize = 6;

/// One indicator over time.
#[derive(Clone, Default)]
pub struct Trend {
    rows: Rows,
    /// The year under the cursor, counted back from the last: 0 is the newest.
    back: usize,
    scales: Scales,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    indicator: Option<IndicatorId>,
    marked: Vec<ParkId>,
    park: Option<ParkId>,
    scope: Scope,
    at: At,
    form: Form,
    /// Of leaders; who is marked is named, and stays.
    sieve: Sifted,
}

pub struct View {
    indicator: Option<IndicatorId>,
    form: Form,
    /// The indicator as it is in the form asked for; none where that is the level.
    formed: Option<Indicator>,
    lines: Vec<(ParkId, Series)>,
    /// The years from the first figure to the last, without holes.
    years: Vec<i32>,
    /// The parks are the group's leaders, for none is marked.
    leaders: bool,
}

impl View {
    fn nothing(form: Form) -> Self {
        Self { indicator: None, form, formed: None, lines: vec![], years: vec![], leaders: false }
    }

    /// Why the form says nothing of the indicator, if it does not.
    fn refusal(&self, catalog: &Catalog) -> Option<(&'static str, &'static str)> {
        let by = self.form.by().map(|by| catalog.indicator(by));
        Some(self.form.refusal(catalog.indicator(self.indicator?), by)?.words())
    }

    /// What the numbers are: their unit, direction and decimals.
    fn about<'a>(&'a self, catalog: &'a Catalog) -> Option<&'a Indicator> {
        self.formed.as_ref().or_else(|| self.indicator.map(|id| catalog.indicator(id)))
    }
}

impl Screen for Trend {
    const SPEC: Spec = Spec {
        id: "trend",
        intent: Intent::Trend,
        layers: &[Layer::Rows, Layer::Columns, Layer::Parks, Layer::Choice, Layer::Time, Layer::Scope, Layer::Chart],
        footer: &[Intent::Measures, Intent::AddPark, Intent::Where, Intent::Index, Intent::Log, Intent::Compare],
    };
    type Query = Query;
    type View = View;

    fn open() -> Self {
        Self::default()
    }

    fn query(&self, lens: &Lens) -> Query {
        Query {
            indicator: lens.indicator.or_else(|| lens.measures.first().copied()),
            marked: lens.marked.clone(),
            park: lens.park,
            scope: lens.scope.clone(),
            at: lens.at,
            form: lens.form,
            sieve: lens.sieve.clone(),
        }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        let Some(indicator) = query.indicator else {
            return Ok(View::nothing(query.form));
        };
        let catalog = store.catalog();
        let leaders = query.marked.is_empty();
        let parks = if leaders { leading(store, indicator, query) } else { query.marked.clone() };
        let lines: Vec<(ParkId, Series)> =
            parks.into_iter().map(|park| (park, store.series(park, indicator, Kind::Actual))).collect();
        let parks = || lines.iter().map(|(park, _)| *park).collect::<Vec<ParkId>>();
        let (formed, lines) = match query.form {
            Form::Level => (None, lines),
            form => {
                let measure = Measure { of: indicator, form };
                (Some(measure.formed(catalog)), in_form(store, &parks(), measure, &query.scope))
            }
        };
        let years = || lines.iter().flat_map(|(_, s)| s.years().map(|point| point.period.calendar_year()));
        let span = years().min().zip(years().max());
        let years = span.map(|(first, last)| (first..=last).collect()).unwrap_or_default();
        Ok(View { indicator: Some(indicator), form: query.form, formed, lines, years, leaders })
    }

    fn react(&mut self, intent: Intent, view: &View, _: &Lens) -> Outcome {
        if self.rows.react(intent, view.lines.len()) {
            return Outcome::Changed;
        }
        let park = view.lines.get(self.rows.cursor).map(|(park, _)| *park);
        match intent {
            Intent::Left => self.back = (self.back + 1).min(view.years.len().saturating_sub(1)),
            Intent::Right => self.back = self.back.saturating_sub(1),
            Intent::Mark => return park.map_or(Outcome::Changed, |park| Outcome::Ask(Request::Mark(park))),
            Intent::Where => {
                let Some((park, indicator)) = park.zip(view.indicator) else { return Outcome::Changed };
                let year = self.year(view).map(Period::year);
                let point = year.and_then(|year| view.lines[self.rows.cursor].1.get(year));
                let fact = point.map(|point| point.reading.fact);
                return Outcome::Ask(Request::Where(Asked { park, indicator, fact }));
            }
            Intent::Index => self.scales.index = !self.scales.index,
            Intent::Log => self.scales.log = !self.scales.log,
            _ => return Outcome::Ignored,
        }
        Outcome::Changed
    }

    fn render(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        self.rows.cursor = self.rows.cursor.min(view.lines.len().saturating_sub(1));
        self.draw(view, cx, area, buf);
    }

    fn choices(&mut self, book: &mut Choices<'_>) {
        book.flag("index", &mut self.scales.index);
        book.flag("log", &mut self.scales.log);
        book.count("back", &mut self.back);
    }

    fn grid(view: &View, catalog: &Catalog, lang: Lang, _: usize) -> Grid {
        to_grid(view, catalog, lang)
    }
}

/// The parks' lines in a form, year by year.
fn in_form(store: &Store, parks: &[ParkId], measure: Measure, scope: &Scope) -> Vec<(ParkId, Series)> {
    parks.iter().copied().zip(store.measured_series(parks, scope.parks(), measure)).collect()
}

/// The best of the group now that have a history; the park one looks at among them.
fn leading(store: &Store, indicator: IndicatorId, query: &Query) -> Vec<ParkId> {
    let catalog = store.catalog();
    let members = query.scope.parks();
    let better = catalog.indicator(indicator).better;
    let latest = |park: ParkId| {
        let series = store.series(park, indicator, Kind::Actual);
        let history = series.years().count() > 1;
        series.at(query.at).filter(|_| history).map(|point| (park, point.reading.value))
    };
    let mut with: Vec<(ParkId, f64)> =
        members.iter().filter(|park| shows(&query.sieve, **park)).filter_map(|park| latest(*park)).collect();
    with.sort_by(|a, b| rank::order(better, a.1, b.1));
    let mut parks: Vec<ParkId> = with.into_iter().map(|(park, _)| park).take(LEADERS).collect();
    if let Some(park) = query.park.filter(|park| !parks.contains(park)) {
        parks.truncate(LEADERS - 1);
        parks.push(park);
    }
    parks
}

impl Trend {
    fn year(&self, view: &View) -> Option<i32> {
        view.years.iter().rev().nth(self.back.min(view.years.len().saturating_sub(1))).copied()
    }

    fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let Some(indicator) = view.about(cx.catalog) else {
            let words = cx.keyed("没有指标: {Measures} 选择", "no indicator: {Measures} chooses");
            say(buf, area, &words, cx.theme.muted, cx.glyphs);
            return;
        };
        let values = view.lines.iter().flat_map(|(_, s)| s.years().map(|point| point.reading.value));
        let writing = Writing::of(indicator, values, cx.lang);
        let series: Vec<(ParkId, &Series)> = view.lines.iter().map(|(park, series)| (*park, series)).collect();
        // An index of shares or rates would say nothing.
        let scales = Scales { index: self.scales.index && view.form == Form::Level, ..self.scales };
        let drawing = Drawing::of(&series, indicator, &writing, scales, cx);
        let row = Rect { height: 1, ..area };
        heading(view, &drawing.unit, cx, row, buf);
        let figures = (view.lines.len() as u16 + 1).min(area.height.saturating_sub(2) / 2);
        let chart = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(figures + 2),
        };
        let words = cx.keyed(
            "这些园区没有年度数据: {Measures} 换指标, {AddPark} 加园区",
            "no annual figures: {Measures} another indicator, {AddPark} adds parks",
        );
        drawing.render(cx, chart, buf, &words);
        let below = Rect { y: chart.bottom(), height: figures, ..area };
        self.figures(view, cx, below, buf, &writing);
        let last = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
        Self::status(view, cx, last, buf, drawing.left_out());
    }

    /// Parks down, years across: the numbers behind the lines.
    fn figures(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer, writing: &Writing) {
        let figure = |place: usize, year: i32| {
            let point = view.lines[place].1.get(Period::year(year))?;
            let computed = if point.reading.computed { "c" } else { "" };
            let (before, after) = cx.glyphs.mark_sign(point.reading.mark);
            let disputed = if point.reading.disputed { "!" } else { "" };
            let number = format!("{before}{}", writing.digits(&point.reading));
            Some((number, format!("{after}{computed}{disputed}"), point.reading))
        };
        let all =
            || (0..view.lines.len()).flat_map(|place| view.years.iter().filter_map(move |year| figure(place, *year)));
        let signs = all().map(|(_, signs, _)| width(&signs)).max().unwrap_or(0);
        let name = view.lines.iter().map(|(park, _)| width(cx.catalog.park_name(*park, cx.lang))).max().unwrap_or(0);
        let name = (name as u16 + 4).clamp(10, 22);
        let cells = (all().map(|(number, ..)| width(&number)).max().unwrap_or(0).max(4) + signs) as u16;
        let room = usize::from(area.width.saturating_sub(name + 2) / (cells + 1));
        let back = self.back.min(view.years.len().saturating_sub(1));
        let last = view.years.len() - back.saturating_sub(room.saturating_sub(1)).min(view.years.len());
        let years = &view.years[last.saturating_sub(room)..last];
        let x_of = |place: usize| area.x + 1 + name + place as u16 * (cells + 1);
        for (place, year) in years.iter().enumerate() {
            let here = self.year(view) == Some(*year);
            let style = if here { cx.theme.header } else { cx.theme.muted };
            put(buf, x_of(place), area.y, cells, &pad_start(&year.to_string(), usize::from(cells) - signs), style);
        }
        let shown = self.rows.view(view.lines.len(), usize::from(area.height.saturating_sub(1)));
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        cx.hits.rows(body, shown.clone(), self.rows.cursor);
        for (y, place) in shown.enumerate() {
            let y = area.y + 1 + y as u16;
            let (park, _) = &view.lines[place];
            let under = place == self.rows.cursor;
            put(buf, area.x, y, 1, if under { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
            let sign = cx.glyphs.points[place % cx.glyphs.points.len()];
            put(buf, area.x + 1, y, 1, sign, cx.theme.line(place));
            let style = if under { cx.theme.cursor } else { cx.theme.text };
            let called = fit(cx.catalog.park_name(*park, cx.lang), usize::from(name - 3), cx.glyphs.ellipsis);
            put(buf, area.x + 3, y, name - 3, &called, style);
            for (column, year) in years.iter().enumerate() {
                let here = under && self.year(view) == Some(*year);
                let found = figure(place, *year);
                let digits = usize::from(cells) - signs;
                let text = match &found {
                    Some((number, after, _)) => format!("{}{}", pad_start(number, digits), pad_end(after, signs)),
                    None => pad_start(cx.glyphs.missing, digits),
                };
                let style = match (&found, here) {
                    (_, true) => cx.theme.cell,
                    (None, _) => cx.theme.missing,
                    (Some((.., reading)), _) => format::figure_style(reading, cx),
                };
                put(buf, x_of(column), y, cells, &text, style);
            }
        }
    }

    fn status(view: &View, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, left_out: usize) {
        let part_year = view.lines.iter().flat_map(|(_, s)| &s.points).filter(|point| !point.period.is_year()).count();
        let mut said = vec![];
        if let Some((zh, en)) = view.refusal(cx.catalog) {
            said.push(cx.t(zh, en).to_owned());
        }
        if left_out > 0 {
            said.push(match cx.lang {
                Lang::Zh => format!("{left_out} 个园区没有基年的数，未画"),
                Lang::En => format!("{left_out} parks lack the base year and are not drawn"),
            });
        }
        let parks = view.lines.iter().map(|(park, _)| *park);
        said.extend(view.indicator.and_then(|indicator| format::warned(parks, indicator, cx)));
        if view.leaders {
            said.push(cx.keyed(
                "未标记园区: 画的是范围内领先者 ({AddPark} 选自己的)",
                "none marked: the group's leaders ({AddPark} picks)",
            ));
        }
        if part_year > 0 {
            let key = cx.key(Intent::Where);
            said.push(match cx.lang {
                Lang::Zh => format!("{part_year} 个非全年数不入图 ({key} 查看)"),
                Lang::En => format!("{part_year} part-year figures are not drawn ({key} shows)"),
            });
        }
        said.push(cx.t("缺年断开，不连线", "missing years are gaps, never bridged").to_owned());
        status_line(buf, at, &said.join("  "), cx.theme.muted, cx.glyphs);
    }
}

/// The indicator in its form, and the unit.
fn heading(view: &View, unit: &str, cx: &Cx<'_>, row: Rect, buf: &mut Buffer) {
    let Some(of) = view.indicator else { return };
    let room = row.width.saturating_sub(2);
    let name = measured::heading(Measure { of, form: view.form }, unit, room, cx);
    let x = put(buf, row.x + 1, row.y, room, &name, cx.theme.title);
    put(buf, x + 2, row.y, row.right().saturating_sub(x + 2), unit, cx.theme.muted);
}

fn to_grid(view: &View, catalog: &Catalog, lang: Lang) -> Grid {
    use grid::{Column, Value};
    let mut columns = vec![Column::plain("park"), Column::shown("name", lang.pick("园区", "park"))];
    for name in ["indicator", "unit"] {
        columns.push(Column::plain(name));
    }
    columns.push(Column::shown("period", lang.pick("时期", "period")));
    columns.push(Column::shown("value", lang.pick("数值", "value")));
    for name in ["mark", "disputed", "source", "grade"] {
        columns.push(Column::plain(name));
    }
    let with_form = view.form != Form::Level;
    if with_form {
        columns.extend(["measure", "computed"].map(Column::plain));
    }
    let code = view.form.code(view.form.by().map(|by| catalog.indicator(by).slug.as_str()));
    let Some(indicator) = view.about(catalog) else {
        return Grid { columns, ..Grid::default() };
    };
    let code = &code;
    let rows = view.lines.iter().flat_map(|(park, series)| {
        let park = catalog.park(*park);
        series.points.iter().map(move |point| {
            let source = point.reading.source.map(|id| catalog.source(id));
            let Reading { value, mark, disputed, computed, .. } = point.reading;
            let shown = grid::said_of(value, mark, disputed, computed);
            let mut cells = vec![
                Value::text(&park.slug),
                Value::text(park.short.get(lang)),
                Value::text(&indicator.slug),
                Value::unit(indicator, lang),
                Value::text(point.period.to_string()),
                Value::Number(value, shown),
                Value::text(point.reading.mark.name()),
                Value::Flag(point.reading.disputed),
                Value::maybe(source.map(|source| source.slug.as_str())),
                Value::maybe(source.map(|source| source.grade.words().1)),
            ];
            if with_form {
                cells.extend([Value::text(code.as_str()), Value::Flag(computed)]);
            }
            cells
        })
    });
    let note = format!("{} ({})", indicator.name.get(lang), indicator.unit.label(lang));
    let refusal = view.refusal(catalog).map(|(zh, en)| lang.pick(zh, en).to_owned());
    let notes = std::iter::once(note).chain(grid::form_note(view.form, catalog, lang)).chain(refusal);
    Grid { rows: rows.collect(), columns, notes: notes.collect() }
}
