//! A view as rows and columns: what files and pipes get.

use crate::{
    analysis::rank::Rank,
    model::{At, Catalog, Form, Indicator, Lang, Mark},
    store::{Cell, Change, ChangeKind, Reading},
    ui::{GlyphSet, number},
};

/// A view as a table.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Grid {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Value>>,
    /// What a reader of the printed table must know: units, periods, rules.
    pub notes: Vec<String>,
}

impl Grid {
    /// The same, naming the group all of it is counted over: for scripts in every row, for people below.
    #[must_use]
    pub fn over(mut self, group: &str, said: String) -> Self {
        self.columns.push(Column::plain("group"));
        self.rows.iter_mut().for_each(|row| row.push(Value::text(group)));
        self.notes.push(said);
        self
    }
}

/// One column.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// The stable name, for scripts.
    pub name: String,
    /// The heading, for people; none for a column that only scripts get.
    pub heading: Option<String>,
}

/// One cell.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    Text(String),
    /// A code for scripts, and the word for it that people read.
    Code(String, String),
    /// The unrounded number, and the number as people read it.
    Number(f64, String),
    Flag(bool),
    Missing,
}

impl Column {
    /// A column for people and scripts.
    pub fn shown(name: impl Into<String>, heading: impl Into<String>) -> Self {
        Self { name: name.into(), heading: Some(heading.into()) }
    }

    /// A column for scripts.
    pub fn plain(name: impl Into<String>) -> Self {
        Self { name: name.into(), heading: None }
    }
}

impl Value {
    /// A text, or nothing.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The unit of an indicator.
    pub fn unit(indicator: &Indicator, lang: Lang) -> Self {
        Self::Code(indicator.unit.code().to_owned(), indicator.unit.label(lang).to_owned())
    }

    /// A text if there is one.
    pub fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Missing, |text| Self::Text(text.into()))
    }

    /// A whole number.
    pub fn count(number: impl Into<f64>) -> Self {
        let number = number.into();
        Self::Number(number, format!("{number}"))
    }
}

/// One cell of a table of figures, with all that a script may want beside it: value, period, change, rank, mark, unit,
/// kind of change, computed or published, its mark, ranked among, places gained, disputed, source, grade.
pub fn figure(cell: Option<&Cell>, indicator: &Indicator, unsure: bool, catalog: &Catalog, lang: Lang) -> Vec<Value> {
    let Some(cell) = cell else {
        let mut cells = vec![Value::Missing; 14];
        cells[5] = Value::unit(indicator, lang);
        return cells;
    };
    let signs = GlyphSet::Rich.glyphs();
    let Reading { mark, source, disputed, .. } = cell.reading;
    let source = source.map(|id| catalog.source(id));
    let change = cell.change;
    let signed = |change: Change| {
        if let ChangeKind::Turned(turn) = change.kind {
            let (zh, en) = turn.words();
            return format!("{} c", lang.pick(zh, en));
        }
        let text = number::with_mark(&number::signed(change.value, 2, signs), change.mark, signs);
        let unit = match change.kind {
            ChangeKind::Percent => "%",
            ChangeKind::Points => "pp",
            ChangeKind::Places | ChangeKind::Absolute | ChangeKind::Turned(_) => "",
        };
        format!("{text}{unit}{}", if change.computed { " c" } else { "" })
    };
    let rank = |rank: Rank| format!("{}{}/{}", if unsure { "~" } else { "" }, rank.place, rank.of);
    vec![
        number(cell),
        Value::text(cell.period.to_string()),
        change.map_or(Value::Missing, |change| Value::Number(change.value, signed(change))),
        cell.rank.map_or(Value::Missing, |r| Value::Number(f64::from(r.place), rank(r))),
        Value::text(mark.name()),
        Value::unit(indicator, lang),
        Value::maybe(change.map(|change| change.kind.name())),
        change.map_or(Value::Missing, |change| Value::Flag(change.computed)),
        Value::maybe(change.map(|change| change.mark.name())),
        cell.rank.map_or(Value::Missing, |rank| Value::count(rank.of)),
        cell.moved.map_or(Value::Missing, Value::count),
        Value::Flag(disputed),
        Value::maybe(source.map(|source| source.slug.as_str())),
        Value::maybe(source.map(|source| source.grade.words().1)),
    ]
}

/// The value of a cell: unrounded, and as people read it, with `c` where it was computed.
pub fn number(cell: &Cell) -> Value {
    let Reading { value, mark, disputed, .. } = cell.reading;
    Value::Number(value, said_of(value, mark, disputed, cell.computed))
}

/// A figure as people read it, rounded and with `c` where it was computed.
pub fn said_of(value: f64, mark: Mark, disputed: bool, computed: bool) -> String {
    if computed { format!("{} c", said(rounded(value), mark, disputed)) } else { said(value, mark, disputed) }
}

/// What people read of a computed number: four digits after the point say more than its inputs know.
pub fn rounded(value: f64) -> f64 {
    format!("{value:.4}").parse().unwrap_or(value)
}

/// A figure as people read it in a printed table: with its mark, and `!` where sources differ.
pub fn said(value: f64, mark: Mark, disputed: bool) -> String {
    let figure = number::with_mark(&number::exact(value), mark, GlyphSet::Rich.glyphs());
    format!("{figure}{}", if disputed { "!" } else { "" })
}

/// The form of the figures, as a note under a printed table; none where they are levels.
pub fn form_note(form: Form, catalog: &Catalog, lang: Lang) -> Option<String> {
    let by = form.by().map(|by| catalog.indicator_name(by, lang));
    let (name, words) = (lang.pick("算法", "form"), super::form_words(form, catalog, lang));
    let computed = lang.pick("c 为按公布数值测算", "c: computed here");
    (form != Form::Level).then(|| format!("{name}: {words}, {}; {computed}", form.about(by, lang)))
}

/// The rule for the period, as a note under a printed table.
pub fn rule_note(at: At, lang: Lang) -> String {
    match (at, lang) {
        (At::Exact(period), Lang::Zh) => format!("时期: 仅 {period}"),
        (At::Exact(period), Lang::En) => format!("period: {period} only"),
        (At::Latest { upto, back }, Lang::Zh) => format!("时期: {}-{upto} 中最新的一年，各格年份见旁列", upto - back),
        (At::Latest { upto, back }, Lang::En) => {
            format!("period: the latest year of {}-{upto}; each figure's own period stands beside it", upto - back)
        }
    }
}
