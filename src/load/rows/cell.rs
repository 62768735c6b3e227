//! Single cells: what park, what indicator, which period, what kind, which source.

use std::sync::Arc;

use super::{Column, Reader, Row};
use crate::{
    load::text,
    model::{Indicator, IndicatorId, Kind, Label, Park, ParkId, Period, Rule, Severity, Source, SourceId},
};

impl Reader<'_> {
    /// The park of a row. One the catalogue does not have is added.
    pub fn park(&mut self, row: &Row<'_>) -> Option<ParkId> {
        let Self { memos, dataset, names, complaints, .. } = self;
        let catalog = &mut dataset.catalog;
        let find = || {
            let slug = row.text(Column::Park);
            if slug.is_empty() {
                return None;
            }
            if let Some(id) = catalog.park_by_slug(&slug) {
                return Some(id);
            }
            if names.has_parks() {
                if let Some(at) = names.park(catalog, &slug) {
                    return Some(ParkId::at(at));
                }
                let what = || unknown("park", &slug, names.park_like(catalog, &slug));
                complaints.add(Severity::Warning, Rule::Unknown, || row.place(Column::Park), what);
            }
            let name = row.text(Column::ParkName);
            let name = Label::same(if name.is_empty() { &slug } else { &name });
            Some(catalog.add_park(Park { slug: slug.into_owned(), short: name.clone(), name, ..Park::default() }))
        };
        let found = memos.parks.get(row.cell(Column::Park), find);
        if found.is_none() {
            self.empty(row, Column::Park, "park");
        }
        found
    }

    /// The indicator of a row. One the catalogue does not have is added.
    pub fn indicator(&mut self, row: &Row<'_>) -> Option<IndicatorId> {
        let Self { memos, dataset, names, complaints, .. } = self;
        let catalog = &mut dataset.catalog;
        let find = || {
            let slug = row.text(Column::Indicator);
            if slug.is_empty() {
                return None;
            }
            if let Some(id) = catalog.indicator_by_slug(&slug) {
                return Some(id);
            }
            if names.has_indicators() {
                if let Some(at) = names.indicator(catalog, &slug) {
                    return Some(IndicatorId::at(at));
                }
                let what = || unknown("indicator", &slug, names.indicator_like(catalog, &slug));
                complaints.add(Severity::Warning, Rule::Unknown, || row.place(Column::Indicator), what);
            }
            let name = row.text(Column::IndicatorName);
            let name = Label::same(if name.is_empty() { &slug } else { &name });
            let made = Indicator { slug: slug.into_owned(), short: name.clone(), name, ..Indicator::default() };
            Some(catalog.add_indicator(made))
        };
        let found = memos.indicators.get(row.cell(Column::Indicator), find);
        if found.is_none() {
            self.empty(row, Column::Indicator, "indicator");
        }
        found
    }

    /// The source of a row: its own, or the one of the whole file.
    pub fn source(&mut self, row: &Row<'_>) -> Option<SourceId> {
        let Self { memos, dataset, names, complaints, sidecar, .. } = self;
        let catalog = &mut dataset.catalog;
        memos.sources.get(row.cell(Column::Source), || {
            let cell = row.text(Column::Source);
            let slug = if cell.is_empty() { sidecar.source.as_deref()? } else { &cell };
            if let Some(id) = catalog.source_by_slug(slug) {
                return Some(id);
            }
            if names.has_sources() {
                let what = || unknown("source", slug, None);
                complaints.add(Severity::Warning, Rule::Unknown, || row.place(Column::Source), what);
            }
            Some(catalog.add_source(Source { slug: slug.to_owned(), title: slug.to_owned(), ..Source::default() }))
        })
    }

    /// The period of a row.
    pub fn period(&mut self, row: &Row<'_>) -> Option<Period> {
        let found = self.memos.periods.get(row.cell(Column::Period), || period(&row.text(Column::Period)));
        if found.is_none() {
            let text = row.text(Column::Period);
            let what = || text.parse::<Period>().map_or_else(|error| error.to_string(), |period| period.to_string());
            self.complaints.add(Severity::Error, Rule::Period, || row.place(Column::Period), what);
        }
        found
    }

    /// Whether the row says what was or what is aimed at.
    pub fn kind(&mut self, row: &Row<'_>) -> Option<Kind> {
        let find = || match row.text(Column::Kind).to_lowercase().as_str() {
            "" | "actual" | "实际" | "现状" => Some(Kind::Actual),
            "target" | "目标" | "规划" => Some(Kind::Target),
            _ => None,
        };
        let found = self.memos.kinds.get(row.cell(Column::Kind), find);
        if found.is_none() {
            let text = row.text(Column::Kind);
            let what = || format!("`{}` is no kind of figure; write `actual` or `target`", text::shown(&text));
            self.complaints.add(Severity::Error, Rule::Vocabulary, || row.place(Column::Kind), what);
        }
        found
    }

    /// The note of a row; equal notes share one text.
    pub fn note(&mut self, row: &Row<'_>) -> Option<Arc<str>> {
        let cell = row.cell(Column::Note);
        if cell.is_empty() {
            return None;
        }
        let find = || Some(row.text(Column::Note)).filter(|note| !note.is_empty()).map(Arc::from);
        self.memos.notes.get(cell, find)
    }

    fn empty(&mut self, row: &Row<'_>, column: Column, kind: &str) {
        let what = || format!("the row names no {kind}; fill the cell or take the row out");
        self.complaints.add(Severity::Error, Rule::Unknown, || row.place(column), what);
    }
}

fn unknown(kind: &str, slug: &str, like: Option<&str>) -> String {
    let slug = text::shown(slug);
    match like {
        Some(like) => format!("unknown {kind} `{slug}`; did you mean `{like}`?"),
        None => format!("unknown {kind} `{slug}`; it is shown under that name"),
    }
}

/// A period as files write it, in full-width digits or in the World Bank's way (`2010 [YR2010]`) too.
fn period(text: &str) -> Option<Period> {
    let fold = |c| match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    };
    let text: String = text.chars().map(fold).collect();
    let year = text.rsplit_once("[YR").and_then(|(_, year)| year.strip_suffix(']')).unwrap_or(&text);
    year.parse().ok()
}
