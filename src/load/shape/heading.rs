//! The rows that name the columns: where they are, and what they say together.

use super::{Head, alone};
use crate::{
    load::{header::named, layout::Field, number, period, rows::bilingual, table::At},
    model::Label,
};

/// More rows than this are no heading.
const MOST_ROWS: usize = 8;

/// The headings of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Headings {
    /// The first row of them; what stands above are titles.
    pub first: usize,
    /// The first row of figures.
    pub body: usize,
    pub columns: Vec<Heading>,
}

/// What stands above one column.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Heading {
    /// Level by level, outermost first, without repeats.
    pub parts: Vec<String>,
    /// The row of each level.
    pub rows: Vec<usize>,
    /// The innermost filled cell.
    pub place: Option<(At, usize)>,
}

impl Heading {
    /// All levels in one text.
    pub fn text(&self) -> String {
        join(&self.parts)
    }

    /// The field the column holds, by any level alone or all together.
    pub fn field(&self) -> Option<Field> {
        named(&self.text()).or_else(|| self.parts.iter().find_map(|part| named(part)))
    }
}

/// Levels in one text: `人口数/合计`, and `性别比(女=100)` where the second is a gloss. Levels in two languages are joined
/// language by language: `营业收入/合计 Revenue/Total`.
pub fn join(parts: &[String]) -> String {
    let labels: Vec<Label> = parts.iter().map(|part| bilingual(part)).collect();
    let mut zh: Vec<String> = labels.iter().map(|label| label.zh.clone()).collect();
    if parts.len() < 2 || labels.iter().all(|label| label.zh == label.en) {
        return joined(parts);
    }
    let en: Vec<String> = labels.iter().filter(|label| label.zh != label.en).map(|label| label.en.clone()).collect();
    if en.len() < zh.len() {
        return joined(&zh);
    }
    zh = vec![joined(&zh), joined(&en)];
    zh.join(" ")
}

fn joined(parts: &[String]) -> String {
    let mut text = String::new();
    for part in parts {
        let part =
            if text.is_empty() { part } else { part.trim_start_matches(['#', '＃']).trim_start_matches("其中：") };
        if !text.is_empty() && !part.starts_with(['(', '（', '[']) {
            text.push('/');
        }
        text.push_str(part);
    }
    text
}

/// What a cell of the body may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    Empty,
    Number,
    Text,
}

/// Whether a cell is a number, a sign for none, or meant as one and misspelt: then the row that holds it says so.
pub fn sort(cell: &str, head: &Head) -> Sort {
    if cell.is_empty() {
        return Sort::Empty;
    }
    match number::parse_as(cell, head.decimal) {
        Ok(_) => Sort::Number,
        Err(_) if is_meant(cell) => Sort::Number,
        Err(_) => Sort::Text,
    }
}

/// Whether a cell is hardly anything but a number, though none that can be read: `15.06万 (150,585)`, `7.20??`.
fn is_meant(cell: &str) -> bool {
    let is_mark = |c: char| matches!(c, '万' | '亿' | '%' | '％' | '‰' | '?' | '？' | '+');
    let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,()（）*~-–约".contains(c);
    let others = cell.chars().filter(|c| !is_sign(*c) && !is_mark(*c));
    // △1.2 is a number with a sign that the book explains.
    let signed = cell.strip_prefix(['△', '▲', '▽', '▼', '↑', '↓', '※', '#']).map(str::trim_start);
    if signed.is_some_and(|number| number::plain(number.trim_end_matches('%').as_bytes()).is_some()) {
        return true;
    }
    cell.starts_with(|c: char| c.is_ascii_digit())
        && cell.contains(is_mark)
        && !cell.contains(['年', '月'])
        && others.count() <= 2
}

/// Finds the headings: the rows above the first row of figures.
pub fn find(head: &Head) -> Option<Headings> {
    let body = start(head, (0..head.rows.len()).find(|row| is_body(head, *row) || is_under_times(head, *row))?);
    let mut first = body;
    while first > 0 && body - first < MOST_ROWS && belongs(head, first - 1, body) {
        first -= 1;
    }
    let width = (first..=body).map(|row| head.row(row).len()).max()?;
    let mut columns = vec![Heading::default(); width];
    for row in (first..body).filter(|row| first + 1 == body || !is_numbering(head.row(*row))) {
        let cells = filled(head, row, body);
        for (column, cell) in cells.into_iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let heading = &mut columns[column];
            if heading.parts.last() != Some(&cell) {
                heading.parts.push(cell);
                heading.rows.push(row);
            }
            if head.row(row).get(column).is_some_and(|cell| !cell.is_empty()) || heading.place.is_none() {
                heading.place = Some((head.at(row), column));
            }
        }
    }
    Some(Headings { first, body, columns })
}

/// The first row of the body: years ahead of the first figure belong to it, though nothing stands beside them.
fn start(head: &Head, figures: usize) -> usize {
    let is_dated = |row: usize| head.row(row).first().is_some_and(|cell| period::heading(cell).is_some());
    let is_empty = |row: usize| is_dated(row) && alone(head.row(row)).is_some();
    let before = (0..figures).rev().take_while(|row| is_dated(figures) && is_empty(*row)).count();
    // A year alone in the first row is a title.
    if before == figures { figures } else { figures - before }
}

/// The cells of a heading row, those that span several columns repeated over them.
fn filled(head: &Head, row: usize, body: usize) -> Vec<String> {
    let cells = head.row(row);
    let mut filled: Vec<String> = cells.iter().map(|cell| compact(cell)).collect();
    if head.is_filled || row + 1 >= body {
        return filled;
    }
    // In a text the cells a heading spans are empty; they are its own as far as something stands beneath them.
    for column in 1..filled.len() {
        let beneath = (row + 1..body).any(|row| head.row(row).get(column).is_some_and(|cell| !cell.is_empty()));
        if filled[column].is_empty() && beneath && named(&filled[column - 1]).is_none() {
            let said = filled[column - 1].clone();
            filled[column] = said;
        }
    }
    filled
}

/// A heading without the blanks that stretch Chinese words (`地    区`).
pub fn compact(text: &str) -> String {
    let is_wide = |c: char| !c.is_ascii();
    let chars: Vec<char> = text.chars().map(|c| if c == '\u{3000}' || c == '\u{A0}' { ' ' } else { c }).collect();
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for run in chars.chunk_by(|one, two| *one == ' ' && *two == ' ') {
        at += run.len();
        let is_gap =
            run[0] == ' ' && out.chars().last().is_none_or(is_wide) && chars.get(at).is_none_or(|c| is_wide(*c));
        if !is_gap {
            out.extend(run);
        }
    }
    out.trim().to_owned()
}

/// Whether a row holds figures.
fn is_body(head: &Head, row: usize) -> bool {
    let cells = head.row(row);
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    if filled < 2 && cells.len() > 1 && alone(cells).is_some() {
        return false;
    }
    // The first cell may be a code or a year: what makes a row one of figures is a number after it.
    let is_number = |cell: &&String| sort(cell, head) == Sort::Number && period::part(cell).is_none();
    let numbers = cells.iter().skip(1).filter(is_number).count();
    let texts = cells.iter().skip(1).filter(|cell| sort(cell, head) == Sort::Text).count();
    let has_digit = cells.iter().skip(1).filter(is_number).any(|cell| cell.contains(|c: char| c.is_ascii_digit()));
    // A row of nothing but signs for no figure, right under what names its columns.
    let is_missing = numbers > 1 && numbers >= texts && row > 0 && {
        let is_named = cells.first().is_some_and(|cell| named(cell).is_some());
        !is_named && distinct(head.row(row - 1)) > numbers
    };
    numbers > 0
        && (has_digit || is_missing)
        && numbers * 3 >= texts
        && !is_times(cells)
        && !is_numbering(cells)
        && !is_pair(cells)
}

/// Whether a row under times has a number under one of them: then it is no heading, whatever else is wrong with it.
fn is_under_times(head: &Head, row: usize) -> bool {
    let Some(above) = row.checked_sub(1).map(|above| head.row(above)).filter(|cells| is_times(cells)) else {
        return false;
    };
    let cells = head.row(row);
    let is_figure = |(time, cell): (&String, &String)| {
        period::heading(time).is_some()
            && cell.contains(|c: char| c.is_ascii_digit())
            && sort(cell, head) == Sort::Number
            && period::part(cell).is_none()
    };
    !is_times(cells) && !is_numbering(cells) && above.iter().zip(cells).skip(1).any(is_figure)
}

/// A line of the kind `Last Updated Date, 2018-01-25`.
fn is_pair(cells: &[String]) -> bool {
    const WORDS: [&str; 3] = ["last updated", "data source", "数据库"];
    let first = cells.first().map(|cell| cell.to_lowercase()).unwrap_or_default();
    WORDS.iter().any(|word| first.starts_with(word))
}

/// Whether all but the names of columns are times, in order: the heading of a table over time.
fn is_times(cells: &[String]) -> bool {
    let times: Vec<_> = cells.iter().filter_map(|cell| period::heading(cell)).collect();
    let is_label = |cell: &&String| !cell.is_empty() && period::heading(cell).is_none();
    let labels: Vec<_> = cells.iter().filter(is_label).collect();
    // 2022 and 2023 of one park, and again of the next.
    let again = times.iter().skip(1).position(|time| *time == times[0]).map_or(times.len(), |at| at + 1);
    let (once, repeats) = times.split_at(again);
    let in_order = (once.is_sorted_by(|a, b| a < b) || once.is_sorted_by(|a, b| a > b))
        && repeats.chunks(again.max(1)).all(|chunk| chunk == once);
    let is_heading = labels.is_empty() || labels.iter().any(|label| named(label).is_some());
    !times.is_empty() && in_order && (is_heading || (times.len() > 2 && labels.len() < times.len()))
}

/// Whether a row only numbers the columns: `甲 1 2 3`.
fn is_numbering(cells: &[String]) -> bool {
    let numbers: Vec<u32> =
        cells.iter().filter_map(|cell| cell.trim_matches(['(', ')', '（', '）']).parse().ok()).collect();
    let others = cells.iter().filter(|cell| cell.parse::<u32>().is_err() && !cell.is_empty());
    let is_sign = |cell: &String| matches!(cell.as_str(), "甲" | "乙" | "丙" | "丁" | "A" | "B" | "C");
    let plain = others.into_iter().all(|cell| is_sign(cell) || cell.starts_with(['(', '（']));
    numbers.len() >= 3 && plain && numbers[0] <= 2 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// Whether a row above the body is one of its headings.
fn belongs(head: &Head, row: usize, body: usize) -> bool {
    let count = |row: usize| head.row(row).iter().filter(|cell| !cell.is_empty()).count();
    let wide = count(body);
    let here = distinct(head.row(row));
    if is_pair(head.row(row)) || head.row(row).first().is_some_and(|cell| cell.contains(['：', ':']) && here < 2) {
        return false;
    }
    if row + 1 == body {
        // A gloss under some headings, if there are headings above it.
        return here >= 2 || (row > 0 && count(row) >= 1 && distinct(head.row(row - 1)) >= 2) || wide <= 1;
    }
    // Above a row that names every column, another one only where cells were merged and none is left empty.
    let is_complete = (row + 1..body).any(|below| count(below) + 1 >= wide && !head.row(below)[0].is_empty());
    if is_complete && !head.is_filled {
        return false;
    }
    here >= 2 && count(row) * 4 >= wide
}

fn distinct(cells: &[String]) -> usize {
    let mut filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    filled.sort_unstable();
    filled.dedup();
    filled.len()
}
