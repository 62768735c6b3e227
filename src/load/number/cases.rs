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

pub fn read(text: &str) -> String {
    parse(text).map_or_else(|error| format!("{error}"), |number| shown(&number))
}

fn check(cases: &[(&str, &str)]) {
    for (text, expect) in cases {
        assert_eq!(read(text), *expect, "{text:?}");
    }
}

#[test]
fn figures_are_read_however_they_are_written() {
    check(&[
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
        // Widths, blanks and traditional characters.
        ("2.3 万 亿 元", "2.3 1T_CNY"),
        ("１.２Ｅ＋０５", "120000"),
        ("1'234.5", "1234.5"),
        ("1’234", "1234"),
        ("３.４％", "3.4 percent"),
        ("1,234 億元", "1234 100M_CNY"),
        ("約３萬餘人", "≥30000 person"),
        ("–3.2", "-3.2"),
        ("－3.2", "-3.2"),
        ("1.2E-2%", "0.012 percent"),
        // Sums in steps.
        ("1亿2000万元", "120000000 CNY"),
        ("1亿2000万", "120000000"),
        ("3万5千人", "35000 person"),
        ("1万2000家", "12000 count"),
        ("1亿零500万元", "105000000 CNY"),
        ("1亿 2000 余万元", "≥120000000 CNY"),
        ("两亿三千万元", "230000000 CNY"),
        ("十二万五千人", "125000 person"),
        ("1.2万", "12000"),
        ("3百家", "3 100_count"),
        ("5千万元", "5 10M_CNY"),
        ("近3千亿元", "≈3 100bn_CNY"),
        ("12百万美元", "12 M_USD"),
        // Chinese numerals.
        ("二百三十五", "235"),
        ("一千二百万", "12000000"),
        ("两万", "20000"),
        ("两万人", "2 10k_person"),
        ("一千零五家", "1005 count"),
        ("三点五万人", "3.5 10k_person"),
        ("二〇二三年", "2023 年"),
    ]);
}

#[test]
fn words_of_degree_become_marks() {
    check(&[
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
        // Signs of degree.
        ("<2.5", "<2.5"),
        ("≥100", "≥100"),
        ("≤ 100", "≤100"),
        (">=100", "≥100"),
        ("~100", "≈100"),
        ("≈100", "≈100"),
        ("不低于3%", "≥3 percent"),
        ("100以下", "≤100"),
        // Words of degree.
        ("近3000家", "≈3000 count"),
        ("超过2万亿元", ">2 1T_CNY"),
        ("约占10%左右", "≈10 percent"),
        ("1.2万余人", "≥12000 person"),
        ("20多万人", "≥20 10k_person"),
        ("300多亿元", "≥300 100M_CNY"),
        ("百余家", "≥100 count"),
        ("千余人", "≥1000 person"),
        ("万余家", "≥10000 count"),
        ("十余家", "≥10 count"),
        ("二十多万人", "≥20 10k_person"),
        ("上千家", "≥1000 count"),
        ("过百亿元", ">100 100M_CNY"),
        ("将近500家", "≈500 count"),
        ("接近5%", "≈5 percent"),
        ("大约 5 万人", "≈5 10k_person"),
        ("达2184.8亿元", "2184.8 100M_CNY"),
        ("共12家", "12 count"),
        ("总计1.5万件", "1.5 10k_count"),
        ("不足1%", "<1 percent"),
        ("100上下", "≈100"),
        ("400+", "≥400"),
        ("400+家", "≥400 count"),
        ("＞5", ">5"),
        ("≧5", "≥5"),
        ("about 1,200", "≈1200"),
        ("More than 50%", ">50 percent"),
        ("no more than 5", "≤5"),
    ]);
}

#[test]
fn shares_and_ranks_are_what_they_say() {
    check(&[
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
        // Ranks.
        ("全国64位", "64 rank"),
        ("第5", "5 rank"),
        ("全国第5位", "5 rank"),
        // Fractions.
        ("百分之三点五", "3.5 percent"),
        ("百分之百", "100 percent"),
        ("万分之二", "0.02 percent"),
        ("四分之三", "75 percent"),
        ("3/4", "75 percent"),
        ("七成", "70 percent"),
        ("七成五", "75 percent"),
        ("超八成半", ">85 percent"),
        ("一半", "50 percent"),
        ("过半", ">50 percent"),
        ("半数以上", "≥50 percent"),
        ("占全省千分之一", "0.1 percent"),
        // Shares and their differences.
        ("1.2pp", "1.2 pp"),
        ("1.2 pp", "1.2 pp"),
        ("25bp", "25 bp"),
        ("提高1.2个百分点", "1.2 pp"),
        ("增速回落1.2个百分点", "-1.2 pp"),
        ("下降3.2%", "-3.2 percent"),
        ("同比下降超3%", "<-3 percent"),
        ("增长5.1%", "5.1 percent"),
        ("同比增长约5.1％", "≈5.1 percent"),
        ("增速-1.5%", "-1.5 percent"),
        ("↓3.2%", "-3.2 percent"),
        ("1.5倍", "1.5 倍"),
        // Ranks.
        ("第5位", "5 rank"),
        ("第五位", "5 rank"),
        ("第十二名", "12 rank"),
        ("全国第64位", "64 rank"),
        ("64位", "64 rank"),
        ("居全国第3", "3 rank"),
        ("位列全国第三", "3 rank"),
        ("前10", "≤10 rank"),
        ("全国前十", "≤10 rank"),
    ]);
}

#[test]
fn what_stands_beside_a_number_leaves_it_alone() {
    check(&[
        // Areas.
        ("345亩", "345 mu"),
        ("约109平方公里", "≈109 km2"),
        ("73 km²", "73 km2"),
        // Flags.
        ("5400 p", "5400 [P]"),
        (": ", "- [O]"),
        (": bu", "- [OBU]"),
        ("12.7 b", "12.7 [B]"),
        ("18.7 bu", "18.7 [BU]"),
        (": c", "- [Q]"),
        ("0n", "0 [N]"),
        // Footnote marks.
        ("1234*", "1234"),
        ("1234①", "1234"),
        // Accountants' negatives.
        ("(1,234)", "-1234"),
        ("（3.2％）", "-3.2 percent"),
        ("(1234)", "-1234"),
        // Footnote marks.
        ("1234**", "1234"),
        ("1234[1]", "1234"),
        ("1234 (1)", "1234"),
        ("1234（注）", "1234"),
        ("1234(注2)", "1234"),
        ("1234a)", "1234"),
        ("1234(a)", "1234"),
        ("1234†", "1234"),
        ("1234¹", "1234"),
        ("5.2%②", "5.2 percent"),
        ("73 km²*", "73 km2"),
        ("1.5万平方米①", "1.5 10k_m2"),
        ("约400余家①", "≥400 count"),
        ("1234 (p)", "1234 [P]"),
        ("1234(估算)", "1234 [E]"),
        ("1234(初步数)", "ᵉ1234"),
        // Flags.
        ("5400p", "5400 [P]"),
        ("5400 P", "5400 [P]"),
        ("5.2% p", "5.2 percent [P]"),
        ("12.7 bu", "12.7 [BU]"),
        ("12.7bu", "12.7 [BU]"),
        ("0 n", "0 [N]"),
        ("0.0n", "0 [N]"),
        (":", "- [O]"),
        (":c", "- [Q]"),
        (": C", "- [Q]"),
        (":z", "- [M]"),
        (": m", "- [M]"),
        // Money with its sign, and English steps.
        ("¥1,234", "1234 CNY"),
        ("￥12万", "120000 CNY"),
        ("¥12万元", "12 10k_CNY"),
        ("$5", "5 USD"),
        ("-$5", "-5 USD"),
        ("($1,234)", "-1234 USD"),
        ("$3.4 million", "3400000 USD"),
        ("RMB 12bn", "12000000000 CNY"),
        ("US$1.2bn", "1200000000 USD"),
        ("€3m", "3000000 EUR"),
        ("12 million", "12000000"),
        ("3.5 bn", "3500000000"),
        ("1.2k", "1200"),
        ("1.2M", "1200000"),
        ("12 million yuan", "12 M_CNY"),
        ("3.5 bn USD", "3.5 bn_USD"),
        ("10 thousand people", "10 1k_person"),
        ("5 m", "5 m"),
        // Rates.
        ("598.2件/万人", "598.2 per_10k_people"),
        ("30.3万元/人", "30.3 10k_CNY_per_person"),
        ("1500元/人", "1500 CNY_per_person"),
        // Years, where a number is looked for.
        ("2023年", "2023 年"),
        ("[YR2010]", "2010 年"),
        ("翻番", "≈2 倍"),
    ]);
}

#[test]
fn what_says_that_there_is_no_number_says_why() {
    check(&[
        // No number: what a dash or dots mean stands in the book's legend.
        ("", "- [O]"),
        ("..", "- [O]"),
        ("—", "-"),
        ("…", "-"),
        ("...", "-"),
        ("(blank)", "- [O]"),
        ("NaN", "- [M]"),
        ("#N/A", "- [M]"),
        // No number, in the words of many books and programs.
        ("……", "-"),
        ("－－", "-"),
        ("- -", "-"),
        ("无", "-"),
        ("無", "-"),
        ("#DIV/0!", "-"),
        ("#REF!", "-"),
        ("n.a.", "- [O]"),
        ("N.A.", "- [O]"),
        ("n/a", "- [O]"),
        ("NA", "- [O]"),
        ("null", "- [O]"),
        ("NULL", "- [O]"),
        ("None", "- [O]"),
        ("nan", "- [O]"),
        ("不详", "- [O]"),
        ("暂无", "- [O]"),
        ("缺", "- [O]"),
        ("未公布", "- [O]"),
        ("空", "- [O]"),
        ("未统计", "- [L]"),
        ("不适用", "- [M]"),
        ("保密", "- [Q]"),
    ]);
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
