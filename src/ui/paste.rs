//! Text to be pasted elsewhere: tables as TSV, Markdown or aligned columns, and a frame as text.

use std::borrow::Cow;

use ratatui::buffer::Buffer;

use super::text::{self, pad_end, pad_start};

/// What a text is pasted as.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PasteAs {
    /// For a spreadsheet.
    #[default]
    Tsv,
    /// For a document.
    Markdown,
    /// For a message.
    Text,
}

impl PasteAs {
    /// Every form, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Tsv, Self::Markdown, Self::Text];
}

/// A table of texts; `is_number` says which columns are aligned right.
pub fn table(headings: &[String], rows: &[Vec<String>], is_number: &[bool], form: PasteAs) -> String {
    let mut lines = vec![];
    match form {
        PasteAs::Tsv => {
            let line = |cells: &Vec<String>| cells.iter().map(|cell| tsv_cell(cell)).collect::<Vec<_>>().join("\t");
            lines.push(line(&headings.to_vec()));
            lines.extend(rows.iter().map(line));
        }
        PasteAs::Markdown => {
            let line = |cells: &[String]| {
                let cells: Vec<String> = cells.iter().map(|cell| markdown_cell(cell)).collect();
                format!("| {} |", cells.join(" | "))
            };
            let rules: Vec<&str> = is_number.iter().map(|right| if *right { "---:" } else { "---" }).collect();
            lines.push(line(headings));
            lines.push(format!("| {} |", rules.join(" | ")));
            lines.extend(rows.iter().map(|row| line(row)));
        }
        PasteAs::Text => {
            let width = |place: usize| {
                let cells = rows.iter().map(|row| &row[place]).chain([&headings[place]]);
                cells.map(|cell| text::width(cell)).max().unwrap_or(0)
            };
            let widths: Vec<usize> = (0..headings.len()).map(width).collect();
            let line = |cells: &[String]| {
                let pad = |(place, cell): (usize, &String)| {
                    if is_number[place] { pad_start(cell, widths[place]) } else { pad_end(cell, widths[place]) }
                };
                cells.iter().enumerate().map(pad).collect::<Vec<_>>().join("  ").trim_end().to_owned()
            };
            lines.push(line(headings));
            lines.extend(rows.iter().map(|row| line(row)));
        }
    }
    lines.join("\n") + "\n"
}

/// A cell that a spreadsheet takes as it is: no tab or line break, and nothing it would run as a formula.
fn tsv_cell(cell: &str) -> Cow<'_, str> {
    let cell: Cow<'_, str> = if cell.contains(char::is_control) {
        cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().into()
    } else {
        cell.into()
    };
    if would_run(&cell) { format!("'{cell}").into() } else { cell }
}

/// Whether a spreadsheet would take it for a formula: by its first character, full width or not, unless it is a number.
pub fn would_run(cell: &str) -> bool {
    let starts = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    starts && cell.trim().parse::<f64>().is_err()
}

fn markdown_cell(cell: &str) -> String {
    let one_line: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    one_line.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;")
}

/// A frame as text: wide characters once, trailing blanks cut.
pub fn frame(buf: &Buffer) -> String {
    let mut lines = String::new();
    for y in buf.area.top()..buf.area.bottom() {
        let mut line = String::new();
        let mut x = buf.area.left();
        while x < buf.area.right() {
            let symbol = buf[(x, y)].symbol();
            line.push_str(symbol);
            x += text::width(symbol).max(1) as u16;
        }
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{PasteAs, table, would_run};

    fn made(form: PasteAs) -> String {
        let headings = ["园区".to_owned(), "GDP|亿元".to_owned()];
        let rows =
            [vec!["杭州\t滨江".to_owned(), "-3.5".to_owned()], vec!["=HYPERLINK(\"x\")".to_owned(), "·".to_owned()]];
        table(&headings, &rows, &[false, true], form)
    }

    #[test]
    fn a_table_is_pasted_in_three_forms() {
        assert_eq!(made(PasteAs::Tsv), "园区\tGDP|亿元\n杭州 滨江\t-3.5\n'=HYPERLINK(\"x\")\t·\n");
        assert_eq!(
            made(PasteAs::Markdown),
            "| 园区 | GDP\\|亿元 |\n| --- | ---: |\n| 杭州 滨江 | -3.5 |\n| =HYPERLINK(\"x\") | · |\n"
        );
        assert_eq!(
            made(PasteAs::Text).lines().map(super::text::width).collect::<Vec<_>>(),
            [25, 25, 25],
            "{}",
            made(PasteAs::Text)
        );
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_known_and_numbers_are_not() {
        for cell in ["=1+1", "+SUM(A1)", "-cmd|x", "@x", " =1", "＝1", "-", "+8.6 c", "−1x".replace('−', "-").as_str()]
        {
            assert!(would_run(cell), "{cell}");
        }
        for cell in ["-3.5", "+8.6", "1e3", "滨江", "", "a=b", "−3"] {
            assert!(!would_run(cell), "{cell}");
        }
    }
}
