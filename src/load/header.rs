//! What columns are called, and what separates the cells of a text.

use super::{layout::Field, text};

/// What columns are called, in lower case and with `_` for blanks; the first is our own name for it.
const NAMES: &[(Field, &[&str])] = &[
    (
        Field::Park,
        &[
            "park",
            "park_id",
            "area",
            "zone",
            "geo",
            "ref_area",
            "location",
            "region",
            "province",
            "city",
            "county",
            "country",
            "country_code",
            "countryiso3code",
            "country.id",
            "economy",
            "entity",
            "state",
            "district",
            "reference_area",
            "园区",
            "園區",
            "高新区",
            "开发区",
            "地区",
            "地區",
            "区域",
            "省份",
            "省",
            "省市",
            "省区市",
            "城市",
            "市",
            "国家",
            "國家",
            "国别",
            "国家和地区",
            "国家或地区",
            "区县",
            "县市",
            "縣市",
            "县区",
            "市县",
            "市区县",
            "高新区名称",
            "开发区名称",
            "城市名称",
            "地区名称",
            "地市",
            "各地区",
            "国家高新区",
            "縣市別",
            "município",
            "pays",
            "país",
            "land",
        ],
    ),
    (
        Field::ParkName,
        &[
            "park_name",
            "name",
            "area_name",
            "country_name",
            "country.value",
            "园区名称",
            "名称",
            "zone_name",
            "region_name",
        ],
    ),
    (
        Field::Indicator,
        &[
            "indicator",
            "indicator_id",
            "measure",
            "indicator_code",
            "series_code",
            "indicator.id",
            "variable",
            "subject",
            "subject_descriptor",
            "指标",
            "指标代码",
            "指標",
            "项目",
            "統計項目",
        ],
    ),
    (Field::IndicatorName, &["indicator_name", "series_name", "indicator.value", "指标名称", "series"]),
    (
        Field::Period,
        &[
            "period",
            "year",
            "time",
            "time_period",
            "date",
            "yr",
            "年份",
            "年度",
            "时期",
            "时间",
            "年",
            "年别",
            "年別",
            "年分",
            "統計年",
            "统计年份",
            "统计年度",
            "数据年份",
            "日期",
            "报告期",
            "報告期",
            "时间点",
            "月份",
            "ano",
            "ano_de_referência",
            "año",
            "année",
            "jahr",
        ],
    ),
    (Field::Value, &["value", "obs_value", "数值", "数值(value)", "值", "数据", "數值", "指标值", "统计值", "数据值"]),
    (Field::Unit, &["unit", "unit_measure", "units", "单位", "计量单位", "單位", "unit_of_measure"]),
    (Field::Multiplier, &["unit_mult", "powercode_code", "scale"]),
    (Field::Mark, &["qualifier", "mark", "限定"]),
    (Field::Status, &["status", "obs_status", "flag", "flags", "obs_flag", "flag_codes", "状态"]),
    (Field::Kind, &["kind", "类型", "性质"]),
    (Field::Source, &["source", "source_id", "来源", "数据来源", "资料来源"]),
    (Field::Note, &["note", "notes", "remark", "comment", "footnotes", "备注", "说明", "注", "備註"]),
    (Field::Printed, &["printed", "raw", "原文", "原始值"]),
];

/// A heading longer than this, in bytes, is none of those names, however it is spaced.
const LONGEST: usize = 80;

/// What a column of that heading holds.
pub fn named(heading: &str) -> Option<Field> {
    // Whole rows of data are asked: a number, or a sentence, is no name.
    if heading.len() > LONGEST || heading.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let name: String = text::clean(heading)
        .chars()
        .filter(|c| !(*c == '\u{3000}' || *c == '\u{A0}'))
        .map(|c| if matches!(c, ' ' | '-') { '_' } else { c })
        .flat_map(char::to_lowercase)
        .collect();
    // 園區 is 园区: what stands above in both scripts is there for those without a twin.
    let chinese: String = name.chars().filter(|c| *c != '_').collect();
    let simple = if name.is_ascii() { String::new() } else { hanconv::t2s(&chinese) };
    let is = |known: &&str| **known == name || (!known.is_ascii() && (**known == chinese || **known == simple));
    NAMES.iter().find(|(_, names)| names.iter().any(&is)).map(|(field, _)| *field)
}

/// Columns that say nothing of a figure, or what its names say already.
const QUIET: &[&str] = &[
    "decimal",
    "decimals",
    "time_code",
    "iso2c",
    "iso3c",
    "iso2",
    "iso3",
    "level",
    "province",
    "shown",
    "grade",
    "place",
    "continent",
    "region_code",
    "area_code",
    "unnamed:_0",
    "排名",
    "名次",
    "位次",
    "序号",
];

/// Whether a column may be left alone without a word.
pub fn is_quiet(heading: &str) -> bool {
    let name = text::clean(heading).to_lowercase().replace([' ', '-'], "_");
    QUIET.contains(&name.as_str())
}

/// Our own name for a column.
pub fn own_name(field: Field) -> &'static str {
    NAMES.iter().find(|(known, _)| *known == field).map_or("", |(_, names)| names[0])
}

/// What a figure cannot do without.
pub const NEEDED: [Field; 4] = [Field::Park, Field::Indicator, Field::Period, Field::Value];

/// Whether columns have our own names and no others, with those no figure can do without: then nothing has to be guessed.
pub fn are_own<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    let mut seen = Vec::new();
    for name in names {
        match NAMES.iter().find(|(_, known)| known[0] == name) {
            Some((field, _)) if !seen.contains(field) => seen.push(*field),
            _ => return false,
        }
    }
    NEEDED.iter().all(|field| seen.contains(field))
}

/// Characters that separate cells. Of equals the last is taken: a tab stands in a cell more rarely than a comma.
const SEPARATORS: [u8; 4] = [b'|', b';', b',', b'\t'];

/// What separates the cells: whichever makes most sense of the first lines.
pub fn sniff(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    if let Some(own) = SEPARATORS.into_iter().find(|separator| are_own(first.split(char::from(*separator)))) {
        return own;
    }
    let head = text.get(..text.floor_char_boundary(64 << 10)).unwrap_or(text);
    // A line cut in two has fewer cells than it should.
    let head = head.rfind('\n').filter(|_| head.len() < text.len()).and_then(|end| head.get(..end)).unwrap_or(head);
    let lines = || head.lines().filter(|line| !line.trim().is_empty()).take(60);
    let known = |separator: u8| {
        let cells = |line: &str| {
            line.split(char::from(separator)).filter(|cell| named(cell.trim().trim_matches('"')).is_some()).count()
        };
        lines().map(cells).max().unwrap_or(0)
    };
    // How many cells the most usual row has, and how many rows have as many: quotes are heeded.
    let regular = |separator: u8| {
        let mut widths: Vec<usize> =
            super::table::reader(head, separator).byte_records().take(60).flatten().map(|row| row.len()).collect();
        widths.sort_unstable();
        let usual = widths.chunk_by(|a, b| a == b).filter(|same| same[0] > 1).max_by_key(|same| same.len());
        // Tabs that indent the lines of quoted cells make many rows, but of all widths. Where there is one width, tabs
        // separate: Eurostat's dimensions stand between commas in the first cell.
        usual.map_or((0, 0, 0), |same| {
            let is_even = same.len() * 10 >= widths.len() * 9;
            (u8::from(is_even) + u8::from(is_even && separator == b'\t'), same.len(), same[0])
        })
    };
    let sense = |separator: &u8| {
        let names = known(*separator);
        (if names > 1 { names } else { 0 }, regular(*separator))
    };
    let best = SEPARATORS.into_iter().max_by_key(sense);
    best.filter(|separator| sense(separator) != (0, (0, 0, 0))).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::{Field, are_own, named, sniff};

    #[test]
    fn a_line_of_our_own_names_leaves_nothing_to_guess() {
        for (line, is_own) in [
            ("park,indicator,period,value", true),
            ("value,unit,note,period,park,indicator,source", true),
            ("park,indicator,period", false),
            ("park,indicator,period,value,mood", false),
            ("park,indicator,period,value,value", false),
            ("park,indicator,year,value", false),
            ("park,indicator,period,value,", false),
            ("", false),
        ] {
            assert_eq!(are_own(line.split(',')), is_own, "{line}");
        }
    }

    #[test]
    fn columns_are_known_by_many_names() {
        for (heading, field) in [
            ("Year", Some(Field::Period)),
            ("园区", Some(Field::Park)),
            ("地  区", Some(Field::Park)),
            ("園區名稱", Some(Field::ParkName)),
            ("開發區", Some(Field::Park)),
            ("縣市別", Some(Field::Park)),
            ("指標名稱", Some(Field::IndicatorName)),
            ("年 度", Some(Field::Period)),
            ("時間", Some(Field::Period)),
            ("數據來源", Some(Field::Source)),
            ("計量單位", Some(Field::Unit)),
            ("Country Name", Some(Field::ParkName)),
            ("OBS_VALUE", Some(Field::Value)),
            ("mood", None),
            ("", None),
        ] {
            assert_eq!(named(heading), field, "{heading}");
        }
    }

    #[test]
    fn the_separator_is_the_one_that_makes_sense() {
        for (text, separator) in [
            ("park,indicator,period,value", b','),
            ("park;indicator;period;value", b';'),
            ("\n\"park\"\t\"indicator\"\t\"a,b\"", b'\t'),
            ("园区|指标|年份|数值", b'|'),
            ("a;b;c\n1,5;2,5;3\n1,5;2,5;4\n", b';'),
            ("freq,unit,geo\\TIME_PERIOD\t2020 \t2021 \nA,NR,AD\t1 \t2 \n", b'\t'),
            ("freq,a,b,c,unit,geo\\TIME_PERIOD\t2020 \nA,a,b,c,NR,AD\t1 \n", b'\t'),
            ("", b','),
            ("park\tindicator\tperiod\tvalue\na,b,c,d\na,b,c,d\n", b'\t'),
            ("a,b\n\"\n\t\t\tx\",\"\n\t\t\t1\"\n\"\n\t\t\ty\",\"\n\t\t\t2\"\n", b','),
        ] {
            assert_eq!(char::from(sniff(text)), char::from(separator), "{text}");
        }
    }
}
