//! Single cells: what park, what indicator, which period, what kind, which source.

use std::sync::Arc;

use super::{Field, Reader, Row, label};
use crate::{
    load::{
        layout::{Found, Rows, YearEnd},
        period, text,
    },
    model::{
        Indicator, IndicatorId, Kind, Label, Lang, Level, Park, ParkId, Period, Rule, Severity, Source, SourceId, Unit,
    },
};

impl Reader<'_> {
    /// The park of a figure. One the catalogue does not have is added.
    pub fn park(&mut self, row: &Row<'_>) -> Option<ParkId> {
        let Self { memos, dataset, names, complaints, whole, .. } = self;
        let catalog = &mut dataset.catalog;
        let find = || {
            let printed = row.text(Field::Park);
            if let Some(id) = catalog.park_by_slug(&printed).filter(|_| !printed.is_empty()) {
                return Some(id);
            }
            let (mut slug, is_part) = label::clean(&printed);
            let (mut named, _) = label::clean(&row.text(Field::ParkName));
            if named.is_empty()
                && let Some((code, name)) = label::coded(&slug)
            {
                (slug, named) = (code.to_owned(), name.to_owned());
            }
            if slug.is_empty() {
                // An aggregate without a code, or a row whose code is blank, still has its name.
                slug.clone_from(&named);
            }
            if slug.is_empty() {
                return None;
            }
            let known = catalog.park_by_slug(&slug).or_else(|| names.park(catalog, &slug).map(ParkId::at));
            let known = known.or_else(|| names.park(catalog, &named).filter(|_| !named.is_empty()).map(ParkId::at));
            if let Some(id) = known {
                return Some(id);
            }
            if names.has_parks() {
                let what = || unknown("park", &slug, names.park_like(catalog, &slug));
                complaints.add(Severity::Warning, Rule::Unknown, || row.spot(Field::Park), what);
            }
            let name = label::bilingual(if named.is_empty() { &slug } else { &named });
            let is_total = label::is_total(&name.zh) || label::is_total(&name.en) || label::is_group_code(&slug);
            let level = if is_total { Level::Aggregate } else { Level::Unstated };
            let parent = whole.filter(|_| is_part);
            Some(catalog.add_park(Park { slug, short: name.clone(), name, level, parent, ..Park::default() }))
        };
        // What has no code is known by its name.
        let key = Some(row.cell(Field::Park)).filter(|cell| !cell.is_empty());
        let found = memos.parks.get(key.unwrap_or_else(|| row.cell(Field::ParkName)), find);
        match found {
            None => self.empty(row, Field::Park, "park"),
            Some(id) if self.dataset.catalog.park(id).parent.is_none() => self.whole = Some(id),
            Some(_) => {}
        }
        found
    }

    /// The indicator of a figure, and the unit its name ends in. One the catalogue does not have is added.
    pub fn indicator(&mut self, row: &Row<'_>) -> Option<(IndicatorId, Option<Unit>)> {
        let Self { memos, dataset, names, complaints, .. } = self;
        let catalog = &mut dataset.catalog;
        let find = || {
            let printed = row.text(Field::Indicator);
            if let Some(id) = catalog.indicator_by_slug(&printed).filter(|_| !printed.is_empty()) {
                return Some((id, None));
            }
            let (whole, _) = label::clean(&printed);
            let described = row.text(Field::IndicatorName);
            let whole = if whole.is_empty() { label::clean(&described).0 } else { whole };
            if whole.is_empty() {
                return None;
            }
            if let Some(at) = names.indicator(catalog, &whole) {
                return Some((IndicatorId::at(at), None));
            }
            // The codes of a series hold no unit: `MIO_EUR` is none of euros.
            let is_heading = row.line.layout.step.series.is_none();
            let (bare, unit) = Unit::in_heading(&whole)
                .filter(|(bare, _)| !bare.is_empty() && is_heading)
                .map_or_else(|| (whole.clone(), None), |(bare, unit)| (bare, Some(unit)));
            if let Some(at) = names.indicator(catalog, &bare) {
                return Some((IndicatorId::at(at), unit));
            }
            if names.has_indicators() {
                let what = || unknown("indicator", &bare, names.indicator_like(catalog, &bare));
                complaints.add(Severity::Warning, Rule::Unknown, || row.spot(Field::Indicator), what);
            }
            // Of two units it has neither, and not that of the corner either.
            let unit = unit.or_else(|| {
                let is_torn = is_heading && Unit::are_several_in(&whole);
                is_torn.then(|| {
                    let what = || several(&whole);
                    complaints.add(Severity::Warning, Rule::Unit, || row.spot(Field::Indicator), what);
                    Unit::default()
                })
            });
            let name = label::bilingual(&bare);
            // The same name in another kind of unit is another indicator: GDP(亿元) and GDP(%).
            let clash = catalog.indicator_by_slug(&name.zh).map(|id| catalog.indicator(id)).is_some_and(|there| {
                unit.as_ref()
                    .is_some_and(|unit| there.unit != Unit::default() && unit.convert(1.0, &there.unit).is_none())
            });
            let slug = if clash { whole } else { name.zh.clone() };
            let (described, of_name) = Unit::in_heading(&described)
                .filter(|(bare, _)| !bare.is_empty() && is_heading)
                .map_or_else(|| (described.into_owned(), None), |(bare, unit)| (bare, Some(unit)));
            let name = if described.is_empty() {
                if clash { Label::same(&slug) } else { name }
            } else {
                label::bilingual(&described)
            };
            let made = Indicator { slug, short: name.clone(), name, ..Indicator::default() };
            Some((catalog.add_indicator(made), unit.or(of_name)))
        };
        let key = Some(row.cell(Field::Indicator)).filter(|cell| !cell.is_empty());
        let found = memos.indicators.get(key.unwrap_or_else(|| row.cell(Field::IndicatorName)), find);
        let Some((indicator, unit)) = found else {
            self.empty(row, Field::Indicator, "indicator");
            return None;
        };
        Some((self.of_unit(row, indicator), unit))
    }

    /// In a table over time every row is a series: what has the name of another and a unit that does not fit it is
    /// another indicator, GDP in `Percent change` beside GDP in `National currency`.
    fn of_unit(&mut self, row: &Row<'_>, indicator: IndicatorId) -> IndicatorId {
        let is_series = row.line.layout.rows == Rows::Wide && matches!(row.figure.field(Field::Unit), Found::Cell(_));
        if !is_series || !self.names.is_made(indicator.index()) {
            return indicator;
        }
        let Some(unit) = self.unit(row, indicator) else { return indicator };
        let there = self.dataset.catalog.indicator(indicator);
        if there.unit == Unit::default() || unit.convert(1.0, &there.unit).is_some() {
            return indicator;
        }
        let slug = format!("{}({})", there.slug, unit.label(Lang::Zh));
        let name = Label {
            zh: format!("{}({})", there.name.zh, unit.label(Lang::Zh)),
            en: format!("{} ({})", there.name.en, unit.label(Lang::En)),
        };
        self.dataset.catalog.add_indicator(Indicator { slug, short: name.clone(), name, ..Indicator::default() })
    }

    /// The source of a row: its own, or the one of the whole file.
    pub fn source(&mut self, row: &Row<'_>) -> Option<SourceId> {
        let Self { memos, dataset, names, complaints, sidecar, .. } = self;
        let catalog = &mut dataset.catalog;
        memos.sources.get(row.cell(Field::Source), || {
            let cell = row.text(Field::Source);
            let slug = if cell.is_empty() { sidecar.source.as_deref()? } else { &cell };
            if let Some(id) = catalog.source_by_slug(slug) {
                return Some(id);
            }
            if names.has_sources() {
                let what = || unknown("source", slug, None);
                complaints.add(Severity::Warning, Rule::Unknown, || row.spot(Field::Source), what);
            }
            Some(catalog.add_source(Source { slug: slug.to_owned(), title: slug.to_owned(), ..Source::default() }))
        })
    }

    /// The period of a row.
    pub fn period(&mut self, row: &Row<'_>) -> Option<Period> {
        let found = match row.cell(Field::Within) {
            [] => {
                let read = match row.line.layout.year_end {
                    YearEnd::December => period::month_of,
                    YearEnd::Year => period::parse,
                };
                self.memos.periods.get(row.cell(Field::Period), || read(&row.text(Field::Period)))
            }
            _ => {
                period::part(&row.text(Field::Within)).and_then(|part| period::of_year(&row.text(Field::Period), part))
            }
        };
        if let Some(part) = found.filter(|period| !period.is_year())
            && is_cumulated(row)
        {
            return Some(part.since_january());
        }
        if found.is_none() {
            let text = row.text(Field::Period);
            let what = || text.parse::<Period>().map_or_else(|error| error.to_string(), |period| period.to_string());
            self.complaints.add(Severity::Error, Rule::Period, || row.spot(Field::Period), what);
        }
        found
    }

    /// Whether the row says what was or what is aimed at.
    pub fn kind(&mut self, row: &Row<'_>) -> Option<Kind> {
        let find = || kind_named(&row.text(Field::Kind));
        let found = self.memos.kinds.get(row.cell(Field::Kind), find);
        if found.is_none() {
            let text = row.text(Field::Kind);
            let what = || format!("`{}` is no kind of figure; write `actual` or `target`", text::shown(&text));
            self.complaints.add(Severity::Error, Rule::Vocabulary, || row.spot(Field::Kind), what);
        }
        found
    }

    /// The note of a row; equal notes share one text.
    pub fn note(&mut self, row: &Row<'_>) -> Option<Arc<str>> {
        let cell = row.cell(Field::Note);
        if cell.is_empty() {
            return None;
        }
        let find = || Some(row.text(Field::Note)).filter(|note| !note.is_empty()).map(Arc::from);
        self.memos.notes.get(cell, find)
    }

    fn empty(&mut self, row: &Row<'_>, column: Field, kind: &str) {
        let what = || format!("the row names no {kind}; fill the cell or take the row out");
        self.complaints.add(Severity::Error, Rule::Unknown, || row.spot(column), what);
    }
}

/// The kind of figure a word means; of nothing, what was.
pub fn kind_named(text: &str) -> Option<Kind> {
    match text.to_lowercase().as_str() {
        "" | "actual" | "实际" | "實際" | "现状" | "現狀" => Some(Kind::Actual),
        "target" | "目标" | "目標" | "规划" | "規劃" => Some(Kind::Target),
        _ => None,
    }
}

fn unknown(kind: &str, slug: &str, like: Option<&str>) -> String {
    let slug = text::shown(slug);
    match like {
        Some(like) => format!("unknown {kind} `{slug}`; did you mean `{like}`?"),
        None => format!("unknown {kind} `{slug}`; it is shown under that name"),
    }
}

fn several(name: &str) -> String {
    let name = text::shown(name);
    format!("`{name}` names several units, so its figures have none; give each unit a column of its own")
}

/// Whether the indicator counts from January on (累计值), so that its fourth quarter is the whole year.
pub fn is_cumulated(row: &Row<'_>) -> bool {
    let name = std::str::from_utf8(row.cell(Field::Indicator)).unwrap_or_default();
    ["累计值", "累计增长", "累计同比", "本年累计"].iter().any(|word| name.contains(word))
}
