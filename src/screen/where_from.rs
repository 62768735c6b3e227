//! Where a number is from: its definition, its source, and every other value known for it.

mod apart;
mod around;
mod derived;
mod made;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use apart::Apart;
use around::Around;
use derived::Derived;
use made::{Made, formula_line};

use super::{Cx, Grid, Layer, Lens, Outcome, Scope, Screen, Spec, format, grid, rows::Rows};
use crate::{
    error::Result,
    intent::Intent,
    model::{At, Catalog, FactId, Form, IndicatorId, Kind, Lang, Mark, Observation, ParkId, Remark, SourceId},
    store::{Change, Reading, Store, Why},
    ui::{
        GlyphSet,
        shell::{overlay, put},
        text::{fit, pad_end, pad_start, width, wrap},
    },
};

/// The number asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Asked {
    pub park: ParkId,
    pub indicator: IndicatorId,
    /// The one statement; none where the cell was empty.
    pub fact: Option<FactId>,
}

/// The story of a number.
#[derive(Clone, Default)]
pub struct WhereFrom {
    rows: Rows,
    /// What the rows were about when the cursor was set.
    about: Option<Asked>,
    /// Lines of the story scrolled out at the top.
    scroll: usize,
}

/// One statement.
pub struct Said {
    pub id: FactId,
    pub what: Observation,
    /// `path:line`.
    pub place: String,
    /// Whether it is the one shown first for its period.
    pub shown: bool,
    pub change: Option<(Change, String)>,
    /// What it was made of, where it is computed.
    made: Made,
}

pub struct View {
    asked: Asked,
    said: Vec<Said>,
    remarks: Vec<Remark>,
    /// Why a formula has no figure here, where it has none.
    why: Option<Why>,
    /// What was made of it, where the form asked for is not the level.
    derived: Option<Derived>,
    /// How far it is from the figure of the park it is held against.
    apart: Option<Apart>,
    /// The group in the period of the number.
    around: Option<Around>,
}

/// What is asked, and in which form.
#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    pub asked: Option<Asked>,
    pub form: Form,
    pub scope: Scope,
    pub at: At,
    /// The park it is held against, where that was asked.
    pub apart: Option<ParkId>,
}

impl Screen for WhereFrom {
    const SPEC: Spec = Spec { id: "where", intent: Intent::Where, layers: &[Layer::Rows], footer: &[] };
    type Query = Query;
    type View = Option<View>;

    fn open() -> Self {
        Self::default()
    }

    fn query(&self, lens: &Lens) -> Query {
        let (form, at) = lens.asked_as.unwrap_or((lens.form, lens.at));
        Query { asked: lens.asked, form, scope: lens.scope.clone(), at, apart: lens.asked_from }
    }

    fn compute(store: &Store, query: &Query) -> Result<Option<View>> {
        Ok(query.asked.map(|asked| View {
            derived: Derived::of(store, asked, query),
            apart: Apart::of(store, asked, query),
            around: Around::of(store, asked, query),
            why: asked.fact.is_none().then(|| store.why_not(asked.park, asked.indicator, query.at)).flatten(),
            ..view(store, asked)
        }))
    }

    fn react(&mut self, intent: Intent, view: &Self::View, _: &Lens) -> Outcome {
        let Some(view) = view else { return Outcome::Ignored };
        self.follow(view);
        match intent {
            Intent::PageDown => self.scroll += 4,
            Intent::PageUp => self.scroll = self.scroll.saturating_sub(4),
            _ => {}
        }
        if matches!(intent, Intent::PageDown | Intent::PageUp) {
            return Outcome::Changed;
        }
        if intent != Intent::Where && self.rows.react(intent, view.said.len()) {
            self.scroll = 0;
            return Outcome::Changed;
        }
        Outcome::Ignored
    }

    fn render(&mut self, view: &Self::View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let Some(view) = view else { return };
        self.follow(view);
        self.draw(view, cx, area, buf);
    }

    fn grid(view: &Self::View, catalog: &Catalog, lang: Lang, _: usize) -> Grid {
        use grid::{Column, Value};
        let columns = [
            ("park", "园区"),
            ("indicator", "指标"),
            ("period", "时期"),
            ("kind", "类别"),
            ("value", "数值"),
            ("mark", "性质"),
            ("unit", "单位"),
            ("source", "来源"),
            ("grade", "来源级别"),
            ("url", "网址"),
            ("place", "文件"),
            ("note", "备注"),
        ];
        let columns = columns.map(|(name, zh)| Column::shown(name, lang.pick(zh, name))).to_vec();
        // Scripts read the code, people the word.
        let code = |code: &str, (zh, en): (&str, &str)| Value::Code(code.to_owned(), lang.pick(zh, en).to_owned());
        let said = view.iter().flat_map(|view| &view.said).flat_map(|said| {
            let inputs = said.made.inputs.iter().map(|(what, place)| (what, place));
            std::iter::once((&said.what, &said.place)).chain(inputs)
        });
        let rows = said.map(|(what, place)| {
            let source = what.source.map(|id| catalog.source(id));
            let indicator = catalog.indicator(what.fact.indicator);
            vec![
                Value::text(catalog.park_name(what.fact.park, lang)),
                Value::Code(indicator.slug.clone(), indicator.name.get(lang).to_owned()),
                Value::Code(what.fact.period.to_string(), what.fact.period.words(lang)),
                code(kind(what.fact.kind).1, kind(what.fact.kind)),
                what.value.map_or(Value::Missing, Value::count),
                code(what.mark.name(), (format::mark_words(what.mark).0, what.mark.name())),
                Value::unit(indicator, lang),
                Value::maybe(source.map(|source| source.title.as_str())),
                source.map_or(Value::Missing, |source| code(source.grade.words().1, source.grade.words())),
                Value::maybe(source.map(|source| source.url.as_str())),
                Value::text(place),
                Value::maybe(what.note.as_deref()),
            ]
        });
        let signs = GlyphSet::Rich.glyphs();
        let derived = view.as_ref().and_then(|view| view.derived.as_ref());
        let notes = derived.map(|derived| derived.words(catalog, signs, lang)).unwrap_or_default();
        let apart = view.as_ref().and_then(|view| view.apart.as_ref());
        let notes = notes.into_iter().chain(apart.map(|apart| apart.words(catalog, signs, lang)).unwrap_or_default());
        let formula = view.as_ref().and_then(|view| formula_line(catalog.indicator(view.asked.indicator), lang));
        let notes = formula.into_iter().chain(notes).map(|(name, words)| format!("{name}: {words}"));
        let around =
            view.as_ref().and_then(|view| view.around.as_ref()).map(|around| around.words(catalog, signs, lang));
        let notes = notes.chain(around).collect();
        Grid { columns, rows: rows.collect(), notes }
    }
}

fn view(store: &Store, asked: Asked) -> View {
    let catalog = store.catalog();
    let series = store.series(asked.park, asked.indicator, Kind::Actual);
    let said = |id: FactId| {
        let what = store.observation(id);
        let shown = store.shown_for(id) == id;
        let change = (shown && what.fact.kind == Kind::Actual)
            .then(|| store.change(asked.park, asked.indicator, what.fact.period))
            .flatten()
            .map(|change| {
                let before = series.get(what.fact.period.shift(-1)).map(|point| point.reading.value);
                let formula = before.zip(what.value).map(|(b, v)| format!("{v} / {b}")).unwrap_or_default();
                (change, formula)
            });
        let place = if store.is_computed(id) { String::new() } else { store.place(what.place) };
        Said { place, made: Made::of(store, id), id, what, shown, change }
    };
    let mut about = store.all_about(asked.park, asked.indicator);
    if let Some(fact) = asked.fact.filter(|_| about.is_empty()) {
        // What was made of another indicator's figures, as the effect on a ratio is: these are told.
        about = store.all_about(asked.park, store.observation(fact).fact.indicator);
    }
    View {
        asked,
        said: about.into_iter().map(said).collect(),
        remarks: catalog.remarks_about(asked.park, asked.indicator).cloned().collect(),
        why: None,
        derived: None,
        apart: None,
        around: None,
    }
}

/// Who said a figure; of the figure of a formula, that nobody did.
pub fn said_by(reading: &Reading, cx: &Cx<'_>) -> String {
    if reading.computed && reading.source.is_none() {
        return cx.t("[测算] 本列为算式", "[computed] by a formula").to_owned();
    }
    in_short(reading.source, cx)
}

/// The publisher and the grade of a source.
pub fn in_short(source: Option<SourceId>, cx: &Cx<'_>) -> String {
    publisher_of(source, cx.catalog, cx.lang)
}

fn publisher_of(source: Option<SourceId>, catalog: &Catalog, lang: Lang) -> String {
    let Some(source) = source.map(|id| catalog.source(id)) else {
        return lang.pick("未注明来源", "source not stated").to_owned();
    };
    let (zh, en) = source.grade.words();
    format!("[{}] {}", lang.pick(zh, en), source.publisher_in(lang))
}

const fn kind(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Actual => ("实际", "actual"),
        Kind::Target => ("目标", "target"),
    }
}

/// Lines of text, drawn one below the other as far as there is room.
struct Lines<'a> {
    buf: &'a mut Buffer,
    area: Rect,
    y: u16,
    /// Lines still to leave out, for they are scrolled away.
    skip: usize,
    /// Lines that found no room.
    lost: usize,
}

impl Lines<'_> {
    fn put(&mut self, words: &str, style: Style) {
        if self.y < self.area.bottom() {
            put(self.buf, self.area.x, self.y, self.area.width, words, style);
            self.y += 1;
        }
    }

    /// A named text, wrapped under itself.
    fn named(&mut self, name: &str, words: &str, cx: &Cx<'_>, most: usize) {
        const NAME: usize = 10;
        if words.is_empty() {
            return;
        }
        for (place, part) in
            wrap(words, usize::from(self.area.width).saturating_sub(NAME)).iter().take(most).enumerate()
        {
            if self.skip > 0 {
                self.skip -= 1;
                continue;
            }
            if self.y >= self.area.bottom() {
                self.lost += 1;
                continue;
            }
            let name = if place == 0 { pad_end(name, NAME) } else { " ".repeat(NAME) };
            let x = put(self.buf, self.area.x, self.y, self.area.width, &name, cx.theme.muted);
            put(self.buf, x, self.y, self.area.right().saturating_sub(x), part, cx.theme.text);
            self.y += 1;
        }
    }
}

impl WhereFrom {
    /// Begins at the number asked about when that is another than before.
    fn follow(&mut self, view: &View) {
        if self.about != Some(view.asked) {
            self.about = Some(view.asked);
            let place = view.said.iter().position(|said| Some(said.id) == view.asked.fact);
            self.rows = Rows { cursor: place.unwrap_or(0), top: 0 };
            self.scroll = 0;
        }
    }

    fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let Asked { park, indicator, .. } = view.asked;
        let (park, indicator) = (cx.catalog.park(park), cx.catalog.indicator(indicator));
        let title = cx.t("出处", "Where from");
        let inner = overlay(buf, area, &format!("{title}  ({})", cx.key(Intent::Back)), cx.glyphs, cx.theme);
        if inner.width < 12 || inner.height < 3 {
            return;
        }
        let inner = Rect { x: inner.x + 1, width: inner.width - 2, ..inner };
        let mut lines = Lines { buf, area: inner, y: inner.y, skip: 0, lost: 0 };
        lines.put(&format!("{}  {}", park.name.get(cx.lang), indicator.name.get(cx.lang)), cx.theme.title);
        let low = inner.height < 16;
        let (zh, en) = if indicator.is_computed() { ("测算", "computed") } else { indicator.nature.words() };
        let mut unit = match indicator.unit.label(cx.lang) {
            "" => cx.lang.pick(zh, en).to_owned(),
            unit => format!("{unit} ({})", cx.lang.pick(zh, en)),
        };
        if let Some(scope) = &indicator.scope {
            unit = format!("{unit}  {}: {}", cx.t("口径", "perimeter"), scope.get(cx.lang));
        }
        if !indicator.is_computed() {
            lines.named(cx.t("定义", "means"), indicator.about.get(cx.lang), cx, if low { 2 } else { 4 });
        }
        lines.named(cx.t("单位", "unit"), &unit, cx, 2);
        let formula = formula_line(indicator, cx.lang);
        if let Some((name, words)) = &formula {
            lines.named(name, &derived::in_signs(words, cx.glyphs), cx, if low { 1 } else { 3 });
        }
        for (name, words) in view.derived.iter().flat_map(|derived| derived.words(cx.catalog, cx.glyphs, cx.lang)) {
            lines.named(&name, &words, cx, if low { 1 } else { 3 });
        }
        for (name, words) in view.apart.iter().flat_map(|apart| apart.words(cx.catalog, cx.glyphs, cx.lang)) {
            lines.named(&name, &derived::in_signs(&words, cx.glyphs), cx, if low { 1 } else { 3 });
        }
        if let Some(around) = view.around.as_ref().filter(|_| !low) {
            lines.named(cx.t("范围", "group"), &around.words(cx.catalog, cx.glyphs, cx.lang), cx, 3);
        }
        if let Some(why) = view.why {
            let (zh, en) = why.words();
            lines.named(cx.t("缺因", "why none"), cx.t(zh, en), cx, 2);
        }
        if view.said.is_empty() && formula.is_some() {
            return;
        }
        if view.said.is_empty() {
            lines.put(
                cx.t("没有任何来源给出这个数；缺失不是 0。", "no source gives this number; missing is not 0."),
                cx.theme.warn,
            );
            return;
        }
        let room = inner.bottom().saturating_sub(lines.y);
        let height = usize::from((room / 3).clamp(1, 12)).min(view.said.len());
        let shown = self.rows.view(view.said.len(), height);
        let y = lines.y;
        cx.hits.rows(Rect { y, height: height as u16, ..inner }.intersection(inner), shown.clone(), self.rows.cursor);
        for (line, place) in shown.enumerate() {
            let at = Rect { y: y + line as u16, height: 1, ..inner };
            statement(&view.said[place], cx, at, lines.buf, place == self.rows.cursor);
        }
        lines.y = (y + height as u16).min(inner.bottom());
        if view.said.len() > height {
            let words = match cx.lang {
                Lang::Zh => format!("共 {} 条，上下键查看", view.said.len()),
                Lang::En => format!("{} statements: up and down", view.said.len()),
            };
            lines.put(&words, cx.theme.muted);
        }
        if let Some(said) = view.said.get(self.rows.cursor) {
            lines.skip = self.scroll;
            story(said, cx, &mut lines);
            for remark in view.remarks.iter().filter(|remark| remark.covers(said.what.fact.period)) {
                let (zh, en) = remark.kind.words();
                lines.named(cx.lang.pick(zh, en), remark.text.get(cx.lang), cx, 12);
            }
            if lines.skip > 0 {
                self.scroll = self.scroll.saturating_sub(lines.skip + 1);
            }
            if lines.lost > 0 {
                let more = format!(" {} {} PgDn ", cx.glyphs.down, lines.lost);
                let x = area.right().saturating_sub(width(&more) as u16 + 2);
                put(lines.buf, x, area.bottom().saturating_sub(1), width(&more) as u16, &more, cx.theme.title);
            }
        }
    }
}

/// One statement in one row: period, kind, figure, source.
fn statement(said: &Said, cx: &Cx<'_>, at: Rect, buf: &mut Buffer, under: bool) {
    let what = &said.what;
    let indicator = cx.catalog.indicator(what.fact.indicator);
    let figure = match what.value {
        Some(value) if indicator.is_computed() => format::computed(indicator, value, what.mark, cx),
        Some(value) => format::alone(indicator, value, what.mark, cx),
        None => cx.t("无数据", "none").to_owned(),
    };
    let period = what.fact.period.words(cx.lang);
    let period =
        if what.fact.kind == Kind::Target { format!("{} {period}", cx.lang.pick("目标", "target")) } else { period };
    let style = if under { cx.theme.cursor } else { cx.theme.text };
    put(buf, at.x, at.y, 1, if under { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
    // What is shown on the other screens stands out from what is only known.
    let first = if said.shown { cx.glyphs.marked } else { " " };
    put(buf, at.x + 1, at.y, 1, first, cx.theme.marked);
    let x = put(buf, at.x + 3, at.y, at.width.saturating_sub(3), &pad_end(&period, 18), style);
    let figure = pad_start(&figure, 16.max(width(&figure)));
    let x = put(buf, x, at.y, at.right().saturating_sub(x), &figure, style);
    let source =
        if indicator.is_computed() { cx.t("测算", "computed here").to_owned() } else { in_short(what.source, cx) };
    let room = at.right().saturating_sub(x + 2);
    put(buf, x + 2, at.y, room, &fit(&source, usize::from(room), cx.glyphs.ellipsis), cx.theme.muted);
}

/// Everything that is known of one statement.
fn story(said: &Said, cx: &Cx<'_>, lines: &mut Lines<'_>) {
    let what = &said.what;
    let (zh, en) = format::mark_words(what.mark);
    let mut firm = cx.lang.pick(zh, en).to_owned();
    if let Some(status) = &what.status {
        firm = format!("{firm}  {}: {status}", cx.t("状态码", "status"));
    }
    if let Some(raw) = &what.raw {
        firm = format!("{firm}  {}: {raw}", cx.t("原文", "as printed"));
    }
    let is_computed = cx.catalog.indicator(what.fact.indicator).is_computed();
    if !is_computed || what.mark != Mark::Exact {
        lines.named(cx.t("性质", "firmness"), &firm, cx, 2);
    }
    for (name, words) in said.made.words(what, cx.catalog, cx.glyphs, cx.lang) {
        lines.named(&name, &words, cx, 4);
    }
    if let Some((change, formula)) = &said.change {
        let how = if change.computed {
            format!("{} {} ({})", format::change_in_full(change, cx), cx.t("测算", "computed here"), formula)
        } else {
            format!("{} {}", format::change_in_full(change, cx), cx.t("公布", "published"))
        };
        lines.named(cx.t("同比", "change"), &how, cx, 1);
    }
    if is_computed {
        return;
    }
    if let Some(source) = what.source.map(|id| cx.catalog.source(id)) {
        let (zh, en) = source.grade.words();
        lines.named(cx.t("来源", "source"), &source.title, cx, 2);
        let by = format!("{}  {}  [{}]", source.publisher_in(cx.lang), source.date, cx.lang.pick(zh, en));
        lines.named(cx.t("发布", "published"), by.trim(), cx, 2);
        let (name, address) = if source.url.starts_with("http") {
            (cx.t("网址", "address"), source.url.as_str())
        } else if source.url.is_empty() {
            (cx.t("网址", "address"), cx.t("来源未载明", "not given by the source"))
        } else {
            (cx.t("文档", "document"), source.url.as_str())
        };
        lines.named(name, address, cx, 2);
        lines.named(cx.t("位置", "locator"), &source.locator, cx, 2);
    } else {
        lines.named(cx.t("来源", "source"), cx.t("文件未注明", "the file states none"), cx, 1);
    }
    lines.named(cx.t("文件", "file"), &said.place, cx, 1);
    if let Some(note) = &what.note {
        lines.named(cx.t("说明", "note"), note, cx, 12);
    }
}
