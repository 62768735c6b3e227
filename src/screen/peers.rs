//! Peers: the parks most like the one under consideration, in what they are alike, and the tiers of the group.

mod draw;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Asked, Choices, Cx, Grid, Layer, Lens, Outcome, Request, Scope, Screen, Spec, grid, measured,
    rows::Rows,
    sieve::{Sifted, shows},
    tiering,
};
use crate::{
    analysis::{
        peers::{Likeness, Scaling, likeness, needed, weights},
        tiers::Scheme,
    },
    error::Result,
    intent::Intent,
    model::{At, Catalog, FactId, Form, Lang, Measure, Naming, Nature, ParkId, Unit},
    store::{MeasureColumn, Measured, Store, Why},
    ui::{GlyphSet, number},
};

/// Less than so many deviations apart is alike, so many or more is unlike.
const ALIKE: f64 = 0.5;
const UNLIKE: f64 = 1.0;

/// The parks most like one.
#[derive(Clone, Default)]
pub struct Peers {
    rows: Rows,
    /// The park under the cursor; who, not where.
    cursor: Option<ParkId>,
    /// The measure under the cursor.
    column: usize,
    scheme: Scheme,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    park: Option<ParkId>,
    measures: Vec<Measure>,
    /// What thirds and shares of the mean are taken of.
    focus: Option<Measure>,
    scope: Scope,
    marked: Vec<ParkId>,
    at: At,
    scheme: Scheme,
    sieve: Sifted,
    naming: Naming,
}

/// One measure.
pub struct Head {
    pub measure: Measure,
    pub unit: Unit,
    /// None where too few have a figure, or all the same.
    pub scaling: Option<Scaling>,
    /// Whether its figures are of several years.
    pub is_mixed: bool,
}

/// One park.
pub struct Row {
    pub park: ParkId,
    /// Not of the group.
    pub outside: bool,
    pub cells: Vec<std::result::Result<Measured, Why>>,
    /// None of the park itself, and of those that share too few measures.
    pub likeness: Option<Likeness>,
    pub tier: Option<usize>,
}

/// The classes of the group.
pub struct Tiers {
    pub scheme: Scheme,
    /// What they are made by; none where there is nothing to make them by.
    pub by: Option<Measure>,
    /// How many of the group are in each.
    pub counts: Vec<usize>,
    /// How many of the group are in none.
    pub without: usize,
}

pub struct View {
    /// The park under consideration; it stands first. None where none was chosen.
    pub park: Option<ParkId>,
    /// It is a total, or a part of another: nothing is like it.
    pub is_alone: bool,
    pub heads: Vec<Head>,
    /// The park itself, then the others from the nearest, then those that share too few measures.
    pub rows: Vec<Row>,
    /// Of how many measures it has a figure that can be compared.
    pub known: usize,
    pub tiers: Tiers,
    pub at: At,
}

impl View {
    /// Whether a distance is over figures of which some are round, expected or bounds.
    pub fn is_unsure(&self, row: &Row) -> bool {
        let Some((likeness, own)) = row.likeness.as_ref().zip(self.rows.first()) else { return false };
        let is_soft = |cell: &std::result::Result<Measured, Why>| cell.is_ok_and(|cell| !cell.mark.is_exact());
        let shared = likeness.differences.iter().enumerate().filter(|(_, by)| by.is_some());
        shared.into_iter().any(|(place, _)| is_soft(&row.cells[place]) || is_soft(&own.cells[place]))
    }
}

impl Screen for Peers {
    const SPEC: Spec = Spec {
        id: "peers",
        intent: Intent::Peers,
        layers: &[Layer::Rows, Layer::Columns, Layer::Parks, Layer::Choice, Layer::Time, Layer::Scope, Layer::Tiers],
        footer: &[Intent::Mark, Intent::Tiers, Intent::Measures, Intent::Where, Intent::Compare, Intent::Group],
    };
    type Query = Query;
    type View = View;

    fn open() -> Self {
        Self::default()
    }

    fn query(&self, lens: &Lens) -> Query {
        let focus = lens.indicator.or_else(|| lens.measures.first().copied());
        Query {
            park: lens.park(),
            measures: lens.measures.iter().map(|of| lens.measure(*of)).collect(),
            focus: focus.map(|of| lens.measure(of)),
            scope: lens.scope.clone(),
            marked: lens.marked.clone(),
            at: lens.at,
            scheme: self.scheme,
            sieve: lens.sieve.clone(),
            naming: lens.naming,
        }
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        Ok(view(store, query))
    }

    fn react(&mut self, intent: Intent, view: &View, _: &Lens) -> Outcome {
        self.follow(view);
        if self.rows.react(intent, view.rows.len()) {
            self.cursor = view.rows.get(self.rows.cursor).map(|row| row.park);
            return Outcome::Changed;
        }
        match intent {
            Intent::Left => self.column = self.column.saturating_sub(1),
            Intent::Right => self.column = (self.column + 1).min(view.heads.len().saturating_sub(1)),
            Intent::Mark => return self.cursor.map_or(Outcome::Changed, |park| Outcome::Ask(Request::Mark(park))),
            Intent::Where => {
                let found = view.rows.get(self.rows.cursor).zip(view.heads.get(self.column));
                let Some((row, head)) = found else { return Outcome::Changed };
                let fact = row.cells[self.column].ok().map(|cell| cell.fact);
                let asked = Asked { park: row.park, indicator: head.measure.of, fact };
                let own = view.park.filter(|own| *own != row.park && row.likeness.is_some());
                return Outcome::Ask(own.map_or(Request::Where(asked), |own| Request::WhereApart(asked, own)));
            }
            Intent::Tiers => self.scheme = self.scheme.next(),
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
        book.one_of("tiers", &mut self.scheme, &Scheme::ALL.map(|scheme| (scheme, scheme.name())));
    }

    fn grid(view: &View, catalog: &Catalog, lang: Lang, rows: usize) -> Grid {
        to_grid(view, catalog, lang, rows)
    }

    fn cites(view: &View, rows: usize) -> Vec<Vec<FactId>> {
        view.rows.iter().take(rows).map(|row| measured::cited(row.cells.iter().copied())).collect()
    }
}

impl Peers {
    /// Puts the cursor back on its park after the rows changed.
    fn follow(&mut self, view: &View) {
        if let Some(place) = self.cursor.and_then(|park| view.rows.iter().position(|row| row.park == park)) {
            self.rows.cursor = place;
        } else {
            // The nearest one, where there is one.
            self.rows.cursor = 1.min(view.rows.len().saturating_sub(1));
            self.cursor = view.rows.get(self.rows.cursor).map(|row| row.park);
        }
        self.column = self.column.min(view.heads.len().saturating_sub(1));
    }
}

fn view(store: &Store, query: &Query) -> View {
    let catalog = store.catalog();
    let members = query.scope.parks();
    let ranked = store.rankable(members);
    let mut parks: Vec<ParkId> = members.iter().zip(&ranked).filter(|(_, ranked)| **ranked).map(|(p, _)| *p).collect();
    let inside = parks.len();
    let asked: Vec<ParkId> = query.park.into_iter().chain(query.marked.iter().copied()).collect();
    for park in measured::strangers(catalog, members, &asked) {
        if !parks[inside..].contains(&park) {
            parks.push(park);
        }
    }
    let field: Vec<bool> = (0..parks.len()).map(|place| place < inside).collect();
    let own = query.park.and_then(|park| parks.iter().position(|other| *other == park));
    let columns: Vec<MeasureColumn> =
        query.measures.iter().map(|measure| store.measured(&parks, members, *measure, query.at)).collect();
    let heads: Vec<Head> = columns.iter().map(|column| head(column, inside, catalog)).collect();
    let classes: Vec<_> = heads.iter().map(|head| catalog.indicator(head.measure.of).category).collect();
    let weights = weights(&classes);
    let scores = |place: usize| -> Vec<Option<f64>> {
        let of_one =
            |(head, column): (&Head, &MeasureColumn)| head.scaling.as_ref()?.z_score(column.cells[place].ok()?.value);
        heads.iter().zip(&columns).map(of_one).collect()
    };
    let mine = own.map(scores);
    let tiers = tiers(store, query, &parks, members, &field);
    let row = |place: usize| Row {
        park: parks[place],
        outside: !field[place],
        cells: columns.iter().map(|column| column.cells[place]).collect(),
        likeness: mine
            .as_ref()
            .filter(|_| own != Some(place))
            .and_then(|mine| likeness(mine, &scores(place), &weights)),
        tier: tiers.1[place],
    };
    let mut rows: Vec<Row> = (0..parks.len()).map(row).collect();
    rows.retain(|row| query.park == Some(row.park) || shows(&query.sieve, row.park));
    let roll = catalog.park_roll(query.naming);
    let named = |row: &Row| roll.stands(row.park.index());
    rows.sort_by(|a, b| {
        let order = |row: &Row| (query.park != Some(row.park), row.likeness.is_none());
        let far = |row: &Row| row.likeness.as_ref().map_or(f64::INFINITY, |likeness| likeness.distance);
        order(a).cmp(&order(b)).then_with(|| far(a).total_cmp(&far(b))).then_with(|| named(a).cmp(&named(b)))
    });
    let known = mine.map_or(0, |mine| mine.iter().flatten().count());
    let is_alone = query.park.is_some() && own.is_none();
    View { park: query.park, is_alone, heads, rows, known, tiers: tiers.0, at: query.at }
}

fn head(column: &MeasureColumn, inside: usize, catalog: &Catalog) -> Head {
    Head {
        measure: column.measure,
        unit: column.unit.clone(),
        scaling: field(column.measure, column.values().take(inside), catalog).scaling,
        is_mixed: column.periods.len() > 1,
    }
}

/// What deviations of a measure are counted by.
pub struct Field {
    pub scaling: Option<Scaling>,
    /// How many parks have a figure, and of how many.
    pub count: usize,
    pub of: usize,
}

fn field(measure: Measure, values: impl Iterator<Item = Option<f64>>, catalog: &Catalog) -> Field {
    let is_amount = matches!(catalog.indicator(measure.of).nature, Nature::Flow | Nature::Stock);
    let may_log = is_amount && matches!(measure.form, Form::Level | Form::Per(_));
    let all: Vec<Option<f64>> = values.collect();
    let values: Vec<f64> = all.iter().copied().flatten().collect();
    Field { scaling: Scaling::of(&values, may_log), count: values.len(), of: all.len() }
}

/// Some parks' figures of a measure, and what their deviations are counted by: what one part of a distance is made of.
pub fn component(
    store: &Store,
    parks: &[ParkId],
    members: &[ParkId],
    measure: Measure,
    at: At,
) -> (Vec<std::result::Result<Measured, Why>>, Field) {
    let ranked = store.rankable(members);
    let inside = members.iter().zip(&ranked).filter(|(_, ranked)| **ranked).map(|(park, _)| *park);
    let all: Vec<ParkId> = parks.iter().copied().chain(inside).collect();
    let column = store.measured(&all, members, measure, at);
    let field = field(measure, column.values().skip(parks.len()), store.catalog());
    (column.cells.into_iter().take(parks.len()).collect(), field)
}

/// The tier of every park, and how many of the group are in each.
fn tiers(
    store: &Store,
    query: &Query,
    parks: &[ParkId],
    members: &[ParkId],
    field: &[bool],
) -> (Tiers, Vec<Option<usize>>) {
    let catalog = store.catalog();
    let scheme = query.scheme;
    let by = tiering::made_by(scheme, query.focus, catalog);
    let made = |by| tiering::of(store, scheme, by, query.at, parks, members, field);
    let of = by.map_or_else(|| vec![None; parks.len()], made);
    let counted = || of.iter().zip(field).filter(|(_, counts)| **counts).map(|(tier, _)| *tier);
    let counts = (0..scheme.tiers().len()).map(|tier| counted().filter(|other| *other == Some(tier)).count()).collect();
    let without = counted().filter(Option::is_none).count();
    (Tiers { scheme, by, counts, without }, of)
}

/// How one park is like the one under consideration, in one sentence; none of itself, and where nothing can be said.
pub fn sentence(view: &View, place: usize, catalog: &Catalog, lang: Lang, sigma: &str) -> Option<String> {
    let row = view.rows.get(place)?;
    let likeness = row.likeness.as_ref()?;
    let (own, other) = (catalog.park_name(view.park?, lang), catalog.park_name(row.park, lang));
    let signs = GlyphSet::Ascii.glyphs();
    let apart = |by: f64| format!("{}{sigma}", number::signed(by, 1, signs));
    let mut by: Vec<(f64, String)> = likeness
        .differences
        .iter()
        .zip(&view.heads)
        .filter_map(|(by, head)| {
            let name = measured::name(head.measure, catalog, lang);
            by.map(|by| (by, format!("{name}{}({})", lang.pick("", " "), apart(by))))
        })
        .collect();
    by.sort_by(|a, b| a.0.abs().total_cmp(&b.0.abs()));
    let listed = |list: Vec<&(f64, String)>| {
        let names: Vec<&str> = list.iter().take(3).map(|(_, words)| words.as_str()).collect();
        names.join(lang.pick("、", ", "))
    };
    let alike = listed(by.iter().filter(|(by, _)| by.abs() < ALIKE).collect());
    let unlike = listed(by.iter().rev().filter(|(by, _)| by.abs() >= UNLIKE).collect());
    let distance = number::grouped(likeness.distance, 2);
    let (shared, known) = (likeness.shared, view.known);
    let is_nearest = place == 1;
    let mut words = match (lang, is_nearest) {
        (Lang::Zh, true) => format!("与{own}最相似的是{other}: 相距{distance}{sigma}，按{known}项中的{shared}项"),
        (Lang::Zh, false) => format!("{other}与{own}: 相距{distance}{sigma}，按{known}项中的{shared}项"),
        (Lang::En, true) => {
            format!("Most like {own} is {other}: {distance}{sigma} apart over {shared} of {known} measures")
        }
        (Lang::En, false) => format!("{other} and {own}: {distance}{sigma} apart over {shared} of {known} measures"),
    };
    for (zh, en, list) in [("；相近: ", "; alike in ", alike), ("；不同: ", "; unlike in ", unlike)] {
        if !list.is_empty() {
            words.push_str(lang.pick(zh, en));
            words.push_str(&list);
        }
    }
    words.push_str(lang.pick("。", "."));
    Some(words)
}

/// What tiers are made by, and how many are in each.
pub fn tier_words(tiers: &Tiers, catalog: &Catalog, lang: Lang) -> String {
    let Some(by) = tiers.by else {
        return lang.pick("梯队: 没有公布的位次", "tiers: no published rank").to_owned();
    };
    let name = measured::name(by, catalog, lang);
    let how = tiering::rule(tiers.scheme, lang);
    let counted = tiers.scheme.tiers().iter().zip(&tiers.counts);
    let counts: Vec<String> = counted.map(|((zh, en), count)| format!("{} {count}", lang.pick(zh, en))).collect();
    let without = match lang {
        Lang::Zh => format!("缺 {}", tiers.without),
        Lang::En => format!("{} in none", tiers.without),
    };
    format!("{}{name} {how}: {}; {without}", lang.pick("梯队 ", "tiers by "), counts.join(", "))
}

fn to_grid(view: &View, catalog: &Catalog, lang: Lang, most: usize) -> Grid {
    use grid::{Column, Value};
    let t = |zh: &'static str, en: &'static str| lang.pick(zh, en);
    let mut columns = vec![
        Column::plain("park"),
        Column::shown("name", t("园区", "park")),
        Column::plain("in_group"),
        Column::shown("distance", t("距离(σ)", "distance (σ)")),
        Column::shown("shared", t("共有", "shared")),
        Column::plain("known"),
        Column::plain("unsure"),
        Column::shown("tier", t("梯队", "tier")),
    ];
    for head in &view.heads {
        let slug = &catalog.indicator(head.measure.of).slug;
        let name = measured::name(head.measure, catalog, lang);
        columns.push(Column::shown(format!("{slug}_sigma"), format!("{name} σ")));
        columns.push(Column::shown(slug, format!("{name} ({})", head.unit.label(lang))));
        columns.push(Column::shown(format!("{slug}_period"), t("时期", "period")));
        columns.push(Column::plain(format!("{slug}_mark")));
        columns.push(Column::plain(format!("{slug}_unit")));
    }
    let signs = GlyphSet::Rich.glyphs();
    let rows = view.rows.iter().take(most).map(|row| {
        let park = catalog.park(row.park);
        let likeness = row.likeness.as_ref();
        let tier = row.tier.map_or(Value::Missing, |tier| {
            let (zh, en) = view.tiers.scheme.tiers()[tier];
            Value::Code((tier + 1).to_string(), lang.pick(zh, en).to_owned())
        });
        let mut cells = vec![
            Value::text(&park.slug),
            Value::text(park.short.get(lang)),
            Value::Flag(!row.outside),
            likeness.map_or(Value::Missing, |l| Value::Number(l.distance, number::grouped(l.distance, 2))),
            likeness.map_or(Value::Missing, |l| Value::count(l.shared as u32)),
            Value::count(view.known as u32),
            Value::Flag(view.is_unsure(row)),
            tier,
        ];
        for (place, head) in view.heads.iter().enumerate() {
            let by = likeness.and_then(|likeness| likeness.differences[place]);
            cells.push(by.map_or(Value::Missing, |by| Value::Number(by, number::signed(by, 2, signs))));
            let cell = row.cells[place];
            let shown = |cell: Measured| {
                let text = if cell.computed { number::grouped(cell.value, 2) } else { number::exact(cell.value) };
                format!("{}{}", number::with_mark(&text, cell.mark, signs), if cell.computed { " c" } else { "" })
            };
            cells.push(cell.map_or(Value::Missing, |cell| Value::Number(cell.value, shown(cell))));
            cells.push(Value::maybe(cell.ok().map(|cell| cell.period.to_string())));
            cells.push(Value::maybe(cell.ok().map(|cell| cell.mark.name())));
            cells.push(Value::text(head.unit.code()));
        }
        cells
    });
    let mut notes: Vec<String> = sentence(view, 1, catalog, lang, "σ").into_iter().collect();
    notes.push(match lang {
        Lang::Zh => format!(
            "距离: 共有指标标准分之差的加权均方根，同类指标合计同权，跨一个数量级以上的总量取对数；至少共有{}项",
            needed(view.known)
        ),
        Lang::En => format!(
            "distance: the weighted root mean square of the differences in z-scores over shared measures; each category weighs the same; amounts over more than a decade by their logarithms; at least {} shared",
            needed(view.known)
        ),
    });
    notes.push(tier_words(&view.tiers, catalog, lang));
    notes.push(grid::rule_note(view.at, lang));
    Grid { columns, rows: rows.collect(), notes }
}
