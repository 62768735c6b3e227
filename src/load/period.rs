//! The time a cell or a heading says: every way files write a year, a quarter or a month.

use crate::model::Period;

/// No time at the front of a heading is longer, in bytes.
const LONGEST: usize = 64;

/// The period a text says and nothing else. Weeks and days are no run of months: none.
pub fn parse(text: &str) -> Option<Period> {
    let folded = fold(text);
    let text = folded.trim();
    // `2010 [YR2010]`, the way of the World Bank's DataBank.
    let text = text.rsplit_once("[YR").and_then(|(_, year)| year.strip_suffix(']')).unwrap_or(text);
    let text = text.strip_prefix("YR").unwrap_or(text);
    if let Ok(period) = text.parse() {
        return Some(period);
    }
    // A year a spreadsheet holds as a number, or a text with a footnote mark.
    let text = text.strip_suffix(".0").unwrap_or(text).trim_end_matches(['*', '①', '②', '③']);
    let text = text.strip_suffix("年末").or_else(|| text.strip_suffix("年底")).unwrap_or(text);
    let text = text.strip_suffix("年度").unwrap_or(text);
    let text = ["FY", "CY"].into_iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
    text.parse().ok().or_else(|| chinese(text)).or_else(|| dashed(text)).or_else(|| english(text))
}

/// Full-width forms made plain, blanks taken out around Chinese.
fn fold(text: &str) -> String {
    let plain = |c| match c {
        '\u{3000}' | '\u{A0}' => ' ',
        '—' | '–' | '～' | '至' => '-',
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    };
    let text: String = text.trim().trim_start_matches('\'').chars().map(plain).collect();
    if text.contains('年') { text.replace(' ', "") } else { text }
}

/// A year in digits and nothing else: a number may have a sign.
fn digits(year: &str) -> Option<i32> {
    year.bytes().all(|byte| byte.is_ascii_digit()).then(|| year.parse().ok()).flatten()
}

/// `2022年第一季度`, `2022年上半年`, `2022年1-6月`, `2022年前三季度`, `2022年12月末`.
fn chinese(text: &str) -> Option<Period> {
    let (year, rest) = text.split_once('年')?;
    let year = year.trim();
    let is_roc = year.len() == 3 || year.starts_with("民国") || year.starts_with("民國");
    // A year of three digits is counted from 1912, as in Taiwan.
    let year = year.trim_start_matches(['民', '国', '國']);
    let year: i32 = match digits(year)? {
        year if is_roc && year > 0 && year < 300 => year + 1911,
        number if year.len() == 4 => number,
        _ => return None,
    };
    let rest = rest.trim().trim_end_matches(['末', '底']).trim_end_matches("累计");
    let quarter = |text: &str| {
        let nth = text.strip_prefix('第').unwrap_or(text).strip_suffix("季度")?;
        match nth {
            "一" | "1" => Some(1),
            "二" | "2" => Some(2),
            "三" | "3" => Some(3),
            "四" | "4" => Some(4),
            _ => None,
        }
    };
    if let Some(nth) = quarter(rest) {
        return Period::months(year, nth * 3 - 2, nth * 3);
    }
    match rest {
        "" | "全年" => return Some(Period::year(year)),
        "上半年" | "前两季度" => return Period::months(year, 1, 6),
        "下半年" => return Period::months(year, 7, 12),
        "前三季度" | "1-3季度" | "一至三季度" | "一-三季度" => return Period::months(year, 1, 9),
        _ => {}
    }
    let months = rest.strip_suffix('月').or_else(|| rest.strip_suffix("月份"))?;
    if let Some(last) = months.strip_prefix('前') {
        return Period::months(year, 1, last.strip_suffix('个').unwrap_or(last).parse().ok()?);
    }
    let (from, to) = months.split_once('-').unwrap_or((months, months));
    Period::months(year, from.trim_end_matches('月').parse().ok()?, to.parse().ok()?)
}

/// The period a heading begins or ends with, and the rest of it: `2023年营业收入`, `营业收入(2023年)`, `GDP_2020`. A year of
/// prices (`2015年价`) or of a base (`1978年=100`) is none.
pub fn split(heading: &str) -> Option<(Period, String)> {
    let text = fold(heading);
    let text = text.trim();
    if let Some((rest, inner)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        let period = self::heading(inner).filter(|_| !rest.trim().is_empty());
        if let Some(period) = period {
            return Some((period, rest.trim().to_owned()));
        }
    }
    let ends = text.char_indices().map(|(at, _)| at).filter(|at| (4..=LONGEST).contains(at)).collect::<Vec<_>>();
    let begins = |end: &usize| {
        let (time, rest) = text.split_at_checked(*end)?;
        let is_cut = !rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '=' | '%' | '年'));
        let is_basis = ["价", "=", "不变", "可比", "为基", "以来", "为100"].iter().any(|word| rest.starts_with(word));
        // `2019上半年` leaves out the word year.
        let half = time.get(..4).zip(time.get(4..)).map(|(year, rest)| format!("{year}年{rest}"));
        let period =
            self::heading(time).or_else(|| half.filter(|_| time.ends_with("半年")).and_then(|it| self::heading(&it)));
        let rest = rest.trim_start_matches(['_', ' ', '/', '的', ':']).trim();
        period.filter(|_| is_cut && !is_basis && !rest.is_empty()).map(|period| (period, rest.to_owned()))
    };
    if let Some(found) = ends.iter().rev().find_map(begins) {
        return Some(found);
    }
    let (rest, year) = text.rsplit_once(['_', ' '])?;
    let is_price = rest.to_lowercase().ends_with("us$") || rest.to_lowercase().ends_with("constant");
    let period = self::heading(year).filter(|_| !is_price)?;
    Some((period, rest.trim().to_owned())).filter(|(_, rest)| !rest.is_empty())
}

/// A month or a quarter without its year: `1月`, `Jan`, `第一季度`, `Q1`; the first and the last month.
pub fn part(text: &str) -> Option<(u8, u8)> {
    let text = fold(text);
    let text = text.trim();
    if !text.contains(['月', '季', '半']) && !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let period = chinese(&format!("2000年{text}")).or_else(|| english(&format!("{text} 2000")))?;
    Some((period.first_month() as u8, period.last_month() as u8)).filter(|_| !period.is_year())
}

/// A part of the year another text says.
pub fn of_year(year: &str, (from, to): (u8, u8)) -> Option<Period> {
    let year = parse(year).filter(|period| period.is_year())?;
    Period::months(year.calendar_year(), from, to)
}

/// Whether a text is a day: `2022-12-31`, `2022/3/31`, `20221231`.
pub fn is_day(text: &str) -> bool {
    let text = fold(text);
    let parts: Vec<&str> = text.trim().split(['-', '/', '.']).collect();
    let are_digits = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    are_digits && matches!(lengths.as_slice(), [8] | [4, 1 | 2, 1 | 2])
}

/// The month of a day, also of the last of a year, which elsewhere means the year.
pub fn month_of(day: &str) -> Option<Period> {
    let period = parse(day)?;
    if period.is_year() && is_day(day) { Period::months(period.calendar_year(), 12, 12) } else { Some(period) }
}

/// Whether these are the ends of months or quarters, so that the last day of a year is that of December.
pub fn are_days<'a>(mut texts: impl Iterator<Item = &'a str>) -> bool {
    texts.any(|text| is_day(text) && parse(text).is_some_and(|period| !period.is_year()))
}

/// `2022M01`, `2022-M01`, `2022/05`, `2022.05`, `2022-S1`, `2022-B1`, `2022-A1`, `2022-12-31`, `202205`.
fn dashed(text: &str) -> Option<Period> {
    let (year, rest) = text.split_at_checked(4)?;
    let year: i32 = year.bytes().all(|b| b.is_ascii_digit()).then(|| year.parse().ok()).flatten()?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if is_number(rest) && rest.len() == 2 {
        let month = rest.parse().ok()?;
        return Period::months(year, month, month);
    }
    if is_number(rest) && rest.len() == 4 {
        let (month, day) = rest.split_at_checked(2)?;
        return dashed(&format!("{year:04}-{month}-{day}"));
    }
    if !rest.starts_with(|c: char| !c.is_ascii_digit()) {
        return None;
    }
    let rest = rest.trim_start_matches(['-', '/', '.', ' ']);
    let halves = rest.strip_prefix(['S', 'H']).filter(|rest| is_number(rest));
    if let Some(half) = halves {
        return format!("{year:04}H{half}").parse().ok();
    }
    if rest == "A1" || rest == "A" {
        return Some(Period::year(year));
    }
    if let Some(quarter) = rest.strip_prefix(['Q', 'q']) {
        return format!("{year:04}Q{quarter}").parse().ok();
    }
    if let Some(month) = rest.strip_prefix(['M', 'm']).filter(|rest| is_number(rest)) {
        return Period::months(year, month.parse().ok()?, month.parse().ok()?);
    }
    // A day: the last of a year means the year, the last of a month or its first the month.
    let mut parts = rest.split(['-', '/', '.', ' ', 'T']);
    let month: u8 = parts.next().filter(|part| is_number(part) && part.len() <= 2)?.parse().ok()?;
    match parts.next() {
        None if !text.get(4..)?.starts_with('.') || rest.len() == 2 => Period::months(year, month, month),
        Some(day) if is_number(day) && day.len() <= 2 => match (month, day) {
            (12, "31") => Some(Period::year(year)),
            _ => Period::months(year, month, month),
        },
        _ => None,
    }
}

/// `Q1 2022`, `Jan 2022`, `January-2022`, `2022 Q1`.
fn english(text: &str) -> Option<Period> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let (one, two) = text.split_once([' ', '-', '/'])?;
    let (name, year) = if two.len() == 4 { (one, two) } else { (two, one) };
    let year: i32 = (year.len() == 4).then(|| digits(year)).flatten()?;
    let name = name.to_ascii_lowercase();
    if let Some(quarter) = name.strip_prefix('q') {
        return format!("{year:04}Q{quarter}").parse().ok();
    }
    let is_word = name.len() >= 3 && name.bytes().all(|b| b.is_ascii_alphabetic());
    let month = MONTHS.iter().position(|month| is_word && name.starts_with(month))? as u8 + 1;
    Period::months(year, month, month)
}

/// Whether a text is a time of a kind that is no run of months, such as a week.
pub fn is_week(text: &str) -> bool {
    let text = text.trim();
    let (year, week) = text.split_at_checked(4).unwrap_or(("", ""));
    let week = week.trim_start_matches('-').strip_prefix('W').unwrap_or_default();
    year.parse::<u16>().is_ok() && !week.is_empty() && week.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a heading is a time: a period in the years figures are about.
pub fn heading(text: &str) -> Option<Period> {
    parse(text).filter(|period| (1800..=2150).contains(&period.calendar_year()))
}

/// The one time a title speaks of (`各高新区主要经济指标(2023年)`, `2023年1-6月园区经济`), and whether it names an edition
/// (`2024卷`) instead.
pub fn in_title(title: &str) -> Option<(Period, bool)> {
    let title = fold(title);
    let mut found: Option<(Period, bool)> = None;
    let starts: Vec<usize> = title.char_indices().map(|(at, _)| at).collect();
    let mut last_digit = false;
    for at in starts {
        let rest = title.get(at..).unwrap_or_default();
        let begins = !last_digit;
        last_digit = rest.starts_with(|c: char| c.is_ascii_digit());
        let digits = rest.bytes().take_while(u8::is_ascii_digit).take(5).count();
        if begins && digits == 3 && found.is_none() {
            // A year of Taiwan is known by its month: `114年9月底各縣市人口數`.
            found = longest(rest).filter(|period| !period.is_year()).map(|period| (period, false));
        }
        if !begins || digits != 4 {
            continue;
        }
        let Some(year) = rest.get(..4).and_then(|year| year.parse().ok()) else { continue };
        if !(1900..=2150).contains(&year) {
            continue;
        }
        let after = rest.get(4..).unwrap_or_default().trim_start();
        // `1999-2018` is a span, no year.
        if after.starts_with(['-', '/']) || title.get(..at).is_some_and(|before| before.trim_end().ends_with('-')) {
            return None;
        }
        let is_edition = ["卷", "版", "年版", "年鉴"].iter().any(|word| after.starts_with(word))
            || title.get(..at).is_some_and(|before| before.trim_end().ends_with("年鉴"));
        let said = longest(rest).filter(|_| !is_edition).unwrap_or_else(|| Period::year(year));
        match found {
            Some((period, false)) if !is_edition && period != said => return None,
            Some((_, false)) if is_edition => {}
            _ => found = Some((said, is_edition)),
        }
    }
    found
}

/// The longest time a text begins with, of the kinds that go on with a word: `2022年1-6月`, `2022年第一季度`, `2022Q1`.
fn longest(text: &str) -> Option<Period> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(16).collect::<Vec<_>>();
    let time = |end: &usize| {
        let (time, rest) = text.split_at_checked(*end)?;
        let is_cut = !rest.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '月');
        let is_word = time.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['年', 'Q', 'H', '上', '下']);
        let year = time.get(..4).zip(time.get(4..)).map(|(year, half)| format!("{year}年{half}"));
        let half = year.filter(|_| time.ends_with("半年"));
        let found = heading(time).or_else(|| half.and_then(|half| heading(&half)));
        found.filter(|_| is_cut && is_word)
    };
    ends.iter().rev().find_map(time)
}

#[cfg(test)]
mod tests {
    use super::{in_title, is_week, of_year, parse, part, split};

    #[test]
    fn every_way_to_write_a_time() {
        for (text, period) in [
            ("2023年", "2023"),
            ("２０２３年", "2023"),
            ("2023 年", "2023"),
            ("2023年度", "2023"),
            ("2023年末", "2023"),
            ("2023.0", "2023"),
            ("2010 [YR2010]", "2010"),
            ("[YR2010]", "2010"),
            ("YR2010", "2010"),
            ("FY2021", "2021"),
            ("2022年第一季度", "2022-01..03"),
            ("2022年四季度", "2022-10..12"),
            ("2022年前三季度", "2022-01..09"),
            ("2022年上半年", "2022-01..06"),
            ("2022年1-7月", "2022-01..07"),
            ("2022年12月", "2022-12"),
            ("2022年12月末", "2022-12"),
            ("2022M05", "2022-05"),
            ("2022-M05", "2022-05"),
            ("2022-05", "2022-05"),
            ("2022/05", "2022-05"),
            ("202205", "2022-05"),
            ("20220501", "2022-05"),
            ("2022-S2", "2022-07..12"),
            ("2022Q3", "2022-07..09"),
            ("2022-Q3", "2022-07..09"),
            ("Q3 2022", "2022-07..09"),
            ("2022-12-31", "2022"),
            ("2022-03-01", "2022-03"),
            ("Jan 2022", "2022-01"),
            ("2022-A1", "2022"),
        ] {
            assert_eq!(parse(text).map(|period| period.to_string()).as_deref(), Some(period), "{text}");
        }
    }

    #[test]
    fn what_is_no_run_of_months() {
        for text in
            ["", "22", "20222", "2022W50", "2022-13", "1,234", "12", "合计", "2022年13月", "abcd", "-201年", "Jan +201"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        assert!(is_week("2020W50") && is_week("2020-W05") && !is_week("2020") && !is_week("W50"));
    }

    #[test]
    fn a_heading_may_hold_its_period() {
        let check = |text: &str, expect: Option<(&str, &str)>| {
            let found = split(text).map(|(period, rest)| (period.to_string(), rest));
            assert_eq!(found, expect.map(|(period, rest)| (period.to_owned(), rest.to_owned())), "{text}");
        };
        check("2023年营业收入(亿元)", Some(("2023", "营业收入(亿元)")));
        check("2020年人均GDP", Some(("2020", "人均GDP")));
        check("2019上半年GDP", Some(("2019-01..06", "GDP")));
        check("营业收入(2023年)", Some(("2023", "营业收入")));
        check("营业收入（2023）", Some(("2023", "营业收入")));
        check("GDP_2020", Some(("2020", "GDP")));
        check("revenue 2020", Some(("2020", "revenue")));
        for text in [
            "GDP(2015年价)",
            "2015年价GDP",
            "指数(1978年=100)",
            "GDP constant 2010",
            "GDP (constant 2010 US$)",
            "2023年",
            "营收",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn parts_of_a_year_wait_for_it() {
        for (text, expect) in [
            ("1月", Some((1, 1))),
            ("Dec", Some((12, 12))),
            ("第二季度", Some((4, 6))),
            ("Q1", Some((1, 3))),
            ("12", None),
            ("上半年", Some((1, 6))),
            ("May be", None),
        ] {
            assert_eq!(part(text), expect, "{text}");
        }
        assert_eq!(of_year("2012", (1, 1)).unwrap().to_string(), "2012-01");
        assert_eq!(parse("101年").unwrap().to_string(), "2012");
        assert_eq!(parse("民國111年3月").unwrap().to_string(), "2022-03");
    }

    #[test]
    fn the_year_of_a_title() {
        let check = |title: &str, expect: Option<(&str, bool)>| {
            let found = in_title(title).map(|(period, edition)| (period.to_string(), edition));
            assert_eq!(found, expect.map(|(year, edition)| (year.to_owned(), edition)), "{title}");
        };
        check("1-3 各高新区企业主要经济指标(2023年)", Some(("2023", false)));
        check("中国火炬统计年鉴2024", Some(("2024", true)));
        check("2024卷 1-3", Some(("2024", true)));
        check("2023年1-6月各高新区主要指标", Some(("2023-01..06", false)));
        check("各高新区经济运行情况（2023年一季度）", Some(("2023-01..03", false)));
        check("2023上半年园区GDP", Some(("2023-01..06", false)));
        check("2022年末园区人口", Some(("2022", false)));
        check("114年9月底各縣市人口數", Some(("2025-09", false)));
        check("2023年1-6月和2023年", None);
        check("中国2014年地级以上城市按产业划分的年末单位从业人员统计(二)", Some(("2014", false)));
        check("摘自《年鉴2024》 2023年数据", Some(("2023", false)));
        check("2019-2023年", None);
        check("2019年和2023年", None);
        check("高新区", None);
    }
}
