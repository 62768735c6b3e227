//! A table as lines to be heard: one record after the other, every number with its heading, its unit and its period, and
//! what signs say on a screen said in words.

use std::io::{self, Write};

use crate::{
    model::{Lang, Source},
    screen::{
        Grid, Handout,
        grid::{Column, Value},
    },
};

/// Writes the rows from one on, no more than so many; whether there are more.
///
/// # Errors
/// What the writer says.
pub fn write(handout: &Handout, from: usize, most: usize, out: &mut dyn Write) -> io::Result<bool> {
    let (grid, lang) = (&handout.grid, handout.lang);
    let all = grid.rows.len();
    let to = from.saturating_add(most).min(all);
    if from == 0 {
        let question = handout.question.trim();
        match lang {
            _ if question.is_empty() => writeln!(out, "{}: {all}", handout.title)?,
            Lang::Zh => writeln!(out, "{}。{question}。共 {all} 条。", handout.title)?,
            Lang::En => writeln!(out, "{}. {question}. {all} records.", handout.title)?,
        }
    }
    let heads = heads(grid);
    for (place, row) in grid.rows.iter().enumerate().take(to).skip(from) {
        record(place + 1, row, &heads, handout, out)?;
    }
    let is_more = to < all;
    if is_more {
        match lang {
            Lang::Zh => writeln!(out, "第 {} 至 {to} 条，共 {all} 条。", from + 1)?,
            Lang::En => writeln!(out, "Records {} to {to} of {all}.", from + 1)?,
        }
    } else {
        for note in &grid.notes {
            writeln!(out, "{}: {note}", lang.pick("说明", "Note"))?;
        }
    }
    Ok(is_more)
}

/// A column that people are shown, and the columns that say more of it.
struct Head {
    at: usize,
    heading: String,
    /// Its unit, its source, what computed it, by the places of their columns.
    unit: Option<usize>,
    source: Option<usize>,
    why: Option<usize>,
    /// Whether it holds numbers.
    is_number: bool,
    /// Further columns people are shown that belong to it.
    more: Vec<(usize, String)>,
}

/// The columns people are shown, those that belong to another put beside it.
fn heads(grid: &Grid) -> Vec<Head> {
    let place = |name: &str| grid.columns.iter().position(|column| column.name == name);
    let mut heads: Vec<Head> = vec![];
    let mut main = String::new();
    for (at, Column { name, heading }) in grid.columns.iter().enumerate() {
        let Some(heading) = heading else { continue };
        let belongs = !main.is_empty() && name.strip_prefix(&main).is_some_and(|rest| rest.starts_with('_'));
        // A profile has one figure a row, and names its columns by what they are.
        let of_value = main == "value" && matches!(name.as_str(), "period" | "change" | "rank" | "unit");
        if let (true, Some(last)) = (belongs || of_value, heads.last_mut()) {
            if name != "unit" {
                last.more.push((at, heading.clone()));
            }
            continue;
        }
        let is_figure = place(&format!("{name}_period")).is_some();
        let own = |what: &str| place(&format!("{name}_{what}"));
        let shared = |what: &str| if is_figure || name == "value" { place(what) } else { None };
        let unit = own("unit").or_else(|| shared("unit"));
        // What stands behind the number need not stand in its heading too.
        let bare =
            heading.split_once(" (").filter(|_| own("unit").is_some()).map_or(heading.as_str(), |(name, _)| name);
        heads.push(Head {
            at,
            heading: bare.to_owned(),
            unit,
            source: own("source").or_else(|| shared("source")),
            why: own("why"),
            is_number: unit.is_some() || grid.rows.iter().any(|row| matches!(row[at], Value::Number(..))),
            more: vec![],
        });
        main.clone_from(name);
    }
    heads
}

/// One row: what it is called, then a line for each figure with all that belongs to it.
fn record(number: usize, row: &[Value], heads: &[Head], handout: &Handout, out: &mut dyn Write) -> io::Result<()> {
    let lang = handout.lang;
    let Some((first, rest)) = heads.split_first() else { return Ok(()) };
    writeln!(out, "{number}. {}", value(&row[first.at], lang))?;
    let mut simple: Vec<String> = vec![];
    for head in rest {
        let is_silent = row[head.at] == Value::Missing && !head.is_number || value(&row[head.at], lang).is_empty();
        // What has no unit is no figure that could be missed: a target nobody set, a note nobody wrote.
        if is_silent || (head.unit.is_none() && !head.more.is_empty() && row[head.at] == Value::Missing) {
            continue;
        }
        let is_figure = head.unit.is_some() || !head.more.is_empty();
        if !is_figure {
            simple.push(format!("{} {}", head.heading, value(&row[head.at], lang)));
            continue;
        }
        flush(&mut simple, out)?;
        writeln!(out, "   {}: {}", head.heading, figure(row, head, handout))?;
    }
    flush(&mut simple, out)
}

fn flush(simple: &mut Vec<String>, out: &mut dyn Write) -> io::Result<()> {
    if !simple.is_empty() {
        writeln!(out, "   {}", simple.join(", "))?;
        simple.clear();
    }
    Ok(())
}

/// A figure with unit, period, change, rank and source; of one that is missing only that, and why.
fn figure(row: &[Value], head: &Head, handout: &Handout) -> String {
    let lang = handout.lang;
    let told = |place: Option<usize>| place.and_then(|place| row.get(place)).filter(|value| **value != Value::Missing);
    if row[head.at] == Value::Missing {
        let why = told(head.why).map(|why| format!(", {}", value(why, lang)));
        let also = head.more.iter().filter(|(at, _)| row[*at] != Value::Missing);
        let also: Vec<String> = also.map(|(at, heading)| format!(", {heading} {}", value(&row[*at], lang))).collect();
        return format!("{}{}{}", lang.pick("缺", "missing"), why.unwrap_or_default(), also.concat());
    }
    let unit = told(head.unit).map(|unit| value(unit, lang)).filter(|unit| !unit.is_empty());
    let number = match (&row[head.at], unit) {
        (Value::Number(_, shown), Some(unit)) => spoken(shown, &unit, lang),
        (other, Some(unit)) => format!("{} {unit}", value(other, lang)),
        (other, None) => value(other, lang),
    };
    let mut said = vec![number];
    for (at, heading) in &head.more {
        if row[*at] != Value::Missing {
            said.push(format!("{heading} {}", value(&row[*at], lang)));
        }
    }
    if let Some(Value::Text(slug)) = told(head.source) {
        said.push(format!("{} {}", lang.pick("来源", "source"), publisher(slug, &handout.sources, lang)));
    }
    said.join(", ")
}

/// Who published it, with its grade; the slug where nobody is named.
fn publisher(slug: &str, sources: &[Source], lang: Lang) -> String {
    let Some(source) = sources.iter().find(|source| source.slug == slug) else { return slug.to_owned() };
    let (zh, en) = source.grade.words();
    format!("{} ({})", source.publisher_in(lang), lang.pick(zh, en))
}

/// A cell in words.
fn value(value: &Value, lang: Lang) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Code(_, shown) => shown.clone(),
        Value::Number(_, shown) => spoken(shown, "", lang),
        Value::Flag(flag) => match flag {
            true => lang.pick("是", "yes").to_owned(),
            false => lang.pick("否", "no").to_owned(),
        },
        Value::Missing => lang.pick("缺", "missing").to_owned(),
    }
}

/// A number as it is printed, with its unit, its signs in words: `≈7,853! c` is about 7,853, sources differ, computed.
pub fn spoken(printed: &str, unit: &str, lang: Lang) -> String {
    let mut after: Vec<&str> = vec![];
    let mut text = printed.trim();
    for (sign, zh, en) in [
        (" c", "测算", "computed here"),
        ("c", "测算", "computed here"),
        ("!", "来源说法不一", "sources differ"),
        ("ᵉ", "预计或快报", "expected or preliminary"),
    ] {
        if let Some(rest) =
            text.strip_suffix(sign).filter(|rest| rest.ends_with(|c: char| !c.is_alphabetic() || c == 'ᵉ' || c == 'p'))
        {
            text = rest.trim_end();
            after.insert(0, lang.pick(zh, en));
        }
    }
    let mut before: Vec<&str> = vec![];
    loop {
        let signs = [
            ("≈", "约", "about"),
            ("≥", "不低于", "at least"),
            ("≤", "不高于", "at most"),
            (">", "高于", "more than"),
            ("<", "低于", "less than"),
            ("~", "不确切的", "uncertain"),
            ("−", "负", "minus"),
            ("↑", "上升", "up"),
            ("↓", "下降", "down"),
        ];
        let Some((sign, zh, en)) = signs.into_iter().find(|(sign, ..)| text.starts_with(sign)) else { break };
        text = text.strip_prefix(sign).unwrap_or(text);
        before.push(lang.pick(zh, en));
    }
    let text = match text {
        "—" => lang.pick("持平", "level").to_owned(),
        text => text.replace("ᵉ", "").replace("pp", lang.pick(" 个百分点", " percentage points")),
    };
    let text = match text.split_once('/') {
        Some((place, of)) if of.chars().all(|c| c.is_ascii_digit()) => match lang {
            Lang::Zh => format!("第 {place}，共 {of}"),
            Lang::En => format!("{place} of {of}"),
        },
        _ => text,
    };
    let before = if before.is_empty() { String::new() } else { format!("{} ", before.join(" ")) };
    let after = if after.is_empty() { String::new() } else { format!(" ({})", after.join(lang.pick("，", ", "))) };
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    format!("{before}{}{unit}{after}", text.trim())
}

#[cfg(test)]
mod tests {
    use super::spoken;
    use crate::model::Lang;

    #[test]
    fn signs_are_said_in_words() {
        let check = |printed: &str, zh: &str, en: &str| {
            assert_eq!(spoken(printed, "", Lang::Zh), zh, "{printed}");
            assert_eq!(spoken(printed, "", Lang::En), en, "{printed}");
        };
        check("2,184.8", "2,184.8", "2,184.8");
        check("≈7,852.55", "约 7,852.55", "about 7,852.55");
        check("≥5,200!", "不低于 5,200 (来源说法不一)", "at least 5,200 (sources differ)");
        check("31,148ᵉ!", "31,148 (预计或快报，来源说法不一)", "31,148 (expected or preliminary, sources differ)");
        check("+2.6% c", "+2.6% (测算)", "+2.6% (computed here)");
        check("−1.20pp c", "负 1.20 个百分点 (测算)", "minus 1.20 percentage points (computed here)");
        check("~5/28", "不确切的 第 5，共 28", "uncertain 5 of 28");
        check("↑3", "上升 3", "up 3");
        check("—", "持平", "level");
        check("≈−5.0", "约 负 5.0", "about minus 5.0");
        assert_eq!(spoken("≥5,200!", "家", Lang::Zh), "不低于 5,200 家 (来源说法不一)");
    }
}
