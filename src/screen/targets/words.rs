//! A target in words: the verdict, what is lacking, and the sentence that says it all.

use crate::{
    analysis::{
        Firm,
        target::{Aimed, Verdict, Way},
    },
    model::{Catalog, Lang},
    screen::Pen,
    store::{Basis, Lack, Point, Target},
};

/// The verdict in words, Chinese and English; where there is none, why.
pub const fn verdict_words(target: &Target) -> (&'static str, &'static str) {
    let is_due = match (target.now, target.tally) {
        (_, Some(tally)) => tally.to >= target.aim.period.calendar_year(),
        (Some(now), None) => now.period.calendar_year() >= target.aim.period.calendar_year(),
        (None, None) => false,
    };
    match (target.outcome.verdict, is_due) {
        (Some(Verdict::Done), false) => ("提前完成", "done early"),
        (Some(Verdict::Done), true) => ("如期完成", "met"),
        (Some(Verdict::OnTrack), _) => ("快于或符合", "on track"),
        (Some(Verdict::Nearly), false) => ("基本符合", "nearly"),
        (Some(Verdict::Nearly), true) => ("基本完成", "nearly met"),
        (Some(Verdict::Behind), false) => ("滞后", "behind"),
        (Some(Verdict::Behind), true) => ("未完成", "missed"),
        (None, _) => match target.lack {
            Some(Lack::Figure) => ("无年度数", "no figure"),
            Some(Lack::Later(_)) => ("仅有期后数", "only later"),
            Some(Lack::Plan) => ("基年未载明", "base year?"),
            Some(Lack::Base(_)) => ("缺基年数", "no base"),
            Some(Lack::Warned) => ("口径有变", "rebased"),
            Some(Lack::Early) => ("尚无期内数", "none since"),
            Some(Lack::Years) => ("年份不全", "years miss"),
            Some(Lack::Prices) => ("价格不可比", "prices"),
            Some(Lack::Open) | None => ("难以判断", "open"),
        },
    }
}

/// Why there is no progress, in words that stand in a sentence.
fn lack_words(lack: Lack, lang: Lang) -> String {
    match (lack, lang) {
        (Lack::Figure, Lang::Zh) => "没有年度实绩".to_owned(),
        (Lack::Figure, Lang::En) => "there is no annual figure".to_owned(),
        (Lack::Later(year), Lang::Zh) => format!("目标期内没有年度实绩，此后最早为{year}年，不作判断"),
        (Lack::Later(year), Lang::En) => {
            format!("no annual figure up to the year it is due; the first later one is of {year}, which says nothing")
        }
        (Lack::Plan, Lang::Zh) => "目标年不是五年规划末年，来源未载明基年，只列完成率".to_owned(),
        (Lack::Plan, Lang::En) => {
            "its year ends no five-year plan and the source names no base year: only the share of the target".to_owned()
        }
        (Lack::Base(year), Lang::Zh) => format!("缺基年({year}年)数，只列完成率"),
        (Lack::Base(year), Lang::En) => {
            format!("the base year {year} has no figure: only the share of the target")
        }
        (Lack::Warned, Lang::Zh) => "口径提示: 基年与最新数不可相比，只列完成率".to_owned(),
        (Lack::Warned, Lang::En) => {
            "a remark warns of joining the base year and the latest figure: only the share of the target".to_owned()
        }
        (Lack::Early, Lang::Zh) => "规划期内尚无年度实绩，不作判断".to_owned(),
        (Lack::Early, Lang::En) => "no annual figure since the base year yet".to_owned(),
        (Lack::Years, Lang::Zh) => "所需年份的数不全".to_owned(),
        (Lack::Years, Lang::En) => "not every year that is needed has a figure".to_owned(),
        (Lack::Prices, Lang::Zh) => "水平为现价，目标增速为可比价，不作判断".to_owned(),
        (Lack::Prices, Lang::En) => {
            "levels are at current prices and growth is aimed at in comparable ones: no verdict".to_owned()
        }
        (Lack::Open, Lang::Zh) => "数值为上下限或基年已越过目标，进度无法确定".to_owned(),
        (Lack::Open, Lang::En) => "bounds, or a base beyond the target, leave progress open".to_owned(),
    }
}

/// The target in sentences, every figure of which stands in its row or can be asked for there.
pub fn sentence(target: &Target, catalog: &Catalog, pen: Pen) -> String {
    let mut said = vec![head(target, catalog, pen)];
    said.extend(standing(target, catalog, pen));
    said.extend(ahead(target, catalog, pen));
    match pen.lang {
        Lang::Zh => format!("{}。", said.join("。")),
        Lang::En => format!("{}.", said.join(". ")),
    }
}

/// What is aimed at, and what there is.
fn head(target: &Target, catalog: &Catalog, pen: Pen) -> String {
    let (park, indicator) = (catalog.park(target.park), catalog.indicator(target.indicator));
    let figure = |point: &Point| pen.alone(indicator, point.reading.value, point.reading.mark);
    let (zh, en) = target.aimed.words();
    let due = target.aim.period.words(pen.lang);
    let aim = figure(&target.aim);
    let (park, name) = (park.short.get(pen.lang), indicator.name.get(pen.lang));
    let now = target.now.map(|now| (now.period.words(pen.lang), figure(&now)));
    match (pen.lang, now) {
        (Lang::Zh, Some((year, now))) => format!("{park}{name}{due}目标 {aim}({zh})，{year} {now}"),
        (Lang::Zh, None) => format!("{park}{name}{due}目标 {aim}({zh})"),
        (Lang::En, Some((year, now))) => format!("{park}, {name}: target {aim} for {due} ({en}), {now} in {year}"),
        (Lang::En, None) => format!("{park}, {name}: target {aim} for {due} ({en})"),
    }
}

/// How far one is.
fn standing(target: &Target, catalog: &Catalog, pen: Pen) -> Vec<String> {
    let indicator = catalog.indicator(target.indicator);
    let outcome = &target.outcome;
    let verdict = outcome.verdict.map(|_| pen.lang.pick(verdict_words(target).0, verdict_words(target).1));
    let mut said = vec![];
    if let Some(tally) = target.tally {
        let (from, to) = (tally.from + 1, tally.to);
        let value = match target.aimed {
            Aimed::Cumulative(_) => pen.computed(indicator, tally.value),
            _ => pen.rate(tally.value),
        };
        let what = match target.aimed {
            Aimed::Cumulative(_) => pen.t("累计", "in all"),
            Aimed::Compound(_) => pen.t("累计增减", "in all"),
            _ if tally.basis != Basis::Every => pen.t("按水平测算年均", "a year, computed from levels"),
            _ => pen.t("各年公布增速年均", "a year, from the rates published"),
        };
        said.push(match pen.lang {
            Lang::Zh => format!("{from}-{to}年{what} {value}"),
            Lang::En => format!("{from}-{to}: {value} {what}"),
        });
    }
    if let (Some(progress), Some(elapsed)) = (outcome.progress, outcome.elapsed) {
        let (progress, elapsed) = (pen.share(progress), pen.share(Firm::exact(elapsed)));
        let from = target.from.unwrap_or_default();
        said.push(match pen.lang {
            Lang::Zh => format!("自{from}年起完成进度 {progress}，序时进度 {elapsed}"),
            Lang::En => format!("{progress} of the way since {from}, with {elapsed} of the time gone"),
        });
    }
    if let Some(attained) = outcome.attained {
        let share = pen.share(attained);
        said.push(match pen.lang {
            Lang::Zh => format!("完成率(实绩/目标) {share}"),
            Lang::En => format!("{share} of the target itself"),
        });
    }
    if let Some(verdict) = verdict {
        said.push(match pen.lang {
            Lang::Zh => format!("判断: {verdict}"),
            Lang::En => format!("Verdict: {verdict}"),
        });
    }
    said.extend(target.lack.filter(|_| verdict.is_none()).map(|lack| capital(&lack_words(lack, pen.lang))));
    said
}

/// What is still needed, and where the pace leads.
fn ahead(target: &Target, catalog: &Catalog, pen: Pen) -> Vec<String> {
    let indicator = catalog.indicator(target.indicator);
    let outcome = &target.outcome;
    let is_level = matches!(target.aimed, Aimed::Level(_));
    let mut said = vec![];
    if let Some(required) = outcome.required {
        let a_year = if is_level { pen.rate(required) } else { pen.difference(indicator, required) };
        said.push(match pen.lang {
            Lang::Zh => format!("其后每年须 {a_year}"),
            Lang::En => format!("{a_year} a year is needed from there"),
        });
    }
    let pace = target.pace.map(|pace| {
        let a_year = if pace.by_points { pen.difference(indicator, pace.rate) } else { pen.rate(pace.rate) };
        (pace.years(), a_year)
    });
    if let (Some(projected), Some(shortfall)) = (outcome.projected, outcome.shortfall) {
        let due = target.aim.period.calendar_year();
        let led = pen.computed(indicator, projected);
        let size = |by: Firm| pen.difference(indicator, by).replacen('+', "", 1);
        let by = if shortfall.value > 0.0 { size(shortfall) } else { size(shortfall.flip()) };
        let misses = match (target.aimed.way(), shortfall.value > 0.0, pen.lang) {
            (Way::Up, true, Lang::Zh) => format!("尚差 {by}"),
            (Way::Up, true, Lang::En) => format!("{by} short"),
            (Way::Up, false, Lang::Zh) => format!("超过目标 {by}"),
            (Way::Up, false, Lang::En) => format!("{by} beyond it"),
            (Way::Down, true, Lang::Zh) => format!("高于限值 {by}"),
            (Way::Down, true, Lang::En) => format!("{by} above the limit"),
            (Way::Down, false, Lang::Zh) => format!("低于限值 {by}"),
            (Way::Down, false, Lang::En) => format!("{by} below the limit"),
        };
        said.push(match (pen.lang, pace) {
            (Lang::Zh, Some(((from, to), a_year))) => {
                format!("按{from}-{to}年实际(每年 {a_year})推算，{due}年 {led}，{misses}")
            }
            (Lang::En, Some(((from, to), a_year))) => {
                format!("At the pace of {from}-{to} ({a_year} a year) {due} comes to {led}, {misses}")
            }
            (Lang::Zh, None) => format!("按期内平均推算，{due}年 {led}，{misses}"),
            (Lang::En, None) => format!("At the average so far {due} comes to {led}, {misses}"),
        });
    }
    said
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
