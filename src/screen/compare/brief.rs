//! The one-page brief (对标简报): what the comparison of two parks comes to, as plain texts ready to be laid out. Every
//! figure is written from the same view as the screen's.

mod chapters;
mod notes;
mod rows;
mod sure;

use super::{Compare, Query, Row, View, beside::catch_words, closing_of, words};
use crate::{
    analysis::{rank::Rank, target::Outcome},
    error::{Error, Result},
    model::{At, Catalog, Form, IndicatorId, Kind, Lang, ParkId, Period},
    screen::{
        Lens, Pen, Scope, Screen,
        format::{self, Writing},
        lens::park_named,
        scope::scope_named,
        targets,
    },
    store::{Cell, Change, ChangeKind, Store, Target},
    ui::number,
};
use chapters::Chapter;
use notes::Notes;
use rows::own_rows;

/// What a brief is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub park: String,
    pub benchmark: String,
    pub group: Option<String>,
    pub period: Option<Period>,
}

/// The brief: texts, and nothing that needs to be computed.
#[derive(Clone, PartialEq, Debug)]
pub struct Brief {
    pub lang: Lang,
    pub title: String,
    /// What the figures answer to: group, period, coverage, how new they are.
    pub about: Vec<String>,
    /// Three conclusions: standing, strength, gap.
    pub said: Vec<String>,
    pub columns: Vec<Column>,
    /// By chapter.
    pub rows: Vec<Line>,
    /// Which of the five chapters have no row.
    pub without: Option<String>,
    /// How sure the places of the two are under a scheme.
    pub robust: Option<String>,
    /// Strengths and weaknesses of either park.
    pub standing: Vec<String>,
    pub targets: Vec<Aim>,
    /// Remarks on the figures.
    pub remarks: Vec<String>,
    /// Perimeters, what the signs mean, and by which formulas.
    pub notes: Vec<String>,
    /// Every source of the table and the targets, by their numbers.
    pub sources: Vec<Source>,
}

/// A column of the core table.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    pub heading: String,
    /// Numbers stand at the right.
    pub is_number: bool,
    /// Whether it goes below the table where that is too wide; the lower the sooner, none never.
    pub gives_way: Option<u8>,
}

/// A row of the core table.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// The chapter, where it begins here.
    pub chapter: Option<String>,
    pub cells: Vec<String>,
}

/// A source as figures name it.
#[derive(Clone, PartialEq, Debug)]
pub struct Source {
    /// `[1]`.
    pub number: String,
    /// The name by which `show sources` finds it, and how good it is.
    pub slug: String,
    pub grade: String,
    /// Publisher and date, and the title; either may be empty.
    pub by: String,
    pub title: String,
    pub address: String,
}

/// A target of the first park.
#[derive(Clone, PartialEq, Debug)]
pub struct Aim {
    pub words: String,
    pub verdict: String,
    /// Progress and 序时进度, as shares of one; none where they cannot be said.
    pub progress: Option<(f64, f64)>,
}

/// So many targets.
const AIMS: usize = 3;
/// Computes the brief of two parks. The first is looked at, the second is the benchmark.
pub fn of(store: &Store, asked: &Asked, pen: Pen) -> Result<Brief> {
    let catalog = store.catalog();
    let (park, benchmark) = (park_named(catalog, &asked.park)?, park_named(catalog, &asked.benchmark)?);
    if park == benchmark {
        let name = &catalog.park(park).slug;
        return Err(Error::Usage(format!("`{name}` is named twice; a brief compares two parks")));
    }
    let mut lens = Lens::first(store);
    if let Some(name) = &asked.group {
        lens.scope = scope_named(store, name, &lens)?;
    }
    if let Some(period) = asked.period {
        lens.at = At::Exact(period);
    }
    let query = Query {
        // On the screen the first is the benchmark.
        parks: vec![benchmark, park],
        measures: lens.measures.clone(),
        scope: lens.scope.clone(),
        at: lens.at,
        form: Form::Level,
        filter: String::new(),
        by_gap: None,
        is_shift: false,
    };
    let view = Compare::compute(store, &query)?;
    let all = Whole { store, catalog, pen, view: &view, park, benchmark, scope: &lens.scope, at: lens.at };
    Ok(all.brief(&own_rows(store, &view, park)))
}

/// What the parts of a brief are made from.
struct Whole<'a> {
    store: &'a Store,
    catalog: &'a Catalog,
    pen: Pen,
    view: &'a View,
    park: ParkId,
    benchmark: ParkId,
    scope: &'a Scope,
    at: At,
}

impl Whole<'_> {
    fn brief(&self, places: &[usize]) -> Brief {
        let pen = self.pen;
        let rows: Vec<&Row> = places.iter().map(|place| &self.view.rows[*place]).collect();
        let mut notes = Notes::new(self.catalog, pen);
        let mut chapters: Vec<Chapter> = vec![];
        let mut lines = vec![];
        for row in &rows {
            let of = Chapter::of(self.catalog.indicator(row.indicator), self.catalog);
            let chapter = (chapters.last() != Some(&of)).then(|| of.words(pen.lang).to_owned());
            chapters.push(of);
            lines.push(Line { chapter, cells: self.cells(row, &mut notes) });
        }
        let without: Vec<&str> =
            Chapter::FIVE.into_iter().filter(|of| !chapters.contains(of)).map(|of| of.words(pen.lang)).collect();
        let targets = self.targets(&mut notes);
        let (a, b) = (self.name(self.park), self.name(self.benchmark));
        let standing = [self.park, self.benchmark]
            .into_iter()
            .filter_map(|park| self.view.standings.iter().find(|standing| standing.park == park));
        Brief {
            lang: pen.lang,
            title: format!("{}: {a} {} {b}", pen.t("对标简报", "Benchmarking brief"), pen.t("对", "against")),
            about: self.about(&rows),
            said: self.said(&rows),
            columns: self.columns(),
            rows: lines,
            without: (!without.is_empty()).then(|| match pen.lang {
                Lang::Zh => format!("{}: 没有双方都有数的指标", without.join("、")),
                Lang::En => format!("{}: no indicator of which both have a figure", without.join(", ")),
            }),
            robust: self.robust(),
            standing: standing.map(|standing| words::of_standing(standing, self.catalog, pen)).collect(),
            targets,
            remarks: notes.remarks(&rows, &[self.park, self.benchmark]),
            notes: notes.told(&rows),
            sources: notes.sources(),
        }
    }

    fn name(&self, park: ParkId) -> &str {
        self.catalog.park(park).short.get(self.pen.lang)
    }

    fn group_name(&self) -> &str {
        self.scope.full(self.pen.lang)
    }

    /// Group, period, coverage, how new.
    fn about(&self, rows: &[&Row]) -> Vec<String> {
        let members = self.scope.parks().len();
        let both = rows.iter().filter(|row| row.cells.iter().all(Option::is_some)).count();
        let rule = crate::screen::grid::rule_note(self.at, self.pen.lang);
        let summary = self.store.summary();
        let date = summary.newest.map_or(String::new(), |[year, month, day]| match (month, day) {
            (0, _) => format!("{year}"),
            (month, 0) => format!("{year}-{month:02}"),
            (month, day) => format!("{year}-{month:02}-{day:02}"),
        });
        let mut compiled: Vec<&str> = self.store.files().iter().map(|file| file.compiled.as_str()).collect();
        compiled.sort_unstable();
        let compiled = compiled.last().copied().unwrap_or("");
        let (group, n) = (self.group_name(), rows.len());
        let full = |park: ParkId| self.catalog.park(park).name.get(self.pen.lang);
        let (a, b) = (full(self.park), full(self.benchmark));
        match self.pen.lang {
            Lang::Zh => vec![
                format!("{a} 对 {b}(基准)"),
                format!("范围: {group}({members} 个园区)；{rule}"),
                format!("覆盖: 双方均有数 {both}/{n} 项；数据编制 {compiled}，最新来源 {date}"),
            ],
            Lang::En => vec![
                format!("{a} against {b} (benchmark)"),
                format!("group: {group} ({members} parks); {rule}"),
                format!("coverage: both have a figure for {both}/{n} rows; compiled {compiled}, newest source {date}"),
            ],
        }
    }

    /// Standing and change; the largest strength; the largest gap and when it closes.
    fn said(&self, rows: &[&Row]) -> Vec<String> {
        let pen = self.pen;
        let own = self.view.standings.iter().find(|standing| standing.park == self.park);
        let first = self
            .view
            .rows
            .iter()
            .filter(|row| row.chapter.is_none())
            .chain(rows.iter().copied())
            .find_map(|row| Some((row, self.in_group(row)?)));
        let standing = first.map_or_else(
            || match pen.lang {
                Lang::Zh => format!("{}在{}内没有可排位次的指标。", self.name(self.park), self.group_name()),
                Lang::En => format!("{} has no rank in {}.", self.name(self.park), self.group_name()),
            },
            |(row, (cell, rank, unsure))| self.standing(row, &cell, rank, unsure),
        );
        let strength = own.and_then(|own| own.best.first()).map_or_else(
            || pen.t("没有高于范围中位的指标。", "No indicator stands above the middle of the group.").to_owned(),
            |best| {
                let figure = pen.alone(
                    self.catalog.indicator(best.indicator),
                    best.point.reading.value,
                    best.point.reading.mark,
                );
                let (name, year) =
                    (self.catalog.indicator_name(best.indicator, pen.lang), best.point.period.words(pen.lang));
                let rank = format::rank(best.rank, best.unsure);
                match pen.lang {
                    Lang::Zh => format!("最大优势: “{name}”{year} {figure}，位次 {rank}。"),
                    Lang::En => format!("Largest strength: {name}, {figure} in {year}, rank {rank}."),
                }
            },
        );
        let gap = words::largest_behind(1, self.view, self.catalog);
        let gap = gap.and_then(|row| Some((row, words::against(row, 1, self.view, self.catalog, pen)?))).map_or_else(
            || {
                let b = self.name(self.benchmark);
                match pen.lang {
                    Lang::Zh => format!("没有落后于{b}且可比的指标。"),
                    Lang::En => format!("Behind {b} in nothing that can be compared."),
                }
            },
            |(row, words)| {
                let closing = closing_of(row, 1).map(|chase| words::closing(chase, pen));
                match (pen.lang, closing) {
                    (Lang::Zh, Some(closing)) => format!("最大差距: {words}；{closing}。"),
                    (Lang::Zh, None) => format!("最大差距: {words}；同年序列不足，追赶年数无法测算。"),
                    (Lang::En, Some(closing)) => format!("Largest gap: {words}; {closing}."),
                    (Lang::En, None) => {
                        format!("Largest gap: {words}; too few common years to say when it closes.")
                    }
                }
            },
        );
        vec![standing, strength, gap]
    }

    fn standing(&self, row: &Row, cell: &Cell, rank: Rank, unsure: bool) -> String {
        let pen = self.pen;
        let indicator = self.catalog.indicator(row.indicator);
        let figure = pen.alone(indicator, cell.reading.value, cell.reading.mark);
        let (park, group, name) = (self.name(self.park), self.group_name(), indicator.short.get(pen.lang));
        let (year, rank) = (cell.period.words(pen.lang), format::rank(rank, unsure));
        let change = cell.change.map(|change| self.change(change));
        let moved = cell.moved.map(|moved| match (moved, pen.lang) {
            (0, Lang::Zh) => "，位次持平".to_owned(),
            (0, Lang::En) => ", the same place as the year before".to_owned(),
            (up, Lang::Zh) if up > 0 => format!("，上升 {up} 位"),
            (up, Lang::En) if up > 0 => format!(", up {up}"),
            (down, Lang::Zh) => format!("，下降 {} 位", -down),
            (down, Lang::En) => format!(", down {}", -down),
        });
        let moved = moved.unwrap_or_default();
        match pen.lang {
            Lang::Zh => {
                let change = change.map_or(String::new(), |change| format!("，同比 {change}"));
                format!("{park}“{name}”{year} {figure}{change}，在{group}有数的园区中位次 {rank}{moved}。")
            }
            Lang::En => {
                let change = change.map_or(String::new(), |change| format!(" ({change} on the year before)"));
                format!("{park}, {name}: {figure} in {year}{change}, rank {rank} in {group}{moved}.")
            }
        }
    }

    /// The park's cell with its rank among the group's figures of the same period, as the ranking of that period has it.
    fn in_group(&self, row: &Row) -> Option<(Cell, Rank, bool)> {
        let period = row.cells[1].as_ref()?.period;
        let members = self.scope.parks();
        let place = members.iter().position(|member| *member == self.park)?;
        let slice = self.store.slice(members, &[row.indicator], At::Exact(period));
        let column = slice.columns.into_iter().next()?;
        let unsure = column.cells.iter().flatten().any(|cell| !cell.reading.mark.is_exact());
        let cell = column.cells.into_iter().nth(place)??;
        let rank = cell.rank.filter(|rank| rank.of > 1)?;
        Some((cell, rank, unsure))
    }

    fn change(&self, change: Change) -> String {
        let signed = |decimals| number::signed(change.value, decimals, self.pen.glyphs);
        let unit = match change.kind {
            ChangeKind::Percent => "%",
            ChangeKind::Points => "pp",
            ChangeKind::Absolute => "",
            ChangeKind::Places => return self.moved(change.value as i32),
            ChangeKind::Turned(turn) => {
                let (zh, en) = turn.words();
                return format!("{}c", self.pen.lang.pick(zh, en));
            }
        };
        let computed = if change.computed { "c" } else { "" };
        number::with_mark(&format!("{}{unit}{computed}", signed(1)), change.mark, self.pen.glyphs)
    }

    fn moved(&self, moved: i32) -> String {
        let glyphs = self.pen.glyphs;
        match moved {
            0 => glyphs.level.to_owned(),
            up if up > 0 => format!("{}{up}", glyphs.rise),
            down => format!("{}{}", glyphs.fall, -down),
        }
    }

    fn columns(&self) -> Vec<Column> {
        let pen = self.pen;
        let column = |heading: &str, is_number, gives_way| Column { heading: heading.to_owned(), is_number, gives_way };
        vec![
            column(pen.t("指标 单位", "indicator, unit"), false, None),
            column(self.name(self.park), true, None),
            column(pen.t("同比", "change"), true, Some(3)),
            column(pen.t("位次", "rank"), true, Some(4)),
            column(self.name(self.benchmark), true, None),
            column(pen.t("差距", "gap"), true, None),
            column(pen.t("倍", "times"), true, Some(5)),
            column(pen.t("范围中位c", "median c"), true, Some(2)),
            column(pen.t("追上c", "level c"), true, Some(1)),
            column(pen.t("注", "notes"), false, None),
        ]
    }

    fn cells(&self, row: &Row, notes: &mut Notes<'_>) -> Vec<String> {
        let pen = self.pen;
        let indicator = self.catalog.indicator(row.indicator);
        let writing = words::writing(row, self.catalog, pen.lang);
        let missing = || pen.glyphs.missing.to_owned();
        let figure = |place: usize| row.cells[place].as_ref().map_or_else(missing, |cell| said(cell, &writing, pen));
        let gap = row.gaps[1];
        let ranked = self.in_group(row);
        let rank = ranked.as_ref().map_or_else(missing, |(cell, rank, unsure)| {
            let moved = cell.moved.map_or(String::new(), |moved| format!(" {}", self.moved(moved)));
            format!("{}{moved}", format::rank(*rank, *unsure))
        });
        let change = row.cells[1].as_ref().and_then(|cell| cell.change);
        let middle = row.beside.group.and_then(|group| Some((group, group.median?)));
        let cited = [1, 0].into_iter().filter_map(|place| notes.cite(row.cells[place].as_ref()?)).collect::<Vec<_>>();
        let label = match writing.scale.label.as_str() {
            "" => indicator.short.get(pen.lang).to_owned(),
            unit => format!("{} {unit}", indicator.short.get(pen.lang)),
        };
        vec![
            label,
            figure(1),
            change.map_or_else(missing, |change| self.change(change)),
            rank,
            figure(0),
            gap.map_or_else(missing, |gap| words::gap_figure(&gap, indicator, &writing, pen)),
            gap.and_then(|gap| Some((gap.times?, gap.mark)))
                .map_or_else(missing, |(times, mark)| number::with_mark(&number::grouped(times, 2), mark, pen.glyphs)),
            middle.map_or_else(missing, |(group, median)| {
                let figure = number::with_mark(&writing.number(median.value), median.mark, pen.glyphs);
                format!("{figure} n{}", group.count)
            }),
            closing_of(row, 1).map_or_else(missing, |chase| catch_words(chase, chase.moving, pen)),
            notes::in_order(cited),
        ]
    }

    /// The targets of the park that there is a figure beside, not long past, the later due first.
    fn targets(&self, notes: &mut Notes<'_>) -> Vec<Aim> {
        let of = |indicator: IndicatorId| self.store.targets_of(self.park, indicator, self.at);
        let mut all: Vec<Target> = self.store.indicators_of(self.park, Kind::Target).into_iter().flat_map(of).collect();
        let year = self.at.period().calendar_year();
        all.retain(|target| target.aim.period.calendar_year() >= year - 5 && target.outcome != Outcome::default());
        all.sort_by_key(|target| {
            let told = (target.outcome.progress.is_none(), target.outcome.attained.is_none());
            (told, std::cmp::Reverse(target.aim.period), target.indicator)
        });
        all.truncate(AIMS);
        let pen = self.pen;
        all.iter()
            .map(|target| {
                let (zh, en) = targets::verdict_words(target);
                let outcome = &target.outcome;
                let cited = [Some(&target.aim), target.now.as_ref()].into_iter().flatten();
                let cited = cited.filter_map(|point| notes.cite_source(point.reading.source)).collect();
                let words = targets::sentence(target, self.catalog, pen);
                Aim {
                    words: format!("{words} [{}]", notes::in_order(cited)).replace(" []", ""),
                    verdict: pen.lang.pick(zh, en).to_owned(),
                    progress: outcome.progress.map(|progress| progress.value).zip(outcome.elapsed),
                }
            })
            .collect()
    }
}

/// A figure with its mark, whether it is disputed, and its year.
fn said(cell: &Cell, writing: &Writing, pen: Pen) -> String {
    let figure = number::with_mark(&writing.digits(&cell.reading), cell.reading.mark, pen.glyphs);
    let disputed = if cell.reading.disputed { "!" } else { "" };
    let part = if cell.period.is_year() { "" } else { "+" };
    format!("{figure}{disputed} {}{part}", pen.glyphs.year_tag(cell.period.calendar_year()))
}
