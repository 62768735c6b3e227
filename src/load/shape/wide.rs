//! Several figures a row: columns are years, indicators or parks, and so are rows.

use super::{
    Given, Guess, Head, Lack, given,
    heading::{self, Heading, Headings, Sort},
};
use crate::{
    load::{
        header::named,
        layout::{Field, Figure, Found, Ignored, Layout, Rows, Said, Step, YearEnd},
        period,
    },
    model::{Period, Unit},
};

/// How sure of a table that may as well be a long one under no title.
const LESS_THAN_LONG: u8 = 60;

/// What stands along a side of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Park,
    Indicator,
    Period,
}

/// Finds headings, labels and figures, and from them which side is which.
pub fn sniff(head: &Head) -> Option<Guess> {
    let headings = heading::find(head)?;
    let given = Given::read(head, headings.first);
    let wide = Wide::of(head, &headings, &given)?;
    let (shape, mut sure) = wide.name();
    if wide.is_long(headings.first) {
        sure = LESS_THAN_LONG;
    }
    let why = format!("headings in row {}, {} columns of figures", head.at(headings.first).line, wide.figures.len());
    Some(Guess { shape, sure, why, is_long: false, layout: wide.layout() })
}

/// What a level of the headings says.
enum Level {
    /// A part of a name, as levels do.
    Name,
    Of(Field),
    /// Nothing of a figure, such as how often it is counted.
    Aside,
}

/// A time in a heading.
struct Time {
    level: usize,
    period: Period,
    /// What its level says besides.
    rest: Option<String>,
}

/// What was made out of a table.
struct Wide<'a> {
    head: &'a Head,
    headings: &'a Headings,
    given: &'a Given,
    /// The columns of figures.
    figures: Vec<usize>,
    /// The columns that hold a field.
    labels: Vec<(usize, Field)>,
    /// Columns of something else.
    others: Vec<usize>,
    /// Columns of figures whose headings say no time, where others do.
    undated: Vec<usize>,
    /// The first column of texts whose heading says nothing.
    nameless: Option<usize>,
    columns: Side,
    /// Whether headings are days, so that the last of a year means its month.
    are_days: bool,
}

impl<'a> Wide<'a> {
    fn of(head: &'a Head, headings: &'a Headings, given: &'a Given) -> Option<Self> {
        let mut wide = Self {
            head,
            headings,
            given,
            figures: vec![],
            labels: vec![],
            others: vec![],
            undated: vec![],
            nameless: None,
            columns: Side::Indicator,
            are_days: period::are_days(headings.columns.iter().flat_map(|it| &it.parts).map(String::as_str)),
        };
        for (column, heading) in headings.columns.iter().enumerate() {
            wide.sort_in(column, heading);
        }
        if wide.figures.is_empty() {
            return None;
        }
        wide.leave_places();
        wide.choose_parks();
        wide.name_parks();
        wide.find_parks();
        let timed = wide.figures.iter().filter(|column| wide.time(**column).is_some()).count();
        if timed > 0 {
            let (timed, untimed): (Vec<usize>, Vec<usize>) =
                wide.figures.iter().partition(|column| wide.time(**column).is_some());
            wide.figures = timed;
            wide.columns = Side::Period;
            // Beside `2022年GDP` a column `增速` is about the year the table is said to be of, if it is.
            let is_said = given.period.is_some() && !given.is_edition && wide.are_named();
            if is_said {
                wide.figures.extend(untimed);
            } else {
                wide.undated = untimed;
            }
            if wide.are_rows_named() {
                let is_change = |column: &usize| is_change(&headings.columns[*column].text());
                let (changes, levels) = wide.figures.iter().partition(|column| is_change(column));
                wide.figures = levels;
                wide.others.extend::<Vec<usize>>(changes);
            }
        } else if wide.rows() == Some(Side::Indicator) || wide.are_places() {
            wide.columns = Side::Park;
        }
        Some(wide)
    }

    /// Decides what a column is: a field, figures, or something else.
    fn sort_in(&mut self, column: usize, heading: &Heading) {
        let (mut numbers, mut texts, mut times) = (0, 0, 0);
        for cell in self.body(column) {
            times += usize::from(period::heading(cell).is_some());
            match heading::sort(cell, self.head) {
                Sort::Empty => {}
                Sort::Number => numbers += 1,
                Sort::Text => texts += 1,
            }
        }
        let text = heading.text();
        let is_time = self.time(column).is_some();
        match heading.field() {
            // Whatever stands above it: a first column of nothing but times is the time.
            _ if column == 0 && times > 0 && times == self.body(column).count() && !is_time => {
                self.labels.push((column, Field::Period));
            }
            Some(Field::Value) if numbers > 0 => self.figures.push(column),
            Some(Field::Kind) if !is_time && !self.head.has_kinds(self.headings.body, column) => {
                self.others.push(column);
            }
            // A heading such as 市 or 项目 over figures is the name of an indicator.
            Some(field) if !is_time && (texts > 0 || numbers == 0 || field == Field::Period) => {
                self.labels.push((column, field));
            }
            _ if is_code(&text) && !is_time => self.others.push(column),
            _ if numbers > texts && (numbers > 0) && (!text.is_empty() || self.nameless.is_some()) => {
                self.figures.push(column);
            }
            // Nothing but years and numbers: a series, whatever it is called.
            _ if numbers > texts && self.headings.body == 0 && self.is_year_first() => self.figures.push(column),
            // Under nothing but a time stand figures, though all of them be misspelt.
            _ if is_time && (numbers > 0 || self.time(column).is_some_and(|time| time.rest.is_none())) => {
                self.figures.push(column);
            }
            _ if texts > 0 && self.nameless.is_none() && self.labels.is_empty() => self.nameless = Some(column),
            _ if texts + numbers > 0 => self.others.push(column),
            // Nothing in it yet: the preview may end before the first figure.
            _ if is_time || (!text.is_empty() && self.head.rows.len() >= super::LOOKED_AT) => self.figures.push(column),
            _ => {}
        }
    }

    /// Whether the first column holds years and no shorter times.
    fn is_year_first(&self) -> bool {
        let is_year = |cell: &str| period::heading(cell).is_some_and(Period::is_year);
        self.label(Field::Period) == Some(0) && self.body(0).all(is_year)
    }

    /// The filled cells of a column of the body, as far as they are looked at.
    fn body(&self, column: usize) -> impl Iterator<Item = &str> {
        let rows = self.headings.body..self.head.rows.len();
        rows.filter_map(move |row| self.head.row(row).get(column)).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// 排名 beside other figures is the order of the rows, as 序号 is.
    fn leave_places(&mut self) {
        let is_place =
            |column: &usize| matches!(self.headings.columns[*column].text().as_str(), "排名" | "名次" | "位次");
        let (places, figures): (Vec<usize>, Vec<usize>) = self.figures.iter().partition(|column| is_place(column));
        if !figures.is_empty() {
            self.figures = figures;
            self.others.extend(places);
        }
    }

    /// Of several columns of places the one that tells most rows apart is the park.
    fn choose_parks(&mut self) {
        let parks: Vec<usize> =
            self.labels.iter().filter(|(_, field)| *field == Field::Park).map(|(column, _)| *column).collect();
        if parks.len() < 2 {
            return;
        }
        let different = |column: &usize| {
            let mut cells: Vec<&str> = self.body(*column).collect();
            cells.sort_unstable();
            cells.dedup();
            cells.len()
        };
        let best = parks.iter().copied().rev().max_by_key(different);
        self.labels.retain(|(column, field)| *field != Field::Park || Some(*column) == best);
        self.others.extend(parks.into_iter().filter(|column| Some(*column) != best));
    }

    /// Places that stand for several parks each are where these are, not what they are.
    fn name_parks(&mut self) {
        let (Some(place), Some(name)) = (self.label(Field::Park), self.label(Field::ParkName)) else { return };
        if self.head.are_shared(self.headings.body, place, name) {
            self.labels.retain(|(column, _)| *column != place);
        }
    }

    /// Where many rows say the same park and time, or none says a park, the first column of texts that tells them apart
    /// names it.
    fn find_parks(&mut self) {
        let period = self.label(Field::Period);
        let known = self.label(Field::Park).or_else(|| self.label(Field::ParkName)).or(self.nameless);
        let Some(first) = period.or(known) else { return };
        let is_timed = period.is_none() && self.figures.iter().any(|column| self.time(*column).is_some());
        let is_indicator = self.has(Field::Indicator, Field::IndicatorName) || self.rows() == Some(Side::Indicator);
        if is_timed || is_indicator || self.given.park.is_some() {
            return;
        }
        let (all, different) = self.told_apart(first, known.unwrap_or(first));
        if different * 2 > all {
            return;
        }
        let heading = |column: usize| self.headings.columns.get(column).map(Heading::text).unwrap_or_default();
        let is_text = |column: usize| self.body(column).any(|cell| heading::sort(cell, self.head) == Sort::Text);
        let mut texts = self.others.iter().copied().filter(|column| is_text(*column) && !is_code(&heading(*column)));
        let Some(found) = texts.find(|column| self.told_apart(first, *column) == (all, all)) else { return };
        self.nameless = Some(found);
        self.labels.retain(|(_, field)| !matches!(field, Field::Park | Field::ParkName));
        self.others.retain(|column| *column != found);
        self.others.extend(known);
    }

    /// How many rows there are, and how many different pairs of cells those two columns hold.
    fn told_apart(&self, one: usize, two: usize) -> (usize, usize) {
        let rows = (self.headings.body..self.head.rows.len()).map(|row| self.head.row(row));
        let mut pairs: Vec<_> = rows.filter(|row| row.len() > 1).map(|row| (row.get(one), row.get(two))).collect();
        let all = pairs.len();
        pairs.sort_unstable();
        pairs.dedup();
        (all, pairs.len())
    }

    /// The time a column's heading says: the level, and what that level says besides.
    fn time(&self, column: usize) -> Option<Time> {
        let heading = self.headings.columns.get(column)?;
        let mut levels = heading.parts.iter().enumerate();
        let whole =
            levels.clone().find_map(|(level, part)| Some(Time { level, period: period::heading(part)?, rest: None }));
        whole.or_else(|| {
            levels.find_map(|(level, part)| {
                let (period, rest) = period::split(part)?;
                Some(Time { level, period, rest: Some(rest) })
            })
        })
    }

    /// Whether the times in the headings stand beside names.
    fn are_named(&self) -> bool {
        self.figures.iter().all(|column| self.time(*column).is_some_and(|time| time.rest.is_some()))
    }

    /// Whether a column holds the sum of the months or quarters beside it: the figure of the whole year.
    fn is_whole(&self, column: usize) -> bool {
        const NAMES: [&str; 7] = ["合计", "合計", "总计", "總計", "全年", "年计", "total"];
        let name = self.headings.columns[column].text().to_lowercase();
        NAMES.contains(&name.as_str()) && self.figures.iter().any(|column| self.within(*column).is_some())
    }

    /// The month or quarter a column's heading says, where the year stands in the row.
    fn within(&self, column: usize) -> Option<usize> {
        self.label(Field::Period)?;
        self.headings.columns.get(column)?.parts.iter().position(|part| period::part(part).is_some())
    }

    /// What a level of the headings says, where the first cell of each says so: 指标, 地区, 单位.
    fn level(&self, row: usize) -> Level {
        let is_levelled =
            self.labels.first() == Some(&(0, Field::Period)) && self.headings.body > self.headings.first + 1;
        let Some(first) = self.head.row(row).first().filter(|_| is_levelled) else { return Level::Name };
        let is_aside = ["频度", "频率", "频次", "frequency", "编码", "代码", "id"];
        match named(first) {
            Some(Field::Period) | None => {
                let lower = first.to_lowercase();
                if is_aside.iter().any(|word| lower.contains(word)) { Level::Aside } else { Level::Name }
            }
            Some(field) => Level::Of(field),
        }
    }

    /// Whether the columns of figures are headed by names of places, and the rows are times.
    fn are_places(&self) -> bool {
        const ENDS: [&str; 13] =
            ["省", "市", "县", "縣", "区", "區", "州", "盟", "高新区", "开发区", "园区", "科学城", "新区"];
        let is_place = |column: &&usize| ENDS.iter().any(|end| self.headings.columns[**column].text().ends_with(end));
        self.rows() == Some(Side::Period)
            && self.figures.len() > 2
            && self.figures.iter().filter(is_place).count() * 2 > self.figures.len()
    }

    /// Whether it is one figure a row in a column that says so, under no title that says of what.
    fn is_long(&self, above: usize) -> bool {
        let is_value = |column: &usize| self.headings.columns[*column].field() == Some(Field::Value);
        above == 0 && self.columns == Side::Indicator && self.figures.len() == 1 && self.figures.iter().all(is_value)
    }

    /// Whether rows are named for indicators under headings of times, and nothing says of which park.
    fn are_rows_named(&self) -> bool {
        self.columns == Side::Period
            && self.has(Field::Indicator, Field::IndicatorName)
            && !self.has(Field::Park, Field::ParkName)
            && self.given.park.is_none()
    }

    fn label(&self, field: Field) -> Option<usize> {
        self.labels.iter().find(|(_, known)| *known == field).map(|(column, _)| *column)
    }

    fn has(&self, one: Field, other: Field) -> bool {
        self.label(one).is_some() || self.label(other).is_some()
    }

    /// What the rows are, as far as headings or the texts of the rows say.
    fn rows(&self) -> Option<Side> {
        if self.has(Field::Park, Field::ParkName) {
            Some(Side::Park)
        } else if self.has(Field::Indicator, Field::IndicatorName) {
            Some(Side::Indicator)
        } else if let Some(column) = self.nameless {
            Some(if self.given.park.is_some() || self.has_units(column) { Side::Indicator } else { Side::Park })
        } else {
            self.label(Field::Period).map(|_| Side::Period)
        }
    }

    /// Whether the texts of a column end in units, as names of indicators do.
    fn has_units(&self, column: usize) -> bool {
        let texts: Vec<&str> = self.body(column).collect();
        texts.iter().filter(|text| Unit::in_heading(text).is_some()).count() * 3 > texts.len()
    }

    /// The name of what was found, and how sure that is.
    fn name(&self) -> ((&'static str, &'static str), u8) {
        let is_named = !self.labels.is_empty();
        let more = if is_named { 20 } else { 0 };
        if self.given.database.as_deref().is_some_and(|name| name.ends_with("数据")) {
            return (("国家统计局导出", "NBS export"), 96);
        }
        match (self.columns, self.rows()) {
            (Side::Period, _) => (("宽表(列为时期)", "wide table, periods as columns"), 65 + more),
            (Side::Park, _) => (("指标×园区", "indicators × parks"), 40 + more),
            _ if self.label(Field::Period).is_some() => {
                (("宽表(列为指标)", "wide table, indicators as columns"), 65 + more)
            }
            _ => (("园区×指标(截面)", "parks × indicators, one period"), 50 + more),
        }
    }

    fn layout(&self) -> Result<Layout, Lack> {
        let figures = self.figures.iter().map(|column| self.figure(*column)).collect::<Result<Vec<_>, Lack>>()?;
        let heading = |column: &usize| self.headings.columns.get(*column).map(Heading::text).unwrap_or_default();
        let left = |columns: &[usize], is_undated: bool| {
            let named = |column: &usize| Ignored { column: *column, name: heading(column), is_undated };
            let all: Vec<Ignored> = columns.iter().map(named).collect();
            all.into_iter().filter(|it| !it.name.is_empty() && !is_code(&it.name))
        };
        Ok(Layout {
            header: self.headings.body,
            at: self.head.at(self.headings.body.saturating_sub(1)),
            rows: Rows::Wide,
            width: self.headings.columns.len(),
            figures,
            step: Step::default(),
            is_flagged: false,
            ignored: left(&self.others, false).chain(left(&self.undated, true)).collect(),
            compiled: self.given.compiled.clone(),
            is_edition: self.given.is_edition && self.columns != Side::Period && self.label(Field::Period).is_none(),
            is_bare: self.headings.body == 0,
            year_end: YearEnd::Year,
            skip: None,
        })
    }

    /// Where the figures of a column find what they are about.
    fn figure(&self, column: usize) -> Result<Figure, Lack> {
        let mut figure = Figure::default();
        figure.set(Field::Value, Found::Cell(column));
        let heading = &self.headings.columns[column];
        let mut parts = heading.parts.clone();
        let said = |text: String| Found::Said(Said { text, place: heading.place });
        if let Some(Time { level, period, rest }) = self.time(column) {
            let part = heading.parts.get(level).map(String::as_str).unwrap_or_default();
            let month = period::month_of(part).filter(|_| self.are_days);
            figure.set(Field::Period, said(month.unwrap_or(period).to_string()));
            match rest {
                Some(rest) => parts[level] = rest,
                None => drop(parts.remove(level)),
            }
        } else if let Some(level) = self.within(column) {
            figure.set(Field::Within, said(parts.remove(level)));
        } else if self.is_whole(column) {
            parts.clear();
        } else {
            let mut names = Vec::new();
            for (part, row) in parts.into_iter().zip(&heading.rows) {
                match self.level(*row) {
                    Level::Name => names.push(part),
                    Level::Of(field) if !matches!(part.as_str(), "-" | "—") => figure.set(field, said(part)),
                    Level::Of(_) | Level::Aside => {}
                }
            }
            parts = names;
        }
        if parts.len() > 1
            && let Some(unit) = parts.last().filter(|part| Unit::parse(bare(part)).is_known())
        {
            figure.set(Field::Unit, said(bare(unit).to_owned()));
            parts.pop();
        }
        let rest = heading::join(&parts);
        // 数值 is what all figures are, and the name of none.
        let is_name = !rest.is_empty() && named(&rest) != Some(Field::Value);
        // Where rows are indicators, what stands above the times is whose they are, or that they are levels.
        let is_of_rows = self.are_rows_named();
        let is_level = is_of_rows && is_level_word(&rest);
        if is_name && !is_level && !figure.has(Field::Indicator) {
            if self.columns == Side::Park || is_of_rows {
                figure.set(Field::Park, said(rest));
            } else if let Some((name, code)) = coded(&rest) {
                figure.set(Field::IndicatorName, said(name.to_owned()));
                figure.set(Field::Indicator, said(code.to_owned()));
            } else {
                figure.set(Field::Indicator, said(rest));
            }
        }
        // A unit in the rest of the heading is split off where the indicator's name is read.
        for (label, field) in &self.labels {
            figure.set_if_missing(*field, || Found::Cell(*label));
        }
        if let Some(nameless) = self.nameless {
            let field = if self.rows() == Some(Side::Indicator) { Field::Indicator } else { Field::Park };
            figure.set_if_missing(field, || Found::Cell(nameless));
        }
        for (id, name) in [(Field::Park, Field::ParkName), (Field::Indicator, Field::IndicatorName)] {
            if !figure.has(id) && figure.has(name) {
                figure.set(id, figure.field(name).clone());
                figure.set(name, Found::Nowhere);
            }
        }
        self.given.fill(&mut figure);
        self.name_the_rest(&mut figure);
        if figure.has(Field::Period) {
            return Ok(figure);
        }
        let what = "nothing says which period the figures are about; name it: --assume period=2023, \
                    or `period = \"2023\"` in a .toml file beside it";
        Err(Lack { what: what.into(), at: Some(self.head.at(self.headings.body.saturating_sub(1))) })
    }

    /// A table of one park or one indicator often names it in its title only, or in the name of the file.
    fn name_the_rest(&self, figure: &mut Figure) {
        let title = self.given.title.clone().map(|title| Said { text: unnumbered(&title.text), ..title });
        let is_national = self.given.database.as_deref().is_some_and(|name| !name.contains(['省', '市']));
        let name = || {
            let sheet = self.head.sheet.clone().filter(|sheet| !is_plain_sheet(sheet));
            Said::outside(sheet.unwrap_or_else(|| self.head.stem.clone()))
        };
        // A name taken from outside leaves its unit behind.
        let name = || {
            let said = name();
            Unit::in_heading(&said.text).map_or((said, None), |(bare, unit)| (Said::outside(bare), Some(unit)))
        };
        if title.is_none()
            && (!figure.has(Field::Park) || !figure.has(Field::Indicator))
            && let (_, Some(unit)) = name()
        {
            figure.set_if_missing(Field::Unit, || Found::Said(Said::outside(given::written(&unit))));
        }
        let name = || name().0;
        figure.set_if_missing(Field::Park, || {
            Found::Said(if is_national { Said::outside("全国") } else { title.clone().unwrap_or_else(name) })
        });
        figure.set_if_missing(Field::Indicator, || Found::Said(title.clone().unwrap_or_else(name)));
    }
}

/// A title without the number of its table: `6-1 青山高新区历年主要指标`.
fn unnumbered(title: &str) -> String {
    let title = heading::compact(title);
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '—' | '－');
    let bare = title.strip_prefix('表').unwrap_or(&title).trim_start();
    let (number, rest) = bare.split_at(bare.find(|c| !is_sign(c)).unwrap_or(0));
    let is_number = number.contains(['-', '.', '—', '－']) && number.starts_with(|c: char| c.is_ascii_digit());
    if is_number && rest.starts_with([' ', '\u{3000}']) { rest.trim().to_owned() } else { title }
}

/// The code behind the name of a series: `Population, total [SP.POP.TOTL]`.
fn coded(heading: &str) -> Option<(&str, &str)> {
    let (name, code) = heading.strip_suffix(']')?.rsplit_once(" [")?;
    let is_code = code.contains('.') && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'.');
    is_code.then_some((name, code))
}

/// A name a workbook gives its sheets by itself.
fn is_plain_sheet(name: &str) -> bool {
    let lower = name.to_lowercase();
    let rest = ["sheet", "工作表", "data", "表"].iter().find_map(|word| lower.strip_prefix(word));
    rest.is_some_and(|rest| rest.trim().bytes().all(|b| b.is_ascii_digit()))
}

/// A heading over codes and running numbers, which are no figures.
fn is_code(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    ["代码", "编码", "编号", "序号", "代碼", "編號"].iter().any(|word| heading.ends_with(word))
        || matches!(lower.as_str(), "code" | "id" | "no." | "no" | "index" | "rank" | "#" | "time code" | "unnamed: 0")
        || lower.ends_with("_code")
        || lower.ends_with(" code")
        || lower.starts_with("código ")
        || lower.ends_with("_id")
}

/// What heads levels, as against changes.
fn is_level_word(heading: &str) -> bool {
    matches!(heading, "绝对数" | "绝对量" | "绝对值" | "总量" | "本年" | "本期" | "实绩" | "完成" | "合计" | "数量")
}

/// What heads changes of the level beside it: 比上年增长(%).
fn is_change(heading: &str) -> bool {
    ["增长", "增速", "增幅", "增减", "同比", "比上年", "较上年"].iter().any(|word| heading.contains(word))
}

/// A text without the brackets around it.
fn bare(text: &str) -> &str {
    text.trim().trim_start_matches(['(', '（', '[']).trim_end_matches([')', '）', ']'])
}
