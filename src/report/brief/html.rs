//! HTML: one file that asks for nothing else, and prints on one page of A4. Every text is escaped; nothing is a link.

use super::{Headings, in_full};
use crate::{
    model::Lang,
    report::markup::safe,
    screen::brief::{Brief, Source},
    ui::text::fit,
};

const STYLE: &str = "\
@page{size:A4;margin:11mm}\
body{font:9pt/1.35 'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;color:#111;background:#fff;max-width:188mm;margin:6mm auto}\
h1{font-size:15pt;margin:0 0 1mm}h2{font-size:10pt;margin:2.5mm 0 .8mm;border-bottom:.3mm solid #555}\
p,ol,ul{margin:0;padding:0}ol,ul{padding-left:5mm}.about{color:#444}\
table{border-collapse:collapse;width:100%;font-size:8.5pt}th,td{padding:.4mm 1.2mm;border-bottom:.15mm solid #bbb;text-align:left}\
th.n,td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}tr.chapter td{font-weight:bold;border-bottom:0;padding-top:1mm}\
.bar{position:relative;display:inline-block;width:30mm;height:2.6mm;border:.2mm solid #555;vertical-align:middle;overflow:hidden}\
.bar i{position:absolute;left:0;top:0;bottom:0;background:#777}.bar b{position:absolute;top:0;bottom:0;width:.5mm;background:#000}\
.small{font-size:6.8pt;line-height:1.25;color:#333;overflow-wrap:anywhere}.sources{columns:2;column-gap:6mm;list-style:none;padding:0}\
@media print{body{margin:0;max-width:none}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}h2,tr,li{break-inside:avoid}}";

/// The brief as a page.
pub fn of(brief: &Brief) -> String {
    let heads = Headings::of(brief.lang);
    let lang = match brief.lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let title = safe(&brief.title);
    let about: Vec<String> = brief.about.iter().map(|line| safe(line)).collect();
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n<p class=\"about\">{}</p>\n",
        about.join("<br>\n")
    );
    let mut part = |title: &str, inside: String| {
        if !inside.is_empty() {
            page.extend(["<h2>", title, "</h2>\n", &inside]);
        }
    };
    part(heads.said, list("ol", "", brief.said.iter().map(|line| safe(line))));
    part(heads.table, table(brief));
    part(heads.standing, list("ul", "", brief.standing.iter().chain(&brief.robust).map(|line| safe(line))));
    part(heads.targets, list("ul", "", brief.targets.iter().map(target)));
    let notes = brief.remarks.iter().chain(&brief.notes);
    part(heads.notes, list("ul", " class=\"small\"", notes.map(|line| safe(line))));
    let sources = brief.sources.iter().map(|source| safe(&in_full(&shortened(source))));
    part(heads.sources, list("ul", " class=\"small sources\"", sources));
    page + "</body>\n</html>\n"
}

fn list(tag: &str, class: &str, items: impl Iterator<Item = String>) -> String {
    let items: String = items.fold(String::new(), |all, item| all + "<li>" + &item + "</li>\n");
    if items.is_empty() { items } else { format!("<{tag}{class}>\n{items}</{tag}>\n") }
}

fn table(brief: &Brief) -> String {
    let class = |column: usize| if brief.columns[column].is_number { " class=\"n\"" } else { "" };
    let line = |tag: &str, cells: &mut dyn Iterator<Item = &String>| {
        let cells: String = cells
            .enumerate()
            .fold(String::new(), |all, (at, cell)| all + &format!("<{tag}{}>{}</{tag}>", class(at), safe(cell)));
        format!("<tr>{cells}</tr>\n")
    };
    let mut out = String::from("<table>\n");
    out.push_str(&line("th", &mut brief.columns.iter().map(|column| &column.heading)));
    for row in &brief.rows {
        if let Some(chapter) = &row.chapter {
            let span = brief.columns.len().to_string();
            out.extend(["<tr class=\"chapter\"><td colspan=\"", &span, "\">", &safe(chapter), "</td></tr>\n"]);
        }
        out.push_str(&line("td", &mut row.cells.iter()));
    }
    let without = brief.without.iter().map(|words| format!("<p class=\"small\">{}</p>\n", safe(words)));
    out + "</table>\n" + &without.collect::<String>()
}

/// A source with no more of its title and address than half a line takes: two stand side by side.
fn shortened(source: &Source) -> Source {
    let cut = |text: &str, cells: usize| fit(text, cells, "…").into_owned();
    Source {
        by: cut(&source.by, 40),
        title: cut(&source.title, 44),
        address: cut(&source.address, 46),
        ..source.clone()
    }
}

/// A bar with the tick of the time gone, the verdict in words, and the sentence.
fn target(aim: &crate::screen::brief::Aim) -> String {
    let bar = aim.progress.map_or(String::new(), |(share, tick)| {
        let percent = |share: f64| format!("{:.1}%", share.clamp(0.0, 1.0) * 100.0);
        let (share, tick) = (percent(share), percent(tick));
        format!("<span class=\"bar\"><i style=\"width:{share}\"></i><b style=\"left:{tick}\"></b></span> ")
    });
    format!("{bar}<strong>{}</strong> {}", safe(&aim.verdict), safe(&aim.words))
}
