//! What is copied: the number under the cursor, its row, the table, the frame; as what, and where it went.

use std::path::PathBuf;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::{buffer::Buffer, layout::Rect};

use super::{App, Effect, Overlay, chrome::overlay_width};
use crate::{
    error::Result,
    intent::Intent,
    model::{Catalog, Form, Kind, Lang},
    screen::{
        Asked, Cx, Grid, Layer, Outcome, Request, form_words,
        grid::{Column, Value},
        hits::Target,
    },
    store::Store,
    ui::{
        paste::{self, PasteAs},
        shell::{centered, overlay, put},
    },
};

/// How much is copied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum What {
    Cell,
    /// The same with park, indicator, unit, period and source.
    Cited,
    Row,
    Table,
    Frame,
}

impl What {
    const ALL: [Self; 5] = [Self::Cell, Self::Cited, Self::Row, Self::Table, Self::Frame];

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Cell => ("数值", "the number"),
            Self::Cited => {
                ("数值，带园区、指标、单位、时期、来源", "the number with park, indicator, unit, period, source")
            }
            Self::Row => ("此行", "this row"),
            Self::Table => ("整表", "the whole table"),
            Self::Frame => ("整屏文字", "the frame as text"),
        }
    }
}

const fn form_name(form: PasteAs, lang: Lang) -> &'static str {
    match form {
        PasteAs::Tsv => "TSV",
        PasteAs::Markdown => "Markdown",
        PasteAs::Text => lang.pick("文本", "text"),
    }
}

/// The open choice.
#[derive(Clone, Copy, Debug, Default)]
pub struct Copy {
    what: usize,
    form: usize,
}

/// A text on its way to the terminal's clipboard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parcel {
    pub text: String,
    /// `row, TSV`: what it is, to be told.
    pub called: String,
}

/// Where a text went. Whether the terminal took it nobody can say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sent {
    /// To the terminal, by OSC 52; through tmux.
    Terminal { called: String, bytes: usize, through_tmux: bool },
    /// Too long for that, it went to a file.
    File { called: String, path: PathBuf },
}

impl Copy {
    /// Draws the choice.
    pub fn render(self, area: Rect, buf: &mut Buffer, cx: &Cx<'_>) {
        let place = centered(area, overlay_width(area, 64), 10.min(area.height.saturating_sub(2)));
        let title = cx.t("复制: 回车复制，←→ 换格式，Esc 关闭", "Copy: Enter copies, ←→ the form, Esc closes");
        let title = if cx.glyphs.rise == "↑" { title.to_owned() } else { title.replace("←→", "Tab") };
        let inner = overlay(buf, place, &title, cx.glyphs, cx.theme);
        cx.hits.put(place, Target::Nothing);
        cx.hits.choices(inner, 0..What::ALL.len(), self.what);
        for (line, what) in What::ALL.iter().enumerate().take(usize::from(inner.height)) {
            let y = inner.y + line as u16;
            let is_here = line == self.what;
            let style = if is_here { cx.theme.cursor } else { cx.theme.text };
            put(buf, inner.x, y, inner.width, if is_here { cx.glyphs.cursor } else { " " }, style);
            put(buf, inner.x + 2, y, 2, &(line + 1).to_string(), cx.theme.muted);
            let (zh, en) = what.words();
            put(buf, inner.x + 4, y, inner.width.saturating_sub(4), cx.lang.pick(zh, en), style);
        }
        let y = inner.y + What::ALL.len() as u16 + 1;
        let mut x = inner.x + 2;
        for (place, form) in PasteAs::ALL.iter().enumerate().filter(|_| y < inner.bottom()) {
            let style = if place == self.form { cx.theme.tab_active } else { cx.theme.tab };
            let name = form_name(*form, cx.lang);
            // The chosen one is in brackets too: not everybody sees an underline.
            let name = if place == self.form { format!("[{name}]") } else { format!(" {name} ") };
            x = put(buf, x, y, inner.right().saturating_sub(x), &name, style) + 1;
        }
    }
}

impl App {
    pub(super) fn open_copy(&mut self) {
        self.overlay_below = matches!(self.overlay, Overlay::Where);
        self.overlay = Overlay::Copy(Copy::default());
    }

    pub(super) fn copy_key(&mut self, key: &KeyEvent) {
        let Overlay::Copy(copy) = &mut self.overlay else { return };
        let forms = PasteAs::ALL.len();
        match key.code {
            KeyCode::Down | KeyCode::Char('j') => copy.what = (copy.what + 1).min(What::ALL.len() - 1),
            KeyCode::Up | KeyCode::Char('k') => copy.what = copy.what.saturating_sub(1),
            KeyCode::Right | KeyCode::Tab | KeyCode::Char('l') => copy.form = (copy.form + 1) % forms,
            KeyCode::Left | KeyCode::BackTab | KeyCode::Char('h') => copy.form = (copy.form + forms - 1) % forms,
            KeyCode::Char(digit @ '1'..='5') => {
                copy.what = digit as usize - '1' as usize;
                self.copy();
            }
            KeyCode::Enter | KeyCode::Char(' ' | 'y') => self.copy(),
            KeyCode::Esc | KeyCode::Char('q') => self.close_copy(),
            _ => {}
        }
    }

    fn close_copy(&mut self) {
        self.overlay = if self.overlay_below { Overlay::Where } else { Overlay::None };
    }

    /// Copies what the choice says, or tells why there is nothing to copy.
    fn copy(&mut self) {
        let Overlay::Copy(Copy { what, form }) = self.overlay else { return };
        let (what, form) = (What::ALL[what], PasteAs::ALL[form]);
        self.close_copy();
        let text = match what {
            What::Frame => Some(self.frame_text(form)),
            What::Table => self.grid().map(|grid| whole(&grid, form)),
            What::Row | What::Cell | What::Cited => self.spot().map(|(grid, row, column, asked)| match what {
                What::Row => pasted(&grid, &[row], form),
                What::Cell => cell(&grid.rows[row][column], mark_of(&grid, row, column), form),
                _ => self.cited(&grid, row, column, asked, form),
            }),
        };
        let lang = self.look.lang;
        let Some(text) = text else {
            self.notice =
                Some(self.t(
                    "光标处没有可复制的数: 可选整表或整屏",
                    "no number under the cursor: copy the table or the frame",
                ));
            return;
        };
        let (zh, en) = what.words();
        let called = lang.pick(zh, en).split(['，', ' ']).next().filter(|_| lang == Lang::Zh).unwrap_or(en);
        let called = format!("{called}, {}", form_name(form, lang));
        self.pending = Some(Effect::Copy(Parcel { text, called }));
    }

    /// Tells where a text went.
    pub(super) fn sent(&mut self, sent: Result<Sent>) {
        self.notice = Some(match sent {
            Ok(Sent::Terminal { called, bytes, through_tmux }) => {
                let hint = ("; tmux 须开 allow-passthrough", "; tmux needs allow-passthrough");
                let (zh, en) = if through_tmux { hint } else { ("", "") };
                self.t(
                    &format!("已发往终端剪贴板 (OSC 52): {called}, {bytes} 字节{zh}"),
                    &format!("sent to the terminal's clipboard (OSC 52): {called}, {bytes} bytes{en}"),
                )
            }
            Ok(Sent::File { called, path }) => {
                let path = path.display();
                self.t(
                    &format!("过长未发送, 已写入 {path} ({called})"),
                    &format!("too long to send; written to {path} ({called})"),
                )
            }
            Err(error) => error.to_string(),
        });
    }

    fn grid(&self) -> Option<Grid> {
        let (pane, catalog, lang) = self.shown()?;
        pane.grid(catalog, lang, usize::MAX)
    }

    fn frame_text(&mut self, form: PasteAs) -> String {
        let (columns, rows) = self.size;
        let text = paste::frame(&self.frame(columns, rows));
        if form == PasteAs::Markdown { format!("```text\n{text}```\n") } else { text }
    }

    /// The number under the cursor: the table, its row and its column. By who it is, not by where it stands.
    fn spot(&mut self) -> Option<(Grid, usize, usize, Asked)> {
        let asked = self.asked()?;
        let (store, grid) = (self.store.as_ref()?, self.grid()?);
        let (row, column) = find(&grid, store, asked)?;
        Some((grid, row, column, asked))
    }

    /// What the story of a number would be asked of: on these screens asking changes nothing.
    fn asked(&mut self) -> Option<Asked> {
        let lens = self.lens.as_ref()?;
        if self.overlay_below {
            return lens.asked;
        }
        let spec = self.panes[self.current].spec();
        let only_asks = spec.layers.contains(&Layer::Parks) && !matches!(spec.intent, Intent::Quality | Intent::Score);
        match self.panes[self.current].react(Intent::Where, lens) {
            Outcome::Ask(Request::Where(asked) | Request::WhereAs(asked, ..) | Request::WhereApart(asked, _))
                if only_asks =>
            {
                Some(asked)
            }
            _ => None,
        }
    }

    /// A number with all that makes it one.
    fn cited(&self, grid: &Grid, row: usize, column: usize, asked: Asked, form: PasteAs) -> String {
        let (Some(store), Some(lens)) = (&self.store, &self.lens) else { return String::new() };
        let (catalog, lang) = (store.catalog(), self.look.lang);
        let about = |name: &str| about(grid, row, column, name).map(people);
        let words =
            if lens.form == Form::Level { String::new() } else { format!(" {}", form_words(lens.form, catalog, lang)) };
        let indicator = format!("{}{words}", catalog.indicator_name(asked.indicator, lang));
        let unit = match lens.form {
            Form::Level => catalog.indicator(asked.indicator).unit.label(lang).to_owned(),
            _ => about("unit").unwrap_or_default(),
        };
        let period = about("period").or_else(|| about("year")).or_else(|| {
            // On the matrix the column is the year.
            asked.fact.map(|fact| store.observation(fact).fact.period.to_string())
        });
        let source = about("source").and_then(|slug| cited_source(catalog, &slug)).or_else(|| {
            let source = asked.fact.and_then(|fact| store.observation(fact).source)?;
            cited_source(catalog, &catalog.source(source).slug)
        });
        let heads = match lang {
            Lang::Zh => ["园区", "指标", "数值", "单位", "时期", "来源"],
            Lang::En => ["park", "indicator", "value", "unit", "period", "source"],
        };
        let value = cell(&grid.rows[row][column], mark_of(grid, row, column), PasteAs::Text);
        let park = catalog.park_name(asked.park, lang).to_owned();
        let cells =
            [park, indicator, value.trim().to_owned(), unit, period.unwrap_or_default(), source.unwrap_or_default()];
        if form == PasteAs::Text {
            let [park, indicator, value, unit, period, source] = cells;
            let source =
                if source.is_empty() { source } else { format!(" ({}{source})", lang.pick("来源: ", "source: ")) };
            return format!("{park} {indicator} {value} {unit} {period}{source}\n").replace("  ", " ");
        }
        let row = cells.to_vec();
        paste::table(&heads.map(str::to_owned), &[row], &[false, false, true, false, false, false], form)
    }
}

/// `title, publisher, date, address`.
fn cited_source(catalog: &Catalog, slug: &str) -> Option<String> {
    let source = catalog.source(catalog.source_by_slug(slug)?);
    let parts = [&source.title, &source.publisher, &source.date, &source.url];
    Some(parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", "))
}

/// The row and the column of a number in a table, by the names of the columns and what stands under them.
fn find(grid: &Grid, store: &Store, asked: Asked) -> Option<(usize, usize)> {
    let catalog = store.catalog();
    let (park, indicator) = (&catalog.park(asked.park).slug, &catalog.indicator(asked.indicator).slug);
    let fact = asked.fact.map(|fact| store.observation(fact).fact);
    let place = |name: &str| grid.columns.iter().position(|column| column.name == name);
    let says =
        |row: &[Value], column: Option<usize>, what: &str| column.is_none_or(|column| script(&row[column]) == what);
    let by_indicator = place("indicator");
    // Where parks are columns the park is no row.
    if let (Some(column), None) = (place(park), place("park")) {
        let row = grid.rows.iter().position(|row| says(row, by_indicator, indicator))?;
        return is_there(grid, row, column);
    }
    let by_park = place("park")?;
    let fits = |row: &&Vec<Value>| says(row, Some(by_park), park) && says(row, by_indicator, indicator);
    let year = fact.map(|fact| fact.period.to_string());
    let aims = fact.is_some_and(|fact| fact.kind == Kind::Target);
    let by_period = if aims { place("target_period") } else { place("period").or_else(|| place("year")) };
    let of_period = |row: &&Vec<Value>| year.as_ref().is_some_and(|year| says(row, by_period, year));
    let fitting: Vec<usize> = (0..grid.rows.len()).filter(|row| fits(&&grid.rows[*row])).collect();
    let found = fitting.iter().copied().find(|row| of_period(&&grid.rows[*row]));
    // Of several years of one park none is taken for the one that was meant.
    let row = found.or_else(|| fitting.first().copied().filter(|_| fitting.len() == 1))?;
    let axis =
        |name: &str| place(name).filter(|_| says(&grid.rows[row], place(&format!("{name}_indicator")), indicator));
    let column = place(indicator)
        .or_else(|| place("target").filter(|_| aims))
        .or_else(|| place("value"))
        .or_else(|| place(year.as_deref()?))
        .or_else(|| axis("x"))
        .or_else(|| axis("y"))?;
    is_there(grid, row, column)
}

fn is_there(grid: &Grid, row: usize, column: usize) -> Option<(usize, usize)> {
    (grid.rows[row][column] != Value::Missing).then_some((row, column))
}

/// What stands beside a number in the columns named after it, or in the one of that name.
fn about<'a>(grid: &'a Grid, row: usize, column: usize, what: &str) -> Option<&'a Value> {
    let own = format!("{}_{what}", grid.columns[column].name);
    let place = |name: &str| grid.columns.iter().position(|column| column.name == name);
    let place = place(&own).or_else(|| place(what).filter(|_| grid.columns[column].name != "target"))?;
    Some(&grid.rows[row][place]).filter(|value| **value != Value::Missing)
}

/// Whether the number may be taken as it is.
fn mark_of(grid: &Grid, row: usize, column: usize) -> bool {
    let says = |what: &str, word: &str| about(grid, row, column, what).is_some_and(|value| script(value) == word);
    about(grid, row, column, "mark").is_some() && says("mark", "exact") && !says("computed", "true")
}

/// One number: bare and unrounded for a spreadsheet where it is firm, else as people read it, with its mark.
fn cell(value: &Value, is_firm: bool, form: PasteAs) -> String {
    match value {
        Value::Number(number, _) if is_firm && form == PasteAs::Tsv => number.to_string(),
        value => people(value),
    }
}

/// A cell as scripts get it.
fn script(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Code(text, _) => text.clone(),
        Value::Number(number, _) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Missing => String::new(),
    }
}

/// A cell as people read it.
fn people(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Code(_, text) | Value::Number(_, text) => text.clone(),
        Value::Flag(flag) => flag.to_string(),
        Value::Missing => String::new(),
    }
}

fn whole(grid: &Grid, form: PasteAs) -> String {
    let rows: Vec<usize> = (0..grid.rows.len()).collect();
    let mut text = pasted(grid, &rows, form);
    if form != PasteAs::Tsv && !grid.notes.is_empty() {
        text = format!("{text}\n{}\n", grid.notes.join(if form == PasteAs::Markdown { "\n\n" } else { "\n" }));
    }
    text
}

/// Rows of a table with its headings. For a spreadsheet all columns that scripts get, unrounded, with the marks beside
/// the numbers; else what people read.
fn pasted(grid: &Grid, rows: &[usize], form: PasteAs) -> String {
    let is_shown = |column: &&(usize, &Column)| form == PasteAs::Tsv || column.1.heading.is_some();
    let columns: Vec<(usize, &Column)> = grid.columns.iter().enumerate().collect();
    let columns: Vec<(usize, &Column)> = columns.iter().filter(is_shown).copied().collect();
    let heading = |(_, column): &(usize, &Column)| match form {
        PasteAs::Tsv => column.name.clone(),
        _ => column.heading.clone().unwrap_or_default(),
    };
    let headings: Vec<String> = columns.iter().map(heading).collect();
    let word = |value: &Value| match (form, value) {
        (PasteAs::Tsv, value) => script(value),
        (_, Value::Missing) => "·".to_owned(),
        (_, value) => people(value),
    };
    let row = |row: &usize| columns.iter().map(|(place, _)| word(&grid.rows[*row][*place])).collect();
    let cells: Vec<Vec<String>> = rows.iter().map(row).collect();
    let is_number =
        |(place, _): &(usize, &Column)| grid.rows.iter().any(|row| matches!(row[*place], Value::Number(..)));
    let is_number: Vec<bool> = columns.iter().map(is_number).collect();
    paste::table(&headings, &cells, &is_number, form)
}
