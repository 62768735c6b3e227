//! What titles, notes and the user's own words say of a whole table.

use super::Head;
use crate::{
    load::{
        layout::{Field, Figure, Found, Said},
        period,
    },
    model::{Lang, Unit},
};

/// What is true of every figure of a table that does not say otherwise.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Given {
    pub park: Option<Said>,
    pub indicator: Option<Said>,
    pub period: Option<Said>,
    pub unit: Option<Said>,
    pub source: Option<Said>,
    /// A title: the name of the table.
    pub title: Option<Said>,
    /// When the figures were compiled.
    pub compiled: Option<String>,
    /// The name of the database the table is from.
    pub database: Option<String>,
    /// Whether the period is guessed from an edition's year.
    pub is_edition: bool,
}

impl Given {
    /// States what the figures of a column do not state themselves.
    pub fn fill(&self, figure: &mut Figure) {
        for (field, said) in [
            (Field::Park, &self.park),
            (Field::Indicator, &self.indicator),
            (Field::Period, &self.period),
            (Field::Unit, &self.unit),
            (Field::Source, &self.source),
        ] {
            if let Some(said) = said {
                figure.set_if_missing(field, || Found::Said(said.clone()));
            }
        }
    }

    /// What stands above the headings and below the figures. What the user says stands before it.
    pub fn read(head: &Head, header: usize) -> Self {
        let mut given = head.given.clone();
        let mut titles = Vec::new();
        for (text, place) in head.remarks(header) {
            let said = |text: &str| Said { text: text.trim().to_owned(), place };
            let lower = text.to_lowercase();
            if let Some(rest) = after(text, &["数据库", "database"]) {
                given.database.get_or_insert_with(|| rest.to_owned());
            } else if let Some(rest) =
                after(text, &["数据来源", "资料来源", "來源", "来源", "source", "data source", "data from database"])
            {
                given.source.get_or_insert_with(|| said(rest));
            } else if lower.starts_with("data from database:") {
                given.source.get_or_insert_with(|| said(text));
            } else if let Some(rest) = after(text, &["last updated", "last updated date", "更新时间", "更新日期"])
            {
                given.compiled.get_or_insert_with(|| rest.to_owned());
            } else if let Some(rest) = after(text, &["指标", "指標", "indicator", "index", "series"]) {
                given.indicator.get_or_insert_with(|| said(rest));
            } else if let Some(rest) = after(text, &["地区", "地區", "region", "area"]) {
                given.park.get_or_insert_with(|| said(rest));
            } else if let Some(rest) = after(text, &["单位", "計量單位", "单 位", "單位", "计量单位", "unit", "units"])
            {
                if given.unit.is_none() && Unit::parse(rest).is_known() {
                    given.unit = Some(said(rest));
                }
            } else if let Some(rest) =
                after(text, &["时间", "時間", "年份", "报告期", "统计时间", "time", "year", "period"])
            {
                if given.period.is_none() && period::heading(rest).is_some() {
                    given.period = Some(said(rest));
                }
            } else if after(text, &["注", "说明", "备注", "note", "notes"]).is_none()
                && place.is_some()
                && text.chars().any(char::is_alphanumeric)
            {
                titles.push(said(text));
            }
        }
        given.date(head, &titles);
        given.title = given.title.or_else(|| titles.into_iter().find(|it| it.text.chars().any(char::is_alphabetic)));
        // 历年发电量(亿千瓦时) says of all figures what a corner would.
        if let Some(title) = &mut given.title
            && let Some((name, unit)) = Unit::in_heading(&title.text).filter(|(name, _)| !name.is_empty())
        {
            title.text = name;
            given.unit.get_or_insert_with(|| Said { text: written(&unit), place: title.place });
        }
        given
    }

    /// The period, where titles, the sheet or the file's name say one.
    fn date(&mut self, head: &Head, titles: &[Said]) {
        if self.period.is_some() {
            return;
        }
        let titles = titles.iter().map(|title| (title.text.as_str(), title.place));
        let names = [head.sheet.as_deref().map(|sheet| (sheet, None)), Some((head.stem.as_str(), None))];
        let found: Vec<_> = titles
            .chain(names.into_iter().flatten())
            .filter_map(|(text, place)| period::in_title(text).map(|(period, edition)| (period, edition, place)))
            .collect();
        // The year of the figures before the year of a book.
        let best = found.iter().find(|(_, edition, _)| !edition).or_else(|| found.first());
        if let Some((period, edition, place)) = best {
            let period = if *edition { period.shift(-1) } else { *period };
            self.is_edition = *edition;
            self.period = Some(Said { text: period.to_string(), place: *place });
        }
    }
}

/// A unit in words that are read as it again.
pub fn written(unit: &Unit) -> String {
    let label = unit.label(Lang::Zh);
    if Unit::parse(label) == *unit { label.to_owned() } else { unit.code().to_owned() }
}

/// What follows one of these words and a colon (or, for English, is the cell beside it).
fn after<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let (word, rest) = text.split_once(['：', ':'])?;
    let word = word.trim().to_lowercase();
    words.contains(&word.as_str()).then(|| rest.trim()).filter(|rest| !rest.is_empty())
}
