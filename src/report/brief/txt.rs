//! Plain text: 80 cells wide, with Chinese counted as two.

use super::Headings;
use crate::{
    screen::brief::Brief,
    ui::{
        Glyphs, bar_to_tick,
        text::{fit, pad_end, pad_start, width, wrap},
    },
};

/// The width of a page.
const PAGE: usize = 80;
/// The least width of the names of indicators.
const NAMES: usize = 16;
/// The cells of a target's bar.
const BAR: u16 = 20;

/// The brief as text.
pub fn of(brief: &Brief, glyphs: &Glyphs) -> String {
    let heads = Headings::of(brief.lang);
    let mut page = vec![fit(&brief.title, PAGE, glyphs.ellipsis).into_owned()];
    brief.about.iter().for_each(|line| page.extend(wrap(line, PAGE)));
    let mut part = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            page.push(heading(title, glyphs));
            page.extend(lines);
        }
    };
    let items = |lines: &[String]| listed(lines.iter().map(|line| ("-".to_owned(), line.clone())));
    part(heads.said, listed(brief.said.iter().enumerate().map(|(at, line)| (format!("{}.", at + 1), line.clone()))));
    part(heads.table, table(brief, glyphs));
    let standing: Vec<String> = brief.standing.iter().chain(&brief.robust).cloned().collect();
    part(heads.standing, items(&standing));
    part(heads.targets, targets(brief, glyphs));
    let notes: Vec<String> = brief.remarks.iter().chain(&brief.notes).cloned().collect();
    part(heads.notes, items(&notes));
    // Two a line: by their names the screen of sources finds the titles.
    let sources: Vec<String> = brief
        .sources
        .iter()
        .map(|source| {
            format!("{} {} [{}] {}", source.number, source.slug, source.grade, fit(&source.by, 16, glyphs.ellipsis))
        })
        .collect();
    part(heads.sources, flowing(&sources));
    let lines: Vec<&str> = page.iter().map(|line| line.trim_end()).collect();
    lines.join("\n") + "\n"
}

/// `-- 主要指标 ----…`, across the page.
fn heading(title: &str, glyphs: &Glyphs) -> String {
    let rule = glyphs.dash;
    let rest = PAGE.saturating_sub(width(title) + 4);
    format!("{rule}{rule} {title} {}", rule.repeat(rest / width(rule).max(1)))
}

/// Short texts one behind the other, as many to a line as fit; none is broken.
fn flowing(items: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for item in items {
        match lines.last_mut() {
            Some(line) if width(line) + 2 + width(item) <= PAGE => {
                line.push_str("  ");
                line.push_str(item);
            }
            _ => lines.push(item.clone()),
        }
    }
    lines
}

/// Lines behind a sign, with what goes on indented.
fn listed(items: impl Iterator<Item = (String, String)>) -> Vec<String> {
    items
        .flat_map(|(sign, words)| {
            let indent = width(&sign) + 1;
            let lines = wrap(&words, PAGE - indent).into_iter().enumerate();
            lines
                .map(|(at, line)| if at == 0 { format!("{sign} {line}") } else { format!("{:indent$}{line}", "") })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The core table. What has no room goes below it, a line a column.
fn table(brief: &Brief, glyphs: &Glyphs) -> Vec<String> {
    let cell = |row: usize, column: usize| brief.rows[row].cells[column].as_str();
    let natural = |column: usize| {
        let cells = (0..brief.rows.len()).map(|row| width(cell(row, column)));
        cells.chain([width(&brief.columns[column].heading).min(14)]).max().unwrap_or(0)
    };
    let mut kept: Vec<usize> = (0..brief.columns.len()).collect();
    let room = |kept: &[usize]| {
        let others: usize = kept.iter().filter(|column| **column > 0).map(|column| natural(*column) + 2).sum();
        PAGE.saturating_sub(others)
    };
    let mut below = vec![];
    while room(&kept) < NAMES.min(natural(0)) {
        let Some(first) = kept.iter().copied().filter_map(|at| Some((brief.columns[at].gives_way?, at))).min() else {
            break;
        };
        kept.retain(|column| *column != first.1);
        below.push(first.1);
    }
    let names = natural(0).min(room(&kept).max(8));
    let line = |texts: &dyn Fn(usize) -> String| {
        let padded = kept.iter().map(|column| {
            let text = texts(*column);
            match column {
                0 => pad_end(&fit(&text, names, glyphs.ellipsis), names),
                at if brief.columns[*at].is_number => {
                    pad_start(&fit(&text, natural(*at), glyphs.ellipsis), natural(*at))
                }
                at => pad_end(&text, natural(*at)),
            }
        });
        padded.collect::<Vec<_>>().join("  ")
    };
    let mut lines = vec![line(&|column| brief.columns[column].heading.clone())];
    for (at, row) in brief.rows.iter().enumerate() {
        lines.extend(row.chapter.iter().map(|chapter| format!("[{chapter}]")));
        lines.push(line(&|column| cell(at, column).to_owned()));
    }
    lines.extend(brief.without.iter().flat_map(|words| wrap(words, PAGE)));
    below.sort_unstable();
    for column in below {
        let told = (0..brief.rows.len()).filter(|row| cell(*row, column) != glyphs.missing);
        let told: Vec<String> = told.map(|row| format!("{} {}", cell(row, 0), cell(row, column))).collect();
        if !told.is_empty() {
            let words = format!("{}: {}", brief.columns[column].heading, told.join("; "));
            lines.extend(listed(std::iter::once(("+".to_owned(), words))));
        }
    }
    lines
}

fn targets(brief: &Brief, glyphs: &Glyphs) -> Vec<String> {
    let mut lines = vec![];
    for aim in &brief.targets {
        let bar = aim.progress.map(|(share, tick)| bar_to_tick(share, Some(tick), BAR, glyphs));
        let sign = bar.map_or_else(|| format!("[{}]", aim.verdict), |bar| format!("{bar} [{}]", aim.verdict));
        lines.extend(listed(std::iter::once(("-".to_owned(), format!("{sign} {}", aim.words)))));
    }
    lines
}
