//! The unit in what heads a column: `营业收入(千元)`, `GDP_亿元`, `Revenue (CNY million)`.

use super::{
    Dimension, Unit,
    spelling::{is_han, plain, tidy},
};

/// What is longer heads no column, in bytes: behind each of its signs there might be a unit.
const LONGEST: usize = 1000;

/// The name without the unit, and the unit. None where no unit is named, where two are, or where a word may be either.
pub fn split(text: &str) -> Option<(String, Unit)> {
    let text = Some(text.trim()).filter(|text| text.len() <= LONGEST)?;
    let folded: Vec<char> = text.chars().map(plain).collect();
    let groups = groups(&folded);
    let (name, unit) = if groups.is_empty() { (text.to_owned(), None) } else { bracketed(text, &folded, &groups)? };
    let (name, unit) = match unit {
        Some(unit) => (name, unit),
        None => separated(text, &folded)?,
    };
    // 营业收入(千元)/万元 says it twice, and not the same.
    let again = separated(&name, &name.chars().map(plain).collect::<Vec<_>>());
    if again.is_some_and(|(_, other)| other != unit) {
        return None;
    }
    let name = without_word_unit(&name);
    is_clear(&name, &unit).then_some((name, unit))
}

/// Whether some brackets hold nothing but units, and different ones: `(万千升、万吨)`.
pub fn are_several(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let folded: Vec<char> = text.trim().chars().map(plain).collect();
    let inside =
        |(open, close): &(usize, usize)| folded.get(open + 1..*close).unwrap_or_default().iter().collect::<String>();
    groups(&folded).iter().map(inside).any(|inside| {
        let named = |sign: char| inside.split(sign).map(|part| unit(part.trim())).collect::<Option<Vec<_>>>();
        let differ = |units: Vec<Unit>| units.iter().any(|unit| *unit != units[0]);
        unit(&inside).is_none() && [',', ';', '、', '或'].into_iter().filter_map(named).any(differ)
    })
}

/// Where brackets open and close, outermost ones only.
fn groups(folded: &[char]) -> Vec<(usize, usize)> {
    let mut groups = Vec::new();
    let (mut depth, mut start) = (0usize, 0);
    for (at, c) in folded.iter().enumerate() {
        match c {
            '(' | '[' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            ')' | ']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    groups.push((start, at));
                }
            }
            _ => {}
        }
    }
    groups
}

/// Takes out the brackets that hold the unit. None where they disagree, or where one holds a bare multiplier.
fn bracketed(text: &str, folded: &[char], groups: &[(usize, usize)]) -> Option<(String, Option<Unit>)> {
    let letters: Vec<char> = text.chars().collect();
    let slice = |from: usize, to: usize| letters.get(from..to).unwrap_or_default().iter().collect::<String>();
    let mut name = String::new();
    let mut unit: Option<Unit> = None;
    let mut from = 0;
    for &(open, close) in groups {
        let inside: String = folded.get(open + 1..close).unwrap_or_default().iter().collect();
        name.push_str(&slice(from, open));
        from = close + 1;
        match within(&inside)? {
            Some((found, rest)) => {
                if unit.as_ref().is_some_and(|unit| *unit != found) {
                    return None;
                }
                unit = Some(found);
                name.truncate(name.trim_end().len());
                if !rest.is_empty() {
                    name.extend(["(", &rest, ")"]);
                }
            }
            None => name.push_str(&slice(open, from)),
        }
    }
    name.push_str(&slice(from, letters.len()));
    Some((name.trim().to_owned(), unit))
}

/// The unit in a pair of brackets, and what else stands there (`亿元,现价`). None where a multiplier stands by itself.
#[expect(clippy::option_option, reason = "brackets without a unit are not the same as brackets that spoil the heading")]
fn within(inside: &str) -> Option<Option<(Unit, String)>> {
    if let Some(unit) = unit(inside).or_else(|| unit(&inside.replace(',', " "))) {
        return Some(Some((unit, String::new())));
    }
    let parts: Vec<&str> = inside.split([',', ';', '、', ':']).map(str::trim).collect();
    if parts.iter().any(|part| is_multiplier(part)) {
        return None;
    }
    let mut found = None;
    let mut rest = Vec::new();
    for part in parts {
        match unit(part) {
            Some(unit) if found.is_none() => found = Some(unit),
            Some(_) => return None,
            None => rest.push(part),
        }
    }
    Some(found.map(|unit| (unit, rest.join(","))))
}

/// `营业收入/千元`, `营业收入:亿元`, `国内生产总值_亿元`, `人口 万人`: what stands behind the first sign that has a unit behind it.
fn separated(text: &str, folded: &[char]) -> Option<(String, Unit)> {
    for (at, sign) in folded.iter().enumerate() {
        if !matches!(sign, '/' | ':' | ',' | ';' | '_' | '、' | '|' | ' ' | '\n' | '\t') {
            continue;
        }
        let after: String = folded.get(at + 1..)?.iter().collect();
        let Some(unit) = unit(after.trim()) else { continue };
        // GDP per capita is a name.
        if after.trim().starts_with('每') || after.trim().to_ascii_lowercase().starts_with("per ") {
            return None;
        }
        let name: String = text.chars().take(at).collect();
        let name = name.trim().to_owned();
        let is_sure = match sign {
            '/' => is_measured_in(&name, &unit),
            ' ' | '\n' | '\t' => {
                after.trim().chars().count() > 1 && !is_plain_word(after.trim(), &unit) && !is_phrase(&name)
            }
            '_' => !is_plain_word(after.trim(), &unit),
            _ => true,
        };
        return (is_sure && !name.is_empty()).then_some((name, unit));
    }
    None
}

/// A known unit. One Latin letter is none: `Revenue (m)` is not in metres.
fn unit(text: &str) -> Option<Unit> {
    let bare = tidy(text);
    let is_letter = bare.len() == 1 && bare.bytes().all(|byte| byte.is_ascii_alphabetic());
    Some(Unit::parse(text)).filter(|unit| unit.is_known() && !is_letter)
}

/// 百万, 000s, millions: how many, but not of what.
fn is_multiplier(text: &str) -> bool {
    !text.is_empty()
        && unit(&format!("{text} CNY"))
            .or_else(|| unit(&format!("{text}元")))
            .is_some_and(|unit| unit.dimension() == Dimension::Money("CNY") && unit.code() != "CNY")
        && unit(text).is_none()
}

/// Whether a unit is also an English word that ends names: `market_index`, `credit score`.
fn is_plain_word(text: &str, unit: &Unit) -> bool {
    use Dimension::{Count, Counted, Day, Index, Person, PersonTime, Rank, Score, Times, Year};
    let is_common = matches!(
        unit.dimension(),
        Count | Counted(_) | Day | Index | Person | PersonTime | Rank | Score | Times | Year
    );
    is_common && !text.chars().any(is_han)
}

/// Whether a name stops in the middle of a phrase: `Value of the`.
fn is_phrase(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default().to_ascii_lowercase();
    matches!(
        last.as_str(),
        "a" | "an" | "and" | "by" | "for" | "in" | "of" | "on" | "or" | "per" | "the" | "to" | "with"
    )
}

/// A quantity by its unit (营业收入/千元), and no rate (专利/万人): the name has to be a name for what is so measured.
fn is_measured_in(name: &str, unit: &Unit) -> bool {
    let lower = name.to_lowercase();
    let ends = |words: &[&str]| words.iter().any(|word| lower.ends_with(word));
    match unit.dimension() {
        Dimension::Percent | Dimension::Points | Dimension::Per(..) => true,
        Dimension::Money(_) => ends(&[
            "收入",
            "产值",
            "增加值",
            "总值",
            "额",
            "利润",
            "支出",
            "投入",
            "投资",
            "税收",
            "税",
            "费",
            "经费",
            "资产",
            "资金",
            "成本",
            "工资",
            "财力",
            "gdp",
            "revenue",
            "income",
            "output",
            "value",
            "profit",
            "tax",
            "investment",
            "expenditure",
            "exports",
            "imports",
        ]),
        Dimension::Person | Dimension::PersonYear => {
            ends(&["人员", "人口", "人数", "就业", "劳动力", "population", "employment", "employees"])
        }
        Dimension::Area => ends(&["面积", "area"]),
        Dimension::Count => ends(&["数", "数量"]),
        Dimension::Mass | Dimension::Volume | Dimension::StandardCoal | Dimension::Energy => ends(&["量", "耗"]),
        _ => false,
    }
}

/// 院士(位) counts people and 综合排名(位) places; which it is, only the name can say.
fn is_clear(name: &str, unit: &Unit) -> bool {
    let lower = name.to_lowercase();
    unit.dimension() != Dimension::Rank
        || ["排名", "名次", "位次", "排位", "rank"].iter().any(|word| lower.contains(word))
}

/// `单位：千元` names nothing.
fn without_word_unit(name: &str) -> String {
    let bare = name.trim().trim_end_matches([':', '：', ' ']);
    let is_word = ["单位", "單位", "计量单位", "計量單位"].contains(&bare) || bare.eq_ignore_ascii_case("unit");
    if is_word {
        return String::new();
    }
    // 历年发电量 单位：亿千瓦时.
    let before = bare.strip_suffix("单位").or_else(|| bare.strip_suffix("單位"));
    let is_apart = |before: &&str| before.ends_with([' ', '\u{3000}', ',', '，']);
    let before = before.filter(is_apart).map(|before| before.trim_end_matches([' ', '\u{3000}', ',', '，']));
    before.unwrap_or(name).to_owned()
}
