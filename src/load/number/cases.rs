//! The table of number cases: what people print, and what is made of it.

use super::{Decimal, Number, parse, parse_as};
use crate::model::{Mark, Unit};

/// A reading as one text: sign, number, unit, status letters; `-` where there is no number.
fn shown(number: &Number) -> String {
    let value = number.value.map_or_else(|| "-".to_owned(), |value| format!("{}", (value * 1e6).round() / 1e6));
    let unit = number.unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
    let status = if number.status.is_empty() { String::new() } else { format!(" [{}]", number.status) };
    format!("{}{value}{unit}{status}", number.mark.sign())
}

fn read(text: &str) -> String {
    parse(text).map_or_else(|error| format!("{error}"), |number| shown(&number))
}

#[test]
fn numbers_as_people_print_them() {
    let cases = [
        // Money, and the steps of Chinese counting.
        ("4.2万亿元", "4.2 1T_CNY"),
        ("2184.8亿元", "2184.8 100M_CNY"),
        ("10302209262", "10302209262"),
        ("首破千亿元", "≥1000 100M_CNY"),
        ("2000万美元", "2000 10k_USD"),
        ("12亿欧元", "12 100M_EUR"),
        // Separators, widths, signs.
        ("1,234.5", "1234.5"),
        ("１，２３４．５", "1234.5"),
        ("1\u{A0}234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("-3.2", "-3.2"),
        ("−3.2％", "-3.2 percent"),
        ("+5.2%", "5.2 percent"),
        ("1e3", "1000"),
        ("-0", "0"),
        ("'004", "4"),
        // Percent and fractions.
        ("3.34%", "3.34 percent"),
        ("3.34％", "3.34 percent"),
        ("3‰", "3 permille"),
        ("1.5个百分点", "1.5 pp"),
        ("1.5百分点", "1.5 pp"),
        ("千分之一", "0.1 percent"),
        ("百分之三十", "30 percent"),
        ("三分之二", "66.666667 percent"),
        ("不到全省千分之一", "<0.1 percent"),
        ("超3/4", ">75 percent"),
        ("近一半", "≈50 percent"),
        ("七成以上", "≥70 percent"),
        ("10%左右", "≈10 percent"),
        // Counts and people.
        ("400余家", "≥400 count"),
        ("5000余人", "≥5000 person"),
        ("3万余人", "≥30000 person"),
        ("3.8万人", "3.8 10k_person"),
        ("0.9万家", "0.9 10k_count"),
        ("4.24万家", "4.24 10k_count"),
        ("十二家", "12 count"),
        ("近千家", "≈1000 count"),
        ("预计500家", "ᵉ500 count"),
        // Ranks.
        ("全国64位", "64 rank"),
        ("第5", "5 rank"),
        ("全国第5位", "5 rank"),
        // Areas.
        ("345亩", "345 mu"),
        ("约109平方公里", "≈109 km2"),
        ("73 km²", "73 km2"),
        // Signs of degree.
        ("<2.5", "<2.5"),
        ("≥100", "≥100"),
        ("≤ 100", "≤100"),
        (">=100", "≥100"),
        ("~100", "≈100"),
        ("≈100", "≈100"),
        ("不低于3%", "≥3 percent"),
        ("100以下", "≤100"),
        // Flags.
        ("5400 p", "5400 [P]"),
        (": ", "- [O]"),
        (": bu", "- [OBU]"),
        ("12.7 b", "12.7 [B]"),
        ("18.7 bu", "18.7 [BU]"),
        (": c", "- [Q]"),
        ("0n", "0 [N]"),
        ("5 m", "5 m"),
        // No number: what a dash or dots mean stands in the book's legend.
        ("", "- [O]"),
        ("..", "- [O]"),
        ("—", "-"),
        ("…", "-"),
        ("...", "-"),
        ("(blank)", "- [O]"),
        ("NaN", "- [M]"),
        ("#N/A", "- [M]"),
        // Footnote marks.
        ("1234*", "1234"),
        ("1234①", "1234"),
        // Years, where a number is looked for.
        ("2023年", "2023 年"),
        ("[YR2010]", "2010 年"),
        ("翻番", "≈2 倍"),
    ];
    for (text, expect) in cases {
        assert_eq!(read(text), expect, "{text:?}");
    }
}

#[test]
fn what_is_no_number_says_why() {
    let plain = |text: &str| format!("`{text}` is not a number; write a plain number or leave the cell empty");
    for text in [
        "1.2.3",
        "0x1F",
        "abc",
        "12abc",
        "--5",
        "1-",
        "5%6",
        "3~5",
        "10-12%",
        "#其中：高新技术企业",
        "千元",
        "第3家",
        "e5",
        "1/0",
        "$5",
        "五五",
        "5亿x",
        "(5)",
        "1,",
        "nan x",
        "全国5家",
    ] {
        assert_eq!(read(text), plain(text), "{text:?}");
    }
    assert_eq!(read("27446-3"), "`27446-3` is not a number; write `27446.3` or leave the cell empty");
    assert_eq!(read("12,34"), "`12,34` may be `12.34` or `1234`; write the one that is meant");
    assert_eq!(read("1,2345"), "`1,2345` may be `1.2345` or `12345`; write the one that is meant");
    for text in ["inf", "-inf", "Infinity", "nan"] {
        let expect = format!("`{text}` is not a finite number; leave the cell empty if there is none");
        assert_eq!(read(text), expect, "{text}");
    }
    assert_eq!(read("1e999"), "`1e999` is too large to be a number; write it in a larger unit");
    assert_eq!(read("增长近五倍"), "`增长近五倍` says how many times, not how much; write the level of each year");
}

#[test]
fn a_decimal_comma_is_read_where_the_file_says_so() {
    let read = |text: &str| parse_as(text, Decimal::Comma).map(|number| number.value);
    assert_eq!(read("1 234,5"), Ok(Some(1234.5)));
    assert_eq!(read("1\u{202F}234,5"), Ok(Some(1234.5)));
    assert_eq!(read("1.234,5"), Ok(Some(1234.5)));
    assert_eq!(read("12,34"), Ok(Some(12.34)));
    assert!(read("1.23").is_err());
}

/// What the unit beside the number comes to in the smallest unit of its kind.
#[test]
fn the_unit_beside_the_number_counts() {
    let check = |text: &str, unit: &str, expect: f64| {
        let number = parse(text).unwrap();
        let found = number.unit.unwrap().convert(number.value.unwrap(), &Unit::parse(unit)).unwrap();
        assert!((found - expect).abs() <= expect * 1e-12, "{text}: {found}");
    };
    check("4.2万亿元", "元", 4.2e12);
    check("2184.8亿元", "元", 2184.8e8);
    check("首破千亿元", "元", 1e11);
    check("3.8万人", "人", 38_000.0);
    check("0.9万家", "家", 9000.0);
    check("4.24万家", "家", 42_400.0);
    check("345亩", "平方米", 230_000.0);
    check("12亿欧元", "M_EUR", 1200.0);
}

#[test]
fn a_bare_multiplier_is_remembered() {
    let number = parse("1.2亿").unwrap();
    assert_eq!((number.value, number.unit, number.is_scaled), (Some(1.2e8), None, true));
    assert_eq!(parse("1.2亿元").map(|number| number.is_scaled), Ok(false));
    assert_eq!(parse("约400余家").map(|number| number.mark), Ok(Mark::AtLeast));
}
