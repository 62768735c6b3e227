//! Cases of units: what they come to in each other, how they are spelt, and where headings carry them.

use proptest::prelude::*;

use super::{Dimension, Lang, Unit};

#[test]
fn units_of_one_kind_convert() {
    let check = |value: f64, from: &str, to: &str, expect: Option<f64>| {
        assert_eq!(Unit::parse(from).convert(value, &Unit::parse(to)), expect, "{value} {from} in {to}");
    };
    check(10_302_209_262.0, "千元", "亿元", Some(103_022.092_62));
    check(4.2, "万亿元", "100M_CNY", Some(42_000.0));
    check(345.0, "亩", "m2", Some(230_000.0));
    check(1500.0, "亩", "km2", Some(1.0));
    check(3.8, "万人", "人", Some(38_000.0));
    check(1.0, "亿元", "件", None);
    check(1.0, "亿美元", "亿元", None);
    check(2.0, "分", "点", None);
    check(2.0, "furlong", "furlong", Some(2.0));
    // Steps of every kind.
    check(1.0, "百亿元", "亿元", Some(100.0));
    check(3.0, "十万元", "万元", Some(30.0));
    check(12.5, "千美元", "万美元", Some(1.25));
    check(7.0, "十亿美元", "亿美元", Some(70.0));
    check(2.0, "亿日元", "百万日元", Some(200.0));
    check(5.0, "千家", "百家", Some(50.0));
    check(1.2, "百万人", "万人", Some(120.0));
    check(3.0, "万人年", "人年", Some(30_000.0));
    check(3.0, "万人年", "万人", None);
    check(3.0, "万人次", "万人", None);
    check(8.0, "万吨标准煤", "吨标准煤", Some(80_000.0));
    check(8.0, "万吨标准煤", "万吨", None);
    check(1.0, "亿千瓦时", "万千瓦时", Some(10_000.0));
    check(1.0, "GWh", "万千瓦时", Some(100.0));
    // Land: a hectare is fifteen 亩.
    check(1.0, "公顷", "亩", Some(15.0));
    check(2.0, "千公顷", "万亩", Some(3.0));
    check(1.0, "sq km", "公顷", Some(100.0));
    check(1.0, "万公顷", "平方公里", Some(100.0));
    // Shares and their differences are not the same.
    check(3.0, "‰", "%", Some(0.3));
    check(25.0, "bp", "百分点", Some(0.25));
    check(1.0, "百分点", "%", None);
    // Rates convert where both sides do.
    check(205_200.0, "元/人", "万元/人", Some(20.52));
    check(107.0, "件/万人", "件/人", Some(0.0107));
    check(1.0, "万元/亩", "亿元/平方公里", Some(0.15));
    check(0.5, "吨标准煤/万元", "千克标准煤/元", Some(0.05));
    check(1200.0, "人/平方公里", "人/公顷", Some(12.0));
    check(3.0, "件/千万元", "件/亿元", Some(30.0));
    check(3.0, "件/亿元", "件/万人", None);
    check(3.0, "分/人", "点/人", None);
    check(2.0, "万千升", "立方米", Some(20_000.0));
    check(1.0, "亿立方米", "万立方米", Some(10_000.0));
    check(1.0, "万千升", "万吨", None);
    check(1.0, "亿吨公里", "亿人公里", None);
    check(1.0, "亿吨公里", "万吨公里", Some(10_000.0));
    check(1.0, "上年=100", "2020=100", None);
    check(12.0, "per 100 people", "件/万人", Some(1200.0));
}

/// Bare dollars are dollars of the day; those of 2015 are not, and a share of one thing is no share of another.
#[test]
fn what_is_on_another_basis_does_not_convert() {
    let check = |from: &str, to: &str, expect: Option<f64>| {
        assert_eq!(Unit::parse(from).convert(2.0, &Unit::parse(to)), expect, "{from} in {to}");
    };
    check("current US$", "USD", Some(2.0));
    check("constant 2015 US$", "USD", None);
    check("constant 2015 US$", "constant 2010 US$", None);
    check("constant 2015 US$ million", "constant 2015 US$", Some(2_000_000.0));
    check("% of GDP", "% of revenue", None);
    check("% of GDP", "%", Some(2.0));
    check("annual %", "%", Some(2.0));
    check("% of GDP", "PC_GDP", Some(2.0));
    for text in ["% of GDP", "% of total", "percent of GDP", "annual %", "PC_GDP"] {
        assert!(Unit::parse(text).is_percent(), "{text}");
    }
    assert_eq!(Unit::parse("constant 2015 US$").dimension(), Dimension::Money("USD"));
    assert_eq!(Unit::parse("constant 2015 US$").label(Lang::En), "constant 2015 US$");
}

#[test]
fn a_unit_is_known_however_it_is_spelt() {
    for (text, code) in [
        ("億元", "100M_CNY"),
        ("萬元", "10k_CNY"),
        ("（万元）", "10k_CNY"),
        ("万 元", "10k_CNY"),
        ("单位：千元", "1k_CNY"),
        ("人民币亿元", "100M_CNY"),
        ("亿元人民币", "100M_CNY"),
        ("10万元", "100k_CNY"),
        ("RMB 100 million", "100M_CNY"),
        ("100 million yuan", "100M_CNY"),
        ("100 Million Yuan", "100M_CNY"),
        ("10 000 yuan", "10k_CNY"),
        ("10,000 yuan", "10k_CNY"),
        ("1000 yuan", "1k_CNY"),
        ("CNY million", "M_CNY"),
        ("CNY 10K", "10k_CNY"),
        ("RMB bn", "bn_CNY"),
        ("亿歐元", "100M_EUR"),
        ("Million euro", "M_EUR"),
        ("MIO_EUR", "M_EUR"),
        ("€m", "M_EUR"),
        ("EUR thousand", "1k_EUR"),
        ("US$ million", "M_USD"),
        ("US$bn", "bn_USD"),
        ("in millions of US$", "M_USD"),
        ("亿美金", "100M_USD"),
        ("亿日圓", "100M_JPY"),
        ("億韓元", "100M_KRW"),
        ("億新台幣", "100M_TWD"),
        ("新臺幣億元", "100M_TWD"),
        ("新台幣千元", "1k_TWD"),
        ("新台币元", "TWD"),
        ("港币亿元", "100M_HKD"),
        ("千万卢比", "crore_INR"),
        ("戶", "count"),
        ("NR", "count"),
        ("萬畝", "10k_mu"),
        ("平方千米", "km2"),
        ("㎡", "m2"),
        ("万平方米", "10k_m2"),
        ("万㎡", "10k_m2"),
        ("km²", "km2"),
        ("sq. km", "km2"),
        ("千公頃", "1k_ha"),
        ("萬噸標準煤", "10k_tce"),
        ("万kWh", "10k_kWh"),
        ("万人", "10k_person"),
        ("THS_PER", "1k_person"),
        ("thousand persons", "1k_person"),
        ("10 000 persons", "10k_person"),
        ("FTE", "person_year"),
        ("person-years", "person_year"),
        ("PC", "percent"),
        ("PERCENT", "percent"),
        ("个百分点", "pp"),
        ("件/万人", "per_10k_people"),
        ("家 / 万人", "per_10k_people"),
        ("件每万人", "per_10k_people"),
        ("每万人", "per_10k_people"),
        ("万元／人", "10k_CNY_per_person"),
        ("元每人", "CNY_per_person"),
        ("EUR_HAB", "EUR_per_person"),
        ("US$ per capita", "USD_per_person"),
        ("per 100 people", "count_per_100_person"),
        ("per 100,000 population", "count_per_100k_person"),
        ("吨标煤/万元", "tce_per_10k_CNY"),
        ("亿元/km²", "100M_CNY_per_km2"),
        ("current US$", "current USD"),
        ("percent of gdp", "% of GDP"),
    ] {
        let unit = Unit::parse(text);
        assert_eq!(unit.code(), code, "{text}");
        assert_eq!(Unit::parse(unit.code()), unit, "{code} reads back");
    }
    // Not known, and so not more than a name: pct may be % or pp, 亿万元 is a figure of speech.
    for text in [
        "",
        "pct",
        "亿万元",
        "百分",
        "M",
        "B",
        "furlong",
        "current LCU",
        "元/furlong",
        "per",
        "a/b/c",
        "百万",
        "million",
    ] {
        assert!(!Unit::parse(text).is_known(), "{text}");
    }
}

#[test]
fn made_units_have_labels() {
    let check = |text: &str, zh: &str, en: &str| {
        let unit = Unit::parse(text);
        assert_eq!((unit.label(Lang::Zh), unit.label(Lang::En)), (zh, en), "{text}");
    };
    check("百亿元", "百亿元", "CNY 10B");
    check("M_JPY", "百万日元", "JPY M");
    check("千公顷", "千公顷", "K ha");
    check("元/人", "元/人", "CNY/person");
    check("件/亿元", "件/亿元", "per CNY 100M");
    check("per 100 people", "个/百人", "per 100 people");
    check("% of GDP", "% of GDP", "% of GDP");
}

#[test]
fn steps_follow_the_language() {
    let check = |unit: &str, typical: f64, lang, divide: f64, label: &str| {
        let scale = Unit::parse(unit).scale(typical, lang);
        assert_eq!((scale.divide, scale.label.as_str()), (divide, label), "{typical} {unit}");
    };
    check("100M_CNY", 500.0, Lang::Zh, 1.0, "亿元");
    check("100M_CNY", 193_000.0, Lang::Zh, 1e4, "万亿元");
    check("100M_CNY", 500.0, Lang::En, 10.0, "CNY B");
    check("count", 31_148.0, Lang::Zh, 1.0, "个");
    check("count", 31_148.0, Lang::En, 1.0, "");
    check("10k_person", 26.0, Lang::Zh, 1.0, "万人");
    check("percent", 3.3, Lang::En, 1.0, "%");
    check("M_EUR", 2050.0, Lang::Zh, 100.0, "亿欧元");
    check("bn_JPY", 30.0, Lang::Zh, 0.1, "亿日元");
    check("元/人", 205_200.0, Lang::Zh, 1.0, "元/人");
}

#[test]
fn a_heading_gives_up_its_unit() {
    let check = |text: &str, name: &str, code: &str| {
        let found = Unit::in_heading(text);
        assert_eq!(found.as_ref().map(|(name, unit)| (name.as_str(), unit.code())), Some((name, code)), "{text:?}");
    };
    check("营业收入(千元)", "营业收入", "1k_CNY");
    check("营业收入（万元）", "营业收入", "10k_CNY");
    check("营业收入/千元", "营业收入", "1k_CNY");
    check("营业收入:亿元", "营业收入", "100M_CNY");
    check("营业收入，亿元", "营业收入", "100M_CNY");
    check("GDP [亿元]", "GDP", "100M_CNY");
    check("Revenue (1000 yuan)", "Revenue", "1k_CNY");
    check("Revenue (CNY million)", "Revenue", "M_CNY");
    check("GDP (current US$)", "GDP", "current USD");
    check("GDP (constant 2015 US$)", "GDP", "constant 2015 USD");
    check("R&D expenditure (% of GDP)", "R&D expenditure", "% of GDP");
    check("人口 万人", "人口", "10k_person");
    check("人口(万人)", "人口", "10k_person");
    check("国内生产总值_亿元", "国内生产总值", "100M_CNY");
    check("R&D经费内部支出(万元)/Intramural R&D", "R&D经费内部支出/Intramural R&D", "10k_CNY");
    check("历年发电量 单位：亿千瓦时", "历年发电量", "100M_kWh");
    check("单位：千元", "", "1k_CNY");
    check("单位:千元", "", "1k_CNY");
    check("(千元)", "", "1k_CNY");
    check("营业收入(规上)(亿元)", "营业收入(规上)", "100M_CNY");
    check("营业收入（亿元）（规上）", "营业收入（规上）", "100M_CNY");
    check("营业收入\nRevenue (1000 yuan)", "营业收入\nRevenue", "1k_CNY");
    check("营业收入(千元)\nRevenue (1000 yuan)", "营业收入\nRevenue", "1k_CNY");
    check("地区生产总值(亿元,现价)", "地区生产总值(现价)", "100M_CNY");
    check("地区生产总值(单位:亿元)", "地区生产总值", "100M_CNY");
    check("全员劳动生产率(万元/人)", "全员劳动生产率", "10k_CNY_per_person");
    check("全员劳动生产率/万元/人", "全员劳动生产率", "10k_CNY_per_person");
    check("每万人发明专利(件/万人)", "每万人发明专利", "per_10k_people");
    check("从业人员/万人", "从业人员", "10k_person");
    check("专利数/件", "专利数", "count");
    for (inside, code) in [
        ("亿千瓦小时", "100M_kWh"),
        ("万千瓦", "10k_kW"),
        ("万吨标准煤", "10k_tce"),
        ("万标准箱", "10k_TEU"),
        ("亿立方米", "100M_m3"),
        ("万千升", "10k_kL"),
        ("千升", "kL"),
        ("升", "litre"),
        ("万台", "10k_count"),
        ("亿件", "100M_count"),
        ("万部", "10k_count"),
        ("平方米", "m2"),
        ("万平方米", "10k_m2"),
        ("公里", "km"),
        ("万公里", "10k_km"),
        ("亿人次", "100M_person_time"),
        ("亿吨公里", "100M_tonne_km"),
        ("亿人公里", "100M_person_km"),
        ("万重量箱", "10k_weight_case"),
        ("吨/日", "t_per_天"),
        ("‰", "permille"),
        ("上年=100", "上年=100"),
        ("上年同期＝100", "上年同期=100"),
        ("以1978年为100", "1978年=100"),
        ("2020=100", "2020=100"),
        ("previous year = 100", "previous year=100"),
    ] {
        check(&format!("量({inside})"), "量", code);
        assert_eq!(Unit::parse(code).code(), code, "{code} reads back");
    }
    check("出生率(‰)", "出生率", "permille");
    check("综合排名(位)", "综合排名", "rank");
    check("Land area sq km", "Land area", "km2");
    check("Total value in USD", "Total value", "USD");
    check("Employees (10 000 persons)", "Employees", "10k_person");
}

#[test]
fn a_heading_that_may_be_read_two_ways_is_left_alone() {
    for text in [
        "",
        "营业收入",
        "营业收入(规上)",
        "GDP(现价)",
        // Two units, or one and a multiplier beside it.
        "营业收入(千元)(亿元)",
        "营业收入(元)(百万)",
        "营业收入(百万)",
        "Revenue (US$, constant prices, millions)",
        "单位：万元、人",
        "啤酒产量(万千升、万吨)",
        "单位:千元(万元)",
        // A rate, or a quantity by its unit?
        "专利/万人",
        "能耗/万元",
        "税收/亩",
        "营业收入/家",
        // Words that are names rather than units.
        "GDP per capita",
        "Value of the euro",
        "人均GDP 每万人",
        "park_rank",
        "market_index",
        "credit score",
        "万元",
        "Revenue (m)",
        "院士(名)",
        "2019/2020",
    ] {
        assert_eq!(Unit::in_heading(text), None, "{text:?}");
    }
}

#[test]
fn several_units_in_one_bracket_are_seen() {
    for (text, expect) in [
        ("啤酒产量(万千升、万吨)", true),
        ("产量（万吨；万件）", true),
        ("人均(万元/人)", false),
        ("GDP(亿元、亿元)", false),
        ("营业收入(千元)", false),
        ("地区生产总值(亿元,现价)", false),
        ("营业收入(规上)(亿元)", false),
        ("营业收入", false),
    ] {
        assert_eq!(Unit::are_several_in(text), expect, "{text}");
    }
}

const UNITS: &[&str] = &[
    "元",
    "千元",
    "万元",
    "亿元",
    "百亿元",
    "元/人",
    "万元/人",
    "亩",
    "公顷",
    "km2",
    "m2",
    "件/万人",
    "件/人",
    "人",
    "万人",
    "%",
    "‰",
    "% of GDP",
    "吨标准煤/万元",
    "亿美元",
];

proptest! {
    #[test]
    fn no_text_brings_it_down(text in "[ 0-9a-zA-Z元万亿千百人美/每%$_,.:()（）\n²²亩公里of-]{0,24}") {
        let unit = Unit::parse(&text);
        prop_assert_eq!(&Unit::parse(unit.code()), &unit);
        let _ = Unit::in_heading(&text);
    }

    #[test]
    fn there_and_back_is_the_same(
        value in -1e12..1e12f64,
        from in proptest::sample::select(UNITS),
        to in proptest::sample::select(UNITS),
    ) {
        let (from, to) = (Unit::parse(from), Unit::parse(to));
        let back = from.convert(value, &to).map(|there| to.convert(there, &from));
        prop_assert_eq!(back.is_some(), from == to || from.convert(1.0, &to).is_some());
        if let Some(back) = back {
            let back = back.unwrap();
            prop_assert!((back - value).abs() <= value.abs() * 1e-12, "{} {}: {}", value, from, back);
        }
    }
}
