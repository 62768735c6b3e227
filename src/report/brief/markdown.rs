//! Markdown: a table and lists. What a name holds is never markup.

use super::{Form, Headings, in_full};
use crate::{screen::brief::Brief, ui::bar_to_tick};

/// The brief as Markdown.
pub fn of(brief: &Brief) -> String {
    let heads = Headings::of(brief.lang);
    let glyphs = Form::Md.pen(brief.lang).glyphs;
    let mut page = vec![format!("# {}", plain(&brief.title)), String::new()];
    page.extend(brief.about.iter().map(|line| format!("{}  ", plain(line))));
    let mut part = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            page.extend([String::new(), format!("## {title}"), String::new()]);
            page.extend(lines);
        }
    };
    let items = |lines: &[String]| lines.iter().map(|line| format!("- {}", plain(line))).collect::<Vec<_>>();
    let said = brief.said.iter().enumerate().map(|(at, line)| format!("{}. {}", at + 1, plain(line)));
    part(heads.said, said.collect());
    part(heads.table, table(brief));
    let standing: Vec<String> = brief.standing.iter().chain(&brief.robust).cloned().collect();
    part(heads.standing, items(&standing));
    let targets = brief.targets.iter().map(|aim| {
        let bar = aim
            .progress
            .map_or(String::new(), |(share, tick)| format!("`{}` ", bar_to_tick(share, Some(tick), 20, glyphs)));
        format!("- {bar}**{}** {}", plain(&aim.verdict), plain(&aim.words))
    });
    part(heads.targets, targets.collect());
    let notes: Vec<String> = brief.remarks.iter().chain(&brief.notes).cloned().collect();
    part(heads.notes, items(&notes));
    part(heads.sources, brief.sources.iter().map(|source| format!("- {}", plain(&in_full(source)))).collect());
    page.join("\n") + "\n"
}

fn table(brief: &Brief) -> Vec<String> {
    let line = |cells: &mut dyn Iterator<Item = String>| format!("| {} |", cells.collect::<Vec<_>>().join(" | "));
    let rule = |is_number| if is_number { "---:" } else { "---" }.to_owned();
    let mut lines = vec![
        line(&mut brief.columns.iter().map(|column| plain(&column.heading))),
        line(&mut brief.columns.iter().map(|column| rule(column.is_number))),
    ];
    for row in &brief.rows {
        if let Some(chapter) = &row.chapter {
            let rest = std::iter::repeat_n(String::new(), brief.columns.len().saturating_sub(1));
            lines.push(line(&mut std::iter::once(format!("**{}**", plain(chapter))).chain(rest)));
        }
        lines.push(line(&mut row.cells.iter().map(|cell| plain(cell))));
    }
    lines.extend(brief.without.iter().flat_map(|words| [String::new(), plain(words)]));
    lines
}

/// The text with every character escaped that could be markup; one line.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&' | '~' | '!' | '$' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
