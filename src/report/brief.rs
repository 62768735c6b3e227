//! The one-page brief laid out: as plain text of 80 columns, as Markdown, as a page of HTML that prints on A4.

mod fit;
mod html;
mod markdown;
mod txt;

#[cfg(test)]
pub use fit::LINES;

use std::io::{self, Write};

use crate::{
    model::Lang,
    screen::{
        Pen,
        brief::{Brief, Source},
    },
    ui::GlyphSet,
};

/// A form to lay a brief out in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub enum Form {
    /// Markdown.
    Md,
    /// One file of HTML, without scripts, with a style for printing.
    Html,
    /// Plain text, 80 columns wide.
    #[default]
    Txt,
}

impl Form {
    /// What the figures of this form are written with: in plain text only signs that are one cell wide everywhere.
    pub const fn pen(self, lang: Lang) -> Pen {
        let set = match self {
            Self::Txt => GlyphSet::CjkSafe,
            Self::Md | Self::Html => GlyphSet::Rich,
        };
        Pen { lang, glyphs: set.glyphs() }
    }
}

/// Prints a brief. The same brief gives the same bytes.
pub fn print(brief: &Brief, form: Form, out: &mut dyn Write) -> io::Result<()> {
    let brief = &fit::to_page(brief);
    let text = match form {
        Form::Md => markdown::of(brief),
        Form::Html => html::of(brief),
        Form::Txt => txt::of(brief, form.pen(brief.lang).glyphs),
    };
    out.write_all(text.as_bytes())
}

/// A source in one line: `[1] src079 [官方] 发布者 2022-02 《标题》 https://…`.
fn in_full(source: &Source) -> String {
    let title = if source.title.is_empty() { String::new() } else { format!("《{}》", source.title) };
    let grade = format!("[{}]", source.grade);
    let parts = [&source.number, &source.slug, &grade, &source.by, &title, &source.address];
    parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// The headings of the parts, in the order they come.
struct Headings {
    said: &'static str,
    table: &'static str,
    standing: &'static str,
    targets: &'static str,
    notes: &'static str,
    sources: &'static str,
}

impl Headings {
    const fn of(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self {
                said: "结论",
                table: "主要指标",
                standing: "优势与短板",
                targets: "规划目标",
                notes: "说明",
                sources: "来源",
            },
            Lang::En => Self {
                said: "In short",
                table: "Indicators",
                standing: "Strengths and weaknesses",
                targets: "Targets",
                notes: "Notes",
                sources: "Sources",
            },
        }
    }
}

#[cfg(test)]
mod tests;
