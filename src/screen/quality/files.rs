//! Files: what was read, what it was taken for, and what came of it.

use std::collections::BTreeMap;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::{
    model::{Problem, dataset::File, find::Reader},
    screen::{Cx, Grid, grid, rows::Rows},
    store::Store,
    ui::{
        number,
        shell::{put, status_line},
        text::{fit, fit_end, pad_start, width},
    },
};

/// A file, or a sheet of a workbook.
pub struct Read {
    file: File,
    /// None for a file that holds no figures but has a problem: a catalogue, or one that could not be read.
    figures: Option<usize>,
    pub problems: usize,
}

impl Read {
    /// `book.xlsx!Sheet1`.
    pub fn called(&self) -> String {
        match &self.file.sheet {
            Some(sheet) => format!("{}!{sheet}", self.file.path),
            None => self.file.path.clone(),
        }
    }
}

/// The files in the order of reading, then those of which there are only problems.
pub fn view(store: &Store, found: &[&Problem], filter: &str) -> Vec<Read> {
    let mut problems: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    for problem in found {
        *problems.entry((&problem.file, problem.sheet.as_deref())).or_default() += 1;
    }
    let mut read: Vec<Read> = vec![];
    for (file, figures) in store.files().iter().zip(store.file_counts()) {
        let problems = problems.remove(&(file.path.as_str(), file.sheet.as_deref())).unwrap_or(0);
        read.push(Read { file: file.clone(), figures: Some(figures), problems });
    }
    for ((path, sheet), problems) in problems {
        let file = File { path: path.to_owned(), sheet: sheet.map(str::to_owned), ..File::default() };
        read.push(Read { file, figures: None, problems });
    }
    let mut reader = Reader::new(filter);
    read.retain(|read| reader.fits([&*read.called(), &read.file.form, &read.file.compiled]));
    read
}

pub fn draw(all: &[Read], rows: &mut Rows, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    let head = Rect { height: 1, ..area };
    if all.is_empty() {
        status_line(
            buf,
            head,
            &cx.keyed("没有: {Back} 清除查找", "none: {Back} clears the filter"),
            cx.theme.muted,
            cx.glyphs,
        );
        return;
    }
    let low = area.width < 60;
    let longest = all.iter().map(|read| width(&read.called())).max().unwrap_or(0) as u16;
    let path = longest.clamp(12, if low { area.width.saturating_sub(20).max(12) } else { area.width / 2 });
    let compiled = if low { 0 } else { 12 };
    let muted = cx.theme.muted;
    let heads = [
        (cx.t("文件", "file"), muted),
        (cx.t("数", "figures"), muted),
        (cx.t("问题", "problems"), muted),
        (cx.t("汇编日期", "compiled"), muted),
        (cx.t("读作", "taken for"), muted),
    ];
    parts(
        [path, 9, 9, compiled],
        heads.map(|(words, style)| (words.to_owned(), style)),
        head,
        &Cx { sought: None, ..*cx },
        buf,
    );
    let below = u16::from(area.height > 5);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1 + below), ..area };
    if below > 0 && all.get(rows.cursor).is_some_and(|read| read.problems > 0) {
        let foot = Rect { y: area.bottom() - 1, height: 1, ..area };
        let words = cx.keyed("{Where}: 这个文件的问题", "{Where}: the problems of this file");
        status_line(buf, foot, &words, cx.theme.muted, cx.glyphs);
    }
    let shown = rows.view(all.len(), usize::from(body.height));
    cx.hits.rows(body, shown.clone(), rows.cursor);
    for (line, place) in shown.enumerate() {
        let (read, under) = (&all[place], place == rows.cursor);
        let at = Rect { y: body.y + line as u16, height: 1, ..body };
        put(buf, at.x, at.y, 1, if under { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
        let count = |n: usize| number::grouped(n as f64, 0);
        let troubled = if read.problems > 0 { cx.theme.warn } else { muted };
        let room = usize::from(area.width.saturating_sub(path + compiled + 26));
        let cells = [
            (
                fit_end(&read.called(), usize::from(path), cx.glyphs.ellipsis).into_owned(),
                if under { cx.theme.cursor } else { cx.theme.text },
            ),
            (read.figures.map_or_else(|| cx.glyphs.missing.to_owned(), count), cx.theme.text),
            (count(read.problems), troubled),
            (fit(&read.file.compiled, usize::from(compiled), cx.glyphs.ellipsis).into_owned(), muted),
            (fit(&read.file.form, room, cx.glyphs.ellipsis).into_owned(), muted),
        ];
        parts([path, 9, 9, compiled], cells, at, cx, buf);
    }
}

/// Puts the parts of a row, the two numbers at the right of theirs.
fn parts(wide: [u16; 4], cells: [(String, Style); 5], row: Rect, cx: &Cx<'_>, buf: &mut Buffer) {
    let mut x = row.x + 2;
    for (place, (words, style)) in cells.into_iter().enumerate() {
        let cells = wide.get(place).copied().unwrap_or(row.width);
        let words = if place == 1 || place == 2 { pad_start(&words, usize::from(cells)) } else { words };
        let at = Rect { x, width: cells.min(row.right().saturating_sub(x)), ..row };
        if place == 0 {
            cx.put_name(buf, at, &words, style)
        } else {
            put(buf, at.x, at.y, at.width, &words, style)
        };
        x = x.saturating_add(cells + u16::from(cells > 0) + u16::from(place == 2));
    }
}

pub fn to_grid(all: &[Read]) -> Grid {
    use grid::{Column, Value};
    let names = ["file", "sheet", "form", "compiled", "figures", "problems"];
    let columns = names.map(|name| Column::shown(name, name)).to_vec();
    let some = |text: &str| if text.is_empty() { Value::Missing } else { Value::text(text) };
    let row = |read: &Read| {
        vec![
            Value::text(&read.file.path),
            Value::maybe(read.file.sheet.as_deref()),
            some(&read.file.form),
            some(&read.file.compiled),
            read.figures.map_or(Value::Missing, |n| Value::count(n as u32)),
            Value::count(read.problems as u32),
        ]
    };
    Grid { columns, rows: all.iter().map(row).collect(), notes: vec![] }
}
