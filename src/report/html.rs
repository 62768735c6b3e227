//! A table as a page: one file that asks for nothing else, prints, and says what its figures answer to. Every text is
//! escaped; nothing is a link.

use std::io::{self, Write};

use super::{is_numeric, markup::safe, shown, words};
use crate::{model::Lang, screen::Handout};

const STYLE: &str = "\
@page{size:A4 landscape;margin:11mm}\
body{font:10pt/1.4 'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;color:#111;background:#fff;margin:8mm}\
h1{font-size:15pt;margin:0}h2{font-size:11pt;margin:5mm 0 1mm}p{margin:0 0 3mm}.about{color:#444}\
table{border-collapse:collapse}th,td{padding:.7mm 2mm;border-bottom:.15mm solid #bbb;text-align:left;vertical-align:top}\
th{border-bottom:.4mm solid #555}th.n,td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\
thead{display:table-header-group}tr{break-inside:avoid}ul{margin:0;padding-left:5mm;font-size:9pt;overflow-wrap:anywhere}";

/// Writes the page.
pub fn write(handout: &Handout, out: &mut dyn Write) -> io::Result<()> {
    let lang = match handout.lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let title = safe(&handout.title);
    write!(
        out,
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n"
    )?;
    if !handout.question.is_empty() {
        writeln!(out, "<p class=\"about\">{}</p>", safe(&handout.question))?;
    }
    table(handout, out)?;
    let words = words(handout.lang);
    list(words.notes, handout.grid.notes.iter().cloned(), out)?;
    list(words.sources, handout.sources.iter().map(|source| super::cited(source, handout.lang)), out)?;
    if let Some(token) = &handout.token {
        writeln!(out, "<p class=\"about\">zonescope --view {}</p>", safe(token))?;
    }
    writeln!(out, "</body>\n</html>")
}

fn table(handout: &Handout, out: &mut dyn Write) -> io::Result<()> {
    let (headings, rows) = shown(&handout.grid);
    let numeric = is_numeric(&handout.grid);
    let class = |place: usize| if numeric[place] { " class=\"n\"" } else { "" };
    write!(out, "<table>\n<thead><tr>")?;
    for (place, heading) in headings.iter().enumerate() {
        write!(out, "<th{}>{}</th>", class(place), safe(heading))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for row in &rows {
        write!(out, "<tr>")?;
        for (place, cell) in row.iter().enumerate() {
            write!(out, "<td{}>{}</td>", class(place), safe(cell))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn list(title: &str, items: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "<h2>{title}</h2>\n<ul>")?;
    for item in items {
        writeln!(out, "<li>{}</li>", safe(&item))?;
    }
    writeln!(out, "</ul>")
}
